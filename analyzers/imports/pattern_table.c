/*
 * pattern_table.c - plain patterns by their text, the others in a row.
 */
#include "imports/pattern_table.h"

#include "base/arena.h"
#include "base/names.h"
#include "base/vec.h"

VEC(rows, const struct pattern *);
VEC(numbers, uint32_t);
VEC(hits, struct pattern_hit);

struct pattern_table {
	struct arena *a;
	struct rows rows;
	struct numbers wild;  /* rows with wildcards */
	struct names *plain;  /* texts of the others */
	struct numbers first; /* by name: row + 1 of the last plain pattern of that text, 0: none */
	struct numbers next;  /* by row: row + 1 of the one before it of the same text */
	struct hits found;
};

struct pattern_table *
pattern_table_new(struct arena *a)
{
	struct pattern_table *t = arena_new(a, struct pattern_table);

	t->a = a;
	t->plain = names_new(a);
	return t;
}

void
pattern_table_add(struct pattern_table *t, const struct pattern *p)
{
	uint32_t row = t->rows.count;
	uint32_t before = 0;

	*vec_push(t->a, &t->rows) = p;
	if (pattern_is_plain(p)) {
		name_id name = names_put(t->plain, pattern_text(p));

		while (t->first.count <= name)
			*vec_push(t->a, &t->first) = 0;
		before = t->first.at[name];
		t->first.at[name] = row + 1;
	} else {
		*vec_push(t->a, &t->wild) = row;
	}
	*vec_push(t->a, &t->next) = before;
}

/* Does a part of the dotted name end before byte `end`? */
static bool
part_ends(struct str dotted, size_t end)
{
	return end == dotted.len || dotted.at[end] == '.';
}

static size_t
shortest_match(const struct pattern *p, struct str dotted)
{
	for (size_t end = 1; end < dotted.len; end++)
		if (part_ends(dotted, end) && pattern_matches(p, (struct str){ dotted.at, end }))
			return end;
	return dotted.len;
}

struct pattern_hits
pattern_table_find(struct pattern_table *t, struct str dotted)
{
	t->found.count = 0;
	for (size_t end = 1; end <= dotted.len; end++) {
		if (!part_ends(dotted, end))
			continue;

		name_id name = names_find(t->plain, (struct str){ dotted.at, end });
		uint32_t row = name < t->first.count ? t->first.at[name] : 0;

		for (; row != 0; row = t->next.at[row - 1])
			*vec_push(t->a, &t->found) = (struct pattern_hit){ row - 1, end };
	}
	for (uint32_t i = 0; i < t->wild.count; i++) {
		uint32_t row = t->wild.at[i];

		if (pattern_covers(t->rows.at[row], dotted))
			*vec_push(t->a, &t->found) = (struct pattern_hit){
				row, shortest_match(t->rows.at[row], dotted)
			};
	}
	return (struct pattern_hits){ t->found.at, t->found.count };
}
