/*
 * type.h - what CPython makes of a class statement: plain rows, nothing of where they come from.
 *
 * A type is a class object. type_make() does for rows what __build_class__ and type.__new__ do
 * for objects (language reference 3.3.3, "Customizing class creation"; Objects/typeobject.c of
 * CPython 3.8 to 3.14), with the same failures in the same order of precedence:
 *
 *     metaclass conflict; then base by base: final, layout; then __slots__;
 *     then duplicate bases; then no consistent order (C3).
 *
 * Rows are never changed or taken back. Orders share their tails, so that a chain of single
 * inheritance costs one cell a class; what would be too long or too much is not made. One thread
 * at a time.
 */
#ifndef SHORING_CLASSES_TYPE_H
#define SHORING_CLASSES_TYPE_H

#include "base/arena.h"
#include "base/vec.h"
#include "facts/facts.h"

typedef uint32_t type_id;
typedef uint32_t cell_id;

#define TYPE_NONE UINT32_MAX
#define CELL_NONE ((cell_id)0)

/* Orders that are longer are not made. The longest that was seen in the wild has 60. */
#define ORDER_LIMIT 1000
/* Cells that all orders may be made of, and steps that may be gone to make them. */
#define ORDER_CELLS_LIMIT (1u << 23)
#define ORDER_STEPS_LIMIT (1u << 27)

SLICE(type_ids, type_id);

/* One place in an order: a type, and what comes after it. */
struct cell {
	type_id type;
	cell_id next; /* CELL_NONE: the last */
};

enum type_flags {
	TYPE_FINAL = 1 << 0,    /* may not be a base (no Py_TPFLAGS_BASETYPE) */
	TYPE_DICT = 1 << 1,     /* instances have a __dict__ */
	TYPE_WEAKREF = 1 << 2,  /* instances have a __weakref__ */
	TYPE_VARIABLE = 1 << 3, /* instances differ in size (__itemsize__) */
	TYPE_OWN_MRO = 1 << 4,  /* a metaclass with an mro() of its own: orders cannot be told */
	TYPE_LOOSE = 1 << 5,    /* its layout is not known: no conflict of layouts is either */
};

/* Where instances keep what they have: words after what the solid type has. */
struct layout {
	type_id solid;  /* the nearest type that adds fields of its own (solid_base()) */
	uint32_t words; /* that came since then: dictionaries and lists of weak references */
	int dict, weak; /* which of the words; -1: none of them */
};

struct type {
	struct str name; /* __name__ */
	type_id metaclass;
	type_id best; /* __base__; TYPE_NONE: object */
	struct type_ids bases;
	cell_id order;  /* __mro__, itself first */
	uint32_t depth; /* how long the order is */
	struct layout layout;
	unsigned flags; /* enum type_flags */
};

VEC(type_vec, struct type);
VEC(cell_vec, struct cell);

struct types {
	struct arena *arena;
	unsigned minor;        /* of Python 3: layouts differ */
	struct type_vec rows;  /* row 0 is `object`, row 1 is `type` */
	struct cell_vec cells; /* cell 0 is none */
	uint32_t *tails;       /* private to order.c: by type */
	uint32_t tails_room;   /* likewise */
	uint32_t steps;        /* that were gone so far */
};

#define TYPE_OBJECT ((type_id)0)
#define TYPE_TYPE   ((type_id)1)

/* A class statement whose bases are known: what __mro_entries__ made of them. */
struct type_statement {
	struct str name;
	struct type_ids bases; /* none: object */
	type_id metaclass;     /* as the keyword has it; TYPE_NONE: there is no keyword */
	enum slots slots;
	unsigned class_flags; /* enum class_flags: CLASS_SLOTS_... */
	bool own_mro;         /* it defines mro(), which counts for a metaclass */
};

enum type_verdict {
	TYPE_MADE,
	/* Python raises TypeError: */
	TYPE_CONFLICT,     /* of metaclasses */
	TYPE_FINAL_BASE,   /* a base that is final */
	TYPE_LAYOUTS,      /* that do not go together */
	TYPE_DUPLICATE,    /* a base is there twice */
	TYPE_INCONSISTENT, /* C3 has no order */
	/* Nobody knows: */
	TYPE_UNTOLD,   /* a metaclass has an mro() of its own, or a layout is not known */
	TYPE_TOO_MUCH, /* a limit above */
};

/* Why a type was not made. */
struct type_fault {
	struct str detail; /* what Python says, in one line */
	/* The bases it is said of, as places in the statement's; `other` is before `base`, or
	 * UINT32_MAX: there is none. Duplicates: where it is again, and where it was first. */
	uint32_t base, other;
	/* TYPE_INCONSISTENT: the rests of the lists where the merge stopped, in the order of the
	 * bases, the bases themselves last; CELL_NONE for a list that is used up. */
	const cell_id *rests;
	uint32_t rest_count;
};

/* Row 0 and row 1 are there already. */
void types_open(struct types *t, struct arena *a, unsigned minor);
/*
 * A type that exists as it is told: of the standard library. `order` is its __mro__ without
 * itself. With `solid` it has fields of its own, else its layout is that of `best`.
 */
type_id type_given(struct types *t, const struct type *told, struct type_ids order, bool solid);
/* The type that the statement makes, or why not. */
enum type_verdict
type_make(struct types *t, const struct type_statement *s, type_id *out, struct type_fault *why);
/* Does a's order contain b? */
bool type_inherits(struct types *t, type_id a, type_id b);
/* What the metaclass of such a class would be; TYPE_NONE, and where in the bases, when there is
 * none that is derived from all. */
type_id type_metaclass(struct types *t, const struct type_statement *s, uint32_t *base);

#endif
