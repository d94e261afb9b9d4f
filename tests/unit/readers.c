/*
 * readers.c - Python files are read by both readers, the quick one and Tree-sitter, and their
 * facts are compared.
 *
 * usage: readers [-m COUNT] [-s SEED] [-o] PATH...
 *
 * Each file is read as it is, and COUNT times with something in it changed at random. The first
 * differences are printed, then how many texts there were and how many of them Tree-sitter had to
 * read. Exit code 1: there was a difference. -o names the files that Tree-sitter had to read.
 */
#include <sys/stat.h>

#include <dirent.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/path.h"
#include "facts/writer.h"
#include "grammars/grammars.h"
#include "grammars/python/quick.h"
#include "grammars/python/source.h"
#include "grammars/python/whole.h"

#define SHOWN 10 /* differences */

struct run {
	struct reading reading;
	void *quick, *whole; /* workers */
	struct arena arena;  /* of the quick reader that is asked whether it is sure */
	struct quick *asked;
	uint64_t random;
	uint32_t changes; /* a file */
	bool names_odd;
	uint64_t texts, bytes, odd_texts, odd_bytes, differences;
};

static uint32_t
pick(struct run *r, size_t below)
{
	r->random ^= r->random << 13;
	r->random ^= r->random >> 7;
	r->random ^= r->random << 17;
	return below > 0 ? (uint32_t)((r->random >> 11) % below) : 0;
}

static struct str
facts_of(const struct grammar *g, void *worker, struct arena *keep, struct str path,
         struct str text)
{
	struct arena scratch = { 0 };
	struct fact_writer *w = facts_write(&scratch);
	struct str sealed;

	g->read(worker, &scratch, path, text, w);
	sealed = facts_seal(w, keep);
	arena_release(&scratch);
	return sealed;
}

/* Is the quick reader sure? Else says in which line it is not. */
static bool
is_sure(struct run *r, struct str text, uint32_t *line)
{
	struct arena scratch = { 0 };
	struct source source;
	struct tree tree;
	bool good = source_open(&source, &scratch, text) == NULL;
	bool sure = good && quick_read(r->asked, source.text, &source.starts, false, &tree);

	*line = good && !sure ? source_line(&source, quick_unsure_at(r->asked)) : 0;
	arena_release(&scratch);
	return sure;
}

static void
keep_text(struct str text, uint64_t number)
{
	char name[64];
	FILE *f;

	(void)snprintf(name, sizeof(name), "difference-%u.py", (unsigned)number);
	f = fopen(name, "wb");
	if (f == NULL)
		return;
	(void)fwrite(text.at, 1, text.len, f);
	(void)fclose(f);
}

static void
compare(struct run *r, struct str path, struct str text, bool changed)
{
	struct arena keep = { 0 };
	struct str quick = facts_of(&grammar_python, r->quick, &keep, path, text);
	struct str whole = facts_of(&grammar_python_whole, r->whole, &keep, path, text);
	uint32_t line;
	bool sure = is_sure(r, text, &line);

	r->texts++;
	r->bytes += text.len;
	if (!sure) {
		r->odd_texts++;
		r->odd_bytes += text.len;
		if (r->names_odd && !changed)
			printf("odd " STR_FMT ":%u\n", STR_ARG(path), (unsigned)line);
	}
	if (!str_eq(quick, whole) && r->differences++ < SHOWN) {
		printf("different " STR_FMT "%s\n", STR_ARG(path), changed ? " (changed)" : "");
		if (changed)
			keep_text(text, r->differences);
	}
	arena_release(&keep);
}

static struct str
line_of(struct run *r, struct str text)
{
	size_t at = pick(r, text.len), end;

	while (at > 0 && text.at[at - 1] != '\n')
		at--;
	for (end = at; end < text.len && text.at[end] != '\n';)
		end++;
	return (struct str){ text.at + at, end - at + (end < text.len) };
}

/* A piece of up to a few bytes, from anywhere. */
static struct str
piece_of(struct run *r, struct str text)
{
	size_t at = pick(r, text.len), len = 1 + pick(r, 8);

	return (struct str){ text.at + at, len < text.len - at ? len : text.len - at };
}

/* Words and signs that change what is around them. */
static const char *const words[] = {
	"\n",
	"\n    ",
	" ",
	"\t",
	"(",
	")",
	"[",
	"]",
	"{",
	"}",
	":",
	",",
	";",
	"=",
	"==",
	":=",
	"*",
	"**",
	".",
	"...",
	"->",
	"@",
	"\"",
	"'",
	"\"\"\"",
	"'''",
	"f'",
	"rb\"",
	"\\",
	"\\\n",
	"#",
	"# shoring: ignore\n",
	"if ",
	"else",
	" else ",
	"elif ",
	"for ",
	" in ",
	"while ",
	"try:",
	"except ",
	"finally:",
	"with ",
	" as ",
	"def f(",
	"class C(",
	"return ",
	"yield ",
	"await ",
	"async ",
	"lambda ",
	"not ",
	" is ",
	" and ",
	" or ",
	"import a.b\n",
	"from . import x\n",
	"import ",
	"from ",
	"global x",
	"nonlocal y",
	"del ",
	"pass",
	"raise ",
	"assert ",
	"match ",
	"case _:",
	"type ",
	"print ",
	"exec ",
	"None",
	"True",
	"1",
	"0x",
	"1e",
	"1.",
	"_",
	"a",
	"{x",
	"!r",
	"}}",
	"{{",
	"\xC3\xA9",
	"\r\n",
	"\f",
	"lazy ",
	"<",
	">",
	"<>",
	"!=",
	"!",
	"$",
	"`",
	"~",
	"-",
	"+",
	"/",
	"|",
	"&",
	"^",
	"%",
	"<<=",
	"+=",
	"__all__ = ['a']\n",
	"x: int = 1\n",
};

static void
change(struct run *r, struct str text, struct buf *out)
{
	size_t at = pick(r, text.len), end = at;
	struct str put = STR("");

	switch (pick(r, 7)) {
	case 0: /* some bytes less */
		end = at + 1 + pick(r, 6);
		break;
	case 1: /* a line less */
		put = line_of(r, text);
		at = (size_t)(put.at - text.at);
		end = at + put.len;
		put = STR("");
		break;
	case 2: /* a line from elsewhere */
		at = (size_t)(line_of(r, text).at - text.at);
		end = at;
		put = line_of(r, text);
		break;
	case 3: /* a piece from elsewhere */
		put = piece_of(r, text);
		break;
	case 4: /* the same instead of something */
		put = piece_of(r, text);
		end = at + 1 + pick(r, 3);
		break;
	default:
		put.at = words[pick(r, countof(words))];
		put.len = strlen(put.at);
		end = at + pick(r, 2);
	}
	if (end > text.len)
		end = text.len;
	buf_str(out, (struct str){ text.at, at });
	buf_str(out, put);
	buf_str(out, (struct str){ text.at + end, text.len - end });
}

static void
read_file(struct run *r, const char *path)
{
	const struct str name = str_of(path);
	struct buf text = { 0 };
	char piece[65536];
	size_t len;
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		return;
	while ((len = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_str(&text, (struct str){ piece, len });
	(void)fclose(f);
	compare(r, name, buf_text(&text), false);
	for (uint32_t i = 0; i < r->changes && text.len > 0; i++) {
		struct buf changed = { 0 };

		change(r, buf_text(&text), &changed);
		for (uint32_t more = pick(r, 3); more == 2; more = pick(r, 3)) {
			struct buf again = { 0 };

			change(r, buf_text(&changed), &again);
			buf_release(&changed);
			changed = again;
		}
		compare(r, name, buf_text(&changed), true);
		buf_release(&changed);
	}
	buf_release(&text);
}

static void
read_path(struct run *r, struct arena *a, const char *path)
{
	VEC(paths, const char *) waiting = { 0 };

	*vec_push(a, &waiting) = path;
	while (waiting.count > 0) {
		const char *at = waiting.at[--waiting.count];
		struct dirent *entry;
		struct stat s;
		DIR *d;

		if (lstat(at, &s) != 0)
			continue;
		if (S_ISREG(s.st_mode) && (at == path || grammar_python.claims(str_of(at))))
			read_file(r, at);
		if (!S_ISDIR(s.st_mode) || (d = opendir(at)) == NULL)
			continue;
		while ((entry = readdir(d)) != NULL)
			if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
				*vec_push(a, &waiting) =
					arena_printf(a, "%s/%s", at, entry->d_name);
		(void)closedir(d);
	}
}

int
main(int argc, char **argv)
{
	struct arena arena = { 0 };
	const struct str importer = STR("tools.load:1");
	struct run r = { .random = 1, .reading = { .importers = { &importer, 1 } } };
	int option;

	while ((option = getopt(argc, argv, "m:s:o")) != -1) {
		if (option == 'm')
			r.changes = (uint32_t)strtoul(optarg, NULL, 10);
		else if (option == 's')
			r.random = strtoull(optarg, NULL, 10) * 2 + 1;
		else if (option == 'o')
			r.names_odd = true;
		else
			return 2;
	}
	r.quick = grammar_python.worker_new(&r.reading);
	r.whole = grammar_python_whole.worker_new(&r.reading);
	r.asked = quick_new(&r.arena, &r.reading.importers);
	for (int i = optind; i < argc; i++)
		read_path(&r, &arena, argv[i]);
	grammar_python.worker_free(r.quick);
	grammar_python_whole.worker_free(r.whole);
	arena_release(&r.arena);
	arena_release(&arena);
	printf("%u texts, %u kB; by Tree-sitter %u, %u kB; %u differences\n", (unsigned)r.texts,
	       (unsigned)(r.bytes / 1000), (unsigned)r.odd_texts, (unsigned)(r.odd_bytes / 1000),
	       (unsigned)r.differences);
	return r.differences > 0;
}
