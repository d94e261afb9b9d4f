/*
 * json.c - everything that is known of the findings, in the form that contract.md fixes.
 */
#include "base/json.h"
#include "report/formats.h"
#include "version.h"

void
json_put_head(struct json *j)
{
	json_put_uint(j, "version", 1);
	json_key(j, "tool");
	json_object(j);
	json_key(j, "name");
	json_text(j, "shoring");
	json_key(j, "version");
	json_text(j, SHORING_VERSION);
	json_object_end(j);
}

static void
put_span(struct json *j, const struct span *span)
{
	json_put_uint(j, "line", span->line);
	json_put_uint(j, "column", span->col);
	json_put_uint(j, "end_line", span->end_line);
	json_put_uint(j, "end_column", span->end_col);
}

static void
put_summary(struct json *j, const struct report *r)
{
	const struct coverage *c = &r->coverage;

	json_key(j, "summary");
	json_object(j);
	json_put_uint(j, "files", c->files);
	json_put_uint(j, "analysed", c->analysed);
	json_put_uint(j, "excluded", c->excluded);
	json_put_uint(j, "failed", c->failed);
	json_put_uint(j, "manifests", c->manifests);
	json_put_uint(j, "services", c->services);
	json_put_uint(j, "errors", r->settled.errors);
	json_put_uint(j, "warnings", r->settled.warnings);
	json_put_uint(j, "suppressed", r->settled.suppressed);
	json_put_uint(j, "baselined", r->settled.baselined);
	if (c->environment.len > 0)
		json_put_str(j, "environment", c->environment);
	json_put_strs(j, "excluded_by", c->excluded_by);
	json_put_strs(j, "notes", c->notes);
	json_object_end(j);
}

void
json_put_chain(struct json *j, const char *key, struct chain chain)
{
	json_key(j, key);
	json_array(j);
	for (uint32_t i = 0; i < chain.count; i++) {
		json_object(j);
		json_put_str(j, "module", chain.at[i].module);
		json_put_str(j, "file", chain.at[i].file);
		json_put_uint(j, "line", chain.at[i].line);
		json_object_end(j);
	}
	json_array_end(j);
}

static void
put_related(struct json *j, struct related related)
{
	json_key(j, "related");
	json_array(j);
	for (uint32_t i = 0; i < related.count; i++) {
		json_object(j);
		json_put_str(j, "file", related.at[i].file);
		json_put_uint(j, "line", related.at[i].line);
		json_object_end(j);
	}
	json_array_end(j);
}

static void
put_fix(struct json *j, const struct finding *finding)
{
	json_key(j, "fix");
	if (finding->edits.count == 0) {
		json_null(j);
		return;
	}
	json_object(j);
	json_put_bool(j, "safe", finding->safe);
	json_key(j, "edits");
	json_array(j);
	for (uint32_t i = 0; i < finding->edits.count; i++) {
		const struct edit *edit = &finding->edits.at[i];

		json_object(j);
		json_put_str(j, "file", edit->file);
		put_span(j, &edit->span);
		json_put_str(j, "text", edit->text);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

static void
put_finding(struct json *j, const struct finding *finding)
{
	const struct rule *rule = &rules[finding->rule];

	json_object(j);
	json_key(j, "rule");
	json_text(j, rule->id);
	json_key(j, "name");
	json_text(j, rule->name);
	json_key(j, "severity");
	json_text(j, finding->severity == SEVERITY_ERROR ? "error" : "warning");
	json_put_str(j, "file", finding->file);
	put_span(j, &finding->span);
	json_put_str(j, "message", finding->message);
	json_put_str(j, "help", finding->help);
	json_put_name(j, "service", finding->service);
	json_put_name(j, "distribution", finding->distribution);
	json_put_name(j, "module", finding->module);
	json_put_name(j, "class", finding->class);
	json_put_chain(j, "chain", finding->chain);
	put_related(j, finding->related);
	put_fix(j, finding);
	json_put_str(j, "fingerprint", finding->fingerprint);
	json_object_end(j);
}

void
json_write(const struct report *r, struct buf *out)
{
	struct json j = { .out = out, .indent = 2 };

	json_object(&j);
	json_put_head(&j);
	put_summary(&j, r);
	if (r->statistics)
		statistics_put(r, &j);
	json_key(&j, "findings");
	json_array(&j);
	for (uint32_t i = 0; i < r->settled.list.count; i++)
		put_finding(&j, &r->settled.list.at[i]);
	json_array_end(&j);
	json_object_end(&j);
	buf_char(out, '\n');
}
