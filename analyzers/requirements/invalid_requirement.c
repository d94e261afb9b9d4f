/*
 * REQ008 invalid-requirement: a manifest line that is no requirement, or an include that does not
 * exist.
 */
#include "base/arena.h"
#include "base/path.h"
#include "base/vec.h"
#include "common/reread.h"
#include "common/submodules.h"
#include "requirements/manifest.h"

/* Templates are filled in before pip sees them. */
static bool
is_template(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] == '$' || s.at[i] == '{' || s.at[i] == '<' || s.at[i] == '%')
			return true;
	return false;
}

static struct finding
finding_at(const struct requirement_check *c, const struct scanned *file, const struct span *span,
           struct str message, const char *help)
{
	return (struct finding){
		.rule = RULE_REQ008,
		.file = file->path,
		.span = *span,
		.service = manifest_service(c->project, file->path),
		.message = message,
		.help = { help, strlen(help) },
	};
}

static void
add(const struct requirement_check *c, const struct scanned *file, const struct span *span,
    struct str message, const char *help)
{
	struct finding f = finding_at(c, file, span, message, help);

	findings_add(c->out, &f);
}

/* An include that leads to nothing. */
struct missing {
	const struct scanned *file;
	const struct fact_directive *row;
};

VEC(missing_rows, struct missing);
VEC(path_rows, struct str);

/* Includes that lead to nothing, until it is known which of them are merely not committed. */
struct look {
	const struct requirement_check *c;
	struct missing_rows missing;
	struct path_rows paths; /* of the same rows */
};

static void
look_at_include(struct look *l, const struct scanned *file, const struct fact_directive *d)
{
	const struct requirement_check *c = l->c;
	const struct scan *scan = c->project->scan;
	struct str value = facts_text(&file->facts, d->value), path;

	if ((d->kind != DIRECTIVE_INCLUDE && d->kind != DIRECTIVE_CONSTRAINT) || value.len == 0 ||
	    is_template(value) || memchr(value.at, ':', value.len) != NULL || value.at[0] == '/')
		return;
	if (!scan_resolve(scan, c->view, path_dir(file->path), value, &path)) {
		add(c, file, &d->span,
		    findings_text(c->out,
		                  STR_FMT " is outside the repository: it is not looked at, and "
		                          "others who check the repository out do not have it",
		                  STR_ARG(value)),
		    "keep the file in the repository, or let it be read with --allow-outside");
		return;
	}
	if (scan_has(scan, path) || scan_has_dir(scan, path))
		return;
	*vec_push(c->view, &l->missing) = (struct missing){ file, d };
	*vec_push(c->view, &l->paths) = path;
}

/* A warning, unless the configuration says what the rule is. */
static void
warn(const struct look *l, const struct missing *m, struct str message, const char *help)
{
	const struct requirement_check *c = l->c;
	struct finding f = finding_at(c, m->file, &m->row->span, message, help);

	if (!c->project->config->rules[RULE_REQ008].set) {
		f.has_severity = true;
		f.severity = SEVERITY_WARNING;
	}
	findings_add(c->out, &f);
}

/* Does setuptools read the row? It goes on without files that are not there. */
static bool
is_of_setuptools(const struct missing *m)
{
	struct str name = path_base(m->file->path);

	return str_eq(name, STR("pyproject.toml")) || str_eq(name, STR("setup.cfg"));
}

static void
report_one(const struct look *l, uint32_t at)
{
	const struct requirement_check *c = l->c;
	const struct scan *scan = c->project->scan;
	const struct missing *m = &l->missing.at[at];
	struct str path = l->paths.at[at];

	if (scan_is_link(scan, path))
		add(c, m->file, &m->row->span,
		    findings_text(c->out,
		                  STR_FMT " is a link that leads out of the repository: it "
		                          "is not followed",
		                  STR_ARG(path)),
		    "keep the file itself in the repository, or let it be read with "
		    "--allow-outside");
	/* Pip looks beside the file that includes. What is there from the root may be read by a script of the
	 * project's. */
	else if (scan_has(scan, facts_text(&m->file->facts, m->row->value)))
		warn(l, m,
		     findings_text(
			     c->out,
			     STR_FMT
			     " does not exist: pip looks beside this file, not from the root "
			     "of the repository; only a warning, as a script may",
			     STR_ARG(path)),
		     "write the path as it is from here");
	else if (is_of_setuptools(m))
		warn(l, m,
		     findings_text(c->out,
		                   STR_FMT " does not exist: what it should list is not installed",
		                   STR_ARG(path)),
		     "correct the path, or bring the file back");
	else
		add(c, m->file, &m->row->span,
		    findings_text(c->out, STR_FMT " does not exist: the installer stops here",
		                  STR_ARG(path)),
		    "correct the path, or bring the file back");
}

/* What is not committed may be made, and what a submodule has is there once that is checked out. */
static void
report_missing(struct look *l)
{
	const struct scan *scan = l->c->project->scan;
	bool *ignored = arena_array(l->c->view, bool, (size_t)l->paths.count + 1);
	struct buf modules = { 0 };

	if (l->paths.count > 0 && scan_has(scan, STR(".gitmodules")))
		(void)reread_file(l->c->project, STR(".gitmodules"), &modules);
	scan_ignored(scan, l->c->view, (struct strs){ l->paths.at, l->paths.count }, ignored);
	for (uint32_t i = 0; i < l->paths.count; i++)
		if (!ignored[i] && !submodules_hold(buf_text(&modules), l->paths.at[i]))
			report_one(l, i);
	buf_release(&modules);
}

/* Is it a line of what `conda list` says, "name 1.0 build channel", or with --export, "name=1.0=build"? */
static bool
is_of_conda(struct str text)
{
	struct str name, version, build;
	char between = memchr(text.at, '=', text.len) != NULL ? '=' : ' ';

	if (!str_cut(&text, between, &name))
		return false;
	text = between == ' ' ? str_skip(text) : text;
	if (!str_cut(&text, between, &version) || version.len == 0 || !char_is_digit(version.at[0]))
		return false;
	build = str_trim(text);
	return build.len > 0 && memchr(build.at, '=', build.len) == NULL;
}

/* What is wrong with the line, where many write it so. */
static const char *
help_of(struct str text)
{
	size_t op = 0;

	if (str_starts(text, STR("pip install ")))
		return "leave out `pip install`: the list has what stands behind it";
	while (op < text.len && strchr("<>=!~", text.at[op]) == NULL)
		op++;
	if (op + 1 < text.len && text.at[op] == '=' && text.at[op + 1] != '=')
		return "the operator for one version is `==`, and versions have no quotes";
	if (op < text.len && text.at[text.len - 1] == '"')
		return "write the version without quotes";
	return "write it as PEP 508 has it: name[extra]>=1.0; marker";
}

/* A file with more such lines has one finding: the cause is one, and the installer stops at the first. */
#define LINES_MOST 3

VEC(line_rows, const struct fact_requirement *);

static void
report_lines(const struct requirement_check *c, const struct scanned *file, struct line_rows rows)
{
	bool all = rows.count <= LINES_MOST;
	struct related_place *more = arena_array(c->view, struct related_place, rows.count + 1);

	for (uint32_t i = 0; i < rows.count; i++)
		more[i] = (struct related_place){
			file->path, rows.at[i]->span.line, rows.at[i]->span.start
		};
	for (uint32_t i = 0; i < (all ? rows.count : 1); i++) {
		struct str text = facts_text(&file->facts, rows.at[i]->specifier), besides;
		struct finding f;

		besides = all ? STR("")
		              : findings_text(c->out, ", as %u further lines are none",
		                              (unsigned)(rows.count - 1));
		f = finding_at(
			c, file, &rows.at[i]->span,
			findings_text(c->out,
		                      "`" STR_FMT "` is not a requirement" STR_FMT
		                      ": the installer stops here",
		                      STR_ARG(text), STR_ARG(besides)),
			help_of(text));
		if (!all)
			f.related = (struct related){ more + 1, rows.count - 1 };
		findings_add(c->out, &f);
	}
}

static void
look_into(struct look *l, const struct scanned *file)
{
	const struct facts *f = &file->facts;
	struct line_rows rows = { 0 };
	bool of_conda = false;

	for (uint32_t i = 0; i < f->requirements.count; i++) {
		const struct fact_requirement *row = &f->requirements.at[i];
		struct str text = facts_text(f, row->specifier);

		if (!row_is_invalid(f, row) || is_template(text))
			continue;
		*vec_push(l->c->view, &rows) = row;
		of_conda = of_conda || is_of_conda(text);
	}
	/* It is for conda, or a record of what that has installed. */
	if (!of_conda)
		report_lines(l->c, file, rows);
	/* What setup.py opens need not be what it seems. */
	for (uint32_t i = 0; !file->grammar->source && i < f->directives.count; i++)
		look_at_include(l, file, &f->directives.at[i]);
}

/* What tests read: it may be wrong on purpose, and nobody installs it. */
static bool
is_test_data(struct str path)
{
	static const char *const folders[] = { "fixtures", "testdata", "test_data", "test-data" };

	return path_has_any(path_dir(path), folders, countof(folders));
}

void
check_invalid_requirement(const struct requirement_check *c)
{
	const struct scan *scan = c->project->scan;
	struct look l = { .c = c };

	for (file_id i = 0; i < scan->files.count; i++)
		if (manifest_is_sure(c->project, i) &&
		    strcmp(scan->files.at[i].grammar->name, "dockerfile") != 0 &&
		    scan->files.at[i].facts.problems.count == 0 &&
		    !is_test_data(scan->files.at[i].path))
			look_into(&l, &scan->files.at[i]);
	report_missing(&l);
}
