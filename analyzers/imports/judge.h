/*
 * judge.h - private to imports/: the imports that break a contract between groups.
 */
#ifndef SHORING_IMPORTS_JUDGE_H
#define SHORING_IMPORTS_JUDGE_H

#include "imports/check.h"
#include "imports/contract.h"

/* An import that leads from a group to another that it must not import. */
struct violation {
	const struct contract_view *view;
	module_id module; /* which makes it */
	const struct link *link;
	struct str name;   /* the module's dotted name */
	struct str target; /* dotted: what must not be reached */
	bool outside;      /* it is not ours */
	const struct group *from, *to;
	struct chain chain; /* the imports after this one; the last one names the target */
};

/* Write the message and the help of f. */
typedef void violation_text(const struct check *c, const struct violation *v, struct finding *f);

/* Add a finding of `rule` for each import, target and contract of that type. */
void judge(const struct check *c, enum contract_type type, enum rule_id rule, violation_text *text);
/* " through `a.b`" or " through `a.b` and 3 more modules"; "" for a direct import. */
struct str judge_way(const struct check *c, const struct violation *v);

#endif
