/*
 * rule.h - the catalogue: what every rule is called, weighs and says.
 *
 * rules.inc is made at build time by rules/compile.c from the front matter of
 * rules/<analyzer>/<name>.md. There is no second list of rules anywhere.
 */
#ifndef SHORING_RULE_H
#define SHORING_RULE_H

#include "base/str.h"

enum severity { SEVERITY_OFF, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };
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
	const char *since;   /* first version that has it */
	const char *summary; /* one sentence */
	const char *page;    /* the Markdown page, for `shoring explain` */
};

extern const struct rule rules[RULE_COUNT];

/* By id or by name; NULL when there is none. */
const struct rule *rule_find(struct str id_or_name);
/* The nearest name, for "did you mean"; NULL when none is near. */
const struct rule *rule_nearest(struct str id_or_name);

#endif
