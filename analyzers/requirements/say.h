/*
 * say.h - private to requirements/: findings at what needs a distribution.
 */
#ifndef SHORING_REQUIREMENTS_SAY_H
#define SHORING_REQUIREMENTS_SAY_H

#include "requirements/audit.h"
#include "requirements/check.h"

/* A need of a service that is judged to have that answer. */
struct unmet {
	const struct service_audit *s;
	const struct need *need;
	const struct declaration *row; /* as in the verdict */
};

/* Write the message and the help of f. */
typedef void
unmet_text(const struct requirement_check *c, const struct unmet *u, struct finding *f);

/* Add a finding of the rule for each need, imported itself (or behind an import), that is judged
 * so: with its chain and the further places. */
struct unmet_rule {
	enum rule_id rule;
	enum answer answer;
	bool behind;
	bool deployed; /* only services of which it is known what is started */
	bool at_start; /* only imports that no function stands around */
	unmet_text *text;
};

/* Why the finding is only a warning, as the end of its message; "" for an error. */
struct str say_doubt(const struct requirement_check *c, const struct unmet *u);
void say_unmet(const struct requirement_check *c, const struct unmet_rule *rule);

/* Does the import run when its file is loaded, for all that is seen? */
bool say_at_start(const struct need *need);
/* When the need's import runs, as in common/say.h. */
const char *say_need_when(const struct unmet *u);
/* The manifest that should declare what the service needs, or "". *only (may be NULL): no other one
 * would do as well. */
struct str say_manifest(const struct requirement_check *c, const struct service *s, bool *only);
/* " (`other` declares it in FILE)", for another service than s; or "". */
struct str say_elsewhere(const struct requirement_check *c, const struct unmet *u);
/* The name of the need's distribution, as its manifests spell it. */
struct str say_dist(const struct requirement_check *c, const struct unmet *u);

#endif
