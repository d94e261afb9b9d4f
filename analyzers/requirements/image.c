/*
 * image.c - base images that bring distributions, and commands that may install any.
 */
#include "requirements/image.h"

#include "base/arena.h"
#include "base/path.h"
#include "packaging/name.h"
#include "project/images.h"
#include "requirements/products.h"
#include "rules/python.h"

/* Does a shell put something else there? Not if it is the version alone: "tariff-kit==${VERSION}". */
static bool
is_filled_in(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '$' || s.at[i] == '`')
			return true;
		if (i > 0 && strchr("=<>~!", s.at[i]) != NULL)
			return false;
	}
	return false;
}

/* Images of Python with some libraries, and nothing else: whose, what they are called (NULL: anyhow), what they have. By the
 * files that they are published with. */
static const struct {
	const char *owner, *name;
	const char *dists[14];
} published[] = {
	{ "lambda",
	  NULL,
	  { "boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "six", "urllib3" } },
	{ "prefecthq", "prefect", { "prefect", "prefect-redis" } },
	{ "azure-functions", "python", { "azure-functions", "grpcio", "protobuf" } },
	{ "tiangolo",
	  "uvicorn-gunicorn-fastapi",
	  { "fastapi", "uvicorn", "gunicorn", "httpx", "jinja2", "python-multipart", "itsdangerous",
	    "pyyaml", "ujson", "orjson", "email-validator", "requests", "python-dotenv",
	    "websockets" } },
	{ "tiangolo",
	  "uvicorn-gunicorn-starlette",
	  { "starlette", "uvicorn", "gunicorn", "python-dotenv", "websockets", "pyyaml" } },
	{ "tiangolo",
	  "uvicorn-gunicorn",
	  { "uvicorn", "gunicorn", "python-dotenv", "websockets", "pyyaml" } },
	{ "tiangolo", "meinheld-gunicorn-flask", { "flask", "gunicorn", "meinheld" } },
	{ "tiangolo", "uwsgi-nginx-flask", { "flask", "uwsgi" } },
};

/* Is it made of such an image with more in it, by its tag: "prefect:3-python3.12-kubernetes"? */
static bool
has_variant(struct str base)
{
	return str_ends(base, STR("-kubernetes")) || str_ends(base, STR("-conda"));
}

static void
read_base(struct image *out, struct arena *a, struct str base)
{
	struct str owner = path_base(path_dir(base)), name = images_name(base);

	for (size_t i = 0; i < countof(published); i++) {
		if (!str_eq(owner, str_of(published[i].owner)) ||
		    (published[i].name != NULL && !str_eq(name, str_of(published[i].name))))
			continue;
		for (size_t k = 0; k < countof(published[i].dists); k++)
			if (published[i].dists[k] != NULL)
				*vec_push(a, &out->dists) = str_of(published[i].dists[k]);
		out->open = out->open || has_variant(base);
		return;
	}
	if (image_kind(base) != IMAGE_BARE)
		out->open = true;
	if (out->product == PRODUCT_NONE)
		out->product = products_of_image(base);
}

static struct str
word_after(struct str word, const char *prefix)
{
	struct str head = str_of(prefix);

	if (!str_starts(word, head))
		return STR("");
	return (struct str){ word.at + head.len, word.len - head.len };
}

/* "python3-psycopg2" of Debian, "py3-yaml" of Alpine. */
static void
read_system_package(struct image *out, struct arena *a, struct str word)
{
	static const char *const prefixes[] = { "python3-", "py3-", "python-" };

	for (size_t i = 0; i < countof(prefixes); i++) {
		struct str rest = word_after(word, prefixes[i]), name;

		if (rest.len == 0 || !str_cut(&rest, '=', &name))
			continue;
		*vec_push(a, &out->dists) = name_canonical(a, name);
		struct strs known = dists_of_import(name);
		for (uint32_t k = 0; k < known.count; k++)
			*vec_push(a, &out->dists) = known.at[k];
		return;
	}
}

struct command_words {
	struct str at[64]; /* the first ones */
	uint32_t count;
};

static bool
says(const struct command_words *c, const char *word)
{
	struct str w = str_of(word);

	for (uint32_t i = 1; i < c->count; i++)
		if (str_starts(c->at[i], w) && (c->at[i].len == w.len || c->at[i].at[w.len] == '='))
			return true;
	return false;
}

/* Does it run a script that is there to install, by its name? */
static bool
runs_installer(const struct command_words *c)
{
	static const char *const stems[] = { "bootstrap", "install", "setup" };

	for (uint32_t i = 0; i < c->count; i++) {
		struct str stem = path_stem(c->at[i]);

		/* `python setup.py install` is `pip install .`. */
		if (str_eq(path_base(c->at[i]), STR("setup.py")))
			continue;
		for (size_t k = 0; k < countof(stems) && path_has_ext(c->at[i], STR("py")); k++)
			if (str_starts(stem, str_of(stems[k])))
				return true;
	}
	return false;
}

/* A Python installer with its arguments. */
static void
read_installer(struct image *out, const struct command_words *c, struct str tool)
{
	static const char *const extras[] = {
		"--all-extras", "--extra",  "-E",     "--extras",
		"--all-groups", "--group",  "--with", "--dev",
		"-G",           "--groups", "-d"
	};

	for (uint32_t i = 1; i < c->count; i++)
		out->extras = out->extras ||
		              str_is_any(str_before(c->at[i], '='), extras, countof(extras));
	for (uint32_t i = 1; i < c->count; i++)
		if (is_filled_in(c->at[i]) && c->at[i].at[0] != '-' &&
		    (c->at[i - 1].at[0] != '-' || str_starts(c->at[i - 1], STR("-r"))))
			out->open = true;
	if (str_eq(tool, STR("poetry")) && says(c, "install"))
		out->development =
			out->development ||
			(!says(c, "--no-dev") && !says(c, "--only") && !says(c, "--without"));
	else if (str_eq(tool, STR("uv")) && says(c, "sync"))
		out->development =
			out->development ||
			(!says(c, "--no-dev") && !says(c, "--no-default-groups") &&
		         !says(c, "--no-group"));
	else if (str_eq(tool, STR("pdm")))
		out->development =
			out->development || (!says(c, "--prod") && !says(c, "--production"));
}

/* "pip install -e .": of what has been cloned before, it may be that. */
static bool
installs_folder(const struct command_words *c)
{
	static const char *const takes[] = {
		"-r", "--requirement", "-c", "--constraint", "-t", "--target", "-f", "--find-links"
	};

	if (!says(c, "install"))
		return false;
	for (uint32_t i = 1; i < c->count; i++)
		if ((c->at[i].at[0] == '.' || c->at[i].at[0] == '/') &&
		    !str_is_any(c->at[i - 1], takes, countof(takes)))
			return true;
	return false;
}

static void
read_command(struct image *out, struct arena *a, struct str text)
{
	static const char *const any[] = {
		"pixi", "easy_install", "buildout", "task", "just", "invoke"
	};
	static const char *const system[] = { "apt", "apt-get", "apk", "yum", "dnf", "microdnf" };
	static const char *const tools[] = {
		"pip", "pip3", "uv", "poetry", "pdm", "pipenv", "conda", "mamba", "micromamba"
	};
	struct command_words c = { .count = 0 };
	struct str rest = text, word;

	while (c.count < countof(c.at) && str_cut(&rest, '\n', &word))
		if (word.len > 0)
			c.at[c.count++] = word;
	if (c.count == 0)
		return;
	word = path_base(c.at[0]);
	if (str_is_any(word, any, countof(any)) || runs_installer(&c))
		out->open = true;
	if (str_is_any(word, system, countof(system)))
		for (uint32_t i = 1; i < c.count; i++)
			read_system_package(out, a, c.at[i]);
	out->clones = out->clones || (str_eq(word, STR("git")) && says(&c, "clone"));
	for (uint32_t i = 0; i < c.count && i < 4; i++) {
		struct str tool = path_base(c.at[i]);

		if (str_is_any(tool, tools, countof(tools))) {
			read_installer(out, &c, tool);
			out->open = out->open || (out->clones && installs_folder(&c));
			break;
		}
	}
}

/* Where the image comes from, and what a script installs, is another part if it is of the repository. */
void
image_read(struct image *out, struct arena *a, const struct project *p,
           const struct image_part *part)
{
	const struct facts *f = &p->scan->files.at[part->file].facts;

	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];
		struct str value = facts_text(f, d->value);

		if (!image_part_has(part, &d->span))
			continue;
		if (d->kind == DIRECTIVE_COMMAND && str_eq(facts_text(f, d->key), STR("RUN")))
			read_command(out, a, value);
		if (d->kind == DIRECTIVE_OPEN)
			out->open = true;
		if (project_leads(p, part->file, i))
			continue;
		if (d->kind == DIRECTIVE_RUN)
			out->open = true;
		if (image_of(f, i).len > 0)
			read_base(out, a, value);
	}
}
