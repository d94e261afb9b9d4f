/*
 * deploy.c - what a Dockerfile puts into the image, and where.
 *
 * contract.md, "The fine print": a COPY's source is read from the repository's root if it is
 * there, else from the Dockerfile's folder; a compose file that names the build context
 * settles it, and so does one folder that has all its sources (context.c). All stages count: what an earlier one copied may be taken over by a later one.
 */
#include "base/glob.h"
#include "base/path.h"
#include "project/model.h"

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

struct reader {
	struct model *m;
	const struct facts *facts;
	struct str folder;  /* of the Dockerfile */
	struct str context; /* where `.` is */
	bool context_known;
	struct stage_vec stages; /* the last one is being read */
	struct map by_name;      /* name_id of a stage → its index + 1 */
	struct command_vec starts;
	struct str_vec astray; /* where in the image is what is copied from we do not know where */
	struct str_vec lost;   /* names of lists that are installed, and are nowhere */
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
	struct str bases[] = { r->context, STR(""), r->folder };

	if (context_says_all(source))
		return context_below(r->m, r->context, STR("."), out);
	for (size_t i = 0; i < (r->context_known ? 1 : countof(bases)); i++)
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
	struct str bases[2] = { r->context, r->folder };
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

static void
read_copy(struct reader *r, const struct fact_directive *d)
{
	struct str source = facts_text(r->facts, d->key), target = facts_text(r->facts, d->value);
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

/* `pip install -r FILE` and `pip install ./DIR`, by their places in the repository. */
static void
read_install(struct reader *r, const struct fact_directive *d)
{
	struct str value = facts_text(r->facts, d->value), image, path;
	struct str_vec *to = d->kind == DIRECTIVE_INCLUDE ? &r->out->includes : &r->out->installs;

	image = image_path(r->m, workdir_of(r), value);
	for (uint32_t i = r->out->copies.count; i > 0; i--) {
		const struct mapping *c = &r->out->copies.at[i - 1];

		/* A copy to another name may be to a directory of that name, or to that name. */
		if (str_eq(path_dir(c->to), image) && scan_has(r->m->scan, c->from) &&
		    str_eq(path_base(c->to), path_base(c->from))) {
			str_vec_add(r->m, to,
			            d->kind == DIRECTIVE_INCLUDE ? c->from : path_dir(c->from));
			return;
		}
		if (!path_within(image, c->to))
			continue;
		size_t cut = c->to.len == 0 || image.len == c->to.len ? c->to.len : c->to.len + 1;
		path = path_join(
			r->m->arena, c->from, (struct str){ image.at + cut, image.len - cut });
		if (context_exists(r->m, path)) {
			str_vec_add(r->m, to, path);
			return;
		}
	}
	if (locate(r, value, &path) && context_exists(r->m, path)) {
		str_vec_add(r->m, to, path);
		return;
	}
	for (uint32_t i = 0; i < r->astray.count; i++)
		r->out->unread = r->out->unread || path_within(image, r->astray.at[i]);
	/* A list of which it is not seen how it came there; another stage may have it, too, and one of that
	 * name beside the Dockerfile is the one that is meant. */
	if (d->kind == DIRECTIVE_INCLUDE &&
	    !context_exists(r->m, path_join(r->m->arena, r->folder, path_base(image))))
		*vec_push(r->m->arena, &r->lost) = path_base(image);
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

/* A stage is where the one that it is built from is. */
static void
start_stage(struct reader *r, struct str base, struct str name)
{
	const uint32_t *from = map_find(&r->by_name, names_put(r->m->names, base));
	struct stage stage = {
		.starter = ID_NONE,
		.enterer = ID_NONE,
		.first = r->starts.count,
		.workdir = STR(""),
	};

	if (base.len > 0 && from != NULL) {
		struct stage *of = &r->stages.at[*from - 1];

		stage.starter = of->count > 0 ? *from - 1 : of->starter;
		stage.enterer = of->entrypoint ? *from - 1 : of->enterer;
		stage.workdir = of->workdir;
		stage.target = !is_for_work(name);
		of->target = false;
	}
	*vec_push(r->m->arena, &r->stages) = stage;
	if (name.len > 0)
		*map_put(r->m->arena, &r->by_name, names_put(r->m->names, name), NULL) =
			r->stages.count;
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

	if (r->lost.count == 0 || r->out->unread || writes_list(r->facts))
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
read_directive(struct reader *r, const struct fact_directive *d)
{
	struct str value = facts_text(r->facts, d->value), key = facts_text(r->facts, d->key);

	switch (d->kind) {
	case DIRECTIVE_STAGE:
		start_stage(r, value, key);
		break;
	case DIRECTIVE_WORKDIR:
		stage_of(r)->workdir = image_path(r->m, stage_of(r)->workdir, value);
		break;
	case DIRECTIVE_COPY:
		read_copy(r, d);
		break;
	case DIRECTIVE_INCLUDE:
	case DIRECTIVE_INSTALL_PATH:
		read_install(r, d);
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

void
deploy_read(struct model *m, file_id dockerfile, struct deployment *out)
{
	const struct scanned *file = &m->scan->files.at[dockerfile];
	const struct build_context context = context_of(m, dockerfile);
	struct reader r = {
		.m = m,
		.facts = &file->facts,
		.folder = path_dir(file->path),
		.context = context.dir,
		.context_known = context.known,
		.out = out,
	};
	struct str paths = STR("");
	const struct fact_directives rows = file->facts.directives;

	start_stage(&r, STR(""), STR(""));
	for (uint32_t i = 0; i < rows.count; i++) {
		read_directive(&r, &rows.at[i]);
		if (rows.at[i].kind == DIRECTIVE_PYTHONPATH)
			paths = facts_text(r.facts, rows.at[i].value);
	}
	/* What is copied is mostly made elsewhere: nobody knows what else is. */
	if (context.there * 2 < context.telling)
		out->copies_all = true;
	take_starts(&r);
	look_for_lost(&r);
	out->workdir = workdir_of(&r);
	add_root(m, out, out->workdir);
	struct str one;
	while (str_cut(&paths, ':', &one))
		if (one.len > 0 && one.at[0] == '/')
			add_root(m, out, image_path(m, STR(""), one));
}
