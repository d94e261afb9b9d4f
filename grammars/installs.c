/*
 * installs.c - what pip, uv, Poetry, PDM, Pipenv and conda install when a command runs, and which scripts it runs.
 */
#include "base/arena.h"
#include "base/path.h"
#include "grammars/commands.h"
#include "grammars/conda.h"
#include "grammars/pip.h"

#define PATH_LIMIT 1024 /* bytes; a longer one leads nowhere */

enum targets {
	TARGETS_REQUIREMENTS, /* arguments are requirements or paths */
	TARGETS_FILES,        /* arguments are requirements files */
	TARGETS_PROJECT,      /* the project of the directory, unless arguments say otherwise */
	TARGETS_CONDA,        /* arguments are conda's packages */
};

/* A tool's verb, "" for a tool without verbs. */
struct verb {
	const char *tool, *verb;
	enum targets targets;
};

static const struct verb verbs[] = {
	{ "pip", "install", TARGETS_REQUIREMENTS },
	{ "pip", "download", TARGETS_REQUIREMENTS },
	{ "pip", "wheel", TARGETS_REQUIREMENTS },
	{ "pip", "sync", TARGETS_FILES }, /* uv pip */
	{ "pip-sync", "", TARGETS_FILES },
	{ "uv", "sync", TARGETS_PROJECT },
	{ "uv", "export", TARGETS_PROJECT },
	{ "uv", "add", TARGETS_REQUIREMENTS },
	{ "poetry", "install", TARGETS_PROJECT },
	{ "poetry", "sync", TARGETS_PROJECT },
	{ "poetry", "export", TARGETS_PROJECT },
	{ "poetry", "add", TARGETS_REQUIREMENTS },
	{ "pdm", "install", TARGETS_PROJECT },
	{ "pdm", "sync", TARGETS_PROJECT },
	{ "pdm", "export", TARGETS_PROJECT },
	{ "pdm", "add", TARGETS_REQUIREMENTS },
	{ "pipenv", "install", TARGETS_PROJECT },
	{ "pipenv", "sync", TARGETS_PROJECT },
	{ "pipenv", "requirements", TARGETS_PROJECT },
	{ "conda", "install", TARGETS_CONDA },
	{ "conda", "create", TARGETS_CONDA },
	{ "conda", "env", TARGETS_CONDA },
	{ "mamba", "install", TARGETS_CONDA },
	{ "mamba", "create", TARGETS_CONDA },
	{ "mamba", "env", TARGETS_CONDA },
	{ "micromamba", "install", TARGETS_CONDA },
	{ "micromamba", "create", TARGETS_CONDA },
	{ "micromamba", "env", TARGETS_CONDA },
};

/* Options whose value is the next word. */
static const char *const valued[] = {
	"-i",
	"--index-url",
	"--extra-index-url",
	"-f",
	"--find-links",
	"-t",
	"--target",
	"--prefix",
	"--root",
	"--src",
	"--platform",
	"--python-version",
	"--implementation",
	"--abi",
	"--no-binary",
	"--only-binary",
	"--progress-bar",
	"--trusted-host",
	"--proxy",
	"--retries",
	"--timeout",
	"--cache-dir",
	"--log",
	"--cert",
	"--client-cert",
	"--exists-action",
	"--upgrade-strategy",
	"--config-settings",
	"--config-setting",
	"--global-option",
	"--build-option",
	"--report",
	"--use-feature",
	"--use-deprecated",
	"--root-user-action",
	"--keyring-provider",
	"--python",
	"-p",
	"-d",
	"--dest",
	"-w",
	"--wheel-dir",
	"-b",
	"--build",
	"--build-constraint",
	"--override",
	"--group",
	"--only-group",
	"--no-group",
	"--extra",
	"--no-extra",
	"--index",
	"--default-index",
	"--index-strategy",
	"--link-mode",
	"--resolution",
	"--prerelease",
	"--exclude-newer",
	"--no-build-package",
	"--reinstall-package",
	"--refresh-package",
	"-P",
	"--upgrade-package",
	"--config-file",
	"--color",
	"--allow-insecure-host",
	"--python-preference",
	"--python-platform",
	"--fork-strategy",
	"--exclude-newer-package",
	"--package",
	"--no-install-package",
	"--only",
	"--with",
	"--without",
	"--extras",
	"-E",
	"-G",
	"--format",
	"-o",
	"--output",
	"--output-file",
	"--source",
	"--torch-backend",
	"--categories",
};

struct installer {
	const struct manifest *m;
	struct str directory; /* by `cd`; "" is where the line starts */
};

static bool
is_named(struct str s, const char *name)
{
	return str_eq(s, str_of(name));
}

static bool
takes_value(struct str option)
{
	for (size_t i = 0; i < countof(valued); i++)
		if (is_named(option, valued[i]))
			return true;
	return false;
}

/* A path with a variable that is not known, or a glob, is of no use. */
static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] == '$' || s.at[i] == '*' || s.at[i] == '`')
			return false;
	return true;
}

static struct str
from_directory(const struct installer *in, struct str path)
{
	if (path.len > 0 && path.at[0] == '/')
		return path;
	if (in->directory.len > 0 && str_eq(path, STR(".")))
		return in->directory;
	return path_join(in->m->a, in->directory, path);
}

static void
add_path(const struct installer *in, enum directive_kind kind, const struct word *w,
         struct str path, struct str key)
{
	if (is_plain(path))
		manifest_directive(in->m, kind, manifest_span(in->m, w->start, w->end), key,
		                   from_directory(in, path));
}

/* "flask" of "flask==${VERSION}": of a version that is filled in nothing is known. */
static struct str
without_variable(struct str text)
{
	for (size_t i = 1; i < text.len && text.at[i] != '$'; i++)
		if (strchr("=<>~!", text.at[i]) != NULL && memchr(text.at, '$', text.len) != NULL)
			return (struct str){ text.at, i };
	return text;
}

static void
add_target(const struct installer *in, const struct word *w, struct str text)
{
	struct pip_target t = pip_parse(in->m->a, without_variable(text));

	if (t.kind == PIP_DIRECTORY)
		add_path(in, DIRECTIVE_INSTALL_PATH, w, t.path, t.requirement.extras);
	if (t.kind == PIP_REQUIREMENT && t.requirement.name.len > 0 && is_plain(t.requirement.name))
		pip_add_requirement(
			in->m, &t.requirement, manifest_span(in->m, w->start, w->end), STR(""));
}

/* The value of the option that word *i is, if it is that: "-r X", "-rX", "--requirement=X". */
static bool
value_of(const struct command *c, uint32_t *i, const char *brief, const char *full, struct str *out)
{
	struct str w = c->words[*i].text, head = { full, strlen(full) };

	if (is_named(w, brief) || is_named(w, full)) {
		if (*i + 1 >= c->count)
			return false;
		*out = c->words[++*i].text;
		return true;
	}
	if (str_starts(w, head) && w.len > head.len && w.at[head.len] == '=')
		*out = str_from(w, head.len + 1);
	else if (w.len > 2 && w.at[1] != '-' && str_starts(w, (struct str){ brief, 2 }))
		*out = str_from(w, 2);
	else
		return false;
	return true;
}

/* conda's own: packages, and files of them (`conda env create -f environment.yml`). */
static void
read_conda(const struct installer *in, const struct command *c, uint32_t first)
{
	static const char *const names[] = {
		"-n",
		"--name",
		"-p",
		"--prefix",
		"-c",
		"--channel",
		"--platform",
		"--subdir",
		"--rcfile",
		"--repodata-fn",
		"--root-prefix",
		"-r",
		"--solver",
		"--category",
	};
	static const char *const env_verbs[] = { "create", "update", "export", "list", "remove" };
	bool env = is_named(c->words[first - 1].text, "env");
	struct str value;

	for (uint32_t i = first; i < c->count; i++) {
		const struct word *w = &c->words[i];
		bool skip = false;

		if (value_of(c, &i, "-f", "--file", &value)) {
			add_path(in, DIRECTIVE_INCLUDE, &c->words[i], value, STR(""));
			continue;
		}
		for (size_t k = 0; k < countof(names); k++)
			skip = skip || is_named(w->text, names[k]);
		for (size_t k = 0; env && k < countof(env_verbs); k++)
			skip = skip || is_named(w->text, env_verbs[k]);
		if (skip)
			i += w->text.at[0] == '-';
		else if (w->text.len > 0 && w->text.at[0] != '-' && is_plain(w->text))
			conda_add(in->m, w->text, manifest_span(in->m, w->start, w->end), STR(""));
	}
}

/* The options and arguments after the verb. */
static void
read_arguments(const struct installer *in, const struct command *c, uint32_t first,
               enum targets targets)
{
	struct str value, project = STR(".");
	bool none = true, members = false;

	for (uint32_t i = first; i < c->count; i++) {
		const struct word *w = &c->words[i];

		if (value_of(c, &i, "-r", "--requirement", &value) ||
		    value_of(c, &i, "-r", "--requirements", &value)) {
			add_path(in, DIRECTIVE_INCLUDE, &c->words[i], value, STR(""));
			none = false;
		} else if (value_of(c, &i, "-c", "--constraint", &value)) {
			add_path(in, DIRECTIVE_CONSTRAINT, &c->words[i], value, STR(""));
		} else if (value_of(c, &i, "-e", "--editable", &value)) {
			add_target(in, &c->words[i], value);
			none = false;
		} else if (value_of(c, &i, "-C", "--directory", &value) ||
		           value_of(c, &i, "-C", "--project", &value)) {
			project = value;
		} else if (takes_value(w->text)) {
			i++;
		} else if (is_named(w->text, "--all-packages")) {
			members = true;
		} else if (w->text.len > 0 && w->text.at[0] != '-') {
			none = false;
			if (targets == TARGETS_FILES)
				add_path(in, DIRECTIVE_INCLUDE, w, w->text, STR(""));
			else
				add_target(in, w, w->text);
		}
	}
	if (targets == TARGETS_PROJECT && none)
		add_path(in, DIRECTIVE_INSTALL_PATH, &c->words[0], project, STR(""));
	if (targets == TARGETS_PROJECT && members)
		add_path(in, DIRECTIVE_INSTALL_MEMBERS, &c->words[0], project, STR(""));
}

/* "pip3.11" is pip, "/opt/venv/bin/python3" is python. */
static bool
is_tool(struct str word, const char *name)
{
	struct str base = path_base(word), head = { name, strlen(name) };

	if (!str_starts(base, head))
		return false;
	for (size_t i = head.len; i < base.len; i++)
		if (!char_is_digit(base.at[i]) && base.at[i] != '.')
			return false;
	return true;
}

/* Skip options, and the values of those that have one. */
static uint32_t
skip_options(const struct command *c, uint32_t i)
{
	while (i < c->count && str_starts(c->words[i].text, STR("-")) &&
	       !is_named(c->words[i].text, "-m"))
		i += takes_value(c->words[i].text) ? 2 : 1;
	return i;
}

/* `conda run -n env pip install x`: what is run. */
static struct command
command_run(struct command c)
{
	static const char *const runners[] = {
		"conda", "mamba", "micromamba", "poetry", "uv", "pipenv", "pdm", "rye", "hatch"
	};
	static const char *const named[] = { "-n", "--name", "-p", "--prefix", "--cwd" };

	for (;;) {
		bool runs = false;
		uint32_t i = 2;

		for (size_t k = 0; k < countof(runners); k++)
			runs = runs || is_tool(c.words[0].text, runners[k]);
		if (!runs || c.count < 3 || !is_named(c.words[1].text, "run"))
			return c;
		while (i < c.count && str_starts(c.words[i].text, STR("-"))) {
			bool value = takes_value(c.words[i].text);

			for (size_t k = 0; k < countof(named); k++)
				value = value || is_named(c.words[i].text, named[k]);
			i += value ? 2 : 1;
		}
		if (i >= c.count)
			return c;
		c = (struct command){ c.words + i, c.count - i };
	}
}

static void
read_command(const struct installer *in, const struct command *c)
{
	uint32_t tool = 0;

	if (is_tool(c->words[0].text, "python") || is_tool(c->words[0].text, "pypy")) {
		tool = skip_options(c, 1);
		if (tool + 1 >= c->count || !is_named(c->words[tool].text, "-m"))
			return;
		tool++;
	}
	uint32_t verb = skip_options(c, tool + 1);
	if (is_tool(c->words[tool].text, "uv") && verb < c->count &&
	    is_named(c->words[verb].text, "pip")) {
		tool = verb;
		verb = skip_options(c, tool + 1);
	}
	for (size_t i = 0; i < countof(verbs); i++) {
		const struct verb *v = &verbs[i];

		if (!is_tool(c->words[tool].text, v->tool))
			continue;
		if (v->verb[0] == '\0') {
			read_arguments(in, c, tool + 1, v->targets);
			return;
		}
		if (verb < c->count && is_named(c->words[verb].text, v->verb)) {
			if (v->targets == TARGETS_CONDA)
				read_conda(in, c, verb + 1);
			else
				read_arguments(in, c, verb + 1, v->targets);
			return;
		}
	}
}

/* `./install.sh`, `bash -e scripts/setup.sh`, `. env.sh`. */
static void
read_script(const struct installer *in, const struct command *c)
{
	static const char *const shells[] = { "sh", "bash", "ash", "dash", ".", "source" };
	uint32_t i = 0;
	struct str path;

	if (str_is_any(path_base(c->words[0].text), shells, countof(shells)))
		i = skip_options(c, 1);
	if (i >= c->count || !path_has_ext(c->words[i].text, STR("sh")))
		return;
	path = is_plain(c->words[i].text) ? from_directory(in, c->words[i].text) : STR("");
	manifest_directive(in->m, DIRECTIVE_RUN,
	                   manifest_span(in->m, c->words[i].start, c->words[i].end), STR(""), path);
}

/* `make -C DIR -f FILE target VAR=value`. */
static void
read_make(const struct installer *in, const struct command *c)
{
	static const char *const with_value[] = { "-l", "-o", "-W", "-I" };
	struct str directory = STR("."), file = STR(""), value, path;
	struct word_vec said = { 0 };

	if (!is_named(path_base(c->words[0].text), "make"))
		return;
	*vec_push(in->m->a, &said) = (struct word){ .text = STR("make") };
	for (uint32_t i = 1; i < c->count; i++) {
		struct str word = c->words[i].text;

		if (value_of(c, &i, "-C", "--directory", &value))
			directory = value;
		else if (value_of(c, &i, "-f", "--file", &value) ||
		         value_of(c, &i, "-f", "--makefile", &value))
			file = value;
		else if (str_is_any(word, with_value, countof(with_value)))
			i++;
		else if (word.len > 0 && word.at[0] != '-' && !char_is_digit(word.at[0]) &&
		         memchr(word.at, '=', word.len) == NULL)
			*vec_push(in->m->a, &said) = c->words[i];
	}
	path = file.len > 0 ? path_join(in->m->a, directory, file) : directory;
	manifest_directive(
		in->m, DIRECTIVE_RUN,
		manifest_span(in->m, c->words[0].start, c->words[c->count - 1].end),
		words_join(in->m->a, said.at, said.count, '\n'),
		is_plain(path) ? from_directory(in, path) : STR(""));
}

static void
change_directory(struct installer *in, struct str path)
{
	in->directory = from_directory(in, path);
	if (in->directory.len > PATH_LIMIT)
		in->directory = STR("");
}

void
commands_add_installs(const struct manifest *m, struct word_vec words)
{
	struct installer in = { m, STR("") };
	struct command c;
	uint32_t next = 0;

	while (command_next(words, &next, &c)) {
		if (is_named(c.words[0].text, "cd") && c.count > 1) {
			change_directory(&in, c.words[1].text);
		} else {
			const struct command run = command_run(c);

			read_command(&in, &run);
			read_script(&in, &run);
			read_make(&in, &run);
		}
	}
}
