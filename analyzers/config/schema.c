/*
 * schema.c - reads a map by a table of keys, and keeps the first complaint.
 */
#include "config/schema.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/names.h"
#include "base/nearest.h"

/* The first in the file is the one to mend first. */
bool
complaint_counts(const struct reading *r, struct doc_place place)
{
	return !r->failed || place.start < r->first;
}

void
complain(struct reading *r, struct doc_place place, const char *fmt, ...)
{
	char why[sizeof(r->err->text)];
	va_list args;

	if (!complaint_counts(r, place))
		return;
	va_start(args, fmt);
	(void)vsnprintf(why, sizeof(why), fmt, args);
	va_end(args);
	err_set(r->err, STR_FMT ":%u:%u: %s", STR_ARG(r->file), (unsigned)place.line,
	        (unsigned)place.column, why);
	r->failed = true;
	r->first = place.start;
}

static const char *
nearest_of(struct str word, struct words known)
{
	const char *nearest = NULL;
	size_t least = nearest_limit(word);

	for (uint32_t i = 0; i < known.count; i++) {
		const char *at = known.at[i];
		size_t distance = nearest_distance(str_of(at), word);

		if (distance < least) {
			least = distance;
			nearest = at;
		}
	}
	return nearest;
}

void
complain_unknown(struct reading *r, struct doc_place place, const struct unknown *u)
{
	const char *nearest;
	struct buf advice = { 0 };

	if (!complaint_counts(r, place))
		return;
	nearest = nearest_of(u->word, u->known);
	if (nearest != NULL) {
		buf_printf(&advice, "; did you mean `%s`?", nearest);
	} else {
		for (uint32_t i = 0; i < u->known.count; i++)
			buf_printf(&advice, "%s`%s`",
			           i == 0                    ? "; known: "
			           : i + 1 == u->known.count ? " and "
			                                     : ", ",
			           u->known.at[i]);
	}
	complain(r, place, "unknown %s `" STR_FMT "`%s%s%s", u->what, STR_ARG(u->word),
	         u->where[0] != '\0' ? " in " : "", u->where, advice.at != NULL ? advice.at : "");
	buf_release(&advice);
}

bool
complain_kind(struct reading *r, const struct key *key, const struct doc *value)
{
	complain(r, value->place, "`%s` must be %s, not %s", key->name, key->kind,
	         doc_kind_name(value->kind));
	return false;
}

static void
unknown_key(struct reading *r, const struct section *section, unsigned variant,
            const struct doc *item)
{
	const char *known[32];
	uint32_t count = 0;

	for (uint32_t i = 0; i < section->count; i++) {
		const struct key *key = &section->keys[i];

		if (key->variants == 0 || (key->variants & 1u << variant) != 0)
			known[count++] = key->name;
	}
	complain_unknown(
		r, item->key_place,
		&(struct unknown){
			.what = "key",
			.where = section->called[variant],
			.word = item->key,
			.known = { known, count } });
}

static void
key_read(struct reading *r, const struct key *key, const struct doc *value, void *target)
{
	char *at = target;

	if (key->given != 0)
		*(bool *)(at + key->given - 1) = true;
	if (key->section == NULL)
		key->read(r, key, value, at + key->to);
	else if (value->kind == DOC_MAP)
		section_read(r, key->section, 0, value, target);
	else
		complain_kind(r, key, value);
}

void
section_read(struct reading *r, const struct section *section, unsigned variant,
             const struct doc *map, void *target)
{
	const char *called = section->called[variant];
	uint32_t seen = 0;

	for (uint32_t i = 0; i < map->count; i++) {
		const struct doc *item = map->items[i];
		const struct key *key = NULL;

		for (uint32_t k = 0; k < section->count && key == NULL; k++)
			if (str_eq(item->key, str_of(section->keys[k].name)))
				key = &section->keys[k];
		if (key == NULL) {
			unknown_key(r, section, variant, item);
		} else if (key->variants != 0 && (key->variants & 1u << variant) == 0) {
			complain(r, item->key_place, "`%s` does not belong in %s", key->name,
			         called);
		} else if (item->kind != DOC_NULL) { /* a key with nothing after it is not set */
			seen |= 1u << (key - section->keys);
			key_read(r, key, item, target);
		}
	}
	for (uint32_t k = 0; k < section->count; k++)
		if ((section->keys[k].needs & 1u << variant) != 0 && (seen & 1u << k) == 0)
			complain(r, map->place, "%s needs `%s`: %s", called, section->keys[k].name,
			         section->keys[k].says);
}

void
unique_init(struct unique *u, struct arena *a, const char *what)
{
	*u = (struct unique){ .what = what, .names = names_new(a) };
}

void
unique_check(struct reading *r, struct unique *u, struct str name, struct doc_place place)
{
	uint32_t *line = map_put(r->arena, &u->lines, names_put(u->names, name), NULL);

	if (*line != 0)
		complain(r, place, "%s `" STR_FMT "` is there twice; the first is on line %u",
		         u->what, STR_ARG(name), (unsigned)*line);
	else
		*line = place.line;
}
