/*
 * stopwatch.c - wall clock and processor time, stage by stage.
 */
#include "base/stopwatch.h"

#include <string.h>
#include <sys/resource.h>
#include <time.h>

static int64_t
wall_now(void)
{
	struct timespec now = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
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
	*w = (struct stopwatch){
		.wall = wall_now(), .cpu = cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN)
	};
}

void
stopwatch_lap(struct stopwatch *w, const char *name)
{
	uint32_t i = 0;

	if (w == NULL)
		return;
	int64_t wall = wall_now(), cpu = cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN);

	while (i < w->count && strcmp(w->stages[i].name, name) != 0)
		i++;
	if (i < STOPWATCH_STAGES) {
		w->count += i == w->count;
		w->stages[i].name = name;
		w->stages[i].wall += wall - w->wall;
		w->stages[i].cpu += cpu - w->cpu;
	}
	w->wall = wall;
	w->cpu = cpu;
}
