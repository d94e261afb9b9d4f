/*
 * test_arena.c - base/arena.h, base/vec.h and base/err.h.
 */
#include "test.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

static void
zeroed_and_aligned(struct test *t)
{
	struct arena a = { 0 };
	size_t dirty = 0, crooked = 0;

	for (size_t i = 0; i < 20000; i++) {
		unsigned char *small = arena_array(&a, unsigned char, i % 97);
		uint64_t *wide = arena_array(&a, uint64_t, i % 5 + 1);

		crooked += (uintptr_t)wide % alignof(uint64_t) != 0;
		for (size_t k = 0; k < i % 97; k++)
			dirty += small[k] != 0;
		for (size_t k = 0; k <= i % 5; k++)
			dirty += wide[k] != 0;
		memset(small, 0xFF, i % 97);
		memset(wide, 0xFF, (i % 5 + 1) * sizeof(*wide));
	}
	EXPECT_INT(dirty, 0);
	EXPECT_INT(crooked, 0);
	arena_release(&a);
	EXPECT(a.head == NULL);
}

static void
zeroed_again(struct test *t)
{
	struct arena a = { 0 };
	size_t dirty = 0;

	arena_reset(&a);
	EXPECT(a.head == NULL);
	/* The last round takes several blocks of the largest size. */
	for (size_t round = 1; round < 40; round++) {
		for (size_t i = 0; i < round * 100; i++) {
			unsigned char *at = arena_array(&a, unsigned char, i);

			for (size_t k = 0; k < i; k++)
				dirty += at[k] != 0;
			memset(at, 0xFF, i);
		}
		arena_reset(&a);
	}
	EXPECT_INT(dirty, 0);
	arena_release(&a);
	EXPECT(a.head == NULL);
}

static void
big_blocks_leave_the_small_one_in_use(struct test *t)
{
	struct arena a = { 0 };
	char *before = arena_array(&a, char, 16);
	char *big = arena_array(&a, char, (size_t)8 << 20);
	char *after = arena_array(&a, char, 16);

	EXPECT(after == before + 16 + POISON_GAP);
	big[0] = big[((size_t)8 << 20) - 1] = 1;
	arena_release(&a);
}

static void
copies_end_in_nul(struct test *t)
{
	struct arena a = { 0 };

	EXPECT_TEXT(arena_copy(&a, "abcdef", 3), "abc");
	EXPECT_TEXT(arena_copy(&a, NULL, 0), "");
	EXPECT_TEXT(arena_printf(&a, "%s-%d", "x", 7), "x-7");
	EXPECT_INT(strlen(arena_printf(&a, "%100000d", 1)), 100000);
	arena_release(&a);
}

struct log {
	char text[64];
	size_t len;
};

struct mark {
	struct log *log;
	char letter;
};

static void
note(void *what)
{
	struct mark *m = what;

	m->log->text[m->log->len++] = m->letter;
}

static void
register_mark(struct arena *a, struct log *log, char letter)
{
	struct mark *m = arena_new(a, struct mark);

	*m = (struct mark){ log, letter };
	arena_on_release(a, note, m);
}

static void
hooks_run_in_reverse_across_blocks_and_arenas(struct test *t)
{
	struct arena a = { 0 }, b = { 0 };
	struct log log = { 0 };

	register_mark(&a, &log, '1');
	(void)arena_array(&a, char, 1 << 20);
	register_mark(&a, &log, '2');
	for (int i = 0; i < 100; i++)
		(void)arena_array(&a, char, 1000);
	register_mark(&a, &log, '3');
	register_mark(&b, &log, '4');
	register_mark(&b, &log, '5');
	char *kept = arena_copy(&b, "kept", 4);
	arena_adopt(&a, &b);
	EXPECT(b.head == NULL);
	EXPECT_TEXT(kept, "kept");
	register_mark(&a, &log, '6');
	arena_release(&b);
	EXPECT_TEXT(log.text, "");
	arena_release(&a);
	EXPECT_TEXT(log.text, "654321");
	arena_release(&a);
	EXPECT_TEXT(log.text, "654321");
}

static void
adopting_nothing(struct test *t)
{
	struct arena a = { 0 }, b = { 0 };

	arena_adopt(&a, &b);
	EXPECT(a.head == NULL);
	(void)arena_copy(&b, "x", 1);
	arena_adopt(&a, &b);
	EXPECT(a.head != NULL && b.head == NULL);
	arena_adopt(&a, &a);
	EXPECT(a.head != NULL);
	arena_release(&a);
}

static void
ask_for_too_many(void)
{
	struct arena a = { 0 };

	(void)arena_array(&a, uint64_t, SIZE_MAX / 4);
}

static void
ask_for_too_much(void)
{
	struct arena a = { 0 };

	(void)arena_array(&a, char, SIZE_MAX - 8);
}

static void
too_much_is_the_end(struct test *t)
{
	EXPECT_DIES(ask_for_too_many);
	EXPECT_DIES(ask_for_too_much);
}

VEC(numbers, uint32_t);

static void
vec_keeps_its_items(struct test *t)
{
	struct arena a = { 0 };
	struct numbers v = { 0 };
	uint32_t wrong = 0;

	for (uint32_t i = 0; i < 100000; i++) {
		if (i % 30000 == 100)
			vec_expect(&a, &v, i + 777);
		uint32_t *item = vec_push(&a, &v);

		wrong += *item != 0;
		*item = i;
	}
	for (uint32_t i = 0; i < v.count; i++)
		wrong += v.at[i] != i;
	EXPECT_INT(wrong, 0);
	EXPECT_INT(v.count, 100000);
	arena_release(&a);
}

static void
grow_beyond_all(void)
{
	struct arena a = { 0 };
	uint32_t room = UINT32_MAX;

	(void)vec_grow_(&a, NULL, 0, &room, 1);
}

static void
vec_has_an_end(struct test *t)
{
	EXPECT_DIES(grow_beyond_all);
}

static void
errors_are_one_line(struct test *t)
{
	struct err err;

	EXPECT(!err_set(&err, "a\nb%s", "\r\x1b[31m"));
	EXPECT_TEXT(err.text, "a?b??[31m");
	EXPECT(!err_wrap(&err, "%s", "dir/file"));
	EXPECT_TEXT(err.text, "dir/file: a?b??[31m");
	EXPECT(!err_set(&err, "again: %s", err.text));
	EXPECT_TEXT(err.text, "again: dir/file: a?b??[31m");
}

static void
long_errors_are_cut_between_characters(struct test *t)
{
	struct err err;
	char text[2000];

	for (size_t shift = 0; shift < 4; shift++) {
		memset(text, 'x', shift);
		for (size_t i = shift; i + 4 < sizeof(text); i += 4)
			memcpy(text + i, "\xF0\x9F\x90\x8D", 5);
		err_set(&err, "%s", text);
		size_t len = strlen(err.text);
		EXPECT(len < sizeof(err.text) && len > sizeof(err.text) - 5);
		EXPECT_INT((len - shift) % 4, 0);
		err_wrap(&err, "%s", text);
		EXPECT(strlen(err.text) < sizeof(err.text));
	}
	/* Bytes that are no characters at all are cut somewhere, and that is all. */
	memset(text, '\x80', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	err_set(&err, "%s", text);
	EXPECT_INT(strlen(err.text), sizeof(err.text) - 1);
}

static void
give_up(void)
{
	die("%s", "for a test");
}

static void
die_says_so(struct test *t)
{
	char text[200] = { 0 };
	int ends[2];

	EXPECT_DIES(give_up);
	if (!EXPECT(pipe(ends) == 0))
		return;
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		(void)dup2(ends[1], 2);
		give_up();
	}
	(void)close(ends[1]);
	EXPECT(pid > 0 && waitpid(pid, NULL, 0) == pid);
	EXPECT(read(ends[0], text, sizeof(text) - 1) > 0);
	(void)close(ends[0]);
	EXPECT_TEXT(text, "shoring: internal error: for a test\n");
}

TEST_MAIN(CASE(zeroed_and_aligned), CASE(zeroed_again), CASE(big_blocks_leave_the_small_one_in_use),
          CASE(copies_end_in_nul), CASE(hooks_run_in_reverse_across_blocks_and_arenas),
          CASE(adopting_nothing), CASE(too_much_is_the_end), CASE(vec_keeps_its_items),
          CASE(vec_has_an_end), CASE(errors_are_one_line),
          CASE(long_errors_are_cut_between_characters), CASE(die_says_so))
