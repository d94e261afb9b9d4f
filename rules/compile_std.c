/*
 * compile_std.c - at build time: the tables of rules/python/std/ become const C data, or the build
 * stops.
 *
 * usage: compile-std OUTPUT MODULES CLASSES
 *
 * A line that starts with # is a comment. A line without a tab before it names a module or class,
 * in byte order; the lines below it start with a tab and say what it is:
 *
 *     at VERSIONS [MODULE]              a module that these Pythons have, the same as another
 *     is VERSIONS FLAGS META SOLID BASES    a class: see `struct std_class_info` of std.h
 *     KIND VERSIONS NAME[=WHAT]…        names in it, of one of `kinds`
 *
 * Of a class, WHAT is left out where it is the one of that name made there; of a module, where
 * its name is that one. "-" is none.
 */
#include "compiling.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NONE      UINT16_MAX
#define MINOR_MIN 8
#define MINOR_MAX 14

/* As the tables of std.c have them: the order of enum std_kind, that of enum std_class_flags. */
static const char kinds[] = "?carmfv";
static const char flags[] = "FREVDWIG";
#define GENERIC 'g' /* an alias (a) that Generic follows */

struct span {
	unsigned first, last;
};

/* A module or class. */
struct space {
	const char *name;
	unsigned line;
};

/* A line of what one is, or a name in it. */
struct fact {
	size_t space;
	struct span span;
	char *name; /* of a name; of a module the one that it is, or NULL; of a class its flags */
	char *what; /* what the name stands for; the bases of a class */
	char *meta, *solid;
	char kind;
	bool star;
	unsigned line;
};

struct facts {
	struct fact *at;
	size_t count;
};

struct table {
	const char *path;
	char *text;
	struct space *spaces;
	size_t count;
	struct facts shapes, names;
};

/* Unique texts in byte order, or lists of ids as they come. */
struct texts {
	const char **at;
	size_t count;
};

struct lists {
	uint16_t *ids;
	size_t *starts; /* of the list, and where the last one ends */
	size_t count;
};

struct all {
	struct table modules, classes;
	struct texts texts;
	struct lists lists;
	FILE *out;
};

static unsigned
minor(const struct table *table, unsigned line, const char *s, char end)
{
	char *rest;
	unsigned long value = strncmp(s, "3.", 2) == 0 ? strtoul(s + 2, &rest, 10) : 0;

	if (value < MINOR_MIN || value > MINOR_MAX || *rest != end)
		refuse(table->path, line, "`%s` is not like 3.8-3.14", s);
	return (unsigned)value;
}

/* The next word of the line, cut off with a NUL; NULL after the last. */
static char *
next_word(char **rest)
{
	char *word = *rest;

	if (word == NULL || *word == '\0')
		return NULL;
	*rest = strchr(word, ' ');
	if (*rest != NULL)
		*(*rest)++ = '\0';
	return word;
}

static char *
need_word(const struct table *table, unsigned line, char **rest)
{
	char *word = next_word(rest);

	if (word == NULL || *word == '\0')
		refuse(table->path, line, "the line ends early");
	return word;
}

static struct span
read_span(const struct table *table, unsigned line, char **rest)
{
	char *word = need_word(table, line, rest), *dash = strchr(word, '-');
	struct span span = { minor(table, line, word, '-'), 0 };

	span.last = minor(table, line, dash + 1, '\0');
	if (span.last < span.first)
		refuse(table->path, line, "`%s` is not like 3.8-3.14", word);
	return span;
}

static void
add_fact(struct facts *facts, struct fact fact)
{
	facts->at = with_room(facts->at, facts->count, sizeof(fact));
	facts->at[facts->count++] = fact;
}

static char *
none_or(char *word)
{
	return word != NULL && strcmp(word, "-") == 0 ? NULL : word;
}

static void
read_names(struct table *table, struct fact fact, const char *kind, char **rest)
{
	fact.kind = kind[0];
	fact.star = kind[1] == '*';
	if ((strchr(kinds + 1, kind[0]) == NULL && kind[0] != GENERIC) ||
	    kind[1 + fact.star] != '\0')
		refuse(table->path, fact.line, "`%s` is no kind", kind);
	for (char *word; (word = next_word(rest)) != NULL;) {
		fact.name = word;
		fact.what = strchr(word, '=');
		if (fact.what != NULL)
			*fact.what++ = '\0';
		if (*word == '\0')
			refuse(table->path, fact.line, "two spaces");
		add_fact(&table->names, fact);
	}
}

static void
read_fact(struct table *table, unsigned line, char *rest)
{
	char *word = need_word(table, line, &rest);
	struct fact fact = { .space = table->count - 1, .line = line };

	if (table->count == 0)
		refuse(table->path, line, "whose is that?");
	fact.span = read_span(table, line, &rest);
	if (strcmp(word, "at") == 0) {
		fact.name = next_word(&rest);
		add_fact(&table->shapes, fact);
	} else if (strcmp(word, "is") == 0) {
		fact.name = none_or(need_word(table, line, &rest));
		fact.meta = need_word(table, line, &rest);
		fact.solid = need_word(table, line, &rest);
		fact.what = none_or(need_word(table, line, &rest));
		add_fact(&table->shapes, fact);
	} else {
		read_names(table, fact, word, &rest);
	}
}

static void
read_table(struct table *table, const char *path)
{
	unsigned number = 0;

	table->path = path;
	table->text = read_text(path);
	for (char *line = table->text, *end; *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		number++;
		if (end == NULL)
			refuse(path, number, "the last line has no end");
		*end = '\0';
		if (line[0] == '\t') {
			read_fact(table, number, line + 1);
		} else if (line[0] != '#') {
			if (table->count > 0 &&
			    strcmp(table->spaces[table->count - 1].name, line) >= 0)
				refuse(path, number, "`%s` does not come after `%s`", line,
				       table->spaces[table->count - 1].name);
			table->spaces =
				with_room(table->spaces, table->count, sizeof(struct space));
			table->spaces[table->count++] = (struct space){ line, number };
		}
	}
	if (table->count == 0 || table->count >= NONE)
		refuse(path, 0, "no names, or more than an id can tell apart");
}

/* By module or class, name and version. */
static int
by_place(const void *a, const void *b)
{
	const struct fact *one = a, *other = b;
	int order = one->space < other->space ? -1 : one->space > other->space;

	if (order == 0)
		order = strcmp(one->name, other->name);
	return order != 0 ? order : (int)one->span.first - (int)other->span.first;
}

static void
sort_names(struct table *table)
{
	struct fact *at = table->names.at;

	if (table->names.count > 0)
		qsort(at, table->names.count, sizeof(*at), by_place);
	for (size_t i = 1; i < table->names.count; i++)
		if (at[i].space == at[i - 1].space && strcmp(at[i].name, at[i - 1].name) == 0 &&
		    at[i].span.first <= at[i - 1].span.last)
			refuse(table->path, at[i].line, "`%s` stands in line %u too", at[i].name,
			       at[i - 1].line);
}

/* Every module and class says what it is, the versions one after the other. */
static void
check_shapes(const struct table *table)
{
	size_t at = 0;

	for (size_t i = 0; i < table->count; i++) {
		if (at == table->shapes.count || table->shapes.at[at].space != i)
			refuse(table->path, table->spaces[i].line, "`%s` is nothing",
			       table->spaces[i].name);
		for (at++; at < table->shapes.count && table->shapes.at[at].space == i; at++)
			if (table->shapes.at[at].span.first <= table->shapes.at[at - 1].span.last)
				refuse(table->path, table->shapes.at[at].line,
				       "versions are not in order");
	}
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_text(struct texts *texts, const char *text)
{
	texts->at = with_room(texts->at, texts->count, sizeof(*texts->at));
	texts->at[texts->count++] = text;
}

static void
collect_texts(struct texts *texts, const struct table *table)
{
	for (size_t i = 0; i < table->count; i++)
		add_text(texts, table->spaces[i].name);
	for (size_t i = 0; i < table->names.count; i++)
		add_text(texts, table->names.at[i].name);
}

static void
sort_texts(struct texts *texts)
{
	size_t kept = 0;

	qsort(texts->at, texts->count, sizeof(*texts->at), by_text);
	for (size_t i = 0; i < texts->count; i++)
		if (kept == 0 || strcmp(texts->at[i], texts->at[kept - 1]) != 0)
			texts->at[kept++] = texts->at[i];
	texts->count = kept;
	if (kept >= NONE)
		refuse("compile-std", 0, "more names than an id can tell apart");
}

static size_t
text_id(const struct texts *texts, const char *text)
{
	const char **found = bsearch(&text, texts->at, texts->count, sizeof(*texts->at), by_text);

	return found != NULL ? (size_t)(found - texts->at) : NONE;
}

static int
by_name(const void *key, const void *space)
{
	return strcmp(key, ((const struct space *)space)->name);
}

/* The place of a module or class in its table. */
static size_t
space_id(const struct table *from, unsigned line, const struct table *in, const char *name)
{
	const struct space *found =
		bsearch(name, in->spaces, in->count, sizeof(*in->spaces), by_name);

	if (found == NULL)
		refuse(from->path, line, "there is no `%s` in %s", name, in->path);
	return (size_t)(found - in->spaces);
}

/* The classes between commas, as a list of ids: an old one where there is such. */
static size_t
list_of(struct all *all, const struct table *from, const struct fact *fact)
{
	struct lists *lists = &all->lists;
	size_t start = lists->starts[lists->count], end = start;

	for (char *at = fact->what; at != NULL;) {
		char *comma = strchr(at, ',');

		if (comma != NULL)
			*comma++ = '\0';
		lists->ids = with_room(lists->ids, end, sizeof(*lists->ids));
		lists->ids[end++] = (uint16_t)space_id(from, fact->line, &all->classes, at);
		at = comma;
	}
	for (size_t i = 0; i < lists->count; i++)
		if (lists->starts[i + 1] - lists->starts[i] == end - start &&
		    memcmp(lists->ids + lists->starts[i], lists->ids + start,
		           (end - start) * sizeof(*lists->ids)) == 0)
			return i;
	lists->starts = with_room(lists->starts, lists->count + 1, sizeof(*lists->starts));
	lists->starts[++lists->count] = end;
	if (lists->count >= NONE || end >= NONE)
		refuse(from->path, fact->line, "more lists than an id can tell apart");
	return lists->count - 1;
}

/* What the name stands for, as a number: see `struct row` of std.c. */
static size_t
target_of(struct all *all, const struct table *table, const struct fact *fact)
{
	const char *space = table->spaces[fact->space].name;
	char *own = NULL;
	size_t id = 0;

	if (fact->kind == 'a' || fact->kind == GENERIC)
		return list_of(all, table, fact);
	if (fact->kind == 'm') {
		const char *name = fact->what != NULL ? fact->what : fact->name;

		space_id(table, fact->line, &all->modules, name);
		return text_id(&all->texts, name);
	}
	if (fact->kind != 'c')
		return 0;
	if (fact->what == NULL) {
		size_t len = strlen(space) + strlen(fact->name) + 2;

		own = grown(NULL, len, 1);
		snprintf(own, len, "%s.%s", space, fact->name);
	}
	id = space_id(table, fact->line, &all->classes, own != NULL ? own : fact->what);
	free(own);
	return id;
}

static unsigned
packed(struct span span)
{
	return (span.first - MINOR_MIN) << 4 | (span.last - MINOR_MIN);
}

static void
write_texts(struct all *all)
{
	size_t column = 0;

	fputs("static const char text[] = {", all->out);
	for (size_t i = 0; i < all->texts.count; i++)
		write_bytes(all->out, all->texts.at[i], strlen(all->texts.at[i]), &column);
	fputs("\n};\nstatic const uint32_t text_at[] = {\n\t0,\n", all->out);
	column = 0;
	for (size_t i = 0; i < all->texts.count; i++)
		fprintf(all->out, "\t%zu,\n", column += strlen(all->texts.at[i]));
	fputs("};\n", all->out);
}

static void
write_modules(struct all *all)
{
	const struct table *table = &all->modules;

	fputs("static const struct module modules[] = {\n", all->out);
	for (size_t i = 0; i < table->shapes.count; i++) {
		const struct fact *fact = &table->shapes.at[i];
		size_t space = fact->space;

		if (fact->name != NULL)
			space = space_id(table, fact->line, table, fact->name);
		fprintf(all->out, "\t{ %zu, %zu, %u },\n",
		        text_id(&all->texts, table->spaces[fact->space].name), space,
		        packed(fact->span));
	}
	fputs("};\n", all->out);
}

static void
write_rows(struct all *all, const struct table *table)
{
	for (size_t i = 0; i < table->names.count; i++) {
		const struct fact *fact = &table->names.at[i];
		char kind = fact->kind == GENERIC ? 'a' : fact->kind;

		fprintf(all->out, "\t{ %zu, %zu, %u, %zu | %s | %s },\n",
		        text_id(&all->texts, fact->name), target_of(all, table, fact),
		        packed(fact->span), (size_t)(strchr(kinds, kind) - kinds),
		        fact->star ? "ROW_STAR" : "0", fact->kind == GENERIC ? "ROW_GENERIC" : "0");
	}
}

/* Where the rows of each module or class start, `facts` being in the order of these. */
static void
write_starts(FILE *out, const struct table *table, const struct facts *facts, size_t before)
{
	size_t at = 0;

	for (size_t i = 0; i < table->count; i++) {
		fprintf(out, "\t%zu,\n", before + at);
		while (at < facts->count && facts->at[at].space == i)
			at++;
	}
}

static void
write_names(struct all *all)
{
	size_t of_modules = all->modules.names.count;

	fputs("static const struct row rows[] = {\n", all->out);
	write_rows(all, &all->modules);
	write_rows(all, &all->classes);
	fputs("};\nstatic const uint32_t rows_at[] = {\n", all->out);
	write_starts(all->out, &all->modules, &all->modules.names, 0);
	write_starts(all->out, &all->classes, &all->classes.names, of_modules);
	fprintf(all->out, "\t%zu,\n};\nenum { MODULE_SPACES = %zu };\n",
	        of_modules + all->classes.names.count, all->modules.count);
}

static unsigned
flags_of(const struct table *table, const struct fact *fact)
{
	unsigned value = 0;

	for (const char *s = fact->name; s != NULL && *s != '\0'; s++) {
		const char *found = strchr(flags, *s);

		if (found == NULL)
			refuse(table->path, fact->line, "`%c` is no flag", *s);
		value |= 1U << (found - flags);
	}
	return value;
}

static void
write_classes(struct all *all)
{
	const struct table *table = &all->classes;

	fputs("static const uint16_t class_text[] = {\n", all->out);
	for (size_t i = 0; i < table->count; i++)
		fprintf(all->out, "\t%zu,\n", text_id(&all->texts, table->spaces[i].name));
	fputs("};\nstatic const uint16_t shapes_at[] = {\n", all->out);
	write_starts(all->out, table, &table->shapes, 0);
	fprintf(all->out, "\t%zu,\n};\nstatic const struct shape shapes[] = {\n",
	        table->shapes.count);
	for (size_t i = 0; i < table->shapes.count; i++) {
		const struct fact *fact = &table->shapes.at[i];

		fprintf(all->out, "\t{ %u, %u, %zu, %zu, %zu },\n", packed(fact->span),
		        flags_of(table, fact), space_id(table, fact->line, table, fact->meta),
		        space_id(table, fact->line, table, fact->solid), list_of(all, table, fact));
	}
	fputs("};\n", all->out);
}

static void
write_lists(struct all *all)
{
	const struct lists *lists = &all->lists;

	fputs("static const uint16_t lists_at[] = {\n", all->out);
	for (size_t i = 0; i <= lists->count; i++)
		fprintf(all->out, "\t%zu,\n", lists->starts[i]);
	fputs("};\nstatic const std_class ids[] = {\n", all->out);
	for (size_t i = 0; i < lists->starts[lists->count]; i++)
		fprintf(all->out, "\t%u,\n", (unsigned)lists->ids[i]);
	fputs("};\n", all->out);
}

static void
release(struct table *table)
{
	free(table->text);
	free(table->spaces);
	free(table->shapes.at);
	free(table->names.at);
}

int
main(int argc, char *argv[])
{
	struct all all = { 0 };

	if (argc != 4) {
		fputs("usage: compile-std OUTPUT MODULES CLASSES\n", stderr);
		return EXIT_FAILURE;
	}
	read_table(&all.modules, argv[2]);
	read_table(&all.classes, argv[3]);
	sort_names(&all.modules);
	sort_names(&all.classes);
	check_shapes(&all.modules);
	check_shapes(&all.classes);
	collect_texts(&all.texts, &all.modules);
	collect_texts(&all.texts, &all.classes);
	sort_texts(&all.texts);
	all.lists.starts = grown(NULL, 1, sizeof(*all.lists.starts));
	all.lists.starts[0] = 0;

	all.out = open_or_refuse(argv[1], "wb");
	fputs("/* Made by rules/compile_std.c from the tables of rules/python/std/. */\n", all.out);
	write_texts(&all);
	write_modules(&all);
	write_names(&all);
	write_classes(&all);
	write_lists(&all);
	if (fclose(all.out) != 0)
		refuse(argv[1], 0, "cannot be written");
	release(&all.modules);
	release(&all.classes);
	free(all.texts.at);
	free(all.lists.ids);
	free(all.lists.starts);
	return EXIT_SUCCESS;
}
