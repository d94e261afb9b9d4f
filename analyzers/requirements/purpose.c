/*
 * purpose.c - what is for development alone, by its name.
 */
#include "requirements/declared.h"

#include "base/path.h"

static bool
is_development_word(struct str word)
{
	static const char *const words[] = {
		"dev",         "devel",         "develop",
		"development", "test",          "tests",
		"testing",     "lint",          "linting",
		"linters",     "linter",        "docs",
		"doc",         "documentation", "typing",
		"mypy",        "typecheck",     "tox",
		"qa",          "pytest",        "benchmark",
		"benchmarks",  "coverage",      "style",
		"format",      "precommit",     "nox",
		"unittest",    "unittests",     "functest",
		"functests",   "debug",         "travis",
		"ci",          "rtd",           "readthedocs",
	};

	return str_is_any(word, words, countof(words));
}

bool
purpose_is_development(struct str name)
{
	size_t start = 0;

	for (size_t i = 0; i <= name.len; i++) {
		if (i < name.len && char_is_name(name.at[i]) && name.at[i] != '_')
			continue;
		if (i < name.len && strchr("-_. :/", name.at[i]) == NULL)
			continue;
		if (is_development_word((struct str){ name.at + start, i - start }))
			return true;
		start = i + 1;
	}
	return false;
}

bool
purpose_is_development_group(struct str group)
{
	struct str rest = group, kind;

	if (group.len == 0 || !str_cut(&rest, ':', &kind))
		return false;
	/* What setup.py needs to run; Hatch's environments, but for its default one, in which programs
	 * may run, too. */
	return str_eq(group, STR("group:setup")) || purpose_is_development(rest) ||
	       (str_starts(rest, STR("env-")) && !str_eq(rest, STR("env-default")));
}

bool
purpose_is_publishing(const struct scanned *file)
{
	static const char *const names[] = { "deploy", "publish", "release" };
	const struct facts *f = &file->facts;
	bool uploads = false;

	for (uint32_t i = 0; i < f->requirements.count && !uploads; i++)
		uploads = str_eq(facts_text(f, f->requirements.at[i].name), STR("twine"));
	return uploads && str_has_any(path_stem(file->path), names, countof(names));
}
