/*
 * timings.c - where the time of a run went, on standard error: clocks are kept out of reports.
 */
#include "hooks/timings.h"

#include <stdio.h>
#include <string.h>

static void
print_row(const char *indent, const char *name, int64_t wall, int64_t cpu)
{
	fprintf(stderr, "%s%-*s%10.1f%10.1f\n", indent, 16 - (int)strlen(indent), name,
	        (double)wall / 1e6, (double)cpu / 1e6);
}

void
timings_print(const struct stopwatch *w, const struct scan *scan)
{
	int64_t wall = 0, cpu = 0;

	fprintf(stderr, "%-16s%10s%10s\n", "stage", "wall ms", "cpu ms");
	for (uint32_t i = 0; i < w->count; i++) {
		const struct stopwatch_stage *stage = &w->stages[i];

		print_row(stage->part ? "  " : "", stage->name, stage->wall, stage->cpu);
		wall += stage->part ? 0 : stage->wall;
		cpu += stage->part ? 0 : stage->cpu;
	}
	print_row("", "total", wall, cpu);
	fprintf(stderr, "files read: %u, %.2f MB; taken from the cache: %u, of %.2f MB of source\n",
	        scan->files.count - scan->kept, (double)scan->bytes_read / 1e6, scan->kept,
	        (double)scan->bytes_kept / 1e6);
	fprintf(stderr, "modules whose classes were judged: %u of %u\n", w->judged, w->modules);
}
