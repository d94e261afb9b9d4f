/*
 * schema.h - private to config/: the tables of keys, and the one checker that reads by them.
 *
 * A section is a map of keys. A reader complains with complain() and goes on; of all complaints
 * of a run the first in the file is kept, so a reader needs no result to say that it failed.
 */
#ifndef SHORING_SCHEMA_H
#define SHORING_SCHEMA_H

#include "base/map.h"
#include "config/config.h"

struct arena;
struct err;
struct names;

#define ITEMS_LIMIT 10000u /* of a list, or a map */
#define TRIED_LIMIT 2000u  /* of all that each module or import is held against, one by one */

struct words {
	const char *const *at;
	uint32_t count;
};

struct reading {
	struct config *config;
	struct arena *arena;
	struct str file;
	struct err *err;
	bool failed;
	uint32_t tried; /* so far: at most TRIED_LIMIT */
	uint32_t first; /* where the complaint in *err stands, in bytes; only if failed */
};

struct key;
/* Checks the value of the key and writes it to `to`. */
typedef void
value_reader(struct reading *r, const struct key *key, const struct doc *value, void *to);

/* A key of a section. The text of `kind` and `says` is also what the reference prints. */
struct key {
	const char *name;
	value_reader *read;
	const struct section *section; /* the value is a map of these keys, for the same target */
	size_t to;                     /* where in the target the value goes */
	size_t given;        /* GIVEN() of a bool that is set if the key is there; 0: none */
	unsigned variants;   /* bits: the variants of the section that have it; 0: all */
	unsigned needs;      /* bits: those that cannot do without */
	const char *kind;    /* "a list of paths" */
	const char *says;    /* what it is for: a clause that can follow "`key`: "; behind "; by
	                      default " what holds without it */
	const char *example; /* a line of YAML; NULL: the section below it has them */
};

/* An offset can be 0. */
#define GIVEN(type, field) (offsetof(type, field) + 1)

/* Sections come in variants where one key decides which others make sense. */
struct section {
	const char *const *called; /* by variant, for messages: "a forbidden contract" */
	const struct key *keys;
	uint32_t count;              /* at most 32 */
	const char *const *variants; /* what the reference calls them; NULL: there is one */
};

/* All of them, each in the file that reads it. */
extern const struct section section_top, section_imports, section_requirements, section_classes,
	section_services, section_contracts, section_patterns, section_rules;

/* Reads a map by the section's table. */
void section_read(struct reading *r, const struct section *section, unsigned variant,
                  const struct doc *map, void *target);
/* Keeps "file:line:column: …" if it stands before what was kept so far. */
void complain(struct reading *r, struct doc_place place, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Would a complaint about this place be kept? Spares the work for one that would not. */
bool complaint_counts(const struct reading *r, struct doc_place place);
/* complain("unknown `what` `word` in `where`"), with the nearest of the words where one is near,
 * else all of them. `where` may be "". */
struct unknown {
	const char *what, *where;
	struct str word;
	struct words known;
};
void complain_unknown(struct reading *r, struct doc_place place, const struct unknown *unknown);
/* Always false: "`key` must be …, not a map". */
bool complain_kind(struct reading *r, const struct key *key, const struct doc *value);

/* Is the value a string that is neither empty nor has control characters in it? */
bool value_text(struct reading *r, const struct key *key, const struct doc *value, struct str *out);
/* The items of a list, or a single string as one; none, with a complaint, if it is neither. */
uint32_t value_items(struct reading *r, const struct key *key, const struct doc *value,
                     const struct doc *const **out);
/* Has the list or map no more than ITEMS_LIMIT entries? A complaint if not. */
bool value_few(struct reading *r, const struct key *key, const struct doc *value);
/* One more thing is tried one by one; a complaint if that is one too many. */
void value_tried(struct reading *r, const struct key *key, struct doc_place place);
/* The names that a kind of thing has had so far. */
struct unique {
	const char *what; /* "contract" */
	struct names *names;
	struct map lines; /* name_id → line of the first */
};
void unique_init(struct unique *u, struct arena *a, const char *what);
/* Complains if it was there before. */
void unique_check(struct reading *r, struct unique *u, struct str name, struct doc_place place);

/* Which of the words it is; -1, with a complaint, for none. */
int
value_choice(struct reading *r, const struct key *key, const struct doc *value, struct words words);
/* A plain dotted name, without wildcards. */
bool
value_dotted(struct reading *r, const struct key *key, struct str text, struct doc_place place);
const struct pattern *
value_pattern(struct reading *r, const struct key *key, enum pattern_kind kind, struct str text,
              struct doc_place place);

/* What `to` is for each. */
value_reader read_bool;          /* bool */
value_reader read_string;        /* struct str */
value_reader read_message;       /* struct str: the end's white space cut off */
value_reader read_text;          /* struct config_text */
value_reader read_script;        /* struct config_text: any characters */
value_reader read_path_text;     /* struct config_text, normalised */
value_reader read_paths;         /* struct config_texts, normalised */
value_reader read_path_globs;    /* struct patterns */
value_reader read_module_globs;  /* struct config_patterns */
value_reader read_distributions; /* struct config_texts */
value_reader read_class_globs;   /* struct config_texts */
value_reader read_severity;      /* enum severity */
value_reader read_development;   /* struct config_texts */
value_reader read_importers;     /* struct config_texts */
value_reader read_pairs;         /* struct config_pairs */

/* The parts of the configuration that are more than their keys; `to` is struct config. */
value_reader read_services;
value_reader read_contracts;
value_reader read_patterns;
value_reader read_rules;

#endif
