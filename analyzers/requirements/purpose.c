/*
 * purpose.c - what is for development alone, by its name.
 */
#include "requirements/declared.h"

#include "base/path.h"

static bool
is_development_word(struct str word)
{
	static const char *const words[] = {
		"dev",     "devel",         "develop",   "development", "test",      "tests",
		"testing", "lint",          "linting",   "linters",     "linter",    "docs",
		"doc",     "documentation", "typing",    "mypy",        "typecheck", "tox",
		"qa",      "pytest",        "benchmark", "benchmarks",  "coverage",  "style",
		"format",  "precommit",     "nox",       "unittest",    "debug",
	};

	for (size_t i = 0; i < countof(words); i++)
		if (str_eq(word, (struct str){ words[i], strlen(words[i]) }))
			return true;
	return false;
}

bool
purpose_is_development(struct str name)
{
	size_t start = 0;

	for (size_t i = 0; i <= name.len; i++) {
		if (i < name.len && strchr("-_. :/", name.at[i]) == NULL)
			continue;
		if (is_development_word((struct str){ name.at + start, i - start }))
			return true;
		start = i + 1;
	}
	return false;
}
