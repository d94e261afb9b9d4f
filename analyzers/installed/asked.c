/*
 * asked.c - the questions of which the answers are remembered, one at a time.
 */
#include "installed/inside.h"

/* Nobody else asks until it is unlocked. It cannot fail: the lock is a plain one, and no answer asks. */
static void
lock(struct installed *env)
{
	(void)pthread_mutex_lock(&env->turn);
}

static void
unlock(struct installed *env)
{
	(void)pthread_mutex_unlock(&env->turn);
}

bool
installed_has(struct installed *env, struct str dist)
{
	lock(env);
	bool answer = dist_is_there(env, dist);
	unlock(env);
	return answer;
}

struct str
installed_version(struct installed *env, struct str dist)
{
	lock(env);
	struct str answer = dist_version(env, dist);
	unlock(env);
	return answer;
}

struct strs
installed_dists_of(struct installed *env, struct str dotted)
{
	lock(env);
	struct strs answer = owners_of(env, dotted);
	unlock(env);
	return answer;
}

bool
installed_requires(
	struct installed *env, struct str item, unsigned first, unsigned last, struct strs *out)
{
	lock(env);
	bool answer = metadata_requires(env, item, first, last, out);
	unlock(env);
	return answer;
}

struct strs
installed_commands(struct installed *env, struct str dist)
{
	lock(env);
	struct strs answer = points_commands(env, dist);
	unlock(env);
	return answer;
}

struct strs
installed_tops(struct installed *env, struct str dist)
{
	lock(env);
	struct strs answer = owners_tops(env, dist);
	unlock(env);
	return answer;
}

struct strs
installed_plugs(struct installed *env, struct str dist)
{
	lock(env);
	struct strs answer = points_plugs(env, dist);
	unlock(env);
	return answer;
}

const struct installed_module *
installed_find(struct installed *env, struct str dotted)
{
	lock(env);
	const struct installed_module *answer = module_shown(env, dotted);
	unlock(env);
	return answer;
}

const struct facts *
installed_facts(struct installed *env, const struct installed_module *m)
{
	lock(env);
	const struct facts *answer = module_facts(env, m);
	unlock(env);
	return answer;
}

bool
installed_source(struct installed *env, struct str dotted, struct buf *text)
{
	struct str read = STR("");

	lock(env);
	bool there = module_source(env, dotted, &read);
	buf_clear(text);
	buf_str(text, read);
	unlock(env);
	return there;
}
