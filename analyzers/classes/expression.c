/*
 * expression.c - attributes, subscripts and calls, on whatever a name may be.
 */
#include "classes/bases.h"
#include "classes/value.h"

#define PARTS_LIMIT   32  /* of an expression */
#define MEMBERS_LIMIT 200 /* classes that one attribute is looked for in */

void
value_in_body(struct classes *c, class_id id, struct str name, struct values *out)
{
	const struct class row = c->rows.at[id];

	*out = (struct values){ 0 };
	if (row.kind == CLASS_STANDARD) {
		struct std_name found = std_class_name(c->world.minor, (std_class)row.row, name);

		value_of_standard(c, row.name, &found, out);
	} else if (row.kind == CLASS_STATEMENT && class_fact(c, id)->body != 0) {
		struct place end = { row.unit, class_fact(c, id)->body, 0, PLACE_END };

		scope_lookup(c, end, names_put(c->world.names, name), out);
	} else {
		out->unbound = true;
	}
}

bool
value_gives_self(struct classes *c, class_id id, struct str method)
{
	const struct class *row = &c->rows.at[id];
	const struct chains *scopes;
	const struct facts *f;
	bool gives = false;

	if (row->kind != CLASS_STATEMENT || class_fact(c, id)->body == 0)
		return false;
	f = class_facts(c, id);
	scopes = index_scopes(unit_index(&c->world, row->unit));
	for (uint32_t i = scopes->first[class_fact(c, id)->body]; i != 0; i = scopes->next[i - 1]) {
		const struct fact_binding *b = &f->bindings.at[i - 1];

		if (str_eq(facts_text(f, b->name), method)) {
			if (b->kind != BINDING_FUNCTION || b->gives != GIVES_ARGUMENT)
				return false;
			gives = true;
		}
	}
	return gives;
}

/* An attribute of the class, along its bases from left to right: close to its order, which
 * need not be known for that. */
static bool
find_member(struct classes *c, class_id id, struct str name, uint32_t *left, struct values *out)
{
	const struct class_bases *bases;
	struct std_class_info info;

	if (*left == 0)
		return false;
	--*left;
	value_in_body(c, id, name, out);
	if (out->count > 0 || out->many)
		return true;
	if (c->rows.at[id].kind == CLASS_STANDARD) {
		if (!std_class_get(c->world.minor, (std_class)c->rows.at[id].row, &info))
			return false;
		for (uint32_t i = 0; i < info.bases.count; i++)
			if (find_member(c, class_of_standard(c, info.bases.at[i]), name, left, out))
				return true;
		return false;
	}
	bases = bases_of(c, id);
	for (uint32_t i = 0; bases != NULL && i < bases->count; i++) {
		const struct kept_values *base = &bases->at[i].values;

		if (base->many || base->count != 1 ||
		    (base->at[0].kind != VALUE_CLASS && base->at[0].kind != VALUE_SUBSCRIPT))
			return false;
		if (find_member(c, base->at[0].id, name, left, out))
			return true;
	}
	return false;
}

/* May the class be an enumeration? What its body binds is a member then. */
static bool
may_be_enum(struct classes *c, class_id id, uint32_t *left)
{
	const struct class_bases *bases;
	struct std_class_info info;

	if (*left == 0)
		return true;
	--*left;
	if (c->rows.at[id].kind == CLASS_STANDARD) {
		if (!std_class_get(c->world.minor, (std_class)c->rows.at[id].row, &info))
			return false;
		/* Rows move when one is made. */
		id = class_of_standard(c, info.meta);
		return str_starts(c->rows.at[id].name, STR("enum.Enum"));
	}
	bases = bases_of(c, id);
	for (uint32_t i = 0; bases != NULL && i < bases->count; i++) {
		const struct kept_values *base = &bases->at[i].values;

		for (uint32_t k = 0; k < base->count; k++)
			if ((base->at[k].kind == VALUE_CLASS ||
			     base->at[k].kind == VALUE_SUBSCRIPT) &&
			    may_be_enum(c, base->at[k].id, left))
				return true;
	}
	return false;
}

static void
attribute(struct classes *c, const struct value *of, struct str name, struct values *out)
{
	uint32_t left = MEMBERS_LIMIT;

	*out = (struct values){ 0 };
	if (of->kind == VALUE_UNIT)
		value_got_from(c, of->id, name, out);
	else if (of->kind == VALUE_CLASS || of->kind == VALUE_SUBSCRIPT)
		find_member(c, of->id, name, &left, out);
	left = MEMBERS_LIMIT;
	if (of->kind == VALUE_CLASS && out->count > 0 && may_be_enum(c, of->id, &left))
		out->count = 0;
	if (out->count == 0)
		values_add_unknown(c, out, value_name(c, of), name);
	for (uint32_t i = 0; i < out->count; i++) {
		out->at[i].doubt = out->at[i].doubt || of->doubt;
		if (of->kind != VALUE_UNIT)
			function_asked_of(c, of->id, name, &out->at[i]);
	}
}

static void
subscript(struct classes *c, const struct value *of, struct values *out)
{
	struct value one = *of;

	*out = (struct values){ 0 };
	if (of->kind == VALUE_CLASS)
		one.kind = VALUE_SUBSCRIPT;
	if (one.kind == VALUE_SUBSCRIPT || one.kind == VALUE_ALIAS)
		values_add(out, &one);
	else
		values_add_unknown(c, out, value_name(c, of), STR(""));
}

static void
call(struct classes *c, const struct value *of, struct values *out)
{
	struct str name = value_name(c, of);
	const char *text = arena_printf(c->arena, STR_FMT "()", STR_ARG(name));

	*out = (struct values){ 0 };
	values_add_unknown(c, out, (struct str){ text, name.len + 2 }, STR(""));
}

static bool
is_word(char b)
{
	return b != '.' && b != '[' && b != ']' && b != '(' && b != ')' && b != '?' && b != '*';
}

/* Cut a name off. */
static struct str
cut_word(struct str *rest)
{
	struct str word = *rest;

	word.len = 0;
	while (word.len < rest->len && is_word(rest->at[word.len]))
		word.len++;
	rest->at += word.len;
	rest->len -= word.len;
	return word;
}

void
value_of(struct classes *c, struct place place, struct str expr, struct values *out)
{
	struct str rest = expr, name = cut_word(&rest);

	*out = (struct values){ 0 };
	if (name.len == 0) {
		values_add_unknown(c, out, expr, STR(""));
		return;
	}
	value_of_name(c, place, name, out);
	for (uint32_t parts = 0; rest.len > 0 && !out->many; parts++) {
		struct values all = { 0 }, one;
		char what = rest.at[0];

		rest = (struct str){ rest.at + 1, rest.len - 1 };
		name = cut_word(&rest);
		if (parts == PARTS_LIMIT || (what == '.') != (name.len > 0)) {
			*out = (struct values){ .many = true };
			return;
		}
		if (what != '.' && rest.len > 0)
			rest = (struct str){ rest.at + 1, rest.len - 1 };
		for (uint32_t i = 0; i < out->count; i++) {
			/* Whoever gets further had something else: None has no such names. */
			if (what != '(' && value_is_none(c, &out->at[i]) &&
			    !str_starts(name, STR("__")))
				continue;
			if (what == '.')
				attribute(c, &out->at[i], name, &one);
			else if (what == '[')
				subscript(c, &out->at[i], &one);
			else
				call(c, &out->at[i], &one);
			for (uint32_t k = 0; k < one.count; k++)
				one.at[k].late = one.at[k].late || out->at[i].late;
			values_add_all(&all, &one);
		}
		all.many = all.many || out->many;
		*out = all;
	}
}
