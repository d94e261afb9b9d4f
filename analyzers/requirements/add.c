/*
 * add.c - where in a manifest a requirement belongs, and how it is written there.
 */
#include "requirements/add.h"

#include "base/arena.h"
#include "base/path.h"
#include "packaging/name.h"
#include "requirements/declarers.h"
#include "requirements/words.h"
#include "requirements/written.h"
#include "rules/python.h"

/* No manifest that somebody wrote is larger. */
#define TEXT_LIMIT (1u << 20) /* bytes */
#define ROWS_LIMIT 2000

/* What is to be added, and to what. */
struct addition {
	const struct requirement_check *c;
	const struct scanned *file;
	struct str text;            /* of the file */
	struct str name, specifier; /* as they are to be written; the specifier may be "" */
};

/* Two at most: a comma for the item before, and the row. */
struct insertions {
	struct edit at[2];
	uint32_t count;
};

/* What a row says besides the name is not known to be right elsewhere if it is a URL or has a condition. */
static bool
is_simple(const struct declaration *row)
{
	return row != NULL && row->row != NULL && facts_text(row->facts, row->row->url).len == 0 &&
	       facts_text(row->facts, row->row->marker).len == 0;
}

/* How the row writes it. */
static void
take_row(struct addition *add, const struct declaration *row)
{
	add->name = facts_text(row->facts, row->row->name);
	add->specifier = facts_text(row->facts, row->row->specifier);
}

/* Write it as the manifests of the repository do that declare it for running. The same for all services that
 * miss it. False when there are none. */
static bool
take_anywhere(struct addition *add, const struct need *need)
{
	for (uint32_t i = 0; i < need->dists.count; i++) {
		const struct declarers *known = declarers_of(add->c->audit, need->dists.at[i]);

		if (!known->written)
			continue;
		add->name = known->name;
		add->specifier = known->specifier;
		return true;
	}
	return false;
}

/* What to write; *sure: is it known that this is the one? */
static bool
find_name(struct addition *add, const struct unmet *u, bool *sure)
{
	const struct declaration *row = u->row;
	bool given = row != NULL && row->row != NULL;

	if (given && (row->purpose == PURPOSE_ELSEWHERE || !is_simple(row)))
		return false;
	add->name = u->need->dists.at[0];
	add->specifier = STR("");
	if (given)
		take_row(add, row);
	else
		given = take_anywhere(add, u->need);
	*sure = given || (u->need->dists.count == 1 &&
	                  (!u->need->guessed || dist_is_own(u->need->dists.at[0])));
	for (size_t i = 0; i < add->specifier.len; i++)
		if (memchr("\"'\\\r\n#", add->specifier.at[i], 6) != NULL)
			return false;
	return true;
}

/* The rows that a new one is put among: those for running, by place. */
struct among {
	const struct fact_requirement **at;
	uint32_t count;
	enum row_style style; /* of all of them */
	bool sorted;
};

static int
by_place(const void *a, const void *b)
{
	const struct fact_requirement *x = *(const struct fact_requirement *const *)a;
	const struct fact_requirement *y = *(const struct fact_requirement *const *)b;

	return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

static bool
is_grammar(const struct addition *add, const char *name)
{
	return strcmp(add->file->grammar->name, name) == 0;
}

/* The stage of a Dockerfile that a place is in; 0: before the first. */
static uint32_t
stage_at(const struct facts *f, uint32_t start)
{
	uint32_t stage = 0;

	for (uint32_t i = 0; i < f->directives.count; i++)
		stage += f->directives.at[i].kind == DIRECTIVE_STAGE &&
		         f->directives.at[i].span.start < start;
	return stage;
}

/* Not what every image installs to install the rest with. */
static bool
is_installer(struct str name)
{
	return str_eq(name, STR("pip")) || str_eq(name, STR("setuptools")) ||
	       str_eq(name, STR("wheel")) || str_eq(name, STR("uv"));
}

/* The last command of a Dockerfile that installs what the service needs, if one stage installs all. */
static bool
keep_last_command(const struct addition *add, struct among *rows)
{
	const struct facts *f = &add->file->facts;
	uint32_t last = rows->count, first;

	for (uint32_t i = 0; i < rows->count; i++)
		if (!is_installer(facts_text(f, rows->at[i]->name)))
			last = i;
	if (last == rows->count)
		return false;
	for (uint32_t i = 0; i < last; i++)
		if (!is_installer(facts_text(f, rows->at[i]->name)) &&
		    stage_at(f, rows->at[i]->span.start) != stage_at(f, rows->at[last]->span.start))
			return false;
	first = last;
	while (first > 0 &&
	       word_same_command(add->text, &rows->at[first - 1]->span, &rows->at[first]->span))
		first--;
	rows->at += first;
	rows->count = last + 1 - first;
	return true;
}

/* False where they are not all written in one way that is known. */
static bool
find_rows(const struct addition *add, struct among *out)
{
	const struct facts *f = &add->file->facts;
	struct arena *a = add->c->view;
	struct str last = STR("");

	*out = (struct among){
		.at = arena_array(
			a, const struct fact_requirement *, (size_t)f->requirements.count + 1),
		.sorted = true,
	};
	for (uint32_t i = 0; i < f->requirements.count; i++) {
		const struct fact_requirement *row = &f->requirements.at[i];

		if (facts_text(f, row->group).len > 0)
			continue;
		if ((row->flags & REQUIREMENT_PERHAPS) != 0)
			return false;
		/* "-e ../lib", of no name. */
		if (facts_text(f, row->name).len == 0 && is_grammar(add, "requirements"))
			continue;
		/* By conda's name, which may be another one. */
		if ((row->flags & REQUIREMENT_CONDA) != 0)
			continue;
		enum row_style style = row_style(add->file, row, add->text);
		if (style == STYLE_NONE || (out->count > 0 && style != out->style))
			return false;
		out->style = style;
		out->at[out->count++] = row;
	}
	if (out->count > 1)
		qsort(out->at, out->count, sizeof(*out->at), by_place);
	if (is_grammar(add, "dockerfile") && !keep_last_command(add, out))
		return false;
	for (uint32_t i = 0; i < out->count; i++) {
		struct str name = name_canonical(a, facts_text(f, out->at[i]->name));

		out->sorted = out->sorted && str_order(last, name) <= 0;
		last = name;
	}
	return true;
}

/* The row that the new one is put after; NULL: before the first. */
static const struct fact_requirement *
row_before(const struct addition *add, const struct among *rows)
{
	const struct facts *f = &add->file->facts;
	struct arena *a = add->c->view;
	struct str name = name_canonical(a, add->name);
	uint32_t at = rows->count;

	while (rows->sorted && at > 0 &&
	       str_order(name_canonical(a, facts_text(f, rows->at[at - 1]->name)), name) > 0)
		at--;
	return at > 0 ? rows->at[at - 1] : NULL;
}

/* "redis>=5" */
static void
put_row(const struct addition *add, struct buf *out)
{
	buf_str(out, add->name);
	buf_str(out, add->specifier);
}

/* `redis = ">=5"` */
static void
put_entry(const struct addition *add, struct buf *out)
{
	struct str version = add->specifier.len > 0 ? add->specifier : STR("*");
	bool plain = memchr(add->name.at, '.', add->name.len) == NULL;

	buf_printf(out, plain ? STR_FMT : "\"" STR_FMT "\"", STR_ARG(add->name));
	buf_printf(out, " = \"" STR_FMT "\"", STR_ARG(version));
}

/* An insertion at byte `at`, near a place that is known. */
static void
insert(const struct addition *add, struct insertions *out, const struct span *near, size_t at,
       struct str text)
{
	out->at[out->count++] = (struct edit){
		.file = add->file->path,
		.span = mend_span(add->text, near, at, at),
		.text = str_keep(add->c->view, text),
	};
}

/* A line after the one that ends at `next`, or before the one that starts there. */
static void
insert_line(const struct addition *add, struct insertions *out, const struct span *near,
            size_t next, struct str line)
{
	struct str eol = mend_eol(add->text, near->start);
	bool open = next > 0 && next == add->text.len && mend_line(add->text, next) < next;
	struct buf text = { 0 };

	/* The file does not end with a line's end: nor will it. */
	if (open)
		buf_str(&text, eol);
	buf_str(&text, line);
	if (!open)
		buf_str(&text, eol);
	insert(add, out, near, next, buf_text(&text));
	buf_release(&text);
}

/* What stands before the row on its line: blanks, and a dash. */
static struct str
indent_of(const struct addition *add, const struct span *row)
{
	size_t line = mend_line(add->text, row->start);

	return (struct str){ add->text.at + line, row->start - line };
}

static void
add_item(const struct addition *add, struct insertions *out, const struct span *row, bool after)
{
	char quote = add->text.at[row->start];
	size_t end = mend_skip(add->text, row->end);
	bool comma = end < add->text.len && add->text.at[end] == ',';
	struct buf item = { 0 };

	if (mend_own_line(add->text, row->start, row->end)) {
		if (after && !comma)
			insert(add, out, row, row->end, STR(","));
		buf_str(&item, indent_of(add, row));
		buf_char(&item, quote);
		put_row(add, &item);
		buf_printf(&item, "%c,", quote);
		insert_line(add, out, row,
		            after ? mend_next_line(add->text, row->end)
		                  : mend_line(add->text, row->start),
		            buf_text(&item));
	} else {
		buf_str(&item, after ? STR(", ") : STR(""));
		buf_char(&item, quote);
		put_row(add, &item);
		buf_char(&item, quote);
		buf_str(&item, after ? STR("") : STR(", "));
		insert(add, out, row, after ? row->end : row->start, buf_text(&item));
	}
	buf_release(&item);
}

/* A new line beside a row that has one. */
static void
add_line(const struct addition *add, struct insertions *out, const struct span *row,
         enum row_style style, bool after)
{
	size_t next = style == STYLE_LINE ? row_line_end(add->text, row->start)
	                                  : mend_next_line(add->text, row->end);
	struct buf line = { 0 };

	if (style != STYLE_LINE)
		buf_str(&line, indent_of(add, row));
	if (style == STYLE_ENTRY)
		put_entry(add, &line);
	else
		put_row(add, &line);
	insert_line(
		add, out, row, after ? next : mend_line(add->text, row->start), buf_text(&line));
	buf_release(&line);
}

static void
add_word(const struct addition *add, struct insertions *out, const struct span *row, bool after)
{
	struct buf word = { 0 };

	word_beside(&word, add->text, row, add->name, add->specifier, after);
	insert(add, out, row, after ? row->end : row->start, buf_text(&word));
	buf_release(&word);
}

static const struct span file_start = { 0, 0, 1, 1, 1, 1 };

/* The first row of a requirements file. */
static void
add_first(const struct addition *add, struct insertions *out)
{
	struct buf row = { 0 };

	if (is_grammar(add, "requirements")) {
		put_row(add, &row);
		insert_line(add, out, &file_start, add->text.len, buf_text(&row));
	}
	buf_release(&row);
}

/* More may be declared than can be seen. */
static bool
is_open(const struct facts *f)
{
	for (uint32_t i = 0; i < f->directives.count; i++)
		if (f->directives.at[i].kind == DIRECTIVE_OPEN)
			return true;
	return false;
}

void
add_requirement(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	bool only, sure = false;
	struct str path = say_manifest(c, u->s->service, &only), lacking = u->need->lacking;
	struct addition add = { .c = c };
	struct insertions *out = arena_new(c->view, struct insertions);
	struct among rows;

	if (lacking.len > 0 && !str_eq(lacking, path)) {
		path = lacking;
		only = u->s->service->dockerfiles.count == 1 &&
		       str_eq(lacking, u->s->service->dockerfiles.at[0]);
	}
	/* What the list lacks is added to it, though more may be installed; not what nobody may need there. */
	if (path.len == 0 || !only ||
	    (u->need->doubt != DOUBT_NONE && u->need->doubt != DOUBT_LIST))
		return;
	add.file = &c->project->scan->files.at[scan_file(c->project->scan, path)];
	add.text = mend_text(c->mend, c->project, path);
	if (add.file->grammar == NULL || add.text.len > TEXT_LIMIT ||
	    add.file->facts.requirements.count > ROWS_LIMIT || is_open(&add.file->facts) ||
	    is_compiled(c->view, c->project->scan, path, add.text) || !find_name(&add, u, &sure) ||
	    !find_rows(&add, &rows))
		return;
	if (rows.count == 0) {
		add_first(&add, out);
	} else {
		const struct fact_requirement *before = row_before(&add, &rows);
		const struct span *span = before != NULL ? &before->span : &rows.at[0]->span;

		if (rows.style == STYLE_ITEM)
			add_item(&add, out, span, before != NULL);
		else if (rows.style == STYLE_WORD)
			add_word(&add, out, span, before != NULL);
		else
			add_line(&add, out, span, rows.style, before != NULL);
	}
	f->edits = (struct edits){ out->at, out->count };
	f->safe = sure && out->count > 0;
}
