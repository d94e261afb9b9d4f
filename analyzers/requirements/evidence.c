/*
 * evidence.c - what is not seen of a service in which an import's distribution is not declared.
 */
#include "requirements/evidence.h"

#include "base/arena.h"
#include "base/path.h"
#include "common/reread.h"
#include "requirements/around.h"
#include "requirements/bring.h"
#include "requirements/clusters.h"
#include "requirements/habit.h"
#include "requirements/heard.h"
#include "requirements/hosted.h"
#include "requirements/imported.h"
#include "requirements/judge.h"
#include "requirements/told.h"
#include "requirements/tried.h"
#include "requirements/unheard.h"
#include "requirements/unnamed.h"
#include "rules/python.h"

VEC(service_rows, service_id);

/* A list that lacks more of what is imported inside of functions leaves it out on purpose. */
#define LATE_MOST 2
/* So many are compared with one another for that. */
#define LATE_ASKED 100
/* An image that lacks fewer, and less than it has, is just behind. */
#define ABSENT_LEAST 3

/* So many lines behind an import may say how to install what it lacks. */
#define TELLING_LINES 8

/* So many of those that install it are asked. */
#define HOSTS_ASKED 300

/* How much of what the service needs its list has. */
struct cover {
	uint32_t met, absent;
	/* By how many imports that may never run the code of a deployed service gets to absent ones. */
	uint32_t late;
};

/* The last import on the way to the need that is in a function. What it leads to is lacking for the one reason. */
struct late_way {
	module_id module;        /* which has the import; that of the need, if there is none */
	const struct edge *edge; /* NULL: there is none */
};

static struct late_way
late_way(const struct service_audit *s, const struct need *need)
{
	const struct run *run = &s->runs.at[need->module];

	if ((need->edge->context & CONTEXT_LAZY) != 0)
		return (struct late_way){ need->module, need->edge };
	while (run->from != ID_NONE && (run->edge->context & CONTEXT_LAZY) == 0)
		run = &s->runs.at[run->from];
	return run->from != ID_NONE ? (struct late_way){ run->from, run->edge }
	                            : (struct late_way){ need->module, NULL };
}

/* Does what surely runs take the name from the module? */
static bool
is_taken(const struct service_audit *s, module_id from, struct str name)
{
	const struct project *p = s->runs.project;

	for (uint32_t i = 0; i < s->runs.order.count; i++) {
		module_id m = s->runs.order.at[i];
		struct edges edges = project_edges(p, s->runs.env, m);

		for (uint32_t e = 0; e < edges.count; e++) {
			const struct facts *f = p->modules.at[m].facts;

			if (edges.at[e].to == from && edges.at[e].kind == EDGE_IMPORT &&
			    m != from && runs_count(&s->runs, m, &edges.at[e]) &&
			    str_eq(facts_text(f, f->imports.at[edges.at[e].import].name), name))
				return true;
		}
	}
	return false;
}

/* Is it in the __getattr__ of a module (PEP 562), for names that nobody takes from that? */
static bool
is_on_request(const struct service_audit *s, struct late_way way)
{
	const struct facts *f = s->runs.project->modules.at[way.module].facts;

	if (way.edge == NULL || way.edge->kind == EDGE_USE)
		return false;

	const struct fact_import *row = &f->imports.at[way.edge->import];
	const struct fact_scope *scope = &f->scopes.at[row->scope];
	return row->scope != 0 && scope->parent == 0 &&
	       str_eq(facts_text(f, scope->name), STR("__getattr__")) &&
	       !is_taken(s, way.module, facts_text(f, row->name));
}

/* Is it lacking for a reason of its own: because of an import in a function that leads to none of those before it? */
static bool
is_late(const struct service_audit *s, uint32_t at)
{
	const struct need *need = &s->needs.at[at], *other;
	struct late_way way;

	if (need->verdict.answer != ANSWER_NOTHING || need->ways != 0)
		return false;
	way = late_way(s, need);
	for (uint32_t i = 0; i < at && i < LATE_ASKED; i++) {
		other = &s->needs.at[i];
		if (other->verdict.answer == ANSWER_NOTHING && other->ways == 0 &&
		    late_way(s, other).edge == way.edge)
			return false;
	}
	return !is_on_request(s, way) && !unnamed_is(s, need);
}

static struct cover
cover_of(const struct service_audit *s)
{
	struct cover c = { 0 };
	bool deployed = around_is_deployed(s->service);

	for (uint32_t i = 0; i < s->needs.count; i++) {
		const struct need *need = &s->needs.at[i];

		c.met += need->verdict.answer == ANSWER_DECLARED ||
		         need->verdict.answer == ANSWER_BROUGHT;
		c.absent += need->verdict.answer == ANSWER_NOTHING &&
		            (need->ways != 0 || !is_on_request(s, late_way(s, need)));
		c.late += deployed && c.late <= LATE_MOST && is_late(s, i);
	}
	return c;
}

static bool
is_own(const struct service_audit *s, const struct module *m)
{
	return path_within(m->path, s->service->path) ||
	       (m->owner != ID_NONE && &s->runs.project->services.at[m->owner] == s->service);
}

/* Is the only list in its folder that of an image which has none of its files? */
static bool
is_bare(const struct service *s)
{
	for (uint32_t i = 0; i < s->manifests.count; i++)
		if (path_within(s->manifests.at[i], s->path))
			return false;
	return s->every_file && s->bare_image;
}

/* Does the file say that it is not there for all: is a type checker told so on the import's lines, a reader by a comment
 * ("# optional dependency"), or whoever gets there without it, to install it? Who wrote that knows, and runs it for those who
 * have it. `behind`: what follows the import's lines. */
static bool
says_lack(struct str lines, struct str behind)
{
	static const char *const marks[] = {
		"ignore[unresolved-import]", "ignore[import-not-found]",
		"ignore[reportMissingImports]"
	};
	struct str rest = lines, before, line;

	for (size_t i = 0; i < countof(marks); i++)
		if (str_has(lines, str_of(marks[i])))
			return true;
	while (str_cut(&rest, '#', &before))
		if (str_has(rest, STR("optional")) || str_has(rest, STR("Optional")))
			return true;
	for (unsigned i = 0; i < TELLING_LINES && str_cut(&behind, '\n', &line); i++)
		if (str_has(line, STR("pip install")) || str_has(line, STR("uv add")) ||
		    str_has(line, STR("not installed")) ||
		    (str_has(line, STR("except ")) && tried_names_lack(line)))
			return true;
	return false;
}

static bool
is_known_to_lack(const struct project *p, const struct need *need)
{
	const struct span *span = project_edge_span(p, need->module, need->edge);
	struct buf text = { 0 };
	struct str rest, lines;
	bool known = false;

	if (reread_file(p, p->modules.at[need->module].path, &text) && span->end <= text.len) {
		rest = str_from(buf_text(&text), span->start);
		lines = str_slice(rest, 0, span->end - span->start);
		rest = str_from(rest, lines.len);
		lines.len += str_before(rest, '\n').len;
		rest = str_from(rest, str_before(rest, '\n').len);
		known = says_lack(lines, rest);
	}
	buf_release(&text);
	return known;
}

/* May the import, or what fails of it, never run? Most of what stands in functions or under tests is for those who
 * have it; what fails only when it is used, in code of others, for those who use it. In a deployed service a
 * function that begins with the import is a part like any other, if it is not another service's that has an image, and
 * anything names it. */
static bool
may_never_run(const struct service_audit *s, const struct need *need, struct cover c)
{
	const struct project *p = s->runs.project;
	const struct module *m = &p->modules.at[need->module];

	if ((need->late && !is_own(s, m)) || is_bare(s->service) ||
	    around_leaves_out(s->service, m->path))
		return true;
	if (need->ways != 0 || s->ways.count > WAYS_MOST)
		return false;

	struct late_way way = late_way(s, need);
	m = &p->modules.at[way.module];
	return !around_is_deployed(s->service) || c.late > LATE_MOST || is_on_request(s, way) ||
	       (!is_own(s, m) && m->owner != ID_NONE &&
	        p->services.at[m->owner].dockerfiles.count > 0) ||
	       edge_is_conditional(p, need->module, need->edge) || is_known_to_lack(p, need) ||
	       unnamed_is(s, need);
}

/* Where it is not known what is started: do most of the ways to start it not come to the import? */
static bool
may_not_start(const struct service_audit *s, const struct need *need)
{
	return s->service->every_file && need->ways != WAYS_ALL &&
	       ways_in(need->ways) * 2 < s->ways.count;
}

/* Or does one of them not, or is none called as what is started? Half of what is lacking so is no crash: nobody starts the
 * file, or who does has another list. A service that is configured is one, with what it has. */
static bool
is_start_guessed(const struct service_audit *s, const struct need *need)
{
	return s->service->every_file && s->service->config == NULL && need->ways != WAYS_ALL &&
	       (ways_in(need->ways) < s->ways.count || (need->ways & s->ways.named) == 0);
}

/* Has it a row for running? */
static bool
has_rows(const struct declared *d)
{
	for (uint32_t i = 0; i < d->rows.count; i++)
		if (d->rows.at[i].purpose == PURPOSE_RUN && d->rows.at[i].row != NULL)
			return true;
	return false;
}

/* Is there more installed than what it lists? Of a folder the list must have something that the code
 * imports, and not lack more than that; of an image it must not lack most. */
static bool
may_have_more(const struct service_audit *s, struct cover c)
{
	const struct service *service = s->service;

	if (service->config != NULL && service->config->has_requirements)
		return false;
	if (c.absent > c.met && (c.absent >= ABSENT_LEAST || !around_has_image(service)))
		return true;
	return !around_is_told(service) && !has_rows(&s->declared);
}

/* By service: those whose folder is its own or inside of that; one of several in a folder stands for them. */
static void
list_below(struct audit *audit)
{
	const struct project *p = audit->project;

	audit->below = arena_array(audit->arena, struct service_rows, p->services.count);
	for (service_id o = 0; o < p->services.count; o++)
		for (service_id at = around_at(audit, p->services.at[o].path); at != ID_NONE;
		     at = audit->services[at].around)
			*vec_push(audit->arena, &audit->below[at]) = o;
}

/* Projects whose modules are loaded with it, that install it, or that have their folder inside of this one's: what is
 * installed for them may be there. */
static struct service_rows
others_of(struct audit *audit, const struct service_audit *s)
{
	const struct project *p = audit->project;
	struct service_rows others = { 0 }, below = { 0 };
	service_id place = ID_NONE;
	struct map seen = { 0 };

	for (uint32_t i = 0; i < s->runs.order.count; i++) {
		service_id owner = p->modules.at[s->runs.order.at[i]].owner;
		bool fresh = false;

		if (owner != ID_NONE && &audit->services[owner] != s)
			(void)map_put(audit->arena, &seen, owner, &fresh);
		if (fresh)
			*vec_push(audit->arena, &others) = owner;
	}
	for (uint32_t i = 0; i < s->hosts.count && i < HOSTS_ASKED && s->service->every_file; i++)
		*vec_push(audit->arena, &others) = s->hosts.at[i].service;
	if (s->service->every_file && audit->below == NULL)
		list_below(audit);
	if (s->service->every_file)
		place = around_at(audit, s->service->path);
	if (place != ID_NONE)
		below = audit->below[place];
	for (uint32_t i = 0; i < below.count; i++)
		if (&audit->services[below.at[i]] != s)
			*vec_push(audit->arena, &others) = below.at[i];
	return others;
}

/* A project of this repository that it imports and does not declare: then it is there with that, and so is what
 * that installs. */
static service_id
find_host(const struct audit *audit, const struct service_audit *s)
{
	for (uint32_t i = 0; i < s->needs.count; i++) {
		const struct need *need = &s->needs.at[i];
		service_id host = around_making(audit, need->dists.at[0]);

		if (host != ID_NONE && &audit->services[host] != s &&
		    need->verdict.answer != ANSWER_BROUGHT &&
		    declared_find(&s->declared, need->dists.at[0]) == NULL)
			return host;
	}
	return ID_NONE;
}

/* A package of the repository that its own files import, and that is not found where they look for it: then there is more
 * in their environment than is seen. */
static struct str
find_stray(const struct audit *audit, const struct service_audit *s)
{
	struct module_ids own = s->service->reach.own;
	struct str stray = STR("");

	for (uint32_t i = 0; i < own.count && stray.len == 0; i++)
		stray = imported_stray(audit, s->service->env, own.at[i]);
	return stray;
}

/* One of them that declares the need; ID_NONE: there is none. */
static service_id
find_other(const struct audit *audit, struct service_rows others, const struct need *need)
{
	for (uint32_t i = 0; i < others.count; i++)
		if (around_lists(&audit->services[others.at[i]].declared, need, true))
			return others.at[i];
	return ID_NONE;
}

/* The project that the importing module belongs to, where something that it declares may bring the need; or ID_NONE. */
static service_id
find_owner(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	service_id owner =
		need->module != ID_NONE ? audit->project->modules.at[need->module].owner : ID_NONE;

	if (owner == ID_NONE || &audit->services[owner] == s || around_is_deployed(s->service) ||
	    around_is_told(s->service) ||
	    heard_strangers(audit, heard_there(&audit->services[owner]), need->dists.at[0]).count ==
	            0)
		return ID_NONE;
	return owner;
}

/* Do services in which the same stranger is declare the need besides? Then it is not what comes along
 * with that; what an old release brought, a later one may not. */
static bool
may_come_along(struct audit *audit, const struct service_audit *s, const struct need *need)
{
	const struct declaration *stranger =
		heard_unlikely(audit, heard_there(s), need->dists.at[0]);

	/* What a module needs besides its own distribution is known of that. */
	return stranger != NULL && !need->behind &&
	       (dist_is_read(stranger->dist) ||
	        !habit_beside(audit, need->dists.at[0], stranger->dist));
}

/* Is it a package that nothing starts, one of several projects of the repository? */
static bool
is_library(const struct audit *audit, const struct service *s)
{
	return s->every_file && audit->project->services.count > 1 &&
	       around_is_project(audit, s, false);
}

/* Is its folder a package, of which nothing is started, and that others have in their images? */
static bool
is_shipped_by_others(const struct audit *audit, const struct service *s)
{
	const struct project *p = audit->project;
	struct str init = path_join(audit->arena, s->path, STR("__init__.py"));

	if (!s->every_file || s->path.len == 0 || !scan_has(p->scan, init))
		return false;
	for (uint32_t o = 0; o < p->services.count; o++)
		for (uint32_t i = 0;
		     &p->services.at[o] != s && !p->services.at[o].every_file &&
		     i < p->services.at[o].ships.count;
		     i++)
			if (path_within(p->services.at[o].ships.at[i], s->path))
				return true;
	return false;
}

/* Does it run where others have installed it, with what they need besides? A package of a library does, and so does the code
 * of one project in another, where no image tells what is there. */
static bool
is_for_hosts(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	const struct module *m = &audit->project->modules.at[need->module];

	if (around_is_deployed(s->service))
		return false;
	if (!is_own(s, m))
		return m->owner != ID_NONE && !around_installs(audit, s, m->owner);
	return !str_eq(path_dir(m->path), s->service->path) && is_library(audit, s->service);
}

/* What is declared for development and brings the need, where it may be installed, too, when the service runs; "": nothing. */
static struct str
brought_for_development(const struct service_audit *s, const struct need *need)
{
	const struct declaration *row =
		around_is_deployed(s->service)
			? NULL
			: around_bringer(&s->declared, need, PURPOSE_DEVELOPMENT);

	return row != NULL ? row->dist : STR("");
}

static enum doubt
doubt_of(struct audit *audit, const struct service_audit *s, struct need *need, struct cover c)
{
	if (need->other != ID_NONE)
		return DOUBT_OTHER;
	if (need->by.len > 0)
		return DOUBT_STRAY;
	need->by = brought_for_development(s, need);
	if (need->by.len > 0)
		return DOUBT_DEVELOP;
	if (may_come_along(audit, s, need))
		return DOUBT_STRANGER;
	if (may_never_run(s, need, c))
		return DOUBT_RUN;
	if (may_not_start(s, need))
		return DOUBT_START;
	if (hosted_has_layers(audit, s, need))
		return DOUBT_LAYER;
	if (hosted_by_airflow(audit, s, need) || hosted_by_composer(audit, s, need))
		return DOUBT_IMAGE;
	if (clusters_may_have(s, need))
		return DOUBT_CLUSTER;
	if (may_have_more(s, c))
		return DOUBT_LIST;
	if (is_shipped_by_others(audit, s->service))
		return DOUBT_HOSTS;
	if (!around_is_told(s->service)) {
		if (is_for_hosts(audit, s, need))
			return DOUBT_HOSTS;
		need->by = around_together(audit, s->service, need);
		if (need->by.len == 0)
			need->by = told_where(audit, s->service->path, need);
		if (need->by.len == 0)
			need->by = told_around(audit, s->service->path, need);
		if (need->by.len > 0)
			return DOUBT_TOLD;
	}
	return is_start_guessed(s, need) ? DOUBT_START : DOUBT_NONE;
}

/* What else may be there in a service that is not deployed. */
struct surroundings {
	struct service_rows others;
	service_id host;
	struct str stray;
};

static struct surroundings
look_around(struct audit *audit, struct service_audit *s)
{
	struct surroundings around = { .host = ID_NONE };

	if (around_is_deployed(s->service) || around_is_told(s->service))
		return around;
	bring(&s->declared, audit->arena, s->service->path, PURPOSE_DEVELOPMENT);
	around.others = others_of(audit, s);
	around.host = find_host(audit, s);
	around.stray = find_stray(audit, s);
	return around;
}

static void
weigh_one(struct audit *audit, const struct service_audit *s, struct need *need,
          const struct surroundings *around, struct cover c)
{
	need->other =
		around->host != ID_NONE ? around->host : find_other(audit, around->others, need);
	if (need->other == ID_NONE)
		need->other = find_owner(audit, s, need);
	need->by = around->stray;
	need->doubt = doubt_of(audit, s, need, c);
}

/* Of names that nobody has heard of only those are needs that surely fail: whose they are nobody can tell. */
static void
weigh_strange(struct audit *audit, struct service_audit *s, const struct surroundings *around,
              struct cover c)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < s->strange.count; i++) {
		struct need *need = &s->strange.at[i];

		need->verdict = judge_need(audit, s, need);
		if (need->verdict.answer == ANSWER_NOTHING)
			s->strange.at[kept++] = *need;
	}
	c.absent += kept;
	s->strange.count = kept == 0 || unheard_may_be_in(audit, s) ? 0 : kept;
	kept = 0;
	for (uint32_t i = 0; i < s->strange.count; i++) {
		struct need *need = &s->strange.at[i];

		weigh_one(audit, s, need, around, c);
		if (need->doubt == DOUBT_NONE || need->doubt == DOUBT_START)
			s->strange.at[kept++] = *need;
	}
	s->strange.count = kept;
	unheard_drop(audit, s, &s->strange);
	for (uint32_t i = 0; i < s->strange.count; i++)
		*vec_push(audit->arena, &s->needs) = s->strange.at[i];
}

void
evidence_weigh(struct audit *audit, struct service_audit *s)
{
	struct cover c = cover_of(s);
	struct surroundings around = { .host = ID_NONE };

	if (c.absent > 0 || s->strange.count > 0)
		around = look_around(audit, s);
	for (uint32_t i = 0; i < s->needs.count; i++) {
		struct need *need = &s->needs.at[i];

		/* Two doubts are no finding: it may come along, and need not run. */
		if (need->verdict.answer == ANSWER_PERHAPS && may_never_run(s, need, c))
			need->doubt = DOUBT_RUN;
		if (need->verdict.answer != ANSWER_NOTHING)
			continue;
		/* Who tries whether it is there, or what it is used with, knows that it may not be. */
		if (need->module != ID_NONE && tried_first(audit, s, need)) {
			need->verdict = (struct verdict){ ANSWER_DECLARED, NULL, 0 };
			continue;
		}
		weigh_one(audit, s, need, &around, c);
	}
	weigh_strange(audit, s, &around, c);
}
