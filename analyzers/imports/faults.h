/*
 * faults.h - private to imports/: imports that fail in a service, each said once.
 */
#ifndef SHORING_IMPORTS_FAULTS_H
#define SHORING_IMPORTS_FAULTS_H

#include "imports/check.h"

/* What one service cannot import, at the import that is the fewest imports away from its
 * entries (ties by path and line). */
struct fault {
	const struct service *service;
	module_id module; /* which makes the import */
	const struct edge *edge;
	bool at_start; /* it runs when the service starts; else when a function is called */
};

/* A rule on services. */
struct fault_rule {
	enum rule_id rule;
	/* May the rule be about this import in a service with that environment? Asked once for all
	 * services in which the import leads to the same. */
	bool (*suspects)(void *ctx, env_id env, const struct edge *e);
	/* Is the rule about this import of module m? Asked of all that run in a service that loads a
	 * suspect, one service after the other; once for each. */
	bool (*concerns)(void *ctx, const struct service *s, module_id m, const struct edge *e);
	/* Is it a fault? Asked once a service and target; ctx is handed through. */
	bool (*holds)(void *ctx, const struct fault *fault);
	/* Write the message and the help of f. */
	void (*text)(void *ctx, const struct fault *fault, struct finding *f);
	void *ctx;
};

/* Add a finding for each service and target: what the service's entries come to by imports
 * that nothing guards; those for type checkers and those never reached do not count. */
void faults(const struct check *c, const struct fault_rule *rule);

#endif
