/*
 * completions_bash.c - completion for bash 3.2 and later.
 */
#include "hooks/completing.h"

/* Names of services come from the repository, so they are never expanded. */
static const char head[] =
	"# Completion of shoring for bash; written by `shoring completions bash`.\n"
	"\n"
	"__shoring_services()\n"
	"{\n"
	"\tlocal service\n"
	"\n"
	"\twhile IFS= read -r service; do\n"
	"\t\t[[ $service == \"$1\"* ]] && COMPREPLY+=(\"$(printf %q \"$service\")\")\n"
	"\tdone < <(shoring completions services 2>/dev/null)\n"
	"}\n"
	"\n"
	"# __shoring_words WORDS CUR [HEAD]\n"
	"__shoring_words()\n"
	"{\n"
	"\tCOMPREPLY=($(compgen -P \"${3-}\" -W \"$1\" -- \"$2\"))\n"
	"}\n"
	"\n"
	"_shoring()\n"
	"{\n"
	"\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	"\tlocal command=${COMP_WORDS[1]} options= words= head=\n";

/* Without a reply bash completes file names. */
static const char middle[] =
	"\n"
	"\tCOMPREPLY=()\n"
	"\tif [[ $cur == '=' ]]; then\n"
	"\t\tcur=\n"
	"\telif [[ $prev == '=' ]]; then\n"
	"\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n"
	"\tfi\n"
	"\tif ((COMP_CWORD == 1)); then\n"
	"\t\t__shoring_words \"$commands --help --version\" \"$cur\"\n"
	"\t\treturn\n"
	"\tfi\n";

static void
put_commands(struct buf *out)
{
	struct commands all = command_all();

	buf_printf(out, "\tlocal commands='");
	for (uint32_t i = 0; i < all.count; i++)
		buf_printf(out, "%s%s", i > 0 ? " " : "", all.at[i].name);
	buf_printf(out, "'\n\tlocal rules='");
	completing_rules(out);
	buf_printf(out, "'\n");
}

/* A case of the option's value in the command. */
static void
put_value(struct buf *out, const struct command *c, const struct option *o)
{
	buf_printf(out, "\t%s,%s) ", c->name, o->name);
	switch (completing_value(o)) {
	case COMPLETES_NOTHING:
		buf_printf(out, "COMPREPLY=(\"$cur\") ;;\n");
		break;
	case COMPLETES_FILE:
		buf_printf(out, ";;\n");
		break;
	case COMPLETES_RULE:
	case COMPLETES_RULES:
		buf_printf(out, "[[ $cur == *,* ]] && head=${cur%%,*},\n"
		                "\t\t__shoring_words \"$rules\" \"${cur##*,}\" \"$head\" ;;\n");
		break;
	case COMPLETES_SERVICE:
		buf_printf(out, "__shoring_services \"$cur\" ;;\n");
		break;
	case COMPLETES_WORDS:
		buf_printf(out, "__shoring_words '");
		completing_words(out, c, o);
		buf_printf(out, "' \"$cur\" ;;\n");
		break;
	}
}

static void
put_values(struct buf *out)
{
	struct commands all = command_all();
	struct option_table options = options_all();

	buf_printf(out, "\tcase $command,$prev in\n");
	for (uint32_t i = 0; i < all.count; i++)
		for (uint32_t k = 0; k < options.count; k++)
			if ((options.at[k].groups & all.at[i].options) != 0 &&
			    options.at[k].value != NULL)
				put_value(out, &all.at[i], &options.at[k]);
	buf_printf(out, "\t*) prev= ;;\n\tesac\n\t[[ -n $prev ]] && return\n");
}

static void
put_operands(struct buf *out, const struct command *c)
{
	switch (completing_operand(c)) {
	case COMPLETES_RULE:
	case COMPLETES_RULES:
		buf_printf(out, "\t\twords=\"$rules configuration\"\n");
		break;
	case COMPLETES_WORDS:
		buf_printf(out, "\t\twords='");
		completing_words(out, c, NULL);
		buf_printf(out, "'\n");
		break;
	case COMPLETES_SERVICE:
		buf_printf(out, "\t\t[[ $cur != -* ]] && __shoring_services \"$cur\"\n");
		break;
	case COMPLETES_FILE:
	case COMPLETES_NOTHING:
		break;
	}
}

static void
put_options(struct buf *out)
{
	struct commands all = command_all();
	struct option_table options = options_all();

	buf_printf(out, "\tcase $command in\n");
	for (uint32_t i = 0; i < all.count; i++) {
		buf_printf(out, "\t%s)\n\t\toptions='", all.at[i].name);
		for (uint32_t k = 0; k < options.count; k++)
			if ((options.at[k].groups & all.at[i].options) != 0)
				buf_printf(out, "%s ", options.at[k].name);
		buf_printf(out, "--help'\n");
		put_operands(out, &all.at[i]);
		buf_printf(out, "\t\t;;\n");
	}
	buf_printf(
		out,
		"\tesac\n"
		"\tif [[ $cur == -* ]]; then\n"
		"\t\t__shoring_words \"$options\" \"$cur\"\n"
		"\telif [[ -n $words ]]; then\n"
		"\t\t__shoring_words \"$words\" \"$cur\"\n"
		"\tfi\n"
		"}\n"
		"\n"
		"complete -o bashdefault -o default -F _shoring shoring\n");
}

void
completions_bash(struct buf *out)
{
	buf_put(out, head, sizeof(head) - 1);
	put_commands(out);
	buf_put(out, middle, sizeof(middle) - 1);
	put_values(out);
	put_options(out);
}
