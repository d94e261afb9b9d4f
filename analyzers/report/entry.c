/*
 * entry.c - an entry of a text report: what, where, how it gets there, what to do.
 */
#include "base/arena.h"
#include "report/fold.h"
#include "report/formats.h"
#include "report/quote.h"
#include "report/show.h"

/* Places that are listed; the rest is counted. */
#define RELATED_LIMIT 5
#define CAUSE_LIMIT   9

/* Columns by which the further lines of a wrapped text are indented. */
#define INDENT 6

/* Start a line of its own. */
static void
put_label(const struct report *r, const char *label, struct buf *line)
{
	buf_clear(line);
	buf_str(line, STR("  "));
	show_paint(line, r->color, PAINT_HELP);
	buf_printf(line, "%s:", label);
	show_paint(line, r->color, PAINT_NONE);
	buf_char(line, ' ');
}

static void
put_line(const struct report *r, const struct buf *line, struct buf *out)
{
	show_wrapped(out, buf_text(line), r->width, INDENT);
	buf_char(out, '\n');
}

/* "file:12", the file a link where the terminal knows them. */
static void
put_place(const struct report *r, struct str file, uint32_t line, struct buf *out)
{
	show_link(out, r->link, file);
	show_str(out, file);
	buf_printf(out, ":%u", (unsigned)line);
	show_link_end(out, r->link);
}

/* What a chain is: a service's way to the finding, a contract's from it, or a class's bases. */
static const char *
way_of(const struct finding *finding)
{
	if (rules[finding->rule].by_service)
		return "loaded from";
	return finding->class.len > 0 ? "bases" : "through";
}

/* The modules on the way, each with the import that leads to the next, and where the way ends: a
 * service's way at the finding, a contract's at what must not be reached. */
static void
put_chain(const struct report *r, const struct finding *finding, struct buf *out)
{
	bool by_service = rules[finding->rule].by_service;
	struct buf line = { 0 };

	for (uint32_t i = 0; i < finding->chain.count; i++) {
		const struct chain_step *step = &finding->chain.at[i];

		buf_clear(&line);
		if (i == 0)
			put_label(r, way_of(finding), &line);
		else
			buf_str(&line, STR("    -> "));
		show_str(&line, step->module);
		buf_str(&line, STR(" ("));
		put_place(r, step->file, step->line, &line);
		buf_char(&line, ')');
		put_line(r, &line, out);
	}
	/* Where it ends; classes that inherit from one another end with themselves. */
	if (finding->chain.count > 0 && (by_service || finding->module.len > 0)) {
		buf_str(out, STR("    -> "));
		if (by_service)
			put_place(r, finding->file, finding->span.line, out);
		else
			show_str(out, finding->module);
		buf_char(out, '\n');
	}
	buf_release(&line);
}

/* "a.py:3, 7, b.py:1 and 4 more": a file is named once for neighbours in it. */
static void
put_related(const struct report *r, const struct finding *finding, struct buf *line)
{
	struct related related = finding->related;
	struct str file = STR("");

	put_label(r, "also", line);
	for (uint32_t i = 0; i < related.count && i < RELATED_LIMIT; i++) {
		const struct related_place *place = &related.at[i];

		buf_str(line, i > 0 ? STR(", ") : STR(""));
		if (str_eq(place->file, file))
			buf_printf(line, "%u", (unsigned)place->line);
		else
			put_place(r, place->file, place->line, line);
		file = place->file;
	}
	if (related.count > RELATED_LIMIT)
		buf_printf(line, " and %u more", (unsigned)(related.count - RELATED_LIMIT));
}

/* One line; where the terminal is too narrow for it, the message starts on a line of its own. */
static void
put_head(const struct report *r, const struct finding *finding, struct buf *out)
{
	struct buf line = { 0 };

	report_place(r, finding, &line);
	unsigned width = show_width(buf_text(&line)) + 1 + show_width(finding->message);
	if (r->width > 0 && width > r->width) {
		put_line(r, &line, out);
		buf_clear(&line);
		buf_char(&line, ' ');
	}
	buf_char(&line, ' ');
	show_marked(&line, r->color, finding->message);
	show_wrapped(out, buf_text(&line), r->width, 2);
	buf_char(out, '\n');
	buf_release(&line);
}

static void
put_reasons(const struct report *r, const struct finding *finding, struct buf *line,
            struct buf *out)
{
	struct buf all = { 0 };
	struct str rest, reason;

	r->reasons(r->reasons_ctx, finding, &all);
	rest = buf_text(&all);
	while (str_cut(&rest, '\n', &reason)) {
		put_label(r, "because", line);
		buf_str(line, reason);
		put_line(r, line, out);
	}
	buf_release(&all);
}

void
entry_write(const struct report *r, const struct entry *entry, struct quote *quote, struct buf *out)
{
	const struct finding *finding = entry->finding;
	struct buf line = { 0 };

	put_head(r, finding, out);
	if (r->quote && quote != NULL)
		quote_finding(quote, r, finding, out);
	put_chain(r, finding, out);
	if (finding->related.count > 0) {
		put_related(r, finding, &line);
		put_line(r, &line, out);
	}
	if (entry->services.count > 0) {
		put_label(r, entry->services.count == 1 ? "in service" : "in services", &line);
		fold_services(&line, entry);
		put_line(r, &line, out);
	}
	if (r->reasons != NULL)
		put_reasons(r, finding, &line, out);
	if (finding->help.len > 0) {
		put_label(r, "help", &line);
		show_str(&line, finding->help);
		put_line(r, &line, out);
	}
	buf_release(&line);
}

/* " (in a, b)", of all services, also of one that the message would name. */
static void
put_services(const struct entry *entry, struct buf *line)
{
	if (entry->finding->service.len == 0)
		return;
	for (uint32_t i = 0; i < entry->all.count; i++) {
		buf_str(line, i > 0 ? STR(", ") : STR(" (in "));
		show_str(line, finding_service(entry->all.at[i]->service));
	}
	buf_char(line, ')');
}

/* The places of the entries but the first, each with its services. */
void
cause_write(const struct report *r, const struct cause *cause, struct quote *quote, struct buf *out)
{
	uint32_t more = cause->count - 1;
	struct buf line = { 0 };

	entry_write(r, cause->at[0], quote, out);
	if (more == 0)
		return;
	buf_str(out, STR("  "));
	show_paint(out, r->color, PAINT_HELP);
	buf_printf(out, "the same in %u more place%s:", (unsigned)more, more == 1 ? "" : "s");
	show_paint(out, r->color, PAINT_NONE);
	buf_char(out, '\n');
	for (uint32_t i = 1; i < cause->count && (i <= CAUSE_LIMIT || more == i); i++) {
		const struct entry *entry = cause->at[i];

		buf_clear(&line);
		buf_str(&line, STR("    "));
		put_place(r, entry->finding->file, entry->finding->span.line, &line);
		put_services(entry, &line);
		put_line(r, &line, out);
	}
	if (more > CAUSE_LIMIT + 1)
		buf_printf(out, "    and %u more; `--format concise` lists all\n",
		           (unsigned)(more - CAUSE_LIMIT));
	buf_release(&line);
}
