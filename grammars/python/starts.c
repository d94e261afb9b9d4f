/*
 * starts.c - a text is looked at sixty-four bytes at a time.
 */
#include "grammars/python/starts.h"

#include "base/arena.h"
#include "base/bytes.h"

/* What is known of the text up to a word. */
struct sofar {
	uint64_t named; /* is the byte before it in a name? */
	uint32_t lines, start;
};

/* The lowest byte first: compilers make one store of these, where that is the machine's order. */
static inline void
put_bytes(unsigned char *at, uint64_t bits)
{
	at[0] = (unsigned char)bits;
	at[1] = (unsigned char)(bits >> 8);
	at[2] = (unsigned char)(bits >> 16);
	at[3] = (unsigned char)(bits >> 24);
	at[4] = (unsigned char)(bits >> 32);
	at[5] = (unsigned char)(bits >> 40);
	at[6] = (unsigned char)(bits >> 48);
	at[7] = (unsigned char)(bits >> 56);
}

static APART void
add_imports(struct starts *s, struct arena *a, uint32_t start, uint64_t bits)
{
	for (; bits != 0; bits &= bits - 1)
		*vec_push(a, &s->imports) = start + LOWEST_BIT_64(bits);
}

/* What of it is rare, of that many bytes. */
static APART void
look(struct starts *s, const char *at, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		s->nul = s->nul || at[i] == '\0';
		s->returns = s->returns || at[i] == '\r';
		s->high = s->high || (unsigned char)at[i] >= 0x80;
	}
}

static WITHIN void
put(struct starts *s, struct arena *a, uint32_t word, const struct bytes_marks *m,
    struct sofar *sofar)
{
	uint64_t starts = ~m->blanks & ~(m->names & (m->names << 1 | sofar->named));
	uint64_t imports = m->imports & starts;

	put_bytes(s->named + 8 * (size_t)word, m->names);
	put_bytes(s->at + 8 * (size_t)word, starts);
	sofar->named = m->names >> 63;
	s->blocks[word] = (struct source_block){ m->ends, sofar->lines, sofar->start };
	sofar->lines += count_bits(m->ends);
	if (m->ends != 0)
		sofar->start = word * BYTES_MANY + HIGHEST_BIT_64(m->ends) + 1;
	if (imports != 0)
		add_imports(s, a, word * BYTES_MANY, imports);
	s->tabs = s->tabs || m->tabs;
	s->slashes = s->slashes || m->slashes;
}

/* Words of which all bytes are in the text, and what is looked at behind them. */
static inline uint32_t
whole_words(struct str text)
{
	return text.len < 2 ? 0 : (uint32_t)((text.len - 2) / BYTES_MANY);
}

/* All words but the last; what is known then is given back. */
static struct sofar
find_narrow(struct starts *s, struct arena *a, struct str text)
{
	struct sofar sofar = { 0 };

	for (uint32_t word = 0; word < whole_words(text); word++) {
		const char *at = text.at + (size_t)word * BYTES_MANY;
		struct bytes_marks marks = bytes_marks(at);

		if (marks.rare)
			look(s, at, BYTES_MANY);
		put(s, a, word, &marks, &sofar);
	}
	return sofar;
}

/* The words from `word` on, the text in which is copied. */
static void
find_rest(struct starts *s, struct arena *a, struct str text, uint32_t word, struct sofar *sofar)
{
	for (; word < s->count; word++) {
		char bytes[BYTES_MANY + 16] = { 0 };
		size_t from = (size_t)word * BYTES_MANY, len = text.len - from;
		struct bytes_marks marks;

		if (from > text.len)
			len = 0;
		else if (len < sizeof(bytes))
			bytes[len] = '\n';
		if (len > sizeof(bytes))
			len = sizeof(bytes);
		if (len > 0)
			memcpy(bytes, text.at + from, len);
		marks = bytes_marks(bytes);
		if (len < BYTES_MANY)
			marks.ends &= ~(~UINT64_C(0) << len);
		look(s, bytes, len < BYTES_MANY ? (uint32_t)len : BYTES_MANY);
		put(s, a, word, &marks, sofar);
	}
}

/* Room for all of it. */
static void
begin(struct starts *out, struct arena *a, struct str text)
{
	size_t words = text.len / BYTES_MANY + 2;

	*out = (struct starts){
		/* Eight bytes are looked at from any of them on. */
		.at = arena_array(a, unsigned char, 8 * words + 8),
		.named = arena_array(a, unsigned char, 8 * words + 8),
		.count = (uint32_t)words,
		.blocks = arena_array(a, struct source_block, words),
	};
}

void
starts_find_narrow(struct starts *out, struct arena *a, struct str text)
{
	struct sofar sofar;

	begin(out, a, text);
	sofar = find_narrow(out, a, text);
	find_rest(out, a, text, whole_words(text), &sofar);
}

#ifdef WIDE_CODE

/* The same as find_narrow(). */
WIDE_CODE static struct sofar
find_wide(struct starts *s, struct arena *a, struct str text)
{
	struct sofar sofar = { 0 };

	for (uint32_t word = 0; word < whole_words(text); word++) {
		const char *at = text.at + (size_t)word * BYTES_MANY;
		struct bytes_marks marks = bytes_marks_wide(at);

		if (marks.rare)
			look(s, at, BYTES_MANY);
		put(s, a, word, &marks, &sofar);
	}
	return sofar;
}

void
starts_find(struct starts *out, struct arena *a, struct str text)
{
	struct sofar sofar;

	if (!WIDE_HERE) {
		starts_find_narrow(out, a, text);
		return;
	}
	begin(out, a, text);
	sofar = find_wide(out, a, text);
	find_rest(out, a, text, whole_words(text), &sofar);
}

#else

void
starts_find(struct starts *out, struct arena *a, struct str text)
{
	starts_find_narrow(out, a, text);
}

#endif
