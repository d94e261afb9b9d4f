/*
 * image.h - private to requirements/: what a Dockerfile installs besides what its manifests say.
 */
#ifndef SHORING_REQUIREMENTS_IMAGE_H
#define SHORING_REQUIREMENTS_IMAGE_H

#include "base/vec.h"
#include "project/project.h"
#include "requirements/declared.h"

VEC(image_dists, struct str);

struct image {
	bool open;            /* more may be installed than can be seen here */
	bool clones;          /* other repositories are in it */
	bool extras;          /* extras or groups are asked for: any of them */
	enum product product; /* whose image it is made of */
	bool development;     /* the tool installs development groups unless it is told not to */
	struct image_dists dists; /* of the system's packages, normalised; of the base image */
};

/* Add what one part of what makes an image says to *out. In `a`. */
void image_read(struct image *out, struct arena *a, const struct project *p,
                const struct image_part *part);

#endif
