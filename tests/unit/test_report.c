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
	expect_quote(t, test_of(line), on_line(1, 501, 504), want);
	snprintf(want, sizeof(want), "  1 | %.96s\n    |%78s^\n", line, "");
	expect_quote(t, (struct str){ line, 96 }, on_line(1, 78, 79), want);
	snprintf(want, sizeof(want), "  1 | %.96s…\n    | ^^\n", line);
	expect_quote(t, test_of(line), on_line(1, 1, 3), want);
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
				.service = test_of(services[i % 3]),
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
          CASE(one_fact_in_several_services_is_one_entry),
          CASE(a_link_out_of_the_project_is_not_quoted))
