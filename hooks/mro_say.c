/*
 * mro_say.c - a class and its order, as a ladder or as JSON.
 */
#include "hooks/mro_say.h"

#include "base/json.h"
#include "classes/words.h"
#include "report/show.h"

static const char *const statuses[] = {
	[STATUS_OK] = "ok",
	[STATUS_PARTIAL] = "partial",
	[STATUS_INCONSISTENT] = "inconsistent",
	[STATUS_DUPLICATE] = "duplicate",
	[STATUS_CYCLE] = "cycle",
	[STATUS_METACLASS] = "metaclass",
	[STATUS_LAYOUT] = "layout",
	[STATUS_FINAL] = "final",
};

static class_id
class_of_type(const struct classes *c, type_id type)
{
	return c->of_type.at[type];
}

/* The bases as Python has them; of a class that nobody knows as they are written. */
static void
put_bases(struct json *j, struct classes *c, class_id id, const struct verdict *v)
{
	const struct class_bases *bases = bases_of(c, id);

	json_key(j, "bases");
	json_array(j);
	if (v->bases.count > 0 || bases == NULL) {
		for (uint32_t i = 0; i < v->bases.count; i++)
			json_str(j, c->rows.at[class_of_type(c, v->bases.at[i])].name);
	} else {
		for (uint32_t i = 0; i < bases->count; i++) {
			const struct base_item *b = &bases->at[i];
			const struct facts *f = class_facts(c, id);

			json_str(j, b->values.count == 1 ? value_name(c, &b->values.at[0])
			                                 : facts_text(f, f->bases.at[b->row].expr));
		}
	}
	json_array_end(j);
}

void
mro_json(struct classes *c, class_id id, struct buf *out)
{
	const struct verdict *v = class_verdict(c, id);
	struct json j = { .out = out };
	const struct span *span = class_span(c, id);
	type_id type;

	json_object(&j);
	json_put_str(&j, "class", c->rows.at[id].name);
	json_key(&j, "file");
	if (span == NULL)
		json_null(&j);
	else
		json_str(&j, class_path(c, id));
	json_key(&j, "line");
	if (span == NULL)
		json_null(&j);
	else
		json_uint(&j, span->line);
	json_key(&j, "status");
	json_text(&j, statuses[v->status]);
	put_bases(&j, c, id, v);
	json_key(&j, "mro");
	if (class_order(c, id, &type)) {
		json_array(&j);
		for (cell_id i = c->types.rows.at[type].order; i != CELL_NONE;
		     i = c->types.cells.at[i].next)
			json_str(&j, c->rows.at[class_of_type(c, c->types.cells.at[i].type)].name);
		json_array_end(&j);
	} else {
		json_null(&j);
	}
	json_put_strs(&j, "unknown", v->unknown);
	json_key(&j, "detail");
	if (v->detail.len == 0)
		json_null(&j);
	else
		json_str(&j, v->detail);
	json_object_end(&j);
	buf_char(out, '\n');
}

static void
put_place(struct buf *out, const struct classes *c, class_id id)
{
	const struct span *span = class_span(c, id);

	if (span == NULL)
		return;
	buf_str(out, STR("  "));
	show_str(out, class_path(c, id));
	buf_printf(out, ":%u", (unsigned)span->line);
}

static void
put_painted(struct buf *out, bool color, enum paint paint, struct str text)
{
	show_paint(out, color, paint);
	show_str(out, text);
	show_paint(out, color, PAINT_NONE);
}

static void
put_ladder(struct buf *out, struct classes *c, type_id type)
{
	const struct types *t = &c->types;
	size_t width = 0;
	unsigned number = 0;

	for (cell_id i = t->rows.at[type].order; i != CELL_NONE; i = t->cells.at[i].next) {
		class_id one = class_of_type(c, t->cells.at[i].type);
		size_t len = c->rows.at[one].name.len;

		if (i != t->rows.at[type].order && class_span(c, one) != NULL && len <= 60)
			width = len > width ? len : width;
	}
	for (cell_id i = t->rows.at[type].order; i != CELL_NONE; i = t->cells.at[i].next) {
		class_id one = class_of_type(c, t->cells.at[i].type);
		struct str name = c->rows.at[one].name;

		if (number++ == 0)
			continue;
		buf_printf(out, "  %3u  " STR_FMT, number - 1, STR_ARG(name));
		if (class_span(c, one) != NULL && name.len < width)
			buf_printf(out, "%*s", (int)(width - name.len), "");
		put_place(out, c, one);
		buf_char(out, '\n');
	}
}

/* Which demands disagree, and what would work. */
static void
put_conflict(struct buf *out, struct classes *c, class_id id, const struct verdict *v)
{
	struct precedences turns;
	struct repair repair;

	if (v->status != STATUS_INCONSISTENT && v->status != STATUS_DUPLICATE)
		return;
	turns = explain_conflict(c, v->bases, &v->fault);
	repair = explain_repair(c, v->bases);
	if (turns.count > 0) {
		buf_str(out, STR("  why: "));
		show_str(out, words_conflict(c, turns));
		buf_char(out, '\n');
	}
	buf_printf(out, "  help: " STR_FMT "\n", STR_ARG(words_repair(c, id, &repair)));
}

void
mro_text(struct classes *c, class_id id, const struct options *o, struct buf *out)
{
	bool why = o->why, color = command_color(o);
	const struct verdict *v = class_verdict(c, id);
	type_id type;

	put_painted(out, color, PAINT_PLACE, c->rows.at[id].name);
	put_place(out, c, id);
	buf_char(out, '\n');
	if (class_order(c, id, &type)) {
		put_ladder(out, c, type);
		if (why)
			mro_why(c, id, out);
		return;
	}
	if (v->status != STATUS_PARTIAL) {
		buf_str(out, STR("  "));
		put_painted(out, color, PAINT_ERROR, STR("Python refuses it"));
		buf_printf(out, " (%s)", statuses[v->status]);
		if (v->detail.len > 0)
			buf_printf(out, ": " STR_FMT, STR_ARG(v->detail));
		buf_char(out, '\n');
		put_conflict(out, c, id, v);
		if (why)
			mro_why(c, id, out);
		return;
	}
	buf_str(out, STR("  "));
	put_painted(out, color, PAINT_WARNING, STR("not known"));
	if (v->detail.len > 0)
		buf_printf(out, ": " STR_FMT, STR_ARG(v->detail));
	for (uint32_t i = 0; i < v->unknown.count; i++)
		buf_printf(out, "%s`" STR_FMT "`", i == 0 ? ": what is " : ", ",
		           STR_ARG(v->unknown.at[i]));
	buf_printf(out, "%s\n", v->unknown.count > 0 ? "?" : "");
}
