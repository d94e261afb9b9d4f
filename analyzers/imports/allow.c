/*
 * allow.c - per node the entries that cover it, so that a link is a comparison of numbers.
 */
#include "imports/allow.h"

#include "base/arena.h"
#include "base/vec.h"
#include "imports/pattern_table.h"

VEC(entries, uint32_t);

/* For each node the entries that cover it on one side, ascending. */
struct side {
	struct entries entries;
	uint32_t *first; /* row in entries, by node; one more at the end */
};

struct allow {
	struct side from, to;
};

static int
ascending(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

/* Sort the rows from `first` on and drop doubles: a file may have several names. */
static void
settle(struct entries *rows, uint32_t first)
{
	uint32_t kept = first;

	if (rows->count - first < 2)
		return;
	qsort(rows->at + first, rows->count - first, sizeof(*rows->at), ascending);
	for (uint32_t i = first; i < rows->count; i++)
		if (i == first || rows->at[i] != rows->at[i - 1])
			rows->at[kept++] = rows->at[i];
	rows->count = kept;
}

static void
side_build(struct side *side, struct arena *a, const struct graph *g, struct pattern_table *t,
           uint32_t nodes)
{
	side->first = arena_array(a, uint32_t, (size_t)nodes + 1);
	for (node_id n = 0; n < nodes; n++) {
		struct str one;
		struct strs names = graph_names(g, n, &one);

		side->first[n] = side->entries.count;
		for (uint32_t i = 0; i < names.count; i++) {
			struct pattern_hits hits = pattern_table_find(t, names.at[i]);

			for (uint32_t h = 0; h < hits.count; h++)
				*vec_push(a, &side->entries) = hits.at[h].pattern;
		}
		settle(&side->entries, side->first[n]);
	}
	side->first[nodes] = side->entries.count;
}

struct allow *
allow_new(struct arena *a, const struct graph *g, struct config_edges entries)
{
	if (entries.count == 0)
		return NULL;

	struct allow *allow = arena_new(a, struct allow);
	struct pattern_table *from = pattern_table_new(a), *to = pattern_table_new(a);

	for (uint32_t i = 0; i < entries.count; i++) {
		pattern_table_add(from, entries.at[i].from);
		pattern_table_add(to, entries.at[i].to);
	}
	side_build(&allow->from, a, g, from, g->project->modules.count);
	side_build(&allow->to, a, g, to, g->node_count);
	return allow;
}

/* The next entry that covers both; false when there is none. */
static bool
next_common(const struct allow *allow, uint32_t *f, uint32_t f_end, uint32_t *t, uint32_t t_end)
{
	while (*f < f_end && *t < t_end) {
		uint32_t left = allow->from.entries.at[*f], right = allow->to.entries.at[*t];

		if (left == right)
			return true;
		*(left < right ? f : t) += 1;
	}
	return false;
}

bool
allow_has(const struct allow *allow, module_id m, node_id n)
{
	if (allow == NULL)
		return false;

	uint32_t f = allow->from.first[m], t = allow->to.first[n];

	return next_common(allow, &f, allow->from.first[m + 1], &t, allow->to.first[n + 1]);
}

void
allow_mark(const struct allow *allow, module_id m, node_id n, bool *used)
{
	uint32_t f = allow->from.first[m], t = allow->to.first[n];

	while (next_common(allow, &f, allow->from.first[m + 1], &t, allow->to.first[n + 1])) {
		used[allow->from.entries.at[f]] = true;
		f++;
		t++;
	}
}
