/*
 * explain.c - `shoring explain RULE`: the page of a rule; or of the configuration.
 */
#include "hooks/terminal.h"

#include "config/config.h"
#include "report/page.h"
#include "report/show.h"
#include "rules/rule.h"

/* Columns that are read with ease. */
#define PAGE_WIDTH 100u

static bool
find(struct str name, const struct rule **rule, struct err *err)
{
	*rule = rule_find(name);
	if (*rule != NULL)
		return true;
	if (rule_reserved(name))
		return err_set(err, "the rule `" STR_FMT "` is not in this version", STR_ARG(name));

	const struct rule *nearest = rule_nearest(name);
	if (nearest != NULL)
		return err_set(err, "there is no rule `" STR_FMT "`; did you mean `%s` (%s)?",
		               STR_ARG(name), nearest->name, nearest->id);
	return err_set(
		err, "there is no rule `" STR_FMT "`; `shoring rules` lists them", STR_ARG(name));
}

/* The page as it is written, or dressed for somebody who looks at it. */
static void
put_rule(const struct options *o, const struct rule *rule, struct buf *out)
{
	static const char *const severities[] = {
		[SEVERITY_OFF] = "off",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};
	struct terminal terminal;
	bool error = rule->severity == SEVERITY_ERROR;

	terminal_look(&terminal, o);
	show_paint(out, terminal.color, error ? PAINT_ERROR : PAINT_WARNING);
	buf_printf(out, "%s", rule->name);
	show_paint(out, terminal.color, PAINT_NONE);
	buf_printf(out, " (%s) · %s · since %s\n\n", rule->id, severities[rule->severity],
	           rule->since);
	if (terminal.person || terminal.color)
		page_write(out, str_of(rule->page), terminal.color,
		           terminal.width < PAGE_WIDTH ? terminal.width : PAGE_WIDTH);
	else
		buf_printf(out, "%s", rule->page);
}

/* Likewise: tables for a page, lists for a person. */
static void
put_configuration(const struct options *o, struct buf *out)
{
	struct terminal terminal;
	struct buf page = { 0 };

	terminal_look(&terminal, o);
	bool dressed = terminal.person || terminal.color;
	config_reference(&page, dressed);
	if (dressed)
		page_write(out, buf_text(&page), terminal.color,
		           terminal.width < PAGE_WIDTH ? terminal.width : PAGE_WIDTH);
	else
		buf_str(out, buf_text(&page));
	buf_release(&page);
}

int
command_explain(const struct options *o, struct strs operands)
{
	const struct rule *rule = NULL;
	struct buf out = { 0 };
	struct err err;

	if (operands.count != 1)
		err_set(&err, "which rule? `shoring explain RULE`, by name or code; `shoring "
		              "explain configuration` tells of "
		              "all keys");
	else if (str_eq(operands.at[0], STR("configuration")))
		put_configuration(o, &out);
	else if (find(operands.at[0], &rule, &err))
		put_rule(o, rule, &out);

	int status = out.len > 0 ? command_write(o, &out) : command_fail(&err);
	buf_release(&out);
	return status;
}
