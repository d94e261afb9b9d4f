/*
 * class.h - the classes that are known: of class statements, of the standard library, made by calls.
 *
 * A row is made when somebody refers to the class; what Python makes of it is found out later, by
 * hierarchy.h. Rows stay. One thread at a time.
 */
#ifndef SHORING_CLASSES_CLASS_H
#define SHORING_CLASSES_CLASS_H

#include "classes/type.h"
#include "classes/unit.h"
#include "rules/std.h"

typedef uint32_t class_id;

#define CLASS_NONE UINT32_MAX

enum class_kind {
	CLASS_STATEMENT, /* a row of classes */
	CLASS_STANDARD,  /* of the table */
	CLASS_NAMEDTUPLE, /* `X = namedtuple(...)`: a row of bindings, or of bases as CALL_IN_BASES */
	CLASS_DECLARATIVE, /* `X = declarative_base()` of SQLAlchemy; likewise */
};

/* What became of it. */
enum class_status {
	STATUS_OK,
	STATUS_PARTIAL, /* nobody knows */
	/* Python raises TypeError: */
	STATUS_INCONSISTENT,
	STATUS_DUPLICATE,
	STATUS_CYCLE,
	STATUS_METACLASS,
	STATUS_LAYOUT,
	STATUS_FINAL,
};

enum class_state {
	CLASS_NEW,
	CLASS_BASES, /* what its bases are called is known */
	CLASS_DONE,
};

#define CALL_IN_BASES (UINT32_C(1) << 31)

/* A function that gives a class (facts.h, GIVES_CLASS), as it is come by. */
struct function {
	unit_id unit;
	uint32_t binding; /* row */
	class_id asked; /* of which class it is the method; CLASS_NONE: it is none, or not asked */
};

VEC(function_vec, struct function);

struct class_bases;
struct verdict;
struct memo;

struct class
{
	enum class_kind kind;
	enum class_state state;
	unit_id unit;                    /* of all but CLASS_STANDARD */
	uint32_t row;                    /* of classes or bindings; std_class */
	struct str name;                 /* module.Qual.Name */
	struct str own_name;             /* __name__ */
	const struct class_bases *bases; /* from CLASS_BASES on; CLASS_STATEMENT only */
	const struct verdict *verdict;   /* CLASS_DONE */
	class_id meta;                   /* CLASS_DECLARATIVE: its metaclass */
	/* CLASS_STATEMENT: row + 1 in functions, of a class that is made when that is called, as
	 * often as it is; 0: it is not. */
	uint32_t function;
	bool told;         /* private to classes.c: it is refused in some service's environment */
	bool named_tuple;  /* a class of typing.NamedTuple; private to entries.c */
	bool members_read; /* private to members.c, as the next one */
	enum known members;
	/* Private to hierarchy.c: when it was come by, and the circle of classes that it is in. */
	uint32_t index, low, circle;
	bool unsure_circle; /* one of them may have other bases, or is made by a call */
};

VEC(class_vec, struct class);

VEC(class_ids_vec, class_id);
VEC(memo_vec, struct memo *);

/* A class whose bases are being gone through. */
struct class_frame {
	class_id id;
	uint32_t item, value;
};

VEC(class_frames, struct class_frame);

struct classes {
	struct arena *arena;
	struct world world;
	bool library; /* the project is Python's standard library itself */
	struct types types;
	struct class_vec rows;
	struct map of_row;      /* (unit, row of classes) → class + 1 */
	struct map of_call;     /* (unit, row of a call) → class + 1 */
	struct map of_standard; /* std_class → class + 1 */
	struct function_vec functions;
	struct class_ids_vec of_type; /* by type: CLASS_NONE for none of these */
	/* Private to value.c and scope.c. */
	struct map of_name, of_binding; /* (unit, name or row of bindings) → row in memos */
	struct map exports;             /* (unit, name): what its __all__ has */
	struct map tests; /* (unit, row of blocks) → enum truth: what a name tests */
	struct memo_vec memos;
	uint32_t depth, cut; /* of lookups within lookups; how often one was cut off */
	uint32_t
		inner; /* how many answers that will be remembered are being found out, one for another */
	struct map enum_data; /* private to enums.c: by type, what its members are besides */
	/* Private to hierarchy.c. */
	struct class_frames frames;
	struct class_ids_vec stack;
	uint32_t counter, nested;
};

/* The class of a class statement. */
class_id class_of_row(struct classes *c, unit_id u, uint32_t row);
class_id class_of_standard(struct classes *c, std_class cls);
/* value.c: in the library itself, the class statement in place of the table's row. */
bool class_in_library(struct classes *c, class_id id, class_id *out);
/* What a call of namedtuple() makes. */
class_id class_of_call(struct classes *c, unit_id u, uint32_t row);
/* What a call of declarative_base() makes, without arguments; its metaclass. */
class_id class_of_declarative(struct classes *c, unit_id u, uint32_t row, class_id meta);
/* What a call of the function, row + 1 in functions, makes of the row of classes that it gives; the
 * call is that row of bindings, or of bases as CALL_IN_BASES. */
class_id
class_of_function(struct classes *c, unit_id u, uint32_t call, uint32_t function, uint32_t row);
/* The fact behind a CLASS_STATEMENT. */
const struct fact_class *class_fact(const struct classes *c, class_id id);
const struct facts *class_facts(const struct classes *c, class_id id);
/* Its name in the standard library, if it has one: "typing.Generic". */
bool class_is(const struct classes *c, class_id id, struct str standard);

#endif
