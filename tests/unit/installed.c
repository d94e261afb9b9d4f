/*
 * installed.c - asks an installed environment, for the tests in Python.
 *
 * usage: installed ROOT ENVIRONMENT < questions
 *
 * A question a line, a word and its operand: "of a.b", "requires celery[redis]", "version celery",
 * "command gunicorn", "commands pip", "tops pyyaml", "plugs pytest-cov", "extra celery redis", "module a.b" (with its classes, -1:
 * it was not read), "find a.b". An answer a line.
 * Without ENVIRONMENT it is looked for.
 */
#include "installed/installed.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "grammars/grammars.h"

#include <stdio.h>
#include <stdlib.h>

static void
print(struct strs list)
{
	for (uint32_t i = 0; i < list.count; i++)
		printf("%s" STR_FMT, i > 0 ? " " : "", STR_ARG(list.at[i]));
	puts("");
}

static void
print_module(struct installed *env, struct str dotted, bool read)
{
	static const char *const kinds[] = {
		[INSTALLED_NOTHING] = "nothing",     [INSTALLED_MODULE] = "module",
		[INSTALLED_PACKAGE] = "package",     [INSTALLED_EXTENSION] = "extension",
		[INSTALLED_NAMESPACE] = "namespace",
	};
	const struct installed_module *m = installed_find(env, dotted);

	if (m == NULL) {
		puts("nothing");
		return;
	}
	const struct facts *f = read ? installed_facts(env, m) : NULL;
	printf("%s%s%s " STR_FMT " %d\n", kinds[m->kind], m->package ? " package" : "",
	       m->stub ? " stub" : "", STR_ARG(m->path), f != NULL ? (int)f->classes.count : -1);
}

static void
answer(struct installed *env, struct str line)
{
	struct str rest = line, word;
	struct strs list = { 0 };

	if (!str_cut(&rest, ' ', &word))
		return;
	if (str_eq(word, STR("of")))
		print(installed_dists_of(env, rest));
	else if (str_eq(word, STR("requires")))
		installed_requires(env, rest, 11, 11, &list) ? print(list) : (void)puts("?");
	else if (str_eq(word, STR("version")))
		printf(STR_FMT "\n", STR_ARG(installed_version(env, rest)));
	else if (str_eq(word, STR("commands")))
		print(installed_commands(env, rest));
	else if (str_eq(word, STR("tops")))
		print(installed_tops(env, rest));
	else if (str_eq(word, STR("plugs")))
		print(installed_plugs(env, rest));
	else if (str_eq(word, STR("module")))
		print_module(env, rest, true);
	else if (str_eq(word, STR("find")))
		print_module(env, rest, false);
	else
		puts("what?");
}

int
main(int argc, char **argv)
{
	struct arena a = { 0 };
	const char *active = getenv("VIRTUAL_ENV");
	struct installed_options options = { .python = &grammar_python };
	struct installed *env;
	struct err err;
	char line[4096];

	if (argc < 2)
		return 2;
	options.root = str_of(argv[1]);
	if (argc > 2)
		options.configured = str_of(argv[2]);
	if (active != NULL)
		options.active = str_of(active);
	if (!installed_open(&env, &a, &options, &err)) {
		printf("error: %s\n", err.text);
	} else if (env == NULL) {
		puts("none");
	} else {
		printf(STR_FMT " 3.%u %u\n", STR_ARG(installed_name(env)), installed_python(env),
		       installed_count(env));
		while (fgets(line, sizeof(line), stdin) != NULL)
			answer(env, (struct str){ line, strcspn(line, "\n") });
	}
	arena_release(&a);
	return 0;
}
