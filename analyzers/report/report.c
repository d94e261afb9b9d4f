/*
 * report.c - the table of formats, and the lines that formats for people share.
 */
#include "findings/fix.h"
#include "report/formats.h"
#include "report/show.h"

const struct reporter reporters[] = {
	{ "text", "for people: each finding with its way there and what to do", text_write, true },
	{ "concise", "for people: one line a finding", concise_write, true },
	{ "json", "for programs: everything that is known", json_write, false },
	{ "sarif", "SARIF 2.1.0, for code scanning and editors", sarif_write, false },
	{ "github", "annotations of GitHub Actions", github_write, true },
	{ "gitlab", "GitLab's Code Quality report", gitlab_write, false },
	{ "junit", "JUnit XML, for the test reports of CI servers", junit_write, false },
	{ NULL, NULL, NULL, false },
};

const struct reporter *
reporter_find(struct str name)
{
	for (const struct reporter *r = reporters; r->name != NULL; r++)
		if (str_eq(name, str_of(r->name)))
			return r;
	return NULL;
}

void
reporter_names(struct buf *out)
{
	for (const struct reporter *r = reporters; r->name != NULL; r++)
		buf_printf(out, "%s%s", r > reporters ? ", " : "", r->name);
}

void
report_place(const struct report *r, const struct finding *finding, struct buf *out)
{
	bool error = finding->severity == SEVERITY_ERROR;

	show_paint(out, r->color, PAINT_PLACE);
	show_link(out, r->link, finding->file);
	show_str(out, finding->file);
	buf_printf(out, ":%u:%u", (unsigned)finding->span.line, (unsigned)finding->span.col);
	show_link_end(out, r->link);
	buf_char(out, ':');
	show_paint(out, r->color, PAINT_NONE);
	buf_char(out, ' ');
	show_paint(out, r->color, error ? PAINT_ERROR : PAINT_WARNING);
	buf_printf(out, "%s[%s]", error ? "error" : "warning", rules[finding->rule].name);
	show_paint(out, r->color, PAINT_NONE);
	if (fix_is_offered(finding))
		buf_str(out, STR(" [*]"));
}

void
report_line(const struct report *r, const struct finding *finding, struct buf *out)
{
	report_place(r, finding, out);
	buf_char(out, ' ');
	show_str(out, finding->message);
}

static void
put_count(struct buf *out, uint32_t count, const char *one, const char *many)
{
	buf_printf(out, "%u %s", (unsigned)count, count == 1 ? one : many);
}

/* "12 excluded by `exclude` in shoring.yaml", of "12 by `exclude` in shoring.yaml". */
static void
put_excluded(struct buf *out, struct str part)
{
	size_t digits = 0;

	while (digits < part.len && char_is_digit(part.at[digits]))
		digits++;
	buf_str(out, STR(", "));
	buf_put(out, part.at, digits);
	buf_str(out, digits > 0 ? STR(" excluded") : STR("excluded "));
	show_str(out, (struct str){ part.at + digits, part.len - digits });
}

/* "812 Python files (810 analysed, 1 excluded by …, 1 failed), 9 manifests, 5 services" */
static void
put_coverage(struct buf *out, const struct coverage *c)
{
	put_count(out, c->files, "Python file", "Python files");
	buf_printf(out, " (%u analysed", (unsigned)c->analysed);
	for (uint32_t i = 0; i < c->excluded_by.count; i++)
		put_excluded(out, c->excluded_by.at[i]);
	if (c->excluded > 0 && c->excluded_by.count == 0)
		buf_printf(out, ", %u excluded", (unsigned)c->excluded);
	if (c->failed > 0)
		buf_printf(out, ", %u failed", (unsigned)c->failed);
	buf_str(out, STR("), "));
	put_count(out, c->manifests, "manifest", "manifests");
	if (c->manifests_failed > 0)
		buf_printf(out, " (%u failed)", (unsigned)c->manifests_failed);
	buf_str(out, STR(", "));
	put_count(out, c->services, "service", "services");
}

void
report_summary(const struct report *r, struct buf *out)
{
	summary_write(r, 0, out);
}

void
summary_write(const struct report *r, uint32_t causes, struct buf *out)
{
	const struct settled *s = &r->settled;
	uint32_t fixable = 0;

	for (uint32_t i = 0; i < s->list.count; i++)
		fixable += fix_is_offered(&s->list.at[i]);
	buf_str(out, r->fixed);
	if (s->errors == 0 && s->warnings == 0) {
		buf_str(out, STR("No findings"));
	} else {
		buf_str(out, STR("Found "));
		if (s->errors > 0)
			put_count(out, s->errors, "error", "errors");
		if (s->errors > 0 && s->warnings > 0)
			buf_str(out, STR(", "));
		if (s->warnings > 0)
			put_count(out, s->warnings, "warning", "warnings");
		if (causes > 0 && causes < s->list.count)
			buf_printf(out, " (%u cause%s)", (unsigned)causes, causes == 1 ? "" : "s");
	}
	buf_str(out, STR(" in "));
	put_coverage(out, &r->coverage);
	if (s->suppressed > 0) {
		buf_str(out, STR("; "));
		put_count(out, s->suppressed, "finding", "findings");
		buf_str(out, STR(" hidden by comments"));
	}
	if (s->baselined > 0) {
		buf_str(out, STR("; "));
		put_count(out, s->baselined, "known finding", "known findings");
		buf_str(out, STR(" hidden by the baseline"));
	}
	buf_str(out, STR(".\n"));
	if (fixable > 0)
		buf_printf(
			out, "%u of them fixable with `--fix` (marked [*]).\n", (unsigned)fixable);
	for (uint32_t i = 0; i < r->coverage.notes.count; i++) {
		buf_str(out, STR("Note: "));
		show_str(out, r->coverage.notes.at[i]);
		buf_char(out, '\n');
	}
}
