/*
 * std.c - the lookups in the tables of the standard library's modules and classes.
 */
#include "rules/std.h"

#include "rules/python.h"

/* `versions` of a row: the first and the last minor version, each less PYTHON_MINOR_MIN, in the
 * upper and the lower four bits. Texts are by their place in byte order. */
struct module {
	uint16_t text;
	uint16_t space; /* whose rows are its names */
	uint8_t versions;
};

/* A name in a module or class. */
struct row {
	uint16_t text;
	uint16_t target; /* a class, a list of them, or the text of a module's name */
	uint8_t versions;
	uint8_t kind; /* enum std_kind, and the bits below */
};

enum { ROW_KIND = 0x0F, ROW_STAR = 0x10, ROW_GENERIC = 0x20 };

/* What a class is in some versions. */
struct shape {
	uint8_t versions;
	uint8_t flags;
	uint16_t meta, solid;
	uint16_t bases; /* a list */
};

#include "std.inc"

static struct str
text_get(size_t id)
{
	return (struct str){ text + text_at[id], text_at[id + 1] - text_at[id] };
}

/* The place of a text, or UINT16_MAX. */
static uint16_t
text_find(struct str s)
{
	size_t low = 0, high = countof(text_at) - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_order(text_get(middle), s);

		if (order == 0)
			return (uint16_t)middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return UINT16_MAX;
}

static unsigned
nearest(unsigned minor)
{
	if (minor < PYTHON_MINOR_MIN)
		return PYTHON_MINOR_MIN;
	return minor > PYTHON_MINOR_MAX ? PYTHON_MINOR_MAX : minor;
}

static bool
is_in(uint8_t versions, unsigned minor)
{
	unsigned at = minor - PYTHON_MINOR_MIN;

	return versions >> 4 <= at && at <= (versions & 0x0FU);
}

static const struct module *
module_find(unsigned minor, struct str name)
{
	size_t low = 0, high = countof(modules);
	uint16_t id = text_find(name);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (modules[middle].text < id)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < countof(modules) && modules[low].text == id; low++)
		if (is_in(modules[low].versions, minor))
			return &modules[low];
	return NULL;
}

static struct std_classes
list_get(uint16_t list)
{
	return (struct std_classes){
		ids + lists_at[list], (uint32_t)(lists_at[list + 1] - lists_at[list])
	};
}

static struct std_name
row_read(const struct row *row)
{
	struct std_name name = {
		.name = text_get(row->text),
		.kind = (enum std_kind)(row->kind & ROW_KIND),
		.star = (row->kind & ROW_STAR) != 0,
		.adds_generic = (row->kind & ROW_GENERIC) != 0,
		.cls = STD_CLASS_NONE,
	};

	if (name.kind == STD_CLASS)
		name.cls = row->target;
	else if (name.kind == STD_ALIAS)
		name.entries = list_get(row->target);
	else if (name.kind == STD_MODULE)
		name.module = text_get(row->target);
	return name;
}

/* What the name stands for among the rows of a module or class. */
static struct std_name
space_name(unsigned minor, size_t space, struct str name)
{
	size_t low = rows_at[space], high = rows_at[space + 1], end = high;
	uint16_t id = text_find(name);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rows[middle].text < id)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < end && rows[low].text == id; low++)
		if (is_in(rows[low].versions, minor))
			return row_read(&rows[low]);
	return (struct std_name){ .name = name, .kind = STD_UNKNOWN, .cls = STD_CLASS_NONE };
}

static bool
space_next(unsigned minor, size_t space, uint32_t *at, struct std_name *name)
{
	while (*at < rows_at[space + 1] - rows_at[space]) {
		const struct row *row = &rows[rows_at[space] + (*at)++];

		if (is_in(row->versions, minor)) {
			*name = row_read(row);
			return true;
		}
	}
	return false;
}

bool
std_has_module(unsigned minor, struct str module)
{
	return module_find(nearest(minor), module) != NULL;
}

struct std_name
std_module_name(unsigned minor, struct str module, struct str name)
{
	const struct module *found = module_find(nearest(minor), module);

	if (found == NULL)
		return (struct std_name){
			.name = name, .kind = STD_UNKNOWN, .cls = STD_CLASS_NONE
		};
	return space_name(nearest(minor), found->space, name);
}

bool
std_module_next(unsigned minor, struct str module, uint32_t *at, struct std_name *name)
{
	const struct module *found = module_find(nearest(minor), module);

	return found != NULL && space_next(nearest(minor), found->space, at, name);
}

/* Classes of one name have something behind a # that tells them apart. */
static struct str
class_name(std_class cls)
{
	struct str name = text_get(class_text[cls]);
	const char *mark = memchr(name.at, '#', name.len);

	if (mark != NULL)
		name.len = (size_t)(mark - name.at);
	return name;
}

std_class
std_class_find(struct str name)
{
	size_t low = 0, high = countof(class_text);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_order(class_name((std_class)middle), name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < countof(class_text) && str_eq(class_name((std_class)low), name)
	               ? (std_class)low
	               : STD_CLASS_NONE;
}

bool
std_class_get(unsigned minor, std_class cls, struct std_class_info *info)
{
	if (cls >= countof(class_text))
		return false;
	for (size_t i = shapes_at[cls]; i < shapes_at[cls + 1]; i++) {
		if (is_in(shapes[i].versions, nearest(minor))) {
			*info = (struct std_class_info){
				.name = class_name(cls),
				.bases = list_get(shapes[i].bases),
				.meta = shapes[i].meta,
				.solid = shapes[i].solid,
				.flags = shapes[i].flags,
			};
			return true;
		}
	}
	return false;
}

struct std_name
std_class_name(unsigned minor, std_class cls, struct str name)
{
	if (cls >= countof(class_text))
		return (struct std_name){
			.name = name, .kind = STD_UNKNOWN, .cls = STD_CLASS_NONE
		};
	return space_name(nearest(minor), MODULE_SPACES + (size_t)cls, name);
}

bool
std_class_next(unsigned minor, std_class cls, uint32_t *at, struct std_name *name)
{
	return cls < countof(class_text) &&
	       space_next(nearest(minor), MODULE_SPACES + (size_t)cls, at, name);
}

uint32_t
std_class_count(void)
{
	return countof(class_text);
}
