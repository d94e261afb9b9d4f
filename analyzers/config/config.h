/*
 * config.h - what the user asked for, checked and complete.
 *
 * Read once from shoring.yaml, .shoring.yaml or [tool.shoring] in pyproject.toml; const
 * ever after. Unknown keys, wrong types, bad globs, bad expressions, unknown rules and
 * repeated service names are errors with file, line, column and the nearest known key.
 */
#ifndef SHORING_CONFIG_H
#define SHORING_CONFIG_H

#include "base/buf.h"
#include "base/doc.h"
#include "base/pattern.h"
#include "base/regex.h"
#include "rules/rule.h"

/* Python versions that are known, as minors of 3. */
#define PYTHON_OLDEST 8
#define PYTHON_NEWEST 14

/* A text of the configuration and where it stands. */
struct config_text {
	struct str text;
	struct doc_place place;
};

SLICE(config_texts, struct config_text);

/* A pattern of the configuration and where it stands. */
struct config_pattern {
	const struct pattern *pattern;
	struct doc_place place;
	bool optional; /* of a layer, "(name)": may be absent */
};

SLICE(config_patterns, struct config_pattern);

enum contract_type {
	CONTRACT_FORBIDDEN,
	CONTRACT_LAYERS,
	CONTRACT_INDEPENDENCE,
	CONTRACT_ONLY,
	CONTRACT_PATTERN,
};

/* An `allow` entry: "a.b -> c.d". */
struct config_edge {
	const struct pattern *from, *to; /* dotted */
	struct config_text text;
};

/* A layer: modules that are equal and must not import each other either. */
struct config_layer {
	struct config_patterns modules;
	struct config_text text;
};

/* `replace`: the longest `from` that covers the target is rewritten. */
struct config_replace {
	struct str from, to; /* dotted */
};

enum match_scope {
	MATCH_TARGET,    /* the dotted name of what is imported */
	MATCH_STATEMENT, /* the source text of the statement, white space folded */
};

SLICE(config_edges, struct config_edge);
SLICE(config_layers, struct config_layer);
SLICE(config_replaces, struct config_replace);

struct contract {
	struct str name;
	struct doc_place place;
	enum contract_type type;
	struct config_patterns from,
		to;                     /* forbidden; only: to may be empty; pattern: from limits */
	struct config_patterns modules; /* independence */
	struct config_layers layers;    /* high to low */
	struct config_edges allow;
	struct config_replaces replace;
	const struct regex *match; /* pattern */
	struct config_text match_text;
	enum match_scope scope;
	unsigned contexts;  /* enum contract_context: those that the contract sees */
	bool transitive;    /* forbidden */
	struct str message; /* "" : the default */
	bool has_severity;
	enum severity severity;
};

SLICE(contracts, struct contract);

/* Names of contexts as bits of struct contract.contexts. */
enum contract_context {
	SEES_LOAD = 1 << 0,
	SEES_LAZY = 1 << 1,
	SEES_TYPING = 1 << 2,
	SEES_OPTIONAL = 1 << 3,
	SEES_MAIN = 1 << 4,
	SEES_VERSION = 1 << 5,
	SEES_PLATFORM = 1 << 6,
	SEES_DYNAMIC = 1 << 7,
	SEES_ALL_BUT_TYPING = 0xff & ~SEES_TYPING,
};

struct service_config {
	struct str name;
	struct doc_place place;
	struct config_text path; /* normalised; "" is the repository */
	/* Each is set (has_…) or to be found out. Paths are normalised, relative to the root. */
	bool has_roots, has_entry, has_ships, has_requirements;
	struct config_texts roots, entry, ships, requirements, extras;
};

SLICE(service_configs, struct service_config);

/* "a.b" → "C": requirements.map and requirements.submodules. */
struct config_pair {
	struct config_text key, value;
};

SLICE(config_pairs, struct config_pair);

struct rule_config {
	bool set; /* by the file */
	enum severity severity;
	struct patterns exclude; /* paths in which the rule finds nothing */
};

/* A `patterns` entry: kept as text until the pattern analyzer reads it. */
struct pattern_config {
	struct config_text name, query, message;
	struct patterns paths;
	bool per_service; /* require: service */
};

SLICE(pattern_configs, struct pattern_config);

struct config {
	struct str root; /* absolute, canonical */
	struct str file; /* relative to the root: "shoring.yaml"; "" when there is none */

	bool has_python;
	unsigned python;      /* minor of 3: 12 is Python 3.12; only if has_python */
	unsigned python_file; /* minor that .python-version asks for; 0: there is none */
	bool has_source_roots;
	struct config_texts source_roots; /* normalised */
	struct patterns exclude;          /* paths, on top of .gitignore */
	struct config_text environment;   /* from the root, or absolute; "" : detected */

	struct config_text baseline; /* a file, from the root; "" : shoring-baseline.json, if any */
	struct config_text cache;    /* a directory, from the root; "" : the user's */

	bool discover; /* services that are not listed; true by default */
	struct service_configs services;
	struct contracts contracts;
	struct config_texts importers; /* "pkg.function:0": whose argument names a module */

	struct config_pairs distributions, submodules; /* requirements.map, .submodules */
	struct config_texts provided, used, development;
	struct config_texts mixins; /* globs of class names */
	struct pattern_configs patterns;
	struct rule_config rules[RULE_COUNT];
};

/* Is the text among them? */
bool config_has(struct config_texts texts, struct str text);
/* The settings of a project without a configuration. */
void config_default(struct config *out, struct str root);
/* Append the reference of all keys, as Markdown: from the tables that the checker reads by. Tables for
 * a page, lists for a terminal, where those would be too wide. */
void config_reference(struct buf *out, bool lists);
/* How a document is made of text: yaml_read() or toml_read(). */
typedef const struct doc *config_reader(struct arena *a, struct str text, struct err *err);
/* A file that configures. */
struct config_source {
	struct str file;   /* its path, relative to the root, for messages */
	struct str text;   /* its content */
	const char *table; /* the part of the document that is ours: "" or "tool.shoring" */
	config_reader *read;
};
/* Defaults, then what the source says. False with "file:line:column: why" in *err: the first
 * fault in the file. Everything is copied into `a`. */
bool config_read(struct config *out, struct arena *a, struct str root,
                 const struct config_source *source, struct err *err);
/* Does the document have our table? A pyproject.toml without [tool.shoring] is no
 * configuration. */
bool config_present(const struct doc *doc, const char *table);

#endif
