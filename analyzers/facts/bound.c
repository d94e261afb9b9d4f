/*
 * bound.c - which rows bind a name in a scope: sorted when facts are made, searched from then on.
 */
#include "facts/bound.h"

#include "base/hash.h"

#define PLACE_BITS 10 /* at most */
#define NEAR       4  /* rows: of one cache line, mostly */

static uint32_t
hash_of(uint32_t scope, struct str name)
{
	static const struct hash_keys keys = { {
		UINT64_C(0xA0761D6478BD642F),
		UINT64_C(0xE7037ED1A0B428DB),
		UINT64_C(0x8EBC6AF09C88C6E3),
	} };
	uint64_t hash = hash_text(&keys, name) + scope * UINT64_C(0x9E3779B97F4A7C15);

	return (uint32_t)(hash >> 32);
}

/* Where the binding stands to another of the same hash: below, at or above 0. */
static int
order_of(const struct facts *f, const struct fact_binding *b, uint32_t scope, struct str name)
{
	if (b->scope != scope)
		return b->scope < scope ? -1 : 1;
	return str_order(facts_text(f, b->name), name);
}

static bool
is_before(const struct facts *f, const struct fact_bound *a, const struct fact_bound *b)
{
	const struct fact_binding *one = &f->bindings.at[a->row], *other = &f->bindings.at[b->row];

	if (a->hash != b->hash)
		return a->hash < b->hash;
	/* Equal texts of a file have one place. */
	return (one->name != other->name || one->scope != other->scope) &&
	       order_of(f, one, other->scope, facts_text(f, other->name)) < 0;
}

/* Two runs that are in order, one behind the other, become one. What is equal stays as it is. */
static void
merge(const struct facts *f, const struct fact_bound *from, uint32_t middle, uint32_t count,
      struct fact_bound *to)
{
	uint32_t left = 0, right = middle;

	for (uint32_t i = 0; i < count; i++)
		if (right == count || (left < middle && !is_before(f, &from[right], &from[left])))
			to[i] = from[left++];
		else
			to[i] = from[right++];
}

/* Put rows in order, with room for as many more. */
static void
sort(const struct facts *f, struct fact_bound *rows, uint32_t count, struct fact_bound *spare)
{
	struct fact_bound *from = rows, *to = spare;

	for (uint64_t width = 1; width < count; width *= 2) {
		struct fact_bound *sorted = to;

		for (uint64_t at = 0; at < count; at += 2 * width) {
			uint64_t left = count - at;

			merge(f, from + at, (uint32_t)(left < width ? left : width),
			      (uint32_t)(left < 2 * width ? left : 2 * width), to + at);
		}
		to = from;
		from = sorted;
	}
	if (from != rows)
		memcpy(rows, from, count * sizeof(*rows));
}

/* So that most rows have a place of their own by the first bits of their hash. */
static unsigned
bits_for(uint32_t count)
{
	unsigned bits = 1;

	while (bits < PLACE_BITS && UINT32_C(1) << bits < 2 * (uint64_t)count)
		bits++;
	return bits;
}

void
bound_make(const struct facts *f, struct fact_bound *out, struct fact_bound *spare)
{
	const uint32_t count = f->bindings.count;
	const unsigned bits = bits_for(count), shift = 32 - bits;
	uint32_t ends[(1 << PLACE_BITS) + 1] = { 0 }, before = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct fact_binding *b = &f->bindings.at[i];

		spare[i] = (struct fact_bound){ hash_of(b->scope, facts_text(f, b->name)), i };
		ends[(spare[i].hash >> shift) + 1]++;
	}
	for (uint32_t place = 0; place < UINT32_C(1) << bits; place++)
		ends[place + 1] += ends[place];
	for (uint32_t i = 0; i < count; i++)
		out[ends[spare[i].hash >> shift]++] = spare[i];
	for (uint32_t place = 0; place < UINT32_C(1) << bits; before = ends[place++])
		sort(f, out + before, ends[place] - before, spare);
}

/* Where hashes that are not below it begin is in [*low, *high). They are spread evenly: it is near where it
 * would be if the spaces between them were equal. */
static void
look_near(const struct facts *f, uint32_t hash, uint32_t *low, uint32_t *high)
{
	const struct fact_bound *rows = f->bound.at;
	uint32_t at = (uint32_t)((uint64_t)hash * f->bound.count >> 32), step = NEAR;

	*low = 0;
	*high = f->bound.count;
	if (*high > 0 && rows[at].hash < hash)
		for (*low = at + 1; *high - *low > step; step *= 2) {
			if (rows[*low + step].hash >= hash)
				*high = *low + step + 1;
			else
				*low += step + 1;
		}
	else if (*high > 0)
		for (*high = at + 1; *high - *low > step; step *= 2) {
			if (rows[*high - 1 - step].hash < hash)
				*low = *high - step;
			else
				*high -= step;
		}
}

/* The first place of the name in the scope; UINT32_MAX: there is none. */
static uint32_t
place_of(const struct facts *f, uint32_t scope, struct str name)
{
	const uint32_t sought = hash_of(scope, name);
	uint32_t low, high;
	bool found = false;

	look_near(f, sought, &low, &high);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct fact_bound *here = &f->bound.at[middle];
		int order = here->hash < sought ? -1 : 1;

		if (here->hash == sought) {
			order = order_of(f, &f->bindings.at[here->row], scope, name);
			found = found || order == 0;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return found ? low : UINT32_MAX;
}

/* Do both places bind the same? */
static bool
is_same(const struct facts *f, uint32_t place, uint32_t other)
{
	const struct fact_bound *rows = f->bound.at;
	const struct fact_binding *all = f->bindings.at;

	return rows[place].hash == rows[other].hash &&
	       all[rows[place].row].name == all[rows[other].row].name &&
	       all[rows[place].row].scope == all[rows[other].row].scope;
}

/* How many bind what the first of them does: mostly one, of some names thousands. */
static uint32_t
count_from(const struct facts *f, uint32_t first)
{
	uint32_t low = first, high = first + 1;

	while (high < f->bound.count && is_same(f, first, high)) {
		uint32_t step = high - first, left = f->bound.count - high;

		low = high;
		high += step < left ? step : left;
	}
	while (low + 1 < high) {
		uint32_t middle = low + (high - low) / 2;

		if (is_same(f, first, middle))
			low = middle;
		else
			high = middle;
	}
	return low + 1 - first;
}

struct binding_range
facts_bound(const struct facts *f, uint32_t scope, struct str name)
{
	uint32_t place = place_of(f, scope, name);

	if (place == UINT32_MAX)
		return (struct binding_range){ 0, 0 };
	return (struct binding_range){ place, count_from(f, place) };
}
