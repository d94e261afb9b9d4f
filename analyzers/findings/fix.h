/*
 * fix.h - puts the edits of findings into files: first in memory, and then, when they are found
 * to be good, on the disk.
 *
 * A run with fixes is a loop: judge the project, take what can be mended at once (fixes_take), scan
 * it again with the texts that come out (fixes_texts), until nothing is left. So what one edit
 * makes possible or wrong is seen, and only what was parsed again is ever written.
 */
#ifndef SHORING_FINDINGS_FIX_H
#define SHORING_FINDINGS_FIX_H

#include "findings/findings.h"

struct buf;
struct err;
struct fixes;

/* None yet; everything lives in `a`. */
struct fixes *fixes_new(struct arena *a, struct str root);
/* Is there a fix that is applied without asking? */
bool fix_is_offered(const struct finding *finding);
/*
 * Put the safe edits of the findings into the texts of the scan that they were found in. Where two
 * overlap, or meet within a line, the first in the list is taken; the other waits for the next
 * turn. All edits of a finding are taken, or none; the same edits of several findings count once.
 * How many findings are mended by it.
 *
 * Left alone, with a note: a file that is a link or behind one, has changed since it was
 * scanned, is not UTF-8, or has a part that cannot be parsed.
 */
uint32_t fixes_take(struct fixes *f, const struct scan *scan, struct finding_list list);
/* The scan is of fixes_texts(): is everything still parsed? A file that is not is as it was before
 * all fixes, and is left alone from now on, with a note; false then: scan once more. */
bool fixes_hold(struct fixes *f, const struct scan *scan);
/* What files hold now, where that is not what is on the disk. Valid until the next fixes_take(). */
struct scan_texts fixes_texts(const struct fixes *f);
/* A sentence for each file that was left alone, by path. */
struct strs fixes_notes(const struct fixes *f);
/* How many files differ, and by how many findings. */
uint32_t fixes_files(const struct fixes *f);
uint32_t fixes_count(const struct fixes *f);
/* All changes as one unified diff, by path. */
void fixes_diff(const struct fixes *f, struct buf *out);
/* Write the files, each beside and renamed; links are not written through. One that has changed
 * in the meantime or cannot be written stays as it is: false, and the first reason. *written: how
 * many were. */
bool fixes_write(const struct fixes *f, uint32_t *written, struct err *err);

#endif
