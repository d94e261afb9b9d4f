/*
 * scripts.c - finds scripts by their names, and cuts them into words.
 */
#include "project/scripts.h"

#include "base/path.h"

#define SCRIPTS_MOST 1000      /* that are read for one question */
#define SCRIPT_SIZE  (1 << 18) /* bytes of one */

/* Of CI, by the start of its name or its folder. */
static bool
is_ci(struct str path)
{
	static const char *const starts[] = {
		".gitlab-ci", "cloudbuild", "azure-pipelines", "bitbucket-pipelines", "Taskfile",
	};
	struct str base = path_base(path);

	for (size_t i = 0; i < countof(starts); i++)
		if (str_starts(base, str_of(starts[i])))
			return true;
	return str_starts(path, STR(".github/")) || str_starts(path, STR(".circleci/"));
}

/* 0: it is none. */
static unsigned
kind_of(struct str path)
{
	static const char *const shells[] = { "sh", "bash" };
	static const char *const batches[] = { "ps1", "bat", "cmd" };
	static const char *const yaml[] = { "yml", "yaml" };
	static const char *const steps[] = { "justfile", "Justfile", "Jenkinsfile" };
	struct str base = path_base(path);

	if (path_has_any_ext(base, shells, countof(shells)))
		return SCRIPT_SHELL;
	if (path_has_any_ext(base, batches, countof(batches)))
		return SCRIPT_BATCH;
	if (path_is_makefile(base) || str_is_any(base, steps, countof(steps)))
		return SCRIPT_STEPS;
	if (path_has_any_ext(base, yaml, countof(yaml)))
		return is_ci(path) ? SCRIPT_STEPS : SCRIPT_YAML;
	if (path_has_ext(base, STR("hcl")) && str_has(base, STR("bake")))
		return SCRIPT_TARGETS;
	if (path_has_ext(base, STR("py")) && path_dir(path_dir(path)).len == 0)
		return SCRIPT_PYTHON;
	return 0;
}

bool
scripts_next(struct scripts *s)
{
	while (s->next < s->scan->paths.count && s->read < SCRIPTS_MOST) {
		struct str path = s->scan->paths.at[s->next++];
		unsigned kind = kind_of(path);

		if ((kind & s->kinds) == 0 || path_is_outside(path))
			continue;
		s->read++;
		if (!scan_read(s->scan, path, SCRIPT_SIZE, &s->text))
			continue;
		s->path = path;
		s->kind = (enum script_kind)kind;
		return true;
	}
	buf_release(&s->text);
	return false;
}

/* After what a '$' at i begins, as far as the line goes: "$(REGISTRY)", "${{ env.REGISTRY }}". */
static size_t
after_variable(struct str text, size_t i)
{
	char open = i + 1 < text.len ? text.at[i + 1] : '\0';
	char close = open == '(' ? ')' : open == '{' ? '}' : '\0';
	size_t depth = 0;

	if (close == '\0')
		return i + 1;
	for (i++; i < text.len && text.at[i] != '\n'; i++) {
		depth += text.at[i] == open;
		depth -= text.at[i] == close;
		if (depth == 0)
			return i + 1;
	}
	return i;
}

/* Where the word at i ends. */
static size_t
word_end(struct str text, size_t i)
{
	while (i < text.len && strchr(" \t\r\n,;&|[]()'\"`", text.at[i]) == NULL)
		i = text.at[i] == '$' ? after_variable(text, i) : i + 1;
	return i;
}

/* The place behind a line's end at i, where a backslash stands before it. */
static size_t
after_line(struct str text, size_t i)
{
	i += i < text.len && text.at[i] == '\r';
	return i + (i < text.len);
}

bool
script_next_command(struct script_command *c)
{
	struct str text = c->text;

	c->count = 0;
	if (c->at > text.len)
		return false;
	while (c->at < text.len) {
		size_t start = c->at, end = word_end(text, start);
		char stop = text.at[start];

		c->at = end > start ? end : start + 1;
		if (end > start && str_eq(str_slice(text, start, end), STR("\\"))) {
			c->at = after_line(text, end);
		} else if (end > start) {
			if (c->count < COMMAND_WORDS)
				c->words[c->count++] = str_slice(text, start, end);
		} else if (strchr("\n;&|", stop) != NULL) {
			c->last = stop == '\n';
			return true;
		}
	}
	c->at = text.len + 1;
	c->last = true;
	return true;
}
