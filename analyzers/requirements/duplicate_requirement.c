/*
 * REQ010 duplicate-requirement: a distribution declared twice in one manifest for the same
 * environment.
 */
#include "base/arena.h"
#include "base/map.h"
#include "packaging/name.h"
#include "requirements/drop.h"
#include "requirements/manifest.h"

/* So many earlier rows of a distribution are looked at. */
#define ROWS_BACK 50

/* The same group, marker and extras: nothing tells one from the other. Conda may have typing-extensions and
 * typing_extensions, and says both of what it has installed. */
static bool
are_alike(const struct facts *f, const struct fact_requirement *a, const struct fact_requirement *b)
{
	return a->span.start != b->span.start &&
	       ((a->flags | b->flags) & (REQUIREMENT_INCLUDED | REQUIREMENT_COMPILED)) == 0 &&
	       ((a->flags & b->flags & REQUIREMENT_CONDA) == 0 ||
	        str_eq(facts_text(f, a->name), facts_text(f, b->name))) &&
	       str_eq(facts_text(f, a->group), facts_text(f, b->group)) &&
	       str_eq(facts_text(f, a->marker), facts_text(f, b->marker)) &&
	       str_eq(facts_text(f, a->extras), facts_text(f, b->extras));
}

/* What pip makes of the two is what it makes of one of them: of equal ones the first, else of the one that
 * says more. None where each says something of its own. */
static struct edits
drop_one(const struct requirement_check *c, const struct scanned *file,
         const struct fact_requirement *row, const struct fact_requirement *first)
{
	const struct facts *f = &file->facts;
	struct str one = facts_text(f, first->specifier), two = facts_text(f, row->specifier);
	const struct fact_requirement *gone = row;

	if (!str_eq(facts_text(f, row->url), facts_text(f, first->url)))
		return (struct edits){ 0 };
	if (!str_eq(one, two) && two.len > 0) {
		if (one.len > 0)
			return (struct edits){ 0 };
		gone = first;
	}
	return row_drop(c->view, file, (uint32_t)(gone - f->requirements.at),
	                mend_text(c->mend, c->project, file->path));
}

static void
report(const struct requirement_check *c, const struct scanned *file,
       const struct fact_requirement *row, const struct fact_requirement *first)
{
	const struct facts *f = &file->facts;
	struct str name = facts_text(f, row->name), one = facts_text(f, first->specifier);
	struct str two = facts_text(f, row->specifier);
	struct edits edits = drop_one(c, file, row, first);
	bool same = str_eq(one, two) && str_eq(facts_text(f, row->url), facts_text(f, first->url));

	findings_add(
		c->out,
		&(struct finding){
			.rule = RULE_REQ010,
			.file = file->path,
			.span = row->span,
			.service = manifest_service(c->project, file->path),
			.distribution = name_canonical(c->view, name),
			.message = findings_text(
				c->out, "" STR_FMT " is declared on line %u already%s",
				STR_ARG(name), (unsigned)first->span.line,
				same ? "" : ", with other versions"),
			.help = STR("keep one of the two lines"),
			.edits = edits,
			.safe = edits.count > 0,
		});
}

static void
look_into(const struct requirement_check *c, const struct scanned *file, struct names *names)
{
	const struct facts *f = &file->facts;
	struct map last = { 0 }; /* distribution → its last row, as index + 1 */
	uint32_t *before = arena_array(c->view, uint32_t, f->requirements.count);

	for (uint32_t i = 0; i < f->requirements.count; i++) {
		const struct fact_requirement *row = &f->requirements.at[i];
		struct str name = facts_text(f, row->name);

		if (name.len == 0)
			continue;
		uint32_t *at = map_put(
			c->view, &last, names_put(names, name_canonical(c->view, name)), NULL);
		before[i] = *at;
		*at = i + 1;
		uint32_t left = ROWS_BACK;
		for (uint32_t k = before[i]; k != 0 && left > 0; k = before[k - 1], left--) {
			if (!are_alike(f, &f->requirements.at[k - 1], row))
				continue;
			report(c, file, row, &f->requirements.at[k - 1]);
			break;
		}
	}
}

void
check_duplicate_requirement(const struct requirement_check *c)
{
	const struct scan *scan = c->project->scan;
	struct names *names = names_new(c->view);

	for (file_id i = 0; i < scan->files.count; i++)
		/* The stages of a Dockerfile are manifests of their own; setup() may be called
		 * twice. */
		if (scan->files.at[i].facts.requirements.count > 1 &&
		    manifest_is_sure(c->project, i) && !scan->files.at[i].grammar->source &&
		    strcmp(scan->files.at[i].grammar->name, "dockerfile") != 0)
			look_into(c, &scan->files.at[i], names);
}
