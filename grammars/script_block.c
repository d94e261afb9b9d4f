/*
 * script_block.c - the block of comments in which a script names its dependencies (PEP 723).
 */
#include "grammars/script_block.h"

#include "base/arena.h"
#include "base/bytes.h"
#include "base/err.h"
#include "grammars/joined.h"
#include "grammars/pip.h"
#include "grammars/toml.h"
#include "grammars/toml_manifest.h"

/* A block: its TOML, and by byte of that, and its end, the byte of the source. */
struct block {
	struct joined toml;
	uint32_t start, end; /* of the block in the source */
};

/* The line that starts at `at`, without its end. */
static struct str
line_at(struct str text, size_t at)
{
	const char *end = memchr(text.at + at, '\n', text.len - at);

	return str_slice(text, at, end != NULL ? (size_t)(end - text.at) : text.len);
}

/* The first two slashes from `at` on, or one near the end of the text; text.len when there are none. */
static size_t
find_slashes(struct str text, size_t at)
{
	const size_t behind = 16; /* bytes that are looked at */
	const char *end = text.at + text.len, *found = text.at + at;

	if (text.len > at + behind) {
		found = bytes_find_pair(found, end - behind, '/', '/');
		if (found < end - behind)
			return (size_t)(found - text.at);
	}
	found = memchr(found, '/', (size_t)(end - found));
	return found != NULL ? (size_t)(found - text.at) : text.len;
}

/* The first line `# /// script`; false when there is none. */
static bool
find_start(struct str text, size_t *start)
{
	for (size_t i = 0; (i = find_slashes(text, i)) < text.len; i++) {
		if (i < 2 || text.at[i - 1] != ' ' || text.at[i - 2] != '#' ||
		    (i > 2 && text.at[i - 3] != '\n'))
			continue;
		*start = i - 2;
		if (str_eq(line_at(text, *start), STR("# /// script")))
			return true;
	}
	return false;
}

static bool
is_content(struct str line)
{
	return line.len > 0 && line.at[0] == '#' && (line.len == 1 || line.at[1] == ' ');
}

/* The lines up to the last `# ///` of those comments. */
static bool
find_end(struct str text, size_t start, size_t *end)
{
	bool found = false;
	size_t at = start;

	while (at < text.len) {
		struct str line = line_at(text, at);

		if (!is_content(line))
			break;
		if (at > start && str_eq(line, STR("# ///"))) {
			*end = at;
			found = true;
		}
		at += line.len + 1;
	}
	return found;
}

static void
take(struct block *b, struct arena *a, struct str text)
{
	size_t at = b->start + line_at(text, b->start).len + 1;

	while (at < b->end) {
		struct str line = line_at(text, at);

		if (line.len > 2)
			joined_add(a, &b->toml, str_from(line, 2), at + 2);
		joined_add(a, &b->toml, STR("\n"), at + line.len);
		at += line.len + 1;
	}
	*vec_push(a, &b->toml.from) = b->end;
}

static struct span
span_in(const struct reader *r, const struct block *b, const struct doc *doc)
{
	uint32_t last = b->toml.from.count - 1;
	uint32_t start = doc->place.start < last ? doc->place.start : last;
	uint32_t end = doc->place.end < last ? doc->place.end : last;
	uint32_t to = end > start ? b->toml.from.at[end - 1] + 1 : b->toml.from.at[start];

	return source_span(r->source, b->toml.from.at[start], to);
}

/* "line:column: why" of the TOML, as a place in the source. */
static void
say_broken(const struct reader *r, const struct block *b, const struct err *err)
{
	unsigned line = 1, column = 1;
	int why = 0;
	size_t at = b->start;

	if (sscanf(err->text, "%u:%u: %n", &line, &column, &why) != 2)
		why = 0;
	/* The first line is the block's head. */
	for (unsigned i = 0; i < line && at < b->end; i++)
		at += line_at(r->text, at).len + 1;
	struct str text = line_at(r->text, at < b->end ? at : b->end);
	uint32_t start = (uint32_t)(text.at - r->text.at), end = start + (uint32_t)text.len;
	facts_add_problem(
		r->out,
		(struct fact_problem){
			.span = source_span(r->source, start, end),
			.kind = PROBLEM_SYNTAX,
			.message = facts_put(r->out, str_of(err->text + why)),
		});
}

void
script_block_write(struct reader *r)
{
	struct manifest m = { .a = r->arena, .out = r->out, .via = STR("") };
	struct block b = { 0 };
	const struct doc *doc, *list, *python;
	struct err err;
	size_t start, end;

	/* Few texts are to be searched for one. */
	if (!r->source->starts.slashes || !find_start(r->text, &start) ||
	    !find_end(r->text, start, &end))
		return;
	b.start = (uint32_t)start;
	b.end = (uint32_t)end;
	take(&b, r->arena, r->text);
	manifest_directive(
		&m, DIRECTIVE_BLOCK, source_span(r->source, b.start, b.end), STR(""), STR(""));
	doc = toml_read(r->arena, (struct str){ b.toml.text.at, b.toml.text.count }, &err);
	if (doc == NULL) {
		say_broken(r, &b, &err);
		return;
	}
	list = doc_get(doc, STR("dependencies"));
	for (uint32_t i = 0; list != NULL && list->kind == DOC_LIST && i < list->count; i++)
		if (list->items[i]->kind == DOC_STRING)
			pip_add(&m, list->items[i]->text, span_in(r, &b, list->items[i]), STR(""));
	python = doc_get(doc, STR("requires-python"));
	if (python != NULL && python->kind == DOC_STRING)
		manifest_directive(&m, DIRECTIVE_REQUIRES_PYTHON, span_in(r, &b, python), STR(""),
		                   python->text);
}
