/*
 * findings.h - the list of findings, and what is left of it in the end.
 *
 * Analyzers add, each thread to a list of its own; settling applies suppressions, severities and
 * selection, and puts them into the order of the contract.
 */
#ifndef SHORING_FINDINGS_H
#define SHORING_FINDINGS_H

#include "findings/finding.h"
#include "scan/scan.h"

struct baseline;
struct findings;

/* What of it is reported. */
struct selection {
	bool rules[RULE_COUNT]; /* after --select and --ignore; severities come from the config */
	struct strs services;   /* none: all, and files of no service */
	struct strs paths;      /* files and directories; none: all */
};

/* An empty list; all it is given is copied into `a`. */
struct findings *
findings_new(struct arena *a, const struct config *config, const struct selection *selection);
/* An empty list for another thread to add to, of the same rules: in `a`, what it is given in an arena of
 * its own. It must be joined. */
struct findings *findings_branch(const struct findings *f, struct arena *a);
/* What was added to the branch comes after what is in the list; the branch is empty then. */
void findings_join(struct findings *f, struct findings *branch);
/* The branch is empty then, and need not be joined. */
void findings_drop(struct findings *branch);
/* Is the rule on (selected, and not off in the configuration)? A check whose rule is off is
 * not run. */
bool findings_want(const struct findings *f, enum rule_id rule);
/* Add one, unless it is in a file outside of the project: those are read, not judged. Names in it, and its
 * texts, that nobody can read are cut: see findings_brief(). */
void findings_add(struct findings *f, const struct finding *finding);
/* The text if it is one that somebody reads; else its start and its end, in the list's arena. Names and
 * versions in files may be as long as a file. */
struct str findings_brief(struct findings *f, struct str text);
/* The service of that name as sentences have it: "`api`", or finding_service(). In the list's arena. */
struct str findings_service(struct findings *f, struct str name);
/* A formatted text in the list's arena, for a finding's message or help. */
struct str findings_text(struct findings *f, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* What settling asks of the model. */
struct settle_with {
	/* The service of a file, "" for none. */
	struct str (*owner)(const void *ctx, file_id file);
	/* What tells a service from the others whatever it is called; "" for "". */
	struct str (*lasting)(const void *ctx, struct str service);
	const void *ctx;
	struct baseline *baseline; /* NULL: none */
};

struct settled {
	struct finding_list list; /* by file, line, column, rule and service; no doubles */
	uint32_t suppressed;      /* hidden by comments */
	uint32_t baselined;       /* hidden by the baseline */
	uint32_t errors, warnings;
};

/* Add SRC findings for the problem rows of the files and SUP001 for comments that hid
 * nothing (of rules that ran on all of their file); drop what comments and the baseline hide, what
 * is not selected and doubles; sort; fingerprint. The findings are spent. The baseline's rows
 * are gone that were looked for and not found. */
struct settled
findings_settle(struct findings *f, const struct scan *scan, const struct settle_with *with);

#endif
