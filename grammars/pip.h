/*
 * pip.h - private to grammars/: what pip makes of an argument of `pip install`, which is also
 * what a line of a requirements file may be.
 */
#ifndef SHORING_PIP_H
#define SHORING_PIP_H

#include "grammars/manifest.h"

/* The parts of a requirement, as written; "" where there is none. */
struct pep508 {
	struct str name;
	struct str extras; /* "a,b", without blanks */
	struct str specifier;
	struct str marker;
	struct str url;
};

enum pip_kind {
	PIP_REQUIREMENT, /* the name is "" where a URL does not tell it */
	PIP_DIRECTORY,   /* of a project; its name and extras where they are told */
	PIP_INVALID,
};

struct pip_target {
	enum pip_kind kind;
	struct pep508 requirement;
	struct str path; /* PIP_DIRECTORY: as written, without "file:" */
};

/* A requirement as PEP 508 has it, and packaging reads it; versions and marker too must be right.
 * False when it is none. The parts point into the text, extras into `a`. */
bool pep508_parse(struct arena *a, struct str text, struct pep508 *out);
/* Is it the path of a wheel or a source archive, by its ending? */
bool pip_is_archive(struct str path);
/* Also URLs, `#egg=`, paths of projects and archives. */
struct pip_target pip_parse(struct arena *a, struct str text);

/* Add what it says to the manifest's facts: a requirement, a DIRECTIVE_INSTALL_PATH (key: its
 * extras), or both. What is no requirement is one without name and url, whose specifier is the
 * text. */
void pip_add(const struct manifest *m, struct str text, struct span span, struct str group);
/* The same of a line of a requirements file, which may also be options (-r, -c, -e). */
void pip_add_line(const struct manifest *m, struct str line, struct span span);
void pip_add_requirement(const struct manifest *m, const struct pep508 *requirement,
                         struct span span, struct str group);

#endif
