/*
 * fix.c - the turns of `shoring check --fix`, and what is said of them.
 */
#include "hooks/fix.h"

#include <stdio.h>

/* Edits that wait for one another; who has more runs it once more. */
#define TURNS_LIMIT 50

static bool
look_again(struct look *look, struct arena *a, const struct fixes *f, const struct looking *how,
           struct err *err)
{
	struct arena old = *a;

	*a = (struct arena){ 0 };
	bool done = how->look(look, a, how->options, how->operands, fixes_texts(f), err);
	arena_release(&old);
	return done;
}

struct fixes *
fix_all(struct look *look, struct arena *a, struct arena *keep, const struct looking *how,
        struct err *err)
{
	struct fixes *f = fixes_new(keep, str_keep(keep, look->session.root));

	for (unsigned turn = 0; turn < TURNS_LIMIT; turn++) {
		if (fixes_take(f, &look->session.scan, look->settled.list) == 0)
			break;
		do {
			if (!look_again(look, a, f, how, err))
				return NULL;
		} while (!fixes_hold(f, &look->session.scan));
	}
	return f;
}

void
fix_say(const struct fixes *f, bool done, struct buf *out)
{
	uint32_t count = fixes_count(f), files = fixes_files(f);
	struct strs notes = fixes_notes(f);

	if (count > 0)
		buf_printf(out, "%s %u finding%s in %u file%s.\n", done ? "Fixed" : "Would fix",
		           (unsigned)count, count == 1 ? "" : "s", (unsigned)files,
		           files == 1 ? "" : "s");
	else
		buf_str(out, done ? STR("Fixed nothing.\n") : STR("Would fix nothing.\n"));
	for (uint32_t i = 0; i < notes.count; i++)
		buf_printf(out, "Note: " STR_FMT "\n", STR_ARG(notes.at[i]));
}

int
fix_print(const struct fixes *f, const struct options *o)
{
	struct buf out = { 0 }, summary = { 0 };

	fixes_diff(f, &out);
	int status = command_write(o, &out);
	fix_say(f, false, &summary);
	if (!o->quiet)
		fputs(summary.at, stderr);
	buf_release(&out);
	buf_release(&summary);
	if (status == EXIT_CLEAN && fixes_files(f) > 0 && !o->exit_zero)
		return EXIT_FINDINGS;
	return status;
}

int
fix_write(const struct fixes *f)
{
	uint32_t written;
	struct err err;

	if (fixes_write(f, &written, &err))
		return EXIT_CLEAN;
	fprintf(stderr, "shoring: %s; %u of %u files were fixed\n", err.text, (unsigned)written,
	        (unsigned)fixes_files(f));
	return EXIT_USAGE;
}
