/*
 * python.c - the lookups in the tables of Python's libraries.
 */
#include "rules/python.h"

#include "rules/slots.h"

/* One line of a table. */
struct row {
	uint32_t text; /* the key: `len` bytes from there in `text` */
	uint16_t len;
	uint16_t first, count; /* values[first] or needs[first] and on; or the line's two numbers */
};

#include "python.inc"

struct table {
	const struct row *at;
	size_t count;
	const uint16_t *slots;
	uint32_t mask; /* slots - 1 */
};

#define TABLE(name)                                                                        \
	(struct table)                                                                     \
	{                                                                                  \
		name##_rows, countof(name##_rows), name##_slots, countof(name##_slots) - 1 \
	}

static struct str
row_key(const struct row *row)
{
	return (struct str){ text + row->text, row->len };
}

/* The first row whose key is not before this one; table.count when there is none. */
static size_t
row_place(struct table table, struct str key)
{
	size_t low = 0, high = table.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_order(row_key(&table.at[middle]), key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct row *
row_find(struct table table, struct str key)
{
	if (key.len > KEY_LONGEST)
		return NULL;
	uint32_t i = slot_hash(key.at, key.len) & table.mask;

	while (table.slots[i] != 0 && !str_eq(row_key(&table.at[table.slots[i] - 1]), key))
		i = (i + 1) & table.mask;
	return table.slots[i] != 0 ? &table.at[table.slots[i] - 1] : NULL;
}

static struct strs
row_values(const struct row *row)
{
	return (struct strs){ values + row->first, row->count };
}

bool
stdlib_has(unsigned minor, struct str top)
{
	const struct row *row = row_find(TABLE(stdlib), top);

	if (minor < PYTHON_MINOR_MIN)
		minor = PYTHON_MINOR_MIN;
	if (minor > PYTHON_MINOR_MAX)
		minor = PYTHON_MINOR_MAX;
	return row != NULL && row->first <= minor && minor <= row->count;
}

bool
stdlib_ever(struct str top)
{
	return row_find(TABLE(stdlib), top) != NULL;
}

bool
stdlib_replaces(unsigned minor, struct str dist, struct str *module)
{
	const struct row *row = row_find(TABLE(replaced), dist);

	if (row == NULL || minor < row->count)
		return false;
	*module = values[row->first];
	return true;
}

/* Cut the last part of a dotted name off, and all that makes it longer than any key; false when there is but
 * one part. */
static bool
cut_last(struct str *dotted)
{
	for (size_t i = dotted->len < KEY_LONGEST + 1 ? dotted->len : KEY_LONGEST + 1; i > 0; i--) {
		if (dotted->at[i - 1] == '.') {
			dotted->len = i - 1;
			return true;
		}
	}
	return false;
}

/* Without the version of an interface at its end: kms_v1, kms_v1p2beta1. */
static struct str
unversioned(struct str dotted)
{
	size_t end = dotted.len;

	while (end > 0 && dotted.at[end - 1] != '_' && dotted.at[end - 1] != '.')
		end--;
	if (end > 1 && dotted.at[end - 1] == '_' && end + 1 < dotted.len && dotted.at[end] == 'v' &&
	    char_is_digit(dotted.at[end + 1]))
		dotted.len = end - 1;
	return dotted;
}

static const struct row *
import_find(struct str dotted)
{
	const struct row *row = row_find(TABLE(imports), dotted);

	return row != NULL ? row : row_find(TABLE(imports), unversioned(dotted));
}

struct strs
dists_of_import(struct str dotted)
{
	const struct row *row = import_find(dotted);

	while (row == NULL && cut_last(&dotted) && !dist_is_namespace(dotted))
		row = import_find(dotted);
	return row != NULL ? row_values(row) : (struct strs){ NULL, 0 };
}

/* Does a key of the table stand below the name, as `a.b` below `a`? */
static bool
has_below(struct table table, struct str top)
{
	size_t low = 0, high = table.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct str key = row_key(&table.at[middle]);
		struct str head = { key.at, key.len < top.len ? key.len : top.len };
		int order = str_order(head, top);

		if (order == 0)
			order = key.len > top.len ? (unsigned char)key.at[top.len] - '.' : -1;
		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool
import_has_parts(struct str top)
{
	return dist_is_namespace(top) || has_below(TABLE(imports), top) ||
	       has_below(TABLE(submodules), top) || has_below(TABLE(namespaces), top);
}

bool
dist_is_namespace(struct str dotted)
{
	return row_find(TABLE(namespaces), dotted) != NULL;
}

bool
dist_is_own(struct str dist)
{
	return row_find(TABLE(own), dist) != NULL;
}

bool
dist_is_named(struct str dist)
{
	return dist_is_own(dist) || row_find(TABLE(own_rare), dist) != NULL;
}

bool
import_is_library(struct str top)
{
	return dist_is_named(top) || dists_of_import(top).count > 0;
}

bool
import_is_common(struct str top)
{
	return row_find(TABLE(common), top) != NULL;
}

static const struct row *
behind_find(struct str dotted)
{
	const struct row *row = row_find(TABLE(submodules), dotted);

	while (row == NULL && cut_last(&dotted))
		row = row_find(TABLE(submodules), dotted);
	return row;
}

struct dist_needs
dists_behind(struct str dotted)
{
	const struct row *row = behind_find(dotted);

	return row != NULL ? (struct dist_needs){ needs + row->first,
		                                  row->count & ~(uint32_t)NEEDS_LATE }
	                   : (struct dist_needs){ NULL, 0 };
}

bool
dists_behind_late(struct str dotted)
{
	const struct row *row = behind_find(dotted);

	return row != NULL && (row->count & NEEDS_LATE) != 0;
}

/* The values of a key, none when it is not there. */
static struct strs
values_of(struct table table, struct str key)
{
	const struct row *row = row_find(table, key);

	return row != NULL ? row_values(row) : (struct strs){ NULL, 0 };
}

struct strs
dist_requires(struct str dist)
{
	return row_find(TABLE(requires), dist) != NULL
	               ? values_of(TABLE(requires), dist)
	               : values_of(TABLE(indirect), dist);
}

struct strs
dists_of_command(struct str command)
{
	return values_of(TABLE(commands), command);
}

struct strs
dists_of_scheme(struct str scheme)
{
	return values_of(TABLE(drivers), scheme);
}

/* The values of a distribution, or of the longest beginning of its name that is there. */
static struct strs
values_of_start(struct table table, struct str dist)
{
	struct strs found = values_of(table, dist);

	for (size_t len = dist.len < KEY_LONGEST ? dist.len : KEY_LONGEST;
	     found.count == 0 && len > 1; len--)
		if (dist.at[len - 1] == '-' && len < dist.len)
			found = values_of(table, (struct str){ dist.at, len });
	return found;
}

struct strs
dist_brought(struct str dist)
{
	return row_find(TABLE(requires), dist) != NULL
	               ? values_of(TABLE(brought), dist)
	               : values_of_start(TABLE(brought), dist);
}

bool
dist_formerly(struct str dist, uint32_t index, struct str *release, struct strs *out)
{
	struct table table = TABLE(formerly);
	size_t place = row_place(table, dist) + index;

	if (place >= table.count)
		return false;
	struct str key = row_key(&table.at[place]);
	if (!str_starts(key, dist) || key.len < dist.len + 2 || key.at[dist.len] != '[')
		return false;
	*release = (struct str){ key.at + dist.len + 1, key.len - dist.len - 2 };
	*out = row_values(&table.at[place]);
	return true;
}

bool
dist_is_read(struct str dist)
{
	return row_find(TABLE(requires), dist) != NULL || row_find(TABLE(debian), dist) != NULL ||
	       row_find(TABLE(brought), dist) != NULL ||
	       /* Of the most downloaded it is known since when it holds. */
	       (row_find(TABLE(indirect), dist) != NULL && row_find(TABLE(oldest), dist) != NULL) ||
	       /* A family with but one is of a framework's plug-ins, which may want anything. */
	       dist_brought(dist).count > 1;
}

struct str
dist_oldest_read(struct str dist)
{
	const struct row *row = row_find(TABLE(oldest), dist);

	return row != NULL ? values[row->first] : STR("");
}

struct str
dist_brought_until(struct str dist)
{
	const struct row *row = row_find(TABLE(since), dist);

	return row != NULL ? values[row->first] : STR("");
}

struct strs
dist_suggests(struct str dist)
{
	return values_of(TABLE(debian), dist);
}

struct strs
dist_hosts(struct str dist)
{
	return values_of_start(TABLE(plugins), dist);
}

struct strs
dists_of_conda(struct str package)
{
	return values_of(TABLE(conda), package);
}

bool
dist_is_among(struct strs list, struct str dist)
{
	for (uint32_t i = 0; i < list.count; i++)
		if (str_starts(list.at[i], dist) &&
		    (list.at[i].len == dist.len || list.at[i].at[dist.len] == '['))
			return true;
	return false;
}

bool
dist_may_use(struct str host, struct str dist)
{
	struct table requires = TABLE(requires);

	if (dist_is_among(dist_hosts(dist), host) || dist_is_among(dist_suggests(host), dist))
		return true;
	for (size_t i = row_place(requires, host);
	     i < requires.count && str_starts(row_key(&requires.at[i]), host); i++) {
		struct str key = row_key(&requires.at[i]);

		if ((key.len == host.len || key.at[host.len] == '[') &&
		    dist_is_among(row_values(&requires.at[i]), dist))
			return true;
	}
	return false;
}

bool
dist_is_stub(struct str dist, struct str *library)
{
	static const struct str start = { "types-", 6 }, end = { "-stubs", 6 };

	if (dist.len > start.len && str_starts(dist, start)) {
		*library = (struct str){ dist.at + start.len, dist.len - start.len };
		return true;
	}
	if (dist.len > end.len &&
	    str_eq((struct str){ dist.at + dist.len - end.len, end.len }, end)) {
		*library = (struct str){ dist.at, dist.len - end.len };
		return true;
	}
	return false;
}

static bool
is_imported_otherwise(struct str dist)
{
	for (size_t i = 0; i < countof(imports_rows); i++)
		if (dist_is_among(row_values(&imports_rows[i]), dist))
			return true;
	return false;
}

bool
dist_is_known(struct str dist)
{
	return dist_is_own(dist) || dist_is_read(dist) || dist_hosts(dist).count > 0 ||
	       is_imported_otherwise(dist);
}

bool
dist_modules_known(struct str dist)
{
	struct str library;

	return dist_is_named(dist) || dist_is_stub(dist, &library) || is_imported_otherwise(dist);
}

bool
table_key(enum python_table which, uint32_t line, struct str *key)
{
	const struct table tables[] = {
		[TABLE_IMPORTS] = TABLE(imports),   [TABLE_BEHIND] = TABLE(submodules),
		[TABLE_COMMANDS] = TABLE(commands), [TABLE_SCHEMES] = TABLE(drivers),
		[TABLE_REQUIRES] = TABLE(requires), [TABLE_DEBIAN] = TABLE(debian),
	};

	if (line >= tables[which].count)
		return false;
	*key = row_key(&tables[which].at[line]);
	return true;
}
