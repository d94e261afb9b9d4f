/*
 * drive.c - runs a fuzz target without libFuzzer: over files, and over changed copies of them.
 *
 * usage: TARGET [--runs N] [--seed N] FILE|DIRECTORY...
 *
 * Each file is an input. With --runs, so many more are made of them by cutting, copying, joining and
 * changing bytes: the same ones for the same seed and files. Before each, the input is written to
 * `TARGET.input` in the current directory if SHORING_FUZZ_KEEP is set, so that a crash leaves it there.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/vec.h"
#include "fuzz.h"

#define INPUT_LIMIT ((size_t)64 << 10) /* bytes: what is longer tells no more, and costs more */

VEC(inputs, struct str);

struct drive {
	struct arena arena;
	struct inputs seeds;
	const char *keep; /* where the input is written first; NULL: nowhere */
	const char *folder;
	uint64_t state; /* of the generator */
	unsigned long runs;
};

/* xorshift64* */
static uint64_t
next(struct drive *d)
{
	d->state ^= d->state >> 12;
	d->state ^= d->state << 25;
	d->state ^= d->state >> 27;
	return d->state * 0x2545F4914F6CDD1Du;
}

static size_t
below(struct drive *d, size_t limit)
{
	return limit == 0 ? 0 : (size_t)(next(d) >> 16) % limit;
}

static void
run(struct drive *d, struct str input)
{
	/* Of its own size, so that a byte too far is seen. */
	uint8_t *bytes = malloc(input.len > 0 ? input.len : 1);
	struct err err;

	if (bytes == NULL)
		die("out of memory");
	if (input.len > 0)
		memcpy(bytes, input.at, input.len);
	if (d->keep != NULL && !file_write(d->keep, input, &err))
		die("%s", err.text);
	(void)LLVMFuzzerTestOneInput(bytes, input.len);
	free(bytes);
	d->runs++;
}

static void
add_file(struct drive *d, const char *path)
{
	struct buf text = { 0 };
	struct err err;

	if (!file_read(path, INPUT_LIMIT, &text, &err))
		die("%s", err.text);
	*vec_push(&d->arena, &d->seeds) = str_keep(&d->arena, buf_text(&text));
	buf_release(&text);
}

static bool
add_entry(void *ctx, struct str name, enum file_kind kind)
{
	struct drive *d = ctx;

	if (kind == FILE_REGULAR)
		add_file(d, arena_printf(&d->arena, "%s/" STR_FMT, d->folder, STR_ARG(name)));
	return true;
}

static void
add(struct drive *d, const char *path)
{
	struct err err;

	if (file_kind(path) != FILE_DIRECTORY) {
		add_file(d, path);
		return;
	}
	d->folder = path;
	if (!file_list(path, add_entry, d, &err))
		die("%s", err.text);
}

/* Put the bytes of `part`, which may be some of its own, in place of [at, at + drop) of the text. */
static void
splice(struct buf *text, size_t at, size_t drop, struct str part)
{
	struct buf out = { 0 };

	buf_put(&out, text->at, at);
	buf_str(&out, part);
	buf_put(&out, text->at + at + drop, text->len - at - drop);
	buf_release(text);
	*text = out;
}

/* One change: the kinds that find most in text. */
static void
change(struct drive *d, struct buf *text)
{
	static const char marks[] = "\n\t \\\"'#()[]{}:;,.=@*\0\r\x80\xC3\xFF";
	size_t at = below(d, text->len + 1), rest = text->len - at;
	struct str other = d->seeds.at[below(d, d->seeds.count)];
	char mark = marks[below(d, sizeof(marks) - 1)];

	switch (below(d, 6)) {
	case 0: /* a byte becomes another */
		if (rest > 0)
			text->at[at] = (char)next(d);
		return;
	case 1: /* a mark comes in */
		splice(text, at, 0, (struct str){ &mark, 1 });
		return;
	case 2: /* some bytes go */
		splice(text, at, below(d, rest < 64 ? rest + 1 : 64), STR(""));
		return;
	case 3: { /* what is there is there again, somewhere */
		size_t len = below(d, rest < 256 ? rest + 1 : 256);

		splice(text, below(d, text->len + 1), 0, (struct str){ text->at + at, len });
		return;
	}
	case 4: { /* a piece of another input comes in */
		size_t from = below(d, other.len + 1), left = other.len - from;
		splice(text, at, 0, (struct str){ other.at + from, below(d, left + 1) });
		return;
	}
	default: /* it ends early */
		text->len = at;
		return;
	}
}

static void
change_all(struct drive *d, unsigned long runs)
{
	for (unsigned long i = 0; i < runs && d->seeds.count > 0; i++) {
		struct str seed = d->seeds.at[below(d, d->seeds.count)];
		struct buf text = { 0 };

		buf_str(&text, seed);
		(void)buf_need(&text, 1);
		for (size_t n = 1 + below(d, 8); n > 0 && text.len < INPUT_LIMIT; n--)
			change(d, &text);
		run(d, buf_text(&text));
		buf_release(&text);
	}
}

int
main(int argc, char **argv)
{
	struct drive d = { .state = 1 };
	unsigned long runs = 0;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--runs") == 0 && i + 1 < argc)
			runs = strtoul(argv[++i], NULL, 10);
		else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
			d.state = strtoul(argv[++i], NULL, 10) * 2 + 1;
		else
			add(&d, argv[i]);
	}
	if (getenv("SHORING_FUZZ_KEEP") != NULL)
		d.keep = arena_printf(&d.arena, "%s.input", argv[0]);
	for (uint32_t i = 0; i < d.seeds.count; i++)
		run(&d, d.seeds.at[i]);
	change_all(&d, runs);
	printf("%lu inputs\n", d.runs);
	arena_release(&d.arena);
	return d.runs > 0 ? 0 : 1;
}
