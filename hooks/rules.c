/*
 * rules.c - `shoring rules`: the catalogue as a table or as JSON.
 */
#include "hooks/command.h"

#include "base/json.h"
#include "report/show.h"
#include "rules/rule.h"

static const char *const severities[] = {
	[SEVERITY_OFF] = "off",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

static const char *const fixes[] = {
	[FIX_NONE] = "none",
	[FIX_SAFE] = "safe",
	[FIX_UNSAFE] = "unsafe",
};

static void
put_table(struct buf *out, bool color)
{
	int width = 4;

	for (size_t i = 0; i < RULE_COUNT; i++)
		if ((int)strlen(rules[i].name) > width)
			width = (int)strlen(rules[i].name);
	buf_printf(out, "%-6s  %-*s  %-8s  %-6s  %s\n", "code", width, "name", "severity", "fix",
	           "finds");
	for (size_t i = 0; i < RULE_COUNT; i++) {
		bool error = rules[i].severity == SEVERITY_ERROR;

		buf_printf(out, "%-6s  ", rules[i].id);
		show_paint(out, color, PAINT_PLACE);
		buf_printf(out, "%-*s", width, rules[i].name);
		show_paint(out, color, PAINT_NONE);
		buf_str(out, STR("  "));
		show_paint(out, color, error ? PAINT_ERROR : PAINT_WARNING);
		buf_printf(out, "%-8s", severities[rules[i].severity]);
		show_paint(out, color, PAINT_NONE);
		buf_printf(out, "  %-6s  %s\n", fixes[rules[i].fixable], rules[i].summary);
	}
}

static void
put_pair(struct json *j, const char *key, const char *value)
{
	json_key(j, key);
	json_text(j, value);
}

static void
put_json(struct buf *out)
{
	struct json j = { .out = out, .indent = 2 };

	json_array(&j);
	for (size_t i = 0; i < RULE_COUNT; i++) {
		json_object(&j);
		put_pair(&j, "rule", rules[i].id);
		put_pair(&j, "name", rules[i].name);
		put_pair(&j, "severity", severities[rules[i].severity]);
		put_pair(&j, "fix", fixes[rules[i].fixable]);
		put_pair(&j, "since", rules[i].since);
		put_pair(&j, "summary", rules[i].summary);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_char(out, '\n');
}

int
command_rules(const struct options *o, struct strs operands)
{
	struct buf out = { 0 };
	struct err err;
	int status = EXIT_CLEAN;

	if (operands.count > 0) {
		err_set(&err,
		        "`shoring rules` takes no operands; `shoring explain RULE` tells more");
		return command_fail(&err);
	}
	if (str_eq(o->format, STR("json")))
		put_json(&out);
	else
		put_table(&out, command_color(o));
	status = command_write(o, &out);
	buf_release(&out);
	return status;
}
