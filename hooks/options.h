/*
 * options.h - private to hooks: the command line, read by one table.
 */
#ifndef SHORING_OPTIONS_H
#define SHORING_OPTIONS_H

#include "hooks/command.h"

/* What the words after the command's name ask for. False and why when they are not to be
 * understood; *help when --help is among them. Lists and operands live in `a`. */
bool options_parse(struct arena *a, const struct command *command, struct strs words,
                   struct options *out, struct strs *operands, bool *help, struct err *err);
/* The lines of `--help` about the options of these groups. */
void options_print(unsigned groups, struct buf *out);

#endif
