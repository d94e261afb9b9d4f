/*
 * pep508.c - fuzz target: a requirement (PEP 508) with its versions (PEP 440) and markers.
 *
 * The normal form of what is read is itself read, and is its own normal form; but for what stands in a string
 * by an escape, which `packaging` too writes as it is.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "fuzz.h"
#include "packaging/requirement.h"

static void
ask(struct arena *a, const struct requirement *r)
{
	const struct marker_env env = marker_env_linux(a, 11);
	const struct specifiers *sets[] = { &r->specifiers, &r->specifiers };

	(void)specifiers_contain(&r->specifiers, STR("1.0"));
	(void)specifiers_contain(&r->specifiers, r->specifier);
	(void)specifiers_admit_none(a, sets, countof(sets));
	if (r->marker != NULL)
		MUST(marker_eval(r->marker, &env) <= MARKER_TRUE);
}

/* The text's normal form; false when it is no requirement, or has none. */
static bool
normal(struct arena *a, struct str text, struct buf *out)
{
	struct requirement r;
	struct err err;
	size_t at = 0;

	if (!requirement_parse(a, text, &r, &at, &err)) {
		MUST(at <= text.len);
		return false;
	}
	ask(a, &r);
	return requirement_put(out, a, &r);
}

/* Is there something in it that no string may have but by an escape? */
static bool
has_escaped(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (memchr("\\\n\r", text.at[i], 4) != NULL) /* and NUL */
			return true;
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	struct buf once = { 0 }, twice = { 0 };

	if (normal(&a, fuzz_str(data, size), &once) && !has_escaped(buf_text(&once))) {
		MUST(normal(&a, buf_text(&once), &twice));
		MUST(str_eq(buf_text(&once), buf_text(&twice)));
	}
	buf_release(&once);
	buf_release(&twice);
	arena_release(&a);
	return 0;
}
