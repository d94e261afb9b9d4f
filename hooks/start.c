/*
 * start.c - a service's start on paper: the model's order, the findings' faults.
 */
#include "hooks/start.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/sorted.h"
#include "common/say.h"

/* Imports in these contexts may fail, or run later. */
#define NOT_AT_START (CONTEXT_TYPING | CONTEXT_LAZY | CONTEXT_OPTIONAL)

VEC(texts, struct str);

/* A finding at a place. */
struct slot {
	uint32_t finding;
	uint32_t next; /* of the same place, as index + 1; 0: none */
};

VEC(slot_rows, struct slot);
VEC(numbers, uint32_t);

/* Places of the findings of one service, or of those that hold wherever the file is loaded. */
struct places {
	struct map first; /* (module, start of the statement) → slot + 1 */
	struct slot_rows slots;
	struct numbers findings;
};

struct faults_at {
	const struct project *project;
	struct arena *arena;
	struct ask *ask;
	struct finding_list list;
	struct places *of_service; /* by service_id */
	struct places everywhere;
	struct names *names;
	/* Of the service that is being started: */
	const struct places *own;
	bool *met; /* by finding */
};

static void
add_place(struct faults_at *at, struct places *to, struct str file, uint32_t start,
          uint32_t finding)
{
	module_id m = project_module_at(at->project, file);

	if (m == ID_NONE)
		return;
	uint32_t *first = map_put(at->arena, &to->first, map_key(m, start), NULL);
	*vec_push(at->arena, &to->slots) = (struct slot){ finding, *first };
	*first = to->slots.count;
}

struct faults_at *
faults_at_new(struct arena *a, const struct project *p, struct ask *ask, struct finding_list list)
{
	struct faults_at *at = arena_new(a, struct faults_at);
	struct map services = { 0 };

	at->project = p;
	at->arena = a;
	at->list = list;
	at->ask = ask;
	at->of_service = arena_array(a, struct places, (size_t)p->services.count + 1);
	at->met = arena_array(a, bool, (size_t)list.count + 1);
	at->names = names_new(a);
	for (service_id s = 0; s < p->services.count; s++)
		*map_put(a, &services, names_put(at->names, p->services.at[s].name), NULL) = s + 1;
	for (uint32_t i = 0; i < list.count; i++) {
		const struct finding *f = &list.at[i];
		struct places *to = &at->everywhere;
		uint32_t start = f->span.start;

		if (rules[f->rule].by_service) {
			const uint32_t *s = map_find(&services, names_find(at->names, f->service));
			if (s == NULL)
				continue;
			to = &at->of_service[*s - 1];
		} else {
			module_id m = project_module_at(p, f->file);
			const struct fact_class *class =
				m != ID_NONE ? facts_class_at(p->modules.at[m].facts, start) : NULL;

			if (class == NULL || !start_is_raised(f))
				continue;
			start = class->header.start;
		}
		*vec_push(a, &to->findings) = i;
		add_place(at, to, f->file, start, i);
		for (uint32_t r = 0; r < f->related.count && to != &at->everywhere; r++)
			add_place(at, to, f->related.at[r].file, f->related.at[r].start, i);
	}
	return at;
}

/* The last slot of what was put there; NULL: nothing fails. Follow `next`: newest first. */
static const uint32_t *
slot_of(const struct places *places, module_id m, uint32_t start)
{
	return map_find(&places->first, map_key(m, start));
}

/* Is it this import of the statement that the finding is about? */
static bool
is_about(const struct faults_at *at, const struct finding *f, module_id m, const struct edge *e)
{
	struct str name;

	if (e->kind == EDGE_PARENT || e->target == TARGET_MODULE || e->target == TARGET_NAMESPACE)
		return false;
	if (f->distribution.len > 0)
		return ask_edge(at->ask, m, e, f->distribution, &name) != ASK_NOTHING;
	return e->target == TARGET_NOT_SHIPPED ||
	       str_eq(names_text(at->project->names, e->name), f->module);
}

/* Does the import go through, and what is imported fail when it is used? */
static bool
is_late(const struct faults_at *at, const struct finding *f)
{
	return f->rule == RULE_REQ005 && ask_is_late(at->ask, f->module);
}

static bool
import_fails(void *ctx, module_id m, const struct edge *e)
{
	const struct faults_at *at = ctx;
	const uint32_t *slot = slot_of(at->own, m, project_edge_span(at->project, m, e)->start);

	for (uint32_t n = slot != NULL ? *slot : 0; n > 0; n = at->own->slots.at[n - 1].next) {
		const struct finding *f = &at->list.at[at->own->slots.at[n - 1].finding];

		if (!is_late(at, f) && is_about(at, f, m, e))
			return true;
	}
	return false;
}

static uint32_t
class_start(const struct project *p, module_id m, uint32_t class)
{
	return p->modules.at[m].facts->classes.at[class].header.start;
}

static bool
class_fails(void *ctx, module_id m, uint32_t class)
{
	const struct faults_at *at = ctx;

	return slot_of(&at->everywhere, m, class_start(at->project, m, class)) != NULL;
}

/* The imports that lead to a row, and the statement in it. Of more than there is room for the
 * last ones, after the first. */
static struct chain
way_to(struct arena *a, const struct project *p, const struct smoke_service *s,
       struct chain_step last, uint32_t row)
{
	const struct start_rows rows = s->start.rows;
	uint32_t depth = 0;

	for (uint32_t r = row; rows.at[r].by != START_NONE; r = rows.at[r].by)
		depth++;

	uint32_t shown = depth < CHAIN_LIMIT ? depth : CHAIN_LIMIT, i = shown;
	struct chain_step *steps = arena_array(a, struct chain_step, (size_t)shown + 1);

	steps[shown] = last;
	for (uint32_t r = row; rows.at[r].by != START_NONE; r = rows.at[r].by) {
		uint32_t by = rows.at[r].by;

		depth--;
		if (i > 1 || depth == 0)
			steps[--i] =
				say_step(p, s->service->env, rows.at[by].module, rows.at[r].edge);
	}
	return (struct chain){ steps, shown + 1 };
}

static void
add_start_failures(struct faults_at *at, struct smoke_service *out, struct arena *a)
{
	const struct project *p = at->project;

	for (uint32_t i = 0; i < out->start.failures.count; i++) {
		const struct start_failure *failure = &out->start.failures.at[i];
		module_id m = out->start.rows.at[failure->row].module;
		const struct edge *e = failure->edge;
		const struct places *places = e != NULL ? at->own : &at->everywhere;
		const struct span *span =
			e != NULL ? project_edge_span(p, m, e)
				  : &p->modules.at[m].facts->classes.at[failure->class].header;
		const uint32_t *slot = slot_of(places, m, span->start);
		struct chain_step last = {
			.module = project_name(p, out->service->env, m),
			.file = p->modules.at[m].path,
			.line = span->line,
		};

		for (uint32_t n = slot != NULL ? *slot : 0; n > 0;
		     n = places->slots.at[n - 1].next) {
			uint32_t finding = places->slots.at[n - 1].finding;
			const struct finding *f = &at->list.at[finding];

			if (at->met[finding] ||
			    (e != NULL && (is_late(at, f) || !is_about(at, f, m, e))))
				continue;
			at->met[finding] = true;
			*vec_push(a, &out->failures) = (struct smoke_failure){
				.finding = f,
				.raises = start_raises(a, p, out->service, m, e, f),
				.way = way_to(a, p, out, last, failure->row),
				.col = span->col,
				.at_start = true,
			};
		}
	}
	out->at_start = out->failures.count;
}

/* The import behind a finding of the service, where it was found. */
static const struct edge *
edge_of(const struct faults_at *at, const struct service *s, module_id m, const struct finding *f)
{
	struct edges edges = project_edges(at->project, s->env, m);

	for (uint32_t i = 0; i < edges.count; i++)
		if (project_edge_span(at->project, m, &edges.at[i])->start == f->span.start &&
		    is_about(at, f, m, &edges.at[i]))
			return &edges.at[i];
	return NULL;
}

/* The way to a module of the closure, with a place in it at the end. None when a failure on it
 * is caught. */
static struct chain
way_later(struct arena *a, const struct project *p, service_id s, const struct closure *closure,
          struct chain_step last, module_id m)
{
	struct hops hops = chain_to(p, a, s, closure, m);
	uint32_t shown = hops.count < CHAIN_LIMIT ? hops.count : CHAIN_LIMIT;
	struct chain_step *steps = arena_array(a, struct chain_step, (size_t)shown + 1);

	for (uint32_t i = 0; i < hops.count; i++) {
		if ((hops.at[i].edge->context & CONTEXT_OPTIONAL) != 0)
			return (struct chain){ 0 };
		if (i + 1 < shown || i + 1 == hops.count)
			steps[i + 1 < shown ? i : shown - 1] = say_step(
				p, p->services.at[s].env, hops.at[i].from, hops.at[i].edge);
	}
	steps[shown] = last;
	return (struct chain){ steps, shown + 1 };
}

/* Classes of the closure that are not created at start cannot be later. */
static void
add_lazy_classes(struct faults_at *at, struct smoke_service *out, struct arena *a, service_id s)
{
	const struct project *p = at->project;
	struct closure closure = { 0 };

	for (uint32_t i = 0; i < at->everywhere.findings.count; i++) {
		uint32_t finding = at->everywhere.findings.at[i];
		const struct finding *f = &at->list.at[finding];
		module_id m = project_module_at(p, f->file);
		const struct fact_class *class =
			facts_class_at(p->modules.at[m].facts, f->span.start);
		struct chain_step last = {
			.module = project_name(p, out->service->env, m),
			.file = f->file,
			.line = class->header.line,
		};
		struct chain way;

		if (at->met[finding] || !project_in_closure(p, s, m) ||
		    (class->context & (CONTEXT_TYPING | CONTEXT_OPTIONAL | CONTEXT_MAIN)) != 0)
			continue;
		if (closure.steps == NULL)
			closure = chain_closure(p, a, s);
		way = way_later(a, p, s, &closure, last, m);
		if (way.count > 0)
			*vec_push(a, &out->failures) = (struct smoke_failure){
				.finding = f,
				.raises = start_raises(a, p, out->service, m, NULL, f),
				.way = way,
				.col = class->header.col,
			};
	}
}

/* What is not met at start fails when it is called. */
static void
add_lazy_failures(struct faults_at *at, struct smoke_service *out, struct arena *a)
{
	const struct project *p = at->project;

	for (uint32_t i = 0; i < at->own->findings.count; i++) {
		uint32_t finding = at->own->findings.at[i];
		const struct finding *f = &at->list.at[finding];
		module_id m = project_module_at(p, f->file);
		const struct edge *e = m == ID_NONE ? NULL : edge_of(at, out->service, m, f);

		if (at->met[finding] || e == NULL)
			continue;
		struct chain_step *steps =
			arena_array(a, struct chain_step, (size_t)f->chain.count + 1);
		for (uint32_t c = 0; c < f->chain.count; c++)
			steps[c] = f->chain.at[c];
		steps[f->chain.count] = say_step(p, out->service->env, m, e);
		*vec_push(a, &out->failures) = (struct smoke_failure){
			.finding = f,
			.raises = start_raises(a, p, out->service, m, e, f),
			.way = { steps, f->chain.count + 1 },
			.col = f->span.col,
		};
	}
}

/* The modules that ran, and what they import of others, unless it is guarded. */
static void
count(struct smoke_service *out, struct arena *a, struct ask *ask, const struct project *p)
{
	struct names *names = names_new(a);
	struct map seen = { 0 };
	struct texts dists = { 0 };

	for (module_id m = 0; m < p->modules.count; m++) {
		struct edges edges = project_edges(p, out->service->env, m);

		out->modules += out->start.ran[m];
		for (uint32_t i = 0; out->start.ran[m] && i < edges.count; i++) {
			const struct edge *e = &edges.at[i];
			bool fresh = false;
			struct strs origin;

			if (e->unreachable || (e->context & NOT_AT_START) != 0)
				continue;
			origin = ask_edge_origin(ask, m, e);
			if (origin.count > 0)
				map_put(a, &seen, names_put(names, origin.at[0]), &fresh);
			if (fresh)
				*vec_push(a, &dists) = origin.at[0];
		}
	}
	sorted_put(dists.at, dists.count);
	out->distributions = (struct strs){ dists.at, dists.count };
}

void
start_service(struct smoke_service *out, struct arena *a, struct faults_at *at, service_id s)
{
	const struct project *p = at->project;
	const struct start_faults faults = { import_fails, class_fails, at };
	struct ask_service asked = ask_service(at->ask, s);

	*out = (struct smoke_service){
		.service = &p->services.at[s],
	};
	at->own = &at->of_service[s];
	memset(at->met, 0, at->list.count * sizeof(*at->met));
	start_build(&out->start, a, p, out->service, &faults);
	count(out, a, at->ask, p);
	add_start_failures(at, out, a);
	add_lazy_failures(at, out, a);
	add_lazy_classes(at, out, a, s);
	out->unknown = start_unknown(a, p, asked, out);
}
