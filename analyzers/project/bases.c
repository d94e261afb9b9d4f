/*
 * bases.c - which Dockerfile of the repository an image is built of that another one starts from.
 *
 * What builds it may say so: a compose file, a script, CI (builds.c). Else one Dockerfile may be called as the image is:
 * Dockerfile.base, base/Dockerfile for `registry/base`. Where several would do nobody knows.
 */
#include "base/hash.h"
#include "base/path.h"
#include "project/images.h"
#include "project/model.h"

/* A Dockerfile with more rows is not followed. */
#define ROWS_MOST 1000

bool
bases_is_dockerfile(const struct model *m, file_id file)
{
	return file != UINT32_MAX && manifest_is(&m->scan->files.at[file], "dockerfile");
}

/* The part of its own name that says which one it is: "base" of Dockerfile.base, Dockerfile-base and base.Dockerfile;
 * else its folder's name. */
static struct str
called(struct str path)
{
	struct str base = path_base(path), kind;
	static const char *const kinds[] = { "Dockerfile", "Containerfile" };

	for (size_t i = 0; i < countof(kinds); i++) {
		kind = str_of(kinds[i]);
		if (base.len < kind.len)
			continue;
		if (str_like(base, kind))
			return path_base(path_dir(path));
		if (str_like(str_slice(base, 0, kind.len), kind))
			return str_from(base, kind.len + 1);
		if (str_like(str_from(base, base.len - kind.len), kind))
			return str_slice(base, 0, base.len - kind.len - 1);
	}
	return STR("");
}

static void
index_names(struct model *m)
{
	for (uint32_t i = 0; i < m->deployment_count; i++) {
		struct str name = called(m->scan->files.at[m->deployments[i]].path);

		if (!bases_is_dockerfile(m, m->deployments[i]) || name.len == 0)
			continue;
		uint32_t *at = map_put(m->arena, &m->called, str_hash(name), NULL);
		*at = *at == 0 ? m->deployments[i] + 1 : ID_NONE;
	}
}

/* The last part of an image's name, without its tag. */
static struct str
last_part(struct str image)
{
	return str_before(str_before(path_base(image), ':'), '@');
}

static bool
is_filled_in(struct str s)
{
	return memchr(s.at, '$', s.len) != NULL || memchr(s.at, '{', s.len) != NULL;
}

/* May it be one of the repository's own by its name alone? `flink` and `tensorflow/serving` are others'. */
static bool
is_own_name(struct str image, struct str word)
{
	struct str rest = image, first;
	bool host = memchr(image.at, '/', image.len) != NULL && str_cut(&rest, '/', &first) &&
	            (is_filled_in(first) || memchr(first.at, '.', first.len) != NULL ||
	             memchr(first.at, ':', first.len) != NULL);

	return host || str_has(word, STR("base")) || memchr(word.at, '-', word.len) != NULL ||
	       memchr(word.at, '_', word.len) != NULL;
}

/* Does the Dockerfile start from an image of that name itself? */
static bool
starts_from(const struct facts *f, struct str word)
{
	for (uint32_t i = 0; i < f->directives.count; i++)
		if (f->directives.at[i].kind == DIRECTIVE_STAGE &&
		    str_eq(last_part(facts_text(f, f->directives.at[i].value)), word))
			return true;
	return false;
}

/* Do both name one image, whatever its tag? What is filled in, and what only one of them says, is not compared. */
static bool
is_same_image(struct str left, struct str right)
{
	if (!str_eq(last_part(left), last_part(right)))
		return false;
	for (;;) {
		left = path_dir(left);
		right = path_dir(right);
		if (left.len == 0 || right.len == 0 || is_filled_in(path_base(left)) ||
		    is_filled_in(path_base(right)))
			return true;
		if (!str_eq(path_base(left), path_base(right)))
			return false;
	}
}

/* The one that is told to be built so; UINT32_MAX: none is, *told: or more than one. */
static file_id
told_base(const struct model *m, struct str image, bool *told)
{
	const uint32_t *first = map_find(&m->builds_of, str_hash(last_part(image)));
	file_id found = UINT32_MAX;

	for (uint32_t n = first != NULL ? *first : 0; n > 0; n = m->builds.at[n - 1].next) {
		const struct build *build = &m->builds.at[n - 1];

		if (!is_same_image(build->image, image) || build->dockerfile == found)
			continue;
		if (*told)
			return UINT32_MAX;
		*told = true;
		found = build->dockerfile;
	}
	return found;
}

void
bases_told(struct model *m, struct str image, file_id dockerfile)
{
	struct str word = last_part(image);

	if (word.len == 0 || is_filled_in(word))
		return;
	uint32_t *first = map_put(m->arena, &m->builds_of, str_hash(word), NULL);
	*vec_push(m->arena, &m->builds) = (struct build){ image, dockerfile, *first };
	*first = m->builds.count;
}

static file_id
look_for(struct model *m, struct str image)
{
	struct str word = last_part(image);
	bool told = false;
	file_id found;

	if (word.len == 0 || is_filled_in(word) || image_kind(image) != IMAGE_UNKNOWN)
		return UINT32_MAX;
	if (!m->builds_are_read) {
		m->builds_are_read = true;
		builds_read(m);
		index_names(m);
	}
	found = told_base(m, image, &told);
	if (!told && is_own_name(image, word)) {
		const uint32_t *by_name = map_find(&m->called, str_hash(word));

		found = by_name != NULL && *by_name != ID_NONE ? *by_name - 1 : UINT32_MAX;
	}
	if (found == UINT32_MAX)
		return found;
	const struct facts *f = &m->scan->files.at[found].facts;
	return starts_from(f, word) || f->directives.count > ROWS_MOST ? UINT32_MAX : found;
}

file_id
base_of(struct model *m, struct str image)
{
	bool fresh;
	uint32_t *known = map_put(m->arena, &m->bases, str_hash(image), &fresh);

	if (fresh) {
		file_id found = look_for(m, image);

		*known = found != UINT32_MAX ? found + 1 : 0;
	}
	return *known != 0 ? *known - 1 : UINT32_MAX;
}
