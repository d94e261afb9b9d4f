/*
 * explain.c - `shoring explain RULE`: the page of a rule; or of the configuration.
 */
#include "hooks/command.h"

#include "config/config.h"
#include "rules/rule.h"

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
		return err_set(err, "there is no rule `" STR_FMT "`; did you mean `%s`?",
		               STR_ARG(name), nearest->name);
	return err_set(
		err, "there is no rule `" STR_FMT "`; `shoring rules` lists them", STR_ARG(name));
}

int
command_explain(const struct options *o, struct strs operands)
{
	static const char *const severities[] = {
		[SEVERITY_OFF] = "off",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};
	const struct rule *rule = NULL;
	struct buf out = { 0 };
	struct err err;

	if (operands.count != 1)
		err_set(&err, "which rule? `shoring explain RULE`, by name or code; `shoring "
		              "explain configuration` tells of "
		              "all keys");
	else if (o->format.len > 0 && !str_eq(o->format, STR("text")))
		err_set(&err, "explain has the format text, not `" STR_FMT "`", STR_ARG(o->format));
	else if (str_eq(operands.at[0], STR("configuration")))
		config_reference(&out);
	else if (find(operands.at[0], &rule, &err))
		buf_printf(&out, "%s (%s) · %s · since %s\n\n%s", rule->name, rule->id,
		           severities[rule->severity], rule->since, rule->page);

	int status = out.len > 0 ? command_write(o, &out) : command_fail(&err);
	buf_release(&out);
	return status;
}
