/*
 * starts.c - where in a text tokens can start, sixty-four bytes at a time.
 */
#include "base/bytes.h"
#include "grammars/python/lex.h"

static struct bytes
blank(struct bytes b)
{
	return bytes_or(bytes_are(b, ' '), bytes_are(b, '\t'));
}

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

void
starts_find(struct starts *s, const char *text, uint32_t len)
{
	struct bytes tabs = bytes_all('\0');
	uint64_t named = 0; /* is the byte before it in a name? */

	s->count = starts_words(len);
	for (uint32_t word = 0; word < s->count; word++, text += BYTES_MANY) {
		struct bytes a = bytes_load(text), b = bytes_load(text + 16),
			     c = bytes_load(text + 32), d = bytes_load(text + 48);
		uint64_t names = bytes_many_bits(
			bytes_named(a), bytes_named(b), bytes_named(c), bytes_named(d));
		uint64_t blanks = bytes_many_bits(blank(a), blank(b), blank(c), blank(d));

		tabs = bytes_or(tabs, bytes_or(bytes_are(a, '\t'), bytes_are(b, '\t')));
		tabs = bytes_or(tabs, bytes_or(bytes_are(c, '\t'), bytes_are(d, '\t')));
		put_bytes(s->named + 8 * (size_t)word, names);
		s->at[word] = ~blanks & ~(names & (names << 1 | named));
		named = names >> 63;
	}
	s->tabs = bytes_bits(tabs) != 0;
}
