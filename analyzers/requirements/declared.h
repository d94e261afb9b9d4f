/*
 * declared.h - private to requirements/: what the manifests of a service declare.
 */
#ifndef SHORING_REQUIREMENTS_DECLARED_H
#define SHORING_REQUIREMENTS_DECLARED_H

#include "base/map.h"
#include "base/vec.h"
#include "project/project.h"

/* For what a manifest wants a distribution; the lower wins. */
enum purpose {
	PURPOSE_RUN,         /* whenever the service runs */
	PURPOSE_PINNED,      /* nobody asks for it: a compiled file has it for what requires it */
	PURPOSE_EXTRA,       /* where an extra is asked for that the service does not ask for */
	PURPOSE_DEVELOPMENT, /* tests, checks, documentation */
	PURPOSE_ELSEWHERE,   /* on another Python or platform: its marker is false */
};

/* What publishes images and loads files of the project by their names: see products.h. */
enum product {
	PRODUCT_NONE,
	PRODUCT_AIRFLOW,
	PRODUCT_ASTRO,   /* Astronomer's runtime, for Airflow 2 … */
	PRODUCT_ASTRO_3, /* … and for Airflow 3 */
	PRODUCT_SUPERSET,
	PRODUCT_HUB,     /* JupyterHub … */
	PRODUCT_K8S_HUB, /* … as zero-to-jupyterhub has it */
	PRODUCT_LAB,
	PRODUCT_SHELL,
	PRODUCT_GUNICORN,
	PRODUCT_CELERY,
	PRODUCTS
};

/* A row of a manifest that counts. */
struct declaration {
	struct str dist;   /* as PEP 503 writes it */
	struct str extras; /* of it that are asked for, in the same way, with commas between */
	struct str file;
	const struct facts *facts;
	const struct fact_requirement *row;
	enum purpose purpose;
	bool aged; /* of a release so old that nobody knows what it requires */
};

VEC(declarations, struct declaration);

struct known;
struct locked;

struct posting;

VEC(posting_rows, struct posting);
VEC(row_numbers, uint32_t);

struct declared {
	struct declarations rows;
	struct map by_dist; /* name_id in names → its best row, as index + 1: see declared_find() */
	struct map brought; /* (purpose, name_id): what rows bring along → the row, as index + 1 */
	struct names *names;
	const struct known *known;
	const struct locked *locked;
	const struct map *unread; /* see unread_lists() */
	struct map by_word;       /* hash of a word of a name → row of postings, as index + 1 */
	struct posting_rows postings;
	struct row_numbers with_extras; /* rows for running that ask for extras */
	bool any;                       /* there is a manifest */
	enum product product;           /* whose image it is made of */
	/* Text of a setup.py that reads lists which are declared: see computed.h. */
	struct str setup;
	bool computed; /* and makes its own list of them, nobody knows how */
	bool open;     /* more may be installed than can be seen here */
	bool pixi;     /* Pixi's: what conda's packages bring is not known */
};

/* Directories with a list of requirements in them that nothing reads, by name_id in names → 1. */
void unread_lists(struct map *out, struct arena *a, const struct scan *scan, struct names *names);
/* All of it in `a`; out->names, out->known, out->locked and out->unread are given. */
void declared_build(
	struct declared *out, struct arena *a, const struct project *p, const struct service *s);
/* Has a manifest rows that are in no group? */
bool declared_has_rows(const struct facts *f);
/* What an include of the file leads to; UINT32_MAX: to nothing that is here. */
file_id declared_included(const struct project *p, struct arena *a, const struct scanned *file,
                          const struct fact_directive *d);
/* The first row of the distribution with the lowest purpose; NULL: it is not declared at all. */
const struct declaration *declared_find(const struct declared *d, struct str dist);
/* The first row for that purpose that brings the distribution along; NULL: none is known to. */
const struct declaration *
declared_bringer(const struct declared *d, struct str dist, enum purpose purpose);
/* Has a row for running a name that shares all its words with `name`, or the other way round?
 * `unknown`: only of rows whose requirements the tables do not know. */
bool declared_has_akin(const struct declared *d, struct str name, bool unknown);
/* What a file of requirements, a group or an extra is for, by its name: "requirements-dev.txt",
 * "group:test". */
bool purpose_is_development(struct str name);
/* The same of a group of requirements, "group:test" or "extra:test"; "" is none. */
bool purpose_is_development_group(struct str group);
/* Is the list for whoever publishes the project: requirements-deploy.txt, with what uploads it? */
bool purpose_is_publishing(const struct scanned *file);

#endif
