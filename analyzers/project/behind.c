/*
 * behind.c - what makes an image besides its Dockerfile: the one of the image that it starts from, scripts, and rules of
 * Makefiles that it runs.
 */
#include "base/hash.h"
#include "project/images.h"
#include "project/model.h"

/* Files and rules that are followed for one image. */
#define PARTS_MOST 100

VEC(image_part_vec, struct image_part);

static void
add(struct model *m, file_id file, uint32_t row, struct image_part part)
{
	uint32_t *first = map_put(m->arena, &m->behind, map_key(file, row), NULL);

	*vec_push(m->arena, &m->behind_rows) = (struct behind){ part, *first };
	*first = m->behind_rows.count;
}

void
behind_add(struct model *m, file_id file, uint32_t row, file_id other)
{
	if (map_find(&m->behind, map_key(file, row)) == NULL)
		add(m, file, row, (struct image_part){ other, 0, UINT32_MAX });
}

/* A rule of a Makefile. */
struct recipe {
	const struct fact_directive *target;
	uint32_t end; /* the byte at which the next one starts */
	bool taken;
};

/* It makes something of that name; as another one may. */
struct making {
	uint32_t rule;
	uint32_t next; /* with the same name, as number + 1 */
};

VEC(recipe_vec, struct recipe);
VEC(making_vec, struct making);
VEC(recipe_numbers, uint32_t);

struct makefile {
	struct arena *a;
	const struct facts *facts;
	struct recipe_vec rules;
	struct making_vec makings;
	struct map by_name;          /* hash of a name → the first of makings + 1 */
	struct recipe_numbers queue; /* rules to be followed */
};

static void
read_rules(struct makefile *k)
{
	for (uint32_t i = 0; i < k->facts->directives.count; i++) {
		const struct fact_directive *d = &k->facts->directives.at[i];
		struct str rest = facts_text(k->facts, d->key), name;

		if (d->kind != DIRECTIVE_TARGET)
			continue;
		if (k->rules.count > 0)
			k->rules.at[k->rules.count - 1].end = d->span.start;
		*vec_push(k->a, &k->rules) = (struct recipe){ .target = d, .end = UINT32_MAX };
		while (str_cut(&rest, '\n', &name)) {
			uint32_t *first = map_put(k->a, &k->by_name, str_hash(name), NULL);

			*vec_push(k->a, &k->makings) =
				(struct making){ k->rules.count - 1, *first };
			*first = k->makings.count;
		}
	}
}

/* Have the rules followed that make it; false: there is none. */
static bool
want(struct makefile *k, struct str name)
{
	const uint32_t *first = map_find(&k->by_name, str_hash(name));

	for (uint32_t n = first != NULL ? *first : 0; n > 0; n = k->makings.at[n - 1].next) {
		struct recipe *rule = &k->rules.at[k->makings.at[n - 1].rule];

		if (!rule->taken)
			*vec_push(k->a, &k->queue) = k->makings.at[n - 1].rule;
		rule->taken = true;
	}
	return first != NULL;
}

/* What make makes when it is not told: what the first rule does. */
static struct str
first_target(const struct makefile *k)
{
	for (uint32_t i = 0; i < k->rules.count; i++) {
		struct str rest = facts_text(k->facts, k->rules.at[i].target->key), name;

		if (str_cut(&rest, '\n', &name) && name.len > 0 && name.at[0] != '.')
			return name;
	}
	return STR("");
}

bool
behind_add_script(struct model *m, file_id file, uint32_t row, file_id script)
{
	const struct facts *f = &m->scan->files.at[file].facts;
	struct makefile k = { .a = &m->scratch, .facts = &m->scan->files.at[script].facts };
	struct str targets = facts_text(f, f->directives.at[row].key), need;
	bool all = true;

	if (map_find(&m->behind, map_key(file, row)) != NULL)
		return true;
	if (!str_cut(&targets, '\n', &need)) {
		behind_add(m, file, row, script);
		return true;
	}
	read_rules(&k);
	if (targets.len == 0)
		targets = first_target(&k);
	all = targets.len > 0;
	while (str_cut(&targets, '\n', &need))
		all = want(&k, need) && all;
	for (uint32_t q = 0; q < k.queue.count; q++) {
		const struct recipe rule = k.rules.at[k.queue.at[q]];
		struct str needs = facts_text(k.facts, rule.target->value);

		if (all)
			add(m, file, row,
			    (struct image_part){ script, rule.target->span.start, rule.end });
		while (str_cut(&needs, '\n', &need))
			(void)want(&k, need);
	}
	arena_reset(&m->scratch);
	return all;
}

static bool
is_known(const struct image_part_vec *parts, const struct image_part *part)
{
	for (uint32_t i = 0; i < parts->count; i++)
		if (parts->at[i].file == part->file && parts->at[i].start == part->start)
			return true;
	return false;
}

/* The parts behind a row, as the number of the first of model.behind_rows; 0: none. */
static uint32_t
behind_of(const struct model *m, file_id file, uint32_t row)
{
	const uint32_t *first = map_find(&m->behind, map_key(file, row));

	return first != NULL ? *first : 0;
}

bool
project_leads(const struct project *p, file_id file, uint32_t row)
{
	return behind_of(p->model, file, row) != 0;
}

bool
image_part_has(const struct image_part *part, const struct span *span)
{
	return span->start >= part->start && span->start < part->end;
}

bool
behind_has(const struct model *m, file_id file, uint32_t row, const struct span *span)
{
	for (uint32_t n = behind_of(m, file, row); n > 0; n = m->behind_rows.at[n - 1].next)
		if (image_part_has(&m->behind_rows.at[n - 1].part, span))
			return true;
	return false;
}

struct image_parts
project_image(const struct project *p, struct arena *a, file_id dockerfile)
{
	const struct model *m = p->model;
	struct image_part_vec parts = { 0 };

	*vec_push(a, &parts) = (struct image_part){ dockerfile, 0, UINT32_MAX };
	for (uint32_t i = 0; i < parts.count && m->behind_rows.count > 0; i++) {
		const struct image_part at = parts.at[i];
		const struct fact_directives rows = m->scan->files.at[at.file].facts.directives;

		for (uint32_t d = 0; d < rows.count; d++) {
			uint32_t n = image_part_has(&at, &rows.at[d].span)
			                     ? behind_of(m, at.file, d)
			                     : 0;

			for (; n > 0 && parts.count < PARTS_MOST; n = m->behind_rows.at[n - 1].next)
				if (!is_known(&parts, &m->behind_rows.at[n - 1].part))
					*vec_push(a, &parts) = m->behind_rows.at[n - 1].part;
		}
	}
	return (struct image_parts){ parts.at, parts.count };
}
