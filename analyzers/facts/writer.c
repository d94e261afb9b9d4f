/*
 * writer.c - rows are gathered in tables that grow, and sealed into one block.
 */
#include "facts/writer.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/vec.h"
#include "facts/tables.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

#define TABLE(member, row, slice) VEC(slice##_rows, row);
FACT_TABLES(TABLE)
#undef TABLE

struct fact_writer {
	struct arena *arena;
#define TABLE(member, row, slice) struct slice##_rows member;
	FACT_TABLES(TABLE)
#undef TABLE
	struct hash_keys keys;
	struct map texts; /* hash of a text to its place in the pool */
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
	w->len = 1; /* the empty text */
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

text_ref
facts_put(struct fact_writer *w, struct str s)
{
	if (s.len == 0)
		return 0;
	if (memchr(s.at, '\0', s.len) != NULL)
		s = without_nul(w->arena, s);
	/* A text whose hash another text has taken goes to the next number. */
	for (uint64_t key = hash_text(&w->keys, s);; key++) {
		uint32_t *place = map_put(w->arena, &w->texts, key, NULL);

		if (*place == 0)
			return *place = append(w, s);
		const char *old = w->pool + *place;
		if (strncmp(old, s.at, s.len) == 0 && old[s.len] == '\0')
			return *place;
	}
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

struct str
facts_seal(struct fact_writer *w, struct arena *keep)
{
	struct block_head head = {
		.magic = BLOCK_MAGIC,
		.version = BLOCK_VERSION,
		.pool = (uint32_t)w->len,
	};
	size_t len = block_aligned(sizeof(head));

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
