/*
 * REQ002 unused-dependency: a manifest declares what no service that uses the manifest uses.
 */
#include "requirements/drop.h"
#include "requirements/manifest.h"
#include "requirements/unused.h"

static void
report(const struct requirement_check *c, const struct unused_row *r, struct edits edits)
{
	const struct scanned *file = &c->project->scan->files.at[r->file];
	struct str name = facts_text(&file->facts, r->row->name);
	struct finding f = {
		.rule = RULE_REQ002,
		.file = file->path,
		.span = r->row->span,
		.service = manifest_service(c->project, file->path),
		.distribution = r->dist,
		.edits = edits,
		.safe = edits.count > 0,
	};

	if (r->services == 1)
		f.message = findings_text(
			c->out,
			STR_FMT " is declared, but nothing of " STR_FMT " imports or names it",
			STR_ARG(name),
			STR_ARG(findings_service(
				c->out, c->project->services.at[r->service].name)));
	else
		f.message = findings_text(
			c->out,
			STR_FMT " is declared, but none of the %u services that use this file "
				"imports or names it",
			STR_ARG(name), (unsigned)r->services);
	f.help = findings_text(
		c->out,
		"take %s out; if it is needed all the same, list " STR_FMT
		" under `requirements.used`",
		strcmp(file->grammar->name, "dockerfile") == 0 ? "it" : "the line", STR_ARG(name));
	findings_add(c->out, &f);
}

void
check_unused_dependency(const struct requirement_check *c)
{
	/* What cannot be looked into may use anything. */
	if (c->project->scan->unlisted.count > 0)
		return;

	struct unused_rows rows = unused_find(c->view, c->audit);

	for (uint32_t i = 0; i < rows.count; i++) {
		const struct unused_row *r = &rows.at[i];
		const struct scanned *file = &c->project->scan->files.at[r->file];

		if (r->services == 1 && c->project->services.at[r->service].put_away)
			continue;
		report(c, r,
		       row_drop(c->view, file, (uint32_t)(r->row - file->facts.requirements.at),
		                mend_text(c->mend, c->project, file->path)));
	}
}
