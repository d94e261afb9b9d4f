/*
 * REQ008 invalid-requirement: a manifest line that is no requirement, or an include that does not
 * exist.
 */
#include "base/arena.h"
#include "base/path.h"
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

static void
look_at_include(const struct requirement_check *c, const struct scanned *file,
                const struct fact_directive *d)
{
	const struct scan *scan = c->project->scan;
	struct str value = facts_text(&file->facts, d->value), path;
	bool ignored = false;

	if ((d->kind != DIRECTIVE_INCLUDE && d->kind != DIRECTIVE_CONSTRAINT) ||
	    is_template(value) || memchr(value.at, ':', value.len) != NULL ||
	    !path_resolve(c->view, path_dir(file->path), value, &path) || scan_has(scan, path) ||
	    scan_has_dir(scan, path))
		return;
	/* What is not committed may be made. */
	scan_ignored(scan, c->view, (struct strs){ &path, 1 }, &ignored);
	if (!ignored)
		add(c, file, &d->span,
		    findings_text(c->out, STR_FMT " does not exist: the installer stops here",
		                  STR_ARG(path)),
		    "correct the path, or bring the file back");
}

static void
look_into(const struct requirement_check *c, const struct scanned *file)
{
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
	for (uint32_t i = 0; i < f->directives.count; i++)
		look_at_include(c, file, &f->directives.at[i]);
}

void
check_invalid_requirement(const struct requirement_check *c)
{
	const struct scan *scan = c->project->scan;

	for (file_id i = 0; i < scan->files.count; i++)
		if (manifest_is_sure(c->project, i) &&
		    strcmp(scan->files.at[i].grammar->name, "dockerfile") != 0 &&
		    scan->files.at[i].facts.problems.count == 0)
			look_into(c, &scan->files.at[i]);
}
