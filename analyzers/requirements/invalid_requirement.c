/*
 * REQ008 invalid-requirement: a manifest line that is no requirement, or an include that does not
 * exist.
 */
#include "base/arena.h"
#include "base/path.h"
#include "base/vec.h"
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

static void
add(const struct requirement_check *c, const struct scanned *file, const struct span *span,
    struct str message, const char *help)
{
	findings_add(
		c->out,
		&(struct finding){
			.rule = RULE_REQ008,
			.file = file->path,
			.span = *span,
			.service = manifest_service(c->project, file->path),
			.message = message,
			.help = { help, strlen(help) },
		});
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

static bool
is_link(const struct scan *scan, struct str path)
{
	for (uint32_t i = 0; i < scan->links.count; i++)
		if (str_eq(scan->links.at[i], path))
			return true;
	return false;
}

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

/* What is not committed may be made. */
static void
report_missing(struct look *l)
{
	const struct requirement_check *c = l->c;
	const struct scan *scan = c->project->scan;
	bool *ignored = arena_array(c->view, bool, (size_t)l->paths.count + 1);

	scan_ignored(scan, c->view, (struct strs){ l->paths.at, l->paths.count }, ignored);
	for (uint32_t i = 0; i < l->paths.count; i++) {
		struct str path = l->paths.at[i];

		if (ignored[i])
			continue;
		if (is_link(scan, path))
			add(c, l->missing.at[i].file, &l->missing.at[i].row->span,
			    findings_text(c->out,
			                  STR_FMT " is a link that leads out of the repository: it "
			                          "is not followed",
			                  STR_ARG(path)),
			    "keep the file itself in the repository, or let it be read with "
			    "--allow-outside");
		else
			add(c, l->missing.at[i].file, &l->missing.at[i].row->span,
			    findings_text(
				    c->out, STR_FMT " does not exist: the installer stops here",
				    STR_ARG(path)),
			    "correct the path, or bring the file back");
	}
}

static void
look_into(struct look *l, const struct scanned *file)
{
	const struct requirement_check *c = l->c;
	const struct facts *f = &file->facts;

	for (uint32_t i = 0; i < f->requirements.count; i++) {
		const struct fact_requirement *row = &f->requirements.at[i];
		struct str text = facts_text(f, row->specifier);

		if (row_is_invalid(f, row) && !is_template(text))
			add(c, file, &row->span,
			    findings_text(
				    c->out,
				    "`" STR_FMT "` is not a requirement: the installer stops here",
				    STR_ARG(text)),
			    "write it as PEP 508 has it: name[extra]>=1.0; marker");
	}
	/* What setup.py opens need not be what it seems. */
	for (uint32_t i = 0; !file->grammar->source && i < f->directives.count; i++)
		look_at_include(l, file, &f->directives.at[i]);
}

/* What tests read: it may be wrong on purpose, and nobody installs it. */
static bool
is_test_data(struct str path)
{
	static const char *const folders[] = { "fixtures", "testdata", "test_data", "test-data" };
	struct str rest = path_dir(path), part;

	while (str_cut(&rest, '/', &part))
		for (size_t i = 0; i < countof(folders); i++)
			if (str_eq(part, str_of(folders[i])))
				return true;
	return false;
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
