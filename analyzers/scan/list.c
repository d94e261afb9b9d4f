/*
 * list.c - the files of a project: as git has them, else as a walk finds them.
 */
#include "scan/list.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/path.h"
#include "base/pool.h"
#include "base/sorted.h"
#include "scan/git.h"
#include "scan/tracked.h"

/* Paths that are looked at in one go, by one thread. */
#define LOOKS_AT_ONCE 64
/* A directory is opened for so many looks: it costs as much as the way to three files in it. */
#define NEAR_LEAST 8

struct lister {
	struct arena *a;
	struct str root;
	struct listing *out;
	const struct list_options *options;
	struct path_vec found;   /* paths that are still to be sorted out */
	struct tracked tracked;  /* some of them, and looks at these */
	struct path_vec nested;  /* repositories inside the root, still to be listed */
	struct path_vec entered; /* links to directories outside, in the order they are listed */
	uint32_t listed;         /* so many of them */
	struct path_vec gone;    /* what git lists and nobody sees */
	struct str dir;          /* the last directory looked at */
	bool dir_real;           /* it is there, and no part of it is a link */
	bool dir_gone;           /* it is not there */
	struct str checked;      /* the last directory that missing() looked into */
};

static int
by_bytes(const void *a, const void *b)
{
	const struct str *left = a, *right = b;

	return str_order(*left, *right);
}

static void
sort_unique(struct path_vec *v)
{
	uint32_t kept = 0;

	/* git has them in order, or nearly. */
	if (!sorted_holds(SORTED_STRS(*v)))
		qsort(v->at, v->count, sizeof(*v->at), by_bytes);
	for (uint32_t i = 0; i < v->count; i++)
		if (kept == 0 || !str_eq(v->at[i], v->at[kept - 1]))
			v->at[kept++] = v->at[i];
	v->count = kept;
}

static enum file_kind
kind_below(struct str root, struct str path)
{
	struct arena scratch = { 0 };
	enum file_kind kind = file_kind(str_join(&scratch, root, '/', path).at);

	arena_release(&scratch);
	return kind;
}

bool
list_follow(struct str root, struct str path, bool outside, struct buf *out)
{
	struct arena scratch = { 0 };
	struct err ignored;
	struct str inside = root.len == 1 ? STR("") : root;
	bool found = file_canonical(
		arena_printf(&scratch, STR_FMT "/" STR_FMT, STR_ARG(root), STR_ARG(path)), out,
		&ignored);

	arena_release(&scratch);
	return found && (outside || path_within(buf_text(out), inside)) &&
	       file_kind(out->at) == FILE_REGULAR;
}

/* git warns of folders that it cannot look into, in words that are not for programs: find out which
 * those are of the repository `where`, which is the root's directory `dir`. */
static void
find_unlisted(struct lister *l, struct str where, struct str dir)
{
	struct arena scratch = { 0 };
	struct path_vec files = { 0 }, unlisted = { 0 };
	struct err ignored;
	bool walked = walk_files(&files, &unlisted, &scratch, where, STR(""), &ignored);
	bool *left_out = arena_array(&scratch, bool, (size_t)unlisted.count + 1);

	if (walked && unlisted.count > 0)
		(void)list_git_ignored(
			&scratch, where, (struct strs){ unlisted.at, unlisted.count }, left_out);
	for (uint32_t i = 0; i < unlisted.count; i++)
		if (!left_out[i])
			*vec_push(l->a, &l->out->unlisted) = path_join(l->a, dir, unlisted.at[i]);
	arena_release(&scratch);
}

/* Have what git would list in the root without its own walk, if that can be had. */
static bool
list_tracked(struct lister *l)
{
	if (!tracked_pays(l->root) || !tracked_list(&l->tracked, l->a, l->options))
		return false;
	l->found = l->tracked.paths;
	if (l->tracked.others.count == 0)
		return true;
	l->found = (struct path_vec){ 0 };
	vec_expect(l->a, &l->found, l->tracked.paths.count + l->tracked.others.count);
	for (uint32_t i = 0; i < l->tracked.paths.count; i++)
		*vec_push(l->a, &l->found) = l->tracked.paths.at[i];
	for (uint32_t i = 0; i < l->tracked.others.count; i++)
		*vec_push(l->a, &l->found) = l->tracked.others.at[i];
	return true;
}

/* Append what git lists in directory `dir` of the root. False when git cannot. */
static bool
git_list(struct lister *l, struct str dir)
{
	static const char *const args[] = {
		"ls-files", "-z", "--cached", "--others", "--exclude-standard", NULL
	};
	struct arena scratch = { 0 };
	struct buf out = { 0 };
	const char *where =
		arena_printf(&scratch, STR_FMT "/" STR_FMT, STR_ARG(l->root), STR_ARG(dir));
	bool warned, ok = git_run(where, NULL, args, STR(""), &out, &warned);
	struct str rest = buf_text(&out), path;

	while (ok && str_cut(&rest, '\0', &path))
		if (path.len > 0)
			*vec_push(l->a, &l->found) = path_join(l->a, dir, path);
	if (ok && warned)
		find_unlisted(l, str_of(where), dir);
	buf_release(&out);
	arena_release(&scratch);
	return ok;
}

/* Stop at the first entry. */
static bool
see(void *any, struct str name, enum file_kind kind)
{
	(void)name, (void)kind;
	*(bool *)any = true;
	return false;
}

/* So git leaves the place of a submodule that is not checked out. */
static bool
is_empty(struct lister *l, struct str dir)
{
	struct arena scratch = { 0 };
	struct err ignored;
	bool any = false;
	bool ok = file_list(
		arena_printf(&scratch, STR_FMT "/" STR_FMT, STR_ARG(l->root), STR_ARG(dir)), see,
		&any, &ignored);

	arena_release(&scratch);
	return ok && !any;
}

/* git lists what is not there: it was removed, or its directory may not be entered. */
static void
missing(struct lister *l, struct str dir)
{
	struct arena scratch = { 0 };
	struct err ignored;
	bool any;

	if (l->checked.at != NULL && str_eq(l->checked, dir))
		return;
	l->checked = dir;
	if (!file_list(arena_printf(&scratch, STR_FMT "/" STR_FMT, STR_ARG(l->root), STR_ARG(dir)),
	               see, &any, &ignored))
		*vec_push(l->a, &l->out->unlisted) = dir;
	arena_release(&scratch);
}

static bool
is_entered(const struct lister *l, struct str path)
{
	for (uint32_t i = 0; i < l->entered.count; i++)
		if (path_within(path, l->entered.at[i]))
			return true;
	return false;
}

/* May the link be entered, as a directory outside of the root? Where it is not one that such a link
 * led to, so that circles end. */
static bool
enter(struct lister *l, struct str path)
{
	struct arena scratch = { 0 };
	struct buf target = { 0 };
	struct err ignored;
	const char *full =
		arena_printf(&scratch, STR_FMT "/" STR_FMT, STR_ARG(l->root), STR_ARG(path));
	bool there =
		l->options->outside && l->entered.count < LINKS_ENTERED_MOST &&
		!is_entered(l, path) && file_canonical(full, &target, &ignored) &&
		file_kind(target.at) == FILE_DIRECTORY &&
		!path_within(buf_text(&target), l->root) &&
		!path_within(l->root, buf_text(&target)) && target.len > 1;

	if (there)
		*vec_push(l->a, &l->entered) = path;
	buf_release(&target);
	arena_release(&scratch);
	return there;
}

/* Is `dir` a directory, reached through directories alone? git keeps listing files whose
 * directory has become a link. */
static bool
dir_is_real(struct lister *l, struct str dir)
{
	if (dir.len == 0 || (l->dir_real && path_within(l->dir, dir)))
		return true;
	if (str_eq(l->dir, dir))
		return l->dir_real;

	bool real = true, gone = false;
	for (size_t i = 1; real && i <= dir.len; i++) {
		struct str part = { dir.at, i };

		if ((i < dir.len && dir.at[i] != '/') || (l->dir_real && path_within(l->dir, part)))
			continue;
		enum file_kind kind = kind_below(l->root, part);
		gone = kind == FILE_NONE;
		if (gone)
			missing(l, path_dir(part));
		else if (kind == FILE_UNKNOWN)
			*vec_push(l->a, &l->out->unlisted) = part;
		real = kind == FILE_DIRECTORY || (kind == FILE_LINK && is_entered(l, part));
	}
	l->dir = dir;
	l->dir_real = real;
	l->dir_gone = gone;
	return real;
}

/* Put the path where it belongs; true when it is a file to be kept. `real`: it is known that no link leads there. */
static bool
sort_out(struct lister *l, struct str path, enum file_kind kind, bool real)
{
	struct buf target = { 0 };
	bool keep = false;

	if (!real && !dir_is_real(l, path_dir(path))) {
		if (l->dir_gone)
			*vec_push(l->a, &l->gone) = path;
		return false;
	}

	switch (kind) {
	case FILE_NONE:
		missing(l, path_dir(path));
		*vec_push(l->a, &l->gone) = path;
		break;
	case FILE_DIRECTORY: /* a submodule, or a repository in its own right */
		if (kind_below(l->root, path_join(l->a, path, STR(".git"))) != FILE_NONE)
			*vec_push(l->a, &l->nested) = path;
		else if (is_empty(l, path))
			*vec_push(l->a, &l->out->submodules) = path;
		break;
	case FILE_LINK:
		keep = list_follow(l->root, path, l->options->outside, &target);
		if (!keep && !enter(l, path))
			*vec_push(l->a, &l->out->links) = path;
		buf_release(&target);
		break;
	case FILE_REGULAR:
	case FILE_OTHER:
	case FILE_UNKNOWN: /* said to be unreadable when it is read */
		keep = true;
		break;
	}
	return keep;
}

/* What all threads look at: some of the paths each. */
struct looking {
	struct str root;
	struct path_vec paths;
	const uint32_t *places; /* in `paths`, of those that are still to be looked at */
	uint32_t count;
	struct file_look *looks;
};

/* What one thread has open. */
struct near {
	struct file_dir at;
	struct str dir; /* its path */
	bool open;
	struct buf path; /* of what is looked at */
};

/* The directory of a path is opened where enough of those that follow are in it, too. */
static void
look_from(const struct looking *l, size_t i, size_t end, struct near *near)
{
	struct str path = l->paths.at[l->places[i]], dir = path_dir(path);
	bool many = i + NEAR_LEAST < end &&
	            str_eq(path_dir(l->paths.at[l->places[i + NEAR_LEAST]]), dir);

	buf_clear(&near->path);
	buf_str(&near->path, l->root);
	buf_char(&near->path, '/');
	if (many && (!near->open || !str_eq(near->dir, dir))) {
		if (near->open)
			file_dir_close(&near->at);
		buf_str(&near->path, dir);
		near->open = file_dir_reach(&near->at, near->path.at);
		near->dir = dir;
		near->path.len -= dir.len;
	}
	buf_str(&near->path, path);
	l->looks[l->places[i]] =
		near->open && str_eq(near->dir, dir)
			? file_dir_look(
				  &near->at, near->path.at + near->path.len - path_base(path).len)
			: file_look(near->path.at);
}

static void
look_at_some(void *ctx, size_t item, unsigned worker)
{
	const struct looking *l = ctx;
	size_t end = (item + 1) * LOOKS_AT_ONCE;
	struct near near = { 0 };

	(void)worker;
	end = end < l->count ? end : l->count;
	for (size_t i = item * LOOKS_AT_ONCE; i < end; i++)
		look_from(l, i, end, &near);
	if (near.open)
		file_dir_close(&near.at);
	buf_release(&near.path);
}

/* Look at those of the paths that nobody has looked at yet. real[i]: it is known that no link leads to paths[i]. */
static struct file_look *
look_at_all(const struct lister *l, struct arena *a, struct path_vec paths, bool *real)
{
	const struct tracked *tracked = &l->tracked;
	struct looking all = { .root = l->root, .paths = paths };
	uint32_t *places = arena_array(a, uint32_t, (size_t)paths.count + 1), known = 0;

	/* Mostly all are tracked. */
	bool same = paths.count > 0 && paths.at == tracked->paths.at;

	all.looks =
		same ? tracked->looks : arena_array(a, struct file_look, (size_t)paths.count + 1);
	for (uint32_t i = 0; i < paths.count; i++) {
		while (!same && known < tracked->paths.count &&
		       str_order(tracked->paths.at[known], paths.at[i]) < 0)
			known++;
		if (same)
			known = i;
		real[i] = known < tracked->paths.count && tracked->looked[known] &&
		          (same || str_eq(tracked->paths.at[known], paths.at[i]));
		if (real[i])
			all.looks[i] = tracked->looks[known];
		else
			places[all.count++] = i;
	}
	all.places = places;
	pool_each(l->options->jobs, ((size_t)all.count + LOOKS_AT_ONCE - 1) / LOOKS_AT_ONCE,
	          look_at_some, &all);
	return all.looks;
}

/* Look at what was found, and keep the files. */
static void
keep_files(struct lister *l)
{
	struct arena scratch = { 0 };
	struct path_vec found = l->found;

	l->found = (struct path_vec){ 0 };
	for (uint32_t i = 0; i < found.count; i++)
		if (found.at[i].len > 0 && found.at[i].at[found.at[i].len - 1] == '/')
			found.at[i].len--; /* a repository of its own */
	sort_unique(&found);

	bool *real = arena_array(&scratch, bool, (size_t)found.count + 1);
	const struct file_look *looks = look_at_all(l, &scratch, found, real);
	l->tracked = (struct tracked){ 0 };
	vec_expect(l->a, &l->out->files, l->out->files.count + found.count);
	for (uint32_t i = 0; i < found.count; i++)
		if (sort_out(l, found.at[i], looks[i].kind, real[i]))
			*vec_push(l->a, &l->out->files) =
				(struct listed){ found.at[i], looks[i], false };
	arena_release(&scratch);
}

static void
list_entered(struct lister *l)
{
	while (l->listed < l->entered.count) {
		struct str dir = l->entered.at[l->listed++];
		struct err ignored;

		if (!walk_files(&l->found, &l->out->unlisted, l->a, l->root, dir, &ignored))
			*vec_push(l->a, &l->out->unlisted) = dir;
		keep_files(l);
	}
}

static void
list_nested(struct lister *l)
{
	while (l->nested.count > 0) {
		struct str dir = l->nested.at[--l->nested.count];
		struct err ignored;

		if (!git_list(l, dir) &&
		    !walk_files(&l->found, &l->out->unlisted, l->a, l->root, dir, &ignored))
			*vec_push(l->a, &l->out->unlisted) = dir;
		keep_files(l);
	}
}

/* What a sparse checkout leaves out of the tree, in order: "S path" among the files of git's index. */
static void
list_sparse(struct lister *l, struct path_vec *out)
{
	static const char *const args[] = { "ls-files", "-z", "-t", "--cached", NULL };
	struct buf text = { 0 };
	bool ok = git_run(
		arena_copy(l->a, l->root.at, l->root.len), NULL, args, STR(""), &text, NULL);
	struct str rest = buf_text(&text), line;

	while (ok && str_cut(&rest, '\0', &line))
		if (str_starts(line, STR("S ")))
			*vec_push(l->a, out) =
				str_keep(l->a, (struct str){ line.at + 2, line.len - 2 });
	sort_unique(out);
	buf_release(&text);
}

/* Of what git lists and nobody sees, keep what was not taken away: files in folders that may not be
 * entered (said to be unreadable when they are read), and those that a sparse checkout leaves out. */
static void
keep_unseen(struct lister *l)
{
	struct path_vec sparse = { 0 };
	struct buf path = { 0 };

	sort_unique(&l->gone);
	if (l->out->git && l->gone.count > 0)
		list_sparse(l, &sparse);
	for (uint32_t i = 0; i < l->gone.count; i++) {
		struct listed file = { l->gone.at[i], { .kind = FILE_UNKNOWN }, false };

		file.absent =
			sparse.count > 0 &&
			bsearch(&file.path, sparse.at, sparse.count, sizeof(file.path), by_bytes) !=
				NULL;
		buf_clear(&path);
		buf_printf(&path, STR_FMT "/" STR_FMT, STR_ARG(l->root), STR_ARG(file.path));
		bool hidden = !file.absent && file_is_hidden(path.at);
		if (hidden)
			*vec_push(l->a, &l->out->unlisted) = path_dir(file.path);
		if (file.absent || hidden)
			*vec_push(l->a, &l->out->files) = file;
	}
	buf_release(&path);
}

/* Of folders in order, keep those that are in no other of them. */
static void
drop_inner(struct path_vec *dirs)
{
	struct str outer = { NULL, 0 };
	uint32_t kept = 0;

	for (uint32_t i = 0; i < dirs->count; i++) {
		if (outer.at != NULL && path_within(dirs->at[i], outer))
			continue;
		outer = dirs->at[i];
		dirs->at[kept++] = outer;
	}
	dirs->count = kept;
}

/* Virtual environments (PEP 405) that no .gitignore names. */
static void
drop_environments(struct arena *a, struct listing *out)
{
	struct listed_vec *files = &out->files;
	struct path_vec environments = { 0 };
	uint32_t kept = 0;

	for (uint32_t i = 0; i < files->count; i++) {
		struct str dir = path_dir(files->at[i].path);

		if (dir.len > 0 && str_eq(path_base(files->at[i].path), STR("pyvenv.cfg")))
			*vec_push(a, &environments) = path_join(a, dir, STR(""));
	}
	if (environments.count == 0)
		return;
	sort_unique(&environments);
	for (uint32_t i = 0; i < files->count; i++) {
		struct str dir = path_dir(files->at[i].path);
		bool inside = false;

		for (; !inside && dir.len > 0; dir = path_dir(dir))
			inside = bsearch(&dir, environments.at, environments.count, sizeof(dir),
			                 by_bytes) != NULL;
		if (!inside)
			files->at[kept++] = files->at[i];
	}
	files->count = kept;
}

static int
by_path(const void *a, const void *b)
{
	const struct listed *left = a, *right = b;

	return str_order(left->path, right->path);
}

/* Nested repositories and what nobody sees come after all else; what two of them list is the same. */
static void
put_in_order(struct listed_vec *files)
{
	uint32_t kept = 0;

	if (!sorted_holds(SORTED(files->at, path, files->count)))
		qsort(files->at, files->count, sizeof(*files->at), by_path);
	for (uint32_t i = 0; i < files->count; i++)
		if (kept == 0 || !str_eq(files->at[i].path, files->at[kept - 1].path))
			files->at[kept++] = files->at[i];
	files->count = kept;
}

bool
list_files(struct listing *out, struct arena *a, const struct list_options *options,
           struct err *err)
{
	struct str root = options->root;
	struct lister l = { .a = a, .root = root, .out = out, .options = options };

	*out = (struct listing){ 0 };
	/* git lists nothing where an outer repository ignores the root. */
	bool told = list_tracked(&l) || git_list(&l, STR(""));
	out->git = told && l.found.count > 0;
	out->refused = !told && kind_below(root, STR(".git")) != FILE_NONE;
	if (!out->git && !walk_files(&l.found, &out->unlisted, a, root, STR(""), err))
		return false;
	keep_files(&l);
	uint32_t count = out->files.count;
	list_nested(&l);
	list_entered(&l);
	keep_unseen(&l);
	if (out->files.count > count)
		put_in_order(&out->files);
	sort_unique(&out->links);
	sort_unique(&out->unlisted);
	drop_inner(&out->unlisted);
	sort_unique(&out->submodules);
	drop_environments(a, out);
	return true;
}

bool
list_git_ignored(struct arena *a, struct str root, struct strs paths, bool *out)
{
	static const char *const args[] = { "check-ignore", "-z", "--stdin", "--no-index", NULL };
	struct buf input = { 0 }, output = { 0 };
	struct path_vec found = { 0 };

	for (uint32_t i = 0; i < paths.count; i++) {
		buf_str(&input, paths.at[i]);
		buf_char(&input, '\0');
	}
	bool ok = git_run(
		arena_copy(a, root.at, root.len), NULL, args, buf_text(&input), &output, NULL);
	struct str rest = buf_text(&output), path;

	while (ok && str_cut(&rest, '\0', &path))
		*vec_push(a, &found) = path;
	sort_unique(&found);
	for (uint32_t i = 0; ok && i < paths.count; i++)
		out[i] = sorted_find(SORTED_STRS(found), paths.at[i]) != UINT32_MAX;
	buf_release(&input);
	buf_release(&output);
	return ok;
}
