/*
 * declared.c - the rows of a service's manifests, and what each is for.
 */
#include "requirements/declared.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/path.h"
#include "packaging/marker.h"
#include "packaging/name.h"
#include "requirements/bring.h"
#include "requirements/image.h"

/* Rows of all manifests of a service: more is no list of what a service needs. */
#define ROWS_MOST 5000

VEC(words, struct str);

/* A manifest of the service. */
struct source {
	file_id file;
	enum purpose purpose; /* of its rows that are in no group */
	bool read;
};

VEC(sources, struct source);

struct builder {
	struct declared *out;
	struct arena *a;
	const struct project *p;
	const struct service *s;
	struct image image;
	struct map extras;      /* normalised names of those that the service asks for → 1 */
	struct words installed; /* last parts of the paths of files that a Dockerfile installs */
	struct sources sources;
};

static bool
is_among(struct words words, struct str s)
{
	for (uint32_t i = 0; i < words.count; i++)
		if (str_eq(words.at[i], s))
			return true;
	return false;
}

static bool
is_configured(struct config_texts texts, struct str s)
{
	for (uint32_t i = 0; i < texts.count; i++)
		if (str_eq(texts.at[i].text, s))
			return true;
	return false;
}

static void
add(struct builder *b, struct declaration row)
{
	struct declared *d = b->out;
	uint32_t *first = map_put(b->a, &d->by_dist, names_put(d->names, row.dist), NULL);

	row.next = *first;
	*vec_push(b->a, &d->rows) = row;
	*first = d->rows.count;
}

static void
provide(struct builder *b, struct str dist)
{
	add(b, (struct declaration){ .dist = name_canonical(b->a, dist), .purpose = PURPOSE_RUN });
}

/* Comma-separated extras. */
static void
add_extras(struct builder *b, struct str text)
{
	struct str rest = text, one;

	while (str_cut(&rest, ',', &one))
		if (one.len > 0)
			*map_put(b->a, &b->extras,
			         names_put(b->out->names, name_canonical(b->a, one)), NULL) = 1;
}

/* The extras that anything here asks a package of ours for, and what Dockerfiles install. */
static void
collect(struct builder *b, const struct facts *f, bool dockerfile)
{
	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];

		if (d->kind == DIRECTIVE_INSTALL_PATH)
			add_extras(b, facts_text(f, d->key));
		if (dockerfile && d->kind == DIRECTIVE_INCLUDE)
			*vec_push(b->a, &b->installed) = path_base(facts_text(f, d->value));
	}
	/* Of which distribution they are does not matter: what may be there is not missed. */
	for (uint32_t i = 0; i < f->requirements.count; i++)
		add_extras(b, facts_text(f, f->requirements.at[i].extras));
}

/* Does a marker hold on none of the Pythons that the project may run on? */
static bool
is_elsewhere(const struct builder *b, struct str text)
{
	unsigned last = b->p->config->has_python ? b->p->python : PYTHON_NEWEST;
	const struct marker *marker;
	struct err err;
	size_t at;

	if (text.len == 0)
		return false;
	marker = marker_parse(b->a, text, &at, &err);
	if (marker == NULL)
		return false;
	for (unsigned minor = b->p->python; minor <= last; minor++) {
		struct marker_env env = marker_env_linux(b->a, minor);

		env.value[MARKER_EXTRA] = (struct str){ NULL, 0 };
		if (marker_eval(marker, &env) != MARKER_FALSE)
			return false;
	}
	return true;
}

/* "extra:NAME" or "group:NAME"; "" is the file's own purpose. */
static enum purpose
purpose_of_group(const struct builder *b, struct str group, enum purpose own)
{
	enum purpose purpose = own;
	struct str rest = group, kind;

	if (group.len == 0 || !str_cut(&rest, ':', &kind))
		return own;
	if (is_configured(b->p->config->development, group))
		return PURPOSE_DEVELOPMENT;
	name_id extra = names_find(b->out->names, name_canonical(b->a, rest));
	if (b->image.extras || (extra != NAME_NONE && map_find(&b->extras, extra) != NULL))
		return own;
	if (purpose_is_development(rest))
		purpose = b->image.development ? PURPOSE_RUN : PURPOSE_DEVELOPMENT;
	else if (str_eq(kind, STR("extra")))
		purpose = PURPOSE_EXTRA;
	return purpose > own ? purpose : own;
}

static void
read_row(struct builder *b, const struct source *source, const struct fact_requirement *row)
{
	const struct scanned *file = &b->p->scan->files.at[source->file];
	const struct facts *f = &file->facts;
	struct str name = facts_text(f, row->name);
	enum purpose purpose = purpose_of_group(b, facts_text(f, row->group), source->purpose);

	/* A line that is no requirement, or a URL that does not tell its name. */
	if (name.len == 0 || b->out->rows.count >= ROWS_MOST) {
		b->out->open = true;
		return;
	}
	if (is_elsewhere(b, facts_text(f, row->marker)))
		purpose = PURPOSE_ELSEWHERE;
	add(b,
	    (struct declaration){
		    .dist = name_canonical(b->a, name),
		    .extras = name_canonical(b->a, facts_text(f, row->extras)),
		    .file = file->path,
		    .facts = f,
		    .row = row,
		    .purpose = purpose,
	    });
}

/* What the file is for, going by its own name. */
static enum purpose
purpose_of_file(const struct builder *b, const struct scanned *file)
{
	const struct config *config = b->p->config;
	const struct service_config *own = b->s->config;

	if (is_configured(config->development, file->path))
		return PURPOSE_DEVELOPMENT;
	if ((own != NULL && is_configured(own->requirements, file->path)) ||
	    is_among(b->installed, path_base(file->path)) ||
	    !str_eq((struct str){ file->grammar->name, strlen(file->grammar->name) },
	            STR("requirements")))
		return PURPOSE_RUN;
	return purpose_is_development(path_stem(file->path)) ? PURPOSE_DEVELOPMENT : PURPOSE_RUN;
}

static struct source *
source_of(struct builder *b, file_id file)
{
	for (uint32_t i = 0; i < b->sources.count; i++)
		if (b->sources.at[i].file == file)
			return &b->sources.at[i];
	return NULL;
}

/* What a file includes is for what the file is for, if not for more. True when it changes
 * anything. */
static bool
pass_on(struct builder *b, const struct source *source)
{
	const struct scanned *file = &b->p->scan->files.at[source->file];
	const struct facts *f = &file->facts;
	bool changed = false;

	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];
		struct str path;

		if (d->kind != DIRECTIVE_INCLUDE)
			continue;
		if (!path_resolve(b->a, path_dir(file->path), facts_text(f, d->value), &path) ||
		    scan_file(b->p->scan, path) == UINT32_MAX) {
			b->out->open = true;
			continue;
		}
		struct source *to = source_of(b, scan_file(b->p->scan, path));
		enum purpose purpose = purpose_of_group(b, facts_text(f, d->key), source->purpose);
		if (to != NULL && purpose < to->purpose &&
		    !is_configured(b->p->config->development, path)) {
			to->purpose = purpose;
			changed = true;
		}
	}
	return changed;
}

/* Is it included for an extra or a group only? Its own name says nothing then. */
static void
mark_included(struct builder *b, const struct source *source)
{
	const struct scanned *file = &b->p->scan->files.at[source->file];
	const struct facts *f = &file->facts;

	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];
		struct str path;

		if (d->kind != DIRECTIVE_INCLUDE || facts_text(f, d->key).len == 0 ||
		    !path_resolve(b->a, path_dir(file->path), facts_text(f, d->value), &path))
			continue;
		struct source *to = source_of(b, scan_file(b->p->scan, path));
		if (to != NULL && !is_among(b->installed, path_base(path)))
			to->purpose = PURPOSE_DEVELOPMENT;
	}
}

static bool
declares_run(const struct facts *f)
{
	for (uint32_t i = 0; i < f->requirements.count; i++)
		if (facts_text(f, f->requirements.at[i].group).len == 0)
			return true;
	for (uint32_t i = 0; i < f->directives.count; i++)
		if (f->directives.at[i].kind == DIRECTIVE_INCLUDE)
			return true;
	return false;
}

/* Is there something beside the manifests that declares more, and that is not read? */
static bool
is_unread(const struct builder *b, struct str dir)
{
	static const char *const conda[] = {
		"environment.yml", "environment.yaml", "conda.yml", "conda.yaml", "meta.yaml"
	};
	static const char *const projects[] = { "pyproject.toml", "setup.cfg" };
	const struct scan *scan = b->p->scan;
	bool stated = false, project = false;

	for (size_t i = 0; i < countof(conda); i++) {
		struct str path = path_join(b->a, dir, (struct str){ conda[i], strlen(conda[i]) });

		if (scan_has(scan, path) && scan_file(scan, path) == UINT32_MAX)
			return true;
	}
	for (size_t i = 0; i < countof(projects); i++) {
		file_id id = scan_file(
			scan,
			path_join(b->a, dir, (struct str){ projects[i], strlen(projects[i]) }));

		if (id == UINT32_MAX)
			continue;
		const struct facts *f = &scan->files.at[id].facts;
		stated = stated || declares_run(f);
		for (uint32_t d = 0; d < f->directives.count; d++)
			project = project || f->directives.at[d].kind == DIRECTIVE_PROJECT;
	}
	file_id setup = scan_file(scan, path_join(b->a, dir, STR("setup.py")));
	if (setup != UINT32_MAX && declares_run(&scan->files.at[setup].facts))
		return false;
	/* `dynamic` leaves no row. */
	return !stated && (setup != UINT32_MAX || project);
}

static void
read_sources(struct builder *b)
{
	const struct scan *scan = b->p->scan;

	for (uint32_t i = 0; i < b->s->manifests.count; i++) {
		file_id id = scan_file(scan, b->s->manifests.at[i]);

		if (id == UINT32_MAX || scan->files.at[id].grammar == NULL) {
			b->out->open = true;
			continue;
		}
		*vec_push(b->a, &b->sources) = (struct source){
			.file = id, .purpose = purpose_of_file(b, &scan->files.at[id])
		};
	}
	b->out->any = b->out->any || b->sources.count > 0;
	for (uint32_t i = 0; i < b->sources.count; i++)
		mark_included(b, &b->sources.at[i]);
	/* Each round moves at least one file on: there are three steps for each. */
	for (uint32_t round = 0; round < 3 * b->sources.count; round++) {
		bool changed = false;

		for (uint32_t i = 0; i < b->sources.count; i++)
			changed = pass_on(b, &b->sources.at[i]) || changed;
		if (!changed)
			break;
	}
	for (uint32_t i = 0; i < b->sources.count; i++) {
		const struct scanned *file = &scan->files.at[b->sources.at[i].file];

		b->out->open = b->out->open || file->facts.problems.count > 0 ||
		               is_unread(b, path_dir(file->path));
		for (uint32_t r = 0; r < file->facts.requirements.count; r++)
			read_row(b, &b->sources.at[i], &file->facts.requirements.at[r]);
	}
}

static void
read_dockerfiles(struct builder *b)
{
	for (uint32_t i = 0; i < b->s->dockerfiles.count; i++) {
		file_id id = scan_file(b->p->scan, b->s->dockerfiles.at[i]);

		if (id == UINT32_MAX)
			continue;
		const struct facts *f = &b->p->scan->files.at[id].facts;
		const struct source source = { .file = id, .purpose = PURPOSE_RUN };
		image_read(&b->image, b->a, f);
		collect(b, f, true);
		for (uint32_t r = 0; r < f->requirements.count; r++) {
			read_row(b, &source, &f->requirements.at[r]);
			b->out->any = true;
		}
	}
	for (uint32_t i = 0; i < b->image.dists.count; i++)
		provide(b, b->image.dists.at[i]);
	b->out->open = b->out->open || b->image.open;
}

void
declared_build(struct declared *out, struct arena *a, const struct project *p,
               const struct service *s)
{
	struct builder b = { .out = out, .a = a, .p = p, .s = s };
	const struct config_texts *provided = &p->config->provided;

	for (uint32_t i = 0; s->config != NULL && i < s->config->extras.count; i++)
		add_extras(&b, s->config->extras.at[i].text);
	for (uint32_t i = 0; i < s->manifests.count; i++) {
		file_id id = scan_file(p->scan, s->manifests.at[i]);

		if (id != UINT32_MAX)
			collect(&b, &p->scan->files.at[id].facts, false);
	}
	/* Everywhere with Python. */
	provide(&b, STR("pip"));
	provide(&b, STR("setuptools"));
	for (uint32_t i = 0; i < provided->count; i++)
		provide(&b, provided->at[i].text);
	read_dockerfiles(&b);
	read_sources(&b);
	out->open = out->open || is_unread(&b, s->path);
	bring(out, a, PURPOSE_RUN);
	bring(out, a, PURPOSE_EXTRA);
}

const struct declaration *
declared_find(const struct declared *d, struct str dist)
{
	const struct declaration *best = NULL;
	name_id id = names_find(d->names, dist);
	const uint32_t *first = id != NAME_NONE ? map_find(&d->by_dist, id) : NULL;

	for (uint32_t i = first != NULL ? *first : 0; i != 0; i = d->rows.at[i - 1].next)
		if (best == NULL || d->rows.at[i - 1].purpose <= best->purpose)
			best = &d->rows.at[i - 1];
	return best;
}
