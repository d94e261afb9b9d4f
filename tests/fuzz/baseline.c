/*
 * baseline.c - fuzz target: the file of known findings.
 *
 * What is written of what was read is read again, and written the same.
 */
#include "findings/baseline.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "fuzz.h"

static bool
written_again(struct arena *a, struct str text, bool merged, struct buf *out)
{
	struct baseline b;
	struct err err = { 0 };

	baseline_new(&b, a);
	if (!baseline_read(&b, a, text, merged, &err)) {
		MUST(strchr(err.text, ':') != NULL && strchr(err.text, '\n') == NULL);
		return false;
	}
	baseline_write(&b, out);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	struct buf once = { 0 }, twice = { 0 };
	bool merged = fuzz_take(&data, &size) % 2 == 1;

	if (written_again(&a, fuzz_str(data, size), merged, &once)) {
		MUST(written_again(&a, buf_text(&once), false, &twice));
		MUST(str_eq(buf_text(&once), buf_text(&twice)));
	}
	buf_release(&once);
	buf_release(&twice);
	arena_release(&a);
	return 0;
}
