/*
 * why_say.c - the answers of `shoring why`, as text and as JSON.
 */
#include "base/json.h"
#include "hooks/why.h"
#include "report/show.h"

/* Other services that declare it, of those that do. */
#define OTHERS_SHOWN 3
/* So many steps of a chain go to the right; those after them stand below one another. */
#define INDENTED 20

static const char *const when_names[] = {
	[WHY_START] = "start",
	[WHY_LAZY] = "lazy",
	[WHY_GUARDED] = "guarded",
};

static void
put_painted(const struct why *why, enum paint paint, struct str text, struct buf *out)
{
	show_paint(out, why->color, paint);
	show_str(out, text);
	show_paint(out, why->color, PAINT_NONE);
}

static void
put_place(struct str file, uint32_t line, struct buf *out)
{
	show_str(out, file);
	if (line > 0)
		buf_printf(out, ":%u", (unsigned)line);
}

static void
put_indent(uint32_t hops, struct buf *out)
{
	buf_printf(out, "%*s", (int)(2 * (hops < INDENTED ? hops : INDENTED)), "");
}

/* A module on the way, and its file; at the import that leads on, or at none. */
static void
put_module(const struct why *why, module_id m, uint32_t line, struct buf *out)
{
	put_painted(why, PAINT_PLACE, project_name(why->p, why->env, m), out);
	show_paint(out, why->color, PAINT_FAINT);
	buf_str(out, STR(" ("));
	put_place(why->p->modules.at[m].path, line, out);
	buf_char(out, ')');
	show_paint(out, why->color, PAINT_NONE);
	buf_char(out, '\n');
}

static void
put_chain(const struct why *why, const struct why_chain *chain, struct buf *out)
{
	const struct project *p = why->p;

	for (uint32_t i = 0; i < chain->hops.count; i++) {
		const struct hop *hop = &chain->hops.at[i];

		put_indent(i, out);
		put_module(why, hop->from, project_edge_span(p, hop->from, hop->edge)->line, out);
	}

	const struct edge *last = chain->hops.at[chain->hops.count - 1].edge;
	put_indent(chain->hops.count, out);
	if (last->to != ID_NONE) {
		put_module(why, last->to, 0, out);
		return;
	}
	put_painted(
		why, PAINT_PLACE,
		chain->link != ASK_NOTHING ? chain->name : names_text(p->names, last->name), out);
	if (chain->link == ASK_BEHIND)
		buf_printf(out, ", which needs " STR_FMT " besides its own distribution",
		           STR_ARG(why->dist));
	else if (chain->link == ASK_IMPORT)
		buf_printf(out, ", of the distribution " STR_FMT, STR_ARG(why->dist));
	buf_char(out, '\n');
}

static void
put_chains(const struct why *why, struct buf *out)
{
	static const char *const heads[] = {
		[WHY_START] = "at start:",
		[WHY_LAZY] = "when a function is called:",
		[WHY_GUARDED] = "where it is there, else something catches that it is not:",
	};

	for (uint32_t i = 0; i < why->count; i++) {
		if (why->count > 1 || why->chains[i].when != WHY_START) {
			put_painted(why, PAINT_HELP, str_of(heads[why->chains[i].when]), out);
			buf_char(out, '\n');
		}
		put_chain(why, &why->chains[i], out);
	}
}

/* Where a row of a manifest is, and for what. */
static void
put_row(const struct ask_row *row, struct buf *out)
{
	if (row->file.len == 0) {
		buf_printf(out, "it is provided: by the configuration, the image or Python");
		return;
	}
	put_place(row->file, row->line, out);
	if (row->purpose == ASK_EXTRA)
		buf_printf(out, ", only in an extra that is not asked for");
	if (row->purpose == ASK_DEVELOPMENT)
		buf_printf(out, ", for development only");
	if (row->purpose == ASK_ELSEWHERE) {
		buf_str(out, STR(", only where `"));
		show_str(out, row->marker);
		buf_char(out, '`');
	}
	if (row->group.len > 0) {
		buf_str(out, STR(" ("));
		show_str(out, row->group);
		buf_char(out, ')');
	}
}

static void
put_declared(const struct why *why, struct buf *out)
{
	const struct ask_answer *d = &why->declared;

	for (uint32_t i = 0; i < d->declared.count; i++) {
		put_painted(why, PAINT_HELP, STR("declared: "), out);
		put_row(&d->declared.at[i], out);
		buf_char(out, '\n');
	}
	for (uint32_t i = 0; i < d->brought.count; i++) {
		put_painted(why, PAINT_HELP, STR("brought by "), out);
		show_str(out, d->brought.at[i].name);
		buf_str(out, STR(": "));
		put_row(&d->brought.at[i], out);
		buf_char(out, '\n');
	}
	if (d->declared.count > 0)
		return;
	if (why->service != ID_NONE) {
		show_paint(out, why->color, d->brought.count > 0 ? PAINT_WARNING : PAINT_ERROR);
		buf_str(out, STR("no manifest of "));
		show_service(out, why->p->services.at[why->service].name);
		buf_str(out, STR(" declares it"));
		show_paint(out, why->color, PAINT_NONE);
		buf_char(out, '\n');
	}
	for (uint32_t i = 0; i < d->others.count && i < OTHERS_SHOWN; i++) {
		show_service(out, d->others.at[i].service);
		buf_str(out, STR(" declares it: "));
		put_place(d->others.at[i].file, d->others.at[i].line, out);
		buf_char(out, '\n');
	}
	if (d->others.count > OTHERS_SHOWN)
		buf_printf(
			out, "%u more services do\n", (unsigned)(d->others.count - OTHERS_SHOWN));
}

/* What it is there for, though nothing imports it. */
static void
put_uses(const struct why *why, struct buf *out)
{
	for (uint32_t i = 0; i < why->uses.count; i++) {
		const struct ask_use *use = &why->uses.at[i];

		if (use->kind == ASK_LOADED)
			put_painted(why, PAINT_HELP, STR("loaded by "), out);
		else if (use->kind == ASK_TYPES)
			put_painted(why, PAINT_HELP, STR("types of "), out);
		else
			put_painted(why, PAINT_HELP, STR("named: "), out);
		show_str(out, use->what);
		if (use->kind == ASK_SERVES)
			buf_str(out, STR("://"));
		if (use->file.len > 0) {
			buf_str(out, STR(" in "));
			put_place(use->file, use->line, out);
		}
		buf_char(out, '\n');
	}
}

/* Has it anything to do with a distribution? Not what is of the standard library. */
static bool
is_dist(const struct why *why)
{
	for (uint32_t i = 0; i < why->count; i++)
		if (why->chains[i].link != ASK_NOTHING)
			return true;
	return why->declared.declared.count > 0 || why->declared.brought.count > 0;
}

/* Who says that the service starts with TO; or FROM is that itself. */
static void
put_start(const struct why *why, struct buf *out)
{
	const struct service *s =
		why->service != ID_NONE ? &why->p->services.at[why->service] : NULL;
	bool service = s != NULL && str_eq(s->name, why->from);

	put_painted(why, PAINT_PLACE, why->from, out);
	buf_str(out, service ? STR(" starts with ") : STR(" is "));
	show_str(out, why->p->modules.at[why->module].path);
	if (!service) {
		buf_str(out, STR(" itself"));
	} else if (s->config != NULL && s->config->has_entry) {
		buf_str(out, STR(": the configuration says so"));
	} else if (s->every_file) {
		buf_str(out, STR(": what it is started with is not known, so each of its files "
		                 "counts"));
	} else if (s->dockerfiles.count == 1) {
		buf_str(out, STR(": by "));
		show_str(out, s->dockerfiles.at[0]);
	}
	buf_char(out, '\n');
}

void
why_text(const struct why *why, struct buf *out)
{
	if (why->starts)
		put_start(why, out);
	put_chains(why, out);
	if (why->count == 0 && !why->starts) {
		buf_str(out, STR("No import chain leads from "));
		show_str(out, why->from);
		buf_str(out, STR(" to "));
		show_str(out, why->to);
		buf_str(out, STR(".\n"));
	}
	put_uses(why, out);
	if (is_dist(why))
		put_declared(why, out);
}

static void
json_name(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	json_str(j, s);
}

static void
json_chain(struct json *j, const struct why *why, struct hops hops)
{
	const struct project *p = why->p;

	json_key(j, "chain");
	json_array(j);
	for (uint32_t i = 0; i < hops.count; i++) {
		const struct hop *hop = &hops.at[i];

		json_object(j);
		json_name(j, "module", project_name(p, why->env, hop->from));
		json_name(j, "file", p->modules.at[hop->from].path);
		json_put_uint(j, "line", project_edge_span(p, hop->from, hop->edge)->line);
		json_name(j, "imports", names_text(p->names, hop->edge->name));
		json_object_end(j);
	}
	json_array_end(j);
}

static void
json_rows(struct json *j, const char *key, struct ask_rows rows)
{
	static const char *const purposes[] = {
		[ASK_RUN] = "run",
		[ASK_EXTRA] = "extra",
		[ASK_DEVELOPMENT] = "development",
		[ASK_ELSEWHERE] = "elsewhere",
	};

	json_key(j, key);
	json_array(j);
	for (uint32_t i = 0; i < rows.count; i++) {
		const struct ask_row *row = &rows.at[i];

		json_object(j);
		json_name(j, "service", row->service);
		json_name(j, "name", row->name);
		json_key(j, "purpose");
		json_text(j, purposes[row->purpose]);
		json_key(j, "file");
		if (row->file.len > 0) {
			json_str(j, row->file);
			json_put_uint(j, "line", row->line);
		} else {
			json_null(j);
			json_key(j, "line");
			json_null(j);
		}
		json_name(j, "group", row->group);
		json_name(j, "marker", row->marker);
		json_object_end(j);
	}
	json_array_end(j);
}

static void
json_uses(struct json *j, struct ask_uses uses)
{
	static const char *const kinds[] = {
		[ASK_NAMED] = "named",
		[ASK_SERVES] = "scheme",
		[ASK_LOADED] = "loaded_by",
		[ASK_TYPES] = "types_of",
	};

	json_key(j, "uses");
	json_array(j);
	for (uint32_t i = 0; i < uses.count; i++) {
		json_object(j);
		json_key(j, "kind");
		json_text(j, kinds[uses.at[i].kind]);
		json_name(j, "what", uses.at[i].what);
		json_key(j, "file");
		if (uses.at[i].file.len > 0)
			json_str(j, uses.at[i].file);
		else
			json_null(j);
		json_key(j, "line");
		if (uses.at[i].line > 0)
			json_uint(j, uses.at[i].line);
		else
			json_null(j);
		json_object_end(j);
	}
	json_array_end(j);
}

void
why_json(const struct why *why, struct buf *out)
{
	struct hops none = { 0 };
	struct json j = { .out = out };

	json_object(&j);
	json_name(&j, "from", why->from);
	json_name(&j, "to", why->to);
	json_chain(&j, why, why->count > 0 ? why->chains[0].hops : none);
	json_key(&j, "chains");
	json_array(&j);
	for (uint32_t i = 0; i < why->count; i++) {
		json_object(&j);
		json_key(&j, "when");
		json_text(&j, when_names[why->chains[i].when]);
		json_key(&j, "behind");
		if (why->chains[i].link == ASK_BEHIND)
			json_str(&j, why->chains[i].name);
		else
			json_null(&j);
		json_chain(&j, why, why->chains[i].hops);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_key(&j, "distribution");
	if (is_dist(why)) {
		json_object(&j);
		json_name(&j, "name", why->dist);
		json_rows(&j, "declared", why->declared.declared);
		json_rows(&j, "brought_by", why->declared.brought);
		json_rows(&j, "others", why->declared.others);
		json_uses(&j, why->uses);
		json_object_end(&j);
	} else {
		json_null(&j);
	}
	json_object_end(&j);
	buf_char(out, '\n');
}
