/*
 * resolve.c - asks the model what dotted names are; driven by tests/differential.
 *
 * Standard input, for each tree: "roots<TAB>TREE<TAB>r1<TAB>r2…" (the tree's directory and others below
 * it, "." for itself), then a dotted name a line. Standard output: a line for each name: the path of the
 * file, "namespace" or "-".
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/vec.h"
#include "grammars/grammars.h"
#include "project/project.h"

#include <stdio.h>

VEC(texts, struct config_text);

#define HEAD STR("roots\t")

static bool
read_input(struct buf *out)
{
	char block[65536];
	size_t n;

	while ((n = fread(block, 1, sizeof(block), stdin)) > 0)
		buf_put(out, block, n);
	return ferror(stdin) == 0;
}

static bool
build(struct arena *a, struct str line, struct config *config, struct scan *scan,
      struct project *project)
{
	struct buf root = { 0 };
	struct err err;
	struct str word;
	struct texts roots = { 0 };

	if (!str_cut(&line, '\t', &word) || !file_canonical(str_keep(a, word).at, &root, &err))
		return false;
	while (str_cut(&line, '\t', &word))
		vec_push(a, &roots)->text = str_eq(word, STR(".")) ? STR("") : word;
	config_default(config, str_keep(a, buf_text(&root)));
	buf_release(&root);
	config->has_source_roots = true;
	config->source_roots = (struct config_texts){ roots.at, roots.count };
	config->discover = false;

	struct scan_options options = { .root = config->root, .jobs = 1 };
	if (!scan_run(scan, a, &options, grammars_all(), &err)) {
		fprintf(stderr, "%s\n", err.text);
		return false;
	}
	project_build(project, a, config, scan, 1);
	return true;
}

/* What one tree's names are; `rest` is left at the next tree. */
static bool
answer(struct str roots, struct str *rest)
{
	struct arena a = { 0 };
	struct config config;
	struct scan scan;
	struct project project;
	struct str name;

	if (!build(&a, roots, &config, &scan, &project))
		return false;
	while (!str_starts(*rest, HEAD) && str_cut(rest, '\n', &name)) {
		module_id to;

		if (name.len == 0)
			continue;
		switch (project_find(&project, ENV_REPOSITORY, name, &to)) {
		case TARGET_MODULE:
			/* A stub is there for type checkers alone. */
			printf(STR_FMT "\n",
			       STR_ARG(project.modules.at[to].stub ? STR("-")
			                                           : project.modules.at[to].path));
			break;
		case TARGET_NAMESPACE:
			printf("namespace\n");
			break;
		default:
			printf("-\n");
		}
	}
	arena_release(&a);
	return true;
}

int
main(void)
{
	struct buf input = { 0 };

	if (!read_input(&input))
		return 2;
	struct str rest = buf_text(&input), line;
	while (str_cut(&rest, '\n', &line)) {
		line = str_from(line, HEAD.len);
		if (!answer(line, &rest)) {
			fprintf(stderr, STR_FMT "\n", STR_ARG(line));
			return 2;
		}
	}
	buf_release(&input);
	return 0;
}
