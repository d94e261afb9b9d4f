/*
 * convert.h - configurations of other tools as ours: import-linter, tach, deptry.
 *
 * What means the same is translated; what does not is said in a note, and a contract that would mean something
 * else is held back.
 */
#ifndef SHORING_ADVISE_CONVERT_H
#define SHORING_ADVISE_CONVERT_H

#include "advise/draft.h"
#include "project/project.h"

struct conversion_pair {
	struct str key, value;
};

SLICE(conversion_pairs, struct conversion_pair);

struct conversion {
	struct strs tools; /* "import-linter", those that were found */
	struct strs notes; /* sentences on what is not translated */
	struct drafts drafts;
	struct strs source_roots, exclude;
	struct conversion_pairs map;
	struct strs provided, used, development;
	struct strs off; /* rules */
};

/* A file of those tools: its name, its text, and for TOML what that says (NULL: it is an INI file). */
struct conversion_source {
	struct str file, text;
	const struct doc *toml;
};

/* False and why when the file has nothing of these tools. Patterns that a tool expands are expanded with the
 * project's modules. In `a`. */
bool convert(struct conversion *out, struct arena *a, const struct project *p,
             const struct conversion_source *source, struct err *err);

#endif
