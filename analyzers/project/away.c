/*
 * away.c - folders that hold what is done with, or is others', by their names.
 */
#include "base/path.h"
#include "project/model.h"

/* So many digits in a row are a date. */
#define DATE_DIGITS 6

static bool
says_away(struct str name)
{
	static const char *const names[] = {
		"archive",     "_archive", "archived",  "_archived", ".archive", "deprecated",
		"_deprecated", "obsolete", "_obsolete", "attic",     "_attic",   "_old"
	};

	return str_is_any(name, names, countof(names));
}

/* May it be a service that puts other things away, too, if it is not a folder of them? */
static bool
may_say_away(struct str name)
{
	static const char *const names[] = { "archive", "archives", "backup", "backups" };

	return str_is_any(name, names, countof(names));
}

/* Does it hold what others have written, who judge it themselves? `vendor` alone may be who sells. */
static bool
says_others(struct str name)
{
	static const char *const names[] = {
		"vendored",   "_vendor",  "_vendored", "third_party", "third-party",
		"thirdparty", "3rdparty", "3rd_party", "3rd-party"
	};

	return str_is_any(name, names, countof(names));
}

/* Is it a copy that somebody made before a change: "backup_20240131", "api.bak"? */
static bool
says_copy(struct str name)
{
	static const char marks[] = "._-";
	size_t digits = 0, most = 0;

	if ((str_ends(name, STR("bak")) || str_ends(name, STR("old"))) && name.len > 3 &&
	    strchr(marks, name.at[name.len - 4]) != NULL)
		return true;
	for (size_t i = 0; i < name.len; i++) {
		digits = name.at[i] >= '0' && name.at[i] <= '9' ? digits + 1 : 0;
		most = digits > most ? digits : most;
	}
	return most >= DATE_DIGITS &&
	       (str_has(name, STR("backup")) || str_has(name, STR("bak")) ||
	        str_has(name, STR("archive")));
}

static bool
is_package(struct model *m, struct str dir)
{
	dir_id folder = tree_dir(m, dir);

	return folder == ID_NONE || m->dirs.at[folder].init != ID_NONE;
}

/* Is the file one that is kept and no more used, by its name? */
static bool
is_old_file(struct str path)
{
	static const char *const starts[] = {
		"_DEPRECATED", "DEPRECATED_", "_deprecated", "deprecated_"
	};
	struct str stem = path_stem(path);

	for (size_t i = 0; i < countof(starts); i++)
		if (str_starts(stem, str_of(starts[i])))
			return true;
	return says_copy(stem);
}

bool
away_below(struct model *m, struct str dir, struct str path)
{
	if (is_old_file(path))
		return true;
	for (struct str at = path_dir(path); at.len > dir.len; at = path_dir(at))
		if (says_away(path_base(at)) && !is_package(m, at))
			return true;
	return false;
}

bool
away_is(struct model *m, struct str path)
{
	for (struct str at = path; at.len > 0; at = path_dir(at)) {
		struct str name = path_base(at);

		bool away =
			may_say_away(name) ? at.len < path.len : says_away(name) || says_copy(name);

		if (away && !is_package(m, at))
			return true;
	}
	return false;
}

static bool
is_others(struct model *m, struct str path)
{
	for (struct str at = path; at.len > 0; at = path_dir(at))
		if (says_others(path_base(at)) && !is_package(m, at))
			return true;
	return false;
}

bool
away_unbuilt(struct model *m, struct str path, const struct str_vec *dockerfiles)
{
	if (!away_is(m, path) && !is_others(m, path))
		return false;
	for (uint32_t i = 0; i < dockerfiles->count; i++) {
		file_id file = scan_file(m->scan, dockerfiles->at[i]);

		if (file != UINT32_MAX && map_find(&m->contexts, file) != NULL)
			return false;
	}
	return true;
}
