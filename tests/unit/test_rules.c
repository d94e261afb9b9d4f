/*
 * test_rules.c - finding rules by id, name and prefix.
 */
#include "rules/rule.h"
#include "test.h"

static void
the_table_is_in_order(struct test *t)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		EXPECT(i == 0 || strcmp(rules[i - 1].id, rules[i].id) < 0);
		EXPECT(strncmp(rules[i].page, "## What it finds\n", 17) == 0);
		EXPECT(rules[i].severity != SEVERITY_OFF);
	}
	EXPECT_TEXT(rules[RULE_IMP001].name, "forbidden-import");
	EXPECT(rules[RULE_IMP008].by_service && !rules[RULE_IMP001].by_service);
	EXPECT_INT(rules[RULE_IMP010].severity, SEVERITY_WARNING);
	EXPECT_INT(rules[RULE_SUP001].fixable, FIX_SAFE);
}

static void
a_rule_has_an_id_and_a_name(struct test *t)
{
	EXPECT(rule_find(STR("IMP001")) == &rules[RULE_IMP001]);
	EXPECT(rule_find(STR("imp001")) == &rules[RULE_IMP001]);
	EXPECT(rule_find(STR("Missing-Module")) == &rules[RULE_IMP005]);
	EXPECT(rule_find(STR("IMP")) == NULL);
	EXPECT(rule_find(STR("missing-modul")) == NULL);
	EXPECT(rule_find(STR("missing-modules")) == NULL);
	EXPECT(rule_find(STR("")) == NULL);
}

static void
the_nearest_is_near(struct test *t)
{
	EXPECT(rule_nearest(STR("forbiden-import")) == &rules[RULE_IMP001]);
	EXPECT(rule_nearest(STR("unused-supression")) == &rules[RULE_SUP001]);
	EXPECT(rule_nearest(STR("SRC0001")) == &rules[RULE_SRC001]);
	EXPECT(rule_nearest(STR("no-such-thing-at-all")) == NULL);
	EXPECT(rule_nearest(STR("")) == NULL);
	EXPECT(rule_nearest(STR("a-name-that-is-much-longer-than-any-name-of-a-rule-is")) == NULL);
}

static unsigned
selected(const char *selector, bool *known)
{
	bool on[RULE_COUNT] = { false };
	unsigned count = 0;

	*known = rule_select(str_of(selector), on);
	for (size_t i = 0; i < RULE_COUNT; i++)
		count += on[i];
	return count;
}

static void
a_selector_is_an_id_a_name_or_a_prefix(struct test *t)
{
	bool known;

	EXPECT_INT(selected("ALL", &known), RULE_COUNT);
	EXPECT(known);
	EXPECT_INT(selected("src", &known), 2);
	EXPECT(known);
	EXPECT_INT(selected("IMP01", &known), 1);
	EXPECT(known);
	EXPECT_INT(selected("forbidden-import", &known), 1);
	EXPECT(known);
	EXPECT_INT(selected("forbidden", &known), 0);
	EXPECT(!known);
	EXPECT_INT(selected("IMP999", &known), 0);
	EXPECT(!known);
	EXPECT_INT(selected("", &known), 0);
	EXPECT(!known);
}

static void
prefixes_of_the_contract_are_known(struct test *t)
{
	static const char *const prefixes[] = { "IMP", "REQ", "CLS", "PAT", "SRC", "SUP", "req" };
	bool known;

	for (size_t i = 0; i < countof(prefixes); i++) {
		selected(prefixes[i], &known);
		EXPECT(known);
	}
}

static void
a_promised_rule_is_reserved(struct test *t)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		EXPECT(!rule_reserved(str_of(rules[i].id)));
		EXPECT(!rule_reserved(str_of(rules[i].name)));
	}
	EXPECT(!rule_reserved(STR("no-such-rule")));
	EXPECT(!rule_reserved(STR("")));
}

TEST_MAIN(CASE(the_table_is_in_order), CASE(a_rule_has_an_id_and_a_name), CASE(the_nearest_is_near),
          CASE(a_selector_is_an_id_a_name_or_a_prefix), CASE(prefixes_of_the_contract_are_known),
          CASE(a_promised_rule_is_reserved))
