/*
 * test_path.c - base/path.h.
 */
#include "test.h"

#include "base/arena.h"
#include "base/path.h"

static void
parts(struct test *t)
{
	EXPECT_STR(path_dir(STR("a/b/c.py")), "a/b");
	EXPECT_STR(path_dir(STR("c.py")), "");
	EXPECT_STR(path_dir(STR("")), "");
	EXPECT_STR(path_dir((struct str){ NULL, 0 }), "");
	EXPECT_STR(path_dir(STR("/a")), "");
	EXPECT_STR(path_base(STR("a/b/c.py")), "c.py");
	EXPECT_STR(path_base(STR("c.py")), "c.py");
	EXPECT_STR(path_base(STR("a/")), "");
	EXPECT_STR(path_stem(STR("a/b.tar.gz")), "b.tar");
	EXPECT_STR(path_stem(STR("a.b/c")), "c");
	EXPECT_STR(path_stem(STR("a/.hidden")), ".hidden");
	EXPECT_STR(path_stem(STR("")), "");
}

static void
extensions(struct test *t)
{
	EXPECT(path_has_ext(STR("a/b.py"), STR("py")));
	EXPECT(!path_has_ext(STR("a/b.pyi"), STR("py")));
	EXPECT(!path_has_ext(STR("py"), STR("py")));
	EXPECT(!path_has_ext(STR("bpy"), STR("py")));
	EXPECT(!path_has_ext(STR(""), STR("py")));
}

static void
resolves(struct test *t, const char *from, const char *path, const char *want)
{
	struct arena a = { 0 };
	struct str out = STR("untouched");
	bool found = path_resolve(&a, str_of(from), str_of(path), &out);

	EXPECT(found == (want != NULL));
	EXPECT_STR(out, want != NULL ? want : "untouched");
	arena_release(&a);
}

static void
plain(struct test *t)
{
	static const char *const odd[] = {
		"", "/", "/a", "a/", ".", "..", ".a", "a//b", "a/.", "a/..", "a/./b", "a/.b",
	};

	EXPECT(path_is_plain(STR("a")));
	EXPECT(path_is_plain(STR("a./b.c")));
	for (size_t i = 0; i < countof(odd); i++)
		EXPECT(!path_is_plain(str_of(odd[i])));
	/* Wherever it stands. */
	for (size_t len = 4; len < 70; len++)
		for (size_t i = 1; i + 1 < len; i++) {
			char text[70];
			struct str path = { text, len };

			memset(text, 'a', len);
			text[i] = '/';
			EXPECT(path_is_plain(path));
			text[i + 1] = '.';
			EXPECT(!path_is_plain(path));
			text[i + 1] = '/';
			EXPECT(!path_is_plain(path));
		}
}

static void
resolving(struct test *t)
{
	resolves(t, "", "", "");
	resolves(t, "", ".", "");
	resolves(t, "a/b", "", "a/b");
	resolves(t, "a/b", "../c", "a/c");
	resolves(t, "a/b", "../..", "");
	resolves(t, "a/b", "../../c//./d/", "c/d");
	resolves(t, "", "a/../b", "b");
	resolves(t, "a", "...", "a/...");
	resolves(t, "a", "..b/.c", "a/..b/.c");
}

static void
climbing_out(struct test *t)
{
	struct arena a = { 0 };
	struct str out = STR("untouched");

	resolves(t, "", "..", NULL);
	resolves(t, "a", "../..", NULL);
	resolves(t, "a", "../../a", NULL);
	resolves(t, "a", "b/../../../a", NULL);
	resolves(t, "", "/etc/passwd", NULL);
	resolves(t, "a", "/", NULL);
	EXPECT(!path_resolve(&a, STR(""), STR("a\0/../../x"), &out));
	EXPECT_STR(out, "untouched");
	arena_release(&a);
}

static void
deep(struct test *t)
{
	struct arena a = { 0 };
	size_t count = 100000;
	char *down = arena_array(&a, char, 2 * count);
	char *up = arena_array(&a, char, 3 * count);
	struct str out = STR("x");

	for (size_t i = 0; i < count; i++) {
		memcpy(down + 2 * i, "d/", 2);
		memcpy(up + 3 * i, "../", 3);
	}
	struct str from = { down, 2 * count - 1 };
	EXPECT(path_resolve(&a, from, (struct str){ up, 3 * count }, &out));
	EXPECT_STR(out, "");
	EXPECT(!path_resolve(
		&a, (struct str){ down, 2 * count - 3 }, (struct str){ up, 3 * count }, &out));
	arena_release(&a);
}

static void
joining(struct test *t)
{
	struct arena a = { 0 };

	EXPECT_STR(path_join(&a, STR("a"), STR("b")), "a/b");
	EXPECT_STR(path_join(&a, STR(""), STR("b")), "b");
	EXPECT_STR(path_join(&a, STR("a"), STR("")), "a");
	EXPECT_STR(path_join(&a, STR(""), STR("")), "");
	EXPECT(path_join(&a, STR("a"), STR("b")).at[3] == '\0');
	arena_release(&a);
}

static void
within(struct test *t)
{
	EXPECT(path_within(STR("a/b"), STR("a")));
	EXPECT(path_within(STR("a"), STR("a")));
	EXPECT(path_within(STR("a"), STR("")));
	EXPECT(path_within(STR(""), STR("")));
	EXPECT(!path_within(STR("ab"), STR("a")));
	EXPECT(!path_within(STR("a"), STR("a/b")));
	EXPECT(!path_within(STR(""), STR("a")));
}

static void
parts_by_name(struct test *t)
{
	static const char *const names[] = { "docker", "images" };

	EXPECT(path_has_any(STR("a/docker/b"), names, countof(names)));
	EXPECT(path_has_any(STR("images"), names, countof(names)));
	EXPECT(!path_has_any(STR("a/dockers/b"), names, countof(names)));
	EXPECT(!path_has_any(STR(""), names, countof(names)));
}

TEST_MAIN(CASE(parts), CASE(extensions), CASE(plain), CASE(resolving), CASE(climbing_out),
          CASE(deep), CASE(joining), CASE(within), CASE(parts_by_name))
