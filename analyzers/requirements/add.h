/*
 * add.h - private to requirements/: a missing distribution is added to a manifest.
 */
#ifndef SHORING_REQUIREMENTS_ADD_H
#define SHORING_REQUIREMENTS_ADD_H

#include "requirements/drop.h"
#include "requirements/say.h"

/*
 * Put the edits in f that declare the need in the manifest that say_manifest() names: in the style of its
 * rows, in order if they are. Versions are never made up: where another manifest of the repository
 * declares the distribution, what that says is taken. None where it is not clear which manifest it
 * should be, or how it is written. They are safe if it is known which distribution it is.
 */
void add_requirement(const struct requirement_check *c, const struct unmet *u, struct finding *f);

#endif
