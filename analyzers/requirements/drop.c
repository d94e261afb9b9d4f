/*
 * drop.c - how a row stands in its manifest, and what to delete so that it is gone.
 */
#include "requirements/drop.h"

#include "base/arena.h"
#include "requirements/words.h"

/* No line that somebody wrote is longer. */
#define COLUMN_LIMIT 10000

static bool
is_grammar(const struct scanned *file, const char *name)
{
	return strcmp(file->grammar->name, name) == 0;
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'';
}

/* Is it one string, from its first quote to its last? */
static bool
is_string(struct str text, const struct span *span)
{
	const char *at = text.at + span->start;

	return span->end - span->start > 2 && is_quote(*at) && text.at[span->end - 1] == *at &&
	       memchr(at + 1, *at, span->end - span->start - 2) == NULL;
}

/* Is it `name = …`, with its lines to itself? */
static bool
is_entry(struct str text, const struct span *span)
{
	size_t after = mend_skip(text, span->end);

	return mend_blank(text, mend_line(text, span->start), span->start) &&
	       memchr(text.at + span->start, '=', span->end - span->start) != NULL &&
	       (after == text.len || text.at[after] == '#' || mend_line_end(text, after) == after);
}

/* Does what stands before it on its line belong to it: nothing, or "-e"? */
static bool
is_whole_line(struct str text, size_t start)
{
	size_t line = mend_line(text, start), at = mend_skip(text, line);
	struct str before = { text.at + at, start - at };

	while (before.len > 0 &&
	       (before.at[before.len - 1] == ' ' || before.at[before.len - 1] == '='))
		before.len--;
	if (before.len > 0 && !str_eq(before, STR("-e")) && !str_eq(before, STR("--editable")))
		return false;
	/* The line before it may go on here. */
	if (line > 0 && text.at[line - 1] == '\n')
		line--;
	if (line > 0 && text.at[line - 1] == '\r')
		line--;
	return line == 0 || text.at[line - 1] != '\\';
}

/* Is it `- name`, in a line of its own? */
static bool
is_dash(struct str text, const struct span *span)
{
	size_t line = mend_skip(text, mend_line(text, span->start));
	size_t end = mend_skip(text, span->end);

	return line + 1 < span->start && text.at[line] == '-' &&
	       mend_blank(text, line + 1, span->start) &&
	       (end == mend_line_end(text, span->end) || text.at[end] == '#');
}

enum row_style
row_style(const struct scanned *file, const struct fact_requirement *row, struct str text)
{
	const struct span *span = &row->span;
	bool item;

	if (span->end > text.len || span->col > COLUMN_LIMIT || span->start >= span->end ||
	    file->grammar == NULL || facts_text(&file->facts, row->name).len == 0)
		return STYLE_NONE;
	item = is_string(text, span);
	if (is_grammar(file, "requirements"))
		return is_whole_line(text, span->start) ? STYLE_LINE : STYLE_NONE;
	if (is_grammar(file, "pyproject") || is_grammar(file, "pipfile"))
		return item ? STYLE_ITEM : is_entry(text, span) ? STYLE_ENTRY : STYLE_NONE;
	/* What one of two is taken from may be a tuple. */
	if (file->grammar->source && item)
		return project_has_block(&file->facts) ||
		                       mend_own_line(text, span->start, span->end)
		               ? STYLE_ITEM
		               : STYLE_NONE;
	if (is_grammar(file, "setup.cfg"))
		return mend_blank(text, mend_line(text, span->start), span->start) &&
		                       mend_line(text, span->start) < span->start &&
		                       mend_skip(text, span->end) == mend_line_end(text, span->end)
		               ? STYLE_PLAIN
		               : STYLE_NONE;
	if (is_grammar(file, "conda"))
		return is_dash(text, span) ? STYLE_DASH : STYLE_NONE;
	if (is_grammar(file, "dockerfile"))
		return word_is(text, span) ? STYLE_WORD : STYLE_NONE;
	return STYLE_NONE;
}

size_t
row_line_end(struct str text, size_t at)
{
	size_t end = mend_line_end(text, at);

	while (end > 0 && end < text.len && text.at[end - 1] == '\\') {
		at = mend_next_line(text, end);
		end = mend_line_end(text, at);
		if (at == end)
			break;
	}
	return mend_next_line(text, end);
}

/* Is there a further option of its own behind it, or a comment below that belongs to it? */
static bool
holds_more(struct str text, size_t from, size_t end)
{
	struct str rest = { text.at + from, end - from };
	size_t below = mend_skip(text, end);

	for (size_t i = 0; i + 3 < rest.len && rest.at[i] != '#'; i++)
		if (rest.at[i] == ' ' && rest.at[i + 1] == '-' &&
		    (rest.at[i + 2] == 'e' || rest.at[i + 2] == 'r' || rest.at[i + 2] == 'c'))
			return true;
	return below > end && below < text.len && text.at[below] == '#';
}

/* A row may stand for several: of a list of constraints, of a group that others include. */
static bool
is_single(const struct facts *f, uint32_t number)
{
	const struct fact_requirement *rows = f->requirements.at;
	uint32_t start = rows[number].span.start;

	return (number == 0 || rows[number - 1].span.start != start) &&
	       (number + 1 == f->requirements.count || rows[number + 1].span.start != start);
}

/* Is a row of the same list above it? A list that is left empty is no list any more. */
static bool
has_row_above(const struct facts *f, uint32_t number)
{
	const struct fact_requirement *rows = f->requirements.at;

	for (uint32_t i = 0; i < number; i++)
		if ((rows[i].flags & REQUIREMENT_CONDA) == (rows[number].flags & REQUIREMENT_CONDA))
			return true;
	return false;
}

struct edits
row_drop(struct arena *a, const struct scanned *file, uint32_t number, struct str text)
{
	const struct fact_requirement *row = &file->facts.requirements.at[number];
	size_t start = row->span.start, end = row->span.end;
	struct edit *edit = arena_new(a, struct edit);
	bool sure = is_single(&file->facts, number);

	switch (row_style(file, row, text)) {
	case STYLE_NONE:
		return (struct edits){ 0 };
	case STYLE_LINE:
		end = row_line_end(text, start);
		sure = sure && !holds_more(text, row->span.end, end);
		start = mend_line(text, start);
		break;
	case STYLE_ITEM:
		sure = sure && mend_without(text, &start, &end);
		break;
	case STYLE_ENTRY:
		/* Extras name their distributions elsewhere. */
		sure = sure && !str_starts(facts_text(&file->facts, row->group), STR("extra:"));
		start = mend_line(text, start);
		end = mend_next_line(text, end);
		break;
	case STYLE_DASH:
		sure = sure && has_row_above(&file->facts, number);
		start = mend_line(text, start);
		end = mend_next_line(text, end);
		break;
	case STYLE_WORD:
		/* The command may have to have one. */
		return (struct edits){ 0 };
	case STYLE_PLAIN:
		start = mend_line(text, start);
		end = mend_next_line(text, end);
		break;
	}
	if (!sure)
		return (struct edits){ 0 };
	*edit = (struct edit){
		.file = file->path,
		.span = mend_span(text, &row->span, start, end),
		.text = STR(""),
	};
	return (struct edits){ edit, 1 };
}
