/*
 * flow.h - which of several bindings of a name may hold at a place.
 *
 * Reaching definitions over the arms of one scope (facts.h, struct fact_block), as the statements
 * are run (language reference 4.2.1, 8). Arms that are known not to run are passed over: other
 * Pythons' and platforms', TYPE_CHECKING, `__name__ == "__main__"`, handlers of an import that
 * succeeds, what a name that is surely None tests. But an arm that holds the place itself is surely run.
 */
#ifndef SHORING_CLASSES_FLOW_H
#define SHORING_CLASSES_FLOW_H

#include "classes/arms.h"
#include "classes/unit.h"

enum flow_kind {
	FLOW_BIND,
	FLOW_MAY_BIND, /* nobody knows: it counts where nothing else binds the name */
	FLOW_UNBIND,
	FLOW_PLACE, /* where it is asked for */
};

/* Something that happens to the name. */
struct flow_event {
	enum flow_kind kind;
	uint32_t at;    /* byte in the file */
	uint32_t block; /* row in blocks */
};

/* More events than that are not followed. */
#define FLOW_LIMIT 62

/* Of the events, one bit each. */
#define FLOW_UNBOUND (UINT64_C(1) << 63)

/* Of the body of a try, the row of blocks. */
typedef struct try_imports flow_try(void *ctx, uint32_t block);

/* Whether an arm of an if runs, by what the name that it tests stands for; `at`: a byte behind the test
 * and before all that happens to the name in the statement. */
typedef enum truth flow_test(void *ctx, uint32_t arm, uint32_t at);

struct flow {
	const struct facts *facts;
	uint32_t scope;
	unsigned minor;
	flow_try *try_known;
	flow_test *test_known;
	void *ctx;
	const struct flow_event *events; /* in source order, at most FLOW_LIMIT */
	uint32_t count;
	uint64_t seen; /* private to flow.c from here on */
	uint64_t broken_off;
	uint32_t depth;
	bool placed, gave_up;
};

/* The events that may hold at the FLOW_PLACE among them, or at the end of the scope where there is
 * none; FLOW_UNBOUND may be among them. 0: nobody ever gets there. False: it is too deep. */
bool flow_reach(struct flow *f, uint64_t *out);
/* The arm within the scope that a row stands in; 0: in none. */
uint32_t flow_arm(const struct facts *facts, uint32_t scope, uint32_t block);

#endif
