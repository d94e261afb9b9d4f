/*
 * guard.h - can a statement be reached on the configured Python and platform?
 *
 * sys.version_info and sys.platform as the language reference and PEP 724's type checkers
 * read them: three-valued, so that a test nobody can decide leaves both branches open.
 */
#ifndef SHORING_FACTS_GUARD_H
#define SHORING_FACTS_GUARD_H

#include "base/str.h"

enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };

/* The value of a guard expression (facts.h) on Python 3.<minor> under Linux; "" is true,
 * and what is no expression is unknown. */
enum truth guard_truth(struct str guard, unsigned minor);

#endif
