/*
 * settings.c - shoring's own configuration: for comments that hide what is found in it.
 */
#include "grammars/grammars.h"
#include "grammars/manifest.h"

/* That of the project alone: one below it is nobody's. */
static bool
claims(struct str path)
{
	return str_eq(path, STR("shoring.yaml")) || str_eq(path, STR(".shoring.yaml"));
}

static void
read_settings(void *worker, struct arena *scratch, struct str path, struct str text,
              struct fact_writer *out)
{
	struct manifest m = manifest_open(scratch, text, out);

	(void)worker, (void)path;
	manifest_ignores(&m, false);
}

const struct grammar grammar_settings = {
	.name = "settings",
	.version = 2,
	.claims = claims,
	.read = read_settings,
};
