/*
 * terminal.c - colours, width and links of the terminal, by what the environment says.
 */
#include "hooks/terminal.h"

#include "report/show.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Narrower ones are taken for broken. */
#define WIDTH_LEAST 40u
#define WIDTH_MOST  1000u

static bool
is_set(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0';
}

/* FORCE_COLOR=1, CLICOLOR_FORCE=1: anything but nothing and 0. */
static bool
is_forced(const char *name)
{
	return is_set(name) && strcmp(getenv(name), "0") != 0;
}

static bool
is_one_of(const char *name, const char *const values[])
{
	const char *value = getenv(name);

	for (; value != NULL && *values != NULL; values++)
		if (strcmp(value, *values) == 0)
			return true;
	return false;
}

bool
terminal_moves(int stream)
{
	const char *term = getenv("TERM");

	return isatty(stream) && term != NULL && strcmp(term, "dumb") != 0;
}

bool
command_color(const struct options *o)
{
	if (o->color != COLOR_AUTO)
		return o->color == COLOR_ALWAYS;
	if (is_set("NO_COLOR") || o->output.len > 0)
		return false;
	if (is_forced("FORCE_COLOR") || is_forced("CLICOLOR_FORCE"))
		return true;
	return terminal_moves(STDOUT_FILENO);
}

/* Terminals that are known to make links. A multiplexer may be in front of one that is, and shows
 * rubbish if it does not pass them on. */
static bool
knows_links(void)
{
	static const char *const programs[] = {
		"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby", NULL
	};
	static const char *const terms[] = {
		"xterm-kitty", "alacritty", "foot", "foot-extra", "xterm-ghostty", NULL
	};
	const char *vte = getenv("VTE_VERSION");

	if (is_forced("FORCE_HYPERLINK"))
		return true;
	if (is_set("FORCE_HYPERLINK") || is_set("TMUX") || is_set("STY"))
		return false;
	return is_one_of("TERM_PROGRAM", programs) || is_one_of("TERM", terms) ||
	       is_set("WT_SESSION") || is_set("KONSOLE_VERSION") || is_set("DOMTERM") ||
	       (vte != NULL && strlen(vte) >= 4 && strcmp(vte, "5000") >= 0);
}

/* What COLUMNS says, else the terminal; 0 where neither does. */
static unsigned
columns(void)
{
	const char *value = getenv("COLUMNS");
	struct winsize size = { 0 };
	unsigned long width = value != NULL ? strtoul(value, NULL, 10) : 0;

	if (width == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	if (width == 0)
		return 0;
	if (width < WIDTH_LEAST)
		return WIDTH_LEAST;
	return width < WIDTH_MOST ? (unsigned)width : WIDTH_MOST;
}

void
terminal_look(struct terminal *out, const struct options *o)
{
	bool person = isatty(STDOUT_FILENO) && o->output.len == 0;

	*out = (struct terminal){
		.person = person,
		.color = command_color(o),
		.width = person ? columns() : 0,
	};
	out->links = person && out->color && knows_links();
}

void
terminal_base(struct buf *out, struct str root)
{
	char host[256] = "";

	if (gethostname(host, sizeof(host) - 1) != 0)
		host[0] = '\0';
	buf_str(out, STR("file://"));
	show_url(out, str_of(host));
	show_url(out, root);
	while (out->at[out->len - 1] == '/')
		out->at[--out->len] = '\0';
}
