/*
 * images.c - base images by the last part of their names.
 */
#include "common/images.h"

#include "base/path.h"

/* Stages that are looked back over for the name of one; more than 127 layers no image has. */
#define STAGES_LIMIT 200

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

static bool
is_any(struct str s, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(s, str_of(words[i])))
			return true;
	return false;
}

/* "registry:5000/library/python:3.12-slim@sha256:…" is `python`. */
static struct str
image_name(struct str image)
{
	struct str name = path_base(image);

	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] == ':' || name.at[i] == '@')
			name.len = i;
	return name;
}

enum image_kind
image_kind(struct str image)
{
	struct str name = image_name(image);

	/* ubi9/python-311, gcr.io/distroless/static-debian12 */
	if (is_any(name, bare, countof(bare)) || str_starts(name, STR("python-3")) ||
	    str_eq(path_base(path_dir(image)), STR("distroless")))
		return IMAGE_BARE;
	return is_any(name, stocked, countof(stocked)) ? IMAGE_STOCKED : IMAGE_UNKNOWN;
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
images_are_without_code(const struct facts *f)
{
	for (uint32_t i = 0; i < f->directives.count; i++) {
		struct str image = image_of(f, i);

		if (image.len > 0 && image_kind(image) == IMAGE_UNKNOWN)
			return false;
	}
	return true;
}
