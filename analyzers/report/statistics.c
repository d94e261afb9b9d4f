/*
 * statistics.c - how many findings each rule has, the most first.
 */
#include "base/json.h"
#include "findings/fix.h"
#include "report/formats.h"
#include "report/show.h"

#include <stdlib.h>

struct count {
	enum rule_id rule;
	uint32_t findings, fixable;
	bool error; /* one of them is */
};

/* By number, then by id. */
static int
order_counts(const void *a, const void *b)
{
	const struct count *x = a, *y = b;

	if (x->findings != y->findings)
		return x->findings < y->findings ? 1 : -1;
	return strcmp(rules[x->rule].id, rules[y->rule].id);
}

static void
count_findings(const struct report *r, struct count counts[RULE_COUNT])
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		counts[i] = (struct count){ .rule = (enum rule_id)i };
	for (uint32_t i = 0; i < r->settled.list.count; i++) {
		const struct finding *finding = &r->settled.list.at[i];
		struct count *count = &counts[finding->rule];

		count->findings++;
		count->fixable += fix_is_offered(finding);
		count->error |= finding->severity == SEVERITY_ERROR;
	}
	qsort(counts, RULE_COUNT, sizeof(*counts), order_counts);
}

void
statistics_write(const struct report *r, struct buf *out)
{
	struct count counts[RULE_COUNT];
	int width = 0;

	count_findings(r, counts);
	for (size_t i = 0; i < RULE_COUNT && counts[i].findings > 0; i++)
		if (width < (int)strlen(rules[counts[i].rule].name))
			width = (int)strlen(rules[counts[i].rule].name);
	for (size_t i = 0; i < RULE_COUNT && counts[i].findings > 0; i++) {
		const struct rule *rule = &rules[counts[i].rule];

		buf_printf(out, "%6u  %s  ", (unsigned)counts[i].findings, rule->id);
		show_paint(out, r->color, counts[i].error ? PAINT_ERROR : PAINT_WARNING);
		buf_printf(out, "%s", rule->name);
		show_paint(out, r->color, PAINT_NONE);
		if (counts[i].fixable > 0)
			buf_printf(out, "%*s  [*] %u fixable", width - (int)strlen(rule->name), "",
			           (unsigned)counts[i].fixable);
		buf_char(out, '\n');
	}
}

void
statistics_put(const struct report *r, struct json *j)
{
	struct count counts[RULE_COUNT];

	count_findings(r, counts);
	json_key(j, "statistics");
	json_array(j);
	for (size_t i = 0; i < RULE_COUNT && counts[i].findings > 0; i++) {
		json_object(j);
		json_key(j, "rule");
		json_text(j, rules[counts[i].rule].id);
		json_key(j, "name");
		json_text(j, rules[counts[i].rule].name);
		json_put_uint(j, "count", counts[i].findings);
		json_put_uint(j, "fixable", counts[i].fixable);
		json_object_end(j);
	}
	json_array_end(j);
}
