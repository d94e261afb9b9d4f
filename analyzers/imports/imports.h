/*
 * imports.h - the analyzer of import paths: rules IMPnnn.
 */
#ifndef SHORING_IMPORTS_H
#define SHORING_IMPORTS_H

#include "findings/findings.h"
#include "project/project.h"

/* Add what the import rules that are on find. One thread. */
void analyze_imports(const struct project *p, struct findings *out);

#endif
