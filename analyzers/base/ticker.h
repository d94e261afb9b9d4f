/*
 * ticker.h - a thread that does something from time to time, for those who wait.
 */
#ifndef SHORING_TICKER_H
#define SHORING_TICKER_H

#include "base/defs.h"

struct arena;
struct ticker;

typedef void ticker_fn(void *ctx);

/* Call fn after `delay` milliseconds and then every `period`, on a thread of its own. Nobody else
 * waits for it. NULL when there is no thread to be had: nothing is called then. Lives in `a`. */
struct ticker *
ticker_start(struct arena *a, unsigned delay, unsigned period, ticker_fn *fn, void *ctx);
/* No more calls; waits for one that runs. NULL is nothing. */
void ticker_stop(struct ticker *t);

#endif
