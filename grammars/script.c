/*
 * script.c - what a Dockerfile runs while the image is built: scripts of a shell, and Makefiles.
 *
 * No name claims them: only those are read that a Dockerfile runs (scan/named.h).
 */
#include "base/arena.h"
#include "base/path.h"
#include "grammars/commands.h"
#include "grammars/grammars.h"

struct script {
	struct manifest m;
	struct variables variables; /* of a Makefile */
	size_t budget;
	uint32_t line; /* the next one to be read */
};

static bool
claims(struct str path)
{
	(void)path;
	return false;
}

/* More is run than can be seen. */
static void
add_open(const struct manifest *m, size_t start, size_t end)
{
	manifest_directive(m, DIRECTIVE_OPEN, manifest_span(m, start, end), STR(""), STR(""));
}

static void
add_commands(const struct manifest *m, struct word_vec words)
{
	struct command c;
	uint32_t next = 0;

	commands_add(m, words, STR("RUN"));
	commands_add_installs(m, words);
	while (command_next(words, &next, &c))
		if (str_starts(path_base(c.words[0].text), STR("$")))
			add_open(m, c.words[0].start, c.words[0].end);
}

static void
read_shell(struct script *s)
{
	const struct splitter splitter = { s->m.a, NULL, WORDS_SHELL, '\\', &s->budget };
	const struct splice all = { s->m.text, NULL, 0 };
	struct str first = manifest_line(&s->m, 0);

	if (str_starts(first, STR("#!")) && !str_has(first, STR("sh")))
		add_open(&s->m, 0, first.len);
	else
		add_commands(&s->m, words_split(&splitter, &all));
}

/* The text with $(NAME) as ${NAME}, which is what a shell calls the same. */
static struct str
with_braces(struct arena *a, struct str text)
{
	char *at = arena_array(a, char, text.len + 1);

	memcpy(at, text.at, text.len);
	for (size_t i = 0; i + 2 < text.len; i++) {
		size_t end = i + 2;

		if (at[i] != '$' || at[i + 1] != '(' || (i > 0 && at[i - 1] == '$'))
			continue;
		while (end < text.len && char_is_name(at[end]))
			end++;
		if (end == text.len || at[end] != ')' || end == i + 2)
			continue;
		at[i + 1] = '{';
		at[end] = '}';
	}
	return (struct str){ at, text.len };
}

/* The line at hand with those that a backslash joins to it. */
static struct str
joined_line(struct script *s)
{
	struct str line = manifest_line(&s->m, s->line++);

	while (str_ends(line, STR("\\")) && s->line < s->m.line_count) {
		struct str next = manifest_line(&s->m, s->line++);

		line.len = (size_t)(next.at + next.len - line.at);
	}
	return line;
}

/* Its words, or the commands of a recipe's line. */
static struct word_vec
split(struct script *s, struct str text, enum words_mode mode)
{
	const struct splitter splitter = { s->m.a, &s->variables, mode, '\\', &s->budget };
	const struct splice line = { .text = text, .base = (uint32_t)manifest_offset(&s->m, text) };

	return words_split(&splitter, &line);
}

/* "PIP = pip3", "PIP := pip3", "PIP ?= pip3"; `equals` is where the sign stands. */
static void
read_variable(struct script *s, struct str line, size_t equals)
{
	struct str name = str_slice(line, 0, equals),
		   value = str_trim(str_before(str_from(line, equals + 1), '#'));
	struct word_vec words;

	while (name.len > 0 && strchr(":?+!", name.at[name.len - 1]) != NULL)
		name.len--;
	words = split(s, value, WORDS_PLAIN);
	variables_set(s->m.a, &s->variables, str_trim(name),
	              words_join(s->m.a, words.at, words.count, ' '));
}

static void
read_recipe(struct script *s, struct str line)
{
	while (line.len > 0 && strchr("@-+", line.at[0]) != NULL)
		line = str_skip(str_from(line, 1));
	if (s->m.stage > 0)
		add_commands(&s->m, split(s, line, WORDS_SHELL));
}

/* "install: venv  # comment"; `colon` is where that stands. */
static void
read_rule(struct script *s, struct str line, size_t colon)
{
	struct str before =
		str_from(line, colon + 1 + str_starts(str_from(line, colon), STR("::")));
	struct word_vec targets, needs;
	size_t end = 0;

	while (end < before.len && before.at[end] != '#' && before.at[end] != ';')
		end++;
	targets = split(s, str_slice(line, 0, colon), WORDS_PLAIN);
	needs = split(s, str_slice(before, 0, end), WORDS_PLAIN);
	s->m.stage++;
	manifest_directive(
		&s->m, DIRECTIVE_TARGET,
		manifest_span(
			&s->m, manifest_offset(&s->m, line), manifest_offset(&s->m, line) + colon),
		words_join(s->m.a, targets.at, targets.count, '\n'),
		words_join(s->m.a, needs.at, needs.count, '\n'));
	if (end < before.len && before.at[end] == ';')
		read_recipe(s, str_skip(str_from(before, end + 1)));
}

static void
read_makefile(struct script *s)
{
	s->m.text = with_braces(s->m.a, s->m.text);
	while (s->line < s->m.line_count) {
		bool recipe = str_starts(manifest_line(&s->m, s->line), STR("\t"));
		struct str line = str_skip(joined_line(s));
		size_t i = 0;

		if (line.len == 0 || line.at[0] == '#')
			continue;
		if (recipe) {
			read_recipe(s, line);
			continue;
		}
		while (i < line.len && line.at[i] != ':' && line.at[i] != '=')
			i++;
		/* `:=` and `::=` set a variable, too. */
		size_t equals = i;
		while (equals < line.len && line.at[equals] == ':')
			equals++;
		if (equals < line.len && line.at[equals] == '=')
			read_variable(s, line, equals);
		else if (i < line.len)
			read_rule(s, line, i);
	}
}

static void
read_script(void *worker, struct arena *scratch, struct str path, struct str text,
            struct fact_writer *out)
{
	struct script s = {
		.m = manifest_open(scratch, text, out),
		.budget = WORDS_BUDGET,
	};

	(void)worker;
	if (path_is_makefile(path))
		read_makefile(&s);
	else
		read_shell(&s);
	manifest_ignores(&s.m, false);
}

const struct grammar grammar_script = {
	.name = "script",
	.version = 1,
	.claims = claims,
	.read = read_script,
};
