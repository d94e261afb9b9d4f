/*
 * options.c - the table of options, and the one reader of command lines.
 */
#include "hooks/options.h"

#include "base/nearest.h"
#include "base/vec.h"
#include "hooks/habits.h"

#include <stddef.h>
#include <stdio.h>

#define AT(field) offsetof(struct options, field)

static const struct option table[] = {
	{ "--select", "LIST", "only these rules: names, codes, prefixes (IMP, REQ001)", LIST,
	  OPTIONS_CHECK, AT(select) },
	{ "--ignore", "LIST", "not these rules", LIST, OPTIONS_CHECK, AT(ignore) },
	{ "--service", "SERVICE", "only this service (can be given several times)", LIST,
	  OPTIONS_CHECK, AT(services) },
	{ "--strict", NULL, "warnings fail the run as well", FLAG, OPTIONS_CHECK, AT(strict) },
	{ "--fix", NULL, "apply the safe fixes, then report what is left", FLAG, OPTIONS_CHECK,
	  AT(fix) },
	{ "--diff", NULL, "print the safe fixes as a patch and change nothing", FLAG, OPTIONS_CHECK,
	  AT(diff) },
	{ "--changed", NULL, "only what changes since the last commit can have caused", FLAG,
	  OPTIONS_CHECK, AT(changed) },
	{ "--staged", NULL, "only what the staged changes can have caused", FLAG, OPTIONS_CHECK,
	  AT(staged) },
	{ "--since", "REV", "only what changes since leaving REV (a branch) can have caused", TEXT,
	  OPTIONS_CHECK, AT(since) },
	{ "--baseline", "FILE",
	  "hide the findings that FILE knows (default: shoring-baseline.json)", TEXT, OPTIONS_CHECK,
	  AT(baseline) },
	{ "--write-baseline", NULL, "put what is found there, and drop what is gone", FLAG,
	  OPTIONS_CHECK, AT(write_baseline) },
	{ "--no-baseline", NULL, "report known findings too", FLAG, OPTIONS_CHECK,
	  AT(no_baseline) },
	{ "--verbose", NULL, "say what services were made of and why names resolved as they did",
	  FLAG, OPTIONS_CHECK, AT(verbose) },
	{ "--statistics", NULL, "how many findings each rule has, in place of them", FLAG,
	  OPTIONS_CHECK, AT(statistics) },
	{ "--timings", NULL, "where the time went, stage by stage, on standard error", FLAG,
	  OPTIONS_CHECK, AT(timings) },
	{ "--exit-zero", NULL, "findings do not fail the run", FLAG, OPTIONS_CHECK, AT(exit_zero) },
	{ "--output", "FILE", "write the report to FILE, a summary to standard error", TEXT,
	  OPTIONS_CHECK, AT(output) },
	{ "--all", NULL, "print bindings, guards and all other facts too", FLAG, OPTIONS_FACTS,
	  AT(all) },
	{ "--why", NULL, "show how the order comes about, step by step", FLAG, OPTIONS_MRO,
	  AT(why) },
	{ "--from", "FILE", "translate .importlinter, setup.cfg, tach.toml or pyproject.toml", TEXT,
	  OPTIONS_INIT, AT(from) },
	{ "--print", NULL, "write to standard output, and no file", FLAG, OPTIONS_INIT, AT(print) },
	{ "--config", "FILE",
	  "read this configuration (default: shoring.yaml, .shoring.yaml, "
	  "pyproject.toml)",
	  TEXT, OPTIONS_PROJECT, AT(config) },
	{ "--allow-outside", NULL,
	  "follow links, -r, -c and -e that lead out of the repository; nothing is written there",
	  FLAG, OPTIONS_PROJECT, AT(allow_outside) },
	{ "--format", "FORMAT",
	  "form of the answer (check: text, concise, json, sarif, github, gitlab, junit)", TEXT,
	  OPTIONS_ALL, AT(format) },
	{ "--color", "WHEN", "auto, always or never", COLOR, OPTIONS_ALL, AT(color) },
	{ "--jobs", "N", "threads (default: one a core)", NUMBER, OPTIONS_ALL, AT(jobs) },
	{ "--no-cache", NULL, "keep and use nothing from earlier runs", FLAG, OPTIONS_ALL,
	  AT(no_cache) },
	{ "--quiet", NULL, "no summary", FLAG, OPTIONS_ALL, AT(quiet) },
};

struct option_table
options_all(void)
{
	return (struct option_table){ table, countof(table) };
}

VEC(words, struct str);

/* A command line while it is read. */
struct reader {
	struct arena *a;
	const struct command *command;
	struct options *out;
	struct words lists[countof(table)];
	struct err *err;
};

static const struct option *
find(struct str name)
{
	for (size_t i = 0; i < countof(table); i++)
		if (str_eq(name, str_of(table[i].name)))
			return &table[i];
	return NULL;
}

static bool
set_color(enum color *out, struct str value, struct err *err)
{
	if (str_eq(value, STR("auto")))
		*out = COLOR_AUTO;
	else if (str_eq(value, STR("always")))
		*out = COLOR_ALWAYS;
	else if (str_eq(value, STR("never")))
		*out = COLOR_NEVER;
	else
		return err_set(err, "--color takes auto, always or never, not `" STR_FMT "`",
		               STR_ARG(value));
	return true;
}

static bool
set_number(unsigned *out, struct str value, const char *name, struct err *err)
{
	unsigned n = 0;

	for (size_t i = 0; i < value.len; i++) {
		if (!char_is_digit(value.at[i]) || n > 100)
			n = 1000;
		else
			n = n * 10 + (unsigned)(value.at[i] - '0');
	}
	if (value.len == 0 || n == 0 || n > 256)
		return err_set(err, "%s takes a number from 1 to 256, not `" STR_FMT "`", name,
		               STR_ARG(value));
	*out = n;
	return true;
}

static bool
set(struct reader *r, const struct option *o, struct str value)
{
	char *field = (char *)r->out + o->at;

	switch (o->kind) {
	case FLAG:
		*(bool *)field = true;
		return true;
	case TEXT:
		*(struct str *)field = value;
		return true;
	case LIST: {
		struct words *list = &r->lists[o - table];
		struct str part;

		while (str_cut(&value, ',', &part)) {
			part = str_trim(part);
			if (part.len > 0)
				*vec_push(r->a, list) = part;
		}
		if (list->count == 0)
			return err_set(
				r->err, "%s needs a value: %s %s", o->name, o->name, o->value);
		*(struct strs *)field = (struct strs){ list->at, list->count };
		return true;
	}
	case NUMBER:
		return set_number((unsigned *)field, value, o->name, r->err);
	case COLOR:
		return set_color((enum color *)field, value, r->err);
	}
	return true;
}

/* `elsewhere` is the option of that name that other commands have, or NULL. */
static bool
unknown_option(struct reader *r, struct str name, const struct option *elsewhere)
{
	const struct commands all = command_all();
	const struct option *near = NULL;
	size_t best = nearest_limit(name);

	for (uint32_t i = 0; i < all.count && elsewhere != NULL; i++)
		if ((all.at[i].options & elsewhere->groups) != 0)
			return err_set(r->err, "`shoring %s` has no option `%s`; `shoring %s` has",
			               r->command->name, elsewhere->name, all.at[i].name);
	if (habit_of_option(name) != NULL)
		return err_set(r->err, "`shoring %s` has no option `" STR_FMT "`: %s",
		               r->command->name, STR_ARG(name), habit_of_option(name));
	for (size_t i = 0; i < countof(table); i++) {
		size_t distance = nearest_distance(name, str_of(table[i].name));

		if (distance < best && (table[i].groups & r->command->options) != 0) {
			best = distance;
			near = &table[i];
		}
	}
	return err_set(
		r->err,
		"`shoring %s` has no option `" STR_FMT "`%s%s%s; `shoring %s --help` lists them",
		r->command->name, STR_ARG(name), near != NULL ? " (did you mean `" : "",
		near != NULL ? near->name : "", near != NULL ? "`?)" : "", r->command->name);
}

/* One word that starts with "--"; *next is the word after it, and is taken if it is needed. */
static bool
read_option(struct reader *r, struct str word, const struct str *next, bool *took)
{
	struct str name = word, value = { "", 0 };
	const char *equals = memchr(word.at, '=', word.len);

	if (equals != NULL) {
		name.len = (size_t)(equals - word.at);
		value = (struct str){ equals + 1, word.len - name.len - 1 };
	}
	const struct option *o = find(name);
	if (o == NULL || (o->groups & r->command->options) == 0)
		return unknown_option(r, name, o);
	if (o->kind == FLAG && equals != NULL)
		return err_set(r->err, "%s takes no value", o->name);
	if (o->kind != FLAG && equals == NULL) {
		if (next == NULL)
			return err_set(
				r->err, "%s needs a value: %s %s", o->name, o->name, o->value);
		value = *next;
		*took = true;
	}
	return set(r, o, value);
}

bool
options_parse(struct arena *a, const struct command *command, struct strs words,
              struct command_words *out, struct err *err)
{
	struct reader r = { .a = a, .command = command, .out = &out->options, .err = err };
	struct words rest = { 0 };
	bool only_operands = false;

	*out = (struct command_words){
		.options = { .config = STR(""),
		             .format = STR(""),
		             .output = STR(""),
		             .from = STR(""),
		             .baseline = STR("") },
	};
	for (uint32_t i = 0; i < words.count; i++) {
		struct str w = words.at[i];
		bool took = false;

		if (only_operands || w.len < 2 || w.at[0] != '-') {
			*vec_push(a, &rest) = w;
		} else if (str_eq(w, STR("--"))) {
			only_operands = true;
		} else if (str_eq(w, STR("--help")) || str_eq(w, STR("-h"))) {
			out->help = true;
		} else if (str_eq(w, STR("-q"))) {
			out->options.quiet = true;
		} else {
			const struct str *next = i + 1 < words.count ? &words.at[i + 1] : NULL;
			if (!read_option(&r, w, next, &took))
				return false;
			i += took;
		}
	}
	out->operands = (struct strs){ rest.at, rest.count };
	return true;
}

void
options_print(unsigned groups, struct buf *out)
{
	for (size_t i = 0; i < countof(table); i++) {
		char head[64];

		if ((table[i].groups & groups) == 0)
			continue;
		snprintf(head, sizeof(head), "%s%s%s", table[i].name,
		         table[i].value != NULL ? " " : "",
		         table[i].value != NULL ? table[i].value : "");
		buf_printf(out, "  %-18s %s\n", head, table[i].help);
	}
	buf_printf(out, "  %-18s %s\n", "--help", "this text");
}
