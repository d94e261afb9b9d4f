/*
 * yaml_scalar.h - private to yaml.c: what a plain scalar means (YAML 1.2, 10.3.2 core schema).
 */
#ifndef SHORING_YAML_SCALAR_H
#define SHORING_YAML_SCALAR_H

#include "base/doc.h"

/* DOC_NULL, DOC_BOOL, DOC_INT, DOC_FLOAT or DOC_STRING; *number as doc->number. An integer that
 * does not fit is a DOC_FLOAT. */
enum doc_kind yaml_scalar_kind(struct str text, int64_t *number);

#endif
