/*
 * images.c - base images by the last part of their names.
 */
#include "imports/images.h"

#include "base/path.h"

static const char *const bare[] = {
	"python",
	"pypy",
	"debian",
	"ubuntu",
	"alpine",
	"fedora",
	"centos",
	"rockylinux",
	"almalinux",
	"amazonlinux",
	"archlinux",
	"scratch",
	"busybox",
	"node",
	"golang",
	"rust",
	"openjdk",
	"eclipse-temurin",
	"uv",
	"poetry",
	"cuda",
	"pytorch",
	"tensorflow",
	"miniconda3",
	"miniconda",
	"anaconda3",
	"micromamba",
	"mambaforge",
	"miniforge3",
	"python3",
	"ubi",
	"ubi-minimal",
	"ubi8",
	"ubi9",
	"wolfi-base",
	"nginx",
	"buildpack-deps",
	"gcc",
	"opensuse",
	"leap",
	"photon",
	"oraclelinux",
	"ruby",
	"php",
	"cloud-sdk",
	"google-cloud-cli",
	"azure-cli",
	"aws-cli",
	"maven",
	"gradle",
	"debian-slim",
};

static struct str
str_of(const char *s)
{
	return (struct str){ s, strlen(s) };
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

static bool
is_bare(struct str image)
{
	struct str name = image_name(image);

	for (size_t i = 0; i < countof(bare); i++)
		if (str_eq(name, str_of(bare[i])))
			return true;
	/* ubi9/python-311, gcr.io/distroless/static-debian12 */
	return str_starts(name, STR("python-3")) ||
	       str_eq(path_base(path_dir(image)), STR("distroless"));
}

/* Is it the name of one of the first `count` directives' stages? */
static bool
is_stage(const struct facts *f, struct str image, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (f->directives.at[i].kind == DIRECTIVE_STAGE &&
		    str_eq(facts_text(f, f->directives.at[i].key), image))
			return true;
	return false;
}

bool
images_are_bare(const struct facts *f)
{
	for (uint32_t i = 0; i < f->directives.count; i++) {
		struct str image = facts_text(f, f->directives.at[i].value);

		if (f->directives.at[i].kind == DIRECTIVE_STAGE && !is_stage(f, image, i) &&
		    !is_bare(image))
			return false;
	}
	return true;
}
