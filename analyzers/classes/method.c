/*
 * method.c - finds where a method ends by the indentation of its lines.
 */
#include "classes/method.h"

#include "common/reread.h"

/* The function that starts at byte `at`, by its indentation: as far as lines go in further than its
 * own. */
static struct str
function_text(struct str text, uint32_t at)
{
	size_t line = at, indent = 0, end = at;

	if (at > text.len)
		return STR("");
	while (line > 0 && text.at[line - 1] != '\n')
		line--;
	while (line + indent < at && char_is_gap(text.at[line + indent]))
		indent++;
	for (;;) {
		size_t in = 0;

		while (end < text.len && text.at[end] != '\n')
			end++;
		if (end == text.len)
			break;
		while (end + 1 + in < text.len && char_is_gap(text.at[end + 1 + in]))
			in++;
		char first = end + 1 + in < text.len ? text.at[end + 1 + in] : '\n';
		if (in <= indent && (first == '@' || first == '_' || char_is_letter(first)))
			break;
		end++;
	}
	return (struct str){ text.at + at, end - at };
}

/* The text of the class's file; it is the reader's until it is asked again. */
static bool
read_unit(struct method_reader *r, unit_id unit)
{
	const struct world *w = &r->classes->world;
	const struct unit *u = &w->units.at[unit];

	if (r->read && r->unit == unit)
		return r->there;
	r->unit = unit;
	r->read = true;
	r->there = u->kind == UNIT_PROJECT && reread_file(w->project, u->path, &r->text);
	if (u->kind == UNIT_INSTALLED && !u->stub)
		r->there = installed_source(w->installed, u->name, &r->text);
	return r->there;
}

bool
method_mentions(struct method_reader *r, class_id id, uint32_t binding, struct str word,
                bool unseen)
{
	unit_id unit = r->classes->rows.at[id].unit;
	const struct facts *f = r->classes->world.units.at[unit].facts;

	if (!read_unit(r, unit))
		return unseen;
	return reread_mentions(
		function_text(buf_text(&r->text), f->bindings.at[binding].span.start), word);
}

void
method_reader_release(struct method_reader *r)
{
	buf_release(&r->text);
}
