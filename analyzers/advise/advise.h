/*
 * advise.h - what a repository's first shoring.yaml could say, read off the code.
 *
 * A contract is proposed where today's imports keep it, or nearly do; then it is held back, and the
 * imports that break it are named. That they keep it is not worked out here: the import rules are asked.
 */
#ifndef SHORING_ADVISE_H
#define SHORING_ADVISE_H

#include "advise/convert.h"
#include "advise/draft.h"
#include "project/project.h"

/* Contracts worth proposing, the most telling first. In `a`. */
struct drafts advise_contracts(const struct project *p, struct arena *a);
/* Hold back, with the imports that break them, those that do not hold in this project: the one that the
 * written configuration makes. False when there are none such. */
bool advise_again(const struct project *p, struct arena *a, struct drafts *drafts);
/* The whole file: what was found of the project, and these contracts; or, with a conversion, what another
 * tool was told. */
void advise_write(struct buf *out, const struct project *p, struct drafts drafts,
                  const struct conversion *from);

#endif
