/*
 * session.c - finds the project and its configuration, has it scanned and modelled.
 */
#include "hooks/session.h"

#include "base/file.h"
#include "base/path.h"
#include "base/pool.h"
#include "base/yaml.h"
#include "grammars/grammars.h"
#include "grammars/toml.h"
#include "hooks/cache.h"
#include "installed/installed.h"

#include <stdio.h>
#include <stdlib.h>

#define CONFIG_LIMIT (4u << 20) /* bytes */

/* A configuration file by its name, how it is read, and where in it ours starts. */
static const struct source {
	const char *name;
	config_reader *read;
	const char *table;
} sources[] = {
	{ "shoring.yaml", yaml_read, "" },
	{ ".shoring.yaml", yaml_read, "" },
	{ "pyproject.toml", toml_read, "tool.shoring" },
};

static const char *
in_folder(struct arena *a, struct str folder, const char *name)
{
	return arena_printf(a, STR_FMT "%s%s", STR_ARG(folder),
	                    folder.len > 0 && folder.at[folder.len - 1] == '/' ? "" : "/", name);
}

/* Does the folder's pyproject.toml speak of us? One that is no TOML does if it names us. */
static bool
pyproject_has_us(struct arena *a, const char *path)
{
	struct buf text = { 0 };
	struct err err;
	bool ours = false;

	if (file_read(path, CONFIG_LIMIT, &text, &err)) {
		struct str all = buf_text(&text);
		const struct doc *doc = NULL;

		if (str_has(all, STR("shoring"))) {
			doc = toml_read(a, all, &err);
			ours = doc != NULL ? config_present(doc, "tool.shoring")
			                   : str_has(all, STR("tool.shoring"));
		}
	}
	buf_release(&text);
	return ours;
}

/* Names that people try, and nothing reads. */
static bool
no_lookalike(struct arena *a, struct str folder, struct err *err)
{
	static const char *const names[] = {
		"shoring.yml", ".shoring.yml", "shoring.toml", ".shoring.toml"
	};

	for (size_t i = 0; i < countof(names); i++) {
		const char *path = in_folder(a, folder, names[i]);

		if (file_kind(path) == FILE_REGULAR)
			return err_set(
				err,
				"%s is not read: the configuration is shoring.yaml, .shoring.yaml "
				"or [tool.shoring] in pyproject.toml",
				path);
	}
	return true;
}

/* The configuration of a folder: its source, or NULL. False when there are two. */
static bool
find_config(struct arena *a, struct str folder, const struct source **out, struct err *err)
{
	*out = NULL;
	for (size_t i = 0; i < countof(sources); i++) {
		const char *path = in_folder(a, folder, sources[i].name);
		enum file_kind kind = file_kind(path);

		if (kind == FILE_UNKNOWN)
			return err_set(err, "%s cannot be looked at", path);
		/* A folder called pyproject.toml says nothing of us. */
		if (kind == FILE_DIRECTORY && sources[i].read != toml_read)
			return err_set(err, "%s is a folder; the configuration is a file", path);
		if (kind != FILE_REGULAR && kind != FILE_LINK)
			continue;
		if (sources[i].read == toml_read && !pyproject_has_us(a, path))
			continue;
		if (*out != NULL)
			return err_set(
				err, STR_FMT " has two configurations, %s and %s: keep one of them",
				STR_ARG(folder), (*out)->name, sources[i].name);
		*out = &sources[i];
	}
	return *out != NULL || no_lookalike(a, folder, err);
}

static bool
canonical(struct arena *a, const char *path, struct str *out, struct err *err)
{
	struct buf real = { 0 };
	bool ok = file_canonical(path, &real, err);

	if (ok)
		*out = str_keep(a, buf_text(&real));
	buf_release(&real);
	return ok;
}

static struct str
parent_of(struct str folder)
{
	struct str up = path_dir(folder);

	return up.len == 0 && folder.len > 1 ? STR("/") : up;
}

/* Does the repository around it leave the folder out (an environment, a build's output)? Then
 * it is a project of its own. */
static bool
is_left_out(struct arena *a, struct str root, struct str folder)
{
	struct scan repository = { .root = root, .git = true };
	size_t cut = root.len == 1 ? 1 : root.len + 1;
	struct str below;
	bool out = false;

	if (folder.len <= root.len)
		return false;
	below = (struct str){ folder.at + cut, folder.len - cut };
	scan_ignored(&repository, a, (struct strs){ &below, 1 }, &out);
	return out;
}

static bool
find_root(struct session *s, struct str start, const struct source **source, struct err *err)
{
	struct arena *a = s->arena;

	for (struct str folder = start; folder.len > 0; folder = parent_of(folder)) {
		if (!find_config(a, folder, source, err))
			return false;
		enum file_kind git = file_kind(in_folder(a, folder, ".git"));
		if (git == FILE_UNKNOWN)
			return err_set(err, STR_FMT "/.git cannot be looked at", STR_ARG(folder));
		if (*source != NULL || git == FILE_DIRECTORY || git == FILE_REGULAR) {
			s->root = is_left_out(a, folder, start) ? start : folder;
			return true;
		}
		if (folder.len == 1)
			break;
	}
	s->root = start;
	return true;
}

/* Where the search starts: the first operand, a file's folder, or the current folder. */
static bool
find_start(struct session *s, struct strs operands, struct str *out, struct err *err)
{
	const char *first = operands.count > 0 ? operands.at[0].at : ".";

	if (!canonical(s->arena, first, out, err))
		return false;
	enum file_kind kind = file_kind(str_keep(s->arena, *out).at);
	if (kind == FILE_UNKNOWN)
		return err_set(err, STR_FMT " cannot be looked at", STR_ARG(*out));
	if (kind != FILE_DIRECTORY)
		*out = str_keep(s->arena, parent_of(*out));
	return true;
}

static bool
place_operands(struct session *s, struct strs operands, struct err *err)
{
	struct str *paths = arena_array(s->arena, struct str, (size_t)operands.count + 1);
	uint32_t count = 0;

	for (uint32_t i = 0; i < operands.count; i++) {
		struct str path;

		if (!canonical(s->arena, operands.at[i].at, &path, err))
			return false;
		if (str_eq(path, s->root))
			continue;
		size_t cut = s->root.len == 1 ? 1 : s->root.len + 1;
		if (!path_within(path, s->root.len == 1 ? STR("") : s->root))
			return err_set(
				err,
				STR_FMT " is outside the project " STR_FMT
					"; run shoring once for each project",
				STR_ARG(operands.at[i]), STR_ARG(s->root));
		paths[count++] = (struct str){ path.at + cut, path.len - cut };
	}
	/* The whole project among them: all of it. */
	s->paths = (struct strs){ paths, count < operands.count ? 0 : count };
	return true;
}

/* Is the file of the root a link to what is not in it, and not to be followed? */
static bool
leads_out(const struct session *s, const struct options *o, const char *path)
{
	struct str real;
	struct err ignored;

	return !o->allow_outside && file_kind(path) == FILE_LINK &&
	       canonical(s->arena, path, &real, &ignored) &&
	       !path_within(real, s->root.len == 1 ? STR("") : s->root);
}

/* "3.11.4" of .python-version → 11 */
static unsigned
read_python_version(struct session *s, const struct options *o)
{
	struct buf text = { 0 };
	struct err err;
	unsigned minor = 0;

	const char *path = in_folder(s->arena, s->root, ".python-version");

	if (!leads_out(s, o, path) && file_read(path, 4096, &text, &err)) {
		struct str all = buf_text(&text);

		if (str_starts(all, STR("3.")))
			for (size_t i = 2; i < all.len && char_is_digit(all.at[i]); i++)
				minor = minor < 1000 ? minor * 10 + (unsigned)(all.at[i] - '0') : 0;
	}
	buf_release(&text);
	return minor >= PYTHON_OLDEST && minor <= PYTHON_NEWEST ? minor : 0;
}

static const struct source *
source_of(struct str path)
{
	for (size_t i = 0; i < countof(sources); i++)
		if (str_eq(path_base(path), str_of(sources[i].name)))
			return &sources[i];
	return path_has_ext(path, STR("toml")) ? &sources[2] : &sources[0];
}

static bool
load_config(struct session *s, const struct options *o, const struct source *found, struct err *err)
{
	struct arena *a = s->arena;
	const struct source *source = o->config.len > 0 ? source_of(o->config) : found;
	struct str shown = o->config;
	const char *path;

	config_default(&s->config, s->root);
	if (source == NULL)
		return true;
	if (o->config.len > 0) {
		struct str real;

		if (!canonical(a, o->config.at, &real, err))
			return err_wrap(err, "--config");
		path = str_keep(a, real).at;
		if (file_kind(path) == FILE_DIRECTORY)
			return err_set(
				err, "--config: " STR_FMT " is a folder: name the file in it",
				STR_ARG(o->config));
		if (path_within(real, s->root) && real.len > s->root.len)
			shown = (struct str){
				real.at + s->root.len + 1, real.len - s->root.len - 1
			};
	} else {
		path = in_folder(a, s->root, source->name);
		shown = str_of(source->name);
		if (leads_out(s, o, path))
			return err_set(
				err,
				"%s is a link that leads out of the repository: name it with "
				"--config, or say --allow-outside",
				path);
	}

	struct buf text = { 0 };
	bool ok = file_read(path, CONFIG_LIMIT, &text, err);
	if (!ok && file_kind(path) == FILE_LINK)
		err_set(err, "%s is a link that leads to no file", path);
	if (ok) {
		struct config_source from = { shown, buf_text(&text), source->table, source->read };

		ok = config_read(&s->config, a, s->root, &from, err);
	}
	buf_release(&text);
	return ok;
}

static void
scan_settings(struct session *s, const struct options *o, struct scan_options *out)
{
	const struct config *c = &s->config;
	uint32_t count = 0;

	for (uint32_t i = 0; i < c->services.count; i++)
		count += c->services.at[i].requirements.count;
	struct str *manifests = arena_array(s->arena, struct str, (size_t)count + 1);
	count = 0;
	for (uint32_t i = 0; i < c->services.count; i++)
		for (uint32_t r = 0; r < c->services.at[i].requirements.count; r++)
			manifests[count++] = c->services.at[i].requirements.at[r].text;

	struct str *importers = arena_array(s->arena, struct str, (size_t)c->importers.count + 1);
	for (uint32_t i = 0; i < c->importers.count; i++)
		importers[i] = c->importers.at[i].text;
	*out = (struct scan_options){
		.root = s->root,
		.exclude = c->exclude,
		.manifests = { manifests, count },
		.reading = { { importers, c->importers.count } },
		.texts = s->texts,
		.outside = o->allow_outside,
		.progress = s->progress,
		.watch = s->watch,
		.jobs = s->jobs,
		.sums = o->fix || o->diff,
		.cache = o->no_cache ? NULL : cache_path(s->arena, c),
		.cache_key = cache_key(s->arena, c),
	};
}

/* The installed environment, if there is one, in *out. What $VIRTUAL_ENV names is part of the
 * input as the files are. */
static bool
open_installed(const struct session *s, const struct scan_options *scan, struct installed **out,
               struct err *err)
{
	const struct config_text *configured = &s->config.environment;
	const char *active = getenv("VIRTUAL_ENV");
	const struct installed_options options = {
		.root = s->root,
		.configured = configured->text,
		.active = active != NULL ? str_of(active) : STR(""),
		.python = &grammar_python,
		.reading = scan->reading,
	};

	return installed_open(out, s->arena, &options, err) ||
	       err_wrap(err, STR_FMT ":%u:%u: `environment`", STR_ARG(s->config.file),
	                configured->place.line, configured->place.column);
}

bool
session_configure(struct session *out, struct arena *a, const struct options *o,
                  struct strs operands, struct err *err)
{
	const struct source *source;
	struct str start;

	out->arena = a;
	out->jobs = o->jobs > 0 ? o->jobs : pool_cores();
	return find_start(out, operands, &start, err) && find_root(out, start, &source, err) &&
	       place_operands(out, operands, err) && load_config(out, o, source, err);
}

bool
session_open(struct session *out, struct arena *a, const struct options *o, struct strs operands,
             struct err *err)
{
	struct scan_options options;
	struct installed *installed;

	if (!session_configure(out, a, o, operands, err))
		return false;
	out->config.python_file = read_python_version(out, o);
	scan_settings(out, o, &options);
	out->cache = options.cache;
	out->cache_key = cache_judging_key(options.cache_key, &out->config);
	if (!open_installed(out, &options, &installed, err) ||
	    !scan_run(&out->scan, a, &options, grammars_all(), err))
		return false;
	project_build(&out->project, a, &out->config, &out->scan, out->jobs);
	out->project.installed = installed;
	stopwatch_lap(out->watch, "model");
	return true;
}

bool
session_modules(const struct session *s, struct err *err)
{
	const struct project *p = &s->project;

	for (module_id m = 0; m < p->modules.count; m++) {
		for (uint32_t i = 0; i < s->paths.count; i++)
			if (path_within(p->modules.at[m].path, s->paths.at[i]))
				return true;
		if (s->paths.count == 0)
			return true;
	}
	return err_set(err, "no Python file was analysed in " STR_FMT ": is this the right folder?",
	               STR_ARG(s->paths.count > 0 ? s->paths.at[0] : s->root));
}

bool
session_services(const struct session *s, struct strs names, struct err *err)
{
	const struct project *p = &s->project;

	for (uint32_t i = 0; i < names.count; i++) {
		if (project_service(p, names.at[i]) != ID_NONE)
			continue;
		struct buf all = { 0 };
		for (service_id id = 0; id < p->services.count && all.len < 300; id++)
			buf_printf(&all, "%s" STR_FMT, id > 0 ? ", " : "",
			           STR_ARG(p->services.at[id].name));
		err_set(err, "there is no service `" STR_FMT "`; there %s: " STR_FMT,
		        STR_ARG(names.at[i]), p->services.count == 0 ? "is none" : "are",
		        STR_ARG(p->services.count == 0 ? STR("list some under `services`")
		                                       : buf_text(&all)));
		buf_release(&all);
		return false;
	}
	return true;
}
