/*
 * toml_manifest.h - private to grammars/: manifests that are documents (base/doc.h).
 */
#ifndef SHORING_TOML_MANIFEST_H
#define SHORING_TOML_MANIFEST_H

#include "base/doc.h"
#include "grammars/manifest.h"

/* Where a value of the manifest's document stands in the file. The document is read from m->text. */
struct span doc_span(const struct manifest *m, const struct doc *doc);
/* From its key to its end. */
struct span doc_key_span(const struct manifest *m, const struct doc *doc);
/* Is it a string, and which? "" when it is none. */
struct str doc_string(const struct doc *doc);
/* Add a PROBLEM_SYNTAX for "line:column: why", or a PROBLEM_TEMPLATE where that line begins with a tag. */
void manifest_syntax_problem(const struct manifest *m, const struct err *err);
/* The document; NULL, and a PROBLEM_SYNTAX added, when the text is no TOML. */
const struct doc *manifest_toml(const struct manifest *m);
/* A directive for a string, or for each string of a list; others are passed over. */
void doc_directives(
	const struct manifest *m, enum directive_kind kind, const struct doc *doc, struct str key);
/* What pip makes of each string of a list (pip.h). */
void doc_requirements(const struct manifest *m, const struct doc *list, struct str group);

/* How the value of `name = …` in a table of dependencies is to be read. */
enum dependency_style { DEPENDENCY_PIPENV, DEPENDENCY_POETRY };

/* One dependency: a version, a table with version, path, url, markers …, or a list of them. */
void dependency_add(const struct manifest *m, const struct doc *doc, struct str group,
                    enum dependency_style style);
/* Poetry's version constraint as PEP 440 has it ("^1.2" is ">=1.2,<2"); "" for any version,
 * and where it cannot be said ("^1 || ^3"). */
struct str poetry_specifier(struct arena *a, struct str text);

#endif
