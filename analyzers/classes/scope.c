/*
 * scope.c - names in scopes: which bindings of them hold at a place, and what these bind.
 */
#include "classes/flow.h"
#include "classes/value.h"

#define SCOPES_LIMIT 64   /* within one another */
#define AGAIN_LIMIT  100  /* bindings of a name that a function may mean */
#define STARS_LIMIT  1000 /* star imports of one module */
#define STARS_DEPTH  40   /* of lookups in which those are asked that may bind a name */
#define TESTS_DEPTH  40   /* of lookups in which the names are looked up that are tested */
#define TEST_RUNNING 255u /* beside enum truth: it is being looked at */

/* A lookup in one scope. */
struct lookup {
	struct classes *c;
	unit_id unit;
	uint32_t scope;
	name_id name;
	struct flow_event events[FLOW_LIMIT];
	uint32_t rows[FLOW_LIMIT]; /* of bindings */
	uint32_t count;
	bool too_many, elsewhere;
};

/* Is the import surely there? */
static enum known
import_known(struct classes *c, unit_id u, uint32_t row)
{
	const struct facts *f = c->world.units.at[u].facts;
	struct str name = facts_text(f, f->imports.at[row].name);
	struct sight sight = unit_imported(&c->world, u, row);
	struct values values;
	enum known loads;

	if (f->imports.at[row].context & CONTEXT_DYNAMIC)
		return KNOWN_MAYBE;
	if (sight.known != KNOWN_YES)
		return sight.known;
	loads = unit_loads(&c->world, sight.unit);
	if (loads == KNOWN_NO || name.len == 0 || str_eq(name, STR("*")))
		return loads;
	value_in_module(c, sight.unit, name, &values);
	for (uint32_t i = 0; i < values.count; i++)
		if (values.at[i].kind != VALUE_UNKNOWN)
			return loads;
	return values.count == 0 ? KNOWN_NO : KNOWN_MAYBE;
}

/* Is it a module of the standard library, in the library's own project too? */
static bool
is_plain(const struct lookup *l, uint32_t import)
{
	struct sight sight = unit_imported(&l->c->world, l->unit, import);
	enum unit_kind kind;

	if (sight.known != KNOWN_YES)
		return false;
	kind = l->c->world.units.at[sight.unit].kind;
	return kind == UNIT_STANDARD || (l->c->library && kind == UNIT_PROJECT);
}

static struct try_imports
try_known(void *ctx, uint32_t block)
{
	struct lookup *l = ctx;
	struct binding_index *index = unit_index(&l->c->world, l->unit);
	const struct chains *arms = index_arms(index);
	const struct facts *f = index->facts;
	struct try_imports all = { .found = KNOWN_MAYBE, .plain = true };

	if (arms->first[block] != 0)
		all.found = KNOWN_YES;
	for (uint32_t i = arms->first[block]; i != 0; i = arms->next[i - 1]) {
		enum known one = import_known(l->c, l->unit, i - 1);

		if (one == KNOWN_NO) {
			all.found = KNOWN_NO;
			all.at = f->imports.at[i - 1].statement.start;
			return all;
		}
		if (one == KNOWN_MAYBE)
			all.found = KNOWN_MAYBE;
		all.plain = all.plain && is_plain(l, i - 1);
	}
	return all;
}

/* `if lib:` where lib is a module, or surely None. */
static enum truth
truth_of(const struct classes *c, const struct values *v)
{
	uint32_t modules = 0, nones = 0;

	for (uint32_t i = 0; i < v->count; i++) {
		bool sure = !v->at[i].late && !v->at[i].doubt;

		modules += sure && v->at[i].kind == VALUE_UNIT;
		nones += sure && value_is_none(c, &v->at[i]);
	}
	if (v->many || v->weak || v->count == 0)
		return TRUTH_UNKNOWN;
	return modules == v->count ? TRUTH_TRUE : nones == v->count ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

/* May a function bind the module's name, whenever it is called? */
static bool
is_bound_elsewhere(struct lookup *l, struct str name)
{
	struct world *w = &l->c->world;
	struct binding_range r = unit_bindings(w, l->unit, 0, name);
	const struct facts *f = w->units.at[l->unit].facts;

	for (uint32_t i = 0; i < r.count && i < AGAIN_LIMIT; i++)
		if (f->bindings.at[f->bound.at[r.first + i].row].elsewhere)
			return true;
	return r.count > AGAIN_LIMIT;
}

/* Each test is looked at once: it may rest on those before it. */
static enum truth
test_known(void *ctx, uint32_t arm, uint32_t at)
{
	struct lookup *l = ctx;
	const struct fact_block *b = &l->c->world.units.at[l->unit].facts->blocks.at[arm];
	struct str test = facts_text(l->c->world.units.at[l->unit].facts, b->test);
	struct place place = { l->unit, l->scope, b->parent, at };
	enum truth truth;
	struct values v;
	bool fresh, negated = str_starts(test, STR("not "));
	uint32_t *known;

	if (negated)
		test = str_from(test, 4);
	if (test.len == 0 || test.at[test.len - 1] == ')' || str_starts(test, STR("not ")))
		return TRUTH_UNKNOWN;
	known = l->c->depth < TESTS_DEPTH
	                ? map_put(l->c->arena, &l->c->tests, map_key(l->unit, arm), &fresh)
	                : NULL;
	if (known == NULL || (!fresh && *known == TEST_RUNNING)) {
		unit_turns(&l->c->world, l->unit);
		return TRUTH_UNKNOWN;
	}
	if (!fresh)
		return (enum truth) * known;
	*known = TRUTH_UNKNOWN;
	if (is_bound_elsewhere(l, str_before(test, '.')))
		return TRUTH_UNKNOWN;
	*known = TEST_RUNNING;
	l->c->depth++;
	l->c->inner++;
	value_of(l->c, place, test, &v);
	l->c->inner--;
	l->c->depth--;
	truth = truth_of(l->c, &v);
	if (negated && truth != TRUTH_UNKNOWN)
		truth = truth == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
	*map_put(l->c->arena, &l->c->tests, map_key(l->unit, arm), NULL) = truth;
	return truth;
}

static enum known
star_binds(struct lookup *l, const struct fact_binding *b)
{
	struct sight sight = unit_imported(&l->c->world, l->unit, b->row);

	if (sight.known != KNOWN_YES)
		return sight.known;
	return value_exported(l->c, sight.unit, names_text(l->c->world.names, l->name));
}

/* Note an event; they come from the last to the first. False when no earlier one matters. */
static bool
note(struct lookup *l, enum flow_kind kind, uint32_t row, const struct fact_binding *b)
{
	const struct facts *f = l->c->world.units.at[l->unit].facts;

	if (l->count == FLOW_LIMIT - 1) {
		l->too_many = true;
		return false;
	}
	l->events[l->count] = (struct flow_event){ kind, b->span.start, b->block };
	l->rows[l->count++] = row;
	return kind == FLOW_MAY_BIND || flow_arm(f, l->scope, b->block) != 0;
}

static bool
note_binding(struct lookup *l, uint32_t row, const struct fact_binding *b)
{
	if (b->kind == BINDING_GLOBAL)
		return true;
	if (b->elsewhere) {
		l->elsewhere = true;
		return true;
	}
	return note(l, b->kind == BINDING_DELETE ? FLOW_UNBIND : FLOW_BIND, row, b);
}

static bool
note_star(struct lookup *l, uint32_t row, const struct fact_binding *b)
{
	enum known binds = star_binds(l, b);

	return binds == KNOWN_NO || note(l, binds == KNOWN_YES ? FLOW_BIND : FLOW_MAY_BIND, row, b);
}

/* The rows of a name in the scope that stand before byte `at`. */
static struct binding_range
rows_before(const struct lookup *l, struct str name, uint32_t at)
{
	const struct facts *f = l->c->world.units.at[l->unit].facts;
	struct binding_range r = unit_bindings(&l->c->world, l->unit, l->scope, name);
	uint32_t low = 0, high = r.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (f->bindings.at[f->bound.at[r.first + middle].row].span.start < at)
			low = middle + 1;
		else
			high = middle;
	}
	r.count = low;
	return r;
}

/* The events before byte `at`, from the last on, as far as they matter. */
static void
collect(struct lookup *l, uint32_t at)
{
	struct world *w = &l->c->world;
	const struct facts *f = w->units.at[l->unit].facts;
	const struct fact_bound *rows = f->bound.at;
	struct binding_range named = rows_before(l, names_text(w->names, l->name), at);
	struct binding_range stars = rows_before(l, STR("*"), at);
	bool more = true;

	if (stars.count > STARS_LIMIT)
		l->too_many = true;
	while (more && !l->too_many && named.count + stars.count > 0) {
		uint32_t n = named.count > 0 ? rows[named.first + named.count - 1].row : 0;
		uint32_t s = stars.count > 0 ? rows[stars.first + stars.count - 1].row : 0;
		bool star = named.count == 0 || (stars.count > 0 && s > n);

		if (star) {
			stars.count--;
			more = note_star(l, s, &f->bindings.at[s]);
		} else {
			named.count--;
			more = note_binding(l, n, &f->bindings.at[n]);
		}
	}
}

/* Names are bound in source order, each in the scope's own arms: where the events end up. */
static bool
reach(struct lookup *l, struct place place, uint64_t *out)
{
	struct flow flow = {
		.facts = l->c->world.units.at[l->unit].facts,
		.scope = l->scope,
		.minor = l->c->world.minor,
		.try_known = try_known,
		.test_known = test_known,
		.ctx = l,
	};
	struct flow_event ordered[FLOW_LIMIT];

	for (uint32_t i = 0; i < l->count; i++)
		ordered[i] = l->events[l->count - 1 - i];
	flow.events = ordered;
	flow.count = l->count;
	if (place.at != PLACE_END)
		ordered[flow.count++] = (struct flow_event){ FLOW_PLACE, place.at, place.block };
	return flow_reach(&flow, out);
}

/* Of several that may hold: an import in an arm that surely fails, so that the arm never ran. */
static bool
never_holds(struct lookup *l, uint64_t state, uint32_t row)
{
	const struct fact_binding *b = &l->c->world.units.at[l->unit].facts->bindings.at[row];

	return (state & (state - 1)) != 0 && b->kind == BINDING_IMPORT && b->block != 0 &&
	       import_known(l->c, l->unit, b->row) == KNOWN_NO;
}

void
scope_lookup(struct classes *c, struct place place, name_id name, struct values *out)
{
	struct lookup l = { .c = c, .unit = place.unit, .scope = place.scope, .name = name };
	struct values one;
	uint64_t state = 0;

	*out = (struct values){ 0 };
	collect(&l, place.at);
	if (l.too_many || !reach(&l, place, &state)) {
		out->many = true;
		return;
	}
	for (uint32_t i = 0; i < l.count; i++) {
		uint32_t e = l.count - 1 - i;

		if (!(state & UINT64_C(1) << i))
			continue;
		if (l.events[e].kind == FLOW_MAY_BIND) {
			out->weak = true;
			continue;
		}
		if (never_holds(&l, state, l.rows[e]))
			continue;
		value_of_binding(c, place.unit, l.rows[e], names_text(c->world.names, name), &one);
		values_add_all(out, &one);
	}
	if (l.elsewhere)
		values_add_unknown(c, out, names_text(c->world.names, name), STR(""));
	out->unbound = state == 0 || (state & FLOW_UNBOUND) != 0;
	out->weak = out->weak && out->count == 0;
}

/* Does the scope bind the name at all? *global: it says that it means the module's. */
static bool
is_bound_in(struct classes *c, unit_id u, uint32_t scope, name_id name, bool *global)
{
	const struct facts *f = c->world.units.at[u].facts;
	struct binding_range r =
		unit_bindings(&c->world, u, scope, names_text(c->world.names, name));
	bool bound = false;

	for (uint32_t i = 0; i < r.count; i++) {
		enum binding_kind kind = f->bindings.at[f->bound.at[r.first + i].row].kind;

		*global = *global || kind == BINDING_GLOBAL;
		bound = bound || kind != BINDING_GLOBAL;
	}
	return bound;
}

/* Where the scope's own statement stands; its end, where the scope runs at another time. */
static struct place
outwards(struct classes *c, struct place p)
{
	const struct unit *u = &c->world.units.at[p.unit];
	uint32_t parent = u->facts->scopes.at[p.scope].parent;
	uint32_t row = unit_classes(&c->world, p.unit)->class_of_scope[p.scope];

	if (row == 0 || p.at == PLACE_END)
		return (struct place){ p.unit, parent, 0, PLACE_END };
	return (struct place){
		p.unit,
		parent,
		u->facts->classes.at[row - 1].block,
		u->facts->classes.at[row - 1].span.start,
	};
}

void
scope_of_stars(struct classes *c, unit_id u, name_id name, struct values *out)
{
	struct lookup l = { .c = c, .unit = u, .name = name };
	struct binding_range stars = rows_before(&l, STR("*"), PLACE_END);
	struct str text = names_text(c->world.names, name);

	*out = (struct values){ 0 };
	if (c->depth >= STARS_DEPTH)
		unit_turns(&c->world, u);
	if (stars.count > STARS_LIMIT || (text.len > 0 && text.at[0] == '_') ||
	    c->depth >= STARS_DEPTH)
		return;
	c->depth++;
	while (stars.count-- > 0 && out->count == 0) {
		const struct facts *f = c->world.units.at[u].facts;
		uint32_t row = f->bound.at[stars.first + stars.count].row;
		struct sight sight = unit_imported(&c->world, u, f->bindings.at[row].row);

		if (sight.known == KNOWN_YES && c->world.units.at[sight.unit].facts != NULL)
			value_bound(c, sight.unit, name, out);
	}
	c->depth--;
	for (uint32_t i = 0; i < out->count; i++)
		out->at[i].doubt = true;
	out->unbound = out->weak = false;
}

/* A function may run at any time after its statement: what holds there and what is bound further
 * down, only to be bound anew, may hold when it runs. */
static void
add_earlier(struct classes *c, struct place from, name_id name, struct values *out)
{
	const struct facts *f = c->world.units.at[from.unit].facts;
	struct binding_range r =
		unit_bindings(&c->world, from.unit, 0, names_text(c->world.names, name));
	struct binding_range stars = unit_bindings(&c->world, from.unit, 0, STR("*"));
	struct values found;

	if (r.count + stars.count < 2)
		return;
	if (r.count > AGAIN_LIMIT) {
		out->many = true;
		return;
	}
	for (uint32_t i = 0; i < r.count; i++) {
		uint32_t row = f->bound.at[r.first + i].row;
		const struct fact_binding *b = &f->bindings.at[row];

		if (b->span.start < from.at || b->block != 0 || b->elsewhere ||
		    b->kind == BINDING_DELETE)
			continue;
		value_of_binding(c, from.unit, row, names_text(c->world.names, name), &found);
		values_add_all(out, &found);
		if (out->many)
			return;
	}
	for (uint32_t steps = 0; f->blocks.at[from.block].scope != 0; steps++) {
		if (steps == SCOPES_LIMIT)
			return;
		from.block = f->blocks.at[from.block].parent;
	}
	from.scope = 0;
	scope_lookup(c, from, name, &found);
	values_add_all(out, &found);
}

/* In the module, then in builtins; at last further down in the module. `from`: where it is asked
 * for, if that is in a function. */
static void
look_in_module(struct classes *c, struct place place, struct place from, struct str name,
               struct values *out)
{
	name_id id = names_put(c->world.names, name);
	struct values found;
	struct std_name builtin;

	if (place.at == PLACE_END)
		value_bound(c, place.unit, id, &found);
	else
		scope_lookup(c, place, id, &found);
	values_add_all(out, &found);
	out->many = out->many || found.many;
	if (place.at == PLACE_END && from.at != PLACE_END && !out->many)
		add_earlier(c, from, id, out);
	if (out->many || (!found.unbound && !found.weak))
		return;
	builtin = std_module_name(c->world.minor, STR("builtins"), name);
	if (builtin.kind != STD_UNKNOWN) {
		value_of_standard(c, STR("builtins"), &builtin, &found);
		values_add_all(out, &found);
	}
	if (out->count == 0 && found.weak) {
		scope_of_stars(c, place.unit, id, &found);
		values_add_all(out, &found);
		if (out->count == 0)
			values_add_unknown(c, out, name, STR(""));
	}
	if (out->count == 0 && place.at == PLACE_END)
		values_add_unknown(c, out, name, STR(""));
	if (out->count > 0 || place.at == PLACE_END)
		return;
	value_bound(c, place.unit, id, &found);
	for (uint32_t i = 0; i < found.count; i++)
		found.at[i].late = true;
	values_add_all(out, &found);
}

void
value_of_name(struct classes *c, struct place place, struct str name, struct values *out)
{
	const struct facts *f = c->world.units.at[place.unit].facts;
	name_id id = names_put(c->world.names, name);
	const struct place from = place;
	bool inmost = true;

	*out = (struct values){ 0 };
	for (uint32_t hops = 0; place.scope != 0; hops++) {
		enum scope_kind kind = f->scopes.at[place.scope].kind;
		struct values found = { 0 };
		bool global = false, bound;

		if (hops == SCOPES_LIMIT) {
			out->many = true;
			return;
		}
		bound = is_bound_in(c, place.unit, place.scope, id, &global);
		if (global && (inmost || kind == SCOPE_FUNCTION)) {
			place = (struct place){ place.unit, 0, 0, PLACE_END };
			break;
		}
		if (bound && (inmost || kind == SCOPE_FUNCTION)) {
			scope_lookup(c, place, id, &found);
			values_add_all(out, &found);
			out->many = out->many || found.many;
			if (kind == SCOPE_FUNCTION && out->count == 0)
				values_add_unknown(c, out, name, STR(""));
			if (kind == SCOPE_FUNCTION || out->many || !found.unbound)
				return;
		}
		place = outwards(c, place);
		inmost = false;
	}
	look_in_module(c, place, from, name, out);
}
