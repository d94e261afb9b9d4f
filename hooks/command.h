/*
 * command.h - the subcommands of the `shoring` program.
 */
#ifndef SHORING_COMMAND_H
#define SHORING_COMMAND_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum exit_status {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1, /* an error; with --strict a warning */
	EXIT_USAGE = 2,    /* bad option, bad configuration, unreadable input */
	EXIT_BUG = 3,      /* die() */
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* What the command line says; the texts are those of argv or live as long as the run. */
struct options {
	struct str config;   /* --config; "" : looked for */
	struct str format;   /* --format; "" : the command's own default */
	struct str output;   /* --output; "" : standard output */
	struct str from;     /* --from; "" : read off the code */
	struct str baseline; /* --baseline; "" : the project's own */
	struct strs select, ignore, services;
	enum color color;
	unsigned jobs; /* 0: as many as there are cores */
	bool quiet, strict, exit_zero, all, no_cache, why, print, fix, diff;
	struct str since; /* --since; .at is NULL: not given */
	bool write_baseline, no_baseline, changed, staged;
	bool statistics, timings, verbose, allow_outside;
};

/* Groups of options, for the commands that take them. */
enum option_group {
	OPTIONS_ALL = 1 << 0, /* every command's */
	OPTIONS_CHECK = 1 << 1,
	OPTIONS_FACTS = 1 << 2,
	OPTIONS_PROJECT = 1 << 3, /* commands that read a project */
	OPTIONS_MRO = 1 << 4,
	OPTIONS_INIT = 1 << 5,
};

struct command {
	const char *name;
	const char *operands; /* "[PATH…]", for the usage line */
	const char *help;     /* one line */
	const char *details;  /* for `shoring NAME --help` */
	unsigned options;     /* enum option_group */
	int (*run)(const struct options *o, struct strs operands);
	const char *
		formats; /* "text, json": no other --format comes to run(); NULL: those of reports */
};

SLICE(commands, struct command);

/* All of them, as `--help` lists them. */
struct commands command_all(void);

int command_cache(const struct options *o, struct strs operands);
int command_check(const struct options *o, struct strs operands);
int command_completions(const struct options *o, struct strs operands);
int command_explain(const struct options *o, struct strs operands);
int command_facts(const struct options *o, struct strs operands);
int command_init(const struct options *o, struct strs operands);
int command_man(const struct options *o, struct strs operands);
int command_mro(const struct options *o, struct strs operands);
int command_rules(const struct options *o, struct strs operands);
int command_smoke(const struct options *o, struct strs operands);
int command_why(const struct options *o, struct strs operands);

/* "shoring: …" on standard error; EXIT_USAGE. */
int command_fail(const struct err *err);
/* Write a report to standard output, or to --output: EXIT_CLEAN, or EXIT_USAGE with why. */
int command_write(const struct options *o, const struct buf *text);
/* Are colours wanted on standard output? --color, else NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE,
 * else whether it is a terminal that has them. */
bool command_color(const struct options *o);

#endif
