/*
 * cache.h - private to hooks: where the facts of a project are kept between runs.
 */
#ifndef SHORING_HOOKS_CACHE_H
#define SHORING_HOOKS_CACHE_H

#include "config/config.h"

struct arena;

/* The project's file: in `cache` of the configuration, else in the user's cache directory. NULL when
 * there is no such directory. In `a`. */
const char *cache_path(struct arena *a, const struct config *c);
/* Of all that facts depend on besides the files: this program, and what the configuration says
 * about reading. */
uint64_t cache_key(struct arena *a, const struct config *c);
/* That, and what else of the program and the configuration classes are judged by. */
uint64_t cache_judging_key(uint64_t key, const struct config *c);

#endif
