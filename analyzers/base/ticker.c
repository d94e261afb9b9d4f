/*
 * ticker.c - a thread that sleeps until it is time, or until it is told to end.
 */
#include "base/ticker.h"

#include <pthread.h>
#include <time.h>

#include "base/arena.h"

struct ticker {
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t ended;
	bool end; /* under the mutex */
	unsigned delay, period;
	ticker_fn *fn;
	void *ctx;
};

static struct timespec
in_milliseconds(unsigned milliseconds)
{
	struct timespec at;

	timespec_get(&at, TIME_UTC);
	at.tv_sec += (time_t)(milliseconds / 1000);
	at.tv_nsec += (long)(milliseconds % 1000) * 1000000;
	if (at.tv_nsec >= 1000000000) {
		at.tv_sec++;
		at.tv_nsec -= 1000000000;
	}
	return at;
}

/* False when it is told to end before. */
static bool
sleep_for(struct ticker *t, unsigned milliseconds)
{
	struct timespec until = in_milliseconds(milliseconds);
	int status = 0;

	pthread_mutex_lock(&t->mutex);
	while (!t->end && status == 0)
		status = pthread_cond_timedwait(&t->ended, &t->mutex, &until);
	bool end = t->end;
	pthread_mutex_unlock(&t->mutex);
	return !end;
}

static void *
tick(void *arg)
{
	struct ticker *t = arg;

	for (unsigned wait = t->delay; sleep_for(t, wait); wait = t->period)
		t->fn(t->ctx);
	return NULL;
}

struct ticker *
ticker_start(struct arena *a, unsigned delay, unsigned period, ticker_fn *fn, void *ctx)
{
	struct ticker *t = arena_array(a, struct ticker, 1);

	*t = (struct ticker){ .delay = delay, .period = period, .fn = fn, .ctx = ctx };
	pthread_mutex_init(&t->mutex, NULL);
	pthread_cond_init(&t->ended, NULL);
	if (pthread_create(&t->thread, NULL, tick, t) == 0)
		return t;
	pthread_cond_destroy(&t->ended);
	pthread_mutex_destroy(&t->mutex);
	return NULL;
}

void
ticker_stop(struct ticker *t)
{
	if (t == NULL)
		return;
	pthread_mutex_lock(&t->mutex);
	t->end = true;
	pthread_cond_signal(&t->ended);
	pthread_mutex_unlock(&t->mutex);
	pthread_join(t->thread, NULL);
	pthread_cond_destroy(&t->ended);
	pthread_mutex_destroy(&t->mutex);
}
