/*
 * classes.c - the table of the class checks, and the classes that they look at.
 */
#include "classes/classes.h"

#include "classes/check.h"
#include "classes/glance.h"
#include "facts/guard.h"

#define ELSEWHERE_LIMIT 200000 /* classes that are looked at in services they do not belong to */
/* Each part makes the classes that others inherit from once more: so many rows of classes make it worth
 * its while, and no more parts than this. */
#define PART_CLASSES 12000
#define PARTS_MOST   16

static const struct {
	enum rule_id rule;
	class_run *run;
} checks[] = {
#define CHECK(id, name) { RULE_##id, check_##name },
#include "classes.inc"
#undef CHECK
};

/* Does the class statement ever run, and may it fail? Without bases and keywords none can. */
static bool
is_judged(const struct project *p, const struct facts *f, const struct fact_class *fact)
{
	return fact->base_count > 0 && (fact->context & CONTEXT_TYPING) == 0 &&
	       guard_truth(facts_text(f, fact->guard), p->python) != TRUTH_FALSE;
}

static bool
is_refused(struct classes *c, class_id id)
{
	enum class_status status = class_verdict(c, id)->status;

	return status != STATUS_OK && status != STATUS_PARTIAL;
}

/* The classes of one module in one environment; of another than its own those that are refused
 * there alone. */
static void
list_module(struct class_check *check, struct glance *glance, struct class_ids_vec *all, env_id env,
            module_id m)
{
	struct classes *c = check->classes;
	const struct project *p = c->world.project;
	const struct module *module = &p->modules.at[m];

	for (uint32_t i = 0; i < module->facts->classes.count; i++) {
		class_id own, there;

		if (!is_judged(p, module->facts, &module->facts->classes.at[i]) ||
		    (!c->library && glance_passes(glance, env, m, i)))
			continue;
		own = class_of_module(c, m, i);
		if (env == module->env) {
			*vec_push(check->view, all) = own;
			continue;
		}
		there = class_of_row(c, unit_of_module(&c->world, env, m), i);
		if (!c->rows.at[own].told && !is_refused(c, own) && is_refused(c, there)) {
			c->rows.at[own].told = true;
			*vec_push(check->view, all) = there;
		}
	}
}

/* Those of a module that a service loads in that environment and that is not its own. */
static void
list_elsewhere(struct class_check *check, struct glance *glance, struct class_ids_vec *all,
               env_id env, module_id m, uint32_t *looked)
{
	const struct module *module = &check->classes->world.project->modules.at[m];

	if (module->opaque || module->stub || module->env == env)
		return;
	*looked += module->facts->classes.count;
	if (*looked <= ELSEWHERE_LIMIT && outcomes_want(check->outcomes, m))
		list_module(check, glance, all, env, m);
}

/* Those of all that services load, in their environments. */
static void
list_services(struct class_check *check, struct glance *glance, struct class_ids_vec *all)
{
	const struct project *p = check->classes->world.project;
	struct bits *listed = arena_array(check->view, struct bits, p->environments.count);
	struct bits rests = bits_new(check->view, p->rests);
	uint32_t looked = 0;

	for (service_id s = 0; s < p->services.count; s++) {
		const struct service *service = &p->services.at[s];
		const struct reach *reach = &service->reach;
		struct bits *known = &listed[reach->common];

		for (uint32_t i = 0; i < reach->own.count; i++)
			list_elsewhere(check, glance, all, service->env, reach->own.at[i], &looked);
		if (reach->number == ID_NONE || !bits_add(&rests, reach->number))
			continue;
		bits_open(known, check->view, p->modules.count);
		for (module_id m = 0; bits_next_only(&reach->rest, known, &m); m++) {
			bits_add(known, m);
			list_elsewhere(check, glance, all, reach->common, m, &looked);
		}
	}
	/* Which are left out may be others next time. */
	if (looked > ELSEWHERE_LIMIT && check->classes->world.looks != NULL)
		check->classes->world.looks->spent += LOOKS_SPENT_LIMIT;
}

static void
list(struct class_check *check, const struct project *p, const struct class_part *part)
{
	struct class_ids_vec all = { 0 };
	struct glance glance;

	glance_open(&glance, check->classes);
	for (module_id m = part->first; m < part->end; m++)
		if (!p->modules.at[m].opaque && !p->modules.at[m].stub &&
		    outcomes_want(check->outcomes, m))
			list_module(check, &glance, &all, p->modules.at[m].env, m);
	if (part->elsewhere)
		list_services(check, &glance, &all);
	glance_release(&glance);
	check->all = (struct class_ids){ all.at, all.count };
}

struct class_parts
classes_parts(struct arena *a, const struct project *p)
{
	struct class_part *parts;
	uint64_t classes = 0, seen = 0;
	uint32_t count, made = 0;

	for (module_id m = 0; m < p->modules.count; m++)
		classes += p->modules.at[m].facts->classes.count;
	count = classes < PARTS_MOST * PART_CLASSES
	                ? (uint32_t)(classes / PART_CLASSES)
	                : PARTS_MOST;
	parts = arena_array(a, struct class_part, (size_t)count + 2);
	if (count < 2) {
		parts[0] = (struct class_part){ 0, p->modules.count, true };
		return (struct class_parts){ parts, 1 };
	}
	for (module_id m = 0, first = 0; m < p->modules.count; m++) {
		seen += p->modules.at[m].facts->classes.count;
		if (m + 1 < p->modules.count && seen < classes * (made + 1) / count)
			continue;
		parts[made++] = (struct class_part){ first, m + 1, false };
		first = m + 1;
	}
	if (p->services.count > 0)
		parts[made++].elsewhere = true;
	return (struct class_parts){ parts, made };
}

uint64_t
classes_rules(const struct findings *f)
{
	uint64_t on = 0;

	for (size_t i = 0; i < countof(checks); i++)
		on |= (uint64_t)findings_want(f, checks[i].rule) << i;
	return on;
}

static bool
is_to_do(const struct outcomes *o, const struct class_part *part)
{
	return outcomes_want_any(o, part->first, part->end) ||
	       (part->elsewhere && outcomes_want_any(o, 0, o->project->modules.count));
}

void
analyze_classes(const struct outcomes *o, const struct class_parts *parts, uint32_t part,
                struct findings *out)
{
	struct arena view = { 0 };
	struct classes classes;
	struct class_check check = {
		.classes = &classes, .outcomes = o, .out = out, .view = &view
	};
	struct looks *looks = outcomes_looks(o, part);

	if (classes_rules(out) == 0 || !is_to_do(o, &parts->at[part]))
		return;
	classes_open(&classes, &view, o->project);
	if (looks != NULL)
		looks_open(looks, o->project->modules.count);
	classes.world.looks = looks;
	list(&check, o->project, &parts->at[part]);
	for (size_t i = 0; i < countof(checks); i++)
		if (findings_want(out, checks[i].rule))
			checks[i].run(&check);
	if (looks != NULL)
		looks->spent += classes.types.steps + (uint64_t)classes.types.cells.count * 16;
	arena_release(&view);
}
