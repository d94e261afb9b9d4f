/*
 * unnamed.c - whether a file names what stands at the top of another.
 */
#include "requirements/unnamed.h"

#include "base/path.h"
#include "common/reread.h"

/* A service with more files is not looked through. */
#define FILES_MOST 400
/* Functions and classes that name one another, up to those that are handed on. */
#define NAMES_MOST 16
/* Bases above one another. */
#define BASES_MOST 8

/* What is looked for: names of the top of one module, or that of a method. */
struct hunt {
	const struct project *project;
	const struct facts *f;
	struct str names[NAMES_MOST];
	uint32_t count;
	bool heirs; /* one of them is a class with bases, which these may list */
};

/* The outermost function or class around the import: a row in scopes, 0 at the top. */
static uint32_t
scope_around(const struct facts *f, uint32_t scope)
{
	while (f->scopes.at[scope].parent != 0)
		scope = f->scopes.at[scope].parent;
	return scope;
}

static const struct fact_binding *
sole_binding(const struct facts *f, uint32_t scope, struct str name)
{
	struct binding_range range = facts_bound(f, scope, name);

	return range.count == 1 ? &f->bindings.at[f->bound.at[range.first].row] : NULL;
}

static bool is_plain_class(const struct facts *f, const struct fact_class *c, unsigned depth);

/* Does the base keep no list of those below it? Classes of the same file do not, nor what only says how they look. */
static bool
is_plain_base(const struct facts *f, const struct fact_base *base, unsigned depth)
{
	static const char *const forms[] = {
		"object", "ABC", "abc.ABC", "Protocol", "Protocol[]", "Generic[]"
	};
	struct str expr = facts_text(f, base->expr);
	const struct fact_binding *b;

	if (facts_text(f, base->keyword).len > 0 || str_is_any(expr, forms, countof(forms)))
		return facts_text(f, base->keyword).len == 0;
	b = sole_binding(f, 0, expr);
	return b != NULL && b->kind == BINDING_CLASS &&
	       is_plain_class(f, &f->classes.at[b->row], depth + 1);
}

static bool
is_plain_class(const struct facts *f, const struct fact_class *c, unsigned depth)
{
	if (c->decorator_count > 0 || depth > BASES_MOST)
		return false;
	for (uint32_t i = 0; i < c->base_count; i++)
		if (!is_plain_base(f, &f->bases.at[c->first_base + i], depth))
			return false;
	return true;
}

/* Look for a function or class of the module's top, too; false where that is not all of it: a decorator or a base may know
 * it, or there is another of the name. */
static bool
hunt_add(struct hunt *h, struct str name)
{
	const struct fact_binding *b = sole_binding(h->f, 0, name);

	for (uint32_t i = 0; i < h->count; i++)
		if (str_eq(h->names[i], name))
			return true;
	if (b == NULL || h->count == NAMES_MOST)
		return false;
	if (b->kind == BINDING_FUNCTION
	            ? !b->plain
	            : b->kind != BINDING_CLASS ||
	                      !is_plain_class(h->f, &h->f->classes.at[b->row], 0))
		return false;
	h->heirs =
		h->heirs || (b->kind == BINDING_CLASS && h->f->classes.at[b->row].base_count > 0);
	h->names[h->count++] = facts_text(h->f, b->name); /* `name` may be of a text */
	return true;
}

/* Where a literal that begins with the quotes at `at` ends. */
static size_t
literal_end(struct str text, size_t at, bool triple)
{
	char quote = text.at[at];
	size_t end = at + (triple ? 3 : 1);

	for (; end < text.len && (triple || text.at[end] != '\n'); end++) {
		if (text.at[end] == '\\')
			end++;
		else if (text.at[end] == quote &&
		         (!triple || (end + 2 < text.len && text.at[end + 1] == quote &&
		                      text.at[end + 2] == quote)))
			return end + (triple ? 3 : 1);
	}
	return end < text.len ? end : text.len;
}

/* Blanks in place of comments and of literals over lines, which are documentation, if they are not filled in. */
static void
blank_prose(struct buf *text)
{
	struct str s = buf_text(text);
	size_t end;

	for (size_t at = 0; at < s.len; at = end) {
		char c = s.at[at];
		bool triple = at + 2 < s.len && s.at[at + 1] == c && s.at[at + 2] == c;
		bool prose = c == '#';

		end = at + 1;
		if (prose)
			end = at + str_before(str_from(s, at), '\n').len;
		if (c == '"' || c == '\'') {
			end = literal_end(s, at, triple);
			prose = triple && (at == 0 || (s.at[at - 1] | 0x20) != 'f');
		}
		for (size_t i = at; prose && i < end; i++)
			if (s.at[i] != '\n')
				text->at[i] = ' ';
	}
}

static bool
read_code(const struct project *p, module_id m, struct buf *text)
{
	if (!reread_file(p, p->modules.at[m].path, text))
		return false;
	blank_prose(text);
	return true;
}

/* The next place at or behind `from` where the text has the word whole; the text's length if there is none. */
static size_t
next_word(struct str text, struct str word, size_t from)
{
	for (size_t at = from; at < text.len; at++) {
		size_t next = str_find(str_from(text, at), word);

		if (next >= text.len)
			break;
		at += next;
		if ((at == 0 || !char_is_name(text.at[at - 1])) &&
		    (at + word.len == text.len || !char_is_name(text.at[at + word.len])))
			return at;
	}
	return text.len;
}

/* Where the statement of the module's top begins that the place is in; `start`, if none does behind `from`. */
static size_t
statement_start(struct str text, size_t at, size_t from, size_t start)
{
	for (; at > from; at--)
		if (text.at[at - 1] == '\n' && memchr(" \t\r\n)]},", text.at[at], 8) == NULL)
			return at;
	return start;
}

/* What a statement defines; "": nothing. */
static struct str
defined_by(struct str statement)
{
	static const char *const heads[] = { "def ", "class ", "async def " };
	size_t len = 0;

	for (size_t i = 0; i < countof(heads); i++) {
		struct str head = str_of(heads[i]);

		if (!str_starts(statement, head))
			continue;
		statement = str_skip(str_from(statement, head.len));
		while (len < statement.len && char_is_name(statement.at[len]))
			len++;
		return str_slice(statement, 0, len);
	}
	return STR("");
}

/* Is it a statement that uses nothing: what a file gives to `*`, and what is done only if it is started? */
static bool
is_idle(struct str statement)
{
	return str_starts(statement, STR("__all__")) ||
	       str_starts(statement, STR("if __name__ =="));
}

/* Does the module itself use one of the names? Functions and classes that do are looked for, too. */
static bool
own_uses(struct hunt *h, struct str text)
{
	for (uint32_t i = 0; i < h->count; i++) {
		struct str name = h->names[i];
		size_t start = 0, before = 0;

		for (size_t at = next_word(text, name, 0); at < text.len;
		     at = next_word(text, name, at + name.len)) {
			/* Only what lies between is looked at: a statement may be as long as the file. */
			start = statement_start(text, at, before, start);
			before = at;

			struct str statement = str_from(text, start), by = defined_by(statement);
			if (!is_idle(statement) && (by.len == 0 || !hunt_add(h, by)))
				return true;
		}
	}
	return false;
}

/* Does a package's __init__ do more with the name than hand it on, in an import or in __all__? */
static bool
init_uses(struct str text, struct str name)
{
	for (size_t at = next_word(text, name, 0); at < text.len;
	     at = next_word(text, name, at + name.len))
		if (at + name.len < text.len && memchr("([.", text.at[at + name.len], 3) != NULL)
			return true;
	return false;
}

/* Does another module name one of them? Who takes it from a package that hands it on names it, too. */
static bool
other_uses(const struct hunt *h, module_id m, struct str text)
{
	bool init = str_eq(path_base(h->project->modules.at[m].path), STR("__init__.py"));

	for (uint32_t i = 0; i < h->count; i++)
		if (init ? init_uses(text, h->names[i]) : reread_mentions(text, h->names[i]))
			return true;
	return h->heirs && reread_mentions(text, STR("__subclasses__"));
}

/* Do all that import the module take names of it, and none the whole of it? */
static bool
is_picked_from(const struct service_audit *s, module_id from, module_id m)
{
	const struct project *p = s->runs.project;
	const struct facts *f = p->modules.at[from].facts, *of = p->modules.at[m].facts;
	struct edges edges = project_edges(p, s->runs.env, from);

	for (uint32_t i = 0; i < edges.count; i++) {
		const struct edge *e = &edges.at[i];

		if (e->target != TARGET_MODULE || e->to != m || e->kind == EDGE_PARENT)
			continue;
		if (e->kind != EDGE_IMPORT ||
		    facts_bound(of, 0, facts_text(f, f->imports.at[e->import].name)).count == 0)
			return false;
	}
	return true;
}

/* Does another file of the service name one of them, or have the whole module? */
static bool
others_use(const struct hunt *h, const struct service_audit *s, module_id module, bool whole,
           struct buf *text)
{
	for (uint32_t i = 0; i < s->runs.order.count; i++) {
		module_id m = s->runs.order.at[i];

		if (m != module &&
		    ((whole && !is_picked_from(s, m, module)) || !read_code(h->project, m, text) ||
		     other_uses(h, m, buf_text(text))))
			return true;
	}
	return false;
}

/* Add what stands around an import at the place, if it is a line of the module that has one in a function. */
static bool
add_place(struct hunt *h, struct str path, const struct related_place *place)
{
	if (!str_eq(place->file, path))
		return false;
	for (uint32_t i = 0; i < h->f->imports.count; i++) {
		const struct fact_import *row = &h->f->imports.at[i];

		if (row->span.line == place->line && row->scope != 0)
			return hunt_add(
				h,
				facts_text(h->f,
			                   h->f->scopes.at[scope_around(h->f, row->scope)].name));
	}
	return false;
}

/* Is the import in a method, of a class that has no bases, which is nowhere named? */
static bool
in_unnamed_method(const struct service_audit *s, module_id module, uint32_t scope, struct buf *text)
{
	const struct facts *f = s->runs.project->modules.at[module].facts;
	struct hunt h = { .project = s->runs.project, .f = f, .count = 1 };
	const struct fact_binding *class, *method;
	uint32_t top = scope_around(f, scope);
	size_t at;

	while (scope != top && f->scopes.at[scope].parent != top)
		scope = f->scopes.at[scope].parent;
	h.names[0] = facts_text(f, f->scopes.at[scope].name);
	class = sole_binding(f, 0, facts_text(f, f->scopes.at[top].name));
	method = scope == top ? NULL : sole_binding(f, top, h.names[0]);
	if (class == NULL || class->kind != BINDING_CLASS || method == NULL ||
	    method->kind != BINDING_FUNCTION || !method->plain ||
	    str_starts(h.names[0], STR("__")) || f->classes.at[class->row].base_count > 0 ||
	    f->classes.at[class->row].decorator_count > 0 || !read_code(h.project, module, text) ||
	    reread_mentions(buf_text(text), STR("getattr")))
		return false;
	at = next_word(buf_text(text), h.names[0], 0);
	return next_word(buf_text(text), h.names[0], at + h.names[0].len) >= text->len &&
	       !others_use(&h, s, module, false, text);
}

bool
unnamed_is(const struct service_audit *s, const struct need *need)
{
	const struct project *p = s->runs.project;
	module_id module = need->module;
	struct hunt h = { .project = p, .f = p->modules.at[module].facts };
	struct buf text = { 0 };
	uint32_t scope;
	bool named;

	if (need->edge->kind != EDGE_IMPORT || s->runs.order.count > FILES_MOST ||
	    s->runs.at[module].entry)
		return false;
	scope = h.f->imports.at[need->edge->import].scope;
	if (scope == 0)
		return false;
	named = !hunt_add(&h, facts_text(h.f, h.f->scopes.at[scope_around(h.f, scope)].name));
	for (uint32_t i = 0; i < need->more.count && !named; i++)
		named = !add_place(&h, p->modules.at[module].path, &need->more.at[i]);
	named = named || !read_code(p, module, &text) || own_uses(&h, buf_text(&text)) ||
	        (h.heirs && reread_mentions(buf_text(&text), STR("__init_subclass__"))) ||
	        others_use(&h, s, module, true, &text);
	if (named && need->more.count == 0)
		named = !in_unnamed_method(s, module, scope, &text);
	buf_release(&text);
	return !named;
}
