/*
 * test_report.c - what people see of findings, whatever the names and the source are.
 */
#include "fake.h"
#include "report/quote.h"
#include "report/report.h"
#include "report/show.h"

static void
expect_shown(struct test *t, struct str s, const char *want)
{
	struct buf out = { 0 };

	show_str(&out, s);
	EXPECT_STR(buf_text(&out), want);
	buf_release(&out);
}

static void
what_acts_on_a_terminal_is_escaped(struct test *t)
{
	expect_shown(t, STR("plain é 世"), "plain é 世");
	expect_shown(t, STR("\x1b[31m\r\n\t\x7f"), "\\x1b[31m\\x0d\\n\\t\\x7f");
	expect_shown(t,
	             STR("a\xff"
	                 "b\xc3"),
	             "a\\xffb\\xc3");
	expect_shown(t, STR("\xe2\x80\xa8\xe2\x80\xae\xef\xbb\xbf\xc2\x85"),
	             "\\u2028\\u202e\\ufeff\\u0085");
	expect_shown(t, (struct str){ "a\0b", 3 }, "a\\x00b");
	expect_shown(t, STR("\xf3\xa0\x81\x81"), "\\ue0041");
}

/* The quote of `span` of a file with that text. */
static void
expect_quote(struct test *t, struct str text, struct span span, const char *want)
{
	struct quote quote = { 0 };
	struct buf out = { 0 };
	struct fake f;

	fake_open(&f);
	fake_file(&f, "a.py", text, NULL);
	struct report r = { .scan = &f.scan };
	struct finding finding = { .file = STR("a.py"), .span = span };
	quote_finding(&quote, &r, &finding, &out);
	EXPECT_STR(buf_text(&out), want);
	quote_release(&quote);
	buf_release(&out);
	fake_close(&f);
}

static struct span
on_line(uint32_t line, uint32_t col, uint32_t end_col)
{
	return (struct span){ .line = line, .col = col, .end_line = line, .end_col = end_col };
}

static void
the_caret_stands_under_the_span(struct test *t)
{
	expect_quote(t, STR("x\nimport abc\n"), on_line(2, 8, 11),
	             "  2 | import abc\n    |        ^^^\n");
	expect_quote(
		t, STR("x\r\ny\rimport abc"), on_line(3, 1, 7), "  3 | import abc\n    | ^^^^^^\n");
	expect_quote(t, STR("\tif a:\timport b\n"), on_line(1, 8, 14),
	             "  1 |     if a:    import b\n    |              ^^^^^^\n");
	expect_quote(t, STR("\"世\"; é = e\xcc\x81; x\n"), on_line(1, 14, 15),
	             "  1 | \"世\"; é = e\xcc\x81; x\n    |              ^\n");
	expect_quote(t, STR("\xef\xbb\xbfimport a\n"), on_line(1, 1, 7),
	             "  1 | import a\n    | ^^^^^^\n");
	expect_quote(t, STR("a\x1b\xff; b\n"), on_line(1, 6, 7),
	             "  1 | a\\x1b\\xff; b\n    |            ^\n");
	expect_quote(
		t, STR("f(\n  a)\n"), (struct span){ 0, 7, 1, 2, 2, 5 }, "  1 | f(\n    |  ^\n");
	expect_quote(t, STR("def\n"), on_line(1, 4, 4), "  1 | def\n    |    ^\n");
	expect_quote(t, STR("def\n"), on_line(1, 99, 100), "  1 | def\n    |    ^\n");
	expect_quote(t, STR(""), on_line(1, 1, 1), "  1 | \n    | ^\n");
	expect_quote(t, STR("def\n"), on_line(9, 1, 2), "");
}

static void
a_long_line_is_cut_around_the_caret(struct test *t)
{
	char line[1001], want[300], gap[57], rest[40];

	memset(line, 'a', sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	memset(gap, ' ', sizeof(gap) - 1);
	gap[sizeof(gap) - 1] = '\0';
	memset(rest, 'a', sizeof(rest) - 1);
	rest[sizeof(rest) - 1] = '\0';
	memcpy(line + 500, "bcd", 3);
	snprintf(want, sizeof(want), "  1 | …%.56sbcd%.37s…\n    |  %s^^^\n", line, rest, gap);
	expect_quote(t, str_of(line), on_line(1, 501, 504), want);
	snprintf(want, sizeof(want), "  1 | %.96s\n    |%78s^\n", line, "");
	expect_quote(t, (struct str){ line, 96 }, on_line(1, 78, 79), want);
	snprintf(want, sizeof(want), "  1 | %.96s…\n    | ^^\n", line);
	expect_quote(t, str_of(line), on_line(1, 1, 3), want);
}

static void
one_fact_in_several_services_is_one_entry(struct test *t)
{
	static const char *const services[] = { "web", "api", "job" };
	const struct settle_with with = { .owner = fake_owner, .lasting = fake_lasting };
	struct buf out = { 0 };
	struct fake f;

	fake_open(&f);
	fake_file(&f, "a.py", STR("import b\n"), NULL);
	struct findings *list = findings_new(&f.arena, &f.config, &f.selection);
	for (size_t i = 0; i < 6; i++)
		findings_add(
			list,
			&(struct finding){
				.rule = RULE_IMP005,
				.file = STR("a.py"),
				.span = on_line(1, 8, 9),
				.service = str_of(services[i % 3]),
				.module = i < 3 ? STR("b") : STR("c"),
				.message = findings_text(
					list, "%s of `%s`", i < 3 ? "b" : "c", services[i % 3]) });
	findings_add(
		list,
		&(struct finding){
			.rule = RULE_IMP008,
			.file = STR("a.py"),
			.span = on_line(1, 8, 9),
			.service = STR("web"),
			.message = STR("one") });
	struct report r = {
		.settled = findings_settle(list, &f.scan, &with), .scan = &f.scan, .quiet = true
	};
	reporter_find(STR("concise"))->write(&r, &out);
	EXPECT_STR(buf_text(&out),
	           "a.py:1:8: error[missing-module] b of `api` (in api, job, web)\n"
	           "a.py:1:8: error[missing-module] c of `api` (in api, job, web)\n"
	           "a.py:1:8: error[not-shipped] one (in web)\n");
	buf_release(&out);
	fake_close(&f);
}

static void
names_in_backquotes_are_marked(struct test *t)
{
	struct buf out = { 0 };

	show_marked(&out, true, STR("`a` is `b"));
	EXPECT_STR(buf_text(&out), "`\x1b[1ma\x1b[0m` is `\x1b[1mb\x1b[0m");
	buf_clear(&out);
	show_marked(&out, false, STR("`a` is `b` `"));
	EXPECT_STR(buf_text(&out), "`a` is `b` `");
	buf_release(&out);
}

static void
expect_wrapped(struct test *t, struct str s, unsigned width, const char *want)
{
	struct buf out = { 0 };

	show_wrapped(&out, s, width, 2);
	EXPECT_STR(buf_text(&out), want);
	buf_release(&out);
}

static void
lines_end_where_the_terminal_does(struct test *t)
{
	expect_wrapped(t, STR("one two three"), 0, "one two three");
	expect_wrapped(t, STR("one two three"), 13, "one two three");
	expect_wrapped(t, STR("one two three"), 12, "one two\n  three");
	expect_wrapped(t, STR("  one two three"), 9, "  one two\n  three");
	expect_wrapped(t, STR("unbreakable a"), 4, "unbreakable\n  a");
	expect_wrapped(t, STR("世世 世世"), 8, "世世\n  世世");
	expect_wrapped(t, STR("\x1b[1mone\x1b[0m two"), 7, "\x1b[1mone\x1b[0m two");
	expect_wrapped(t, STR("\x1b]8;;file://h/a\x1b\\a\x1b]8;;\x1b\\ b c"), 3,
	               "\x1b]8;;file://h/a\x1b\\a\x1b]8;;\x1b\\ b\n  c");
	EXPECT_INT(show_width(STR("\x1b[1m世 b\x1b[0m c")), 6);
	expect_wrapped(t, STR(""), 4, "");
}

static void
links_lead_to_files_of_any_name(struct test *t)
{
	struct buf out = { 0 };

	show_link(&out, STR("file://host/r"), STR("a b%\xff/\xc3\xa9.py"));
	show_link_end(&out, STR("file://host/r"));
	EXPECT_STR(
		buf_text(&out), "\x1b]8;;file://host/r/a%20b%25%FF/%C3%A9.py\x1b\\\x1b]8;;\x1b\\");
	buf_clear(&out);
	show_link(&out, STR(""), STR("a"));
	show_link_end(&out, STR(""));
	EXPECT_INT(out.len, 0);
	buf_release(&out);
}

/* What several services lack is one item, whatever file says so; errors come first. */
static void
one_cause_is_one_item(struct test *t)
{
	static const char *const files[] = { "a.py", "b.py", "c.py" };
	const struct settle_with with = { .owner = fake_owner, .lasting = fake_lasting };
	struct buf out = { 0 };
	struct fake f;

	fake_open(&f);
	struct findings *list = findings_new(&f.arena, &f.config, &f.selection);
	for (size_t i = 0; i < 6; i++) {
		enum rule_id rule = i % 3 == 2 ? RULE_REQ001 : RULE_REQ003;
		struct str service = findings_text(list, "s%zu", i);

		findings_add(
			list,
			&(struct finding){
				.rule = rule,
				.file = str_of(files[i / 2]),
				.span = on_line((uint32_t)i + 1, 1, 2),
				.service = service,
				.module = findings_text(list, "m%zu", i),
				.distribution = STR("dist"),
				.message = findings_text(list, "in `s%zu`", i) });
	}
	struct report r = { .settled = findings_settle(list, &f.scan, &with), .scan = &f.scan };
	reporter_find(STR("text"))->write(&r, &out);
	EXPECT(str_starts(
		buf_text(&out),
		STR("b.py:3:1: error[undeclared-dependency] in `s2`\n"
	            "  the same in 1 more place:\n"
	            "    c.py:6 (in s5)\n"
	            "a.py:1:1: warning[transitive-dependency] in `s0`\n"
	            "  the same in 3 more places:\n"
	            "    a.py:2 (in s1)\n"
	            "    b.py:4 (in s3)\n"
	            "    c.py:5 (in s4)\n"
	            "Found 2 errors, 4 warnings (2 causes) in ")));
	buf_release(&out);
	fake_close(&f);
}

static void
a_link_out_of_the_project_is_not_quoted(struct test *t)
{
	struct quote quote = { 0 };
	struct buf out = { 0 };
	struct fake f;

	fake_open(&f);
	fake_file(&f, "a.py", STR("import b\n"), NULL);
	const char *link = arena_printf(&f.arena, "%s/a.py", f.root);
	EXPECT(remove(link) == 0 && symlink("/etc/hostname", link) == 0);
	struct report r = { .scan = &f.scan };
	struct finding finding = { .file = STR("a.py"), .span = on_line(1, 1, 2) };
	quote_finding(&quote, &r, &finding, &out);
	EXPECT_INT(out.len, 0);
	quote_release(&quote);
	buf_release(&out);
	fake_close(&f);
}

TEST_MAIN(CASE(what_acts_on_a_terminal_is_escaped), CASE(the_caret_stands_under_the_span),
          CASE(a_long_line_is_cut_around_the_caret),
          CASE(one_fact_in_several_services_is_one_entry), CASE(one_cause_is_one_item),
          CASE(lines_end_where_the_terminal_does), CASE(names_in_backquotes_are_marked),
          CASE(links_lead_to_files_of_any_name), CASE(a_link_out_of_the_project_is_not_quoted))
