/*
 * main.c - `shoring COMMAND …`: finds the command and runs it.
 */
#include "hooks/habits.h"
#include "hooks/options.h"

#include "base/nearest.h"
#include "base/regex.h"
#include "base/yaml.h"
#include "grammars/grammars.h"
#include "version.h"

#include <stdio.h>
#include <stdlib.h>

static const struct command commands[] = {
	{ "check", "[PATH...]", "find what will break: imports, requirements, classes",
	  "Looks at the whole repository that the current folder (or the first PATH) is in, and\n"
	  "reports what is wrong. PATHs choose what is reported, not what is looked at: one\n"
	  "changed file can break another.\n"
	  "\n"
	  "Findings marked [*] have a safe fix: --diff shows them as a patch, --fix writes them.\n"
	  "\n"
	  "Exit code: 0 nothing found, 1 errors found (--diff: something to fix), 2 the run could\n"
	  "not be done, 3 a fault of shoring's own.\n",
	  OPTIONS_ALL | OPTIONS_PROJECT | OPTIONS_CHECK, command_check, NULL },
	{ "init", "", "look at the repository, write a commented shoring.yaml",
	  "Writes shoring.yaml at the root of the repository: the services, each with what was "
	  "found\n"
	  "of it and where, and contracts that today's imports keep. What is nearly kept is a\n"
	  "comment that names the imports in the way. Never overwrites a configuration.\n"
	  "\n"
	  "Exit code: 0 written, 2 there is a configuration already, or nothing to look at.\n",
	  OPTIONS_ALL | OPTIONS_INIT, command_init, "text" },
	{ "explain", "RULE", "what a rule means, why it matters, how to fix it",
	  "RULE is a name or a code: `shoring explain forbidden-import`, `shoring explain "
	  "IMP001`.\n"
	  "`shoring explain configuration` prints all keys of shoring.yaml.\n",
	  OPTIONS_ALL, command_explain, "text" },
	{ "rules", "", "list the rules", "Every rule with its code, name, severity and summary.\n",
	  OPTIONS_ALL, command_rules, "text, json" },
	{ "why", "FROM TO", "the shortest import chains from a service or module to something",
	  "FROM is a service, a file or a dotted module; TO is a file, a dotted module of yours,\n"
	  "a dotted name that is imported from outside (`google.cloud.firestore`) or the name of\n"
	  "a distribution (`google-cloud-firestore`, `PyYAML`): then also what declares it, or\n"
	  "brings it, and who else does; and where nothing imports it, what uses it. Chains\n"
	  "that run later, or where a failure is caught, follow those that run at start.\n"
	  "Formats: text, json.\n"
	  "\n"
	  "Exit code: 0 there is a chain or a use, or a declared distribution brings it; 1 there\n"
	  "is none.\n",
	  OPTIONS_ALL | OPTIONS_PROJECT, command_why, "text, json" },
	{ "mro", "[CLASS...]", "in what order Python looks attributes up; what it would refuse",
	  "The order (MRO) of the classes named, or of all classes: as Python would make it,\n"
	  "without running anything. CLASS is a dotted name (`shop.models.Order`) or the end of\n"
	  "one (`Order`); classes of the standard library and of the installed environment are\n"
	  "known too. Formats: text, json (one object a line).\n"
	  "\n"
	  "Exit code: 0 Python can create every class shown, 1 it would refuse some, 2 there is\n"
	  "no class of that name.\n",
	  OPTIONS_ALL | OPTIONS_PROJECT | OPTIONS_MRO, command_mro, "text, json" },
	{ "smoke", "[SERVICE...]", "will each service start? every import and class, in order",
	  "Starts the services on paper: what Python would load, in its order, up to the first\n"
	  "import or class that must fail, as a traceback; then what would fail once that is\n"
	  "mended, and what fails later, when a function is called. Nothing is run. A service\n"
	  "fails by what `shoring check` finds and Python raises, and starts where code and\n"
	  "manifests do not tell; what is not known is said. Formats: text, json.\n"
	  "\n"
	  "Exit code: 0 all of them start, 1 some cannot, 2 the run could not be done.\n",
	  OPTIONS_ALL | OPTIONS_PROJECT, command_smoke, "text, json" },
	{ "cache", "clear|info", "what is kept between runs",
	  "The facts of files that have not changed are not read again. They are in one file a\n"
	  "project, in `cache` of the configuration, else in $XDG_CACHE_HOME/shoring or\n"
	  "~/.cache/shoring; nobody but shoring needs them, and --no-cache does without.\n",
	  OPTIONS_ALL | OPTIONS_PROJECT, command_cache, "text" },
	{ "facts", "[PATH...]", "what the parser saw, one JSON object a file",
	  "Imports and classes of every Python file below the PATHs.\n",
	  OPTIONS_ALL | OPTIONS_PROJECT | OPTIONS_FACTS, command_facts, "json" },
	{ "completions", "bash|zsh|fish", "a script by which the shell completes words",
	  "Prints it; `shoring completions bash > ~/.local/share/bash-completion/completions/"
	  "shoring`.\n",
	  OPTIONS_ALL, command_completions, "text" },
	{ "man", "", "the manual page", "Prints it: `shoring man | man -l -`.\n", OPTIONS_ALL,
	  command_man, "text" },
};

struct commands
command_all(void)
{
	return (struct commands){ commands, countof(commands) };
}

static int
print_version(void)
{
	struct options o = { 0 };
	struct buf out = { 0 };

	buf_printf(
		&out, "shoring %s\nTree-sitter %s\ntree-sitter-python %s\nPCRE2 %s\nlibyaml %s\n",
		SHORING_VERSION, TREE_SITTER_VERSION, TREE_SITTER_PYTHON_VERSION, regex_version(),
		yaml_version());
	int status = command_write(&o, &out);
	buf_release(&out);
	return status;
}

static int
print_usage(void)
{
	struct buf out = { 0 };

	buf_printf(&out,
	           "shoring: does the code still hold up? Import paths, requirements and class\n"
	           "hierarchies of a whole Python repository, without running it.\n\n"
	           "usage: shoring COMMAND [OPTION...] [OPERAND...]\n\n");
	for (size_t i = 0; i < countof(commands); i++) {
		char head[64];

		snprintf(head, sizeof(head), "%s %s", commands[i].name, commands[i].operands);
		buf_printf(&out, "  %-25s %s\n", head, commands[i].help);
	}
	buf_printf(&out,
	           "\nStart with `shoring check` in a repository; no configuration is needed.\n"
	           "`shoring COMMAND --help` tells more, `shoring --version` the versions.\n");
	struct options o = { 0 };
	int status = command_write(&o, &out);
	buf_release(&out);
	return status;
}

static int
print_help(const struct command *c)
{
	struct buf out = { 0 };
	struct options o = { 0 };

	buf_printf(&out, "usage: shoring %s [OPTION...]%s%s\n\n%s\n", c->name,
	           *c->operands != '\0' ? " " : "", c->operands, c->details);
	options_print(c->options, &out);
	int status = command_write(&o, &out);
	buf_release(&out);
	return status;
}

/* Those of reports are looked up by who writes them. */
static bool
has_format(const struct command *command, struct str format)
{
	struct str rest, one;

	if (command->formats == NULL || format.len == 0)
		return true;
	rest = str_of(command->formats);
	while (str_cut(&rest, ',', &one)) {
		if (one.at[0] == ' ')
			one = (struct str){ one.at + 1, one.len - 1 };
		if (str_eq(one, format))
			return true;
	}
	return false;
}

static int
run(struct arena *a, const struct command *command, struct strs words)
{
	struct command_words given;
	struct err err;

	if (!options_parse(a, command, words, &given, &err))
		return command_fail(&err);
	if (!given.help && !has_format(command, given.options.format)) {
		const char *formats = command->formats, *comma = strchr(formats, ',');

		err_set(&err, "%s has the format%s %.*s%s%s, not `" STR_FMT "`", command->name,
		        comma != NULL ? "s" : "", (int)strcspn(formats, ","), formats,
		        comma != NULL ? " and" : "", comma != NULL ? comma + 1 : "",
		        STR_ARG(given.options.format));
		return command_fail(&err);
	}
	return given.help ? print_help(command) : command->run(&given.options, given.operands);
}

static int
unknown_command(const char *word)
{
	struct str given = str_of(word);
	size_t best = nearest_limit(given);
	const char *near = NULL;

	if (*word == '-') {
		bool version = nearest_distance(given, STR("--version")) < best;

		fprintf(stderr, "shoring: there is no option `%s` without a command%s\n", word,
		        version ? " (did you mean `--version`?)"
		                : "; options follow it, as in `shoring check --strict`");
		return EXIT_USAGE;
	}
	if (habit_of_command(given) != NULL) {
		fprintf(stderr, "shoring: there is no command `%s`: %s\n", word,
		        habit_of_command(given));
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < countof(commands); i++) {
		struct str name = str_of(commands[i].name);
		size_t distance = nearest_distance(given, name);

		if (distance < best) {
			best = distance;
			near = commands[i].name;
		}
	}
	fprintf(stderr, "shoring: there is no command `%s`%s%s%s; `shoring --help` lists them\n",
	        word, near != NULL ? " (did you mean `" : "", near != NULL ? near : "",
	        near != NULL ? "`?)" : "");
	return EXIT_USAGE;
}

int
main(int argc, char **argv)
{
	/* `shoring help check` */
	if (argc > 2 && strcmp(argv[1], "help") == 0)
		for (size_t i = 0; i < countof(commands); i++)
			if (strcmp(argv[2], commands[i].name) == 0)
				return print_help(&commands[i]);
	if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    strcmp(argv[1], "help") == 0)
		return print_usage() != EXIT_CLEAN || argc < 2 ? EXIT_USAGE : EXIT_CLEAN;
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
		return print_version();

	for (size_t i = 0; i < countof(commands); i++) {
		if (strcmp(argv[1], commands[i].name) != 0)
			continue;
		struct arena a = { 0 };
		struct str *words = arena_array(&a, struct str, (size_t)argc);
		for (int w = 2; w < argc; w++)
			words[w - 2] = str_of(argv[w]);
		int status = run(&a, &commands[i], (struct strs){ words, (uint32_t)argc - 2 });
		arena_release(&a);
		return status;
	}
	return unknown_command(argv[1]);
}
