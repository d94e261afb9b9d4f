/*
 * replace.h - private to imports/: what a contract's `replace` puts in place of an import.
 */
#ifndef SHORING_IMPORTS_REPLACE_H
#define SHORING_IMPORTS_REPLACE_H

#include "imports/check.h"

/* What stands for a dotted name by the longest entry that covers it; "" for none. In `a`. */
struct str replace_name(struct arena *a, const struct contract *contract, struct str target);
/* Is there a module of that name for module m, in its own environment and in those of all services
 * that load it, and is it another one? It must offer `name`, too, unless that is "". */
bool replace_exists(const struct check *c, module_id m, struct str dotted, struct str name);

#endif
