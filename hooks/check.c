/*
 * check.c - `shoring check`: the whole program, top to bottom.
 */
#include "hooks/baseline.h"
#include "hooks/changes.h"
#include "hooks/coverage.h"
#include "hooks/fix.h"
#include "hooks/progress.h"
#include "hooks/session.h"
#include "hooks/terminal.h"
#include "hooks/timings.h"
#include "hooks/verbose.h"

#include "base/path.h"
#include "report/report.h"

#include <stdio.h>

static bool
select_rules(struct strs selectors, bool on, bool rules_on[RULE_COUNT], struct err *err)
{
	for (uint32_t i = 0; i < selectors.count; i++) {
		bool named[RULE_COUNT] = { false };

		if (!rule_select(selectors.at[i], named)) {
			const struct rule *near = rule_nearest(selectors.at[i]);

			if (rule_reserved(selectors.at[i]))
				return err_set(
					err, "rule `" STR_FMT "` is not in this version of shoring",
					STR_ARG(selectors.at[i]));

			return err_set(
				err,
				"there is no rule `" STR_FMT "`%s%s%s; `shoring rules` lists them",
				STR_ARG(selectors.at[i]), near != NULL ? " (did you mean `" : "",
				near != NULL ? near->name : "", near != NULL ? "`?)" : "");
		}
		for (size_t r = 0; r < RULE_COUNT; r++)
			if (named[r])
				rules_on[r] = on;
	}
	return true;
}

/* Is there a rule left to run? */
static bool
any_rule(const struct options *o, const struct session *s, const struct selection *selection,
         struct err *err)
{
	bool selected = false;

	for (size_t r = 0; r < RULE_COUNT; r++) {
		bool off = s->config.rules[r].set && s->config.rules[r].severity == SEVERITY_OFF;

		if (selection->rules[r] && !off)
			return true;
		selected = selected || selection->rules[r];
	}
	if (selected)
		return err_set(err, "no rule is left to run: " STR_FMT " turns %s off",
		               STR_ARG(s->config.file),
		               o->select.count > 0 ? "all that --select names" : "all of them");
	return err_set(err, "no rule is left to run: --ignore takes %s away",
	               o->select.count > 0 ? "all that --select names" : "all of them");
}

/* What of the findings was asked for. */
static bool
choose(const struct options *o, const struct session *s, struct selection *out, struct err *err)
{
	*out = (struct selection){ .services = o->services, .paths = s->paths };
	for (size_t r = 0; r < RULE_COUNT; r++)
		out->rules[r] = o->select.count == 0;
	return select_rules(o->select, true, out->rules, err) &&
	       select_rules(o->ignore, false, out->rules, err) && any_rule(o, s, out, err);
}

/* Why a PATH has nothing to analyse. */
static const char *
why_empty(const struct session *s, struct str path)
{
	bool ignored = false;

	for (file_id f = 0; f < s->scan.files.count; f++) {
		const struct scanned *file = &s->scan.files.at[f];

		if (file->template && path_within(file->path, path))
			return file->facts.problems.count > 0
			               ? "it is a template, by its text"
			               : "it is a template, by its path";
		if (file->filled && path_within(file->path, path))
			return "it is below a folder that tools install or build into";
		if (file->excluded && path_within(file->path, path))
			return arena_printf(s->arena, "`exclude` in " STR_FMT " leaves it out",
			                    STR_ARG(s->config.file));
	}
	scan_ignored(&s->scan, s->arena, (struct strs){ &path, 1 }, &ignored);
	return ignored ? "git ignores it (.gitignore)"
	               : "it is, or has, no Python file and no manifest";
}

/* The first PATH that has no analysed Python file or manifest in it; "" if there is none. */
static struct str
empty_path(const struct session *s)
{
	for (uint32_t i = 0; i < s->paths.count; i++) {
		bool any = false;

		for (file_id f = 0; f < s->scan.files.count && !any; f++)
			any = !s->scan.files.at[f].excluded &&
			      path_within(s->scan.files.at[f].path, s->paths.at[i]);
		if (!any)
			return s->paths.at[i];
	}
	return STR("");
}

/* Does the configuration ask for something that is not there, or not to be had? It is said. */
static bool
lacks_any(const struct options *o, const struct session *s)
{
	const struct lacks *lacks = &s->project.lacking;

	if (o->select.count > 0)
		return false; /* only some of it was asked for */
	if (s->config.patterns.count > 0 && rule_reserved(STR("pattern"))) {
		fputs("shoring: not all that is configured was analysed: `patterns` are not judged "
		      "in this version of shoring\n",
		      stderr);
		return true;
	}
	for (uint32_t i = 0; i < lacks->count; i++) {
		bool asked = o->services.count == 0;

		for (uint32_t k = 0; k < o->services.count && !asked; k++)
			asked = str_eq(o->services.at[k], lacks->at[i].service);
		if (!asked)
			continue;
		fprintf(stderr, "shoring: not all that is configured was analysed: " STR_FMT "\n",
		        STR_ARG(lacks->at[i].text));
		return true;
	}
	return false;
}

/* Why no Python file was analysed. */
static const char *
why_none(const struct session *s, const struct coverage *coverage)
{
	bool templates = coverage->excluded > 0, filled = templates;

	for (file_id f = 0; f < s->scan.files.count; f++) {
		const struct scanned *file = &s->scan.files.at[f];

		templates = templates && (!file->excluded || file->template);
		filled = filled && (!file->excluded || file->filled);
	}
	return coverage->excluded == 0 ? "is this the right folder?"
	       : templates             ? "all of them are templates"
	       : filled                ? "all of them are installed or built"
	                               : "`exclude` leaves all of them out";
}

/* The exit code, and a sentence on standard error where nothing was looked at. */
static int
conclude(const struct options *o, const struct session *s, const struct settled *settled,
         const struct coverage *coverage)
{
	struct str empty = empty_path(s);
	bool failed = settled->errors > 0 || (o->strict && settled->warnings > 0);

	if (coverage->analysed == 0 && coverage->failed == 0) {
		fprintf(stderr, "shoring: no Python file was analysed in " STR_FMT ": %s\n",
		        STR_ARG(s->root), why_none(s, coverage));
		return EXIT_USAGE;
	}
	if (empty.len > 0) {
		fprintf(stderr, "shoring: nothing was analysed in " STR_FMT ": %s\n",
		        STR_ARG(empty), why_empty(s, empty));
		return EXIT_USAGE;
	}
	if (lacks_any(o, s))
		return EXIT_USAGE;
	return failed && !o->exit_zero ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int
answer(const struct options *o, const struct look *look, const struct fixes *fixes)
{
	const struct session *s = &look->session;
	const struct reporter *reporter =
		reporter_find(o->format.len > 0 ? o->format : STR("text"));
	struct terminal terminal;
	struct buf out = { 0 }, summary = { 0 }, fixed = { 0 }, link = { 0 }, preface = { 0 };
	struct verbose verbose;

	terminal_look(&terminal, o);
	if (terminal.links)
		terminal_base(&link, s->root);
	struct report report = {
		.settled = look->settled,
		.scan = &s->scan,
		.fixed = STR(""),
		.preface = STR(""),
		.quote = true,
		.color = terminal.color,
		.width = terminal.width,
		.link = buf_text(&link),
		.welcome = terminal.person && s->config.file.len == 0,
		.quiet = o->quiet,
		.statistics = o->statistics,
		.strict = o->strict,
	};

	if (fixes != NULL) {
		fix_say(fixes, true, &fixed);
		report.fixed = buf_text(&fixed);
	}
	coverage_of(s->arena, s, &report.coverage);
	for (size_t i = 0; i < RULE_COUNT; i++)
		report.ran[i] =
			look->selection.rules[i] &&
			(!s->config.rules[i].set || s->config.rules[i].severity != SEVERITY_OFF);
	if (o->verbose) {
		verbose_init(&verbose, s);
		verbose_services(&verbose, &preface);
		report.preface = buf_text(&preface);
		report.reasons = verbose_finding;
		report.reasons_ctx = &verbose;
	}
	int concluded = conclude(o, s, &look->settled, &report.coverage);
	report.status = (unsigned)concluded;
	reporter->write(&report, &out);
	int written = command_write(o, &out);
	if (o->output.len > 0 && !o->quiet) {
		report_summary(&report, &summary);
		fputs(summary.len > 0 ? summary.at : "", stderr);
	} else if (fixes != NULL && !o->quiet && !reporter->summary) {
		fputs(fixed.at, stderr);
	}
	buf_release(&out);
	buf_release(&summary);
	buf_release(&fixed);
	buf_release(&link);
	buf_release(&preface);
	return written != EXIT_CLEAN ? written : concluded;
}

static bool
judge(struct look *out, struct arena *a, const struct options *o, struct strs operands,
      struct scan_texts texts, struct err *err)
{
	struct progress progress;

	progress_start(&progress, a, o);
	*out = (struct look){ .session = { .texts = texts, .progress = &progress.scan } };
	stopwatch_start(&out->watch);
	out->session.watch = o->timings ? &out->watch : NULL;

	/* What each file says, and what they say together; const from here on. */
	bool known =
		session_open(&out->session, a, o, operands, err) &&
		choose(o, &out->session, &out->selection, err) &&
		session_services(&out->session, o->services, err) &&
		baseline_open(&out->session, o, err);

	/* What is wrong with it. Beyond this point no finding changes. */
	if (known) {
		out->settled = session_judge(&out->session, &out->selection);
		known = changes_narrow(
			&out->session, o, operands, &out->selection, &out->settled, err);
	}
	progress_stop(&progress);
	out->session.progress = NULL;
	out->session.watch = NULL;
	return known;
}

/* Was there anything to look at? If not, it is said. */
static bool
is_covered(const struct options *o, const struct look *look)
{
	struct coverage coverage;

	coverage_of(look->session.arena, &look->session, &coverage);
	return conclude(o, &look->session, &look->settled, &coverage) != EXIT_USAGE;
}

static int
check(struct arena *a, struct arena *keep, const struct options *o, struct strs operands)
{
	struct fixes *fixes = NULL;
	struct look look;
	struct err err;

	if (o->format.len > 0 && reporter_find(o->format) == NULL) {
		struct buf names = { 0 };

		reporter_names(&names);
		err_set(&err, "there is no format `" STR_FMT "`; there are " STR_FMT,
		        STR_ARG(o->format), STR_ARG(buf_text(&names)));
		buf_release(&names);
		return command_fail(&err);
	}
	if (o->statistics && o->format.len > 0 && !str_eq(o->format, STR("text")) &&
	    !str_eq(o->format, STR("concise")) && !str_eq(o->format, STR("json"))) {
		err_set(&err, "--statistics goes with the formats text, concise and json");
		return command_fail(&err);
	}
	if (o->verbose && o->format.len > 0 && !str_eq(o->format, STR("text"))) {
		err_set(&err, "--verbose goes with the format text");
		return command_fail(&err);
	}
	if (!judge(&look, a, o, operands, (struct scan_texts){ 0 }, &err))
		return command_fail(&err);
	if (o->fix || o->diff) {
		fixes = fix_all(&look, a, keep, &(struct looking){ o, operands, judge }, &err);
		if (fixes == NULL)
			return command_fail(&err);
	}
	if (o->diff)
		return is_covered(o, &look) ? fix_print(fixes, o) : EXIT_USAGE;
	if (o->fix && fix_write(fixes) != EXIT_CLEAN)
		return EXIT_USAGE;
	if (o->write_baseline && !baseline_keep(&look.session, o, &look.settled, &err))
		return command_fail(&err);
	int status = answer(o, &look, fixes);
	if (o->timings) {
		stopwatch_lap(&look.watch, "report");
		timings_print(&look.watch, &look.session.scan);
	}
	return status;
}

int
command_check(const struct options *o, struct strs operands)
{
	struct arena arena = { 0 }, keep = { 0 };
	int status = check(&arena, &keep, o, operands);

	arena_release(&arena);
	arena_release(&keep);
	return status;
}
