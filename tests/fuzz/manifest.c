/*
 * manifest.c - fuzz target: every manifest, lock and deployment file; the first byte says which.
 */
#include "fuzz.h"
#include "grammars/grammars.h"
#include "look.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct {
		const struct grammar *grammar;
		struct str path;
	} kinds[] = {
		{ &grammar_requirements, STR("requirements.txt") },
		{ &grammar_pyproject, STR("pyproject.toml") },
		{ &grammar_setup_cfg, STR("setup.cfg") },
		{ &grammar_pipfile, STR("Pipfile") },
		{ &grammar_dockerfile, STR("Dockerfile") },
		{ &grammar_procfile, STR("Procfile") },
		{ &grammar_compose, STR("compose.yaml") },
		{ &grammar_conda, STR("environment.yml") },
		{ &grammar_lock, STR("poetry.lock") },
		{ &grammar_lock, STR("uv.lock") },
		{ &grammar_lock, STR("pylock.toml") },
		{ &grammar_pipfile_lock, STR("Pipfile.lock") },
		{ &grammar_platform, STR("render.yaml") },
		{ &grammar_platform, STR("railway.toml") },
		{ &grammar_script, STR("install.sh") },
		{ &grammar_script, STR("Makefile") },
	};
	size_t kind = fuzz_take(&data, &size) % countof(kinds);

	look_read(kinds[kind].grammar, kinds[kind].path, fuzz_str(data, size));
	return 0;
}
