/*
 * timings.c - where the time of a run went, on standard error: clocks are kept out of reports.
 */
#include "hooks/timings.h"

#include <stdio.h>

static void
print_row(const char *name, int64_t wall, int64_t cpu)
{
	fprintf(stderr, "%-14s%10.1f%10.1f\n", name, (double)wall / 1e6, (double)cpu / 1e6);
}

void
timings_print(const struct stopwatch *w, const struct scan *scan)
{
	int64_t wall = 0, cpu = 0;

	fprintf(stderr, "%-14s%10s%10s\n", "stage", "wall ms", "cpu ms");
	for (uint32_t i = 0; i < w->count; i++) {
		print_row(w->stages[i].name, w->stages[i].wall, w->stages[i].cpu);
		wall += w->stages[i].wall;
		cpu += w->stages[i].cpu;
	}
	print_row("total", wall, cpu);
	fprintf(stderr, "files read: %u, %.2f MB; taken from the cache: %u, of %.2f MB of source\n",
	        scan->files.count - scan->kept, (double)scan->bytes_read / 1e6, scan->kept,
	        (double)scan->bytes_kept / 1e6);
}
