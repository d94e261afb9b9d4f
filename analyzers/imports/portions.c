/*
 * portions.c - a folder is ours alone if the service finds its own modules in it, and neither
 * a manifest nor sys.path speaks for another place.
 */
#include "imports/portions.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/path.h"
#include "imports/required.h"
#include "rules/python.h"

struct portions {
	const struct project *p;
	struct arena *a;
	const struct service *service; /* what follows is of this one */
	struct names *firsts;          /* first parts of names, under which … */
	struct map found;              /* … modules of ours were found */
	module_id module;              /* the last one noted */
	bool anywhere;                 /* sys.path gets a directory that is not known */
};

struct portions *
portions_new(struct arena *a, const struct project *p)
{
	struct portions *x = arena_new(a, struct portions);

	x->p = p;
	x->a = a;
	x->firsts = names_new(a);
	return x;
}

static struct str
first_of(struct str dotted)
{
	struct str rest = dotted, first = { "", 0 };

	str_cut(&rest, '.', &first);
	return first;
}

void
portions_note(struct portions *x, const struct service *s, module_id m, const struct edge *e)
{
	const struct facts *f = x->p->modules.at[m].facts;

	if (x->service != s) {
		x->service = s;
		x->firsts = names_new(x->a);
		x->found = (struct map){ 0 };
		x->anywhere = false;
		x->module = ID_NONE;
	}
	for (uint32_t i = 0; x->module != m && i < f->paths.count; i++)
		x->anywhere = x->anywhere || f->paths.at[i].kind == PATH_UNKNOWN;
	x->module = m;
	if (e->target == TARGET_MODULE && f->imports.at[e->import].level == 0) {
		struct str name = names_text(x->p->names, e->name);

		map_put(x->a, &x->found, names_put(x->firsts, first_of(name)), NULL);
	}
}

bool
portions_concern(const struct portions *x, env_id env, const struct edge *e)
{
	if (e->target != TARGET_OUTSIDE)
		return false;

	struct str name = names_text(x->p->names, e->name), first = first_of(name);
	module_id to;

	return first.len < name.len && project_find(x->p, env, first, &to) != TARGET_OUTSIDE &&
	       project_find(x->p, env, name, &to) == TARGET_OUTSIDE;
}

/* Does any manifest name a distribution like it? */
static bool
is_required(const struct project *p, struct str first)
{
	for (file_id i = 0; i < p->scan->files.count; i++)
		if (required_by(p, &p->scan->files.at[i].facts, first, true))
			return true;
	return false;
}

/* Is there such a file under a root that we do not know of? */
static bool
is_elsewhere(const struct project *p, struct str dotted)
{
	for (uint32_t i = 0; i < p->scan->paths.count; i++) {
		struct str path = p->scan->paths.at[i];
		struct str dir = path_dir(path);

		if (!path_has_ext(path, STR("py")))
			continue;
		path.len -= sizeof(".py") - 1;

		const struct str ways[] = { path, dir };

		for (size_t w = 0; w < countof(ways); w++) {
			if (ways[w].len < dotted.len)
				continue;

			const char *at = ways[w].at + ways[w].len - dotted.len;
			size_t same = 0;

			while (same < dotted.len &&
			       (at[same] == dotted.at[same] ||
			        (at[same] == '/' && dotted.at[same] == '.')))
				same++;
			if (same == dotted.len && (at == ways[w].at || at[-1] == '/'))
				return true;
		}
	}
	return false;
}

bool
portions_miss(const struct portions *x, const struct fault *fault)
{
	struct str name = names_text(x->p->names, fault->edge->name), first = first_of(name);
	module_id to;

	/* What is below a package is looked up in its folder alone. */
	if (project_find(x->p, fault->service->env, first, &to) == TARGET_MODULE)
		return true;
	return x->service == fault->service && !x->anywhere && !stdlib_ever(first) &&
	       map_find(&x->found, names_find(x->firsts, first)) != NULL &&
	       !is_required(x->p, first) && !is_elsewhere(x->p, name);
}
