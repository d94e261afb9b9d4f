/*
 * report.h - findings in the form somebody reads.
 */
#ifndef SHORING_REPORT_H
#define SHORING_REPORT_H

#include "base/buf.h"
#include "findings/findings.h"

/* What was looked at: part of every answer (contract.md, "Coverage"). */
struct coverage {
	uint32_t files, analysed, excluded, failed;     /* Python files */
	uint32_t manifests, manifests_failed, services; /* failed: could not be parsed */
	struct strs service_names, roots;               /* roots: of files outside services */
	struct str environment;                         /* that was read: ".venv"; "": none */
	struct strs excluded_by; /* "12 by `exclude` in shoring.yaml", one sentence part each */
	struct strs
		notes; /* what selected or analysed nothing, what was skipped: a sentence each */
};

struct report {
	struct settled settled;
	const struct scan *scan;
	struct coverage coverage;
	struct str preface; /* text: what stands before the findings; "" */
	struct str fixed;   /* what was fixed, lines of a summary; "" */
	bool color;         /* ANSI colours */
	unsigned width;     /* text: columns of the terminal; 0: lines are not wrapped */
	struct str link;    /* text: the URL of the root, to make links of paths; "": no links */
	bool welcome;    /* text: a first run that somebody looks at: what was found, what next */
	bool quote;      /* text: the source line and a caret under each finding */
	bool quiet;      /* no summary */
	bool statistics; /* counts: in place of findings in text, beside them in JSON */
	bool strict;     /* warnings fail the run */
	/* text: NULL, or appends the reasons behind a finding, a line each */
	void (*reasons)(const void *ctx, const struct finding *finding, struct buf *out);
	const void *reasons_ctx;
	bool ran[RULE_COUNT]; /* rules that were looked for */
	unsigned status;      /* the exit code */
};

struct reporter {
	const char *name; /* "text", "sarif" */
	const char *help;
	void (*write)(const struct report *r, struct buf *out);
	bool summary; /* it ends with one, unless it is to be quiet */
};

extern const struct reporter reporters[]; /* ends with a NULL name */

/* By name; NULL when there is none. */
const struct reporter *reporter_find(struct str name);
/* Append "text, concise, …": all names. */
void reporter_names(struct buf *out);
/* The summary in one or more lines: findings by severity, coverage, notes. Ends text
 * reports; goes to standard error beside --output. */
void report_summary(const struct report *r, struct buf *out);

#endif
