/*
 * manifest.c - decoding a manifest, and finding lines and columns in it.
 */
#include "grammars/manifest.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "facts/ignore.h"

#define MARK_STEP    256  /* bytes between two counts of characters */
#define CODING_LIMIT 1000 /* bytes of a line in which an encoding is looked for */

VEC(offset_vec, uint32_t);

/* A text under conversion. */
struct decoder {
	char *at;
	uint32_t *from;
	uint32_t len;
};

static void
decode_one(struct decoder *d, uint32_t c, uint32_t from)
{
	for (size_t more = utf8_put(d->at + d->len, c); more > 0; more--)
		d->from[d->len++] = from;
}

static uint32_t
unit(struct str file, size_t i, bool big)
{
	uint32_t first = (unsigned char)file.at[i], second = (unsigned char)file.at[i + 1];

	return big ? first << 8 | second : second << 8 | first;
}

static void
decode_utf16(struct decoder *d, struct str file, bool big)
{
	size_t i = 2;

	while (i + 1 < file.len) {
		uint32_t c = unit(file, i, big), at = (uint32_t)i;

		i += 2;
		if (c >= 0xD800 && c < 0xDC00 && i + 1 < file.len) {
			uint32_t low = unit(file, i, big);

			if (low >= 0xDC00 && low < 0xE000) {
				c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		decode_one(d, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c, at);
	}
}

/* Does a comment in the first two lines say so, as pip looks for it (after PEP 263)? */
static bool
is_latin(struct str file)
{
	static const char *const names[] = { "latin-1", "latin1", "iso-8859-1", "cp1252" };
	struct str rest = file, line;

	for (int i = 0; i < 2 && str_cut(&rest, '\n', &line); i++) {
		if (line.len == 0 || line.at[0] != '#')
			continue;
		for (size_t at = 0; at + 7 < line.len && at < CODING_LIMIT; at++) {
			struct str text = str_from(line, at);

			if (!str_starts(text, STR("coding:")) && !str_starts(text, STR("coding=")))
				continue;
			text = str_skip(str_from(text, 7));
			for (size_t n = 0; n < countof(names); n++) {
				struct str name = str_of(names[n]);

				if (text.len >= name.len &&
				    str_like(str_slice(text, 0, name.len), name))
					return true;
			}
		}
	}
	return false;
}

static void
decode(struct manifest *m, struct str file)
{
	bool little = str_starts(file, STR("\xFF\xFE")), big = str_starts(file, STR("\xFE\xFF"));

	if (str_starts(file, STR("\xEF\xBB\xBF")))
		m->skipped = 3;
	m->text = str_from(file, m->skipped);
	if (!little && !big && utf8_valid(m->text) == m->text.len &&
	    (m->skipped > 0 || !is_latin(file)))
		return;

	struct decoder d = {
		.at = arena_array(m->a, char, 2 * file.len + 1),
		.from = arena_array(m->a, uint32_t, 2 * file.len + 1),
	};
	if (little || big)
		decode_utf16(&d, file, big);
	else
		for (size_t i = m->skipped; i < file.len; i++)
			decode_one(&d, (unsigned char)file.at[i], (uint32_t)i);
	d.from[d.len] = (uint32_t)file.len;
	m->text = (struct str){ d.at, d.len };
	m->from = d.from;
}

static void
index_lines(struct manifest *m)
{
	struct offset_vec lines = { 0 };
	uint32_t *marks = arena_array(m->a, uint32_t, m->text.len / MARK_STEP + 1);
	uint32_t characters = 0;

	*vec_push(m->a, &lines) = 0;
	for (size_t i = 0; i < m->text.len; i++) {
		char c = m->text.at[i];
		bool pair = c == '\r' && i + 1 < m->text.len && m->text.at[i + 1] == '\n';

		if (i % MARK_STEP == 0)
			marks[i / MARK_STEP] = characters;
		characters += !utf8_is_inside(c);
		if (c == '\n' || (c == '\r' && !pair))
			*vec_push(m->a, &lines) = (uint32_t)i + 1;
	}
	if (m->text.len % MARK_STEP == 0)
		marks[m->text.len / MARK_STEP] = characters;
	m->lines = lines.at;
	m->line_count = lines.count;
	m->marks = marks;
}

struct manifest
manifest_open(struct arena *a, struct str file, struct fact_writer *out)
{
	struct manifest m = { .a = a, .out = out, .via = STR("") };

	if (file.at == NULL)
		file = STR("");
	decode(&m, file);
	index_lines(&m);
	return m;
}

bool
manifest_is_leftover(struct str path)
{
	static const char *const folders[] = {
		"__pycache__", ".ipynb_checkpoints", "mlruns", "mlartifacts"
	};
	struct str rest = path, part, before = STR("");

	while (str_cut(&rest, '/', &part) && rest.len > 0) {
		if (str_is_any(part, folders, countof(folders)) ||
		    (str_eq(before, STR("wandb")) &&
		     (str_starts(part, STR("run-")) || str_starts(part, STR("offline-run-")))))
			return true;
		before = part;
	}
	return false;
}

struct str
manifest_line(const struct manifest *m, uint32_t i)
{
	size_t start = m->lines[i];
	size_t end = i + 1 < m->line_count ? m->lines[i + 1] : m->text.len;

	while (end > start && (m->text.at[end - 1] == '\n' || m->text.at[end - 1] == '\r'))
		end--;
	return str_slice(m->text, start, end);
}

static uint32_t
characters_before(const struct manifest *m, size_t at)
{
	uint32_t count = m->marks[at / MARK_STEP];

	for (size_t i = at - at % MARK_STEP; i < at; i++)
		count += !utf8_is_inside(m->text.at[i]);
	return count;
}

static void
place(const struct manifest *m, size_t at, uint32_t *line, uint32_t *col)
{
	uint32_t low = 0, high = m->line_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (m->lines[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	*line = low + 1;
	*col = characters_before(m, at) - characters_before(m, m->lines[low]) + 1;
}

struct span
manifest_span(const struct manifest *m, size_t start, size_t end)
{
	struct span span;

	span.start = m->from != NULL ? m->from[start] : m->skipped + (uint32_t)start;
	span.end = m->from != NULL ? m->from[end] : m->skipped + (uint32_t)end;
	place(m, start, &span.line, &span.col);
	place(m, end, &span.end_line, &span.end_col);
	return span;
}

size_t
manifest_offset(const struct manifest *m, struct str slice)
{
	return (size_t)(slice.at - m->text.at);
}

size_t
splice_at(const struct splice *p, size_t i)
{
	if (p->from == NULL)
		return p->base + i;
	return i < p->text.len   ? p->from[i]
	       : p->text.len > 0 ? p->from[p->text.len - 1] + 1
	                         : p->base;
}

void
manifest_directive(const struct manifest *m, enum directive_kind kind, struct span span,
                   struct str key, struct str value)
{
	facts_add_directive(
		m->out,
		(struct fact_directive){
			.span = span,
			.kind = kind,
			.stage = m->stage,
			.key = facts_put(m->out, key),
			.value = facts_put(m->out, value),
		});
}

void
manifest_ignores(const struct manifest *m, bool anywhere)
{
	bool head = true, joined = false;
	uint32_t logical = 0; /* where the lines start that backslashes join */

	for (uint32_t i = 0; i < m->line_count; i++) {
		struct str line = manifest_line(m, i), rest = line;
		logical = joined ? logical : i;
		joined = line.len > 0 && line.at[line.len - 1] == '\\';
		struct str text = str_trim(line);
		struct ignore ignore;
		bool comment = false;

		head = head && (text.len == 0 || text.at[0] == '#');
		for (; rest.len > 0; rest = str_from(rest, 1)) {
			const char *at = memchr(rest.at, '#', rest.len);

			if (at == NULL)
				break;
			rest = str_from(line, (size_t)(at - line.at));
			comment = comment || anywhere || at == line.at || char_is_blank(at[-1]);
			if (!comment || !ignore_read(rest, &ignore) || (ignore.whole_file && !head))
				continue;
			size_t start = manifest_offset(m, rest);
			facts_add_ignore(
				m->out,
				(struct fact_ignore){
					.span = manifest_span(m, start, start + rest.len),
					.line = logical + 1,
					.rules = facts_put(m->out, ignore_rules(m->a, ignore.list)),
					.whole_file = ignore.whole_file,
				});
		}
	}
}
