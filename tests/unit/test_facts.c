/*
 * test_facts.c - facts/writer.h and facts/facts.h: a block says what was written, and no block
 * that is broken is opened.
 */
#include "base/arena.h"
#include "facts/writer.h"
#include "test.h"

#define PLACE \
	((struct span){ .start = 1, .end = 2, .line = 1, .col = 2, .end_line = 1, .end_col = 3 })

/* One row of each kind. */
static struct str
sealed(struct arena *a)
{
	struct arena scratch = { 0 };
	struct fact_writer *w = facts_write(&scratch);
	const struct fact_base bases[] = {
		{ .span = PLACE, .expr = facts_put(w, STR("a.b")) },
		{ .span = PLACE,
		  .keyword = facts_put(w, STR("metaclass")),
		  .expr = facts_put(w, STR("M")),
		  .arg_count = 1 },
	};
	uint32_t scope = facts_add_scope(w, (struct fact_scope){ .kind = SCOPE_CLASS, .line = 3 });
	uint32_t import = facts_add_import(
		w,
		(struct fact_import){
			.span = PLACE,
			.statement = PLACE,
			.level = 2,
			.scope = scope,
			.module = facts_put(w, STR("a.b")),
			.context = CONTEXT_LAZY });
	uint32_t first = facts_add_bases(w, (struct fact_bases){ bases, countof(bases) });
	uint32_t arm = facts_add_block(w, (struct fact_block){ .kind = BLOCK_IF });

	facts_add_block(
		w,
		(struct fact_block){
			.kind = BLOCK_IF,
			.group = arm,
			.arm = 1,
			.scope = scope,
			.exhaustive = true });

	uint32_t class = facts_add_class(
		w,
		(struct fact_class){
			.span = PLACE,
			.header = PLACE,
			.body = scope,
			.block = arm,
			.first_base = first,
			.base_count = countof(bases),
			.first_decorator = first,
			.decorator_count = 1 });

	facts_class(w, class)->slots = SLOTS_EMPTY;
	facts_add_binding(
		w, (struct fact_binding){ .span = PLACE, .kind = BINDING_IMPORT, .row = import });
	facts_add_binding(
		w, (struct fact_binding){
			   .span = PLACE, .kind = BINDING_CLASS, .row = class, .block = arm });
	facts_add_export(w, (struct fact_export){ .span = PLACE });
	facts_drop_exports(w);
	facts_add_export(w, (struct fact_export){ .span = PLACE, .name = facts_put(w, STR("x")) });
	facts_add_path(w, (struct fact_path){ .span = PLACE, .front = true });
	facts_add_use(w, (struct fact_use){ .span = PLACE, .import = import });
	facts_add_ignore(w, (struct fact_ignore){ .span = PLACE, .whole_file = true });
	facts_add_problem(w, (struct fact_problem){ .span = PLACE, .kind = PROBLEM_UNREADABLE });
	facts_add_requirement(w, (struct fact_requirement){ .span = PLACE });
	facts_add_directive(w, (struct fact_directive){ .span = PLACE, .kind = DIRECTIVE_BUILD });
	facts_add_locked(w, (struct fact_locked){ .span = PLACE, .told = 1 });

	struct str block = facts_seal(w, a);
	arena_release(&scratch);
	return block;
}

static void
rows_come_back(struct test *t)
{
	struct arena a = { 0 };
	struct facts f;

	if (!EXPECT(facts_open(sealed(&a), &f)))
		return;
	EXPECT_INT(f.imports.count, 1);
	EXPECT_STR(facts_text(&f, f.imports.at[0].module), "a.b");
	EXPECT_STR(facts_text(&f, f.imports.at[0].name), "");
	EXPECT_INT(f.imports.at[0].level, 2);
	EXPECT_INT(f.scopes.count, 2);
	EXPECT_INT(f.scopes.at[0].kind, SCOPE_MODULE);
	EXPECT_INT(f.classes.at[0].first_base, 0);
	EXPECT_INT(f.classes.at[0].base_count, 2);
	EXPECT_INT(f.classes.at[0].slots, SLOTS_EMPTY);
	EXPECT_INT(f.bases.at[1].first_arg, 0);
	EXPECT_INT(f.bases.at[1].arg_count, 1);
	EXPECT_INT(f.blocks.count, 3);
	EXPECT_INT(f.blocks.at[0].kind, BLOCK_NONE);
	EXPECT_INT(f.blocks.at[2].group, f.classes.at[0].block);
	EXPECT(f.blocks.at[2].exhaustive);
	EXPECT_STR(facts_text(&f, f.bases.at[1].keyword), "metaclass");
	EXPECT_INT(f.bindings.count, 2);
	EXPECT_INT(f.exports.count, 1);
	EXPECT_STR(facts_text(&f, f.exports.at[0].name), "x");
	EXPECT(f.paths.at[0].front);
	EXPECT(f.ignores.at[0].whole_file);
	EXPECT_INT(f.problems.at[0].kind, PROBLEM_UNREADABLE);
	EXPECT_INT(f.requirements.count + f.directives.count + f.uses.count, 3);
	arena_release(&a);
}

static void
texts_are_kept_once(struct test *t)
{
	struct arena a = { 0 };
	struct fact_writer *w = facts_write(&a);
	text_ref first = facts_put(w, STR("ab")), last = 0;
	char name[8];
	struct facts f;

	EXPECT_INT(facts_put(w, STR("")), 0);
	EXPECT_INT(facts_put(w, STR("ab")), first);
	EXPECT(facts_put(w, STR("a")) != first);
	for (unsigned i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "n%u", i);
		last = facts_put(w, str_of(name));
	}
	facts_add_problem(
		w, (struct fact_problem){ .message = facts_put(w, (struct str){ "a\0b", 3 }) });
	if (!EXPECT(facts_open(facts_seal(w, &a), &f)))
		return;
	EXPECT_STR(facts_text(&f, first), "ab");
	EXPECT_STR(facts_text(&f, last), "n4999");
	EXPECT_STR(facts_text(&f, f.problems.at[0].message),
	           "a\xEF\xBF\xBD"
	           "b");
	arena_release(&a);
}

static void
nothing_is_a_block_too(struct test *t)
{
	struct arena a = { 0 };
	struct facts f;

	EXPECT(facts_open(facts_seal(facts_write(&a), &a), &f));
	EXPECT_INT(f.scopes.count, 1);
	EXPECT_INT(f.imports.count + f.bases.count + f.problems.count, 0);
	arena_release(&a);
}

/* Every length but the right one is refused, without a look past the end. */
static void
cut_blocks(struct test *t)
{
	struct arena a = { 0 };
	struct str block = sealed(&a);
	unsigned opened = 0;
	struct facts f;

	for (size_t len = 0; len < block.len; len++) {
		struct arena copy = { 0 };
		uint64_t *exact = arena_array(&copy, uint64_t, len / sizeof(uint64_t) + 1);

		memcpy(exact, block.at, len);
		opened += facts_open((struct str){ (const char *)exact, len }, &f);
		arena_release(&copy);
	}
	EXPECT_INT(opened, 0);
	EXPECT(!facts_open((struct str){ block.at + 1, block.len - 1 }, &f));
	arena_release(&a);
}

/* Look at all that a reader of facts looks at. */
static size_t
read_all(const struct facts *f)
{
	size_t sum = 0;

	for (uint32_t i = 0; i < f->imports.count; i++)
		sum += facts_text(f, f->imports.at[i].module).len +
		       facts_text(f, f->imports.at[i].guard).len +
		       f->scopes.at[f->imports.at[i].scope].line;
	for (uint32_t i = 0; i < f->classes.count; i++) {
		const struct fact_class *class = &f->classes.at[i];

		for (uint32_t b = 0; b < class->base_count; b++)
			sum += facts_text(f, f->bases.at[class->first_base + b].expr).len;
		for (uint32_t b = 0; b < class->decorator_count; b++)
			sum += facts_text(f, f->bases.at[class->first_decorator + b].expr).len;
		sum += f->blocks.at[class->block].kind + (unsigned)class->slots;
	}
	for (uint32_t i = 0; i < f->bases.count; i++)
		for (uint32_t b = 0; b < f->bases.at[i].arg_count; b++)
			sum += facts_text(f, f->bases.at[f->bases.at[i].first_arg + b].expr).len;
	for (uint32_t i = 1; i < f->blocks.count; i++)
		sum += f->blocks.at[f->blocks.at[i].parent].exhaustive +
		       f->blocks.at[f->blocks.at[i].group].arm +
		       f->scopes.at[f->blocks.at[i].scope].line;
	for (uint32_t i = 0; i < f->scopes.count; i++)
		sum += f->scopes.at[i].parent <= i;
	for (uint32_t i = 0; i < f->bindings.count; i++)
		if (f->bindings.at[i].kind == BINDING_CLASS)
			sum += f->classes.at[f->bindings.at[i].row].span.line +
			       f->bindings.at[i].plain + f->bindings.at[i].elsewhere +
			       f->bindings.at[i].annotated;
	for (uint32_t i = 0; i < f->bound.count; i++)
		sum += f->bindings.at[f->bound.at[i].row].scope + facts_bound(f, 0, STR("")).count;
	for (uint32_t i = 0; i < f->paths.count; i++)
		sum += f->paths.at[i].front;
	for (uint32_t i = 0; i < f->uses.count; i++)
		sum += f->imports.at[f->uses.at[i].import].level;
	return sum;
}

/* Any one byte may be any other: the block is refused, or it can be read. */
static void
changed_blocks(struct test *t)
{
	struct arena a = { 0 };
	struct str block = sealed(&a);
	char *bytes = (char *)arena_array(&a, uint64_t, block.len / sizeof(uint64_t) + 1);
	unsigned opened = 0, refused = 0;
	size_t sum = 0;

	memcpy(bytes, block.at, block.len);
	for (size_t i = 0; i < block.len; i++) {
		for (unsigned bit = 0; bit < 8; bit++) {
			struct facts f;

			bytes[i] = (char)(block.at[i] ^ 1 << bit);
			if (facts_open((struct str){ bytes, block.len }, &f)) {
				sum += read_all(&f);
				opened++;
			} else {
				refused++;
			}
		}
		bytes[i] = block.at[i];
	}
	EXPECT(opened > 0 && refused > 1000 && sum > 0);
	arena_release(&a);
}

#define NAMES  100000 /* in each of two scopes: some have the same hash */
#define ROUNDS 3      /* that bind every fourth name again */

static struct str
name_of(uint32_t number, char room[16])
{
	snprintf(room, 16, "n%u", (unsigned)number);
	return str_of(room);
}

/* Bindings are found by name, however they are mixed. */
static void
bindings_by_name(struct test *t)
{
	struct arena a = { 0 }, scratch = { 0 };
	struct fact_writer *w = facts_write(&scratch);
	uint32_t scope = facts_add_scope(w, (struct fact_scope){ .kind = SCOPE_CLASS, .line = 3 });
	uint32_t wrong = 0;
	struct facts f;
	char room[16];

	for (uint32_t i = 0; i < 2 * NAMES * ROUNDS; i++) {
		uint32_t number = i % (2 * NAMES);

		if (i >= 2 * NAMES && number / 2 % 4 != 0)
			continue;
		facts_add_binding(
			w, (struct fact_binding){
				   .span = PLACE,
				   .scope = number % 2 * scope,
				   .name = facts_put(w, name_of(number / 2, room)) });
	}
	if (!EXPECT(facts_open(facts_seal(w, &a), &f)))
		return;
	for (uint32_t number = 0; number < 2 * NAMES; number++) {
		struct str name = name_of(number / 2, room);
		struct binding_range r = facts_bound(&f, number % 2 * scope, name);

		wrong += r.count != (number / 2 % 4 == 0 ? ROUNDS : 1);
		for (uint32_t i = 0; i < r.count; i++) {
			const struct fact_bound *at = &f.bound.at[r.first + i];

			wrong += f.bindings.at[at->row].scope != number % 2 * scope ||
			         !str_eq(facts_text(&f, f.bindings.at[at->row].name), name) ||
			         (i > 0 && at->row <= at[-1].row);
		}
	}
	EXPECT_INT(wrong, 0);
	EXPECT_INT(facts_bound(&f, 0, STR("n")).count, 0);
	EXPECT_INT(facts_bound(&f, scope + 1, STR("n0")).count, 0);
	arena_release(&a);
	arena_release(&scratch);
}

TEST_MAIN(CASE(rows_come_back), CASE(texts_are_kept_once), CASE(bindings_by_name),
          CASE(nothing_is_a_block_too), CASE(cut_blocks), CASE(changed_blocks))
