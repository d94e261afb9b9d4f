/*
 * around.c - declarations of the projects that a service, a module or a requirement belongs to.
 */
#include "requirements/around.h"

#include "base/arena.h"
#include "base/path.h"
#include "packaging/name.h"

/* So many of the projects that a service declares are asked what they do. */
#define MAKERS_ASKED 300

bool
around_has_image(const struct service *s)
{
	return s->dockerfiles.count > 0 && !(s->every_file && s->bare_image);
}

bool
around_leaves_out(const struct service *s, struct str path)
{
	bool out = s->every_file && s->dockerfiles.count > 0 && s->ships.count > 0 &&
	           path_within(path, s->path);

	for (uint32_t i = 0; i < s->ships.count && out; i++)
		out = !path_within(path, s->ships.at[i]);
	return out;
}

bool
around_is_deployed(const struct service *s)
{
	return !s->every_file &&
	       (s->dockerfiles.count > 0 || s->function || s->hosted ||
	        (s->config != NULL && s->config->has_entry));
}

bool
around_is_told(const struct service *s)
{
	return around_has_image(s) || s->function || s->hosted ||
	       (s->config != NULL && s->config->has_requirements);
}

void
around_find(struct audit *audit)
{
	const struct project *p = audit->project;

	for (service_id s = 0; s < p->services.count; s++)
		*map_put(audit->arena, &audit->by_path, str_hash(p->services.at[s].path), NULL) = s;
	for (service_id s = 0; s < p->services.count; s++) {
		struct str dir = p->services.at[s].path;
		service_id around = ID_NONE;

		while (dir.len > 0 && around == ID_NONE) {
			dir = path_dir(dir);
			around = around_at(audit, dir);
		}
		audit->services[s].around = around;
	}
}

service_id
around_at(const struct audit *audit, struct str dir)
{
	const uint32_t *found = map_find(&audit->by_path, str_hash(dir));

	return found != NULL && str_eq(audit->project->services.at[*found].path, dir)
	               ? *found
	               : ID_NONE;
}

const struct declaration *
around_bringer(const struct declared *d, const struct need *need, enum purpose purpose)
{
	const struct declaration *row = NULL;

	for (uint32_t i = 0; i < need->dists.count && row == NULL; i++)
		row = declared_bringer(d, need->dists.at[i], purpose);
	return row;
}

/* `written`: in a manifest, and not only found installed. */
static bool
has_row(const struct declared *d, const struct need *need, bool written)
{
	for (uint32_t i = 0; i < need->dists.count; i++) {
		const struct declaration *row = declared_find(d, need->dists.at[i]);

		if (row != NULL && row->purpose == PURPOSE_RUN && (row->row != NULL || !written))
			return true;
	}
	return false;
}

bool
around_lists(const struct declared *d, const struct need *need, bool written)
{
	return has_row(d, need, written) || around_bringer(d, need, PURPOSE_RUN) != NULL;
}

static bool
has_maker(const struct service_audit *s, service_id other)
{
	for (uint32_t i = 0; i < s->makers.count && i < MAKERS_ASKED; i++)
		if (s->makers.at[i].service == other)
			return true;
	return false;
}

bool
around_installs(const struct audit *audit, const struct service_audit *s, service_id other)
{
	bool found = has_maker(s, other);

	for (uint32_t i = 0; i < s->makers.count && i < MAKERS_ASKED && !found; i++)
		found = has_maker(&audit->services[s->makers.at[i].service], other);
	return found;
}

bool
around_is_project(const struct audit *audit, const struct service *s, bool below)
{
	const struct scan *scan = audit->project->scan;

	for (uint32_t i = 0; i < s->manifests.count; i++) {
		struct str dir = path_dir(s->manifests.at[i]);
		file_id file = scan_file(scan, s->manifests.at[i]);
		const struct facts *f = file != UINT32_MAX ? &scan->files.at[file].facts : NULL;

		for (uint32_t d = 0; f != NULL && d < f->directives.count; d++)
			if (f->directives.at[d].kind == DIRECTIVE_PROJECT &&
			    (below ? path_within(dir, s->path) : str_eq(dir, s->path)))
				return true;
	}
	return false;
}

/* May it be installed, or run, without what is declared around it? */
static bool
stands_alone(const struct audit *audit, const struct service_audit *s)
{
	return !s->service->every_file || around_is_told(s->service) ||
	       around_is_project(audit, s->service, true);
}

bool
around_host_lists(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	service_id up = s->around;

	if (stands_alone(audit, s))
		return false;
	while (up != ID_NONE && !has_row(&audit->services[up].declared, need, true))
		up = audit->services[up].around;
	return up != ID_NONE;
}

bool
around_host_brings(
	const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	service_id up = s->around;

	if (stands_alone(audit, s))
		return false;
	while (up != ID_NONE &&
	       around_bringer(&audit->services[up].declared, need, PURPOSE_RUN) == NULL)
		up = audit->services[up].around;
	return up != ID_NONE;
}

uint32_t
around_own(const struct audit *audit, struct str dist)
{
	name_id id = names_find(audit->names, dist);
	const uint32_t *row = id != NAME_NONE ? map_find(&audit->projects, id) : NULL;

	return row != NULL ? *row : 0;
}

bool
around_is_made_here(const struct audit *audit, const struct need *need)
{
	return around_own(audit, need->dists.at[0]) > 0;
}

static service_id
service_of_own(const struct audit *audit, uint32_t row)
{
	const struct project *p = audit->project;

	return row > 0 ? around_at(audit, path_dir(p->scan->files.at[p->own.at[row - 1].file].path))
	               : ID_NONE;
}

service_id
around_making(const struct audit *audit, struct str dist)
{
	return service_of_own(audit, around_own(audit, dist));
}

const struct declared *
around_owner(const struct audit *audit, const struct service_audit *s, module_id m)
{
	const struct service *service = s->service;
	service_id owner = m != ID_NONE ? audit->project->modules.at[m].owner : ID_NONE;

	if (owner == ID_NONE || around_is_told(service) ||
	    &audit->project->services.at[owner] == service)
		return NULL;
	return &audit->services[owner].declared;
}

/* Do the manifests of a service around it? */
static bool
services_declare(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	for (service_id up = s->around; up != ID_NONE; up = audit->services[up].around) {
		const struct declared *d = &audit->services[up].declared;

		if (d->pixi || around_bringer(d, need, PURPOSE_RUN) != NULL)
			return true;
		for (uint32_t i = 0; i < need->dists.count; i++)
			if (declared_find(d, need->dists.at[i]) != NULL)
				return true;
	}
	return false;
}

/* Note what the manifest has rows of, for running or for whatever else. */
static void
list_file(struct audit *audit, file_id file)
{
	const struct facts *f = &audit->project->scan->files.at[file].facts;

	for (uint32_t r = 0; r < f->requirements.count; r++) {
		struct str name = facts_text(f, f->requirements.at[r].name);
		name_id id = names_put(audit->names, name_canonical(audit->arena, name));

		*map_put(audit->arena, &audit->listed, map_key(file, id), NULL) = 1;
	}
}

bool
around_file_lists(struct audit *audit, file_id file, const struct need *need)
{
	bool found = false, fresh;

	*map_put(audit->arena, &audit->listed, map_key(file, NAME_NONE), &fresh) = 1;
	if (fresh)
		list_file(audit, file);
	for (uint32_t i = 0; i < need->dists.count && !found; i++) {
		name_id id = names_find(audit->names, need->dists.at[i]);

		found = id != NAME_NONE && map_find(&audit->listed, map_key(file, id)) != NULL;
	}
	return found;
}

/* Do manifests in the folders around the importing module, outside of the service's own, whether or not
 * they are a service's? */
static bool
folders_declare(struct audit *audit, const struct service *service, const struct need *need)
{
	static const char *const names[] = {
		"pyproject.toml", "requirements.txt", "setup.py", "setup.cfg", "Pipfile"
	};
	const struct scan *scan = audit->project->scan;
	struct str dir = audit->project->modules.at[need->module].path;

	while (dir.len > 0) {
		dir = path_dir(dir);
		if (path_within(dir, service->path))
			continue;
		for (size_t i = 0; i < countof(names); i++) {
			file_id file =
				scan_file(scan, path_join(audit->arena, dir, str_of(names[i])));

			if (file != UINT32_MAX && around_file_lists(audit, file, need))
				return true;
		}
	}
	return false;
}

/* Does the file have a row of the distribution for development? */
static bool
lists_for_development(struct audit *audit, file_id file, struct str dist)
{
	const struct facts *f = &audit->project->scan->files.at[file].facts;
	bool found = false;

	for (uint32_t r = 0; r < f->requirements.count && !found; r++) {
		const struct fact_requirement *row = &f->requirements.at[r];

		found = purpose_is_development_group(facts_text(f, row->group)) &&
		        str_eq(name_canonical(audit->arena, facts_text(f, row->name)), dist);
	}
	return found;
}

/* The same of the service's own project. */
static bool
lists_own(struct audit *audit, file_id file, const struct service *service)
{
	const struct project *p = audit->project;
	bool found = false;

	for (uint32_t i = 0; i < p->own.count && !found; i++)
		found = str_eq(path_dir(p->scan->files.at[p->own.at[i].file].path),
		               service->path) &&
		        lists_for_development(audit, file, p->own.at[i].canonical);
	return found;
}

struct str
around_together(struct audit *audit, const struct service *service, const struct need *need)
{
	const struct scan *scan = audit->project->scan;
	struct str dir = service->path;

	while (dir.len > 0) {
		dir = path_dir(dir);
		file_id file = scan_file(scan, path_join(audit->arena, dir, STR("pyproject.toml")));

		if (file != UINT32_MAX && lists_for_development(audit, file, need->dists.at[0]) &&
		    lists_own(audit, file, service))
			return scan->files.at[file].path;
	}
	return STR("");
}

bool
around_declares(struct audit *audit, const struct service_audit *s, const struct need *need)
{
	const struct service *service = s->service;

	if (!service->every_file || around_is_told(service))
		return false;
	return services_declare(audit, s, need) ||
	       (need->module != ID_NONE && folders_declare(audit, service, need));
}

void
around_note_makers(struct audit *audit)
{
	for (service_id s = 0; s < audit->project->services.count; s++) {
		struct service_audit *of = &audit->services[s];

		for (uint32_t i = 0; i < of->declared.rows.count; i++) {
			const struct declaration *row = &of->declared.rows.at[i];

			if (row->purpose != PURPOSE_RUN || row->row == NULL)
				continue;
			/* Which of several that are called so is not known. */
			for (uint32_t own = around_own(audit, row->dist); own > 0;
			     own = audit->namesakes[own - 1]) {
				service_id maker = service_of_own(audit, own);

				if (maker != ID_NONE && maker != s)
					*vec_push(audit->arena, &of->makers) =
						(struct maker){ row, maker };
			}
		}
	}
}

/* Put what the service's makers are made by into the line, behind them. */
static void
line_up(const struct audit *audit, const struct service_audit *s, struct map *seen,
        struct makers *line, const struct declaration *row)
{
	for (uint32_t i = 0; i < s->makers.count && line->count < MAKERS_ASKED; i++) {
		struct maker maker = s->makers.at[i];
		bool fresh;

		(void)map_put(audit->arena, seen, maker.service, &fresh);
		if (fresh)
			*vec_push(audit->arena, line) =
				(struct maker){ row != NULL ? row : maker.row, maker.service };
	}
}

const struct declaration *
around_maker(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	struct makers line = { 0 };
	struct map seen = { 0 };

	line_up(audit, s, &seen, &line, NULL);
	for (uint32_t i = 0; i < line.count; i++) {
		const struct service_audit *of = &audit->services[line.at[i].service];

		if (around_lists(&of->declared, need, false))
			return line.at[i].row;
		line_up(audit, of, &seen, &line, line.at[i].row);
	}
	return NULL;
}
