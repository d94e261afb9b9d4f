/*
 * images.c - base images by the last part of their names.
 */
#include "project/images.h"

#include "base/path.h"

/* Stages that are looked back over for the name of one; more than 127 layers no image has. */
#define STAGES_LIMIT 200
/* Directives of a Dockerfile of which it is asked what they make. */
#define DIRECTIVES_MOST 1000

static const char *const bare[] = {
	"python",      "python3", "pypy",        "debian",     "debian-slim", "ubuntu",
	"alpine",      "fedora",  "centos",      "rockylinux", "almalinux",   "archlinux",
	"opensuse",    "leap",    "amazonlinux", "photon",     "wolfi-base",  "ubi",
	"ubi-minimal", "ubi8",    "ubi9",        "scratch",    "busybox",     "buildpack-deps",
	"cuda",        "node",    "golang",      "rust",       "openjdk",     "eclipse-temurin",
	"maven",       "gradle",  "ruby",        "php",        "gcc",         "nginx",
	"uv",          "poetry",  "oraclelinux",
};

static const char *const stocked[] = {
	"pytorch",    "tensorflow", "miniconda3", "miniconda",        "anaconda3", "micromamba",
	"mambaforge", "miniforge3", "cloud-sdk",  "google-cloud-cli", "azure-cli", "aws-cli",
};

struct str
images_name(struct str image)
{
	struct str name = path_base(image);

	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] == ':' || name.at[i] == '@')
			name.len = i;
	return name;
}

/* "ubi9", "ubi10-minimal": Red Hat's operating system, also in its images of languages. */
static bool
is_ubi(struct str name)
{
	return str_starts(name, STR("ubi")) && name.len > 3 && char_is_digit(name.at[3]);
}

enum image_kind
image_kind(struct str image)
{
	struct str name = images_name(image);

	struct str family = path_base(path_dir(image));

	/* ubi9/nodejs-22, ubi9-minimal, gcr.io/distroless/static-debian12 */
	if (str_is_any(name, bare, countof(bare)) || str_starts(name, STR("python-3")) ||
	    is_ubi(name) || is_ubi(family) || str_eq(family, STR("distroless")))
		return IMAGE_BARE;
	/* prefecthq/prefect, tiangolo/uvicorn-gunicorn-fastapi */
	if (str_eq(family, STR("prefecthq")) || str_eq(family, STR("tiangolo")))
		return IMAGE_STOCKED;
	return str_is_any(name, stocked, countof(stocked)) ? IMAGE_STOCKED : IMAGE_UNKNOWN;
}

/* Is it the name of one of the stages before that directive, the nearest ones? */
static bool
is_stage(const struct facts *f, struct str image, uint32_t directive)
{
	uint32_t stages = 0;

	for (uint32_t i = directive; i > 0 && stages < STAGES_LIMIT; i--) {
		const struct fact_directive *row = &f->directives.at[i - 1];

		if (row->kind != DIRECTIVE_STAGE)
			continue;
		if (str_eq(facts_text(f, row->key), image))
			return true;
		stages++;
	}
	return false;
}

struct str
image_of(const struct facts *f, uint32_t directive)
{
	struct str image = facts_text(f, f->directives.at[directive].value);

	if (f->directives.at[directive].kind != DIRECTIVE_STAGE || is_stage(f, image, directive))
		return STR("");
	return image;
}

bool
images_are_without_code(const struct project *p, const struct image_part *part)
{
	const struct facts *f = &p->scan->files.at[part->file].facts;

	for (uint32_t i = 0; i < f->directives.count; i++) {
		struct str image = image_of(f, i);

		if (image.len > 0 && image_kind(image) == IMAGE_UNKNOWN &&
		    !project_leads(p, part->file, i))
			return false;
	}
	return true;
}

bool
images_have_python(const struct facts *f)
{
	static const char *const others[] = {
		"node", "golang",          "rust", "openjdk", "maven", "gradle",
		"ruby", "eclipse-temurin", "php",  "nginx",   "httpd", "dotnet"
	};

	for (uint32_t i = 0; i < f->directives.count; i++) {
		struct str image = image_of(f, i), text = facts_text(f, f->directives.at[i].value);

		if (image.len > 0 && !str_is_any(images_name(image), others, countof(others)))
			return true;
		if (f->directives.at[i].kind == DIRECTIVE_COMMAND &&
		    (str_has(text, STR("py")) || str_has(text, STR("pip"))))
			return true;
	}
	return f->directives.count == 0;
}

/* Is one of the parts of a path, or of the value of an option, called so? */
static bool
has_part(struct str word, struct str name)
{
	size_t start = 0;

	for (size_t i = 0; name.len > 0 && i <= word.len; i++) {
		if (i < word.len && word.at[i] != '/' && word.at[i] != '=' && word.at[i] != ':')
			continue;
		if (str_eq(str_slice(word, start, i), name))
			return true;
		start = i + 1;
	}
	return false;
}

/* A command that makes no modules out of what it is given. */
static bool
is_harmless(struct str program)
{
	static const char *const names[] = {
		"pip",     "pip3",    "uv",       "poetry",  "pdm", "pipenv", "conda",
		"apt",     "apt-get", "apk",      "yum",     "dnf", "chmod",  "chown",
		"cd",      "rm",      "ls",       "test",    "[",   "export", "set",
		"adduser", "useradd", "addgroup", "groupadd"
	};

	return str_is_any(program, names, countof(names));
}

bool
images_may_make(const struct facts *f, struct str path)
{
	struct str file = path_base(path), folder = path_base(path_dir(path));

	/* Every package has one of its own. */
	if (str_eq(file, STR("__init__.py")))
		file = STR("");
	/* Whoever runs so many makes more than can be told. */
	if (f->directives.count > DIRECTIVES_MOST)
		return true;
	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];
		struct str rest = facts_text(f, d->value), word;

		if (d->kind != DIRECTIVE_COMMAND || !str_eq(facts_text(f, d->key), STR("RUN")) ||
		    !str_cut(&rest, '\n', &word) || is_harmless(path_base(word)))
			continue;
		while (str_cut(&rest, '\n', &word))
			if (has_part(word, file) || has_part(word, folder))
				return true;
	}
	return false;
}
