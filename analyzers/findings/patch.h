/*
 * patch.h - a text that edits are put into, one batch after the other, and what became of it.
 *
 * A draft remembers which bytes are still those of the original, so that the patch it makes shows
 * what was changed, and costs no comparing of texts.
 */
#ifndef SHORING_FINDINGS_PATCH_H
#define SHORING_FINDINGS_PATCH_H

#include "base/buf.h"
#include "base/vec.h"
#include "findings/finding.h"

#define PIECE_NEW UINT32_MAX

/* Bytes of the draft: of the original, from there on, or PIECE_NEW ones. */
struct piece {
	struct str text;
	uint32_t from;
};

VEC(pieces, struct piece);

struct draft {
	struct str original;  /* less than 4 GiB */
	struct str text;      /* as it stands */
	struct pieces pieces; /* of it, none empty */
};

/* The texts live as long as `a`, as does what draft_edit() makes of them. */
struct draft draft_new(struct arena *a, struct str original);
/* Put the edits in: sorted by place in draft->text, none beginning before the one before it ends. Their
 * texts are kept by reference. */
void draft_edit(struct draft *d, struct arena *a, const struct edit *const *edits, uint32_t count);
/* Append the change from the original as a unified diff that git and patch take (-p1), with three
 * lines around each place; nothing where there is none. O(size of the texts). */
void draft_diff(const struct draft *d, struct str path, struct buf *out);

#endif
