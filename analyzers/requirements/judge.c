/*
 * judge.c - whether what a service declares has what one of its imports needs.
 */
#include "requirements/judge.h"

#include "base/arena.h"
#include "base/path.h"
#include "common/reread.h"
#include "packaging/name.h"
#include "requirements/around.h"
#include "requirements/distributions.h"
#include "requirements/elsewhere.h"
#include "requirements/habit.h"
#include "requirements/heard.h"
#include "requirements/hosted.h"
#include "requirements/imported.h"
#include "requirements/products.h"
#include "rules/python.h"

/* So many services that declare it make a habit of it. */
#define DECLARED_LEAST 2
/* So many rows are asked whether they are another make of what is imported. */
#define MAKES_ASKED 1000
/* One of more that may bring it is not worth a word: theirs is the list of a whole machine. */
#define STRANGERS_MOST 12

/* Does an extra that is asked for speak of the need (apache-airflow[google]:
 * apache-airflow-providers-google)? */
static bool
is_in_extra(const struct declaration *row, const struct need *need)
{
	struct str rest = row->extras, extra;

	while (str_cut(&rest, ',', &extra)) {
		for (uint32_t i = 0; extra.len > 0 && i < need->dists.count; i++)
			if (dist_is_akin(need->dists.at[i], extra))
				return true;
	}
	return false;
}

static bool
is_in_extras(const struct declared *d, const struct need *need)
{
	for (uint32_t i = 0; i < d->with_extras.count; i++)
		if (is_in_extra(&d->rows.at[d->with_extras.at[i]], need))
			return true;
	return false;
}

/* What of the list is installed: an image tells that for itself. */
static const struct declared *
there_of(const struct service_audit *s, const struct declared *list)
{
	return s->image.declared != NULL ? s->image.declared : list;
}

/* By what may bring the need, for all that is known; ANSWER_NOTHING: there is nothing, or the repository's
 * other services declare what they need of it, so that it is not what comes along. */
static struct verdict
judge_strangers(struct audit *audit, const struct declared *there, const struct need *need)
{
	struct str dist = need->dists.at[0];
	struct strangers strangers = heard_strangers(audit, there, dist);
	const struct declaration *known = heard_suggester(there, dist);
	bool likely = strangers.kin;

	/* Nobody else requires what is made here. */
	if (around_is_made_here(audit, need))
		return (struct verdict){ ANSWER_NOTHING, NULL, 0 };
	for (uint32_t i = 0; i < need->dists.count; i++) {
		if (known == NULL)
			known = heard_aged(audit, there, need->dists.at[i]);
		likely = likely ||
		         (strangers.count > 0 && heard_is_required(audit, need->dists.at[i]));
	}
	if (strangers.count > 0 && !likely) {
		struct habit habit = habit_of(audit, dist);

		/* What a module needs besides its own distribution is known of that. */
		likely = !need->behind &&
		         (habit.declared < DECLARED_LEAST || habit.declared <= habit.bare);
	}
	if (likely && strangers.count > STRANGERS_MOST && !strangers.kin)
		return (struct verdict){ ANSWER_DECLARED, NULL, 0 };
	if (strangers.count > 0 && likely)
		return (struct verdict){ ANSWER_PERHAPS, strangers.likely, strangers.count - 1 };
	return (struct verdict){ known != NULL ? ANSWER_PERHAPS : ANSWER_NOTHING, known, 0 };
}

/* Of what is not there when the service runs: `best` has it for something else, or is NULL. */
static struct verdict
judge_absent(struct audit *audit, const struct service_audit *s, const struct need *need,
             const struct declared *list, const struct declaration *best)
{
	if (around_declares(audit, s, need) || around_host_brings(audit, s, need) ||
	    elsewhere_declares(audit, s, need) || hosted_in_image(audit, s, need, list))
		return (struct verdict){ ANSWER_DECLARED, NULL, 0 };
	if (best == NULL)
		return judge_strangers(audit, there_of(s, list), need);
	if (best->purpose == PURPOSE_EXTRA)
		return (struct verdict){ ANSWER_EXTRA, best, 0 };
	if (best->purpose == PURPOSE_DEVELOPMENT)
		return (struct verdict){ ANSWER_DEVELOPMENT, best, 0 };
	return (struct verdict){ ANSWER_NOTHING, best, 0 };
}

/* Is the service's own project called so? Then it imports itself, from a folder around it. */
static bool
is_itself(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	uint32_t row = around_own(audit, need->dists.at[0]);
	const struct project *p = audit->project;

	return row > 0 && need->guessed &&
	       str_eq(path_dir(p->scan->files.at[p->own.at[row - 1].file].path), s->service->path);
}

/* Is it of a distribution that is made here and has no such module? Then it is another one's, which is not told by names:
 * `unstract.sdk1` of unstract-sdk1, beside a project that is called unstract. */
static bool
is_misnamed(const struct audit *audit, const struct need *need)
{
	const struct project *p = audit->project;
	service_id maker = need->guessed ? around_making(audit, need->dists.at[0]) : ID_NONE;
	struct str package = str_before_last(need->dotted, '.');
	module_id to;

	if (maker == ID_NONE || package.len == 0)
		return false;
	env_id env = p->services.at[maker].env;

	/* The last part may be a name in a module. */
	return project_find(p, env, need->dotted, &to) >= TARGET_MISSING &&
	       project_find(p, env, package, &to) != TARGET_MODULE;
}

/* Does the folder lie in a package? */
static bool
is_in_package(const struct audit *audit, struct str dir)
{
	while (dir.len > 0) {
		dir = path_dir(dir);
		if (scan_has(audit->project->scan,
		             path_join(audit->arena, dir, STR("__init__.py"))))
			return true;
	}
	return false;
}

/* Is it a plug-in in the package of another project, with a list of what it needs besides, that needs what is made here? It
 * is loaded by that project, which is judged for what it needs of the others. */
static bool
is_of_host(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	const struct strs manifests = s->service->manifests;

	if (around_is_told(s->service) || !around_is_made_here(audit, need) ||
	    !is_in_package(audit, s->service->path))
		return false;
	for (uint32_t i = 0; i < manifests.count; i++)
		if (str_eq(path_dir(manifests.at[i]), s->service->path) &&
		    !path_has_ext(manifests.at[i], STR("txt")))
			return false;
	return true;
}

/* What another make of the same is called: python-igraph, pyppeteer-ng. It has the modules itself. */
static const struct {
	const char *before, *behind;
	bool plain; /* it says no more than that it is for Python */
} makes[] = {
	{ "python-", "", true },  { "py-", "", true },        { "py", "", true },
	{ "", "-python", true },  { "", "-py", true },        { "python3-", "", false },
	{ "lib", "", false },     { "", "-ng", false },       { "", "-fork", false },
	{ "", "-binary", false }, { "", "-headless", false },
};

/* "dacite2": only digits follow the name. */
static bool
is_numbered(struct str dist, struct str name)
{
	size_t i = name.len;

	while (i < dist.len && char_is_digit(dist.at[i]))
		i++;
	return i == dist.len && dist.len > name.len && str_starts(dist, name);
}

static bool
is_make_of(struct str dist, struct str name)
{
	if (is_numbered(dist, name))
		return true;
	for (size_t i = 0; i < countof(makes); i++) {
		struct str before = str_of(makes[i].before), behind = str_of(makes[i].behind);

		if (dist.len == before.len + name.len + behind.len && str_starts(dist, before) &&
		    str_ends(dist, behind) &&
		    str_eq(str_slice(dist, before.len, before.len + name.len), name))
			return true;
	}
	return false;
}

/* Does the service import what is called like the distribution? Then that is what it has: httpx2 is not httpx. */
static bool
is_imported(const struct service_audit *s, struct str dist)
{
	struct reach_walk all = { .reach = &s->service->reach };

	while (reach_next(&all))
		if (imported_names(s->runs.project->modules.at[all.module].facts, dist))
			return true;
	return false;
}

/* Is another make of what is imported declared, that no table knows: python-libarchive for `libarchive`? */
static bool
has_another_make(const struct audit *audit, const struct service_audit *s,
                 const struct declared *list, const struct need *need)
{
	struct str rest = need->dotted, first;

	if (need->behind || dist_is_namespace(rest) || !str_cut(&rest, '.', &first))
		return false;
	for (size_t i = 0; i < countof(makes); i++) {
		if (!makes[i].plain)
			continue;
		struct str dist = name_canonical(
			audit->arena,
			str_of(arena_printf(audit->arena, "%s" STR_FMT "%s", makes[i].before,
		                            STR_ARG(first), makes[i].behind)));
		const struct declaration *row = declared_find(list, dist);

		if (row != NULL && row->purpose == PURPOSE_RUN && !dist_is_known(dist))
			return true;
	}
	first = name_canonical(audit->arena, first);
	for (uint32_t i = 0; i < list->rows.count && i < MAKES_ASKED; i++)
		if (list->rows.at[i].purpose == PURPOSE_RUN &&
		    is_numbered(list->rows.at[i].dist, first) &&
		    !dist_is_known(list->rows.at[i].dist) &&
		    dist_requires(list->rows.at[i].dist).count == 0 &&
		    !is_imported(s, list->rows.at[i].dist))
			return true;
	return false;
}

/* A row that is called after the distribution and may bring it, for all that is known; NULL: there is none, or it
 * is another make of the same. */
static const struct declaration *
named_after(struct audit *audit, const struct declared *there, struct str dist)
{
	struct strangers strangers = heard_strangers(audit, there, dist);
	const struct declaration *row =
		strangers.kin ? strangers.likely : heard_suggester(there, dist);

	return row != NULL && !is_make_of(row->dist, dist) ? row : NULL;
}

/* May it be there by what is not seen, or by what was pinned? What an extra brings is for the extra's own code. */
static bool
is_let_be(const struct declared *d, const struct need *need, const struct declaration *best)
{
	if (best != NULL)
		return d->open || best->purpose == PURPOSE_PINNED;
	return d->open || (d->setup.len > 0 && str_has(d->setup, need->dists.at[0])) ||
	       around_bringer(d, need, PURPOSE_EXTRA) != NULL;
}

/* Does what brings the need import it, for itself, or what has that in its list? Then it is a matter of that project of
 * the repository, in which it is judged. Or does a host of the service list it? */
static bool
is_for_others(const struct audit *audit, const struct service_audit *s, const struct need *need,
              const struct declaration *bringer)
{
	service_id owner =
		need->module != ID_NONE ? audit->project->modules.at[need->module].owner : ID_NONE;

	if (owner != ID_NONE && &audit->services[owner] != s) {
		struct str path = audit->services[owner].service->path;

		if (around_making(audit, bringer->dist) == owner ||
		    (path_within(bringer->file, path) && !path_within(s->service->path, path)) ||
		    (around_installs(audit, s, owner) &&
		     around_lists(&audit->services[owner].declared, need, true)))
			return true;
	}
	return around_host_lists(audit, s, need);
}

/* Are they parts of one product, that is installed as a whole? Of Airflow that is all of it: a list that is put into its image is
 * told not to name it, and its documentation has DAGs import pendulum. What Flask-Migrate writes into the repository imports
 * Alembic. */
static bool
is_one_product(const struct need *need, const struct declaration *bringer)
{
	struct str dist = need->dists.at[0], airflow = STR("apache-airflow");

	if (str_starts(bringer->dist, airflow))
		return str_starts(dist, airflow) || str_eq(dist, STR("pendulum"));
	return str_eq(bringer->dist, STR("flask-migrate")) && str_eq(dist, STR("alembic"));
}

/* Of what another distribution brings. */
static struct verdict
judge_brought(const struct audit *audit, const struct service_audit *s, const struct need *need,
              const struct declaration *bringer)
{
	if (is_one_product(need, bringer) || is_for_others(audit, s, need, bringer))
		return (struct verdict){ ANSWER_DECLARED, NULL, 0 };
	return (struct verdict){ bringer->aged ? ANSWER_PERHAPS : ANSWER_BROUGHT, bringer, 0 };
}

/* Is it bound in a `try` that goes on whatever fails? */
static bool
is_caught(const struct facts *f, const struct fact_binding *b)
{
	static const char *const all[] = { "Exception", "BaseException" };
	uint32_t group = f->blocks.at[b->block].group;

	if (f->blocks.at[b->block].kind != BLOCK_TRY)
		return false;
	for (uint32_t i = group; i < f->blocks.count && f->blocks.at[i].group == group; i++) {
		struct str what = facts_text(f, f->blocks.at[i].handles);

		if (f->blocks.at[i].kind == BLOCK_EXCEPT && f->blocks.at[i].ends == END_NONE &&
		    (what.len == 0 || str_is_any(what, all, countof(all))))
			return true;
	}
	return false;
}

/* How often it is called where a handler goes on: `try: pages = Templates() except Exception: pages = None`. */
static uint32_t
caught_calls(const struct facts *f, struct str name)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < f->bindings.count; i++) {
		struct str target = facts_text(f, f->bindings.at[i].target);

		count += f->bindings.at[i].kind == BINDING_ASSIGN && target.len == name.len + 2 &&
		         str_starts(target, name) && str_ends(target, STR("()")) &&
		         is_caught(f, &f->bindings.at[i]);
	}
	return count;
}

/* Is the name that the row binds used anywhere but in its statement, and where it may fail? */
static bool
is_used(const struct facts *f, const struct fact_import *row, struct str text)
{
	struct str name = facts_text(f, row->name);
	uint32_t uses;

	if (row->alias != 0 || row->statement.end > text.len)
		return true;
	uses = reread_count(str_slice(text, 0, row->statement.start), name) +
	       reread_count(str_from(text, row->statement.end), name);
	return uses > 0 && uses > caught_calls(f, name);
}

/* Do names that show their need only when they are used stand in one import, and none of them is? What a package imports may
 * be for others. */
static bool
is_idle(const struct audit *audit, const struct need *need)
{
	const struct project *p = audit->project;
	struct buf text = { 0 };
	bool idle;

	if (!need->late || need->more.count > 0 || need->module == ID_NONE ||
	    need->edge->kind != EDGE_IMPORT)
		return false;

	const struct module *m = &p->modules.at[need->module];
	const struct fact_imports rows = m->facts->imports;
	const struct fact_import *own = &rows.at[need->edge->import];
	struct str from = str_before_last(need->dotted, '.');
	/* All that the module has may need it. */
	bool whole = own->name != 0 && str_eq(facts_text(m->facts, own->module), need->dotted);
	idle = !str_eq(path_base(m->path), STR("__init__.py")) && reread_file(p, m->path, &text) &&
	       (whole ||
	        str_eq(facts_text(m->facts, own->name), str_after_last(need->dotted, '.')));
	for (uint32_t i = 0; idle && i < rows.count; i++) {
		struct str name = facts_text(m->facts, rows.at[i].name);

		if (rows.at[i].statement.start == own->statement.start)
			idle = (!whole &&
			        !behind_is_late(audit, str_join(audit->arena, from, '.', name))) ||
			       !is_used(m->facts, &rows.at[i], buf_text(&text));
	}
	buf_release(&text);
	return idle;
}

/* Has the product whose image it is the need? Not if a project brings it: that is installed elsewhere, too. */
static bool
is_in_image(struct audit *audit, const struct declared *list, const struct need *need,
            const struct declaration *bringer)
{
	static const char *const names[] = { "pyproject.toml", "setup.py", "setup.cfg" };

	return (bringer == NULL || !str_is_any(path_base(bringer->file), names, countof(names))) &&
	       products_have(audit, list->product, need);
}

/* Is a distribution of the list called as the import is, with more than its first part: azurefunctions-extensions-http-fastapi? It
 * has that module, whosever the parts before are. */
static bool
is_called_so(struct audit *audit, const struct declared *list, const struct need *need)
{
	struct str path = need->dotted;

	if (need->behind)
		return false;
	for (; path.len > 0 && memchr(path.at, '.', path.len) != NULL;
	     path = str_before_last(path, '.')) {
		const struct declaration *row =
			declared_find(list, name_canonical(audit->arena, path));

		if (row != NULL && row->purpose == PURPOSE_RUN)
			return true;
	}
	return false;
}

/* Of what no row is for running: `best` has it for something else, or is NULL. */
static struct verdict
judge_unlisted(struct audit *audit, const struct service_audit *s, const struct need *need,
               const struct declared *list, const struct declaration *best)
{
	struct verdict v = { ANSWER_DECLARED, NULL, 0 };
	/* A name that no table knows may come from a distribution of a similar name; and what is
	 * called flask-sqlalchemy brings sqlalchemy, if it is not known what that requires. */
	bool own = need->guessed && dist_is_named(need->dists.at[0]);
	bool akin = (need->guessed || need->behind) &&
	            declared_has_akin(list, need->dists.at[0], !need->guessed || own);

	if ((akin && !own) || has_another_make(audit, s, list, need) ||
	    hosted_by_name(audit, s, need) || is_misnamed(audit, need) ||
	    products_load(audit, need) || is_of_host(audit, s, need))
		return v;
	v.row = around_bringer(list, need, PURPOSE_RUN);
	if (v.row == NULL)
		v.row = around_maker(audit, s, need);
	if (is_in_image(audit, list, need, v.row))
		return (struct verdict){ ANSWER_DECLARED, NULL, 0 };
	if (v.row != NULL)
		return judge_brought(audit, s, need, v.row);
	/* django-rq may bring rq, if it is not known what that requires. */
	if (akin && own && !need->behind && !list->open && best == NULL)
		v.row = named_after(audit, there_of(s, list), need->dists.at[0]);
	if (v.row != NULL)
		return (struct verdict){ ANSWER_PERHAPS, v.row, 0 };
	/* python-backoff has the modules of backoff. */
	if (akin || is_let_be(list, need, best) || is_idle(audit, need))
		return v;
	return judge_absent(audit, s, need, list, best);
}

struct verdict
judge_by(struct audit *audit, const struct service_audit *s, const struct need *need,
         const struct declared *list)
{
	const struct declared *other = around_owner(audit, s, need->module);
	const struct declaration *best = NULL;
	struct verdict v = { ANSWER_DECLARED, NULL, 0 };

	for (uint32_t i = 0; i < need->dists.count; i++) {
		const struct declaration *row = declared_find(list, need->dists.at[i]);

		if (row != NULL && (best == NULL || row->purpose < best->purpose))
			best = row;
		if (other != NULL && (other->open || declared_find(other, need->dists.at[i])))
			return v;
	}
	if (!list->any || (best != NULL && best->purpose == PURPOSE_RUN) ||
	    is_in_extras(list, need) || is_itself(audit, s, need) ||
	    is_called_so(audit, list, need))
		return v;
	return judge_unlisted(audit, s, need, list, best);
}

struct verdict
judge_need(struct audit *audit, const struct service_audit *s, const struct need *need)
{
	return judge_by(audit, s, need, &s->declared);
}
