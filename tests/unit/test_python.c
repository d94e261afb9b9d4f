/*
 * test_python.c - grammars/python: places, encodings, new and broken Python. What the facts are
 * is compared with CPython's own in tests/differential.
 */
#include "base/arena.h"
#include "grammars/grammars.h"
#include "test.h"

/* A text and what was read from it. */
struct read {
	struct arena arena;
	struct str text;
	struct facts f;
};

static void
read_as(struct read *r, struct str path, struct str text)
{
	const struct str importer = STR("tools.load:1");
	const struct reading reading = { .importers = { &importer, 1 } };
	void *worker = grammar_python.worker_new(&reading);
	struct arena scratch = { 0 };
	struct fact_writer *w = facts_write(&scratch);

	*r = (struct read){ .text = text };
	grammar_python.read(worker, &scratch, path, text, w);
	if (!facts_open(facts_seal(w, &r->arena), &r->f))
		r->f = (struct facts){ 0 };
	arena_release(&scratch);
	grammar_python.worker_free(worker);
}

static void
read_text(struct read *r, struct str text)
{
	read_as(r, STR("a.py"), text);
}

static void
forget(struct read *r)
{
	arena_release(&r->arena);
}

static struct str
slice(const struct read *r, struct span s)
{
	if (s.start > s.end || s.end > r->text.len)
		return STR("out of the file");
	return (struct str){ r->text.at + s.start, s.end - s.start };
}

/* How many modules of that name are imported. */
static unsigned
count_imports(const struct read *r, const char *module)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < r->f.imports.count; i++)
		count += str_eq(facts_text(&r->f, r->f.imports.at[i].module), str_of(module));
	return count;
}

static void
claims(struct test *t)
{
	EXPECT(grammar_python.claims(STR("a/b.py")));
	EXPECT(grammar_python.claims(STR("b.pyi")));
	EXPECT(!grammar_python.claims(STR("b.pyc")));
	EXPECT(!grammar_python.claims(STR("py")));
}

static void
places(struct test *t)
{
	struct read r;

	read_text(&r,
	          STR("\xEF\xBB\xBFimport a, b as \\\r\n  c\r\nx = '\xC3\xA9'; from . import (d)\r"
	              "class C(d,\n  e.F): pass # shoring: ignore\r\n"));
	EXPECT_INT(r.f.problems.count, 0);
	if (!EXPECT(r.f.imports.count == 3 && r.f.classes.count == 1 && r.f.ignores.count == 1))
		return;
	EXPECT_STR(slice(&r, r.f.imports.at[0].span), "a");
	EXPECT_INT(r.f.imports.at[0].span.col, 8);
	EXPECT_STR(slice(&r, r.f.imports.at[1].span), "b as \\\r\n  c");
	EXPECT_INT(r.f.imports.at[1].span.end_line, 2);
	EXPECT_INT(r.f.imports.at[1].span.end_col, 4);
	EXPECT_STR(slice(&r, r.f.imports.at[1].statement), "import a, b as \\\r\n  c");
	EXPECT_STR(slice(&r, r.f.imports.at[2].span), "d");
	EXPECT_INT(r.f.imports.at[2].span.line, 3);
	EXPECT_INT(r.f.imports.at[2].span.col, 25);
	EXPECT_STR(slice(&r, r.f.imports.at[2].statement), "from . import (d)");
	EXPECT_STR(slice(&r, r.f.classes.at[0].span), "C");
	EXPECT_INT(r.f.classes.at[0].span.line, 4);
	EXPECT_STR(slice(&r, r.f.classes.at[0].header), "class C(d,\n  e.F):");
	EXPECT_STR(slice(&r, r.f.bases.at[1].span), "e.F");
	EXPECT_STR(slice(&r, r.f.ignores.at[0].span), "# shoring: ignore");
	forget(&r);
}

static void
headers(struct test *t)
{
	struct read r;

	read_text(&r, STR("class A: pass\nclass B (a) \\\n  : pass\nclass C[T]: pass\n"));
	if (!EXPECT_INT(r.f.classes.count, 3))
		return;
	EXPECT_STR(slice(&r, r.f.classes.at[0].header), "class A:");
	EXPECT_STR(slice(&r, r.f.classes.at[1].header), "class B (a) \\\n  :");
	EXPECT_STR(slice(&r, r.f.classes.at[2].header), "class C[T]:");
	forget(&r);
}

/* Bytes of the file, though the text is another. */
static void
encodings(struct test *t)
{
	const struct {
		struct str text;
		const char *name;
	} texts[] = {
		{ STR("# coding: latin-1\nx = '\xE9\xE8'; import \xE9, b\n"), "\xE9" },
		{ STR("#!/bin/sh\n# -*- coding: koi8-r -*-\rx = '\xE9\xE8'; import \xE9, b"),
		  "\xE9" },
		{ STR("# vim: fileencoding=gbk\nx = '\xD6\xD0'; import \xD6\xD0, b\n"),
		  "\xD6\xD0" },
		{ STR("# coding=Shift_JIS\nx = '\x83\x5C'; import \x83\x41, b\n"), "\x83\x41" },
		{ STR("# coding: utf-8-unix\nx = '\xC3\xA9'; import \xC3\xA9, b\n"), "\xC3\xA9" },
	};

	for (size_t i = 0; i < countof(texts); i++) {
		struct read r;

		read_text(&r, texts[i].text);
		EXPECT_INT(r.f.problems.count, 0);
		if (EXPECT_INT(r.f.imports.count, 2)) {
			EXPECT_STR(slice(&r, r.f.imports.at[0].span), texts[i].name);
			EXPECT_STR(slice(&r, r.f.imports.at[1].span), "b");
			EXPECT_INT(r.f.imports.at[1].span.col - r.f.imports.at[0].span.col, 3);
		}
		forget(&r);
	}
}

static void
unreadable(struct test *t)
{
	const struct str texts[] = {
		STR("import a\0b\n"),
		STR("import a # \xFF\n"),
		STR("# coding: ascii\nimport \xC3\xA9\n"),
		STR("# coding: no-such\nimport a\n"),
		STR("# coding: utf-16\nimport a\n"),
		STR("\xEF\xBB\xBF# coding: latin-1\nimport a\n"),
		STR("# coding: gbk\nimport a # \xFF\xFF\n"),
		STR("# coding: cp1252\nimport a # \x81\n"),
	};

	for (size_t i = 0; i < countof(texts); i++) {
		struct read r;

		read_text(&r, texts[i]);
		EXPECT_INT(r.f.imports.count, 0);
		if (EXPECT_INT(r.f.problems.count, 1)) {
			EXPECT_INT(r.f.problems.at[0].kind, PROBLEM_UNREADABLE);
			EXPECT(facts_text(&r.f, r.f.problems.at[0].message).len > 0);
		}
		forget(&r);
	}
}

/* Python that is newer than the grammar, or that it misreads: no error, and all the facts. */
static void
newer_python(struct test *t)
{
	const struct str texts[] = {
		STR("x = t'{a}' + rt\"{b!r:>{c}}\" + T'''\n{d}'''\n"),
		STR("class A[T = int, *Ts = *tuple[int], **P = [int], U: a = b](c): pass\n"),
		STR("def f[T = int](): pass\ntype X[T = int] = list[T]\n"),
		STR("x: tuple[*f(), *(a for a in b)] = 1\n"),
		STR("def f():\n    x = (a.\nb +\nc, # d\n  e)\n"),
		STR("try: pass\nexcept A, B, C: pass\nexcept* D, E: pass\n"),
		STR("from __future__ import *\n"),
		STR("x = f'{y['a']:{z}}' f\"{'}'}}}\"\nwith (a as b, c as d,): pass\n"),
		STR("match x:\n  case [*_, y] | {'a': z, **w}: pass\nmatch = type = print = _ = "
		    "1\n"),
	};

	for (size_t i = 0; i < countof(texts); i++) {
		struct arena a = { 0 };
		struct read r;
		struct str text;

		text.at = arena_printf(&a, STR_FMT "import last\nclass Last: pass\nlazy import z\n",
		                       STR_ARG(texts[i]));
		text.len = strlen(text.at);
		read_text(&r, text);
		EXPECT_INT(r.f.problems.count, 0);
		EXPECT_INT(count_imports(&r, "last"), 1);
		EXPECT_INT(count_imports(&r, "z"), 1);
		if (EXPECT(r.f.classes.count > 0))
			EXPECT_STR(facts_text(&r.f, r.f.classes.at[r.f.classes.count - 1].qualname),
			           "Last");
		forget(&r);
		arena_release(&a);
	}
}

static void
lazy_imports(struct test *t)
{
	struct read r;

	read_text(&r, STR("lazy import a, b\nif x: lazy from c import d\nfrom lazy import e\n"
	                  "lazy = 1\nimport f # shoring: ignore[X]\n"));
	EXPECT_INT(r.f.problems.count, 0);
	if (!EXPECT_INT(r.f.imports.count, 5))
		return;
	for (uint32_t i = 0; i < 5; i++)
		EXPECT_INT(r.f.imports.at[i].context, i < 3 ? CONTEXT_LAZY : 0);
	EXPECT_STR(slice(&r, r.f.imports.at[1].statement), "lazy import a, b");
	EXPECT_STR(slice(&r, r.f.imports.at[1].span), "b");
	EXPECT_STR(slice(&r, r.f.imports.at[2].statement), "lazy from c import d");
	EXPECT_STR(facts_text(&r.f, r.f.imports.at[3].module), "lazy");
	EXPECT_INT(r.f.ignores.count, 1);
	forget(&r);
}

/* One problem, at the first error; what can be read still counts. */
static void
broken_python(struct test *t)
{
	const struct {
		struct str text;
		unsigned line;
	} texts[] = {
		{ STR("import a\nx = = 1\nimport b\ny = = 2\n"), 2 },
		{ STR("import a\ndef f(:\n  pass\nimport b\n"), 2 },
		{ STR("import a\nclass\nimport b\n"), 2 },
		{ STR("import a\nif x\n  pass\nimport b\n"), 2 },
		{ STR("import a\nx = 'open\nimport b\n"), 2 },
		{ STR("import a\n)\nimport b\n"), 2 },
	};

	for (size_t i = 0; i < countof(texts); i++) {
		struct read r;

		read_text(&r, texts[i].text);
		if (EXPECT_INT(r.f.problems.count, 1)) {
			EXPECT_INT(r.f.problems.at[0].kind, PROBLEM_SYNTAX);
			EXPECT_INT(r.f.problems.at[0].span.line, texts[i].line);
		}
		EXPECT_INT(count_imports(&r, "a"), 1);
		EXPECT_INT(count_imports(&r, "b"), 1);
		forget(&r);
	}
}

static void
uses(struct test *t)
{
	struct read r;

	read_text(&r, STR("def f(): return a.b.c\nimport a, d.e as g\nimport a\na.b.c; g.h = a.b\n"
	                  "if TYPE_CHECKING: g.i\n"));
	if (!EXPECT_INT(r.f.uses.count, 4))
		return;
	EXPECT_STR(facts_text(&r.f, r.f.uses.at[0].dotted), "a.b.c");
	/* Once lazy, once not: what both have in common. */
	EXPECT_INT(r.f.uses.at[0].context, 0);
	EXPECT_INT(r.f.uses.at[0].import, 0);
	EXPECT_STR(facts_text(&r.f, r.f.uses.at[1].dotted), "g.h");
	EXPECT_INT(r.f.uses.at[1].import, 1);
	EXPECT_STR(slice(&r, r.f.uses.at[2].span), "a.b");
	EXPECT_INT(r.f.uses.at[2].import, 2);
	EXPECT_INT(r.f.uses.at[3].context, CONTEXT_TYPING);
	forget(&r);
}

static void
configured_importers(struct test *t)
{
	struct read r;

	read_text(&r, STR("from tools import load as l\nl(0, 'a.b')\nl('c')\nload(0, 'd')\n"));
	if (!EXPECT_INT(r.f.imports.count, 3))
		return;
	EXPECT_STR(facts_text(&r.f, r.f.imports.at[1].module), "a.b");
	EXPECT_INT(r.f.imports.at[1].context, CONTEXT_DYNAMIC);
	EXPECT_INT(r.f.imports.at[2].context, CONTEXT_DYNAMIC | CONTEXT_COMPUTED);
	forget(&r);
}

static void
stubs(struct test *t)
{
	struct read r;

	read_as(&r, STR("a.pyi"), STR("import a\n"));
	if (EXPECT_INT(r.f.imports.count, 1))
		EXPECT_INT(r.f.imports.at[0].context, CONTEXT_TYPING);
	forget(&r);
}

/* Text made of one piece again and again ends in an answer, and soon. */
static void
hostile(struct test *t)
{
	static const char *const pieces[] = {
		"(",         "[{(",     "f'{",
		"not ",      "if x:",   "lambda: ",
		"a.",        "a=",      "\\\n",
		"#\n",       "class ",  "x[*",
		"\"",        "-",       "@a\n",
		"import a;", "a,",      "\f",
		"\r",        "else:\n", "a if b else ",
		"f(",        "\t",      "t'{x:",
		"await ",    "case ",   "lazy import a\n",
	};
	struct arena a = { 0 };
	const size_t size = 20000;
	char *text = arena_array(&a, char, size + 100);

	for (size_t i = 0; i < countof(pieces); i++) {
		size_t len = 0;
		struct read r;

		while (len < size) {
			memcpy(text + len, pieces[i], strlen(pieces[i]));
			len += strlen(pieces[i]);
		}
		read_text(&r, (struct str){ text, len });
		EXPECT_INT(r.f.scopes.count > 0, 1);
		forget(&r);
	}
	arena_release(&a);
}

/* Deeper than the grammar's scanner counts: tabs are eight columns each. */
static void
deep_blocks(struct test *t)
{
	struct arena a = { 0 };
	const size_t depth = 90;
	char *text = arena_array(&a, char, (depth + 20) * (depth + 20));
	size_t len = 0;
	struct read r;

	for (size_t i = 0; i < depth; i++) {
		memset(text + len, '\t', i);
		len += i;
		memcpy(text + len, "if x:\n", 6);
		len += 6;
	}
	memset(text + len, '\t', depth);
	len += depth;
	memcpy(text + len, "import a\nimport b\n", 18);
	len += 18;
	read_text(&r, (struct str){ text, len });
	EXPECT_INT(r.f.problems.count, 0);
	if (EXPECT_INT(r.f.imports.count, 2)) {
		EXPECT_STR(slice(&r, r.f.imports.at[0].span), "a");
		EXPECT_INT(r.f.imports.at[0].span.col, depth + 8);
	}
	forget(&r);
	arena_release(&a);
}

/* The scanner of the grammar reads a run of comments again for each of them. */
static void
long_comments(struct test *t)
{
	struct arena a = { 0 };
	const size_t lines = 2000;
	const struct str line = STR("  # a line of a comment that is long enough to be one\n");
	char *text = arena_array(&a, char, (lines + 2) * line.len);
	size_t len = 6;
	struct read r;

	memcpy(text, "if x:\n", 6);
	for (size_t i = 0; i < lines; i++, len += line.len)
		memcpy(text + len, line.at, line.len);
	memcpy(text + len, "  import a # shoring: ignore\n", 29);
	read_text(&r, (struct str){ text, len + 29 });
	EXPECT_INT(r.f.problems.count, 0);
	EXPECT_INT(count_imports(&r, "a"), 1);
	EXPECT_INT(r.f.ignores.count, 1);
	forget(&r);
	arena_release(&a);
}

TEST_MAIN(CASE(claims), CASE(places), CASE(headers), CASE(encodings), CASE(unreadable),
          CASE(newer_python), CASE(lazy_imports), CASE(broken_python), CASE(uses),
          CASE(configured_importers), CASE(stubs), CASE(hostile), CASE(deep_blocks),
          CASE(long_comments))
