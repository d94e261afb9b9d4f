/*
 * conda.c - conda's environment files: its own packages, and pip's below them.
 */
#include "grammars/conda.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/path.h"
#include "base/yaml.h"
#include "grammars/grammars.h"
#include "grammars/pip.h"
#include "grammars/toml_manifest.h"

static bool
claims(struct str path)
{
	static const struct str starts[] = {
		{ "environment", 11 }, { "conda", 5 }, { "env", 3 }, { "conda-environment", 17 }
	};
	struct str base = path_base(path), stem = path_stem(path);

	if ((!path_has_ext(base, STR("yml")) && !path_has_ext(base, STR("yaml"))) ||
	    manifest_is_leftover(path))
		return false;
	for (size_t i = 0; i < countof(starts); i++)
		if (str_starts(base, starts[i]) && strchr(".-_", base.at[starts[i].len]) != NULL)
			return true;
	return str_ends(stem, STR("-environment")) || str_ends(stem, STR("_environment"));
}

static bool
is_dist_char(char c)
{
	return char_is_name(c) || c == '-' || c == '.';
}

/* "==1.2.*" of "=1.2", "==1.2" of "=1.2=build", "1.2" and "==1.2"; conditions as they are. */
static struct str
specifier(struct arena *a, struct str text)
{
	bool fuzzy = text.len > 1 && text.at[0] == '=' && text.at[1] != '=';
	const char *build;

	if (fuzzy || (text.len > 0 && char_is_digit(text.at[0]))) {
		struct str version = str_trim(str_from(text, fuzzy ? 1 : 0));

		for (size_t i = 0; i < version.len; i++)
			if (char_is_blank(version.at[i]) || version.at[i] == '=') {
				version.len = i;
				fuzzy = false;
			}
		if (version.len == 0 || memchr(version.at, '|', version.len) != NULL)
			return STR("");
		fuzzy = fuzzy && !str_ends(version, STR("*"));
		const char *out =
			arena_printf(a, "==" STR_FMT "%s", STR_ARG(version), fuzzy ? ".*" : "");
		return str_of(out);
	}
	if (text.len == 0 || text.at[0] == '*' || memchr(text.at, '|', text.len) != NULL)
		return STR("");
	build = memchr(text.at, ' ', text.len);
	if (build != NULL && memchr(text.at, ',', text.len) == NULL && build - text.at > 3)
		text.len = (size_t)(build - text.at);
	return text;
}

/* The value of "[version='>=1', build=…]". */
static struct str
bracketed(struct str text)
{
	struct str rest = text, part;

	if (text.len < 2 || text.at[text.len - 1] != ']')
		return STR("");
	rest = str_slice(text, 1, text.len - 1);
	if (!str_starts(str_skip(rest), STR("version")))
		return STR("");
	rest = str_skip(str_from(str_skip(rest), sizeof("version") - 1));
	if (rest.len < 2 || rest.at[0] != '=')
		return STR("");
	rest = str_skip(str_from(rest, 1));
	if (rest.len > 1 && (rest.at[0] == '\'' || rest.at[0] == '"')) {
		char quote = rest.at[0];

		rest = str_from(rest, 1);
		return str_cut(&rest, quote, &part) ? part : STR("");
	}
	return str_cut(&rest, ',', &part) ? part : STR("");
}

void
conda_add(const struct manifest *m, struct str spec, struct span span, struct str group)
{
	struct manifest of_conda = *m;
	struct pep508 r = { STR(""), STR(""), STR(""), STR(""), STR("") };
	struct str rest = str_trim(spec);
	size_t end = 0;

	/* "conda-forge/linux-64::numpy" */
	for (size_t i = rest.len; i > 1; i--)
		if (rest.at[i - 1] == ':' && rest.at[i - 2] == ':') {
			rest = str_from(rest, i);
			break;
		}
	while (end < rest.len && is_dist_char(rest.at[end]))
		end++;
	/* Names that begin with two underscores are of the system (__glibc). */
	if (end == 0 || str_starts(rest, STR("__")) || rest.at[0] == '-')
		return;
	r.name = str_slice(rest, 0, end);
	rest = str_trim(str_from(rest, end));
	if (rest.len > 0 && rest.at[0] == '[')
		rest = bracketed(rest);
	r.specifier = specifier(m->a, rest);
	if (str_like(r.name, STR("python"))) {
		if (r.specifier.len > 0)
			manifest_directive(
				m, DIRECTIVE_REQUIRES_PYTHON, span, STR(""), r.specifier);
		return;
	}
	of_conda.flags |= REQUIREMENT_CONDA;
	pip_add_requirement(&of_conda, &r, span, group);
}

static void
read_dependency(struct manifest *m, const struct doc *item)
{
	if (item->kind == DOC_STRING) {
		conda_add(m, item->text, doc_span(m, item), STR(""));
		return;
	}
	for (uint32_t i = 0; item->kind == DOC_MAP && i < item->count; i++) {
		const struct doc *list = item->items[i];

		if (!str_eq(list->key, STR("pip")) || list->kind != DOC_LIST)
			continue;
		for (uint32_t k = 0; k < list->count; k++)
			if (list->items[k]->kind == DOC_STRING)
				pip_add_line(m, list->items[k]->text, doc_span(m, list->items[k]));
	}
}

/* Is it meant as one? Files of other tools are called so, too. */
static bool
is_environment(const struct manifest *m)
{
	for (uint32_t i = 0; i < m->line_count; i++)
		if (str_starts(manifest_line(m, i), STR("dependencies:")))
			return true;
	return false;
}

static void
read_conda(void *worker, struct arena *scratch, struct str path, struct str text,
           struct fact_writer *out)
{
	struct manifest m = manifest_open(scratch, text, out);
	struct err err;
	const struct doc *doc, *list;

	(void)worker, (void)path;
	if (!is_environment(&m))
		return;
	doc = yaml_read_foreign(scratch, m.text, &err);
	if (doc == NULL)
		manifest_syntax_problem(&m, &err);
	list = doc_get(doc, STR("dependencies"));
	for (uint32_t i = 0; list != NULL && list->kind == DOC_LIST && i < list->count; i++)
		read_dependency(&m, list->items[i]);
	manifest_ignores(&m, false);
}

const struct grammar grammar_conda = {
	.name = "conda",
	.version = 3,
	.claims = claims,
	.read = read_conda,
};
