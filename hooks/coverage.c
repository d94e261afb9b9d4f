/*
 * coverage.c - what of the project was looked at, and what was not.
 */
#include "hooks/coverage.h"

#include "base/buf.h"
#include "base/path.h"
#include "base/vec.h"
#include "hooks/baseline.h"
#include "hooks/selects.h"
#include "hooks/session.h"
#include "installed/installed.h"
#include "report/report.h"
#include "report/show.h"

#include <stdio.h>

VEC(notes, struct str);

#define NAMED_AT_MOST 3 /* paths, in a note */

/* "`.venv` was read: Python 3.11, 12 installed distributions" */
static struct str
describe(struct arena *a, struct installed *env)
{
	uint32_t count = installed_count(env);
	unsigned minor = installed_python(env);
	const char *python = minor > 0 ? arena_printf(a, "Python 3.%u, ", minor) : "";
	const char *text = arena_printf(
		a, "`" STR_FMT "` was read: %s%u installed distribution%s%s",
		STR_ARG(installed_name(env)), python, count, count == 1 ? "" : "s",
		installed_has_system(env) ? "; those of the system, which it includes, were not"
					  : "");

	return str_of(text);
}

/* "2 folders could not be looked into (a, b)" */
static void
note_paths(struct arena *a, struct strs paths, const char *one, const char *many,
           struct notes *notes)
{
	struct buf text = { 0 };

	if (paths.count == 0)
		return;
	buf_printf(&text, "%u %s (", paths.count, paths.count == 1 ? one : many);
	for (uint32_t i = 0; i < paths.count && i < NAMED_AT_MOST; i++)
		buf_printf(&text, "%s" STR_FMT, i > 0 ? ", " : "", STR_ARG(paths.at[i]));
	buf_str(&text, paths.count > NAMED_AT_MOST ? STR(", ...)") : STR(")"));
	*vec_push(a, notes) = str_keep(a, buf_text(&text));
	buf_release(&text);
}

/* What is of the project, and was not looked at. */
static void
note_unseen(struct arena *a, const struct scan *scan, struct notes *notes)
{
	note_paths(a, scan->links, "symbolic link was not followed",
	           "symbolic links were not followed", notes);
	note_paths(a, scan->unlisted, "folder could not be looked into",
	           "folders could not be looked into", notes);
	note_paths(a, scan->submodules, "submodule is not checked out",
	           "submodules are not checked out", notes);
	if (scan->refused)
		*vec_push(a, notes) = STR(
			"git did not tell which files are of this repository, so they were looked "
			"for by .gitignore alone (is git installed? is the repository yours: see "
			"safe.directory in `git help config`)");
}

/* Manifests that are filled in before they are any. */
static void
note_templates(struct arena *a, const struct scan *scan, struct notes *notes)
{
	struct notes found = { 0 };

	for (file_id i = 0; i < scan->files.count; i++)
		if (scan->files.at[i].template && !scan->files.at[i].grammar->source)
			*vec_push(a, &found) = scan->files.at[i].path;
	note_paths(a, (struct strs){ found.at, found.count },
	           "manifest is a template, and says nothing yet",
	           "manifests are templates, and say nothing yet", notes);
}

/* What is outside of the project: installed from there and not looked at, or read. */
static void
note_outside(struct arena *a, const struct scan *scan, struct notes *notes)
{
	struct notes installed = { 0 }, read = { 0 };

	for (file_id i = 0; i < scan->files.count; i++) {
		const struct scanned *file = &scan->files.at[i];
		const struct facts *f = &file->facts;
		struct str path;

		if (path_is_outside(file->path))
			*vec_push(a, &read) = file->path;
		for (uint32_t d = 0; d < f->directives.count; d++) {
			struct str value = facts_text(f, f->directives.at[d].value);

			/* Absolute ones are of an image, or of one machine. */
			if (f->directives.at[d].kind == DIRECTIVE_INSTALL_PATH &&
			    !file->grammar->source && !str_starts(value, STR("/")) &&
			    !scan_resolve(scan, a, path_dir(file->path), value, &path))
				*vec_push(a, &installed) = value;
		}
	}
	note_paths(a, (struct strs){ installed.at, installed.count },
	           "installed path leads out of the repository and was not followed",
	           "installed paths lead out of the repository and were not followed", notes);
	note_paths(
		a, (struct strs){ read.at, read.count }, "file outside of the repository was read",
		"files outside of the repository were read", notes);
}

/* Python files that were left out. */
struct left_out {
	uint32_t all;
	/* Of them: not checked out; templates by their paths, by their texts; installed or built. */
	uint32_t absent, paths, texts, filled;
};

static void
note_left_out(struct left_out *out, const struct scanned *file)
{
	bool text = file->facts.problems.count > 0;

	out->all += file->excluded;
	out->absent += file->absent;
	out->paths += file->template && !text;
	out->texts += file->template && text;
	out->filled += file->filled;
}

/* What was left out, and by what. */
static struct strs
excluded_by(struct arena *a, const struct session *s, const struct left_out *left)
{
	uint32_t configured = left->all - left->absent - left->paths - left->texts - left->filled;
	struct notes out = { 0 };

	if (configured > 0)
		*vec_push(a, &out) = str_of(arena_printf(
			a, "%u by `exclude` in " STR_FMT, (unsigned)configured,
			STR_ARG(s->config.file)));
	if (left->paths > 0)
		*vec_push(a, &out) = str_of(
			arena_printf(a, "%u as templates, by their paths", (unsigned)left->paths));
	if (left->texts > 0)
		*vec_push(a, &out) = str_of(
			arena_printf(a, "%u as templates, by their texts", (unsigned)left->texts));
	if (left->filled > 0)
		*vec_push(a, &out) =
			str_of(arena_printf(a, "%u as installed or built", (unsigned)left->filled));
	if (left->absent > 0)
		*vec_push(a, &out) =
			str_of(arena_printf(a, "%u by a sparse checkout", (unsigned)left->absent));
	return (struct strs){ out.at, out.count };
}

void
coverage_of(struct arena *a, const struct session *s, struct coverage *out)
{
	const struct scan *scan = &s->scan;
	struct notes notes = { 0 };
	struct left_out left = { 0 };

	struct str *names = arena_array(a, struct str, s->project.services.count);
	for (service_id i = 0; i < s->project.services.count; i++)
		names[i] = s->project.services.at[i].name;
	*out = (struct coverage){
		.service_names = { names, s->project.services.count },
		.roots = s->project.environments.at[ENV_REPOSITORY].roots,
		.manifests = s->project.manifests,
		.manifests_failed = s->project.manifests_failed,
		.services = s->project.services.count,
		.environment = STR(""),
	};
	if (s->project.installed != NULL) {
		out->environment = installed_name(s->project.installed);
		*vec_push(a, &notes) = describe(a, s->project.installed);
	}
	for (file_id i = 0; i < scan->files.count; i++) {
		const struct scanned *file = &scan->files.at[i];

		if (file->grammar == NULL || !file->grammar->source || path_is_outside(file->path))
			continue;
		out->files++;
		note_left_out(&left, file);
		if (file->excluded)
			out->excluded++;
		else if (scan_is_unreadable(file))
			out->failed++;
		else
			out->analysed++;
	}
	if (scan->absent > left.absent) {
		uint32_t manifests = scan->absent - left.absent;
		const char *text = arena_printf(
			a, "a sparse checkout leaves %u manifest%s out: nothing is known of %s",
			(unsigned)manifests, manifests == 1 ? "" : "s",
			manifests == 1 ? "it" : "them");
		*vec_push(a, &notes) = str_of(text);
	}
	for (uint32_t i = 0; i < s->project.notes.count; i++)
		*vec_push(a, &notes) = s->project.notes.at[i];
	struct strs idle = selects_nothing(a, s);
	for (uint32_t i = 0; i < idle.count; i++)
		*vec_push(a, &notes) = idle.at[i];
	note_unseen(a, scan, &notes);
	note_templates(a, scan, &notes);
	note_outside(a, scan, &notes);
	if (s->narrowed.len > 0)
		*vec_push(a, &notes) = s->narrowed;
	struct str note = baseline_note(s);
	if (note.len > 0)
		*vec_push(a, &notes) = note;
	out->excluded_by = excluded_by(a, s, &left);
	out->notes = (struct strs){ notes.at, notes.count };
}

bool
coverage_warn(struct arena *a, const struct session *s)
{
	const struct scan *scan = &s->scan;
	struct notes unread = { 0 }, notes = { 0 };

	for (file_id i = 0; i < scan->files.count; i++)
		if (scan_is_unreadable(&scan->files.at[i]))
			*vec_push(a, &unread) = scan->files.at[i].path;
	note_paths(a, (struct strs){ unread.at, unread.count }, "file could not be read",
	           "files could not be read", &notes);
	note_paths(a, scan->unlisted, "folder could not be looked into",
	           "folders could not be looked into", &notes);
	for (uint32_t i = 0; i < notes.count; i++) {
		struct buf line = { 0 };

		show_str(&line, notes.at[i]);
		fprintf(stderr, "shoring: %s: the answer may be wrong\n", line.at);
		buf_release(&line);
	}
	return notes.count > 0;
}
