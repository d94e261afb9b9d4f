/*
 * REQ009 standard-library-requirement: declared, and the standard library does what it did.
 */
#include "base/arena.h"
#include "packaging/name.h"
#include "requirements/manifest.h"
#include "rules/python.h"

/* The rows that hold for the project's Python: others are for an older one. */
static void
look_at(const struct requirement_check *c, const struct scanned *file,
        const struct fact_requirement *row)
{
	const struct facts *f = &file->facts;
	struct str name = facts_text(f, row->name), module;

	if (name.len == 0 || facts_text(f, row->marker).len > 0 ||
	    facts_text(f, row->url).len > 0)
		return;
	struct str dist = name_canonical(c->view, name);
	if (!stdlib_replaces(c->project->python, dist, &module))
		return;
	findings_add(
		c->out,
		&(struct finding){
			.rule = RULE_REQ009,
			.file = file->path,
			.span = row->span,
			.service = manifest_service(c->project, file->path),
			.distribution = dist,
			.message = findings_text(
				c->out,
				"" STR_FMT " does what `" STR_FMT
				"` of the standard library does, and Python 3.%u has that",
				STR_ARG(name), STR_ARG(module), c->project->python),
			.help = findings_text(
				c->out, "import `" STR_FMT "`, and take the requirement away",
				STR_ARG(module)),
		});
}

void
check_standard_library_requirement(const struct requirement_check *c)
{
	const struct scan *scan = c->project->scan;

	for (file_id i = 0; i < scan->files.count; i++)
		for (uint32_t r = 0; manifest_is_sure(c->project, i) &&
		                     r < scan->files.at[i].facts.requirements.count;
		     r++)
			look_at(c, &scan->files.at[i],
			        &scan->files.at[i].facts.requirements.at[r]);
}
