/*
 * python_string.c - the escapes of Python's string literals.
 */
#include "packaging/python_string.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "packaging/text.h"

struct decoder {
	struct str text;
	size_t i;
	char *out;
	size_t len;
};

/* Up to `most` digits, at least `least`. */
static bool
read_number(struct decoder *d, unsigned base, size_t least, size_t most, uint32_t *out)
{
	size_t count = 0;

	*out = 0;
	while (count < most && char_digit(text_at(d->text, d->i)) < base) {
		*out = *out * base + char_digit(d->text.at[d->i++]);
		count++;
	}
	return count >= least;
}

static bool
put_coded(struct decoder *d, int base, size_t least, size_t most)
{
	uint32_t c;

	if (!read_number(d, base, least, most, &c) || c > 0x10FFFF)
		return false;
	d->len += utf8_put(d->out + d->len, c);
	return true;
}

/* What stands after a backslash. */
static bool
decode_escape(struct decoder *d)
{
	static const char from[] = "\\'\"abfnrtv", to[] = "\\'\"\a\b\f\n\r\t\v";
	char c = text_at(d->text, d->i);
	const char *known = c != '\0' ? strchr(from, c) : NULL;

	if (c == '\0' || c == 'N')
		return false;
	if (known != NULL) {
		d->out[d->len++] = to[known - from];
		d->i++;
		return true;
	}
	if (c >= '0' && c <= '7')
		return put_coded(d, 8, 1, 3);
	d->i++;
	switch (c) {
	case 'x':
		return put_coded(d, 16, 2, 2);
	case 'u':
		return put_coded(d, 16, 4, 4);
	case 'U':
		return put_coded(d, 16, 8, 8);
	case '\r':
		d->i += text_at(d->text, d->i) == '\n';
		return true;
	case '\n':
		return true;
	default:
		break;
	}
	/* Not an escape: the backslash stays. */
	d->out[d->len++] = '\\';
	d->out[d->len++] = c;
	return true;
}

bool
python_string(struct arena *a, struct str text, struct str *out)
{
	struct decoder d = { text, 0, NULL, 0 };

	if (text.len > 0 && memchr(text.at, '\0', text.len) != NULL)
		return false;
	/* No escape is shorter than what it means. */
	d.out = arena_array(a, char, text.len + 1);
	while (d.i < text.len) {
		char c = text.at[d.i++];

		if (c == '\n' || c == '\r')
			return false;
		if (c != '\\')
			d.out[d.len++] = c;
		else if (!decode_escape(&d))
			return false;
	}
	*out = (struct str){ d.out, d.len };
	return true;
}
