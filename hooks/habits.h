/*
 * habits.h - private to hooks: words that people bring along from other tools.
 */
#ifndef SHORING_HOOKS_HABITS_H
#define SHORING_HOOKS_HABITS_H

#include "base/str.h"

/* What does here what the command, or the option, does elsewhere: a phrase that ends a sentence. NULL
 * when the word is no habit. */
const char *habit_of_command(struct str word);
const char *habit_of_option(struct str word);

#endif
