/*
 * init.c - `shoring init`: a commented shoring.yaml from what the repository shows.
 */
#include "hooks/coverage.h"
#include "hooks/session.h"

#include "advise/advise.h"
#include "base/file.h"
#include "base/path.h"
#include "base/yaml.h"
#include "grammars/toml.h"

#include <stdio.h>

#define NAME       "shoring.yaml"
#define FROM_LIMIT (4u << 20) /* bytes */

static uint32_t
count_sources(const struct scan *scan)
{
	uint32_t count = 0;

	for (file_id i = 0; i < scan->files.count; i++)
		count += scan->files.at[i].grammar != NULL && scan->files.at[i].grammar->source;
	return count;
}

/* Write the text, and read it as the configuration that it will be. */
static bool
write_text(const struct session *s, struct buf *text, struct drafts drafts,
           const struct conversion *from, struct config *config)
{
	struct config_source source = { STR(NAME), { "", 0 }, "", yaml_read };
	struct err err;

	buf_clear(text);
	advise_write(text, &s->project, drafts, from);
	source.text = buf_text(text);
	return config_read(config, s->arena, s->root, &source, &err);
}

/* The project that it makes must keep the contracts. What does not is held back. */
static void
settle(struct session *s, struct buf *text, struct drafts *drafts)
{
	for (bool again = true; again;) {
		struct config config;
		struct project project;

		if (!write_text(s, text, *drafts, NULL, &config))
			die("what is written is no configuration");
		if (s->config.file.len > 0)
			return;
		config.python_file = s->config.python_file;
		project_build(&project, s->arena, &config, &s->scan, s->jobs);
		again = advise_again(&project, s->arena, drafts);
	}
}

static bool
read_source(struct session *s, struct str file, struct conversion_source *out, struct err *err)
{
	struct buf bytes = { 0 };

	out->file = file;
	if (!file_read(str_keep(s->arena, file).at, FROM_LIMIT, &bytes, err))
		return false;
	out->text = str_keep(s->arena, buf_text(&bytes));
	buf_release(&bytes);
	if (!path_has_ext(file, STR("toml")))
		return true;
	out->toml = toml_read(s->arena, out->text, err);
	return out->toml != NULL || err_set(err, STR_FMT ":%s", STR_ARG(file), err->text);
}

/* The text from the configuration of another tool. */
static bool
translate(struct session *s, struct str file, struct buf *text, struct drafts *drafts,
          struct err *err)
{
	struct conversion_source source = { 0 };
	struct conversion from;
	struct config config;

	if (!read_source(s, file, &source, err) ||
	    !convert(&from, s->arena, &s->project, &source, err))
		return false;
	*drafts = from.drafts;
	if (!write_text(s, text, *drafts, &from, &config))
		return err_set(
			err,
			STR_FMT " has values that shoring.yaml cannot have, such as names of "
				"distributions that are none",
			STR_ARG(file));
	return true;
}

static void
say_done(const struct session *s, struct drafts drafts)
{
	uint32_t held = 0, services = s->project.services.count;

	for (uint32_t i = 0; i < drafts.count; i++)
		held += drafts.at[i].held_back;
	fprintf(stderr, "shoring: wrote " NAME " in " STR_FMT ": %u service%s, %u contract%s",
	        STR_ARG(s->root), services, services == 1 ? "" : "s", drafts.count - held,
	        drafts.count - held == 1 ? "" : "s");
	if (held > 0)
		fprintf(stderr, ", %u held back as comment%s: read why", held,
		        held == 1 ? "" : "s");
	fprintf(stderr, "\nshoring: read it, keep what you mean, then run `shoring check`\n");
}

static int
init(struct session *s, const struct options *o, struct buf *text)
{
	struct err err;
	struct drafts drafts;

	if (!session_open(s, s->arena, o, (struct strs){ 0 }, &err))
		return command_fail(&err);
	if (s->config.file.len > 0 && !o->print) {
		err_set(&err,
		        STR_FMT
		        "/" STR_FMT " is there already, and stays as it is; `shoring init --print` "
		        "shows what would be written",
		        STR_ARG(s->root), STR_ARG(s->config.file));
		return command_fail(&err);
	}
	if (count_sources(&s->scan) == 0) {
		err_set(&err, "there is no Python file in " STR_FMT ": is this the right folder?",
		        STR_ARG(s->root));
		return command_fail(&err);
	}
	if (o->from.len == 0) {
		drafts = advise_contracts(&s->project, s->arena);
		settle(s, text, &drafts);
	} else if (!translate(s, o->from, text, &drafts, &err)) {
		return command_fail(&err);
	}
	(void)coverage_warn(s->arena, s);
	if (o->print)
		return command_write(o, text);
	const char *path = arena_printf(s->arena, STR_FMT "/" NAME, STR_ARG(s->root));
	if (file_kind(path) != FILE_NONE) {
		err_set(&err, "%s is there already", path);
		return command_fail(&err);
	}
	if (!file_write(path, buf_text(text), &err))
		return command_fail(&err);
	if (!o->quiet)
		say_done(s, drafts);
	return EXIT_CLEAN;
}

int
command_init(const struct options *o, struct strs operands)
{
	struct arena arena = { 0 };
	struct session session = { .arena = &arena };
	struct buf text = { 0 };
	struct err err;
	int status;

	if (operands.count > 0) {
		err_set(&err,
		        "`shoring init` takes no operand `" STR_FMT "`: it writes " NAME
		        " for the repository that the current folder is in",
		        STR_ARG(operands.at[0]));
		status = command_fail(&err);
	} else {
		status = init(&session, o, &text);
	}
	buf_release(&text);
	arena_release(&arena);
	return status;
}
