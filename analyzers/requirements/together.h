/*
 * together.h - private to requirements/: manifests that one installer reads at once.
 */
#ifndef SHORING_REQUIREMENTS_TOGETHER_H
#define SHORING_REQUIREMENTS_TOGETHER_H

#include "base/vec.h"
#include "project/project.h"

/* More files than this are no set that anybody installs. */
#define TOGETHER_MOST 100

struct together_file {
	file_id file;
	bool constraint; /* by -c: it declares nothing */
};

VEC(together_files, struct together_file);

/* The manifest and all that it includes, is constrained by and installs by path. In `a`. */
struct together_files together_of(struct arena *a, const struct project *p, file_id manifest);
/* What one command of a Dockerfile of the service installs from files of the repository; `words` as in
 * DIRECTIVE_COMMAND. In `a`. */
struct together_files together_of_command(
	struct arena *a, const struct project *p, const struct service *s, struct str words);
/* What the configuration says a service is installed from. In `a`. */
struct together_files
together_of_service(struct arena *a, const struct project *p, const struct service *s);

#endif
