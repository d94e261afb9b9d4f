/*
 * rewrite.c - the forms of import statements, and what becomes of each.
 */
#include "imports/rewrite.h"

#include "base/arena.h"
#include "base/vec.h"
#include "imports/parts.h"
#include "imports/rename.h"

/* No statement that somebody wrote is longer. */
#define NAMES_LIMIT 200

VEC(edit_rows, struct edit);

/* A row of a `from` statement. */
struct name {
	const struct fact_import *row;
	struct str from, name; /* where it is imported from then, and as what; "" : `import name` */
	name_id target;        /* what it imports now */
	bool moved;
};

/* A `from` statement, or a row of another. */
struct statement {
	const struct rewriting *w;
	const struct facts *facts;
	struct str text; /* of the file */
	struct str path;
	struct name *names;
	uint32_t count;
	struct edit_rows edits;
};

static void
edit(struct statement *s, const struct span *near, size_t start, size_t end, struct str text)
{
	struct arena *a = s->w->c->view;

	*vec_push(a, &s->edits) = (struct edit){
		.file = s->path,
		.span = mend_span(s->text, near, start, end),
		.text = str_keep(a, text),
	};
}

static struct str
text_between(const struct statement *s, size_t start, size_t end)
{
	if (start > end || end > s->text.len)
		return STR("");
	return (struct str){ s->text.at + start, end - start };
}

/* The name that the row binds. */
static struct str
bound(const struct statement *s, const struct name *n)
{
	struct str alias = facts_text(s->facts, n->row->alias);

	return alias.len > 0 ? alias : facts_text(s->facts, n->row->name);
}

/* Cut the last part off a dotted name. */
static struct str
cut_last(struct str *dotted)
{
	struct str last = str_after_last(*dotted, '.');

	*dotted = str_before_last(*dotted, '.');
	return last;
}

/* Where does this row go? */
static bool
place_name(const struct statement *s, const struct edge *e, struct name *n)
{
	const struct check *c = s->w->c;
	struct str target = names_text(c->project->names, e->name);
	struct str name = facts_text(s->facts, n->row->name), own = target;
	struct str to = replace_name(c->view, s->w->contract, target);
	bool whole;

	if (to.len == 0 || str_eq(name, STR("*")) ||
	    replace_name(c->view, s->w->contract, to).len > 0)
		return false;
	/* Is it the target itself, a submodule, or something in it? A package may hold a module of its
	 * own name. */
	whole = str_eq(cut_last(&own), name) && import_is_base(c, s->w->module, n->row, own);
	if (!replace_exists(c, s->w->module, to, whole ? STR("") : name))
		return false;
	n->from = to;
	n->name = whole ? cut_last(&n->from) : name;
	return true;
}

/* The edges of the statement's rows stand together. */
static const struct edge *
edge_of(const struct statement *s, const struct link *link, const struct fact_import *row)
{
	const struct project *p = s->w->c->project;
	struct edges edges = project_edges(p, p->modules.at[s->w->module].env, s->w->module);
	uint32_t import = (uint32_t)(row - s->facts->imports.at);
	uint32_t at = (uint32_t)(link->edge - edges.at);

	if (at >= edges.count)
		return NULL;
	while (at > 0 && edges.at[at].import >= import && edges.at[at - 1].kind != EDGE_USE)
		at--;
	for (; at < edges.count && edges.at[at].import <= import; at++)
		if (edges.at[at].kind == EDGE_IMPORT && edges.at[at].import == import)
			return &edges.at[at];
	return NULL;
}

/* All rows of the link's statement, and where those that are forbidden go. */
static void
read_names(struct statement *s, const struct link *link)
{
	const struct fact_imports all = s->facts->imports;
	uint32_t first = link->edge->import, end = first + 1;
	uint32_t start = all.at[first].statement.start;

	while (first > 0 && all.at[first - 1].statement.start == start)
		first--;
	while (end < all.count && all.at[end].statement.start == start)
		end++;
	s->count = end - first;
	if (s->count > NAMES_LIMIT)
		return;
	s->names = arena_array(s->w->c->view, struct name, s->count);
	for (uint32_t i = 0; i < s->count; i++) {
		struct name *n = &s->names[i];
		const struct edge *e;

		n->row = &all.at[first + i];
		if (map_find(s->w->forbidden, first + i) == NULL)
			continue;
		e = edge_of(s, link, n->row);
		n->target = e != NULL ? e->name : NAME_NONE;
		n->moved = e != NULL && e->name != NAME_NONE && place_name(s, e, n);
	}
}

/* "Z", "Z as d" */
static void
put_name(const struct statement *s, const struct name *n, struct buf *out)
{
	buf_str(out, n->name);
	if (!str_eq(n->name, bound(s, n)) || n->row->alias != 0)
		buf_printf(out, " as " STR_FMT, STR_ARG(bound(s, n)));
}

/* Has the statement its lines to itself? */
static bool
stands_alone(const struct statement *s, const struct span *statement)
{
	size_t after = mend_skip(s->text, statement->end);

	return mend_blank(s->text, mend_line(s->text, statement->start), statement->start) &&
	       (after == s->text.len || s->text.at[after] == '#' ||
	        mend_line_end(s->text, after) == after);
}

/* A statement for all moved names from `from` on that come from where names[first] does. */
static void
put_statement(struct statement *s, uint32_t first, struct buf *out)
{
	struct str from = s->names[first].from;
	bool any = false;

	if (from.len > 0)
		buf_printf(out, "from " STR_FMT, STR_ARG(from));
	for (uint32_t i = first; i < s->count; i++) {
		struct name *n = &s->names[i];

		if (!n->moved || !str_eq(n->from, from))
			continue;
		if (any && from.len == 0)
			break;
		buf_str(out, any ? STR(", ") : from.len > 0 ? STR(" import ") : STR("import "));
		put_name(s, n, out);
		any = true;
	}
}

/* Is there another statement to be written for names[i]? */
static bool
begins(const struct statement *s, uint32_t i, struct str kept)
{
	struct str from = s->names[i].from;

	if (!s->names[i].moved || (kept.len > 0 && str_eq(from, kept)))
		return false;
	for (uint32_t k = 0; k < i && from.len > 0; k++)
		if (s->names[k].moved && str_eq(s->names[k].from, from))
			return false;
	return true;
}

/* Take names out of the list; those that stay are marked. False where comments stand among them. */
static bool
take_out(struct statement *s, const bool *stays)
{
	const struct fact_import *head = s->names[0].row;
	/* Only in parentheses is a line without its last name nothing. */
	bool lines = memchr(s->text.at + head->statement.start, '(',
	                    head->span.start - head->statement.start) != NULL;

	for (uint32_t i = 0; i < s->count; i++)
		lines = lines && (stays[i] || mend_own_line(s->text, s->names[i].row->span.start,
		                                            s->names[i].row->span.end));
	for (uint32_t i = 0, end; i < s->count; i = end + (end == i)) {
		size_t from = s->names[i].row->span.start, to;

		for (end = i; end < s->count && !stays[end]; end++)
			;
		if (end == i)
			continue;
		to = s->names[end - 1].row->span.end;
		if (lines) {
			from = mend_line(s->text, from);
			to = mend_next_line(s->text, to);
		} else if (end < s->count) {
			to = s->names[end].row->span.start;
		} else {
			from = s->names[i - 1].row->span.end;
		}
		if (!lines && memchr(s->text.at + from, '#', to - from) != NULL)
			return false;
		edit(s, &s->names[i].row->span, from, to, STR(""));
	}
	return true;
}

/* The statements for what does not stay, on lines after it. */
static void
add_statements(struct statement *s, const struct span *statement, struct str kept)
{
	size_t line = mend_line(s->text, statement->start);
	size_t next = mend_next_line(s->text, statement->end);
	struct str indent = text_between(s, line, statement->start);
	struct str eol = mend_eol(s->text, statement->end);
	bool open = mend_line_end(s->text, statement->end) == next;
	struct buf out = { 0 };

	for (uint32_t i = 0; i < s->count; i++) {
		if (!begins(s, i, kept))
			continue;
		buf_str(&out, open ? eol : STR(""));
		buf_str(&out, indent);
		put_statement(s, i, &out);
		buf_str(&out, open ? STR("") : eol);
	}
	if (out.len > 0)
		edit(s, statement, next, next, buf_text(&out));
	buf_release(&out);
}

/* Another name of the module, in its own place. */
static void
rename_names(struct statement *s, struct str from)
{
	for (uint32_t i = 0; i < s->count; i++) {
		const struct name *n = &s->names[i];
		struct buf out = { 0 };

		if (!n->moved || !str_eq(n->from, from) ||
		    str_eq(n->name, facts_text(s->facts, n->row->name)))
			continue;
		put_name(s, n, &out);
		edit(s, &n->row->span, n->row->span.start, n->row->span.end, buf_text(&out));
		buf_release(&out);
	}
}

static bool
rewrite_from(struct statement *s)
{
	const struct span *statement = &s->names[0].row->statement;
	bool *stays = arena_array(s->w->c->view, bool, s->count);
	bool all = true, mixed = false;
	struct str kept = s->names[0].from;
	size_t start, end;

	if (!import_module_text(s->text, s->facts, s->names[0].row, &start, &end))
		return false;
	for (uint32_t i = 0; i < s->count; i++)
		all = all && s->names[i].moved;
	if (all && s->count == 1 && kept.len == 0) {
		struct buf out = { 0 };

		put_statement(s, 0, &out);
		edit(s, statement, statement->start, statement->end, buf_text(&out));
		buf_release(&out);
		return true;
	}
	if (!all || kept.len == 0)
		kept = STR("");
	for (uint32_t i = 0; i < s->count; i++) {
		stays[i] = !s->names[i].moved || (kept.len > 0 && str_eq(s->names[i].from, kept));
		mixed = mixed || !stays[i];
	}
	if (mixed && (!stands_alone(s, statement) || (all && kept.len == 0)))
		return false;
	if (kept.len > 0) {
		edit(s, statement, start, end, kept);
		rename_names(s, kept);
	}
	if (mixed && !take_out(s, stays))
		return false;
	if (mixed)
		add_statements(s, statement, kept);
	return true;
}

/* `import a.b as c`, `importlib.import_module("a.b")`: the name is all there is. */
static bool
rewrite_name(struct statement *s, const struct link *link, const struct fact_import *row)
{
	const struct check *c = s->w->c;
	struct str module = facts_text(s->facts, row->module);
	struct str to = replace_name(c->view, s->w->contract, module);
	size_t start = row->span.start;

	if (row->level > 0 || to.len == 0 ||
	    !str_eq(module, names_text(c->project->names, link->edge->name)) ||
	    replace_name(c->view, s->w->contract, to).len > 0 ||
	    !replace_exists(c, s->w->module, to, STR("")))
		return false;
	if ((row->context & CONTEXT_DYNAMIC) != 0) {
		if (!import_string(s->text, &row->span, module, &start))
			return false;
	} else if (row->alias == 0) {
		struct renamed places = rename_places(s->w, s->text, module, to);

		for (uint32_t i = 0; i < places.count; i++)
			edit(s, &places.at[i].near, places.at[i].start,
			     places.at[i].start + module.len, to);
		return places.count > 0;
	}
	if (!str_eq(text_between(s, start, start + module.len), module))
		return false;
	edit(s, &row->span, start, start + module.len, to);
	return true;
}

/* What should be imported is not there: say so. */
static void
say_absent(const struct statement *s, const struct link *link, const struct fact_import *row,
           struct finding *f)
{
	const struct check *c = s->w->c;
	struct str to = replace_name(c->view, s->w->contract, f->module);
	struct str name = facts_text(s->facts, row->name);

	if (to.len == 0 || link->edge->kind != EDGE_IMPORT)
		return;
	if (!replace_exists(c, s->w->module, to, STR("")))
		f->help = findings_text(
			c->out, STR_FMT ", once there is such a module", STR_ARG(f->help));
	else if (name.len > 0 && !str_eq(name, STR("*")) &&
	         !replace_exists(c, s->w->module, to, name))
		f->help = findings_text(
			c->out, STR_FMT ", once it has `" STR_FMT "`", STR_ARG(f->help),
			STR_ARG(name));
}

static int
by_place(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

void
rewrite_import(const struct rewriting *w, const struct link *link, struct finding *f)
{
	const struct module *module = &w->c->project->modules.at[w->module];
	const struct fact_import *row = &module->facts->imports.at[link->edge->import];
	struct statement s = {
		.w = w,
		.facts = module->facts,
		.path = module->path,
	};
	bool done = false;

	if (w->contract->replace.count == 0 || link->edge->kind != EDGE_IMPORT)
		return;
	s.text = mend_text(w->c->mend, w->c->project, module->path);
	if (row->statement.end > s.text.len || row->statement.col > COLUMN_LIMIT ||
	    str_starts(text_between(&s, row->statement.start, row->statement.end), STR("lazy")))
		return;
	if (row->name != 0) {
		read_names(&s, link);
		/* The names that have one target are one finding. */
		for (uint32_t i = 0; i < s.count && s.count <= NAMES_LIMIT; i++)
			done = done || (s.names[i].target == link->edge->name && s.names[i].moved);
		done = done && rewrite_from(&s);
	} else {
		done = rewrite_name(&s, link, row);
	}
	if (!done) {
		say_absent(&s, link, row, f);
		return;
	}
	if (s.edits.count > 1)
		qsort(s.edits.at, s.edits.count, sizeof(*s.edits.at), by_place);
	f->edits = (struct edits){ s.edits.at, s.edits.count };
	f->safe = s.edits.count > 0;
}
