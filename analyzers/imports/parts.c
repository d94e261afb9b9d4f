/*
 * parts.c - finds the module's name in import statements and calls.
 */
#include "imports/parts.h"

bool
import_is_base(const struct check *c, module_id m, const struct fact_import *row, struct str dotted)
{
	const struct module *module = &c->project->modules.at[m];
	struct str written = facts_text(module->facts, row->module);
	struct str package = project_name(c->project, module->env, m);

	if (row->level == 0)
		return str_eq(written, dotted);
	for (uint32_t i = module->package ? 1 : 0; i < row->level; i++)
		package = str_before_last(package, '.');
	if (!str_starts(dotted, package))
		return false;
	if (written.len == 0)
		return dotted.len == package.len;
	return dotted.len == package.len + 1 + written.len && dotted.at[package.len] == '.' &&
	       str_eq((struct str){ dotted.at + package.len + 1, written.len }, written);
}

/* Past blanks, lines' ends and backslashes before them. */
static size_t
skip_blanks(struct str text, size_t at)
{
	while (at < text.len && memchr(" \t\f\r\n\\", text.at[at], 6) != NULL)
		at++;
	return at;
}

bool
import_module_text(struct str text, const struct facts *f, const struct fact_import *row,
                   size_t *start, size_t *end)
{
	struct str module = facts_text(f, row->module);
	struct str all = { text.at, row->statement.end };
	size_t at = row->statement.start + 4;

	if (row->statement.end < row->statement.start + 4 || row->statement.end > text.len ||
	    memcmp(text.at + row->statement.start, "from", 4) != 0)
		return false;
	*start = at = skip_blanks(all, at);
	for (uint32_t i = 0; i < row->level; i++)
		if (at >= all.len || all.at[at++] != '.')
			return false;
	*end = at + module.len;
	if (*end >= all.len || memcmp(all.at + at, module.at, module.len) != 0)
		return false;
	at = skip_blanks(all, *end);
	return at > *end && at + 6 < all.len && memcmp(all.at + at, "import", 6) == 0;
}

bool
import_string(struct str text, const struct span *call, struct str module, size_t *start)
{
	const struct str builtin = STR("__import__");
	unsigned found = 0;

	if (call->end > text.len)
		return false;
	for (size_t i = call->start + 1; i + module.len < call->end; i++) {
		char quote = text.at[i - 1];

		if (str_starts((struct str){ text.at + i - 1, call->end - i + 1 }, builtin))
			return false;
		if ((quote != '"' && quote != '\'') || text.at[i + module.len] != quote ||
		    memcmp(text.at + i, module.at, module.len) != 0 ||
		    (i > 1 && char_is_word(text.at[i - 2])))
			continue;
		*start = i;
		found++;
	}
	return found == 1;
}
