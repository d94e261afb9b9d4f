/*
 * declaring.c - divides the services among threads.
 *
 * A lane is a run of services, with an arena of its own, names above the audit's and what its services ask of
 * the tables. What it has found stays there, as long as the audit; its names join the audit's, lane after lane.
 */
#include "requirements/declaring.h"

#include "base/arena.h"
#include "base/pool.h"
#include "requirements/lists.h"

/* So many services are worth a thread. */
#define LANE_SERVICES 64
#define LANES_MOST    16
/* Of a thread: who is late has fewer. */
#define LANES_EACH 2

struct lane {
	service_id first, end;
	struct arena *arena;
	struct arena own; /* unless it is the audit's */
	struct names *names;
	struct known_common *known;
};

struct lanes {
	struct audit *audit;
	struct lane *at;
	uint32_t count;
};

static void
release(void *arena)
{
	arena_release(arena);
}

/* Before others begin: files that tell what brings what are read once for all. */
static void
begin(struct audit *audit, struct lane *lane)
{
	for (service_id id = lane->first; id < lane->end; id++) {
		struct service_audit *s = &audit->services[id];

		s->service = &audit->project->services.at[id];
		known_init(&s->known, lane->arena, audit->project, lane->known);
		locked_add(audit->locked, &s->known, s->service);
	}
}

static void
read_lane(void *ctx, size_t item, unsigned worker)
{
	const struct lanes *lanes = ctx;
	const struct lane *lane = &lanes->at[item];
	const struct audit *audit = lanes->audit;

	(void)worker;
	for (service_id id = lane->first; id < lane->end; id++) {
		struct service_audit *s = &audit->services[id];

		s->declared.names = lane->names;
		s->declared.known = &s->known;
		s->declared.locked = audit->locked;
		s->declared.unread = &audit->unread;
		declared_build(&s->declared, lane->arena, audit->project, s->service);
		lists_find(audit, lane->arena, s);
	}
}

static uint32_t
lanes_for(const struct project *p)
{
	uint32_t most = p->services.count / LANE_SERVICES;

	if (p->jobs < 2 || most < 2)
		return 1;
	if (p->jobs < LANES_MOST / LANES_EACH && p->jobs * LANES_EACH < most)
		return p->jobs * LANES_EACH;
	return most < LANES_MOST ? most : LANES_MOST;
}

void
declaring_read(struct audit *audit)
{
	const uint32_t services = audit->project->services.count;
	struct arena scratch = { 0 };
	struct lanes lanes = { .audit = audit, .count = lanes_for(audit->project) };

	lanes.at = arena_array(audit->arena, struct lane, lanes.count);
	for (uint32_t i = 0; i < lanes.count; i++) {
		struct lane *lane = &lanes.at[i];

		lane->first = (service_id)((uint64_t)services * i / lanes.count);
		lane->end = (service_id)((uint64_t)services * (i + 1) / lanes.count);
		lane->arena = lanes.count > 1 ? &lane->own : audit->arena;
		lane->known = known_common_new(lane->arena);
		begin(audit, lane);
	}
	for (uint32_t i = 0; i < lanes.count; i++)
		lanes.at[i].names =
			lanes.count > 1 ? names_above(lanes.at[i].arena, audit->names)
					: audit->names;
	pool_each(audit->project->jobs, lanes.count, read_lane, &lanes);
	for (uint32_t i = 0; i < lanes.count && lanes.count > 1; i++) {
		(void)names_join(audit->names, lanes.at[i].names, &scratch);
		arena_on_release(audit->arena, release, &lanes.at[i].own);
	}
	arena_release(&scratch);
}
