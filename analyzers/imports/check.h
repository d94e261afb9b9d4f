/*
 * check.h - private to imports/: what a check is given.
 */
#ifndef SHORING_IMPORTS_CHECK_H
#define SHORING_IMPORTS_CHECK_H

#include "findings/findings.h"
#include "imports/graph.h"
#include "project/project.h"

struct mend;

struct check {
	const struct project *project;
	struct graph graph; /* empty when there are no contracts */
	struct findings *out;
	struct arena *view; /* released when all checks are done */
	struct mend *mend;  /* the module that was rewritten last */
};

typedef void import_check(const struct check *c);

/* check_forbidden_import() and so on, one a rule. */
#define CHECK(id, name) import_check check_##name;
#include "imports.inc"
#undef CHECK

#endif
