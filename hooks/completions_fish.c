/*
 * completions_fish.c - completion for fish.
 */
#include "hooks/completing.h"

static void
put_quoted(struct buf *out, const char *text)
{
	buf_char(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			buf_char(out, '\\');
		buf_char(out, *text);
	}
	buf_char(out, '\'');
}

static void
put_action(struct buf *out, const struct command *c, const struct option *o)
{
	switch (o != NULL ? completing_value(o) : completing_operand(c)) {
	case COMPLETES_NOTHING:
		buf_printf(out, o != NULL ? " -x" : "");
		break;
	case COMPLETES_FILE:
		buf_printf(out, o != NULL ? " -r -F" : " -F");
		break;
	case COMPLETES_RULE:
		buf_printf(out, " -a '(__shoring_rules) configuration'");
		break;
	case COMPLETES_RULES:
		buf_printf(out, " -x -a '(__fish_append , (__shoring_rules))'");
		break;
	case COMPLETES_SERVICE:
		buf_printf(out, "%s -a '(shoring completions services 2>/dev/null)'",
		           o != NULL ? " -x" : "");
		break;
	case COMPLETES_WORDS:
		buf_printf(out, "%s -a '", o != NULL ? " -x" : "");
		completing_words(out, c, o);
		buf_char(out, '\'');
		break;
	}
}

static void
put_command(struct buf *out, const struct command *c)
{
	struct option_table options = options_all();
	const char *seen = "complete -c shoring -n '__fish_seen_subcommand_from";

	buf_printf(out, "complete -c shoring -n __fish_use_subcommand -a %s -d ", c->name);
	put_quoted(out, c->help);
	buf_char(out, '\n');
	for (uint32_t i = 0; i < options.count; i++) {
		const struct option *o = &options.at[i];

		if ((o->groups & c->options) == 0)
			continue;
		buf_printf(out, "%s %s' -l %s", seen, c->name, o->name + 2);
		if (o->value != NULL)
			put_action(out, c, o);
		buf_printf(out, " -d ");
		put_quoted(out, o->help);
		buf_char(out, '\n');
	}
	buf_printf(out, "%s %s' -l help -d 'this text'\n", seen, c->name);
	if (completing_operand(c) != COMPLETES_NOTHING) {
		buf_printf(out, "%s %s'", seen, c->name);
		put_action(out, c, NULL);
		buf_char(out, '\n');
	}
}

void
completions_fish(struct buf *out)
{
	struct commands all = command_all();

	buf_printf(out,
	           "# Completion of shoring for fish; written by `shoring completions fish`.\n\n"
	           "function __shoring_rules\n    printf '%%s\\n' ");
	completing_rules(out);
	buf_printf(out,
	           "\nend\n\n"
	           "complete -c shoring -f\n"
	           "complete -c shoring -n __fish_use_subcommand -l help -d 'what there is'\n"
	           "complete -c shoring -n __fish_use_subcommand -l version -d 'the versions'\n");
	for (uint32_t i = 0; i < all.count; i++)
		put_command(out, &all.at[i]);
}
