/*
 * words_json.c - a command written as a JSON list of strings (the "exec form").
 */
#include "base/arena.h"
#include "grammars/words.h"

struct reading_json {
	struct arena *a;
	struct str text;
	size_t i;
	char *out; /* the string being read; never longer than its text */
	size_t len;
};

static void
skip_blanks(struct reading_json *r)
{
	while (r->i < r->text.len && char_is_blank(r->text.at[r->i]))
		r->i++;
}

static bool
take(struct reading_json *r, char c)
{
	skip_blanks(r);
	if (r->i >= r->text.len || r->text.at[r->i] != c)
		return false;
	r->i++;
	return true;
}

/* The four digits after \u; a character outside ASCII is of no interest and becomes '?'. */
static bool
read_hex(struct reading_json *r)
{
	unsigned value = 0;

	for (unsigned n = 0; n < 4; n++, r->i++) {
		unsigned digit = r->i < r->text.len ? char_digit(r->text.at[r->i]) : 16;

		if (digit == 16)
			return false;
		value = value * 16 + digit;
	}
	r->out[r->len++] = value > 0 && value < 0x80 ? (char)value : '?';
	return true;
}

static bool
read_escape(struct reading_json *r)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";

	if (r->i >= r->text.len)
		return false;
	char c = r->text.at[r->i++];
	if (c == 'u')
		return read_hex(r);

	const char *at = c != '\0' ? strchr(from, c) : NULL;
	if (at == NULL)
		return false;
	r->out[r->len++] = to[at - from];
	return true;
}

static bool
read_string(struct reading_json *r, struct str *out)
{
	size_t start = r->len;

	if (!take(r, '"'))
		return false;
	while (r->i < r->text.len) {
		char c = r->text.at[r->i++];

		if (c == '"') {
			*out = (struct str){ r->out + start, r->len - start };
			return true;
		}
		if (c != '\\')
			r->out[r->len++] = c;
		else if (!read_escape(r))
			return false;
	}
	return false;
}

bool
words_json(struct arena *a, const struct splice *line, struct word_vec *out)
{
	struct reading_json r = { .a = a, .text = line->text };
	bool more;

	if (!take(&r, '['))
		return false;
	r.out = arena_array(a, char, line->text.len + 1);
	more = !take(&r, ']');
	while (more) {
		struct word word = { 0 };

		skip_blanks(&r);
		word.start = splice_at(line, r.i);
		if (!read_string(&r, &word.text))
			return false;
		word.end = splice_at(line, r.i - 1) + 1;
		*vec_push(a, out) = word;
		more = take(&r, ',');
		if (!more && !take(&r, ']'))
			return false;
	}
	skip_blanks(&r);
	return r.i == r.text.len;
}
