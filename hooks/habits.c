/*
 * habits.c - words that people bring along from other tools, and what does here what they do there.
 */
#include "hooks/habits.h"

struct habit {
	const char *word, *here;
};

static const struct habit of_commands[] = {
	{ "analyse", "`shoring check` does that" },
	{ "analyze", "`shoring check` does that" },
	{ "baseline", "`shoring check --write-baseline` writes one" },
	{ "config", "`shoring explain configuration` tells of it" },
	{ "fix", "`shoring check --fix` does that, `--diff` shows it" },
	{ "format", "`shoring check --format FORMAT` chooses a report" },
	{ "ignore", "`# shoring: ignore[RULE]` on the line hides a finding" },
	{ "lint", "`shoring check` does that" },
	{ "run", "`shoring check` does that" },
	{ "scan", "`shoring check` does that" },
	{ "test", "`shoring check` does that" },
	{ "version", "`shoring --version` tells" },
};

static const struct habit of_options[] = {
	{ "--add-noqa", "`--write-baseline` takes what there is for known" },
	{ "--exclude", "`exclude:` in shoring.yaml leaves files out" },
	{ "--extend-exclude", "`exclude:` in shoring.yaml leaves files out" },
	{ "--extend-select", "all rules run but those that `--ignore` names" },
	{ "--force", "nothing is overwritten; `--print` shows what would be written" },
	{ "--no-config", "`--config FILE` names another one" },
	{ "--output-format", "`--format FORMAT` chooses it" },
	{ "--overwrite", "nothing is overwritten; `--print` shows what would be written" },
	{ "--unsafe-fixes", "`--fix` applies safe fixes alone" },
	{ "-f", "it is `--format`" },
	{ "-j", "it is `--jobs`" },
	{ "-o", "it is `--output`" },
	{ "-s", "it is `--select`" },
	{ "-v", "it is `--verbose`" },
};

static const char *
find(const struct habit *habits, size_t count, struct str word)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(word, str_of(habits[i].word)))
			return habits[i].here;
	return NULL;
}

const char *
habit_of_command(struct str word)
{
	return find(of_commands, countof(of_commands), word);
}

const char *
habit_of_option(struct str word)
{
	return find(of_options, countof(of_options), word);
}
