/*
 * audit.h - private to requirements/: what each service needs, and what it declares.
 */
#ifndef SHORING_REQUIREMENTS_AUDIT_H
#define SHORING_REQUIREMENTS_AUDIT_H

#include "findings/findings.h"
#include "project/runs.h"
#include "requirements/declared.h"
#include "requirements/known.h"
#include "requirements/locked.h"
#include "requirements/ways.h"

VEC(related_places, struct related_place);

/* The service's answer to one of its needs. */
enum answer {
	ANSWER_DECLARED, /* or nothing is known */
	ANSWER_EXTRA,
	ANSWER_DEVELOPMENT,
	ANSWER_BROUGHT, /* another distribution that is declared requires it */
	ANSWER_PERHAPS, /* another may: it is not known what that requires */
	ANSWER_NOTHING,
};

/* Why ANSWER_NOTHING is no certain crash, and ANSWER_PERHAPS not even worth a word; see evidence.h. */
enum doubt {
	DOUBT_NONE,
	DOUBT_OTHER,    /* another project that may be there with it declares the need */
	DOUBT_STRAY,    /* a package of the repository, that is not found, may bring it */
	DOUBT_DEVELOP,  /* what is declared for development brings it */
	DOUBT_TOLD,     /* a text beside it tells to install it */
	DOUBT_STRANGER, /* what is declared may bring it */
	DOUBT_RUN,      /* the import may never run */
	DOUBT_START,    /* not all ways to start it come to the import */
	DOUBT_LAYER,    /* Lambda's layers may bring it */
	DOUBT_IMAGE,    /* Airflow's image may have it */
	DOUBT_CLUSTER,  /* the cluster of Spark that it is submitted to has it */
	DOUBT_HOSTS,    /* it is there with what those need who install it */
	DOUBT_LIST,     /* more may be installed than its list has */
	DOUBT_APART,    /* another of its lists has it */
	DOUBT_COMPUTED, /* setup.py computes its list of others */
	DOUBT_MADE,     /* the list that its list was made of has it */
};

struct verdict {
	enum answer answer;
	const struct declaration *row; /* that declares it, or what brings it or may; or NULL */
	uint32_t others;               /* further rows that may */
};

/* A distribution that a service needs, at the import that is the fewest imports away from its
 * entries (ties by path and line). */
struct need {
	struct strs dists; /* any of them will do; the first names the need */
	struct str dotted; /* what is imported, in full */
	module_id module;  /* which imports it */
	const struct edge *edge;
	bool guessed; /* by the name of the import alone */
	bool unheard; /* which no table and no manifest has */
	bool behind;  /* not imported itself: what is imported needs it */
	bool late;    /* and shows that only when it is used: the import goes through */
	bool at_start;
	uint32_t ways; /* a bit for each way to start the service that surely comes to it */
	struct related_places more;
	struct verdict verdict;
	enum doubt doubt;   /* where nothing surely declares or brings it */
	service_id other;   /* of DOUBT_OTHER */
	struct str lacking; /* the list that lacks what another one has; "": none has it */
	/* Of DOUBT_STRAY the package, of DOUBT_TOLD the text, of DOUBT_DEVELOP what brings it. */
	struct str by;
};

VEC(needs, struct need);

/* A distribution that a service declares and another one of the repository is. */
struct maker {
	const struct declaration *row;
	service_id service;
};

VEC(makers, struct maker);

/* What some of a service's lists declare. */
struct part {
	const struct declared
		*declared; /* NULL: it is all, or nobody knows what else comes along */
	struct str path;   /* of its foremost list */
	bool named;        /* that is a Dockerfile, which installs by name alone */
};

struct service_audit {
	const struct service *service;
	struct known known;
	struct declared declared;
	struct part image;    /* what its image installs of that, where it tells */
	struct part apart[2]; /* what its project requires, and its requirements files */
	struct runs runs;
	struct ways ways;
	struct needs needs;   /* with runs and ways: only if one may not be declared */
	struct needs strange; /* of names that nobody has heard of; not judged with the others */
	service_id around;    /* the innermost service whose directory holds its own; or ID_NONE */
	struct makers makers;
	struct makers hosts; /* the other way round: who declares what is made here */
};

/* What a name of ours is of, anywhere in the repository. */
enum ours { OURS_MODULE = 1, OURS_FOLDER = 2 };

struct kinds;
struct service_rows;
struct declarers;

VEC(declarer_rows, struct declarers);

struct audit {
	const struct project *project;
	struct arena *arena;
	struct service_audit *services; /* by service_id */
	struct names *names;            /* normalised names of distributions */
	struct map ours;                /* names of our own, by name_id → of enum ours */
	struct locked *locked;
	struct map unread;     /* unread_lists() */
	struct map anywhere;   /* distributions that any manifest or lock has → 1 */
	struct map beginnings; /* of their names: of a-b-c, a and a-b → 1 */
	struct map projects;   /* distributions that are made here → row of project->own + 1 */
	uint32_t *namesakes;   /* of each row of project->own: the one before called so, + 1; 0 */
	struct map wanted;     /* of heard.h, once asked: distribution → how often */
	struct map habits;     /* of habit.h, once asked: distribution → how many services */
	struct map
		beside; /* of habit.h, once asked: two distributions → 1, or 2 if they go together */
	struct map products[PRODUCTS]; /* of products.c, once asked: what is there with each */
	struct map layers;             /* distributions that layers of Lambda have → 1 */
	struct map functions; /* of hosted.h: service → whether it is a function of Lambda */
	struct map
		runners; /* of hosted.c, once asked: (service, what runs its files), folder → 1 */
	struct map uploads; /* of hosted.c, once asked: folder → does a text upload its DAGs? */
	struct map by_path; /* hash of a service's path → service_id */
	struct map told;    /* of told.h, once asked: (folder, distribution) → a text */
	struct map
		strange; /* of unheard.c, once asked: a name that nobody has heard of → enum strange */
	uint32_t texts;    /* of unheard.c: how many were read for that, + 1; 0: it was not asked */
	struct map listed; /* of around.c, once asked: (manifest, distribution) → 1 */
	struct service_rows *below; /* private to evidence.c, once asked */
	/* Private to declarers.c, once asked: distribution → row of declarers. */
	struct map declarer_of;
	struct declarer_rows declarers;
	struct kinds *kinds;
};

/* All services, judged; one whose needs are surely all declared has no rows of them. In `a`. */
struct audit *audit_new(struct arena *a, const struct project *p);
/* Is it an import of somebody else's module, that names it? */
bool audit_asks(const struct facts *f, const struct edge *e);
/* The name of what an import statement loads and takes from it: "m.n" of `from m import n`. */
struct str
audit_full_name(struct arena *a, const struct fact_import *import, const struct facts *f);

#endif
