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
	uint64_t seed;
};

/* The state of SipHash. */
struct sip {
	uint64_t a, b, c, d;
};

static uint64_t
rotate(uint64_t x, unsigned by)
{
	return x << by | x >> (64 - by);
}

static inline void
sip_round(struct sip *s)
{
	s->a += s->b;
	s->b = rotate(s->b, 13) ^ s->a;
	s->a = rotate(s->a, 32);
	s->c += s->d;
	s->d = rotate(s->d, 16) ^ s->c;
	s->a += s->d;
	s->d = rotate(s->d, 21) ^ s->a;
	s->c += s->b;
	s->b = rotate(s->b, 17) ^ s->c;
	s->c = rotate(s->c, 32);
}

/* SipHash-1-3 (Aumasson and Bernstein): names come from hostile files, and with a hash that can
 * be foreseen a file could make the table slow. */
static uint64_t
hash_of(const struct names *n, struct str text)
{
	uint64_t k0 = n->seed, k1 = ~n->seed;
	struct sip s = {
		k0 ^ UINT64_C(0x736F6D6570736575),
		k1 ^ UINT64_C(0x646F72616E646F6D),
		k0 ^ UINT64_C(0x6C7967656E657261),
		k1 ^ UINT64_C(0x7465646279746573),
	};
	uint64_t word = 0;
	size_t i = 0;

	for (; text.len - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, text.at + i, sizeof(word));
		s.d ^= word;
		sip_round(&s);
		s.a ^= word;
	}
	word = 0;
	if (text.len > i)
		memcpy(&word, text.at + i, text.len - i);
	word ^= (uint64_t)text.len << 56;
	s.d ^= word;
	sip_round(&s);
	s.a ^= word;
	s.c ^= 0xFF;
	for (int round = 0; round < 3; round++)
		sip_round(&s);
	return s.a ^ s.b ^ s.c ^ s.d;
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
	n->seed = (uint64_t)(uintptr_t)n * UINT64_C(0x9E3779B97F4A7C15);
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
