/*
 * python.c - Python source becomes facts: text, tree, names, rows.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/path.h"
#include "grammars/grammars.h"
#include "grammars/merge.h"
#include "grammars/python/comments.h"
#include "grammars/python/constants.h"
#include "grammars/python/names.h"
#include "grammars/python/quick.h"
#include "grammars/python/repair.h"
#include "grammars/python/template.h"
#include "grammars/python/uses.h"
#include "grammars/python/walk.h"
#include "grammars/python/whole.h"
#include "grammars/script_block.h"
#include "grammars/setup_py.h"

#define PYTHON_VERSION 9 /* raise it when the facts change */

struct worker {
	struct arena arena;         /* of the quick reader */
	struct quick *quick;        /* NULL: Tree-sitter reads everything */
	struct tree_parser *parser; /* NULL until a file needs it */
	const struct reading *reading;
};

static bool
claims(struct str path)
{
	return path_has_ext(path, STR("py")) || path_has_ext(path, STR("pyi"));
}

static void *
whole_worker_new(const struct reading *reading)
{
	struct worker *w = calloc(1, sizeof(*w));

	if (w == NULL)
		die("out of memory");
	w->reading = reading;
	return w;
}

static void *
worker_new(const struct reading *reading)
{
	struct worker *w = whole_worker_new(reading);

	w->quick = quick_new(&w->arena, &reading->importers);
	return w;
}

static void
worker_free(void *worker)
{
	struct worker *w = worker;

	if (w->parser != NULL)
		tree_parser_free(w->parser);
	arena_release(&w->arena);
	free(w);
}

static void
add_problem(struct fact_writer *out, enum problem_kind kind, struct span span, const char *message)
{
	struct str text = str_of(message);

	facts_add_problem(
		out,
		(struct fact_problem){
			.span = span,
			.kind = kind,
			.message = facts_put(out, text),
		});
}

/* Parse the text, and once more in other words if the grammar cannot read it. */
static bool
parse(struct worker *w, struct reader *r, bool all)
{
	struct repaired repaired;
	struct tree again;
	bool parsed;

	if (w->quick != NULL && quick_read(w->quick, r->text, &r->source->starts, all, r->tree))
		return true;
	if (w->parser == NULL)
		w->parser = tree_parser_new();
	parsed = tree_parse(w->parser, r->arena, r->text, r->tree);
	if ((parsed && !r->tree->broken) || !repair(r->arena, r->text, &repaired) ||
	    !tree_parse(w->parser, r->arena, repaired.text, &again))
		return parsed;
	/* What can be read up to there counts. */
	if (parsed && again.broken && again.error.start <= r->tree->error.start)
		return true;
	*r->tree = again;
	r->tree->comments = repaired.comments;
	r->lazy = repaired.lazy;
	return true;
}

/* What cannot be read is one, and no merge that is not finished. */
static bool
is_template(const struct reader *r)
{
	size_t at;
	uint32_t line;

	return template_is(r->text) && !merge_marker(r->text, &at, &line);
}

static const char *
what_is_wrong(const struct reader *r)
{
	size_t at;
	uint32_t line;

	if (merge_marker(r->text, &at, &line))
		return arena_printf(
			r->arena, "a merge is not finished: line %u has its `<<<<<<<` still",
			(unsigned)line);
	return r->tree->missing ? "something is missing here" : "this is not Python";
}

static void
read_python(void *worker, struct arena *scratch, struct str path, struct str text,
            struct fact_writer *out)
{
	struct worker *w = worker;
	struct source source;
	struct tree tree;
	struct reader r = {
		.arena = scratch,
		.out = out,
		.reading = w->reading,
		.keys = hash_keys_of(w),
		.source = &source,
		.tree = &tree,
		.asked = arena_new(scratch, struct asked),
		.constants = arena_new(scratch, struct constants),
		.handled = NODE_HANDLED,
	};
	bool setup = str_eq(path_base(path), STR("setup.py"));
	const char *why = source_open(&source, scratch, text);

	bool opened = why == NULL;

	r.text = source.text;
	if (opened && !parse(w, &r, setup))
		why = "too deeply nested or too broken to parse";
	bool template = opened && (why != NULL || tree.broken) && is_template(&r);
	if (why != NULL || template) {
		struct span start = { .line = 1, .col = 1, .end_line = 1, .end_col = 1 };

		add_problem(out, template ? PROBLEM_TEMPLATE : PROBLEM_UNREADABLE, start,
		            template ? "this is a template" : why);
		return;
	}
	if (tree.broken)
		add_problem(
			out, PROBLEM_SYNTAX, source_span(&source, tree.error.start, tree.error.end),
			what_is_wrong(&r));
	names_gather(&r);
	scopes_gather(&r);
	walk(&r, path_has_ext(path, STR("pyi")) ? CONTEXT_TYPING : 0);
	uses_write(&r);
	comments_write(&r);
	script_block_write(&r);
	if (setup)
		setup_py_write(&r);
}

const struct grammar grammar_python = {
	.name = "python",
	.version = PYTHON_VERSION,
	.source = true,
	.claims = claims,
	.worker_new = worker_new,
	.worker_free = worker_free,
	.read = read_python,
};

const struct grammar grammar_python_whole = {
	.name = "python",
	.version = PYTHON_VERSION,
	.source = true,
	.claims = claims,
	.worker_new = whole_worker_new,
	.worker_free = worker_free,
	.read = read_python,
};
