/*
 * manifest.c - what rules on a manifest by itself share.
 */
#include "requirements/manifest.h"

#include "base/path.h"

bool
row_is_invalid(const struct facts *f, const struct fact_requirement *row)
{
	return facts_text(f, row->name).len == 0 && facts_text(f, row->url).len == 0;
}

bool
manifest_is_sure(const struct project *p, file_id id)
{
	const struct scanned *file = &p->scan->files.at[id];
	uint32_t invalid = 0;

	if (file->grammar == NULL || strcmp(file->grammar->name, "script") == 0 ||
	    strcmp(file->grammar->name, "platform") == 0)
		return false;
	/* setup.py, and scripts that name what they need (PEP 723). */
	if (file->grammar->source)
		return file->facts.requirements.count > 0;
	if (strcmp(file->grammar->name, "requirements") != 0 ||
	    str_eq(path_base(file->path), STR("requirements.txt")))
		return true;
	for (uint32_t i = 0; i < file->facts.requirements.count; i++)
		invalid += row_is_invalid(&file->facts, &file->facts.requirements.at[i]);
	return file->facts.requirements.count > 2 * invalid ||
	       (invalid == 0 && file->facts.directives.count > 0);
}

struct str
manifest_service(const struct project *p, struct str path)
{
	const struct service *best = NULL;

	for (service_id s = 0; s < p->services.count; s++)
		if (path_within(path, p->services.at[s].path) &&
		    (best == NULL || p->services.at[s].path.len > best->path.len))
			best = &p->services.at[s];
	return best != NULL ? best->name : STR("");
}
