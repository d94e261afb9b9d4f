/*
 * fix.c - fuzz target: a project in which one file is the input, found fault with, fixed, and looked at again.
 *
 * The first byte says which file it is. What could be parsed still can be, nothing is left to fix, nothing
 * is lost that no finding was about, and the patch that is shown makes the same texts.
 */
#include "hooks/fix.h"

#include <unistd.h>

#include "apply.h"
#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "fuzz.h"
#include "packaging/name.h"

struct place {
	const char *path, *text;
};

/* What stands around the input in every project. */
static const struct place around[] = {
	{ "shoring.yaml",
	  "python: '3.11'\n"
	  "source-roots: [.]\n"
	  "services: [{name: svc, path: svc, roots: [svc, .]}, {discover: false}]\n"
	  "imports: {contracts: [{name: c, type: forbidden, from: [app, shared], to: [old.lib],\n"
	  "  replace: {old.lib: lib}}]}\n"
	  "requirements: {map: {yaml: PyYAML}}\n" },
	{ "old/lib/__init__.py", "X = 1\n" },
	{ "old/lib/db.py", "def connect(): pass\n" },
	{ "lib/__init__.py", "X = 1\n" },
	{ "lib/db.py", "def connect(): pass\n" },
	{ "svc/base.py", "class M: pass\nclass B(M): pass\nclass C(B): pass\nclass O: pass\n" },
	{ "svc/uses.py", "import redis, yaml, sentry_sdk.integrations.sqlalchemy\n" },
};

/* The input's path, and a file beside it. */
static const struct {
	const char *path;
	struct place beside;
} kinds[] = {
	{ "svc/app.py", { "svc/requirements.txt", "flask\n" } },
	{ "svc/requirements.txt", { "svc/app.py", "import flask, base, uses\n" } },
	{ "svc/pyproject.toml", { "svc/app.py", "import flask, base, uses\n" } },
	{ "svc/environment.yml", { "svc/app.py", "import flask, base, uses\n" } },
	{ "svc/setup.py", { "svc/app.py", "import flask, base, uses\n" } },
	{ "svc/setup.cfg", { "svc/app.py", "import flask, base, uses\n" } },
	{ "svc/Pipfile", { "svc/app.py", "import flask, base, uses\n" } },
	{ "svc/Dockerfile", { "svc/app.py", "import flask, base, uses\n" } },
	{ "svc/requirements.in",
	  { "svc/requirements.txt", "flask==3  # via -r requirements.in\n" } },
};

static const char *
in_project(struct arena *a, const char *root, const char *path)
{
	return arena_printf(a, "%s/%s", root, path);
}

static void
put(struct arena *a, const char *root, struct place place)
{
	const char *path = in_project(a, root, place.path);
	struct err err;

	MUST(file_make_dirs(str_keep(a, path_dir(str_of(path))).at, &err));
	MUST(file_replace(path, str_of(place.text), &err));
}

static void
make_projects(const char *parent)
{
	struct arena a = { 0 };

	for (size_t k = 0; k < countof(kinds); k++) {
		const char *root = arena_printf(&a, "%s/%zu", parent, k);

		for (size_t i = 0; i < countof(around); i++)
			put(&a, root, around[i]);
		put(&a, root, kinds[k].beside);
	}
	arena_release(&a);
}

/* A fact that must outlive the fixes, as text: where no finding with a fix is about it. */
VEC(kept_facts, struct str);

struct trial {
	struct options options; /* first: who is given them finds the trial */
	struct arena keep;
	const char *root, *path; /* the project, and the input in it */
	struct str name;         /* the input's path in the project */
	struct kept_facts fixed; /* distributions that fixes were about */
};

static void
keep_requirements(struct trial *t, const struct facts *f, struct kept_facts *out)
{
	for (uint32_t i = 0; i < f->requirements.count; i++) {
		const struct fact_requirement *row = &f->requirements.at[i];
		struct str name = name_canonical(&t->keep, facts_text(f, row->name));
		const char *text = arena_printf(
			&t->keep, STR_FMT " " STR_FMT " " STR_FMT " " STR_FMT " " STR_FMT,
			STR_ARG(name), STR_ARG(facts_text(f, row->extras)),
			STR_ARG(facts_text(f, row->specifier)), STR_ARG(facts_text(f, row->marker)),
			STR_ARG(facts_text(f, row->group)));

		/* A comment that is part of a row that is none is taken away from it. */
		if (strstr(text, "shoring:") == NULL)
			*vec_push(&t->keep, out) = str_of(text);
	}
}

/* Names that statements bind: an import that is rewritten binds the same ones, but for `import old.lib`, which
 * is taken to bind nothing that is used. */
static void
keep_names(struct trial *t, const struct facts *f, struct kept_facts *out)
{
	for (uint32_t i = 0; i < f->bindings.count; i++) {
		const struct fact_binding *row = &f->bindings.at[i];
		const char *text = arena_printf(
			&t->keep, "%u " STR_FMT " %u", (unsigned)row->kind,
			STR_ARG(facts_text(f, row->name)), (unsigned)row->scope);

		if (row->kind != BINDING_IMPORT || !str_eq(facts_text(f, row->name), STR("old")))
			*vec_push(&t->keep, out) = str_of(text);
	}
}

static struct kept_facts
keep_facts(struct trial *t, const struct scan *scan)
{
	struct kept_facts out = { 0 };
	file_id id = scan_file(scan, t->name);

	if (id != UINT32_MAX && scan->files.at[id].facts.problems.count == 0) {
		keep_requirements(t, &scan->files.at[id].facts, &out);
		keep_names(t, &scan->files.at[id].facts, &out);
	}
	return out;
}

static bool
has(const struct kept_facts *facts, struct str fact)
{
	for (uint32_t i = 0; i < facts->count; i++)
		if (str_eq(facts->at[i], fact))
			return true;
	return false;
}

static bool
is_about(const struct kept_facts *fixed, struct str fact)
{
	struct str name;

	(void)str_cut(&fact, ' ', &name);
	return has(fixed, name);
}

static void
nothing_lost(const struct trial *t, const struct kept_facts *before, const struct kept_facts *after)
{
	for (uint32_t i = 0; i < before->count; i++)
		if (!has(after, before->at[i]) && !is_about(&t->fixed, before->at[i])) {
			fprintf(stderr, "lost: " STR_FMT "\n", STR_ARG(before->at[i]));
			MUST(!"a fact is lost");
		}
}

static void
keep_fixed(struct trial *t, struct finding_list list)
{
	for (uint32_t i = 0; i < list.count; i++)
		if (fix_is_offered(&list.at[i]) && list.at[i].distribution.len > 0)
			*vec_push(&t->keep, &t->fixed) =
				name_canonical(&t->keep, list.at[i].distribution);
}

/* As `shoring check` does it (hooks/check.c); the operand is the project. */
static bool
look(struct look *out, struct arena *a, const struct options *o, struct strs operands,
     struct scan_texts texts, struct err *err)
{
	union {
		const struct options *options;
		struct trial *trial;
	} given = { .options = o };

	*out = (struct look){ .session = { .texts = texts } };
	for (size_t i = 0; i < RULE_COUNT; i++)
		out->selection.rules[i] = true;
	if (!session_open(&out->session, a, o, operands, err))
		return false;
	out->settled = session_judge(&out->session, &out->selection);
	keep_fixed(given.trial, out->settled.list);
	return true;
}

static struct str
read_all(struct arena *a, const char *path)
{
	struct buf text = { 0 };
	struct err err;

	MUST(file_read(path, SIZE_MAX, &text, &err));
	struct str all = str_keep(a, buf_text(&text));
	buf_release(&text);
	return all;
}

/* The part of the patch that is about the input. */
static struct str
diff_of(const struct trial *t, struct arena *a, struct str diff)
{
	struct str head = str_of(arena_printf(a, "--- a/" STR_FMT "\n", STR_ARG(t->name)));
	size_t start = 0, end;

	while (start < diff.len &&
	       !str_starts((struct str){ diff.at + start, diff.len - start }, head))
		start++;
	for (end = start + head.len; end < diff.len; end++)
		if (diff.at[end - 1] == '\n' &&
		    str_starts((struct str){ diff.at + end, diff.len - end }, STR("--- a/svc/")))
			break;
	return start < diff.len ? (struct str){ diff.at + start, end - start } : STR("");
}

static void
looks_mended(struct trial *t, const struct fixes *f, struct str input)
{
	struct buf diff = { 0 }, made = { 0 };
	struct strs notes = fixes_notes(f);
	uint32_t written;
	struct err err;

	for (uint32_t i = 0; i < notes.count; i++)
		MUST(strstr(notes.at[i].at, "could not be parsed any more") == NULL);
	MUST(fixes_write(f, &written, &err));
	MUST(written == fixes_files(f));
	fixes_diff(f, &diff);
	apply_diff(input, diff_of(t, &t->keep, buf_text(&diff)), &made);
	MUST(str_eq(buf_text(&made), read_all(&t->keep, t->path)));
	buf_release(&diff);
	buf_release(&made);
}

/* Look at the project, fix it, and look at it once more. */
static void
fix_input(struct trial *t, struct str input)
{
	struct str root = str_of(t->root);
	const struct looking how = { &t->options, { &root, 1 }, look };
	struct kept_facts before, after;
	struct arena a = { 0 };
	struct look now;
	struct err err = { 0 };

	MUST(look(&now, &a, how.options, how.operands, (struct scan_texts){ 0 }, &err));
	before = keep_facts(t, &now.session.scan);
	const struct fixes *f = fix_all(&now, &a, &t->keep, &how, &err);
	MUST(f != NULL);
	looks_mended(t, f, input);
	arena_release(&a);

	a = (struct arena){ 0 };
	MUST(look(&now, &a, how.options, how.operands, (struct scan_texts){ 0 }, &err));
	after = keep_facts(t, &now.session.scan);
	nothing_lost(t, &before, &after);
	f = fix_all(&now, &a, &t->keep, &how, &err);
	MUST(f != NULL && fixes_files(f) == 0);
	arena_release(&a);
}

/* Where the projects of this process are: in memory, if there is such a place. */
static void
find_parent(char *out, size_t size)
{
	static const char memory[] = "/dev/shm";

	snprintf(out, size, "%s/shoring-fuzz-fix-%ld", access(memory, W_OK) == 0 ? memory : "/tmp",
	         (long)getpid());
}

static void
take_away(struct arena *a, const char *root, const char *path)
{
	const char *full = in_project(a, root, path);
	struct str dir = path_dir(str_of(full));
	struct err ignored;

	(void)file_remove(full, &ignored);
	for (; dir.len > 1 && rmdir(str_keep(a, dir).at) == 0; dir = path_dir(dir))
		;
}

static void
remove_projects(void)
{
	struct arena a = { 0 };
	char parent[64];

	find_parent(parent, sizeof(parent));
	for (size_t k = 0; k < countof(kinds); k++) {
		const char *root = arena_printf(&a, "%s/%zu", parent, k);

		take_away(&a, root, kinds[k].path);
		take_away(&a, root, kinds[k].beside.path);
		for (size_t i = 0; i < countof(around); i++)
			take_away(&a, root, around[i].path);
	}
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t kind = fuzz_take(&data, &size) % countof(kinds);
	struct trial t = { .options = { .no_cache = true, .jobs = 1 } };
	char parent[64];
	struct err err;

	find_parent(parent, sizeof(parent));
	if (file_kind(parent) == FILE_NONE) {
		/* git would be asked for every input. */
		MUST(setenv("PATH", "nowhere", 1) == 0 && unsetenv("VIRTUAL_ENV") == 0);
		make_projects(parent);
		MUST(atexit(remove_projects) == 0);
	}
	t.name = str_of(kinds[kind].path);
	t.root = arena_printf(&t.keep, "%s/%zu", parent, kind);
	t.path = in_project(&t.keep, t.root, kinds[kind].path);
	struct str input = str_keep(&t.keep, fuzz_str(data, size));
	put(&t.keep, t.root, kinds[kind].beside);
	MUST(file_replace(t.path, input, &err));
	fix_input(&t, input);
	arena_release(&t.keep);
	return 0;
}
