/*
 * suppress.h - comments that hide findings. Private to findings/.
 */
#ifndef SHORING_FINDINGS_SUPPRESS_H
#define SHORING_FINDINGS_SUPPRESS_H

#include <assert.h>

#include "findings/list.h"

/* One bit a rule. */
typedef uint64_t rule_mask;

static_assert(RULE_COUNT <= 64, "a rule_mask has a bit for each rule");

#define RULE_BIT(rule) ((rule_mask)1 << (rule))

struct comment {
	const struct fact_ignore *fact;
	rule_mask rules; /* what it names */
	rule_mask used;  /* and has hidden */
};

struct file_comments {
	uint32_t first, count;  /* in comments, in source order */
	struct comment **whole; /* by rule: what hides it in the whole file; NULL: nothing does */
	uint32_t **next; /* by rule, once one is asked for: from each comment on, the first that
	                           names it on a line; `count` where there is none */
};

struct suppressions {
	struct arena *arena;
	const struct scan *scan;
	struct file_comments *files; /* by file_id */
	struct comment *comments;
};

struct suppressions *suppressions_new(struct arena *a, const struct scan *scan);
/* The rules that a name in a comment's list stands for; 0 when it is none of ours. */
rule_mask suppression_names(struct str name);
/* Does a comment hide it? The comment is then in use. O(log comments of the file). */
bool suppressions_hide(struct suppressions *s, const struct finding *finding);
/* Add SUP001 for the comments that can be judged and are not in use. */
void suppressions_judge(
	const struct suppressions *s, struct findings *f, const struct settle_with *with);

#endif
