/*
 * outcomes.c - which modules are judged again, and what the next run is told.
 */
#include "classes/outcomes.h"

#include "base/err.h"
#include "base/file.h"
#include "classes/hierarchy.h"
#include "scan/cache_dir.h"

#define OUTCOMES_MAGIC "shojudg" /* and its NUL: eight bytes */
/* Raise it when what is written here changes. */
#define OUTCOMES_VERSION 1u
#define OUTCOMES_LIMIT   ((size_t)64 * 1024 * 1024)
/* So few modules are judged before such a file is written. */
#define FEW_MODULES 64

/* Behind it: the sums of all modules; for each and for `folders` (looks.h) where its rows begin, and where the last end;
 * the rows, modules from which a step leads to it; a byte for each module, whether it is always judged. */
struct outcomes_head {
	char magic[8];
	uint64_t key;
	uint64_t sum; /* of all behind it */
	uint64_t size;
	uint64_t project, rules, spent;
	uint32_t modules, steps;
	uint32_t version, unused;
};

/* The same in memory. */
struct told {
	const uint64_t *sums;
	const uint32_t *first, *from;
	const unsigned char *always;
};

static const char *
path_beside(struct arena *a, const char *path)
{
	return cache_beside(a, path, CACHE_JUDGED_SUFFIX);
}

static const struct outcomes_head *
head_of(struct str bytes)
{
	return (const struct outcomes_head *)(const void *)bytes.at;
}

static struct str
summed(struct str bytes)
{
	return str_from(bytes, offsetof(struct outcomes_head, size));
}

static size_t
size_of(uint64_t modules, uint64_t steps)
{
	return (size_t)(sizeof(struct outcomes_head) + modules * sizeof(uint64_t) +
	                (modules + 2 + steps) * sizeof(uint32_t) + modules);
}

static struct told
told_by(struct str bytes)
{
	const struct outcomes_head *h = head_of(bytes);
	const char *at = bytes.at + sizeof(*h);
	struct told told = { .sums = (const uint64_t *)(const void *)at };

	at += h->modules * sizeof(uint64_t);
	told.first = (const uint32_t *)(const void *)at;
	told.from = told.first + h->modules + 2;
	told.always = (const unsigned char *)(const void *)(told.from + h->steps);
	return told;
}

static bool
holds(struct str bytes, const struct outcomes *o)
{
	const struct outcomes_head *h = head_of(bytes);
	struct told told;

	if (bytes.len < sizeof(*h) || memcmp(h->magic, OUTCOMES_MAGIC, sizeof(h->magic)) != 0 ||
	    h->version != OUTCOMES_VERSION || h->key != o->key || h->size != bytes.len ||
	    h->modules != o->project->modules.count || h->rules != o->rules ||
	    bytes.len != size_of(h->modules, h->steps) || str_sum(summed(bytes)) != h->sum)
		return false;
	told = told_by(bytes);
	for (uint32_t i = 0; i <= h->modules; i++)
		if (told.first[i] > told.first[i + 1])
			return false;
	for (uint32_t i = 0; i < h->steps; i++)
		if (told.from[i] > h->modules)
			return false;
	return told.first[h->modules + 1] == h->steps && h->project == project_sum(o->project);
}

/* What the module says: its bytes, or why they could not be had. */
static uint64_t
sum_of(const struct project *p, module_id m)
{
	const struct scanned *file = &p->scan->files.at[p->modules.at[m].file];

	return file->sum != 0 ? file->sum : file->facts.problems.count;
}

/* Add all that leads to these. */
static void
add_leading(struct bits *to, struct arena *a, const uint32_t *first, const uint32_t *from,
            uint32_t modules)
{
	uint32_t *queue = arena_array(a, uint32_t, (size_t)modules + 1), count = 0;

	for (uint32_t i = 0; bits_next(to, &i); i++)
		queue[count++] = i;
	for (uint32_t at = 0; at < count; at++)
		for (uint32_t i = first[queue[at]]; i < first[queue[at] + 1]; i++)
			if (bits_add(to, from[i]))
				queue[count++] = from[i];
}

/* Which modules have to be judged. */
static void
choose(struct outcomes *o)
{
	struct told told = told_by(o->known);
	uint32_t modules = o->project->modules.count;

	o->again = bits_new(o->arena, modules + 1);
	for (module_id m = 0; m < modules; m++)
		if (o->sums[m] != told.sums[m])
			(void)bits_add(&o->again, m);
	o->fresh = bits_count(&o->again) > 0;
	if (o->fresh)
		add_leading(&o->again, o->arena, told.first, told.from, modules);
	for (module_id m = 0; m < modules; m++)
		if (told.always[m])
			(void)bits_add(&o->again, m);
	o->count = bits_count(&o->again);
}

void
outcomes_open(struct outcomes *o)
{
	const struct project *p = o->project;
	struct str bytes;

	o->known = STR("");
	if (p->installed != NULL || p->scan->texts.count > 0 || o->rules == 0 ||
	    p->modules.count < FEW_MODULES || classes_are_library(p))
		o->path = NULL;
	if (o->path == NULL)
		return;
	o->looks = arena_array(o->arena, struct looks, o->parts);
	o->sums = arena_array(o->arena, uint64_t, p->modules.count);
	for (module_id m = 0; m < p->modules.count; m++)
		o->sums[m] = sum_of(p, m);
	if (!file_map_own(o->arena, path_beside(o->arena, o->path), OUTCOMES_LIMIT, &bytes) ||
	    !holds(bytes, o))
		return;
	o->known = bytes;
	choose(o);
}

struct looks *
outcomes_looks(const struct outcomes *o, uint32_t part)
{
	return o->path != NULL ? &o->looks[part] : NULL;
}

bool
outcomes_want_any(const struct outcomes *o, module_id first, module_id end)
{
	return o->known.len == 0 || (bits_next(&o->again, &first) && first < end);
}

uint32_t
outcomes_count(const struct outcomes *o)
{
	if (o->rules == 0)
		return 0;
	return o->known.len > 0 ? o->count : o->project->modules.count;
}

/* All steps that are known: those of this run, and of what is as it was. */
static struct looks
all_steps(const struct outcomes *o)
{
	struct looks all;
	struct told told;

	looks_open(&all, o->project->modules.count);
	for (uint32_t i = 0; i < o->parts; i++) {
		const struct looks *one = &o->looks[i];

		for (uint32_t k = 0; k < one->steps.count; k++)
			looks_add(&all, one->steps.at[k].from, one->steps.at[k].to);
		if (one->last == NULL)
			continue;
		bits_unite(&all.turns, &one->turns);
		bits_unite(&all.found, &one->found);
		all.spent += one->spent;
	}
	if (o->known.len == 0)
		return all;
	told = told_by(o->known);
	all.spent += head_of(o->known)->spent;
	for (uint32_t to = 0; to <= all.modules; to++)
		for (uint32_t i = told.first[to]; i < told.first[to + 1]; i++)
			if (told.from[i] == all.modules ||
			    o->sums[told.from[i]] == told.sums[told.from[i]])
				looks_add(&all, told.from[i], to);
	return all;
}

/* By what they lead to: first[to] and on. */
static uint32_t *
sort_steps(const struct looks *all, struct arena *a, uint32_t **from)
{
	uint32_t *first = arena_array(a, uint32_t, (size_t)all->modules + 3);

	*from = arena_array(a, uint32_t, (size_t)all->steps.count + 1);
	for (uint32_t i = 0; i < all->steps.count; i++)
		first[all->steps.at[i].to + 2]++;
	for (uint32_t i = 2; i <= all->modules + 2; i++)
		first[i] += first[i - 1];
	for (uint32_t i = 0; i < all->steps.count; i++)
		(*from)[first[all->steps.at[i].to + 1]++] = all->steps.at[i].from;
	return first;
}

static void
write(const struct outcomes *o, const struct looks *all, const uint32_t *first,
      const uint32_t *from, const struct bits *always)
{
	struct buf bytes = { 0 };
	struct arena scratch = { 0 };
	struct err ignored;
	struct outcomes_head head = {
		.magic = OUTCOMES_MAGIC,
		.key = o->key,
		.size = size_of(all->modules, all->steps.count),
		.project = project_sum(o->project),
		.rules = o->rules,
		.spent = all->spent,
		.modules = all->modules,
		.steps = all->steps.count,
		.version = OUTCOMES_VERSION,
	};

	if (head.size <= OUTCOMES_LIMIT && cache_dir_make(o->path)) {
		buf_put(&bytes, &head, sizeof(head));
		buf_put(&bytes, o->sums, all->modules * sizeof(*o->sums));
		buf_put(&bytes, first, ((size_t)all->modules + 2) * sizeof(*first));
		buf_put(&bytes, from, all->steps.count * sizeof(*from));
		for (module_id m = 0; m < all->modules; m++)
			buf_char(&bytes, (char)bits_has(always, m));
		head.sum = str_sum(summed(buf_text(&bytes)));
		memcpy(bytes.at, &head, sizeof(head));
		(void)file_replace(path_beside(&scratch, o->path), buf_text(&bytes), &ignored);
	}
	buf_release(&bytes);
	arena_release(&scratch);
}

static void
forget(const struct outcomes *o)
{
	struct arena scratch = { 0 };
	struct err ignored;

	(void)file_remove(path_beside(&scratch, o->path), &ignored);
	arena_release(&scratch);
}

/* Is there a module that has to be judged after all? */
static bool
lacks_any(const struct outcomes *o, const struct bits *leading)
{
	uint32_t m = 0;

	return o->known.len > 0 && bits_next_only(leading, &o->again, &m);
}

static void
release(struct outcomes *o)
{
	for (uint32_t i = 0; i < o->parts; i++)
		looks_release(&o->looks[i]);
}

/* Did anything happen that decides whether what is known is enough? */
static bool
any_turns(const struct outcomes *o)
{
	uint64_t spent = head_of(o->known)->spent;
	bool any = false;

	for (uint32_t i = 0; i < o->parts; i++) {
		spent += o->looks[i].spent;
		any = any || (o->looks[i].last != NULL && bits_count(&o->looks[i].turns) > 0);
	}
	return any || spent > LOOKS_SPENT_LIMIT;
}

bool
outcomes_keep(struct outcomes *o)
{
	struct arena scratch = { 0 };
	uint32_t *first, *from;
	struct looks all;
	bool enough, known = o->known.len > 0;

	if (o->path == NULL || (known && o->count == 0))
		return true;
	if (known && !o->fresh && !any_turns(o)) {
		release(o);
		return true;
	}
	all = all_steps(o);
	first = sort_steps(&all, &scratch, &from);
	add_leading(&all.turns, &scratch, first, from, all.modules);
	enough = all.spent <= LOOKS_SPENT_LIMIT && !lacks_any(o, &all.turns);
	bits_unite(&all.found, &all.turns);
	if (enough && (!known || o->fresh))
		write(o, &all, first, from, &all.found);
	else if (!enough)
		forget(o);
	release(o);
	looks_release(&all);
	arena_release(&scratch);
	o->known = known && !enough ? STR("") : o->known;
	return enough || !known;
}
