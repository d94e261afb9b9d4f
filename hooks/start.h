/*
 * start.h - private to hooks: what of the findings a service meets when it starts.
 */
#ifndef SHORING_HOOKS_START_H
#define SHORING_HOOKS_START_H

#include "project/chain.h"
#include "report/smoke.h"
#include "requirements/ask.h"

/* Findings by the places where they fail. */
struct faults_at;

/* Turn on the rules whose findings are failures of the interpreter: what check reports of the
 * others does not keep a service from starting. */
void start_rules(bool rules_on[RULE_COUNT]);
/* Sort the findings of these rules by service and place. In `a`. */
struct faults_at *
faults_at_new(struct arena *a, const struct project *p, struct ask *ask, struct finding_list list);
/* Start a service of the project. In `a`. */
void start_service(struct smoke_service *out, struct arena *a, struct faults_at *at, service_id s);
/* Does Python refuse the class that the finding is about? Type checkers refuse more. */
bool start_is_raised(const struct finding *f);
/* What Python says when that import of module m fails, by the finding there; e is NULL for a
 * class statement. In `a`. */
struct str
start_raises(struct arena *a, const struct project *p, const struct service *s, module_id m,
             const struct edge *e, const struct finding *f);
/* What of a start on paper could not be judged, a sentence each. In `a`. */
struct strs
start_unknown(struct arena *a, const struct project *p, struct ask_service asked,
              const struct smoke_service *s);

#endif
