/*
 * yaml_write.c - quotes what a YAML reader would take for something else.
 */
#include "base/yaml_write.h"

#include "base/utf8.h"

static bool
is_control(unsigned char c)
{
	return c < 0x20 || c == 0x7F;
}

/* C1 controls, line separators and the byte order mark: letters to UTF-8, not to YAML. */
static bool
is_special(struct str c)
{
	return (c.len == 2 && memcmp(c.at, "\xC2\xA0", 2) < 0) ||
	       (c.len == 3 &&
	        (memcmp(c.at, "\xE2\x80\xA8", 3) == 0 || memcmp(c.at, "\xE2\x80\xA9", 3) == 0 ||
	         memcmp(c.at, "\xEF\xBB\xBF", 3) == 0 || memcmp(c.at, "\xEF\xBF\xBE", 3) >= 0));
}

/* What some reader of YAML takes for null or a truth value. */
static bool
is_reserved(struct str text)
{
	static const char *const words[] = {
		"null", "true", "false", "yes", "no", "on", "off", "y", "n"
	};

	for (size_t i = 0; i < countof(words); i++) {
		size_t len = strlen(words[i]), same = 0;

		while (same < len && same < text.len && (text.at[same] | 0x20) == words[i][same])
			same++;
		if (same == len && same == text.len)
			return true;
	}
	return false;
}

/* Words with single blanks, dots, slashes and dashes between them, that start with a letter. */
static bool
is_plain(struct str text)
{
	if (text.len == 0 || !char_is_name(text.at[0]) || char_is_digit(text.at[0]) ||
	    is_reserved(text))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool inside = i + 1 < text.len && text.at[i + 1] != ' ';

		if (!char_is_name(text.at[i]) && memchr("./-", text.at[i], 3) == NULL &&
		    !(text.at[i] == ' ' && inside))
			return false;
	}
	return true;
}

bool
yaml_holds(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_control((unsigned char)text.at[i]))
			return false;
	return utf8_valid(text) == text.len;
}

void
yaml_put(struct buf *out, struct str text)
{
	if (is_plain(text)) {
		buf_str(out, text);
		return;
	}
	buf_char(out, '"');
	while (text.len > 0) {
		size_t len = utf8_length(text);
		struct str c = { text.at, len > 0 ? len : 1 };

		if (len == 0)
			buf_printf(out, "\\uFFFD");
		else if (len == 1 && is_control((unsigned char)*c.at))
			buf_printf(out, "\\x%02X", (unsigned)(unsigned char)*c.at);
		else if (len == 1 && (*c.at == '"' || *c.at == '\\'))
			buf_printf(out, "\\%c", *c.at);
		else if (is_special(c))
			buf_printf(out, "\\u%04X", (unsigned)utf8_code(c.at, c.len));
		else
			buf_str(out, c);
		text = (struct str){ text.at + c.len, text.len - c.len };
	}
	buf_char(out, '"');
}

void
yaml_put_comment(struct buf *out, struct str text)
{
	while (text.len > 0) {
		size_t len = utf8_length(text);
		struct str c = { text.at, len > 0 ? len : 1 };

		if (len == 0 || is_control((unsigned char)*c.at) || is_special(c))
			for (size_t i = 0; i < c.len; i++)
				buf_printf(out, "\\x%02X", (unsigned)(unsigned char)c.at[i]);
		else
			buf_str(out, c);
		text = (struct str){ text.at + c.len, text.len - c.len };
	}
}
