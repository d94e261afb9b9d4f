/*
 * beforehand.c - `cp -r ../shared .` and its like in scripts, Makefiles, CI and what else is run by hand.
 */
#include "imports/beforehand.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/path.h"
#include "base/vec.h"

#define TEXTS_MOST 1000      /* files that are read */
#define TEXT_SIZE  (1 << 18) /* bytes of one; others are data */
#define WORDS_MOST 32        /* of a command */

VEC(copying_vec, struct copying);

struct look {
	struct arena *a;
	const struct project *p;
	struct copying_vec found;
	struct str dir; /* of the text */
	struct str at[WORDS_MOST];
	uint32_t count; /* words behind the one that copies */
	bool copies;    /* there is one */
};

/* Python is read where tools are: in the root and in a folder there. */
static bool
may_copy(struct str path)
{
	static const char *const exts[] = { "sh", "bash", "ps1", "bat", "yml", "yaml" };
	static const char *const names[] = { "justfile", "Justfile", "Jenkinsfile" };

	return path_has_any_ext(path, exts, countof(exts)) || path_is_makefile(path) ||
	       str_is_any(path_base(path), names, countof(names)) ||
	       (path_has_ext(path, STR("py")) && path_dir(path_dir(path)).len == 0);
}

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

/* The last word is where it is copied to. */
static void
end_command(struct look *l)
{
	for (uint32_t i = 0; i + 1 < l->count; i++)
		take_folder(l, l->at[i], l->at[l->count - 1]);
	l->copies = false;
	l->count = 0;
}

static void
take_word(struct look *l, struct str word)
{
	static const char *const programs[] = {
		"cp", "rsync", "copytree", "robocopy", "xcopy", "Copy-Item"
	};

	if (l->copies && word.at[0] != '-' && l->count < WORDS_MOST)
		l->at[l->count++] = word;
	else if (str_is_any(str_after_last(word, '.'), programs, countof(programs)))
		l->copies = true;
}

static void
read_text(struct look *l, struct str text)
{
	size_t start = 0;

	for (size_t i = 0; i <= text.len; i++) {
		char c = i < text.len ? text.at[i] : '\n';

		if (strchr(" \t\r\n,;&|()[]'\"`", c) == NULL)
			continue;
		if (i > start)
			take_word(l, str_slice(text, start, i));
		start = i + 1;
		if (strchr("\n;&|", c) != NULL)
			end_command(l);
	}
}

struct copyings
beforehand_copied(struct arena *a, const struct project *p)
{
	struct look l = { .a = a, .p = p };
	struct strs paths = p->scan->paths;
	struct buf text = { 0 };

	for (uint32_t i = 0, read = 0; i < paths.count && read < TEXTS_MOST; i++) {
		if (!may_copy(paths.at[i]) || path_is_outside(paths.at[i]))
			continue;
		read++;
		l.dir = path_dir(paths.at[i]);
		if (scan_read(p->scan, paths.at[i], TEXT_SIZE, &text))
			read_text(&l, buf_text(&text));
	}
	buf_release(&text);
	return (struct copyings){ l.found.at, l.found.count };
}

bool
beforehand_puts(const struct copying *c, struct str file, struct str folder)
{
	return path_within(file, c->from) &&
	       (c->computed || (c->plain.len > 0 && path_within(c->plain, folder)) ||
	        (c->beside.len > 0 && path_within(c->beside, folder)));
}
