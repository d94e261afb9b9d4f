/*
 * deploy.c - what a Dockerfile puts into the image, and where.
 *
 * contract.md, "The fine print": a COPY's source is read from the repository's root if it is
 * there, else from the Dockerfile's folder; a compose file that names the build context
 * settles it, and so does one folder that has all its sources (context.c). All stages count: what an earlier one copied
 * may be taken over by a later one. So do those of the Dockerfile that the base image is built of (bases.c), and what
 * scripts install (behind.c).
 */
#include "base/glob.h"
#include "base/path.h"
#include "project/model.h"

/* Images of the repository that are built on one another. */
#define BASES_MOST 4
/* A script with more rows is not followed. */
#define SCRIPT_MOST 1000

/* What a stage of the Dockerfile starts of its own; below it are those that it is built from. */
struct stage {
	uint32_t starter;      /* the nearest below it that starts something, or ID_NONE */
	uint32_t enterer;      /* the nearest below it that has an ENTRYPOINT, or ID_NONE */
	uint32_t first, count; /* rows in starts */
	bool entrypoint;       /* it has one of its own */
	bool target;           /* built from another one, for more than to develop or test with */
	struct str workdir;    /* absolute, in the image */
};

VEC(stage_vec, struct stage);

/* The Dockerfile that is being read. */
struct layer {
	file_id file;
	const struct facts *facts;
	struct str folder;  /* of the Dockerfile */
	struct str context; /* where `.` is */
	bool context_known;
	struct map by_name; /* name_id of a stage → its index + 1 */
};

struct reader {
	struct model *m;
	struct layer layer;
	uint32_t depth;          /* how many Dockerfiles start from an image of that one */
	struct stage_vec stages; /* the last one is being read */
	struct map
		read; /* Dockerfiles that were read → the number of their last stage; scripts → 1 */
	struct command_vec starts;
	struct str_vec astray; /* where in the image is what is copied from we do not know where */
	struct str_vec lost;   /* names of lists that are installed, and are nowhere */
	struct str paths;      /* PYTHONPATH */
	struct deployment *out;
};

static struct str
workdir_of(const struct reader *r)
{
	return r->stages.at[r->stages.count - 1].workdir;
}

/* Where in the repository a source is; false when it is nowhere. */
static bool
locate(const struct reader *r, struct str source, struct str *out)
{
	const struct layer *l = &r->layer;
	struct str bases[] = { l->context, STR(""), l->folder };

	if (context_says_all(source))
		return context_below(r->m, l->context, STR("."), out);
	for (size_t i = 0; i < (l->context_known ? 1 : countof(bases)); i++)
		if (context_below(r->m, bases[i], source, out) && context_exists(r->m, *out))
			return true;
	return false;
}

/* An absolute path of the image: `path` seen from `from`. */
static struct str
image_path(struct model *m, struct str from, struct str path)
{
	struct str out;
	bool absolute = path.len > 0 && path.at[0] == '/';

	while (path.len > 0 && path.at[0] == '/')
		path = (struct str){ path.at + 1, path.len - 1 };
	while (!absolute && from.len > 0 && from.at[0] == '/')
		from = (struct str){ from.at + 1, from.len - 1 };
	/* What climbs above the image's root stays there, as in a shell. */
	if (!path_resolve(m->arena, absolute ? STR("") : from, path, &out))
		out = STR("");
	return out;
}

static void
add_glob(struct reader *r, struct str source, struct str target)
{
	struct str bases[2] = { r->layer.context, r->layer.folder };
	uint32_t before = r->out->ships.count;

	for (size_t b = 0; b < countof(bases) && r->out->ships.count == before; b++) {
		struct str pattern;

		if (!context_below(r->m, bases[b], source, &pattern))
			continue;
		for (uint32_t i = 0; i < r->m->scan->paths.count; i++) {
			struct str path = r->m->scan->paths.at[i], upper = path;

			/* A directory that matches is copied with all below it. */
			while (upper.len > 0 && !glob_match(pattern, upper))
				upper = path_dir(upper);
			if (upper.len > 0)
				str_vec_add(r->m, &r->out->ships, upper);
		}
		if (r->out->ships.count > before)
			*vec_push(r->m->arena, &r->out->copies) =
				(struct mapping){ path_dir(pattern), target };
	}
}

bool
mapping_back(struct arena *a, const struct mapping *copy, struct str there, struct str *from)
{
	if (!path_within(there, copy->to))
		return false;
	size_t cut =
		copy->to.len == 0 || there.len == copy->to.len ? copy->to.len : copy->to.len + 1;
	*from = path_join(a, copy->from, str_from(there, cut));
	return true;
}

static void
read_copy(struct reader *r, const struct fact_directive *d)
{
	struct str source = facts_text(r->layer.facts, d->key);
	struct str target = facts_text(r->layer.facts, d->value);
	struct str from, to = image_path(r->m, workdir_of(r), target);

	if (context_has_glob(source) && !context_says_all(source)) {
		add_glob(r, source, to);
		return;
	}
	if (!locate(r, source, &from)) {
		str_vec_add(r->m, &r->astray, to);
		return;
	}
	if (scan_has(r->m->scan, from) && target.len > 0 &&
	    (target.at[target.len - 1] == '/' || str_eq(path_base(target), STR(".")) ||
	     !str_eq(path_base(to), path_base(from))))
		to = path_join(r->m->arena, to, path_base(from));
	if (from.len == 0)
		r->out->copies_all = true;
	str_vec_add(r->m, &r->out->ships, from);
	*vec_push(r->m->arena, &r->out->copies) = (struct mapping){ from, to };
}

struct strs
deploy_words(struct model *m, struct str text)
{
	struct str_vec words = { 0 };
	struct str rest = text, word;

	while (str_cut(&rest, '\n', &word))
		*vec_push(m->arena, &words) = word;
	return (struct strs){ words.at, words.count };
}

/* Where in the repository is what a command of the image calls so, a file or else a directory; false: nowhere. */
static bool
find_copied(struct reader *r, struct str value, bool file, struct str *out)
{
	struct str image = image_path(r->m, workdir_of(r), value);

	for (uint32_t i = r->out->copies.count; i > 0; i--) {
		const struct mapping *c = &r->out->copies.at[i - 1];

		/* A copy to another name may be to a directory of that name, or to that name. */
		if (str_eq(path_dir(c->to), image) && scan_has(r->m->scan, c->from) &&
		    str_eq(path_base(c->to), path_base(c->from))) {
			*out = file ? c->from : path_dir(c->from);
			return true;
		}
		if (!path_within(image, c->to))
			continue;
		size_t cut = c->to.len == 0 || image.len == c->to.len ? c->to.len : c->to.len + 1;
		*out = path_join(
			r->m->arena, c->from, (struct str){ image.at + cut, image.len - cut });
		if (context_exists(r->m, *out))
			return true;
	}
	return locate(r, value, out) && context_exists(r->m, *out);
}

/* The lists that commands put together: `cat base.txt own.txt > all.txt`. False where there are none. */
static bool
read_joined(struct reader *r, const struct facts *f)
{
	bool any = false;

	for (uint32_t i = 0; i < f->directives.count; i++) {
		struct str rest = facts_text(f, f->directives.at[i].value), word, path;

		if (f->directives.at[i].kind != DIRECTIVE_COMMAND || !str_cut(&rest, '\n', &word) ||
		    !str_eq(word, STR("cat")))
			continue;
		while (str_cut(&rest, '\n', &word)) {
			if (!find_copied(r, word, true, &path) ||
			    scan_file(r->m->scan, path) == UINT32_MAX)
				continue;
			str_vec_add(r->m, &r->out->includes, path);
			any = true;
		}
	}
	return any;
}

/* `pip install -r FILE` and `pip install ./DIR`, by their places in the repository. */
static void
read_install(struct reader *r, const struct facts *f, const struct fact_directive *d)
{
	struct str value = facts_text(f, d->value), image, path;
	bool list = d->kind == DIRECTIVE_INCLUDE;

	if (find_copied(r, value, list, &path)) {
		str_vec_add(r->m, list ? &r->out->includes : &r->out->installs, path);
		return;
	}
	if (list && read_joined(r, f))
		return;
	image = image_path(r->m, workdir_of(r), value);
	for (uint32_t i = 0; i < r->astray.count; i++)
		r->out->unread = r->out->unread || path_within(image, r->astray.at[i]);
	/* A list of which it is not seen how it came there; another stage may have it, too, and one of that
	 * name beside the Dockerfile is the one that is meant. */
	if (list &&
	    !context_exists(r->m, path_join(r->m->arena, r->layer.folder, path_base(image))))
		*vec_push(r->m->arena, &r->lost) = path_base(image);
}

/* `uv sync --all-packages`: the members of the workspace, as its lock file has them. */
static void
read_members(struct reader *r, const struct facts *f, const struct fact_directive *d)
{
	struct str home, member;
	uint32_t row = 0;

	if (!find_copied(r, facts_text(f, d->value), false, &home))
		return;
	file_id lock = scan_file(r->m->scan, path_join(r->m->arena, home, STR("uv.lock")));
	while (lock != UINT32_MAX &&
	       lock_next_member(r->m, &r->m->scan->files.at[lock], &row, &member))
		str_vec_add(r->m, &r->out->installs, member);
}

/* What the script of a DIRECTIVE_RUN installs, as if it stood here. */
static void
read_script(struct reader *r, uint32_t row, file_id script)
{
	const struct facts *f = &r->m->scan->files.at[script].facts;
	uint32_t *read = map_put(r->m->arena, &r->read, script, NULL);

	if (f->directives.count > SCRIPT_MOST || scan_in_doubt(&r->m->scan->files.at[script]) ||
	    !behind_add_script(r->m, r->layer.file, row, script) || (*read)++ > 0)
		return;
	for (uint32_t i = 0; i < f->directives.count; i++)
		if ((f->directives.at[i].kind == DIRECTIVE_INCLUDE ||
		     f->directives.at[i].kind == DIRECTIVE_INSTALL_PATH) &&
		    behind_has(r->m, r->layer.file, row, &f->directives.at[i].span))
			read_install(r, f, &f->directives.at[i]);
}

/* A script or Makefile that a command runs. */
static void
read_run(struct reader *r, uint32_t row)
{
	const struct fact_directive *d = &r->layer.facts->directives.at[row];
	struct str value = facts_text(r->layer.facts, d->value), path;
	bool make = d->key != 0;

	for (size_t i = 0; value.len > 0 && i < (make ? 1 + countof(path_makefiles) : 1); i++) {
		struct str at =
			i > 0 ? path_join(r->m->arena, value, path_makefiles[i - 1]) : value;
		file_id file =
			find_copied(r, at, true, &path) ? scan_file(r->m->scan, path) : UINT32_MAX;

		if (file == UINT32_MAX || !manifest_is(&r->m->scan->files.at[file], "script"))
			continue;
		read_script(r, row, file);
		return;
	}
}

static struct stage *
stage_of(struct reader *r)
{
	return &r->stages.at[r->stages.count - 1];
}

/* Is the stage there to be worked with, by its name? */
static bool
is_for_work(struct str name)
{
	static const char *const names[] = {
		"build", "builder", "ci", "debug", "dev", "development", "lint", "test", "tests",
	};

	return str_is_any(name, names, countof(names));
}

/* A stage is where the one that it is built from is: `from` is the number of that, + 1, or 0. */
static void
start_stage(struct reader *r, uint32_t from, struct str name)
{
	struct stage stage = {
		.starter = ID_NONE,
		.enterer = ID_NONE,
		.first = r->starts.count,
		.workdir = STR(""),
	};

	if (from > 0) {
		struct stage *of = &r->stages.at[from - 1];

		stage.starter = of->count > 0 ? from - 1 : of->starter;
		stage.enterer = of->entrypoint ? from - 1 : of->enterer;
		stage.workdir = of->workdir;
		stage.target = !is_for_work(name);
		of->target = false;
	}
	*vec_push(r->m->arena, &r->stages) = stage;
	if (name.len > 0)
		*map_put(r->m->arena, &r->layer.by_name, names_put(r->m->names, name), NULL) =
			r->stages.count;
}

static void read_layer(struct reader *r, file_id dockerfile);

/* The last stage of the image of the repository that a stage starts from, + 1; 0: it does not. */
static uint32_t
read_base(struct reader *r, uint32_t row, struct str image)
{
	file_id base = UINT32_MAX;

	if (!r->out->alone && r->depth < BASES_MOST && image.len > 0)
		base = base_of(r->m, image);
	if (base == UINT32_MAX || base == r->layer.file)
		return 0;
	uint32_t *known = map_put(r->m->arena, &r->read, base, NULL);
	behind_add(r->m, r->layer.file, row, base);
	if (*known == 0) {
		const struct layer layer = r->layer;

		r->depth++;
		read_layer(r, base);
		r->depth--;
		r->layer = layer;
		known = map_put(r->m->arena, &r->read, base, NULL);
		*known = r->stages.count;
	}
	return *known;
}

static void
read_stage(struct reader *r, uint32_t row)
{
	const struct fact_directive *d = &r->layer.facts->directives.at[row];
	struct str image = facts_text(r->layer.facts, d->value);
	const uint32_t *from = map_find(&r->layer.by_name, names_put(r->m->names, image));

	start_stage(r, image.len > 0 && from != NULL ? *from : read_base(r, row, image),
	            facts_text(r->layer.facts, d->key));
}

/* What the stage starts: an ENTRYPOINT has the words of CMD already. */
static void
read_start(struct reader *r, struct str key, struct str words)
{
	struct stage *stage = stage_of(r);
	bool entrypoint = str_eq(key, STR("ENTRYPOINT"));

	stage->entrypoint = stage->entrypoint || entrypoint;
	if (str_eq(key, STR("RUN")) || (stage->entrypoint && !entrypoint))
		return;
	*vec_push(r->m->arena, &r->starts) =
		(struct command_line){ deploy_words(r->m, words), stage->workdir };
	stage->count++;
}

/* Does a command write a list, as `poetry export` does? */
static bool
writes_list(const struct facts *f)
{
	for (uint32_t i = 0; i < f->directives.count; i++) {
		struct str rest = facts_text(f, f->directives.at[i].value), word;

		while (f->directives.at[i].kind == DIRECTIVE_COMMAND && str_cut(&rest, '\n', &word))
			if (str_eq(word, STR("export")) || str_eq(word, STR("compile")) ||
			    str_eq(word, STR("pip-compile")) || str_eq(word, STR("requirements")))
				return true;
	}
	return false;
}

/* A list that is nowhere, and of which no other stage tells where it is. */
static void
look_for_lost(struct reader *r)
{
	struct names *elsewhere;

	if (r->lost.count == 0 || r->out->unread || writes_list(r->layer.facts))
		return;
	elsewhere = names_new(r->m->arena);
	for (uint32_t i = 0; i < r->out->includes.count; i++)
		(void)names_put(elsewhere, path_base(r->out->includes.at[i]));
	for (uint32_t i = 0; i < r->lost.count && !r->out->unread; i++)
		r->out->unread = names_find(elsewhere, r->lost.at[i]) == NAME_NONE;
}

static void
add_starts(struct reader *r, struct command_vec *to, const struct stage *stage)
{
	for (uint32_t i = 0; i < stage->count; i++)
		*vec_push(r->m->arena, to) = r->starts.at[stage->first + i];
}

/* What an image of the stage starts: the stage's own, else what it is built from; a CMD is for the ENTRYPOINT
 * before it. */
static void
add_image(struct reader *r, struct command_vec *to, const struct stage *stage)
{
	if (stage->count == 0 && stage->starter != ID_NONE)
		stage = &r->stages.at[stage->starter];
	add_starts(r, to, stage);
	if (!stage->entrypoint && stage->enterer != ID_NONE)
		add_starts(r, to, &r->stages.at[stage->enterer]);
}

/* The last stage is an image, and so is each that has the base of others and a start of its own. */
static void
take_starts(struct reader *r)
{
	uint32_t last = r->stages.count - 1;

	add_image(r, &r->out->commands, &r->stages.at[last]);
	for (uint32_t s = 0; s < last; s++)
		if (r->stages.at[s].target && r->stages.at[s].count > 0)
			add_image(r, &r->out->composed, &r->stages.at[s]);
}

static void
read_directive(struct reader *r, uint32_t row)
{
	const struct facts *f = r->layer.facts;
	const struct fact_directive *d = &f->directives.at[row];
	struct str value = facts_text(f, d->value), key = facts_text(f, d->key);

	switch (d->kind) {
	case DIRECTIVE_STAGE:
		read_stage(r, row);
		break;
	case DIRECTIVE_WORKDIR:
		stage_of(r)->workdir = image_path(r->m, stage_of(r)->workdir, value);
		break;
	case DIRECTIVE_COPY:
		read_copy(r, d);
		break;
	case DIRECTIVE_INCLUDE:
	case DIRECTIVE_INSTALL_PATH:
		read_install(r, f, d);
		break;
	case DIRECTIVE_INSTALL_MEMBERS:
		read_members(r, f, d);
		break;
	case DIRECTIVE_RUN:
		read_run(r, row);
		break;
	case DIRECTIVE_PYTHONPATH:
		r->paths = value;
		break;
	case DIRECTIVE_COMMAND:
		read_start(r, key, value);
		break;
	default:
		break;
	}
}

/* The repository's directory that is at `root` in the image: by a copy around it, or by a
 * copy of a folder to its own name below it. */
static void
add_root(struct model *m, struct deployment *d, struct str root)
{
	for (uint32_t i = 0; i < d->copies.count; i++) {
		const struct mapping *c = &d->copies.at[i];

		if (path_within(root, c->to)) {
			size_t cut =
				c->to.len == 0 || root.len == c->to.len ? c->to.len : c->to.len + 1;
			str_vec_add(m, &d->roots,
			            path_join(m->arena, c->from,
			                      (struct str){ root.at + cut, root.len - cut }));
			continue;
		}
		if (!path_within(c->to, root))
			continue;
		size_t cut = root.len == 0 ? 0 : root.len + 1;
		struct str rest = { c->to.at + cut, c->to.len - cut };
		struct str from = c->from;
		if (from.len >= rest.len &&
		    memcmp(from.at + from.len - rest.len, rest.at, rest.len) == 0) {
			if (from.len == rest.len)
				str_vec_add(m, &d->roots, STR(""));
			else if (from.at[from.len - rest.len - 1] == '/')
				str_vec_add(m, &d->roots,
				            (struct str){ from.at, from.len - rest.len - 1 });
		}
	}
}

/* One Dockerfile; others are read in between. */
static void
read_layer(struct reader *r, file_id dockerfile)
{
	const struct scanned *file = &r->m->scan->files.at[dockerfile];
	const struct build_context context = context_of(r->m, dockerfile);

	r->layer = (struct layer){
		.file = dockerfile,
		.facts = &file->facts,
		.folder = path_dir(file->path),
		.context = context.dir,
		.context_known = context.known,
	};
	for (uint32_t i = 0; i < file->facts.directives.count; i++)
		read_directive(r, i);
	/* What is copied is mostly made elsewhere: nobody knows what else is. */
	if (context.there * 2 < context.telling)
		r->out->copies_all = true;
	look_for_lost(r);
	r->lost.count = 0;
}

void
deploy_read(struct model *m, file_id dockerfile, struct deployment *out)
{
	struct reader r = { .m = m, .out = out };
	struct str one;

	start_stage(&r, 0, STR(""));
	*map_put(m->arena, &r.read, dockerfile, NULL) = 1;
	read_layer(&r, dockerfile);
	take_starts(&r);
	out->workdir = workdir_of(&r);
	add_root(m, out, out->workdir);
	while (str_cut(&r.paths, ':', &one))
		if (one.len > 0 && one.at[0] == '/')
			add_root(m, out, image_path(m, STR(""), one));
}
