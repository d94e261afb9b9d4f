/*
 * unused.h - private to requirements/: rows of manifests that nothing uses.
 */
#ifndef SHORING_REQUIREMENTS_UNUSED_H
#define SHORING_REQUIREMENTS_UNUSED_H

#include "requirements/audit.h"

struct unused_row {
	file_id file;
	const struct fact_requirement *row;
	struct str dist;    /* as PEP 503 writes it */
	service_id service; /* the first that uses the manifest */
	uint32_t services;  /* how many do */
};

VEC(unused_rows, struct unused_row);

/* By file and row. All in `a`. */
struct unused_rows unused_find(struct arena *a, struct audit *audit);

#endif
