/*
 * names.c - the interner: a hash table of ids over an array of texts.
 */
#include "base/names.h"

#include "base/arena.h"
#include "base/err.h"
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
	uint64_t keys[3];
};

static uint64_t
word_at(const char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof(word));
	return word;
}

static uint64_t
half_at(const char *at)
{
	uint32_t half;

	memcpy(&half, at, sizeof(half));
	return half;
}

/* In the manner of wyhash (Wang Yi), with keys of this run alone: names come from hostile files,
 * and with a hash that can be foreseen a file could make the table slow. */
static uint64_t
hash_of(const struct names *n, struct str text)
{
	const char *at = text.at, *end = text.at + text.len;
	uint64_t sum = n->keys[0], a = 0, b = 0;

	for (; end - at > 16; at += 16)
		sum = multiply_folded(word_at(at) ^ n->keys[1], word_at(at + 8) ^ sum);
	if (text.len >= 16) {
		a = word_at(end - 16);
		b = word_at(end - 8);
	} else if (text.len >= 8) {
		a = word_at(at);
		b = word_at(end - 8);
	} else if (text.len >= 4) {
		a = half_at(at);
		b = half_at(end - 4);
	} else {
		a = (uint64_t)(unsigned char)at[0] << 16 |
		    (uint64_t)(unsigned char)at[text.len / 2] << 8 | (unsigned char)end[-1];
	}
	return multiply_folded(n->keys[2] ^ text.len, multiply_folded(a ^ n->keys[1], b ^ sum));
}

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
	/* Where the memory lies is different in every run; ids do not depend on the hash. */
	n->keys[0] = (uint64_t)(uintptr_t)n * UINT64_C(0x9E3779B97F4A7C15);
	for (size_t i = 1; i < countof(n->keys); i++)
		n->keys[i] = multiply_folded(
			n->keys[i - 1] ^ UINT64_C(0xE7037ED1A0B428DB),
			UINT64_C(0x8EBC6AF09C88C6E3));
	*vec_push(a, &n->all) = (struct name){ .text = STR("") };
	return n;
}

name_id
names_put(struct names *n, struct str s)
{
	if (s.len == 0)
		return NAME_NONE;

	uint64_t hash = hash_of(n, s);
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
	return *slot_of(n, s, hash_of(n, s));
}

struct str
names_text(const struct names *n, name_id id)
{
	if (id >= n->all.count)
		die("there is no name %u", (unsigned)id);
	return n->all.at[id].text;
}
