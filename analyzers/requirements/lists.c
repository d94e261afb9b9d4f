/*
 * lists.c - which lists in a service's folder are installed together, and what one of them lacks.
 */
#include "requirements/lists.h"

#include "base/arena.h"
#include "base/path.h"
#include "requirements/around.h"
#include "requirements/judge.h"

/* Manifests of a service that are told apart; where there are more they are all one. */
#define MANIFESTS_MOST 60
/* A list that lacks more than this, or more than a part of what it has, is meant for something else. */
#define LACKED_MOST 2
#define MET_FOR_ONE 4
/* An image that installs so many by name, and no list, has these and no others. */
#define NAMED_LEAST 5

struct chooser {
	const struct audit *audit;
	struct arena *a;
	const struct service_audit *s;
	bool keep[MANIFESTS_MOST]; /* by row of the service's manifests */
};

static const struct scanned *
file_of(const struct chooser *c, uint32_t i)
{
	file_id id = scan_file(c->audit->project->scan, c->s->service->manifests.at[i]);

	return id != UINT32_MAX ? &c->audit->project->scan->files.at[id] : NULL;
}

static bool
is_requirements(const struct scanned *file)
{
	return file->grammar != NULL && strcmp(file->grammar->name, "requirements") == 0;
}

/* Does it lie in the service's own folder, or in its folder requirements/? */
static bool
is_own(const struct chooser *c, const struct scanned *file)
{
	struct str dir = path_dir(file->path);

	return str_eq(dir, c->s->service->path) ||
	       (str_eq(path_base(dir), STR("requirements")) &&
	        str_eq(path_dir(dir), c->s->service->path));
}

/* Keep what is included by what is kept. */
static void
keep_included(struct chooser *c)
{
	const struct project *p = c->audit->project;
	const struct strs manifests = c->s->service->manifests;
	uint32_t queue[MANIFESTS_MOST], count = 0;

	for (uint32_t i = 0; i < manifests.count; i++)
		if (c->keep[i])
			queue[count++] = i;
	for (uint32_t q = 0; q < count; q++) {
		const struct scanned *file = file_of(c, queue[q]);
		const struct facts *f = file != NULL ? &file->facts : NULL;

		for (uint32_t d = 0; f != NULL && d < f->directives.count; d++) {
			const struct fact_directive *row = &f->directives.at[d];
			file_id to = UINT32_MAX;

			if (row->kind == DIRECTIVE_INCLUDE)
				to = declared_included(p, c->a, file, row);
			for (uint32_t i = 0; to != UINT32_MAX && i < manifests.count; i++)
				if (!c->keep[i] && scan_file(p->scan, manifests.at[i]) == to) {
					c->keep[i] = true;
					queue[count++] = i;
				}
		}
	}
}

/* The one that has rows for running, of those that are kept: requirements.txt before others. */
static struct str
foremost(const struct chooser *c)
{
	struct str best = STR("");

	for (uint32_t i = 0; i < c->s->service->manifests.count; i++) {
		const struct scanned *file = file_of(c, i);

		if (c->keep[i] && file != NULL && is_own(c, file) &&
		    declared_has_rows(&file->facts) &&
		    !purpose_is_development(path_stem(file->path)) &&
		    (best.len == 0 || str_eq(path_base(file->path), STR("requirements.txt"))))
			best = file->path;
	}
	return best;
}

/* A requirements file of those that are kept, for whatever it is called. */
static struct str
any_list(const struct chooser *c)
{
	for (uint32_t i = 0; i < c->s->service->manifests.count; i++) {
		const struct scanned *file = file_of(c, i);

		if (c->keep[i] && file != NULL && is_requirements(file) &&
		    declared_has_rows(&file->facts))
			return file->path;
	}
	return STR("");
}

/* What those that are kept declare, with what these Dockerfiles install by name; `alone`: by which they are whole lists. */
static struct part
part_of_kept(struct chooser *c, struct strs dockerfiles, bool alone)
{
	struct arena *a = c->a;
	const struct service *all = c->s->service;
	struct service *part = arena_new(a, struct service);
	struct str *paths = arena_array(a, struct str, all->manifests.count);
	struct declared *declared = arena_new(a, struct declared);
	uint32_t count = 0;

	for (uint32_t i = 0; i < all->manifests.count; i++)
		if (c->keep[i])
			paths[count++] = all->manifests.at[i];
	if ((count == 0 && !alone) || count == all->manifests.count)
		return (struct part){ .declared = NULL };
	*part = *all;
	part->manifests = (struct strs){ paths, count };
	part->dockerfiles = dockerfiles;
	declared->names = c->s->declared.names;
	declared->known = c->s->declared.known;
	declared->locked = c->s->declared.locked;
	declared->unread = c->s->declared.unread;
	declared_build(declared, a, c->audit->project, part);
	/* A setup.py that reads lists is not apart from them. */
	if (!declared->any || declared->open || c->s->declared.computed)
		return (struct part){ .declared = NULL };
	return (struct part){ declared, alone ? dockerfiles.at[0] : foremost(c), alone };
}

VEC(copied_lists, struct str);

/* What a service's Dockerfiles install of its own. */
struct installs {
	struct map names; /* hashes of the last parts of lists' paths → 1 */
	struct copied_lists
		renamed; /* what is copied to one of these names: its path, or the end of that */
	bool lists, project;
	uint32_t named; /* distributions, by name */
};

static void
read_installs_of(const struct chooser *c, const struct image_part *part, struct installs *out)
{
	const struct facts *f = &c->audit->project->scan->files.at[part->file].facts;

	for (uint32_t d = 0; d < f->directives.count; d++) {
		const struct fact_directive *row = &f->directives.at[d];

		if (!image_part_has(part, &row->span))
			continue;
		if (row->kind == DIRECTIVE_INCLUDE) {
			out->lists = true;
			*map_put(c->a, &out->names, str_hash(path_base(facts_text(f, row->value))),
			         NULL) = 1;
		}
		out->project = out->project || row->kind == DIRECTIVE_INSTALL_PATH;
	}
	for (uint32_t r = 0; r < f->requirements.count; r++)
		out->named += image_part_has(part, &f->requirements.at[r].span);
}

/* `COPY common/requirements.txt base.txt`: the list is installed by another name than it has here. */
static void
read_renamed(const struct chooser *c, const struct image_part *part, struct installs *out)
{
	const struct facts *f = &c->audit->project->scan->files.at[part->file].facts;

	for (uint32_t d = 0; d < f->directives.count; d++) {
		const struct fact_directive *row = &f->directives.at[d];
		struct str from = facts_text(f, row->key), to = facts_text(f, row->value);

		if (row->kind != DIRECTIVE_COPY || !image_part_has(part, &row->span) ||
		    map_find(&out->names, str_hash(path_base(to))) == NULL)
			continue;
		while (str_starts(from, STR("./")))
			from = str_from(from, 2);
		if (from.len > 0 && from.at[0] == '/')
			from = str_from(from, 1);
		*vec_push(c->a, &out->renamed) = from;
	}
}

static void
read_installs(const struct chooser *c, struct installs *out)
{
	const struct project *p = c->audit->project;
	const struct strs dockerfiles = c->s->service->dockerfiles;

	for (uint32_t i = 0; i < dockerfiles.count; i++) {
		file_id id = scan_file(p->scan, dockerfiles.at[i]);
		struct image_parts parts = { 0 };

		if (id != UINT32_MAX)
			parts = project_image(p, c->a, id);
		for (uint32_t k = 0; k < parts.count; k++)
			read_installs_of(c, &parts.at[k], out);
		for (uint32_t k = 0; k < parts.count; k++)
			read_renamed(c, &parts.at[k], out);
	}
}

/* Does the image install the list, by whatever name? */
static bool
is_installed(const struct installs *installs, struct str path)
{
	if (map_find(&installs->names, str_hash(path_base(path))) != NULL)
		return true;
	for (uint32_t i = 0; i < installs->renamed.count; i++) {
		struct str end = installs->renamed.at[i];

		if (str_ends(path, end) &&
		    (path.len == end.len || path.at[path.len - end.len - 1] == '/'))
			return true;
	}
	return false;
}

/* "requirements.txt" is made of a "requirements.in" beside it: both are one list. */
static void
keep_sources(struct chooser *c)
{
	const struct strs manifests = c->s->service->manifests;

	for (uint32_t i = 0; i < manifests.count; i++)
		for (uint32_t k = 0; k < manifests.count; k++)
			if (c->keep[k] && path_has_ext(manifests.at[i], STR("in")) &&
			    path_has_ext(manifests.at[k], STR("txt")) &&
			    str_eq(path_stem(manifests.at[i]), path_stem(manifests.at[k])))
				c->keep[i] = true;
}

/* What the image says that it installs, without what only lies beside. */
static void
keep_image(struct chooser *c, const struct installs *said)
{
	struct installs installs = *said;

	for (uint32_t i = 0; i < c->s->service->manifests.count; i++) {
		const struct scanned *file = file_of(c, i);

		c->keep[i] = file == NULL || (!installs.lists && !installs.project) ||
		             !is_own(c, file) || is_installed(&installs, file->path) ||
		             (installs.project && !is_requirements(file));
	}
	keep_included(c);
	keep_sources(c);
}

static bool
is_project(const struct scanned *file)
{
	static const char *const names[] = { "pyproject.toml", "setup.py", "setup.cfg" };

	return str_is_any(path_base(file->path), names, countof(names));
}

/* Keep of the service's own lists those of its project, or all others. */
static void
keep_kind(struct chooser *c, bool project)
{
	for (uint32_t i = 0; i < c->s->service->manifests.count; i++) {
		const struct scanned *file = file_of(c, i);

		c->keep[i] = file == NULL || !is_own(c, file) || is_project(file) == project;
	}
	keep_included(c);
	keep_sources(c);
}

void
lists_find(const struct audit *audit, struct arena *a, struct service_audit *s)
{
	struct chooser c = { .audit = audit, .a = a, .s = s };
	struct installs installs = { 0 };

	if (s->service->manifests.count == 0 || s->service->manifests.count > MANIFESTS_MOST ||
	    (s->service->config != NULL && s->service->config->has_requirements))
		return;
	if (around_has_image(s->service))
		read_installs(&c, &installs);
	if (s->service->dockerfiles.count == 1 && !installs.lists && !installs.project &&
	    installs.named >= NAMED_LEAST) {
		for (uint32_t i = 0; i < s->service->manifests.count; i++)
			c.keep[i] = file_of(&c, i) == NULL || !is_own(&c, file_of(&c, i));
		s->image = part_of_kept(&c, s->service->dockerfiles, true);
		return;
	}
	if (s->service->manifests.count < 2)
		return;
	for (size_t i = 0; i < countof(s->apart); i++) {
		keep_kind(&c, i == 0);
		s->apart[i] = part_of_kept(&c, (struct strs){ 0 }, false);
	}
	/* One of them may stand for both. */
	if (s->apart[0].declared == NULL || s->apart[1].declared == NULL)
		s->apart[0].declared = s->apart[1].declared = NULL;
	if (!around_has_image(s->service))
		return;
	keep_image(&c, &installs);
	s->image = part_of_kept(&c, s->service->dockerfiles, false);
	if (s->image.path.len == 0)
		s->image.path = any_list(&c);
	/* The image tells which lists are installed, and whether the project is. */
	s->apart[1].declared = NULL;
	if (installs.lists && !installs.project)
		s->apart[0].declared = NULL;
}

/* A row of it that counts for running. */
static const struct declaration *
row_of(const struct declared *d, const struct need *need)
{
	for (uint32_t i = 0; i < need->dists.count; i++) {
		const struct declaration *row = declared_find(d, need->dists.at[i]);

		if (row != NULL && row->row != NULL && row->purpose <= PURPOSE_PINNED)
			return row;
	}
	return NULL;
}

/* Is it the list of a project or of all that it needs, by its name? Others are for a part of it. */
static bool
is_whole(struct str path)
{
	static const char *const names[] = {
		"requirements.txt", "requirements.in", "pyproject.toml",
		"setup.py",         "setup.cfg",       "Pipfile"
	};

	return str_is_any(path_base(path), names, countof(names));
}

/* What a tool made of the .in file that the row is in, and has no row of it; "": nothing. */
static struct str
made_without(struct audit *audit, const struct declaration *row, const struct need *need)
{
	const struct scan *scan = audit->project->scan;
	struct str path;
	file_id made;

	if (row == NULL || !path_has_ext(row->file, STR("in")))
		return STR("");
	path = path_join(
		audit->arena, path_dir(row->file),
		str_of(arena_printf(audit->arena, STR_FMT ".txt", STR_ARG(path_stem(row->file)))));
	made = scan_file(scan, path);
	if (made == UINT32_MAX)
		return STR("");
	const struct facts *f = &scan->files.at[made].facts;
	return f->requirements.count > 0 &&
	                       (f->requirements.at[0].flags & REQUIREMENT_COMPILED) != 0 &&
	                       !around_file_lists(audit, made, need)
	               ? path
	               : STR("");
}

/* The answer if there were nothing but the list. What another list has by that name is not guessed. */
static struct verdict
judge_in(struct audit *audit, struct service_audit *s, const struct need *need,
         const struct declared *list)
{
	struct need known = *need;

	known.guessed = need->guessed && row_of(&s->declared, need) == NULL;
	return judge_by(audit, s, &known, list);
}

bool
lists_may_lack(struct audit *audit, struct service_audit *s, const struct need *need)
{
	const struct part *parts[] = { &s->image, &s->apart[0], &s->apart[1] };

	if (made_without(audit, row_of(&s->declared, need), need).len > 0)
		return true;

	for (size_t i = 0; i < countof(parts); i++)
		if (parts[i]->declared != NULL &&
		    judge_in(audit, s, need, parts[i]->declared).answer != ANSWER_DECLARED)
			return true;
	return false;
}

/* Does it stand in a package, as whatever is installed with the project does, and surely run when that is
 * loaded? */
static bool
is_packaged(const struct service_audit *s, const struct need *need)
{
	const struct project *p = s->runs.project;
	struct str path = p->modules.at[need->module].path;

	return need->at_start && !need->behind && !str_eq(path_dir(path), s->service->path) &&
	       !edge_is_conditional(p, need->module, need->edge);
}

/* Does the list lack it, and another one has it? */
static bool
is_lacked(struct audit *audit, struct service_audit *s, const struct need *need,
          const struct declared *list)
{
	const struct declaration *row = row_of(&s->declared, need);

	return is_packaged(s, need) && need->verdict.answer == ANSWER_DECLARED && row != NULL &&
	       is_whole(row->file) && judge_in(audit, s, need, list).answer >= ANSWER_PERHAPS;
}

/* Another list than that one declares it. */
static void
note_lacked(const struct service_audit *s, struct need *need, struct str list)
{
	const struct declaration *row = row_of(&s->declared, need);

	if (row == NULL)
		return;
	need->verdict.row = row;
	need->lacking = list;
}

/* Is a module that imports it in the image, as far as is seen? */
static bool
is_in_image(const struct service_audit *s, const struct need *need)
{
	const struct strs ships = s->service->ships;
	bool found = ships.count == 0 || need->module == ID_NONE;

	for (uint32_t i = 0; i < ships.count && !found; i++) {
		found = path_within(s->runs.project->modules.at[need->module].path, ships.at[i]);
		for (uint32_t k = 0; k < need->more.count && !found; k++)
			found = path_within(need->more.at[k].file, ships.at[i]);
	}
	return found;
}

/* Does the image have more of what is needed than it lacks? */
static bool
has_most(struct audit *audit, struct service_audit *s, const struct part *image)
{
	uint32_t met = 0;

	for (uint32_t i = 0; i < s->needs.count; i++)
		met += judge_in(audit, s, &s->needs.at[i], image->declared).answer ==
		       ANSWER_DECLARED;
	return met * 2 > s->needs.count;
}

void
lists_of_image(struct audit *audit, struct service_audit *s)
{
	if (s->image.named && s->image.declared != NULL && !has_most(audit, s, &s->image))
		s->image.declared = NULL;
	for (uint32_t i = 0; i < s->needs.count && s->image.declared != NULL; i++) {
		struct need *need = &s->needs.at[i];

		/* Who writes what an image has leaves out what it never comes to. */
		if (!is_in_image(s, need) ||
		    (s->image.named && (!need->at_start || need->ways == 0)))
			continue;
		struct verdict v = judge_in(audit, s, need, s->image.declared);

		/* It is there, if by another's grace; what it is else declared for has been told. */
		if (v.answer <= need->verdict.answer || need->verdict.answer == ANSWER_EXTRA ||
		    need->verdict.answer == ANSWER_DEVELOPMENT ||
		    (v.answer == ANSWER_BROUGHT && row_of(&s->declared, need) != NULL))
			continue;
		need->verdict = v;
		if (v.answer == ANSWER_NOTHING)
			note_lacked(s, need, s->image.path);
	}
}

static void
compare(struct audit *audit, struct service_audit *s, const struct part *part)
{
	struct need *lacked[LACKED_MOST];
	uint32_t met = 0, count = 0;

	/* It names nothing itself, only other projects of the repository: it is no list of what this one needs. */
	if (part->path.len == 0)
		return;
	for (uint32_t i = 0; i < s->needs.count; i++) {
		struct need *need = &s->needs.at[i];

		met += is_packaged(s, need) && row_of(part->declared, need) != NULL;
		if (!is_lacked(audit, s, need, part->declared))
			continue;
		if (count == LACKED_MOST)
			return;
		lacked[count++] = need;
	}
	for (uint32_t i = 0; i < count && met >= count * MET_FOR_ONE; i++) {
		lacked[i]->verdict.answer = ANSWER_NOTHING;
		lacked[i]->doubt = DOUBT_APART;
		note_lacked(s, lacked[i], part->path);
	}
}

/* What is made of a list has all of it, until somebody adds to the list alone. */
static void
compare_made(struct audit *audit, struct service_audit *s)
{
	for (uint32_t i = 0; i < s->needs.count; i++) {
		struct need *need = &s->needs.at[i];
		struct str made = made_without(audit, row_of(&s->declared, need), need);

		if (made.len == 0 || need->verdict.answer != ANSWER_DECLARED)
			continue;
		need->verdict.answer = ANSWER_NOTHING;
		need->doubt = DOUBT_MADE;
		note_lacked(s, need, made);
	}
}

void
lists_compare(struct audit *audit, struct service_audit *s)
{
	for (uint32_t i = 0; i < s->needs.count && s->image.declared == NULL; i++)
		if (s->needs.at[i].verdict.answer == ANSWER_NOTHING &&
		    s->needs.at[i].doubt == DOUBT_NONE && s->declared.computed)
			s->needs.at[i].doubt = DOUBT_COMPUTED;
	compare_made(audit, s);
	for (size_t i = 0; i < countof(s->apart); i++)
		if (s->apart[i].declared != NULL)
			compare(audit, s, &s->apart[i]);
}
