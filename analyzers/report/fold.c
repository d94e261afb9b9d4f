/*
 * fold.c - puts findings together that differ in the service alone.
 */
#include "report/fold.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "report/show.h"

VEC(entry_rows, struct entry);
VEC(service_rows, struct str);
VEC(cause_rows, struct cause);
VEC(ref_rows, const struct finding *);

/* Does "`service`" stand at the start of the text, or what else it is called? */
static bool
names_service(struct str text, struct str service)
{
	if (!str_eq(finding_service(service), service))
		return str_starts(text, finding_service(service));
	return text.len >= service.len + 2 && text.at[0] == '`' &&
	       str_starts((struct str){ text.at + 1, text.len - 1 }, service) &&
	       text.at[service.len + 1] == '`';
}

static bool
same_place(const struct finding *a, const struct finding *b)
{
	return a->rule == b->rule && str_eq(a->file, b->file) && a->span.line == b->span.line &&
	       a->span.col == b->span.col;
}

/* Messages do not count: they name the service and what it has. */
static bool
same_fact(const struct finding *a, const struct finding *b)
{
	return str_eq(a->module, b->module) && str_eq(a->distribution, b->distribution) &&
	       str_eq(a->class, b->class);
}

/* Does the text name the service? */
static bool
mentions(struct str text, struct str service)
{
	for (; text.len > 0; text = (struct str){ text.at + 1, text.len - 1 })
		if (names_service(text, service))
			return true;
	return false;
}

/* An entry that is being put together. */
struct gathered {
	struct service_rows services;
	struct ref_rows all;
};

VEC(gathered_rows, struct gathered);

static uint64_t
fact_hash(const struct finding *f)
{
	return (str_hash(f->module) * 31 + str_hash(f->distribution)) * 31 + str_hash(f->class);
}

/* May the finding join them? One service has a fact once. */
static bool
may_join(const struct gathered *g, const struct finding *finding)
{
	bool again = g->services.count > 0 &&
	             str_eq(g->services.at[g->services.count - 1], finding->service);

	return !again && same_fact(g->all.at[0], finding);
}

/* Of those of one place the one that the finding joins; a new one if there is none. */
static struct gathered *
gathered_for(struct arena *a, struct map *facts, struct gathered_rows *rows,
             const struct finding *finding)
{
	for (uint64_t key = fact_hash(finding);; key++) {
		bool fresh;
		uint32_t *row = map_put(a, facts, key, &fresh);

		if (fresh) {
			*row = rows->count;
			return vec_push(a, rows);
		}
		if (may_join(&rows->at[*row], finding))
			return &rows->at[*row];
	}
}

/* The first of the gravest: what is a warning in one service may be an error in another. */
static const struct finding *
gravest(const struct gathered *g)
{
	const struct finding *best = g->all.at[0];

	for (uint32_t i = 1; i < g->all.count; i++)
		if (g->all.at[i]->severity > best->severity)
			best = g->all.at[i];
	return best;
}

/* Entries of findings [first, end), which have one place. */
static void
gather(struct arena *a, struct finding_list list, uint32_t first, uint32_t end,
       struct entry_rows *entries)
{
	struct gathered_rows rows = { 0 };
	struct map facts = { 0 };

	for (uint32_t i = first; i < end; i++) {
		struct gathered *g = gathered_for(a, &facts, &rows, &list.at[i]);

		*vec_push(a, &g->all) = &list.at[i];
		if (list.at[i].service.len > 0)
			*vec_push(a, &g->services) = list.at[i].service;
	}
	for (uint32_t i = 0; i < rows.count; i++) {
		struct gathered *g = &rows.at[i];
		const struct finding *finding = gravest(g);

		if (g->services.count == 1 && mentions(finding->message, finding->service))
			g->services.count = 0;
		*vec_push(a, entries) = (struct entry){
			.finding = finding,
			.services = { g->services.at, g->services.count },
			.all = { g->all.at, g->all.count },
		};
	}
}

/* An entry of one finding, which rules that ask for no service have. */
static void
stand_alone(struct arena *a, struct entry *out)
{
	struct ref_rows all = { 0 };

	*vec_push(a, &all) = out->finding;
	out->all = (struct finding_refs){ all.at, all.count };
}

struct entries
fold(struct arena *a, struct finding_list list)
{
	struct entry_rows entries = { 0 };

	for (uint32_t i = 0, end; i < list.count; i = end) {
		end = i + 1;
		if (!rules[list.at[i].rule].by_service) {
			struct entry entry = { .finding = &list.at[i] };

			stand_alone(a, &entry);
			*vec_push(a, &entries) = entry;
			continue;
		}
		while (end < list.count && same_place(&list.at[i], &list.at[end]))
			end++;
		gather(a, list, i, end, &entries);
	}
	return (struct entries){ entries.at, entries.count };
}

static bool
same_services(const struct entry *a, const struct entry *b)
{
	bool same = a->all.count == b->all.count;

	for (uint32_t i = 0; i < a->all.count && same; i++)
		same = str_eq(a->all.at[i]->service, b->all.at[i]->service);
	return same;
}

/* May several entries of the rule have one cause? */
static bool
may_share(enum rule_id rule)
{
	return rules[rule].by_service || rule == RULE_REQ002 || rule == RULE_REQ009;
}

/* A distribution is missing for one reason in all services; a module of one name may be another
 * one in each. */
static bool
same_cause(const struct entry *a, const struct entry *b)
{
	const struct finding *x = a->finding, *y = b->finding;

	if (x->rule != y->rule || x->severity != y->severity || !may_share(x->rule))
		return false;
	if (x->distribution.len > 0)
		return str_eq(x->distribution, y->distribution);
	return str_eq(x->module, y->module) && same_services(a, b);
}

static uint64_t
cause_hash(const struct entry *entry)
{
	const struct finding *f = entry->finding;
	bool distribution = f->distribution.len > 0;

	return str_hash(distribution ? f->distribution : f->module) * 31 + f->rule * 2 +
	       (f->severity == SEVERITY_ERROR) +
	       (distribution ? 0 : str_hash(f->service) * 7 + entry->all.count);
}

struct causes
fold_causes(struct arena *a, struct entries entries)
{
	static const enum severity order[] = { SEVERITY_ERROR, SEVERITY_WARNING };
	struct cause_rows causes = { 0 };
	struct map by_hash = { 0 };

	for (size_t o = 0; o < countof(order); o++)
		for (uint32_t i = 0; i < entries.count; i++) {
			const struct entry *entry = &entries.at[i];
			bool fresh;

			if (entry->finding->severity != order[o])
				continue;
			uint32_t *at = map_put(a, &by_hash, cause_hash(entry), &fresh);
			if (fresh || !same_cause(causes.at[*at].at[0], entry)) {
				*at = causes.count;
				*vec_push(a, &causes) = (struct cause){ 0 };
			}
			*vec_push(a, &causes.at[*at]) = entry;
		}
	return (struct causes){ causes.at, causes.count };
}

void
fold_services(struct buf *out, const struct entry *entry)
{
	for (uint32_t i = 0; i < entry->services.count; i++) {
		buf_str(out, i > 0 ? STR(", ") : STR(""));
		show_str(out, finding_service(entry->services.at[i]));
	}
}

void
fold_sentence(struct buf *out, const struct entry *entry)
{
	buf_str(out, entry->finding->message);
	for (uint32_t i = 0; i < entry->services.count; i++) {
		buf_str(out, i > 0 ? STR(", ") : STR(" (in "));
		buf_str(out, finding_service(entry->services.at[i]));
	}
	buf_str(out, entry->services.count > 0 ? STR(")") : STR(""));
}
