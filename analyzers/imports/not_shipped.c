/*
 * IMP008 not-shipped: a service loads a module of ours that is not in what it ships.
 */
#include "base/buf.h"
#include "base/path.h"
#include "common/say.h"
#include "imports/beforehand.h"
#include "imports/faults.h"
#include "packaging/name.h"
#include "project/images.h"
#include "rules/python.h"

struct unshipped {
	const struct check *c;
	struct copyings copied; /* beforehand; … */
	bool asked;             /* … once asked */
};

/* Paths named in a message before it says how many more there are. */
#define SHIPS_NAMED 4

static bool
is_shipped(const struct service *s, struct str path)
{
	for (uint32_t i = 0; i < s->ships.count; i++)
		if (path_within(path, s->ships.at[i]))
			return true;
	return false;
}

static bool
suspects(void *ctx, env_id env, const struct edge *e)
{
	(void)ctx;
	(void)env;
	return e->target == TARGET_NOT_SHIPPED;
}

/* Services that are asked whether they load a file. */
#define LOADERS_ASKED 300

/* Is the file another service's, which is known to load it, and ships what it imports? Then it lies in the image of this
 * one, of which it is not known what it starts, because all that they share is copied there. */
static bool
is_loaded_elsewhere(const struct project *p, const struct service *s, module_id m, struct str to)
{
	for (service_id i = 0; i < p->services.count && i < LOADERS_ASKED; i++) {
		const struct service *o = &p->services.at[i];

		if (o != s && !o->every_file && is_shipped(o, to) && project_in_closure(p, i, m))
			return true;
	}
	return false;
}

/* Is it the standard library's, where what of ours is called so is not there? */
static bool
is_standard(const struct project *p, module_id m, const struct edge *e)
{
	struct str name = names_text(p->names, e->name);

	return e->kind == EDGE_IMPORT && p->modules.at[m].facts->imports.at[e->import].level == 0 &&
	       str_before(name, '.').len == name.len && stdlib_has(p->python, name);
}

/* A file that is not shipped itself cannot fail there. */
static bool
concerns(void *ctx, const struct service *s, module_id m, const struct edge *e)
{
	const struct check *c = ((const struct unshipped *)ctx)->c;
	const struct project *p = c->project;

	return e->target == TARGET_NOT_SHIPPED && e->to != ID_NONE && !is_standard(p, m, e) &&
	       is_shipped(s, p->modules.at[m].path) &&
	       (!s->every_file || !is_loaded_elsewhere(p, s, m, p->modules.at[e->to].path));
}

/* Does the file put a folder on sys.path that only the image, or who starts it, knows? */
static bool
looks_elsewhere(const struct module *m)
{
	for (uint32_t i = 0; i < m->facts->paths.count; i++)
		if (m->facts->paths.at[i].kind == PATH_UNKNOWN)
			return true;
	return false;
}

/* A folder, by its name: neither all, nor a pattern, nor a file with an extension. */
static bool
is_folder_name(struct str source)
{
	source = str_starts(source, STR("./")) ? str_from(source, 2) : source;
	for (size_t i = 0; i < source.len; i++)
		if (strchr(".*?[$", source.at[i]) != NULL)
			return false;
	return source.len > 0;
}

/* Does it copy a folder that is not in the repository? Something fills it before the image is built, and that may be with
 * anything of ours. */
static bool
copies_unseen(const struct check *c, const struct scanned *dockerfile)
{
	const struct facts *f = &dockerfile->facts;
	const struct scan *scan = c->project->scan;

	for (uint32_t i = 0; i < f->directives.count; i++) {
		struct str source = facts_text(f, f->directives.at[i].key), path;
		bool seen = false;

		if (f->directives.at[i].kind != DIRECTIVE_COPY || !is_folder_name(source))
			continue;
		for (struct str dir = path_dir(dockerfile->path);; dir = path_dir(dir)) {
			seen = seen || !path_resolve(c->view, dir, source, &path) ||
			       scan_has(scan, path) || scan_has_dir(scan, path);
			if (seen || dir.len == 0)
				break;
		}
		if (!seen)
			return true;
	}
	return false;
}

/* Is the file in the folder of a project of ours that is called so? */
static bool
is_of_project(const struct project *p, struct str canonical, struct str path)
{
	for (uint32_t i = 0; i < p->own.count; i++)
		if (str_eq(p->own.at[i].canonical, canonical) &&
		    path_within(path, path_dir(p->scan->files.at[p->own.at[i].file].path)))
			return true;
	return false;
}

/* Is a project of ours installed by its name, as everybody else's is, of which the file is a part? Then it is there as it was
 * published. */
static bool
is_published(const struct check *c, const struct facts *f, struct str path)
{
	for (uint32_t i = 0; i < f->requirements.count; i++) {
		struct str name = facts_text(f, f->requirements.at[i].name);

		if (is_of_project(c->project, name_canonical(c->view, name), path))
			return true;
	}
	return false;
}

/* May the image of the Dockerfile have the file in a way that is not seen? */
static bool
may_have(const struct check *c, file_id dockerfile, struct str path)
{
	const struct image_parts parts = project_image(c->project, c->view, dockerfile);

	for (uint32_t i = 0; i < parts.count; i++) {
		const struct scanned *file = &c->project->scan->files.at[parts.at[i].file];

		if (!images_are_without_code(c->project, &parts.at[i]) || copies_unseen(c, file) ||
		    images_may_make(&file->facts, path) || is_published(c, &file->facts, path))
			return true;
	}
	return false;
}

/* May a script copy the file's folder to where the image is built? */
static bool
is_copied_beforehand(struct unshipped *u, const struct fault *fault)
{
	struct str path = u->c->project->modules.at[fault->edge->to].path;

	if (!u->asked)
		u->copied = beforehand_copied(u->c->view, u->c->project);
	u->asked = true;
	for (uint32_t i = 0; i < u->copied.count; i++)
		if (beforehand_puts(&u->copied.at[i], path, fault->service->path))
			return true;
	return false;
}

/* What a Dockerfile copies is all that the image has of the repository only if the image it
 * starts from has none of it, and no command makes the file there. One without Python runs none of it. */
static bool
holds(void *ctx, const struct fault *fault)
{
	const struct check *c = ((const struct unshipped *)ctx)->c;
	const struct service *s = fault->service;

	if (s->config != NULL && s->config->has_ships)
		return true;
	if (looks_elsewhere(&c->project->modules.at[fault->module]))
		return false;
	for (uint32_t i = 0; i < s->dockerfiles.count; i++) {
		file_id file = scan_file(c->project->scan, s->dockerfiles.at[i]);

		if (file == UINT32_MAX)
			continue;
		if (!images_have_python(&c->project->scan->files.at[file].facts) ||
		    may_have(c, file, c->project->modules.at[fault->edge->to].path))
			return false;
	}
	return !is_copied_beforehand(ctx, fault);
}

static void
put_ships(struct buf *out, struct strs ships)
{
	for (uint32_t i = 0; i < ships.count && i < SHIPS_NAMED; i++)
		buf_printf(out, "%s`" STR_FMT "`", i > 0 ? ", " : "", STR_ARG(ships.at[i]));
	if (ships.count > SHIPS_NAMED)
		buf_printf(out, " and %u more", (unsigned)(ships.count - SHIPS_NAMED));
}

static void
text(void *ctx, const struct fault *fault, struct finding *f)
{
	const struct check *c = ((const struct unshipped *)ctx)->c;
	const struct service *s = fault->service;
	struct str path = c->project->modules.at[fault->edge->to].path;
	bool configured = s->config != NULL && s->config->has_ships;
	struct buf ships = { 0 };

	put_ships(&ships, s->ships);
	f->message = findings_text(
		c->out,
		"`" STR_FMT "` is in " STR_FMT ", which " STR_FMT
		" does not ship (it ships " STR_FMT "): ModuleNotFoundError when %s",
		STR_ARG(f->module), STR_ARG(path), STR_ARG(findings_service(c->out, s->name)),
		STR_ARG(buf_text(&ships)), say_when(fault->service, fault->edge, fault->at_start));
	if (configured || s->dockerfiles.count == 0)
		f->help = findings_text(
			c->out,
			"add " STR_FMT " to the service's `ships`, "
			"or cut the import",
			STR_ARG(path));
	else
		f->help = findings_text(
			c->out, "COPY " STR_FMT " in " STR_FMT ", or cut the import", STR_ARG(path),
			STR_ARG(s->dockerfiles.at[0]));
	buf_release(&ships);
}

void
check_not_shipped(const struct check *c)
{
	struct unshipped unshipped = { .c = c };
	const struct fault_rule rule = { RULE_IMP008, suspects, concerns, holds, text, &unshipped };

	faults(c, &rule);
}
