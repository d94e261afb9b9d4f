/*
 * value.c - expressions, attributes and bindings: from a name to what it may be.
 */
#include "classes/value.h"

#define DEPTH_LIMIT 80 /* of lookups within lookups */
#define PLACE_LIMIT 4  /* modules that stand in for one another */

/* A remembered answer. */
struct memo {
	uint32_t running; /* classes.inner, while it is being found out; else 0 */
	uint32_t own;     /* how often it asked for itself */
	struct kept_values values;
};

static bool
same(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case VALUE_CLASS:
	case VALUE_SUBSCRIPT:
	case VALUE_UNIT:
		return a->id == b->id;
	case VALUE_ALIAS:
		return str_eq(a->alias->name, b->alias->name);
	default:
		return a->name == b->name && a->gives == b->gives && a->function == b->function;
	}
}

void
values_add(struct values *v, const struct value *one)
{
	for (uint32_t i = 0; i < v->count; i++)
		if (same(&v->at[i], one))
			return;
	if (v->count < VALUES_LIMIT)
		v->at[v->count++] = *one;
	else
		v->many = true;
}

void
values_add_all(struct values *v, const struct values *more)
{
	for (uint32_t i = 0; i < more->count; i++)
		values_add(v, &more->at[i]);
	v->many = v->many || more->many;
}

static struct str
dotted(struct classes *c, struct str left, struct str right)
{
	if (left.len == 0 || right.len == 0)
		return left.len == 0 ? right : left;
	return str_join(c->arena, left, '.', right);
}

static void
add_named(struct classes *c, struct values *v, enum value_kind kind, struct str name)
{
	struct value one = { .kind = kind, .name = names_put(c->world.names, name) };

	values_add(v, &one);
}

void
values_add_unknown(struct classes *c, struct values *v, struct str left, struct str right)
{
	add_named(c, v, VALUE_UNKNOWN, dotted(c, left, right));
}

static void
add_function(struct classes *c, struct values *v, unit_id u, uint32_t row, struct str name)
{
	const struct fact_binding *b = &c->world.units.at[u].facts->bindings.at[row];
	struct value one = {
		.kind = b->plain ? VALUE_OTHER : VALUE_UNKNOWN,
		.name = names_put(c->world.names, name),
		.gives = b->plain ? b->gives : GIVES_UNKNOWN,
	};

	if (b->gives == GIVES_CLASS && (b->plain || b->of_class))
		one.function = function_add(c, u, row, CLASS_NONE);
	values_add(v, &one);
}

static void
add_id(struct values *v, enum value_kind kind, uint32_t id)
{
	struct value one = { .kind = kind, .id = id };

	values_add(v, &one);
}

struct str
value_name(const struct classes *c, const struct value *v)
{
	switch (v->kind) {
	case VALUE_CLASS:
	case VALUE_SUBSCRIPT:
		return c->rows.at[v->id].name;
	case VALUE_UNIT:
		return c->world.units.at[v->id].name;
	case VALUE_ALIAS:
		return v->alias->name;
	case VALUE_NAMEDTUPLE:
		return STR("typing.NamedTuple");
	case VALUE_TYPEDDICT:
		return STR("typing.TypedDict");
	default:
		return names_text(c->world.names, v->name);
	}
}

void
value_of_standard(
	struct classes *c, struct str module, const struct std_name *name, struct values *out)
{
	struct value alias = { .kind = VALUE_ALIAS };
	struct std_name *kept;
	struct sight sight;

	*out = (struct values){ 0 };
	switch (name->kind) {
	case STD_UNKNOWN:
		out->unbound = true;
		break;
	case STD_CLASS:
		add_id(out, VALUE_CLASS, class_of_standard(c, name->cls));
		break;
	case STD_ALIAS:
		kept = arena_new(c->arena, struct std_name);
		*kept = *name;
		kept->name = dotted(c, module, name->name);
		alias.alias = kept;
		values_add(out, &alias);
		break;
	case STD_MODULE:
		sight = unit_find(&c->world, UNIT_NONE, ENV_INSTALLED, name->module);
		if (sight.known == KNOWN_YES)
			add_id(out, VALUE_UNIT, sight.unit);
		else
			values_add_unknown(c, out, name->module, STR(""));
		break;
	default:
		add_named(c, out, VALUE_OTHER, dotted(c, module, name->name));
	}
}

/* Names that mean the same wherever they are found. */
static bool
is_special(struct str module, struct str name, struct values *out)
{
	if (!str_eq(module, STR("typing")) && !str_eq(module, STR("typing_extensions")))
		return false;
	if (str_eq(name, STR("NamedTuple")))
		add_id(out, VALUE_NAMEDTUPLE, 0);
	else if (str_eq(name, STR("TypedDict")))
		add_id(out, VALUE_TYPEDDICT, 0);
	return out->count > 0;
}

/* The typing module's aliases are objects that its source makes by calls. */
static bool
is_alias(struct classes *c, struct str module, struct str name, struct values *out)
{
	struct std_name found;

	if (!str_eq(module, STR("typing")))
		return false;
	found = std_module_name(c->world.minor, module, name);
	if (found.kind == STD_ALIAS)
		value_of_standard(c, module, &found, out);
	return found.kind == STD_ALIAS;
}

struct kept_values
values_keep(struct classes *c, const struct values *v)
{
	struct value *at = v->count > 0 ? arena_array(c->arena, struct value, v->count) : NULL;

	if (v->count > 0)
		memcpy(at, v->at, v->count * sizeof(*at));
	return (struct kept_values){ at, v->count, v->unbound, v->weak, v->many };
}

static void
take_out(const struct kept_values *kept, struct values *out)
{
	*out = (struct values){
		.count = kept->count,
		.unbound = kept->unbound,
		.weak = kept->weak,
		.many = kept->many,
	};
	if (kept->count > 0)
		memcpy(out->at, kept->at, kept->count * sizeof(*out->at));
}

static struct memo *
memo_new(struct classes *c, uint32_t *row)
{
	struct memo *m = arena_new(c->arena, struct memo);

	*vec_push(c->arena, &c->memos) = m;
	*row = c->memos.count - 1;
	m->running = ++c->inner;
	return m;
}

static void
memo_end(struct classes *c, struct memo *m, const struct values *v)
{
	m->values = values_keep(c, v);
	m->running = 0;
	c->inner--;
}

/* Whoever asks for what is being found out is told what is known of it so far. Only what would be remembered on the way
 * is another answer for those who come from elsewhere; `from . import name` asks for itself. */
static void
note_cut(struct classes *c, unit_id u, struct memo *m)
{
	c->cut += m->running != 0;
	if (m->running != 0 && m->running == c->inner)
		m->own++;
	else if (m->running != 0)
		unit_turns(&c->world, u);
}

void
value_bound(struct classes *c, unit_id u, name_id name, struct values *out)
{
	struct place end = { u, 0, 0, PLACE_END };
	bool fresh;
	uint32_t *row = map_put(c->arena, &c->of_name, map_key(u, name), &fresh), cut;
	struct memo *m;

	if (!fresh) {
		m = c->memos.at[*row];
		note_cut(c, u, m);
		take_out(&m->values, out);
		return;
	}
	m = memo_new(c, row);
	m->values.unbound = true;
	cut = c->cut;
	if (c->depth++ < DEPTH_LIMIT) {
		scope_lookup(c, end, name, out);
		if (unit_bindings(&c->world, u, 0, names_text(c->world.names, name)).count > 1)
			for (uint32_t i = 0; i < out->count; i++)
				out->at[i].rebound = true;
		/* What was cut off may have bound it. */
		if (c->cut != cut && out->count == 0 && out->unbound) {
			out->weak = true;
			if (c->cut - cut != m->own)
				unit_turns(&c->world, u);
		}
	} else {
		unit_turns(&c->world, u);
		*out = (struct values){ .unbound = true, .many = true };
	}
	c->depth--;
	memo_end(c, m, out);
}

bool
value_is_none(const struct classes *c, const struct value *v)
{
	return v->kind == VALUE_OTHER && str_eq(value_name(c, v), STR("builtins.None"));
}

/* The module that it puts in its own place in sys.modules; else itself. */
static unit_id
module_imported(struct classes *c, unit_id u)
{
	struct values v;

	for (unsigned i = 0; i < PLACE_LIMIT; i++) {
		if (c->world.units.at[u].facts == NULL ||
		    unit_bindings(&c->world, u, 0, STR(MODULE_ITSELF)).count == 0)
			break;
		value_bound(c, u, names_put(c->world.names, STR(MODULE_ITSELF)), &v);
		if (v.many || v.unbound || v.count != 1 || v.at[0].kind != VALUE_UNIT)
			break;
		u = v.at[0].id;
	}
	return u;
}

/* A submodule, or what the module's __getattr__ may make of the name. */
static void
value_not_bound(struct classes *c, unit_id u, struct str name, struct values *out)
{
	struct sight sub = unit_submodule(&c->world, u, name);
	const struct unit *unit = &c->world.units.at[u];
	bool unsure = unit->kind == UNIT_NAMESPACE || unit->broken || out->weak;

	if (sub.known == KNOWN_YES) {
		add_id(out, VALUE_UNIT, sub.unit);
		return;
	}
	if (out->weak) {
		scope_of_stars(c, u, names_put(c->world.names, name), out);
		if (out->count > 0)
			return;
		unit = &c->world.units.at[u];
	}
	if (!unsure && unit->facts != NULL)
		unsure = unit_bindings(&c->world, u, 0, STR("__getattr__")).count > 0;
	if (unsure || (unit->facts == NULL && unit->kind != UNIT_STANDARD))
		values_add_unknown(c, out, c->world.units.at[u].name, name);
}

void
value_in_module(struct classes *c, unit_id u, struct str name, struct values *out)
{
	struct std_name found;
	struct unit unit;

	u = module_imported(c, u);
	unit = c->world.units.at[u];
	*out = (struct values){ 0 };
	if (is_special(unit.name, name, out) || is_alias(c, unit.name, name, out))
		return;
	if (unit.kind == UNIT_STANDARD) {
		found = std_module_name(c->world.minor, unit.name, name);
		value_of_standard(c, unit.name, &found, out);
	} else if (unit.facts != NULL) {
		value_bound(c, u, names_put(c->world.names, name), out);
	} else {
		out->unbound = true;
	}
	if (out->unbound || out->weak)
		value_not_bound(c, u, name, out);
}

/* Modules that load a name when it is asked for, by __getattr__ or as objects of their own in
 * sys.modules, import it under TYPE_CHECKING, and nowhere else. */
static void
value_for_checkers(struct classes *c, unit_id u, struct str name, struct values *out)
{
	const struct facts *f = c->world.units.at[u].facts;
	struct binding_range r = { 0 };
	struct values told = { 0 }, one;

	if (f != NULL)
		r = unit_bindings(&c->world, u, 0, name);
	for (uint32_t i = 0; i < r.count; i++) {
		uint32_t row = f->bound.at[r.first + i].row;

		if (!(f->bindings.at[row].context & CONTEXT_TYPING))
			return;
		value_of_binding(c, u, row, name, &one);
		values_add_all(&told, &one);
	}
	if (told.count == 0 || told.many)
		return;
	*out = told;
	for (uint32_t i = 0; i < out->count; i++)
		out->at[i].doubt = true;
}

void
value_got_from(struct classes *c, unit_id u, struct str name, struct values *out)
{
	value_in_module(c, u, name, out);
	for (uint32_t i = 0; i < out->count; i++)
		if (out->at[i].kind != VALUE_UNKNOWN)
			return;
	if (!out->many)
		value_for_checkers(c, u, name, out);
}

static void
value_of_import(struct classes *c, unit_id u, uint32_t row, struct str name, struct values *out)
{
	const struct facts *f = c->world.units.at[u].facts;
	const struct fact_import *import = &f->imports.at[row];
	struct str module = facts_text(f, import->module), what = facts_text(f, import->name);
	struct str full = unit_import_name(&c->world, u, row);
	struct sight sight;

	if (what.len == 0 && facts_text(f, import->alias).len == 0) {
		full = str_before(module, '.');
		sight = unit_find(&c->world, u, c->world.units.at[u].env, full);
	} else {
		sight = unit_imported(&c->world, u, row);
	}
	if (what.len == 0) {
		if (sight.known == KNOWN_YES)
			add_id(out, VALUE_UNIT, sight.unit);
		else
			values_add_unknown(c, out, full, STR(""));
		return;
	}
	if (str_eq(what, STR("*")))
		what = name;
	/* Nothing comes after an import that fails for sure. */
	if (sight.known == KNOWN_NO && never_there(str_before(full, '.')))
		return;
	if (is_special(full, what, out))
		return;
	if (sight.known == KNOWN_YES)
		value_got_from(c, sight.unit, what, out);
	if (out->count == 0 && !out->many) {
		module_id to = unit_edge(&c->world, u, row, dotted(c, full, what));

		if (to != ID_NONE)
			add_id(out, VALUE_UNIT, unit_led_to(&c->world, u, to));
		else
			values_add_unknown(c, out, full, what);
	}
}

static void
evaluate(struct classes *c, unit_id u, uint32_t row, struct str name, struct values *out)
{
	const struct unit unit = c->world.units.at[u];
	const struct fact_binding *b = &unit.facts->bindings.at[row];
	struct str target = facts_text(unit.facts, b->target);
	struct place place = { u, b->scope, b->block, b->span.start };

	switch (b->kind) {
	case BINDING_CLASS:
		add_id(out, VALUE_CLASS, class_of_row(c, u, b->row));
		break;
	case BINDING_IMPORT:
		value_of_import(c, u, b->row, name, out);
		break;
	case BINDING_FUNCTION:
		add_function(c, out, u, row, b->scope == 0 ? dotted(c, unit.name, name) : name);
		break;
	case BINDING_ASSIGN:
		if (str_eq(target, STR("None"))) {
			add_named(c, out, VALUE_OTHER, STR("builtins.None"));
			break;
		}
		if (target.len > 2 && target.at[target.len - 1] == ')' &&
		    value_of_call(c, place, row, (struct str){ target.at, target.len - 2 }, out))
			break;
		value_of(c, place, target, out);
		if (out->count == 0)
			values_add_unknown(c, out, target, STR(""));
		break;
	default:
		values_add_unknown(c, out, b->scope == 0 ? unit.name : STR(""), name);
	}
}

static void
evaluate_deeper(struct classes *c, unit_id u, uint32_t row, struct str name, struct values *out)
{
	if (c->depth++ < DEPTH_LIMIT) {
		evaluate(c, u, row, name, out);
	} else {
		unit_turns(&c->world, u);
		out->many = true;
	}
	c->depth--;
}

void
value_of_binding(struct classes *c, unit_id u, uint32_t row, struct str name, struct values *out)
{
	const struct facts *f = c->world.units.at[u].facts;
	uint32_t *at;
	struct memo *m;
	bool fresh;

	*out = (struct values){ 0 };
	if (f->bindings.at[row].kind == BINDING_IMPORT) {
		/* Not remembered here: a star import binds many names. */
		evaluate_deeper(c, u, row, name, out);
		return;
	}
	at = map_put(c->arena, &c->of_binding, map_key(u, row), &fresh);
	if (!fresh) {
		m = c->memos.at[*at];
		note_cut(c, u, m);
		take_out(&m->values, out);
		return;
	}
	m = memo_new(c, at);
	evaluate_deeper(c, u, row, name, out);
	memo_end(c, m, out);
}

bool
class_in_library(struct classes *c, class_id id, class_id *out)
{
	struct str module = c->rows.at[id].name;
	struct str name = c->rows.at[id].own_name;
	struct sight sight;
	struct values v;

	if (module.len <= name.len)
		return false;
	module.len -= name.len + 1;
	sight = unit_find(&c->world, UNIT_NONE, ENV_REPOSITORY, module);
	if (sight.known != KNOWN_YES || c->world.units.at[sight.unit].kind != UNIT_PROJECT)
		return false;
	value_in_module(c, sight.unit, name, &v);
	if (v.many || v.count != 1 || v.at[0].kind != VALUE_CLASS ||
	    c->rows.at[v.at[0].id].kind != CLASS_STATEMENT)
		return false;
	*out = v.at[0].id;
	return true;
}
