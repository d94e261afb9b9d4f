/*
 * beforehand.c - `cp -r ../shared .` and its like in scripts, Makefiles, CI and what else is run by hand.
 */
#include "imports/beforehand.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/vec.h"
#include "project/scripts.h"

VEC(copying_vec, struct copying);

struct look {
	struct arena *a;
	const struct project *p;
	struct copying_vec found;
	struct str dir; /* of the text */
};

/* What of the word does not depend on where the command runs: "shared" of "$ROOT/shared/" and of "../../shared/." */
static struct str
plain_part(struct str word)
{
	for (size_t i = word.len; i > 0; i--)
		if (word.at[i - 1] == '$' || word.at[i - 1] == '}') {
			while (i < word.len && word.at[i - 1] != '/')
				i++;
			word = str_from(word, i);
			break;
		}
	/* What follows on a variable in quotes is a word by itself: `"$DIR"/../shared`. */
	if (str_starts(word, STR("/../")))
		word = str_from(word, 1);
	while (str_starts(word, STR("../")) || str_starts(word, STR("./")))
		word = str_from(word, word.at[1] == '.' ? 3 : 2);
	while (word.len > 0 && strchr("/.*", word.at[word.len - 1]) != NULL)
		word.len--;
	return word;
}

static bool
is_computed(struct str word)
{
	return memchr(word.at, '$', word.len) != NULL || memchr(word.at, '{', word.len) != NULL ||
	       memchr(word.at, '%', word.len) != NULL;
}

static void
take_folder(struct look *l, struct str word, struct str to)
{
	struct copying c = { .computed = is_computed(to) };
	struct str plain = plain_part(word), from[2];
	bool there[2];

	there[0] = plain.len > 0 && path_resolve(l->a, STR(""), plain, &from[0]);
	there[1] = path_resolve(l->a, l->dir, word, &from[1]) && from[1].len > 0;
	if (!path_resolve(l->a, STR(""), plain_part(to), &c.plain))
		c.plain = STR("");
	if (!path_resolve(l->a, l->dir, to, &c.beside))
		c.beside = STR("");
	c.plain = str_keep(l->a, c.plain);
	c.beside = str_keep(l->a, c.beside);
	for (size_t i = 0; i < countof(from); i++)
		if (there[i] && scan_has_dir(l->p->scan, from[i])) {
			c.from = str_keep(l->a, from[i]);
			*vec_push(l->a, &l->found) = c;
		}
}

/* Its place among the words; count: nothing is copied. */
static uint32_t
find_copier(const struct script_command *c)
{
	static const char *const programs[] = {
		"cp", "rsync", "copytree", "robocopy", "xcopy", "Copy-Item"
	};
	uint32_t i = 0;

	while (i < c->count &&
	       !str_is_any(str_after_last(c->words[i], '.'), programs, countof(programs)))
		i++;
	return i;
}

/* The last word is where it is copied to. */
static void
read_command(struct look *l, const struct script_command *c)
{
	struct str paths[COMMAND_WORDS];
	uint32_t count = 0;

	for (uint32_t i = find_copier(c) + 1; i < c->count; i++)
		if (c->words[i].at[0] != '-')
			paths[count++] = c->words[i];
	for (uint32_t i = 0; i + 1 < count; i++)
		take_folder(l, paths[i], paths[count - 1]);
}

struct copyings
beforehand_copied(struct arena *a, const struct project *p)
{
	struct scripts all = {
		.scan = p->scan,
		.kinds = SCRIPT_SHELL | SCRIPT_BATCH | SCRIPT_STEPS | SCRIPT_YAML | SCRIPT_PYTHON,
	};
	struct look l = { .a = a, .p = p };

	while (scripts_next(&all)) {
		struct script_command command = { .text = buf_text(&all.text) };

		l.dir = path_dir(all.path);
		while (script_next_command(&command))
			read_command(&l, &command);
	}
	return (struct copyings){ l.found.at, l.found.count };
}

bool
beforehand_puts(const struct copying *c, struct str file, struct str folder)
{
	return path_within(file, c->from) &&
	       (c->computed || (c->plain.len > 0 && path_within(c->plain, folder)) ||
	        (c->beside.len > 0 && path_within(c->beside, folder)));
}
