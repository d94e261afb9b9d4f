/*
 * named.c - which files other files name as lists of requirements, and which ones Dockerfiles run.
 */
#include "scan/named.h"

#include "base/arena.h"
#include "base/path.h"
#include "scan/excludes.h"

struct naming {
	struct grammars grammars;
	struct named_rows *out;
	struct arena *arena;
	const struct scanned *file;
	const struct place_index *paths;
	bool *known;
	bool script; /* what is named is */
};

static void
take(struct naming *n, struct str path)
{
	uint32_t at;

	if (!places_find(n->paths, path, &at))
		return;
	if (!n->known[at])
		*vec_push(n->arena, n->out) = (struct named){ at, n->script };
	n->known[at] = true;
}

static void
take_from(struct naming *n, struct str dir, struct str value)
{
	struct str path;

	if (value.len > 0 && path_resolve(n->arena, dir, value, &path))
		take(n, path);
}

/* Of a plain path, in `at`, that has room for it. */
static void
take_below(struct naming *n, char *at, struct str dir, struct str path)
{
	size_t len = dir.len;

	memcpy(at, dir.at, dir.len);
	if (len > 0)
		at[len++] = '/';
	memcpy(at + len, path.at, path.len);
	take(n, (struct str){ at, len + path.len });
}

/* A path of the image, or of the build's context: any of its endings, in any directory around the
 * Dockerfile. */
static void
take_image(struct naming *n, struct str value)
{
	struct str dir = path_dir(n->file->path);
	char *room = NULL;

	while (value.len > 0 && value.at[0] == '/')
		value = str_from(value, 1);
	if (path_is_plain(value) && memchr(value.at, '\0', value.len) == NULL)
		room = arena_array(n->arena, char, dir.len + value.len + 1);
	for (;;) {
		struct str rest = value, first;

		while (rest.len > 0) {
			if (room != NULL)
				take_below(n, room, dir, rest);
			else
				take_from(n, dir, rest);
			if (!str_cut(&rest, '/', &first))
				break;
		}
		if (dir.len == 0)
			return;
		dir = path_dir(dir);
	}
}

/* Is a file of that name read anyway, wherever it lies? */
static bool
is_claimed(const struct naming *n, struct str name)
{
	struct str path = str_join(n->arena, STR("x"), '/', name);

	for (uint32_t i = 0; !excludes_shadow(name) && i < n->grammars.count; i++)
		if (n->grammars.at[i]->claims(path))
			return true;
	return false;
}

/* `COPY deps/prod.list /tmp/requirements`: the source of what is called so in the image; `COPY bin/install.sh /tmp/` and
 * `COPY bin /tmp`. `claimed`: by its name alone. */
static void
take_copied(struct naming *n, struct str value, bool claimed)
{
	const struct facts *f = &n->file->facts;
	struct str name = path_base(value);

	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];
		struct str source = facts_text(f, d->key);
		bool same = str_eq(path_base(source), name);

		if (d->kind != DIRECTIVE_COPY || (same && claimed))
			continue;
		if (same || str_eq(path_base(facts_text(f, d->value)), name))
			take_image(n, source);
		else if (!claimed)
			take_image(n, path_join(n->arena, source, name));
	}
}

/* What is called so in the image. */
static void
take_called(struct naming *n, struct str value)
{
	bool claimed = is_claimed(n, path_base(value));

	if (!claimed)
		take_image(n, value);
	take_copied(n, value, claimed);
}

/* What a command runs; of make it is a file, or the directory with one. */
static void
take_run(struct naming *n, const struct fact_directive *d)
{
	struct str value = facts_text(&n->file->facts, d->value);

	n->script = true;
	if (value.len > 0)
		take_called(n, value);
	for (size_t i = 0; d->key != 0 && value.len > 0 && i < countof(path_makefiles); i++)
		take_called(n, path_join(n->arena, value, path_makefiles[i]));
	n->script = false;
}

void
named_files(struct named_rows *out, struct arena *a, const struct scanned *file,
            const struct place_index *paths, bool *known, struct grammars grammars)
{
	struct naming n = { grammars, out, a, file, paths, known, false };
	const struct facts *f = &file->facts;
	bool docker = strcmp(file->grammar->name, "dockerfile") == 0;
	bool image = docker || strcmp(file->grammar->name, "script") == 0;
	uint32_t left = 1000; /* of a Dockerfile's own */

	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];
		struct str value = facts_text(f, d->value);
		bool list = d->kind == DIRECTIVE_INCLUDE || d->kind == DIRECTIVE_CONSTRAINT;

		if (list && !image) {
			take_from(&n, path_dir(file->path), value);
		} else if (left > 0 && list) {
			take_called(&n, value);
			left--;
		} else if (left > 0 && docker && d->kind == DIRECTIVE_RUN) {
			take_run(&n, d);
			left--;
		}
	}
}
