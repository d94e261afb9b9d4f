/*
 * config.c - fuzz target: shoring.yaml, and [tool.shoring] of pyproject.toml.
 *
 * A configuration is taken, or refused with its file's name and a reason on one line.
 */
#include "config/config.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/yaml.h"
#include "fuzz.h"
#include "grammars/toml.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool toml = fuzz_take(&data, &size) % 2 == 1;
	const struct config_source source = {
		.file = toml ? STR("pyproject.toml") : STR("shoring.yaml"),
		.text = fuzz_str(data, size),
		.table = toml ? "tool.shoring" : "",
		.read = toml ? toml_read : yaml_read,
	};
	struct arena a = { 0 };
	struct config config;
	struct err err = { 0 };

	if (!config_read(&config, &a, STR("/project"), &source, &err)) {
		struct str why = str_of(err.text);

		MUST(str_starts(why, source.file));
		MUST(memchr(why.at, '\n', why.len) == NULL);
	}
	arena_release(&a);
	return 0;
}
