/*
 * yaml_places.h - private to yaml.c: from libyaml's count of characters to places in the file.
 *
 * libyaml counts characters, takes more than line feeds for line ends and does not know bytes;
 * here a line ends as editors have it: "\n", "\r" or "\r\n".
 */
#ifndef SHORING_YAML_PLACES_H
#define SHORING_YAML_PLACES_H

#include "base/doc.h"
#include "base/vec.h"

/* Where a line, or every 64th character, starts; both from 0. */
struct yaml_stop {
	uint32_t byte, character;
};

VEC(yaml_stops, struct yaml_stop);

struct yaml_places {
	struct str text; /* UTF-8, of fewer than 2^32 bytes */
	struct yaml_stops lines, characters;
	uint32_t skipped; /* bytes before the text, which count in start and end alone */
};

void yaml_places_build(struct yaml_places *p, struct arena *a, struct str text, uint32_t skipped);
/* From character `from` up to character `to`, both from 0. */
struct doc_place yaml_place(const struct yaml_places *p, size_t from, size_t to);
/* The empty place at a byte of the text. */
struct doc_place yaml_place_of_byte(const struct yaml_places *p, size_t byte);
/* Take blanks and line ends off the end of the place. */
void yaml_place_trim(const struct yaml_places *p, struct doc_place *place);

#endif
