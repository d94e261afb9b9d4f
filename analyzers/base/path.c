/*
 * path.c - taking paths apart and putting them together.
 */
#include "base/path.h"

#include "base/arena.h"
#include "base/bytes.h"

struct str
path_dir(struct str path)
{
	return str_before_last(path, '/');
}

struct str
path_base(struct str path)
{
	return str_after_last(path, '/');
}

struct str
path_stem(struct str path)
{
	struct str base = path_base(path);

	/* A dot in front hides a file and starts no extension. */
	for (size_t i = base.len; i > 1; i--)
		if (base.at[i - 1] == '.')
			return (struct str){ base.at, i - 1 };
	return base;
}

bool
path_has_ext(struct str path, struct str ext)
{
	return path.len > ext.len && path.at[path.len - ext.len - 1] == '.' &&
	       str_eq((struct str){ path.at + path.len - ext.len, ext.len }, ext);
}

/* Stands a '/' among sixteen bytes, or the one behind them, before another one or a dot? */
static bool
is_odd_at(const char *at)
{
	struct bytes slashes = bytes_are(bytes_load(at), '/'), next = bytes_load(at + 1);

	return bytes_bits(bytes_and(
		       slashes, bytes_or(bytes_are(next, '/'), bytes_are(next, '.')))) != 0;
}

bool
path_is_plain(struct str path)
{
	if (path.len == 0 || path.at[0] == '.' || path.at[0] == '/' || path.at[path.len - 1] == '/')
		return false;
	if (path.len <= 16) {
		for (size_t i = 1; i < path.len; i++)
			if (path.at[i - 1] == '/' && (path.at[i] == '/' || path.at[i] == '.'))
				return false;
		return true;
	}
	for (size_t i = 0; i + 17 <= path.len; i += 16)
		if (is_odd_at(path.at + i))
			return false;
	return !is_odd_at(path.at + path.len - 17);
}

bool
path_resolve(struct arena *a, struct str from, struct str path, struct str *out)
{
	if (path.len > 0 && (path.at[0] == '/' || memchr(path.at, '\0', path.len) != NULL))
		return false;

	char *at = arena_array(a, char, from.len + path.len + 2);
	size_t len = from.len;
	struct str part;

	if (from.len > 0)
		memcpy(at, from.at, from.len);
	if (path_is_plain(path)) {
		if (len > 0)
			at[len++] = '/';
		memcpy(at + len, path.at, path.len);
		*out = (struct str){ at, len + path.len };
		return true;
	}
	while (str_cut(&path, '/', &part)) {
		if (part.len == 0 || str_eq(part, STR(".")))
			continue;
		if (str_eq(part, STR(".."))) {
			if (len == 0)
				return false;
			len = path_dir((struct str){ at, len }).len;
			continue;
		}
		if (len > 0)
			at[len++] = '/';
		memcpy(at + len, part.at, part.len);
		len += part.len;
	}
	at[len] = '\0';
	*out = (struct str){ at, len };
	return true;
}

struct str
path_join(struct arena *a, struct str left, struct str right)
{
	return str_join(a, left, '/', right);
}

bool
path_within(struct str path, struct str dir)
{
	if (dir.len == 0)
		return true;
	return str_starts(path, dir) && (path.len == dir.len || path.at[dir.len] == '/');
}

bool
path_has_any(struct str path, const char *const *names, size_t count)
{
	struct str rest = path, part;

	while (str_cut(&rest, '/', &part))
		if (str_is_any(part, names, count))
			return true;
	return false;
}

struct str
path_dotted(struct arena *a, struct str dir, struct str dotted)
{
	char *at = arena_copy(a, dotted.at, dotted.len);

	for (size_t i = 0; i < dotted.len; i++)
		if (at[i] == '.')
			at[i] = '/';
	return path_join(a, dir, (struct str){ at, dotted.len });
}

const struct str path_makefiles[3] = {
	{ "GNUmakefile", 11 }, { "makefile", 8 }, { "Makefile", 8 }
};

bool
path_is_makefile(struct str path)
{
	static const char *const exts[] = { "mk", "make" };
	struct str base = path_base(path);

	for (size_t i = 0; i < countof(path_makefiles); i++)
		if (str_eq(base, path_makefiles[i]))
			return true;
	return path_has_any_ext(base, exts, countof(exts));
}

bool
path_has_any_ext(struct str path, const char *const *exts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (path_has_ext(path, str_of(exts[i])))
			return true;
	return false;
}
