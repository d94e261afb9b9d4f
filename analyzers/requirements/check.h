/*
 * check.h - private to requirements/: what a check is given.
 */
#ifndef SHORING_REQUIREMENTS_CHECK_H
#define SHORING_REQUIREMENTS_CHECK_H

#include "base/names.h"
#include "findings/findings.h"
#include "project/project.h"

struct audit;
struct mend;

struct requirement_check {
	const struct project *project;
	struct audit *audit; /* NULL: of checks of manifests alone */
	struct names *names; /* normalised names of distributions */
	struct findings *out;
	struct arena *view; /* released when all checks are done */
	struct mend *mend;  /* the manifest that was looked at last */
};

typedef void requirement_run(const struct requirement_check *c);

/* check_undeclared_dependency() and so on, one a rule. */
#define CHECK(id, name) requirement_run check_##name;
#include "requirements.inc"
#undef CHECK

#endif
