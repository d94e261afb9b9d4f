/*
 * converting.h - what the translators share. Private to advise/.
 */
#ifndef SHORING_ADVISE_CONVERTING_H
#define SHORING_ADVISE_CONVERTING_H

#include "advise/convert.h"
#include "base/vec.h"

VEC(text_rows, struct str);
VEC(contract_rows, struct draft);
VEC(pair_rows, struct conversion_pair);

struct converting {
	struct arena *arena;
	const struct project *project;
	struct strs modules; /* dotted names of all modules and packages, by byte order */
	struct text_rows tools, notes, source_roots, exclude, provided, used, development, off;
	struct contract_rows drafts;
	struct pair_rows map;
};

/* A formatted text in the arena. */
struct str converting_text(struct converting *c, const char *fmt, ...) PRINTF_LIKE(2, 3);
void converting_note(struct converting *c, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The strings of a list, a string as one; none for NULL or anything else. */
struct strs converting_strs(struct converting *c, const struct doc *value);
/* A truth value of TOML, or a word for one as configparser has it. */
bool converting_bool(const struct doc *value, bool preset);
/* Add the contract under a name of its own; hold back what has names that are no patterns. */
void converting_add(struct converting *c, struct draft draft);
/* A note of a draft, after those it has. */
void converting_say(struct converting *c, struct draft *draft, struct str note);
/* The modules that a pattern matches itself, sorted; the text alone where it has no wildcard. */
struct strs converting_expand(struct converting *c, struct str expression);
bool converting_has_wildcard(struct str expression);
/* Is `name` the module `package` or below it, as text? */
bool converting_below(struct str name, struct str package);

void
convert_import_linter(struct converting *c, const struct doc *session, const struct doc *sections);
void convert_tach(struct converting *c, const struct doc *tach);
void convert_deptry(struct converting *c, const struct doc *deptry);

#endif
