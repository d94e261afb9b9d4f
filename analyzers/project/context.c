/*
 * context.c - which directory an image is built in, by where what the Dockerfile copies is.
 *
 * A build has one context. A compose file may name it; else it is the one that has the most of what
 * is copied: the repository's root, the Dockerfile's folder, or one of those between.
 */
#include "base/path.h"
#include "project/model.h"

/* So many folders around a Dockerfile are tried. */
#define FOLDERS_MOST 16

bool
context_says_all(struct str source)
{
	return source.len == 0 || str_eq(source, STR(".")) || str_eq(source, STR("./")) ||
	       str_eq(source, STR("/")) || str_eq(source, STR("*")) || str_eq(source, STR("./*"));
}

bool
context_has_glob(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] == '*' || s.at[i] == '?' || s.at[i] == '[')
			return true;
	return false;
}

bool
context_below(struct model *m, struct str context, struct str source, struct str *out)
{
	while (source.len > 0 && source.at[0] == '/')
		source = (struct str){ source.at + 1, source.len - 1 };
	return path_resolve(m->arena, context, source, out);
}

bool
context_exists(const struct model *m, struct str path)
{
	/* Most directories that are copied have Python in them. */
	return path.len == 0 || scan_has(m->scan, path) || tree_dir(m, path) != ID_NONE ||
	       scan_has_dir(m->scan, path);
}

/* A source that tells where it is: neither all, nor a pattern. */
static bool
is_telling(const struct facts *f, const struct fact_directive *d)
{
	struct str source = facts_text(f, d->key);

	return d->kind == DIRECTIVE_COPY && !context_says_all(source) && !context_has_glob(source);
}

static uint32_t
count_there(struct model *m, const struct facts *f, struct str context)
{
	uint32_t there = 0;

	for (uint32_t i = 0; i < f->directives.count; i++) {
		struct str path;

		there += is_telling(f, &f->directives.at[i]) &&
		         context_below(m, context, facts_text(f, f->directives.at[i].key), &path) &&
		         context_exists(m, path);
	}
	return there;
}

struct build_context
context_of(struct model *m, file_id dockerfile)
{
	const struct scanned *file = &m->scan->files.at[dockerfile];
	const uint32_t *named = map_find(&m->contexts, dockerfile);
	struct build_context best = { .dir = STR("") };
	struct str folder = path_dir(file->path);
	uint32_t most;

	for (uint32_t i = 0; i < file->facts.directives.count; i++)
		best.telling += is_telling(&file->facts, &file->facts.directives.at[i]);
	if (named != NULL) {
		best.dir = names_text(m->names, *named - 1);
		best.known = true;
		best.there = count_there(m, &file->facts, best.dir);
		return best;
	}
	if (best.telling == 0)
		return best;
	most = best.there = count_there(m, &file->facts, best.dir);
	for (unsigned i = 0; i < FOLDERS_MOST && folder.len > 0 && most < best.telling; i++) {
		uint32_t there = count_there(m, &file->facts, folder);

		if (there > most) {
			most = best.there = there;
			best.dir = folder;
		}
		folder = path_dir(folder);
	}
	best.known = most == best.telling;
	return best;
}
