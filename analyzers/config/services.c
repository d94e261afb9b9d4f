/*
 * services.c - the `services` list: deployable units, and whether others are looked for.
 */
#include "base/arena.h"
#include "base/vec.h"
#include "config/schema.h"

#define SERVICE  (1u << 0)
#define DISCOVER (1u << 1)

static const char *const called[] = { "a service", "a `discover` entry" };

/* An item of the list. */
struct entry {
	struct service_config service;
	bool discover;
};

#define AT(field) offsetof(struct entry, service.field)
#define LIST(field) \
	.to = AT(field), .given = GIVEN(struct entry, service.has_##field), .variants = SERVICE

static const struct key keys[] = {
	{ .name = "name",
	  .read = read_string,
	  .to = AT(name),
	  .variants = SERVICE,
	  .needs = SERVICE,
	  .kind = "a string",
	  .says = "what findings call it",
	  .example = "name: worker" },
	{ .name = "path",
	  .read = read_path_text,
	  .to = AT(path),
	  .variants = SERVICE,
	  .needs = SERVICE,
	  .kind = "a path",
	  .says = "its own directory",
	  .example = "path: predictions/worker" },
	{ .name = "roots",
	  .read = read_paths,
	  LIST(roots),
	  .kind = "a list of paths",
	  .says = "where its imports are looked up, in order; by default `path` or its src/, "
	          "then the repository's source roots",
	  .example = "roots: [predictions/worker, \".\"]" },
	{ .name = "entry",
	  .read = read_paths,
	  LIST(entry),
	  .kind = "a list of files or modules",
	  .says = "what it starts with; by default what its Dockerfile, Procfile or scripts say, "
	          "else every file in `path`",
	  .example = "entry: [worker.py]" },
	{ .name = "ships",
	  .read = read_paths,
	  LIST(ships),
	  .kind = "a list of paths",
	  .says = "what is deployed; by default what its Dockerfile copies, else everything",
	  .example = "ships: [predictions/worker, shared]" },
	{ .name = "requirements",
	  .read = read_paths,
	  LIST(requirements),
	  .kind = "a list of paths",
	  .says = "its manifests; by default those in `path` and those its Dockerfile installs, "
	          "else the root's",
	  .example = "requirements: [predictions/worker/requirements.txt]" },
	{ .name = "extras",
	  .read = read_distributions,
	  .to = AT(extras),
	  .variants = SERVICE,
	  .kind = "a list of strings",
	  .says = "the extras of its own manifest that it installs",
	  .example = "extras: [postgres]" },
	{ .name = "discover",
	  .read = read_bool,
	  .to = offsetof(struct entry, discover),
	  .variants = DISCOVER,
	  .kind = "true or false",
	  .says = "whether directories with a manifest or a Dockerfile are services too; by "
	          "default true",
	  .example = "discover: false" },
};

/* By the bits of `variants`. */
static const char *const variants[] = { "service", "discover" };

const struct section section_services = { called, keys, countof(keys), variants };

void
read_services(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct config *config = to;
	VEC(, struct service_config) services = { 0 };
	const struct doc *const *items;
	uint32_t count = value_items(r, key, value, &items);
	struct unique names, discovers;

	unique_init(&names, r->arena, "service");
	unique_init(&discovers, r->arena, "entry");
	for (uint32_t i = 0; i < count; i++) {
		const struct doc *item = items[i];
		const struct doc *discover = doc_get(item, STR("discover"));
		struct entry entry = { .discover = true };

		if (item->kind != DOC_MAP) {
			complain(r, item->place, "a service must be a map, not %s",
			         doc_kind_name(item->kind));
			continue;
		}
		section_read(r, &section_services, discover != NULL, item, &entry);
		if (discover != NULL) {
			config->discover = entry.discover;
			unique_check(r, &discovers, discover->key, discover->key_place);
			continue;
		}
		entry.service.place = item->place;
		if (entry.service.name.len > 0)
			unique_check(
				r, &names, entry.service.name, doc_get(item, STR("name"))->place);
		*vec_push(r->arena, &services) = entry.service;
	}
	config->services = (struct service_configs){ services.at, services.count };
}
