/*
 * scan.c - list, read, and have a grammar read each file, on all cores.
 */
#include "scan/scan.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/path.h"
#include "base/pool.h"
#include "scan/cache.h"
#include "scan/list.h"
#include "scan/named.h"

/* Parsing a byte costs about this many times as much as writing one to the cache; opening a file
 * as much as reading so many. */
#define PARSING_COSTS 128
#define OPENING_COSTS 4096

VEC(scanned_vec, struct scanned);

/* What one worker has to itself. */
struct lane {
	struct arena sealed;  /* facts: adopted by the run at the end */
	struct arena scratch; /* of one file */
	struct buf text, path;
	void **parsers; /* one a grammar, made when first needed */
};

struct kept;

struct work {
	const struct scan_options *options;
	struct grammars grammars;
	struct scanned *files;
	struct lane *lanes;
	struct cache cache;
	struct kept *kept; /* of the same files */
};

/* What the cache is to know of a file next time. */
struct kept {
	struct cache_row row;
	bool parsed, read; /* in this run */
};

static const struct grammar *
grammar_for(struct grammars grammars, struct str path)
{
	for (uint32_t i = 0; i < grammars.count; i++)
		if (grammars.at[i]->claims(path))
			return grammars.at[i];
	return NULL;
}

static const struct grammar *
grammar_named(struct grammars grammars, const char *name)
{
	for (uint32_t i = 0; i < grammars.count; i++)
		if (strcmp(grammars.at[i]->name, name) == 0)
			return grammars.at[i];
	return NULL;
}

static bool
contains(struct strs paths, struct str path)
{
	for (uint32_t i = 0; i < paths.count; i++)
		if (str_eq(paths.at[i], path))
			return true;
	return false;
}

/* Who reads which file; `known` tells of which paths somebody does, or is not to. */
static struct scanned_vec
claim(struct arena *a, const struct path_vec *paths, const struct scan_options *options,
      struct grammars grammars, bool *known)
{
	struct scanned_vec files = { 0 };

	for (uint32_t i = 0; i < paths->count; i++) {
		struct scanned file = { .path = paths->at[i] };
		bool named = contains(options->manifests, file.path);

		file.grammar = grammar_for(grammars, file.path);
		if (file.grammar == NULL && named)
			file.grammar = grammar_named(grammars, "requirements");
		if (file.grammar == NULL)
			continue;
		known[i] = true;
		file.excluded = !named && patterns_match(options->exclude, file.path);
		if (file.excluded && !file.grammar->source)
			continue;
		*vec_push(a, &files) = file;
	}
	return files;
}

/* Put the path of the file, or of the file inside the root that it is a link to, in lane->path. */
static bool
find_file(struct lane *lane, struct str root, struct str path, struct err *err)
{
	buf_clear(&lane->path);
	buf_printf(&lane->path, STR_FMT "/" STR_FMT, STR_ARG(root), STR_ARG(path));
	if (file_kind(lane->path.at) == FILE_LINK) {
		buf_clear(&lane->path);
		if (!list_follow(root, path, &lane->path))
			return err_set(err, "a link that leads nowhere inside the project");
	}
	return true;
}

static bool
read_file(struct lane *lane, struct err *err)
{
	buf_clear(&lane->text);
	return file_read_plain(lane->path.at, SCAN_SIZE_LIMIT, &lane->text, err);
}

/* "path: why" without the path, which a finding has anyway. */
static const char *
reason(const struct lane *lane, const struct err *err)
{
	const char *colon = NULL;

	if (lane->path.len > 0 && strncmp(err->text, lane->path.at, lane->path.len) == 0)
		colon = err->text + lane->path.len;
	else if (strncmp(err->text, "...", 3) == 0)
		colon = strrchr(err->text, ':');
	return colon != NULL && strncmp(colon, ": ", 2) == 0 ? colon + 2 : err->text;
}

static void
say_unreadable(struct lane *lane, struct fact_writer *w, const struct err *err)
{
	const char *message = arena_printf(
		&lane->scratch,
		"The file cannot be read: %s. Make it readable, or leave "
		"it out with `exclude` in the configuration.",
		reason(lane, err));

	facts_add_problem(
		w, (struct fact_problem){
			   .span = { 0, 0, 1, 1, 1, 1 },
			   .kind = PROBLEM_UNREADABLE,
			   .message = facts_put(w, (struct str){ message, strlen(message) }),
		   });
}

static void *
parser_of(const struct work *work, struct lane *lane, const struct grammar *grammar)
{
	if (grammar->worker_new == NULL)
		return NULL;
	for (uint32_t i = 0; i < work->grammars.count; i++) {
		if (work->grammars.at[i] != grammar)
			continue;
		if (lane->parsers[i] == NULL)
			lane->parsers[i] = grammar->worker_new(&work->options->reading);
		return lane->parsers[i];
	}
	return NULL;
}

static uint64_t
reader_of(const struct grammar *grammar)
{
	return str_hash((struct str){ grammar->name, strlen(grammar->name) }) + grammar->version;
}

/* Are the facts of an earlier run this file's? Its text is read if that takes looking. */
static bool
keep(const struct work *work, struct lane *lane, struct scanned *file, struct kept *kept)
{
	struct cache_row *row = &kept->row, known;
	struct err ignored;
	bool stamped;

	*row = (struct cache_row){ .path = file->path, .reader = reader_of(file->grammar) };
	/* The stamp is older than what is read, so that a change in between shows next time. */
	stamped = file_stamp(lane->path.at, &row->stamp);
	if (!stamped || !cache_find(&work->cache, row->path, row->reader, &known))
		return false;
	if (!cache_is_sure(&work->cache, &known, &row->stamp)) {
		if (row->stamp.size != known.stamp.size || !read_file(lane, &ignored) ||
		    str_sum(buf_text(&lane->text)) != known.sum)
			return false;
		kept->read = true;
	}
	if (!facts_open(known.block, &file->facts))
		return false;
	row->sum = file->sum = known.sum;
	row->block = known.block;
	return true;
}

static void
parse(const struct work *work, struct lane *lane, struct scanned *file, struct kept *kept)
{
	struct str text = buf_text(&lane->text);
	struct fact_writer *w = facts_write(&lane->scratch);

	file->grammar->read(
		parser_of(work, lane, file->grammar), &lane->scratch, file->path, text, w);
	kept->row.sum = file->sum = str_sum(text);
	kept->row.block = facts_seal(w, &lane->sealed);
	kept->parsed = true;
	if (!facts_open(kept->row.block, &file->facts))
		die("the facts of " STR_FMT " are broken", STR_ARG(file->path));
}

static const struct scan_text *
text_at(struct scan_texts texts, struct str path)
{
	uint32_t low = 0, high = texts.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = str_order(texts.at[middle].path, path);

		if (order == 0)
			return &texts.at[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void
scan_one(void *ctx, size_t item, unsigned worker)
{
	const struct work *work = ctx;
	struct scanned *file = &work->files[item];
	struct lane *lane = &work->lanes[worker];
	struct kept *kept = &work->kept[item];
	struct err err;

	if (file->excluded)
		return;
	const struct scan_text *given = text_at(work->options->texts, file->path);
	if (given != NULL) {
		buf_clear(&lane->text);
		buf_str(&lane->text, given->text);
		parse(work, lane, file, kept);
		arena_release(&lane->scratch);
		return;
	}
	bool found = find_file(lane, work->options->root, file->path, &err);
	if (found && keep(work, lane, file, kept))
		return;
	if (found && read_file(lane, &err)) {
		parse(work, lane, file, kept);
	} else {
		struct fact_writer *w = facts_write(&lane->scratch);

		say_unreadable(lane, w, &err);
		if (!facts_open(facts_seal(w, &lane->sealed), &file->facts))
			die("the facts of " STR_FMT " are broken", STR_ARG(file->path));
	}
	arena_release(&lane->scratch);
}

static void
scan_counted(void *ctx, size_t item, unsigned worker)
{
	const struct work *work = ctx;

	scan_one(ctx, item, worker);
	if (work->options->progress != NULL)
		atomic_fetch_add(&work->options->progress->done, 1);
}

static int
row_by_path(const void *left, const void *right)
{
	return str_order(
		((const struct cache_row *)left)->path, ((const struct cache_row *)right)->path);
}

/* Replace the cache if the next run gains more by it than this one spends. */
static uint32_t
keep_for_next(const struct work *work, const struct kept *all, uint32_t files, int64_t since)
{
	struct arena scratch = { 0 };
	struct cache_row *rows = arena_array(&scratch, struct cache_row, (size_t)files + 1);
	uint64_t gain = 0, cost = 0;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < files; i++) {
		const struct kept *k = &all[i];

		rows[i] = k->row;
		cost += k->row.block.len;
		kept += !k->parsed && k->row.block.len > 0;
		if (k->parsed || k->read)
			gain += OPENING_COSTS + k->row.stamp.size * (k->parsed ? PARSING_COSTS : 1);
	}
	if (files > 1)
		qsort(rows, files, sizeof(*rows), row_by_path);
	if (gain > cost)
		(void)cache_write(
			work->options->cache, work->options->cache_key, since, rows, files);
	arena_release(&scratch);
	return kept;
}

static void
lane_end(struct lane *lane, struct arena *a, struct grammars grammars)
{
	for (uint32_t i = 0; i < grammars.count; i++)
		if (lane->parsers[i] != NULL)
			grammars.at[i]->worker_free(lane->parsers[i]);
	arena_adopt(a, &lane->sealed);
	buf_release(&lane->text);
	buf_release(&lane->path);
}

/* Add the files that those from `first` on name. */
static void
claim_named(struct scanned_vec *files, struct arena *a, const struct work *work,
            const struct path_vec *paths, uint32_t first, bool *known)
{
	const struct strs all = { paths->at, paths->count };
	const struct grammar *plain = grammar_named(work->grammars, "requirements");
	const struct grammar *conda = grammar_named(work->grammars, "conda");
	struct arena scratch = { 0 };
	struct named_rows rows = { 0 };

	for (uint32_t i = first; plain != NULL && i < files->count; i++)
		named_files(&rows, &scratch, &files->at[i], all, known);
	for (uint32_t i = 0; i < rows.count; i++) {
		struct str path = paths->at[rows.at[i]];
		bool yaml = conda != NULL &&
		            (path_has_ext(path, STR("yml")) || path_has_ext(path, STR("yaml")));

		if (!patterns_match(work->options->exclude, path))
			*vec_push(a, files) =
				(struct scanned){ .path = path, .grammar = yaml ? conda : plain };
	}
	arena_release(&scratch);
}

static int
by_path(const void *left, const void *right)
{
	return str_order(
		((const struct scanned *)left)->path, ((const struct scanned *)right)->path);
}

static int
path_order(const void *left, const void *right)
{
	return str_order(*(const struct str *)left, *(const struct str *)right);
}

/* The files that there are taken to be. */
static void
assume(struct arena *a, struct path_vec *paths, struct scan_texts texts)
{
	uint32_t kept = 0, listed = paths->count;

	if (texts.count == 0)
		return;
	for (uint32_t i = 0; i < listed; i++) {
		const struct scan_text *given = text_at(texts, paths->at[i]);

		if (given == NULL || !given->absent)
			paths->at[kept++] = paths->at[i];
	}
	listed = paths->count = kept;
	for (uint32_t i = 0; i < texts.count; i++) {
		const struct str *path = &texts.at[i].path;

		if (!texts.at[i].absent &&
		    (listed == 0 ||
		     bsearch(path, paths->at, listed, sizeof(*path), path_order) == NULL))
			*vec_push(a, paths) = *path;
	}
	if (paths->count > 1)
		qsort(paths->at, paths->count, sizeof(*paths->at), path_order);
}

bool
scan_run(struct scan *out, struct arena *a, const struct scan_options *options,
         struct grammars grammars, struct err *err)
{
	struct arena scratch = { 0 };
	unsigned jobs = options->jobs > 0 ? options->jobs : pool_cores();
	int64_t since = file_now();
	struct listing listing;

	*out = (struct scan){ .root = options->root, .texts = options->texts };
	if (!list_files(&listing, a, options->root, err))
		return false;
	assume(a, &listing.paths, options->texts);

	bool *known = arena_array(&scratch, bool, (size_t)listing.paths.count + 1);
	struct scanned_vec files = claim(a, &listing.paths, options, grammars, known);
	struct work work = {
		.options = options,
		.grammars = grammars,
		.lanes = arena_array(&scratch, struct lane, jobs),
	};
	/* By file, in the order they are read: each is one of the paths. */
	struct kept *kept = arena_array(&scratch, struct kept, (size_t)listing.paths.count + 1);

	cache_open(&work.cache, a, options->cache, options->cache_key);
	for (unsigned i = 0; i < jobs; i++)
		work.lanes[i].parsers = arena_array(&scratch, void *, grammars.count);
	/* What is read may name files of requirements that no name tells. */
	for (uint32_t done = 0; done < files.count;) {
		uint32_t first = done;

		work.files = files.at + first;
		work.kept = kept + first;
		done = files.count;
		if (options->progress != NULL)
			atomic_fetch_add(&options->progress->files, done - first);
		pool_each(jobs, done - first, scan_counted, &work);
		claim_named(&files, a, &work, &listing.paths, first, known);
	}
	if (files.count > 1)
		qsort(files.at, files.count, sizeof(*files.at), by_path);
	if (options->cache != NULL && options->texts.count == 0)
		out->kept = keep_for_next(&work, kept, files.count, since);
	for (unsigned i = 0; i < jobs; i++)
		lane_end(&work.lanes[i], a, grammars);
	arena_release(&scratch);

	out->files = (struct scanned_files){ files.at, files.count };
	out->paths = (struct strs){ listing.paths.at, listing.paths.count };
	out->links = (struct strs){ listing.links.at, listing.links.count };
	out->unlisted = (struct strs){ listing.unlisted.at, listing.unlisted.count };
	out->git = listing.git;
	return true;
}

file_id
scan_file(const struct scan *s, struct str path)
{
	uint32_t low = 0, high = s->files.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = str_order(s->files.at[middle].path, path);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return UINT32_MAX;
}

const struct scan_text *
scan_text(const struct scan *s, struct str path)
{
	return text_at(s->texts, path);
}

/* The first of the paths that is not before dir + '/' + name; without the '/' and name when
 * `below` is false. */
static uint32_t
lower_bound(struct strs paths, struct str dir, bool below)
{
	uint32_t low = 0, high = paths.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct str path = paths.at[middle];
		struct str head = { path.at, path.len < dir.len ? path.len : dir.len };
		int order = str_order(head, dir);

		if (order == 0 && below)
			order = path.len > dir.len && (unsigned char)path.at[dir.len] >= '/'
			                ? 1
			                : -1;
		if (order == 0)
			order = path.len > dir.len;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
scan_has(const struct scan *s, struct str path)
{
	uint32_t i = lower_bound(s->paths, path, false);

	return i < s->paths.count && str_eq(s->paths.at[i], path);
}

bool
scan_has_dir(const struct scan *s, struct str dir)
{
	if (dir.len == 0)
		return s->paths.count > 0;
	uint32_t i = lower_bound(s->paths, dir, true);

	return i < s->paths.count && !str_eq(s->paths.at[i], dir) &&
	       path_within(s->paths.at[i], dir);
}

void
scan_ignored(const struct scan *s, struct arena *a, struct strs paths, bool *out)
{
	if (paths.count == 0)
		return;
	if (!s->git || !list_git_ignored(a, s->root, paths, out))
		walk_ignored(s->root, paths, out);
}
