/*
 * bases.c - the arguments and decorators of a class statement, looked up where it stands.
 */
#include "classes/hierarchy.h"

/* Is it, whichever of them, known by one of these dotted names? The list ends with "". */
static bool
is_named(const struct classes *c, const struct values *v, const char *const *names)
{
	if (v->many || v->count != 1)
		return false;
	for (; **names != '\0'; names++)
		if (str_eq(value_name(c, &v->at[0]), str_of(*names)))
			return true;
	return false;
}

/* What is being read. */
struct reader {
	struct classes *c;
	const struct facts *f;
	struct place place;
	uint32_t row;                    /* of classes */
	const struct function *function; /* of a class that is made when it is called; else NULL */
	VEC(base_items, struct base_item) items;
	struct class_bases out;
};

static struct str
without_call(struct str expr)
{
	return (struct str){ expr.at, expr.len >= 2 ? expr.len - 2 : 0 };
}

static struct str
first_name(struct str expr)
{
	size_t len = strcspn(expr.at, ".[(?*");

	return (struct str){ expr.at, len < expr.len ? len : expr.len };
}

/* Is it what the class method is asked of: its first parameter, which it does not bind? */
static bool
is_asked(const struct reader *r, struct str name)
{
	const struct chains *scopes = index_scopes(unit_index(&r->c->world, r->place.unit));
	const struct fact_binding *method = &r->f->bindings.at[r->function->binding];
	uint32_t first = scopes->first[method->row];

	return method->of_class && r->function->asked != CLASS_NONE && first != 0 &&
	       str_eq(facts_text(r->f, r->f->bindings.at[first - 1].name), name);
}

/* What the function binds is another at each call, but for what it imports. */
static bool
is_local(const struct reader *r, struct str name, bool *once)
{
	struct binding_range range =
		unit_bindings(&r->c->world, r->place.unit, r->place.scope, name);
	bool local = false;

	for (uint32_t i = 0; i < range.count; i++)
		local = local || r->f->bindings.at[r->f->bound.at[range.first + i].row].kind !=
		                         BINDING_IMPORT;
	*once = range.count == 1;
	return local;
}

/* The value of an argument. */
static void
look_up(struct reader *r, struct str expr, struct values *out)
{
	struct str name = first_name(expr);
	struct value asked = { .kind = VALUE_CLASS };
	bool once;

	if (r->function == NULL || !is_local(r, name, &once)) {
		value_of(r->c, r->place, expr, out);
		return;
	}
	*out = (struct values){ 0 };
	if (once && name.len == expr.len && is_asked(r, name)) {
		asked.id = r->function->asked;
		values_add(out, &asked);
	} else {
		values_add_unknown(r->c, out, expr, STR(""));
	}
}

/* six.with_metaclass() and those that do the same by the same name: the class has the bases and
 * the metaclass of the call, and nothing else. */
static bool
is_with_metaclass(struct reader *r, struct str callee)
{
	struct values v;

	if (!str_eq(str_after_last(callee, '.'), STR("with_metaclass")))
		return false;
	value_of(r->c, r->place, callee, &v);
	return !v.many && v.count == 1 &&
	       str_eq(str_after_last(value_name(r->c, &v.at[0]), '.'), STR("with_metaclass"));
}

static void
set_metaclass(struct reader *r, uint32_t row)
{
	struct str expr = facts_text(r->f, r->f->bases.at[row].expr);
	struct values v;

	r->out.has_metaclass = true;
	look_up(r, expr, &v);
	r->out.metaclass = values_keep(r->c, &v);
}

static void add_base(struct reader *r, uint32_t row);

static void
add_arguments(struct reader *r, const struct fact_base *call)
{
	bool first = true;

	r->items.count = 0;
	r->out.called = true;
	for (uint32_t i = call->first_arg; i < call->first_arg + call->arg_count; i++) {
		if (facts_text(r->f, r->f->bases.at[i].keyword).len > 0 ||
		    r->f->bases.at[i].flags & BASE_STAR)
			r->out.open = true;
		else if (first)
			set_metaclass(r, i);
		else
			add_base(r, i);
		first = false;
	}
}

/* `type(Base)` as a base: the metaclass of what stands there. */
static bool
add_type_of(struct reader *r, const struct fact_base *call, struct values *out)
{
	static const char *const type[] = { "builtins.type", "" };
	const struct fact_base *argument = &r->f->bases.at[call->first_arg];
	struct value made = { .kind = VALUE_CLASS };
	struct values v;
	type_id of;

	if (call->arg_count != 1 || facts_text(r->f, argument->keyword).len > 0 ||
	    argument->flags & BASE_STAR)
		return false;
	value_of(r->c, r->place, without_call(facts_text(r->f, call->expr)), &v);
	if (!is_named(r->c, &v, type))
		return false;
	value_of(r->c, r->place, facts_text(r->f, argument->expr), &v);
	if (v.many || v.count != 1 || v.at[0].kind != VALUE_CLASS || v.at[0].late ||
	    !class_order(r->c, v.at[0].id, &of))
		return false;
	made.id = r->c->of_type.at[r->c->types.rows.at[of].metaclass];
	made.doubt = v.at[0].doubt || class_verdict(r->c, v.at[0].id)->doubt;
	values_add(out, &made);
	return true;
}

/* The call, among the class's bases, makes a class by itself: `class C(type("B", (A,), {}))`. */
static bool
is_made_here(const struct reader *r, const struct fact_base *base, class_id *id)
{
	const struct fact_classes *all = &r->f->classes;

	for (uint32_t i = r->row + 1;
	     i < all->count && all->at[i].flags & CLASS_CALL &&
	     all->at[i].header.start <= base->span.start;
	     i++) {
		if (all->at[i].header.start == base->span.start) {
			*id = class_of_row(r->c, r->place.unit, i);
			return true;
		}
	}
	return false;
}

/* What a call gives. A function that is called itself makes other classes each time: nobody
 * follows that. */
static bool
read_call(struct reader *r, uint32_t row, struct values *out)
{
	const struct fact_base *base = &r->f->bases.at[row];
	struct str expr = facts_text(r->f, base->expr);
	struct value made = { .kind = VALUE_CLASS };

	if (!(base->flags & BASE_CALL) || expr.len <= 2 || r->function != NULL)
		return false;
	if (!is_made_here(r, base, &made.id))
		return value_of_call(
			       r->c, r->place, row | CALL_IN_BASES, without_call(expr), out) ||
		       add_type_of(r, base, out);
	values_add(out, &made);
	return true;
}

static void
add_base(struct reader *r, uint32_t row)
{
	struct str expr = facts_text(r->f, r->f->bases.at[row].expr);
	struct base_item *item = vec_push(r->c->arena, &r->items);
	struct values v = { 0 };

	item->row = row;
	if (!read_call(r, row, &v)) {
		look_up(r, expr, &v);
		if (v.count == 0 && !v.many)
			values_add_unknown(r->c, &v, expr, STR(""));
	}
	item->values = values_keep(r->c, &v);
}

static void
read_arguments(struct reader *r, const struct fact_class *fact)
{
	for (uint32_t i = fact->first_base; i < fact->first_base + fact->base_count; i++) {
		const struct fact_base *base = &r->f->bases.at[i];
		struct str keyword = facts_text(r->f, base->keyword);
		struct str expr = facts_text(r->f, base->expr);

		if (str_eq(keyword, STR("metaclass"))) {
			set_metaclass(r, i);
		} else if (str_eq(keyword, STR("**"))) {
			r->out.open = true;
		} else if (keyword.len > 0) {
			r->out.keywords = true;
		} else if (base->flags & BASE_STAR) {
			r->out.open = true;
		} else if (base->flags & BASE_CALL && is_with_metaclass(r, without_call(expr))) {
			add_arguments(r, base);
			return;
		} else {
			add_base(r, i);
		}
	}
}

/* Decorators that give the class back, or one with the same bases. */
static const char *const harmless[] = {
	"dataclasses.dataclass",
	"enum.unique",
	"enum.verify",
	"functools.total_ordering",
	"typing.runtime_checkable",
	"typing.dataclass_transform",
	"typing.no_type_check",
	"warnings.deprecated",
	"typing_extensions.deprecated",
	"typing_extensions.runtime_checkable",
	"attr.s",
	"attr.attrs",
	"attr.define",
	"attr.frozen",
	"attrs.define",
	"attrs.frozen",
	"attrs.mutable",
	"pytest.mark",
	"unittest.skip",
	"unittest.skipIf",
	"unittest.skipUnless",
	"six.python_2_unicode_compatible",
	"django.utils.deconstruct.deconstructible",
	"",
};

static const char *const final_names[] = { "typing.final", "typing_extensions.final", "" };

/* Whichever function it is, does it give back what it is given? */
static bool
gives_back(const struct values *v, enum function_gives gives)
{
	for (uint32_t i = 0; i < v->count; i++)
		if (v->at[i].gives != gives)
			return false;
	return v->count > 0 && !v->many;
}

/* Those of attrs that make __slots__ unless they are told not to. */
static bool
slots_by_default(const struct classes *c, const struct values *v)
{
	static const char *const makers[] = { "define", "frozen", "mutable" };
	struct str name = v->count == 1 ? value_name(c, &v->at[0]) : STR("");

	if (!str_starts(name, STR("attr")))
		return false;
	for (size_t i = 0; i < countof(makers); i++)
		if (str_eq(str_after_last(name, '.'), str_of(makers[i])))
			return true;
	return false;
}

/* Does the decorator make the class anew, with __slots__? */
static bool
gives_slots(const struct reader *r, const struct fact_base *d, const struct values *v)
{
	for (uint32_t i = d->first_arg; i < d->first_arg + d->arg_count; i++)
		if (str_eq(facts_text(r->f, r->f->bases.at[i].keyword), STR("slots")))
			return !str_eq(facts_text(r->f, r->f->bases.at[i].expr), STR("False"));
	return slots_by_default(r->c, v);
}

static void
read_decorator(struct reader *r, uint32_t row)
{
	const struct fact_base *d = &r->f->bases.at[row];
	struct str expr = facts_text(r->f, d->expr);
	struct values v;

	if (d->flags & BASE_CALL)
		expr = without_call(expr);
	value_of(r->c, r->place, expr, &v);
	r->out.slotted = r->out.slotted || gives_slots(r, d, &v);
	if (is_named(r->c, &v, final_names))
		r->out.final = true;
	else if (d->flags & BASE_CALL && str_eq(str_after_last(expr, '.'), STR("add_metaclass")) &&
	         d->arg_count == 1 && !r->out.has_metaclass) {
		set_metaclass(r, d->first_arg);
		r->out.late_metaclass = true;
	} else if (!is_named(r->c, &v, harmless) &&
	           !gives_back(&v, d->flags & BASE_CALL ? GIVES_GIVER : GIVES_ARGUMENT))
		r->out.doubt = true;
}

/* The class's own place: where it is bound, what is bound then does not hold yet. */
static struct place
place_of(struct classes *c, class_id id)
{
	const struct class *row = &c->rows.at[id];
	const struct unit *u = &c->world.units.at[row->unit];
	const struct fact_class *fact = &u->facts->classes.at[row->row];
	uint32_t at = fact->span.start, binding = 0;

	/* What a statement binds is bound where the class has its name. */
	if (fact->flags & CLASS_CALL)
		binding = index_class_bound(unit_index(&c->world, row->unit), row->row);
	if (binding != 0 && u->facts->bindings.at[binding - 1].span.start < at)
		at = u->facts->bindings.at[binding - 1].span.start;
	return (struct place){ row->unit, fact->scope, fact->block, at };
}

const struct class_bases *
bases_of(struct classes *c, class_id id)
{
	const struct class *row = &c->rows.at[id];
	const struct fact_class *fact;
	struct class_bases *bases;
	struct function function;
	struct reader r = { .c = c };

	if (row->kind != CLASS_STATEMENT)
		return NULL;
	if (row->state != CLASS_NEW && row->bases == NULL)
		unit_turns(&c->world, row->unit);
	if (row->state != CLASS_NEW)
		return row->bases;
	/* Whoever asks while it is read is told that there are none. */
	c->rows.at[id].state = CLASS_BASES;
	fact = class_fact(c, id);
	r.items.at = arena_array(c->arena, struct base_item, (size_t)fact->base_count + 1);
	r.items.room = fact->base_count + 1;
	r.f = class_facts(c, id);
	r.place = place_of(c, id);
	r.row = row->row;
	if (row->function != 0) {
		function = c->functions.at[row->function - 1];
		r.function = &function;
	}
	c->inner++;
	read_arguments(&r, fact);
	/* A metaclass that is called is not asked to prepare. */
	if (fact->flags & CLASS_CALL)
		r.out.called = r.out.has_metaclass;
	for (uint32_t i = 0; i < fact->decorator_count; i++)
		read_decorator(&r, fact->first_decorator + i);
	c->inner--;
	bases = arena_new(c->arena, struct class_bases);
	*bases = r.out;
	bases->at = r.items.at;
	bases->count = r.items.count;
	c->rows.at[id].bases = bases;
	return bases;
}
