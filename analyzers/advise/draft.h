/*
 * draft.h - a contract before it is configuration: proposed, or translated from another tool.
 */
#ifndef SHORING_ADVISE_DRAFT_H
#define SHORING_ADVISE_DRAFT_H

#include "base/buf.h"
#include "config/config.h"

struct draft {
	struct str name;
	enum contract_type type;
	struct strs from, to; /* layers and independence: from is the layers, the modules */
	bool transitive;
	struct strs contexts, allow; /* none: left to the default */
	struct str message;          /* "" : the default */
	bool warns;                  /* severity: warning */
	struct strs notes;           /* sentences, a comment each, before the contract */
	bool held_back;              /* written as a comment */
};

SLICE(drafts, struct draft);

/* Append the contract as an item of `contracts`, with its notes. */
void draft_put(struct buf *out, const struct draft *d);
/* Append "key: [a, b]" and a newline, `indent` blanks before it; as a block where it is long. */
void draft_put_list(struct buf *out, unsigned indent, const char *key, struct strs items);
/* Append the sentence as comments, `indent` blanks before each line, cut at blanks to 100 columns. */
void draft_put_note(struct buf *out, unsigned indent, struct str note);
/* Append the lines of `text`, each made a comment at that indent; `text` is indented by it too. */
void draft_put_commented(struct buf *out, unsigned indent, struct str text);

#endif
