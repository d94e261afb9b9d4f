/*
 * completing.c - reads off the tables of options and commands what may stand where.
 */
#include "hooks/completing.h"

#include "report/report.h"
#include "rules/rule.h"

static bool
is(const char *left, const char *right)
{
	return strcmp(left, right) == 0;
}

enum completes
completing_value(const struct option *o)
{
	if (o->value == NULL)
		return COMPLETES_NOTHING;
	if (is(o->value, "FILE"))
		return COMPLETES_FILE;
	if (is(o->value, "LIST"))
		return COMPLETES_RULES;
	if (is(o->value, "SERVICE"))
		return COMPLETES_SERVICE;
	return is(o->value, "FORMAT") || is(o->value, "WHEN") ? COMPLETES_WORDS : COMPLETES_NOTHING;
}

enum completes
completing_operand(const struct command *c)
{
	if (strchr(c->operands, '|') != NULL)
		return COMPLETES_WORDS;
	if (strstr(c->operands, "SERVICE") != NULL)
		return COMPLETES_SERVICE;
	if (strstr(c->operands, "RULE") != NULL)
		return COMPLETES_RULE;
	return strstr(c->operands, "PATH") != NULL || strstr(c->operands, "FILE") != NULL
	               ? COMPLETES_FILE
	               : COMPLETES_NOTHING;
}

/* Words with any of the separators between them. */
static void
put_words(struct buf *out, const char *words, const char *separators)
{
	bool first = true;

	while (*words != '\0') {
		size_t len = strcspn(words, separators);

		if (len > 0) {
			buf_printf(out, "%s%.*s", first ? "" : " ", (int)len, words);
			first = false;
		}
		words += len + (words[len] != '\0');
	}
}

void
completing_words(struct buf *out, const struct command *c, const struct option *o)
{
	struct buf names = { 0 };

	if (o == NULL) {
		put_words(out, c->operands, "|[]. ");
	} else if (is(o->value, "WHEN")) {
		buf_printf(out, "auto always never");
	} else if (c->formats != NULL) {
		put_words(out, c->formats, ", ");
	} else {
		reporter_names(&names);
		put_words(out, names.at, ", ");
	}
	buf_release(&names);
}

void
completing_rules(struct buf *out)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		buf_printf(out, "%s%s", i > 0 ? " " : "", rules[i].name);
	for (size_t i = 0; i < RULE_COUNT; i++)
		buf_printf(out, " %s", rules[i].id);
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (i == 0 || strncmp(rules[i].id, rules[i - 1].id, 3) != 0)
			buf_printf(out, " %.3s", rules[i].id);
}
