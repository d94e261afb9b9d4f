/*
 * template.h - private to grammars/python: texts that are filled in before they are Python.
 */
#ifndef SHORING_PYTHON_TEMPLATE_H
#define SHORING_PYTHON_TEMPLATE_H

#include "base/str.h"

/* Is the text, which is no Python, one for Jinja, Django or cookiecutter? It has a tag (`{% for x in y %}`), or an
 * expression as a part of a name (`import {{ name }}Async`), outside of strings and comments, where no Python has
 * such; a set in a set (`{{a}}`) is none. O(text). */
bool template_is(struct str text);

#endif
