/*
 * facts.c - a block of bytes is looked at as facts, once it is known to be one.
 */
#include "facts/facts.h"

#include <assert.h>

#include "base/err.h"
#include "facts/tables.h"

#define BASES_IN_HEAD 16 /* so many of them are looked past */

static const uint32_t contexts =
	CONTEXT_LAZY | CONTEXT_TYPING | CONTEXT_OPTIONAL | CONTEXT_MAIN | CONTEXT_VERSION |
	CONTEXT_PLATFORM | CONTEXT_DYNAMIC | CONTEXT_MISSING_MODULE_ONLY | CONTEXT_COMPUTED;

const struct fact_class *
facts_class_at(const struct facts *f, uint32_t at)
{
	const struct fact_class *rows = f->classes.at;
	uint32_t low = 0, high = f->classes.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (rows[middle].header.start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	/* A class that is made in the head of another one comes after it. */
	for (unsigned i = 0;
	     i < BASES_IN_HEAD && low > 1 && rows[low - 1].flags & CLASS_CALL &&
	     at >= rows[low - 1].header.end;
	     i++)
		low--;
	return low > 0 && at < rows[low - 1].header.end ? &rows[low - 1] : NULL;
}

static bool
span_holds(struct span s)
{
	return s.start <= s.end && s.line <= s.end_line;
}

/* Do all the texts lie in the pool? */
static bool
texts_hold(const struct facts *f, text_ref a, text_ref b, text_ref c, text_ref d)
{
	size_t len = f->pool.len;

	return a < len && b < len && c < len && d < len;
}

/* A bool may be read only once its byte is known to be 0 or 1. */
static bool
bool_holds(const void *row, size_t offset)
{
	return ((const unsigned char *)row)[offset] <= 1;
}

static bool
imports_holds(const struct facts *f, const struct fact_import *row, uint32_t number)
{
	(void)number;
	return span_holds(row->span) && span_holds(row->statement) &&
	       texts_hold(f, row->module, row->name, row->alias, row->guard) &&
	       row->scope < f->scopes.count && row->block < f->blocks.count &&
	       (row->context & ~contexts) == 0;
}

static bool
scopes_holds(const struct facts *f, const struct fact_scope *row, uint32_t number)
{
	if (!texts_hold(f, row->name, 0, 0, 0))
		return false;
	if (number == 0)
		return row->kind == SCOPE_MODULE && row->parent == 0;
	return (row->kind == SCOPE_CLASS || row->kind == SCOPE_FUNCTION) && row->parent < number;
}

/* Are the arms of a statement together, after the arm around it? */
static bool
blocks_holds(const struct facts *f, const struct fact_block *row, uint32_t number)
{
	if (!texts_hold(f, row->guard, row->handles, row->test, 0) ||
	    row->scope >= f->scopes.count || (unsigned)row->kind > BLOCK_LOOP_ELSE ||
	    (unsigned)row->ends > END_SCOPE || (row->context & ~contexts) != 0 ||
	    !bool_holds(row, offsetof(struct fact_block, exhaustive)))
		return false;
	if (number == 0)
		return row->kind == BLOCK_NONE && row->parent == 0 && row->group == 0 &&
		       row->arm == 0;
	if (row->kind == BLOCK_NONE || row->arm >= number || row->group != number - row->arm)
		return false;
	return row->arm == 0 ? row->parent < number
	                     : row[-1].group == row->group && row[-1].parent == row->parent;
}

/* Do the `count` rows from `first` on end before row `end` of bases? */
static bool
rows_hold_in(uint32_t first, uint32_t count, uint32_t end)
{
	return first <= end && count <= end - first;
}

static bool
classes_holds(const struct facts *f, const struct fact_class *row, uint32_t number)
{
	const uint32_t flags =
		CLASS_CALL | CLASS_TYPE_PARAMS | CLASS_SLOTS_DICT | CLASS_SLOTS_WEAKREF |
		CLASS_GIVEN;

	(void)number;
	return span_holds(row->span) && span_holds(row->header) &&
	       texts_hold(f, row->qualname, row->guard, 0, 0) && row->scope < f->scopes.count &&
	       row->body < f->scopes.count && row->block < f->blocks.count &&
	       rows_hold_in(row->first_base, row->base_count, f->bases.count) &&
	       rows_hold_in(row->first_decorator, row->decorator_count, f->bases.count) &&
	       (unsigned)row->slots <= SLOTS_UNKNOWN && (row->flags & ~flags) == 0 &&
	       (row->context & ~contexts) == 0;
}

static bool
bases_holds(const struct facts *f, const struct fact_base *row, uint32_t number)
{
	const uint32_t flags = BASE_SUBSCRIPT | BASE_CALL | BASE_STAR | BASE_COMPUTED;

	return span_holds(row->span) && texts_hold(f, row->keyword, row->expr, 0, 0) &&
	       (row->flags & ~flags) == 0 && rows_hold_in(row->first_arg, row->arg_count, number);
}

static bool
bindings_holds(const struct facts *f, const struct fact_binding *row, uint32_t number)
{
	uint32_t rows =
		row->kind == BINDING_IMPORT  ? f->imports.count
		: row->kind == BINDING_CLASS ? f->classes.count
		: row->kind == BINDING_FUNCTION && row->gives == GIVES_CLASS
			? f->scopes.count
			: 1;

	(void)number;
	return span_holds(row->span) && row->kind <= BINDING_GLOBAL && row->row < rows &&
	       texts_hold(f, row->name, row->target, row->guard, row->named) &&
	       row->scope < f->scopes.count && row->block < f->blocks.count &&
	       row->gives <= GIVES_CLASS && (row->context & ~contexts) == 0;
}

static bool
bound_holds(const struct facts *f, const struct fact_bound *row, uint32_t number)
{
	(void)number;
	return row->row < f->bindings.count;
}

static bool
exports_holds(const struct facts *f, const struct fact_export *row, uint32_t number)
{
	(void)number;
	return span_holds(row->span) && (unsigned)row->kind <= EXPORT_COMPUTED &&
	       texts_hold(f, row->name, 0, 0, 0);
}

static bool
paths_holds(const struct facts *f, const struct fact_path *row, uint32_t number)
{
	(void)number;
	return span_holds(row->span) && (unsigned)row->kind <= PATH_UNKNOWN &&
	       texts_hold(f, row->path, 0, 0, 0) &&
	       bool_holds(row, offsetof(struct fact_path, front)) &&
	       (row->context & ~contexts) == 0;
}

static bool
uses_holds(const struct facts *f, const struct fact_use *row, uint32_t number)
{
	(void)number;
	return span_holds(row->span) && texts_hold(f, row->dotted, 0, 0, 0) &&
	       row->import < f->imports.count && (row->context & ~contexts) == 0;
}

static bool
ignores_holds(const struct facts *f, const struct fact_ignore *row, uint32_t number)
{
	(void)number;
	return span_holds(row->span) && texts_hold(f, row->rules, 0, 0, 0) &&
	       bool_holds(row, offsetof(struct fact_ignore, whole_file));
}

static bool
problems_holds(const struct facts *f, const struct fact_problem *row, uint32_t number)
{
	(void)number;
	return span_holds(row->span) && (unsigned)row->kind <= PROBLEM_TEMPLATE &&
	       texts_hold(f, row->message, 0, 0, 0);
}

static bool
requirements_holds(const struct facts *f, const struct fact_requirement *row, uint32_t number)
{
	const uint32_t flags =
		REQUIREMENT_CONDA | REQUIREMENT_PERHAPS | REQUIREMENT_COMPILED |
		REQUIREMENT_INCLUDED;

	(void)number;
	return span_holds(row->span) &&
	       texts_hold(f, row->name, row->extras, row->specifier, row->marker) &&
	       texts_hold(f, row->url, row->group, row->via, 0) && row->flags <= flags;
}

static bool
directives_holds(const struct facts *f, const struct fact_directive *row, uint32_t number)
{
	(void)number;
	return span_holds(row->span) && (unsigned)row->kind <= DIRECTIVE_INSTALL_MEMBERS &&
	       texts_hold(f, row->key, row->value, 0, 0);
}

static bool
locks_holds(const struct facts *f, const struct fact_locked *row, uint32_t number)
{
	(void)number;
	return span_holds(row->span) &&
	       texts_hold(f, row->name, row->extra, row->version, row->requires) &&
	       texts_hold(f, row->path, 0, 0, 0) && row->told <= 1;
}

/* Cut `rows` rows of `size` bytes off the block; NULL when it is too short. */
static const void *
cut(struct str *rest, uint32_t rows, size_t size)
{
	const char *at = rest->at;

	if (rows > rest->len / size)
		return NULL;
	size_t len = block_aligned(rows * size);
	if (len > rest->len)
		return NULL;
	rest->at += len;
	rest->len -= len;
	return at;
}

static bool
rows_hold(const struct facts *f)
{
#define TABLE(member, row, slice)                            \
	for (uint32_t i = 0; i < f->member.count; i++)       \
		if (!member##_holds(f, &f->member.at[i], i)) \
			return false;
	FACT_TABLES(TABLE)
#undef TABLE
	return true;
}

/* Find the tables of a block; false when they do not fill it. */
static bool
find_tables(struct str block, struct facts *out)
{
	struct block_head head;
	struct str rest = block;
	struct facts f = { 0 };

	const size_t head_len = block_aligned(sizeof(head));

	if (block.len < head_len || (uintptr_t)block.at % BLOCK_ALIGN != 0)
		return false;
	memcpy(&head, block.at, sizeof(head));
	if (head.magic != BLOCK_MAGIC || head.version != BLOCK_VERSION)
		return false;
	rest.at += head_len;
	rest.len -= head_len;
#define TABLE(member, row, slice)                              \
	f.member.count = head.rows[TABLE_##member];            \
	f.member.at = cut(&rest, f.member.count, sizeof(row)); \
	if (f.member.at == NULL)                               \
		return false;
	FACT_TABLES(TABLE)
#undef TABLE
	/* The empty text comes first; every text ends, because the last one does. */
	if (rest.len != head.pool || rest.len == 0 || rest.at[0] != '\0' ||
	    rest.at[rest.len - 1] != '\0' || f.scopes.count == 0 || f.blocks.count == 0 ||
	    f.bound.count != f.bindings.count)
		return false;
	f.pool = rest;
	*out = f;
	return true;
}

bool
facts_open(struct str block, struct facts *out)
{
	struct facts f;

	if (!find_tables(block, &f) || !rows_hold(&f))
		return false;
	*out = f;
	return true;
}

void
facts_open_own(struct str block, struct facts *out)
{
	if (!find_tables(block, out))
		die("facts that were just sealed are broken");
	assert(rows_hold(out));
}
