/*
 * github.c - workflow commands, which GitHub shows as annotations on the lines of a pull request.
 *
 * The form is that of actions/toolkit: `%`, CR and LF are escaped everywhere, `:` and `,` in
 * properties too; what acts on a terminal is shown as an escape of ours. GitHub shows no more than
 * ten errors and ten warnings a step; the log has all.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "report/fold.h"
#include "report/formats.h"
#include "report/show.h"

/* A text as a property or as the message; what is no UTF-8 is U+FFFD, so that the log is. */
static void
put_escaped(struct buf *out, struct str text, const char *special)
{
	for (size_t i = 0; i < text.len;) {
		struct str rest = { text.at + i, text.len - i };
		size_t length = utf8_length(rest);

		if (length == 0)
			buf_str(out, STR("\xEF\xBF\xBD"));
		else if (length == 1 && *rest.at != '\0' && strchr(special, *rest.at) != NULL)
			buf_printf(out, "%%%02X", (unsigned)*rest.at);
		else /* the log is a terminal, too */
			buf_str(out, str_of(show_glyph(rest).text));
		i += length > 0 ? length : 1;
	}
}

static void
put_property(struct buf *out, const char *name, struct str text)
{
	buf_printf(out, "%s=", name);
	put_escaped(out, text, "%\r\n:,");
}

/* The log shows the message alone: so it says where, too. */
static void
put_message(const struct report *r, const struct entry *entry, struct buf *out)
{
	const struct finding *finding = entry->finding;
	struct report plain = *r;
	struct buf text = { 0 };

	plain.color = false;
	report_line(&plain, finding, &text);
	if (entry->services.count > 0) {
		buf_str(&text, STR(" (in "));
		fold_services(&text, entry);
		buf_char(&text, ')');
	}
	if (finding->help.len > 0) {
		buf_str(&text, STR("\nhelp: "));
		show_str(&text, finding->help);
	}
	put_escaped(out, buf_text(&text), "%\r\n");
	buf_release(&text);
}

static void
put_command(const struct report *r, const struct entry *entry, struct buf *out)
{
	const struct finding *finding = entry->finding;
	const struct span *span = &finding->span;
	const struct rule *rule = &rules[finding->rule];

	buf_str(out, finding->severity == SEVERITY_ERROR ? STR("::error ") : STR("::warning "));
	put_property(out, "file", finding->file);
	buf_printf(out, ",line=%u,endLine=%u", (unsigned)span->line, (unsigned)span->end_line);
	/* GitHub takes columns for a single line only. */
	if (span->line == span->end_line)
		buf_printf(
			out, ",col=%u,endColumn=%u", (unsigned)span->col, (unsigned)span->end_col);
	buf_printf(out, ",title=%s %s::", rule->id, rule->name);
	put_message(r, entry, out);
	buf_char(out, '\n');
}

void
github_write(const struct report *r, struct buf *out)
{
	struct arena view = { 0 };
	struct entries entries = fold(&view, r->settled.list);

	for (uint32_t i = 0; i < entries.count; i++)
		put_command(r, &entries.at[i], out);
	if (!r->quiet)
		report_summary(r, out);
	arena_release(&view);
}
