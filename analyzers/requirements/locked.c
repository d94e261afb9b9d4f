/*
 * locked.c - lock files, and requirements with `# via` comments, as sources of what is known.
 */
#include "requirements/locked.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "packaging/marker.h"
#include "packaging/name.h"

VEC(item_rows, struct str);

/* A distribution, or an extra of one. */
struct locked_row {
	struct item_rows requires;
	struct str version;
	bool told; /* what it requires is known */
};

VEC(locked_rows, struct locked_row);

/* What one file tells. */
struct locked_file {
	struct names *names;
	struct map by_item; /* name_id of "name" or "name[extra]" → row + 1 */
	struct locked_rows rows;
};

struct locked {
	struct arena *arena;
	const struct project *project;
	struct names *names;
	struct map files; /* file_id → index in `read` + 1 */
	VEC(locked_files, struct locked_file *) read;
};

struct locked *
locked_new(struct arena *a, const struct project *p, struct names *names)
{
	struct locked *l = arena_new(a, struct locked);

	l->arena = a;
	l->project = p;
	l->names = names;
	return l;
}

bool
marker_is_elsewhere(struct arena *a, struct str text, unsigned first, unsigned last)
{
	const struct marker *marker;
	struct err err;
	size_t at;

	if (text.len == 0)
		return false;
	marker = marker_parse(a, text, &at, &err);
	if (marker == NULL)
		return false;
	for (unsigned minor = first; minor <= last; minor++) {
		struct marker_env env = marker_env_linux(a, minor);

		env.value[MARKER_EXTRA] = (struct str){ NULL, 0 };
		if (marker_eval(marker, &env) != MARKER_FALSE)
			return false;
	}
	return true;
}

/* The row of "name" or "name[extra]", made if it is not there. */
static struct locked_row *
row_of(struct locked *l, struct locked_file *f, struct str dist, struct str extra)
{
	struct str name = name_canonical(l->arena, dist);
	bool fresh;

	if (extra.len > 0) {
		const char *text = arena_printf(
			l->arena, STR_FMT "[" STR_FMT "]", STR_ARG(name),
			STR_ARG(name_canonical(l->arena, extra)));

		name = str_of(text);
	}
	uint32_t *at = map_put(l->arena, &f->by_item, names_put(l->names, name), &fresh);
	if (fresh) {
		(void)vec_push(l->arena, &f->rows);
		*at = f->rows.count;
	}
	return &f->rows.at[*at - 1];
}

/* "name[a,b];marker" → "name[a,b]" as PEP 503 writes both. */
static struct str
item_of(struct locked *l, struct str text)
{
	struct str rest = text, item, name;

	(void)str_cut(&rest, ';', &item);
	rest = item;
	(void)str_cut(&rest, '[', &name);
	name = name_canonical(l->arena, name);
	if (rest.len < 2)
		return name;
	rest.len--; /* the bracket */
	const char *out = arena_printf(
		l->arena, STR_FMT "[" STR_FMT "]", STR_ARG(name),
		STR_ARG(name_canonical(l->arena, rest)));
	return str_of(out);
}

static struct str
marker_of(struct str text)
{
	struct str rest = text, item;

	(void)str_cut(&rest, ';', &item);
	return rest;
}

static void
read_lock(struct locked *l, struct locked_file *f, const struct facts *facts)
{
	const struct project *p = l->project;
	unsigned last = p->config->has_python ? p->python : PYTHON_NEWEST;

	for (uint32_t i = 0; i < facts->locks.count; i++) {
		const struct fact_locked *row = &facts->locks.at[i];
		struct locked_row *to =
			row_of(l, f, facts_text(facts, row->name), facts_text(facts, row->extra));
		struct str rest = facts_text(facts, row->requires), one;

		to->told = to->told || row->told != 0;
		if (to->version.len == 0)
			to->version = facts_text(facts, row->version);
		while (str_cut(&rest, '\n', &one))
			if (one.len > 0 &&
			    !marker_is_elsewhere(l->arena, marker_of(one), p->python, last))
				*vec_push(l->arena, &to->requires) = item_of(l, one);
	}
}

/* The distribution that a `# via` comment names; "" for a file or an option. */
static struct str
via_name(struct str item)
{
	size_t end = 0;

	if (item.len > 0 && item.at[0] == '-')
		return STR("");
	while (end < item.len && item.at[end] != ' ' && item.at[end] != '[' && item.at[end] != '(')
		end++;
	return (struct str){ item.at, end };
}

/* Each row requires those that say so. */
static void
read_compiled(struct locked *l, struct locked_file *f, const struct facts *facts)
{
	bool any = false;

	for (uint32_t i = 0; i < facts->requirements.count && !any; i++)
		any = facts->requirements.at[i].via != 0;
	if (!any)
		return;
	for (uint32_t i = 0; i < facts->requirements.count; i++) {
		struct str name = facts_text(facts, facts->requirements.at[i].name);

		if (name.len > 0)
			row_of(l, f, name, STR(""))->told = true;
	}
	for (uint32_t i = 0; i < facts->requirements.count; i++) {
		const struct fact_requirement *row = &facts->requirements.at[i];
		struct str rest = facts_text(facts, row->via), one;
		struct str name = name_canonical(l->arena, facts_text(facts, row->name));

		while (name.len > 0 && str_cut(&rest, '\n', &one)) {
			name_id by = names_find(l->names, name_canonical(l->arena, via_name(one)));
			const uint32_t *at = by != NAME_NONE ? map_find(&f->by_item, by) : NULL;

			if (at != NULL)
				*vec_push(l->arena, &f->rows.at[*at - 1].requires) = name;
		}
	}
}

static struct locked_file *
file_of(struct locked *l, file_id id)
{
	bool fresh;
	uint32_t *at = map_put(l->arena, &l->files, id, &fresh);

	if (fresh) {
		const struct facts *facts = &l->project->scan->files.at[id].facts;
		struct locked_file *f = arena_new(l->arena, struct locked_file);

		f->names = l->names;
		*vec_push(l->arena, &l->read) = f;
		*at = l->read.count;
		read_lock(l, f, facts);
		read_compiled(l, f, facts);
		return f;
	}
	return l->read.at[*at - 1];
}

bool
row_is_brought(const struct locked *l, struct arena *a, file_id id,
               const struct fact_requirement *row)
{
	const struct facts *facts = &l->project->scan->files.at[id].facts;
	struct str rest = facts_text(facts, row->via), one;
	const uint32_t *at = map_find(&l->files, id);
	const struct locked_file *f = at != NULL ? l->read.at[*at - 1] : NULL;
	bool brought = false;

	if (rest.len == 0 || f == NULL)
		return false;
	while (str_cut(&rest, '\n', &one)) {
		name_id by = names_find(l->names, name_canonical(a, via_name(one)));

		if (str_starts(one, STR("-c ")))
			continue;
		/* A file, a project, or another name that the file does not have: it is asked for. */
		if (by == NAME_NONE || map_find(&f->by_item, by) == NULL)
			return false;
		brought = true;
	}
	return brought;
}

static const struct locked_row *
find(const struct locked_file *f, struct str item)
{
	name_id id = names_find(f->names, item);
	const uint32_t *at = id != NAME_NONE ? map_find(&f->by_item, id) : NULL;

	return at != NULL ? &f->rows.at[*at - 1] : NULL;
}

static bool requires(void *ctx, const struct known *k, struct str item, struct strs *out)
{
	const struct locked_file *f = ctx;
	const struct locked_row *row = find(f, item), *base = row;
	struct str rest = item, dist;

	(void)k;
	if (str_cut(&rest, '[', &dist) && dist.len < item.len)
		base = find(f, dist);
	if (base == NULL || !base->told)
		return false;
	*out = (struct strs){ 0 };
	if (row != NULL)
		*out = (struct strs){ row->requires.at, row->requires.count };
	return true;
}

static struct str
version(void *ctx, struct str dist)
{
	const struct locked_row *row = find(ctx, dist);

	return row != NULL ? row->version : STR("");
}

void
locked_add(struct locked *l, struct known *k, const struct service *s)
{
	const struct strs lists[] = { s->manifests, s->locks };
	const struct scan *scan = l->project->scan;

	for (size_t n = 0; n < countof(lists); n++)
		for (uint32_t i = lists[n].count; i > 0; i--) {
			file_id id = scan_file(scan, lists[n].at[i - 1]);
			struct locked_file *f = id != UINT32_MAX ? file_of(l, id) : NULL;

			if (f != NULL && f->rows.count > 0)
				known_add_first(k, (struct known_source){ f, requires, version });
		}
}
