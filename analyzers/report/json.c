/*
 * json.c - everything that is known of the findings, in the form that contract.md fixes.
 */
#include "base/json.h"
#include "report/formats.h"
#include "version.h"

static void
put_str(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	json_str(j, s);
}

/* "" is null. */
static void
put_name(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	if (s.len > 0)
		json_str(j, s);
	else
		json_null(j);
}

static void
put_uint(struct json *j, const char *key, uint32_t n)
{
	json_key(j, key);
	json_uint(j, n);
}

static void
put_span(struct json *j, const struct span *span)
{
	put_uint(j, "line", span->line);
	put_uint(j, "column", span->col);
	put_uint(j, "end_line", span->end_line);
	put_uint(j, "end_column", span->end_col);
}

static void
put_summary(struct json *j, const struct report *r)
{
	const struct coverage *c = &r->coverage;

	json_key(j, "summary");
	json_object(j);
	put_uint(j, "files", c->files);
	put_uint(j, "analysed", c->analysed);
	put_uint(j, "excluded", c->excluded);
	put_uint(j, "failed", c->failed);
	put_uint(j, "manifests", c->manifests);
	put_uint(j, "services", c->services);
	put_uint(j, "errors", r->settled.errors);
	put_uint(j, "warnings", r->settled.warnings);
	put_uint(j, "suppressed", r->settled.suppressed);
	put_uint(j, "baselined", 0);
	if (c->environment.len > 0)
		put_str(j, "environment", c->environment);
	json_object_end(j);
}

static void
put_chain(struct json *j, struct chain chain)
{
	json_key(j, "chain");
	json_array(j);
	for (uint32_t i = 0; i < chain.count; i++) {
		json_object(j);
		put_str(j, "module", chain.at[i].module);
		put_str(j, "file", chain.at[i].file);
		put_uint(j, "line", chain.at[i].line);
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
		put_str(j, "file", related.at[i].file);
		put_uint(j, "line", related.at[i].line);
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
	json_key(j, "safe");
	json_bool(j, finding->safe);
	json_key(j, "edits");
	json_array(j);
	for (uint32_t i = 0; i < finding->edits.count; i++) {
		const struct edit *edit = &finding->edits.at[i];

		json_object(j);
		put_str(j, "file", edit->file);
		put_span(j, &edit->span);
		put_str(j, "text", edit->text);
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
	put_str(j, "file", finding->file);
	put_span(j, &finding->span);
	put_str(j, "message", finding->message);
	put_str(j, "help", finding->help);
	put_name(j, "service", finding->service);
	put_name(j, "distribution", finding->distribution);
	put_name(j, "module", finding->module);
	put_name(j, "class", finding->class);
	put_chain(j, finding->chain);
	put_related(j, finding->related);
	put_fix(j, finding);
	put_str(j, "fingerprint", finding->fingerprint);
	json_object_end(j);
}

void
json_write(const struct report *r, struct buf *out)
{
	struct json j = { .out = out, .indent = 2 };

	json_object(&j);
	put_uint(&j, "version", 1);
	json_key(&j, "tool");
	json_object(&j);
	json_key(&j, "name");
	json_text(&j, "shoring");
	json_key(&j, "version");
	json_text(&j, SHORING_VERSION);
	json_object_end(&j);
	put_summary(&j, r);
	json_key(&j, "findings");
	json_array(&j);
	for (uint32_t i = 0; i < r->settled.list.count; i++)
		put_finding(&j, &r->settled.list.at[i]);
	json_array_end(&j);
	json_object_end(&j);
	buf_char(out, '\n');
}
