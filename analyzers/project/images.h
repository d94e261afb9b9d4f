/*
 * images.h - what is known of the images that a Dockerfile starts from.
 */
#ifndef SHORING_PROJECT_IMAGES_H
#define SHORING_PROJECT_IMAGES_H

#include "project/project.h"

enum image_kind {
	IMAGE_UNKNOWN, /* may hold code of the repository, and any distributions */
	IMAGE_STOCKED, /* nobody's code, but distributions, or a program that is made of them */
	IMAGE_BARE,    /* an operating system or a language, without distributions */
};

/* "registry:5000/library/python:3.12-slim@sha256:…" is `python`. */
struct str images_name(struct str image);
/* Going by the last parts of its name. */
enum image_kind image_kind(struct str image);
/* The image that this directive of a Dockerfile starts a stage from; "" when it is none that does,
 * or one that starts from an earlier stage. */
struct str image_of(const struct facts *f, uint32_t directive);
/* Is it certain that no stage of that part starts with code in it that no part has? */
bool images_are_without_code(const struct project *p, const struct image_part *part);
/* Does it have Python, by what it starts from and what its commands say? An image of Node's has none. */
bool images_have_python(const struct facts *dockerfile);
/* May a command of it make the file, which it does not copy: `touch shared/__init__.py`, `cp -r /lib/shared .`?
 * Going by the names of the file and of its folder. */
bool images_may_make(const struct facts *dockerfile, struct str path);

#endif
