/*
 * show.c - escapes and widths of characters.
 */
#include "report/show.h"

#include "base/utf8.h"
#include "findings/finding.h"

struct range {
	uint32_t first, last;
};

/* Not printed as they are: they act on the terminal, hide, or turn the text around. */
static const struct range escaped[] = {
	{ 0x00, 0x1F },     { 0x7F, 0x9F },     { 0xAD, 0xAD },       { 0x061C, 0x061C },
	{ 0x180E, 0x180E }, { 0x200B, 0x200F }, { 0x2028, 0x202E },   { 0x2060, 0x206F },
	{ 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB }, { 0xE0000, 0xE007F },
};

/* Written over the character before them: no column of their own. */
static const struct range combining[] = {
	{ 0x0300, 0x036F }, { 0x0483, 0x0489 }, { 0x0591, 0x05BD },   { 0x0610, 0x061A },
	{ 0x064B, 0x065F }, { 0x0E31, 0x0E31 }, { 0x0E34, 0x0E3A },   { 0x0E47, 0x0E4E },
	{ 0x1AB0, 0x1AFF }, { 0x1DC0, 0x1DFF }, { 0x20D0, 0x20FF },   { 0x3099, 0x309A },
	{ 0xFE00, 0xFE0F }, { 0xFE20, 0xFE2F }, { 0xE0100, 0xE01EF },
};

/* Two columns: East Asian wide and full-width forms, and emoji (Unicode TR 11). */
static const struct range wide[] = {
	{ 0x1100, 0x115F },   { 0x231A, 0x231B },   { 0x2E80, 0x303E },   { 0x3041, 0xA4CF },
	{ 0xA960, 0xA97F },   { 0xAC00, 0xD7A3 },   { 0xF900, 0xFAFF },   { 0xFE30, 0xFE6F },
	{ 0xFF00, 0xFF60 },   { 0xFFE0, 0xFFE6 },   { 0x1F300, 0x1F64F }, { 0x1F680, 0x1F6FF },
	{ 0x1F900, 0x1F9FF }, { 0x1FA70, 0x1FAFF }, { 0x20000, 0x3FFFD },
};

static bool
among(const struct range *ranges, size_t count, uint32_t code)
{
	for (size_t i = 0; i < count; i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

static struct glyph
escape(size_t len, const char *fmt, uint32_t code)
{
	struct glyph g = { .len = len };
	int width = snprintf(g.text, sizeof(g.text), fmt, (unsigned)code);

	g.width = (unsigned)width;
	return g;
}

struct glyph
show_glyph(struct str s)
{
	struct glyph g = { .width = 1 };

	if (s.len == 0)
		return (struct glyph){ 0 };
	if (s.at[0] >= ' ' && s.at[0] < 0x7F)
		return (struct glyph){ 1, 1, { s.at[0] } };
	g.len = utf8_length(s);
	if (s.at[0] == '\t')
		return (struct glyph){ 1, 4, "    " };
	if (g.len == 0)
		return escape(1, "\\x%02x", (unsigned char)s.at[0]);

	uint32_t code = utf8_code(s.at, g.len);
	if (among(escaped, countof(escaped), code))
		return escape(g.len, code < 0x80 ? "\\x%02x" : "\\u%04x", code);
	if (code >= 0x300 && among(combining, countof(combining), code))
		g.width = 0;
	else if (code >= 0x1100 && among(wide, countof(wide), code))
		g.width = 2;
	memcpy(g.text, s.at, g.len);
	return g;
}

void
show_str(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len;) {
		struct str rest = { s.at + i, s.len - i };
		struct glyph g = show_glyph(rest);

		if (*rest.at == '\t' || *rest.at == '\n')
			buf_put(out, *rest.at == '\t' ? "\\t" : "\\n", 2);
		else
			buf_put(out, g.text, strlen(g.text));
		i += g.len;
	}
}

void
show_paint(struct buf *out, bool color, enum paint paint)
{
	static const char *const codes[] = {
		[PAINT_NONE] = "\x1b[0m",       [PAINT_ERROR] = "\x1b[1;31m",
		[PAINT_WARNING] = "\x1b[1;33m", [PAINT_PLACE] = "\x1b[1m",
		[PAINT_FAINT] = "\x1b[2m",      [PAINT_HELP] = "\x1b[36m",
	};

	if (color)
		buf_put(out, codes[paint], strlen(codes[paint]));
}

void
show_service(struct buf *out, struct str name)
{
	const char *quote = str_eq(finding_service(name), name) ? "`" : "";

	buf_printf(out, "%s", quote);
	show_str(out, finding_service(name));
	buf_printf(out, "%s", quote);
}

void
show_marked(struct buf *out, bool color, struct str s)
{
	bool marked = false;

	while (s.len > 0) {
		const char *mark = memchr(s.at, '`', s.len);
		size_t length = mark != NULL ? (size_t)(mark - s.at) : s.len;

		show_paint(out, color && marked, PAINT_PLACE);
		show_str(out, (struct str){ s.at, length });
		show_paint(out, color && marked, PAINT_NONE);
		if (mark != NULL)
			buf_char(out, '`');
		length += mark != NULL;
		s = (struct str){ s.at + length, s.len - length };
		marked = !marked;
	}
}

void
show_url(struct buf *out, struct str path)
{
	for (size_t i = 0; i < path.len; i++) {
		char c = path.at[i];

		if (char_is_name(c) || (c != '\0' && strchr("-.~/", c) != NULL))
			buf_char(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
	}
}

void
show_link(struct buf *out, struct str base, struct str path)
{
	if (base.len == 0)
		return;
	buf_str(out, STR("\x1b]8;;"));
	buf_str(out, base);
	buf_char(out, '/');
	show_url(out, path);
	buf_str(out, STR("\x1b\\"));
}

void
show_link_end(struct buf *out, struct str base)
{
	if (base.len > 0)
		buf_str(out, STR("\x1b]8;;\x1b\\"));
}
