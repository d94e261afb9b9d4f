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

/* Does "`service`" stand at the start of the text? */
static bool
names_service(struct str text, struct str service)
{
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

static void
gather(struct arena *a, struct finding_list list, uint32_t first, bool *done, struct entry *out)
{
	const struct finding *finding = &list.at[first];
	struct service_rows services = { 0 };
	struct ref_rows all = { 0 };

	for (uint32_t i = first; i < list.count && same_place(finding, &list.at[i]); i++) {
		struct str service = list.at[i].service;
		bool again = services.count > 0 && str_eq(services.at[services.count - 1], service);

		if (done[i] || again || !same_fact(finding, &list.at[i]))
			continue;
		done[i] = true;
		*vec_push(a, &all) = &list.at[i];
		if (service.len > 0)
			*vec_push(a, &services) = service;
	}
	if (services.count == 1 && mentions(finding->message, finding->service))
		services.count = 0;
	out->services = (struct strs){ services.at, services.count };
	out->all = (struct finding_refs){ all.at, all.count };
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
	bool *done = arena_array(a, bool, list.count);

	for (uint32_t i = 0; i < list.count; i++) {
		struct entry entry = { .finding = &list.at[i] };

		if (done[i])
			continue;
		if (rules[list.at[i].rule].by_service)
			gather(a, list, i, done, &entry);
		else
			stand_alone(a, &entry);
		*vec_push(a, &entries) = entry;
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
		show_str(out, entry->services.at[i]);
	}
}

void
fold_sentence(struct buf *out, const struct entry *entry)
{
	buf_str(out, entry->finding->message);
	for (uint32_t i = 0; i < entry->services.count; i++) {
		buf_str(out, i > 0 ? STR(", ") : STR(" (in "));
		buf_str(out, entry->services.at[i]);
	}
	buf_str(out, entry->services.count > 0 ? STR(")") : STR(""));
}
