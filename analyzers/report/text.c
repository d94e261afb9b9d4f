/*
 * text.c - findings for somebody who is about to commit: what, where, how it gets there, what to do.
 */
#include "base/arena.h"
#include "report/fold.h"
#include "report/formats.h"
#include "report/quote.h"
#include "report/show.h"

/* Related places that are listed; the rest is counted. */
#define RELATED_LIMIT 5

static void
put_label(const struct report *r, const char *label, struct buf *out)
{
	buf_str(out, STR("  "));
	show_paint(out, r->color, PAINT_HELP);
	buf_printf(out, "%s:", label);
	show_paint(out, r->color, PAINT_NONE);
	buf_char(out, ' ');
}

/* The modules on the way, each with the import that leads to the next, and where the way ends: a
 * service's way at the finding, a contract's at what must not be reached. */
static void
put_chain(const struct finding *finding, struct buf *out)
{
	for (uint32_t i = 0; i < finding->chain.count; i++) {
		const struct chain_step *step = &finding->chain.at[i];

		buf_str(out, i == 0 ? STR("  ") : STR("    -> "));
		show_str(out, step->module);
		buf_str(out, STR(" ("));
		show_str(out, step->file);
		buf_printf(out, ":%u)\n", (unsigned)step->line);
	}
	/* Where it ends; classes that inherit from one another end with themselves. */
	if (finding->chain.count == 0 ||
	    (!rules[finding->rule].by_service && finding->module.len == 0))
		return;
	buf_str(out, STR("    -> "));
	if (rules[finding->rule].by_service) {
		show_str(out, finding->file);
		buf_printf(out, ":%u", (unsigned)finding->span.line);
	} else {
		show_str(out, finding->module);
	}
	buf_char(out, '\n');
}

static void
put_related(const struct report *r, const struct finding *finding, struct buf *out)
{
	uint32_t count = finding->related.count;

	if (count == 0)
		return;
	put_label(r, "also", out);
	for (uint32_t i = 0; i < count && i < RELATED_LIMIT; i++) {
		buf_str(out, i > 0 ? STR(", ") : STR(""));
		show_str(out, finding->related.at[i].file);
		buf_printf(out, ":%u", (unsigned)finding->related.at[i].line);
	}
	if (count > RELATED_LIMIT)
		buf_printf(out, " and %u more", (unsigned)(count - RELATED_LIMIT));
	buf_char(out, '\n');
}

void
text_entry(const struct report *r, const struct entry *entry, struct quote *quote, struct buf *out)
{
	const struct finding *finding = entry->finding;

	report_line(r, finding, out);
	buf_char(out, '\n');
	if (r->quote && quote != NULL)
		quote_finding(quote, r, finding, out);
	put_chain(finding, out);
	put_related(r, finding, out);
	if (entry->services.count > 0) {
		put_label(r, entry->services.count == 1 ? "in service" : "in services", out);
		fold_services(out, entry);
		buf_char(out, '\n');
	}
	if (finding->help.len > 0) {
		put_label(r, "help", out);
		show_str(out, finding->help);
		buf_char(out, '\n');
	}
}

void
text_write(const struct report *r, struct buf *out)
{
	struct arena view = { 0 };
	struct quote quote = { 0 };
	struct entries entries = fold(&view, r->settled.list);

	for (uint32_t i = 0; i < entries.count; i++) {
		text_entry(r, &entries.at[i], &quote, out);
		if (r->quote)
			buf_char(out, '\n');
	}
	if (!r->quiet)
		report_summary(r, out);
	if (!r->quiet && entries.count > 0)
		buf_printf(out, "`shoring explain %s` says what a rule means and how to fix it.\n",
		           rules[entries.at[0].finding->rule].name);
	quote_release(&quote);
	arena_release(&view);
}
