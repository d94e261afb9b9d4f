/*
 * pep508.c - dependency specifiers, read as the packaging library reads them.
 */
#include "base/arena.h"
#include "base/err.h"
#include "grammars/pip.h"
#include "packaging/requirement.h"

/* "a,b" */
static struct str
join(struct arena *a, const struct requirement_extras *extras)
{
	size_t len = 0, room = 1;
	char *at;

	for (uint32_t i = 0; i < extras->count; i++)
		room += extras->at[i].len + 1;
	at = arena_array(a, char, room);
	for (uint32_t i = 0; i < extras->count; i++) {
		if (i > 0)
			at[len++] = ',';
		memcpy(at + len, extras->at[i].at, extras->at[i].len);
		len += extras->at[i].len;
	}
	return (struct str){ at, len };
}

bool
pep508_parse(struct arena *a, struct str text, struct pep508 *out)
{
	struct requirement r;
	struct err err;
	size_t at;

	*out = (struct pep508){ STR(""), STR(""), STR(""), STR(""), STR("") };
	if (!requirement_parse(a, str_trim(text), &r, &at, &err))
		return false;
	*out = (struct pep508){ r.name, join(a, &r.extras), r.specifier, r.marker_text, r.url };
	return true;
}
