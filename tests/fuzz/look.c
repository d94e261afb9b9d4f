/*
 * look.c - walks over all rows of a file's facts.
 */
#include "look.h"

#include "base/arena.h"
#include "facts/guard.h"
#include "fuzz.h"

static void
read_text(const struct facts *f, text_ref ref)
{
	struct str s = facts_text(f, ref);

	/* The NUL after it is of the pool as well. */
	MUST(strlen(s.at) == s.len);
}

static void
row_in(uint32_t row, uint32_t count)
{
	MUST(row < count);
}

static void
look_at_imports(const struct facts *f)
{
	for (uint32_t i = 0; i < f->imports.count; i++) {
		const struct fact_import *row = &f->imports.at[i];

		read_text(f, row->module);
		read_text(f, row->name);
		read_text(f, row->alias);
		read_text(f, row->guard);
		row_in(row->scope, f->scopes.count);
		row_in(row->block, f->blocks.count);
	}
	for (uint32_t i = 0; i < f->uses.count; i++) {
		read_text(f, f->uses.at[i].dotted);
		row_in(f->uses.at[i].import, f->imports.count);
	}
	for (uint32_t i = 0; i < f->paths.count; i++)
		read_text(f, f->paths.at[i].path);
	for (uint32_t i = 0; i < f->exports.count; i++)
		read_text(f, f->exports.at[i].name);
}

static void
look_at_names(const struct facts *f)
{
	for (uint32_t i = 0; i < f->scopes.count; i++) {
		read_text(f, f->scopes.at[i].name);
		/* Parents come first: who climbs comes to an end. */
		MUST(f->scopes.at[i].parent < i || i == 0);
	}
	for (uint32_t i = 0; i < f->blocks.count; i++) {
		const struct fact_block *row = &f->blocks.at[i];

		read_text(f, row->handles);
		read_text(f, row->test);
		read_text(f, row->guard);
		MUST(row->parent < i || i == 0);
		row_in(row->scope, f->scopes.count);
		MUST(row->group + row->arm == i);
	}
	for (uint32_t i = 0; i < f->bindings.count; i++) {
		const struct fact_binding *row = &f->bindings.at[i];

		read_text(f, row->name);
		read_text(f, row->target);
		read_text(f, row->named);
		read_text(f, row->guard);
		row_in(row->scope, f->scopes.count);
		row_in(row->block, f->blocks.count);
		if (row->kind == BINDING_CLASS)
			row_in(row->row, f->classes.count);
		if (row->kind == BINDING_IMPORT)
			row_in(row->row, f->imports.count);
	}
}

static void
rows_in(uint32_t first, uint32_t count, uint32_t limit)
{
	MUST(first <= limit && count <= limit - first);
}

static void
look_at_classes(const struct facts *f)
{
	for (uint32_t i = 0; i < f->classes.count; i++) {
		const struct fact_class *row = &f->classes.at[i];

		read_text(f, row->qualname);
		read_text(f, row->guard);
		row_in(row->scope, f->scopes.count);
		row_in(row->body, f->scopes.count);
		row_in(row->block, f->blocks.count);
		rows_in(row->first_base, row->base_count, f->bases.count);
		rows_in(row->first_decorator, row->decorator_count, f->bases.count);
	}
	for (uint32_t i = 0; i < f->bases.count; i++) {
		const struct fact_base *row = &f->bases.at[i];

		read_text(f, row->keyword);
		read_text(f, row->expr);
		rows_in(row->first_arg, row->arg_count, i);
	}
}

static void
look_at_manifest(const struct facts *f)
{
	for (uint32_t i = 0; i < f->requirements.count; i++) {
		const struct fact_requirement *row = &f->requirements.at[i];

		read_text(f, row->name);
		read_text(f, row->extras);
		read_text(f, row->specifier);
		read_text(f, row->marker);
		read_text(f, row->url);
		read_text(f, row->group);
		read_text(f, row->via);
	}
	for (uint32_t i = 0; i < f->directives.count; i++) {
		read_text(f, f->directives.at[i].key);
		read_text(f, f->directives.at[i].value);
	}
	for (uint32_t i = 0; i < f->locks.count; i++) {
		const struct fact_locked *row = &f->locks.at[i];

		read_text(f, row->name);
		read_text(f, row->extra);
		read_text(f, row->version);
		read_text(f, row->requires);
		read_text(f, row->path);
	}
}

void
look_at(const struct facts *f)
{
	look_at_imports(f);
	look_at_names(f);
	look_at_classes(f);
	look_at_manifest(f);
	for (uint32_t i = 0; i < f->ignores.count; i++)
		read_text(f, f->ignores.at[i].rules);
	for (uint32_t i = 0; i < f->problems.count; i++)
		read_text(f, f->problems.at[i].message);
}

static void
span_in(struct span s, struct str input)
{
	MUST(s.start <= s.end && s.end <= input.len);
	MUST(s.line >= 1 && s.col >= 1 && s.end_line >= s.line && s.end_col >= 1);
}

/* Places are in the file, and rows in the order of it. */
static void
look_at_places(const struct facts *f, struct str input)
{
	for (uint32_t i = 0; i < f->imports.count; i++)
		span_in(f->imports.at[i].span, input), span_in(f->imports.at[i].statement, input);
	for (uint32_t i = 0; i < f->classes.count; i++)
		span_in(f->classes.at[i].span, input), span_in(f->classes.at[i].header, input);
	for (uint32_t i = 0; i < f->bases.count; i++)
		span_in(f->bases.at[i].span, input);
	for (uint32_t i = 0; i < f->bindings.count; i++)
		span_in(f->bindings.at[i].span, input);
	for (uint32_t i = 0; i < f->uses.count; i++)
		span_in(f->uses.at[i].span, input);
	for (uint32_t i = 0; i < f->ignores.count; i++)
		span_in(f->ignores.at[i].span, input);
	for (uint32_t i = 0; i < f->problems.count; i++)
		span_in(f->problems.at[i].span, input);
	for (uint32_t i = 0; i < f->requirements.count; i++)
		span_in(f->requirements.at[i].span, input);
	for (uint32_t i = 0; i < f->directives.count; i++)
		span_in(f->directives.at[i].span, input);
	for (uint32_t i = 0; i < f->locks.count; i++)
		span_in(f->locks.at[i].span, input);
}

/* What the worker is told lives as long as it does: in `a`. */
static void *
worker_new(const struct grammar *grammar, struct arena *a)
{
	struct reading *reading = arena_new(a, struct reading);
	struct str *importer = arena_new(a, struct str);

	*importer = STR("tools.load:1");
	reading->importers = (struct strs){ importer, 1 };
	return grammar->worker_new != NULL ? grammar->worker_new(reading) : NULL;
}

static void
worker_free(const struct grammar *grammar, void *worker)
{
	if (grammar->worker_free != NULL)
		grammar->worker_free(worker);
}

static struct str
read_once(const struct grammar *grammar, void *worker, struct arena *a, struct str path,
          struct str input)
{
	struct arena scratch = { 0 };
	struct fact_writer *w = facts_write(&scratch);

	grammar->read(worker, &scratch, path, input, w);
	struct str block = facts_seal(w, a);
	arena_release(&scratch);
	return block;
}

struct str
look_once(const struct grammar *grammar, struct arena *a, struct str path, struct str input)
{
	void *worker = worker_new(grammar, a);
	struct str block = read_once(grammar, worker, a, path, input);

	worker_free(grammar, worker);
	return block;
}

/* As the scan does: one worker reads many files. */
static struct str
read_twice(const struct grammar *grammar, struct arena *a, struct str path, struct str input)
{
	void *worker = worker_new(grammar, a);
	struct str once = read_once(grammar, worker, a, path, input);
	struct str again = read_once(grammar, worker, a, path, input);

	worker_free(grammar, worker);
	MUST(str_eq(once, again));
	return once;
}

static void
look_at_block(struct str block, struct str input)
{
	struct facts f;

	MUST(facts_open(block, &f));
	look_at(&f);
	look_at_places(&f, input);
}

void
look_read(const struct grammar *grammar, struct str path, struct str input)
{
	struct arena a = { 0 };

	look_at_block(read_twice(grammar, &a, path, input), input);
	arena_release(&a);
}

void
look_same(const struct grammar *one, const struct grammar *other, struct str path, struct str input)
{
	struct arena a = { 0 };
	struct str block = read_twice(one, &a, path, input);

	look_at_block(block, input);
	MUST(str_eq(block, look_once(other, &a, path, input)));
	arena_release(&a);
}
