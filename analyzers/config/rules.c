/*
 * rules.c - the `rules` map: severities, and paths in which a rule finds nothing.
 */
#include "base/arena.h"
#include "config/schema.h"

static const char *const called[] = { "a rule's settings" };

#define AT(field) offsetof(struct rule_config, field)

static const struct key keys[] = {
	{ .name = "severity",
	  .read = read_severity,
	  .to = AT(severity),
	  .given = GIVEN(struct rule_config, set),
	  .kind = "a string",
	  .says = "error, warning or off; by default what `shoring rules` lists",
	  .example = "severity: warning" },
	{ .name = "exclude",
	  .read = read_path_globs,
	  .to = AT(exclude),
	  .kind = "a list of path patterns",
	  .says = "files in which the rule finds nothing",
	  .example = "exclude: [\"tools/**\"]" },
};

const struct section section_rules = { called, keys, countof(keys), NULL };

/* Does the contract promise a rule of that id or name? A prefix of ids is none here. */
static bool
is_promised(struct str key)
{
	return key.len >= strlen("IMP001") && rule_reserved(key);
}

static void
unknown_rule(struct reading *r, const struct doc *item)
{
	const struct rule *nearest;

	if (!complaint_counts(r, item->key_place))
		return;
	nearest = rule_nearest(item->key);
	if (nearest != NULL)
		complain(r, item->key_place, "unknown rule `" STR_FMT "`; did you mean `%s`?",
		         STR_ARG(item->key), nearest->name);
	else
		complain(r, item->key_place,
		         "unknown rule `" STR_FMT "`; `shoring rules` lists them",
		         STR_ARG(item->key));
}

static void
read_rule(struct reading *r, const struct doc *item, struct rule_config *out)
{
	struct key key = keys[0];

	if (item->kind == DOC_MAP) {
		section_read(r, &section_rules, 0, item, out);
		return;
	}
	key.name = arena_printf(r->arena, STR_FMT, STR_ARG(item->key));
	key.kind = "error, warning, off or a map";
	if (item->kind != DOC_STRING) {
		complain_kind(r, &key, item);
		return;
	}
	out->set = true;
	read_severity(r, &key, item, &out->severity);
}

void
read_rules(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct config *config = to;
	uint32_t lines[RULE_COUNT] = { 0 };

	if (value->kind != DOC_MAP) {
		complain_kind(r, key, value);
		return;
	}
	for (uint32_t i = 0; i < value->count; i++) {
		const struct doc *item = value->items[i];
		const struct rule *rule = rule_find(item->key);
		struct rule_config later = { 0 };

		if (rule == NULL) {
			if (is_promised(item->key))
				read_rule(r, item, &later);
			else
				unknown_rule(r, item);
			continue;
		}
		if (lines[rule - rules] != 0)
			complain(r, item->key_place,
			         "rule `%s` is there twice; the first is on line %u", rule->name,
			         (unsigned)lines[rule - rules]);
		lines[rule - rules] = item->key_place.line;
		read_rule(r, item, &config->rules[rule - rules]);
	}
}
