/*
 * metadata.c - what a distribution says of itself: core metadata, and setuptools' requires.txt.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/path.h"
#include "base/sorted.h"
#include "installed/inside.h"
#include "packaging/name.h"
#include "packaging/requirement.h"
#include "packaging/text.h"

/* Pythons that can be asked for at once. */
#define PYTHONS_MOST 16

/* The next field of *rest, with the lines that continue it; false at the end of the head. */
static bool
field_cut(struct str *rest, struct str *name, struct str *value)
{
	struct str line;
	size_t len = 0;

	while (len < rest->len &&
	       !(rest->at[len] == '\n' &&
	         (len + 1 == rest->len || (rest->at[len + 1] != ' ' && rest->at[len + 1] != '\t'))))
		len++;
	line = (struct str){ rest->at, len };
	len += len < rest->len;
	*rest = (struct str){ rest->at + len, rest->len - len };
	if (line.len == 0 || line.at[0] == '\r')
		return false;
	*value = line;
	if (!str_cut(value, ':', name))
		*name = STR("");
	*value = text_strip(*value);
	return true;
}

static struct str
item_of(struct arena *a, const struct requirement *r)
{
	struct buf text = { 0 };
	struct str item;

	buf_str(&text, name_canonical(a, r->name));
	for (uint32_t i = 0; i < r->extras.count; i++) {
		buf_char(&text, i == 0 ? '[' : ',');
		buf_str(&text, name_canonical(a, r->extras.at[i]));
	}
	if (r->extras.count > 0)
		buf_char(&text, ']');
	item = str_keep(a, buf_text(&text));
	buf_release(&text);
	return item;
}

/* What it requires in a section of requires.txt, where there is one. */
struct section {
	const struct marker *marker;
	struct str extra;
};

static void
add_require(struct arena *a, struct dist *dist, struct str text, const struct section *section)
{
	struct requirement r;
	struct err err;
	size_t at;

	/* What cannot be read is not known to be required. */
	if (!requirement_parse(a, str_keep(a, text), &r, &at, &err))
		return;
	*vec_push(a, &dist->requires) = (struct dist_require){
		.item = item_of(a, &r),
		.marker = r.marker,
		.section = section->marker,
		.extra = section->extra,
	};
}

/* The head of METADATA or PKG-INFO; what follows describes the distribution to people. */
static void
read_head(struct arena *a, struct dist *dist, struct str text)
{
	const struct section none = { NULL, STR("") };
	struct str rest = text, name, value;

	while (field_cut(&rest, &name, &value)) {
		if (str_like(name, STR("requires-dist")))
			add_require(a, dist, value, &none);
		else if (str_like(name, STR("version")) && dist->version.len == 0)
			dist->version = str_keep(a, value);
	}
}

/* "[extra]", "[:marker]" or "[extra:marker]" of requires.txt. */
static struct section
section_of(struct arena *a, struct str line)
{
	struct str rest = { line.at + 1, line.len - 1 }, extra = { "", 0 };
	struct section section = { NULL, STR("") };
	struct err err;
	size_t at;

	if (rest.len > 0 && rest.at[rest.len - 1] == ']')
		rest.len--;
	if (str_cut(&rest, ':', &extra) && extra.len > 0)
		section.extra = name_canonical(a, extra);
	if (rest.len > 0)
		section.marker = marker_parse(a, str_keep(a, rest), &at, &err);
	return section;
}

static void
read_requires_txt(struct arena *a, struct dist *dist, struct str text)
{
	struct section section = { NULL, STR("") };
	struct str rest = text, line;

	while (line_cut(&rest, &line)) {
		if (line.len > 0 && line.at[0] == '[')
			section = section_of(a, line);
		else if (line.len > 0)
			add_require(a, dist, line, &section);
	}
}

void
metadata_read(struct installed *env, struct dist *dist)
{
	struct arena *a = env->arena;
	struct str path = dist->path, text;

	if (dist->is_read)
		return;
	dist->is_read = true;
	if (dist->form != EGG_FILE)
		path = path_join(
			a, path, dist->form == DIST_INFO ? STR("METADATA") : STR("PKG-INFO"));
	if (!files_read(env, path, &text))
		return;
	read_head(a, dist, text);
	dist->told = true;
	if (dist->form == DIST_INFO || dist->requires.count > 0)
		return;
	if (dist->form == EGG_INFO &&
	    files_read(env, path_join(a, dist->path, STR("requires.txt")), &text))
		read_requires_txt(a, dist, text);
	else if (dist->form == EGG_FILE)
		dist->told = false; /* distutils writes down no requirements */
}

/* A question about one item. */
struct question {
	struct marker_env envs[PYTHONS_MOST];
	unsigned count;
	struct str extra;
};

/* Can it hold on any of the Pythons? */
static bool
may_hold(const struct marker *marker, struct question *q, struct str extra)
{
	if (marker == NULL)
		return true;
	for (unsigned i = 0; i < q->count; i++) {
		q->envs[i].value[MARKER_EXTRA] = extra;
		if (marker_eval(marker, &q->envs[i]) != MARKER_FALSE)
			return true;
	}
	return false;
}

/* Is it one of what the question asks for: without extras, or of one extra alone? */
static bool
applies(const struct dist_require *r, struct question *q)
{
	bool of_extra = r->extra.len > 0 || (r->marker != NULL && marker_names_extra(r->marker));

	if (r->extra.len > 0 && !str_eq(r->extra, q->extra))
		return false;
	if (q->extra.len > 0 && !of_extra)
		return false;
	return may_hold(r->section, q, q->extra) && may_hold(r->marker, q, q->extra);
}

bool
metadata_requires(
	struct installed *env, struct str item, unsigned first, unsigned last, struct strs *out)
{
	struct str rest = item, name = item, extra = STR("");
	struct question q = { .count = 0 };
	struct path_list items = { 0 };
	struct dist *dist;

	(void)str_cut(&rest, '[', &name);
	(void)str_cut(&rest, ']', &extra);
	dist = dist_find(env, name);
	if (dist == NULL)
		return false;
	metadata_read(env, dist);
	if (!dist->told)
		return false;
	q.extra = extra;
	for (unsigned minor = first; minor <= last && q.count < PYTHONS_MOST; minor++)
		q.envs[q.count++] = marker_env_linux(env->arena, minor);
	for (uint32_t i = 0; i < dist->requires.count; i++)
		if (applies(&dist->requires.at[i], &q))
	*vec_push(env->arena, &items) = dist->requires.at[i].item;
	sorted_put(items.at, items.count);
	*out = (struct strs){ items.at, items.count };
	return true;
}
