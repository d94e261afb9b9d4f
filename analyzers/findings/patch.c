/*
 * patch.c - drafts are sequences of pieces; a unified diff is what stands between kept ones.
 */
#include "findings/patch.h"

#include "base/arena.h"

#define CONTEXT_LINES 3

struct draft
draft_new(struct arena *a, struct str original)
{
	struct draft d = { .original = original, .text = original };

	if (original.len > 0)
		*vec_push(a, &d.pieces) = (struct piece){ original, 0 };
	return d;
}

/* Where in the old pieces an edit stands. */
struct cursor {
	const struct pieces *pieces;
	uint32_t piece, used; /* bytes of that piece */
	uint32_t at;          /* bytes of the text */
};

/* Go on to byte `to`; what is passed is kept in *out, if there is one. */
static void
pass(struct cursor *c, struct arena *a, uint32_t to, struct pieces *out)
{
	while (c->at < to && c->piece < c->pieces->count) {
		const struct piece *p = &c->pieces->at[c->piece];
		uint32_t left = (uint32_t)p->text.len - c->used;
		uint32_t take = to - c->at < left ? to - c->at : left;

		if (out != NULL)
			*vec_push(a, out) = (struct piece){
				{ p->text.at + c->used, take },
				p->from == PIECE_NEW ? PIECE_NEW : p->from + c->used,
			};
		c->at += take;
		c->used += take;
		if (c->used == p->text.len) {
			c->piece++;
			c->used = 0;
		}
	}
}

static struct str
join(struct arena *a, const struct pieces *pieces)
{
	size_t len = 0;

	for (uint32_t i = 0; i < pieces->count; i++)
		len += pieces->at[i].text.len;

	char *at = arena_array(a, char, len + 1);
	struct str text = { at, len };

	for (uint32_t i = 0; i < pieces->count; i++) {
		memcpy(at, pieces->at[i].text.at, pieces->at[i].text.len);
		at += pieces->at[i].text.len;
	}
	return text;
}

void
draft_edit(struct draft *d, struct arena *a, const struct edit *const *edits, uint32_t count)
{
	struct cursor c = { .pieces = &d->pieces };
	struct pieces out = { 0 };

	for (uint32_t i = 0; i < count; i++) {
		pass(&c, a, edits[i]->span.start, &out);
		if (edits[i]->text.len > 0)
			*vec_push(a, &out) = (struct piece){ edits[i]->text, PIECE_NEW };
		pass(&c, a, edits[i]->span.end, NULL);
	}
	pass(&c, a, (uint32_t)d->text.len, &out);
	d->pieces = out;
	d->text = join(a, &out);
}

/* Bytes [from, to) of the original became bytes [start, end) of the draft. */
struct change {
	uint32_t from, to;
	uint32_t start, end;
};

VEC(changes, struct change);

/* All that lies between bytes that were kept; neighbours are one. */
static struct changes
find_changes(const struct draft *d, struct arena *a)
{
	struct changes out = { 0 };
	uint32_t original = 0, at = 0; /* up to which both are told */

	for (uint32_t i = 0, start = 0; i <= d->pieces.count; i++) {
		bool last = i == d->pieces.count;
		uint32_t from = last ? (uint32_t)d->original.len : d->pieces.at[i].from;

		if (!last && from == PIECE_NEW) {
			start += (uint32_t)d->pieces.at[i].text.len;
			continue;
		}
		if (from > original || start > at)
			*vec_push(a, &out) = (struct change){ original, from, at, start };
		if (last)
			break;
		start += (uint32_t)d->pieces.at[i].text.len;
		original = from + (uint32_t)d->pieces.at[i].text.len;
		at = start;
	}
	return out;
}

static bool
starts_line(struct str text, uint32_t at)
{
	return at == 0 || text.at[at - 1] == '\n';
}

/* Bytes from the start of the line that `at` is in, not looking before `first`. */
static uint32_t
bytes_before(struct str text, uint32_t first, uint32_t at)
{
	uint32_t start = at;

	while (start > first && !starts_line(text, start))
		start--;
	return at - start;
}

/* Bytes to the end of the line that `at` is in, and of the line's end; not looking behind `last`. */
static uint32_t
bytes_after(struct str text, uint32_t at, uint32_t last)
{
	const char *end = at < last ? memchr(text.at + at, '\n', last - at) : NULL;

	return end != NULL ? (uint32_t)(end - text.at) + 1 - at : last - at;
}

static bool
same_bytes(const struct draft *d, uint32_t from, uint32_t start, uint32_t len)
{
	return memcmp(d->original.at + from, d->text.at + start, len) == 0;
}

/* Leave out the lines that a change begins and ends with in both texts. */
static void
trim(const struct draft *d, struct change *c)
{
	while (c->from < c->to && c->start < c->end) {
		uint32_t len = bytes_after(d->original, c->from, c->to);

		if (len != bytes_after(d->text, c->start, c->end) ||
		    !same_bytes(d, c->from, c->start, len))
			break;
		c->from += len;
		c->start += len;
	}
	while (c->from < c->to && c->start < c->end) {
		uint32_t len = 1 + bytes_before(d->original, c->from, c->to - 1);

		if (len != 1 + bytes_before(d->text, c->start, c->end - 1) ||
		    !same_bytes(d, c->to - len, c->end - len, len))
			break;
		c->to -= len;
		c->end -= len;
	}
}

/* Changes of whole lines. Bytes between two changes are the same in both texts; changes without a
 * line's end between them are one. */
static struct changes
find_lines(const struct draft *d, struct arena *a)
{
	struct changes all = find_changes(d, a), out = { 0 };

	for (uint32_t i = 0; i < all.count; i++) {
		struct change c = all.at[i];
		uint32_t gap = i > 0 ? all.at[i - 1].to : 0;
		uint32_t next = i + 1 < all.count ? all.at[i + 1].from : (uint32_t)d->original.len;
		uint32_t back = bytes_before(d->original, gap, c.from), on = 0;

		if (!starts_line(d->original, c.to) || !starts_line(d->text, c.end))
			on = bytes_after(d->original, c.to, next);
		c.to += on;
		c.end += on;
		/* The one before may go on into this line, where it took a line's end away. */
		if (i > 0 && (!starts_line(d->original, c.from - back) ||
		              out.at[out.count - 1].to > c.from - back)) {
			out.at[out.count - 1].to = c.to;
			out.at[out.count - 1].end = c.end;
			continue;
		}
		c.from -= back;
		c.start -= back;
		*vec_push(a, &out) = c;
	}

	uint32_t kept = 0;
	for (uint32_t i = 0; i < out.count; i++) {
		struct change c = out.at[i];

		trim(d, &c);
		if (c.from < c.to || c.start < c.end)
			out.at[kept++] = c;
	}
	out.count = kept;
	return out;
}

static uint32_t
count_lines(struct str text, uint32_t from, uint32_t to)
{
	uint32_t count = 0;

	for (uint32_t at = from; at < to; at += bytes_after(text, at, to))
		count++;
	return count;
}

/* Where the line `lines` before (or less, not before `first`) starts. `at` is the start of a line. */
static uint32_t
lines_back(struct str text, uint32_t first, uint32_t at, unsigned lines)
{
	for (; lines > 0 && at > first; lines--)
		at -= 1 + bytes_before(text, first, at - 1);
	return at;
}

static uint32_t
lines_on(struct str text, uint32_t at, uint32_t last, unsigned lines)
{
	for (; lines > 0 && at < last; lines--)
		at += bytes_after(text, at, last);
	return at;
}

/* Each line of text[from, to) behind a mark. */
static void
put_lines(struct str text, uint32_t from, uint32_t to, char mark, struct buf *out)
{
	while (from < to) {
		uint32_t len = bytes_after(text, from, to);

		buf_char(out, mark);
		buf_put(out, text.at + from, len);
		if (text.at[from + len - 1] != '\n')
			buf_str(out, STR("\n\\ No newline at end of file\n"));
		from += len;
	}
}

/* "12,3": a range of no lines names the line before it. */
static void
put_range(uint32_t before, uint32_t count, struct buf *out)
{
	buf_printf(out, "%u", (unsigned)(count > 0 ? before + 1 : before));
	if (count != 1)
		buf_printf(out, ",%u", (unsigned)count);
}

/* Lines before the last hunk, in both texts, and the bytes they take. */
struct told {
	uint32_t lines, new_lines;
	uint32_t at, new_at;
};

/* Changes [first, end), which are no further apart than their context. */
static void
put_hunk(const struct draft *d, const struct changes *all, uint32_t first, uint32_t end,
         struct told *told, struct buf *out)
{
	const struct change *head = &all->at[first], *tail = &all->at[end - 1];
	uint32_t gap = first > 0 ? all->at[first - 1].to : 0;
	uint32_t next = end < all->count ? all->at[end].from : (uint32_t)d->original.len;
	uint32_t from = lines_back(d->original, gap, head->from, CONTEXT_LINES);
	uint32_t to = lines_on(d->original, tail->to, next, CONTEXT_LINES);
	uint32_t start = head->start - (head->from - from), stop = tail->end + (to - tail->to);
	uint32_t at = from;

	told->lines += count_lines(d->original, told->at, from);
	told->new_lines += count_lines(d->text, told->new_at, start);
	told->at = from;
	told->new_at = start;
	buf_str(out, STR("@@ -"));
	put_range(told->lines, count_lines(d->original, from, to), out);
	buf_str(out, STR(" +"));
	put_range(told->new_lines, count_lines(d->text, start, stop), out);
	buf_str(out, STR(" @@\n"));
	for (uint32_t i = first; i < end; i++) {
		const struct change *c = &all->at[i];

		put_lines(d->original, at, c->from, ' ', out);
		put_lines(d->original, c->from, c->to, '-', out);
		put_lines(d->text, c->start, c->end, '+', out);
		at = c->to;
	}
	put_lines(d->original, at, to, ' ', out);
}

/* Are the lines between two changes too few for a hunk each? */
static bool
is_near(const struct draft *d, const struct change *a, const struct change *b)
{
	return lines_on(d->original, a->to, b->from, 2 * CONTEXT_LINES) == b->from;
}

/* As git writes it: quoted where it holds what a line cannot. */
static void
put_path(const char *side, struct str path, struct buf *out)
{
	bool plain = true;

	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.at[i];

		plain = plain && c >= ' ' && c != '"' && c != '\\' && c != 0x7F;
	}
	if (plain) {
		buf_printf(out, "%s" STR_FMT "\n", side, STR_ARG(path));
		return;
	}
	buf_printf(out, "%.4s\"%s", side, side + 4);
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.at[i];

		if (c < ' ' || c == 0x7F)
			buf_printf(out, "\\%03o", (unsigned)c);
		else
			buf_printf(out, c == '"' || c == '\\' ? "\\%c" : "%c", c);
	}
	buf_str(out, STR("\"\n"));
}

void
draft_diff(const struct draft *d, struct str path, struct buf *out)
{
	struct arena view = { 0 };
	struct changes all = find_lines(d, &view);
	struct told told = { 0 };

	if (all.count > 0) {
		put_path("--- a/", path, out);
		put_path("+++ b/", path, out);
	}
	for (uint32_t first = 0, end; first < all.count; first = end) {
		end = first + 1;
		while (end < all.count && is_near(d, &all.at[end - 1], &all.at[end]))
			end++;
		put_hunk(d, &all, first, end, &told, out);
	}
	arena_release(&view);
}
