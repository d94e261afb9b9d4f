/*
 * setup_cfg.c - setuptools' declarations in setup.cfg, read as configparser reads them.
 */
#include "base/arena.h"
#include "base/path.h"
#include "grammars/grammars.h"
#include "grammars/pip.h"
#include "grammars/toml_manifest.h"

struct ini {
	struct manifest m;
	struct str section;
	struct str key; /* lower case, '-' as '_'; "" where there is none */
	bool first;     /* the piece stands on the key's own line */
};

static bool
claims(struct str path)
{
	return str_eq(path_base(path), STR("setup.cfg"));
}

static struct span
span_of(const struct ini *ini, struct str piece)
{
	size_t start = manifest_offset(&ini->m, piece);

	return manifest_span(&ini->m, start, start + piece.len);
}

static void
add(const struct ini *ini, enum directive_kind kind, struct str key, struct str piece)
{
	if (piece.len > 0)
		manifest_directive(&ini->m, kind, span_of(ini, piece), key, piece);
}

/* "file: a.txt, b.txt" */
static void
read_files(const struct ini *ini, struct str piece, struct str group)
{
	struct str rest = str_from(piece, sizeof("file:") - 1), one;

	while (str_cut(&rest, ',', &one))
		add(ini, DIRECTIVE_INCLUDE, group, str_trim(one));
}

/* A requirement ends before " #", as setuptools has it. */
static struct str
without_comment(struct str piece)
{
	for (size_t i = 1; i < piece.len; i++)
		if (piece.at[i] == '#' && piece.at[i - 1] == ' ')
			return str_trim(str_slice(piece, 0, i));
	return piece;
}

/* Requirements, one a line; or several on the key's line, with ';' between them. */
static void
read_requirements(const struct ini *ini, struct str line, struct str group)
{
	struct str piece = without_comment(line), rest = piece, one;
	bool marker = memchr(piece.at, '"', piece.len) != NULL ||
	              memchr(piece.at, '\'', piece.len) != NULL;

	if (str_starts(piece, STR("file:"))) {
		read_files(ini, piece, group);
	} else if (!ini->first || marker) {
		pip_add(&ini->m, piece, span_of(ini, piece), group);
	} else {
		while (str_cut(&rest, ';', &one)) {
			one = str_trim(one);
			if (one.len > 0)
				pip_add(&ini->m, one, span_of(ini, one), group);
		}
	}
}

/* "=src", or "pkg = lib/pkg", of which lib is the directory that its packages are in. */
static void
read_package_dir(const struct ini *ini, struct str piece)
{
	struct str rest = piece, one, name;

	while (str_cut(&rest, ',', &one)) {
		if (memchr(one.at, '=', one.len) == NULL || !str_cut(&one, '=', &name))
			continue;
		name = str_trim(name);
		one = str_trim(one);
		if (name.len == 0)
			add(ini, DIRECTIVE_PACKAGE_ROOT, STR(""), one);
		else if (str_eq(path_base(one), name))
			manifest_directive(
				&ini->m, DIRECTIVE_PACKAGE_ROOT, span_of(ini, one), STR(""),
				path_dir(one).len > 0 ? path_dir(one) : STR("."));
	}
}

static void
read_entry_point(const struct ini *ini, struct str piece)
{
	struct str rest = piece, name;

	if (memchr(piece.at, '=', piece.len) != NULL && str_cut(&rest, '=', &name))
		add(ini, DIRECTIVE_SCRIPT, str_trim(name), str_trim(rest));
}

static void
read_where(const struct ini *ini, struct str piece)
{
	struct str rest = piece, one;

	while (str_cut(&rest, ',', &one))
		add(ini, DIRECTIVE_PACKAGE_ROOT, STR(""), str_trim(one));
}

static void
read_extra(const struct ini *ini, struct str piece)
{
	struct str rest = ini->key, extra;
	const char *group;

	/* "extra:marker" is an old way to say when. */
	if (!str_cut(&rest, ':', &extra))
		return;
	group = extra.len > 0 ? arena_printf(ini->m.a, "extra:" STR_FMT, STR_ARG(extra)) : "";
	read_requirements(ini, piece, str_of(group));
}

static void
read_piece(const struct ini *ini, struct str piece)
{
	const struct str section = ini->section, key = ini->key;

	if (piece.len == 0 || key.len == 0)
		return;
	if (str_eq(section, STR("metadata")) && str_eq(key, STR("name")))
		add(ini, DIRECTIVE_PROJECT, STR(""), piece);
	else if (str_eq(section, STR("options.extras_require")))
		read_extra(ini, piece);
	else if (str_eq(section, STR("options.entry_points")))
		read_entry_point(ini, piece);
	else if (str_eq(section, STR("options.packages.find")) && str_eq(key, STR("where")))
		read_where(ini, piece);
	else if (!str_eq(section, STR("options")))
		return;
	else if (str_eq(key, STR("install_requires")))
		read_requirements(ini, piece, STR(""));
	else if (str_eq(key, STR("tests_require")))
		read_requirements(ini, piece, STR("group:tests"));
	else if (str_eq(key, STR("setup_requires")))
		read_requirements(ini, piece, STR("group:setup"));
	else if (str_eq(key, STR("package_dir")))
		read_package_dir(ini, piece);
	else if (str_eq(key, STR("python_requires")))
		add(ini, DIRECTIVE_REQUIRES_PYTHON, STR(""), piece);
}

static struct str
key_name(struct arena *a, struct str text)
{
	char *at = arena_array(a, char, text.len + 1);

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		at[i] = c == '-' ? '_' : char_lower(c);
	}
	return (struct str){ at, text.len };
}

static void
read_line(struct ini *ini, struct str line)
{
	struct str text = str_trim(line);
	size_t sep = 0;

	if (text.len == 0 || text.at[0] == '#' || text.at[0] == ';')
		return;
	if (char_is_blank(line.at[0]) && ini->key.len > 0) {
		ini->first = false;
		read_piece(ini, text);
		return;
	}
	if (text.at[0] == '[') {
		const char *end = memchr(text.at, ']', text.len);

		ini->key = STR("");
		if (end != NULL)
			ini->section = str_slice(text, 1, (size_t)(end - text.at));
		return;
	}
	while (sep < text.len && text.at[sep] != '=' && text.at[sep] != ':')
		sep++;
	/* Names of extras are what they are; their old form has a ':' of its own. */
	if (str_eq(ini->section, STR("options.extras_require")))
		for (sep = 0; sep < text.len && text.at[sep] != '=';)
			sep++;
	ini->key = STR("");
	if (sep == text.len)
		return;
	ini->key = str_trim(str_slice(text, 0, sep));
	if (!str_starts(ini->section, STR("options.e")))
		ini->key = key_name(ini->m.a, ini->key);
	ini->first = true;
	read_piece(ini, str_trim(str_from(text, sep + 1)));
}

static void
read_setup_cfg(void *worker, struct arena *scratch, struct str path, struct str text,
               struct fact_writer *out)
{
	struct ini ini = {
		.m = manifest_open(scratch, text, out), .section = STR(""), .key = STR("")
	};

	(void)worker, (void)path;
	for (uint32_t i = 0; i < ini.m.line_count; i++)
		read_line(&ini, manifest_line(&ini.m, i));
	manifest_ignores(&ini.m, false);
}

const struct grammar grammar_setup_cfg = {
	.name = "setup.cfg",
	.version = 4,
	.claims = claims,
	.read = read_setup_cfg,
};
