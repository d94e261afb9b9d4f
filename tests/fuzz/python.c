/*
 * python.c - fuzz target: Python source, also as setup.py, as a stub and as a script with a block.
 *
 * The quick reader and Tree-sitter find the same facts in it.
 */
#include "fuzz.h"
#include "grammars/grammars.h"
#include "grammars/python/whole.h"
#include "look.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str paths[] = { STR("a.py"), STR("setup.py"), STR("a.pyi"), STR("a.py") };
	struct str path = paths[fuzz_take(&data, &size) % countof(paths)];

	look_same(&grammar_python, &grammar_python_whole, path, fuzz_str(data, size));
	return 0;
}
