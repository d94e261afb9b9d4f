/*
 * comments.c - `# shoring: ignore[...]` and `# shoring: ignore-file[...]` are read.
 */
#include "grammars/python/comments.h"

#include "base/arena.h"

struct ignore {
	struct str rules; /* as written */
	bool whole_file;
};

static bool
take(struct str *rest, struct str word)
{
	if (!str_starts(*rest, word))
		return false;
	*rest = (struct str){ rest->at + word.len, rest->len - word.len };
	return true;
}

static void
skip_blanks(struct str *rest)
{
	while (rest->len > 0 && (rest->at[0] == ' ' || rest->at[0] == '\t'))
		*rest = (struct str){ rest->at + 1, rest->len - 1 };
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

/* `# shoring: ignore`, `-file` and a list in brackets after it, and no more of a word. */
static bool
read_ignore(struct str rest, struct ignore *out)
{
	const char *end;

	*out = (struct ignore){ 0 };
	if (!take(&rest, STR("#")))
		return false;
	skip_blanks(&rest);
	if (!take(&rest, STR("shoring:")))
		return false;
	skip_blanks(&rest);
	if (!take(&rest, STR("ignore")))
		return false;
	out->whole_file = take(&rest, STR("-file"));
	if (rest.len > 0 && is_word(rest.at[0]))
		return false;
	skip_blanks(&rest);
	if (!take(&rest, STR("[")))
		return true;
	end = rest.len > 0 ? memchr(rest.at, ']', rest.len) : NULL;
	if (end == NULL)
		return false;
	out->rules = (struct str){ rest.at, (size_t)(end - rest.at) };
	rest = (struct str){ end + 1, rest.len - out->rules.len - 1 };
	return rest.len == 0 || (!is_word(rest.at[0]) && rest.at[0] != '[');
}

static struct str
without_blanks(struct arena *a, struct str s)
{
	char *at = arena_array(a, char, s.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] != ' ' && s.at[i] != '\t')
			at[len++] = s.at[i];
	return (struct str){ at, len };
}

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

void
comments_write(struct reader *r)
{
	uint32_t end = head_end(r);

	for (uint32_t i = 0; i < r->tree->comments.count; i++) {
		struct extent e = r->tree->comments.at[i];
		struct ignore ignore;

		while (e.end > e.start && r->text.at[e.end - 1] == '\r')
			e.end--;
		for (uint32_t at = e.start; at < e.end; at++) {
			struct str rest = { r->text.at + at, e.end - at };

			if (!read_ignore(rest, &ignore))
				continue;
			if (!ignore.whole_file || e.start < end)
				facts_add_ignore(
					r->out,
					(struct fact_ignore){
						.span = source_span(r->source, e.start, e.end),
						.rules = facts_put(
							r->out,
							without_blanks(r->arena, ignore.rules)),
						.whole_file = ignore.whole_file,
					});
			break;
		}
	}
}
