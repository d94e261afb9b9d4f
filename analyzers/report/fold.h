/*
 * fold.h - findings as entries: one fact that holds in several services is one. Private to
 * report/.
 */
#ifndef SHORING_REPORT_FOLD_H
#define SHORING_REPORT_FOLD_H

#include "base/buf.h"
#include "findings/findings.h"

struct arena;

SLICE(finding_refs, struct finding *const);

struct entry {
	const struct finding *finding; /* the first of the gravest */
	struct finding_refs all;       /* one a service, that among them */
	struct strs services;          /* in which it holds; none where a rule asks for none, or the
	                                  message names the only one */
};

SLICE(entries, struct entry);

/* One cause, one item: a distribution that several services lack, a module that several places
 * miss. */
struct cause {
	const struct entry **at; /* in the order of the list, at least one */
	uint32_t count, room;
};

SLICE(causes, struct cause);

/* In the order of the list. */
struct entries fold(struct arena *a, struct finding_list list);
/* Errors first, each in the order of its first entry. */
struct causes fold_causes(struct arena *a, struct entries entries);
/* Append "a, b, c", fit for a terminal. */
void fold_services(struct buf *out, const struct entry *entry);
/* Append "message (in a, b, c)": what one line says, for programs, as the texts have it. */
void fold_sentence(struct buf *out, const struct entry *entry);

#endif
