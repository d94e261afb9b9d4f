/*
 * completions_zsh.c - completion for zsh: sourced, or as _shoring in a folder of $fpath.
 */
#include "hooks/completing.h"

/* Inside of single quotes, with a backslash before the special ones. */
static void
put_quoted(struct buf *out, const char *text, const char *special)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			buf_printf(out, "'\\''");
		else if (strchr(special, *text) != NULL)
			buf_printf(out, "\\%c", *text);
		else
			buf_char(out, *text);
	}
}

static void
put_commands(struct buf *out)
{
	struct commands all = command_all();

	buf_printf(out, "_shoring_commands() {\n  local -a commands=(\n");
	for (uint32_t i = 0; i < all.count; i++) {
		buf_printf(out, "    '%s:", all.at[i].name);
		put_quoted(out, all.at[i].help, ":\\");
		buf_printf(out, "'\n");
	}
	buf_printf(out, "  )\n  _describe -t commands command commands\n}\n\n");
}

static void
put_rules(struct buf *out)
{
	buf_printf(out, "_shoring_rules() {\n  local -a rules=(");
	completing_rules(out);
	buf_printf(out, ")\n  _values -s , rule $rules\n}\n\n");
	buf_printf(out, "_shoring_rule() {\n  local -a rules=(");
	completing_rules(out);
	buf_printf(out, " configuration)\n  compadd -a rules\n}\n\n");
	buf_printf(out,
	           "_shoring_services() {\n"
	           "  local -a services=(${(f)\"$(shoring completions services 2>/dev/null)\"})\n"
	           "  compadd -a services\n}\n\n");
}

/* ":what:how" */
static void
put_action(struct buf *out, const struct command *c, const struct option *o)
{
	switch (o != NULL ? completing_value(o) : completing_operand(c)) {
	case COMPLETES_NOTHING:
		buf_printf(out, ": ");
		break;
	case COMPLETES_FILE:
		buf_printf(out, ":_files");
		break;
	case COMPLETES_RULE:
		buf_printf(out, ":_shoring_rule");
		break;
	case COMPLETES_RULES:
		buf_printf(out, ":_shoring_rules");
		break;
	case COMPLETES_SERVICE:
		buf_printf(out, ":_shoring_services");
		break;
	case COMPLETES_WORDS:
		buf_printf(out, ":(");
		completing_words(out, c, o);
		buf_printf(out, ")");
		break;
	}
}

static void
put_command(struct buf *out, const struct command *c)
{
	struct option_table options = options_all();

	buf_printf(out, "      %s)\n        _arguments \\\n", c->name);
	for (uint32_t i = 0; i < options.count; i++) {
		const struct option *o = &options.at[i];

		if ((o->groups & c->options) == 0)
			continue;
		buf_printf(out, "          '%s%s[", o->name, o->value != NULL ? "=" : "");
		put_quoted(out, o->help, "[]\\:");
		buf_char(out, ']');
		if (o->value != NULL) {
			buf_printf(out, ":%s", o->value);
			put_action(out, c, o);
		}
		buf_printf(out, "' \\\n");
	}
	buf_printf(out, "          '--help[this text]'");
	if (*c->operands != '\0') {
		buf_printf(out, " \\\n          '*:operand");
		put_action(out, c, NULL);
		buf_char(out, '\'');
	}
	buf_printf(out, "\n        ;;\n");
}

void
completions_zsh(struct buf *out)
{
	struct commands all = command_all();

	buf_printf(out,
	           "#compdef shoring\n"
	           "# Completion of shoring for zsh; written by `shoring completions zsh`.\n\n");
	put_commands(out);
	put_rules(out);
	buf_printf(
		out,
		"_shoring() {\n"
		"  local curcontext=$curcontext state line\n"
		"  typeset -A opt_args\n\n"
		"  _arguments -C '(- *)--help[what there is]' '(- *)--version[the versions]' \\\n"
		"    '1:command:_shoring_commands' '*::operand:->words'\n"
		"  if [[ $state == words ]]; then\n"
		"    case $words[1] in\n");
	for (uint32_t i = 0; i < all.count; i++)
		put_command(out, &all.at[i]);
	buf_printf(
		out,
		"    esac\n"
		"  fi\n"
		"}\n\n"
		"if [[ $funcstack[1] == _shoring ]]; then\n"
		"  _shoring \"$@\"\n"
		"else\n"
		"  compdef _shoring shoring\n"
		"fi\n");
}
