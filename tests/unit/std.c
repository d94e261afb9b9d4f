/*
 * std.c - prints what the tables of the standard library say; driven by tests/differential.
 *
 * usage: std MINOR
 *
 * Standard input: a module a line. Standard output: "M<TAB>module" for each that there is, with
 * its names below it, then "C<TAB>id<TAB>name<TAB>flags<TAB>meta<TAB>solid<TAB>bases" for each
 * class, with the names in it below: "N<TAB>name<TAB>kind<TAB>star<TAB>what", where classes are
 * ids and the ids of a list have spaces between them.
 */
#include "rules/std.h"
#include "base/defs.h"

#include <stdio.h>
#include <stdlib.h>

static void
put_list(struct std_classes list)
{
	for (uint32_t i = 0; i < list.count; i++)
		printf("%s%u", i > 0 ? " " : "", (unsigned)list.at[i]);
}

static void
put_name(struct std_name name)
{
	static const char kinds[] = "?carmfv";

	printf("N\t" STR_FMT "\t%c\t%d\t", STR_ARG(name.name),
	       name.adds_generic ? 'g' : kinds[name.kind], name.star);
	if (name.kind == STD_CLASS)
		printf("%u", (unsigned)name.cls);
	else if (name.kind == STD_MODULE)
		printf(STR_FMT, STR_ARG(name.module));
	else
		put_list(name.entries);
	putchar('\n');
}

/* Ask for the name alone too: both ways must agree. */
static void
check_name(struct std_name listed, struct std_name asked)
{
	if (listed.kind != asked.kind || listed.cls != asked.cls || listed.star != asked.star ||
	    !str_eq(listed.name, asked.name) || listed.entries.at != asked.entries.at) {
		fprintf(stderr, STR_FMT ": listed and asked differ\n", STR_ARG(listed.name));
		exit(EXIT_FAILURE);
	}
}

static void
put_module(unsigned minor, struct str module)
{
	struct std_name name;

	printf("M\t" STR_FMT "\n", STR_ARG(module));
	for (uint32_t at = 0; std_module_next(minor, module, &at, &name);) {
		put_name(name);
		check_name(name, std_module_name(minor, module, name.name));
	}
}

static void
put_class(unsigned minor, std_class cls)
{
	struct std_class_info info;
	struct std_name name;

	if (!std_class_get(minor, cls, &info))
		return;
	printf("C\t%u\t" STR_FMT "\t%u\t%u\t%u\t", (unsigned)cls, STR_ARG(info.name), info.flags,
	       (unsigned)info.meta, (unsigned)info.solid);
	put_list(info.bases);
	putchar('\n');
	for (uint32_t at = 0; std_class_next(minor, cls, &at, &name);) {
		put_name(name);
		check_name(name, std_class_name(minor, cls, name.name));
	}
}

int
main(int argc, char *argv[])
{
	char line[512];
	unsigned minor = argc == 2 ? (unsigned)strtoul(argv[1], NULL, 10) : 0;

	while (fgets(line, sizeof(line), stdin) != NULL) {
		struct str module = { line, strcspn(line, "\n") };

		if (std_has_module(minor, module))
			put_module(minor, module);
	}
	for (uint32_t cls = 0; cls < std_class_count(); cls++)
		put_class(minor, (std_class)cls);
	return 0;
}
