/*
 * stems.c - paths by what their last part says before its first dot.
 */
#include "imports/stems.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/names.h"
#include "base/path.h"
#include "base/vec.h"

struct stem_path {
	struct str path;
	uint32_t next; /* row + 1 of one more of that stem; 0: none */
};

struct stems {
	struct names *names;
	struct map first; /* stem → row + 1 */
	VEC(, struct stem_path) paths;
};

/* Of what an extension module is compiled, and what a module is filled in from. */
static const char *const sources[] = {
	"pyx", "pxd", "pxi", "c",   "cc",  "cpp",      "cxx",  "cu",   "rs",    "f",       "f90",
	"pyf", "go",  "zig", "nim", "in",  "tmpl",     "tpl",  "j2",   "jinja", "jinja2",  "mako",
	"src", "so",  "pyd", "dll", "sip", "template", "mojo", "swig", "i",     "tempita",
};

/* What a generator's output is called: prefix, suffix, and the extension of its source. */
static const struct {
	const char *prefix, *suffix, *ext;
} generators[] = {
	{ "", "_pb2", "proto" },  { "", "_pb2_grpc", "proto" },
	{ "", "_grpc", "proto" }, { "", "_pb", "proto" },
	{ "", "", "proto" },      { "", "", "thrift" },
	{ "", "", "fbs" },        { "", "", "capnp" },
	{ "", "", "avsc" },       { "ui_", "", "ui" },
	{ "", "_ui", "ui" },      { "", "_rc", "qrc" },
	{ "", "Lexer", "g4" },    { "", "Parser", "g4" },
	{ "", "Listener", "g4" }, { "", "Visitor", "g4" },
	{ "", "", "ksy" },        { "", "module", "c" },
};

/* A path's last part up to the first dot that is not its first byte, `-` as `_`. */
static struct str
stem_of(struct arena *a, struct str path)
{
	struct str base = path_base(path);
	const char *dot = base.len > 1 ? memchr(base.at + 1, '.', base.len - 1) : NULL;
	char *at;

	if (dot != NULL)
		base.len = (size_t)(dot - base.at);
	if (base.len == 0 || memchr(base.at, '-', base.len) == NULL)
		return base;
	at = arena_copy(a, base.at, base.len);
	for (size_t i = 0; i < base.len; i++)
		if (at[i] == '-')
			at[i] = '_';
	return (struct str){ at, base.len };
}

struct stems *
stems_new(struct arena *a, struct strs paths)
{
	struct stems *s = arena_new(a, struct stems);

	s->names = names_new(a);
	names_expect(s->names, paths.count);
	map_expect(a, &s->first, paths.count);
	vec_expect(a, &s->paths, paths.count);
	for (uint32_t i = 0; i < paths.count; i++) {
		name_id stem = names_put(s->names, stem_of(a, paths.at[i]));
		uint32_t *first = map_put(a, &s->first, stem, NULL);

		*vec_push(a, &s->paths) = (struct stem_path){ paths.at[i], *first };
		*first = s->paths.count;
	}
	return s;
}

/* Is one of the path's extensions that? ("pyx" and "in" of x.pyx.in) */
static bool
has_ext(struct str path, struct str ext)
{
	struct str rest = path_base(path), part;

	str_cut(&rest, '.', &part);
	while (str_cut(&rest, '.', &part))
		if (str_eq(part, ext))
			return true;
	return false;
}

/* The rows of a stem: the first one + 1. */
static uint32_t
rows_of(const struct stems *s, struct str stem)
{
	name_id name = names_find(s->names, stem);
	const uint32_t *first = name != NAME_NONE ? map_find(&s->first, name) : NULL;

	return first != NULL ? *first : 0;
}

static bool
is_generated(const struct stems *s, struct str module, size_t generator)
{
	struct str prefix = str_of(generators[generator].prefix);
	struct str suffix = str_of(generators[generator].suffix);
	struct str stem = { module.at + prefix.len, module.len - prefix.len - suffix.len };

	if (module.len <= prefix.len + suffix.len || !str_starts(module, prefix) ||
	    memcmp(stem.at + stem.len, suffix.at, suffix.len) != 0)
		return false;
	for (uint32_t row = rows_of(s, stem); row != 0; row = s->paths.at[row - 1].next)
		if (has_ext(s->paths.at[row - 1].path, str_of(generators[generator].ext)))
			return true;
	return false;
}

bool
stems_explain(const struct stems *s, struct str module, struct str dir, const struct str *native)
{
	for (uint32_t row = rows_of(s, module); row != 0; row = s->paths.at[row - 1].next) {
		struct str path = s->paths.at[row - 1].path;

		if (!str_eq(path_dir(path), dir) && (native == NULL || !path_within(path, *native)))
			continue;
		for (size_t i = 0; i < countof(sources); i++)
			if (has_ext(path, str_of(sources[i])))
				return true;
	}
	for (size_t i = 0; i < countof(generators); i++)
		if (is_generated(s, module, i))
			return true;
	return false;
}
