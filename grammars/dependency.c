/*
 * dependency.c - the dependency tables of Poetry and Pipenv.
 */
#include "base/arena.h"
#include "grammars/joined.h"
#include "grammars/pip.h"
#include "grammars/toml_manifest.h"

#define NUMBERS_MOST 8 /* of a version; more are not looked at */

/* The first version that `^version` or `~version` excludes; "" when it has no numbers. */
static struct str
upper_bound(struct arena *a, struct str version, bool caret)
{
	uint32_t numbers[NUMBERS_MOST], count = 0, bump;
	struct char_vec out = { 0 };
	size_t i = 0;

	while (count < NUMBERS_MOST) {
		size_t first = i;

		numbers[count] = 0;
		while (i < version.len && i - first < 9 && char_is_digit(version.at[i]))
			numbers[count] = numbers[count] * 10 + (uint32_t)(version.at[i++] - '0');
		if (i == first)
			break;
		count++;
		if (i == version.len || version.at[i] != '.')
			break;
		i++;
	}
	if (count == 0)
		return STR("");
	bump = count > 1 && !caret ? 1 : 0;
	while (caret && bump + 1 < count && numbers[bump] == 0)
		bump++;
	for (uint32_t k = 0; k <= bump; k++) {
		const char *text = arena_printf(
			a, k == 0 ? "%u" : ".%u", (unsigned)(numbers[k] + (k == bump)));

		chars_add(a, &out, str_of(text));
	}
	return chars_text(&out);
}

/* One clause of a constraint: its operator and version. */
static void
put_clause(struct arena *a, struct char_vec *out, struct str op, struct str version)
{
	if (str_eq(version, STR("*")))
		return;
	if (out->count > 0)
		chars_add(a, out, STR(","));
	if (str_eq(op, STR("^")) || str_eq(op, STR("~"))) {
		struct str upper = upper_bound(a, version, op.at[0] == '^');

		chars_add(a, out, STR(">="));
		chars_add(a, out, version);
		if (upper.len > 0) {
			chars_add(a, out, STR(",<"));
			chars_add(a, out, upper);
		}
		return;
	}
	chars_add(a, out, op.len == 0 || str_eq(op, STR("=")) ? STR("==") : op);
	chars_add(a, out, version);
}

struct str
poetry_specifier(struct arena *a, struct str text)
{
	struct char_vec out = { 0 };
	size_t i = 0;

	if (text.len > 0 && memchr(text.at, '|', text.len) != NULL)
		return STR("");
	while (i < text.len) {
		size_t op, version;

		while (i < text.len && (char_is_blank(text.at[i]) || text.at[i] == ','))
			i++;
		for (op = i;
		     i < text.len && strchr("<>=!~^", text.at[i]) != NULL && text.at[i] != '\0';)
			i++;
		struct str how = str_slice(text, op, i);
		while (i < text.len && char_is_blank(text.at[i]))
			i++;
		for (version = i; i < text.len && !char_is_blank(text.at[i]) && text.at[i] != ',';)
			i++;
		if (i > version)
			put_clause(a, &out, how, str_slice(text, version, i));
	}
	return chars_text(&out);
}

static struct str
specifier(struct arena *a, struct str version, enum dependency_style style)
{
	if (style == DEPENDENCY_POETRY)
		return poetry_specifier(a, version);
	return str_eq(str_trim(version), STR("*")) ? STR("") : str_trim(version);
}

static struct str
join_strings(struct arena *a, const struct doc *list)
{
	struct char_vec out = { 0 };

	for (uint32_t i = 0; list != NULL && list->kind == DOC_LIST && i < list->count; i++) {
		if (out.count > 0)
			chars_add(a, &out, STR(","));
		chars_add(a, &out, doc_string(list->items[i]));
	}
	return chars_text(&out);
}

/* One more condition, all of which hold. */
static void
put_marker(struct arena *a, struct char_vec *out, struct str condition)
{
	struct str before = { out->at, out->count };

	if (condition.len == 0)
		return;
	if (before.len == 0) {
		chars_add(a, out, condition);
		return;
	}
	/* `and` binds tighter than the `or` that may be in either. */
	*out = (struct char_vec){ 0 };
	chars_add(a, out, STR("("));
	chars_add(a, out, before);
	chars_add(a, out, STR(") and ("));
	chars_add(a, out, condition);
	chars_add(a, out, STR(")"));
}

/* Poetry's `python = ">=3.8,<4"` as a marker. */
static struct str
python_marker(struct arena *a, struct str constraint)
{
	struct str rest = poetry_specifier(a, constraint), clause;
	struct char_vec out = { 0 };

	while (str_cut(&rest, ',', &clause)) {
		size_t op = 0;

		while (op < clause.len && strchr("<>=!~", clause.at[op]) != NULL)
			op++;
		chars_add(a, &out,
		          out.count > 0 ? STR(" and python_version ") : STR("python_version "));
		chars_add(a, &out, str_slice(clause, 0, op));
		chars_add(a, &out, STR(" \""));
		chars_add(a, &out, str_from(clause, op));
		chars_add(a, &out, STR("\""));
	}
	return chars_text(&out);
}

/* Poetry's `platform = "darwin"` as a marker, also "!=win32" and "linux|darwin". */
static struct str
platform_marker(struct arena *a, struct str constraint)
{
	struct char_vec out = { 0 };
	struct str one;

	while (str_cut(&constraint, '|', &one)) {
		bool other = str_starts(str_trim(one), STR("!="));

		one = str_trim(one);
		while (one.len > 0 && memchr("!=", one.at[0], 2) != NULL)
			one = str_from(one, 1);
		one = str_trim(one);
		if (one.len == 0 || memchr(one.at, '"', one.len) != NULL)
			continue;
		chars_add(a, &out, out.count > 0 ? STR(" or sys_platform ") : STR("sys_platform "));
		chars_add(a, &out, other ? STR("!= \"") : STR("== \""));
		chars_add(a, &out, one);
		chars_add(a, &out, STR("\""));
	}
	return chars_text(&out);
}

/* Pipenv's `sys_platform = "== 'win32'"` as a marker. */
static struct str
named_marker(struct arena *a, const char *name, struct str rest)
{
	struct char_vec out = { 0 };

	if (rest.len > 0) {
		chars_add(a, &out, str_of(name));
		chars_add(a, &out, STR(" "));
		chars_add(a, &out, rest);
	}
	return chars_text(&out);
}

static struct str
marker(struct arena *a, const struct doc *table, enum dependency_style style)
{
	static const char *const names[] = {
		"os_name",
		"sys_platform",
		"platform_machine",
		"platform_release",
		"platform_system",
		"platform_version",
		"python_version",
		"python_full_version",
		"platform_python_implementation",
		"implementation_name",
	};
	struct char_vec out = { 0 };

	put_marker(a, &out, doc_string(doc_get(table, STR("markers"))));
	if (style == DEPENDENCY_POETRY) {
		put_marker(a, &out, python_marker(a, doc_string(doc_get(table, STR("python")))));
		put_marker(
			a, &out, platform_marker(a, doc_string(doc_get(table, STR("platform")))));
	}
	for (size_t i = 0; style == DEPENDENCY_PIPENV && i < countof(names); i++)
		put_marker(
			a, &out, named_marker(a, names[i], doc_string(doc_find(table, names[i]))));
	return chars_text(&out);
}

static void
add_one(const struct manifest *m, const struct doc *named, const struct doc *doc, struct str group,
        enum dependency_style style)
{
	static const char *const urls[] = { "git", "url", "hg", "svn", "bzr", "file" };
	struct pep508 r = { named->key, STR(""), STR(""), STR(""), STR("") };
	struct span span = named == doc ? doc_key_span(m, doc) : doc_span(m, doc);

	if (doc->kind == DOC_STRING) {
		r.specifier = specifier(m->a, doc->text, style);
	} else if (doc->kind == DOC_MAP) {
		struct str path = doc_string(doc_get(doc, STR("path")));

		r.specifier = specifier(m->a, doc_string(doc_get(doc, STR("version"))), style);
		r.extras = join_strings(m->a, doc_get(doc, STR("extras")));
		r.marker = marker(m->a, doc, style);
		r.url = path;
		for (size_t i = 0; i < countof(urls) && r.url.len == 0; i++)
			r.url = doc_string(doc_find(doc, urls[i]));
		if (path.len > 0 && !pip_is_archive(path))
			manifest_directive(m, DIRECTIVE_INSTALL_PATH, span, r.extras, path);
	} else {
		return;
	}
	pip_add_requirement(m, &r, span, group);
}

void
dependency_add(const struct manifest *m, const struct doc *doc, struct str group,
               enum dependency_style style)
{
	if (doc->kind != DOC_LIST)
		add_one(m, doc, doc, group, style);
	for (uint32_t i = 0; doc->kind == DOC_LIST && i < doc->count; i++)
		add_one(m, doc, doc->items[i], group, style);
}
