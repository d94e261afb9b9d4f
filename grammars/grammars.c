/*
 * grammars.c - the table of grammars.
 */
#include "grammars/grammars.h"

#include "grammars/memory.h"

static const struct grammar *const table[] = {
	&grammar_python,  &grammar_requirements, &grammar_pyproject,    &grammar_setup_cfg,
	&grammar_pipfile, &grammar_dockerfile,   &grammar_procfile,     &grammar_compose,
	&grammar_conda,   &grammar_lock,         &grammar_pipfile_lock, &grammar_settings,
	&grammar_script,  &grammar_platform,
};

struct grammars
grammars_all(void)
{
	memory_install();
	return (struct grammars){ table, countof(table) };
}
