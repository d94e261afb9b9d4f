/*
 * decode.c - source in other encodings than UTF-8 becomes UTF-8, character by character.
 */
#include "grammars/python/decode.h"

#include <iconv.h>

#include "base/arena.h"
#include "base/utf8.h"

/* A name of an encoding; with neither it is UTF-8. */
struct codec {
	const char *name;
	const uint16_t *table; /* of 256: the character of each byte, 0xFFFF for none */
	const char *iconv;     /* several bytes a character: its name there */
};

#include "grammars/python/codecs.inc"

#define UNDEFINED  0xFFFFu
#define LONGEST_IN 8  /* bytes a character, with what switches between sets */
#define LONGEST    12 /* bytes of UTF-8 for it: some are two characters */
#define GROWTH     3  /* bytes of UTF-8 a byte, at most */

struct str
decode_name(struct arena *a, struct str name)
{
	char *at = arena_array(a, char, name.len + 1);
	size_t len = 0;
	bool gap = false;

	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != '.' && !(c >= 'a' && c <= 'z') && !char_is_digit(c)) {
			gap = true;
			continue;
		}
		if (gap && len > 0)
			at[len++] = '_';
		gap = false;
		at[len++] = c;
	}
	return (struct str){ at, len };
}

/* The name, or what an editor writes after it: "utf-8-unix" (CPython's get_normal_name). */
static bool
is_spelt(struct str name, struct str known)
{
	return str_starts(name, known) && (name.len == known.len || name.at[known.len] == '_');
}

static const struct codec *
find(struct str name)
{
	size_t low = 0, high = countof(codecs);

	if (is_spelt(name, STR("utf_8")))
		name = STR("utf_8");
	if (is_spelt(name, STR("latin_1")) || is_spelt(name, STR("iso_8859_1")) ||
	    is_spelt(name, STR("iso_latin_1")))
		name = STR("latin_1");
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct str known = str_of(codecs[middle].name);
		int order = str_order(name, known);

		if (order == 0)
			return &codecs[middle];
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static const struct codec *
find_codec(struct arena *a, struct str name)
{
	const struct codec *codec = find(name);
	char *at;

	if (codec != NULL || name.len == 0 || memchr(name.at, '.', name.len) == NULL)
		return codec;
	at = arena_copy(a, name.at, name.len);
	for (size_t i = 0; i < name.len; i++)
		if (at[i] == '.')
			at[i] = '_';
	return find((struct str){ at, name.len });
}

bool
decode_is_utf8(struct str name)
{
	const struct codec *codec = find(name);

	return codec != NULL && codec->table == NULL && codec->iconv == NULL;
}

/* Text that grows with the way back from each of its bytes. */
struct output {
	char *at;
	uint32_t *origin;
	size_t len;
};

static void
put(struct output *out, const char *bytes, size_t len, size_t from)
{
	for (size_t i = 0; i < len; i++) {
		out->origin[out->len] = (uint32_t)from;
		out->at[out->len++] = bytes[i];
	}
}

static bool
decode_table(const uint16_t *table, struct str bytes, struct output *out)
{
	for (size_t i = 0; i < bytes.len; i++) {
		uint32_t c = table[(unsigned char)bytes.at[i]];
		char utf8[4];

		if (c == UNDEFINED)
			return false;
		put(out, utf8, utf8_put(utf8, c), i);
	}
	return true;
}

/* One character, by as many bytes as it takes. */
static size_t
decode_one(iconv_t conversion, struct str rest, struct output *out, size_t from)
{
	for (size_t width = 1; width <= LONGEST_IN && width <= rest.len; width++) {
		char utf8[LONGEST], *to = utf8, bytes[LONGEST_IN], *at = bytes;
		size_t left = width, room = sizeof(utf8);

		memcpy(bytes, rest.at, width);
		(void)iconv(conversion, NULL, NULL, NULL, NULL);
		if (iconv(conversion, &at, &left, &to, &room) == (size_t)-1 || left > 0)
			continue;
		/* Some hold a character back until they know the next. */
		if (iconv(conversion, NULL, NULL, &to, &room) == (size_t)-1)
			continue;
		if (to == utf8 || (size_t)(to - utf8) > GROWTH * width)
			continue;
		put(out, utf8, (size_t)(to - utf8), from);
		return width;
	}
	return 0;
}

static enum decoded
decode_iconv(const char *name, struct str bytes, struct output *out)
{
	iconv_t conversion = iconv_open("UTF-8", name);
	bool good = true;

	if (conversion == (iconv_t)-1)
		return DECODE_UNKNOWN;
	for (size_t i = 0; good && i < bytes.len;) {
		size_t width = 1;

		/* ASCII is itself in all of them. */
		if ((unsigned char)bytes.at[i] < 0x80)
			put(out, bytes.at + i, 1, i);
		else
			width = decode_one(
				conversion, (struct str){ bytes.at + i, bytes.len - i }, out, i);
		good = width > 0;
		i += width;
	}
	iconv_close(conversion);
	return good ? DECODED : DECODE_BAD;
}

enum decoded
decode(struct arena *a, struct str name, struct str bytes, struct str *text,
       const uint32_t **origin)
{
	const struct codec *codec = find_codec(a, name);
	struct output out = { 0 };
	enum decoded result;

	if (codec == NULL || (codec->table == NULL && codec->iconv == NULL))
		return DECODE_UNKNOWN;
	out.at = arena_array(a, char, bytes.len *GROWTH + 1);
	out.origin = arena_array(a, uint32_t, bytes.len * GROWTH + 1);
	if (codec->table != NULL)
		result = decode_table(codec->table, bytes, &out) ? DECODED : DECODE_BAD;
	else
		result = decode_iconv(codec->iconv, bytes, &out);
	out.origin[out.len] = (uint32_t)bytes.len;
	*text = (struct str){ out.at, out.len };
	*origin = out.origin;
	return result == DECODED && utf8_valid(*text) < text->len ? DECODE_BAD : result;
}
