/*
 * mentions.c - which words stand for which distributions, and in whose files they are found.
 */
#include "requirements/mentions.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "common/reread.h"
#include "installed/installed.h"
#include "requirements/texts.h"
#include "rules/python.h"

/* A word stands for a distribution; the next one that it stands for follows. */
struct meaning {
	name_id dist;
	uint32_t next; /* index + 1; 0: none */
};

VEC(meanings, struct meaning);

struct mentions {
	struct arena *a;
	const struct audit *audit;
	const bool *wanted;
	bool *around;        /* by service: its files speak of a wanted one below it */
	struct names *words; /* as key_of() writes them */
	struct map first;    /* word → its first meaning, as index + 1 */
	struct meanings meanings;
	struct names *paths;
	struct map services; /* directory, in `paths` → service_id + 1 */
	service_id root;     /* the service of the whole repository, or ID_NONE */
	struct map own;   /* (dist, service + 1 or 0): a file whose deepest service it is → 1 */
	struct map below; /* (dist, service): a file anywhere below it, or in its closure → 1 */
	bool blind;       /* a file could not be read: it may name any of them */
	/* Of the file that is read: */
	struct map last; /* dist → the last file that has it, as number from 1 */
	uint32_t number;
	struct str path, text, word;
	bool scheme;
	struct str from; /* of "from m import": m */
	uint32_t step;   /* how far that is read */
	struct mention_rows places;
};

/* A longer word is nobody's. */
/* Bytes in which a file of ours says that it is. */
#define OUR_HEAD  400
#define WORD_MOST 120
/* So many places are remembered. */
#define PLACES_MOST 5

/* One spelling for '-', '_' and '.'; false when it is too long. */
static bool
key_of(char out[WORD_MOST], struct str word)
{
	if (word.len > WORD_MOST)
		return false;
	for (size_t i = 0; i < word.len; i++)
		out[i] = word.at[i] == '_' || word.at[i] == '.' ? '-' : word.at[i];
	return true;
}

static void
mean(struct mentions *m, struct str word, name_id dist)
{
	char key[WORD_MOST];

	if (word.len == 0 || !key_of(key, word))
		return;
	uint32_t *first =
		map_put(m->a, &m->first, names_put(m->words, (struct str){ key, word.len }), NULL);
	*vec_push(m->a, &m->meanings) = (struct meaning){ dist, *first };
	*first = m->meanings.count;
}

/* A scheme counts before "://", and where it names its driver, anywhere. */
static struct str
scheme_word(struct arena *a, struct str scheme)
{
	const char *text = arena_printf(a, STR_FMT "://", STR_ARG(scheme));

	return str_of(text);
}

static void
mean_all(struct mentions *m, const struct map *asked, struct str word, struct strs dists)
{
	for (uint32_t i = 0; i < dists.count; i++) {
		name_id dist = names_find(m->audit->names, dists.at[i]);

		if (dist != NAME_NONE && map_find(asked, dist) != NULL)
			mean(m, word, dist);
	}
}

/* The commands and import names that it is installed with. */
static void
mean_installed(struct mentions *m, name_id dist)
{
	struct installed *env = m->audit->project->installed;
	struct str name = names_text(m->audit->names, dist);
	struct strs words = { 0 };

	if (env == NULL || !installed_has(env, name))
		return;
	words = installed_commands(env, name);
	for (uint32_t i = 0; i < words.count; i++)
		mean(m, words.at[i], dist);
	words = installed_tops(env, name);
	for (uint32_t i = 0; i < words.count; i++)
		if (!import_is_common(words.at[i]) && !dist_is_namespace(words.at[i]))
			mean(m, words.at[i], dist);
}

static void
build_words(struct mentions *m, const struct dist_ids *dists)
{
	struct map asked = { 0 };
	struct str key;

	for (uint32_t i = 0; i < dists->count; i++) {
		*map_put(m->a, &asked, dists->at[i], NULL) = 1;
		mean(m, names_text(m->audit->names, dists->at[i]), dists->at[i]);
		mean_installed(m, dists->at[i]);
	}
	for (uint32_t i = 0; table_key(TABLE_IMPORTS, i, &key); i++)
		mean_all(m, &asked, key, dists_of_import(key));
	for (uint32_t i = 0; table_key(TABLE_COMMANDS, i, &key); i++)
		mean_all(m, &asked, key, dists_of_command(key));
	for (uint32_t i = 0; table_key(TABLE_SCHEMES, i, &key); i++)
		mean_all(m, &asked, scheme_word(m->a, key), dists_of_scheme(key));
	for (uint32_t i = 0; table_key(TABLE_BEHIND, i, &key); i++) {
		struct dist_needs needs = dists_behind(key);

		for (uint32_t k = 0; k < needs.count; k++)
			mean_all(m, &asked, key, needs.at[k]);
	}
}

static service_id
service_at(const struct mentions *m, struct str dir)
{
	if (dir.len == 0)
		return m->root;
	name_id id = names_find(m->paths, dir);
	const uint32_t *s = id != NAME_NONE ? map_find(&m->services, id) : NULL;

	return s != NULL ? *s - 1 : ID_NONE;
}

static void
build_services(struct mentions *m)
{
	const struct project *p = m->audit->project;

	m->around = arena_array(m->a, bool, p->services.count);
	m->root = ID_NONE;
	for (service_id s = 0; s < p->services.count; s++) {
		struct str path = p->services.at[s].path;

		if (path.len == 0)
			m->root = s;
		else
			*map_put(m->a, &m->services, names_put(m->paths, path), NULL) = s + 1;
	}
	for (service_id s = 0; s < p->services.count; s++) {
		struct str dir = p->services.at[s].path;

		while (m->wanted[s] && dir.len > 0) {
			dir = path_dir(dir);
			service_id above = service_at(m, dir);
			if (above != ID_NONE)
				m->around[above] = true;
		}
	}
}

/* The line of the text that the word stands in; 0: it is no part of the text as it is. */
static uint32_t
line_of(struct str text, struct str word)
{
	uint32_t line = 1;

	if (word.at < text.at || word.at >= text.at + text.len)
		return 0;
	for (const char *at = text.at; at < word.at; at++)
		line += *at == '\n';
	return line;
}

static void
note_place(struct mentions *m)
{
	if (m->places.count < PLACES_MOST)
		*vec_push(m->a, &m->places) = (struct mention){
			m->path, str_keep(m->a, m->word), m->scheme, line_of(m->text, m->word)
		};
}

/* The distribution is named in the file that is read. */
static void
found(struct mentions *m, name_id dist)
{
	const struct project *p = m->audit->project;
	uint32_t *last = map_put(m->a, &m->last, dist, NULL);
	service_id deepest = ID_NONE;

	if (*last == m->number)
		return;
	*last = m->number;
	note_place(m);
	for (struct str dir = m->path; dir.len > 0;) {
		dir = path_dir(dir);
		service_id s = service_at(m, dir);
		if (s == ID_NONE)
			continue;
		deepest = deepest == ID_NONE ? s : deepest;
		*map_put(m->a, &m->below, map_key(dist, s), NULL) = 1;
	}
	*map_put(m->a, &m->own, map_key(dist, deepest + 1), NULL) = 1;
	module_id module = project_module_at(p, m->path);
	for (service_id s = 0; module != ID_NONE && s < p->services.count; s++)
		if (m->wanted[s] && project_in_closure(p, s, module))
			*map_put(m->a, &m->below, map_key(dist, s), NULL) = 1;
}

static void
look_up(struct mentions *m, struct str key)
{
	name_id id = names_find(m->words, key);
	const uint32_t *first = id != NAME_NONE ? map_find(&m->first, id) : NULL;

	for (uint32_t i = first != NULL ? *first : 0; i != 0; i = m->meanings.at[i - 1].next)
		found(m, m->meanings.at[i - 1].dist);
}

/* "schema.json": the name of a file. */
static bool
is_file_name(struct str word)
{
	static const char *const exts[] = {
		"py", "yaml", "yml", "json", "toml", "txt", "md",  "html", "cfg", "ini",
		"sh", "log",  "db",  "sql",  "csv",  "png", "svg", "js",   "css", "lock"
	};
	struct str dir = { word.at, 0 };

	while (dir.len < word.len && word.at[dir.len] != '.')
		dir.len++;
	for (size_t i = 0; i < countof(exts); i++)
		if (path_has_ext(word, str_of(exts[i])) &&
		    dir.len + 1 + strlen(exts[i]) == word.len)
			return true;
	return false;
}

/* So many words behind `from m import` may be what is taken from m. */
#define TAKEN_MOST 8

/* "from google.cloud import bigquery", of a notebook or a template: google.cloud.bigquery is named. */
static void
see_import(struct mentions *m, struct str word)
{
	char both[WORD_MOST], key[WORD_MOST + 3];
	struct str dotted = { both, m->from.len + 1 + word.len };

	if (str_eq(word, STR("from"))) {
		m->step = 1;
	} else if (m->step == 1) {
		m->from = word;
		m->step = 2;
	} else if (m->step == 2) {
		m->step = str_eq(word, STR("import")) ? 3 : 0;
	} else if (m->step > 2) {
		m->step = m->step < 2 + TAKEN_MOST ? m->step + 1 : 0;
		if (dotted.len > WORD_MOST)
			return;
		memcpy(both, m->from.at, m->from.len);
		both[m->from.len] = '.';
		memcpy(both + m->from.len + 1, word.at, word.len);
		if (key_of(key, dotted))
			look_up(m, (struct str){ key, dotted.len });
	}
}

static void
see_word(void *ctx, struct str word, bool scheme)
{
	struct mentions *m = ctx;
	char key[WORD_MOST + 3];

	m->word = word;
	m->scheme = scheme;
	see_import(m, word);
	if (!key_of(key, word))
		return;
	look_up(m, (struct str){ key, word.len });
	if (scheme || memchr(word.at, '+', word.len) != NULL) {
		memcpy(key + word.len, "://", 3);
		look_up(m, (struct str){ key, word.len + 3 });
	}
	if (memchr(word.at, '.', word.len) == NULL || is_file_name(word))
		return;
	for (size_t i = 0; i < word.len; i++)
		if (word.at[i] == '.')
			look_up(m, (struct str){ key, i });
}

/* May the file speak of a service that is asked about? */
static bool
concerns(const struct mentions *m, struct str path)
{
	const struct project *p = m->audit->project;
	service_id deepest = ID_NONE;

	for (struct str dir = path; dir.len > 0;) {
		dir = path_dir(dir);
		service_id s = service_at(m, dir);
		if (s != ID_NONE && m->wanted[s])
			return true;
		deepest = deepest == ID_NONE ? s : deepest;
	}
	if (deepest == ID_NONE || m->around[deepest])
		return true;
	module_id module = project_module_at(p, path);
	for (service_id s = 0; module != ID_NONE && s < p->services.count; s++)
		if (m->wanted[s] && project_in_closure(p, s, module))
			return true;
	return false;
}

/* How the file is read; a manifest's requirements are no use of them. */
static enum text_kind
kind_of(const struct scan *scan, struct str path)
{
	file_id id = scan_file(scan, path);
	const char *grammar =
		id != UINT32_MAX && scan->files.at[id].grammar != NULL
			? scan->files.at[id].grammar->name
			: "";

	if (strcmp(grammar, "requirements") == 0)
		return TEXT_NONE;
	/* What is left out of the analysis still runs. */
	if (id != UINT32_MAX && scan->files.at[id].excluded && path_has_ext(path, STR("py")))
		return TEXT_HASH;
	return text_kind(path);
}

/* Did we write it? A report or a baseline names what is not used. */
static bool
is_ours(struct str path, struct str text)
{
	struct str head = { text.at, text.len < OUR_HEAD ? text.len : OUR_HEAD };

	return path_has_ext(path, STR("json")) && reread_mentions(head, STR("shoring"));
}

/* Data, which nobody writes by hand. */
static bool
is_larger(const struct scan *scan, struct str path, size_t limit)
{
	struct buf full = { 0 };
	struct file_stamp stamp;
	bool larger;

	buf_printf(&full, STR_FMT "/" STR_FMT, STR_ARG(scan->root), STR_ARG(path));
	larger = file_stamp(full.at, &stamp) && stamp.size > limit;
	buf_release(&full);
	return larger;
}

static void
read_texts(struct mentions *m)
{
	const struct scan *scan = m->audit->project->scan;
	struct buf text = { 0 };

	for (uint32_t i = 0; i < scan->paths.count; i++) {
		m->path = scan->paths.at[i];
		m->number = i + 1;
		m->step = 0;
		enum text_kind kind = kind_of(scan, m->path);
		if (kind == TEXT_NONE || !concerns(m, m->path) || scan_is_link(scan, m->path))
			continue;
		size_t limit =
			path_has_ext(m->path, STR("ipynb")) ? NOTEBOOK_SIZE_LIMIT : TEXT_SIZE_LIMIT;
		if (!scan_read(scan, m->path, limit, &text))
			m->blind = m->blind || !is_larger(scan, m->path, limit);
		m->text = buf_text(&text);
		if (text.len > 0 && memchr(text.at, '\0', text.len) == NULL &&
		    !is_ours(m->path, buf_text(&text)))
			text_words(buf_text(&text), kind, see_word, m);
	}
	buf_release(&text);
}

struct mentions *
mentions_find(struct arena *a, const struct audit *audit, const struct dist_ids *dists,
              const bool *wanted)
{
	struct mentions *m = arena_new(a, struct mentions);

	*m = (struct mentions){
		.a = a,
		.audit = audit,
		.wanted = wanted,
		.words = names_new(a),
		.paths = names_new(a)
	};
	build_words(m, dists);
	build_services(m);
	if (dists->count > 0)
		read_texts(m);
	return m;
}

bool
mentions_has(const struct mentions *m, name_id dist, service_id service)
{
	struct str dir = m->audit->project->services.at[service].path;

	if (m->blind || map_find(&m->own, map_key(dist, 0)) != NULL ||
	    map_find(&m->below, map_key(dist, service)) != NULL)
		return true;
	while (dir.len > 0) {
		dir = path_dir(dir);
		service_id above = service_at(m, dir);
		if (above != ID_NONE && map_find(&m->own, map_key(dist, above + 1)) != NULL)
			return true;
	}
	return false;
}

struct mention_rows
mentions_places(const struct mentions *m)
{
	return m->places;
}
