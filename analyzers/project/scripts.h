/*
 * scripts.h - texts with commands in them that are no manifests: which files are such, and the words of their commands.
 *
 * They are read only where something is asked that nothing else tells; of each kind that somebody asks for.
 */
#ifndef SHORING_PROJECT_SCRIPTS_H
#define SHORING_PROJECT_SCRIPTS_H

#include "base/buf.h"
#include "scan/scan.h"

enum script_kind {
	SCRIPT_SHELL = 1 << 0, /* the lines are one run of a shell */
	SCRIPT_BATCH = 1 << 1, /* the same of Windows' shells */
	SCRIPT_STEPS = 1 << 2, /* Makefiles, justfiles, CI: each line starts where all do */
	SCRIPT_YAML = 1 << 3,  /* other YAML, which may have commands in it */
	SCRIPT_TARGETS =
		1 << 4,         /* a bake file: no commands, but what `docker buildx bake` builds */
	SCRIPT_PYTHON = 1 << 5, /* Python where tools are: in the root and in a folder there */
};

/* One after the other. Begins with `scan` and `kinds` alone. */
struct scripts {
	const struct scan *scan;
	unsigned kinds;        /* enum script_kind: which are asked for */
	struct str path;       /* of the one at hand, … */
	enum script_kind kind; /* which it is, … */
	struct buf text;       /* and what it says: until the next one */
	uint32_t next, read;   /* private */
};

/* The next one by path; large ones are data, and left out. False when there are no more, or enough were read: nothing is
 * held then. */
bool scripts_next(struct scripts *s);

/* Longer commands are cut off. */
#define COMMAND_WORDS 64

/* Begins with `text` alone. */
struct script_command {
	struct str text;
	struct str words
		[COMMAND_WORDS]; /* without quotes and brackets; variables as they stand: "$(DIR)/x" */
	uint32_t count;          /* may be 0 */
	bool last;               /* of its line, whatever lines a backslash joins */
	size_t at;               /* private */
};

/* The next command of a script, up to the line's end, `;`, `&` or `|`. False when there are no more. */
bool script_next_command(struct script_command *c);

#endif
