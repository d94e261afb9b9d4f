/*
 * guard.h - can a statement be reached on the configured Python and platform?
 *
 * sys.version_info and sys.platform as type checkers read them (PEP 484, "Version and platform
 * checking"), three-valued: a test that nobody can decide leaves both branches open.
 */
#ifndef SHORING_FACTS_GUARD_H
#define SHORING_FACTS_GUARD_H

#include "base/str.h"

enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };

/* The value of a guard expression (facts.h) on Python 3.<minor> under Linux; "" is true,
 * and what is no expression is unknown. */
enum truth guard_truth(struct str guard, unsigned minor);

#endif
