/*
 * say.h - the parts of a finding at an import.
 */
#ifndef SHORING_COMMON_SAY_H
#define SHORING_COMMON_SAY_H

#include "findings/findings.h"
#include "project/runs.h"

/* Steps of a chain that a finding shows: of a longer one the first ones, and the last. */
#define CHAIN_LIMIT 100

/* A finding at the import behind edge e of m: its place and, unless it is a service's own
 * finding, the service that owns the file. */
struct finding say_at(const struct project *p, module_id m, const struct edge *e);
/* An import on the way, made by m, as environment `env` calls it. */
struct chain_step say_step(const struct project *p, env_id env, module_id m, const struct edge *e);
/* The imports from an entry to module m, which runs. In `a`. */
struct chain say_chain(const struct runs *r, struct arena *a, module_id m);
/* When the import runs in the service, after "when": "it starts", "this import runs"; of one of which
 * nobody knows what it is started with, "the file is loaded" or, under `__main__`, "the file is run". */
const char *say_when(const struct service *s, const struct edge *e, bool at_start);

#endif
