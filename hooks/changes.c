/*
 * changes.c - which findings a change can have caused.
 */
#include "hooks/changes.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/path.h"
#include "base/sorted.h"
#include "hooks/session.h"
#include "scan/changed.h"

/* Is it a changed file, or in a repository that has changed? */
static bool
has_changed(struct changed_files files, struct str path)
{
	for (; path.len > 0; path = path_dir(path))
		if (sorted_find(SORTED(files.at, path, files.count), path) != UINT32_MAX)
			return true;
	return false;
}

static bool
any_changed(struct changed_files files, struct strs paths)
{
	for (uint32_t i = 0; i < paths.count; i++)
		if (has_changed(files, paths.at[i]))
			return true;
	return false;
}

/* Does the finding judge manifests of its service that have changed? */
static bool
manifest_changed(const struct project *p, struct changed_files files, const struct finding *f)
{
	service_id id = project_service(p, f->service);

	if (!rules[f->rule].by_service || f->distribution.len == 0 || id == ID_NONE)
		return false;
	return any_changed(files, p->services.at[id].manifests) ||
	       any_changed(files, p->services.at[id].locks) ||
	       any_changed(files, p->services.at[id].dockerfiles);
}

/* Does it run through a changed file? */
static bool
runs_through(const struct project *p, struct changed_files files, const struct finding *f)
{
	bool found = has_changed(files, f->file) || any_changed(files, f->rests) ||
	             manifest_changed(p, files, f);

	for (uint32_t i = 0; i < f->chain.count && !found; i++)
		found = has_changed(files, f->chain.at[i].file);
	for (uint32_t i = 0; i < f->related.count && !found; i++)
		found = has_changed(files, f->related.at[i].file);
	return found;
}

/* What the changed files were. */
static struct scan_texts
texts_before(struct arena *a, struct changed_files files)
{
	struct scan_text *out = arena_array(a, struct scan_text, (size_t)files.count + 1);
	uint32_t count = 0;

	for (uint32_t i = 0; i < files.count; i++) {
		const struct changed_file *file = &files.at[i];

		if (!file->was || file->told)
			out[count++] = (struct scan_text){
				.path = file->path, .text = file->before, .absent = !file->was
			};
	}
	return (struct scan_texts){ out, count };
}

static uint64_t
number_of(struct str fingerprint)
{
	return strtoull(fingerprint.at, NULL, 16);
}

/* Fingerprints, in an arena. */
struct prints {
	struct arena *arena;
	struct map known;
};

/* The fingerprints of all that was found before. */
static bool
find_before(struct prints *out, const struct options *o, struct strs operands,
            const struct selection *selection, struct changed_files files, struct err *err)
{
	struct arena view = { 0 };
	struct session before = { .texts = texts_before(&view, files) };
	struct selection all = *selection;
	bool ok = session_open(&before, &view, o, operands, err);

	if (ok) {
		all.services = all.paths = (struct strs){ NULL, 0 };
		struct finding_list list = session_judge(&before, &all).list;

		for (uint32_t i = 0; i < list.count; i++)
			*map_put(out->arena, &out->known, number_of(list.at[i].fingerprint), NULL) =
				1;
	}
	arena_release(&view);
	return ok;
}

static bool
what_changed(struct changed_files *out, const struct session *s, const struct options *o,
             struct err *err)
{
	enum changed_kind kind =
		o->staged             ? CHANGED_STAGED
		: o->since.at != NULL ? CHANGED_SINCE
				      : CHANGED_TREE;

	if (o->changed + o->staged + (o->since.at != NULL) > 1)
		return err_set(err, "--changed, --staged and --since: one of them says what has "
		                    "changed");
	return changed_list(out, s->arena, s->root, kind, o->since, err);
}

static void
note(struct session *s, struct changed_files files, bool all, uint32_t left_out)
{
	const char *text;

	if (all)
		text = "the configuration has changed: everything is reported";
	else if (files.count == 0)
		text = "no file has changed: nothing is reported";
	else
		text = arena_printf(
			s->arena,
			"only what %u changed file%s can have caused; %u finding%s "
			"of before left out",
			files.count, files.count == 1 ? "" : "s", left_out,
			left_out == 1 ? "" : "s");
	s->narrowed = str_of(text);
}

bool
changes_narrow(struct session *s, const struct options *o, struct strs operands,
               const struct selection *selection, struct settled *settled, struct err *err)
{
	const struct finding *found = settled->list.at;
	struct changed_files files;
	struct prints before = { .arena = s->arena };
	uint32_t count = settled->list.count, kept = 0, undecided = 0;

	if (!o->changed && !o->staged && o->since.at == NULL)
		return true;
	if (!what_changed(&files, s, o, err))
		return false;
	bool all = has_changed(files, STR(".python-version")) || has_changed(files, s->config.file);
	struct finding *out = arena_array(s->arena, struct finding, (size_t)count + 1);
	bool *counts = arena_array(s->arena, bool, (size_t)count + 1);
	for (uint32_t i = 0; i < count; i++) {
		counts[i] = all || runs_through(&s->project, files, &found[i]);
		undecided += !counts[i];
	}
	if (undecided > 0 && files.count > 0 &&
	    !find_before(&before, o, operands, selection, files, err))
		return false;
	settled->errors = settled->warnings = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (!counts[i] &&
		    (files.count == 0 ||
		     map_find(&before.known, number_of(found[i].fingerprint)) != NULL))
			continue;
		settled->errors += found[i].severity == SEVERITY_ERROR;
		settled->warnings += found[i].severity == SEVERITY_WARNING;
		out[kept++] = found[i];
	}
	settled->list = (struct finding_list){ out, kept };
	note(s, files, all, count - kept);
	return true;
}
