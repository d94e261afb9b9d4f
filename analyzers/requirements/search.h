/*
 * search.h - private to requirements/: what unused.c knows while it goes over a manifest.
 */
#ifndef SHORING_REQUIREMENTS_SEARCH_H
#define SHORING_REQUIREMENTS_SEARCH_H

#include "requirements/imported.h"
#include "requirements/unused.h"

VEC(service_rows, service_id);

/* What is known of the modules of an environment that services share. */
struct shared_look {
	struct bits known, doubtful;
	struct bits strays; /* in that environment, or in their own */
	struct bits some;   /* those that may use any distribution */
};

/* What all modules of a part of closures that services share may use. */
struct shared_use {
	bool known, doubtful, strays;
	struct dist_ids dists;
};

struct search {
	struct arena *a;
	struct audit *audit;
	const struct project *p;
	struct imported *imported;
	struct service_rows *services; /* by file: those that use the manifest */
	struct map astray;             /* service_id → 1, or 2 if its closure lacks files */
	struct shared_look *looks;     /* by env_id */
	struct shared_use *shared;     /* by reach.number */
	struct map known; /* has_table(): distributions of which it is known what they bring → 1 */
	bool known_built;
	struct map all;      /* distributions that anything in the repository may import → 1 */
	struct map declared; /* distribution → so many manifests have it */
	bool all_built;
	struct map ours;        /* names of projects of ours, of what is used or provided → 1 */
	struct map constraints; /* file_id of what is only a constraint → 1 */
	struct unused_rows rows;
	struct dist_ids dists; /* of the rows */
	/* Of the manifest at hand: */
	file_id file;
	uint32_t epoch;
	struct map used; /* distribution → the last epoch that used it */
	uint32_t *seen;  /* by module: the last epoch that had it */
	bool doubtful, strays, any;
};

/* Before modules are looked at: s->a, s->audit and s->p are given. */
void search_open(struct search *s);
/* Look at all that the services of the manifest at hand may load, and at all that stands beside it. False when there is
 * nothing, or when what is there cannot be known. */
bool search_modules(struct search *s);
/* Does the code that the manifest is for import the distribution? */
bool search_imports(const struct search *s, struct str dist);

#endif
