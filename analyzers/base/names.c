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
	const struct names *below; /* has the ids up to `first`; NULL: there is none */
	name_id first;
	VEC(, struct name) all; /* by id - first */
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
		if (n->slots[i].tag == tag_of(hash) &&
		    str_eq(n->all.at[n->slots[i].id - n->first].text, text))
			break;
	return &n->slots[i];
}

/* What those below have of that text; what they got since is no part of it. */
static name_id
id_below(const struct names *n, struct str text, uint64_t hash)
{
	name_id id = n->below != NULL ? slot_of(n->below, text, hash)->id : NAME_NONE;

	return id < n->first ? id : NAME_NONE;
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
	for (uint32_t i = n->first > 0 ? 0 : 1; i < n->all.count; i++) {
		const struct name *name = &n->all.at[i];

		*slot_of(n, name->text, name->hash) =
			(struct name_slot){ n->first + i, tag_of(name->hash) };
	}
}

static struct names *new (struct arena *a)
{
	struct names *n = arena_new(a, struct names);

	n->arena = a;
	n->room = ROOM_FIRST;
	n->slots = arena_array(a, struct name_slot, n->room);
	return n;
}

struct names *
names_new(struct arena *a)
{
	struct names *n = new (a);

	/* Ids do not depend on the hash. */
	n->keys = hash_keys_of(n);
	*vec_push(a, &n->all) = (struct name){ .text = STR("") };
	return n;
}

struct names *
names_above(struct arena *a, const struct names *below)
{
	struct names *n = new (a);

	if (below->below != NULL)
		die("names are above names that are above others");
	n->below = below;
	n->first = below->all.count;
	n->keys = below->keys;
	return n;
}

/* A new name; its slot is the free one where it goes. */
static name_id
add(struct names *n, struct str s, uint64_t hash, struct name_slot *slot)
{
	if (is_full(n, n->all.count)) {
		names_grow(n, n->all.count);
		slot = slot_of(n, s, hash);
	}
	*slot = (struct name_slot){ n->first + n->all.count, tag_of(hash) };
	*vec_push(n->arena, &n->all) = (struct name){ .text = str_keep(n->arena, s), .hash = hash };
	return slot->id;
}

name_id
names_put(struct names *n, struct str s)
{
	if (s.len == 0)
		return NAME_NONE;

	uint64_t hash = hash_text(&n->keys, s);
	name_id id = id_below(n, s, hash);
	if (id != NAME_NONE)
		return id;
	struct name_slot *slot = slot_of(n, s, hash);
	return slot->id != NAME_NONE ? slot->id : add(n, s, hash, slot);
}

const name_id *
names_join(struct names *n, const struct names *above, struct arena *a)
{
	name_id *ids = arena_array(a, name_id, above->all.count);

	for (uint32_t i = 0; i < above->all.count; i++) {
		const struct name *name = &above->all.at[i];
		struct name_slot *slot = slot_of(n, name->text, name->hash);

		ids[i] = slot->id != NAME_NONE ? slot->id : add(n, name->text, name->hash, slot);
	}
	return ids;
}

name_id
names_first(const struct names *n)
{
	return n->first;
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

	uint64_t hash = hash_text(&n->keys, s);
	name_id id = slot_of(n, s, hash)->id;
	return id == NAME_NONE ? id_below(n, s, hash) : id;
}

struct str
names_text(const struct names *n, name_id id)
{
	if (id < n->first)
		n = n->below;
	if (id - n->first >= n->all.count)
		die("there is no name %u", (unsigned)id);
	return n->all.at[id - n->first].text;
}
