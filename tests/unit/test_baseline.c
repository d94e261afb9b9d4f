/*
 * test_baseline.c - known findings: which they are, and the file that says so.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "findings/baseline.h"
#include "test.h"

#define LINE_A                                                                                   \
	"\"000000000000000a\": {\"rule\": \"missing-module\", \"file\": \"a.py\", \"service\": " \
	"\"api\", \"message\": \"`x` is nowhere\"},\n"
#define LINE_B                                                                                 \
	"\"000000000000000b\": {\"rule\": \"syntax-error\", \"file\": \"b.py\", \"message\": " \
	"\"line 3\", \"reason\": \"generated\"},\n"

static struct finding
finding(enum rule_id rule, const char *file, const char *message, const char *fingerprint)
{
	return (struct finding){
		.rule = rule,
		.file = str_of(file),
		.service = STR("api"),
		.message = str_of(message),
		.fingerprint = str_of(fingerprint),
	};
}

/* From the first line that is a finding on. */
static void
expect_lines(struct test *t, const struct baseline *b, const char *lines)
{
	struct buf out = { 0 };
	struct arena again = { 0 };
	struct baseline read;
	struct err err;

	baseline_write(b, &out);
	const char *second = strchr(strchr(out.at, '\n') + 1, '\n') + 1;
	EXPECT_STR(str_of(second), lines);
	EXPECT(baseline_read(&read, &again, buf_text(&out), false, &err));
	arena_release(&again);
	buf_release(&out);
}

static void
written_in_the_order_of_files(struct test *t)
{
	struct finding of_b = finding(RULE_SRC001, "b.py", "line 3", "000000000000000b");
	struct finding of_a = finding(RULE_IMP005, "a.py", "`x` is nowhere", "000000000000000a");
	struct arena a = { 0 };
	struct baseline b;

	baseline_new(&b, &a);
	EXPECT(!baseline_knows(&b, &of_a));
	baseline_add(&b, &of_b);
	baseline_add(&b, &of_a);
	EXPECT(baseline_knows(&b, &of_a));
	b.rows.at[0].reason = STR("generated");
	expect_lines(t, &b, LINE_A LINE_B "\"version\": 1\n}\n");
	arena_release(&a);
}

static void
read_and_brought_up_to_date(struct test *t)
{
	struct finding moved = finding(RULE_SRC001, "b.py", "line 71", "000000000000000b");
	struct finding said = finding(RULE_SRC001, "b.py", "other words", "000000000000000b");
	struct arena a = { 0 };
	struct baseline b;
	struct err err;

	if (!EXPECT(baseline_read(&b, &a, STR("{" LINE_A LINE_B "\"version\": 1}"), false, &err)))
		return;
	EXPECT_INT(b.rows.count, 2);
	EXPECT(baseline_knows(&b, &moved));
	EXPECT(b.rows.at[1].found && !b.rows.at[0].found);
	b.rows.at[0].gone = true;
	expect_lines(t, &b, LINE_B "\"version\": 1\n}\n");
	EXPECT(baseline_knows(&b, &said));
	EXPECT_STR(b.rows.at[1].message, "other words");
	EXPECT_STR(b.rows.at[1].reason, "generated");
	arena_release(&a);
}

static void
what_is_no_baseline(struct test *t)
{
	static const struct {
		const char *text;
		const char *says;
	} cases[] = {
		{ "", "1:1: an object, `{`, is expected here" },
		{ "{}", "1:3: `version` is missing: this is no baseline of shoring's" },
		{ "{\"version\": 2}", "1:12: this version of shoring reads version 1 alone" },
		{ "{\"version\": \"1\"}", "1:13: a whole number is expected here" },
		{ "{\n\"findings\": []}",
		  "2:12: the key is no fingerprint: 16 hexadecimal digits" },
		{ "{\"000000000000000A\": {}}",
		  "1:21: the key is no fingerprint: 16 hexadecimal digits" },
		{ "{\"000000000000000a\": {}}", "1:24: the finding has no `rule`" },
		{ "{\"000000000000000a\": {\"line\": 1}}",
		  "1:30: a finding has `rule`, `file`, `service`, `message` and `reason`" },
		{ "{\n<<<<<<< ours\n" LINE_A "=======\n>>>>>>> theirs\n\"version\": 1\n}\n",
		  "git's marks of a merge are in it: `shoring check --write-baseline` takes both "
		  "sides and drops what is gone" },
	};

	for (size_t i = 0; i < countof(cases); i++) {
		struct arena a = { 0 };
		struct baseline b;
		struct err err = { "read" };

		EXPECT(!baseline_read(&b, &a, str_of(cases[i].text), false, &err));
		EXPECT_STR(str_of(err.text), cases[i].says);
		arena_release(&a);
	}
}

static void
both_sides_of_a_merge(struct test *t)
{
	struct str text = STR(
		"{\n<<<<<<< ours\n" LINE_A "||||||| before\n=======\r\n" LINE_B
		">>>>>>> theirs\n" LINE_A "\"version\": 1\n}\n");
	struct arena a = { 0 };
	struct baseline b;
	struct err err;

	EXPECT(baseline_read(&b, &a, text, true, &err));
	expect_lines(t, &b, LINE_A LINE_B "\"version\": 1\n}\n");
	arena_release(&a);
}

TEST_MAIN(CASE(written_in_the_order_of_files), CASE(read_and_brought_up_to_date),
          CASE(what_is_no_baseline), CASE(both_sides_of_a_merge))
