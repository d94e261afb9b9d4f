/*
 * elsewhere.c - packages that are only installed with their host, and files that only another service starts.
 */
#include "requirements/elsewhere.h"

#include "base/arena.h"
#include "base/path.h"
#include "requirements/around.h"

/* So many services are asked what they declare. */
#define SERVICES_ASKED 300

void
elsewhere_note_hosts(struct audit *audit)
{
	for (service_id s = 0; s < audit->project->services.count; s++) {
		struct makers makers = audit->services[s].makers;

		for (uint32_t i = 0; i < makers.count; i++)
			*vec_push(audit->arena, &audit->services[makers.at[i].service].hosts) =
				(struct maker){ makers.at[i].row, s };
	}
}

static bool
declares(const struct audit *audit, service_id other, const struct need *need)
{
	return around_lists(&audit->services[other].declared, need, false);
}

/* Is the service what the need asks for? */
static bool
is_made_by(const struct audit *audit, service_id other, const struct need *need)
{
	for (uint32_t i = 0; i < need->dists.count; i++)
		if (around_making(audit, need->dists.at[i]) == other)
			return true;
	return false;
}

/* Does the service load a module that is the other one's own? */
static bool
loads_of(const struct audit *audit, const struct service_audit *s, service_id other)
{
	struct reach_walk all = { .reach = &s->service->reach };

	while (reach_next(&all))
		if (audit->project->modules.at[all.module].owner == other)
			return true;
	return false;
}

static bool
host_declares(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	for (uint32_t i = 0; i < s->hosts.count && i < SERVICES_ASKED; i++) {
		service_id host = s->hosts.at[i].service;

		if (is_made_by(audit, host, need) ||
		    (declares(audit, host, need) && loads_of(audit, s, host)))
			return true;
	}
	return false;
}

/* Is a manifest of the service the module's, by where they lie? */
static bool
has_manifest_around(const struct service *s, struct str path)
{
	for (uint32_t i = 0; i < s->manifests.count; i++)
		if (path_within(path, path_dir(s->manifests.at[i])))
			return true;
	return false;
}

/* Does a service that is known to load the module declare it? If the image leaves it out, any other that loads it. */
static bool
loader_declares(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	const struct services *all = &audit->project->services;
	struct str path;
	bool out;

	if (!s->service->every_file || need->module == ID_NONE)
		return false;
	path = audit->project->modules.at[need->module].path;
	out = around_leaves_out(s->service, path);
	if (!path_within(path, s->service->path) || (!out && has_manifest_around(s->service, path)))
		return false;
	for (service_id i = 0; i < all->count && i < SERVICES_ASKED; i++)
		if ((out || !all->at[i].every_file) && &all->at[i] != s->service &&
		    project_in_closure(audit->project, i, need->module) && declares(audit, i, need))
			return true;
	return false;
}

bool
elsewhere_declares(
	const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	if (s->service->config != NULL && s->service->config->has_requirements)
		return false;
	return (!around_has_image(s->service) && host_declares(audit, s, need)) ||
	       loader_declares(audit, s, need);
}
