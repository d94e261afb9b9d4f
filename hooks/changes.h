/*
 * changes.h - private to hooks: what a change can have caused.
 */
#ifndef SHORING_HOOKS_CHANGES_H
#define SHORING_HOOKS_CHANGES_H

#include "hooks/command.h"

struct err;
struct selection;
struct session;
struct settled;

/*
 * --changed, --staged and --since leave what the change can have caused: findings with a changed
 * file in their place, their chain, their related places, the orders of their classes or the
 * manifests of their service; and all that were not there before, as the project was then: it is
 * judged once more, with the changed files as git has them. All of it where the configuration
 * changed. s->narrowed says so. Nothing is done without these options. False and why when git
 * cannot tell, or two of them are given.
 */
bool changes_narrow(struct session *s, const struct options *o, struct strs operands,
                    const struct selection *selection, struct settled *settled, struct err *err);

#endif
