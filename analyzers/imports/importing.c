/*
 * importing.c - the test around an import, and the folders that its file puts on sys.path.
 */
#include "imports/importing.h"

#include "base/arena.h"
#include "base/path.h"

/* Where the line that byte `at` is in starts. */
static size_t
line_start(struct str text, size_t at)
{
	while (at > 0 && text.at[at - 1] != '\n')
		at--;
	return at;
}

static size_t
indent_of(struct str line)
{
	size_t columns = 0;

	while (columns < line.len && (line.at[columns] == ' ' || line.at[columns] == '\t'))
		columns++;
	return columns;
}

bool
importing_asks(const struct project *p, const struct fault *fault, struct str text)
{
	static const char *const questions[] = {
		"exists(", "isfile(", "isdir(", "is_file(", "is_dir("
	};
	const struct facts *f = p->modules.at[fault->module].facts;
	const struct fact_import *row = &f->imports.at[fault->edge->import];
	size_t at, indent;

	if (row->block == 0 || f->blocks.at[row->block].kind != BLOCK_IF ||
	    row->statement.start >= text.len)
		return false;
	at = line_start(text, row->statement.start);
	indent = indent_of(str_from(text, at));
	while (at > 0) {
		size_t start = line_start(text, at - 1);
		struct str line = str_slice(text, start, at - 1);
		size_t columns = indent_of(line);

		at = start;
		line = str_from(line, columns);
		if (line.len == 0 || columns >= indent)
			continue;
		if (!str_starts(line, STR("if ")) && !str_starts(line, STR("elif ")))
			return false;
		for (size_t i = 0; i < countof(questions); i++)
			if (str_has(line, str_of(questions[i])))
				return true;
		return false;
	}
	return false;
}

bool
importing_has(struct arena *a, const struct project *p, struct str dir, struct str dotted)
{
	struct str path = path_dotted(a, dir, dotted);

	return scan_has_dir(p->scan, path) ||
	       scan_has(p->scan, str_of(arena_printf(a, STR_FMT ".py", STR_ARG(path))));
}

bool
importing_finds(struct arena *a, const struct project *p, const struct fault *fault)
{
	const struct module *module = &p->modules.at[fault->module];
	struct str name = names_text(p->names, fault->edge->name);

	if (module->facts->imports.at[fault->edge->import].level > 0)
		return false;
	for (uint32_t i = 0; i < module->facts->paths.count; i++) {
		const struct fact_path *row = &module->facts->paths.at[i];
		struct str from = row->kind == PATH_RELATIVE ? path_dir(module->path) : STR(""),
			   dir;

		if (row->kind != PATH_UNKNOWN &&
		    path_resolve(a, from, facts_text(module->facts, row->path), &dir) &&
		    importing_has(a, p, dir, name))
			return true;
	}
	return false;
}
