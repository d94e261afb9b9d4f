/*
 * requirements.h - the analyzer of requirements against imports: rules REQnnn.
 */
#ifndef SHORING_REQUIREMENTS_H
#define SHORING_REQUIREMENTS_H

#include "findings/findings.h"
#include "project/project.h"

/* Add what the requirement rules that are on find. One thread. */
void analyze_requirements(const struct project *p, struct findings *out);
/* The same of those that read manifests alone: what the one finds the other does not look for. */
void analyze_manifests(const struct project *p, struct findings *out);

#endif
