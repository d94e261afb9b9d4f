/*
 * say.h - private to imports/: the parts of a finding that contracts share.
 */
#ifndef SHORING_IMPORTS_SAY_H
#define SHORING_IMPORTS_SAY_H

#include "common/say.h"
#include "imports/check.h"

/* What contract's user set goes before what the rule says: severity and message. Adds it. */
void say_contract(const struct check *c, const struct contract *contract, struct finding *f);
/* "use `b.x` instead" by the contract's `replace`, else "". */
struct str
say_replacement(const struct check *c, const struct contract *contract, struct str target);

#endif
