/*
 * config.c - the top of the configuration, and the reading of a whole file.
 */
#include "config/config.h"

#include "base/arena.h"
#include "base/err.h"
#include "config/schema.h"

static void
read_version(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	(void)to;
	if (value->kind != DOC_INT)
		complain_kind(r, key, value);
	else if (value->number != 1)
		complain(r, value->place, "`%s` " STR_FMT " is not known: only 1 is", key->name,
		         STR_ARG(value->text));
}

/* "3.11", which without quotes is a float. */
static void
read_python(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct str text = value->text, minor = text;
	unsigned number = 0;

	if (value->kind == DOC_LIST || value->kind == DOC_MAP || value->kind == DOC_BOOL) {
		complain_kind(r, key, value);
		return;
	}
	if (str_starts(text, STR("3.")))
		minor = (struct str){ text.at + 2, text.len - 2 };
	for (size_t i = 0; i < minor.len && number < 1000; i++)
		number = char_is_digit(minor.at[i]) ? number * 10 + (unsigned)(minor.at[i] - '0')
		                                    : 1000;
	if (minor.len == text.len || minor.len == 0 || number >= 1000) {
		complain(r, value->place, "`%s` must be %s, not `" STR_FMT "`", key->name,
		         key->kind, STR_ARG(text));
	} else if (value->kind == DOC_FLOAT && number == 1) {
		complain(r, value->place,
		         "`%s` is the number 3.1; for Python 3.10 write \"3.10\", with quotes",
		         key->name);
	} else if (number < PYTHON_OLDEST || number > PYTHON_NEWEST) {
		complain(r, value->place, "`%s`: Python " STR_FMT " is not known: 3.%d to 3.%d are",
		         key->name, STR_ARG(text), PYTHON_OLDEST, PYTHON_NEWEST);
	}
	*(unsigned *)to = number;
}

#define AT(field) offsetof(struct config, field)

static const struct key imports_keys[] = {
	{ .name = "contracts",
	  .read = read_contracts,
	  .to = AT(contracts),
	  .kind = "a list of contracts",
	  .says = "which imports are forbidden" },
	{ .name = "dynamic-importers",
	  .read = read_importers,
	  .to = AT(importers),
	  .kind = "a list of strings",
	  .says = "functions that import the module an argument names",
	  .example = "dynamic-importers: [\"shared.loading.load_plugin:0\"]" },
};

static const struct key requirements_keys[] = {
	{ .name = "map",
	  .read = read_pairs,
	  .to = AT(distributions),
	  .kind = "a map from module to distribution",
	  .says = "which distribution provides a module",
	  .example = "map: {yaml: PyYAML, google.cloud.firestore: google-cloud-firestore}" },
	{ .name = "submodules",
	  .read = read_pairs,
	  .to = AT(submodules),
	  .kind = "a map from module to distribution",
	  .says = "which further distribution a submodule needs",
	  .example = "submodules: {sentry_sdk.integrations.sqlalchemy: sqlalchemy}" },
	{ .name = "provided",
	  .read = read_distributions,
	  .to = AT(provided),
	  .kind = "a list of distributions",
	  .says = "what the platform installs",
	  .example = "provided: [boto3]" },
	{ .name = "used",
	  .read = read_distributions,
	  .to = AT(used),
	  .kind = "a list of distributions",
	  .says = "what is declared and needed, though never imported",
	  .example = "used: [gunicorn]" },
	{ .name = "development",
	  .read = read_development,
	  .to = AT(development),
	  .kind = "a list of manifests or groups",
	  .says = "manifests that are not for running",
	  .example = "development: [requirements-dev.txt, \"group:test\"]" },
};

static const struct key classes_keys[] = {
	{ .name = "mixins",
	  .read = read_class_globs,
	  .to = AT(mixins),
	  .kind = "a list of class names",
	  .says = "names treated as mixins; by default `*Mixin`",
	  .example = "mixins: [\"*Mixin\", \"*Support\"]" },
};

static const char *const imports_called[] = { "`imports`" };
static const char *const requirements_called[] = { "`requirements`" };
static const char *const classes_called[] = { "`classes`" };
static const char *const top_called[] = { "" };

const struct section section_imports = {
	imports_called, imports_keys, countof(imports_keys), NULL
};
const struct section section_requirements = {
	requirements_called, requirements_keys, countof(requirements_keys), NULL
};
const struct section section_classes = {
	classes_called, classes_keys, countof(classes_keys), NULL
};

static const struct key top_keys[] = {
	{ .name = "version",
	  .read = read_version,
	  .kind = "1",
	  .says = "the version of this file's format",
	  .example = "version: 1" },
	{ .name = "python",
	  .read = read_python,
	  .to = AT(python),
	  .given = GIVEN(struct config, has_python),
	  .kind = "a version such as \"3.11\"",
	  .says = "the Python to judge by; by default what requires-python or .python-version "
	          "says, "
	          "else the newest known",
	  .example = "python: \"3.11\"" },
	{ .name = "source-roots",
	  .read = read_paths,
	  .to = AT(source_roots),
	  .given = GIVEN(struct config, has_source_roots),
	  .kind = "a list of paths",
	  .says = "where imports are looked up; by default detected",
	  .example = "source-roots: [\".\", src]" },
	{ .name = "exclude",
	  .read = read_path_globs,
	  .to = AT(exclude),
	  .kind = "a list of path patterns",
	  .says = "files to leave out, besides .gitignore's",
	  .example = "exclude: [\"**/migrations/**\"]" },
	{ .name = "environment",
	  .read = read_text,
	  .to = AT(environment),
	  .kind = "a path",
	  .says = "an installed environment to read metadata from; by default detected",
	  .example = "environment: .venv" },
	{ .name = "cache",
	  .read = read_path_text,
	  .to = AT(cache),
	  .kind = "a path",
	  .says = "the directory for what is kept between runs; by default the user's cache",
	  .example = "cache: .cache/shoring" },
	{ .name = "baseline",
	  .read = read_path_text,
	  .to = AT(baseline),
	  .kind = "a path",
	  .says = "the file of known findings, which are not reported; by default "
	          "shoring-baseline.json, if it is there",
	  .example = "baseline: ci/known.json" },
	{ .name = "services",
	  .read = read_services,
	  .kind = "a list of services",
	  .says = "the units that are deployed" },
	{ .name = "imports",
	  .section = &section_imports,
	  .kind = "a map",
	  .says = "the import contracts" },
	{ .name = "requirements",
	  .section = &section_requirements,
	  .kind = "a map",
	  .says = "what is known of distributions" },
	{ .name = "classes",
	  .section = &section_classes,
	  .kind = "a map",
	  .says = "what is known of classes" },
	{ .name = "patterns",
	  .read = read_patterns,
	  .to = AT(patterns),
	  .kind = "a list of patterns",
	  .says = "queries over Python" },
	{ .name = "rules",
	  .read = read_rules,
	  .kind = "a map",
	  .says = "the severity of each rule, and where it finds nothing" },
};

const struct section section_top = { top_called, top_keys, countof(top_keys), NULL };

/* What is taken for a mixin where nothing else is said. */
static const struct config_text mixin = { .text = { "*Mixin", 6 } };

bool
config_has(struct config_texts texts, struct str text)
{
	for (uint32_t i = 0; i < texts.count; i++)
		if (str_eq(texts.at[i].text, text))
			return true;
	return false;
}

void
config_default(struct config *out, struct str root)
{
	*out = (struct config){
		.root = root, .file = STR(""), .environment = { .text = STR("") }, .discover = true
	};
	out->mixins = (struct config_texts){ &mixin, 1 };
	for (size_t i = 0; i < RULE_COUNT; i++)
		out->rules[i].severity = rules[i].severity;
}

bool
config_present(const struct doc *doc, const char *table)
{
	return doc_find(doc, table) != NULL;
}

bool
config_read(struct config *out, struct arena *a, struct str root,
            const struct config_source *source, struct err *err)
{
	struct reading r = { .config = out, .arena = a, .err = err };
	const struct doc *doc;

	config_default(out, str_keep(a, root));
	out->file = str_keep(a, source->file);
	r.file = out->file;
	doc = source->read(a, source->text, err);
	if (doc == NULL)
		return err_set(err, STR_FMT ":%s", STR_ARG(source->file), err->text);
	doc = doc_find(doc, source->table);
	if (doc == NULL || doc->kind == DOC_NULL)
		return true;
	if (doc->kind != DOC_MAP)
		complain(&r, doc->place, "the configuration must be a map of keys, not %s",
		         doc_kind_name(doc->kind));
	else
		section_read(&r, &section_top, 0, doc, out);
	return !r.failed;
}
