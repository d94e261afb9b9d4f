/*
 * absent.c - the signs, from the cheapest to those for which files are read.
 */
#include "imports/absent.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/path.h"
#include "base/vec.h"
#include "common/reread.h"
#include "common/submodules.h"
#include "imports/importing.h"
#include "imports/required.h"
#include "imports/stems.h"
#include "rules/python.h"
#include "rules/std.h"

/* A build file over this many bytes is not searched. */
#define BUILD_FILE_LIMIT (1u << 20)
/* Directories above the missing module in which build files are looked for. */
#define UP_LIMIT 64

/* So many projects are looked through. */
#define PROJECTS_MOST 300

struct absent {
	const struct project *p;
	struct arena *a;
	struct stems *stems;
	struct names *paths; /* of files read … */
	struct map texts;    /* name of the path → row in read + 1 */
	VEC(, struct str) read;
	struct str modules; /* .gitmodules */
};

/* A missing module: what is there of its name, and what is not. */
struct gap {
	struct str root;    /* under which it is looked up; "" for relative imports */
	struct str dir;     /* where the first missing part is looked up */
	struct str rest;    /* the missing parts, dotted */
	struct str first;   /* the first of them, and … */
	struct str leaf;    /* the last */
	struct str path;    /* dir/the/missing/parts, without extension */
	struct strs around; /* files of the packages around it, outermost first */
};

/* Files that say how a project is built; those with `settings` say much else, too, so that a
 * name in them counts only beside a word about making files. */
static const struct {
	const char *name;
	bool settings;
} build_files[] = {
	{ "setup.py", false },     { "setup.cfg", true },       { "pyproject.toml", true },
	{ "meson.build", false },  { "CMakeLists.txt", false }, { "Cargo.toml", false },
	{ "Makefile", false },     { "makefile", false },       { "GNUmakefile", false },
	{ "build.py", false },     { "hatch_build.py", false }, { "noxfile.py", false },
	{ "tox.ini", true },       { "justfile", false },       { "Justfile", false },
	{ "Taskfile.yml", false }, { "BUILD", false },          { "BUILD.bazel", false },
};

/* Words about making files, in settings. */
static const char *const making_words[] = {
	"module-name", "module_name",        "version_file",      "version-file", "write_to",
	"write-to",    "versionfile_source", "versionfile_build", "build_file",   "build-file",
	"target",      "ext_modules",        "ext-modules",       "path",
};

/* In one of these an extension module is built where its name is not spelled out. */
static const char *const native_words[] = {
	"ext_modules", "Extension", "cffi_modules",  "extension_module", "pybind11", "nanobind",
	"cythonize",   "maturin",   "RustExtension", "PyInit",           "pyo3",     "cdylib",
};

static const char *const version_names[] = {
	"_version",    "version",        "__version__",  "_scm_version", "_build_version",
	"__about__",   "_version_info",  "_git_version", "git_version",  "_build_info",
	"_git_commit", "__build_info__", "_build",
};

static const char *const version_words[] = {
	"setuptools_scm", "setuptools-scm",
	"hatch-vcs",      "versioneer",
	"versioningit",   "pbr",
	"flit_scm",       "poetry-dynamic-versioning",
	"write_to",       "version_file",
	"vcs_versioning", "pdm-backend",
	"dunamai",
};

/* In one of these the package around finds its modules by itself. */
static const char *const hook_words[] = {
	"__path__",
	"sys.modules",
	"meta_path",
	"path_hooks",
	"extend_path",
	"declare_namespace",
	"sys.path_importer_cache",
};

/* The file's text, read once; "" when it cannot be read or is large. */
static struct str
text_of(struct absent *x, struct str path)
{
	struct buf buf = { 0 };
	bool fresh;
	uint32_t *row = map_put(x->a, &x->texts, names_put(x->paths, path), &fresh);

	if (fresh) {
		*row = x->read.count;
		*vec_push(x->a, &x->read) = (struct str){ "", 0 };
		if (reread_file(x->p, path, &buf) && buf.len <= BUILD_FILE_LIMIT)
			x->read.at[x->read.count - 1] = str_keep(x->a, buf_text(&buf));
		buf_release(&buf);
	}
	return x->read.at[*row];
}

static bool
mentions_any(struct str text, const char *const words[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (reread_mentions(text, str_of(words[i])))
			return true;
	return false;
}

struct absent *
absent_new(struct arena *a, const struct project *p)
{
	struct absent *x = arena_new(a, struct absent);

	x->p = p;
	x->a = a;
	x->stems = stems_new(a, p->scan->paths);
	x->paths = names_new(a);
	if (scan_has(p->scan, STR(".gitmodules")))
		x->modules = text_of(x, STR(".gitmodules"));
	return x;
}

/* `path` + `more`. */
static struct str
append(struct absent *x, struct str path, const char *more)
{
	size_t len = strlen(more);
	char *at = arena_array(x->a, char, path.len + len + 1);

	if (path.len > 0)
		memcpy(at, path.at, path.len);
	memcpy(at + path.len, more, len);
	return (struct str){ at, path.len + len };
}

/* Follow `dotted` down from dir as far as there are packages. False when its first part is
 * neither package nor module there. */
static bool
descend(struct absent *x, struct str dir, struct str dotted, struct gap *out)
{
	struct str *around = arena_array(x->a, struct str, dotted.len + 1);
	struct str rest = dotted, part;
	uint32_t count = 0;
	bool any = false;

	for (;;) {
		struct str before = rest;

		if (!str_cut(&rest, '.', &part))
			break;

		struct str sub = path_join(x->a, dir, part);
		struct str init = path_join(x->a, sub, STR("__init__.py"));
		bool package = scan_has(x->p->scan, init);

		if (package)
			around[count++] = init;
		else if (scan_has(x->p->scan, append(x, sub, ".py")))
			around[count++] = append(x, sub, ".py");
		if (!package && !scan_has_dir(x->p->scan, sub)) {
			any = any || count > 0;
			rest = before;
			break;
		}
		any = true;
		dir = sub;
	}
	out->dir = dir;
	out->rest = rest;
	out->around = (struct strs){ around, count };
	return any;
}

static bool
find_gap(struct absent *x, const struct fault *fault, struct gap *out)
{
	const struct project *p = x->p;
	const struct module *module = &p->modules.at[fault->module];
	const struct fact_import *row = &module->facts->imports.at[fault->edge->import];
	struct str dir = path_dir(module->path);
	bool found = false;

	if (row->level > 0) {
		for (unsigned up = 1; up < row->level; up++)
			dir = path_dir(dir);
		/* Files that are laid over somebody else's package often have no __init__.py
		 * beside them, and import what is only there. */
		if (!scan_has(p->scan, path_join(x->a, dir, STR("__init__.py"))))
			return false;
		descend(x, dir, facts_text(module->facts, row->module), out);
		found = true;
	} else {
		struct strs roots = p->environments.at[fault->service->env].roots;
		struct str name = names_text(p->names, fault->edge->name);

		/* A module or a package with an __init__ comes before a folder. */
		for (int pass = 0; pass < 2 && !found; pass++)
			for (uint32_t i = 0; i < roots.count && !found; i++) {
				out->root = roots.at[i];
				found = descend(x, out->root, name, out) &&
				        (pass > 0 || out->around.count > 0);
			}
	}
	if (!found || out->rest.len == 0)
		return false;

	struct str rest = out->rest;

	str_cut(&rest, '.', &out->first);
	rest = out->rest;
	while (str_cut(&rest, '.', &out->leaf))
		;
	out->path = path_dotted(x->a, out->dir, out->rest);
	return true;
}

/* Does a package around it make its modules up? Of a file that was not read nothing is
 * known. */
static bool
is_hooked(struct absent *x, const struct gap *gap)
{
	for (uint32_t i = 0; i < gap->around.count; i++) {
		struct str path = gap->around.at[i];
		module_id m = project_module_at(x->p, path);

		if (m == ID_NONE || x->p->modules.at[m].opaque ||
		    x->p->modules.at[m].facts->problems.count > 0 ||
		    mentions_any(text_of(x, path), hook_words, countof(hook_words)))
			return true;

		if (facts_bound(x->p->modules.at[m].facts, 0, STR("__getattr__")).count > 0)
			return true;
	}
	return false;
}

/* The name that is imported, and its first part; false for a relative import. */
static bool
is_absolute(const struct absent *x, const struct fault *fault, struct str *name, struct str *first)
{
	const struct facts *f = x->p->modules.at[fault->module].facts;
	struct str rest;

	rest = *name = names_text(x->p->names, fault->edge->name);
	return f->imports.at[fault->edge->import].level == 0 && str_cut(&rest, '.', first);
}

/* Would it be found from a folder around the importing file, had that been put on sys.path? */
static bool
is_beside(struct absent *x, const struct fault *fault)
{
	struct str dir = path_dir(x->p->modules.at[fault->module].path), name, first;

	if (!is_absolute(x, fault, &name, &first))
		return false;
	for (int up = 0; up < UP_LIMIT; up++, dir = path_dir(dir)) {
		if (importing_has(x->a, x->p, dir, name))
			return true;
		if (dir.len == 0)
			break;
	}
	return false;
}

/* Generated files are kept out of the repository on purpose. */
static bool
is_ignored(struct absent *x, const struct gap *gap)
{
	const struct str paths[] = {
		append(x, gap->path, ".py"),
		append(x, gap->path, "/__init__.py"),
	};
	bool ignored[countof(paths)] = { 0 };

	scan_ignored(x->p->scan, x->a, (struct strs){ paths, countof(paths) }, ignored);
	for (size_t i = 0; i < countof(paths); i++)
		if (ignored[i])
			return true;
	return false;
}

/* Is the folder a link, or a submodule that is not checked out? */
static bool
is_elsewhere(struct absent *x, const struct gap *gap)
{
	const struct scan *scan = x->p->scan;

	for (uint32_t i = 0; i < scan->links.count; i++)
		if (path_within(gap->path, scan->links.at[i]) ||
		    str_eq(append(x, gap->path, ".py"), scan->links.at[i]))
			return true;

	return submodules_hold(x->modules, gap->path);
}

/* The last part of a path in an image: "/app/common/" is called "common". */
static struct str
called(struct str path)
{
	while (path.len > 0 && path.at[path.len - 1] == '/')
		path.len--;
	return path_base(path);
}

/* Does a COPY of the service's image put something of that name somewhere? */
static bool
is_copied(struct absent *x, const struct service *s, const struct gap *gap)
{
	for (uint32_t i = 0; i < s->dockerfiles.count; i++) {
		file_id id = scan_file(x->p->scan, s->dockerfiles.at[i]);

		if (id == UINT32_MAX)
			continue;

		const struct facts *f = &x->p->scan->files.at[id].facts;

		for (uint32_t r = 0; r < f->directives.count; r++) {
			const struct fact_directive *d = &f->directives.at[r];
			struct str from = called(facts_text(f, d->key));
			struct str to = called(facts_text(f, d->value));

			if (d->kind == DIRECTIVE_COPY &&
			    (str_eq(from, gap->first) || str_eq(to, gap->first) ||
			     str_eq(path_stem(from), gap->leaf) ||
			     str_eq(path_stem(to), gap->leaf)))
				return true;
		}
	}
	return false;
}

/* Does the text name the module, by its file or its dotted name? */
static bool
names_it(struct absent *x, struct str text, const struct fault *fault, const struct gap *gap)
{
	struct str name = names_text(x->p->names, fault->edge->name), upper = name;

	/* The name up to its first missing part. */
	if (name.len > gap->rest.len)
		upper.len -= gap->rest.len - gap->first.len;
	return reread_mentions(text, append(x, gap->leaf, ".py")) || reread_mentions(text, name) ||
	       reread_mentions(text, upper) ||
	       (gap->leaf.at[0] == '_' && reread_mentions(text, gap->leaf));
}

static bool
is_made_by(struct absent *x, struct str text, const struct fault *fault, const struct gap *gap)
{
	struct str rest = text, line;

	while (str_cut(&rest, '\n', &line))
		if (mentions_any(line, making_words, countof(making_words)) &&
		    names_it(x, line, fault, gap))
			return true;
	return false;
}

/* What a build file says of the missing module. */
static bool
is_built_by(struct str text, const struct gap *gap)
{
	if (mentions_any(text, native_words, countof(native_words)) &&
	    (gap->leaf.at[0] == '_' || reread_mentions(text, gap->first) ||
	     reread_mentions(text, gap->leaf)))
		return true;
	for (size_t i = 0; i < countof(version_names); i++)
		if (str_eq(gap->leaf, str_of(version_names[i])) &&
		    mentions_any(text, version_words, countof(version_words)))
			return true;
	return false;
}

/* Does the package around it take over all of a module of its own? A compiled one may bring
 * submodules along. */
static bool
takes_all(const struct absent *x, const struct gap *gap)
{
	module_id m =
		gap->around.count > 0
			? project_module_at(x->p, gap->around.at[gap->around.count - 1])
			: ID_NONE;

	for (uint32_t i = 0; m != ID_NONE && i < x->p->modules.at[m].facts->imports.count; i++) {
		const struct facts *f = x->p->modules.at[m].facts;
		const struct fact_import *row = &f->imports.at[i];

		if (row->level > 0 && str_eq(facts_text(f, row->name), STR("*")))
			return true;
	}
	return false;
}

/* Is it compiled or generated from a source beside it, or by a build file around it? */
static bool
is_built(struct absent *x, const struct fault *fault, const struct gap *gap)
{
	struct str dir = gap->dir, project = gap->dir;
	bool native = false;

	for (int up = 0; up < UP_LIMIT; up++, dir = path_dir(dir)) {
		for (size_t i = 0; i < countof(build_files); i++) {
			struct str build = path_join(x->a, dir, str_of(build_files[i].name));

			if (!scan_has(x->p->scan, build))
				continue;

			struct str text = text_of(x, build);

			if (is_built_by(text, gap) ||
			    (build_files[i].settings ? is_made_by(x, text, fault, gap)
			                             : names_it(x, text, fault, gap)))
				return true;
			if (mentions_any(text, native_words, countof(native_words))) {
				project = native ? project : dir;
				native = true;
			}
		}
		if (dir.len == 0)
			break;
	}
	for (uint32_t i = 0; i < fault->service->dockerfiles.count; i++)
		if (names_it(x, text_of(x, fault->service->dockerfiles.at[i]), fault, gap))
			return true;
	return (native && takes_all(x, gap)) ||
	       stems_explain(x->stems, gap->leaf, gap->dir, native ? &project : NULL) ||
	       stems_explain(x->stems, gap->first, gap->dir, native ? &project : NULL);
}

/* Is the folder that names are looked up in a package itself? Then its modules are not started from there, but loaded as
 * parts of it, and what they are called hides nothing. */
static bool
is_root_package(const struct absent *x, const struct gap *gap)
{
	return scan_has(x->p->scan, path_join(x->a, gap->root, STR("__init__.py")));
}

/* Is it the standard library's or a library's by its first part, that a module of such a folder is called like? */
static bool
is_others(const struct absent *x, const struct fault *fault, const struct gap *gap)
{
	struct str name, first;

	if (!is_absolute(x, fault, &name, &first) || !is_root_package(x, gap))
		return false;
	return stdlib_has(x->p->python, first) || import_is_library(first);
}

/* Is the module in another project that is called like the first part of the name, or is an add-on of that (`beacon-aws`)? They
 * are installed into one folder. */
static bool
is_added_to(struct absent *x, const struct fault *fault)
{
	struct str name, first;

	if (fault->service->dockerfiles.count > 0 || !is_absolute(x, fault, &name, &first))
		return false;
	for (uint32_t i = 0; i < x->p->own.count && i < PROJECTS_MOST; i++) {
		const struct own_project *other = &x->p->own.at[i];
		struct str dir = path_dir(x->p->scan->files.at[other->file].path);

		if (required_begins(other->name, first) && !str_eq(dir, fault->service->path) &&
		    (importing_has(x->a, x->p, dir, name) ||
		     importing_has(x->a, x->p, path_join(x->a, dir, STR("src")), name)))
			return true;
	}
	return false;
}

/* A manifest of the service names a distribution like the first part of the name. Only what is
 * in the service's own directory comes before it on sys.path for sure. */
static bool
is_required(struct absent *x, const struct fault *fault, const struct gap *gap)
{
	const struct service *s = fault->service;
	struct str name, first;

	if ((str_eq(gap->root, s->path) && !is_root_package(x, gap)) ||
	    !is_absolute(x, fault, &name, &first))
		return false;
	for (uint32_t i = 0; i < s->manifests.count; i++) {
		file_id id = scan_file(x->p->scan, s->manifests.at[i]);

		if (id != UINT32_MAX &&
		    required_by(
			    x->p, &x->p->scan->files.at[id].facts, first, is_root_package(x, gap)))
			return true;
	}
	/* A Pipfile leaves the version to its lock, which has none for a folder. */
	for (uint32_t i = 0; i < s->locks.count; i++) {
		file_id id = scan_file(x->p->scan, s->locks.at[i]);

		if (id != UINT32_MAX && str_eq(path_base(s->locks.at[i]), STR("Pipfile.lock")) &&
		    required_locked(&x->p->scan->files.at[id].facts, first))
			return true;
	}
	return false;
}

/* Is the first part a folder without __init__.py, and has a distribution that the service declares a package of that name?
 * That one is found, whatever is further down. */
static bool
is_installed(const struct absent *x, const struct fault *fault)
{
	const struct service *s = fault->service;
	struct str name, first;
	module_id to;

	if (!is_absolute(x, fault, &name, &first) ||
	    project_find(x->p, s->env, first, &to) == TARGET_MODULE)
		return false;
	for (uint32_t i = 0; i < s->manifests.count; i++) {
		file_id id = scan_file(x->p->scan, s->manifests.at[i]);

		if (id != UINT32_MAX && required_has(&x->p->scan->files.at[id].facts, first))
			return true;
	}
	return false;
}

/* Has the standard library such a module? Then ours of the name is not what is found. */
static bool
is_of_python(const struct absent *x, const struct fault *fault)
{
	struct str name, first;

	return is_absolute(x, fault, &name, &first) && std_has_module(x->p->python, name);
}

bool
absent_explained(struct absent *x, const struct fault *fault)
{
	struct gap gap = { .root = { "", 0 } };

	if (!find_gap(x, fault, &gap))
		return true; /* it is there, in a way that is not ours to judge */
	return is_of_python(x, fault) || importing_finds(x->a, x->p, fault) ||
	       importing_asks(x->p, fault, text_of(x, x->p->modules.at[fault->module].path)) ||
	       is_beside(x, fault) || is_elsewhere(x, &gap) || is_required(x, fault, &gap) ||
	       is_installed(x, fault) || is_copied(x, fault->service, &gap) || is_hooked(x, &gap) ||
	       is_added_to(x, fault) || is_others(x, fault, &gap) || is_built(x, fault, &gap) ||
	       is_ignored(x, &gap);
}
