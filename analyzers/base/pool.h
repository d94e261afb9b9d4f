/*
 * pool.h - the threads that work.
 */
#ifndef SHORING_POOL_H
#define SHORING_POOL_H

#include <stdatomic.h>

#include "base/defs.h"

/*
 * Work on item `item` of 0..items-1 as worker `worker` of 0..workers-1.
 * Write only to slot `item` of the output and to slot `worker` of the scratch;
 * everything else is read-only while the pool runs.
 */
typedef void pool_fn(void *ctx, size_t item, unsigned worker);

/* Usable cores, at least 1. */
unsigned pool_cores(void);
/* Call fn once for every item, on up to `workers` threads, and wait for all of them. Items are begun in their order. The
 * threads stay, and wait for the next call; any thread may call, a worker too. */
void pool_each(unsigned workers, size_t items, pool_fn *fn, void *ctx);
/* Of a pool_fn: wait until an item before its own has set this, which it does soon. */
void pool_await(const atomic_bool *set);

#endif
