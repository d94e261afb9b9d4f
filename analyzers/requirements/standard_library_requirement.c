/*
 * REQ009 standard-library-requirement: declared, and the standard library does what it did.
 */
#include "base/arena.h"
#include "base/path.h"
#include "packaging/name.h"
#include "requirements/manifest.h"
#include "rules/python.h"

/* A list of what is installed somewhere has so many rows at least. */
#define FREEZE_LEAST 30

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

/* Is it what a tool lists as installed: so many rows, nearly all with their release, in order? */
static bool
is_freeze(const struct requirement_check *c, const struct facts *f)
{
	uint32_t pinned = 0, ordered = 0, rows = f->requirements.count;
	struct str before = STR("");

	for (uint32_t i = 0; rows >= FREEZE_LEAST && i < rows; i++) {
		const struct fact_requirement *row = &f->requirements.at[i];
		struct str name = name_canonical(c->view, facts_text(f, row->name));

		pinned += str_starts(facts_text(f, row->specifier), STR("==")) ||
		          facts_text(f, row->url).len > 0;
		ordered += str_order(before, name) <= 0;
		before = name;
	}
	return rows >= FREEZE_LEAST && pinned * 10 >= rows * 9 && ordered * 10 >= rows * 9;
}

/* Has nobody ever required it of others? Then somebody has asked for it. */
static bool
is_asked_for(struct str dist)
{
	static const char *const dists[] = {
		"asyncio", "hashlib", "multiprocessing", "ssl", "uuid"
	};

	return str_is_any(dist, dists, countof(dists));
}

/* The rows that hold for the project's Python: others are for an older one. */
static void
look_at(const struct requirement_check *c, const struct scanned *file,
        const struct fact_requirement *row, bool freeze)
{
	const struct facts *f = &file->facts;
	struct str name = facts_text(f, row->name), module;

	if (name.len == 0 || facts_text(f, row->marker).len > 0 ||
	    facts_text(f, row->url).len > 0 || is_of_others(facts_text(f, row->via)))
		return;
	struct str dist = name_canonical(c->view, name);
	if (!stdlib_replaces(python_of(c->project), dist, &module) ||
	    (freeze && !is_asked_for(dist)))
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
		bool freeze = strcmp(file->grammar->name, "requirements") == 0 &&
		              is_freeze(c, &file->facts);
		for (uint32_t r = 0; r < file->facts.requirements.count; r++)
			look_at(c, file, &file->facts.requirements.at[r], freeze);
	}
}
