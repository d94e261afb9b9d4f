/*
 * dockerfile.c - fuzz target: Dockerfiles, the command lines in them, and what else says how something is started.
 */
#include "fuzz.h"
#include "grammars/grammars.h"
#include "look.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	look_read(&grammar_dockerfile, STR("Dockerfile"), fuzz_str(data, size));
	return 0;
}
