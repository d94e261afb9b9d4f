/*
 * comments.c - `# shoring: ignore[...]` and `# shoring: ignore-file[...]` are read.
 */
#include "grammars/python/comments.h"

#include "facts/ignore.h"

/* Where the first statement begins that is not the module's docstring. */
static uint32_t
head_end(const struct reader *r)
{
	const struct tree *t = r->tree;
	node_id first = tree_first(t, 0), next = first;
	node_id string = first != NODE_NIL ? tree_first(t, first) : NODE_NIL;

	if (string != NODE_NIL && kind_of(r, first) == NODE_EXPRESSION &&
	    (kind_of(r, string) == NODE_STRING || kind_of(r, string) == NODE_STRINGS))
		next = tree_after(t, 0, first);
	return next != NODE_NIL ? t->nodes.at[next].start : UINT32_MAX;
}

/* A comment may say several things, each of which counts. */
static void
write_ignores(struct reader *r, struct extent e, uint32_t head)
{
	uint32_t start = e.start;
	struct ignore ignore;

	for (uint32_t at = e.start; at < e.end; at++) {
		if (!ignore_read((struct str){ r->text.at + at, e.end - at }, &ignore))
			continue;
		if (start > e.start)
			start = at;
		if (!ignore.whole_file || e.start < head)
			facts_add_ignore(
				r->out,
				(struct fact_ignore){
					.span = source_span(r->source, start, e.end),
					.rules = facts_put(
						r->out, ignore_rules(r->arena, ignore.list)),
					.whole_file = ignore.whole_file,
				});
		start = e.end;
	}
}

void
comments_write(struct reader *r)
{
	uint32_t end = head_end(r);

	for (uint32_t i = 0; i < r->tree->comments.count; i++) {
		struct extent e = r->tree->comments.at[i];

		while (e.end > e.start && r->text.at[e.end - 1] == '\r')
			e.end--;
		write_ignores(r, e, end);
	}
}
