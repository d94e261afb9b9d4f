/*
 * progress.c - the line that says how far a run is, written by a thread that nobody waits for.
 */
#include "hooks/progress.h"

#include "base/ticker.h"
#include "hooks/terminal.h"

#include <stdio.h>
#include <unistd.h>

#define DELAY  500 /* milliseconds */
#define PERIOD 100

static void
show(void *ctx)
{
	struct progress *p = ctx;
	unsigned files = atomic_load(&p->scan.files), done = atomic_load(&p->scan.done);

	if (files == 0)
		fprintf(stderr, "\r\x1b[Klooking for files ...");
	else if (done < files)
		fprintf(stderr, "\r\x1b[Kreading %u/%u files ...", done, files);
	else
		fprintf(stderr, "\r\x1b[Kjudging %u files ...", files);
	fflush(stderr);
	p->shown = true;
}

void
progress_start(struct progress *p, struct arena *a, const struct options *o)
{
	atomic_init(&p->scan.files, 0);
	atomic_init(&p->scan.done, 0);
	p->ticker = NULL;
	p->shown = false;
	if (!o->quiet && terminal_moves(STDERR_FILENO))
		p->ticker = ticker_start(a, DELAY, PERIOD, show, p);
}

void
progress_stop(struct progress *p)
{
	ticker_stop(p->ticker);
	if (p->shown) {
		fprintf(stderr, "\r\x1b[K");
		fflush(stderr);
	}
	p->ticker = NULL;
	p->shown = false;
}
