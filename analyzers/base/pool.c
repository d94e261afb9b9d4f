/*
 * pool.c - threads that take the next item until there is none.
 */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

/* Parsing needs more than the 128 KiB that some systems give a thread. */
#define STACK_SIZE ((size_t)8 * 1024 * 1024)

/* Another thread is about to be done, or has no processor. */
#define LOOKS_BEFORE_YIELD 1000
/* So many looks in all. */
#define LOOKS_BEFORE_SLEEP 2000

struct pool {
	atomic_size_t next;
	size_t items;
	pool_fn *fn;
	void *ctx;
};

/* A thread that works, or waits for the next pool: a new one may take a thousand times as long to start as one
 * that waits takes to wake. None ends before the program. */
struct helper {
	struct helper *next; /* that waits, or is of the same pool */
	pthread_cond_t wake, done;
	struct pool *pool; /* NULL: none, or it is done */
	unsigned number;
	atomic_bool begun;
};

/* All of the above, but for a pool's items, is looked at and changed by who has this. */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static struct helper *waiting;

static void
work(struct pool *pool, unsigned number)
{
	size_t item;

	while ((item = atomic_fetch_add(&pool->next, 1)) < pool->items)
		pool->fn(pool->ctx, item, number);
}

static void *
help(void *arg)
{
	struct helper *h = arg;

	(void)pthread_mutex_lock(&turn);
	for (;;) {
		while (h->pool == NULL)
			(void)pthread_cond_wait(&h->wake, &turn);
		struct pool *pool = h->pool;
		unsigned number = h->number;

		h->begun = true;
		(void)pthread_mutex_unlock(&turn);
		work(pool, number);
		(void)pthread_mutex_lock(&turn);
		h->begun = false;
		h->pool = NULL;
		(void)pthread_cond_signal(&h->done);
	}
	return NULL;
}

/* NULL when no more threads can be had. */
static struct helper *
helper_new(void)
{
	struct helper *h = calloc(1, sizeof(*h));
	pthread_attr_t attr;
	pthread_t thread;
	bool started;

	if (h == NULL || pthread_cond_init(&h->wake, NULL) != 0 ||
	    pthread_cond_init(&h->done, NULL) != 0 || pthread_attr_init(&attr) != 0) {
		free(h);
		return NULL;
	}
	(void)pthread_attr_setstacksize(&attr, STACK_SIZE); /* else the system's own */
	started = pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED) == 0 &&
	          pthread_create(&thread, &attr, help, h) == 0;
	(void)pthread_attr_destroy(&attr);
	if (!started)
		free(h);
	else
		(void)sched_yield(); /* it may have been put behind this one, until the next tick */
	return started ? h : NULL;
}

/* Have another thread work for the pool, as one of *mine. */
static bool
engage(struct pool *pool, unsigned number, struct helper **mine)
{
	struct helper *h = waiting;

	if (h != NULL)
		waiting = h->next;
	else
		h = helper_new();
	if (h == NULL)
		return false;
	h->pool = pool;
	h->number = number;
	h->next = *mine;
	*mine = h;
	(void)pthread_cond_signal(&h->wake);
	return true;
}

/* Mostly the others are about to be done, and who sleeps may wake late. */
static void
look_out(const atomic_bool *begun)
{
	for (unsigned i = 0; i < LOOKS_BEFORE_SLEEP && atomic_load(begun); i++)
		if (i >= LOOKS_BEFORE_YIELD)
			(void)sched_yield();
}

/* Who has not begun need not: nothing is left to do. The others are waited for. */
static void
dismiss(struct helper *mine)
{
	while (mine != NULL) {
		struct helper *h = mine;

		mine = h->next;
		while (h->begun)
			(void)pthread_cond_wait(&h->done, &turn);
		h->pool = NULL;
		h->next = waiting;
		waiting = h;
	}
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
	struct helper *mine = NULL;

	if (workers > items)
		workers = (unsigned)items;
	if (workers > 1) {
		(void)pthread_mutex_lock(&turn);
		for (unsigned i = 1; i < workers && engage(&pool, i, &mine);)
			i++;
		(void)pthread_mutex_unlock(&turn);
	}
	/* This thread is worker 0. Where no more threads can be had, the others do all the work. */
	work(&pool, 0);
	if (mine == NULL)
		return;
	for (const struct helper *h = mine; h != NULL; h = h->next)
		look_out(&h->begun);
	(void)pthread_mutex_lock(&turn);
	dismiss(mine);
	(void)pthread_mutex_unlock(&turn);
}
