/*
 * globs.c - fuzz target: dotted patterns, path globs, .gitignore and regular expressions.
 *
 * The first line is the pattern, the next the subject, the rest a .gitignore.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/glob.h"
#include "base/pattern.h"
#include "base/regex.h"
#include "fuzz.h"
#include "scan/gitignore.h"

static void
match(struct arena *a, enum pattern_kind kind, struct str text, struct str subject)
{
	struct err err;
	const struct pattern *p = pattern_new(a, kind, text, &err);

	if (p == NULL)
		return;
	MUST(str_eq(pattern_text(p), text));
	bool whole = pattern_matches(p, subject);
	if (kind == PATTERN_DOTTED && whole)
		MUST(pattern_covers(p, subject));
	if (kind == PATTERN_DOTTED && pattern_is_plain(p) && whole)
		MUST(str_eq(text, subject));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = fuzz_str(data, size), text = STR(""), subject = STR("");
	struct arena a = { 0 };
	struct err err;

	/* Longer ones only take longer. */
	if (size > 4096 || !str_cut(&rest, '\n', &text))
		return 0;
	(void)str_cut(&rest, '\n', &subject);
	match(&a, PATTERN_DOTTED, text, subject);
	match(&a, PATTERN_PATH, text, subject);
	(void)glob_match(text, subject);
	(void)ignore_rules_match(ignore_rules_new(&a, NULL, STR(""), rest), subject, false);
	const struct regex *r = text.len < 64 ? regex_new(&a, text, &err) : NULL;
	if (r != NULL && subject.len < 256)
		MUST(regex_search(r, subject) <= REGEX_GAVE_UP);
	arena_release(&a);
	return 0;
}
