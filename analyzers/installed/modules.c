/*
 * modules.c - a dotted name → a file of the environment → its facts.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/path.h"
#include "installed/inside.h"

/* Modules and files that a run looks at: more is no program. */
#define MODULES_MOST 200000
#define FACTS_MOST   50000
/* An __init__ that spreads its package tells so in its first lines. */
#define SHARED_LIMIT 4096

/* pkgutil.extend_path(), pkg_resources.declare_namespace(): other directories of that name are of
 * the package, too. */
static bool
is_shared(struct installed *env, struct str init)
{
	struct str text;

	if (!files_read(env, init, &text))
		return false;
	if (text.len > SHARED_LIMIT)
		text.len = SHARED_LIMIT;
	return str_has(text, STR("declare_namespace")) || str_has(text, STR("extend_path"));
}

/* Is "name.<anything>.so" or .pyd in the directory? */
static bool
has_extension(const struct folder *folder, struct str name)
{
	for (uint32_t i = files_first(folder, name); i < folder->items.count; i++) {
		const struct item *item = &folder->items.at[i];

		if (!str_starts(item->name, name))
			return false;
		if (item->name.len > name.len && item->name.at[name.len] == '.' &&
		    item->kind == FILE_REGULAR &&
		    (path_has_ext(item->name, STR("so")) || path_has_ext(item->name, STR("pyd"))))
			return true;
	}
	return false;
}

/* The file "name.ext" of the directory, or "". */
static struct str
file_of(struct installed *env, const struct folder *folder, struct str name, const char *ext)
{
	const char *file = arena_printf(env->arena, STR_FMT ".%s", STR_ARG(name), ext);
	struct str text = str_of(file);

	return files_kind(folder, text) == FILE_REGULAR
	               ? path_join(env->arena, folder->path, text)
	               : STR("");
}

/* The stub of an extension in a package of stubs: "a-stubs/b.pyi" for a.b. */
static struct str
stub_of(struct installed *env, struct str dotted)
{
	struct arena *a = env->arena;
	struct str rest = dotted, part, path;

	(void)str_cut(&rest, '.', &part);
	const char *stubs = arena_printf(a, STR_FMT "-stubs", STR_ARG(part));
	path = str_of(stubs);
	for (bool more = str_cut(&rest, '.', &part); more;) {
		struct str next = part;

		more = str_cut(&rest, '.', &part);
		path = path_join(a, path, next);
	}
	for (uint32_t i = 0; i < env->sites.count; i++) {
		struct str at = path_join(a, env->sites.at[i], path), file;

		file = file_of(env, files_folder(env, path_dir(at)), path_base(at), "pyi");
		if (file.len == 0)
			file = file_of(env, files_folder(env, at), STR("__init__"), "pyi");
		if (file.len > 0)
			return file;
	}
	return STR("");
}

/* Is it "name.py", or an extension of that name? `name` is the module's, or "__init__". */
static bool
find_file(struct installed *env, struct module_row *row, const struct folder *folder,
          struct str name)
{
	struct str source = file_of(env, folder, name, "py");

	/* The extension is what is loaded; what it is made from, if it is there, tells of it. */
	if (has_extension(folder, name)) {
		row->shown.kind = INSTALLED_EXTENSION;
		row->source = source;
		if (source.len == 0)
			row->source = file_of(env, folder, name, "pyi");
		if (row->source.len == 0)
			row->source = stub_of(env, row->shown.name);
		row->shown.stub = path_has_ext(row->source, STR("pyi"));
		return true;
	}
	row->source = source;
	return source.len > 0;
}

/* The directories of that name, all of them. */
static struct path_list
portions(struct installed *env, struct path_list dirs, struct str name)
{
	struct path_list found = { 0 };

	for (uint32_t i = 0; i < dirs.count; i++)
		if (files_kind(files_folder(env, dirs.at[i]), name) == FILE_DIRECTORY)
			*vec_push(env->arena, &found) = path_join(env->arena, dirs.at[i], name);
	return found;
}

static bool
find_package(struct installed *env, struct module_row *row, struct path_list dirs, uint32_t at,
             struct str name)
{
	struct str dir = path_join(env->arena, dirs.at[at], name);

	row->shown.kind = INSTALLED_PACKAGE;
	row->shown.package = true;
	if (!find_file(env, row, files_folder(env, dir), STR("__init__")))
		return false;
	row->shared = row->shown.kind == INSTALLED_PACKAGE && is_shared(env, row->source);
	if (row->shared)
		row->dirs = portions(env, dirs, name);
	else
		*vec_push(env->arena, &row->dirs) = dir;
	return true;
}

/* As the path finder: the first directory that has it, but for namespaces, which no module or
 * package of that name stands before. */
static bool
find_in(struct installed *env, struct module_row *row, struct path_list dirs, struct str name)
{
	for (uint32_t i = 0; i < dirs.count; i++) {
		if (files_kind(files_folder(env, dirs.at[i]), name) == FILE_DIRECTORY &&
		    find_package(env, row, dirs, i, name))
			return true;
		row->shown.kind = INSTALLED_MODULE;
		row->shown.package = false;
		if (find_file(env, row, files_folder(env, dirs.at[i]), name))
			return true;
	}
	row->shown.kind = INSTALLED_NAMESPACE;
	row->dirs = portions(env, dirs, name);
	return row->dirs.count > 0;
}

/* What is developed in place is found after all else. */
static bool
find_editable(struct installed *env, struct module_row *row, struct str name)
{
	struct path_list dirs = { 0 };
	struct str dir;

	if (row->shown.name.len != name.len || !editable_find(env, name, &dir))
		return false;
	*vec_push(env->arena, &dirs) = dir;
	return find_in(env, row, dirs, name);
}

/* What a file is called in a report. */
static struct str
show(struct installed *env, struct str path)
{
	struct str root = env->options.root, from = env->base;
	const char *name = "<environment>";

	if (path.len == 0 || (root.len > 1 && path_within(path, root) && path.len > root.len))
		return path.len == 0
		               ? path
		               : (struct str){ path.at + root.len + 1, path.len - root.len - 1 };
	for (uint32_t i = 0; i < env->sites.count; i++)
		if (path_within(path, env->sites.at[i])) {
			from = env->sites.at[i];
			name = "<site-packages>";
		}
	const char *text = arena_printf(
		env->arena, "%s" STR_FMT, name, (int)(path.len - from.len), path.at + from.len);
	return str_of(text);
}

/* The module `name` in the directories, which is `dotted` in full. */
static const struct module_row *
look_up(struct installed *env, struct path_list dirs, struct str name, struct str dotted)
{
	name_id id = names_put(env->names, dotted);
	bool fresh;
	uint32_t *at = map_put(env->arena, &env->module_of, id, &fresh);
	struct module_row *row;

	if (!fresh)
		return *at != 0 ? env->modules.at[*at - 1] : NULL;
	if (env->modules.count >= MODULES_MOST || !is_module_part(name))
		return NULL;
	row = arena_new(env->arena, struct module_row);
	row->shown.name = names_text(env->names, id);
	if (!find_in(env, row, dirs, name) && !find_editable(env, row, name))
		return NULL;
	row->shown.path = show(env, row->source);
	*vec_push(env->arena, &env->modules) = row;
	*at = env->modules.count;
	return row;
}

const struct module_row *
module_find(struct installed *env, struct str dotted)
{
	const struct module_row *row = NULL;
	struct path_list dirs = env->roots;
	struct str rest = dotted, part;

	/* Down from the top, and no further than there are directories. */
	while (str_cut(&rest, '.', &part)) {
		struct str name = { dotted.at, (size_t)(part.at - dotted.at) + part.len };

		row = look_up(env, dirs, part, name);
		if (row == NULL)
			return NULL;
		dirs = row->dirs;
	}
	return row;
}

const struct installed_module *
module_shown(struct installed *env, struct str dotted)
{
	const struct module_row *row = module_find(env, dotted);

	return row != NULL ? &row->shown : NULL;
}

static const struct facts *
read_facts(struct installed *env, struct str path)
{
	const struct grammar *grammar = env->options.python;
	struct arena scratch = { 0 };
	struct facts *facts;
	struct str text;

	if (env->facts_read >= FACTS_MOST || !files_read(env, path, &text))
		return NULL;
	env->facts_read++;
	if (env->worker == NULL && grammar->worker_new != NULL)
		env->worker = grammar->worker_new(&env->options.reading);
	struct fact_writer *w = facts_write(&scratch);
	grammar->read(env->worker, &scratch, path, text, w);
	facts = arena_new(env->arena, struct facts);
	if (!facts_open(facts_seal(w, env->arena), facts))
		die("the facts of " STR_FMT " are broken", STR_ARG(path));
	arena_release(&scratch);
	return facts;
}

static struct module_row *
row_of(struct installed *env, struct str dotted)
{
	name_id id = names_find(env->names, dotted);
	const uint32_t *at = id != NAME_NONE ? map_find(&env->module_of, id) : NULL;

	return at != NULL && *at != 0 ? env->modules.at[*at - 1] : NULL;
}

const struct facts *
module_facts(struct installed *env, const struct installed_module *m)
{
	struct module_row *row = row_of(env, m->name);

	if (row == NULL || env->options.python == NULL)
		return NULL;
	if (!row->is_read) {
		row->is_read = true;
		if (row->source.len > 0)
			row->facts = read_facts(env, row->source);
	}
	return row->facts;
}

bool
module_source(struct installed *env, struct str dotted, struct str *text)
{
	const struct module_row *row = row_of(env, dotted);

	return row != NULL && row->facts != NULL && files_read(env, row->source, text);
}
