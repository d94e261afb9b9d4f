/*
 * fix.h - private to hooks: `shoring check --fix` and `--diff`.
 */
#ifndef SHORING_HOOKS_FIX_H
#define SHORING_HOOKS_FIX_H

#include "findings/fix.h"
#include "hooks/session.h"

/* A project that was judged; all of it is in one arena. */
struct look {
	struct session session;
	struct selection selection;
	struct settled settled;
	struct stopwatch watch; /* of --timings */
};

/* Judge the project, its files taken to hold `texts`. */
typedef bool
project_look(struct look *out, struct arena *a, const struct options *o, struct strs operands,
             struct scan_texts texts, struct err *err);

/* How to look at it again. */
struct looking {
	const struct options *options;
	struct strs operands;
	project_look *look;
};

/*
 * Fix in memory what *look found, looking again after each turn, until nothing is left to fix. In the
 * end *look is of what the files would then hold, in *a; what that had is released. The fixes
 * live in `keep`. NULL and why when the project cannot be looked at any more.
 */
struct fixes *
fix_all(struct look *look, struct arena *a, struct arena *keep, const struct looking *how,
        struct err *err);
/* "Fixed 3 findings in 2 files." or "Would fix …", and what was left alone. */
void fix_say(const struct fixes *f, bool done, struct buf *out);
/* Print the patch, change nothing. An exit status: 1 if there is one. */
int fix_print(const struct fixes *f, const struct options *o);
/* Write the files. EXIT_CLEAN, or EXIT_USAGE and why on standard error. */
int fix_write(const struct fixes *f);

#endif
