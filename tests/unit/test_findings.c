/*
 * test_findings.c - what comments hide, what is left, in which order.
 */
#include "base/utf8.h"
#include "fake.h"

static struct findings *
list(struct fake *f)
{
	return findings_new(&f->arena, &f->config, &f->selection);
}

static void
add(struct findings *out, enum rule_id rule, const char *file, struct span span, const char *text)
{
	findings_add(
		out,
		&(struct finding){
			.rule = rule,
			.file = str_of(file),
			.span = span,
			.message = str_of(text) });
}

static struct settled
settle(struct fake *f, struct findings *out)
{
	const struct settle_with with = { .owner = fake_owner, .lasting = fake_lasting };

	return findings_settle(out, &f->scan, &with);
}

/* A file whose comments start at `comment` (the first) and name `rules`. */
static void
commented(struct fake *f, const char *path, const char *text, const char *comment,
          const char *names, bool whole)
{
	struct fact_writer *w = facts_write(&f->arena);

	facts_add_ignore(
		w, (struct fact_ignore){ .span = fake_span(text, comment),
	                                 .rules = facts_put(w, str_of(names)),
	                                 .whole_file = whole });
	fake_file(f, path, str_of(text), w);
}

static void
sorted_and_united(struct test *t)
{
	struct span early = { 0, 1, 2, 3, 2, 4 }, late = { 5, 6, 10, 1, 10, 2 };
	struct fake f;

	fake_open(&f);
	struct findings *out = list(&f);
	add(out, RULE_IMP009, "b.py", early, "x");
	add(out, RULE_IMP001, "a.py", late, "y");
	add(out, RULE_IMP009, "a.py", early, "x");
	add(out, RULE_IMP001, "a.py", early, "x");
	add(out, RULE_IMP001, "a.py", early, "x");
	struct settled s = settle(&f, out);
	EXPECT_INT(s.list.count, 4);
	EXPECT_INT(s.errors, 4);
	EXPECT_INT(s.list.at[0].rule, RULE_IMP001);
	EXPECT_INT(s.list.at[0].span.line, 2);
	EXPECT_INT(s.list.at[1].rule, RULE_IMP009);
	EXPECT_INT(s.list.at[2].span.line, 10);
	EXPECT_STR(s.list.at[3].file, "b.py");
	fake_close(&f);
}

static void
severities(struct test *t)
{
	struct span at = { 0, 1, 1, 1, 1, 2 };
	struct fake f;

	fake_open(&f);
	f.config.rules[RULE_IMP002] = (struct rule_config){ true, SEVERITY_WARNING, { 0 } };
	f.config.rules[RULE_IMP003] = (struct rule_config){ true, SEVERITY_OFF, { 0 } };
	f.selection.rules[RULE_IMP004] = false;
	struct findings *out = list(&f);
	EXPECT(findings_want(out, RULE_IMP002));
	EXPECT(!findings_want(out, RULE_IMP003));
	EXPECT(!findings_want(out, RULE_IMP004));
	add(out, RULE_IMP002, "a.py", at, "configured");
	add(out, RULE_IMP003, "a.py", at, "off");
	add(out, RULE_IMP004, "a.py", at, "not selected");
	add(out, RULE_IMP010, "a.py", at, "by default");
	findings_add(
		out,
		&(struct finding){
			.rule = RULE_IMP002,
			.file = STR("a.py"),
			.span = at,
			.message = STR("by contract"),
			.has_severity = true,
			.severity = SEVERITY_ERROR });
	findings_add(
		out,
		&(struct finding){
			.rule = RULE_IMP001,
			.file = STR("a.py"),
			.span = at,
			.message = STR("contract off"),
			.has_severity = true,
			.severity = SEVERITY_OFF });
	struct settled s = settle(&f, out);
	EXPECT_INT(s.list.count, 3);
	EXPECT_INT(s.errors, 1);
	EXPECT_INT(s.warnings, 2);
	fake_close(&f);
}

static void
a_comment_hides_its_line(struct test *t)
{
	const char *text = "import a  # shoring: ignore[IMP001,IMP005]\nimport b\n";
	struct fake f;

	fake_open(&f);
	commented(&f, "a.py", text, "# shoring: ignore[IMP001,IMP005]", "IMP001,missing-module",
	          false);
	struct findings *out = list(&f);
	add(out, RULE_IMP001, "a.py", fake_span(text, "a"), "hidden");
	add(out, RULE_IMP005, "a.py", fake_span(text, "a"), "hidden");
	add(out, RULE_IMP009, "a.py", fake_span(text, "a"), "not named");
	add(out, RULE_IMP001, "a.py", fake_span(text, "b"), "another line");
	struct settled s = settle(&f, out);
	EXPECT_INT(s.list.count, 2);
	EXPECT_INT(s.suppressed, 2);
	EXPECT_STR(s.list.at[0].message, "not named");
	EXPECT_STR(s.list.at[1].message, "another line");
	fake_close(&f);
}

static void
a_comment_on_any_line_of_it_hides_a_finding(struct test *t)
{
	const char *text = "from m import (  # noqa\n\ta,\n\tb,  # shoring: ignore[IMP001]\n)\nc\n";
	struct span statement = fake_span(text, "from m");
	struct fake f;

	fake_open(&f);
	statement.end_line = 4;
	commented(&f, "a.py", text, "# shoring: ignore[IMP001]", "IMP001", false);
	struct findings *out = list(&f);
	add(out, RULE_IMP001, "a.py", statement, "hidden");
	add(out, RULE_IMP001, "a.py", fake_span(text, "b,"), "hidden");
	add(out, RULE_IMP001, "a.py", fake_span(text, "a,"), "the line before");
	add(out, RULE_IMP001, "a.py", fake_span(text, ")"), "the line after");
	add(out, RULE_IMP005, "a.py", statement, "not named");
	struct settled s = settle(&f, out);
	EXPECT_INT(s.list.count, 3);
	EXPECT_INT(s.suppressed, 2);
	fake_close(&f);
}

static void
a_file_comment_hides_all_of_a_file(struct test *t)
{
	const char *text = "# shoring: ignore-file[IMP]\nimport a\n\n\nimport b\n";
	struct fake f;

	fake_open(&f);
	commented(&f, "a.py", text, "# shoring: ignore-file[IMP]", "IMP", true);
	fake_file(&f, "b.py", str_of(text), NULL);
	struct findings *out = list(&f);
	add(out, RULE_IMP001, "a.py", fake_span(text, "import b"), "hidden");
	add(out, RULE_IMP005, "a.py", fake_span(text, "import a"), "hidden");
	add(out, RULE_SRC001, "a.py", fake_span(text, "import a"), "another prefix");
	add(out, RULE_IMP001, "b.py", fake_span(text, "import a"), "another file");
	struct settled s = settle(&f, out);
	EXPECT_INT(s.list.count, 2);
	EXPECT_INT(s.suppressed, 2);
	fake_close(&f);
}

/* The one finding that a comment of these names leads to in this text, its edit applied. */
static void
expect_edit(struct test *t, const char *text, const char *comment, const char *names,
            const char *message, const char *after)
{
	struct buf mended = { 0 };
	struct fake f;

	fake_open(&f);
	commented(&f, "a.py", text, comment, names, strstr(comment, "-file") != NULL);
	struct findings *out = list(&f);
	add(out, RULE_IMP009, "a.py", fake_span(text, "import"), "hidden or not");
	struct settled s = settle(&f, out);
	const struct finding *sup = NULL;
	for (uint32_t i = 0; i < s.list.count; i++)
		if (s.list.at[i].rule == RULE_SUP001)
			sup = &s.list.at[i];
	if (EXPECT(sup != NULL)) {
		EXPECT_STR(sup->message, message);
		EXPECT_STR(sup->service, "api");
		EXPECT_INT(sup->severity, SEVERITY_WARNING);
	}
	if (sup != NULL && after == NULL) {
		EXPECT_INT(sup->edits.count, 0);
	} else if (sup != NULL && EXPECT_INT(sup->edits.count, 1)) {
		const struct edit *e = &sup->edits.at[0];

		buf_put(&mended, text, e->span.start);
		buf_str(&mended, e->text);
		buf_str(&mended, str_of(text + e->span.end));
		EXPECT_STR(buf_text(&mended), after);
		EXPECT(sup->safe);
		EXPECT_INT(e->span.line, fake_span(text, comment).line);
	}
	buf_release(&mended);
	fake_close(&f);
}

static void
what_hides_nothing_is_removed(struct test *t)
{
	expect_edit(t, "import a  # shoring: ignore[missing-module]\nb\n",
	            "# shoring: ignore[missing-module]", "missing-module",
	            "The suppression of `missing-module` hides nothing here", "import a\nb\n");
	expect_edit(t, "import a  # shoring: ignore[IMP009, IMP001, IMP005] why\n",
	            "# shoring: ignore[IMP009, IMP001, IMP005] why", "IMP009,IMP001,IMP005",
	            "The suppression of `IMP001`, `IMP005` hides nothing here",
	            "import a  # shoring: ignore[IMP009] why\n");
	expect_edit(t, "import a\nb = 1 # shoring: ignore\n", "# shoring: ignore", "",
	            "This suppression hides nothing here", "import a\nb = 1\n");
	expect_edit(t, "# shoring: ignore-file[IMP001]\r\nimport a\r\n",
	            "# shoring: ignore-file[IMP001]", "IMP001",
	            "The suppression of `IMP001` hides nothing in this file", "import a\r\n");
	expect_edit(
		t, "import a  # noqa  # shoring: ignore[IMP001] old # type: x\n",
		"# noqa  # shoring: ignore[IMP001] old # type: x", "IMP001",
		"The suppression of `IMP001` hides nothing here", "import a  # noqa  # type: x\n");
	expect_edit(
		t, "import a  # shoring: ignored # shoring: ignore[IMP001]\n",
		"# shoring: ignored # shoring: ignore[IMP001]", "IMP001",
		"The suppression of `IMP001` hides nothing here", "import a  # shoring: ignored\n");
	expect_edit(t, "import a  # noqa  # shoring: ignore[IMP001]\n",
	            "# noqa  # shoring: ignore[IMP001]", "IMP001",
	            "The suppression of `IMP001` hides nothing here", "import a  # noqa\n");
}

static void
an_unknown_rule_is_said(struct test *t)
{
	expect_edit(t, "import a  # shoring: ignore[IMP009,forbiden-import]\n",
	            "# shoring: ignore[IMP009,forbiden-import]", "IMP009,forbiden-import",
	            "There is no rule `forbiden-import` to suppress", NULL);
}

/* How many SUP001 are there with these names, and IMP001 not selected? */
static uint32_t
unjudged(const char *names)
{
	const char *text = "import a  # shoring: ignore[...]\n";
	struct fake f;

	fake_open(&f);
	f.selection.rules[RULE_IMP001] = false;
	f.config.rules[RULE_IMP002] = (struct rule_config){ true, SEVERITY_OFF, { 0 } };
	commented(&f, "a.py", text, "# shoring: ignore[...]", names, false);
	struct settled s = settle(&f, list(&f));
	fake_close(&f);
	return s.list.count;
}

static void
what_did_not_run_is_not_judged(struct test *t)
{
	EXPECT_INT(unjudged("IMP001"), 0);
	EXPECT_INT(unjudged("IMP002"), 0);
	EXPECT_INT(unjudged("IMP"), 0);
	EXPECT_INT(unjudged(""), 0);
	EXPECT_INT(unjudged("SUP001"), 0);
	EXPECT_INT(unjudged("IMP003"), 1);
	EXPECT_INT(unjudged("IMP001,SRC"), 1);
}

static void
a_file_with_problems_is_not_judged(struct test *t)
{
	const char *text = "import a  # shoring: ignore[IMP001]\ndef (\nimport\n";
	struct fake f;

	fake_open(&f);
	struct fact_writer *w = facts_write(&f.arena);
	facts_add_ignore(
		w, (struct fact_ignore){ .span = fake_span(text, "# shoring: ignore[IMP001]"),
	                                 .rules = facts_put(w, STR("IMP001")) });
	facts_add_problem(
		w, (struct fact_problem){
			   .span = fake_span(text, "def ("),
			   .kind = PROBLEM_SYNTAX,
			   .message = facts_put(w, STR("first")) });
	facts_add_problem(
		w, (struct fact_problem){
			   .span = fake_span(text, "import\n"),
			   .kind = PROBLEM_SYNTAX,
			   .message = facts_put(w, STR("second")) });
	fake_file(&f, "a.py", str_of(text), w);
	struct settled s = settle(&f, list(&f));
	EXPECT_INT(s.list.count, 1);
	EXPECT_INT(s.list.at[0].rule, RULE_SRC001);
	EXPECT_STR(s.list.at[0].message, "first");
	EXPECT_STR(s.list.at[0].service, "api");
	fake_close(&f);
}

static void
only_an_explicit_name_hides_sup001(struct test *t)
{
	const char *text = "import a  # shoring: ignore[IMP001,SUP001]\n";
	struct fake f;

	fake_open(&f);
	commented(&f, "a.py", text, "# shoring: ignore[IMP001,SUP001]", "IMP001,SUP001", false);
	commented(&f, "b.py", text, "# shoring: ignore[IMP001,SUP001]", "ALL", false);
	struct settled s = settle(&f, list(&f));
	EXPECT_INT(s.list.count, 1);
	EXPECT_INT(s.suppressed, 1);
	EXPECT_STR(s.list.at[0].file, "b.py");
	fake_close(&f);
}

static void
selected_places_and_services(struct test *t)
{
	struct span at = { 0, 1, 1, 1, 1, 2 };
	struct str paths[] = { STR("lib"), STR("top.py") }, services[] = { STR("api") };
	struct fake f;

	fake_open(&f);
	f.selection.paths = (struct strs){ paths, 2 };
	struct findings *out = list(&f);
	add(out, RULE_IMP001, "lib/a.py", at, "below");
	add(out, RULE_IMP001, "library.py", at, "beside");
	add(out, RULE_IMP001, "top.py", at, "itself");
	EXPECT_INT(settle(&f, out).list.count, 2);

	f.selection.services = (struct strs){ services, 1 };
	out = list(&f);
	add(out, RULE_IMP001, "lib/a.py", at, "of none");
	findings_add(
		out,
		&(struct finding){
			.rule = RULE_IMP005,
			.file = STR("top.py"),
			.span = at,
			.service = STR("api"),
			.message = STR("of api") });
	struct settled s = settle(&f, out);
	EXPECT_INT(s.list.count, 1);
	EXPECT_STR(s.list.at[0].message, "of api");
	fake_close(&f);
}

static void
fingerprints_survive_moved_lines(struct test *t)
{
	struct span here = { 0, 1, 1, 1, 1, 2 }, there = { 90, 91, 70, 5, 70, 6 };
	struct fake f;

	fake_open(&f);
	struct findings *out = list(&f);
	add(out, RULE_IMP001, "a.py", here, "see line 12");
	add(out, RULE_IMP001, "a.py", there, "see line 12");
	add(out, RULE_IMP002, "a.py", there, "see line 12");
	struct settled a = settle(&f, out);
	out = list(&f);
	add(out, RULE_IMP001, "a.py", there, "see line 345");
	struct settled b = settle(&f, out);
	EXPECT_INT(a.list.count, 3);
	EXPECT_INT(a.list.at[0].fingerprint.len, 16);
	EXPECT(str_eq(a.list.at[0].fingerprint, b.list.at[0].fingerprint));
	EXPECT(!str_eq(a.list.at[0].fingerprint, a.list.at[1].fingerprint));
	EXPECT(!str_eq(a.list.at[1].fingerprint, a.list.at[2].fingerprint));
	fake_close(&f);
}

/* The fingerprint of this finding alone. */
static struct str
fingerprint(struct fake *f, const struct finding *finding)
{
	struct findings *out = list(f);

	findings_add(out, finding);
	return settle(f, out).list.at[0].fingerprint;
}

static void
fingerprints_are_of_the_fact(struct test *t)
{
	struct finding one = {
		.rule = RULE_IMP001,
		.file = STR("a.py"),
		.span = { 0, 1, 1, 1, 1, 2 },
		.message = STR("says this"),
		.service = STR("api"),
		.module = STR("lib.x"),
	};
	struct finding other = one, lacks = one;
	struct fake f;

	fake_open(&f);
	other.message = STR("says that");
	other.service = STR("renamed");
	EXPECT_STR(fingerprint(&f, &one), fingerprint(&f, &other).at);
	other.module = STR("lib.y");
	EXPECT(!str_eq(fingerprint(&f, &one), fingerprint(&f, &other)));
	other = one;
	other.file = STR("b.py");
	EXPECT(!str_eq(fingerprint(&f, &one), fingerprint(&f, &other)));

	/* A service lacks a distribution, whichever import needs it first. */
	lacks.rule = RULE_REQ001;
	lacks.distribution = STR("numpy");
	other = lacks;
	other.file = STR("b.py");
	other.module = STR("numpy.linalg");
	EXPECT_STR(fingerprint(&f, &lacks), fingerprint(&f, &other).at);
	other.service = STR("worker");
	EXPECT(!str_eq(fingerprint(&f, &lacks), fingerprint(&f, &other)));

	/* Where nothing is named, the message is all there is; but a file can be broken in one way. */
	one.module = STR("");
	other = one;
	other.message = STR("says that");
	EXPECT(!str_eq(fingerprint(&f, &one), fingerprint(&f, &other)));
	one.rule = other.rule = RULE_SRC001;
	EXPECT_STR(fingerprint(&f, &one), fingerprint(&f, &other).at);
	fake_close(&f);
}

/* "é" × count */
static struct str
long_text(struct arena *a, size_t count)
{
	char *at = arena_array(a, char, count * 2);

	for (size_t i = 0; i < count * 2; i += 2)
		memcpy(at + i, "\xC3\xA9", 2);
	return (struct str){ at, count * 2 };
}

static void
what_nobody_reads_is_cut(struct test *t)
{
	struct fake f;
	struct str brief;

	fake_open(&f);
	struct findings *out = list(&f);
	EXPECT_INT(findings_brief(out, long_text(&f.arena, 50)).len, 100);
	brief = findings_brief(out, long_text(&f.arena, 100001));
	EXPECT(brief.len < 300);
	EXPECT_INT(utf8_valid(brief), brief.len);
	findings_add(
		out,
		&(struct finding){
			.rule = RULE_REQ001,
			.file = STR("a.py"),
			.message = long_text(&f.arena, 1000000),
			.distribution = long_text(&f.arena, 1000000),
		});
	struct settled s = settle(&f, out);
	EXPECT(s.list.at[0].message.len < 10000);
	EXPECT_INT(utf8_valid(s.list.at[0].message), s.list.at[0].message.len);
	EXPECT(s.list.at[0].distribution.len < 300);
	fake_close(&f);
}

TEST_MAIN(CASE(sorted_and_united), CASE(severities), CASE(a_comment_hides_its_line),
          CASE(a_comment_on_any_line_of_it_hides_a_finding),
          CASE(a_file_comment_hides_all_of_a_file), CASE(what_hides_nothing_is_removed),
          CASE(an_unknown_rule_is_said), CASE(what_did_not_run_is_not_judged),
          CASE(a_file_with_problems_is_not_judged), CASE(only_an_explicit_name_hides_sup001),
          CASE(selected_places_and_services), CASE(fingerprints_survive_moved_lines),
          CASE(fingerprints_are_of_the_fact), CASE(what_nobody_reads_is_cut))
