/*
 * entries.c - what a command line starts.
 *
 * The servers, runners and wrappers that Python services are started with. What is not
 * understood starts nothing: the service's every file is an entry then.
 */
#include "base/path.h"
#include "project/model.h"

struct starter {
	struct starts *to;
	struct model *m;
	const struct command_line *line;
};

static bool
is_one_of(struct str word, const char *const names[], size_t count)
{
	return str_is_any(path_base(word), names, count);
}

/* python, python3, python3.11, pypy3 */
static bool
is_python(struct str word)
{
	struct str base = path_base(word);
	size_t i;

	if (str_starts(base, STR("python")))
		i = 6;
	else if (str_starts(base, STR("pypy")))
		i = 4;
	else
		return false;
	for (; i < base.len; i++)
		if (!char_is_digit(base.at[i]) && base.at[i] != '.')
			return false;
	return true;
}

static void
add_entry(struct starter *s, module_id module)
{
	for (uint32_t i = 0; i < s->to->entries->count; i++)
		if (s->to->entries->at[i] == module)
			return;
	*vec_push(s->m->arena, s->to->entries) = module;
}

/* A file as the command names it: by the image's mapping, the service's folder, the root. */
static bool
start_file(struct starter *s, struct str path)
{
	struct model *m = s->m;
	struct str there, tried;
	bool absolute = path.len > 0 && path.at[0] == '/';

	if (!path_has_ext(path, STR("py")))
		return false;
	if (absolute)
		path = (struct str){ path.at + 1, path.len - 1 };
	if (!path_resolve(m->arena, absolute ? STR("") : s->line->workdir, path, &there))
		return false;
	for (uint32_t i = s->to->deployment->copies.count; i > 0; i--) {
		const struct mapping *c = &s->to->deployment->copies.at[i - 1];

		if (!mapping_back(m->arena, c, there, &tried))
			continue;
		module_id module = tree_module_at(m, tried);
		if (module != ID_NONE) {
			add_entry(s, module);
			str_vec_add(m, s->to->roots, path_dir(tried));
			return true;
		}
	}
	/* The context may be the service's folder: seen from where the process starts. */
	if (path_within(there, s->line->workdir) && there.len > s->line->workdir.len) {
		size_t cut = s->line->workdir.len > 0 ? s->line->workdir.len + 1 : 0;
		path = (struct str){ there.at + cut, there.len - cut };
	}
	module_id module = entry_find(m, s->to->env, s->to->service_path, path);
	if (module == ID_NONE)
		return false;
	add_entry(s, module);
	str_vec_add(m, s->to->roots, path_dir(m->modules.at[module].path));
	return true;
}

/* "pkg.module:app", "pkg.module": with its packages and, for -m, its __main__. */
static bool
start_module(struct starter *s, struct str dotted, bool as_main)
{
	struct str rest = dotted, name;

	if (!str_cut(&rest, ':', &name))
		return false;
	struct lookup l = lookup_absolute(s->m, s->to->env, name);
	if (!l.whole || l.found.module == ID_NONE)
		return false;
	add_entry(s, l.found.module);
	if (as_main && l.found.kind == FOUND_PACKAGE) {
		for (uint32_t i = 0; i < l.found.dirs.count; i++) {
			struct lookup sub =
				lookup_below(s->m, s->to->env, l.found.dirs.at[i], STR("__main__"));
			if (sub.whole && sub.found.module != ID_NONE)
				add_entry(s, sub.found.module);
		}
	}
	for (size_t i = 0; i < name.len; i++) {
		if (name.at[i] != '.')
			continue;
		struct lookup upper = lookup_absolute(s->m, s->to->env, (struct str){ name.at, i });
		if (upper.whole && upper.found.kind == FOUND_PACKAGE)
			add_entry(s, upper.found.module);
	}
	return true;
}

/* The value of an option in words[from..]: "--source=main.py" or "--source main.py". */
static struct str
option(struct strs words, uint32_t from, struct str name)
{
	for (uint32_t i = from; i < words.count; i++) {
		struct str w = words.at[i];

		if (str_eq(w, name) && i + 1 < words.count)
			return words.at[i + 1];
		if (w.len > name.len && w.at[name.len] == '=' && str_starts(w, name))
			return (struct str){ w.at + name.len + 1, w.len - name.len - 1 };
	}
	return STR("");
}

static bool
has_word(struct strs words, uint32_t from, struct str word)
{
	while (from < words.count && !str_eq(words.at[from], word))
		from++;
	return from < words.count;
}

static bool start_program(struct starter *s, struct strs words, uint32_t at);

static bool
start_python(struct starter *s, struct strs words, uint32_t at)
{
	for (uint32_t i = at; i < words.count; i++) {
		struct str w = words.at[i];

		/* `python -m uvicorn app:api` is `uvicorn app:api`. */
		if (str_eq(w, STR("-m")))
			return i + 1 < words.count &&
			       (start_module(s, words.at[i + 1], true) ||
			        (!is_python(words.at[i + 1]) && start_program(s, words, i + 1)));
		if (str_eq(w, STR("-c")))
			return false;
		if (str_eq(w, STR("-W")) || str_eq(w, STR("-X"))) {
			i++;
			continue;
		}
		if (w.len > 0 && w.at[0] == '-')
			continue;
		/* Django's manage.py loads by names in its settings: all of it may be meant. */
		if (str_eq(path_base(w), STR("manage.py")))
			return false;
		return start_file(s, w);
	}
	return false;
}

/* Servers that are given "module:object", in any place among their options. */
static bool
start_server(struct starter *s, struct strs words, uint32_t at)
{
	struct str dir = option(words, at, STR("--app-dir"));

	if (dir.len == 0)
		dir = option(words, at, STR("--chdir"));
	if (dir.len > 0 && dir.at[0] != '/') {
		struct str root;

		if (path_resolve(s->m->arena, s->to->service_path, dir, &root))
			str_vec_add(s->m, s->to->roots, root);
	}
	bool any = false;
	for (uint32_t i = at; i < words.count; i++) {
		struct str rest = words.at[i], module, object;

		if (rest.len == 0 || rest.at[0] == '-' || !str_cut(&rest, ':', &module) ||
		    !str_cut(&rest, ':', &object) || object.len == 0)
			continue;
		any = start_module(s, module, false) || any;
	}
	return any;
}

/* A command that a manifest of the service installs. */
static bool
start_script(struct starter *s, struct str program)
{
	struct model *m = s->m;

	for (uint32_t i = 0; i < s->to->manifests->count; i++) {
		file_id id = scan_file(m->scan, s->to->manifests->at[i]);
		const struct facts *f = id != UINT32_MAX ? &m->scan->files.at[id].facts : NULL;

		for (uint32_t d = 0; f != NULL && d < f->directives.count; d++)
			if (f->directives.at[d].kind == DIRECTIVE_SCRIPT &&
			    str_eq(facts_text(f, f->directives.at[d].key), program) &&
			    start_module(s, facts_text(f, f->directives.at[d].value), false))
				return true;
	}
	return false;
}

/* What Lambda calls: "package.module.function". */
static bool
start_handler(struct starter *s, struct str word)
{
	struct str module = str_before_last(word, '.'), function = str_after_last(word, '.');
	struct lookup l = lookup_absolute(s->m, s->to->env, module);

	return module.len > 0 && l.whole && l.found.module != ID_NONE &&
	       facts_bound(s->m->modules.at[l.found.module].facts, 0, function).count > 0 &&
	       start_module(s, module, false);
}

static bool
start_program(struct starter *s, struct strs words, uint32_t at)
{
	static const char *const servers[] = {
		"gunicorn", "uvicorn",   "hypercorn", "daphne", "granian", "waitress-serve",
		"uwsgi",    "gunicorn3", "arq",       "taskiq", "func" /* of Azure's functions */
	};
	static const char *const lambda[] = { "awslambdaric", "lambda-entrypoint.sh" };
	static const char *const by_file[] = { "streamlit", "fastapi", "chainlit", "robyn" };
	struct str program = path_base(words.at[at]);

	if (is_python(program))
		return start_python(s, words, at + 1);
	if (is_one_of(program, servers, countof(servers)))
		return start_server(s, words, at + 1);
	if (str_eq(program, STR("functions-framework"))) {
		struct str source = option(words, at, STR("--source"));
		return start_file(s, source.len > 0 ? source : STR("main.py"));
	}
	/* It watches the workers, and is given no more than their broker. */
	if (str_eq(program, STR("celery")) && has_word(words, at + 1, STR("flower")))
		return true;
	if (str_eq(program, STR("celery"))) {
		struct str app = option(words, at, STR("-A"));
		if (app.len == 0)
			app = option(words, at, STR("--app"));
		return app.len > 0 && start_module(s, app, false);
	}
	if (str_eq(program, STR("flask"))) {
		struct str app = option(words, at, STR("--app"));
		return app.len > 0 && (start_file(s, app) || start_module(s, app, false));
	}
	if (is_one_of(program, by_file, countof(by_file))) {
		for (uint32_t i = at + 1; i < words.count; i++)
			if (path_has_ext(words.at[i], STR("py")))
				return start_file(s, words.at[i]);
		return false;
	}
	if (path_has_ext(program, STR("py")))
		return start_file(s, words.at[at]);
	if (is_one_of(program, lambda, countof(lambda)))
		return at + 1 < words.count && start_handler(s, words.at[at + 1]);
	return start_script(s, program) ||
	       (at + 1 == words.count && start_handler(s, words.at[at]));
}

bool
entries_of_command(struct starts *to, const struct command_line *c)
{
	/* Wrappers start what follows them; their own options are passed over. */
	static const char *const wrappers[] = {
		"exec",        "env",
		"tini",        "dumb-init",
		"--",          "uv",
		"run",         "poetry",
		"pipenv",      "pdm",
		"hatch",       "opentelemetry-instrument",
		"ddtrace-run", "newrelic-admin",
		"run-program", "nohup",
		"time",        "xvfb-run",
		"sh",          "bash",
		"-c",          "sudo",
		"gosu"
	};
	/* What a shell does itself starts nothing. */
	static const char *const builtins[] = {
		"cd",    "echo",  "sleep", "set",  "export", "source", ".",
		"mkdir", "chmod", "wait",  "true", "exit",   "printf"
	};
	struct starter s = { to, to->m, c };

	for (uint32_t i = 0; i < c->words.count; i++) {
		struct str w = c->words.at[i];
		bool assignment = memchr(w.at, '=', w.len) != NULL && w.at[0] != '-';

		if (w.len == 0 || w.at[0] == '-' || assignment ||
		    is_one_of(w, wrappers, countof(wrappers)))
			continue;
		return is_one_of(w, builtins, countof(builtins)) || start_program(&s, c->words, i);
	}
	return true;
}

module_id
entry_find(struct model *m, env_id env, struct str service_path, struct str entry)
{
	struct str path;

	if (path_resolve(m->arena, service_path, entry, &path) &&
	    tree_module_at(m, path) != ID_NONE)
		return tree_module_at(m, path);
	if (path_resolve(m->arena, STR(""), entry, &path) && tree_module_at(m, path) != ID_NONE)
		return tree_module_at(m, path);
	struct lookup l = lookup_absolute(m, env, entry);
	return l.whole ? l.found.module : ID_NONE;
}
