/*
 * REQ002 unused-dependency: a manifest declares what no service that uses the manifest uses.
 */
#include "requirements/manifest.h"
#include "requirements/unused.h"

void
check_unused_dependency(const struct requirement_check *c)
{
	struct unused_rows rows = unused_find(c->view, c->audit);

	for (uint32_t i = 0; i < rows.count; i++) {
		const struct unused_row *r = &rows.at[i];
		const struct scanned *file = &c->project->scan->files.at[r->file];
		struct str name = facts_text(&file->facts, r->row->name);
		struct str who = c->project->services.at[r->service].name;

		findings_add(
			c->out,
			&(struct finding){
				.rule = RULE_REQ002,
				.file = file->path,
				.span = r->row->span,
				.service = manifest_service(c->project, file->path),
				.distribution = r->dist,
				.message =
					r->services == 1
						? findings_text(
							  c->out,
							  STR_FMT
							  " is declared, but nothing of `" STR_FMT
							  "` imports or names it",
							  STR_ARG(name), STR_ARG(who))
						: findings_text(
							  c->out,
							  STR_FMT
							  " is declared, but none of the %u "
							  "services that use this file imports or "
							  "names it",
							  STR_ARG(name), (unsigned)r->services),
				.help = findings_text(
					c->out,
					"take the line out; if it is needed all the same, "
					"list " STR_FMT " under `requirements.used`",
					STR_ARG(name)),
			});
	}
}
