/*
 * rule.h - the catalogue: what every rule is called, weighs and says.
 *
 * rules.inc is made at build time by rules/compile.c from the front matter of
 * rules/<analyzer>/<name>.md. There is no second list of rules anywhere.
 */
#ifndef SHORING_RULE_H
#define SHORING_RULE_H

#include "base/str.h"

enum severity { SEVERITY_OFF, SEVERITY_WARNING, SEVERITY_ERROR };
enum fixable { FIX_NONE, FIX_SAFE, FIX_UNSAFE };

enum rule_id {
#define RULE(id, ...) RULE_##id,
#include "rules.inc"
#undef RULE
	RULE_COUNT
};

struct rule {
	const char *id;   /* "IMP001"; never reused */
	const char *name; /* "forbidden-import"; reads well after "allow" */
	enum severity severity;
	enum fixable fixable;
	bool by_service;     /* judged per service (contract.md, "Services in findings") */
	const char *since;   /* first version that has it */
	const char *summary; /* one sentence */
	const char *page;    /* the Markdown page, for `shoring explain` */
};

extern const struct rule rules[RULE_COUNT];

/* By id or by name, in any case; NULL when there is none. */
const struct rule *rule_find(struct str id_or_name);
/* The nearest name or id, for "did you mean"; NULL when none is near. */
const struct rule *rule_nearest(struct str id_or_name);
/* Set on[id] for every rule that a selector names: an id, a name, or a prefix of ids
 * ("IMP", "REQ00", "ALL"). False when it names none; a prefix that the contract reserves
 * (IMP REQ CLS PAT SRC SUP) is never false. */
bool rule_select(struct str selector, bool on[RULE_COUNT]);
/* Is it an id, a name or a prefix of ids of a rule that the contract promises and this version
 * does not have yet (reserved.txt)? Nobody is told that there is no such rule. */
bool rule_reserved(struct str selector);

#endif
