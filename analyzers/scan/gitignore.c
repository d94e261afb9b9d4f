/*
 * gitignore.c - .gitignore files read and applied as git's dir.c does, its oddities included.
 */
#include "scan/gitignore.h"

#include "base/arena.h"
#include "base/glob.h"
#include "base/path.h"
#include "base/vec.h"

struct rule {
	struct str pattern; /* without "!", the slash in front and the one at the end */
	size_t plain;       /* bytes before its first wildcard */
	bool negative, directory;
	bool base; /* had no slash: matches the last component at any depth */
};

VEC(rule_vec, struct rule);

struct ignore_rules {
	const struct ignore_rules *outer;
	struct str dir;
	struct rule_vec rules;
};

/* Spaces at the end do not count, unless escaped. */
static struct str
without_spaces(struct str line)
{
	size_t end = 0;

	for (size_t i = 0; i < line.len; i++) {
		if (line.at[i] == '\\' && i + 1 < line.len)
			end = ++i + 1;
		else if (line.at[i] != ' ')
			end = i + 1;
	}
	return (struct str){ line.at, end };
}

static struct rule
parse_rule(struct str line)
{
	struct rule rule = { .base = true };

	if (line.len > 0 && line.at[0] == '!') {
		rule.negative = true;
		line.at++, line.len--;
	}
	if (line.len > 0 && line.at[line.len - 1] == '/') {
		rule.directory = true;
		line.len--;
	}
	rule.base = line.len == 0 || memchr(line.at, '/', line.len) == NULL;
	if (line.len > 0 && line.at[0] == '/')
		line.at++, line.len--;
	while (rule.plain < line.len && strchr("*?[\\", line.at[rule.plain]) == NULL)
		rule.plain++;
	rule.pattern = line;
	return rule;
}

const struct ignore_rules *
ignore_rules_new(struct arena *a, const struct ignore_rules *outer, struct str dir, struct str text)
{
	struct ignore_rules *rules = arena_new(a, struct ignore_rules);
	struct str line;

	rules->outer = outer;
	rules->dir = dir;
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text.at += 3, text.len -= 3;
	while (str_cut(&text, '\n', &line)) {
		const char *nul = line.len > 0 ? memchr(line.at, '\0', line.len) : NULL;

		if (line.len == 0 || line.at[0] == '#')
			continue;
		if (nul != NULL)
			line.len = (size_t)(nul - line.at);
		else if (line.at[line.len - 1] == '\r')
			line.len--;
		line = without_spaces(line);
		if (line.len > 0)
			*vec_push(a, &rules->rules) = parse_rule(line);
	}
	return rules;
}

/* `name` is the path, seen from the directory of the rule. */
static bool
rule_matches(const struct rule *rule, struct str name)
{
	if (rule->base)
		return glob_match(rule->pattern, path_base(name));

	/* git compares the plain start on its own, so that `**` after it counts as leading. */
	size_t plain = rule->plain;
	struct str pattern = { rule->pattern.at + plain, rule->pattern.len - plain };

	if (!str_starts(name, (struct str){ rule->pattern.at, plain }))
		return false;
	return glob_match(pattern, (struct str){ name.at + plain, name.len - plain });
}

bool
ignore_rules_match(const struct ignore_rules *rules, struct str path, bool directory)
{
	for (; rules != NULL; rules = rules->outer) {
		size_t skip = rules->dir.len > 0 ? rules->dir.len + 1 : 0;
		struct str name = { path.at + skip, path.len - skip };

		for (uint32_t i = rules->rules.count; i > 0; i--) {
			const struct rule *rule = &rules->rules.at[i - 1];

			if ((directory || !rule->directory) && rule_matches(rule, name))
				return !rule->negative;
		}
	}
	return false;
}
