/*
 * man.c - `shoring man`: the manual page, of the tables that the command line is read by.
 */
#include "hooks/completing.h"

#include "version.h"

/* Text as roff prints it: no dashes, quotes or escapes of its own. */
static void
put_text(struct buf *out, const char *text)
{
	bool line_start = true;

	for (; *text != '\0'; text++) {
		if (line_start && (*text == '.' || *text == '\''))
			buf_printf(out, "\\&");
		line_start = *text == '\n';
		if (*text == '\\')
			buf_printf(out, "\\e");
		else if (*text == '-')
			buf_printf(out, "\\-");
		else if (*text == '`')
			buf_printf(out, "\\(ga");
		else if (*text == '\'')
			buf_printf(out, "\\(aq");
		else if (*text == '\n' && text[1] == '\n')
			buf_printf(out, "\n.PP");
		else
			buf_char(out, *text);
	}
	if (!line_start)
		buf_char(out, '\n');
}

static void
put_option(struct buf *out, const struct option *o)
{
	buf_printf(out, ".TP\n.B ");
	put_text(out, o->name);
	if (o->value != NULL) {
		out->len--; /* the line goes on */
		buf_printf(out, " \\fI%s\\fP\n", o->value);
	}
	put_text(out, o->help);
}

/* The options of these groups and of no others. */
static void
put_options(struct buf *out, unsigned groups, unsigned but)
{
	struct option_table options = options_all();

	for (uint32_t i = 0; i < options.count; i++)
		if ((options.at[i].groups & groups) != 0 && (options.at[i].groups & but) == 0)
			put_option(out, &options.at[i]);
}

static void
put_commands(struct buf *out)
{
	struct commands all = command_all();

	for (uint32_t i = 0; i < all.count; i++) {
		const struct command *c = &all.at[i];

		buf_printf(out, ".SS \"shoring %s%s", c->name, *c->operands != '\0' ? " " : "");
		put_text(out, c->operands);
		if (out->at[out->len - 1] == '\n')
			out->len--;
		buf_printf(out, "\"\n");
		put_text(out, c->details);
		put_options(out, c->options, OPTIONS_ALL | OPTIONS_PROJECT);
	}
}

static void
put_section(struct buf *out, const char *title, const char *text)
{
	buf_printf(out, ".SH %s\n", title);
	put_text(out, text);
}

static void
put_pair(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, ".TP\n.B ");
	put_text(out, name);
	put_text(out, text);
}

static void
put_page(struct buf *out)
{
	buf_printf(out, ".TH SHORING 1 \"\" \"shoring %s\" \"User Commands\"\n", SHORING_VERSION);
	put_section(
		out, "NAME",
		"shoring - checks Python repositories: import contracts, requirements, classes");
	buf_printf(
		out,
		".SH SYNOPSIS\n.B shoring\n.I COMMAND\n[\\fIOPTION\\fP...] [\\fIOPERAND\\fP...]\n");
	put_section(
		out, "DESCRIPTION",
		"Tells whether the code of a Python repository still holds up: that no import "
		"leads "
		"nowhere or breaks a contract, that each service ships and declares what it loads, "
		"and that Python can create every class. Nothing of the repository is run.\n\n"
		"Start with `shoring check`; no configuration is needed.");
	buf_printf(out, ".SH COMMANDS\n");
	put_commands(out);
	buf_printf(
		out,
		".SH OPTIONS\nEvery command has the first ones; those that read a project also the "
		"last.\n");
	put_options(out, OPTIONS_ALL, 0);
	put_pair(out, "--help", "What the command does, and its options.");
	put_options(out, OPTIONS_PROJECT, OPTIONS_ALL);
	buf_printf(out, ".SH \"EXIT STATUS\"\n");
	put_pair(out, "0", "Nothing found.");
	put_pair(out, "1", "Errors found; with --strict warnings too.");
	put_pair(out, "2",
	         "The run could not be done: a bad option or configuration, nothing to look at.");
	put_pair(out, "3", "A fault of shoring itself.");
	buf_printf(out, ".SH FILES\n");
	put_pair(out, "shoring.yaml, .shoring.yaml, pyproject.toml",
	         "The configuration, at the root of the repository; in pyproject.toml the table "
	         "[tool.shoring]. `shoring explain configuration` prints all keys.");
	buf_printf(out, ".SH ENVIRONMENT\n");
	put_pair(out, "NO_COLOR", "No colours, whatever it is set to.");
	put_pair(out, "VIRTUAL_ENV",
	         "An installed environment to read, where the repository has none.");
	put_pair(out, "XDG_CACHE_HOME",
	         "Where the facts of unchanged files are kept between runs.");
}

int
command_man(const struct options *o, struct strs operands)
{
	struct buf out = { 0 };
	struct err err;

	if (operands.count > 0) {
		err_set(&err, "`shoring man` takes no operands; it prints one page");
		return command_fail(&err);
	}
	put_page(&out);
	int status = command_write(o, &out);
	buf_release(&out);
	return status;
}
