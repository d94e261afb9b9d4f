/*
 * compile.c - at build time: the pages of the rules become C tables, or the build stops.
 *
 * usage: compile-rules OUTPUT_DIRECTORY RESERVED PAGE…
 *
 * A page is <folder>/<name>.md: front matter in the order of `keys`, then the sections in the
 * order of `sections`. The pages of a folder come in the order of their ids. RESERVED lists
 * "ID name" of rules that are promised and not there yet. Written are rules.inc, pages.inc,
 * reserved.inc, and <folder>.inc with the checks of each folder but engine/.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_LIMIT   32768
#define LINE_LIMIT   512
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { ID, NAME, SEVERITY, FIX, BY_SERVICE, SINCE, SUMMARY, KEYS };

static const char *const keys[KEYS] = {
	[ID] = "id",
	[NAME] = "name",
	[SEVERITY] = "severity",
	[FIX] = "fix",
	[BY_SERVICE] = "by_service",
	[SINCE] = "since",
	[SUMMARY] = "summary",
};

static const char *const sections[] = {
	"## What it finds", "## Why it matters",      "## Example",
	"## How to fix",    "## When to turn it off", "## How sure it is",
};

/* Which ids a folder's pages may have. */
static const struct {
	const char *folder, *prefix;
} homes[] = {
	{ "imports", "IMP" },  { "requirements", "REQ" }, { "classes", "CLS" },
	{ "patterns", "PAT" }, { "engine", "SRC" },       { "engine", "SUP" },
};

struct page {
	const char *path;
	char folder[LINE_LIMIT];
	char value[KEYS][LINE_LIMIT];
	char text[PAGE_LIMIT]; /* without the front matter */
};

struct reserved {
	char id[LINE_LIMIT], name[LINE_LIMIT];
};

/* Say what is wrong with a file and stop the build. Line 0: with the whole of it. */
static void
refuse(const char *path, unsigned line, const char *fmt, ...)
{
	va_list ap;

	if (line > 0)
		fprintf(stderr, "%s:%u: ", path, line);
	else
		fprintf(stderr, "%s: ", path);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(EXIT_FAILURE);
}

static FILE *
open_or_refuse(const char *path, const char *mode)
{
	FILE *file = fopen(path, mode);

	if (file == NULL)
		refuse(path, 0, "cannot be opened");
	return file;
}

/* The next line without its end; false after the last. */
static bool
read_line(FILE *file, const char *path, unsigned *number, char line[LINE_LIMIT])
{
	if (fgets(line, LINE_LIMIT, file) == NULL)
		return false;
	++*number;
	size_t len = strcspn(line, "\n");
	if (line[len] != '\n')
		refuse(path, *number, "the line is too long, or the last one has no end");
	line[len] = '\0';
	if (strchr(line, '\r') != NULL)
		refuse(path, *number, "a carriage return");
	return true;
}

static bool
is_id(const char *s)
{
	return strlen(s) == 6 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 &&
	       strspn(s + 3, "0123456789") == 3;
}

static bool
is_name(const char *s)
{
	return *s >= 'a' && *s <= 'z' && strspn(s, "abcdefghijklmnopqrstuvwxyz-") == strlen(s);
}

static bool
one_of(const char *s, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(s, words[i]) == 0)
			return true;
	return false;
}

static void
check_front(const struct page *page)
{
	static const char *const severities[] = { "error", "warning", "off" };
	static const char *const fixes[] = { "none", "safe", "unsafe" };
	static const char *const truths[] = { "true", "false" };
	const char *stem = strrchr(page->path, '/') + 1;
	const char *name = page->value[NAME], *summary = page->value[SUMMARY];
	bool home = false;

	if (!is_id(page->value[ID]))
		refuse(page->path, 0, "`%s` is no id", page->value[ID]);
	if (!is_name(name) || strlen(stem) != strlen(name) + strlen(".md") ||
	    strncmp(stem, name, strlen(name)) != 0)
		refuse(page->path, 0, "the name `%s` is not the file's", name);
	if (!one_of(page->value[SEVERITY], severities, COUNT(severities)))
		refuse(page->path, 0, "severity is error, warning or off");
	if (!one_of(page->value[FIX], fixes, COUNT(fixes)))
		refuse(page->path, 0, "fix is none, safe or unsafe");
	if (!one_of(page->value[BY_SERVICE], truths, COUNT(truths)))
		refuse(page->path, 0, "by_service is true or false");
	if (strspn(page->value[SINCE], "0123456789.") != strlen(page->value[SINCE]))
		refuse(page->path, 0, "since is a version");
	if (summary[strlen(summary) - 1] != '.' || strpbrk(summary, "\"\\|") != NULL)
		refuse(page->path, 0,
		       "the summary is a sentence without quotes, bars and backslashes");
	for (size_t i = 0; i < COUNT(homes); i++)
		home = home || (strcmp(homes[i].folder, page->folder) == 0 &&
		                strncmp(homes[i].prefix, page->value[ID], 3) == 0);
	if (!home)
		refuse(page->path, 0, "%s does not belong in %s/", page->value[ID], page->folder);
}

static void
read_front(struct page *page, FILE *file, unsigned *number)
{
	char line[LINE_LIMIT];

	if (!read_line(file, page->path, number, line) || strcmp(line, "---") != 0)
		refuse(page->path, 1, "a page starts with front matter: ---");
	for (size_t i = 0; i < KEYS; i++) {
		size_t len = strlen(keys[i]);

		if (!read_line(file, page->path, number, line) ||
		    strncmp(line, keys[i], len) != 0 || strncmp(line + len, ": ", 2) != 0 ||
		    line[len + 2] == '\0' || line[len + 2] == ' ')
			refuse(page->path, *number, "here stands `%s: ` and its value", keys[i]);
		memcpy(page->value[i], line + len + 2, strlen(line + len + 2) + 1);
	}
	if (!read_line(file, page->path, number, line) || strcmp(line, "---") != 0)
		refuse(page->path, *number, "after `%s` the front matter ends: ---",
		       keys[KEYS - 1]);
}

/* What was seen of a page's text so far. */
struct reading {
	size_t sections;
	unsigned filled; /* lines with text in the last section */
	bool fenced, flagged, instead;
	unsigned flagged_blocks, instead_blocks;
};

static void
read_fence(struct reading *r, const struct page *page, unsigned number, const char *line)
{
	bool example = r->sections == 3;

	r->fenced = !r->fenced;
	if (!r->fenced || !example)
		return;
	if (strchr(line, ' ') == NULL || line[3] == ' ')
		refuse(page->path, number, "a block of the example says its language and its file");
	if (r->instead)
		r->instead_blocks++;
	else if (r->flagged)
		r->flagged_blocks++;
	else
		refuse(page->path, number, "the example starts with `Flagged:`");
}

static void
read_text_line(struct reading *r, const struct page *page, unsigned number, const char *line)
{
	if (strncmp(line, "```", 3) == 0) {
		read_fence(r, page, number, line);
	} else if (r->fenced) {
		return;
	} else if (strncmp(line, "#", 1) == 0) {
		if (r->sections > 0 && r->filled == 0)
			refuse(page->path, number, "`%s` is empty", sections[r->sections - 1]);
		if (r->sections == COUNT(sections) || strcmp(line, sections[r->sections]) != 0)
			refuse(page->path, number, "here stands `%s`",
			       r->sections < COUNT(sections)
			               ? sections[r->sections]
			               : "nothing more");
		r->sections++;
		r->filled = 0;
		return;
	} else if (r->sections == 3 && strcmp(line, "Flagged:") == 0) {
		r->flagged = true;
	} else if (r->sections == 3 && strcmp(line, "Use instead:") == 0) {
		r->instead = true;
	}
	r->filled += line[0] != '\0';
}

static void
read_text(struct page *page, FILE *file, unsigned *number)
{
	struct reading r = { 0 };
	char line[LINE_LIMIT];
	size_t len = 0;

	while (read_line(file, page->path, number, line)) {
		size_t add = strlen(line);

		if (len + add + 2 > PAGE_LIMIT)
			refuse(page->path, *number, "the page is too long");
		read_text_line(&r, page, *number, line);
		memcpy(page->text + len, line, add);
		page->text[len + add] = '\n';
		len += add + 1;
	}
	page->text[len] = '\0';
	if (r.fenced)
		refuse(page->path, *number, "a block is not closed");
	if (r.sections < COUNT(sections) || r.filled == 0)
		refuse(page->path, *number, "`%s` is missing or empty",
		       sections[r.sections < COUNT(sections) ? r.sections : r.sections - 1]);
	if (r.flagged_blocks == 0 || r.instead_blocks == 0)
		refuse(page->path, 0, "the example has blocks under `Flagged:` and `Use instead:`");
}

static void
read_page(struct page *page, const char *path)
{
	const char *slash = strrchr(path, '/'), *start = slash;
	unsigned number = 0;

	page->path = path;
	while (start != NULL && start > path && start[-1] != '/')
		start--;
	if (start == NULL || (size_t)(slash - start) >= sizeof(page->folder))
		refuse(path, 0, "a page is <folder>/<name>.md");
	memcpy(page->folder, start, (size_t)(slash - start));

	FILE *file = open_or_refuse(path, "rb");
	read_front(page, file, &number);
	check_front(page);
	read_text(page, file, &number);
	fclose(file);
}

static int
by_id(const void *a, const void *b)
{
	return strcmp((*(struct page *const *)a)->value[ID], (*(struct page *const *)b)->value[ID]);
}

/* Ids rise within a folder and are there once; so are names. */
static void
check_pages(struct page *const *pages, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < i; k++) {
			const struct page *a = pages[k], *b = pages[i];

			if (strcmp(a->value[ID], b->value[ID]) == 0)
				refuse(b->path, 0, "%s is taken by %s", b->value[ID], a->path);
			if (strcmp(a->value[NAME], b->value[NAME]) == 0)
				refuse(b->path, 0, "the name is taken by %s", a->path);
			if (strcmp(a->folder, b->folder) == 0 &&
			    strcmp(a->value[ID], b->value[ID]) > 0)
				refuse(b->path, 0, "%s is listed after %s", b->value[ID],
				       a->value[ID]);
		}
	}
}

static FILE *
create(const char *directory, const char *stem)
{
	char path[2 * LINE_LIMIT];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s.inc", directory, stem);
	file = open_or_refuse(path, "wb");
	fputs("/* Made by rules/compile.c from the pages of the rules. */\n", file);
	return file;
}

static void
close_or_refuse(FILE *file, const char *what)
{
	if (fclose(file) != 0)
		refuse(what, 0, "cannot be written");
}

static void
write_rules(const char *directory, struct page *const *pages, size_t count)
{
	FILE *file = create(directory, "rules");

	for (size_t i = 0; i < count; i++) {
		const char(*v)[LINE_LIMIT] = (const char(*)[LINE_LIMIT])pages[i]->value;

		fprintf(file, "RULE(%s, \"%s\", \"%s\", SEVERITY_", v[ID], v[ID], v[NAME]);
		for (const char *c = v[SEVERITY]; *c != '\0'; c++)
			fputc(*c - 'a' + 'A', file);
		fputs(", FIX_", file);
		for (const char *c = v[FIX]; *c != '\0'; c++)
			fputc(*c - 'a' + 'A', file);
		fprintf(file, ", %s, \"%s\", \"%s\")\n", v[BY_SERVICE], v[SINCE], v[SUMMARY]);
	}
	close_or_refuse(file, "rules.inc");
}

/* As lists of characters: string literals of this length are not portable C. */
static void
write_pages(const char *directory, struct page *const *pages, size_t count)
{
	FILE *file = create(directory, "pages");

	for (size_t i = 0; i < count; i++) {
		const char *at = pages[i]->text;

		fprintf(file, "static const char page_%s[] = {", pages[i]->value[ID]);
		for (size_t k = 0; at[k] != '\0'; k++)
			fprintf(file, "%s'\\x%02x',", k % 12 == 0 ? "\n\t" : " ",
			        (unsigned)(unsigned char)at[k]);
		fputs("\n\t'\\0',\n};\n", file);
	}
	close_or_refuse(file, "pages.inc");
}

/* CHECK(id, function) for the pages of the folder that `first` is the first page of. */
static void
write_checks(const char *directory, struct page *const *pages, size_t count, size_t first)
{
	const char *folder = pages[first]->folder;
	FILE *file = create(directory, folder);

	for (size_t i = 0; i < count; i++) {
		if (strcmp(pages[i]->folder, folder) != 0)
			continue;
		fprintf(file, "CHECK(%s, ", pages[i]->value[ID]);
		for (const char *c = pages[i]->value[NAME]; *c != '\0'; c++)
			fputc(*c == '-' ? '_' : *c, file);
		fputs(")\n", file);
	}
	close_or_refuse(file, folder);
}

static void
write_all_checks(const char *directory, struct page *const *pages, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool seen = strcmp(pages[i]->folder, "engine") == 0;

		for (size_t k = 0; k < i && !seen; k++)
			seen = strcmp(pages[k]->folder, pages[i]->folder) == 0;
		if (!seen)
			write_checks(directory, pages, count, i);
	}
}

/* A rule is either there or reserved. */
static void
copy_reserved(const char *directory, const char *path, struct page *const *pages, size_t count)
{
	FILE *in = open_or_refuse(path, "rb"), *out = create(directory, "reserved");
	char line[LINE_LIMIT];
	unsigned number = 0;

	while (read_line(in, path, &number, line)) {
		struct reserved r = { 0 };
		size_t len = strcspn(line, " ");

		if (line[len] != ' ')
			refuse(path, number, "a line is `ID name`");
		memcpy(r.id, line, len);
		memcpy(r.name, line + len + 1, strlen(line + len + 1));
		if (!is_id(r.id) || !is_name(r.name))
			refuse(path, number, "a line is `ID name`");
		for (size_t i = 0; i < count; i++)
			if (strcmp(pages[i]->value[ID], r.id) == 0 ||
			    strcmp(pages[i]->value[NAME], r.name) == 0)
				refuse(path, number, "%s has a page: %s", r.id, pages[i]->path);
		fprintf(out, "RESERVED(\"%s\", \"%s\")\n", r.id, r.name);
	}
	fclose(in);
	close_or_refuse(out, "reserved.inc");
}

int
main(int argc, char *argv[])
{
	if (argc < 4) {
		fputs("usage: compile-rules OUTPUT_DIRECTORY RESERVED PAGE…\n", stderr);
		return EXIT_FAILURE;
	}

	size_t count = (size_t)argc - 3;
	struct page **pages = calloc(count, sizeof(*pages));
	struct page *store = calloc(count, sizeof(*store));
	if (pages == NULL || store == NULL)
		refuse(argv[0], 0, "out of memory");

	for (size_t i = 0; i < count; i++) {
		pages[i] = &store[i];
		read_page(pages[i], argv[i + 3]);
	}
	check_pages(pages, count);
	qsort(pages, count, sizeof(*pages), by_id);
	write_rules(argv[1], pages, count);
	write_pages(argv[1], pages, count);
	write_all_checks(argv[1], pages, count);
	copy_reserved(argv[1], argv[2], pages, count);
	free(store);
	free(pages);
	return EXIT_SUCCESS;
}
