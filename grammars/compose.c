/*
 * compose.c - compose files: what is built from which context, what is mounted in it, and what is started.
 *
 * A file that cannot be read as YAML says nothing: it is not ours to judge.
 */
#include "base/arena.h"
#include "base/doc.h"
#include "base/err.h"
#include "base/path.h"
#include "base/yaml.h"
#include "grammars/commands.h"
#include "grammars/grammars.h"
#include "grammars/toml_manifest.h"

#define LEAST_LEFT 65536 /* bytes */

static bool
claims(struct str path)
{
	static const struct str names[] = { { "compose", 7 }, { "docker-compose", 14 } };
	struct str base = path_base(path);

	if (!path_has_ext(base, STR("yml")) && !path_has_ext(base, STR("yaml")))
		return false;
	for (size_t i = 0; i < countof(names); i++)
		if (str_starts(base, names[i]) && strchr(".-_", base.at[names[i].len]) != NULL)
			return true;
	return false;
}

/* The value of a key, also through a merge key of the map itself. */
static const struct doc *
get(const struct doc *map, struct str key)
{
	const struct doc *found = doc_get(map, key), *merged = doc_get(map, STR("<<"));

	if (found != NULL || merged == NULL)
		return found;
	if (merged->kind == DOC_MAP)
		return doc_get(merged, key);
	for (uint32_t i = 0; merged->kind == DOC_LIST && found == NULL && i < merged->count; i++)
		found = doc_get(merged->items[i], key);
	return found;
}

static struct str
text_or(const struct doc *doc, struct str otherwise)
{
	return doc != NULL && doc->kind == DOC_STRING ? doc->text : otherwise;
}

/* What is still to be read, and how much of it: aliases may repeat a long text. */
struct compose {
	struct manifest m;
	size_t left;   /* bytes */
	size_t budget; /* of variables */
};

static bool
afford(struct compose *c, const struct doc *doc)
{
	size_t size = doc->text.len;

	for (uint32_t i = 0; i < doc->count; i++)
		size += doc->items[i]->text.len;
	if (size > c->left)
		return false;
	c->left -= size;
	return true;
}

/* `image`: what the service's image is called, or NULL. */
static void
read_build(const struct manifest *m, const struct doc *build, const struct doc *image)
{
	struct str context = STR("."), dockerfile = STR("Dockerfile");

	if (build->kind == DOC_STRING) {
		context = build->text;
	} else if (build->kind == DOC_MAP) {
		context = text_or(get(build, STR("context")), context);
		dockerfile = text_or(get(build, STR("dockerfile")), dockerfile);
	} else {
		return;
	}
	manifest_directive(m, DIRECTIVE_BUILD, doc_span(m, build), context, dockerfile);
	if (image != NULL && image->kind == DOC_STRING &&
	    (build->kind != DOC_MAP || get(build, STR("target")) == NULL))
		manifest_directive(m, DIRECTIVE_IMAGE, doc_span(m, image), STR(""), image->text);
}

/* A command: a list of words, or a line for a shell. */
static void
read_command(struct compose *compose, const struct doc *doc, struct str key)
{
	const struct manifest *m = &compose->m;
	const struct splitter s = { m->a, NULL, WORDS_SHELL, '\\', &compose->budget };
	struct word_vec words = { 0 };
	uint32_t next = 0;
	struct command c;

	for (uint32_t i = 0; doc->kind == DOC_LIST && i < doc->count; i++)
		if (doc->items[i]->kind != DOC_LIST && doc->items[i]->kind != DOC_MAP)
			*vec_push(m->a, &words) = (struct word){ .text = doc->items[i]->text };
	if (doc->kind == DOC_STRING) {
		const struct splice line = { doc->text, NULL, 0 };

		words = words_split(&s, &line);
	}
	words = command_unwrap(&s, words);
	while (command_next(words, &next, &c))
		manifest_directive(m, DIRECTIVE_COMMAND, doc_span(m, doc), key,
		                   words_join(m->a, c.words, c.count, '\n'));
}

/* A folder beside the file that is put into the container: "./shared:/app/shared:ro". Names of volumes and folders of the
 * machine have none of the repository. */
static void
read_mount(struct compose *c, const struct doc *doc)
{
	struct str source = STR(""), target = STR("");

	if (!afford(c, doc))
		return;
	if (doc->kind == DOC_MAP) {
		source = text_or(doc_get(doc, STR("source")), source);
		target = text_or(doc_get(doc, STR("target")), target);
	} else if (doc->kind == DOC_STRING) {
		struct str rest = doc->text;

		if (str_cut(&rest, ':', &source))
			(void)str_cut(&rest, ':', &target);
	}
	if (source.len > 0 && source.at[0] == '.' && target.len > 0 && target.at[0] == '/')
		manifest_directive(&c->m, DIRECTIVE_COPY, doc_span(&c->m, doc), source, target);
}

static void
read_service(struct compose *c, const struct doc *service)
{
	const struct doc *build = get(service, STR("build"));
	const struct doc *entrypoint = get(service, STR("entrypoint"));
	const struct doc *command = get(service, STR("command"));
	const struct doc *image = get(service, STR("image"));
	const struct doc *mounts = get(service, STR("volumes"));

	if (image != NULL && !afford(c, image))
		image = NULL;
	if (build != NULL && afford(c, build))
		read_build(&c->m, build, image);
	for (uint32_t i = 0; build != NULL && mounts != NULL && i < mounts->count; i++)
		read_mount(c, mounts->items[i]);
	if (entrypoint != NULL && afford(c, entrypoint))
		read_command(c, entrypoint, STR("ENTRYPOINT"));
	if (command != NULL && afford(c, command))
		read_command(c, command, STR("CMD"));
}

static void
read_compose(void *worker, struct arena *scratch, struct str path, struct str text,
             struct fact_writer *out)
{
	struct compose c = {
		.m = manifest_open(scratch, text, out),
		.left = 4 * text.len + LEAST_LEFT,
		.budget = WORDS_BUDGET,
	};
	struct err ignored;
	const struct doc *services =
		doc_get(yaml_read_foreign(scratch, text, &ignored), STR("services"));

	(void)worker, (void)path;
	for (uint32_t i = 0; services != NULL && i < services->count; i++) {
		c.m.stage = i;
		read_service(&c, services->items[i]);
	}
	manifest_ignores(&c.m, false);
}

const struct grammar grammar_compose = {
	.name = "compose",
	.version = 4,
	.claims = claims,
	.read = read_compose,
};
