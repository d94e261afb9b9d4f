/*
 * smoke.h - services that were started on paper, in the form somebody reads.
 */
#ifndef SHORING_REPORT_SMOKE_H
#define SHORING_REPORT_SMOKE_H

#include "base/buf.h"
#include "base/vec.h"
#include "findings/findings.h"
#include "project/start.h"

/* A statement that fails. */
struct smoke_failure {
	const struct finding *finding; /* why, and how to mend it */
	struct str raises;             /* what Python says: "ImportError: …" */
	struct chain way;              /* from an entry; the last step is the statement itself */
	uint32_t col;
	bool at_start; /* else when the function around it is called */
};

VEC(smoke_failures, struct smoke_failure);

struct smoke_service {
	const struct service *service;
	struct start start;
	uint32_t modules;               /* that ran */
	struct strs distributions;      /* imported at start, by name, as PEP 503 has it */
	struct smoke_failures failures; /* those at start first, in the order they are met */
	uint32_t at_start;              /* how many of them */
	struct strs unknown;            /* what could not be judged, a sentence each */
};

VEC(smoke_services, struct smoke_service);

struct smoke {
	const struct project *project;
	struct smoke_services services;
	uint32_t starting; /* how many of them start */
	bool color, quiet;
};

/* Does it start, going by what can be known? What has no file to start from does not. */
bool smoke_starts(const struct smoke_service *s);
/* A service a paragraph; the first failure as Python's traceback. */
void smoke_text(const struct smoke *smoke, struct buf *out);
/* One object, version 1; the modules in the order in which they begin to run. */
void smoke_json(const struct smoke *smoke, struct buf *out);

#endif
