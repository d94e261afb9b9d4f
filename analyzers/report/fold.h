/*
 * fold.h - findings as entries: one fact that holds in several services is one. Private to
 * report/.
 */
#ifndef SHORING_REPORT_FOLD_H
#define SHORING_REPORT_FOLD_H

#include "base/buf.h"
#include "findings/findings.h"

struct arena;

struct entry {
	const struct finding *finding; /* the first of them */
	struct strs services;          /* in which it holds; none where a rule asks for none, or the
	                                  message names the only one */
};

SLICE(entries, struct entry);

/* In the order of the list. */
struct entries fold(struct arena *a, struct finding_list list);
/* Append "a, b, c". */
void fold_services(struct buf *out, const struct entry *entry);

#endif
