/*
 * smoke_text.c - which service starts, and where the others stop, for the log of a build.
 */
#include "base/arena.h"
#include "findings/source.h"
#include "report/show.h"
#include "report/smoke.h"

/* Steps of a traceback that are shown at its two ends; the rest is counted. */
#define STEPS_SHOWN 12

bool
smoke_starts(const struct smoke_service *s)
{
	return s->at_start == 0 && s->start.rows.count > 0;
}

/* A word in a colour. */
static void
put_painted(const struct smoke *smoke, enum paint paint, struct str text, struct buf *out)
{
	show_paint(out, smoke->color, paint);
	show_str(out, text);
	show_paint(out, smoke->color, PAINT_NONE);
}

/* The line of the file as it stands, without its indentation; nothing when it is gone. */
static void
put_source(const struct smoke *smoke, const struct chain_step *step, struct buf *out)
{
	struct buf bytes = { 0 };
	struct str rest, line = { "", 0 };
	uint32_t number = 0;

	if (source_read(smoke->project->scan, step->file, &bytes)) {
		rest = buf_text(&bytes);
		while (number < step->line && str_cut(&rest, '\n', &line))
			number++;
		line = str_trim(line);
		if (number == step->line && line.len > 0) {
			buf_str(out, STR("      "));
			show_str(out, line);
			buf_char(out, '\n');
		}
	}
	buf_release(&bytes);
}

static void
put_traceback(const struct smoke *smoke, const struct smoke_failure *f, struct buf *out)
{
	uint32_t count = f->way.count;

	buf_str(out, STR("  Traceback on paper (most recent call last):\n"));
	for (uint32_t i = 0; i < count; i++) {
		const struct chain_step *step = &f->way.at[i];

		if (count > 2 * STEPS_SHOWN && i == STEPS_SHOWN) {
			buf_printf(
				out, "    ... %u more ...\n", (unsigned)(count - 2 * STEPS_SHOWN));
			i = count - STEPS_SHOWN - 1;
			continue;
		}
		buf_str(out, STR("    File \""));
		show_str(out, step->file);
		buf_printf(out, "\", line %u, in ", (unsigned)step->line);
		show_str(out, step->module);
		buf_char(out, '\n');
		put_source(smoke, step, out);
	}
	buf_str(out, STR("  "));
	put_painted(smoke, PAINT_ERROR, f->raises, out);
	buf_char(out, '\n');
}

/* The rule, and what to do. */
static void
put_fix(const struct smoke *smoke, const struct smoke_failure *f, const char *indent,
        struct buf *out)
{
	buf_printf(out, "%s", indent);
	put_painted(smoke, PAINT_HELP, STR("fix:"), out);
	buf_char(out, ' ');
	show_str(out, f->finding->help);
	buf_printf(out, " [%s]\n", rules[f->finding->rule].name);
}

static void
put_failure(const struct smoke *smoke, const struct smoke_failure *f, struct buf *out)
{
	const struct chain_step *at = &f->way.at[f->way.count - 1];

	buf_str(out, STR("    "));
	show_paint(out, smoke->color, PAINT_PLACE);
	show_str(out, at->file);
	buf_printf(out, ":%u:%u", (unsigned)at->line, (unsigned)f->col);
	show_paint(out, smoke->color, PAINT_NONE);
	buf_str(out, STR(": "));
	show_str(out, f->raises);
	buf_char(out, '\n');
	put_fix(smoke, f, "      ", out);
}

static void
put_count(struct buf *out, uint32_t count, const char *one)
{
	buf_printf(out, "%u %s%s", (unsigned)count, one, count == 1 ? "" : "s");
}

static void
put_head(const struct smoke *smoke, const struct smoke_service *s, struct buf *out)
{
	uint32_t lazy = s->failures.count - s->at_start;

	put_painted(smoke, PAINT_PLACE, s->service->name, out);
	buf_str(out, STR(": "));
	if (s->start.rows.count == 0) {
		put_painted(smoke, PAINT_ERROR, STR("nothing to start"), out);
		buf_str(out, STR(" (no Python file of it, or no entry that exists)\n"));
		return;
	}
	if (s->at_start > 0) {
		put_painted(smoke, PAINT_ERROR, STR("cannot start"), out);
		buf_char(out, '\n');
		return;
	}
	buf_str(out, STR("starts ("));
	put_count(out, s->modules, "module");
	buf_str(out, STR(", "));
	put_count(out, s->distributions.count, "distribution");
	buf_char(out, ')');
	if (lazy > 0) {
		buf_str(out, STR(", but "));
		put_count(out, lazy, "import");
		buf_printf(out, " will fail later");
	}
	buf_char(out, '\n');
}

static void
put_service(const struct smoke *smoke, const struct smoke_service *s, struct buf *out)
{
	put_head(smoke, s, out);
	if (s->at_start > 0) {
		put_traceback(smoke, &s->failures.at[0], out);
		put_fix(smoke, &s->failures.at[0], "  ", out);
	}
	for (uint32_t i = 1; i < s->failures.count; i++) {
		if (i == 1 && s->at_start > 1)
			buf_str(out, STR("  after that, at start:\n"));
		if (i < s->at_start)
			put_failure(smoke, &s->failures.at[i], out);
	}
	for (uint32_t i = s->at_start; i < s->failures.count; i++) {
		if (i == s->at_start)
			buf_str(out, STR("  later, when a function is called or what was imported "
			                 "is used:\n"));
		put_failure(smoke, &s->failures.at[i], out);
	}
	for (uint32_t i = 0; i < s->unknown.count && !smoke->quiet; i++) {
		buf_str(out, STR("  "));
		put_painted(smoke, PAINT_FAINT, STR("not known:"), out);
		buf_char(out, ' ');
		show_str(out, s->unknown.at[i]);
		buf_char(out, '\n');
	}
}

void
smoke_text(const struct smoke *smoke, struct buf *out)
{
	for (uint32_t i = 0; i < smoke->services.count; i++)
		put_service(smoke, &smoke->services.at[i], out);
	if (smoke->quiet)
		return;
	buf_printf(out,
	           "%u of %u service%s start%s, as far as can be read: nothing was run, and the "
	           "code of distributions was not looked into.\n",
	           (unsigned)smoke->starting, (unsigned)smoke->services.count,
	           smoke->services.count == 1 ? "" : "s", smoke->services.count == 1 ? "s" : "");
}
