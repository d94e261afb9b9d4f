/*
 * walk.c - the files below a directory without git's help, .gitignore honoured.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/path.h"
#include "scan/excludes.h"
#include "scan/gitignore.h"
#include "scan/list.h"
#include "scan/scan.h"

struct entry {
	struct str name;
	enum file_kind kind;
};

VEC(entry_vec, struct entry);

struct pending {
	struct str dir;
	const struct ignore_rules *rules; /* of the directories around it */
};

VEC(pending_vec, struct pending);

struct walk {
	struct arena *a;
	struct str root;
	struct path_vec *out;
	struct pending_vec pending; /* a stack: trees may be deep */
	struct arena scratch;       /* of one directory */
	struct entry_vec entries;   /* of that directory, in scratch */
};

/* What tools put beside sources, and nobody deploys. */
static bool
is_junk(struct str name)
{
	static const char *const names[] = { ".git", ".hg", ".svn" };

	return str_is_any(name, names, countof(names)) || excludes_is_filled(name);
}

static bool
collect(void *ctx, struct str name, enum file_kind kind)
{
	struct walk *w = ctx;

	*vec_push(&w->scratch, &w->entries) = (struct entry){ str_keep(&w->scratch, name), kind };
	return true;
}

static const char *
full_path(struct arena *a, struct str root, struct str path)
{
	return arena_printf(a, STR_FMT "/" STR_FMT, STR_ARG(root), STR_ARG(path));
}

const struct ignore_rules *
walk_rules(struct arena *a, struct str root, struct str dir, const struct ignore_rules *outer,
           bool *read)
{
	struct buf text = { 0 };
	struct arena scratch = { 0 };
	struct err ignored;
	struct str path = path_join(&scratch, dir, STR(".gitignore"));

	*read = file_read_plain(full_path(&scratch, root, path), SCAN_SIZE_LIMIT, &text, &ignored);
	if (*read)
		outer = ignore_rules_new(a, outer, dir, str_keep(a, buf_text(&text)));
	buf_release(&text);
	arena_release(&scratch);
	return outer;
}

static bool
has_file(const struct walk *w, struct str name)
{
	for (uint32_t i = 0; i < w->entries.count; i++)
		if (w->entries.at[i].kind == FILE_REGULAR && str_eq(w->entries.at[i].name, name))
			return true;
	return false;
}

static void
take(struct walk *w, struct str dir, const struct ignore_rules *rules, const struct entry *entry)
{
	bool is_dir = entry->kind == FILE_DIRECTORY;

	if (is_junk(entry->name))
		return;

	struct str path = path_join(w->a, dir, entry->name);
	if (ignore_rules_match(rules, path, is_dir))
		return;
	if (is_dir)
		*vec_push(w->a, &w->pending) = (struct pending){ path, rules };
	else
		*vec_push(w->a, w->out) = path;
}

bool
walk_files(struct path_vec *out, struct path_vec *unlisted, struct arena *a, struct str root,
           struct str dir, struct err *err)
{
	struct walk w = { .a = a, .root = root, .out = out };
	bool first = true, read;

	*vec_push(a, &w.pending) = (struct pending){ dir, NULL };
	while (w.pending.count > 0) {
		struct pending next = w.pending.at[--w.pending.count];
		const char *path = full_path(&w.scratch, root, next.dir);

		w.entries = (struct entry_vec){ 0 };
		if (!file_list(path, collect, &w, err)) {
			arena_release(&w.scratch);
			if (first)
				return false;
			*vec_push(a, unlisted) = next.dir;
			continue;
		}
		if (has_file(&w, STR(".gitignore")))
			next.rules = walk_rules(a, root, next.dir, next.rules, &read);
		/* pyvenv.cfg marks a virtual environment (PEP 405). */
		if (first || !has_file(&w, STR("pyvenv.cfg")))
			for (uint32_t i = 0; i < w.entries.count; i++)
				take(&w, next.dir, next.rules, &w.entries.at[i]);
		arena_release(&w.scratch);
		first = false;
	}
	return true;
}

/* Is the path, or a directory around it, left out? */
static bool
ignored(struct arena *a, struct str root, struct str path)
{
	const struct ignore_rules *rules = NULL;
	struct str dir = STR("");
	bool read;

	for (size_t i = 0; i <= path.len; i++) {
		if (i < path.len && path.at[i] != '/')
			continue;
		rules = walk_rules(a, root, dir, rules, &read);
		dir = (struct str){ path.at, i };
		if (ignore_rules_match(rules, dir, i < path.len))
			return true;
	}
	return false;
}

void
walk_ignored(struct str root, struct strs paths, bool *out)
{
	for (uint32_t i = 0; i < paths.count; i++) {
		struct arena scratch = { 0 };

		out[i] = ignored(&scratch, root, paths.at[i]);
		arena_release(&scratch);
	}
}
