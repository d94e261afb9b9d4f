/*
 * test_fix.c - which edits are taken, what comes out, and what is left alone.
 */
#include "fake.h"
#include "findings/fix.h"
#include "findings/patch.h"

/* An edit of "a.txt": bytes [start, end) become `text`. */
static struct edit
edit_of(uint32_t start, uint32_t end, const char *text)
{
	return (struct edit){
		.file = STR("a.txt"),
		.span = { .start = start, .end = end, .line = 1, .col = 1 },
		.text = str_of(text),
	};
}

struct trial {
	struct fake fake;
	struct fixes *fixes;
};

static void
trial_open(struct trial *w, const char *text)
{
	fake_open(&w->fake);
	fake_file(&w->fake, "a.txt", str_of(text), NULL);
	w->fixes = fixes_new(&w->fake.arena, w->fake.scan.root);
}

/* A turn with a finding for each of the edits. */
static uint32_t
turn(struct trial *w, const struct edit *edits, uint32_t count)
{
	struct finding *list = arena_array(&w->fake.arena, struct finding, count);

	for (uint32_t i = 0; i < count; i++)
		list[i] = (struct finding){ .edits = { &edits[i], 1 }, .safe = true };
	return fixes_take(w->fixes, &w->fake.scan, (struct finding_list){ list, count });
}

static void
expect_text(struct test *t, const struct trial *w, const char *text)
{
	struct scan_texts texts = fixes_texts(w->fixes);

	if (EXPECT_INT(texts.count, 1))
		EXPECT_STR(texts.at[0].text, text);
}

static void
the_first_of_two_that_overlap(struct test *t)
{
	const struct edit edits[] = {
		edit_of(4, 8, "X"),       /* taken */
		edit_of(6, 9, "Y"),       /* begins within it */
		edit_of(0, 5, "Z"),       /* ends within it */
		edit_of(5, 5, "W"),       /* is within it */
		edit_of(8, 9, "V"),       /* meets it in the line */
		edit_of(4, 8, "X"),       /* is the same */
		edit_of(0, 1, "A"),       /* taken */
		edit_of(10, 12, ""),      /* taken */
		edit_of(12, 12, "new\n"), /* taken: meets it where a line starts */
	};
	struct trial w;

	trial_open(&w, "0123456789\n\nend\n");
	EXPECT_INT(turn(&w, edits, countof(edits)), 4);
	expect_text(t, &w, "A123X89new\nend\n");
	EXPECT_INT(fixes_count(w.fixes), 4);
	EXPECT_INT(turn(&w, edits, 0), 0);
	fake_close(&w.fake);
}

static void
insertions_at_one_place(struct test *t)
{
	const struct edit edits[] = {
		edit_of(2, 2, "z\n"), edit_of(2, 2, "b\n"), edit_of(2, 2, "z\n")
	};
	struct trial w;

	trial_open(&w, "a\n");
	EXPECT_INT(turn(&w, edits, countof(edits)), 2);
	expect_text(t, &w, "a\nb\nz\n");
	fake_close(&w.fake);
}

static void
all_edits_of_a_finding_or_none(struct test *t)
{
	const struct edit one = edit_of(0, 1, "A");
	const struct edit two[] = { edit_of(0, 2, "B"), edit_of(4, 5, "C") };
	struct edit far[] = { edit_of(4, 5, "D"), edit_of(7, 7, "E") };
	const struct edit beyond = edit_of(9, 99, "F");
	struct trial w;

	far[1].file = STR("b.txt");
	const struct finding list[] = {
		{ .edits = { &one, 1 }, .safe = true },
		{ .edits = { two, 2 }, .safe = true },
		{ .edits = { far, 2 }, .safe = true },
		{ .edits = { &beyond, 1 }, .safe = true },
		{ .edits = { &two[1], 1 } },
		{ .safe = true },
	};
	trial_open(&w, "0123456789\n");
	EXPECT_INT(fixes_take(w.fixes, &w.fake.scan, (struct finding_list){ list, 6 }), 1);
	expect_text(t, &w, "A123456789\n");
	fake_close(&w.fake);
}

static void
expect_note(struct test *t, struct trial *w, const char *note)
{
	const struct edit edit = edit_of(0, 1, "A");

	EXPECT_INT(turn(w, &edit, 1), 0);
	EXPECT_INT(fixes_files(w->fixes), 0);
	struct strs notes = fixes_notes(w->fixes);
	if (EXPECT_INT(notes.count, 1))
		EXPECT_STR(notes.at[0], note);
	fake_close(&w->fake);
}

static void
files_that_are_left_alone(struct test *t)
{
	struct trial w;

	trial_open(&w, "abc\n");
	w.fake.files.at[0].sum++;
	expect_note(t, &w, "a.txt was not fixed: it has changed in the meantime");
	trial_open(&w, "abc\xE9\n");
	expect_note(t, &w, "a.txt was not fixed: it is not UTF-8");
	trial_open(&w, "# -*- coding: latin-1 -*-\n");
	expect_note(t, &w, "a.txt was not fixed: it is not UTF-8");
	trial_open(&w, "abc\n");
	const char *path = arena_printf(&w.fake.arena, "%s/a.txt", w.fake.root);
	EXPECT_INT(unlink(path), 0);
	EXPECT_INT(symlink("/dev/null", path), 0);
	expect_note(t, &w, "a.txt was not fixed: it is a symbolic link, or behind one");
}

static void
written_if_unchanged(struct test *t)
{
	const struct edit edit = edit_of(1, 2, "B");
	struct buf text = { 0 };
	struct trial w;
	struct err err;
	uint32_t written;

	trial_open(&w, "abc\n");
	const char *path = arena_printf(&w.fake.arena, "%s/a.txt", w.fake.root);
	EXPECT_INT(turn(&w, &edit, 1), 1);
	EXPECT(file_write(path, STR("abd\n"), &err));
	EXPECT(!fixes_write(w.fixes, &written, &err));
	EXPECT_TEXT(err.text, "a.txt: it has changed in the meantime");
	EXPECT_INT(written, 0);
	EXPECT(file_write(path, STR("abc\n"), &err));
	EXPECT(fixes_write(w.fixes, &written, &err));
	EXPECT_INT(written, 1);
	EXPECT(file_read(path, 100, &text, &err));
	EXPECT_STR(buf_text(&text), "aBc\n");
	buf_release(&text);
	fake_close(&w.fake);
}

/* The diff that the edits, one turn each, make. */
static void
expect_diff(struct test *t, const char *text, const struct edit *edits, uint32_t count,
            const char *diff)
{
	struct arena a = { 0 };
	struct buf out = { 0 };
	struct draft d = draft_new(&a, str_of(text));

	for (uint32_t i = 0; i < count; i++) {
		const struct edit *one = &edits[i];

		draft_edit(&d, &a, &one, 1);
	}
	draft_diff(&d, STR("a.txt"), &out);
	EXPECT_STR(buf_text(&out), diff);
	buf_release(&out);
	arena_release(&a);
}

#define HEAD "--- a/a.txt\n+++ b/a.txt\n"

static void
a_diff_has_whole_lines(struct test *t)
{
	const struct edit line = edit_of(2, 4, ""), word = edit_of(2, 3, "B");
	const struct edit last = edit_of(4, 5, "C"), all = edit_of(0, 5, "");
	const struct edit both[] = { edit_of(0, 1, "A"), edit_of(4, 5, "C") };
	const struct edit back[] = { edit_of(1, 1, "\nx"), edit_of(3, 3, "y") };
	const struct edit on = edit_of(5, 5, "d\n"), join = edit_of(1, 2, "");
	const struct edit ends[] = { edit_of(3, 4, "B\n"), edit_of(0, 2, "A") };

	expect_diff(t, "a\nb\nc", &line, 1,
	            HEAD "@@ -1,3 +1,2 @@\n a\n-b\n c\n\\ No newline at end of file\n");
	expect_diff(t, "a\nb\nc\n", &word, 1, HEAD "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
	expect_diff(t, "a\nb\nc", &last, 1,
	            HEAD "@@ -1,3 +1,3 @@\n a\n b\n-c\n\\ No newline at end of file\n+C\n"
	                 "\\ No newline at end of file\n");
	expect_diff(t, "a\nb\nc", &all, 1,
	            HEAD "@@ -1,3 +0,0 @@\n-a\n-b\n-c\n\\ No newline at end of file\n");
	expect_diff(t, "a\nb\nc\n", both, 2, HEAD "@@ -1,3 +1,3 @@\n-a\n+A\n b\n-c\n+C\n");
	expect_diff(t, "a\nb\n", back, 2, HEAD "@@ -1,2 +1,3 @@\n a\n+xy\n b\n");
	expect_diff(t, "a\nb\n", &on, 0, "");
	expect_diff(t, "a\nb\n\n", &on, 1, HEAD "@@ -1,3 +1,4 @@\n a\n b\n \n+d\n");
	expect_diff(t, "a\nb\n", &join, 1, HEAD "@@ -1,2 +1 @@\n-a\n-b\n+ab\n");
	expect_diff(t, "a\nxby\n", ends, 2, HEAD "@@ -1,2 +1,2 @@\n-a\n-xby\n+AxB\n+y\n");
}

static void
a_diff_has_hunks(struct test *t)
{
	const struct edit near[] = { edit_of(0, 1, "A"), edit_of(14, 15, "B") };
	const struct edit far[] = { edit_of(0, 1, "A"), edit_of(16, 17, "B") };

	expect_diff(t, "1\n2\n3\n4\n5\n6\n7\n8\n9\n", near, 2,
	            HEAD "@@ -1,9 +1,9 @@\n-1\n+A\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+B\n 9\n");
	expect_diff(
		t, "1\n2\n3\n4\n5\n6\n7\n8\n9\n", far, 2,
		HEAD "@@ -1,4 +1,4 @@\n-1\n+A\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+B\n");
}

TEST_MAIN(CASE(the_first_of_two_that_overlap), CASE(insertions_at_one_place),
          CASE(all_edits_of_a_finding_or_none), CASE(files_that_are_left_alone),
          CASE(written_if_unchanged), CASE(a_diff_has_whole_lines), CASE(a_diff_has_hunks))
