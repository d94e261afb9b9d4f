/*
 * hierarchy.c - every class after its bases, and circles among them found (Tarjan's strongly
 * connected components, without recursion: a chain of classes may be long).
 */
#include "classes/hierarchy.h"

#include "classes/make.h"

#define NESTED_LIMIT 40 /* metaclasses of metaclasses */

bool
classes_are_library(const struct project *p)
{
	const struct str names[] = {
		STR("typing"), STR("abc"), STR("_collections_abc"), STR("importlib._bootstrap")
	};
	bool all = true;
	module_id m;

	for (size_t i = 0; i < countof(names); i++)
		all = all && project_find(p, ENV_REPOSITORY, names[i], &m) == TARGET_MODULE;
	return all;
}

void
classes_open(struct classes *c, struct arena *a, const struct project *p)
{
	*c = (struct classes){ .arena = a };
	world_open(&c->world, a, p);
	types_open(&c->types, a, p->python);
	c->library = classes_are_library(p);
	*vec_push(a, &c->of_type) = class_of_standard(c, std_class_find(STR("builtins.object")));
	*vec_push(a, &c->of_type) = class_of_standard(c, std_class_find(STR("builtins.type")));
}

type_id
type_of_standard(struct classes *c, struct str name)
{
	std_class cls = std_class_find(name);
	const struct verdict *v;

	if (cls == STD_CLASS_NONE)
		return TYPE_NONE;
	v = class_verdict(c, class_of_standard(c, cls));
	return v->types.count == 1 ? v->types.at[0] : TYPE_NONE;
}

static void
enter(struct classes *c, class_id id)
{
	struct class *row = &c->rows.at[id];

	row->index = row->low = ++c->counter;
	*vec_push(c->arena, &c->stack) = id;
	*vec_push(c->arena, &c->frames) = (struct class_frame){ .id = id };
	bases_of(c, id);
}

/* The next class that the frame's may inherit; CLASS_NONE: there are no more. */
static class_id
next_base(const struct classes *c, struct class_frame *f)
{
	const struct class_bases *bases = c->rows.at[f->id].bases;

	while (f->item < bases->count) {
		const struct kept_values *v = &bases->at[f->item].values;

		if (f->value == v->count) {
			f->item++;
			f->value = 0;
			continue;
		}
		const struct value *one = &v->at[f->value++];
		if (one->kind == VALUE_CLASS || one->kind == VALUE_SUBSCRIPT)
			return one->id;
	}
	return CLASS_NONE;
}

static void
done(struct classes *c, class_id id, const struct verdict *v)
{
	c->rows.at[id].verdict = v;
	c->rows.at[id].state = CLASS_DONE;
}

/* Does the class name itself, or another of its circle, as a base? */
static bool
is_circular(const struct classes *c, class_id id)
{
	struct class_frame f = { .id = id };
	class_id base;

	while ((base = next_base(c, &f)) != CLASS_NONE)
		if (base == id)
			return true;
	return false;
}

/* Has the class a base that is in its circle, whatever holds? A function that calls itself makes no
 * circle of classes. */
static bool
is_surely_circular(const struct classes *c, class_id id)
{
	const struct class *row = &c->rows.at[id];

	for (uint32_t i = 0; i < row->bases->count && row->function == 0; i++) {
		const struct kept_values *v = &row->bases->at[i].values;
		bool all = v->count > 0 && !v->many;

		for (uint32_t k = 0; k < v->count; k++)
			all = all &&
			      (v->at[k].kind == VALUE_CLASS || v->at[k].kind == VALUE_SUBSCRIPT) &&
			      c->rows.at[v->at[k].id].circle == row->circle;
		if (all)
			return true;
	}
	return false;
}

static void
note_circle(struct classes *c, uint32_t first, uint32_t number)
{
	bool unsure = false;

	unit_turns(&c->world, c->rows.at[c->stack.at[first]].unit);
	for (uint32_t i = first; i < c->stack.count; i++)
		c->rows.at[c->stack.at[i]].circle = number;
	for (uint32_t i = first; i < c->stack.count; i++)
		unsure = unsure || !is_surely_circular(c, c->stack.at[i]);
	for (uint32_t i = first; i < c->stack.count; i++)
		c->rows.at[c->stack.at[i]].unsure_circle = unsure;
}

/* The classes from `first` on in the stack are one component. */
static void
finish(struct classes *c, class_id id)
{
	uint32_t first = c->stack.count;

	while (c->stack.at[--first] != id)
		;
	if (c->stack.count - first > 1 || is_circular(c, id))
		note_circle(c, first, c->rows.at[id].index);
	for (uint32_t i = first; i < c->stack.count; i++) {
		class_id one = c->stack.at[i];

		done(c, one, make_statement(c, one));
	}
	c->stack.count = first;
}

static void
make_simple(struct classes *c, class_id id)
{
	if (c->rows.at[id].state == CLASS_DONE)
		return;
	if (c->rows.at[id].kind == CLASS_STANDARD)
		done(c, id, make_standard(c, id));
	else if (c->rows.at[id].kind == CLASS_NAMEDTUPLE)
		done(c, id, make_tuple(c, id));
	else
		done(c, id, make_declarative(c, id));
}

/* From `start` on; classes that an outer run is at are left to it. */
static void
run(struct classes *c, class_id start)
{
	uint32_t bottom = c->frames.count, since = c->counter;

	enter(c, start);
	while (c->frames.count > bottom) {
		struct class_frame *f = &c->frames.at[c->frames.count - 1];
		class_id id = f->id, base = next_base(c, f);
		struct class *row = &c->rows.at[id];

		if (base == CLASS_NONE) {
			c->frames.count--;
			if (row->low == row->index)
				finish(c, id);
			row = &c->rows.at[id];
			if (c->frames.count > bottom) {
				struct class *up =
					&c->rows.at[c->frames.at[c->frames.count - 1].id];

				up->low = row->low < up->low ? row->low : up->low;
			}
		} else if (c->rows.at[base].kind != CLASS_STATEMENT) {
			make_simple(c, base);
		} else if (c->rows.at[base].index == 0) {
			enter(c, base);
		} else if (c->rows.at[base].state != CLASS_DONE) {
			if (c->rows.at[base].index <= since)
				unit_turns(&c->world, c->rows.at[base].unit);
			else if (c->rows.at[base].index < row->low)
				row->low = c->rows.at[base].index;
		}
	}
}

static const struct verdict unknown = { .status = STATUS_PARTIAL, .culprit = CLASS_NONE };

const struct verdict *
class_verdict(struct classes *c, class_id id)
{
	if (c->rows.at[id].state == CLASS_DONE)
		return c->rows.at[id].verdict;
	if (c->rows.at[id].kind != CLASS_STATEMENT) {
		make_simple(c, id);
	} else if (c->rows.at[id].index == 0 && c->nested < NESTED_LIMIT) {
		c->nested++;
		c->inner++;
		run(c, id);
		c->inner--;
		c->nested--;
	}
	if (c->rows.at[id].state == CLASS_DONE)
		return c->rows.at[id].verdict;
	unit_turns(&c->world, c->rows.at[id].unit);
	return &unknown;
}

bool
class_order(struct classes *c, class_id id, type_id *type)
{
	const struct verdict *v = class_verdict(c, id);

	if (v->status != STATUS_OK)
		return false;
	*type = v->types.at[0];
	return true;
}

class_id
class_of_module(struct classes *c, module_id m, uint32_t row)
{
	env_id env = c->world.project->modules.at[m].env;

	return class_of_row(c, unit_of_module(&c->world, env, m), row);
}

struct str
class_path(const struct classes *c, class_id id)
{
	unit_id u = c->rows.at[id].unit;

	return u == UNIT_NONE ? STR("") : c->world.units.at[u].path;
}

const struct span *
class_span(const struct classes *c, class_id id)
{
	const struct class *row = &c->rows.at[id];

	if (row->kind == CLASS_STATEMENT)
		return &class_fact(c, id)->header;
	if (row->kind == CLASS_STANDARD)
		return NULL;
	return row->row & CALL_IN_BASES
	               ? &class_facts(c, id)->bases.at[row->row & ~CALL_IN_BASES].span
	               : &class_facts(c, id)->bindings.at[row->row].span;
}
