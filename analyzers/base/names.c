/*
 * names.c - the interner: a hash table of ids over an array of texts.
 */
#include "base/names.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/vec.h"

#define ROOM_FIRST 1024 /* a power of two, as all sizes are */

struct name {
	struct str text;
	uint64_t hash;
};

/* Part of the hash saves a look at a name that is another. */
struct name_slot {
	name_id id; /* NAME_NONE is a free one */
	uint32_t tag;
};

struct names {
	struct arena *arena;
	VEC(, struct name) all; /* by id */
	struct name_slot *slots;
	uint32_t room;
	struct hash_keys keys;
};

static uint32_t
tag_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

/* The slot that holds the text, or the free one where it would go. */
static struct name_slot *
slot_of(const struct names *n, struct str text, uint64_t hash)
{
	uint32_t mask = n->room - 1;
	uint32_t i = (uint32_t)hash & mask;

	for (; n->slots[i].id != NAME_NONE; i = (i + 1) & mask)
		if (n->slots[i].tag == tag_of(hash) && str_eq(n->all.at[n->slots[i].id].text, text))
			break;
	return &n->slots[i];
}

static bool
is_full(const struct names *n, uint32_t count)
{
	return count >= n->room / 4 * 3;
}

/* Room for one more than so many. */
static void
names_grow(struct names *n, uint32_t count)
{
	while (is_full(n, count)) {
		if (n->room > UINT32_MAX / 4)
			die("out of memory");
		n->room *= 2;
	}
	n->slots = arena_array(n->arena, struct name_slot, n->room);
	for (name_id id = 1; id < n->all.count; id++) {
		uint64_t hash = n->all.at[id].hash;

		*slot_of(n, n->all.at[id].text, hash) = (struct name_slot){ id, tag_of(hash) };
	}
}

struct names *
names_new(struct arena *a)
{
	struct names *n = arena_new(a, struct names);

	n->arena = a;
	n->room = ROOM_FIRST;
	n->slots = arena_array(a, struct name_slot, n->room);
	/* Ids do not depend on the hash. */
	n->keys = hash_keys_of(n);
	*vec_push(a, &n->all) = (struct name){ .text = STR("") };
	return n;
}

name_id
names_put(struct names *n, struct str s)
{
	if (s.len == 0)
		return NAME_NONE;

	uint64_t hash = hash_text(&n->keys, s);
	struct name_slot *slot = slot_of(n, s, hash);
	if (slot->id != NAME_NONE)
		return slot->id;

	if (is_full(n, n->all.count)) {
		names_grow(n, n->all.count);
		slot = slot_of(n, s, hash);
	}
	*slot = (struct name_slot){ n->all.count, tag_of(hash) };
	*vec_push(n->arena, &n->all) = (struct name){ .text = str_keep(n->arena, s), .hash = hash };
	return slot->id;
}

void
names_expect(struct names *n, uint32_t count)
{
	if (is_full(n, count))
		names_grow(n, count);
}

name_id
names_find(const struct names *n, struct str s)
{
	if (s.len == 0)
		return NAME_NONE;
	return slot_of(n, s, hash_text(&n->keys, s))->id;
}

struct str
names_text(const struct names *n, name_id id)
{
	if (id >= n->all.count)
		die("there is no name %u", (unsigned)id);
	return n->all.at[id].text;
}
