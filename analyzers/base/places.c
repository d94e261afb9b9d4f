/*
 * places.c - a table of hashes over a list of texts, at most half full.
 */
#include "base/places.h"

#include "base/arena.h"
#include "base/err.h"

static uint32_t *
slot_of(const struct place_index *p, struct str text)
{
	uint32_t mask = p->room - 1, i = (uint32_t)hash_text(&p->keys, text) & mask;

	while (p->slots[i] != 0 && !str_eq(p->texts.at[p->slots[i] - 1], text))
		i = (i + 1) & mask;
	return &p->slots[i];
}

void
places_build(struct place_index *out, struct arena *a, struct strs texts)
{
	uint32_t room = 16;

	while (room / 2 < texts.count) {
		if (room > UINT32_MAX / 2)
			die("out of memory");
		room *= 2;
	}
	*out = (struct place_index){
		.texts = texts, .slots = arena_array(a, uint32_t, room), .room = room
	};
	out->keys = hash_keys_of(out->slots);
	for (uint32_t i = 0; i < texts.count; i++)
		*slot_of(out, texts.at[i]) = i + 1;
}

bool
places_find(const struct place_index *p, struct str text, uint32_t *at)
{
	uint32_t found = p->room > 0 ? *slot_of(p, text) : 0;

	if (found > 0)
		*at = found - 1;
	return found > 0;
}
