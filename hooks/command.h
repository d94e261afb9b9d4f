/*
 * command.h - the subcommands of the `shoring` program.
 */
#ifndef SHORING_COMMAND_H
#define SHORING_COMMAND_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum exit_status {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1, /* an error; with --strict a warning */
	EXIT_USAGE = 2,    /* bad option, bad configuration, unreadable input */
	EXIT_BUG = 3,      /* die() */
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct options {
	struct str config; /* --config; "" : looked for */
	struct str format; /* --format; "" : the command's own default */
	struct str output; /* --output; "" : standard output */
	struct strs select, ignore, services;
	enum color color;
	unsigned jobs; /* 0: as many as there are cores */
	bool no_cache, quiet, strict, exit_zero, statistics, verbose, all;
};

struct command {
	const char *name;
	const char *operands; /* "[PATH…]", for the usage line */
	const char *help;     /* one line */
	const char *details;  /* more, for `shoring NAME --help` */
	int (*run)(const struct options *o, struct strs operands);
};

int command_check(const struct options *o, struct strs operands);
int command_explain(const struct options *o, struct strs operands);
int command_rules(const struct options *o, struct strs operands);
int command_facts(const struct options *o, struct strs operands);
int command_why(const struct options *o, struct strs operands);

#endif
