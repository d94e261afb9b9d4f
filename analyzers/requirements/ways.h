/*
 * ways.h - private to requirements/: by which of the ways to start a service a module is surely loaded.
 */
#ifndef SHORING_REQUIREMENTS_WAYS_H
#define SHORING_REQUIREMENTS_WAYS_H

#include "project/runs.h"

/* So many ways are told apart. */
#define WAYS_MOST 32
/* Loaded by whoever imports anything of the distribution that is made of the service's folder: its package does so itself. */
#define WAYS_ALL UINT32_MAX

/* Where the entries are known they are one way, all together. Where every file may be one, each that no
 * other one imports is a way. */
struct ways {
	uint32_t count; /* more than WAYS_MOST: too many to follow */
	uint32_t *of; /* by module_id: a bit for each way that loads it in any case; or WAYS_ALL */
	uint32_t
		named; /* those of files that are called as what is started: main.py, wsgi.py; or the one */
};

/* Of a service with those runs; all in `a`. */
void ways_build(struct ways *out, struct arena *a, const struct runs *runs, const struct service *s,
                struct module_ids entries);
/* Those by which the import is surely come to: no function has to be called, no test to hold. */
uint32_t ways_to(const struct ways *w, const struct runs *runs, module_id m, const struct edge *e);
/* Does the import stand under a test that nobody can decide, or in a handler? */
bool edge_is_conditional(const struct project *p, module_id m, const struct edge *e);
/* How many of the ways are in the set? */
uint32_t ways_in(uint32_t set);

#endif
