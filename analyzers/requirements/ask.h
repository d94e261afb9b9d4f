/*
 * ask.h - what commands ask about one service and its distributions.
 */
#ifndef SHORING_REQUIREMENTS_ASK_H
#define SHORING_REQUIREMENTS_ASK_H

#include "project/project.h"

struct ask;

/* What the rules on requirements know of the project. All answers are in `a`, too. */
struct ask *ask_new(struct arena *a, const struct project *p);

/* What one service has. */
struct ask_service {
	bool any;  /* a manifest */
	bool open; /* more may be installed than can be seen */
};

struct ask_service ask_service(struct ask *q, service_id s);

/* How an import comes to need a distribution. */
enum ask_link {
	ASK_NOTHING, /* it does not */
	ASK_IMPORT,  /* it is imported itself */
	ASK_BEHIND,  /* what is imported needs it besides its own */
};

/* Does the import behind edge e of m need the distribution (as PEP 503 writes it)? *name is what
 * is imported, in full. */
enum ask_link
ask_edge(struct ask *q, module_id m, const struct edge *e, struct str dist, struct str *name);
/* Does what is imported (ASK_BEHIND) need it only when it is used, so that the import goes through? */
bool ask_is_late(struct ask *q, struct str name);
/* The distributions that an import name comes from, the likeliest first; none: nobody knows. */
struct strs ask_origin(struct ask *q, struct str dotted);
/* Who says which those are. */
enum ask_source {
	ASK_FROM_NOWHERE, /* nobody */
	ASK_FROM_CONFIG,
	ASK_FROM_INSTALLED,
	ASK_FROM_TABLE,
	ASK_FROM_OWN,  /* it is called so itself, and known by that name, … */
	ASK_FROM_NAME, /* … or not */
};

enum ask_source ask_origin_source(struct ask *q, struct str dotted);
/* The same, for the import behind edge e of m. */
struct strs ask_edge_origin(struct ask *q, module_id m, const struct edge *e);
/* Does any manifest of the repository declare it? */
bool ask_declared_anywhere(const struct ask *q, struct str dist);

/* For what a manifest wants a distribution. */
enum ask_purpose {
	ASK_RUN,
	ASK_EXTRA,       /* in an extra that the service does not ask for */
	ASK_DEVELOPMENT, /* for development only */
	ASK_ELSEWHERE,   /* its marker is false here */
};

/* A row of a manifest. */
struct ask_row {
	struct str name; /* of the distribution, as written */
	struct str file; /* "": it is configured as provided, or the image brings it */
	uint32_t line;
	enum ask_purpose purpose;
	struct str group; /* "extra:NAME", "group:NAME", or "" */
	struct str marker;
	struct str service; /* whose manifest it is */
};

SLICE(ask_rows, struct ask_row);

/* How a service comes to have a distribution. */
struct ask_answer {
	struct ask_rows declared; /* by its own manifests */
	struct ask_rows brought;  /* by what these declare: one row or none */
	struct ask_rows others;   /* services that declare it for when they run, one row each */
};

/* s may be ID_NONE: then all are others. */
struct ask_answer ask_distribution(struct ask *q, service_id s, struct str dist);

/* What a service has of a distribution that it does not import. */
enum ask_use_kind {
	ASK_NAMED,  /* a file names it: a command, a setting, a string */
	ASK_SERVES, /* a file has a URL whose scheme it serves */
	ASK_LOADED, /* a declared distribution loads it by itself */
	ASK_TYPES,  /* it is the types of a declared distribution */
};

struct ask_use {
	enum ask_use_kind kind;
	struct str what; /* the word in the file, the scheme, or the other distribution */
	struct str file; /* of the first two */
	uint32_t line;   /* 0: in a literal */
};

SLICE(ask_uses, struct ask_use);

/* Reads the service's texts. */
struct ask_uses ask_uses(struct ask *q, service_id s, struct str dist);

#endif
