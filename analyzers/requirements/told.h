/*
 * told.h - private to requirements/: what texts beside a service tell to install: scripts, jobs, notebooks, a README.
 */
#ifndef SHORING_REQUIREMENTS_TOLD_H
#define SHORING_REQUIREMENTS_TOLD_H

#include "requirements/audit.h"

/* The path of a text in the folder that says `pip install` or its like of what the need asks for; "": there is none. The
 * first 500 texts of a folder are read, once. */
struct str told_where(struct audit *audit, struct str dir, const struct need *need);
/* The same of a text in a folder around it that names the folder as well: "pip install x; python jobs/load.py". */
struct str told_around(struct audit *audit, struct str dir, const struct need *need);

#endif
