/*
 * REQ009 standard-library-requirement: declared, and the standard library does what it did.
 */
#include "base/arena.h"
#include "base/path.h"
#include "packaging/name.h"
#include "requirements/manifest.h"
#include "rules/python.h"

/* Where nothing says which Python it is, the newest is a guess: the oldest known then. */
static unsigned
python_of(const struct project *p)
{
	bool guess =
		!p->config->has_python && p->config->python_file == 0 && p->python == PYTHON_NEWEST;

	return guess ? PYTHON_OLDEST : p->python;
}

/* Is it in a compiled file for what requires it? That one is to be mended, not this. */
static bool
is_of_others(struct str via)
{
	struct str rest = via, one;

	while (str_cut(&rest, '\n', &one))
		if (one.len > 0 && one.at[0] != '-')
			return true;
	return false;
}

/* The rows that hold for the project's Python: others are for an older one. */
static void
look_at(const struct requirement_check *c, const struct scanned *file,
        const struct fact_requirement *row)
{
	const struct facts *f = &file->facts;
	struct str name = facts_text(f, row->name), module;

	if (name.len == 0 || facts_text(f, row->marker).len > 0 ||
	    facts_text(f, row->url).len > 0 || is_of_others(facts_text(f, row->via)))
		return;
	struct str dist = name_canonical(c->view, name);
	if (!stdlib_replaces(python_of(c->project), dist, &module))
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
				STR_ARG(name), STR_ARG(module), python_of(c->project)),
			.help = findings_text(
				c->out, "import `" STR_FMT "`, and take the requirement away",
				STR_ARG(module)),
		});
}

void
check_standard_library_requirement(const struct requirement_check *c)
{
	const struct scan *scan = c->project->scan;

	for (file_id i = 0; i < scan->files.count; i++) {
		const struct scanned *file = &scan->files.at[i];

		/* Constraints declare nothing. */
		if (!manifest_is_sure(c->project, i) ||
		    str_starts(path_base(file->path), STR("constraints")))
			continue;
		for (uint32_t r = 0; r < file->facts.requirements.count; r++)
			look_at(c, file, &file->facts.requirements.at[r]);
	}
}
