/*
 * required.h - private to imports/: may an import name come from an installed distribution?
 */
#ifndef SHORING_IMPORTS_REQUIRED_H
#define SHORING_IMPORTS_REQUIRED_H

#include "project/project.h"

/* Does the manifest require a distribution of that name (PEP 503), or, if `parts` count, one
 * that begins with it ("google-cloud-storage" for "google")? What is installed by path does
 * not count, nor do projects of the repository, unless a version is asked for: then it is the
 * one that was released. */
bool
required_by(const struct project *p, const struct facts *manifest, struct str import, bool parts);
/* Does it require one that has the package, as far as the tables know (apache-airflow for "airflow")? */
bool required_has(const struct facts *manifest, struct str package);
/* Does the lock have a release of a distribution of that name? */
bool required_locked(const struct facts *lock, struct str import);
/* Is the distribution called so, or begins with that ("beacon-aws" for "beacon")? */
bool required_begins(struct str distribution, struct str name);

#endif
