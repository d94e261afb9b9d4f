/*
 * declared.c - the rows of a service's manifests, and what each is for.
 */
#include "requirements/declared.h"

#include "base/arena.h"
#include "base/path.h"
#include "packaging/name.h"
#include "requirements/akin.h"
#include "requirements/bring.h"
#include "requirements/computed.h"
#include "requirements/image.h"
#include "requirements/known.h"
#include "requirements/locked.h"
#include "rules/python.h"

/* Rows of all manifests of a service: more is no list of what a service needs. */
#define ROWS_MOST 5000

/* A manifest of the service. */
struct source {
	file_id file;
	enum purpose purpose; /* of its rows that are in no group */
	bool pinned;          /* made of others that are there, too: it asks for nothing itself */
};

VEC(sources, struct source);

struct builder {
	struct declared *out;
	struct arena *a;
	const struct project *p;
	const struct service *s;
	struct image image;
	struct map extras;    /* normalised names of those that the service asks for → 1 */
	struct map installed; /* last parts of the paths of files that a Dockerfile installs → 1 */
	struct sources sources;
	struct map source_of; /* file_id → index in sources + 1 */
};

static void
add(struct builder *b, struct declaration row)
{
	struct declared *d = b->out;
	uint32_t *best = map_put(b->a, &d->by_dist, names_put(d->names, row.dist), NULL);

	*vec_push(b->a, &d->rows) = row;
	if (*best == 0 || row.purpose < d->rows.at[*best - 1].purpose)
		*best = d->rows.count;
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
			*map_put(b->a, &b->installed,
			         names_put(b->out->names, path_base(facts_text(f, d->value))),
			         NULL) = 1;
	}
	/* Of which distribution they are does not matter: what may be there is not missed. */
	for (uint32_t i = 0; i < f->requirements.count; i++)
		add_extras(b, facts_text(f, f->requirements.at[i].extras));
}

/* Does a Dockerfile install a file of that name? */
static bool
is_installed(const struct builder *b, struct str path)
{
	name_id id = names_find(b->out->names, path_base(path));

	return id != NAME_NONE && map_find(&b->installed, id) != NULL;
}

/* "extra:NAME" or "group:NAME"; "" is the file's own purpose. */
static enum purpose
purpose_of_group(const struct builder *b, struct str group, enum purpose own)
{
	enum purpose purpose = own;
	struct str rest = group, kind;

	if (group.len == 0 || !str_cut(&rest, ':', &kind))
		return own;
	if (config_has(b->p->config->development, group))
		return PURPOSE_DEVELOPMENT;
	name_id extra = names_find(b->out->names, name_canonical(b->a, rest));
	if (b->image.extras || (extra != NAME_NONE && map_find(&b->extras, extra) != NULL))
		return own;
	if (purpose_is_development_group(group))
		purpose = b->image.development ? PURPOSE_RUN : PURPOSE_DEVELOPMENT;
	else if (str_eq(kind, STR("extra")))
		purpose = PURPOSE_EXTRA;
	return purpose > own ? purpose : own;
}

/* What PyPI calls a package of conda. */
static void
read_conda(struct builder *b, struct declaration row)
{
	struct strs dists = dists_of_conda(row.dist);

	b->out->pixi = b->out->pixi || str_eq(path_base(row.file), STR("pyproject.toml"));
	/* A collection of hundreds. */
	if (str_eq(row.dist, STR("anaconda")))
		b->out->open = true;
	for (uint32_t i = 0; i < dists.count; i++) {
		row.dist = dists.at[i];
		add(b, row);
	}
}

/* What a repository is called, so is mostly what it makes: "git+https://host/owner/name.git@tag". */
static struct str
name_of_url(const struct builder *b, struct str url)
{
	struct str rest = url, plain, name;

	if (!str_starts(url, STR("git+")) || !str_cut(&rest, '#', &plain))
		return STR("");
	name = path_base(plain);
	(void)str_cut(&name, '@', &plain);
	if (str_ends(plain, STR(".git")))
		plain.len -= strlen(".git");
	return name_canonical(b->a, plain);
}

static void
read_row(struct builder *b, const struct source *source, const struct fact_requirement *row)
{
	const struct scanned *file = &b->p->scan->files.at[source->file];
	const struct facts *f = &file->facts;
	struct str name = facts_text(f, row->name);
	enum purpose purpose = purpose_of_group(b, facts_text(f, row->group), source->purpose);

	if (name.len == 0)
		name = name_of_url(b, facts_text(f, row->url));
	/* A line that is no requirement, or a URL that does not tell its name. */
	if (name.len == 0 || b->out->rows.count >= ROWS_MOST) {
		b->out->open = b->out->open || purpose == PURPOSE_RUN;
		return;
	}
	if (marker_is_elsewhere(
		    b->a, facts_text(f, row->marker), b->out->known->first, b->out->known->last))
		purpose = str_starts(facts_text(f, row->group), STR("extra:"))
		                  ? PURPOSE_EXTRA
		                  : PURPOSE_ELSEWHERE;
	if (purpose == PURPOSE_RUN &&
	    (source->pinned || row_is_brought(b->out->locked, b->a, source->file, row)))
		purpose = PURPOSE_PINNED;
	struct declaration one = {
		.dist = name_canonical(b->a, name),
		.extras = name_canonical(b->a, facts_text(f, row->extras)),
		.file = file->path,
		.facts = f,
		.row = row,
		.purpose = purpose,
	};
	one.aged = known_is_aged(b->out->known, one.dist, facts_text(f, row->specifier));
	add(b, one);
	if ((row->flags & REQUIREMENT_CONDA) != 0)
		read_conda(b, one);
}

/* What the file is for, going by its own name. */
static enum purpose
purpose_of_file(const struct builder *b, const struct scanned *file)
{
	const struct config *config = b->p->config;
	const struct service_config *own = b->s->config;

	if (config_has(config->development, file->path))
		return PURPOSE_DEVELOPMENT;
	if ((own != NULL && config_has(own->requirements, file->path)) ||
	    is_installed(b, file->path) ||
	    !str_eq(str_of(file->grammar->name), STR("requirements")))
		return PURPOSE_RUN;
	return purpose_is_development(path_stem(file->path)) || purpose_is_publishing(file)
	               ? PURPOSE_DEVELOPMENT
	               : PURPOSE_RUN;
}

static struct source *
source_of(struct builder *b, file_id file)
{
	const uint32_t *at = file != UINT32_MAX ? map_find(&b->source_of, file) : NULL;

	return at != NULL ? &b->sources.at[*at - 1] : NULL;
}

file_id
declared_included(const struct project *p, struct arena *a, const struct scanned *file,
                  const struct fact_directive *d)
{
	struct str path;

	if (!scan_resolve(
		    p->scan, a, path_dir(file->path), facts_text(&file->facts, d->value), &path))
		return UINT32_MAX;
	return scan_file(p->scan, path);
}

VEC(queue_rows, uint32_t);

/* What a file includes is for what the file is for, if not for more. What changes joins the
 * queue. */
static void
pass_on(struct builder *b, const struct source *source, struct queue_rows *queue)
{
	const struct scanned *file = &b->p->scan->files.at[source->file];
	const struct facts *f = &file->facts;
	enum purpose own = source->purpose;

	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];

		if (d->kind != DIRECTIVE_INCLUDE)
			continue;
		file_id id = declared_included(b->p, b->a, file, d);
		struct source *to = source_of(b, id);
		enum purpose purpose = purpose_of_group(b, facts_text(f, d->key), own);
		if (id == UINT32_MAX && purpose == PURPOSE_RUN)
			b->out->open = true;
		if (to != NULL && purpose < to->purpose &&
		    !config_has(b->p->config->development, b->p->scan->files.at[id].path)) {
			to->purpose = purpose;
			*vec_push(b->a, queue) = (uint32_t)(to - b->sources.at);
		}
	}
}

/* Is it included for an extra or a group only? Its own name says nothing then. */
static void
mark_included(struct builder *b, const struct source *source)
{
	const struct scanned *file = &b->p->scan->files.at[source->file];
	const struct facts *f = &file->facts;

	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];

		if (d->kind != DIRECTIVE_INCLUDE || d->key == 0)
			continue;
		struct source *to = source_of(b, declared_included(b->p, b->a, file, d));
		if (to != NULL && !is_installed(b, b->p->scan->files.at[to->file].path))
			to->purpose = PURPOSE_DEVELOPMENT;
	}
}

bool
declared_has_rows(const struct facts *f)
{
	for (uint32_t i = 0; i < f->requirements.count; i++)
		if (facts_text(f, f->requirements.at[i].group).len == 0)
			return true;
	return false;
}

static bool
has_include(const struct facts *f)
{
	for (uint32_t i = 0; i < f->directives.count; i++)
		if (f->directives.at[i].kind == DIRECTIVE_INCLUDE)
			return true;
	return false;
}

static bool
declares_run(const struct facts *f)
{
	return declared_has_rows(f) || has_include(f);
}

/* A list of conda's, or of another tool. */
static bool
is_other_list(struct str path)
{
	static const char *const names[] = {
		"environment.yml", "environment.yaml", "conda.yml",      "conda.yaml",
		"meta.yaml",       "langgraph.json",   "bentofile.yaml", "cog.yaml",
		"flow.dag.yaml",   "flow.flex.yaml",   "package.xml",    "pixi.toml"
	};

	/* Most are none by their last letter. */
	return path.len > 0 && strchr("ln", path.at[path.len - 1]) != NULL &&
	       str_is_any(path_base(path), names, countof(names));
}

void
unread_lists(struct map *out, struct arena *a, const struct scan *scan, struct names *names)
{
	for (uint32_t i = 0; i < scan->paths.count; i++) {
		struct str path = scan->paths.at[i];

		if (is_other_list(path) && scan_file(scan, path) == UINT32_MAX)
			*map_put(a, out, names_put(names, path_dir(path)), NULL) = 1;
	}
}

/* Is there such a list beside the manifests, that is not read? */
static bool
is_unread(const struct builder *b, struct str dir)
{
	name_id id = names_find(b->out->names, dir);

	return (id != NAME_NONE || dir.len == 0) && map_find(b->out->unread, id) != NULL;
}

/* A requirements.txt with nothing in it says that nothing is needed; the one around several services is
 * left of a beginning. */
static bool
is_empty_list(const struct builder *b, const struct scanned *file)
{
	const struct facts *f = &file->facts;

	return strcmp(file->grammar->name, "requirements") == 0 && f->requirements.count == 0 &&
	       f->directives.count == 0 && (b->s->path.len > 0 || b->p->services.count == 1);
}

/* Does the manifest say what is needed to run, if only that it is nothing? A project's file need not. */
static bool
is_list(struct builder *b, const struct scanned *file, enum purpose purpose)
{
	const struct facts *f = &file->facts;

	/* An empty list beside groups for development is of a project that is there for its tools, unless
	 * it is deployed. */
	bool deployed = !b->s->every_file || b->s->dockerfiles.count > 0;
	bool tools = f->requirements.count > 0 && !deployed;

	for (uint32_t i = 0; i < f->directives.count; i++)
		if ((f->directives.at[i].kind == DIRECTIVE_EMPTY && !tools) ||
		    f->directives.at[i].kind == DIRECTIVE_OPEN ||
		    (f->directives.at[i].kind == DIRECTIVE_INCLUDE &&
		     declared_included(b->p, b->a, file, &f->directives.at[i]) == UINT32_MAX))
			return true;
	if (purpose == PURPOSE_DEVELOPMENT && !deployed)
		return false;
	/* What is included is asked itself. */
	return declared_has_rows(f) || is_installed(b, file->path) || scan_in_doubt(file) ||
	       (file->grammar->source && project_has_block(f)) || is_empty_list(b, file);
}

/* Did a tool make the file of one that is there, too: requirements.in, pyproject.toml? */
static bool
is_made_of_others(struct builder *b, const struct scanned *file)
{
	const struct facts *f = &file->facts;
	struct str dir = path_dir(file->path), stem = path_stem(file->path);
	file_id in, project;

	if (f->requirements.count == 0 || (f->requirements.at[0].flags & REQUIREMENT_COMPILED) == 0)
		return false;
	/* Those that say what brings what are read row by row. */
	for (uint32_t i = 0; i < f->requirements.count; i++)
		if (f->requirements.at[i].via != 0)
			return false;
	const char *name = arena_printf(b->a, STR_FMT ".in", STR_ARG(stem));
	in = scan_file(b->p->scan, path_join(b->a, dir, str_of(name)));
	project = scan_file(b->p->scan, path_join(b->a, dir, STR("pyproject.toml")));
	return source_of(b, in) != NULL ||
	       (source_of(b, project) != NULL &&
	        declares_run(&b->p->scan->files.at[project].facts));
}

/* Is a list that counts for running computed? */
static bool
is_computed(const struct builder *b, const struct source *source, const struct facts *f)
{
	for (uint32_t i = 0; i < f->directives.count; i++)
		if (f->directives.at[i].kind == DIRECTIVE_OPEN &&
		    purpose_of_group(b, facts_text(f, f->directives.at[i].key), source->purpose) ==
		            PURPOSE_RUN)
			return true;
	return false;
}

/* Is its list computed of nobody knows what? What one setup.py reads besides its own text is noted. */
static bool
is_unknown(struct builder *b, const struct source *source, const struct scanned *file)
{
	bool computed = is_computed(b, source, &file->facts);

	if (!file->grammar->source || (!computed && !has_include(&file->facts)))
		return computed;
	if (b->out->setup.len > 0)
		return computed;
	b->out->setup = computed_text(b->a, b->p, file->path, b->s->manifests);
	b->out->computed = computed;
	return computed && b->out->setup.len == 0;
}

/* Does it install a directory that is not in the repository? Nobody knows what that requires. */
static bool
leads_out(const struct builder *b, const struct scanned *file, const struct fact_directive *d)
{
	struct str path;

	return d->kind == DIRECTIVE_INSTALL_PATH && d->key == 0 &&
	       (!scan_resolve(b->p->scan, b->a, path_dir(file->path),
	                      facts_text(&file->facts, d->value), &path) ||
	        (path.len > 0 && !scan_has_dir(b->p->scan, path)));
}

static void
read_source(struct builder *b, struct source *source)
{
	const struct scanned *file = &b->p->scan->files.at[source->file];
	const struct facts *f = &file->facts;
	bool script = file->grammar->source && project_has_block(f);

	source->pinned = is_made_of_others(b, file);
	for (uint32_t i = 0; i < f->directives.count && source->purpose == PURPOSE_RUN; i++)
		b->out->open = b->out->open || leads_out(b, file, &f->directives.at[i]);
	b->out->open = b->out->open || scan_in_doubt(file) || is_unknown(b, source, file) ||
	               (!script && is_unread(b, path_dir(file->path)));
	for (uint32_t r = 0; r < f->requirements.count; r++)
		read_row(b, source, &f->requirements.at[r]);
}

static void
read_sources(struct builder *b)
{
	const struct scan *scan = b->p->scan;
	struct queue_rows queue = { 0 };

	for (uint32_t i = 0; i < b->s->manifests.count; i++) {
		file_id id = scan_file(scan, b->s->manifests.at[i]);

		if (id == UINT32_MAX || scan->files.at[id].grammar == NULL) {
			b->out->open = true;
			continue;
		}
		*vec_push(b->a, &b->sources) = (struct source){
			.file = id, .purpose = purpose_of_file(b, &scan->files.at[id])
		};
		*map_put(b->a, &b->source_of, id, NULL) = b->sources.count;
		b->out->any = b->out->any || is_list(b, &scan->files.at[id],
		                                     b->sources.at[b->sources.count - 1].purpose);
	}
	for (uint32_t i = 0; i < b->sources.count; i++)
		mark_included(b, &b->sources.at[i]);
	for (uint32_t i = 0; i < b->sources.count; i++)
		*vec_push(b->a, &queue) = i;
	/* A file joins again only when it counts for more: there are few steps of that. */
	for (uint32_t i = 0; i < queue.count; i++)
		pass_on(b, &b->sources.at[queue.at[i]], &queue);
	for (uint32_t i = 0; i < b->sources.count; i++)
		read_source(b, &b->sources.at[i]);
}

/* Scripts that the service starts and that name what they need themselves (PEP 723). */
static void
read_scripts(struct builder *b)
{
	for (uint32_t i = 0; i < b->s->entries.count; i++) {
		const struct module *module = &b->p->modules.at[b->s->entries.at[i]];
		const struct source source = { .file = module->file, .purpose = PURPOSE_RUN };

		if (str_eq(module->path, b->s->path) || !project_has_block(module->facts))
			continue;
		for (uint32_t r = 0; r < module->facts->requirements.count; r++)
			read_row(b, &source, &module->facts->requirements.at[r]);
	}
}

static void
read_image_part(struct builder *b, const struct image_part *part)
{
	const struct facts *f = &b->p->scan->files.at[part->file].facts;
	const struct source source = { .file = part->file, .purpose = PURPOSE_RUN };

	image_read(&b->image, b->a, b->p, part);
	collect(b, f, true);
	for (uint32_t r = 0; r < f->requirements.count; r++)
		if (image_part_has(part, &f->requirements.at[r].span)) {
			read_row(b, &source, &f->requirements.at[r]);
			b->out->any = true;
		}
}

static void
read_dockerfiles(struct builder *b)
{
	for (uint32_t i = 0; i < b->s->dockerfiles.count; i++) {
		file_id id = scan_file(b->p->scan, b->s->dockerfiles.at[i]);

		if (id == UINT32_MAX)
			continue;
		struct image_parts parts = project_image(b->p, b->a, id);
		for (uint32_t k = 0; k < parts.count; k++)
			read_image_part(b, &parts.at[k]);
	}
	for (uint32_t i = 0; i < b->image.dists.count; i++)
		provide(b, b->image.dists.at[i]);
	b->out->product = b->image.product;
	b->out->open = b->out->open || b->image.open || b->s->unread;
}

/* An application of Amazon's CDK has beside it what it deploys: to Lambda, which has boto3, and to
 * Glue, which has Spark. Chalice and Zappa deploy themselves there. */
static void
provide_hosted(struct builder *b)
{
	static const char *const tools[] = { "aws-cdk-lib", "aws-cdk-core", "chalice", "zappa" };
	static const char *const there[] = { "boto3", "botocore", "pyspark" };
	bool hosted = false;

	for (size_t i = 0; i < countof(tools); i++)
		hosted = hosted || declared_find(b->out, str_of(tools[i])) != NULL;
	for (size_t i = 0; hosted && i < countof(there); i++)
		provide(b, str_of(there[i]));
}

/* A setup.py below another project that requires nothing: it makes a package of what is run with that
 * project's requirements. */
static bool
is_bare_setup(const struct builder *b)
{
	for (uint32_t i = 0; i < b->out->rows.count; i++)
		if (b->out->rows.at[i].row != NULL)
			return false;
	for (uint32_t i = 0; i < b->sources.count; i++)
		if (!b->p->scan->files.at[b->sources.at[i].file].grammar->source)
			return false;
	return b->s->path.len > 0 && b->sources.count > 0 && b->s->dockerfiles.count == 0;
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
	read_scripts(&b);
	provide_hosted(&b);
	out->open = out->open || is_unread(&b, s->path);
	out->any = out->any && !is_bare_setup(&b);
	bring(out, a, s->path, PURPOSE_RUN);
	bring(out, a, s->path, PURPOSE_EXTRA);
	akin_index(out, a);
}

const struct declaration *
declared_find(const struct declared *d, struct str dist)
{
	name_id id = names_find(d->names, dist);
	const uint32_t *best = id != NAME_NONE ? map_find(&d->by_dist, id) : NULL;

	return best != NULL ? &d->rows.at[*best - 1] : NULL;
}
