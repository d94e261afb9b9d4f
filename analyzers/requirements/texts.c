/*
 * texts.c - which files are looked into, and how words are told in scripts and settings: what is used, and what is
 * installed.
 */
#include "requirements/texts.h"

#include "base/path.h"
#include "requirements/strings.h"

struct kind_of_ext {
	const char *ext;
	enum text_kind kind;
};

static const struct kind_of_ext exts[] = {
	{ "py", TEXT_PYTHON },       { "pyi", TEXT_NONE },        { "ipynb", TEXT_PLAIN },
	{ "json", TEXT_PLAIN },      { "pyx", TEXT_PLAIN },       { "pxd", TEXT_PLAIN },
	{ "j2", TEXT_PLAIN },        { "jinja", TEXT_PLAIN },     { "jinja2", TEXT_PLAIN },
	{ "tmpl", TEXT_PLAIN },      { "tpl", TEXT_PLAIN },       { "template", TEXT_PLAIN },
	{ "mako", TEXT_PLAIN },      { "bat", TEXT_PLAIN },       { "cmd", TEXT_PLAIN },
	{ "groovy", TEXT_PLAIN },    { "cfn", TEXT_PLAIN },       { "sh", TEXT_HASH },
	{ "bash", TEXT_HASH },       { "zsh", TEXT_HASH },        { "fish", TEXT_HASH },
	{ "ps1", TEXT_HASH },        { "mk", TEXT_HASH },         { "yml", TEXT_HASH },
	{ "yaml", TEXT_HASH },       { "toml", TEXT_HASH },       { "ini", TEXT_HASH },
	{ "cfg", TEXT_HASH },        { "conf", TEXT_HASH },       { "config", TEXT_HASH },
	{ "env", TEXT_HASH },        { "properties", TEXT_HASH }, { "tf", TEXT_HASH },
	{ "tfvars", TEXT_HASH },     { "hcl", TEXT_HASH },        { "nomad", TEXT_HASH },
	{ "service", TEXT_HASH },    { "timer", TEXT_HASH },      { "supervisor", TEXT_HASH },
	{ "nix", TEXT_HASH },        { "bzl", TEXT_HASH },        { "star", TEXT_HASH },
	{ "example", TEXT_HASH },    { "sample", TEXT_HASH },     { "dist", TEXT_HASH },
	{ "dockerfile", TEXT_HASH }, { "Dockerfile", TEXT_HASH },
};

/* Whole names: manifests and what speaks of versions only; prose without an extension. */
static const char *const passed_over[] = {
	"environment.yml",
	"environment.yaml",
	"conda.yml",
	"conda.yaml",
	"meta.yaml",
	"dependabot.yml",
	"dependabot.yaml",
	"renovate.json",
	"package-lock.json",
	"Pipfile",
	"tsconfig.json",
	"composer.json",
	"LICENSE",
	"LICENCE",
	"COPYING",
	"NOTICE",
	"AUTHORS",
	"CONTRIBUTORS",
	"CHANGES",
	"CHANGELOG",
	"README",
	"INSTALL",
	"VERSION",
	"CODEOWNERS",
	"NEWS",
	"TODO",
	"HISTORY",
	".renovaterc",
	".gitignore",
	".dockerignore",
};

enum text_kind
text_kind(struct str path)
{
	struct str base = path_base(path);

	if (str_is_any(base, passed_over, countof(passed_over)))
		return TEXT_NONE;
	if (str_eq(base, STR("pyproject.toml")) || str_eq(base, STR("setup.cfg")))
		return TEXT_PROJECT;
	/* What speaks to others of what is here: pylock.toml, interfaces, a lock's notes. */
	if (str_has(base, STR("lock.")) || path_has_ext(base, STR("lock")) ||
	    str_has(base, STR("openapi")) || str_has(base, STR("swagger")))
		return TEXT_NONE;
	for (size_t i = 0; i < countof(exts); i++)
		if (path_has_ext(base, str_of(exts[i].ext)))
			return exts[i].kind;
	/* Makefile, Jenkinsfile, Dockerfile.dev, .env.production, bin/start */
	if (memchr(base.at, '.', base.len) == NULL || str_has(base, STR("ockerfile")) ||
	    str_has(base, STR("akefile")) || str_has(base, STR("enkinsfile")) ||
	    str_starts(base, STR(".env")) || str_starts(base, STR("Procfile")) ||
	    str_starts(base, STR(".flake")) || str_starts(base, STR(".pylint")))
		return TEXT_HASH;
	return TEXT_NONE;
}

bool
text_may_tell(struct str path)
{
	static const char *const prose[] = { "md", "rst" };
	enum text_kind kind = text_kind(path);

	return (kind != TEXT_NONE && kind != TEXT_PYTHON) ||
	       path_has_any_ext(path, prose, countof(prose)) ||
	       memchr(path_base(path).at, '.', path_base(path).len) == NULL;
}

static bool
is_inside(char c)
{
	return char_is_name(c) || c == '-' || c == '.' || c == '+';
}

/* A word between slashes is a part of a path or of an address; `bin/x` is a command. */
static bool
is_of_path(struct str text, size_t start, size_t end)
{
	bool scheme = end + 2 < text.len && text.at[end] == ':' && text.at[end + 1] == '/' &&
	              text.at[end + 2] == '/';

	if (scheme)
		return false;
	if (end < text.len && text.at[end] == '/')
		return true;
	return start > 0 && text.at[start - 1] == '/' &&
	       !(start >= 4 && memcmp(text.at + start - 4, "bin/", 4) == 0);
}

/* The word at or after byte *at, whatever it is a part of. */
static bool
next_word(struct str text, size_t *at, struct str *word, bool *scheme)
{
	size_t start = *at, end;

	while (start < text.len && !char_is_name(text.at[start]))
		start++;
	if (start == text.len)
		return false;
	for (end = start; end < text.len && is_inside(text.at[end]);)
		end++;
	*at = end;
	while (!char_is_name(text.at[end - 1]))
		end--;
	*word = str_slice(text, start, end);
	*scheme = str_starts(str_from(text, *at), STR("://"));
	return true;
}

bool
text_next_word(struct str text, size_t *at, struct str *word, bool *scheme)
{
	while (next_word(text, at, word, scheme))
		if (!is_of_path(text, (size_t)(word->at - text.at), *at))
			return true;
	return false;
}

enum installing_what {
	INSTALLING_NOTHING,
	INSTALLING_HERE,  /* `pip install x` declares, as `poetry add x` does */
	INSTALLING_APART, /* pipx: in an environment of its own */
};

/* What follows up to the command's end is no use. */
struct installing {
	enum installing_what what;
	struct str before; /* the last word */
	char quote;        /* that the argument at hand stands in; 0: none */
};

static void
see_install(struct installing *i, struct str word)
{
	static const struct {
		const char *name;
		enum installing_what what;
	} tools[] = {
		{ "pip", INSTALLING_HERE },   { "pip3", INSTALLING_HERE },
		{ "pipx", INSTALLING_APART }, { "poetry", INSTALLING_HERE },
		{ "uv", INSTALLING_HERE },    { "pdm", INSTALLING_HERE },
		{ "conda", INSTALLING_HERE }, { "mamba", INSTALLING_HERE },
	};
	bool does = str_eq(word, STR("install")) || str_eq(word, STR("add"));

	for (size_t t = 0; does && i->what == INSTALLING_NOTHING && t < countof(tools); t++)
		if (str_eq(i->before, str_of(tools[t].name)))
			*i = (struct installing){ .what = tools[t].what };
	i->before = word;
}

/* What stands between the words may end the command. A quote behind a blank opens an argument, any other
 * one closes it, or is around the command. */
static void
see_gap(struct installing *i, struct str line, size_t from, size_t to)
{
	for (; i->what != INSTALLING_NOTHING && from < to; from++) {
		char c = line.at[from];
		bool quote = c == '"' || c == '\'';

		if (i->quote != 0)
			i->quote = c == i->quote ? '\0' : i->quote;
		else if (quote && from > 0 && char_is_gap(line.at[from - 1]))
			i->quote = c;
		else if (quote || c == ';' || c == '&' || c == '|')
			*i = (struct installing){ .what = INSTALLING_NOTHING };
	}
}

/* Does the command go on in the next line? Comments may stand between. */
static bool
is_continued(struct str line)
{
	while (line.len > 0 &&
	       (char_is_gap(line.at[line.len - 1]) || line.at[line.len - 1] == '\r'))
		line.len--;
	return line.len == 0 || line.at[line.len - 1] == '\\';
}

/* The words that are installed so; INSTALLING_NOTHING: those that are not, and are no part of a path. `installing`: of
 * the line before, if that goes on. */
static void
words_of_line(struct str line, struct installing *installing, enum installing_what what,
              text_word *fn, void *ctx)
{
	struct str word;
	size_t at = 0, last = 0;
	bool scheme;

	for (; next_word(line, &at, &word, &scheme); last = at) {
		size_t start = (size_t)(word.at - line.at);
		bool of_path = is_of_path(line, start, at);

		see_gap(installing, line, last, start);
		if (installing->what == what && (what != INSTALLING_NOTHING || !of_path))
			fn(ctx, word, scheme);
		if (!of_path)
			see_install(installing, word);
	}
	see_gap(installing, line, last, line.len);
	if (!is_continued(line))
		*installing = (struct installing){ .what = INSTALLING_NOTHING };
}

static size_t
comment_at(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] == '#' &&
		    (i == 0 || line.at[i - 1] == ' ' || line.at[i - 1] == '\t'))
			return i;
	return line.len;
}

/* "[tool.pytest.ini_options]": the sections of pyproject.toml and setup.cfg that declare are for
 * the grammars, and what describes a project says nothing of what it uses. */
static bool
is_of_tool(struct str section)
{
	static const char *const declaring[] = {
		"dependencies", "dependency-groups", "dev-packages", "packages", "extras",
		"build-system", "metadata",          "options]",     "options.", "sources",
	};

	if (str_eq(section, STR("[project]")) || str_eq(section, STR("[tool.poetry]")) ||
	    str_starts(section, STR("[project.urls")) || str_starts(section, STR("[tool.uv")) ||
	    str_starts(section, STR("[tool.hatch.env")) || str_starts(section, STR("[tool.pdm")))
		return false;
	if (str_starts(section, STR("[options.entry")))
		return true;
	for (size_t i = 0; i < countof(declaring); i++)
		if (str_has(section, str_of(declaring[i])))
			return false;
	return true;
}

/* "[tool.taskipy.tasks]": the tool is used. */
static void
tool_word(struct str section, text_word *fn, void *ctx)
{
	static const struct str start = { "[tool.", 6 };
	struct str name = { section.at + start.len, 0 };

	if (!str_starts(section, start))
		return;
	while (start.len + name.len < section.len &&
	       (char_is_name(name.at[name.len]) || name.at[name.len] == '-'))
		name.len++;
	if (name.len > 0)
		fn(ctx, name, false);
}

void
text_words(struct str text, enum text_kind kind, text_word *fn, void *ctx)
{
	struct installing installing = { .what = INSTALLING_NOTHING };
	struct str rest = text, line;
	bool of_tool = false;

	if (kind == TEXT_PYTHON)
		strings_words(text, fn, ctx);
	if (kind == TEXT_PYTHON || kind == TEXT_NONE)
		return;
	while (str_cut(&rest, '\n', &line)) {
		if (line.len > 0 && line.at[line.len - 1] == '\r')
			line.len--;
		if (kind != TEXT_PLAIN)
			line.len = comment_at(line);
		if (kind == TEXT_PROJECT && line.len > 0 && line.at[0] == '[') {
			of_tool = is_of_tool(line);
			tool_word(line, fn, ctx);
		}
		if (kind != TEXT_PROJECT || of_tool)
			words_of_line(line, &installing, INSTALLING_NOTHING, fn, ctx);
	}
}

/* Of `cat > requirements.txt <<EOF`, a list that a script writes and installs then, what ends it; "": it is no such line. */
static struct str
list_mark(struct str line)
{
	size_t at = str_find(line, STR("<<"));
	struct str mark;

	if (at >= line.len || !str_has(line, STR("requirements")) || !str_has(line, STR(".txt")))
		return STR("");
	mark = str_trim(str_from(line, at + 2));
	while (mark.len > 0 && !char_is_name(mark.at[0]))
		mark = str_from(mark, 1);
	for (size_t i = 0; i < mark.len; i++)
		if (!char_is_name(mark.at[i]))
			mark.len = i;
	return mark;
}

void
text_installed(struct str text, text_word *fn, void *ctx)
{
	struct installing installing = { .what = INSTALLING_NOTHING };
	struct str rest = text, line, mark = STR("");

	while (str_cut(&rest, '\n', &line)) {
		struct str word = str_trim(line);

		if (mark.len == 0) {
			words_of_line(line, &installing, INSTALLING_HERE, fn, ctx);
			mark = list_mark(line);
			continue;
		}
		if (str_eq(word, mark)) {
			mark = STR("");
			continue;
		}
		for (size_t i = 0; i < word.len; i++)
			if (!char_is_name(word.at[i]) && word.at[i] != '-' && word.at[i] != '.')
				word.len = i;
		if (word.len > 0)
			fn(ctx, word, false);
	}
}
