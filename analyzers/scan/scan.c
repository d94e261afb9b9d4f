/*
 * scan.c - list, read, and have a grammar read each file, on all cores.
 */
#include "scan/scan.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/path.h"
#include "base/pool.h"
#include "base/sorted.h"
#include "scan/excludes.h"
#include "scan/given.h"
#include "scan/keep.h"
#include "scan/list.h"
#include "scan/named.h"
#include "scan/outside.h"

VEC(scanned_vec, struct scanned);
VEC(kept_vec, struct kept);

/* What one worker has to itself. */
struct lane {
	struct arena sealed;  /* facts: adopted by the run at the end */
	struct arena scratch; /* of one file */
	struct buf text, path;
	void **parsers; /* one a grammar, made when first needed */
	struct keep_from from;
};

struct work {
	const struct scan_options *options;
	struct grammars grammars;
	struct file_root root;
	struct scanned *files;
	struct lane *lanes;
	struct keep keep;
	struct kept *kept; /* of the same files */
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

/* Which files are read. */
struct claims {
	struct arena *a;
	struct listed_vec listed;
	struct strs paths;         /* of `listed` */
	struct place_index places; /* of these */
	bool *known;               /* by path: somebody reads it, or it is not to be read */
	struct scanned_vec files;
	uint32_t absent;
	struct kept_vec kept; /* of the files, in the order they are read */
	struct outside outside;
	struct str folder, filled; /* the last folder, and what tools fill of those it is in */
	struct str site;           /* the last folder of distributions, and … */
	bool installed;            /* … whether some have been installed into it */
};

static void
claim_one(struct claims *c, const struct listed *listed, const struct scanned *file)
{
	*vec_push(c->a, &c->kept) = (struct kept){ .listed = listed };
	*vec_push(c->a, &c->files) = *file;
}

/* What is found out about it by reading it. */
static void
note_template(struct scanned *file)
{
	const struct fact_problems problems = file->facts.problems;

	file->template = problems.count > 0 && problems.at[0].kind == PROBLEM_TEMPLATE;
	file->excluded = file->template;
}

/* Has a tool put it there, whose folder it is in? Paths of one folder follow one another. */
static bool
is_filled(struct claims *c, uint32_t row)
{
	struct str path = c->paths.at[row], folder = path_dir(path);

	if (!str_eq(folder, c->folder)) {
		c->folder = folder;
		c->filled = excludes_filled(path);
	}
	struct str dir = c->filled;
	if (dir.len == 0 || !excludes_is_site(dir))
		return dir.len > 0;
	if (!str_eq(dir, c->site)) {
		c->site = dir;
		c->installed = false;
		while (row > 0 && path_within(c->paths.at[row - 1], dir))
			row--;
		for (; row < c->paths.count && path_within(c->paths.at[row], dir); row++)
			c->installed =
				c->installed || str_has(c->paths.at[row], STR(".dist-info/")) ||
				str_has(c->paths.at[row], STR(".egg-info"));
	}
	return c->installed;
}

/* Who reads which file. */
static void
claim(struct claims *c, const struct scan_options *options, struct grammars grammars)
{
	struct arena scratch = { 0 };
	const struct grammar **by =
		arena_array(&scratch, const struct grammar *, (size_t)c->listed.count + 1);
	uint32_t claimed = 0;

	for (uint32_t i = 0; i < c->listed.count; i++) {
		by[i] = excludes_shadow(c->paths.at[i])
		                ? NULL
		                : grammar_for(grammars, c->paths.at[i]);
		if (by[i] == NULL && contains(options->manifests, c->paths.at[i]))
			by[i] = grammar_named(grammars, "requirements");
		claimed += by[i] != NULL;
	}
	vec_expect(c->a, &c->kept, claimed);
	vec_expect(c->a, &c->files, claimed);
	for (uint32_t i = 0; i < c->listed.count; i++) {
		struct scanned file = { .path = c->paths.at[i], .grammar = by[i] };
		bool named = contains(options->manifests, file.path);

		if (file.grammar == NULL)
			continue;
		c->known[i] = true;
		file.absent = c->listed.at[i].absent;
		c->absent += file.absent;
		file.excluded =
			file.absent || (!named && patterns_match(options->exclude, file.path));
		file.template = !file.excluded && !named && excludes_template(file.path);
		file.filled = !file.excluded && !named && is_filled(c, i);
		file.excluded = file.excluded || file.template || file.filled;
		if (file.excluded && !file.absent && !file.grammar->source)
			continue;
		claim_one(c, &c->listed.at[i], &file);
	}
	arena_release(&scratch);
}

/* Put the path of the file, or of the file inside the root that it is a link to, in lane->path. */
static bool
find_file(struct lane *lane, const struct scan_options *options, const struct listed *file,
          struct err *err)
{
	buf_clear(&lane->path);
	if (file->look.kind != FILE_LINK) {
		buf_str(&lane->path, options->root);
		buf_char(&lane->path, '/');
		buf_str(&lane->path, file->path);
	} else {
		if (!list_follow(options->root, file->path, options->outside, &lane->path))
			return err_set(err, "a link that leads nowhere inside the project");
	}
	return true;
}

static bool
read_file(const struct work *work, struct lane *lane, const struct listed *file, struct err *err)
{
	buf_clear(&lane->text);
	if (file->look.kind != FILE_REGULAR)
		return file_read_plain(lane->path.at, SCAN_SIZE_LIMIT, &lane->text, err);
	return file_read_seen(&work->root, lane->path.at, (size_t)file->look.stamp.size,
	                      SCAN_SIZE_LIMIT, &lane->text, err);
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
			   .message = facts_put(w, str_of(message)),
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
	return str_hash(str_of(grammar->name)) + grammar->version;
}

/* Are the facts of an earlier run this file's? Its text is read if that takes looking. */
static bool
keep(const struct work *work, struct lane *lane, struct scanned *file, struct kept *kept)
{
	struct cache_row *row = &kept->row, known;
	struct err ignored;
	bool stamped = true;

	*row = (struct cache_row){ .path = file->path, .reader = reader_of(file->grammar) };
	/* The stamp is older than what is read, so that a change in between shows next time. */
	if (kept->listed->look.kind != FILE_REGULAR)
		stamped = file_stamp(lane->path.at, &row->stamp);
	else
		row->stamp = kept->listed->look.stamp;
	if (!stamped || !keep_find(&work->keep, kept, &lane->from, &known))
		return false;
	if (!cache_is_sure(&known, &row->stamp)) {
		if (row->stamp.size != known.stamp.size ||
		    !read_file(work, lane, kept->listed, &ignored) ||
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
	if (work->options->cache != NULL || work->options->sums)
		kept->row.sum = file->sum = str_sum(text);
	kept->row.block = facts_seal(w, &lane->sealed);
	kept->parsed = true;
	kept->bytes = text.len;
	facts_open_own(kept->row.block, &file->facts);
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
	const struct scan_text *given = scan_text_at(work->options->texts, file->path);
	if (given != NULL) {
		buf_clear(&lane->text);
		buf_str(&lane->text, given->text);
		parse(work, lane, file, kept);
		arena_reset(&lane->scratch);
		return;
	}
	bool found = find_file(lane, work->options, kept->listed, &err);
	if (found && keep(work, lane, file, kept))
		return;
	if (found && read_file(work, lane, kept->listed, &err)) {
		parse(work, lane, file, kept);
	} else {
		struct fact_writer *w = facts_write(&lane->scratch);

		say_unreadable(lane, w, &err);
		facts_open_own(facts_seal(w, &lane->sealed), &file->facts);
	}
	arena_reset(&lane->scratch);
}

static void
scan_counted(void *ctx, size_t item, unsigned worker)
{
	const struct work *work = ctx;

	scan_one(ctx, item, worker);
	if (!work->files[item].excluded)
		note_template(&work->files[item]);
	if (work->options->progress != NULL)
		atomic_fetch_add(&work->options->progress->done, 1);
}

static void
lane_end(struct lane *lane, struct arena *a, struct grammars grammars)
{
	for (uint32_t i = 0; i < grammars.count; i++)
		if (lane->parsers[i] != NULL)
			grammars.at[i]->worker_free(lane->parsers[i]);
	arena_adopt(a, &lane->sealed);
	buf_release(&lane->text);
	arena_release(&lane->scratch);
	buf_release(&lane->path);
}

/* Who reads a list of requirements that only another file names? */
static const struct grammar *
grammar_of_list(const struct work *work, struct str path)
{
	bool yaml = path_has_ext(path, STR("yml")) || path_has_ext(path, STR("yaml"));
	const struct grammar *conda = yaml ? grammar_named(work->grammars, "conda") : NULL;

	return conda != NULL ? conda : grammar_named(work->grammars, "requirements");
}

/* What pip reads of a directory that it installs: sources, and what they require. */
static const struct grammar *
grammar_of_package(const struct work *work, struct str path)
{
	const struct grammar *grammar = grammar_for(work->grammars, path);
	bool project = str_eq(path_base(path), STR("pyproject.toml")) ||
	               str_eq(path_base(path), STR("setup.cfg"));

	return grammar != NULL && (grammar->source || project) ? grammar : NULL;
}

/* Add the files outside that those from `first` on name. */
static void
claim_outside(struct claims *c, const struct work *work, uint32_t first)
{
	uint32_t before = c->outside.files.count, count = c->files.count;

	for (uint32_t i = first; i < count; i++)
		if (!c->files.at[i].grammar->source)
			outside_named(&c->outside, &c->files.at[i]);
	for (uint32_t i = before; i < c->outside.files.count; i++) {
		const struct outside_file *found = &c->outside.files.at[i];
		struct listed *listed = arena_new(c->a, struct listed);
		struct scanned file = { .path = found->listed.path };

		*listed = found->listed;
		file.grammar = found->named ? grammar_of_list(work, file.path)
		                            : grammar_of_package(work, file.path);
		if (file.grammar != NULL)
			claim_one(c, listed, &file);
	}
}

/* Add the files that those from `first` on name. */
static void
claim_named(struct claims *c, const struct work *work, uint32_t first)
{
	const struct grammar *plain = grammar_named(work->grammars, "requirements");
	const struct grammar *script = grammar_named(work->grammars, "script");
	struct arena scratch = { 0 };
	struct named_rows rows = { 0 };

	for (uint32_t i = first; plain != NULL && i < c->files.count; i++)
		named_files(&rows, &scratch, &c->files.at[i], &c->places, c->known, work->grammars);
	for (uint32_t i = 0; i < rows.count; i++) {
		uint32_t at = rows.at[i].path;
		struct scanned file = { .path = c->paths.at[at] };

		file.grammar = rows.at[i].script ? script : grammar_of_list(work, file.path);
		if (file.grammar == NULL || patterns_match(work->options->exclude, file.path))
			continue;
		file.excluded = file.absent = c->listed.at[at].absent;
		c->absent += file.absent;
		claim_one(c, &c->listed.at[at], &file);
	}
	arena_release(&scratch);
}

static int
by_path(const void *left, const void *right)
{
	return str_order(
		((const struct scanned *)left)->path, ((const struct scanned *)right)->path);
}

/* What can be done at a time: what git says is waited for. */
struct opening {
	const struct scan_options *options;
	unsigned jobs;
	int64_t since;
	struct arena listing_arena, cache_arena;
	struct listing listing;
	struct keep keep;
	bool listed;
	struct err err;
};

static void
open_part(void *ctx, size_t part, unsigned worker)
{
	struct opening *o = ctx;

	(void)worker;
	if (part == 0)
		o->listed = list_files(
			&o->listing, &o->listing_arena,
			&(struct list_options){
				o->options->root, o->options->outside, o->jobs, o->options->cache,
				o->options->cache_key, o->since },
			&o->err);
	else
		keep_open(&o->keep, &o->cache_arena, o->options->cache, o->options->cache_key);
}

static struct strs
paths_of(struct arena *a, const struct listed_vec *listed)
{
	struct str *paths = arena_array(a, struct str, (size_t)listed->count + 1);

	for (uint32_t i = 0; i < listed->count; i++)
		paths[i] = listed->at[i].path;
	return (struct strs){ paths, listed->count };
}

/* Read all that is claimed, and what is claimed by what is read: files of requirements that no name
 * tells. */
static void
read_all(struct work *work, struct claims *c, unsigned jobs)
{
	uint32_t listed = c->files.count;

	for (uint32_t done = 0; done < c->files.count;) {
		uint32_t first = done;

		work->files = c->files.at + first;
		work->kept = c->kept.at + first;
		done = c->files.count;
		if (work->options->progress != NULL)
			atomic_fetch_add(&work->options->progress->files, done - first);
		pool_each(jobs, done - first, scan_counted, work);
		claim_named(c, work, first);
		if (work->options->outside)
			claim_outside(c, work, first);
	}
	/* Those that were listed are in order. */
	if (c->files.count > listed)
		qsort(c->files.at, c->files.count, sizeof(*c->files.at), by_path);
}

static void
add_up(struct scan *out, const struct kept *all, uint32_t files)
{
	for (uint32_t i = 0; i < files; i++) {
		bool kept = !all[i].parsed && all[i].row.block.len > 0;

		out->kept += kept;
		out->bytes_kept += kept ? all[i].row.stamp.size : 0;
		out->bytes_read += all[i].parsed ? all[i].bytes : 0;
	}
}

/* What was listed, and what was read outside. */
static struct strs
all_paths(const struct claims *c)
{
	const struct outside_vec *more = &c->outside.files;
	struct str *all;

	if (more->count == 0)
		return c->paths;
	all = arena_array(c->a, struct str, (size_t)c->paths.count + more->count);
	for (uint32_t i = 0; i < c->paths.count; i++)
		all[i] = c->paths.at[i];
	for (uint32_t i = 0; i < more->count; i++)
		all[c->paths.count + i] = more->at[i].listed.path;
	sorted_put(all, (size_t)c->paths.count + more->count);
	return (struct strs){ all, c->paths.count + more->count };
}

bool
scan_run(struct scan *out, struct arena *a, const struct scan_options *options,
         struct grammars grammars, struct err *err)
{
	struct arena scratch = { 0 };
	unsigned jobs = options->jobs > 0 ? options->jobs : pool_cores();
	int64_t since = file_now();
	struct opening opening = { .options = options, .jobs = jobs, .since = since };

	*out = (struct scan){
		.root = options->root, .texts = options->texts, .outside = options->outside
	};
	pool_each(jobs, 2, open_part, &opening);
	arena_adopt(a, &opening.listing_arena);
	arena_adopt(a, &opening.cache_arena);
	if (!opening.listed) {
		*err = opening.err;
		return false;
	}
	given_assume(a, &opening.listing.files, options->texts);
	stopwatch_lap(options->watch, "walk");

	const struct listing *listing = &opening.listing;
	size_t room = (size_t)listing->files.count + 1;
	struct claims claims = {
		.a = a,
		.listed = listing->files,
		.paths = paths_of(a, &listing->files),
		.known = arena_array(&scratch, bool, room),
		.files = { arena_array(a, struct scanned, room), 0, (uint32_t)room },
		.outside = { .arena = a, .root = options->root, .seen = names_new(a) },
	};
	struct work work = {
		.options = options,
		.grammars = grammars,
		.lanes = arena_array(&scratch, struct lane, jobs),
		.keep = opening.keep,
		.root = file_root_open(arena_printf(&scratch, STR_FMT, STR_ARG(options->root))),
	};

	places_build(&claims.places, a, claims.paths);
	claim(&claims, options, grammars);
	for (unsigned i = 0; i < jobs; i++)
		work.lanes[i].parsers = arena_array(&scratch, void *, grammars.count);
	read_all(&work, &claims, jobs);
	file_root_close(&work.root);
	if (options->cache != NULL && options->texts.count == 0)
		keep_write(&work.keep, claims.kept.at, claims.files.count, since);
	add_up(out, claims.kept.at, claims.files.count);
	stopwatch_lap(options->watch, "read");
	for (unsigned i = 0; i < jobs; i++)
		lane_end(&work.lanes[i], a, grammars);
	arena_release(&scratch);

	out->files = (struct scanned_files){ claims.files.at, claims.files.count };
	out->paths = all_paths(&claims);
	if (claims.outside.files.count == 0)
		out->places = claims.places;
	scan_index(out, a);
	out->links = (struct strs){ listing->links.at, listing->links.count };
	out->unlisted = (struct strs){ listing->unlisted.at, listing->unlisted.count };
	out->submodules = (struct strs){ listing->submodules.at, listing->submodules.count };
	out->absent = claims.absent;
	out->git = listing->git;
	out->refused = listing->refused;
	return true;
}
