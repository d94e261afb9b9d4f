/*
 * words.h - classes, conflicts and repairs in words; for findings and for `shoring mro` alike.
 *
 * Texts live in the classes' arena.
 */
#ifndef SHORING_CLASSES_WORDS_H
#define SHORING_CLASSES_WORDS_H

#include "classes/explain.h"

/* " (shop/models.py:12)", or "" for a class of the standard library. */
struct str words_place(struct classes *c, type_id type);
/* The base of that place in the class's verdict, as it is written: `Base[...]`; by its name where
 * nobody wrote it. */
struct str words_base(struct classes *c, class_id id, uint32_t base);
/* "it lists `A` before `B`, but `B` inherits from `A` (shop/models.py:12)" */
struct str words_conflict(struct classes *c, struct precedences turns);
/* What to write instead, or that there is nothing. */
struct str words_repair(struct classes *c, class_id id, const struct repair *repair);

#endif
