/*
 * unused.c - contract.md, "Used, and so never unused-dependency", manifest by manifest.
 */
#include "requirements/unused.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/pool.h"
#include "common/reread.h"
#include "installed/installed.h"
#include "packaging/name.h"
#include "requirements/company.h"
#include "requirements/hosted.h"
#include "requirements/manifest.h"
#include "requirements/mentions.h"
#include "requirements/sole.h"
#include "requirements/written.h"
#include "rules/python.h"

/* Of a manifest for something else so many rows at least, and one in so many, have no use. */
#define FOREIGN_LEAST 5
#define FOREIGN_PART  4

/* So many manifests are worth a thread, which reads all shared code for itself. */
#define LANE_MANIFESTS 128
#define LANES_MOST     8

VEC(file_rows, file_id);

/* Some of the manifests, as one thread looks at them. */
struct lane {
	struct search search;
	struct audit audit; /* of which all but its arena is const meanwhile */
	struct arena arena;
	uint32_t first, end; /* in lanes.files */
};

struct lanes {
	struct file_rows files;
	bool *suspected; /* by row of these */
	struct lane *at;
	uint32_t count;
};

/* The distributions that the tables tell the import names of. */
static void
build_known(struct search *s)
{
	struct names *names = s->audit->names;
	struct str key;

	for (uint32_t i = 0; table_key(TABLE_IMPORTS, i, &key); i++) {
		struct strs dists = dists_of_import(key);

		for (uint32_t k = 0; k < dists.count; k++) {
			name_id id = names_find(names, dists.at[k]);

			if (id != NAME_NONE)
				*map_put(s->a, &s->known, id, NULL) = 1;
		}
	}
	s->known_built = true;
}

/* Do the tables tell what is imported of it? Most that is declared is imported, so that nobody asks. */
static bool
has_table(struct search *s, name_id dist)
{
	if (!s->known_built)
		build_known(s);
	return map_find(&s->known, dist) != NULL;
}

/* Those that are never judged. */
static void
build_ours(struct search *s)
{
	const struct config *config = s->p->config;
	struct names *names = s->audit->names;

	for (uint32_t i = 0; i < config->used.count; i++)
		*map_put(s->a, &s->ours,
		         names_put(names, name_canonical(s->a, config->used.at[i].text)), NULL) = 1;
	for (uint32_t i = 0; i < config->provided.count; i++)
		*map_put(s->a, &s->ours,
		         names_put(names, name_canonical(s->a, config->provided.at[i].text)),
		         NULL) = 1;
}

/* What files say of each other, and who uses which. */
static void
build_files(struct search *s)
{
	const struct scan *scan = s->p->scan;
	struct str path;

	s->services = arena_array(s->a, struct service_rows, scan->files.count);
	for (service_id id = 0; id < s->p->services.count; id++) {
		struct strs manifests = s->p->services.at[id].manifests;

		for (uint32_t i = 0; i < manifests.count; i++) {
			file_id file = scan_file(scan, manifests.at[i]);

			if (file != UINT32_MAX)
				*vec_push(s->a, &s->services[file]) = id;
		}
		if (s->p->services.at[id].dockerfiles.count == 1) {
			file_id file = scan_file(scan, s->p->services.at[id].dockerfiles.at[0]);

			if (file != UINT32_MAX)
				*vec_push(s->a, &s->services[file]) = id;
		}
	}
	for (uint32_t i = 0; i < s->p->own.count; i++)
		*map_put(s->a, &s->ours, names_put(s->audit->names, s->p->own.at[i].canonical),
		         NULL) = 1;
	for (file_id i = 0; i < scan->files.count; i++) {
		const struct facts *f = &scan->files.at[i].facts;

		for (uint32_t d = 0; d < f->directives.count; d++) {
			const struct fact_directive *row = &f->directives.at[d];
			struct str value = facts_text(f, row->value);

			if (row->kind == DIRECTIVE_CONSTRAINT &&
			    scan_resolve(
				    scan, s->a, path_dir(scan->files.at[i].path), value, &path) &&
			    scan_file(scan, path) != UINT32_MAX)
				*map_put(s->a, &s->constraints, scan_file(scan, path), NULL) = 1;
		}
	}
}

/* For tests, documentation and the like: by its own name or a folder's. */
static bool
is_for_development(const struct search *s, struct str path)
{
	struct str rest = path_dir(path), part;

	if (config_has(s->p->config->development, path) ||
	    purpose_is_development(path_stem(path)) ||
	    /* What somebody may choose to install, as requirements-optional.txt. */
	    str_has(path_stem(path), STR("optional")))
		return true;
	while (str_cut(&rest, '/', &part))
		if (purpose_is_development(part))
			return true;
	return false;
}

static bool
is_dockerfile(const struct scanned *file)
{
	return strcmp(file->grammar->name, "dockerfile") == 0;
}

/* A Dockerfile of services of all of which it is seen what is started. */
static bool
is_judged_dockerfile(const struct search *s, file_id id)
{
	for (uint32_t i = 0; i < s->services[id].count; i++)
		if (s->p->services.at[s->services[id].at[i]].every_file)
			return false;
	return is_dockerfile(&s->p->scan->files.at[id]);
}

/* Where the last stage of a Dockerfile starts: earlier ones may need tools that nothing tells of. */
static uint32_t
last_stage(const struct facts *f)
{
	uint32_t start = 0;

	for (uint32_t i = 0; i < f->directives.count; i++)
		if (f->directives.at[i].kind == DIRECTIVE_STAGE)
			start = f->directives.at[i].span.start;
	return start;
}

static bool
is_judged(const struct search *s, file_id id)
{
	static const char *const grammars[] = {
		"requirements", "pyproject", "setup.cfg", "pipfile"
	};
	const struct scanned *file = &s->p->scan->files.at[id];
	bool known = false;

	if (file->facts.requirements.count == 0 || s->services[id].count == 0 ||
	    file->grammar == NULL || map_find(&s->constraints, id) != NULL ||
	    str_starts(path_base(file->path), STR("constraints")) || hosted_is_layer(file->path))
		return false;
	for (size_t i = 0; i < countof(grammars); i++)
		known = known || strcmp(file->grammar->name, grammars[i]) == 0;
	if (known)
		known = manifest_is_sure(s->p, id);
	else
		known = str_eq(path_base(file->path), STR("setup.py")) ||
		        is_judged_dockerfile(s, id);
	return known && !is_for_development(s, file->path);
}

/* Is it for another Python or platform, or by all that is known for development? */
static bool
is_elsewhere(const struct search *s, struct str dist)
{
	service_id service = s->services[s->file].at[0];
	const struct declaration *row = declared_find(&s->audit->services[service].declared, dist);

	return row != NULL && row->purpose > PURPOSE_EXTRA;
}

static bool
is_development_group(const struct search *s, struct str group)
{
	return group.len > 0 &&
	       (config_has(s->p->config->development, group) ||
	        purpose_is_development_group(group));
}

/* Does an installed environment tell its import names? */
static bool
is_installed(const struct search *s, struct str dist)
{
	return s->p->installed != NULL && installed_tops(s->p->installed, dist).count > 0;
}

/* Is there nothing in the way of saying that nobody uses it, but what the tables and other rows tell of it? */
static bool
is_unimported(const struct search *s, const struct facts *f, const struct fact_requirement *row,
              struct str dist)
{
	name_id id = names_find(s->audit->names, dist);
	struct str module;

	/* What conda installs need not be Python's. */
	if ((row->flags & REQUIREMENT_CONDA) != 0)
		return false;
	/* REQ009 speaks of what the standard library replaces. */
	if (stdlib_replaces(s->p->python, dist, &module) || is_elsewhere(s, dist))
		return false;
	return id != NAME_NONE && map_find(&s->ours, id) == NULL && !search_imports(s, dist) &&
	       !is_development_group(s, facts_text(f, row->group));
}

static bool
is_suspect(struct search *s, const struct facts *f, const struct fact_requirement *row,
           struct str dist)
{
	return is_unimported(s, f, row, dist) &&
	       (dist_is_own(dist) || has_table(s, names_find(s->audit->names, dist)) ||
	        is_installed(s, dist)) &&
	       !is_company(s, dist) && !search_is_sole(s, dist);
}

/* Leave of the rows from `first` on those that the text of the manifest says nothing of. */
static void
drop_explained(struct search *s, uint32_t first)
{
	struct buf text = { 0 };
	struct str path = s->p->scan->files.at[s->file].path;
	uint32_t kept = first;

	if (s->rows.count == first)
		return;
	(void)reread_file(s->p, path, &text);
	if (!is_compiled(s->a, s->p->scan, path, buf_text(&text)))
		for (uint32_t i = first; i < s->rows.count; i++)
			if (!is_explained(buf_text(&text), s->rows.at[i].row))
				s->rows.at[kept++] = s->rows.at[i];
	s->rows.count = kept;
	buf_release(&text);
}

/* Where rows of the manifest that are judged begin. */
static uint32_t
judged_from(const struct scanned *file)
{
	return is_dockerfile(file) ? last_stage(&file->facts) : 0;
}

/* The distribution of a row that is judged; "": it is none. */
static struct str
judged_dist(const struct search *s, const struct facts *f, const struct fact_requirement *row,
            uint32_t start)
{
	struct str name = facts_text(f, row->name);

	return name.len == 0 || row->span.start < start ? STR("") : name_canonical(s->a, name);
}

/* May search_manifest() have any row of it? Few manifests pass as far as that. */
static bool
is_suspected(struct search *s)
{
	const struct scanned *file = &s->p->scan->files.at[s->file];
	const struct facts *f = &file->facts;
	uint32_t start = judged_from(file);
	bool suspected = false;

	if (!is_judged(s, s->file) || !search_modules(s))
		return false;
	for (uint32_t i = 0; i < f->requirements.count && !suspected; i++) {
		struct str dist = judged_dist(s, f, &f->requirements.at[i], start);

		suspected = dist.len > 0 && is_unimported(s, f, &f->requirements.at[i], dist);
	}
	return suspected;
}

static void
search_manifest(struct search *s)
{
	const struct facts *f = &s->p->scan->files.at[s->file].facts;
	uint32_t before = s->rows.count;
	uint32_t start = judged_from(&s->p->scan->files.at[s->file]);

	if (!search_modules(s) || is_freeze(s, f))
		return;
	for (uint32_t i = 0; i < f->requirements.count; i++) {
		const struct fact_requirement *row = &f->requirements.at[i];
		struct str dist = judged_dist(s, f, row, start);

		if (dist.len > 0 && is_suspect(s, f, row, dist))
			*vec_push(s->a, &s->rows) = (struct unused_row){
				.file = s->file,
				.row = row,
				.dist = dist,
				.service = s->services[s->file].at[0],
				.services = s->services[s->file].count,
			};
	}
	drop_explained(s, before);
}

/* Of the rows those whose distribution no other file names. */
static void
drop_mentioned(struct search *s)
{
	bool *wanted = arena_array(s->a, bool, s->p->services.count);
	struct map asked = { 0 };
	uint32_t kept = 0;
	bool fresh;

	for (uint32_t i = 0; i < s->rows.count; i++) {
		struct service_rows services = s->services[s->rows.at[i].file];
		name_id dist = names_find(s->audit->names, s->rows.at[i].dist);

		for (uint32_t k = 0; k < services.count; k++)
			wanted[services.at[k]] = true;
		(void)map_put(s->a, &asked, dist, &fresh);
		if (fresh)
			*vec_push(s->a, &s->dists) = dist;
	}
	if (s->rows.count == 0)
		return;
	const struct mentions *m = mentions_find(s->a, s->audit, &s->dists, wanted);
	for (uint32_t i = 0; i < s->rows.count; i++) {
		struct service_rows services = s->services[s->rows.at[i].file];
		name_id dist = names_find(s->audit->names, s->rows.at[i].dist);
		bool named = false;

		for (uint32_t k = 0; k < services.count; k++)
			named = named || mentions_has(m, dist, services.at[k]);
		if (!named)
			s->rows.at[kept++] = s->rows.at[i];
	}
	s->rows.count = kept;
}

/* Where so much of a manifest is without use, it is for something that is not seen here: code
 * that is made while it runs, a notebook elsewhere. */
static void
drop_foreign(struct search *s)
{
	uint32_t kept = 0, end;

	for (uint32_t i = 0; i < s->rows.count; i = end) {
		file_id file = s->rows.at[i].file;
		uint32_t all = s->p->scan->files.at[file].facts.requirements.count;

		for (end = i; end < s->rows.count && s->rows.at[end].file == file;)
			end++;
		if (end - i >= FOREIGN_LEAST && (end - i) * FOREIGN_PART >= all)
			continue;
		for (uint32_t k = i; k < end; k++)
			s->rows.at[kept++] = s->rows.at[k];
	}
	s->rows.count = kept;
}

static void
look_over(void *ctx, size_t item, unsigned worker)
{
	const struct lanes *lanes = ctx;
	struct lane *lane = &lanes->at[item];
	struct search *s = &lane->search;

	(void)worker;
	s->a = lane->audit.arena = &lane->arena;
	s->audit = &lane->audit;
	search_open(s);
	for (uint32_t i = lane->first; i < lane->end; i++) {
		s->file = lanes->files.at[i];
		lanes->suspected[i] = is_suspected(s);
	}
	imported_release(s->imported);
	arena_release(&lane->arena);
}

/* Search the manifests that have anything suspect, where there are many: these are found on all cores. */
static void
search_some(struct search *s, struct lanes *lanes)
{
	lanes->at = arena_array(s->a, struct lane, lanes->count);
	lanes->suspected = arena_array(s->a, bool, lanes->files.count);
	for (uint32_t i = 0; i < lanes->count; i++)
		lanes->at[i] = (struct lane){
			.search = *s,
			.audit = *s->audit,
			.first = (uint32_t)((uint64_t)lanes->files.count * i / lanes->count),
			.end = (uint32_t)((uint64_t)lanes->files.count * (i + 1) / lanes->count),
		};
	pool_each(s->p->jobs, lanes->count, look_over, lanes);
	for (uint32_t i = 0; i < lanes->files.count; i++) {
		s->file = lanes->files.at[i];
		if (lanes->suspected[i])
			search_manifest(s);
	}
}

static void
search_all(struct search *s)
{
	const struct scanned_files files = s->p->scan->files;
	struct lanes lanes = { .count = 0 };

	for (file_id i = 0; i < files.count; i++)
		if (files.at[i].facts.requirements.count > 0 && s->services[i].count > 0)
			*vec_push(s->a, &lanes.files) = i;
	lanes.count = lanes.files.count / LANE_MANIFESTS;
	lanes.count = lanes.count < s->p->jobs ? lanes.count : s->p->jobs;
	lanes.count = lanes.count < LANES_MOST ? lanes.count : LANES_MOST;
	if (lanes.count > 1) {
		search_some(s, &lanes);
		return;
	}
	for (uint32_t i = 0; i < lanes.files.count; i++) {
		s->file = lanes.files.at[i];
		if (is_judged(s, s->file))
			search_manifest(s);
	}
}

struct unused_rows
unused_find(struct arena *a, struct audit *audit)
{
	struct search s = { .a = a, .audit = audit, .p = audit->project };

	build_ours(&s);
	build_files(&s);
	search_open(&s);
	search_all(&s);
	drop_mentioned(&s);
	drop_foreign(&s);
	imported_release(s.imported);
	return s.rows;
}
