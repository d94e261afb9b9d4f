/*
 * smoke_json.c - services that were started on paper, as JSON.
 */
#include "base/json.h"
#include "report/formats.h"
#include "report/smoke.h"

/* The module of a row, and the row and line that import it. */
static void
put_row(struct json *j, const struct project *p, const struct smoke_service *s, uint32_t row)
{
	const struct start_row *r = &s->start.rows.at[row];

	json_object(j);
	json_put_str(j, "module", project_name(p, s->service->env, r->module));
	json_put_str(j, "file", p->modules.at[r->module].path);
	json_key(j, "by");
	if (r->by == START_NONE)
		json_null(j);
	else
		json_uint(j, r->by);
	json_key(j, "line");
	if (r->by == START_NONE)
		json_null(j);
	else
		json_uint(j, project_edge_span(p, s->start.rows.at[r->by].module, r->edge)->line);
	json_put_bool(j, "guarded", r->guarded);
	json_object_end(j);
}

static void
put_failure(struct json *j, const struct smoke_failure *f)
{
	const struct chain_step *at = &f->way.at[f->way.count - 1];

	json_object(j);
	json_put_str(j, "when", f->at_start ? STR("start") : STR("lazy"));
	json_key(j, "rule");
	json_text(j, rules[f->finding->rule].id);
	json_key(j, "name");
	json_text(j, rules[f->finding->rule].name);
	json_put_name(j, "module", f->finding->module);
	json_put_name(j, "distribution", f->finding->distribution);
	json_put_name(j, "class", f->finding->class);
	json_put_str(j, "file", at->file);
	json_put_uint(j, "line", at->line);
	json_put_uint(j, "column", f->col);
	json_put_str(j, "raises", f->raises);
	json_put_str(j, "message", f->finding->message);
	json_put_str(j, "help", f->finding->help);
	json_put_chain(j, "traceback", f->way);
	json_object_end(j);
}

static void
put_service(struct json *j, const struct project *p, const struct smoke_service *s)
{
	json_object(j);
	json_put_str(j, "name", s->service->name);
	json_put_str(j, "path", s->service->path);
	json_put_bool(j, "starts", smoke_starts(s));
	json_put_bool(j, "entries_known", !s->service->every_file);
	json_key(j, "entries");
	json_array(j);
	for (uint32_t i = 0; i < s->service->entries.count; i++)
		json_str(j, p->modules.at[s->service->entries.at[i]].path);
	json_array_end(j);
	json_put_uint(j, "modules", s->modules);
	json_put_strs(j, "distributions", s->distributions);
	json_key(j, "failures");
	json_array(j);
	for (uint32_t i = 0; i < s->failures.count; i++)
		put_failure(j, &s->failures.at[i]);
	json_array_end(j);
	json_put_strs(j, "unknown", s->unknown);
	json_key(j, "order");
	json_array(j);
	for (uint32_t i = 0; i < s->start.rows.count; i++)
		put_row(j, p, s, i);
	json_array_end(j);
	json_object_end(j);
}

void
smoke_json(const struct smoke *smoke, struct buf *out)
{
	struct json j = { .out = out, .indent = 2 };

	json_object(&j);
	json_put_head(&j);
	json_key(&j, "services");
	json_array(&j);
	for (uint32_t i = 0; i < smoke->services.count; i++)
		put_service(&j, smoke->project, &smoke->services.at[i]);
	json_array_end(&j);
	json_object_end(&j);
	buf_char(out, '\n');
}
