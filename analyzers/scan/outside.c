/*
 * outside.c - files outside the repository that its manifests name.
 */
#include "scan/outside.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/path.h"

/* Without the slash in front. */
static bool
absolute(struct arena *a, struct str root, struct str path, struct str *out)
{
	struct str all = path_join(a, root, path);

	while (all.len > 0 && all.at[0] == '/')
		all = str_from(all, 1);
	return path_resolve(a, STR(""), all, out);
}

/* The bytes of the directories that both paths begin with. */
static size_t
common(struct str left, struct str right)
{
	size_t end = 0;

	for (size_t i = 0; i <= left.len && i <= right.len; i++) {
		bool part = (i == left.len || left.at[i] == '/') &&
		            (i == right.len || right.at[i] == '/');

		if (part)
			end = i;
		if (i < left.len && i < right.len && left.at[i] != right.at[i])
			break;
	}
	return end;
}

bool
outside_resolve(struct arena *a, struct str root, struct str from, struct str path, struct str *out)
{
	struct buf text = { 0 };
	struct str home, there;
	bool given = path.len > 0 && path.at[0] == '/';

	if (memchr(path.at, '\0', path.len) != NULL || !absolute(a, root, STR(""), &home) ||
	    !(given ? absolute(a, STR(""), path, &there)
	            : absolute(a, root, path_join(a, from, path), &there)))
		return false;
	size_t same = common(home, there);
	for (struct str left = home; left.len > same; left = path_dir(left))
		buf_str(&text, STR("../"));
	buf_str(&text, str_from(there, same < there.len && same > 0 ? same + 1 : same));
	if (text.len > 0 && text.at[text.len - 1] == '/')
		text.len--;
	*out = str_keep(a, buf_text(&text));
	buf_release(&text);
	return true;
}

static const char *
full_path(struct outside *o, struct str path)
{
	return arena_printf(o->arena, STR_FMT "/" STR_FMT, STR_ARG(o->root), STR_ARG(path));
}

static void
take(struct outside *o, struct str path, bool named)
{
	struct listed listed = { path, file_look(full_path(o, path)), false };
	bool known = names_find(o->seen, path) != NAME_NONE;

	if (known || listed.look.kind != FILE_REGULAR || o->files.count == OUTSIDE_MOST)
		return;
	(void)names_put(o->seen, path);
	*vec_push(o->arena, &o->files) = (struct outside_file){ listed, named };
}

/* All files below; not of one that the repository is in. */
static void
take_all(struct outside *o, struct str dir)
{
	struct path_vec found = { 0 }, unlisted = { 0 };
	struct err ignored;

	if (str_eq(path_base(dir), STR("..")) || names_find(o->seen, dir) != NAME_NONE)
		return;
	(void)names_put(o->seen, dir);
	if (file_kind(full_path(o, dir)) != FILE_DIRECTORY ||
	    !walk_files(&found, &unlisted, o->arena, o->root, dir, &ignored))
		return;
	for (uint32_t i = 0; i < found.count; i++)
		take(o, found.at[i], false);
}

void
outside_named(struct outside *o, const struct scanned *file)
{
	const struct facts *f = &file->facts;

	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];
		struct str value = facts_text(f, d->value), path;
		bool list = d->kind == DIRECTIVE_INCLUDE || d->kind == DIRECTIVE_CONSTRAINT;

		if ((!list && d->kind != DIRECTIVE_INSTALL_PATH) || value.len == 0 ||
		    !outside_resolve(o->arena, o->root, path_dir(file->path), value, &path) ||
		    !path_is_outside(path))
			continue;
		if (list)
			take(o, path, true);
		else
			take_all(o, path);
	}
}
