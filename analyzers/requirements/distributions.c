/*
 * distributions.c - contract.md, "Which distribution an import needs, first answer wins".
 */
#include "requirements/distributions.h"

#include "base/arena.h"
#include "installed/installed.h"
#include "packaging/name.h"
#include "rules/python.h"

VEC(origin_dists, struct str);

/* A name with so many parts is of something in a package: `package.module.name`. */
#define PARTS_OF_MODULE 3
/* Bytes of a name that is compared by its words. */
#define WORDS_MOST 200

/* Modules that an application brings for the scripts that it runs, and those of Python 2. */
static const char *const hosts[] = {
	"BaseHTTPServer",
	"ConfigParser",
	"Cookie",
	"HTMLParser",
	"Queue",
	"StringIO",
	"Tkinter",
	"UserDict",
	"__builtin__",
	"arcpy",
	"awsglue",
	"bpy",
	"cPickle",
	"cStringIO",
	"commands",
	"cookielib",
	"dbutils",
	"exceptions",
	"gdb",
	"gi",
	"hou",
	"htmlentitydefs",
	"httplib",
	"idaapi",
	"idc",
	"java",
	"javax",
	"js",
	"lldb",
	"mathutils",
	"maya",
	"md5",
	"nuke",
	"pcbnew",
	"pyodide",
	"rpm",
	"sage",
	"sets",
	"sha",
	"thread",
	"unreal",
	"urllib2",
	"urlparse",
	"utime",
	"uwsgi",
	"xbmc",
	"xmlrpclib",
	"_typeshed",
	"mod_wsgi",
	"bpf",
	"bcc",
	"substance_painter",
	"c4d",
	"machine",
	"micropython",
	"network",
	"webapp2",
	"webapp2_extras",
	"cloudstorage",
	"endpoints",
};

static bool
is_of_host(struct str top)
{
	return str_is_any(top, hosts, countof(hosts));
}

/* Made by a compiler, beside the code, or private to an extension. */
static bool
is_made(struct str top)
{
	return top.at[0] == '_' || str_ends(top, STR("_pb2")) || str_ends(top, STR("_pb2_grpc"));
}

static struct strs
one(struct arena *a, struct str dist)
{
	struct str *at = arena_array(a, struct str, 1);

	*at = name_canonical(a, dist);
	return (struct strs){ at, 1 };
}

static bool
covers(struct str prefix, struct str dotted)
{
	return str_starts(dotted, prefix) &&
	       (dotted.len == prefix.len || dotted.at[prefix.len] == '.');
}

/* requirements.map or .submodules, by its longest key. */
static const struct config_pair *
configured(struct config_pairs pairs, struct str dotted)
{
	const struct config_pair *best = NULL;

	for (uint32_t i = 0; i < pairs.count; i++) {
		const struct config_pair *pair = &pairs.at[i];

		if (covers(pair->key.text, dotted) &&
		    (best == NULL || pair->key.text.len > best->key.text.len))
			best = pair;
	}
	return best;
}

/* Does any manifest of the repository declare one of them? */
static bool
is_anywhere(const struct audit *audit, struct strs dists)
{
	for (uint32_t i = 0; i < dists.count; i++) {
		name_id dist = names_find(audit->names, dists.at[i]);

		if (dist != NAME_NONE && map_find(&audit->anywhere, dist) != NULL)
			return true;
	}
	return false;
}

/* Is a package or a module of that name anywhere in the repository? Then it may be meant, by
 * a way to find it that is not seen. A module has nothing to import from but its names: docker.py is not what
 * `from docker.errors import APIError` means. */
static bool
may_be_ours(const struct audit *audit, struct str top, struct str dotted)
{
	name_id id = names_find(audit->names, top);
	const uint32_t *ours = id != NAME_NONE ? map_find(&audit->ours, id) : NULL;
	struct str rest = dotted, part;
	uint32_t parts = 0;

	if (ours == NULL)
		return false;
	while (parts < PARTS_OF_MODULE && str_cut(&rest, '.', &part))
		parts++;
	return (*ours & OURS_FOLDER) != 0 || parts < PARTS_OF_MODULE;
}

/* Those of an installed environment that bring it. What is common is in many by mistake. */
static struct strs
installed_under(const struct audit *audit, struct str dotted, struct str top)
{
	if (audit->project->installed == NULL || import_is_common(top))
		return (struct strs){ 0 };
	return installed_dists_of(audit->project->installed, dotted);
}

/* What is installed here tells of one of several that bring the same, at another time or place:
 * any that is declared will do. */
static struct strs
joined(struct arena *a, struct strs first, struct strs second)
{
	struct origin_dists all = { 0 };

	if (first.count == 0)
		return second;
	for (uint32_t i = 0; i < first.count; i++)
		*vec_push(a, &all) = first.at[i];
	for (uint32_t i = 0; i < second.count; i++) {
		bool known = false;

		for (uint32_t k = 0; k < first.count; k++)
			known = known || str_eq(first.at[k], second.at[i]);
		if (!known)
			*vec_push(a, &all) = second.at[i];
	}
	return (struct strs){ all.at, all.count };
}

/* Is nothing of the repository called so? */
static bool
is_strange(const struct audit *audit, struct str top)
{
	name_id id = names_find(audit->names, top);

	return id == NAME_NONE || map_find(&audit->ours, id) == NULL;
}

struct origin
origin_or_name(const struct audit *audit, struct str dotted)
{
	const struct config_pair *pair = configured(audit->project->config->distributions, dotted);
	struct str rest = dotted, top;
	struct origin o = { .guessed = false };

	if (pair != NULL) {
		o.dists = one(audit->arena, pair->value.text);
		o.configured = true;
		return o;
	}
	if (!str_cut(&rest, '.', &top) || top.len == 0 || stdlib_ever(top) || is_made(top) ||
	    is_of_host(top) || covers(STR("google.appengine"), dotted))
		return o;
	struct strs there = installed_under(audit, dotted, top);
	o.installed = there.count > 0;
	o.dists = dists_of_import(dotted);
	if (o.dists.count == 0) {
		if (there.count == 0 && (dist_is_namespace(top) || import_is_common(top)))
			return o;
		o.dists = one(audit->arena, top);
		o.guessed = true;
	}
	o.dists = joined(audit->arena, there, o.dists);
	if (is_anywhere(audit, o.dists))
		return o;
	o.unheard = o.guessed && there.count == 0 && !dist_is_named(o.dists.at[0]);
	return may_be_ours(audit, top, dotted) || (o.unheard && !is_strange(audit, top))
	               ? (struct origin){ .guessed = false }
	               : o;
}

struct origin
origin_of(const struct audit *audit, struct str dotted)
{
	struct origin o = origin_or_name(audit, dotted);

	/* Whose an unheard-of name is, nobody can tell. */
	return o.unheard ? (struct origin){ .guessed = false } : o;
}

bool
behind_of(const struct audit *audit, struct str dotted, uint32_t index, struct strs *dists)
{
	const struct config_pair *pair = configured(audit->project->config->submodules, dotted);

	if (pair != NULL) {
		*dists = one(audit->arena, pair->value.text);
		return index == 0;
	}
	struct dist_needs needs = dists_behind(dotted);
	if (index >= needs.count)
		return false;
	*dists = needs.at[index];
	return dists->count > 0;
}

bool
behind_is_late(const struct audit *audit, struct str dotted)
{
	return configured(audit->project->config->submodules, dotted) == NULL &&
	       dists_behind_late(dotted);
}

static bool
is_separator(char c)
{
	return c == '-' || c == '_' || c == '.';
}

/* The next word of a name, by '-', '_' and '.'. */
static bool
next_word(struct str *rest, struct str *word)
{
	size_t len = 0;

	while (rest->len > 0 && is_separator(rest->at[0]))
		*rest = (struct str){ rest->at + 1, rest->len - 1 };
	if (rest->len == 0)
		return false;
	while (len < rest->len && !is_separator(rest->at[len]))
		len++;
	*word = (struct str){ rest->at, len };
	*rest = (struct str){ rest->at + len, rest->len - len };
	return true;
}

/* Are all words of `part` among those of `whole`? */
static bool
has_words(struct str whole, struct str part)
{
	struct str rest = part, word;

	while (next_word(&rest, &word)) {
		struct str others = whole, other;
		bool found = false;

		while (next_word(&others, &other))
			found = found || str_eq(word, other);
		if (!found)
			return false;
	}
	return part.len > 0;
}

bool
dist_is_akin(struct str dist, struct str name)
{
	/* Two names as long as files would be compared word by word. */
	return dist.len <= WORDS_MOST && name.len <= WORDS_MOST &&
	       (has_words(dist, name) || has_words(name, dist));
}
