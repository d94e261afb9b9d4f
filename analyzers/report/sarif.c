/*
 * sarif.c - SARIF 2.1.0, which GitHub's code scanning and many editors and dashboards read.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/: a result an entry, so that a fact that holds in
 * several services is one alert, with the way of each service as a code flow.
 */
#include "base/arena.h"
#include "base/json.h"
#include "report/fold.h"
#include "report/formats.h"
#include "report/show.h"
#include "version.h"

static void
put_uri(struct json *j, struct str path)
{
	struct buf uri = { 0 };

	show_url(&uri, path);
	json_key(j, "artifactLocation");
	json_object(j);
	json_put_str(j, "uri", buf_text(&uri));
	json_key(j, "uriBaseId");
	json_text(j, "SRCROOT");
	json_object_end(j);
	buf_release(&uri);
}

static void
put_text(struct json *j, const char *key, struct str text)
{
	json_key(j, key);
	json_object(j);
	json_put_str(j, "text", text);
	json_object_end(j);
}

static void
put_region(struct json *j, const char *key, const struct span *span)
{
	json_key(j, key);
	json_object(j);
	json_put_uint(j, "startLine", span->line);
	json_put_uint(j, "startColumn", span->col);
	json_put_uint(j, "endLine", span->end_line);
	json_put_uint(j, "endColumn", span->end_col);
	json_object_end(j);
}

/* The physicalLocation of a line. */
static void
put_line(struct json *j, struct str file, uint32_t line)
{
	json_key(j, "physicalLocation");
	json_object(j);
	put_uri(j, file);
	json_key(j, "region");
	json_object(j);
	json_put_uint(j, "startLine", line);
	json_object_end(j);
	json_object_end(j);
}

static void
put_location(struct json *j, const struct finding *finding)
{
	json_object(j);
	json_key(j, "physicalLocation");
	json_object(j);
	put_uri(j, finding->file);
	put_region(j, "region", &finding->span);
	json_object_end(j);
	if (finding->class.len > 0) {
		json_key(j, "logicalLocations");
		json_array(j);
		json_object(j);
		json_put_str(j, "fullyQualifiedName", finding->class);
		json_key(j, "kind");
		json_text(j, "type");
		json_object_end(j);
		json_array_end(j);
	}
	json_object_end(j);
}

static void
put_related(struct json *j, struct related related)
{
	json_key(j, "relatedLocations");
	json_array(j);
	for (uint32_t i = 0; i < related.count; i++) {
		json_object(j);
		json_put_uint(j, "id", i);
		put_line(j, related.at[i].file, related.at[i].line);
		put_text(j, "message", STR("the same"));
		json_object_end(j);
	}
	json_array_end(j);
}

static void
put_flow_end(struct json *j, const struct finding *finding)
{
	json_object(j);
	json_key(j, "location");
	put_location(j, finding);
	json_object_end(j);
}

/* A way: a service's leads to the finding, a contract's starts there. */
static void
put_flow(struct json *j, const struct finding *finding)
{
	json_object(j);
	if (finding->service.len > 0)
		put_text(j, "message", finding->service);
	json_key(j, "threadFlows");
	json_array(j);
	json_object(j);
	json_key(j, "locations");
	json_array(j);
	if (!rules[finding->rule].by_service)
		put_flow_end(j, finding);
	for (uint32_t i = 0; i < finding->chain.count; i++) {
		const struct chain_step *step = &finding->chain.at[i];

		json_object(j);
		json_key(j, "location");
		json_object(j);
		put_line(j, step->file, step->line);
		put_text(j, "message", step->module);
		json_object_end(j);
		json_object_end(j);
	}
	if (rules[finding->rule].by_service)
		put_flow_end(j, finding);
	json_array_end(j);
	json_object_end(j);
	json_array_end(j);
	json_object_end(j);
}

static void
put_flows(struct json *j, const struct entry *entry)
{
	bool any = false;

	for (uint32_t i = 0; i < entry->all.count; i++)
		any |= entry->all.at[i]->chain.count > 0;
	if (!any)
		return;
	json_key(j, "codeFlows");
	json_array(j);
	for (uint32_t i = 0; i < entry->all.count; i++)
		if (entry->all.at[i]->chain.count > 0)
			put_flow(j, entry->all.at[i]);
	json_array_end(j);
}

/* The edits are sorted by file: one artifactChange each. */
static void
put_fix(struct json *j, const struct finding *finding)
{
	struct edits edits = finding->edits;

	json_key(j, "fixes");
	json_array(j);
	json_object(j);
	if (finding->help.len > 0)
		put_text(j, "description", finding->help);
	json_key(j, "artifactChanges");
	json_array(j);
	for (uint32_t i = 0; i < edits.count;) {
		struct str file = edits.at[i].file;

		json_object(j);
		put_uri(j, file);
		json_key(j, "replacements");
		json_array(j);
		for (; i < edits.count && str_eq(edits.at[i].file, file); i++) {
			json_object(j);
			put_region(j, "deletedRegion", &edits.at[i].span);
			put_text(j, "insertedContent", edits.at[i].text);
			json_object_end(j);
		}
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
	json_array_end(j);
}

static void
put_properties(struct json *j, const struct entry *entry)
{
	const struct finding *finding = entry->finding;

	json_key(j, "properties");
	json_object(j);
	json_key(j, "services");
	json_array(j);
	for (uint32_t i = 0; i < entry->all.count; i++)
		if (entry->all.at[i]->service.len > 0)
			json_str(j, entry->all.at[i]->service);
	json_array_end(j);
	json_put_name(j, "distribution", finding->distribution);
	json_put_name(j, "module", finding->module);
	json_put_name(j, "class", finding->class);
	json_object_end(j);
}

static void
put_result(struct json *j, const struct entry *entry, uint32_t rule_index)
{
	const struct finding *finding = entry->finding;
	struct buf text = { 0 };

	fold_sentence(&text, entry);
	if (finding->help.len > 0) {
		buf_str(&text, STR("\nhelp: "));
		buf_str(&text, finding->help);
	}
	json_object(j);
	json_key(j, "ruleId");
	json_text(j, rules[finding->rule].id);
	json_put_uint(j, "ruleIndex", rule_index);
	json_key(j, "level");
	json_text(j, finding->severity == SEVERITY_ERROR ? "error" : "warning");
	put_text(j, "message", buf_text(&text));
	json_key(j, "locations");
	json_array(j);
	put_location(j, finding);
	json_array_end(j);
	if (finding->related.count > 0)
		put_related(j, finding->related);
	put_flows(j, entry);
	json_key(j, "partialFingerprints");
	json_object(j);
	json_put_str(j, "shoring/v1", finding->fingerprint);
	json_object_end(j);
	if (finding->edits.count > 0)
		put_fix(j, finding);
	put_properties(j, entry);
	json_object_end(j);
	buf_release(&text);
}

static void
put_rule(struct json *j, const struct rule *rule)
{
	struct str page = str_of(rule->page);
	const char *level = rule->severity == SEVERITY_ERROR ? "error" : "warning";

	json_object(j);
	json_key(j, "id");
	json_text(j, rule->id);
	json_key(j, "name");
	json_text(j, rule->name);
	put_text(j, "shortDescription", str_of(rule->summary));
	json_key(j, "help");
	json_object(j);
	json_put_str(j, "text", page);
	json_put_str(j, "markdown", page);
	json_object_end(j);
	json_key(j, "defaultConfiguration");
	json_object(j);
	json_key(j, "level");
	json_text(j, level);
	json_object_end(j);
	json_key(j, "properties");
	json_object(j);
	json_key(j, "problem.severity");
	json_text(j, level);
	json_key(j, "precision");
	json_text(j, "very-high");
	json_object_end(j);
	json_object_end(j);
}

/* The rules that found something, in the order of the catalogue; index[] is where each stands. */
static void
put_driver(struct json *j, struct entries entries, uint32_t index[RULE_COUNT])
{
	bool found[RULE_COUNT] = { false };
	uint32_t count = 0;

	for (uint32_t i = 0; i < entries.count; i++)
		found[entries.at[i].finding->rule] = true;
	json_key(j, "tool");
	json_object(j);
	json_key(j, "driver");
	json_object(j);
	json_key(j, "name");
	json_text(j, "shoring");
	json_key(j, "version");
	json_text(j, SHORING_VERSION);
	json_key(j, "rules");
	json_array(j);
	for (size_t i = 0; i < RULE_COUNT; i++) {
		index[i] = count;
		if (found[i])
			put_rule(j, &rules[i]);
		count += found[i];
	}
	json_array_end(j);
	json_object_end(j);
	json_object_end(j);
}

/* How the run went, and what the summary notes. */
static void
put_invocation(struct json *j, const struct report *r)
{
	struct strs notes = r->coverage.notes;

	json_key(j, "invocations");
	json_array(j);
	json_object(j);
	json_put_bool(j, "executionSuccessful", true);
	json_put_uint(j, "exitCode", r->status);
	json_key(j, "toolExecutionNotifications");
	json_array(j);
	for (uint32_t i = 0; i < notes.count; i++) {
		json_object(j);
		json_key(j, "level");
		json_text(j, "note");
		put_text(j, "message", notes.at[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
	json_array_end(j);
}

static void
put_run(struct json *j, const struct report *r, struct entries entries)
{
	uint32_t index[RULE_COUNT];

	json_object(j);
	put_driver(j, entries, index);
	json_key(j, "columnKind");
	json_text(j, "unicodeCodePoints");
	json_key(j, "originalUriBaseIds");
	json_object(j);
	json_key(j, "SRCROOT");
	json_object(j);
	put_text(j, "description", STR("the root of the repository"));
	json_object_end(j);
	json_object_end(j);
	put_invocation(j, r);
	json_key(j, "results");
	json_array(j);
	for (uint32_t i = 0; i < entries.count; i++)
		put_result(j, &entries.at[i], index[entries.at[i].finding->rule]);
	json_array_end(j);
	json_object_end(j);
}

void
sarif_write(const struct report *r, struct buf *out)
{
	struct arena view = { 0 };
	struct entries entries = fold(&view, r->settled.list);
	struct json j = { .out = out, .indent = 2 };

	json_object(&j);
	json_key(&j, "$schema");
	json_text(&j, "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
	              "sarif-schema-2.1.0.json");
	json_key(&j, "version");
	json_text(&j, "2.1.0");
	json_key(&j, "runs");
	json_array(&j);
	put_run(&j, r, entries);
	json_array_end(&j);
	json_object_end(&j);
	buf_char(out, '\n');
	arena_release(&view);
}
