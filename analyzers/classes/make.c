/*
 * make.c - a class for each choice among what its bases may be; what all choices agree on holds.
 */
#include "classes/make.h"

#include "base/path.h"
#include "classes/entries.h"
#include "classes/enums.h"

#define CHOICES_LIMIT 64 /* of all bases together */
#define TYPES_LIMIT   8  /* that one class may be */
#define UNKNOWN_LIMIT 8  /* names that are told */

VEC(pick_vec, struct pick);
VEC(str_list, struct str);

/* All that one base may be. */
struct choice {
	struct pick_vec picks;
	bool circular; /* only the class itself, by way of others */
};

struct maker {
	struct classes *c;
	class_id id;
	const struct class_bases *bases;
	struct choice *choices;
	uint32_t count;
	struct type_id_vec metaclasses; /* none: there is no keyword */
	struct str_list unknown;
	struct verdict out;
	struct type_id_vec made;
	uint32_t failed;
	bool torn;         /* they fail for different reasons */
	bool compiled;     /* a stub tells of it */
	struct str untold; /* why nobody knows; "" */
	bool is_untold;
};

static void
add_unknown(struct maker *m, struct str name)
{
	for (uint32_t i = 0; i < m->unknown.count; i++)
		if (str_eq(m->unknown.at[i], name))
			return;
	if (m->unknown.count < UNKNOWN_LIMIT)
		*vec_push(m->c->arena, &m->unknown) = name;
}

static void
not_told(struct maker *m, struct str why)
{
	if (!m->is_untold)
		m->untold = why;
	m->is_untold = true;
}

/* The types of a class that a base or metaclass may be. */
static struct type_ids
types_of(struct maker *m, const struct value *v)
{
	const struct verdict *known = m->c->rows.at[v->id].verdict;

	if (v->late || known == NULL || known->types.count == 0) {
		if (known != NULL && known->status == STATUS_PARTIAL && known->unknown.count > 0)
			for (uint32_t i = 0; i < known->unknown.count; i++)
				add_unknown(m, known->unknown.at[i]);
		else
			add_unknown(m, value_name(m->c, v));
		return (struct type_ids){ 0 };
	}
	m->out.doubt = m->out.doubt || known->doubt || v->doubt;
	m->out.plural = m->out.plural || known->plural;
	m->out.may_fail = m->out.may_fail || known->may_fail;
	return known->types;
}

static void
choose(struct maker *m, const struct base_item *item, struct choice *out)
{
	const struct class *self = &m->c->rows.at[m->id];
	uint32_t circular = 0;

	if (item->values.many || item->values.count == 0)
		add_unknown(m, facts_text(class_facts(m->c, m->id),
		                          class_facts(m->c, m->id)->bases.at[item->row].expr));
	for (uint32_t i = 0; i < item->values.count; i++) {
		const struct value *v = &item->values.at[i];
		struct pick pick = {
			.kind = v->kind, .type = TYPE_NONE, .alias = v->alias, .row = item->row
		};

		if (v->kind == VALUE_UNKNOWN || v->kind == VALUE_UNIT || v->kind == VALUE_OTHER) {
			add_unknown(m, value_name(m->c, v));
		} else if (v->kind == VALUE_CLASS || v->kind == VALUE_SUBSCRIPT) {
			if (self->circle != 0 && m->c->rows.at[v->id].circle == self->circle) {
				circular++;
				m->out.doubt = m->out.doubt || v->doubt || v->rebound ||
				               self->unsure_circle;
				continue;
			}
			struct type_ids types = types_of(m, v);
			for (uint32_t t = 0; t < types.count; t++) {
				pick.type = types.at[t];
				*vec_push(m->c->arena, &out->picks) = pick;
			}
		} else {
			*vec_push(m->c->arena, &out->picks) = pick;
		}
	}
	out->circular = circular > 0 && circular == item->values.count && !item->values.many;
	if (circular > 0 && !out->circular)
		add_unknown(m, m->c->rows.at[m->id].name);
}

static void
choose_metaclass(struct maker *m)
{
	const struct kept_values *v = &m->bases->metaclass;

	if (!m->bases->has_metaclass)
		return;
	if (v->many || v->count == 0)
		add_unknown(m, STR("metaclass"));
	for (uint32_t i = 0; i < v->count; i++) {
		struct type_ids types = { 0 };

		if (v->at[i].kind == VALUE_CLASS) {
			class_verdict(m->c, v->at[i].id);
			types = types_of(m, &v->at[i]);
		} else {
			add_unknown(m, value_name(m->c, &v->at[i]));
		}
		for (uint32_t t = 0; t < types.count; t++) {
			if (type_inherits(&m->c->types, types.at[t], TYPE_TYPE))
				*vec_push(m->c->arena, &m->metaclasses) = types.at[t];
			else
				add_unknown(m, value_name(m->c, &v->at[i]));
		}
	}
}

/* Two types of one class among what is inherited: nothing is ever both. */
static bool
is_impossible(struct maker *m, const struct entries *e)
{
	const struct types *t = &m->c->types;
	struct map type_of = { 0 };

	if (!m->out.plural)
		return false;
	for (uint32_t i = 0; i < e->types.count; i++) {
		for (cell_id c = t->rows.at[e->types.at[i]].order; c != CELL_NONE;
		     c = t->cells.at[c].next) {
			type_id type = t->cells.at[c].type;
			bool fresh;
			uint32_t *at =
				map_put(m->c->arena, &type_of, m->c->of_type.at[type], &fresh);

			if (!fresh && *at != type)
				return true;
			*at = type;
		}
	}
	return false;
}

static enum class_status
status_of(enum type_verdict v)
{
	switch (v) {
	case TYPE_CONFLICT:
		return STATUS_METACLASS;
	case TYPE_FINAL_BASE:
		return STATUS_FINAL;
	case TYPE_LAYOUTS:
		return STATUS_LAYOUT;
	case TYPE_DUPLICATE:
		return STATUS_DUPLICATE;
	case TYPE_INCONSISTENT:
		return STATUS_INCONSISTENT;
	default:
		return STATUS_PARTIAL;
	}
}

/* The first failure, or else the first type, is what is told of. */
static void
tell(struct maker *m, enum class_status status, const struct entries *e,
     const struct type_fault *fault, class_id culprit)
{
	if (status != STATUS_OK && m->failed++ > 0) {
		m->torn = m->torn || status != m->out.status;
		return;
	}
	if (status == STATUS_OK && m->made.count + m->failed > 1)
		return;
	m->out.status = status;
	m->out.bases = (struct type_ids){ e->types.at, e->types.count };
	m->out.rows = e->rows.at;
	m->out.fault = *fault;
	m->out.detail = fault->detail;
	m->out.culprit = culprit;
}

static bool
same_statement(const struct types *t, type_id made, const struct type_statement *s)
{
	const struct type *row = &t->rows.at[made];
	uint32_t count = s->bases.count;

	if (row->bases.count != (count > 0 ? count : 1))
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (row->bases.at[i] != s->bases.at[i])
			return false;
	return s->metaclass == TYPE_NONE || row->metaclass == s->metaclass;
}

/* The metaclass that the statement asks for, which typing's own do not always heed. */
static bool
metaclass_of(struct maker *m, const struct entries *e, type_id keyword, type_id *out)
{
	*out = keyword == TYPE_NONE ? e->metaclass : keyword;
	if (keyword == TYPE_NONE || (!e->tuple && !e->typed_dict))
		return true;
	*out = e->metaclass;
	if (keyword != TYPE_TYPE)
		not_told(m, STR("a class of the typing module with a metaclass"));
	return keyword == TYPE_TYPE;
}

/* Does one of typing's metaclasses see it that means another kind of class? */
static bool
is_made_otherwise(const struct maker *m, const struct entries *e, type_id metaclass)
{
	const struct types *t = &m->c->types;

	if (metaclass == TYPE_NONE)
		return false;
	for (cell_id i = t->rows.at[metaclass].order; i != CELL_NONE; i = t->cells.at[i].next) {
		class_id id = m->c->of_type.at[t->cells.at[i].type];

		if (!e->tuple && class_is(m->c, id, STR("typing.NamedTupleMeta")))
			return true;
		if (!e->typed_dict && class_is(m->c, id, STR("typing._TypedDictMeta")))
			return true;
	}
	return false;
}

/* What comes before type.__new__: false where it is known by then what becomes of the class. */
static bool
prepare(struct maker *m, const struct entries *e, const struct type_statement *s,
        struct enum_case *enumeration)
{
	struct type_fault fault = { .base = UINT32_MAX, .other = UINT32_MAX };
	enum enum_answer answer;
	uint32_t base;

	*enumeration = (struct enum_case){
		.bases = s->bases, .name = s->name, .keywords = m->bases->keywords
	};
	enumeration->metaclass = type_metaclass(&m->c->types, s, &base);
	if (is_made_otherwise(m, e, s->metaclass) ||
	    is_made_otherwise(m, e, enumeration->metaclass)) {
		not_told(m, STR("a metaclass makes something else of it"));
		return false;
	}
	/* A call of EnumType looks at the bases before anybody looks at their metaclasses. */
	if (m->bases->called && s->metaclass != TYPE_NONE && enum_is_meta(m->c, s->metaclass)) {
		not_told(m, STR("an enumeration whose metaclass is called"));
		return false;
	}
	if (enumeration->metaclass == TYPE_NONE)
		return true;
	answer = enum_ask(m->c, enumeration);
	fault.detail = enumeration->why;
	if ((answer != ENUM_FINE || enumeration->data != TYPE_NONE) &&
	    (m->bases->called || (m->bases->late_metaclass && answer == ENUM_FINE)))
		not_told(m, STR("an enumeration whose metaclass is called"));
	else if (answer == ENUM_EXTENDS)
		tell(m, STATUS_FINAL, e, &fault, enumeration->culprit);
	else if (answer == ENUM_UNTOLD)
		not_told(m, enumeration->why);
	else if (e->refused_first)
		not_told(m, e->refused);
	else
		return true;
	return false;
}

/* Are the classes of that metaclass no keys of a dictionary? What defines __eq__ alone is none. */
static bool
is_unhashable(struct classes *c, type_id metaclass)
{
	const struct types *t = &c->types;
	struct values hash, eq;

	for (cell_id i = t->rows.at[metaclass].order; i != CELL_NONE; i = t->cells.at[i].next) {
		class_id id = c->of_type.at[t->cells.at[i].type];
		struct class row = c->rows.at[id];

		if (row.kind == CLASS_STANDARD) {
			enum std_kind kind =
				std_class_name(c->world.minor, (std_class)row.row, STR("__hash__"))
					.kind;

			if (kind != STD_UNKNOWN)
				return kind == STD_VALUE;
			continue;
		}
		value_in_body(c, id, STR("__hash__"), &hash);
		value_in_body(c, id, STR("__eq__"), &eq);
		if (hash.count > 0)
			return value_is_none(c, &hash.at[0]);
		if (eq.count > 0)
			return true;
	}
	return false;
}

/* Python puts the bases that disagree into a dictionary before it says so. */
static bool
any_unhashable(const struct maker *m, const struct entries *e)
{
	for (uint32_t i = 0; i < e->types.count; i++)
		if (is_unhashable(m->c, m->c->types.rows.at[e->types.at[i]].metaclass))
			return true;
	return false;
}

static void
note_failure(struct maker *m, const struct entries *e, enum type_verdict v,
             const struct type_fault *fault)
{
	if (v == TYPE_UNTOLD)
		not_told(m, STR("a metaclass orders its classes itself, or a layout is not known"));
	else if (v == TYPE_TOO_MUCH)
		not_told(m, STR("its order is too long, or too much was to be ordered"));
	else if (v == TYPE_INCONSISTENT && any_unhashable(m, e))
		not_told(m, STR("there is no order, and its bases cannot be hashed"));
	else
		tell(m, status_of(v), e, fault, CLASS_NONE);
}

static enum type_verdict
make_type(struct maker *m, const struct type_statement *s, type_id *made, struct type_fault *fault)
{
	enum type_verdict v = type_make(&m->c->types, s, made, fault);

	if (v == TYPE_MADE)
		*vec_push(m->c->arena, &m->c->of_type) = m->id;
	return v;
}

static void
make_one(struct maker *m, const struct entries *e, type_id metaclass)
{
	const struct fact_class *fact = class_fact(m->c, m->id);
	struct type_statement s = {
		.name = m->c->rows.at[m->id].own_name,
		.bases = { e->types.at, e->types.count },
		.slots = fact->slots,
		.class_flags = e->tuple ? 0 : fact->flags,
	};
	struct type_statement first;
	struct enum_case enumeration;
	struct type_fault fault = { .base = UINT32_MAX, .other = UINT32_MAX };
	enum type_verdict v;
	struct values own;
	type_id made;

	if (e->tuple)
		s.slots = SLOTS_EMPTY;
	if (m->bases->slotted)
		s.slots = SLOTS_UNKNOWN;
	if (!metaclass_of(m, e, metaclass, &s.metaclass))
		return;
	for (uint32_t i = 0; i < m->made.count; i++)
		if (same_statement(&m->c->types, m->made.at[i], &s))
			return;
	value_in_body(m->c, m->id, STR("mro"), &own);
	s.own_mro = own.count > 0 || own.many || own.weak;
	first = s;
	if (m->bases->late_metaclass)
		first.metaclass = e->metaclass;
	if (!prepare(m, e, &first, &enumeration))
		return;
	v = make_type(m, &first, &made, &fault);
	if (v == TYPE_MADE && m->bases->late_metaclass)
		v = make_type(m, &s, &made, &fault);
	if (v != TYPE_MADE) {
		note_failure(m, e, v, &fault);
	} else if (e->refused.len > 0) {
		not_told(m, e->refused);
	} else {
		*vec_push(m->c->arena, &m->made) = made;
		enum_note(m->c, &enumeration, made);
		tell(m, STATUS_OK, e, &fault, CLASS_NONE);
	}
}

/* Of a stub all classes are, of a module that Cython compiles those that it is told to. */
static bool
is_compiled(const struct classes *c, class_id id)
{
	const struct facts *f = class_facts(c, id);
	const struct fact_class *fact = class_fact(c, id);

	if (path_has_ext(class_path(c, id), STR("pyi")))
		return true;
	for (uint32_t i = 0; i < fact->decorator_count; i++)
		if (str_eq(facts_text(f, f->bases.at[fact->first_decorator + i].expr),
		           STR("cython.cclass")))
			return true;
	return false;
}

/* What is compiled from C has no Generic, whatever its stub says for type checkers. */
static void
drop_generic(const struct maker *m, struct entries *e)
{
	type_id generic = type_of_standard(m->c, STR("typing.Generic"));
	uint32_t kept = 0;

	for (uint32_t i = 0; i < e->types.count; i++) {
		e->types.at[kept] = e->types.at[i];
		e->rows.at[kept] = e->rows.at[i];
		kept += e->types.at[i] != generic;
	}
	e->types.count = e->rows.count = kept;
}

/* With one value for each base. */
static void
make_choice(struct maker *m, struct picks picks)
{
	const struct fact_class *fact = class_fact(m->c, m->id);
	struct entries *e = arena_new(m->c->arena, struct entries);
	struct str why = STR("");

	for (uint32_t i = 0; i < picks.count; i++) {
		if (fact->flags & CLASS_CALL && picks.at[i].kind != VALUE_CLASS) {
			not_told(m, STR("type() takes classes only"));
			return;
		}
	}
	if (!entries_make(m->c, m->id, picks, e, &why)) {
		not_told(m, why);
		return;
	}
	if (m->compiled)
		drop_generic(m, e);
	if (is_impossible(m, e))
		return;
	if (m->metaclasses.count == 0)
		make_one(m, e, TYPE_NONE);
	for (uint32_t i = 0; i < m->metaclasses.count; i++)
		make_one(m, e, m->metaclasses.at[i]);
}

static void
make_all(struct maker *m)
{
	bool generic = class_fact(m->c, m->id)->flags & CLASS_TYPE_PARAMS;
	uint32_t *at = arena_array(m->c->arena, uint32_t, (size_t)m->count + 1);
	struct pick *picks;
	uint32_t choices = 1, i;

	for (i = 0; i < m->count; i++) {
		choices *= m->choices[i].picks.count;
		if (choices > CHOICES_LIMIT || m->count > BASES_LIMIT) {
			not_told(m, STR("too many possibilities"));
			return;
		}
	}
	do {
		picks = arena_array(m->c->arena, struct pick, (size_t)m->count + 1);
		for (i = 0; i < m->count; i++)
			picks[i] = m->choices[i].picks.at[at[i]];
		if (generic)
			picks[m->count] = (struct pick){
				.kind = VALUE_SUBSCRIPT,
				.type = type_of_standard(m->c, STR("typing.Generic")),
				.row = UINT32_MAX,
			};
		make_choice(m, (struct picks){ picks, m->count + generic });
		for (i = 0; i < m->count && ++at[i] == m->choices[i].picks.count; i++)
			at[i] = 0;
	} while (i < m->count && m->made.count < TYPES_LIMIT);
	if (m->made.count >= TYPES_LIMIT)
		not_told(m, STR("too many possibilities"));
}

/* Do all that were made have the same classes in the same order? */
static bool
agree(const struct maker *m)
{
	const struct types *t = &m->c->types;

	for (uint32_t i = 1; i < m->made.count; i++) {
		cell_id a = t->rows.at[m->made.at[0]].order, b = t->rows.at[m->made.at[i]].order;

		for (; a != CELL_NONE && b != CELL_NONE;
		     a = t->cells.at[a].next, b = t->cells.at[b].next)
			if (m->c->of_type.at[t->cells.at[a].type] !=
			    m->c->of_type.at[t->cells.at[b].type])
				return false;
		if (a != b)
			return false;
	}
	return true;
}

static void
partial(struct maker *m, struct str why)
{
	m->out.status = STATUS_PARTIAL;
	m->out.detail = why;
	m->out.unknown = (struct strs){ m->unknown.at, m->unknown.count };
}

static void
judge(struct maker *m)
{
	m->out.types = (struct type_ids){ m->made.at, m->made.count };
	m->out.plural = m->out.plural || m->made.count > 1;
	m->out.may_fail = m->out.may_fail || (m->failed > 0 && m->made.count > 0);
	if (m->is_untold || m->made.count + m->failed == 0) {
		m->out.types.count = 0;
		partial(m, m->untold);
	} else if (m->made.count == 0 && m->out.doubt) {
		partial(m, STR("a class among its bases may be another one when it runs"));
	} else if (m->made.count == 0 && m->torn) {
		partial(m, STR("it fails, but why depends on conditions"));
	} else if (m->failed > 0 && m->made.count > 0) {
		partial(m, STR("it fails under some conditions"));
	} else if (m->made.count > 0 && m->out.may_fail) {
		partial(m, STR("what it inherits fails under some conditions"));
	} else if (!agree(m)) {
		partial(m, STR("it depends on conditions"));
	}
}

const struct verdict *
make_statement(struct classes *c, class_id id)
{
	struct verdict *out = arena_new(c->arena, struct verdict);
	struct maker m = { .c = c, .id = id, .bases = bases_of(c, id) };
	const struct unit *u;
	bool circular = false;

	m.out.culprit = CLASS_NONE;
	m.count = m.bases->count;
	m.choices = arena_array(c->arena, struct choice, (size_t)m.count + 1);
	for (uint32_t i = 0; i < m.count; i++) {
		choose(&m, &m.bases->at[i], &m.choices[i]);
		circular = circular || m.choices[i].circular;
	}
	choose_metaclass(&m);
	if (m.bases->open)
		add_unknown(&m, STR("*"));
	u = &c->world.units.at[c->rows.at[id].unit];
	m.compiled = (u->stub || u->compiled) && is_compiled(c, id);
	m.out.doubt = m.out.doubt || u->broken || u->stub;
	if (circular && !m.out.doubt) {
		m.out.status = STATUS_CYCLE;
	} else if (circular || m.unknown.count > 0) {
		partial(&m, STR(""));
	} else {
		make_all(&m);
		judge(&m);
	}
	m.out.doubt = m.out.doubt || m.bases->doubt;
	*out = m.out;
	return out;
}
