/*
 * lock.c - lock files: what is installed, and what requires it.
 *
 * They are TOML that a program wrote, a value a line, and large: most of them is hashes. So they
 * are read line by line, and what does not look as uv, Poetry, PDM and PEP 751 write it is passed
 * over.
 */
#include "base/arena.h"
#include "base/path.h"
#include "base/vec.h"
#include "grammars/grammars.h"
#include "grammars/joined.h"
#include "grammars/pip.h"

/* What an extra of the package requires. */
struct lock_extra {
	struct str name;
	struct char_vec requires;
};

VEC(lock_extra_vec, struct lock_extra);

/* Where the items of a list go. */
enum list_target {
	LIST_NOWHERE,
	LIST_REQUIRES, /* of the package */
	LIST_EXTRA,    /* of the last of its extras */
};

/* The package that is being read. */
struct lock {
	struct manifest m;
	bool any;
	struct span span;
	struct str name, version, path;
	struct str extra; /* PDM: the row is of this extra */
	struct char_vec requires;
	struct lock_extra_vec extras;
	bool told;
	bool directory;     /* Poetry: its source is one */
	struct str section; /* "package.dependencies", without its brackets */
	bool listing;       /* a list goes on in the next line */
	enum list_target target;
};

static bool
claims(struct str path)
{
	static const char *const names[] = { "poetry.lock", "uv.lock", "pdm.lock", "pylock.toml" };
	struct str base = path_base(path);

	/* PEP 751 */
	return str_is_any(base, names, countof(names)) ||
	       (str_starts(base, STR("pylock.")) && path_has_ext(base, STR("toml")));
}

/* Cut a string off the start of *rest: its value, without the quotes. False when there is none. */
static bool
cut_string(struct arena *a, struct str *rest, struct str *value)
{
	char quote, *at;
	size_t len = 0, i = 1;

	*rest = str_skip(*rest);
	if (rest->len < 2 || (rest->at[0] != '"' && rest->at[0] != '\''))
		return false;
	quote = rest->at[0];
	while (i < rest->len && rest->at[i] != quote)
		i += quote == '"' && rest->at[i] == '\\' ? 2 : 1;
	if (i >= rest->len)
		return false;
	*value = str_slice(*rest, 1, i);
	*rest = str_from(*rest, i + 1);
	if (value->len == 0 || quote == '\'' || memchr(value->at, '\\', value->len) == NULL)
		return true;
	at = arena_array(a, char, value->len);
	for (i = 0; i < value->len; i++) {
		i += value->at[i] == '\\' && i + 1 < value->len;
		at[len++] = value->at[i];
	}
	*value = (struct str){ at, len };
	return true;
}

/* The end of the string that starts at i, past its quote. */
static size_t
past_string(struct str s, size_t i)
{
	char quote = s.at[i++];

	while (i < s.len && s.at[i] != quote)
		i += quote == '"' && s.at[i] == '\\' ? 2 : 1;
	return i < s.len ? i + 1 : s.len;
}

/* What follows `key =` in an inline table, to the end of the line; "" when it is not there. */
static struct str
value_in(struct str table, struct str key)
{
	for (size_t i = 0; i < table.len;) {
		char c = table.at[i];
		size_t start = i;

		if (c == '"' || c == '\'') {
			i = past_string(table, i);
			continue;
		}
		if (!char_is_name(c)) {
			i++;
			continue;
		}
		while (i < table.len && (char_is_name(table.at[i]) || table.at[i] == '-'))
			i++;
		struct str rest = str_skip(str_from(table, i));
		if (str_eq(str_slice(table, start, i), key) && rest.len > 0 && rest.at[0] == '=')
			return str_skip(str_from(rest, 1));
	}
	return STR("");
}

static struct str
string_in(struct arena *a, struct str table, struct str key)
{
	struct str rest = value_in(table, key), value = STR("");

	(void)cut_string(a, &rest, &value);
	return value;
}

/* Add "name[extras];marker" to a list. */
static void
put_item(struct arena *a, struct char_vec *to, const struct pep508 *r)
{
	if (r->name.len == 0 || memchr(r->name.at, '\n', r->name.len) != NULL)
		return;
	if (to->count > 0)
		*vec_push(a, to) = '\n';
	chars_add(a, to, r->name);
	if (r->extras.len > 0) {
		*vec_push(a, to) = '[';
		chars_add(a, to, r->extras);
		*vec_push(a, to) = ']';
	}
	if (r->marker.len > 0 && memchr(r->marker.at, '\n', r->marker.len) == NULL) {
		*vec_push(a, to) = ';';
		chars_add(a, to, r->marker);
	}
}

/* The strings of a list that is written in one line, with commas between. */
static struct str
strings_in(struct arena *a, struct str list)
{
	struct char_vec out = { 0 };
	struct str rest = list, one;

	if (rest.len == 0 || rest.at[0] != '[')
		return STR("");
	rest = str_from(rest, 1);
	while (cut_string(a, &rest, &one)) {
		if (out.count > 0)
			*vec_push(a, &out) = ',';
		chars_add(a, &out, one);
		rest = str_skip(rest);
		if (rest.len > 0 && rest.at[0] == ',')
			rest = str_from(rest, 1);
	}
	return chars_text(&out);
}

/* An item of a list of dependencies: a table with a name, or a string of PEP 508. */
static void
read_item(struct lock *l, struct char_vec *to, struct str item)
{
	struct arena *a = l->m.a;
	struct pep508 r = { STR(""), STR(""), STR(""), STR(""), STR("") };
	struct str text;

	if (item.len > 0 && item.at[0] == '{') {
		r.name = string_in(a, item, STR("name"));
		r.extras = strings_in(a, value_in(item, STR("extra")));
		r.marker = string_in(a, item, STR("marker"));
	} else if (!cut_string(a, &item, &text) || !pep508_parse(a, text, &r)) {
		return;
	}
	put_item(a, to, &r);
}

/* The items of a list that ends in its line. */
static void
read_items(struct lock *l, struct char_vec *to, struct str list)
{
	size_t i = 1, start = 1;
	int depth = 0;

	while (i < list.len) {
		char c = list.at[i];

		if (c == '"' || c == '\'') {
			i = past_string(list, i);
			continue;
		}
		depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		if (depth < 0 || (depth == 0 && c == ',')) {
			read_item(l, to, str_trim(str_slice(list, start, i)));
			start = i + 1;
		}
		if (depth < 0)
			return;
		i++;
	}
}

/* Where the items of that key's list go. */
static enum list_target
target_of(struct lock *l, struct str key)
{
	struct str section = l->section;

	if (str_eq(section, STR("package")) || str_eq(section, STR("packages")))
		return str_eq(key, STR("dependencies")) ? LIST_REQUIRES : LIST_NOWHERE;
	if (!str_eq(section, STR("package.optional-dependencies")) &&
	    !str_eq(section, STR("package.extras")))
		return LIST_NOWHERE;
	*vec_push(l->m.a, &l->extras) = (struct lock_extra){ .name = key };
	return LIST_EXTRA;
}

static struct char_vec *
targeted(struct lock *l)
{
	return l->target == LIST_REQUIRES
	               ? &l->requires
	               : &l->extras.at[l->extras.count - 1].requires;
}

/* Poetry: `name = ">=1"`, `name = {version = "*", markers = "…"}`. */
static void
read_dependency(struct lock *l, struct str name, struct str value)
{
	struct pep508 r = { name, STR(""), STR(""), STR(""), STR("") };

	if (value.len > 0 && value.at[0] == '{') {
		if (str_starts(value_in(value, STR("optional")), STR("true")))
			return;
		r.extras = strings_in(l->m.a, value_in(value, STR("extras")));
		r.marker = string_in(l->m.a, value, STR("markers"));
	}
	put_item(l->m.a, &l->requires, &r);
}

static void
add_row(const struct lock *l, struct str extra, const struct char_vec *requires)
{
	struct fact_writer *w = l->m.out;

	facts_add_locked(
		w,
		(struct fact_locked){
			.span = l->span,
			.name = facts_put(w, l->name),
			.extra = facts_put(w, extra),
			.version = facts_put(w, l->version),
			.requires = facts_put(w, chars_text(requires)),
			.path = facts_put(w, l->path),
			.told = l->told,
		});
}

static void
end_package(struct lock *l)
{
	if (l->any && l->name.len > 0) {
		add_row(l, l->extra, &l->requires);
		for (uint32_t i = 0; i < l->extras.count; i++)
			add_row(l, l->extras.at[i].name, &l->extras.at[i].requires);
	}
	l->any = false;
}

static void
start_package(struct lock *l, bool standard)
{
	const struct str none = STR("");

	l->any = true;
	l->name = l->version = l->path = l->extra = none;
	l->requires = (struct char_vec){ 0 };
	l->extras = (struct lock_extra_vec){ 0 };
	/* Who writes PEP 751 may leave dependencies out. */
	l->told = !standard;
	l->directory = false;
}

/* A key of [[package]] itself. */
static void
read_key(struct lock *l, struct str key, struct str value)
{
	static const char *const paths[] = { "editable", "virtual", "directory", "path" };
	struct str rest = value, text;

	if (str_eq(key, STR("source")) || str_eq(key, STR("directory"))) {
		for (size_t i = 0; i < countof(paths) && l->path.len == 0; i++)
			l->path = string_in(l->m.a, value, str_of(paths[i]));
		return;
	}
	if (!cut_string(l->m.a, &rest, &text))
		return;
	if (str_eq(key, STR("name"))) {
		size_t start = manifest_offset(&l->m, value);

		l->name = text;
		l->span = manifest_span(&l->m, start, start + (size_t)(rest.at - value.at));
	} else if (str_eq(key, STR("version"))) {
		l->version = text;
	} else if (str_eq(key, STR("path"))) {
		l->path = text;
	}
}

static void
read_pair(struct lock *l, struct str key, struct str value)
{
	bool list = value.at[0] == '[';
	struct str text = value, url;

	if (str_eq(l->section, STR("package.dependencies"))) {
		read_dependency(l, key, value);
	} else if (str_eq(l->section, STR("package.source"))) {
		if (!cut_string(l->m.a, &text, &url))
			return;
		l->directory =
			l->directory || (str_eq(key, STR("type")) && str_eq(url, STR("directory")));
		if (l->directory && str_eq(key, STR("url")))
			l->path = url;
	} else if (!list &&
	           (str_eq(l->section, STR("package")) || str_eq(l->section, STR("packages")))) {
		read_key(l, key, value);
	} else if (str_eq(key, STR("extras"))) {
		l->extra = strings_in(l->m.a, value);
	}
	l->target = list ? target_of(l, key) : LIST_NOWHERE;
	l->told = l->told || l->target == LIST_REQUIRES;
	l->listing = list && value.at[value.len - 1] != ']';
	if (list && !l->listing && l->target != LIST_NOWHERE)
		read_items(l, targeted(l), value);
}

static void
read_line(struct lock *l, struct str line)
{
	struct str rest, key;
	size_t end = 0;

	if (line.len == 0 || line.at[0] == '#')
		return;
	if (l->listing) {
		l->listing = line.at[0] != ']';
		if (l->listing && l->target != LIST_NOWHERE)
			read_item(l, targeted(l), line);
		return;
	}
	if (line.at[0] == '[') {
		bool standard = str_eq(line, STR("[[packages]]"));

		l->section = str_slice(line, 1, line.len - 1);
		if (!standard && !str_eq(line, STR("[[package]]")))
			return;
		end_package(l);
		start_package(l, standard);
		l->section = standard ? STR("packages") : STR("package");
		return;
	}
	rest = line;
	if (!l->any)
		return;
	if (line.at[0] == '"') {
		if (!cut_string(l->m.a, &rest, &key))
			return;
	} else {
		while (end < line.len && (char_is_name(line.at[end]) || line.at[end] == '-'))
			end++;
		key = str_slice(line, 0, end);
		rest = str_from(line, end);
	}
	rest = str_skip(rest);
	if (key.len > 0 && rest.len > 1 && rest.at[0] == '=')
		read_pair(l, key, str_skip(str_from(rest, 1)));
}

static void
read_lock(void *worker, struct arena *scratch, struct str path, struct str text,
          struct fact_writer *out)
{
	struct lock l = {
		.m = manifest_open(scratch, text, out),
		.section = STR(""),
	};

	(void)worker, (void)path;
	for (uint32_t i = 0; i < l.m.line_count; i++)
		read_line(&l, str_trim(manifest_line(&l.m, i)));
	end_package(&l);
}

const struct grammar grammar_lock = {
	.name = "lock",
	.version = 1,
	.claims = claims,
	.read = read_lock,
};
