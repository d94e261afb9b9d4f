/*
 * source.h - the text of a file that has a finding, read once more.
 */
#ifndef SHORING_FINDINGS_SOURCE_H
#define SHORING_FINDINGS_SOURCE_H

#include "base/buf.h"
#include "scan/scan.h"

/* Append the bytes of a file of the project, relative to its root. False, and nothing appended,
 * when it is gone, too large, or outside the root once links are followed
 * (and what is outside is not read). */
bool source_read(const struct scan *scan, struct str file, struct buf *out);

#endif
