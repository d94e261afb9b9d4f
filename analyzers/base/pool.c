/*
 * pool.c - threads that take the next item until there is none.
 */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "base/arena.h"

/* Parsing needs more than the 128 KiB that some systems give a thread. */
#define STACK_SIZE ((size_t)8 * 1024 * 1024)

/* Another thread is about to be done, or has no processor. */
#define LOOKS_BEFORE_YIELD 1000

struct pool {
	atomic_size_t next;
	size_t items;
	pool_fn *fn;
	void *ctx;
};

struct worker {
	struct pool *pool;
	unsigned number;
	pthread_t thread;
};

static void *
work(void *arg)
{
	const struct worker *w = arg;
	size_t item;

	while ((item = atomic_fetch_add(&w->pool->next, 1)) < w->pool->items)
		w->pool->fn(w->pool->ctx, item, w->number);
	return NULL;
}

unsigned
pool_cores(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (cores < 1)
		return 1;
	return cores > 1024 ? 1024 : (unsigned)cores;
}

void
pool_await(const atomic_bool *set)
{
	for (unsigned i = 0; !atomic_load_explicit(set, memory_order_acquire); i++)
		if (i >= LOOKS_BEFORE_YIELD)
			(void)sched_yield();
}

void
pool_each(unsigned workers, size_t items, pool_fn *fn, void *ctx)
{
	struct pool pool = { .items = items, .fn = fn, .ctx = ctx };
	struct arena a = { 0 };

	if (workers > items)
		workers = (unsigned)items;
	if (workers < 1)
		workers = 1;
	struct worker *all = arena_array(&a, struct worker, workers);

	pthread_attr_t attr;
	bool with_attr = pthread_attr_init(&attr) == 0;
	if (with_attr)
		(void)pthread_attr_setstacksize(&attr, STACK_SIZE); /* else the system's own */

	/* This thread is worker 0. Where no more threads can be had, the others do all the work. */
	unsigned started = 1;
	all[0] = (struct worker){ .pool = &pool };
	for (; started < workers; started++) {
		struct worker *w = &all[started];

		*w = (struct worker){ .pool = &pool, .number = started };
		if (pthread_create(&w->thread, with_attr ? &attr : NULL, work, w) != 0)
			break;
	}
	if (with_attr)
		(void)pthread_attr_destroy(&attr);
	(void)work(&all[0]);
	for (unsigned i = 1; i < started; i++)
		(void)pthread_join(all[i].thread, NULL);
	arena_release(&a);
}
