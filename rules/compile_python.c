/*
 * compile_python.c - at build time: the tables of rules/python/ become const C data, or the build
 * stops.
 *
 * usage: compile-python OUTPUT TABLE…
 *
 * A table is lines of a key, and of a tab and values where it has any, in byte order of the keys,
 * each there once; a line that starts with # is a comment. Which tables there are, and what their
 * keys and values look like, says `kinds`. Files of one kind are one table.
 */
#include "compiling.h"
#include "slots.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LINE_LIMIT 8192
/* Files of one kind. */
#define FILES 3

/* What stands after a key. */
enum form {
	NOTHING,
	DISTS, /* dist,dist: any of them, with an extra or not; -: it is known that there are none */
	NEEDS,    /* dist|dist,dist: one of each */
	RELEASE,  /* 0.9: of the distribution */
	VERSIONS, /* 3.8-3.14: the first and the last Python that has it */
	SINCE,    /* module,3.4: since which Python */
};

/* What a key, or an item of the values, looks like. */
typedef bool looks_fn(const char *s);

struct line {
	const char *path;
	unsigned number;
	size_t file;              /* of the files of its kind */
	const char *key, *values; /* values: "" when there are none */
	size_t text;              /* where the key starts in the text of all keys */
	size_t first, count;      /* what the row says: see `struct row` of python.c */
};

struct lines {
	struct line *at;
	size_t count;
	char *texts[FILES]; /* of the files, which the lines point into */
};

/* A list as written, and where its items are among the values. */
struct list {
	const char *at;
	size_t len, first, count;
};

/* a.b.c */
static bool
looks_dotted(const char *s)
{
	for (;; s++) {
		size_t len = strspn(s, LOWER UPPER DIGITS "_");

		if (len == 0 || strspn(s, DIGITS) > 0)
			return false;
		s += len;
		if (*s == '\0')
			return true;
		if (*s != '.')
			return false;
	}
}

/* A name as PEP 503 writes it. */
static bool
looks_dist(const char *s)
{
	size_t len = strlen(s);

	return len > 0 && strspn(s, LOWER DIGITS "-") == len && s[0] != '-' && s[len - 1] != '-' &&
	       strstr(s, "--") == NULL;
}

/* dist or dist[extra] */
static bool
looks_extra(const char *s)
{
	char name[LINE_LIMIT];
	size_t len = strcspn(s, "["), rest = strlen(s + len);

	memcpy(name, s, len);
	name[len] = '\0';
	if (!looks_dist(name) || rest == 0)
		return rest == 0 && looks_dist(name);
	if (rest < 3 || s[len + rest - 1] != ']')
		return false;
	memcpy(name, s + len + 1, rest - 2);
	name[rest - 2] = '\0';
	return looks_dist(name);
}

/* dist, or how its name starts: dist- */
static bool
looks_start(const char *s)
{
	char name[LINE_LIMIT];
	size_t len = strlen(s);

	memcpy(name, s, len + 1);
	if (len > 1 && name[len - 1] == '-')
		name[len - 1] = '\0';
	return looks_dist(name);
}

/* 0.9 */
static bool
looks_release(const char *s)
{
	size_t len = strlen(s);

	return len > 0 && strspn(s, DIGITS ".") == len && s[0] != '.' && s[len - 1] != '.' &&
	       strstr(s, "..") == NULL;
}

/* A command, or the scheme of a URL. */
static bool
looks_word(const char *s)
{
	return *s != '\0' && strspn(s, LOWER UPPER DIGITS "+-._") == strlen(s);
}

/* The number in 3.<number>, at *s, which moves behind it; 0 when there is none. */
static unsigned
minor(const char **s)
{
	unsigned value = 0;

	if (strncmp(*s, "3.", 2) != 0 || strspn(*s + 2, DIGITS) == 0 || strspn(*s + 2, DIGITS) > 2)
		return 0;
	for (*s += 2; **s >= '0' && **s <= '9'; ++*s)
		value = value * 10 + (unsigned)(**s - '0');
	return value;
}

/* The file of submodules whose needs show late: submodules_late.txt. */
#define LATE_FILE 2

/* One kind of table: its files, in C and on disk. */
static const struct kind {
	const char *name;         /* <name>_rows in C */
	const char *files[FILES]; /* that make it up */
	looks_fn *key;
	enum form form;
} kinds[] = {
	{ "stdlib", { "stdlib.txt" }, looks_dotted, VERSIONS },
	{ "replaced", { "replaced.txt" }, looks_dist, SINCE },
	{ "imports", { "imports.txt", "corrections.txt" }, looks_dotted, DISTS },
	{ "namespaces", { "namespaces.txt" }, looks_dotted, NOTHING },
	{ "common", { "common.txt" }, looks_dotted, NOTHING },
	{ "submodules",
	  { "submodules.txt", "submodules_by_hand.txt", "submodules_late.txt" },
	  looks_dotted,
	  NEEDS },
	{ "requires", { "requires.txt", "requires_by_hand.txt" }, looks_extra, DISTS },
	{ "indirect", { "indirect.txt" }, looks_extra, DISTS },
	{ "oldest", { "oldest.txt" }, looks_dist, RELEASE },
	{ "since", { "since.txt" }, looks_dist, RELEASE },
	{ "formerly", { "formerly.txt" }, looks_extra, DISTS },
	{ "debian", { "debian.txt" }, looks_dist, DISTS },
	{ "brought", { "brought.txt", "brought_by_hand.txt" }, looks_start, DISTS },
	{ "commands", { "commands.txt" }, looks_word, DISTS },
	{ "drivers", { "drivers.txt" }, looks_word, DISTS },
	{ "plugins", { "plugins.txt" }, looks_start, DISTS },
	{ "own", { "own.txt" }, looks_dist, NOTHING },
	{ "own_rare", { "own_rare.txt" }, looks_dist, NOTHING },
	{ "conda", { "conda.txt", "conda_by_hand.txt" }, looks_dist, DISTS },
};

/* Everything that is written but the rows: what they point to, each once. */
struct pool {
	FILE *out;
	struct list *seen; /* the lists whose items are written */
	size_t seen_count, values;
	struct list *needs; /* each a need: its alternatives */
	size_t needs_count;
};

static void
check_line(const struct kind *kind, const struct line *line)
{
	if (!kind->key(line->key))
		refuse(line->path, line->number, "`%s` is no key of this table", line->key);
	if ((kind->form == NOTHING) != (line->values[0] == '\0'))
		refuse(line->path, line->number, "a line is a key%s",
		       kind->form == NOTHING ? " alone" : ", a tab and values");
}

/* Add the file's lines to those of the kind. The text is cut up. */
static void
read_lines(const char *path, char *text, const struct kind *kind, size_t file, struct lines *lines)
{
	const char *last = "";
	size_t room = 0;

	for (unsigned number = 1; *text != '\0'; number++) {
		size_t len = strcspn(text, "\n");
		struct line line = {
			.path = path, .number = number, .file = file, .key = text, .values = ""
		};

		if (text[len] != '\n' || len >= LINE_LIMIT)
			refuse(path, number, "the line is too long, or the last one has no end");
		text[len] = '\0';
		text += len + 1;
		if (line.key[0] == '#')
			continue;
		char *tab = strchr(line.key, '\t');
		if (tab != NULL) {
			*tab = '\0';
			line.values = tab + 1;
		}
		check_line(kind, &line);
		if (strcmp(last, line.key) >= 0)
			refuse(path, number, "`%s` does not come after `%s`", line.key, last);
		last = line.key;
		if (room == 0) {
			room = 1024;
			lines->at = grown(lines->at, lines->count + room, sizeof(line));
		}
		lines->at[lines->count++] = line;
		room--;
	}
}

static int
by_key(const void *a, const void *b)
{
	return strcmp(((const struct line *)a)->key, ((const struct line *)b)->key);
}

/* Put the lines of several files in order; a key is in one of them. */
static void
merge(struct lines *lines)
{
	qsort(lines->at, lines->count, sizeof(*lines->at), by_key);
	for (size_t i = 1; i < lines->count; i++) {
		const struct line *a = &lines->at[i - 1], *b = &lines->at[i];

		if (strcmp(a->key, b->key) == 0)
			refuse(b->path, b->number, "`%s` stands in %s:%u too", b->key, a->path,
			       a->number);
	}
}

/* Write the items of a list as strings, or find them written. */
static struct list
pool_list(struct pool *pool, const struct line *line, struct list list, looks_fn *looks)
{
	for (size_t i = 0; i < pool->seen_count; i++)
		if (pool->seen[i].len == list.len &&
		    memcmp(pool->seen[i].at, list.at, list.len) == 0)
			return pool->seen[i];
	list.first = pool->values;
	for (const char *at = list.at, *end = list.at + list.len; at <= end; list.count++) {
		char item[LINE_LIMIT];
		size_t len = strcspn(at, ",|");

		if (len > (size_t)(end - at))
			len = (size_t)(end - at);
		memcpy(item, at, len);
		item[len] = '\0';
		if (!looks(item))
			refuse(line->path, line->number, "`%s` is no value of this table", item);
		fprintf(pool->out, "\t{ \"%s\", %zu },\n", item, len);
		at += len + 1;
	}
	pool->values += list.count;
	if (pool->values > UINT16_MAX)
		refuse(line->path, line->number, "more values than a row can point to");
	pool->seen = grown(pool->seen, pool->seen_count + 1, sizeof(list));
	pool->seen[pool->seen_count++] = list;
	return list;
}

static void
read_dists(struct pool *pool, struct line *line)
{
	struct list list = { line->values, strlen(line->values), 0, 0 };

	if (strcmp(line->values, "-") == 0)
		return;
	if (strchr(line->values, '|') != NULL)
		refuse(line->path, line->number, "`%s`: commas stand between values", line->values);
	list = pool_list(pool, line, list, looks_extra);
	line->first = list.first;
	line->count = list.count;
}

/* Each part between commas is a list of its own. */
static void
read_needs(struct pool *pool, struct line *line)
{
	line->first = pool->needs_count;
	for (const char *at = line->values, *end; at != NULL; at = *end != '\0' ? end + 1 : NULL) {
		end = at + strcspn(at, ",");

		struct list list = { at, (size_t)(end - at), 0, 0 };
		list = pool_list(pool, line, list, looks_dist);
		pool->needs = grown(pool->needs, pool->needs_count + 1, sizeof(list));
		pool->needs[pool->needs_count++] = list;
	}
	line->count = pool->needs_count - line->first;
	if (line->file == LATE_FILE)
		line->count |= NEEDS_LATE;
}

static void
read_versions(struct line *line)
{
	const char *at = line->values;

	line->first = minor(&at);
	if (line->first == 0 || *at++ != '-' || (line->count = minor(&at)) < line->first ||
	    *at != '\0')
		refuse(line->path, line->number, "`%s` is not like 3.8-3.14", line->values);
}

static void
read_since(struct pool *pool, struct line *line)
{
	const char *comma = strchr(line->values, ','), *at = comma != NULL ? comma + 1 : "";
	bool first = strcmp(at, "3.0") == 0;
	unsigned since = minor(&at);

	if ((since == 0 && !first) || *at != '\0')
		refuse(line->path, line->number, "`%s` is not like enum,3.4", line->values);
	struct list list = { line->values, (size_t)(comma - line->values), 0, 0 };
	line->first = pool_list(pool, line, list, looks_dotted).first;
	line->count = since;
}

static void
read_values(struct pool *pool, struct line *line, enum form form)
{
	if (form == DISTS)
		read_dists(pool, line);
	else if (form == NEEDS)
		read_needs(pool, line);
	else if (form == RELEASE)
		line->first =
			pool_list(pool, line,
		                  (struct list){ line->values, strlen(line->values), 0, 0 },
		                  looks_release)
				.first;
	else if (form == VERSIONS)
		read_versions(line);
	else if (form == SINCE)
		read_since(pool, line);
}

static void
write_text(FILE *out, struct lines *all)
{
	size_t len = 0;

	fputs("static const char text[] = {", out);
	for (size_t k = 0; k < COUNT(kinds); k++) {
		for (size_t i = 0; i < all[k].count; i++) {
			all[k].at[i].text = len;
			write_bytes(out, all[k].at[i].key, strlen(all[k].at[i].key), &len);
		}
	}
	fputs("\n};\n", out);
}

/* Where each row is found by its key: see slots.h. */
static void
write_slots(FILE *out, const char *name, const struct lines *lines)
{
	size_t room = 4;
	uint16_t *slots;

	while (room < lines->count * 2)
		room *= 2;
	if (lines->count >= UINT16_MAX)
		refuse(lines->at[0].path, 0, "the table has too many lines");
	slots = grown(NULL, room, sizeof(*slots));
	memset(slots, 0, room * sizeof(*slots));
	for (size_t i = 0; i < lines->count; i++) {
		const char *key = lines->at[i].key;
		size_t at = slot_hash(key, strlen(key)) & (room - 1);

		while (slots[at] != 0)
			at = (at + 1) & (room - 1);
		slots[at] = (uint16_t)(i + 1);
	}
	fprintf(out, "static const uint16_t %s_slots[] = {\n", name);
	for (size_t i = 0; i < room; i++)
		fprintf(out, "%u,%s", (unsigned)slots[i], i % 16 == 15 ? "\n" : "");
	fputs("};\n", out);
	free(slots);
}

/* No key is longer. */
static void
write_longest(FILE *out, const struct lines *all)
{
	size_t longest = 0;

	for (size_t k = 0; k < COUNT(kinds); k++)
		for (size_t i = 0; i < all[k].count; i++) {
			size_t len = strlen(all[k].at[i].key);

			longest = len > longest ? len : longest;
		}
	fprintf(out, "#define KEY_LONGEST %zu\n", longest);
}

static void
write_all(FILE *out, struct lines *all)
{
	struct pool pool = { .out = out };

	fputs("/* Made by rules/compile_python.c from the tables of rules/python/. */\n", out);
	write_longest(out, all);
	write_text(out, all);
	fputs("static const struct str values[] = {\n", out);
	for (size_t k = 0; k < COUNT(kinds); k++)
		for (size_t i = 0; i < all[k].count; i++)
			read_values(&pool, &all[k].at[i], kinds[k].form);
	fputs("};\nstatic const struct strs needs[] = {\n", out);
	for (size_t i = 0; i < pool.needs_count; i++)
		fprintf(out, "\t{ values + %zu, %zu },\n", pool.needs[i].first,
		        pool.needs[i].count);
	fputs("};\n", out);
	for (size_t k = 0; k < COUNT(kinds); k++) {
		fprintf(out, "static const struct row %s_rows[] = {\n", kinds[k].name);
		for (size_t i = 0; i < all[k].count; i++) {
			const struct line *line = &all[k].at[i];

			fprintf(out, "\t{ %zu, %zu, %zu, %zu },\n", line->text, strlen(line->key),
			        line->first, line->count);
		}
		fputs("};\n", out);
		write_slots(out, kinds[k].name, &all[k]);
	}
	free(pool.seen);
	free(pool.needs);
}

/* Read a file into the kind that it belongs to. */
static void
read_table(const char *path, struct lines *all)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;

	for (size_t k = 0; k < COUNT(kinds); k++) {
		for (size_t f = 0; f < COUNT(kinds[k].files); f++) {
			if (kinds[k].files[f] != NULL && strcmp(kinds[k].files[f], name) == 0) {
				all[k].texts[f] = read_text(path);
				read_lines(path, all[k].texts[f], &kinds[k], f, &all[k]);
				return;
			}
		}
	}
	refuse(path, 0, "there is no such table");
}

int
main(int argc, char *argv[])
{
	struct lines all[COUNT(kinds)] = { 0 };

	if (argc < 3) {
		fputs("usage: compile-python OUTPUT TABLE…\n", stderr);
		return EXIT_FAILURE;
	}
	for (int i = 2; i < argc; i++)
		read_table(argv[i], all);
	for (size_t k = 0; k < COUNT(kinds); k++) {
		if (all[k].count == 0)
			refuse(kinds[k].files[0], 0, "the table is missing or empty");
		merge(&all[k]);
	}

	FILE *out = open_or_refuse(argv[1], "wb");
	write_all(out, all);
	if (fclose(out) != 0)
		refuse(argv[1], 0, "cannot be written");
	for (size_t k = 0; k < COUNT(kinds); k++) {
		free(all[k].at);
		for (size_t f = 0; f < COUNT(all[k].texts); f++)
			free(all[k].texts[f]);
	}
	return EXIT_SUCCESS;
}
