/*
 * settle.c - what is left of the findings in the end, in which order and under which names.
 */
#include "base/map.h"
#include "base/path.h"
#include "findings/baseline.h"
#include "findings/suppress.h"

static void
add_problem(struct findings *f, const struct scanned *file, const struct fact_problem *problem,
            struct str service)
{
	bool syntax = problem->kind == PROBLEM_SYNTAX;
	struct finding finding = {
		.rule = syntax ? RULE_SRC001 : RULE_SRC002,
		.file = file->path,
		.span = problem->span,
		.message = facts_text(&file->facts, problem->message),
		.help = STR("until it can be read, its imports and classes are missing everywhere"),
		.service = service,
	};

	if (syntax)
		finding.help =
			STR("until it is mended, imports and classes around it may be missed");
	findings_add(f, &finding);
}

/* Is the file in a folder that has a finding of its own? */
static bool
in_unlisted(const struct scan *scan, struct str path)
{
	for (uint32_t i = 0; i < scan->unlisted.count; i++)
		if (path_within(path, scan->unlisted.at[i]))
			return true;
	return false;
}

static bool
is_excluded(const struct findings *f, struct str dir)
{
	struct arena scratch = { 0 };
	bool out = patterns_match(f->config->exclude, dir) ||
	           patterns_match(f->config->exclude, path_join(&scratch, dir, STR("*")));

	arena_release(&scratch);
	return out;
}

/* A folder that could not be looked into. */
static void
add_unlisted(struct findings *f, struct str dir)
{
	const struct finding finding = {
		.rule = RULE_SRC002,
		.file = dir.len > 0 ? dir : STR("."),
		.span = { 0, 0, 1, 1, 1, 1 },
		.message = STR("The folder cannot be looked into, and nothing is known of what is "
		               "in it. Make it readable, or leave it out with `exclude` in the "
		               "configuration."),
		.service = STR(""),
	};

	if (!is_excluded(f, dir))
		findings_add(f, &finding);
}

/* The first problem of each kind in each file. */
static void
add_problems(struct findings *f, const struct scan *scan, const struct settle_with *with)
{
	for (file_id i = 0; i < scan->files.count; i++) {
		const struct scanned *file = &scan->files.at[i];
		bool seen[2] = { false, false };

		if (file->excluded)
			continue;
		for (uint32_t k = 0; k < file->facts.problems.count; k++) {
			const struct fact_problem *problem = &file->facts.problems.at[k];
			bool *before = &seen[problem->kind == PROBLEM_SYNTAX];

			if (!*before &&
			    (problem->kind == PROBLEM_SYNTAX || !in_unlisted(scan, file->path)))
				add_problem(f, file, problem, with->owner(with->ctx, i));
			*before = true;
		}
	}
	for (uint32_t i = 0; i < scan->unlisted.count; i++)
		add_unlisted(f, scan->unlisted.at[i]);
}

static int
order_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* The order of the contract; beyond it, so that equal findings are neighbours. */
static int
order(const struct finding *a, const struct finding *b)
{
	int by = str_order(a->file, b->file);

	by = by != 0 ? by : order_numbers(a->span.line, b->span.line);
	by = by != 0 ? by : order_numbers(a->span.col, b->span.col);
	by = by != 0 ? by : order_numbers(a->rule, b->rule);
	by = by != 0 ? by : str_order(a->service, b->service);
	by = by != 0 ? by : str_order(a->message, b->message);
	by = by != 0 ? by : str_order(a->distribution, b->distribution);
	by = by != 0 ? by : str_order(a->module, b->module);
	by = by != 0 ? by : str_order(a->class, b->class);
	return by;
}

struct sortable {
	const struct finding *finding;
	uint32_t index; /* as added: qsort() keeps no order of its own */
};

static int
order_sortable(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	int by = order(x->finding, y->finding);

	return by != 0 ? by : order_numbers(x->index, y->index);
}

/* Sort; of equal findings the first added stays. */
static void
sort_and_unite(struct findings *f, struct arena *view)
{
	uint32_t count = f->rows.count, kept = 0;
	struct sortable *sorted = arena_array(view, struct sortable, count);
	struct finding *rows = arena_array(f->arena, struct finding, count);

	for (uint32_t i = 0; i < count; i++)
		sorted[i] = (struct sortable){ &f->rows.at[i], i };
	if (count > 0)
		qsort(sorted, count, sizeof(*sorted), order_sortable);
	for (uint32_t i = 0; i < count; i++)
		if (kept == 0 || order(&rows[kept - 1], sorted[i].finding) != 0)
			rows[kept++] = *sorted[i].finding;
	f->rows = (struct finding_rows){ .at = rows, .count = kept, .room = count };
}

/* Is it among what was asked for? */
static bool
selected(const struct selection *s, const struct finding *finding)
{
	bool service = s->services.count == 0, path = s->paths.count == 0;

	for (uint32_t i = 0; i < s->services.count && !service; i++)
		service = str_eq(s->services.at[i], finding->service);
	for (uint32_t i = 0; i < s->paths.count && !path; i++)
		path = path_within(finding->file, s->paths.at[i]);
	return service && path;
}

/* Drop what a rule's `exclude` leaves out and what comments hide, from row `first` on. */
static void
drop_hidden(struct findings *f, struct suppressions *s, uint32_t first, uint32_t *suppressed)
{
	uint32_t kept = first;

	for (uint32_t i = first; i < f->rows.count; i++) {
		const struct finding *finding = &f->rows.at[i];

		if (patterns_match(f->config->rules[finding->rule].exclude, finding->file))
			continue;
		if (suppressions_hide(s, finding))
			*suppressed += selected(&f->selection, finding);
		else
			f->rows.at[kept++] = *finding;
	}
	f->rows.count = kept;
}

/* FNV-1a, the text's end included. Digits are left out of messages: they may be lines. */
static uint64_t
mix(uint64_t hash, struct str text, bool digits)
{
	for (size_t i = 0; i <= text.len; i++) {
		unsigned char c = i < text.len ? (unsigned char)text.at[i] : 0xFF;

		if (!digits && char_is_digit(c))
			continue;
		hash = (hash ^ c) * UINT64_C(0x100000001b3);
	}
	return hash;
}

static bool
is_problem(const struct finding *finding)
{
	return finding->rule == RULE_SRC001 || finding->rule == RULE_SRC002;
}

/* What makes it the same finding tomorrow: not its line, not what stands beside it, not how it is
 * worded, nor which of the service's imports leads to the distribution first. */
static uint64_t
identity(const struct finding *finding, const struct settle_with *with)
{
	const struct rule *rule = &rules[finding->rule];
	struct str id = str_of(rule->id);
	bool of_service = rule->by_service && finding->distribution.len > 0;
	uint64_t hash = mix(UINT64_C(0xcbf29ce484222325), id, true);

	if (rule->by_service)
		hash = mix(hash, with->lasting(with->ctx, finding->service), true);
	hash = mix(hash, finding->distribution, true);
	if (of_service)
		return hash;
	hash = mix(hash, finding->file, true);
	hash = mix(hash, finding->module, true);
	hash = mix(hash, finding->class, true);
	if (is_problem(finding) ||
	    finding->distribution.len + finding->module.len + finding->class.len > 0)
		return hash;
	return mix(hash, finding->message, false);
}

/* Equal findings are told apart by their number among equals, in order. */
static void
set_fingerprints(struct findings *f, const struct settle_with *with, struct arena *view)
{
	struct map seen = { 0 };

	for (uint32_t i = 0; i < f->rows.count; i++) {
		struct finding *finding = &f->rows.at[i];
		uint64_t hash = identity(finding, with);
		uint32_t before = (*map_put(view, &seen, hash, NULL))++;
		char number[16];
		int len = snprintf(number, sizeof(number), "%u", (unsigned)before);

		hash = mix(hash, (struct str){ number, (size_t)len }, true);
		finding->fingerprint = (struct str){
			arena_printf(f->arena, "%016llx", (unsigned long long)hash), 16
		};
	}
}

static bool
has_problems(const struct scan *scan, file_id file)
{
	return file != UINT32_MAX && scan_in_doubt(&scan->files.at[file]);
}

/* Which of the known findings are no more. Nobody can tell of a rule that did not run or of a file
 * that cannot be read; nor of any, while there are files that could be read before. */
static void
find_gone(const struct findings *f, const struct scan *scan, bool broken, struct baseline *b)
{
	bool problems = false;

	for (file_id i = 0; i < scan->files.count && !problems; i++)
		problems = has_problems(scan, i);
	b->gone = 0;
	for (uint32_t i = 0; i < b->rows.count; i++) {
		struct known *row = &b->rows.at[i];
		const struct rule *rule = rule_find(row->rule);

		row->gone =
			!row->found && !broken && rule != NULL &&
			f->selection.rules[rule - rules] &&
			!has_problems(scan, scan_file(scan, row->file)) &&
			!(problems && rule == &rules[RULE_REQ002]);
		b->gone += row->gone;
	}
}

struct settled
findings_settle(struct findings *f, const struct scan *scan, const struct settle_with *with)
{
	struct settled out = { 0 };
	struct arena view = { 0 };
	struct suppressions *s = suppressions_new(&view, scan);
	uint32_t kept = 0;
	bool broken = false;

	add_problems(f, scan, with);
	sort_and_unite(f, &view);
	drop_hidden(f, s, 0, &out.suppressed);

	uint32_t first = f->rows.count;
	suppressions_judge(s, f, with);
	drop_hidden(f, s, first, &out.suppressed);
	sort_and_unite(f, &view);

	/* Before the selection: a fingerprint is the same whatever is asked for. */
	set_fingerprints(f, with, &view);
	for (uint32_t i = 0; with->baseline != NULL && i < with->baseline->rows.count; i++)
		with->baseline->rows.at[i].found = false;
	for (uint32_t i = 0; i < f->rows.count; i++) {
		const struct finding *finding = &f->rows.at[i];
		bool known = with->baseline != NULL && baseline_knows(with->baseline, finding);

		broken = broken || (!known && is_problem(finding));
		if (!selected(&f->selection, finding))
			continue;
		if (known) {
			out.baselined++;
			continue;
		}
		out.errors += finding->severity == SEVERITY_ERROR;
		out.warnings += finding->severity == SEVERITY_WARNING;
		f->rows.at[kept++] = *finding;
	}
	f->rows.count = kept;
	if (with->baseline != NULL)
		find_gone(f, scan, broken, with->baseline);
	out.list = (struct finding_list){ f->rows.at, kept };
	arena_release(&view);
	return out;
}
