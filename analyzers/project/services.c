/*
 * services.c - each service's environment, entries and closure, from what was configured and
 * what its deployment files say.
 */
#include "base/path.h"
#include "base/sorted.h"
#include "project/model.h"

#include <stdlib.h>

/* How often the environment is extended by sys.path changes of what it loads. */
#define ROUNDS 6

/* A service as it is put together. */
struct draft {
	struct model *m;
	const struct candidate *c;
	uint32_t index; /* of c among the candidates */
	struct service *out;
	struct deployment deployment;
	struct manifest_set manifests;
	struct str_vec front, base, back; /* roots, in this order */
	struct str_vec ships;
	bool ships_some;
	bool hosted;     /* a platform installs its lists, and no more, and starts it */
	bool bare_image; /* the Dockerfiles copy none of the service's modules */
	struct str_vec dockerfiles;
	struct module_id_vec entries;
};

/* What compose files start the Dockerfile's image with. */
static void
add_composed(struct draft *d, file_id dockerfile)
{
	struct model *m = d->m;
	const uint32_t *first = map_find(&m->composed_first, dockerfile);

	for (uint32_t i = first != NULL ? *first : 0; i > 0; i = m->composed.at[i - 1].next)
		*vec_push(m->arena, &d->deployment.composed) = (struct command_line){
			deploy_words(m, m->composed.at[i - 1].words), d->deployment.workdir
		};
}

static void
read_deployment(struct draft *d)
{
	struct model *m = d->m;
	name_id path = names_find(m->names, d->c->path);
	const uint32_t *first =
		path != NAME_NONE || d->c->path.len == 0 ? map_find(&m->started_in, path) : NULL;

	for (uint32_t n = first != NULL ? *first : 0; n > 0; n = m->next_manifest[n - 1]) {
		file_id i = m->deployments[n - 1];
		const struct scanned *file = &m->scan->files.at[i];

		if (manifest_is(file, "dockerfile")) {
			if (home_is_of_others(m, i))
				continue;
			deploy_read(m, i, &d->deployment);
			mounted_add(m, i, &d->deployment);
			str_vec_add(m, &d->dockerfiles, file->path);
			add_composed(d, i);
			continue;
		}
		/* Heroku and its like install that. */
		d->hosted =
			str_eq(path_base(file->path), STR("Procfile")) &&
			scan_has(m->scan, path_join(m->arena, d->c->path, STR("requirements.txt")));
		for (uint32_t r = 0; r < file->facts.directives.count; r++) {
			struct str value =
				facts_text(&file->facts, file->facts.directives.at[r].value);

			*vec_push(m->arena, &d->deployment.commands) =
				(struct command_line){ deploy_words(m, value), STR("") };
		}
	}
	if (d->dockerfiles.count > 0)
		d->hosted = false;
	else if (platforms_add(m, d->c->path, &d->deployment))
		d->hosted = true;
}

static void
choose_roots(struct draft *d)
{
	struct model *m = d->m;
	const struct service_config *config = d->c->config;
	/* A script's own directory comes first on sys.path. */
	struct str own = d->c->script ? path_dir(d->c->path) : d->c->path;

	if (config != NULL && config->has_roots) {
		for (uint32_t i = 0; i < config->roots.count; i++) {
			struct str path = config->roots.at[i].text;

			str_vec_add(m, &d->base, path);
			if (tree_dir(m, path) == ID_NONE)
				model_note(m,
				           "service `" STR_FMT "`: root " STR_FMT
				           " holds no Python file",
				           STR_ARG(d->c->name), STR_ARG(path));
		}
	} else {
		if (!d->c->script)
			manifest_package_roots(m, own, &d->base);
		str_vec_add(m, &d->base, own);
		for (uint32_t i = 0; i < d->deployment.roots.count; i++)
			str_vec_add(m, &d->base, d->deployment.roots.at[i]);
	}
	for (uint32_t i = 0; i < d->manifests.installs.count; i++)
		manifest_package_roots(m, d->manifests.installs.at[i], &d->base);
	if (config != NULL && config->has_roots)
		return;
	const struct environment *repository = &m->environments.at[ENV_REPOSITORY];
	if (m->config->has_source_roots) {
		for (uint32_t i = 0; i < repository->roots.count; i++)
			str_vec_add(m, &d->base, repository->roots.at[i]);
	} else {
		str_vec_add(m, &d->base, STR(""));
		if (tree_dir(m, STR("src")) != ID_NONE)
			str_vec_add(m, &d->base, STR("src"));
	}
}

/* Is any of the service's own Python among what is shipped? If not, it gets into the image in
 * a way that we do not see. */
static bool
ships_own(const struct draft *d)
{
	const struct model *m = d->m;

	for (uint32_t i = 0; i < d->ships.count; i++) {
		struct str ship = d->ships.at[i];
		/* The one of both that is below the other. */
		struct str dir = path_within(d->c->path, ship) ? d->c->path : ship;

		if (!path_within(dir, d->c->path))
			continue;
		module_id first = tree_first_below(m, dir);
		if (tree_module_at(m, dir) != ID_NONE ||
		    (first < m->modules.count && tree_is_below(m, first, dir)))
			return true;
	}
	return false;
}

static void
choose_ships(struct draft *d)
{
	struct model *m = d->m;
	const struct service_config *config = d->c->config;

	if (config != NULL && config->has_ships) {
		d->ships_some = true;
		for (uint32_t i = 0; i < config->ships.count; i++) {
			struct str path = config->ships.at[i].text;

			str_vec_add(m, &d->ships, path);
			if (path.len > 0 && !scan_has(m->scan, path) &&
			    !scan_has_dir(m->scan, path))
				model_note(m,
				           "service `" STR_FMT "`: it ships " STR_FMT
				           ", which does not exist",
				           STR_ARG(d->c->name), STR_ARG(path));
		}
	} else {
		for (uint32_t i = 0; i < d->deployment.ships.count; i++)
			str_vec_add(m, &d->ships, d->deployment.ships.at[i]);
		bool own = d->deployment.copies_all || (d->ships.count > 0 && ships_own(d));
		d->ships_some = own && !d->deployment.copies_all;
		d->bare_image = d->dockerfiles.count > 0 && !own;
	}
	for (uint32_t i = 0; i < d->manifests.installs.count; i++)
		str_vec_add(m, &d->ships, d->manifests.installs.at[i]);
}

/* Is there something called so in a root? */
static bool
is_in_roots(const struct model *m, const struct str_vec *roots, name_id name)
{
	for (uint32_t i = 0; name != NAME_NONE && i < roots->count; i++) {
		dir_id d = tree_dir(m, roots->at[i]);

		if (d != ID_NONE && dir_child(m, d, name) != NULL)
			return true;
	}
	return false;
}

static env_id
make_environment(struct draft *d)
{
	struct model *m = d->m;
	struct str_vec roots = { 0 }, stated = { 0 };
	const struct str_vec *parts[] = { &d->front, &d->base, &d->back };

	for (size_t p = 0; p < countof(parts); p++)
		for (uint32_t i = 0; i < parts[p]->count; i++)
			str_vec_add(m, &roots, parts[p]->at[i]);
	for (uint32_t i = 0; d->ships_some && i < d->manifests.names.count; i++) {
		struct str name = d->manifests.names.at[i];

		if (is_in_roots(m, &roots, names_find(m->names, name)))
			*vec_push(m->arena, &stated) = name;
	}
	const struct env_spec spec = {
		.roots = { roots.at, roots.count },
		.ships = { d->ships.at, d->ships_some ? d->ships.count : 0 },
		.stated = { stated.at, stated.count },
		.ships_some = d->ships_some,
	};
	env_id env = env_intern(m, &spec);
	if (!d->c->script)
		share_environment(m, env, d->c->path);
	return env;
}

/* Are the directories that come first the first ones anyway? */
static bool
is_front_first(const struct draft *d)
{
	bool first = d->front.count <= d->base.count;

	for (uint32_t i = 0; i < d->front.count && first; i++)
		first = str_eq(d->front.at[i], d->base.at[i]);
	return first;
}

static void
add_entry(struct draft *d, module_id module)
{
	for (uint32_t i = 0; i < d->entries.count; i++)
		if (d->entries.at[i] == module)
			return;
	*vec_push(d->m->arena, &d->entries) = module;
}

/* Entry points in the project's manifest. */
static void
entries_of_scripts(struct draft *d, env_id env)
{
	struct model *m = d->m;

	for (uint32_t i = 0; i < d->manifests.files.count; i++) {
		struct str path = d->manifests.files.at[i];
		file_id id = scan_file(m->scan, path);

		if (id == UINT32_MAX || !str_eq(path_dir(path), d->c->path))
			continue;
		const struct facts *f = &m->scan->files.at[id].facts;
		for (uint32_t r = 0; r < f->directives.count; r++) {
			struct str rest = facts_text(f, f->directives.at[r].value), module;

			if (f->directives.at[r].kind != DIRECTIVE_SCRIPT ||
			    !str_cut(&rest, ':', &module))
				continue;
			module_id found = entry_find(m, env, d->c->path, module);
			if (found != ID_NONE)
				add_entry(d, found);
		}
	}
}

static void
entries_of_files(struct draft *d, bool put_away)
{
	struct model *m = d->m;

	for (module_id i = tree_first_below(m, d->c->path);
	     i < m->modules.count && tree_is_below(m, i, d->c->path); i++) {
		const struct module *module = &m->modules.at[i];

		if (!module->stub && !module->test &&
		    !str_eq(path_base(module->path), STR("setup.py")) && m->home[i] == d->index &&
		    away_below(m, d->c->path, module->path) == put_away)
			*vec_push(m->arena, &d->entries) = i;
	}
}

static void
entries_of_all(struct draft *d)
{
	d->out->every_file = true;
	entries_of_files(d, false);
	if (d->entries.count == 0)
		entries_of_files(d, true);
}

/* What compose files start besides what the image does of its own. One that is not understood,
 * or starts tests, is no way in which the service is deployed. */
static void
add_composed_entries(struct draft *d, struct starts *starts)
{
	const struct command_vec *composed = &d->deployment.composed;
	uint32_t kept = d->entries.count, all;

	for (uint32_t i = 0; i < composed->count; i++)
		(void)entries_of_command(starts, &composed->at[i]);
	all = d->entries.count;
	for (uint32_t i = kept; i < all; i++)
		if (!d->m->modules.at[d->entries.at[i]].test)
			d->entries.at[kept++] = d->entries.at[i];
	d->entries.count = kept;
}

static bool
starts_django(const struct facts *f)
{
	static const char *const names[] = {
		"django.core.wsgi", "django.core.asgi", "django.core.management"
	};

	for (uint32_t i = 0; i < f->imports.count; i++)
		if (str_is_any(facts_text(f, f->imports.at[i].module), names, countof(names)))
			return true;
	return false;
}

/* Is it what Django loads of every application, or of the project, by name? */
static bool
is_loaded_by_django(struct str path)
{
	static const char *const names[] = {
		"models.py", "apps.py", "admin.py", "urls.py", "settings.py"
	};
	static const char *const packages[] = { "models", "settings" };

	return str_is_any(path_base(path), names, countof(names)) ||
	       (str_eq(path_base(path), STR("__init__.py")) &&
	        str_is_any(path_base(path_dir(path)), packages, countof(packages)));
}

/* Django finds the applications by the names in its settings: what it starts with is not all that it loads. */
static void
add_django_entries(struct draft *d)
{
	struct model *m = d->m;
	bool django = false;

	for (uint32_t i = 0; i < d->entries.count && !django; i++)
		django = starts_django(m->modules.at[d->entries.at[i]].facts);
	for (module_id i = tree_first_below(m, d->c->path);
	     django && i < m->modules.count && tree_is_below(m, i, d->c->path); i++) {
		const struct module *module = &m->modules.at[i];

		if (!module->stub && !module->test && m->home[i] == d->index &&
		    is_loaded_by_django(module->path))
			add_entry(d, i);
	}
}

/* What lies elsewhere and is not in the image is another file than the one that starts there. */
static void
drop_unshipped(struct draft *d)
{
	const struct environment e = {
		.ships = { d->ships.at, d->ships.count }, .ships_some = d->ships_some
	};
	uint32_t kept = 0;

	for (uint32_t i = 0; i < d->entries.count; i++) {
		struct str path = d->m->modules.at[d->entries.at[i]].path;

		if (path_within(path, d->c->path) || env_ships(&e, path))
			d->entries.at[kept++] = d->entries.at[i];
	}
	d->entries.count = kept;
}

static void
choose_entries(struct draft *d, env_id env)
{
	struct model *m = d->m;
	const struct service_config *config = d->c->config;

	if (config != NULL && config->has_entry) {
		for (uint32_t i = 0; i < config->entry.count; i++) {
			struct str entry = config->entry.at[i].text;
			module_id module = entry_find(m, env, d->c->path, entry);

			if (module != ID_NONE)
				add_entry(d, module);
			else
				model_lacks(m, d->c->name,
				            "service `" STR_FMT "`: entry " STR_FMT
				            " is no file or module of it",
				            STR_ARG(d->c->name), STR_ARG(entry));
		}
		return;
	}
	if (d->c->script) {
		add_entry(d, d->c->module);
		return;
	}
	const struct command_vec *composed = &d->deployment.composed;
	const struct command_vec *commands =
		d->deployment.commands.count > 0 ? &d->deployment.commands : composed;
	struct starts starts = {
		.m = m,
		.env = env,
		.deployment = &d->deployment,
		.service_path = d->c->path,
		.manifests = &d->manifests.files,
		.entries = &d->entries,
		.roots = &d->front,
	};
	bool understood = true;
	for (uint32_t i = 0; i < commands->count; i++)
		understood = entries_of_command(&starts, &commands->at[i]) && understood;
	if (commands != composed)
		add_composed_entries(d, &starts);
	/* What else a command may start is not known: any file. */
	if (!understood)
		d->entries.count = 0;
	drop_unshipped(d);
	if (commands->count == 0)
		entries_of_scripts(d, env);
	if (commands->count == 0 && d->entries.count == 0) {
		module_id function = cloud_entry(m, d->c->path, &d->out->function);

		if (function != ID_NONE)
			add_entry(d, function);
	}
	add_django_entries(d);
	if (d->entries.count == 0)
		entries_of_all(d);
}

/* Directories that loaded files put on sys.path. True when there are new ones. */
static bool
extend_roots(struct draft *d)
{
	struct model *m = d->m;
	uint32_t before = d->front.count + d->back.count;

	const struct module_ids found = closure_paths(m, d->out);

	for (uint32_t i = 0; i < found.count; i++) {
		const struct module *module = &m->modules.at[found.at[i]];
		const struct facts *f = module->facts;

		for (uint32_t r = 0; r < f->paths.count; r++) {
			struct str text = facts_text(f, f->paths.at[r].path), path;
			bool relative = f->paths.at[r].kind == PATH_RELATIVE;

			if (f->paths.at[r].kind == PATH_UNKNOWN ||
			    !path_resolve(
				    m->arena,
				    relative       ? path_dir(module->path)
				    : d->c->script ? path_dir(d->c->path)
						   : d->c->path,
				    text, &path) ||
			    tree_dir(m, path) == ID_NONE)
				continue;
			bool known = false;
			for (uint32_t b = 0; b < d->base.count; b++)
				known = known || str_eq(d->base.at[b], path);
			if (!known)
				str_vec_add(m, f->paths.at[r].front ? &d->front : &d->back, path);
		}
	}
	return d->front.count + d->back.count > before;
}

static void
say_empty(struct model *m, const struct service *s)
{
	if (s->config != NULL)
		model_lacks(m, s->name, "service `" STR_FMT "` has no Python file to start from",
		            STR_ARG(s->name));
	else
		model_note(m, "service `" STR_FMT "` has no Python file to start from",
		           STR_ARG(s->name));
}

static void
build_service(struct draft *d)
{
	struct model *m = d->m;
	struct service *s = d->out;

	if (!d->c->script)
		read_deployment(d);
	manifests_of(m, d->c, &d->deployment, &d->manifests);
	choose_roots(d);
	choose_ships(d);
	env_id env = make_environment(d);
	choose_entries(d, env);
	*s = (struct service){
		.name = d->c->name,
		.path = d->c->path,
		.config = d->c->config,
		.env = is_front_first(d) ? env : make_environment(d),
		.every_file = s->every_file,
		.function = s->function,
		.hosted = d->hosted,
		.entries = { d->entries.at, d->entries.count },
		.ships = { d->ships.at, d->ships_some ? d->ships.count : 0 },
		.manifests = { d->manifests.files.at, d->manifests.files.count },
		.locks = { d->manifests.locks.at, d->manifests.locks.count },
		.dockerfiles = { d->dockerfiles.at, d->dockerfiles.count },
		.unread = d->deployment.unread,
		.bare_image = d->bare_image,
		.put_away = d->c->config == NULL && !d->c->script &&
		            away_unbuilt(m, d->c->path, &d->dockerfiles),
	};
	closure_build(m, s);
	for (int round = 0; round < ROUNDS && extend_roots(d); round++) {
		s->env = make_environment(d);
		closure_build(m, s);
	}
	if (s->entries.count == 0)
		say_empty(m, s);
}

static int
by_name(const void *left, const void *right)
{
	return str_order(
		((const struct service *)left)->name, ((const struct service *)right)->name);
}

/* Roots of files outside services: configured, else the repository, its src/ and the roots of
 * the projects in it. */
static void
build_repository(struct model *m)
{
	struct str_vec roots = { 0 };

	if (m->config->has_source_roots) {
		for (uint32_t i = 0; i < m->config->source_roots.count; i++) {
			struct str path = m->config->source_roots.at[i].text;

			str_vec_add(m, &roots, path);
			if (tree_dir(m, path) == ID_NONE)
				model_note(m, "source root " STR_FMT " holds no Python file",
				           STR_ARG(path));
		}
	} else {
		str_vec_add(m, &roots, STR(""));
		manifest_package_roots(m, STR(""), &roots);
		for (uint32_t i = 0; i < m->own.count; i++) {
			struct str dir = path_dir(m->scan->files.at[m->own.at[i].file].path);

			if (dir.len > 0 && !path_is_outside(dir) &&
			    !tree_is_test(path_join(m->arena, dir, STR("x.py"))))
				manifest_package_roots(m, dir, &roots);
		}
	}
	env_intern(m, &(struct env_spec){ .roots = { roots.at, roots.count } });
}

/* Services go by name; each file is owned by the one of its deepest candidate. */
static void
assign_owners(struct model *m, struct service *services, uint32_t count)
{
	struct map places = { 0 };

	for (uint32_t i = 0; i < count; i++)
		services[i].candidate = i;
	if (!sorted_holds(SORTED(services, name, count)))
		qsort(services, count, sizeof(*services), by_name);
	for (service_id s = 0; s < count; s++)
		*map_put(m->arena, &places, services[s].candidate, NULL) = s;
	for (module_id i = 0; i < m->modules.count; i++) {
		struct module *module = &m->modules.at[i];

		if (m->home[i] == ID_NONE)
			continue;
		module->owner = *map_find(&places, m->home[i]);
		module->env = services[module->owner].env;
	}
}

void
services_build(struct model *m, struct services *out)
{
	closure_note_paths(m);
	manifests_build(m);
	build_repository(m);

	struct candidate_vec all = discover(m);
	struct service *services = arena_array(m->arena, struct service, all.count + 1);
	for (uint32_t i = 0; i < all.count; i++) {
		struct draft d = { .m = m, .c = &all.at[i], .index = i, .out = &services[i] };
		build_service(&d);
	}
	assign_owners(m, services, all.count);
	*out = (struct services){ services, all.count };
}
