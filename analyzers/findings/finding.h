/*
 * finding.h - what is wrong, where, why, and how to mend it.
 *
 * A finding is one fact at one place (contract.md). Its texts are copied into the list's
 * arena when it is added; settled findings are const.
 */
#ifndef SHORING_FINDING_H
#define SHORING_FINDING_H

#include "facts/facts.h"
#include "rules/rule.h"

struct arena;
struct config;

/* A step of the way there: an import at file and line, made by module. */
struct chain_step {
	struct str module;
	struct str file;
	uint32_t line;
};

/* A further place of the same fact. */
struct related_place {
	struct str file;
	uint32_t line;
	uint32_t start; /* byte of the file, as in a span */
};

/* Put `text` in place of a span of a file. */
struct edit {
	struct str file;
	struct span span;
	struct str text;
};

SLICE(chain, struct chain_step);
SLICE(related, struct related_place);
SLICE(edits, struct edit);

struct finding {
	enum rule_id rule;
	enum severity severity; /* set by findings_add() unless `has_severity` */
	bool has_severity;      /* the contract that is broken says how grave it is */
	struct str file;        /* relative to the root, with '/' */
	struct span span;
	struct str message; /* one sentence or two, names in backquotes; no newline */
	struct str help;    /* what to do; "" for none */
	/* "" is null in JSON: */
	struct str service, distribution, module, class;
	struct chain chain; /* from where it starts to the file of the finding, or beyond it */
	struct related related;
	struct strs rests;  /* more files that it rests on; in no report */
	struct edits edits; /* sorted, not overlapping; none: no fix */
	bool safe;          /* the edits keep what the program does */
	/* Set when settled: 16 hexadecimal digits, of no other finding. The same while the fact is:
	 * it survives moved lines, other findings and a rule's other wording. */
	struct str fingerprint;
};

SLICE(finding_list, struct finding);

/* What people call the service of that name: so, but "the project" for ".", which is the whole repository where
 * nothing gives that a name. */
static inline struct str
finding_service(struct str name)
{
	return str_eq(name, STR(".")) ? STR("the project") : name;
}

#endif
