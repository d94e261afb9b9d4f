/*
 * sight.c - what the names in import statements lead to, each found out once for an environment.
 *
 * Language reference 7.11 (the import statement): the packages around a module run before it;
 * `from p import n` takes the submodule p.n where there is one.
 */
#include "base/path.h"
#include "project/model.h"

static struct str
text_of(const struct model *m, name_id name)
{
	return names_text(m->names, name);
}

name_id
sight_join(struct model *m, name_id left, struct str right)
{
	name_id name;

	if (left == NAME_NONE || right.len == 0)
		return right.len == 0 ? left : names_put(m->names, right);
	name = names_put(m->names, str_join(&m->scratch, text_of(m, left), '.', right));
	arena_reset(&m->scratch);
	return name;
}

static enum target_kind
target_of(const struct sight *s)
{
	const struct lookup *l = &s->lookup;

	if (l->whole) {
		if (s->not_shipped)
			return TARGET_NOT_SHIPPED;
		return l->found.module != ID_NONE ? TARGET_MODULE : TARGET_NAMESPACE;
	}
	/* Of a namespace, an installed distribution may bring another portion, or the
	 * package itself. */
	if (s->relative && (l->parts == 0 || l->found.kind == FOUND_PACKAGE))
		return TARGET_MISSING;
	if (l->parts > 0 && (l->found.kind == FOUND_PACKAGE || l->found.kind == FOUND_MODULE))
		return TARGET_MISSING;
	return TARGET_OUTSIDE;
}

struct sight *
sight_keep(struct model *m, const struct sight *like)
{
	struct sight *s = arena_new(m->arena, struct sight);

	*s = *like;
	s->target = target_of(s);
	s->row = 0;
	return s;
}

/* The packages that run before the module of a lookup: all parts but the last. */
static void
note_parents(struct model *m, env_id env, struct sight *s)
{
	const struct str whole = text_of(m, s->name);
	/* A relative name is looked up without that of the directory it starts at. */
	const size_t from = s->cut > 0 && s->cut < whole.len ? s->cut + 1 : s->cut;
	const struct str name = str_from(whole, from);

	s->first_parent = m->parents.count;
	for (size_t i = 0; i < name.len; i++) {
		if (name.at[i] != '.')
			continue;
		struct str upper = { name.at, i };
		struct lookup l = s->relative ? lookup_below(m, env, s->base, upper)
		                              : lookup_absolute(m, env, upper);
		if (!l.whole)
			break;
		if (l.found.kind != FOUND_PACKAGE || m->modules.at[l.found.module].stub)
			continue;
		*vec_push(m->arena, &m->parents) = (struct parent){
			l.found.module,
			s->relative ? names_put(m->names, (struct str){ whole.at, from + i })
				    : l.name
		};
	}
	s->parent_count = m->parents.count - s->first_parent;
}

/* Nothing more will be known of it: it is remembered as the row. */
static const struct sight *
settle(struct model *m, env_id env, const struct sight *like, uint32_t *row)
{
	struct sight *s = sight_keep(m, like);

	note_parents(m, env, s);
	s->row = *row = m->sights.count + 1;
	*vec_push(m->arena, &m->sights) = s;
	return s;
}

/* Is the name's first part that of a distribution which the service requires? Then an
 * installed copy is meant where the repository's own is not shipped. */
static bool
is_stated(const struct model *m, env_id env, struct str dotted)
{
	const struct strs stated = m->env_infos.at[env].stated;
	struct str rest = dotted, first;

	if (!str_cut(&rest, '.', &first))
		return false;
	for (uint32_t i = 0; i < stated.count; i++)
		if (str_eq(stated.at[i], first))
			return true;
	return false;
}

/* What is there, though not in the environment? */
static void
look_at_all(struct sight *s, struct lookup all)
{
	if (all.whole && all.found.module != ID_NONE) {
		s->lookup = all;
		s->not_shipped = true;
	}
}

const struct sight *
sight_absolute(struct model *m, env_id env, struct str dotted)
{
	env_id whole = m->env_infos.at[env].whole;
	name_id name = names_put(m->names, dotted);
	uint32_t *row = map_put(m->arena, &m->sights_absolute, map_key(env, name), NULL);
	struct sight s;

	if (*row != 0)
		return m->sights.at[*row - 1];
	s = (struct sight){ .name = name };
	s.first = names_find(m->names, str_before(dotted, '.'));
	s.lookup = lookup_absolute(m, env, dotted);
	if (!s.lookup.whole && whole != env && !is_stated(m, env, dotted))
		look_at_all(&s, lookup_absolute(m, whole, dotted));
	return settle(m, env, &s, row);
}

/* The directory itself: `from . import n`. */
static const struct sight *
sight_of_dir(struct model *m, env_id env, dir_id dir)
{
	uint32_t *row = map_put(m->arena, &m->sights_of_dirs, map_key(env, dir), NULL);
	struct sight s = { .relative = true, .base = dir };
	struct str name;

	if (*row != 0)
		return m->sights.at[*row - 1];
	name = env_dir_name(m, env, dir);
	s.name = names_put(m->names, name);
	s.cut = (uint32_t)name.len;
	s.lookup = lookup_below(m, env, dir, STR(""));
	return settle(m, env, &s, row);
}

const struct sight *
sight_relative(struct model *m, env_id env, dir_id dir, struct str rest)
{
	env_id whole = m->env_infos.at[env].whole;
	const struct sight *from = sight_of_dir(m, env, dir);
	struct sight s;
	uint32_t *row;

	if (rest.len == 0)
		return from;
	row = map_put(
		m->arena, &m->sights_relative, map_key(from->row, names_put(m->names, rest)), NULL);
	if (*row != 0)
		return m->sights.at[*row - 1];
	s = *from;
	s.name = sight_join(m, from->name, rest);
	s.lookup = lookup_below(m, env, dir, rest);
	if (!s.lookup.whole && whole != env)
		look_at_all(&s, lookup_below(m, whole, dir, rest));
	/* A namespace package has more directories than this one. */
	if (!s.lookup.whole && m->dirs.at[dir].init == ID_NONE && from->name != NAME_NONE) {
		struct lookup named = lookup_absolute(m, env, text_of(m, s.name));

		if (named.whole)
			s.lookup = named;
	}
	return settle(m, env, &s, row);
}

/* Does the package bind the name itself? Then no folder of that name is meant. */
static bool
binds(const struct model *m, const struct sight *p, struct str name)
{
	if (p->lookup.found.module == ID_NONE)
		return false;
	const struct facts *facts = m->modules.at[p->lookup.found.module].facts;
	return facts_bound(facts, 0, name).count > 0;
}

/* In the environment itself, then among what is not there. */
static bool
look_below(struct model *m, env_id env, const struct sight *p, name_id name, struct sight *out)
{
	const env_id envs[2] = { env, m->env_infos.at[env].whole };
	const struct dir_ids dirs = p->lookup.found.dirs;

	for (uint32_t e = 0; e < (envs[0] == envs[1] ? 1 : countof(envs)); e++) {
		for (uint32_t d = 0; d < dirs.count; d++) {
			struct found found = lookup_in(m, envs[e], dirs.at[d], name);

			if (found.kind == FOUND_NOTHING ||
			    (found.kind == FOUND_NAMESPACE && binds(m, p, text_of(m, name))))
				continue;
			*out = *p;
			out->lookup = (struct lookup){ .found = found, .parts = 1, .whole = true };
			out->name = sight_join(m, p->name, text_of(m, name));
			out->not_shipped = e > 0;
			return true;
		}
	}
	return false;
}

const struct sight *
sight_submodule(struct model *m, env_id env, const struct sight *p, struct str text)
{
	name_id name = p->lookup.found.dirs.count > 0 ? names_find(m->names, text) : NAME_NONE;
	struct sight s;
	uint32_t *row;

	if (name == NAME_NONE)
		return NULL;
	if (p->row == 0)
		return look_below(m, env, p, name, &s) ? sight_keep(m, &s) : NULL;
	row = map_put(m->arena, &m->sights_below, map_key(p->row, name), NULL);
	if (*row == 0 && look_below(m, env, p, name, &s))
		return settle(m, env, &s, row);
	if (*row == 0)
		*row = ID_NONE;
	return *row != ID_NONE ? m->sights.at[*row - 1] : NULL;
}
