/*
 * test_type.c - class statements on plain rows, against what CPython 3.8 to 3.13 were seen to do.
 */
#include "classes/order.h"
#include "classes/type.h"
#include "test.h"

/* A table of types, known by name; `minor` is Python's. */
struct world {
	struct arena arena;
	struct types types;
	struct type_fault why;
};

static void
open_world(struct world *w, unsigned minor)
{
	*w = (struct world){ 0 };
	types_open(&w->types, &w->arena, minor);
}

static type_id
find(const struct world *w, struct str name)
{
	for (type_id i = w->types.rows.count; i-- > 0;)
		if (str_eq(w->types.rows.at[i].name, name))
			return i;
	return TYPE_NONE;
}

static struct type_ids
find_all(struct world *w, const char *names)
{
	struct str rest = str_of(names), name;
	type_id *at = arena_array(&w->arena, type_id, strlen(names) + 1);
	uint32_t count = 0;

	while (str_cut(&rest, ' ', &name))
		at[count++] = find(w, name);
	return (struct type_ids){ at, count };
}

/* A class as `builtins` has them: a child of object, with fields of its own if `solid`. */
static void
builtin(struct world *w, const char *name, bool solid, unsigned flags)
{
	struct type told = {
		.name = str_of(name),
		.metaclass = TYPE_TYPE,
		.best = TYPE_OBJECT,
		.bases = find_all(w, "object"),
		.flags = flags,
	};

	type_given(&w->types, &told, told.bases, solid);
}

static enum type_verdict
make(struct world *w, const char *name, const char *bases, struct type_statement s)
{
	type_id made;

	s.name = str_of(name);
	s.bases = find_all(w, bases);
	return type_make(&w->types, &s, &made, &w->why);
}

/* class name(bases): pass */
static enum type_verdict
plain(struct world *w, const char *name, const char *bases)
{
	return make(w, name, bases, (struct type_statement){ .metaclass = TYPE_NONE });
}

/* class name(bases): __slots__ = ... */
static enum type_verdict
slots(struct world *w, const char *name, const char *bases, enum slots kind, unsigned flags)
{
	return make(w, name, bases,
	            (struct type_statement){
			    .metaclass = TYPE_NONE, .slots = kind, .class_flags = flags });
}

static struct str
order_of(struct world *w, const char *name)
{
	struct str out = STR("");

	for (cell_id c = w->types.rows.at[find(w, str_of(name))].order; c != CELL_NONE;
	     c = w->types.cells.at[c].next) {
		struct str next = w->types.rows.at[w->types.cells.at[c].type].name;
		const char *text = arena_printf(
			&w->arena, STR_FMT "%s" STR_FMT, STR_ARG(out), out.len > 0 ? " " : "",
			STR_ARG(next));

		out = str_of(text);
	}
	return out;
}

static void
orders(struct test *t)
{
	struct world w;

	open_world(&w, 11);
	EXPECT_INT(plain(&w, "A", ""), TYPE_MADE);
	EXPECT_STR(order_of(&w, "A"), "A object");
	EXPECT_INT(plain(&w, "B", "A"), TYPE_MADE);
	EXPECT_INT(plain(&w, "C", "A"), TYPE_MADE);
	EXPECT_INT(plain(&w, "D", "B C"), TYPE_MADE);
	EXPECT_STR(order_of(&w, "D"), "D B C A object");
	EXPECT_INT(w.types.rows.at[find(&w, STR("D"))].depth, 5);
	/* The example of Python 2.3's paper. */
	EXPECT_INT(plain(&w, "E", "D"), TYPE_MADE);
	EXPECT_INT(plain(&w, "F", "C B"), TYPE_MADE);
	EXPECT_INT(plain(&w, "G", "E F"), TYPE_INCONSISTENT);
	EXPECT_STR(w.why.detail,
	           "Cannot create a consistent method resolution order (MRO) for bases B, C");
	/* And again: nothing is left of what was counted. */
	EXPECT_INT(plain(&w, "G", "E F"), TYPE_INCONSISTENT);
	EXPECT_INT(plain(&w, "H", "E C"), TYPE_MADE);
	EXPECT_STR(order_of(&w, "H"), "H E D B C A object");
	arena_release(&w.arena);
}

static void
failures_of_orders(struct test *t)
{
	struct world w;

	open_world(&w, 11);
	plain(&w, "A", "");
	EXPECT_INT(plain(&w, "X", "A A"), TYPE_DUPLICATE);
	EXPECT_STR(w.why.detail, "duplicate base class A");
	EXPECT_INT(w.why.other, 0);
	EXPECT_INT(w.why.base, 1);
	EXPECT_INT(plain(&w, "X", "object A"), TYPE_INCONSISTENT);
	EXPECT_STR(w.why.detail,
	           "Cannot create a consistent method resolution order (MRO) for bases object, A");
	/* A base that is there twice comes first. */
	EXPECT_INT(plain(&w, "X", "object A A"), TYPE_DUPLICATE);
	EXPECT_INT(plain(&w, "X", "object object"), TYPE_DUPLICATE);
	/* The incident: a mixin before the base that has it. */
	plain(&w, "Mixin", "");
	plain(&w, "Base", "A Mixin");
	EXPECT_INT(plain(&w, "X", "Mixin Base"), TYPE_INCONSISTENT);
	EXPECT_STR(
		w.why.detail,
		"Cannot create a consistent method resolution order (MRO) for bases Mixin, Base");
	EXPECT_INT(plain(&w, "X", "Base Mixin"), TYPE_MADE);
	EXPECT_STR(order_of(&w, "X"), "X Base A Mixin object");
	arena_release(&w.arena);
}

static void
builtins(struct world *w, unsigned minor)
{
	open_world(w, minor);
	builtin(w, "int", true, TYPE_VARIABLE);
	builtin(w, "str", true, 0);
	builtin(w, "tuple", true, TYPE_VARIABLE);
	builtin(w, "bool", false, TYPE_FINAL);
	builtin(w, "BaseException", true, TYPE_DICT);
}

static void
layouts(struct test *t)
{
	struct world w;

	for (unsigned minor = 8; minor <= 14; minor++) {
		builtins(&w, minor);
		EXPECT_INT(plain(&w, "X", "int str"), TYPE_LAYOUTS);
		EXPECT_STR(w.why.detail, "multiple bases have instance lay-out conflict");
		EXPECT_INT(w.why.other, 0);
		EXPECT_INT(w.why.base, 1);
		EXPECT_INT(plain(&w, "X", "bool"), TYPE_FINAL_BASE);
		EXPECT_STR(w.why.detail, "type 'bool' is not an acceptable base type");
		/* Base by base: what is wrong first is said. */
		EXPECT_INT(plain(&w, "X", "int str bool"), TYPE_LAYOUTS);
		EXPECT_INT(plain(&w, "X", "str bool int"), TYPE_FINAL_BASE);
		EXPECT_INT(plain(&w, "A", "int"), TYPE_MADE);
		EXPECT_INT(plain(&w, "B", "int"), TYPE_MADE);
		EXPECT_INT(plain(&w, "X", "A B"), minor < 12 ? TYPE_LAYOUTS : TYPE_MADE);
		plain(&w, "A", "str");
		plain(&w, "B", "str");
		EXPECT_INT(plain(&w, "X", "A B"), TYPE_MADE);
		plain(&w, "A", "");
		EXPECT_INT(plain(&w, "X", "A A int str"), TYPE_LAYOUTS);
		arena_release(&w.arena);
	}
}

static void
layouts_of_slots(struct test *t)
{
	struct world w;

	for (unsigned minor = 8; minor <= 14; minor++) {
		builtins(&w, minor);
		slots(&w, "S", "", SLOTS_NAMES, 0);
		slots(&w, "T", "", SLOTS_NAMES, 0);
		slots(&w, "E", "", SLOTS_EMPTY, 0);
		plain(&w, "P", "");
		EXPECT_INT(plain(&w, "X", "S T"), TYPE_LAYOUTS);
		EXPECT_INT(plain(&w, "X", "S E"), TYPE_MADE);
		EXPECT_INT(plain(&w, "X", "P S"), TYPE_MADE);
		EXPECT_INT(plain(&w, "X", "S int"), TYPE_LAYOUTS);
		EXPECT_INT(plain(&w, "X", "BaseException S"), TYPE_LAYOUTS);
		slots(&w, "Q", "P", SLOTS_NAMES, 0);
		EXPECT_INT(plain(&w, "X", "Q S"), TYPE_LAYOUTS);
		slots(&w, "U", "", SLOTS_EMPTY, CLASS_SLOTS_DICT);
		slots(&w, "V", "U", SLOTS_EMPTY, CLASS_SLOTS_WEAKREF);
		EXPECT_INT(plain(&w, "X", "V S"), TYPE_MADE);
		slots(&w, "U", "", SLOTS_EMPTY, CLASS_SLOTS_WEAKREF);
		slots(&w, "V", "U", SLOTS_EMPTY, CLASS_SLOTS_DICT);
		EXPECT_INT(plain(&w, "X", "V S"), minor < 11 ? TYPE_LAYOUTS : TYPE_MADE);
		EXPECT_INT(slots(&w, "X", "P", SLOTS_EMPTY, CLASS_SLOTS_DICT), TYPE_LAYOUTS);
		EXPECT_STR(w.why.detail, "__dict__ slot disallowed: we already got one");
		EXPECT_INT(slots(&w, "X", "P", SLOTS_EMPTY, CLASS_SLOTS_WEAKREF), TYPE_LAYOUTS);
		EXPECT_INT(slots(&w, "X", "int", SLOTS_NAMES, 0), TYPE_LAYOUTS);
		EXPECT_STR(w.why.detail, "nonempty __slots__ not supported for subtype of 'int'");
		EXPECT_INT(slots(&w, "X", "int", SLOTS_EMPTY, 0), TYPE_MADE);
		/* Which slots there are is not known: neither is what goes with them. */
		EXPECT_INT(slots(&w, "L", "", SLOTS_UNKNOWN, 0), TYPE_MADE);
		EXPECT_INT(plain(&w, "X", "L E"), TYPE_MADE);
		EXPECT_INT(plain(&w, "X", "L S"), TYPE_UNTOLD);
		arena_release(&w.arena);
	}
}

static void
metaclasses(struct test *t)
{
	struct type_statement s = { .metaclass = TYPE_NONE };
	struct world w;

	builtins(&w, 12);
	EXPECT_INT(plain(&w, "M", "type"), TYPE_MADE);
	EXPECT_INT(plain(&w, "N", "type"), TYPE_MADE);
	EXPECT_INT(plain(&w, "O", "M N"), TYPE_MADE);
	s.metaclass = find(&w, STR("M"));
	EXPECT_INT(make(&w, "X", "int", s), TYPE_MADE);
	s.metaclass = find(&w, STR("N"));
	EXPECT_INT(make(&w, "Y", "str", s), TYPE_MADE);
	/* Before the layouts are looked at. */
	EXPECT_INT(plain(&w, "Z", "X Y"), TYPE_CONFLICT);
	EXPECT_INT(w.why.other, 0);
	EXPECT_INT(w.why.base, 1);
	EXPECT_INT(make(&w, "Z", "X", s), TYPE_CONFLICT);
	EXPECT_INT(w.why.other, UINT32_MAX);
	s.metaclass = find(&w, STR("O"));
	EXPECT_INT(make(&w, "Z", "X", s), TYPE_MADE);
	EXPECT_INT(w.types.rows.at[find(&w, STR("Z"))].metaclass, find(&w, STR("O")));
	EXPECT_INT(plain(&w, "Z2", "Z"), TYPE_MADE);
	EXPECT_INT(w.types.rows.at[find(&w, STR("Z2"))].metaclass, find(&w, STR("O")));
	/* A metaclass that orders classes itself: nothing is said. */
	make(&w, "Own", "type", (struct type_statement){ .metaclass = TYPE_NONE, .own_mro = true });
	plain(&w, "Owner", "Own");
	s.metaclass = find(&w, STR("Owner"));
	EXPECT_INT(make(&w, "Z", "int int", s), TYPE_UNTOLD);
	arena_release(&w.arena);
}

static void
steps(struct test *t)
{
	struct world w;
	struct merge m;
	type_id taken = TYPE_NONE;

	open_world(&w, 11);
	plain(&w, "Mixin", "");
	plain(&w, "Base", "Mixin");
	merge_start(&m, &w.types, &w.arena, find_all(&w, "Base Mixin"));
	EXPECT_INT(merge_next(&m, &taken), MERGE_TOOK);
	EXPECT_INT(taken, find(&w, STR("Base")));
	EXPECT_INT(merge_next(&m, &taken), MERGE_TOOK);
	EXPECT_INT(merge_next(&m, &taken), MERGE_TOOK);
	EXPECT_INT(taken, TYPE_OBJECT);
	EXPECT_INT(merge_next(&m, &taken), MERGE_DONE);
	merge_start(&m, &w.types, &w.arena, find_all(&w, "Mixin Base"));
	EXPECT_INT(merge_next(&m, &taken), MERGE_STUCK);
	EXPECT(merge_blocks(&m, 1, find(&w, STR("Mixin"))));
	EXPECT(merge_blocks(&m, 2, find(&w, STR("Base"))));
	EXPECT(!merge_blocks(&m, 0, find(&w, STR("Mixin"))));
	arena_release(&w.arena);
}

/* Diamonds upon diamonds, and a chain that is too long. */
static void
bounded(struct test *t)
{
	struct world w;
	enum type_verdict verdict = TYPE_MADE;

	open_world(&w, 11);
	plain(&w, "L", "");
	plain(&w, "R", "");
	for (unsigned i = 0; i < 300; i++) {
		EXPECT_INT(plain(&w, "T", "L R"), TYPE_MADE);
		plain(&w, "L", "T");
		plain(&w, "R", "T");
	}
	EXPECT(w.types.cells.count < 300 * 20);
	arena_release(&w.arena);
	open_world(&w, 11);
	plain(&w, "A", "");
	for (unsigned i = 0; i < ORDER_LIMIT; i++)
		verdict = plain(&w, "A", "A");
	EXPECT_INT(verdict, TYPE_TOO_MUCH);
	arena_release(&w.arena);
}

TEST_MAIN(CASE(orders), CASE(failures_of_orders), CASE(layouts), CASE(layouts_of_slots),
          CASE(metaclasses), CASE(steps), CASE(bounded))
