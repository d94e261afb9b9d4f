/*
 * stopwatch.c - wall clock and processor time, stage by stage.
 */
#include "base/stopwatch.h"

#include <string.h>
#include <sys/resource.h>
#include <time.h>

static int64_t
now_of(clockid_t clock)
{
	struct timespec now = { 0 };

	(void)clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int64_t
cpu_of(int who)
{
	struct rusage used;

	if (getrusage(who, &used) != 0)
		return 0;
	return ((int64_t)used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000000 +
	       ((int64_t)used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1000;
}

void
stopwatch_start(struct stopwatch *w)
{
	*w = (struct stopwatch){ .wall = now_of(CLOCK_MONOTONIC),
		                 .cpu = cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN) };
}

static void
add(struct stopwatch *w, const char *name, bool part, int64_t wall, int64_t cpu)
{
	uint32_t i = 0;

	while (i < w->count && strcmp(w->stages[i].name, name) != 0)
		i++;
	if (i == STOPWATCH_STAGES)
		return;
	w->count += i == w->count;
	w->stages[i].name = name;
	w->stages[i].part = part;
	w->stages[i].wall += wall;
	w->stages[i].cpu += cpu;
}

void
stopwatch_lap(struct stopwatch *w, const char *name)
{
	if (w == NULL)
		return;
	int64_t wall = now_of(CLOCK_MONOTONIC), cpu = cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN);

	add(w, name, false, wall - w->wall, cpu - w->cpu);
	w->wall = wall;
	w->cpu = cpu;
}

void
stopwatch_parts(struct stopwatch *w, const char *name, const struct stopwatch_part *parts,
                uint32_t count)
{
	int64_t begin = INT64_MAX, end = INT64_MIN, cpu = 0;

	if (w == NULL || count == 0)
		return;
	for (uint32_t i = 0; i < count; i++) {
		begin = parts[i].begin < begin ? parts[i].begin : begin;
		end = parts[i].end > end ? parts[i].end : end;
		cpu += parts[i].cpu;
	}
	add(w, name, true, end - begin, cpu);
}

struct stopwatch_part
stopwatch_begin(void)
{
	return (struct stopwatch_part){
		.begin = now_of(CLOCK_MONOTONIC),
		.cpu = now_of(CLOCK_THREAD_CPUTIME_ID),
	};
}

void
stopwatch_end(struct stopwatch_part *part)
{
	part->end = now_of(CLOCK_MONOTONIC);
	part->cpu = now_of(CLOCK_THREAD_CPUTIME_ID) - part->cpu;
}
