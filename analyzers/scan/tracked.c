/*
 * tracked.c - the directories of tracked files, looked into on all cores; git is asked about the rest.
 */
#include "scan/tracked.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/path.h"
#include "base/pool.h"
#include "base/sorted.h"
#include "scan/cache.h"
#include "scan/excludes.h"
#include "scan/git.h"
#include "scan/seen.h"

/* git takes 0.3 ms per thousand bytes of its index less, and 2 to 3 more where it is asked a second time. */
#define INDEX_LEAST ((size_t)256 * 1024)
/* Others from which on it pays to know all rules. */
#define OTHERS_MANY      64
#define ASKED_MOST       1000
#define ASKED_BYTES_MOST ((size_t)64 * 1024)
/* The files of a larger directory are left to be looked at by several threads. */
#define LOOKS_MOST 256
/* So much shorter than any system's limit that a path is not too long for one way of asking alone. */
#define PATH_MOST 900
/* To look at so many things, each so far from the root, takes longer than to open their directory first. */
#define NEAR_MOST 16
/* Few have shorter paths at large; room alone depends on it. */
#define PATH_MOSTLY 30
/* What an earlier run saw is written anew when one in so many directories would have to be read again. */
#define READ_PART 16

/* What is tracked in a directory: a file, or a directory of such. */
struct child {
	struct str name;
	uint32_t in; /* the directory */
	uint32_t at; /* its row in `paths` or `dirs` */
	bool directory;
};

VEC(child_vec, struct child);

/* What is in a directory besides; once it is put to git, by its path. */
struct other {
	struct str name;
	bool directory;
};

VEC(other_vec, struct other);

/* A directory in which, or below which, something is tracked. */
struct dir {
	struct str path;
	uint32_t outer, depth;
	uint32_t first, count; /* its children, in byte order of the names */
	uint32_t next;         /* of these, behind the one that was found last */
	bool there;            /* it is a directory, and so are all around it */
	atomic_bool noted;     /* that is known of all in it */
	bool doubtful;         /* git may see something else in it than we do */
	bool ignores;          /* it has a .gitignore */
	bool stamped; /* what is in it is told by `entries`, as long as it has this stamp */
	bool read;    /* in this run */
	struct file_dir_stamp stamp;
	struct str entries; /* seen_put() */
	const struct ignore_rules *rules;
	struct other_vec others;
};

VEC(dir_vec, struct dir);

/* What one thread has for itself. */
struct lane {
	struct arena a;
	struct buf path, entries, way;
};

struct survey {
	struct str root;
	const struct list_options *options;
	struct seen seen;    /* by an earlier run */
	struct seen_git git; /* before it was asked */
	struct str answer;   /* of git; NULs end what is in it */
	bool asked;          /* in this run */
	bool own;            /* git answers whoever has the work tree */
	bool tells;          /* the times of directories tell, on … */
	uint64_t device;     /* … this file system */
	struct file_dir top; /* the root, where they do */
	struct tracked *out;
	struct dir_vec dirs;       /* those around a directory before it */
	struct child_vec children; /* by directory */
	struct lane *lanes;
	const uint32_t *order; /* those around a directory long before it */
};

bool
tracked_pays(struct str root)
{
	struct arena scratch = { 0 };
	struct file_look index =
		file_look(arena_printf(&scratch, STR_FMT "/.git/index", STR_ARG(root)));
	bool pays =
		index.kind == FILE_REGULAR && index.stamp.size >= INDEX_LEAST &&
		file_kind(arena_printf(&scratch, STR_FMT "/.git", STR_ARG(root))) ==
			FILE_DIRECTORY &&
		git_is_plain_in(root);

	arena_release(&scratch);
	return pays;
}

static struct file_stamp
stamp_in(struct arena *a, struct str root, const char *name)
{
	return file_look(arena_printf(a, STR_FMT "/%s", STR_ARG(root), name)).stamp;
}

/* What an earlier run knows, and how far that can be believed. */
static void
recall(struct survey *s, struct arena *a)
{
	const struct list_options *o = s->options;
	const char *root = arena_copy(a, s->root.at, s->root.len);

	if (o->cache == NULL)
		return;
	seen_open(&s->seen, a, o->cache, o->cache_key);
	s->git.index = stamp_in(a, s->root, ".git/index");
	s->git.config = stamp_in(a, s->root, ".git/config");
	s->own = file_dir_is_own(root) && file_dir_is_own(arena_printf(a, "%s/.git", root)) &&
	         file_kind(arena_printf(a, "%s/.git/HEAD", root)) == FILE_REGULAR;
	s->tells = file_dirs_tell(root, &s->device);
	if (s->tells)
		(void)file_dir_reach(&s->top, root);
}

/* What git tracks: as it answered when its files were what they are, or as it answers. */
static bool
ask_tracked(struct survey *s, struct arena *a)
{
	static const char *const args[] = { "ls-files", "-z", "--cached", NULL };
	struct buf text = { 0 };
	bool warned;

	if (s->own && seen_answer(&s->seen, &s->git, &s->answer))
		return true;
	s->asked = git_run(arena_copy(a, s->root.at, s->root.len), NULL, args, STR(""), &text,
	                   &warned) &&
	           !warned;
	s->answer = s->asked ? str_keep(a, buf_text(&text)) : STR("");
	buf_release(&text);
	return s->asked;
}

/* Below the root, whoever says so. */
static bool
is_below(struct str path)
{
	struct str rest = path, part;
	bool below = path.len > 0 && path.at[path.len - 1] != '/';

	/* Nearly every path is plainly so. */
	if (path_is_plain(path))
		return true;
	while (below && str_cut(&rest, '/', &part))
		below = part.len > 0 && !str_eq(part, STR(".")) && !str_eq(part, STR(".."));
	return below;
}

/* Of a conflict git tells up to three times. */
static bool
list_paths(struct survey *s, struct arena *a)
{
	struct path_vec *paths = &s->out->paths;
	bool ok = ask_tracked(s, a);
	struct str rest = s->answer, path;

	vec_expect(a, paths, (uint32_t)(s->answer.len / PATH_MOSTLY));
	while (ok && str_cut(&rest, '\0', &path)) {
		ok = path.len + s->root.len < PATH_MOST && is_below(path);
		if (paths->count == 0 || !str_eq(path, paths->at[paths->count - 1]))
			*vec_push(a, paths) = path;
	}
	ok = ok && paths->count > 0 && sorted_holds(SORTED_STRS(*paths));
	if (!ok)
		*paths = (struct path_vec){ 0 };
	return ok;
}

static void
add_child(struct survey *s, struct arena *a, uint32_t in, struct child child)
{
	child.in = in;
	s->dirs.at[in].count++;
	*vec_push(a, &s->children) = child;
}

/* The directories of all paths. What is in a directory stands together in the order of the paths, so the
 * last one and those around it are all that the next path can be in. */
static void
find_dirs(struct survey *s, struct arena *a)
{
	const struct path_vec *paths = &s->out->paths;
	uint32_t last = 0;

	vec_expect(a, &s->children, paths->count + paths->count / 2);
	*vec_push(a, &s->dirs) = (struct dir){ .path = STR(""), .there = true };
	for (uint32_t i = 0; i < paths->count; i++) {
		struct str path = paths->at[i], dir = path_dir(path);

		while (!path_within(dir, s->dirs.at[last].path))
			last = s->dirs.at[last].outer;
		while (s->dirs.at[last].path.len < dir.len) {
			size_t start = s->dirs.at[last].path.len, end;
			uint32_t made = s->dirs.count;

			start += start > 0;
			end = start + str_before(str_from(dir, start), '/').len;
			add_child(s, a, last,
			          (struct child){ str_slice(dir, start, end), 0, made, true });
			*vec_push(a, &s->dirs) = (struct dir){
				.path = str_slice(dir, 0, end),
				.outer = last,
				.depth = s->dirs.at[last].depth + 1
			};
			last = made;
		}
		add_child(s, a, last, (struct child){ path_base(path), 0, i, false });
	}
}

static int
by_name(const void *left, const void *right)
{
	return str_order(((const struct child *)left)->name, ((const struct child *)right)->name);
}

/* Put the children of each directory together, in order. */
static void
sort_children(struct survey *s, struct arena *a)
{
	struct child *sorted = arena_array(a, struct child, s->children.count);
	uint32_t first = 0;

	for (uint32_t i = 0; i < s->dirs.count; i++) {
		s->dirs.at[i].first = first;
		first += s->dirs.at[i].count;
		s->dirs.at[i].count = 0;
	}
	for (uint32_t i = 0; i < s->children.count; i++) {
		struct dir *dir = &s->dirs.at[s->children.at[i].in];

		sorted[dir->first + dir->count++] = s->children.at[i];
	}
	s->children.at = sorted;
	for (uint32_t i = 0; i < s->dirs.count; i++) {
		struct child *own = sorted + s->dirs.at[i].first;
		uint32_t count = s->dirs.at[i].count;

		/* "a.b" stands before "a/b", but after "a". */
		if (!sorted_holds(SORTED(own, name, count)))
			qsort(own, count, sizeof(*own), by_name);
	}
}

/* Valid until the next one is asked for. */
static const char *
path_in(struct lane *lane, struct str dir, struct str name)
{
	buf_clear(&lane->path);
	buf_str(&lane->path, dir);
	buf_char(&lane->path, '/');
	buf_str(&lane->path, name);
	return lane->path.at;
}

/* The child of that name; UINT32_MAX: there is none. Where names come in order it is the next one, or none. */
static uint32_t
find_child(const struct survey *s, struct dir *dir, struct str name)
{
	const struct child *own = s->children.at + dir->first;
	uint32_t i = dir->next;
	int order = i < dir->count ? str_order(own[i].name, name) : 1;

	if (order > 0 && (i == 0 || str_order(own[i - 1].name, name) < 0))
		return UINT32_MAX;
	if (order != 0)
		i = sorted_find(SORTED(own, name, dir->count), name);
	if (i != UINT32_MAX)
		dir->next = i + 1;
	return i;
}

/* What is in the directory, told apart from what is tracked. */
static void
note_entry(struct survey *s, struct dir *dir, struct lane *lane, struct str name,
           enum file_kind kind)
{
	const struct child *own = s->children.at + dir->first;
	uint32_t i = find_child(s, dir, name);
	bool directory = kind == FILE_DIRECTORY;

	if (str_eq(name, STR(".git"))) {
		dir->doubtful = dir->doubtful || dir->path.len > 0;
		return;
	}
	if (str_eq(name, STR(".gitignore"))) {
		dir->ignores = kind == FILE_REGULAR;
		dir->doubtful = dir->doubtful || !dir->ignores;
	}
	if (i == UINT32_MAX || own[i].directory != directory)
		*vec_push(&lane->a, &dir->others) =
			(struct other){ str_keep(&lane->a, name), directory };
	else if (directory)
		s->dirs.at[own[i].at].there = true;
	else if (s->options->cache == NULL && kind == FILE_REGULAR) {
		/* That is all that is asked of it where nothing is kept. */
		s->out->looks[own[i].at].kind = kind;
		s->out->looked[own[i].at] = true;
	}
}

/* Of a directory to which nothing was added since somebody read it, it is known what is in it. */
static bool
enter_known(const struct survey *s, struct dir *dir, struct lane *lane, struct file_dir *open)
{
	const bool few = dir->depth > 0 && (dir->count + 1) * dir->depth <= NEAR_MOST;

	if (s->seen.count == 0 || s->top.fd < 0 ||
	    !file_dir_reach_from(open, &s->top, dir->path, &lane->way, few))
		return false;
	dir->stamped = file_dir_stamp(open, &dir->stamp) && dir->stamp.device == s->device &&
	               seen_find(&s->seen, dir->path, &dir->stamp, &dir->entries);
	if (!dir->stamped)
		file_dir_close(open);
	return dir->stamped;
}

/* False when it, or some of it, cannot be read; it is open nevertheless if there is a descriptor. */
static bool
read_dir(struct survey *s, struct dir *dir, struct lane *lane, struct file_dir *open)
{
	struct str name;
	enum file_kind kind;
	bool failed;

	if (!file_dir_open(open, path_in(lane, s->root, dir->path)))
		return false;
	dir->read = dir->stamped =
		s->tells && file_dir_stamp(open, &dir->stamp) && dir->stamp.device == s->device;
	buf_clear(&lane->entries);
	while (file_dir_next(open, &name, &kind, &failed)) {
		note_entry(s, dir, lane, name, kind);
		dir->stamped = dir->stamped && kind != FILE_NONE && kind != FILE_UNKNOWN;
		if (dir->stamped)
			seen_put(&lane->entries, name, kind);
	}
	dir->stamped = dir->stamped && !failed;
	if (dir->stamped)
		dir->entries = str_keep(&lane->a, buf_text(&lane->entries));
	return !failed;
}

static void
survey_dir(void *ctx, size_t item, unsigned worker)
{
	struct survey *s = ctx;
	struct dir *dir = &s->dirs.at[s->order[item]];
	struct lane *lane = &s->lanes[worker];
	struct file_dir open = { .fd = -1 };
	struct str rest, name;
	enum file_kind kind;

	/* A directory is opened only when it is known to be one. */
	if (s->order[item] > 0)
		pool_await(&s->dirs.at[dir->outer].noted);
	if (dir->there && enter_known(s, dir, lane, &open))
		for (rest = dir->entries; seen_next(&rest, &name, &kind);)
			note_entry(s, dir, lane, name, kind);
	else if (dir->there && !read_dir(s, dir, lane, &open))
		dir->doubtful = true;
	atomic_store_explicit(&dir->noted, true, memory_order_release);
	if (open.fd < 0)
		return;
	for (uint32_t i = dir->first; i < dir->first + dir->count; i++) {
		const struct child *child = &s->children.at[i];

		if (child->directory)
			continue;
		/* From a sparse checkout git knows its rules nevertheless. */
		if (!dir->ignores && str_eq(child->name, STR(".gitignore")))
			dir->doubtful = true;
		if (s->out->looked[child->at] || dir->count > LOOKS_MOST)
			continue;
		/* Behind the last part of a path is its NUL. */
		s->out->looks[child->at] = file_dir_look(&open, child->name.at);
		s->out->looked[child->at] = true;
	}
	file_dir_close(&open);
}

/* False: there is doubt. */
static bool
survey_all(struct survey *s, struct arena *a, unsigned jobs)
{
	uint32_t *order = arena_array(a, uint32_t, s->dirs.count);
	uint32_t deepest = 0, filled = 0;
	bool sure = true;

	for (uint32_t i = 0; i < s->dirs.count; i++)
		deepest = s->dirs.at[i].depth > deepest ? s->dirs.at[i].depth : deepest;

	uint32_t *counts = arena_array(a, uint32_t, (size_t)deepest + 1);
	uint32_t *next = arena_array(a, uint32_t, (size_t)deepest + 1);
	for (uint32_t i = 0; i < s->dirs.count; i++)
		counts[s->dirs.at[i].depth]++;
	for (uint32_t i = 0; i <= deepest; filled += counts[i++])
		next[i] = filled;
	for (uint32_t i = 0; i < s->dirs.count; i++)
		order[next[s->dirs.at[i].depth]++] = i;
	s->order = order;
	pool_each(jobs, s->dirs.count, survey_dir, s);
	for (uint32_t i = 0; i < s->dirs.count; i++)
		sure = sure && !s->dirs.at[i].doubtful;
	return sure;
}

/* The rules of all .gitignore files, and of others where much is to be decided. False: one cannot be read. */
static bool
read_rules(struct survey *s, struct arena *a, uint32_t others)
{
	const struct ignore_rules *outermost =
		others >= OTHERS_MANY ? excludes_read(a, s->root) : NULL;
	bool read = true;

	for (uint32_t i = 0; read && i < s->dirs.count; i++) {
		struct dir *dir = &s->dirs.at[i];

		dir->rules = i > 0 ? s->dirs.at[dir->outer].rules : outermost;
		if (dir->ignores)
			dir->rules = walk_rules(a, s->root, dir->path, dir->rules, &read);
	}
	return read;
}

/* Are there files alone in an untracked directory, and each left out? So __pycache__ mostly is. */
static bool
holds_nothing(struct lane *lane, struct str root, struct str dir, const struct ignore_rules *rules)
{
	struct file_dir open;
	struct str name;
	enum file_kind kind;
	bool failed = false, nothing = true;

	if (!file_dir_open(&open, path_in(lane, root, dir)))
		return false;
	while (nothing && file_dir_next(&open, &name, &kind, &failed)) {
		(void)path_in(lane, dir, name);
		/* A .git would make it a repository, a .gitignore could take files back. */
		nothing = kind == FILE_REGULAR && !str_starts(name, STR(".git")) &&
		          ignore_rules_match(rules, buf_text(&lane->path), false);
	}
	file_dir_close(&open);
	return nothing && !failed;
}

/* Which of the others do the rules not leave out for sure? They begin where git begins, so what they do leave out, no
 * rules that are not known here take back (gitignore(5)). */
static void
decide(void *ctx, size_t item, unsigned worker)
{
	const struct survey *s = ctx;
	struct dir *dir = &s->dirs.at[item];
	struct lane *lane = &s->lanes[worker];
	uint32_t kept = 0;

	for (uint32_t i = 0; i < dir->others.count; i++) {
		struct other other = dir->others.at[i];

		other.name = path_join(&lane->a, dir->path, other.name);
		if (!ignore_rules_match(dir->rules, other.name, other.directory) &&
		    !(other.directory && holds_nothing(lane, s->root, other.name, dir->rules)))
			dir->others.at[kept++] = other;
	}
	dir->others.count = kept;
}

/* False: there is doubt. */
static bool
decide_all(struct survey *s, struct arena *a, unsigned jobs)
{
	uint32_t others = 0;

	for (uint32_t i = 0; i < s->dirs.count; i++)
		others += s->dirs.at[i].others.count;
	if (others > 0 && !read_rules(s, a, others))
		return false;
	if (others > 0)
		pool_each(jobs, s->dirs.count, decide, s);
	return true;
}

/* Which of them does git list, and what below them? */
static bool
ask(struct survey *s, struct arena *a)
{
	static const char *const args[] = {
		"--literal-pathspecs", "ls-files", "-z", "--others", "--exclude-standard", "--"
	};
	const char **argv = arena_array(a, const char *, countof(args) + ASKED_MOST + 1);
	struct buf text = { 0 };
	size_t bytes = 0, count = countof(args);
	bool warned;

	memcpy(argv, args, sizeof(args));
	for (uint32_t i = 0; i < s->dirs.count; i++) {
		const struct other_vec *others = &s->dirs.at[i].others;

		for (uint32_t k = 0; k < others->count; k++) {
			struct str path = others->at[k].name;

			bytes += path.len;
			if (count == countof(args) + ASKED_MOST || bytes > ASKED_BYTES_MOST)
				return false;
			argv[count++] = arena_copy(a, path.at, path.len);
		}
	}
	if (count == countof(args))
		return true;
	bool ok = git_run(arena_copy(a, s->root.at, s->root.len), NULL, argv, STR(""), &text,
	                  &warned) &&
	          !warned;
	struct str rest = ok ? str_keep(a, buf_text(&text)) : STR(""), path;

	while (str_cut(&rest, '\0', &path))
		*vec_push(a, &s->out->others) = path;
	buf_release(&text);
	return ok;
}

/* Have the next run know what this one saw, if it gains by that. */
static void
remember(const struct survey *s)
{
	const struct list_options *o = s->options;
	struct arena scratch = { 0 };
	struct seen_dir *dirs = arena_array(&scratch, struct seen_dir, s->dirs.count);
	uint32_t count = 0, read = 0;

	for (uint32_t i = 0; i < s->dirs.count; i++) {
		const struct dir *dir = &s->dirs.at[i];

		if (!dir->stamped)
			continue;
		dirs[count++] = (struct seen_dir){ dir->path, dir->entries, dir->stamp };
		read += dir->read &&
		        cache_is_settled(dir->stamp.modified, dir->stamp.changed, o->since);
	}
	bool answered = s->own && s->asked &&
	                cache_is_settled(s->git.index.modified, s->git.index.changed, o->since);
	if (o->cache != NULL && (answered || read > s->dirs.count / READ_PART))
		seen_write(o->cache, o->cache_key,
		           &(struct seen_now){ o->since, s->git, s->answer, dirs, count });
	arena_release(&scratch);
}

bool
tracked_list(struct tracked *out, struct arena *a, const struct list_options *options)
{
	struct arena scratch = { 0 };
	struct survey s = { .root = options->root, .options = options, .out = out, .top.fd = -1 };
	const unsigned jobs = options->jobs;

	*out = (struct tracked){ 0 };
	recall(&s, a);
	bool ok = list_paths(&s, a);
	if (ok) {
		out->looks = arena_array(a, struct file_look, out->paths.count);
		out->looked = arena_array(a, bool, out->paths.count);
		s.lanes = arena_array(&scratch, struct lane, jobs);
		find_dirs(&s, &scratch);
		sort_children(&s, &scratch);
		ok = survey_all(&s, &scratch, jobs) && decide_all(&s, &scratch, jobs) && ask(&s, a);
		if (ok)
			remember(&s);
		for (unsigned i = 0; i < jobs; i++) {
			arena_release(&s.lanes[i].a);
			buf_release(&s.lanes[i].path);
			buf_release(&s.lanes[i].entries);
			buf_release(&s.lanes[i].way);
		}
	}
	if (s.top.fd >= 0)
		file_dir_close(&s.top);
	arena_release(&scratch);
	return ok;
}
