/*
 * procfile.c - Procfiles: a process's name and its command, one a line.
 */
#include "base/path.h"
#include "grammars/commands.h"
#include "grammars/grammars.h"

static bool
claims(struct str path)
{
	struct str base = path_base(path);

	return str_eq(base, STR("Procfile")) || str_starts(base, STR("Procfile."));
}

static void
read_process(const struct manifest *m, size_t *budget, struct str line)
{
	const struct splitter s = { m->a, NULL, WORDS_SHELL, '\\', budget };
	size_t name = 0;

	while (name < line.len && (char_is_name(line.at[name]) || line.at[name] == '-'))
		name++;
	if (name == 0 || name == line.len || line.at[name] != ':')
		return;
	const struct splice command = {
		.text = str_from(line, name + 1),
		.base = (uint32_t)(manifest_offset(m, line) + name + 1),
	};
	commands_add(m, command_unwrap(&s, words_split(&s, &command)), str_slice(line, 0, name));
}

static void
read_procfile(void *worker, struct arena *scratch, struct str path, struct str text,
              struct fact_writer *out)
{
	struct manifest m = manifest_open(scratch, text, out);
	size_t budget = WORDS_BUDGET;

	(void)worker, (void)path;
	for (uint32_t i = 0; i < m.line_count; i++)
		read_process(&m, &budget, str_skip(manifest_line(&m, i)));
	manifest_ignores(&m, false);
}

const struct grammar grammar_procfile = {
	.name = "procfile",
	.version = 2,
	.claims = claims,
	.read = read_procfile,
};
