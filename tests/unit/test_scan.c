/*
 * test_scan.c - scan/: what is listed, followed, left out and read.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/path.h"
#include "grammars/grammars.h"
#include "scan/scan.h"
#include "test.h"

/* A directory of files, and what a scan says of it. */
struct tree {
	struct arena a;
	char root[64];
	struct scan scan;
	bool scanned;
};

static bool
claims_py(struct str path)
{
	return path_has_ext(path, STR("py"));
}

/* One requirement a file, named by the file's text. */
static void
read_py(void *worker, struct arena *scratch, struct str path, struct str text,
        struct fact_writer *out)
{
	(void)worker, (void)scratch, (void)path;
	facts_add_requirement(out, (struct fact_requirement){ .name = facts_put(out, text) });
}

static const struct grammar python = {
	.name = "python",
	.version = 1,
	.source = true,
	.claims = claims_py,
	.read = read_py,
};

static const struct grammar *const table[] = { &python, &grammar_requirements };

static struct str
path_in(struct tree *t, const char *name)
{
	const char *path = arena_printf(&t->a, "%s/%s", t->root, name);

	return str_of(path);
}

static void
put(struct tree *t, const char *name, struct str text)
{
	struct str path = path_in(t, name);
	struct err err;

	for (size_t i = strlen(t->root) + 1; i < path.len; i++)
		if (path.at[i] == '/')
			(void)mkdir(arena_copy(&t->a, path.at, i), 0777);
	if (!file_write(path.at, text, &err))
		die("%s", err.text);
}

static void
run(struct tree *t, const char *const argv[])
{
	struct buf out = { 0 };
	struct err err;

	if (!file_run(&(struct file_command){ t->root, argv, NULL }, STR(""), &out, NULL, &err))
		die("%s", err.text);
	buf_release(&out);
}

static void
git(struct tree *t, const char *verb, const char *what)
{
	const char *const argv[] = {
		"env", "-u", "GIT_DIR", "-u", "GIT_INDEX_FILE", "git", verb, what, NULL
	};

	run(t, argv);
}

static void
begin(struct tree *t)
{
	struct buf real = { 0 };
	struct err err;

	*t = (struct tree){ .root = "/tmp/shoring-test-XXXXXX" };
	if (mkdtemp(t->root) == NULL || !file_canonical(t->root, &real, &err) ||
	    real.len >= sizeof(t->root))
		die("no temporary directory");
	memcpy(t->root, real.at, real.len + 1);
	buf_release(&real);
}

static void
end(struct tree *t)
{
	const char *const argv[] = { "rm", "-rf", t->root, NULL };

	run(t, argv);
	arena_release(&t->a);
}

static void
scan_with(struct tree *t, struct scan_options options)
{
	struct err err;

	options.root = str_of(t->root);
	t->scanned = scan_run(
		&t->scan, &t->a, &options, (struct grammars){ table, countof(table) }, &err);
}

static struct str
joined(struct tree *t, struct strs paths)
{
	struct buf out = { 0 };

	for (uint32_t i = 0; i < paths.count; i++) {
		buf_str(&out, paths.at[i]);
		buf_char(&out, ' ');
	}
	struct str kept = str_keep(&t->a, buf_text(&out));
	buf_release(&out);
	return kept;
}

/* The same files with and without git. */
static void
fill(struct tree *tree)
{
	put(tree, "b.py", STR("b"));
	put(tree, "a/x.py", STR("x"));
	put(tree, "a-c/y.py", STR("y"));
	put(tree, "a/odd \xFF\n.py", STR("odd"));
	put(tree, "requirements.txt", STR("flask\n"));
	put(tree, ".gitignore", STR("/out/\n*.pyc\n"));
	put(tree, "out/no.py", STR("no"));
	put(tree, "a/no.pyc", STR("no"));
	put(tree, "env/pyvenv.cfg", STR(""));
	put(tree, "env/lib/no.py", STR("no"));
}

static void
check_filled(struct test *t, struct tree *tree)
{
	const struct scan *s = &tree->scan;

	EXPECT(tree->scanned);
	EXPECT_STR(joined(tree, s->paths),
	           ".gitignore a-c/y.py a/odd \xFF\n.py a/x.py b.py requirements.txt ");
	EXPECT_INT(s->files.count, 5);
	EXPECT_INT(s->unlisted.count, 0);
	file_id id = scan_file(s, STR("a/x.py"));
	if (!EXPECT(id != UINT32_MAX))
		return;
	const struct facts *f = &s->files.at[id].facts;
	EXPECT_INT(f->requirements.count, 1);
	EXPECT_STR(facts_text(f, f->requirements.at[0].name), "x");
	EXPECT_INT(scan_file(s, STR("a/none.py")), UINT32_MAX);
	EXPECT(scan_has(s, STR(".gitignore")));
	EXPECT(!scan_has(s, STR("a")));
	EXPECT(scan_has_dir(s, STR("")) && scan_has_dir(s, STR("a")) &&
	       scan_has_dir(s, STR("a-c")));
	EXPECT_INT(scan_next_in(s, STR(""), 0), 0);
	EXPECT_INT(scan_next_in(s, STR(""), 1), 4);
	EXPECT_INT(scan_next_in(s, STR("a"), 0), 2);
	EXPECT_INT(scan_next_in(s, STR("a"), 3), 3);
	EXPECT_INT(scan_next_in(s, STR("a"), 4), s->paths.count);
	EXPECT_INT(scan_next_in(s, STR("a-"), 0), s->paths.count);
	EXPECT(!scan_has_dir(s, STR("out")) && !scan_has_dir(s, STR("a-")) &&
	       !scan_has_dir(s, STR("b.py")));

	const struct str asked[] = {
		STR("out/x"), STR("gen.pyc"), STR("gen.py"), STR("a/b/c.pyc")
	};
	bool ignored[countof(asked)];
	scan_ignored(s, &tree->a, (struct strs){ asked, countof(asked) }, ignored);
	EXPECT(ignored[0] && ignored[1] && !ignored[2] && ignored[3]);
	scan_ignored(s, &tree->a, (struct strs){ asked + 2, 1 }, ignored);
	EXPECT(!ignored[0]);
}

static void
walked(struct test *t)
{
	struct tree tree;

	begin(&tree);
	fill(&tree);
	put(&tree, "node_modules/no.py", STR("no"));
	put(&tree, "a/__pycache__/no.py", STR("no"));
	scan_with(&tree, (struct scan_options){ .jobs = 3 });
	EXPECT(!tree.scan.git);
	check_filled(t, &tree);
	end(&tree);
}

static void
listed_by_git(struct test *t)
{
	struct tree tree;

	begin(&tree);
	git(&tree, "init", "-q");
	fill(&tree);
	put(&tree, "gone.py", STR("gone"));
	git(&tree, "add", "gone.py");
	git(&tree, "add", "b.py");
	if (unlink(path_in(&tree, "gone.py").at) != 0)
		die("unlink");
	scan_with(&tree, (struct scan_options){ .jobs = 1 });
	EXPECT(tree.scan.git);
	check_filled(t, &tree);
	end(&tree);
}

/* An outer repository that ignores the root, and one inside it. */
static void
nested_repositories(struct test *t)
{
	struct tree tree;
	struct err err;

	begin(&tree);
	git(&tree, "init", "-q");
	put(&tree, ".gitignore", STR("/ignored\n"));
	put(&tree, "ignored/a.py", STR("a"));
	put(&tree, "inner/b.py", STR("b"));
	const char *const init[] = { "git", "init", "-q", path_in(&tree, "inner").at, NULL };
	run(&tree, init);
	scan_with(&tree, (struct scan_options){ 0 });
	EXPECT_STR(joined(&tree, tree.scan.paths), ".gitignore inner/b.py ");

	struct scan_options options = { .root = path_in(&tree, "ignored") };
	EXPECT(scan_run(&tree.scan, &tree.a, &options, (struct grammars){ table, 1 }, &err));
	EXPECT_STR(joined(&tree, tree.scan.paths), "a.py ");
	end(&tree);
}

static void
links(struct test *t)
{
	struct tree tree;

	begin(&tree);
	put(&tree, "a.py", STR("a"));
	put(&tree, "d/e.py", STR("e"));
	static const char *const made[][2] = {
		{ "a.py", "inside.py" },         { "d", "to_dir" },
		{ "/etc/passwd", "outside.py" }, { "none", "dangling.py" },
		{ "cyclic.py", "cyclic.py" },    { "..", "up" },
	};
	for (size_t i = 0; i < countof(made); i++)
		if (symlink(made[i][0], path_in(&tree, made[i][1]).at) != 0)
			die("symlink");
	for (unsigned git_too = 0; git_too < 2; git_too++) {
		if (git_too)
			git(&tree, "init", "-q");
		scan_with(&tree, (struct scan_options){ 0 });
		EXPECT_INT(tree.scan.git, git_too);
		EXPECT_STR(joined(&tree, tree.scan.paths), "a.py d/e.py inside.py ");
		EXPECT_STR(joined(&tree, tree.scan.links),
		           "cyclic.py dangling.py outside.py to_dir up ");
		const struct facts *f = &tree.scan.files.at[2].facts;
		EXPECT_STR(facts_text(f, f->requirements.at[0].name), "a");
	}
	end(&tree);
}

static void
unreadable(struct test *t)
{
	struct tree tree;
	struct arena a = { 0 };

	begin(&tree);
	char *big = arena_array(&a, char, SCAN_SIZE_LIMIT + 1);
	put(&tree, "big.py", (struct str){ big, SCAN_SIZE_LIMIT + 1 });
	put(&tree, "good.py", STR("good"));
	if (mkfifo(path_in(&tree, "pipe.py").at, 0600) != 0)
		die("mkfifo");
	scan_with(&tree, (struct scan_options){ 0 });
	EXPECT_INT(tree.scan.files.count, 3);
	for (uint32_t i = 0; i < tree.scan.files.count; i++) {
		const struct facts *f = &tree.scan.files.at[i].facts;
		bool good = str_eq(tree.scan.files.at[i].path, STR("good.py"));

		EXPECT_INT(f->problems.count, !good);
		if (good || f->problems.count == 0)
			continue;
		EXPECT_INT(f->problems.at[0].kind, PROBLEM_UNREADABLE);
		EXPECT_INT(f->problems.at[0].span.line, 1);
	}
	arena_release(&a);
	end(&tree);
}

static void
configured(struct test *t)
{
	struct tree tree;
	struct err err;
	const struct pattern *pattern;
	const struct str manifests[] = { STR("deps.txt") };

	begin(&tree);
	pattern = pattern_new(&tree.a, PATTERN_PATH, STR("gen/**"), &err);
	put(&tree, "a.py", STR("a"));
	put(&tree, "gen/b.py", STR("b"));
	put(&tree, "gen/requirements.txt", STR("b"));
	put(&tree, "deps.txt", STR("c"));
	scan_with(&tree,
	          (struct scan_options){
			  .exclude = { &pattern, 1 },
			  .manifests = { manifests, 1 },
		  });
	EXPECT_INT(tree.scan.files.count, 3);
	file_id excluded = scan_file(&tree.scan, STR("gen/b.py"));
	if (EXPECT(excluded != UINT32_MAX)) {
		EXPECT(tree.scan.files.at[excluded].excluded);
		EXPECT_INT(tree.scan.files.at[excluded].facts.requirements.count, 0);
	}
	EXPECT(scan_file(&tree.scan, STR("deps.txt")) != UINT32_MAX);
	EXPECT(scan_has(&tree.scan, STR("gen/requirements.txt")));
	end(&tree);
}

static void
no_root(struct test *t)
{
	struct tree tree = { .root = "/nonexistent/root" };

	scan_with(&tree, (struct scan_options){ 0 });
	EXPECT(!tree.scanned);
	arena_release(&tree.a);
}

/* Deeper than a path can be: what can be reached is there, the rest is said. */
static void
deep(struct test *t)
{
	struct tree tree;
	char name[201];

	begin(&tree);
	put(&tree, "a.py", STR("a"));
	memset(name, 'd', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	if (chdir(tree.root) != 0)
		die("chdir");
	for (unsigned i = 0; i < 30; i++)
		if (mkdir(name, 0777) != 0 || chdir(name) != 0)
			die("mkdir");
	if (chdir("/") != 0)
		die("chdir");
	scan_with(&tree, (struct scan_options){ 0 });
	EXPECT(tree.scanned);
	EXPECT_STR(joined(&tree, tree.scan.paths), "a.py ");
	EXPECT_INT(tree.scan.unlisted.count, 1);
	end(&tree);
}

/* Facts of an earlier run, for the files that are what they were. */
static void
kept(struct test *t)
{
	struct tree tree;
	struct scan_options options = { .cache_key = 1, .jobs = 2 };

	begin(&tree);
	options.cache = path_in(&tree, "cache/x.facts").at;
	put(&tree, "a.py", STR("a"));
	put(&tree, "b.py", STR("b"));
	if (symlink("b.py", path_in(&tree, "c.py").at) != 0)
		die("symlink");
	for (uint32_t i = 0; i < 2; i++) {
		scan_with(&tree, options);
		EXPECT_INT(tree.scan.kept, 3 * i);
	}
	put(&tree, "b.py", STR("B"));
	scan_with(&tree, options);
	EXPECT_INT(tree.scan.kept, 1);
	const struct facts *f = &tree.scan.files.at[2].facts;
	EXPECT_STR(facts_text(f, f->requirements.at[0].name), "B");
	options.cache_key = 2;
	scan_with(&tree, options);
	EXPECT_INT(tree.scan.kept, 0);
	end(&tree);
}

TEST_MAIN(CASE(walked), CASE(listed_by_git), CASE(nested_repositories), CASE(links),
          CASE(unreadable), CASE(configured), CASE(no_root), CASE(deep), CASE(kept))
