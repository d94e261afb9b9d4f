/*
 * test_config.c - what a configuration says, and what is said of a wrong one.
 */
#include "config/config.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/yaml.h"
#include "grammars/toml.h"
#include "test.h"

/* Every key of the contract's example. */
static const char full[] =
	"version: 1\n"
	"python: \"3.11\"\n"
	"source-roots: [\".\", src/]\n"
	"exclude: [\"**/migrations/**\"]\n"
	"environment: .venv\n"
	"services:\n"
	"  - name: worker\n"
	"    path: ./predictions/worker/\n"
	"    roots: [predictions/worker, .]\n"
	"    entry: worker.py\n"
	"    ships: [predictions/worker, shared]\n"
	"    requirements: [predictions/worker/requirements.txt]\n"
	"    extras: [postgres]\n"
	"  - name: api\n"
	"    path: .\n"
	"  - {discover: false}\n"
	"imports:\n"
	"  contracts:\n"
	"    - name: shared code stands alone\n"
	"      type: forbidden\n"
	"      from: [shared]\n"
	"      to: [orchestration.shared, \"x.**\"]\n"
	"      contexts: [load, lazy]\n"
	"      transitive: true\n"
	"      allow: [\"shared.legacy -> orchestration.*.compat\", \"a->b\"]\n"
	"      replace: {orchestration.shared: shared}\n"
	"      message: >\n"
	"        Shared code must\n"
	"        stand alone\n"
	"      severity: off\n"
	"    - {name: tiers, type: layers, layers: [high, \"a | (b)\", \"(c | d)\", (e)]}\n"
	"    - {name: siblings, type: independence, modules: [functions.*]}\n"
	"    - {name: worker api, type: only, from: predictions, to: []}\n"
	"    - {name: none, type: pattern, match: '^legacy\\.(?!api\\b)', scope: statement}\n"
	"  dynamic-importers: [\"shared.Optional:0\"]\n"
	"requirements:\n"
	"  map: {yaml: PyYAML, google.cloud.firestore: google-cloud-firestore}\n"
	"  submodules: {sentry_sdk.integrations.sqlalchemy: sqlalchemy}\n"
	"  provided: [boto3]\n"
	"  used: [gunicorn]\n"
	"  development: [./requirements-dev.txt, \"group:test\"]\n"
	"classes:\n"
	"  mixins: [\"*Mixin\"]\n"
	"patterns:\n"
	"  - name: timeouts\n"
	"    query: |\n"
	"      (call) @finding\n"
	"    paths: [\"**/*.py\"]\n"
	"    require: service\n"
	"    message: \"{verb} without a timeout\"\n"
	"rules:\n"
	"  missing-module: off\n"
	"  IMP001: {severity: warning, exclude: [\"tools/**\"]}\n"
	"  stale-exception: {exclude: tools}\n"
	"  redundant-base: warning\n";

struct reading {
	struct arena arena;
	struct config config;
	struct err err;
	bool ok;
};

static void
read_text(struct reading *r, const struct config_source *source)
{
	*r = (struct reading){ .ok = false };
	r->ok = config_read(&r->config, &r->arena, STR("/root"), source, &r->err);
}

static void
read_yaml(struct reading *r, const char *text)
{
	read_text(r, &(struct config_source){ STR("shoring.yaml"), str_of(text), "", yaml_read });
}

static void
read_toml(struct reading *r, const char *text)
{
	read_text(r, &(struct config_source){
			     STR("pyproject.toml"), str_of(text), "tool.shoring", toml_read });
}

static void
check_top(struct test *t, const struct config *c)
{
	EXPECT_STR(c->root, "/root");
	EXPECT_STR(c->file, "shoring.yaml");
	EXPECT(c->has_python);
	EXPECT_INT(c->python, 11);
	EXPECT(c->has_source_roots);
	if (EXPECT_INT(c->source_roots.count, 2)) {
		EXPECT_STR(c->source_roots.at[0].text, "");
		EXPECT_STR(c->source_roots.at[1].text, "src");
		EXPECT_INT(c->source_roots.at[1].place.line, 3);
		EXPECT_INT(c->source_roots.at[1].place.column, 21);
	}
	EXPECT(patterns_match(c->exclude, STR("a/migrations/b.py")));
	EXPECT_STR(c->environment.text, ".venv");
	if (EXPECT_INT(c->importers.count, 1))
		EXPECT_STR(c->importers.at[0].text, "shared.Optional:0");
	if (EXPECT_INT(c->distributions.count, 2)) {
		EXPECT_STR(c->distributions.at[1].key.text, "google.cloud.firestore");
		EXPECT_STR(c->distributions.at[1].value.text, "google-cloud-firestore");
	}
	EXPECT_INT(c->submodules.count, 1);
	EXPECT_INT(c->provided.count, 1);
	EXPECT_INT(c->used.count, 1);
	EXPECT_INT(c->mixins.count, 1);
	if (EXPECT_INT(c->development.count, 2)) {
		EXPECT_STR(c->development.at[0].text, "requirements-dev.txt");
		EXPECT_STR(c->development.at[1].text, "group:test");
	}
	if (EXPECT_INT(c->patterns.count, 1)) {
		EXPECT_STR(c->patterns.at[0].query.text, "(call) @finding\n");
		EXPECT(c->patterns.at[0].per_service);
		EXPECT_INT(c->patterns.at[0].paths.count, 1);
	}
}

static void
check_services(struct test *t, const struct config *c)
{
	const struct service_config *s = c->services.at;

	EXPECT(!c->discover);
	if (!EXPECT_INT(c->services.count, 2))
		return;
	EXPECT_STR(s[0].name, "worker");
	EXPECT_STR(s[0].path.text, "predictions/worker");
	EXPECT(s[0].has_roots && s[0].has_entry && s[0].has_ships && s[0].has_requirements);
	EXPECT_STR(s[0].roots.at[1].text, "");
	EXPECT_INT(s[0].entry.count, 1);
	EXPECT_STR(s[0].entry.at[0].text, "worker.py");
	EXPECT_INT(s[0].extras.count, 1);
	EXPECT_STR(s[1].path.text, "");
	EXPECT(!s[1].has_roots && !s[1].has_entry && !s[1].has_ships && !s[1].has_requirements);
}

static void
check_layers(struct test *t, const struct contract *c)
{
	const struct config_layer *layers = c->layers.at;

	if (!EXPECT_INT(c->layers.count, 4))
		return;
	EXPECT_INT(layers[0].modules.count, 1);
	EXPECT(!layers[0].modules.at[0].optional);
	EXPECT_STR(layers[1].text.text, "a | (b)");
	if (EXPECT_INT(layers[1].modules.count, 2)) {
		EXPECT_STR(pattern_text(layers[1].modules.at[0].pattern), "a");
		EXPECT(!layers[1].modules.at[0].optional);
		EXPECT_STR(pattern_text(layers[1].modules.at[1].pattern), "b");
		EXPECT(layers[1].modules.at[1].optional);
	}
	if (EXPECT_INT(layers[2].modules.count, 2)) {
		EXPECT_STR(pattern_text(layers[2].modules.at[1].pattern), "d");
		EXPECT(layers[2].modules.at[0].optional && layers[2].modules.at[1].optional);
	}
	EXPECT_STR(pattern_text(layers[3].modules.at[0].pattern), "e");
	EXPECT(layers[3].modules.at[0].optional);
}

static void
check_contracts(struct test *t, const struct config *config)
{
	const struct contract *c = config->contracts.at;

	if (!EXPECT_INT(config->contracts.count, 5))
		return;
	EXPECT_STR(c[0].name, "shared code stands alone");
	EXPECT_INT(c[0].place.line, 19);
	EXPECT_INT(c[0].type, CONTRACT_FORBIDDEN);
	EXPECT_INT(c[0].contexts, SEES_LOAD | SEES_LAZY);
	EXPECT(c[0].transitive);
	EXPECT_INT(c[0].to.count, 2);
	if (EXPECT_INT(c[0].allow.count, 2)) {
		EXPECT_STR(pattern_text(c[0].allow.at[0].from), "shared.legacy");
		EXPECT_STR(pattern_text(c[0].allow.at[0].to), "orchestration.*.compat");
		EXPECT_STR(pattern_text(c[0].allow.at[1].to), "b");
	}
	EXPECT_STR(c[0].replace.at[0].from, "orchestration.shared");
	EXPECT_STR(c[0].replace.at[0].to, "shared");
	EXPECT_STR(c[0].message, "Shared code must stand alone");
	EXPECT(c[0].has_severity);
	EXPECT_INT(c[0].severity, SEVERITY_OFF);
	check_layers(t, &c[1]);
	EXPECT_INT(c[1].contexts, SEES_ALL_BUT_TYPING);
	EXPECT(!c[1].has_severity);
	EXPECT_INT(c[2].type, CONTRACT_INDEPENDENCE);
	EXPECT_INT(c[2].modules.count, 1);
	EXPECT_INT(c[3].from.count, 1);
	EXPECT_INT(c[3].to.count, 0);
	EXPECT_INT(c[4].scope, MATCH_STATEMENT);
	EXPECT_INT(regex_search(c[4].match, STR("legacy.x")), REGEX_YES);
	EXPECT_INT(regex_search(c[4].match, STR("legacy.api")), REGEX_NO);
}

static void
everything(struct test *t)
{
	struct reading r;
	const struct rule_config *rule;

	read_yaml(&r, full);
	EXPECT_TEXT(r.err.text, "");
	if (EXPECT(r.ok)) {
		check_top(t, &r.config);
		check_services(t, &r.config);
		check_contracts(t, &r.config);
		rule = &r.config.rules[RULE_IMP005];
		EXPECT(rule->set);
		EXPECT_INT(rule->severity, SEVERITY_OFF);
		rule = &r.config.rules[RULE_IMP001];
		EXPECT(rule->set);
		EXPECT_INT(rule->severity, SEVERITY_WARNING);
		EXPECT(patterns_match(rule->exclude, STR("tools/a.py")));
		rule = &r.config.rules[RULE_IMP010];
		EXPECT(!rule->set);
		EXPECT_INT(rule->severity, rules[RULE_IMP010].severity);
		EXPECT_INT(rule->exclude.count, 1);
	}
	arena_release(&r.arena);
}

static void
defaults(struct test *t)
{
	static const char *const texts[] = {
		"", "# nothing\n", "version:\nservices:\n", "services: []\nimports: {}\n"
	};
	struct reading r;

	for (size_t i = 0; i < countof(texts); i++) {
		read_yaml(&r, texts[i]);
		EXPECT(r.ok);
		EXPECT(!r.config.has_python && !r.config.has_source_roots);
		EXPECT(r.config.discover);
		EXPECT_INT(r.config.services.count, 0);
		EXPECT_INT(r.config.contracts.count, 0);
		EXPECT_INT(r.config.rules[RULE_IMP001].severity, SEVERITY_ERROR);
		arena_release(&r.arena);
	}
}

static void
from_toml(struct test *t)
{
	struct reading r;

	read_toml(&r, "[project]\nname = \"x\"\n");
	EXPECT(r.ok);
	EXPECT_INT(r.config.contracts.count, 0);
	arena_release(&r.arena);

	read_toml(&r,
	          "[tool.shoring]\npython = \"3.12\"\n\n[tool.shoring.rules]\nIMP005 = \"off\"\n\n"
	          "[[tool.shoring.services]]\nname = \"a\"\npath = \"a\"\n\n"
	          "[[tool.shoring.imports.contracts]]\nname = \"n\"\ntype = \"layers\"\n"
	          "layers = [\"a\", \"b\"]\n");
	EXPECT_TEXT(r.err.text, "");
	EXPECT(r.ok);
	EXPECT_INT(r.config.python, 12);
	EXPECT_INT(r.config.services.count, 1);
	if (EXPECT_INT(r.config.contracts.count, 1)) {
		EXPECT_INT(r.config.contracts.at[0].layers.count, 2);
		EXPECT_INT(r.config.contracts.at[0].place.line, 11);
	}
	EXPECT_INT(r.config.rules[RULE_IMP005].severity, SEVERITY_OFF);
	arena_release(&r.arena);
}

static void
present(struct test *t)
{
	struct arena a = { 0 };
	struct err err;

	EXPECT(config_present(yaml_read(&a, STR("a: 1"), &err), ""));
	EXPECT(!config_present(toml_read(&a, STR("[tool.x]\n"), &err), "tool.shoring"));
	EXPECT(!config_present(toml_read(&a, STR("tool = 1\n"), &err), "tool.shoring"));
	EXPECT(config_present(toml_read(&a, STR("[tool.shoring.rules]\n"), &err), "tool.shoring"));
	arena_release(&a);
}

/* A wrong file, and what is said of it after its name. */
struct fault {
	const char *text, *why;
};

#define CONTRACT "imports:\n  contracts:\n    - "

static const struct fault of_keys[] = {
	{ "pyhton: \"3.11\"\n", ":1:1: unknown key `pyhton`; did you mean `python`?" },
	{ "a: 1\n---\nb: 2\n", ":2:1: " },
	{ "imports:\n  contrats: []\n",
	  ":2:3: unknown key `contrats` in `imports`; did you mean `contracts`?" },
	{ "classes:\n  whatever: 1\n",
	  ":2:3: unknown key `whatever` in `classes`; known: `mixins`" },
	{ "imports:\n  zzzzzz: 1\n",
	  ":2:3: unknown key `zzzzzz` in `imports`; known: `contracts` and `dynamic-importers`" },
	{ "- 1\n", ":1:1: the configuration must be a map of keys, not a list" },
	{ "imports: []\n", ":1:10: `imports` must be a map, not a list" },
	{ "exclude: {a: b}\n", ":1:10: `exclude` must be a list of path patterns, not a map" },
	{ "exclude: [a, [b]]\n", ":1:14: an item of `exclude` must be a string, not a list" },
	{ "exclude: [a, 1]\n",
	  ":1:14: an item of `exclude` must be a string, not an integer: put quotes around it" },
	{ "exclude: [a, \"\"]\n", ":1:14: `exclude`: an empty string says nothing" },
	{ "exclude: [\"a\\x07\"]\n", ":1:11: `exclude`: control character U+0007 in a string" },
	{ "version: 2\n", ":1:10: `version` 2 is not known: only 1 is" },
	{ "version: \"1\"\n", ":1:10: `version` must be 1, not a string" },
	/* The first of several, wherever the checker sees it. */
	{ "rules:\n  nonsense-rule: 1\nclasses:\n  mixins: 1\nversion: 3\n", ":2:3: unknown rule" },
	{ "services:\n  - path: ../x\npython: 3.1\n",
	  ":2:5: a service needs `name`: what findings" },
};

static const struct fault of_values[] = {
	{ "python: 3.1\n",
	  ":1:9: `python` is the number 3.1; for Python 3.10 write \"3.10\", with quotes" },
	{ "python: \"3.1\"\n", ":1:9: `python`: Python 3.1 is not known: 3.8 to 3.14 are" },
	{ "python: 3.7\n", ":1:9: `python`: Python 3.7 is not known: 3.8 to 3.14 are" },
	{ "python: 3.15\n", ":1:9: `python`: Python 3.15 is not known: 3.8 to 3.14 are" },
	{ "python: 3\n", ":1:9: `python` must be a version such as \"3.11\", not `3`" },
	{ "python: 3.11.4\n", ":1:9: `python` must be a version such as \"3.11\", not `3.11.4`" },
	{ "python: 3.\n", ":1:9: `python` must be a version such as \"3.11\", not `3.`" },
	{ "python: 3.99999999999\n", ":1:9: `python` must be a version such as" },
	{ "python: [3]\n", ":1:9: `python` must be a version such as \"3.11\", not a list" },
	{ "python: true\n",
	  ":1:9: `python` must be a version such as \"3.11\", not true or false" },
	{ "cache: ../venv\n",
	  ":1:8: `../venv` in `cache` leaves the repository: paths "
	  "are relative to its root" },
	{ "source-roots: [/usr]\n", ":1:16: `/usr` in `source-roots` leaves the repository" },
	{ "exclude: [\"a[\"]\n", ":1:11: `a[` in `exclude` is no pattern: " },
	{ "imports: {dynamic-importers: [a.b]}\n",
	  ":1:31: `a.b` in `dynamic-importers` must read `package.function:0`" },
	{ "imports: {dynamic-importers: [\"a.*:0\"]}\n",
	  ":1:31: `a.*` in `dynamic-importers` is no dotted name: it has wildcards" },
	{ "requirements: {map: [yaml]}\n",
	  ":1:21: `map` must be a map from module to distribution, not a list" },
	{ "requirements:\n  map: {yaml: 1}\n",
	  ":2:15: `yaml` in `map` must be a string, not an integer: put quotes around it" },
	{ "requirements:\n  map: {a..b: x}\n", ":2:9: `a..b` in `map` is no dotted name: " },
	{ "requirements: {used: [\"a b\"]}\n",
	  ":1:23: `a b` in `used` is no name: letters, digits" },
	{ "requirements: {used: [-a]}\n", ":1:23: `-a` in `used` is no name: " },
	{ "classes: {mixins: [\"a-b\"]}\n", ":1:20: `a-b` in `mixins` is no pattern: " },
	{ "patterns: [{name: a}]\n", ":1:12: a pattern needs `query`: the Tree-sitter query" },
	{ "patterns: [{name: a, query: q, require: some}]\n",
	  ":1:41: unknown value `some` in `require`; " },
	{ "patterns: [{name: a, query: q}, {name: a, query: q}]\n",
	  ":1:40: pattern `a` is there twice; the first is on line 1" },
	{ "patterns: [1]\n", ":1:12: a pattern must be a map, not an integer" },
	{ "rules: [a]\n", ":1:8: `rules` must be a map, not a list" },
	{ "rules: {forbiden-import: error}\n",
	  ":1:9: unknown rule `forbiden-import`; did you mean `forbidden-import`?" },
	{ "rules: {what-is-this-now: error}\n",
	  ":1:9: unknown rule `what-is-this-now`; `shoring rules` lists them" },
	{ "rules: {REQ: off}\n", ":1:9: unknown rule `REQ`; `shoring rules` lists them" },
	{ "rules: {IMP0: off}\n", ":1:9: unknown rule `IMP0`; " },
	{ "rules: {forbidden-import: warn}\n",
	  ":1:27: unknown value `warn` in `forbidden-import`; " },
	{ "rules: {redundant-base: warn}\n", ":1:25: unknown value `warn` in `redundant-base`; " },
	{ "rules: {forbidden-import: true}\n",
	  ":1:27: `forbidden-import` must be error, warning, off or a map, not true or false" },
	{ "rules: {forbidden-import: {sevrity: off}}\n",
	  ":1:28: unknown key `sevrity` in a rule's settings; did you mean `severity`?" },
	{ "rules: {forbidden-import: off, IMP001: off}\n",
	  ":1:32: rule `forbidden-import` is there twice; the first is on line 1" },
};

static const struct fault of_services[] = {
	{ "services: {name: a}\n", ":1:11: `services` must be a list of services, not a map" },
	{ "services: [a]\n", ":1:12: a service must be a map, not a string" },
	{ "services:\n  - name: a\n", ":2:5: a service needs `path`: its own directory" },
	{ "services:\n  - {name: a, path: x}\n  - {name: b, path: y}\n  - {name: a, path: z}\n",
	  ":4:12: service `a` is there twice; the first is on line 2" },
	{ "services:\n  - {name: a, path: x, discover: true}\n",
	  ":2:6: `name` does not belong in a `discover` entry" },
	{ "services:\n  - {discover: true}\n  - {discover: false}\n",
	  ":3:6: entry `discover` is there twice; the first is on line 2" },
	{ "services:\n  - {discover: yes}\n",
	  ":2:16: `discover` must be true or false, not a string" },
	{ "services:\n  - {name: a, path: /x}\n", ":2:21: `/x` in `path` leaves the repository" },
	{ "services:\n  - {name: a, path: x, ships: [x, ../y]}\n",
	  ":2:35: `../y` in `ships` leaves the repository" },
	{ "services:\n  - {name: a, path: x, entris: [x]}\n",
	  ":2:24: unknown key `entris` in a service; did you mean `entry`?" },
};

static const struct fault of_contracts[] = {
	{ CONTRACT "{name: a}\n", ":3:7: a contract needs `type`: one of forbidden, layers, " },
	{ CONTRACT "{name: a, type: forbiden}\n",
	  ":3:23: unknown value `forbiden` in `type`; did you mean `forbidden`?" },
	{ CONTRACT "{name: a, type: forbidden, from: b}\n",
	  ":3:7: a forbidden contract needs `to`: the modules that" },
	{ CONTRACT "{name: a, type: forbidden, from: [], to: c}\n",
	  ":3:40: `from` is empty: the contract would judge nothing" },
	{ CONTRACT "{name: a, type: forbidden, from: b, to: []}\n", ":3:47: `to` is empty: " },
	{ CONTRACT "{name: a, type: forbidden, from: b, to: c, layers: [d]}\n",
	  ":3:50: `layers` does not belong in a forbidden contract" },
	{ CONTRACT "{name: a, type: only, form: b, to: c}\n",
	  ":3:7: an only contract needs `from`: the modules whose imports it judges" },
	{ CONTRACT "{type: independence, modules: [b]}\n",
	  ":3:7: an independence contract needs `name`: what findings call it" },
	{ CONTRACT "{name: a, type: independence, modules: [b/c]}\n",
	  ":3:47: `b/c` in `modules` is no pattern: " },
	{ CONTRACT "{name: a, type: independence, modules: [b], sevrity: off}\n",
	  ":3:51: unknown key `sevrity` in an independence contract; did you mean `severity`?" },
	{ CONTRACT "{name: a, type: independence, modules: [b]}\n"
	           "    - {name: a, type: independence, modules: [b]}\n",
	  ":4:14: contract `a` is there twice; the first is on line 3" },
	{ CONTRACT "{name: a, type: layers, layers: [\"(b\"]}\n",
	  ":3:40: `(b` in `layers` must read `a`, `a | b` or, where a may be absent, `(a)`" },
	{ CONTRACT "{name: a, type: layers, layers: [\"b | c)\"]}\n",
	  ":3:40: `b | c)` in `layers`" },
	{ CONTRACT "{name: a, type: layers, layers: [\"b |\"]}\n", ":3:40: `b |` in `layers`" },
	{ CONTRACT "{name: a, type: layers, layers: [\"| b\"]}\n", ":3:40: `` in `layers` is no" },
	{ CONTRACT "{name: a, type: layers, layers: [\"()\"]}\n", ":3:40: `` in `layers` is no" },
	{ CONTRACT "{name: a, type: layers, layers: [\"((b))\"]}\n",
	  ":3:40: `(b)` in `layers` is" },
	{ CONTRACT "{name: a, type: pattern, match: \"a(\"}\n",
	  ":3:39: `match` is no regular expression: missing closing parenthesis (at offset 2)" },
	{ CONTRACT "{name: a, type: pattern, match: \"\"}\n", ":3:39: `match`: an empty string" },
	{ CONTRACT "{name: a, type: pattern, match: a, scope: file}\n",
	  ":3:49: unknown value `file` in `scope`; " },
	{ CONTRACT "{name: a, type: pattern, match: a, contexts: [load, lazzy]}\n",
	  ":3:59: unknown value `lazzy` in `contexts`; did you mean `lazy`?" },
	{ CONTRACT "{name: a, type: pattern, match: a, contexts: []}\n",
	  ":3:52: `contexts` is empty: the contract would see no import" },
	{ CONTRACT "{name: a, type: pattern, match: a, allow: [b]}\n",
	  ":3:50: `b` in `allow` must read `importer -> imported`" },
	{ CONTRACT "{name: a, type: pattern, match: a, allow: [\"b -> \"]}\n",
	  ":3:50: `b -> ` in `allow` must read `importer -> imported`" },
	{ CONTRACT "{name: a, type: pattern, match: a, allow: [\"b -> c d\"]}\n",
	  ":3:50: `c d` in `allow` is no pattern: " },
	{ CONTRACT "{name: a, type: forbidden, from: b, to: c, replace: {\"d*\": e}}\n",
	  ":3:60: `d*` in `replace` is no dotted name: it has wildcards" },
	{ CONTRACT "{name: a, type: forbidden, from: b, to: c, transitive: 1}\n",
	  ":3:62: `transitive` must be true or false, not an integer" },
	{ CONTRACT "{name: a, type: forbidden, from: b, to: c, severity: info}\n",
	  ":3:60: unknown value `info` in `severity`; " },
	{ CONTRACT "oops\n", ":3:7: a contract must be a map, not a string" },
};

/* Does the message start with the file's name and then `why`? */
static void
expect_fault(struct test *t, struct reading *r, const char *file, const char *why)
{
	char want[512];
	size_t len = strlen(file) + strlen(why);

	(void)snprintf(want, sizeof(want), "%s%s", file, why);
	EXPECT(!r->ok);
	if (strlen(r->err.text) > len)
		r->err.text[len] = '\0';
	EXPECT_TEXT(r->err.text, want);
	arena_release(&r->arena);
}

static void
expect_faults(struct test *t, const struct fault *faults, size_t count)
{
	struct reading r;

	for (size_t i = 0; i < count; i++) {
		read_yaml(&r, faults[i].text);
		expect_fault(t, &r, "shoring.yaml", faults[i].why);
	}
}

static void
wrong_keys(struct test *t)
{
	expect_faults(t, of_keys, countof(of_keys));
}

static void
wrong_values(struct test *t)
{
	expect_faults(t, of_values, countof(of_values));
}

static void
wrong_services(struct test *t)
{
	expect_faults(t, of_services, countof(of_services));
}

static void
wrong_contracts(struct test *t)
{
	expect_faults(t, of_contracts, countof(of_contracts));
}

static void
wrong_toml(struct test *t)
{
	static const struct fault faults[] = {
		{ "[tool.shoring]\nexlude = []\n",
		  ":2:1: unknown key `exlude`; did you mean `exclude`?" },
		{ "[tool.shoring]\nversion = \n", ":2:11: unexpected end of the line" },
		{ "[tool]\nshoring = 3\n",
		  ":2:11: the configuration must be a map of keys, not an integer" },
		{ "[[tool.shoring.imports.contracts]]\nname = \"é\"\ntype = \"é\"\n",
		  ":3:8: unknown value `é` in `type`; " },
		{ "[[tool.shoring.services]]\nname = \"a\"\n", ":1:1: a service needs `path`: " },
		{ "[tool.shoring]\npython = 3.1\n", ":2:10: `python` is the number 3.1; " },
	};
	struct reading r;

	for (size_t i = 0; i < countof(faults); i++) {
		read_toml(&r, faults[i].text);
		expect_fault(t, &r, "pyproject.toml", faults[i].why);
	}
}

TEST_MAIN(CASE(everything), CASE(defaults), CASE(from_toml), CASE(present), CASE(wrong_keys),
          CASE(wrong_values), CASE(wrong_services), CASE(wrong_contracts), CASE(wrong_toml))
