/*
 * homes.c - the directory that a Dockerfile or Procfile speaks for.
 *
 * It is its own, if Python or a manifest is in it; the one above a folder without Python that is there for deployment alone (docker/,
 * deploy/); else, where it has no Python beside it, the one around all that it copies (of a folder with only others in it, the
 * project in which what it starts is), unless another Dockerfile stands there. The whole repository only where it stands among such folders
 * (dockerfiles/, docker/api/): else what it copies may be meant for another use; and of all that it copies there the
 * project that what it starts is in, the folder that is put where it starts, if that is one, for the others are shared
 * code, or the one whose manifest is. What is put away (docs/archive/) speaks for nothing else. So is one of those in docker/ that copies by name no more than such a project.
 */
#include "base/path.h"
#include "project/images.h"
#include "project/model.h"

/* So many commands, and words of each, are asked what they start. */
#define COMMANDS_ASKED 20
#define WORDS_ASKED    100

static bool
has_python(const struct model *m, struct str dir)
{
	dir_id d = tree_dir(m, dir);

	return d != ID_NONE && m->dirs.at[d].runs;
}

static struct str
home_beside(const struct model *m, struct str path)
{
	static const char *const names[] = {
		"docker", ".docker", "deploy", "deployment", "build",
		"ops",    "devops",  "infra",  "container",  "image"
	};
	struct str dir = path_dir(path);

	if (has_python(m, dir))
		return dir;
	for (size_t i = 0; i < countof(names); i++)
		if (str_eq(path_base(dir), str_of(names[i])))
			return path_dir(dir);
	return dir;
}

/* Is it copied to the directory itself: all of a folder, or a file? */
static bool
is_put_in(const struct model *m, const struct mapping *c, struct str dir)
{
	return str_eq(c->to, dir) || (scan_has(m->scan, c->from) && str_eq(path_dir(c->to), dir));
}

/* The directory around all the Python that is copied by name, into that directory of the image, or anywhere if
 * that is ""; false: there is none. */
static bool
home_of_copies(const struct model *m, const struct deployment *d, struct str into, struct str *out)
{
	bool any = false;

	for (uint32_t i = 0; i < d->copies.count; i++) {
		struct str dir = d->copies.at[i].from;

		if (into.len > 0 && !is_put_in(m, &d->copies.at[i], into))
			continue;
		if (scan_has(m->scan, dir)) {
			if (!path_has_ext(dir, STR("py")))
				continue;
			dir = path_dir(dir);
		}
		if (!has_python(m, dir))
			continue;
		while (any && !path_within(dir, *out))
			*out = path_dir(*out);
		*out = any ? *out : dir;
		any = true;
	}
	return any;
}

/* The one directory whose manifest is put where the image starts, and whose Python is copied, too; "": there is none. */
static struct str
home_of_manifest(const struct model *m, const struct deployment *d)
{
	struct str home = STR("");

	for (uint32_t i = 0; i < d->copies.count; i++) {
		const struct mapping *c = &d->copies.at[i];
		file_id file = scan_file(m->scan, c->from);
		struct str dir = path_dir(c->from);
		bool python = false;

		if (file == UINT32_MAX || dir.len == 0 || !is_put_in(m, c, d->workdir) ||
		    !manifest_declares(&m->scan->files.at[file]))
			continue;
		for (uint32_t k = 0; k < d->copies.count && !python; k++)
			python = path_within(d->copies.at[k].from, dir) &&
			         has_python(m, d->copies.at[k].from);
		if (python && home.len > 0 && !str_eq(home, dir))
			return STR("");
		home = python ? dir : home;
	}
	return home;
}

/* The file of the repository that the image has at that path; "": there is none. */
static struct str
file_in_image(const struct model *m, const struct deployment *d, struct str there)
{
	struct str path;

	for (uint32_t i = d->copies.count; i > 0; i--)
		if (mapping_back(m->arena, &d->copies.at[i - 1], there, &path) &&
		    scan_has(m->scan, path))
			return path;
	return STR("");
}

static bool
is_dotted(struct str word)
{
	struct str part;

	while (str_cut(&word, '.', &part))
		if (!tree_is_identifier(part))
			return false;
	return true;
}

/* The file that a word of a command names: by its path, or as "pkg.module:app", "pkg.module"; "": it names none. */
static struct str
file_of_word(const struct model *m, const struct deployment *d, struct str workdir, struct str word)
{
	bool absolute = word.len > 0 && word.at[0] == '/';
	struct str there, dotted, file;

	if (path_has_ext(word, STR("py"))) {
		if (scan_has(m->scan, word))
			return word;
		if (!path_resolve(m->arena, absolute ? STR("") : workdir, str_from(word, absolute),
		                  &there))
			return STR("");
		return file_in_image(m, d, there);
	}
	if (!str_cut(&word, ':', &dotted) || !is_dotted(dotted))
		return STR("");
	there = path_dotted(m->arena, workdir, dotted);
	file = file_in_image(m, d, str_join(m->arena, there, '.', STR("py")));
	return file.len > 0 ? file
	                    : file_in_image(m, d, path_join(m->arena, there, STR("__main__.py")));
}

/* The innermost directory with a project's file around that file; "": none, or the repository. */
static struct str
project_around(const struct model *m, struct str file)
{
	static const char *const manifests[] = {
		"pyproject.toml", "requirements.txt", "setup.py", "Pipfile"
	};

	for (struct str dir = path_dir(file); dir.len > 0; dir = path_dir(dir))
		for (size_t i = 0; i < countof(manifests); i++)
			if (scan_has(m->scan, path_join(m->arena, dir, str_of(manifests[i]))))
				return dir;
	return STR("");
}

/* That of the first file that is started and in a project; else "". */
static struct str
home_of_start(const struct model *m, const struct deployment *d)
{
	struct str home = STR("");

	for (uint32_t i = 0; i < d->commands.count && i < COMMANDS_ASKED; i++) {
		const struct command_line *line = &d->commands.at[i];

		for (uint32_t w = 0; w < line->words.count && w < WORDS_ASKED && home.len == 0; w++)
			home = project_around(
				m, file_of_word(m, d, line->workdir, line->words.at[w]));
	}
	return home;
}

/* Does it stand in or below a folder that is there for images? */
static bool
is_aside(struct str path)
{
	static const char *const names[] = {
		"docker",     ".docker", "dockerfiles", "dockerfile",
		"containers", "images",  "deploy",      "deployment"
	};

	return path_has_any(path_dir(path), names, countof(names));
}

/* Of a Dockerfile without Python beside it; `own` if nothing else tells. */
static struct str
home_inferred(struct model *m, file_id dockerfile, const struct map *taken, struct str own)
{
	struct deployment d = { .alone = true };
	struct str home = own, started;

	deploy_read(m, dockerfile, &d);
	if (!home_of_copies(m, &d, STR(""), &home))
		return own;
	if (home.len == 0 && !is_aside(m->scan->files.at[dockerfile].path))
		return own;
	started = home_of_start(m, &d);
	if (has_python(m, own)) {
		/* All around it may be one project. */
		home = d.copies_all ? own : started;
		if (home.len == 0 && !d.copies_all && d.workdir.len > 0)
			home = home_of_manifest(m, &d);
		return home.len > 0 && map_find(taken, names_put(m->names, home)) == NULL
		               ? home
		               : own;
	}
	if (home.len == 0 && !d.copies_all)
		home = started;
	/* What it is started from is the service; what is copied elsewhere is shared code. */
	if (home.len == 0 && d.workdir.len > 0 && !d.copies_all)
		(void)home_of_copies(m, &d, d.workdir, &home);
	if (home.len == 0 && d.workdir.len > 0)
		home = home_of_manifest(m, &d);
	if (home.len == 0)
		home = started;
	return map_find(taken, names_put(m->names, home)) == NULL ? home : own;
}

/* Is there nothing but folders in the directory, and what builds images? Then one of them may be what a Dockerfile there is of. */
static bool
is_bare(const struct model *m, struct str dir)
{
	const struct scan *scan = m->scan;

	for (uint32_t i = scan_next_in(scan, dir, 0); i < scan->paths.count;
	     i = scan_next_in(scan, dir, i + 1)) {
		file_id file = scan_file(scan, scan->paths.at[i]);

		if (path_has_ext(scan->paths.at[i], STR("py")) ||
		    (file != UINT32_MAX && manifest_declares(&scan->files.at[file])))
			return false;
	}
	return dir.len > 0;
}

/* Does it speak for where it lies, since there is Python? Its home in *home, if nothing else tells. */
static bool
is_at_home(struct model *m, const struct scanned *file, bool *away, struct str *home)
{
	struct str dir = path_dir(file->path);

	*away = away_is(m, dir);
	*home = *away ? dir : home_beside(m, file->path);
	return str_eq(*home, dir) && has_python(m, *home) && !is_bare(m, dir);
}

static void
put_home(struct model *m, file_id file, struct str home)
{
	*map_put(m->arena, &m->homes, file, NULL) = names_put(m->names, home) + 1;
}

void
homes_build(struct model *m)
{
	struct map taken = { 0 }; /* name_id of a directory with a Dockerfile of its own → 1 */
	file_id *others = arena_array(m->arena, file_id, (size_t)m->deployment_count + 1);
	uint32_t count = 0;
	struct str home;
	bool away;

	for (uint32_t n = 0; n < m->deployment_count; n++) {
		file_id id = m->deployments[n];
		const struct scanned *file = &m->scan->files.at[id];

		if (!manifest_is(file, "dockerfile") && !manifest_is(file, "procfile"))
			continue;
		if (!is_at_home(m, file, &away, &home)) {
			others[count++] = id;
			continue;
		}
		*map_put(m->arena, &taken, names_put(m->names, home), NULL) = 1;
		put_home(m, id, home);
	}
	for (uint32_t i = 0; i < count; i++) {
		const struct scanned *file = &m->scan->files.at[others[i]];

		(void)is_at_home(m, file, &away, &home);
		if (manifest_is(file, "dockerfile") && !away)
			home = home_inferred(m, others[i], &taken, home);
		put_home(m, others[i], home);
	}
}

struct str
home_of_deployment(const struct model *m, file_id file)
{
	const uint32_t *home = map_find(&m->homes, file);

	return home != NULL ? names_text(m->names, *home - 1) : STR("");
}

/* May what is copied have to do with Python? */
static bool
copies_python(struct model *m, const struct facts *f, struct str context)
{
	for (uint32_t i = 0; i < f->directives.count; i++) {
		struct str source = facts_text(f, f->directives.at[i].key), path;

		if (f->directives.at[i].kind == DIRECTIVE_COPY &&
		    (context_says_all(source) || context_has_glob(source) ||
		     !context_below(m, context, source, &path) || tree_dir(m, path) != ID_NONE ||
		     scan_file(m->scan, path) != UINT32_MAX))
			return true;
	}
	return false;
}

/* May the row have to do with Python, by what is started from or run? */
static bool
may_be_python(struct model *m, const struct facts *f, uint32_t row)
{
	static const char *const marks[] = { "py", "pip", "conda", "uv", ".sh", "make" };
	struct str text = facts_text(f, f->directives.at[row].value);

	switch (f->directives.at[row].kind) {
	case DIRECTIVE_STAGE:
		return str_has_any(text, marks, countof(marks)) ||
		       base_of(m, image_of(f, row)) != UINT32_MAX;
	case DIRECTIVE_COMMAND:
		return str_has_any(text, marks, countof(marks));
	case DIRECTIVE_WORKDIR:
		return false;
	default:
		return true;
	}
}

/* Do compose files start it in their own way, or mount something in it? */
static bool
is_composed(const struct model *m, file_id dockerfile)
{
	const uint32_t *first = map_find(&m->mounted_first, dockerfile);

	for (uint32_t i = first != NULL ? *first : 0; i > 0; i = m->mounted.at[i - 1].next)
		if (m->mounted.at[i - 1].to.len > 0)
			return true;
	return map_find(&m->composed_first, dockerfile) != NULL;
}

bool
home_is_of_others(struct model *m, file_id dockerfile)
{
	const struct facts *f = &m->scan->files.at[dockerfile].facts;
	bool copies = false;

	if (f->requirements.count > 0 || is_composed(m, dockerfile))
		return false;
	/* Mostly what it starts from tells, and where it is built is not asked for. */
	for (uint32_t i = 0; i < f->directives.count; i++) {
		if (f->directives.at[i].kind == DIRECTIVE_COPY)
			copies = true;
		else if (may_be_python(m, f, i))
			return false;
	}
	return copies && !copies_python(m, f, context_of(m, dockerfile).dir);
}
