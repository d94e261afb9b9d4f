/*
 * err.h - the three ways to go wrong.
 *
 * The user's code is wrong: a finding (findings/finding.h), never an error.
 * The user's set-up is wrong (no such file, bad YAML): the function returns
 *   false and says why in its last argument, a struct err.
 * shoring is wrong, or memory is used up: die(), which does not return.
 */
#ifndef SHORING_ERR_H
#define SHORING_ERR_H

#include <stdnoreturn.h>

#include "base/defs.h"

struct err {
	char text[512]; /* one line, no newline; cut if longer */
};

/* Set the text; always false, so a caller writes `return err_set(err, ...);`. */
bool err_set(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Put "<fmt>: " before what is there (a path, a step); always false. */
bool err_wrap(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* "shoring: internal error: ..." on stderr, exit status 3. */
noreturn void die(const char *fmt, ...) PRINTF_LIKE(1, 2);

#endif
