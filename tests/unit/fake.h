/*
 * fake.h - a scan made by hand: files in a fresh directory, with the facts that a test gives them.
 */
#ifndef SHORING_FAKE_H
#define SHORING_FAKE_H

#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "config/config.h"
#include "facts/writer.h"
#include "findings/findings.h"
#include "test.h"

struct fake {
	struct arena arena;
	VEC(fake_files, struct scanned) files;
	VEC(fake_paths, struct str) paths;
	struct scan scan;
	struct config config;
	struct selection selection;
	char root[64];
};

static inline void
fake_open(struct fake *f)
{
	struct buf real = { 0 };
	struct err err;

	*f = (struct fake){ .root = "/tmp/shoring-test-XXXXXX" };
	if (mkdtemp(f->root) == NULL || !file_canonical(f->root, &real, &err))
		die("no temporary directory");
	f->scan.root = str_keep(&f->arena, buf_text(&real));
	buf_release(&real);
	for (size_t i = 0; i < RULE_COUNT; i++)
		f->selection.rules[i] = true;
}

/* The first `what` in the text, as a span. */
static inline struct span
fake_span(const char *text, const char *what)
{
	const char *at = strstr(text, what);
	struct span s = { .line = 1 };

	if (at == NULL)
		die("the test has no %s", what);
	const char *line = text;
	for (const char *c = text; c < at; c++) {
		if (*c == '\n') {
			s.line++;
			line = c + 1;
		}
	}
	s.start = (uint32_t)(at - text);
	s.end = s.start + (uint32_t)strlen(what);
	s.col = (uint32_t)utf8_count((struct str){ line, (size_t)(at - line) }) + 1;
	s.end_line = s.line;
	s.end_col = s.col + (uint32_t)utf8_count(str_of(what));
	return s;
}

/* A file with its text on disk. `w` may be NULL: no facts. Files come in path order. */
static inline void
fake_file(struct fake *f, const char *path, struct str text, struct fact_writer *w)
{
	struct scanned *file = vec_push(&f->arena, &f->files);
	struct err err;

	file->path = str_of(path);
	file->sum = str_sum(text);
	if (w == NULL)
		w = facts_write(&f->arena);
	if (!facts_open(facts_seal(w, &f->arena), &file->facts) ||
	    !file_write(arena_printf(&f->arena, "%s/%s", f->root, path), text, &err))
		die("a test's file cannot be made");
	*vec_push(&f->arena, &f->paths) = file->path;
	f->scan.files = (struct scanned_files){ f->files.at, f->files.count };
	f->scan.paths = (struct strs){ f->paths.at, f->paths.count };
	f->scan.places.room = 0;
	scan_index(&f->scan, &f->arena);
}

static inline void
fake_close(struct fake *f)
{
	for (uint32_t i = 0; i < f->files.count; i++)
		remove(arena_printf(
			&f->arena, "%s/" STR_FMT, f->root, STR_ARG(f->files.at[i].path)));
	rmdir(f->root);
	arena_release(&f->arena);
}

static inline struct str
fake_owner(const void *ctx, file_id file)
{
	(void)ctx;
	return file == 0 ? STR("api") : STR("");
}

static inline struct str
fake_lasting(const void *ctx, struct str service)
{
	(void)ctx;
	return service;
}

#endif
