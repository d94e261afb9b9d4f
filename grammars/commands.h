/*
 * commands.h - private to grammars/: the commands of a line, and what they install.
 */
#ifndef SHORING_COMMANDS_H
#define SHORING_COMMANDS_H

#include "grammars/words.h"

/* A simple command: words[first .. first + count). */
struct command {
	const struct word *words;
	uint32_t count; /* at least 1 */
};

/* The next simple command from *next on, without what only prepares it (assignments, `exec`,
 * `sudo`, `then` …). False when there is none. */
bool command_next(struct word_vec words, uint32_t *next, struct command *out);
/* The words of the script, where the line is one of `sh -c SCRIPT`; else the words themselves. */
struct word_vec command_unwrap(const struct splitter *s, struct word_vec words);
/* A DIRECTIVE_COMMAND for each simple command. */
void commands_add(const struct manifest *m, struct word_vec words, struct str key);
/* What pip and its like install in these commands: includes, constraints, installed paths and
 * requirements; and a DIRECTIVE_RUN for each script and make. Paths are as seen from where the line starts. */
void commands_add_installs(const struct manifest *m, struct word_vec words);
/* What a command of a Dockerfile sees of the build context by its flag `--mount=type=bind`: as if it
 * had been copied. The context as a whole is left out: that is not in the image. */
void mounts_add(const struct manifest *m, struct str flags, struct span span);

#endif
