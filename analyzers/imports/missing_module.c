/*
 * IMP005 missing-module: a first-party import of a module that does not exist.
 */
#include "base/arena.h"
#include "base/nearest.h"
#include "common/say.h"
#include "imports/absent.h"
#include "imports/portions.h"

struct missing {
	const struct check *c;
	struct portions *portions;
	struct absent *absent; /* made when the first fault turns up */
};

/* Is its first part found where the service looks names up? What is only found beside the
 * importing file may be another's: `import redis.client` in our own redis.py. */
static bool
is_ours(const struct project *p, const struct service *s, module_id m, const struct edge *e)
{
	struct str rest = names_text(p->names, e->name), first;
	module_id to;

	return p->modules.at[m].facts->imports.at[e->import].level > 0 ||
	       (str_cut(&rest, '.', &first) &&
	        project_find(p, s->env, first, &to) != TARGET_OUTSIDE);
}

static bool
suspects(void *ctx, env_id env, const struct edge *e)
{
	const struct missing *missing = ctx;

	return e->name != NAME_NONE &&
	       (e->target == TARGET_MISSING || portions_concern(missing->portions, env, e));
}

static bool
concerns(void *ctx, const struct service *s, module_id m, const struct edge *e)
{
	struct missing *missing = ctx;

	portions_note(missing->portions, s, m, e);
	if (e->name == NAME_NONE)
		return false;
	return e->target == TARGET_MISSING
	               ? is_ours(missing->c->project, s, m, e)
	               : portions_concern(missing->portions, s->env, e);
}

static bool
holds(void *ctx, const struct fault *fault)
{
	struct missing *missing = ctx;

	if (fault->edge->target == TARGET_OUTSIDE && !portions_miss(missing->portions, fault))
		return false;
	if (missing->absent == NULL)
		missing->absent = absent_new(missing->c->view, missing->c->project);
	return !absent_explained(missing->absent, fault);
}

/* A module beside the missing one that is called nearly like it; "" for none. */
static struct str
nearest(const struct project *p, const struct fault *fault, struct str missing)
{
	struct str package = str_before_last(missing, '.'), leaf = str_after_last(missing, '.');
	size_t best = nearest_limit(leaf);
	struct str found = { "", 0 };

	for (module_id m = 0; m < p->modules.count; m++) {
		struct strs names = project_names(p, m);

		for (uint32_t i = 0; i < names.count; i++) {
			struct str name = names.at[i];
			module_id to;

			if (!str_eq(str_before_last(name, '.'), package))
				continue;

			size_t distance = nearest_distance(leaf, str_after_last(name, '.'));

			if (distance >= best ||
			    project_find(p, fault->service->env, name, &to) != TARGET_MODULE)
				continue;
			best = distance;
			found = name;
		}
	}
	return found;
}

static void
text(void *ctx, const struct fault *fault, struct finding *f)
{
	const struct missing *missing = ctx;

	f->message = findings_text(
		missing->c->out,
		"`" STR_FMT "` does not exist: " STR_FMT " gets ModuleNotFoundError when %s",
		STR_ARG(f->module),
		STR_ARG(findings_service(missing->c->out, fault->service->name)),
		say_when(fault->service, fault->edge, fault->at_start));

	struct str near = nearest(missing->c->project, fault, f->module);

	if (near.len > 0)
		f->help = findings_text(
			missing->c->out, "did you mean `" STR_FMT "`?", STR_ARG(near));
	else
		f->help = STR("correct the name, or bring the module back; if it is generated, "
		              "list it in .gitignore");
}

void
check_missing_module(const struct check *c)
{
	struct missing missing = { .c = c, .portions = portions_new(c->view, c->project) };
	const struct fault_rule rule = { RULE_IMP005, suspects, concerns, holds, text, &missing };

	faults(c, &rule);
}
