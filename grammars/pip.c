/*
 * pip.c - arguments of pip: requirements, URLs, and paths.
 */
#include "grammars/pip.h"

#include "base/arena.h"
#include "base/path.h"

static bool
starts_any(struct str s, const char *const *prefixes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_starts(s, str_of(prefixes[i])))
			return true;
	return false;
}

static bool
is_url(struct str s)
{
	static const char *const schemes[] = {
		"http:", "https:", "file:", "ftp:", "git+", "hg+", "svn+", "bzr+", "ssh:", "{root:"
	};

	return starts_any(s, schemes, countof(schemes));
}

bool
pip_is_archive(struct str path)
{
	static const char *const ends[] = {
		".whl",     ".zip", ".tar.gz", ".tgz",     ".tar",
		".tar.bz2", ".tbz", ".tar.xz", ".tar.lzma"
	};

	for (size_t i = 0; i < countof(ends); i++)
		if (str_ends(path, str_of(ends[i])))
			return true;
	return false;
}

/* What "foo_bar-1.0-py3-none-any.whl", "foo-bar-1.0.tar.gz" and a shell's "foo_bar-*.whl" are archives of. */
static struct str
archive_name(struct str path)
{
	struct str base = path_base(path), before = str_before(base, '*');

	for (size_t i = 1; i + 1 < base.len; i++)
		if (base.at[i] == '-' && char_is_digit(base.at[i + 1]))
			return str_slice(base, 0, i);
	if (before.len == base.len)
		return STR("");
	return str_ends(before, STR("-")) ? str_slice(before, 0, before.len - 1) : before;
}

static bool
looks_like_path(struct str s)
{
	return s.len > 0 && (s.at[0] == '.' || memchr(s.at, '/', s.len) != NULL);
}

/* What is called so in the fragment of a URL, "#egg=flask"; "" when there is nothing. */
static struct str
name_in_fragment(struct str url)
{
	const char *hash = url.len > 0 ? memchr(url.at, '#', url.len) : NULL;
	struct str rest, part;

	if (hash == NULL)
		return STR("");
	rest = str_from(url, (size_t)(hash - url.at) + 1);
	while (str_cut(&rest, '&', &part))
		if (str_starts(part, STR("egg=")))
			return str_from(part, strlen("egg="));
	return STR("");
}

static struct str
without_fragment(struct str url)
{
	const char *hash = url.len > 0 ? memchr(url.at, '#', url.len) : NULL;

	return hash != NULL ? str_slice(url, 0, (size_t)(hash - url.at)) : url;
}

/* The path of a URL of a file: "file:../lib", "file:///abs/lib", and what PDM and Hatch have
 * for the directory of the manifest. False when it is another URL. */
static bool
file_path(struct arena *a, struct str url, struct str *out)
{
	static const struct str roots[] = {
		{ "///${PROJECT_ROOT}/", 19 }, { "//${PROJECT_ROOT}/", 18 }
	};
	struct str up = STR("");

	url = without_fragment(url);
	if (str_starts(url, STR("{root:"))) {
		url = str_from(url, sizeof("{root:") - 1);
		while (str_starts(url, STR("parent:"))) {
			url = str_from(url, sizeof("parent:") - 1);
			up = path_join(a, STR(".."), up);
		}
		if (!str_starts(url, STR("uri}")))
			return false;
		url = str_from(url, sizeof("uri}") - 1);
		while (url.len > 0 && url.at[0] == '/')
			url = str_from(url, 1);
		*out = path_join(a, up, url);
		return true;
	}
	if (!str_starts(url, STR("file:")))
		return false;
	url = str_from(url, sizeof("file:") - 1);
	for (size_t i = 0; i < countof(roots); i++) {
		if (str_starts(url, roots[i])) {
			*out = str_from(url, roots[i].len);
			return true;
		}
	}
	if (str_starts(url, STR("//localhost/")))
		url = str_from(url, sizeof("//localhost") - 1);
	else if (str_starts(url, STR("//")))
		url = str_from(url, 2);
	*out = url;
	return true;
}

/* A path or a URL of one: a directory, or an archive of a known name. */
static void
set_path(struct pip_target *t, struct str path)
{
	if (pip_is_archive(path)) {
		t->kind = PIP_REQUIREMENT;
		if (t->requirement.name.len == 0)
			t->requirement.name = archive_name(path);
		if (t->requirement.url.len == 0)
			t->requirement.url = path;
		return;
	}
	t->kind = PIP_DIRECTORY;
	t->path = path;
}

/* Cut `[extras]` off the end of a path. */
static struct str
cut_extras(struct arena *a, struct str path, struct str *extras)
{
	struct pep508 named;
	size_t i = path.len;

	if (path.len == 0 || path.at[path.len - 1] != ']')
		return path;
	while (i > 0 && path.at[i - 1] != '[')
		i--;
	if (i == 0)
		return path;
	const char *text = arena_printf(a, "x" STR_FMT, STR_ARG(str_from(path, i - 1)));
	if (!pep508_parse(a, str_of(text), &named))
		return path;
	*extras = named.extras;
	return str_slice(path, 0, i - 1);
}

static void
read_location(struct arena *a, struct str text, struct pip_target *t)
{
	struct pep508 *r = &t->requirement;
	struct str egg, path;

	if (!is_url(text)) {
		set_path(t, cut_extras(a, without_fragment(text), &r->extras));
		r->name = r->name.len > 0 ? r->name : name_in_fragment(text);
		return;
	}
	egg = cut_extras(a, name_in_fragment(text), &r->extras);
	if (r->name.len == 0)
		r->name = egg;
	r->url = text;
	if (file_path(a, text, &path)) {
		set_path(t, cut_extras(a, path, &r->extras));
		return;
	}
	t->kind = PIP_REQUIREMENT;
	if (r->name.len == 0 && pip_is_archive(without_fragment(text)))
		r->name = archive_name(without_fragment(text));
}

/* Where the marker's ';' is; after a URL it needs a blank before or after it. */
static size_t
marker_at(struct str text, bool url)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != ';')
			continue;
		if (!url || (i > 0 && char_is_blank(text.at[i - 1])) ||
		    (i + 1 < text.len && char_is_blank(text.at[i + 1])))
			return i;
	}
	return text.len;
}

struct pip_target
pip_parse(struct arena *a, struct str text)
{
	struct pip_target t = { .kind = PIP_REQUIREMENT };
	struct str none = STR("");

	text = str_trim(text);
	if (!is_url(text) && pep508_parse(a, text, &t.requirement)) {
		if (t.requirement.url.len > 0) {
			struct str path;

			if (file_path(a, t.requirement.url, &path))
				set_path(&t, path);
			else if (!is_url(t.requirement.url))
				set_path(&t, t.requirement.url);
		} else if (pip_is_archive(text)) {
			set_path(&t, text);
			t.requirement.name = archive_name(text);
		}
		return t;
	}
	t.requirement = (struct pep508){ none, none, none, none, none };
	if (!is_url(text) && !looks_like_path(text) && !pip_is_archive(text)) {
		t.kind = PIP_INVALID;
		return t;
	}
	size_t marker = marker_at(text, is_url(text));
	if (marker < text.len)
		t.requirement.marker = str_trim(str_from(text, marker + 1));
	read_location(a, str_trim(str_slice(text, 0, marker)), &t);
	return t;
}

void
pip_add_requirement(const struct manifest *m, const struct pep508 *requirement, struct span span,
                    struct str group)
{
	facts_add_requirement(
		m->out,
		(struct fact_requirement){
			.span = span,
			.name = facts_put(m->out, requirement->name),
			.extras = facts_put(m->out, requirement->extras),
			.specifier = facts_put(m->out, requirement->specifier),
			.marker = facts_put(m->out, requirement->marker),
			.url = facts_put(m->out, requirement->url),
			.group = facts_put(m->out, group),
			.via = facts_put(m->out, m->via),
			.flags = m->flags,
		});
}

void
pip_add(const struct manifest *m, struct str text, struct span span, struct str group)
{
	struct pip_target t = pip_parse(m->a, text);

	if (t.kind == PIP_INVALID)
		t.requirement.specifier = str_trim(text);
	if (t.kind == PIP_DIRECTORY)
		manifest_directive(m, DIRECTIVE_INSTALL_PATH, span, t.requirement.extras, t.path);
	if (t.kind != PIP_DIRECTORY || t.requirement.name.len > 0)
		pip_add_requirement(m, &t.requirement, span, group);
}
