/*
 * start.c - CPython's way through imports, on paper, with a stack of its own.
 */
#include "project/start.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/path.h"
#include "base/vec.h"
#include "facts/guard.h"
#include "project/runs.h"

/* A position behind the whole of a file. */
#define END UINT32_MAX

enum state {
	STATE_NEW,
	STATE_RUNNING,
	STATE_RAN,
	STATE_FAILED, /* within a `try`: the next import runs it again */
};

/* A module while it runs. */
struct frame {
	uint32_t row;   /* in start.rows */
	uint32_t edge;  /* the next one */
	uint32_t class; /* the next one */
	uint32_t guard; /* frame that catches a failure, as index + 1; 0: none does */
	uint32_t at;    /* where the statement that is being run starts */
};

VEC(frames, struct frame);
VEC(row_vec, struct start_row);
VEC(failure_vec, struct start_failure);

struct runner {
	const struct project *p;
	const struct service *s;
	const struct start_faults *faults;
	struct arena *a, *view;
	enum state *states; /* by module_id */
	uint32_t *frame_of; /* by module_id: while it is running, as index + 1 */
	bool *entry, *ran, *bound;
	struct names *names;  /* of what packages bind … */
	struct map positions; /* (module, name) → where it is bound first, + 1; 0: taken back */
	struct frames stack;
	struct row_vec rows;
	struct failure_vec failures;
};

static bool
runs_at_load(const struct runner *r, const struct module *m, uint32_t context, guard_ref guard)
{
	return (context & (CONTEXT_TYPING | CONTEXT_LAZY)) == 0 &&
	       guard_truth(facts_text(m->facts, guard), r->p->python) != TRUTH_FALSE;
}

/* Note what the module binds, and where first. */
static void
note_bindings(struct runner *r, module_id m)
{
	const struct module *module = &r->p->modules.at[m];
	const struct facts *f = module->facts;

	r->bound[m] = true;
	for (uint32_t i = 0; i < f->bindings.count; i++) {
		const struct fact_binding *b = &f->bindings.at[i];
		bool fresh;

		if (b->scope != 0 || !runs_at_load(r, module, b->context, b->guard))
			continue;
		/* What a `try` imports may be missing: then the next one tries again. */
		if (b->kind == BINDING_IMPORT && (b->context & CONTEXT_OPTIONAL) != 0)
			continue;
		uint32_t *at = map_put(
			r->view, &r->positions,
			map_key(m, names_put(r->names, facts_text(f, b->name))), &fresh);
		if (b->kind == BINDING_DELETE)
			*at = 0;
		else if (fresh)
			*at = b->span.start + 1;
	}
}

/* Has the package a name of its own by now, so that no submodule is looked for? */
static bool
has_name(struct runner *r, module_id package, struct str name)
{
	if (!r->bound[package])
		note_bindings(r, package);

	name_id id = names_find(r->names, name);
	const uint32_t *at = id == NAME_NONE ? NULL : map_find(&r->positions, map_key(package, id));
	uint32_t now = r->frame_of[package] > 0 ? r->stack.at[r->frame_of[package] - 1].at : END;

	return at != NULL && *at > 0 && *at - 1 < now;
}

/* What the file is called in its folder. */
static struct str
last_name(struct str path, bool package)
{
	return package ? path_base(path_dir(path)) : path_stem(path);
}

/* Is it n that the edge of `from p import n` leads to, a submodule of p? */
static bool
is_submodule(const struct runner *r, module_id from, const struct edge *e)
{
	const struct facts *f = r->p->modules.at[from].facts;
	const struct fact_import *import = &f->imports.at[e->import];
	const struct module *to = &r->p->modules.at[e->to];

	if (e->kind != EDGE_IMPORT)
		return e->kind == EDGE_STAR;
	return str_eq(last_name(to->path, to->package), facts_text(f, import->name)) &&
	       (import->level > 0 ||
	        !str_eq(names_text(r->p->names, e->name), facts_text(f, import->module)));
}

/* The package around the submodule that an edge leads to; ID_NONE: a namespace. */
static module_id
package_around(const struct runner *r, module_id m)
{
	const struct module *module = &r->p->modules.at[m];
	struct str folder = path_dir(module->path);

	if (module->package)
		folder = path_dir(folder);
	return project_module_at(r->p, path_join(r->view, folder, STR("__init__.py")));
}

static bool
is_known(const struct runner *r, module_id m)
{
	return r->states[m] == STATE_RUNNING || r->states[m] == STATE_RAN;
}

/* A module that is known is not looked for, and so nothing around it is: of a package that
 * failed, submodules may be left. */
static bool
is_passed_over(const struct runner *r, module_id from, struct edges edges, uint32_t parent)
{
	for (uint32_t i = parent + 1; i < edges.count; i++) {
		const struct edge *e = &edges.at[i];

		if (e->import != edges.at[parent].import || e->kind == EDGE_STAR ||
		    e->target != TARGET_MODULE || is_submodule(r, from, e))
			return false;
		if (is_known(r, e->to))
			return true;
		if (e->kind != EDGE_PARENT)
			return false;
	}
	return false;
}

static void
push(struct runner *r, struct start_row row, uint32_t guard)
{
	*vec_push(r->a, &r->rows) = row;
	*vec_push(r->view, &r->stack) = (struct frame){ .row = r->rows.count - 1, .guard = guard };
	r->states[row.module] = STATE_RUNNING;
	r->frame_of[row.module] = r->stack.count;
	r->ran[row.module] = true;
}

static void
pop(struct runner *r, enum state state)
{
	module_id m = r->rows.at[r->stack.at[--r->stack.count].row].module;

	r->states[m] = state;
	r->frame_of[m] = 0;
}

/* A statement of the innermost module fails. What catches it goes on behind its own statement. */
static void
fail(struct runner *r, struct start_failure failure, uint32_t guard)
{
	if (guard == 0) {
		*vec_push(r->a, &r->failures) = failure;
		return;
	}
	while (r->stack.count > guard)
		pop(r, STATE_FAILED);

	struct frame *top = &r->stack.at[guard - 1];
	module_id m = r->rows.at[top->row].module;
	const struct fact_import *imports = r->p->modules.at[m].facts->imports.at;
	struct edges edges = project_edges(r->p, r->s->env, m);
	uint32_t statement = imports[edges.at[top->edge - 1].import].statement.start;

	while (top->edge < edges.count && edges.at[top->edge].kind != EDGE_USE &&
	       imports[edges.at[top->edge].import].statement.start == statement)
		top->edge++;
}

/* Has the `from` statement no need to load the submodule that is called so? */
static bool
is_had(struct runner *r, module_id from, const struct edge *e)
{
	const struct module *to = &r->p->modules.at[e->to];
	module_id package = is_submodule(r, from, e) ? package_around(r, e->to) : ID_NONE;

	return package != ID_NONE && has_name(r, package, last_name(to->path, to->package));
}

/* An import of the innermost module is run. */
static void
run_edge(struct runner *r, struct edges edges, uint32_t i)
{
	const struct edge *e = &edges.at[i];
	struct frame *top = &r->stack.at[r->stack.count - 1];
	module_id from = r->rows.at[top->row].module;
	uint32_t guard = (e->context & CONTEXT_OPTIONAL) != 0 ? r->stack.count : top->guard;
	struct start_failure failure = { .row = top->row, .edge = e };

	top->at = project_edge_span(r->p, from, e)->start;
	if (!edge_runs(e, r->entry[from]) || (e->context & CONTEXT_LAZY) != 0)
		return;
	if (e->kind != EDGE_PARENT && r->faults->import(r->faults->ctx, from, e)) {
		fail(r, failure, guard);
		return;
	}
	if (e->target != TARGET_MODULE || r->p->modules.at[e->to].stub || is_known(r, e->to) ||
	    (e->kind == EDGE_PARENT && is_passed_over(r, from, edges, i)) || is_had(r, from, e))
		return;
	if (r->states[e->to] == STATE_FAILED && guard != 0) {
		/* It fails again. */
		fail(r, failure, guard);
		return;
	}
	push(r, (struct start_row){ e->to, top->row, e, guard != 0 }, guard);
}

static void
run_class(struct runner *r, uint32_t class)
{
	const struct frame *top = &r->stack.at[r->stack.count - 1];
	module_id m = r->rows.at[top->row].module;
	const struct module *module = &r->p->modules.at[m];
	const struct fact_class *row = &module->facts->classes.at[class];

	if (runs_at_load(r, module, row->context, row->guard) &&
	    ((row->context & CONTEXT_MAIN) == 0 || r->entry[m]) &&
	    r->faults->class(r->faults->ctx, m, class))
		fail(r, (struct start_failure){ .row = top->row, .class = class }, top->guard);
}

/* Go on until the module that was pushed last, and all that it starts, is done. */
static void
run(struct runner *r)
{
	while (r->stack.count > 0) {
		struct frame *top = &r->stack.at[r->stack.count - 1];
		module_id m = r->rows.at[top->row].module;
		struct edges edges = project_edges(r->p, r->s->env, m);
		const struct fact_classes classes = r->p->modules.at[m].facts->classes;
		uint32_t edge_at = END, class_at = END;

		/* Uses of submodules come last, and run nothing. */
		if (top->edge < edges.count && edges.at[top->edge].kind != EDGE_USE)
			edge_at = project_edge_span(r->p, m, &edges.at[top->edge])->start;
		if (top->class < classes.count)
			class_at = classes.at[top->class].header.start;
		if (edge_at == END && class_at == END)
			pop(r, STATE_RAN);
		else if (edge_at <= class_at)
			run_edge(r, edges, top->edge++);
		else
			run_class(r, top->class ++);
	}
}

static void
start_at(struct runner *r, module_id m)
{
	if (r->states[m] == STATE_NEW || r->states[m] == STATE_FAILED) {
		push(r, (struct start_row){ m, START_NONE, NULL, false }, 0);
		run(r);
	}
}

/* Packages around an entry run before it, where they are entries, too. */
static void
start_entry(struct runner *r, module_id m)
{
	struct str path = r->p->modules.at[m].path;

	for (size_t i = 0; i < path.len; i++) {
		if (path.at[i] != '/')
			continue;
		module_id init = project_module_at(
			r->p, path_join(r->view, (struct str){ path.at, i }, STR("__init__.py")));
		if (init != ID_NONE && r->entry[init])
			start_at(r, init);
	}
	start_at(r, m);
}

void
start_build(struct start *out, struct arena *a, const struct project *p, const struct service *s,
            const struct start_faults *faults)
{
	struct arena view = { 0 };
	size_t count = (size_t)p->modules.count + 1;
	struct runner r = {
		.p = p,
		.s = s,
		.faults = faults,
		.a = a,
		.view = &view,
		.states = arena_array(&view, enum state, count),
		.frame_of = arena_array(&view, uint32_t, count),
		.entry = arena_array(&view, bool, count),
		.bound = arena_array(&view, bool, count),
		.ran = arena_array(a, bool, count),
		.names = names_new(&view),
	};

	for (uint32_t i = 0; i < s->entries.count; i++)
		r.entry[s->entries.at[i]] = true;
	for (uint32_t i = 0; i < s->entries.count; i++)
		start_entry(&r, s->entries.at[i]);
	*out = (struct start){
		.rows = { r.rows.at, r.rows.count },
		.failures = { r.failures.at, r.failures.count },
		.ran = r.ran,
	};
	arena_release(&view);
}
