/*
 * flow.c - runs the events of one name through the arms of a scope, forward.
 *
 * A state is the set of events that may have been the last to happen, as bits.
 */
#include "classes/flow.h"

#define DEPTH_LIMIT 60  /* of arms within arms */
#define ARMS_LIMIT  200 /* of one statement */

uint32_t
flow_arm(const struct facts *facts, uint32_t scope, uint32_t block)
{
	return facts->blocks.at[block].scope == scope ? block : 0;
}

static uint32_t
parent_of(const struct flow *f, uint32_t block)
{
	return flow_arm(f->facts, f->scope, f->facts->blocks.at[block].parent);
}

/* The arm directly in `within` that the block is, or is in; 0 when it is in none. */
static uint32_t
child_of(const struct flow *f, uint32_t within, uint32_t block)
{
	for (uint32_t steps = 0; block != 0 && steps < DEPTH_LIMIT * 2; steps++) {
		uint32_t up = parent_of(f, block);

		if (up == within)
			return block;
		block = up;
	}
	return 0;
}

/* A part of the events, in the arm (0: the scope itself). */
struct part {
	uint32_t first, end;
	uint32_t block;
};

/* What comes out of it. */
struct outcome {
	uint64_t state;  /* at its end */
	uint64_t passed; /* at any point in it */
};

static struct outcome run(struct flow *f, struct part part, uint64_t in);

static bool
holds_place(const struct flow *f, struct part part)
{
	for (uint32_t i = part.first; i < part.end; i++)
		if (f->events[i].kind == FLOW_PLACE)
			return true;
	return false;
}

/* The events of one arm of a statement, of those of the statement. */
static struct part
part_of(const struct flow *f, struct part whole, uint32_t arm)
{
	uint32_t within = parent_of(f, arm);
	struct part part = { whole.first, whole.first, arm };

	while (part.first < whole.end && child_of(f, within, f->events[part.first].block) != arm)
		part.first++;
	part.end = part.first;
	while (part.end < whole.end && child_of(f, within, f->events[part.end].block) == arm)
		part.end++;
	return part;
}

/* Run an arm; what leaves it other than by its end does not come out. */
static struct outcome
run_arm(struct flow *f, struct part whole, uint32_t arm, uint64_t in)
{
	struct outcome out = run(f, part_of(f, whole, arm), in);
	enum block_end ends = f->facts->blocks.at[arm].ends;

	if (ends != END_NONE) {
		if (ends == END_LOOP)
			f->broken_off |= out.state;
		out.state = 0;
	}
	return out;
}

static uint32_t
group_end(const struct flow *f, uint32_t group)
{
	uint32_t end = group;

	while (end < f->facts->blocks.count && f->facts->blocks.at[end].group == group &&
	       end - group <= ARMS_LIMIT)
		end++;
	return end;
}

/* An arm that does not hold the place, once those before it did not run. */
static enum truth
runs(const struct flow *f, uint32_t arm, uint32_t at)
{
	enum truth truth = arm_runs(f->facts, f->minor, arm);

	return truth == TRUTH_UNKNOWN ? f->test_known(f->ctx, arm, at) : truth;
}

/* if, elif, else; match. */
static struct outcome
run_if(struct flow *f, struct part whole, uint32_t group, uint64_t in)
{
	uint32_t end = group_end(f, group);
	struct outcome out = { 0, in };
	bool falls = !f->facts->blocks.at[group].exhaustive;
	uint32_t holder = 0;

	for (uint32_t arm = group; arm < end; arm++)
		if (holds_place(f, part_of(f, whole, arm)))
			holder = arm;
	for (uint32_t arm = group; arm < end; arm++) {
		enum truth truth = holder != 0 ? (arm == holder ? TRUTH_TRUE : TRUTH_FALSE)
		                               : runs(f, arm, f->events[whole.first].at);
		struct outcome one;

		if (truth == TRUTH_FALSE)
			continue;
		one = run_arm(f, whole, arm, in);
		out.state |= one.state;
		out.passed |= one.passed;
		if (truth == TRUTH_TRUE) {
			falls = false;
			break;
		}
	}
	if (falls)
		out.state |= in;
	return out;
}

/* The body of a try whose import at byte `at` fails: what is there before it. */
static struct outcome
run_failing(struct flow *f, struct part whole, uint32_t arm, uint64_t in, uint32_t at)
{
	struct part part = part_of(f, whole, arm);
	struct outcome out;

	while (part.end > part.first && f->events[part.end - 1].at >= at)
		part.end--;
	out = run(f, part, in);
	out.passed = out.state;
	out.state = 0;
	return out;
}

/* The handlers, the else and the finally of a try, after its body. */
static struct outcome
run_after(struct flow *f, struct part whole, uint32_t group, struct outcome body,
          const struct try_imports *imports)
{
	const struct facts *facts = f->facts;
	uint32_t end = group_end(f, group);
	struct outcome out = { 0, body.passed };
	bool caught = false;

	for (uint32_t arm = group + 1; arm < end; arm++) {
		enum block_kind kind = facts->blocks.at[arm].kind;
		bool placed = holds_place(f, part_of(f, whole, arm));
		struct outcome one;

		if (kind == BLOCK_TRY_ELSE) {
			one = run_arm(f, whole, arm, body.state);
			body.state = one.state;
		} else if (kind == BLOCK_EXCEPT) {
			if (!placed && (caught || !arm_may_catch(facts, arm, imports)))
				continue;
			caught = imports->found == KNOWN_NO && arm_catches_import(facts, arm);
			one = run_arm(f, whole, arm, body.passed);
			out.state |= one.state;
		} else {
			/* finally: also on the way out. */
			if (placed)
				run(f, part_of(f, whole, arm), out.passed);
			one = run_arm(f, whole, arm, out.state | body.state);
			out.state = body.state = one.state;
		}
		out.passed |= one.passed;
	}
	out.state |= body.state;
	return out;
}

/* Is it asked for in the body, or after all of it has run? */
static bool
runs_to_place(const struct flow *f, struct part whole, uint32_t group)
{
	uint32_t end = group_end(f, group);

	for (uint32_t arm = group; arm < end; arm++) {
		enum block_kind kind = f->facts->blocks.at[arm].kind;

		if ((kind == BLOCK_TRY || kind == BLOCK_TRY_ELSE) &&
		    holds_place(f, part_of(f, whole, arm)))
			return true;
	}
	return false;
}

static struct outcome
run_try(struct flow *f, struct part whole, uint32_t group, uint64_t in)
{
	struct try_imports imports = f->try_known(f->ctx, group);
	struct outcome body;

	if (runs_to_place(f, whole, group) ||
	    (imports.found == KNOWN_NO && !arms_catch_import(f->facts, group, group_end(f, group))))
		imports.found = KNOWN_MAYBE;
	body = imports.found == KNOWN_NO
	               ? run_failing(f, whole, group, in, imports.at)
	               : run_arm(f, whole, group, in);
	return run_after(f, whole, group, body, &imports);
}

static struct outcome
run_loop(struct flow *f, struct part whole, uint32_t group, uint64_t in)
{
	uint32_t end = group_end(f, group);
	uint64_t around = f->broken_off;
	bool surely = f->facts->blocks.at[group].exhaustive;
	struct outcome out, again;

	f->broken_off = 0;
	out = run_arm(f, whole, group, in);
	/* What one turn binds holds in the next one. */
	again = run_arm(f, whole, group, in | out.state | f->broken_off);
	out.state |= again.state | (surely ? 0 : in);
	out.passed |= again.passed;
	if (group + 1 < end) {
		again = run_arm(f, whole, group + 1, out.state | in);
		out.state = again.state;
		out.passed |= again.passed;
	}
	out.state |= f->broken_off;
	f->broken_off = around;
	return out;
}

static struct outcome
run_group(struct flow *f, struct part whole, uint32_t group, uint64_t in)
{
	struct outcome out = { in, in };

	if (++f->depth > DEPTH_LIMIT || group_end(f, group) - group > ARMS_LIMIT) {
		f->gave_up = true;
	} else if (f->facts->blocks.at[group].kind == BLOCK_TRY) {
		out = run_try(f, whole, group, in);
	} else if (f->facts->blocks.at[group].kind == BLOCK_LOOP) {
		out = run_loop(f, whole, group, in);
	} else {
		out = run_if(f, whole, group, in);
	}
	f->depth--;
	return out;
}

static uint64_t
happen(struct flow *f, uint32_t event, uint64_t state)
{
	uint64_t bit = UINT64_C(1) << event;

	switch (f->events[event].kind) {
	case FLOW_PLACE:
		f->seen |= state;
		f->placed = true;
		return state;
	case FLOW_MAY_BIND:
		return state == 0 ? 0 : state | bit;
	case FLOW_UNBIND:
		return state == 0 ? 0 : FLOW_UNBOUND;
	default:
		return state == 0 ? 0 : bit;
	}
}

static struct outcome
run(struct flow *f, struct part part, uint64_t in)
{
	struct outcome out = { in, in };

	for (uint32_t i = part.first; i < part.end && !f->gave_up;) {
		uint32_t block = flow_arm(f->facts, f->scope, f->events[i].block);
		struct part whole = { i, i + 1, part.block };
		uint32_t child, group;

		if (block == part.block) {
			out.state = happen(f, i++, out.state);
			out.passed |= out.state;
			continue;
		}
		child = child_of(f, part.block, block);
		if (child == 0) {
			f->gave_up = true;
			break;
		}
		group = f->facts->blocks.at[child].group;
		while (whole.end < part.end) {
			child = child_of(f, part.block, f->events[whole.end].block);
			if (child == 0 || f->facts->blocks.at[child].group != group)
				break;
			whole.end++;
		}
		struct outcome one = run_group(f, whole, group, out.state);
		out.state = one.state;
		out.passed |= one.passed;
		i = whole.end;
	}
	return out;
}

bool
flow_reach(struct flow *f, uint64_t *out)
{
	struct part all = { 0, f->count, 0 };
	struct outcome end;

	f->seen = f->broken_off = 0;
	f->depth = 0;
	f->placed = f->gave_up = false;
	end = run(f, all, FLOW_UNBOUND);
	*out = f->placed ? f->seen : end.state;
	return !f->gave_up;
}
