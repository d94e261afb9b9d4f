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

struct names {
	struct arena *arena;
	VEC(, struct name) all; /* by id */
	name_id *slots;         /* NAME_NONE is a free one */
	uint32_t room;
	struct hash_keys keys;
};

/* The slot that holds the text, or the free one where it would go. */
static name_id *
slot_of(const struct names *n, struct str text, uint64_t hash)
{
	uint32_t mask = n->room - 1;
	uint32_t i = (uint32_t)hash & mask;

	for (; n->slots[i] != NAME_NONE; i = (i + 1) & mask) {
		const struct name *name = &n->all.at[n->slots[i]];

		if (name->hash == hash && str_eq(name->text, text))
			break;
	}
	return &n->slots[i];
}

static void
names_grow(struct names *n)
{
	if (n->room > UINT32_MAX / 4)
		die("out of memory");
	n->room *= 2;
	n->slots = arena_array(n->arena, name_id, n->room);
	for (name_id id = 1; id < n->all.count; id++)
		*slot_of(n, n->all.at[id].text, n->all.at[id].hash) = id;
}

struct names *
names_new(struct arena *a)
{
	struct names *n = arena_new(a, struct names);

	n->arena = a;
	n->room = ROOM_FIRST;
	n->slots = arena_array(a, name_id, n->room);
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
	name_id *slot = slot_of(n, s, hash);
	if (*slot != NAME_NONE)
		return *slot;

	if (n->all.count >= n->room / 4 * 3) {
		names_grow(n);
		slot = slot_of(n, s, hash);
	}
	*slot = n->all.count;
	*vec_push(n->arena, &n->all) = (struct name){ .text = str_keep(n->arena, s), .hash = hash };
	return *slot;
}

name_id
names_find(const struct names *n, struct str s)
{
	if (s.len == 0)
		return NAME_NONE;
	return *slot_of(n, s, hash_text(&n->keys, s));
}

struct str
names_text(const struct names *n, name_id id)
{
	if (id >= n->all.count)
		die("there is no name %u", (unsigned)id);
	return n->all.at[id].text;
}
