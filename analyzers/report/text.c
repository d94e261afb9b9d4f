/*
 * text.c - findings for somebody who is about to commit: one cause one item, errors first.
 */
#include "base/arena.h"
#include "report/fold.h"
#include "report/formats.h"
#include "report/quote.h"
#include "report/show.h"

/* Services that are named at the top; the rest is counted. */
#define SERVICES_SHOWN 6

static void
put_names(struct buf *out, struct strs names)
{
	for (uint32_t i = 0; i < names.count && i < SERVICES_SHOWN; i++) {
		buf_str(out, i > 0 ? STR(", ") : STR(""));
		show_str(out, names.at[i].len > 0 ? names.at[i] : STR("."));
	}
	if (names.count > SERVICES_SHOWN)
		buf_printf(out, " and %u more", (unsigned)(names.count - SERVICES_SHOWN));
}

static void
put_wrapped(const struct report *r, struct buf *line, struct buf *out)
{
	show_wrapped(out, buf_text(line), r->width, 2);
	buf_char(out, '\n');
	buf_clear(line);
}

/* What shoring took for granted, for somebody who has told it nothing. */
static void
put_welcome(const struct report *r, struct buf *out)
{
	const struct coverage *c = &r->coverage;
	struct buf line = { 0 };

	buf_printf(
		&line, "No shoring.yaml: looked around and found %u Python file%s, %u manifest%s, ",
		(unsigned)c->files, c->files == 1 ? "" : "s", (unsigned)c->manifests,
		c->manifests == 1 ? "" : "s");
	if (c->services == 0) {
		buf_str(&line, STR("no service (a folder with a manifest or a Dockerfile)"));
	} else {
		buf_printf(&line, "%u service%s: ", (unsigned)c->services,
		           c->services == 1 ? "" : "s");
		put_names(&line, c->service_names);
	}
	put_wrapped(r, &line, out);
	buf_str(&line, STR("Import roots: "));
	put_names(&line, c->roots);
	buf_str(&line, c->services > 0 ? STR(", and each service's own") : STR(""));
	if (c->environment.len > 0) {
		buf_str(&line, STR("; environment: "));
		show_str(&line, c->environment);
	}
	put_wrapped(r, &line, out);
	buf_char(out, '\n');
	buf_release(&line);
}

/* What to do next. */
static void
put_farewell(const struct report *r, struct causes causes, struct buf *out)
{
	if (causes.count > 0)
		buf_printf(out, "`shoring explain %s` says what a rule means and how to fix it.\n",
		           rules[causes.at[0].at[0]->finding->rule].name);
	if (!r->welcome)
		return;
	buf_str(out, STR("`shoring init` writes down what was found, for you to correct.\n"));
	if (causes.count > 0)
		buf_str(out, STR("`shoring check --write-baseline` puts today's findings aside, so "
		                 "that only new ones count.\n"));
}

static void
put_end(const struct report *r, struct causes causes, struct buf *out)
{
	struct buf end = { 0 };
	struct str rest, line;

	summary_write(r, causes.count, &end);
	put_farewell(r, causes, &end);
	rest = buf_text(&end);
	while (str_cut(&rest, '\n', &line)) {
		show_wrapped(out, line, r->width, 2);
		buf_char(out, '\n');
	}
	buf_release(&end);
}

void
text_write(const struct report *r, struct buf *out)
{
	struct arena view = { 0 };
	struct quote quote = { 0 };
	struct causes causes = fold_causes(&view, fold(&view, r->settled.list));

	if (r->welcome && !r->quiet)
		put_welcome(r, out);
	buf_str(out, r->preface);
	if (r->statistics)
		statistics_write(r, out);
	for (uint32_t i = 0; i < causes.count && !r->statistics; i++) {
		cause_write(r, &causes.at[i], &quote, out);
		if (r->quote)
			buf_char(out, '\n');
	}
	if (!r->quiet)
		put_end(r, causes, out);
	quote_release(&quote);
	arena_release(&view);
}
