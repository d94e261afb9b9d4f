/*
 * manifest.h - private to requirements/: rules on a manifest by itself.
 */
#ifndef SHORING_REQUIREMENTS_MANIFEST_H
#define SHORING_REQUIREMENTS_MANIFEST_H

#include "requirements/check.h"

/* Is the file surely a manifest: called by a fixed name, included or installed by something, or
 * with more requirements than lines that are none? Prose is also called requirements. */
bool manifest_is_sure(const struct project *p, file_id file);
/* The service whose directory holds the file, or "". */
struct str manifest_service(const struct project *p, struct str path);
/* Is it a line that is no requirement? */
bool row_is_invalid(const struct facts *f, const struct fact_requirement *row);

#endif
