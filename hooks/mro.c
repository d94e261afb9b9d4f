/*
 * mro.c - `shoring mro [CLASS…]`: the order of classes, and what Python would refuse.
 */
#include "hooks/coverage.h"
#include "hooks/mro_say.h"
#include "hooks/session.h"

#include "base/nearest.h"

/* Has the class a name of its own, and is it one? What is called may be no metaclass. */
static bool
is_listed(struct classes *c, module_id m, uint32_t row, class_id id)
{
	const struct facts *f = c->world.project->modules.at[m].facts;

	if (!(f->classes.at[row].flags & CLASS_CALL))
		return true;
	if (index_class_bound(unit_index(&c->world, c->rows.at[id].unit), row) == 0)
		return false;
	return class_verdict(c, id)->status != STATUS_PARTIAL || !bases_of(c, id)->has_metaclass;
}

static void
list_module(struct classes *c, module_id m, struct class_ids_vec *out)
{
	for (uint32_t i = 0; i < c->world.project->modules.at[m].facts->classes.count; i++) {
		class_id id = class_of_module(c, m, i);

		if (is_listed(c, m, i, id))
			*vec_push(c->arena, out) = id;
	}
}

/* All classes of the project, by path and line. */
static void
list_all(struct classes *c, struct class_ids_vec *out)
{
	const struct project *p = c->world.project;

	for (module_id m = 0; m < p->modules.count; m++)
		if (!p->modules.at[m].opaque)
			list_module(c, m, out);
}

/* Is it the dotted name, or the end of it? */
static bool
is_named(struct str name, struct str asked)
{
	return str_ends(name, asked) &&
	       (name.len == asked.len || name.at[name.len - asked.len - 1] == '.');
}

/* A class that no file of ours has. */
static bool
find_elsewhere(struct classes *c, struct str asked, struct class_ids_vec *out)
{
	struct str module = str_before_last(asked, '.'), name = str_after_last(asked, '.');
	struct values v;
	struct sight sight;

	if (module.len == 0)
		return false;
	sight = unit_find(&c->world, UNIT_NONE, ENV_REPOSITORY, module);
	if (sight.known != KNOWN_YES)
		return false;
	value_in_module(c, sight.unit, name, &v);
	if (v.count != 1 || v.at[0].kind != VALUE_CLASS)
		return false;
	*vec_push(c->arena, out) = v.at[0].id;
	return true;
}

static bool
fail_unknown(const struct classes *c, const struct class_ids_vec *all, struct str asked,
             struct err *err)
{
	size_t best = nearest_limit(asked);
	struct str found = STR("");

	for (uint32_t i = 0; i < all->count; i++) {
		struct str full = c->rows.at[all->at[i]].name, part;

		/* Its full name, and every end of it. */
		for (struct str rest = full; rest.len > 0; (void)str_cut(&rest, '.', &part)) {
			size_t distance = nearest_distance(asked, rest);

			if (distance < best) {
				best = distance;
				found = full;
			}
		}
	}
	if (found.len > 0)
		return err_set(err, "there is no class `" STR_FMT "`; did you mean `" STR_FMT "`?",
		               STR_ARG(asked), STR_ARG(found));
	return err_set(
		err, "there is no class `" STR_FMT "`%s", STR_ARG(asked),
		str_ends(asked, STR(".py"))
			? "; classes are named by their dotted path (`a.b.Class`), not by files"
			: "");
}

static bool
choose(struct classes *c, struct strs operands, struct class_ids_vec *out, struct err *err)
{
	struct class_ids_vec all = { 0 };

	list_all(c, &all);
	if (operands.count == 0) {
		*out = all;
		return true;
	}
	for (uint32_t o = 0; o < operands.count; o++) {
		uint32_t before = out->count;

		for (uint32_t i = 0; i < all.count; i++)
			if (is_named(c->rows.at[all.at[i]].name, operands.at[o]))
				*vec_push(c->arena, out) = all.at[i];
		if (out->count == before && !find_elsewhere(c, operands.at[o], out))
			return fail_unknown(c, &all, operands.at[o], err);
	}
	return true;
}

static int
mro(struct arena *a, const struct options *o, struct strs operands, struct buf *out)
{
	struct session s = { 0 };
	struct classes c;
	struct class_ids_vec chosen = { 0 };
	struct strs none = { 0 };
	bool json = str_eq(o->format, STR("json")), refused = false;
	struct err err;

	if (!session_open(&s, a, o, none, &err) || !session_modules(&s, &err))
		return command_fail(&err);
	classes_open(&c, a, &s.project);
	if (!choose(&c, operands, &chosen, &err))
		return command_fail(&err);
	for (uint32_t i = 0; i < chosen.count; i++) {
		enum class_status status = class_verdict(&c, chosen.at[i])->status;

		refused = refused || (status != STATUS_OK && status != STATUS_PARTIAL);
		if (json)
			mro_json(&c, chosen.at[i], out);
		else
			mro_text(&c, chosen.at[i], o, out);
	}
	bool unread = coverage_warn(a, &s);
	int status = command_write(o, out);
	if (status != EXIT_CLEAN || refused)
		return status != EXIT_CLEAN ? status : EXIT_FINDINGS;
	/* All classes were asked for, and these are not all. */
	return unread && operands.count == 0 ? EXIT_USAGE : EXIT_CLEAN;
}

int
command_mro(const struct options *o, struct strs operands)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	int status = mro(&arena, o, operands, &out);

	buf_release(&out);
	arena_release(&arena);
	return status;
}
