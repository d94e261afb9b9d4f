/*
 * facts.c - fuzz target: a block of facts with bytes changed, as a broken cache may have it.
 *
 * The input is changes and a Python file: a byte that counts the changes, three bytes for each (where,
 * little-endian, and what), and the file's text. What facts_open() lets through is safe to read.
 */
#include "facts/facts.h"

#include "base/arena.h"
#include "fuzz.h"
#include "grammars/grammars.h"
#include "look.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t changes = fuzz_take(&data, &size) % 16;
	const uint8_t *change = data;
	struct arena a = { 0 };
	struct facts f;

	if (size < 3 * changes)
		return 0;
	struct str text = fuzz_str(data + 3 * changes, size - 3 * changes);
	struct str block = look_once(&grammar_python, &a, STR("a.py"), text);
	/* Aligned as facts_open() asks, and of its own size. */
	char *bytes = malloc(block.len);
	MUST(bytes != NULL);
	memcpy(bytes, block.at, block.len);
	for (size_t i = 0; i < changes; i++, change += 3)
		bytes[(change[0] | (size_t)change[1] << 8) % block.len] = (char)change[2];
	if (facts_open((struct str){ bytes, block.len }, &f))
		look_at(&f);
	/* Cut short it is never one. */
	MUST(!facts_open((struct str){ bytes, block.len - 1 }, &f));
	free(bytes);
	arena_release(&a);
	return 0;
}
