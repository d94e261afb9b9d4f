/*
 * writer.c - rows are gathered in tables that grow, and sealed into one block.
 */
#include "facts/writer.h"

#include "base/arena.h"
#include "base/bytes.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/vec.h"
#include "facts/bound.h"
#include "facts/tables.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

#define TABLE(member, row, slice) VEC(slice##_rows, row);
FACT_TABLES(TABLE)
#undef TABLE

#define TEXTS_FIRST 128 /* a power of two, as all sizes are */
#define ROWS_FIRST  32  /* of what most files have some of */

/* A text of the pool; place 0, the empty text, is in no slot. */
struct text_slot {
	uint64_t hash;
	text_ref place;
	uint32_t len;
};

struct fact_writer {
	struct arena *arena;
#define TABLE(member, row, slice) struct slice##_rows member;
	FACT_TABLES(TABLE)
#undef TABLE
	struct hash_keys keys;
	struct text_slot *texts; /* by hash, with linear probing, never more than half full */
	uint32_t text_count, text_room;
	char *pool;
	size_t len, room;
};

struct fact_writer *
facts_write(struct arena *scratch)
{
	struct fact_writer *w = arena_new(scratch, struct fact_writer);

	w->arena = scratch;
	w->keys = hash_keys_of(w);
	w->room = 1024;
	w->pool = arena_array(scratch, char, w->room);
	w->text_room = TEXTS_FIRST;
	w->texts = arena_array(scratch, struct text_slot, w->text_room);
	w->len = 1; /* the empty text */
	vec_expect(scratch, &w->imports, ROWS_FIRST);
	vec_expect(scratch, &w->scopes, ROWS_FIRST);
	vec_expect(scratch, &w->bindings, 2 * ROWS_FIRST);
	facts_add_scope(w, (struct fact_scope){ .kind = SCOPE_MODULE, .line = 1 });
	facts_add_block(w, (struct fact_block){ .kind = BLOCK_NONE });
	return w;
}

static text_ref
append(struct fact_writer *w, struct str s)
{
	size_t at = w->len;

	if (s.len >= UINT32_MAX - at - 1)
		die("the texts of one file do not fit 4 GiB");
	if (s.len + 1 > w->room - at) {
		size_t room = 2 * w->room + s.len;
		char *bigger = arena_array(w->arena, char, room);

		memcpy(bigger, w->pool, at);
		w->pool = bigger;
		w->room = room;
	}
	memcpy(w->pool + at, s.at, s.len);
	w->pool[at + s.len] = '\0';
	w->len += s.len + 1;
	return (text_ref)at;
}

static struct str
without_nul(struct arena *a, struct str s)
{
	const size_t width = sizeof(REPLACEMENT) - 1;
	size_t len = 0;
	char *at = arena_array(a, char, s.len *width + 1);

	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] != '\0') {
			at[len++] = s.at[i];
			continue;
		}
		memcpy(at + len, REPLACEMENT, width);
		len += width;
	}
	return (struct str){ at, len };
}

/* The same as memcmp(), without a call for the short texts that most are. */
static inline bool
is_same(const char *a, const char *b, size_t len)
{
	if (len > 16)
		return memcmp(a, b, len) == 0;
	/* The last bytes may have been among the first. */
	if (len >= 8)
		return bytes_word(a) == bytes_word(b) &&
		       bytes_word(a + len - 8) == bytes_word(b + len - 8);
	for (size_t i = 0; i < len; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

/* The slot of the text, or the free one where it goes. */
static struct text_slot *
slot_of(const struct fact_writer *w, uint64_t hash, struct str s)
{
	uint32_t mask = w->text_room - 1, i = (uint32_t)hash & mask;

	for (; w->texts[i].place != 0; i = (i + 1) & mask)
		if (w->texts[i].hash == hash && w->texts[i].len == s.len &&
		    is_same(w->pool + w->texts[i].place, s.at, s.len))
			break;
	return &w->texts[i];
}

static void
more_texts(struct fact_writer *w)
{
	const struct text_slot *old = w->texts;
	uint32_t count = w->text_room;

	if (count > UINT32_MAX / 8)
		die("out of memory");
	w->text_room = 4 * count;
	w->texts = arena_array(w->arena, struct text_slot, w->text_room);
	for (uint32_t i = 0; i < count; i++) {
		struct str text = { w->pool + old[i].place, old[i].len };

		if (old[i].place != 0)
			*slot_of(w, old[i].hash, text) = old[i];
	}
}

static bool
has_nul(struct str s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highest = UINT64_C(0x8080808080808080);
	uint64_t found = 0;

	if (s.len < sizeof(found) || s.len > 4 * sizeof(found))
		return memchr(s.at, '\0', s.len) != NULL;
	/* The last eight bytes may have been among those before. */
	for (size_t at = 0; at + sizeof(found) < s.len; at += sizeof(found)) {
		uint64_t word = bytes_word(s.at + at);

		found |= (word - ones) & ~word;
	}
	found |= (bytes_word(s.at + s.len - sizeof(found)) - ones) &
	         ~bytes_word(s.at + s.len - sizeof(found));
	return (found & highest) != 0;
}

text_ref
facts_put(struct fact_writer *w, struct str s)
{
	struct text_slot *slot;
	uint64_t hash;

	if (s.len == 0)
		return 0;
	hash = hash_text(&w->keys, s);
	slot = slot_of(w, hash, s);
	if (slot->place != 0)
		return slot->place;
	if (has_nul(s))
		return facts_put(w, without_nul(w->arena, s));
	if (++w->text_count > w->text_room / 2) {
		more_texts(w);
		slot = slot_of(w, hash, s);
	}
	*slot = (struct text_slot){ hash, append(w, s), (uint32_t)s.len };
	return slot->place;
}

#define ADD(function, member, row_type)                        \
	uint32_t function(struct fact_writer *w, row_type row) \
	{                                                      \
		*vec_push(w->arena, &w->member) = row;         \
		return w->member.count - 1;                    \
	}

ADD(facts_add_import, imports, struct fact_import)
ADD(facts_add_scope, scopes, struct fact_scope)
ADD(facts_add_class, classes, struct fact_class)
ADD(facts_add_binding, bindings, struct fact_binding)
ADD(facts_add_export, exports, struct fact_export)
ADD(facts_add_path, paths, struct fact_path)
ADD(facts_add_use, uses, struct fact_use)
ADD(facts_add_ignore, ignores, struct fact_ignore)
ADD(facts_add_problem, problems, struct fact_problem)
ADD(facts_add_requirement, requirements, struct fact_requirement)
ADD(facts_add_directive, directives, struct fact_directive)
ADD(facts_add_locked, locks, struct fact_locked)

uint32_t
facts_add_block(struct fact_writer *w, struct fact_block row)
{
	row.group = w->blocks.count - row.arm;
	*vec_push(w->arena, &w->blocks) = row;
	return w->blocks.count - 1;
}

uint32_t
facts_add_bases(struct fact_writer *w, struct fact_bases rows)
{
	uint32_t first = w->bases.count;

	for (uint32_t i = 0; i < rows.count; i++)
		*vec_push(w->arena, &w->bases) = rows.at[i];
	return first;
}

struct fact_class *
facts_class(struct fact_writer *w, uint32_t row)
{
	return &w->classes.at[row];
}

void
facts_drop_exports(struct fact_writer *w)
{
	w->exports.count = 0;
}

static void
sort_bound(struct fact_writer *w)
{
	const uint32_t count = w->bindings.count;
	const struct facts f = {
		.bindings = { w->bindings.at, count },
		.pool = { w->pool, w->len },
	};

	w->bound.at = arena_array(w->arena, struct fact_bound, count);
	w->bound.count = count;
	bound_make(&f, w->bound.at, arena_array(w->arena, struct fact_bound, count));
}

struct str
facts_seal(struct fact_writer *w, struct arena *keep)
{
	struct block_head head = {
		.magic = BLOCK_MAGIC,
		.version = BLOCK_VERSION,
		.pool = (uint32_t)w->len,
	};
	size_t len = block_aligned(sizeof(head));

	sort_bound(w);
#define TABLE(member, row, slice)                    \
	head.rows[TABLE_##member] = w->member.count; \
	len += block_aligned(w->member.count * sizeof(row));
	FACT_TABLES(TABLE)
#undef TABLE
	len += w->len;

	/* As words, so that it is aligned. */
	char *block = (char *)arena_array(keep, uint64_t, block_aligned(len) / sizeof(uint64_t));
	char *to = block;

	memcpy(to, &head, sizeof(head));
	to += block_aligned(sizeof(head));
#define TABLE(member, row, slice)                                        \
	if (w->member.count > 0)                                         \
		memcpy(to, w->member.at, w->member.count * sizeof(row)); \
	to += block_aligned(w->member.count * sizeof(row));
	FACT_TABLES(TABLE)
#undef TABLE
	memcpy(to, w->pool, w->len);
	return (struct str){ block, len };
}
