/*
 * images.h - what is known of the images that a Dockerfile starts from.
 */
#ifndef SHORING_IMPORTS_IMAGES_H
#define SHORING_IMPORTS_IMAGES_H

#include "facts/facts.h"

/* Does every stage start from an earlier one, or from an image of an operating system or a
 * language? Any other image may hold code of the repository already. */
bool images_are_bare(const struct facts *dockerfile);

#endif
