/*
 * rule.c - the catalogue's table and the ways to find a rule in it.
 */
#include "rules/rule.h"

#include "base/nearest.h"
#include "pages.inc"

const struct rule rules[RULE_COUNT] = {
#define RULE(id, ...) [RULE_##id] = { __VA_ARGS__, page_##id },
#include "rules.inc"
#undef RULE
};

static const struct {
	const char *id, *name;
} reserved[] = {
#define RESERVED(id, name) { id, name },
#include "reserved.inc"
#undef RESERVED
};

static const char *const prefixes[] = { "IMP", "REQ", "CLS", "PAT", "SRC", "SUP" };

/* Does s start with all of `start`, in any case? */
static bool
starts_like(const char *s, struct str start)
{
	for (size_t i = 0; i < start.len; i++)
		if (s[i] == '\0' || char_lower(s[i]) != char_lower(start.at[i]))
			return false;
	return true;
}

static bool
like(const char *s, struct str text)
{
	return strlen(s) == text.len && starts_like(s, text);
}

const struct rule *
rule_find(struct str id_or_name)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (like(rules[i].id, id_or_name) || like(rules[i].name, id_or_name))
			return &rules[i];
	return NULL;
}

static size_t
distance(const char *known, struct str word)
{
	return nearest_distance(str_of(known), word);
}

const struct rule *
rule_nearest(struct str id_or_name)
{
	const struct rule *nearest = NULL;
	size_t least = nearest_limit(id_or_name);

	for (size_t i = 0; i < RULE_COUNT; i++) {
		size_t by_name = distance(rules[i].name, id_or_name);
		/* Ids differ in a digit only: two away is another rule. */
		size_t by_id = distance(rules[i].id, id_or_name) == 1 ? 1 : least;
		size_t by = by_name < by_id ? by_name : by_id;

		if (by < least) {
			least = by;
			nearest = &rules[i];
		}
	}
	/* The first word of a name alone is half of it. */
	for (size_t i = 0; i < RULE_COUNT && nearest == NULL; i++) {
		struct str name = { rules[i].name, strcspn(rules[i].name, "-") };

		if (id_or_name.len > 3 && nearest_distance(name, id_or_name) <= 1)
			nearest = &rules[i];
	}
	return nearest;
}

bool
rule_select(struct str selector, bool on[RULE_COUNT])
{
	const struct rule *rule = rule_find(selector);
	bool all = like("ALL", selector), any = false;

	if (rule != NULL) {
		on[rule - rules] = true;
		return true;
	}
	for (size_t i = 0; i < RULE_COUNT && selector.len > 0; i++) {
		if (all || starts_like(rules[i].id, selector)) {
			on[i] = true;
			any = true;
		}
	}
	for (size_t i = 0; i < countof(prefixes); i++)
		any = any || like(prefixes[i], selector);
	return any;
}

bool
rule_reserved(struct str selector)
{
	for (size_t i = 0; i < countof(reserved) && selector.len > 0; i++)
		if (starts_like(reserved[i].id, selector) || like(reserved[i].name, selector))
			return true;
	return false;
}
