/*
 * junit.c - JUnit's XML, as Jenkins, GitLab and Azure read it.
 *
 * A test case an entry, named by what stays when lines move, in a class a rule, so that a server
 * can tell new from old; a rule that found nothing is one case that passes. What does not fail the
 * run is skipped: shown, but not in red.
 */
#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "report/fold.h"
#include "report/formats.h"
#include "report/show.h"

/* A character that XML has a use for, as a reference; NULL for others. */
static const char *
reference(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

/* Text in XML 1.0: what it cannot hold (controls, U+FFFE, U+FFFF, bytes that are no UTF-8) is
 * written as an escape or U+FFFD. */
static void
put_xml(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len;) {
		struct str rest = { text.at + i, text.len - i };
		size_t length = utf8_length(rest);
		char c = *rest.at;

		if (reference(c) != NULL)
			buf_printf(out, "%s", reference(c));
		else if (length == 0 || str_starts(rest, STR("\xEF\xBF\xBE")) ||
		         str_starts(rest, STR("\xEF\xBF\xBF")))
			buf_str(out, STR("\xEF\xBF\xBD"));
		else if (length == 1 && ((unsigned char)c < ' ' || c == 0x7F) && c != '\n')
			buf_printf(out, "\\x%02x", (unsigned)c);
		else
			buf_put(out, rest.at, length);
		i += length > 0 ? length : 1;
	}
}

static void
put_attribute(struct buf *out, const char *name, struct str text)
{
	buf_printf(out, " %s=\"", name);
	put_xml(out, text);
	buf_char(out, '"');
}

static bool
fails(const struct report *r, const struct finding *finding)
{
	return finding->severity == SEVERITY_ERROR || r->strict;
}

/* "file: what it is about", with a number if there was one of that name before. */
static void
put_name(const struct finding *finding, struct arena *a, struct map *seen, struct buf *out)
{
	struct str about =
		finding->distribution.len > 0 ? finding->distribution
		: finding->class.len > 0      ? finding->class
					      : finding->module;
	struct buf name = { 0 };
	uint32_t before;

	buf_str(&name, finding->file);
	buf_str(&name, about.len > 0 ? STR(": ") : STR(""));
	buf_str(&name, about);
	before = (*map_put(a, seen, str_hash(buf_text(&name)) ^ finding->rule, NULL))++;
	if (before > 0)
		buf_printf(&name, " (%u)", (unsigned)before + 1);
	put_attribute(out, "name", buf_text(&name));
	buf_release(&name);
}

static void
put_entry(const struct report *r, const struct entry *entry, struct arena *a, struct map *seen,
          struct buf *out)
{
	const struct finding *finding = entry->finding;
	const char *element = fails(r, finding) ? "failure" : "skipped";
	struct report plain = *r;
	struct buf text = { 0 };

	plain.color = plain.quote = false;
	buf_printf(out, "    <testcase classname=\"shoring.%s\"", rules[finding->rule].name);
	put_name(finding, a, seen, out);
	buf_printf(out, ">\n      <%s type=\"%s\"", element, rules[finding->rule].id);
	fold_sentence(&text, entry);
	put_attribute(out, "message", buf_text(&text));
	buf_char(out, '>');
	buf_clear(&text);
	entry_write(&plain, entry, NULL, &text);
	put_xml(out, buf_text(&text));
	buf_printf(out, "</%s>\n    </testcase>\n", element);
	buf_release(&text);
}

/* The entries of a rule, or that there are none. */
static void
put_rule(const struct report *r, size_t rule, struct entries entries, struct buf *out)
{
	struct arena view = { 0 };
	struct map seen = { 0 };
	bool found = false;

	for (uint32_t i = 0; i < entries.count; i++) {
		if ((size_t)entries.at[i].finding->rule != rule)
			continue;
		put_entry(r, &entries.at[i], &view, &seen, out);
		found = true;
	}
	if (!found)
		buf_printf(out, "    <testcase classname=\"shoring.%s\" name=\"no findings\"/>\n",
		           rules[rule].name);
	arena_release(&view);
}

void
junit_write(const struct report *r, struct buf *out)
{
	struct arena view = { 0 };
	struct entries entries = fold(&view, r->settled.list);
	unsigned tests = 0, failures = 0;
	bool found[RULE_COUNT] = { false };

	for (uint32_t i = 0; i < entries.count; i++) {
		tests++;
		failures += fails(r, entries.at[i].finding);
		found[entries.at[i].finding->rule] = true;
	}
	unsigned skipped = tests - failures;
	for (size_t i = 0; i < RULE_COUNT; i++)
		tests += r->ran[i] && !found[i];

	buf_printf(out,
	           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	           "<testsuites name=\"shoring\" tests=\"%u\" failures=\"%u\" errors=\"0\">\n"
	           "  <testsuite name=\"shoring\" tests=\"%u\" failures=\"%u\" errors=\"0\" "
	           "skipped=\"%u\">\n",
	           tests, failures, tests, failures, skipped);
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (r->ran[i] || found[i])
			put_rule(r, i, entries, out);
	buf_str(out, STR("  </testsuite>\n</testsuites>\n"));
	arena_release(&view);
}
