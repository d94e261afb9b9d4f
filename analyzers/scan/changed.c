/*
 * changed.c - what git says has changed.
 */
#include "scan/changed.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "scan/git.h"
#include "scan/scan.h"

#define ID_MOST 64 /* digits of an object's name */

/* A line of `git diff-index --raw`. */
struct entry {
	struct str path;
	struct str id;  /* of what was; zeroes: nothing */
	bool was, file; /* it was there; as a plain file */
	bool unsure;    /* git has not looked into it */
};

VEC(entry_vec, struct entry);
VEC(words, const char *);

struct asking {
	struct arena *a;
	const char *root;
	const char *index; /* NULL: git's own */
	struct err *err;
};

/* What git prints, without the end of its last line, in the arena. */
static bool
ask(const struct asking *q, const char *const args[], struct str *out)
{
	struct buf text = { 0 };
	bool ok = git_run(q->root, q->index, args, STR(""), &text, NULL);

	if (ok) {
		while (text.len > 0 && text.at[text.len - 1] == '\n')
			text.at[--text.len] = '\0';
		*out = str_keep(q->a, buf_text(&text));
	}
	buf_release(&text);
	return ok;
}

static bool
is_id(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!(char_is_digit(s.at[i]) || (s.at[i] >= 'a' && s.at[i] <= 'f')))
			return false;
	return s.len >= 40 && s.len <= ID_MOST;
}

static bool
is_zero(struct str id)
{
	for (size_t i = 0; i < id.len; i++)
		if (id.at[i] != '0')
			return false;
	return true;
}

/* Is there a repository to ask? */
static bool
find_repository(const struct asking *q, struct str *git_dir)
{
	static const char *const version[] = { "--version", NULL };
	static const char *const dir[] = { "rev-parse", "--absolute-git-dir", NULL };
	struct str ignored;

	if (ask(q, dir, git_dir))
		return true;
	if (!ask(q, version, &ignored))
		return err_set(q->err, "git tells what has changed, and no git was found in PATH");
	return err_set(
		q->err,
		"git tells what has changed, and it takes %s for no repository of yours "
		"(not one, or another user's: see safe.directory in `git help config`)",
		q->root);
}

/* The name of the commit; false when there is none. */
static bool
find_commit(const struct asking *q, struct str revision, struct str *out)
{
	const char *args[] = { "rev-parse", "--verify", "--quiet", NULL, NULL };

	args[3] = arena_printf(q->a, STR_FMT "^{commit}", STR_ARG(revision));
	return ask(q, args, out) && is_id(*out);
}

/* HEAD, or, before the first commit, nothing at all. */
static bool
find_head(const struct asking *q, struct str *out)
{
	static const char *const empty[] = { "hash-object", "-t", "tree", "--stdin", NULL };

	return find_commit(q, STR("HEAD"), out) || (ask(q, empty, out) && is_id(*out)) ||
	       err_set(q->err, "git does not tell what HEAD is");
}

static bool
find_base(const struct asking *q, struct str revision, struct str *out)
{
	static const char *const shallow[] = { "rev-parse", "--is-shallow-repository", NULL };
	const char *args[] = { "merge-base", NULL, NULL, NULL };
	struct str head, other, cut = STR("");

	if (revision.len == 0 || revision.at[0] == '-')
		return err_set(
			q->err,
			"`" STR_FMT "` is no revision: --since takes a branch, a "
			"tag or a commit",
			STR_ARG(revision));
	(void)ask(q, shallow, &cut);
	bool is_cut = str_eq(cut, STR("true"));
	const char *why =
		is_cut ? "; this clone is shallow: `git fetch --unshallow`, in CI a "
			 "checkout with its history (fetch-depth: 0)"
		       : "";
	if (!find_commit(q, revision, &other))
		return err_set(q->err, "git knows no revision `" STR_FMT "`%s", STR_ARG(revision),
		               is_cut ? why : "; `git fetch` may bring it");
	if (!find_commit(q, STR("HEAD"), &head))
		return err_set(q->err, "there is no commit yet to compare with `" STR_FMT "`",
		               STR_ARG(revision));
	args[1] = other.at;
	args[2] = head.at;
	return (ask(q, args, out) && is_id(*out)) ||
	       err_set(q->err, "HEAD and `" STR_FMT "` have no commit in common%s",
	               STR_ARG(revision), why);
}

/* ":100644 100644 <id> <id> M" */
static bool
read_status(struct str line, struct entry *out)
{
	struct str rest = line, old_mode, new_mode, id, status = { "", 0 };

	if (!str_cut(&rest, ' ', &old_mode) || !str_cut(&rest, ' ', &new_mode) ||
	    !str_cut(&rest, ' ', &out->id) || !str_cut(&rest, ' ', &id) ||
	    !str_cut(&rest, ' ', &status) || !is_id(out->id) || old_mode.len != 7)
		return false;
	out->was = !is_zero(out->id);
	out->file = str_starts(old_mode, STR(":100"));
	out->unsure = str_eq(status, STR("M")) && is_zero(id) && str_starts(new_mode, STR("100"));
	return true;
}

/* git may compare what is in a file, and has filters do that which the repository names: none. */
static void
turn_filters_off(const struct asking *q, struct words *out)
{
	static const char *const args[] = {
		"config", "-z", "--name-only", "--get-regexp", "^filter\\.", NULL
	};
	struct str rest, name;

	if (!ask(q, args, &rest))
		return; /* there are none */
	while (str_cut(&rest, '\0', &name)) {
		bool required = path_has_ext(name, STR("required"));

		if (name.len == 0)
			continue;
		*vec_push(q->a, out) = "-c";
		*vec_push(q->a, out) =
			arena_printf(q->a, STR_FMT "=%s", STR_ARG(name), required ? "false" : "");
	}
}

static bool
list_tracked(const struct asking *q, struct str from, bool staged, struct entry_vec *out)
{
	const char *const args[] = {
		"diff-index",    "--raw",       "-z",
		"--no-renames",  "--no-abbrev", "--no-ext-diff",
		"--no-textconv", "--relative",  "--ignore-submodules=dirty",
		from.at,         "--",          NULL
	};
	struct words words = { 0 };
	struct str rest, line, path;

	turn_filters_off(q, &words);
	for (size_t i = 0; i < countof(args); i++) {
		*vec_push(q->a, &words) = args[i];
		if (i == 0 && staged)
			*vec_push(q->a, &words) = "--cached";
	}
	if (!ask(q, words.at, &rest))
		return err_set(q->err, "git does not tell what has changed");
	while (str_cut(&rest, '\0', &line) && str_cut(&rest, '\0', &path)) {
		struct entry e = { .path = path };

		if (!read_status(line, &e))
			return err_set(q->err, "git tells what has changed in an unknown way");
		/* What could not be merged is listed twice. */
		if (out->count == 0 || !str_eq(out->at[out->count - 1].path, path))
			*vec_push(q->a, out) = e;
	}
	return true;
}

static bool
list_untracked(const struct asking *q, struct entry_vec *out)
{
	static const char *const args[] = {
		"ls-files", "-z", "--others", "--exclude-standard", NULL
	};
	struct str rest, path;

	if (!ask(q, args, &rest))
		return err_set(q->err, "git does not tell what is not tracked");
	while (str_cut(&rest, '\0', &path)) {
		struct entry e = { .path = path };

		if (path.len > 0 && path.at[path.len - 1] == '/')
			e.path.len--;
		if (e.path.len > 0)
			*vec_push(q->a, out) = e;
	}
	return true;
}

/* "<id> blob <size>\n<bytes>\n", one after the other; what is missing has a line alone. */
static bool
next_object(struct str *rest, struct str *bytes, bool *told)
{
	struct str line, id, kind = { "", 0 }, digits = { "", 0 };
	size_t size = 0;

	if (!str_cut(rest, '\n', &line))
		return false;
	str_cut(&line, ' ', &id);
	str_cut(&line, ' ', &kind);
	digits = line;
	*told = str_eq(kind, STR("blob"));
	if (!str_eq(kind, STR("blob")))
		return str_eq(kind, STR("missing"));
	for (size_t i = 0; i < digits.len; i++) {
		if (!char_is_digit(digits.at[i]) || size > rest->len)
			return false;
		size = size * 10 + (size_t)(digits.at[i] - '0');
	}
	if (digits.len == 0 || size >= rest->len)
		return false;
	*bytes = (struct str){ rest->at, size };
	*rest = (struct str){ rest->at + size + 1, rest->len - size - 1 };
	return true;
}

/* What the files were. */
static bool
read_objects(const struct asking *q, const struct entry_vec *entries, struct changed_file *rows)
{
	static const char *const args[] = { "cat-file", "--batch", NULL };
	struct buf ids = { 0 }, out = { 0 };

	for (uint32_t i = 0; i < entries->count; i++)
		if (entries->at[i].was && entries->at[i].file)
			buf_printf(&ids, STR_FMT "\n", STR_ARG(entries->at[i].id));
	bool ok = ids.len == 0 || git_run(q->root, NULL, args, buf_text(&ids), &out, NULL);
	struct str rest = buf_text(&out);
	if (ok && out.len > 0)
		rest = str_keep(q->a, rest);
	for (uint32_t i = 0; ok && i < entries->count; i++)
		if (entries->at[i].was && entries->at[i].file)
			ok = next_object(&rest, &rows[i].before, &rows[i].told);
	buf_release(&ids);
	buf_release(&out);
	return ok || err_set(q->err, "git does not hand out what has changed");
}

/* Does the file on the disk hold these bytes? */
static bool
holds(const struct asking *q, struct str path, struct str bytes)
{
	struct buf text = { 0 };
	struct err ignored;
	const char *full = arena_printf(q->a, "%s/" STR_FMT, q->root, STR_ARG(path));
	bool same = file_read_plain(full, bytes.len + 1, &text, &ignored) &&
	            str_eq(buf_text(&text), bytes);

	buf_release(&text);
	return same;
}

static int
by_path(const void *left, const void *right)
{
	return str_order(((const struct changed_file *)left)->path,
	                 ((const struct changed_file *)right)->path);
}

/* What was taken out of the index and left in the tree is listed as gone and as not tracked. */
static uint32_t
sort_and_unite(struct changed_file *rows, uint32_t count)
{
	uint32_t kept = 0;

	if (count > 1)
		qsort(rows, count, sizeof(*rows), by_path);
	for (uint32_t i = 0; i < count; i++) {
		if (kept == 0 || !str_eq(rows[kept - 1].path, rows[i].path))
			rows[kept++] = rows[i];
		else if (rows[i].was)
			rows[kept - 1] = rows[i];
	}
	return kept;
}

/* A commit's hook may stand before another index than the repository's own (`git commit -a`). */
static const char *
hook_index(const struct asking *q, struct str git_dir)
{
	const char *given = getenv("GIT_INDEX_FILE");
	struct buf real = { 0 }, dir = { 0 };
	struct err ignored;
	const char *out = NULL;

	if (given == NULL || *given == '\0')
		return NULL;
	if (file_canonical(given, &real, &ignored) && file_canonical(git_dir.at, &dir, &ignored) &&
	    str_eq(path_dir(buf_text(&real)), buf_text(&dir)))
		out = str_keep(q->a, buf_text(&real)).at;
	buf_release(&real);
	buf_release(&dir);
	return out;
}

bool
changed_list(struct changed_files *out, struct arena *a, struct str root, enum changed_kind kind,
             struct str revision, struct err *err)
{
	struct asking q = { .a = a, .root = str_keep(a, root).at, .err = err };
	struct entry_vec entries = { 0 };
	struct str git_dir, from;
	uint32_t count = 0;

	if (!find_repository(&q, &git_dir) ||
	    !(kind == CHANGED_SINCE ? find_base(&q, revision, &from) : find_head(&q, &from)))
		return false;
	if (kind == CHANGED_STAGED)
		q.index = hook_index(&q, git_dir);
	if (!list_tracked(&q, from, kind == CHANGED_STAGED, &entries) ||
	    (kind != CHANGED_STAGED && !list_untracked(&q, &entries)))
		return false;

	struct changed_file *rows = arena_array(a, struct changed_file, (size_t)entries.count + 1);
	for (uint32_t i = 0; i < entries.count; i++)
		rows[i] = (struct changed_file){
			.path = entries.at[i].path, .was = entries.at[i].was
		};
	if (!read_objects(&q, &entries, rows))
		return false;
	for (uint32_t i = 0; i < entries.count; i++)
		if (!entries.at[i].unsure || !rows[i].told ||
		    !holds(&q, rows[i].path, rows[i].before))
			rows[count++] = rows[i];
	*out = (struct changed_files){ rows, sort_and_unite(rows, count) };
	return true;
}
