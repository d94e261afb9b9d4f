/*
 * options.h - private to hooks: the command line, read by one table.
 */
#ifndef SHORING_OPTIONS_H
#define SHORING_OPTIONS_H

#include "hooks/command.h"

enum option_kind { FLAG, TEXT, LIST, NUMBER, COLOR };

/* One option. What its value is called also says how shells complete it (completing.h). */
struct option {
	const char *name, *value, *help;
	enum option_kind kind;
	unsigned groups; /* enum option_group: whose commands have it */
	size_t at;       /* its field in struct options */
};

SLICE(option_table, struct option);

/* All of them, as `--help` lists them. */
struct option_table options_all(void);

/* What the words after the command's name ask for. */
struct command_words {
	struct options options;
	struct strs operands;
	bool help; /* --help is among them */
};

/* False and why when they are not to be understood. Lists live in `a`. */
bool options_parse(struct arena *a, const struct command *command, struct strs words,
                   struct command_words *out, struct err *err);
/* The lines of `--help` about the options of these groups. */
void options_print(unsigned groups, struct buf *out);

#endif
