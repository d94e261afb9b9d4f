/*
 * manifests.c - prints what the grammars make of files: manifests FILE...
 *
 * Each file's name on a line of its own, then its rows as manifest.h writes them.
 */
#include "manifest.h"

#include "base/err.h"
#include "base/file.h"

int
main(int argc, char **argv)
{
	const struct grammars all = grammars_all();

	for (int i = 1; i < argc; i++) {
		struct arena a = { 0 };
		struct buf text = { 0 };
		struct str path = str_of(argv[i]);
		const struct grammar *grammar = NULL;
		struct err err;

		for (uint32_t g = 0; g < all.count && grammar == NULL; g++)
			if (all.at[g]->claims(path))
				grammar = all.at[g];
		printf("%s: %s\n", argv[i], grammar != NULL ? grammar->name : "nobody's");
		if (grammar != NULL && file_read(argv[i], (size_t)64 << 20, &text, &err)) {
			struct str says = manifest_read_as(&a, grammar, path, buf_text(&text));

			printf(STR_FMT, STR_ARG(says));
		}
		buf_release(&text);
		arena_release(&a);
	}
	return 0;
}
