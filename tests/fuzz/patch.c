/*
 * patch.c - fuzz target: edits that are put into a text, batch after batch, and the patch of all of them.
 *
 * The input is batches of edits and a text: a byte that counts the batches, for each a byte that counts
 * its edits, for each of those three bytes: how far behind the one before it starts, how much it takes
 * out, and what it puts in. The bytes outside the edits stay; the patch, put into the original, gives the same text.
 */
#include "findings/patch.h"

#include "apply.h"
#include "base/arena.h"
#include "fuzz.h"

#define BATCHES 3
#define EDITS   8

static const char *const texts[] = {
	"",    "x",        "\n",   "x\n",        "\r\n",          "x\ny\n",
	"\nx", "\xC3\xA9", "\\\n", "\n\n\n\n\n", "@@ -1 +1 @@\n", "--- a\n",
};

/* As many edits of the text as there are; the same, byte for byte, in *plain. */
static uint32_t
read_edits(const uint8_t **data, size_t *size, struct str text, struct edit *edits,
           struct buf *plain)
{
	uint32_t count = fuzz_take(data, size) % (EDITS + 1), end = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t rest = (uint32_t)text.len - end;
		uint32_t start = end + fuzz_take(data, size) % (rest + 1);
		uint32_t drop = fuzz_take(data, size) % ((uint32_t)text.len - start + 1);

		buf_put(plain, text.at + end, start - end);
		end = start + drop;
		edits[i] = (struct edit){
			.span = { .start = start, .end = end },
			.text = str_of(texts[fuzz_take(data, size) % countof(texts)]),
		};
		buf_str(plain, edits[i].text);
	}
	buf_put(plain, text.at + end, text.len - end);
	return count;
}

/* Its pieces are its text, and those of the original are the original's bytes, in their order. */
static void
look_at_pieces(const struct draft *d)
{
	size_t at = 0, from = 0;

	for (uint32_t i = 0; i < d->pieces.count; i++) {
		const struct piece *piece = &d->pieces.at[i];

		MUST(piece->text.len > 0 && piece->text.len <= d->text.len - at);
		MUST(memcmp(piece->text.at, d->text.at + at, piece->text.len) == 0);
		at += piece->text.len;
		if (piece->from == PIECE_NEW)
			continue;
		MUST(piece->from >= from && piece->text.len <= d->original.len - piece->from);
		MUST(memcmp(piece->text.at, d->original.at + piece->from, piece->text.len) == 0);
		from = piece->from + piece->text.len;
	}
	MUST(at == d->text.len);
}

static void
look_at_diff(const struct draft *d)
{
	struct buf diff = { 0 }, again = { 0 };

	draft_diff(d, STR("a b.py"), &diff);
	apply_diff(d->original, buf_text(&diff), &again);
	MUST(str_eq(buf_text(&again), d->text));
	buf_release(&diff);
	buf_release(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t head[1 + BATCHES * (1 + 3 * EDITS)] = { 0 };
	const uint8_t *at = head;
	size_t left = size < sizeof(head) ? size : sizeof(head);
	struct arena a = { 0 };

	if (left > 0)
		memcpy(head, data, left);
	struct draft d = draft_new(&a, fuzz_str(data + left, size - left));
	uint8_t batches = fuzz_take(&at, &left) % (BATCHES + 1);
	for (uint8_t i = 0; i < batches; i++) {
		struct edit edits[EDITS];
		const struct edit *rows[EDITS];
		struct buf plain = { 0 };
		uint32_t count = read_edits(&at, &left, d.text, edits, &plain);

		for (uint32_t e = 0; e < count; e++)
			rows[e] = &edits[e];
		draft_edit(&d, &a, rows, count);
		MUST(str_eq(d.text, buf_text(&plain)));
		look_at_pieces(&d);
		buf_release(&plain);
	}
	look_at_diff(&d);
	arena_release(&a);
	return 0;
}
