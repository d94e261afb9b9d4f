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
		s->named[word] = names;
		s->at[word] = ~blanks & ~(names & (names << 1 | named));
		named = names >> 63;
	}
	s->named[s->count] = 0;
	s->tabs = bytes_bits(tabs) != 0;
}
