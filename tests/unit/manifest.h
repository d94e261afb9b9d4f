/*
 * manifest.h - what a grammar makes of a text, as lines that a test can compare.
 *
 *   require 3:1 name [extras] spec ; marker @ url {group} via a|b conda compiled perhaps
 *   locked 2:1 name [extra] version (requires|requires) @ path
 *   copy 4:6 #stage key > value
 *   ignore 5:9 rules
 *   problem 6:1 message
 */
#ifndef SHORING_TEST_MANIFEST_H
#define SHORING_TEST_MANIFEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "grammars/grammars.h"
#include "test.h"

static inline void
manifest_part(struct buf *out, const char *before, struct str text, const char *after)
{
	if (text.len == 0)
		return;
	buf_printf(out, "%s", before);
	for (size_t i = 0; i < text.len; i++)
		buf_char(out, text.at[i] == '\n' ? '|' : text.at[i]);
	buf_printf(out, "%s", after);
}

static inline void
manifest_requirement(struct buf *out, const struct facts *f, const struct fact_requirement *r)
{
	static const struct {
		uint32_t flag;
		const char *name;
	} flags[] = {
		{ REQUIREMENT_CONDA, "conda" },
		{ REQUIREMENT_PERHAPS, "perhaps" },
		{ REQUIREMENT_COMPILED, "compiled" },
	};

	buf_printf(out, "require %u:%u ", r->span.line, r->span.col);
	buf_str(out, facts_text(f, r->name));
	manifest_part(out, " [", facts_text(f, r->extras), "]");
	manifest_part(out, " ", facts_text(f, r->specifier), "");
	manifest_part(out, " ; ", facts_text(f, r->marker), "");
	manifest_part(out, " @ ", facts_text(f, r->url), "");
	manifest_part(out, " {", facts_text(f, r->group), "}");
	manifest_part(out, " via ", facts_text(f, r->via), "");
	for (size_t i = 0; i < countof(flags); i++)
		if ((r->flags & flags[i].flag) != 0)
			buf_printf(out, " %s", flags[i].name);
	buf_char(out, '\n');
}

static inline void
manifest_row(struct buf *out, const struct facts *f, const struct fact_directive *d)
{
	static const char *const kinds[] = {
		"include",    "constraint", "install", "project", "root",    "python",
		"member",     "no-member",  "script",  "stage",   "workdir", "copy",
		"pythonpath", "command",    "build",   "block",   "open",    "empty",
		"image",      "run",        "target",  "members",
	};

	buf_printf(out, "%s %u:%u ", kinds[d->kind], d->span.line, d->span.col);
	if (d->stage > 0)
		buf_printf(out, "#%u ", d->stage);
	manifest_part(out, "", facts_text(f, d->key), " > ");
	manifest_part(out, "", facts_text(f, d->value), "");
	buf_char(out, '\n');
}

static inline void
manifest_locked(struct buf *out, const struct facts *f, const struct fact_locked *r)
{
	buf_printf(out, "locked %u:%u ", r->span.line, r->span.col);
	buf_str(out, facts_text(f, r->name));
	manifest_part(out, " [", facts_text(f, r->extra), "]");
	manifest_part(out, " ", facts_text(f, r->version), "");
	manifest_part(out, " (", facts_text(f, r->requires), ")");
	manifest_part(out, " @ ", facts_text(f, r->path), "");
	buf_char(out, '\n');
}

/* All that the grammar says of the text of that path, imports and classes aside; rows of one kind stand together. */
static inline struct str
manifest_read_as(struct arena *a, const struct grammar *grammar, struct str path, struct str text)
{
	struct arena scratch = { 0 };
	struct fact_writer *w = facts_write(&scratch);
	struct buf out = { 0 };
	const struct reading reading = { 0 };
	void *worker = grammar->worker_new != NULL ? grammar->worker_new(&reading) : NULL;
	struct facts f;

	grammar->read(worker, &scratch, path, text, w);
	if (worker != NULL)
		grammar->worker_free(worker);
	if (!facts_open(facts_seal(w, a), &f))
		return STR("broken facts");
	arena_release(&scratch);
	for (uint32_t i = 0; i < f.requirements.count; i++)
		manifest_requirement(&out, &f, &f.requirements.at[i]);
	for (uint32_t i = 0; i < f.directives.count; i++)
		manifest_row(&out, &f, &f.directives.at[i]);
	for (uint32_t i = 0; i < f.locks.count; i++)
		manifest_locked(&out, &f, &f.locks.at[i]);
	for (uint32_t i = 0; i < f.ignores.count; i++) {
		const struct fact_ignore *g = &f.ignores.at[i];

		buf_printf(&out, "ignore%s %u:%u ", g->whole_file ? "-file" : "", g->span.line,
		           g->span.col);
		buf_str(&out, facts_text(&f, g->rules));
		buf_char(&out, '\n');
	}
	for (uint32_t i = 0; i < f.problems.count; i++) {
		const struct fact_problem *p = &f.problems.at[i];

		buf_printf(&out, "problem %u:%u ", p->span.line, p->span.col);
		buf_str(&out, facts_text(&f, p->message));
		buf_char(&out, '\n');
	}
	struct str kept = str_keep(a, buf_text(&out));
	buf_release(&out);
	return kept;
}

static inline struct str
manifest_read(struct arena *a, const struct grammar *grammar, struct str text)
{
	return manifest_read_as(a, grammar, STR("file"), text);
}

/* Is what it says `want`? */
static inline void
manifest_expect(struct test *t, const struct grammar *grammar, struct str text, const char *want)
{
	struct arena a = { 0 };

	EXPECT_STR(manifest_read(&a, grammar, text), want);
	arena_release(&a);
}

/* Texts made to hurt: none may crash a grammar, or take long. */
static inline void
manifest_hostile(struct test *t, const struct grammar *grammar, const char *const *parts,
                 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct arena a = { 0 };
		struct buf text = { 0 };

		while (text.len < (size_t)64 << 10)
			buf_printf(&text, "%s", parts[i]);
		EXPECT(manifest_read(&a, grammar, buf_text(&text)).at != NULL);
		text.at[text.len / 2] = '\0';
		text.at[text.len / 3] = '\xFF';
		EXPECT(manifest_read(&a, grammar, buf_text(&text)).at != NULL);
		buf_release(&text);
		arena_release(&a);
	}
}

#endif
