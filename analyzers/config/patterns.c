/*
 * patterns.c - the `patterns` list: queries that find, or must find, something in Python files.
 */
#include "base/arena.h"
#include "base/err.h"
#include "config/schema.h"

static const char *const called[] = { "a pattern" };
static const char *const requires[] = { "none", "service" };

static void
read_require(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	*(bool *)to =
		value_choice(r, key, value, (struct words){ requires, countof(requires) }) == 1;
}

static void
read_message_text(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct config_text *out = to;

	out->place = value->place;
	read_message(r, key, value, &out->text);
}

#define AT(field) offsetof(struct pattern_config, field)

static const struct key keys[] = {
	{ .name = "name",
	  .read = read_text,
	  .to = AT(name),
	  .needs = 1,
	  .kind = "a string",
	  .says = "what findings call it",
	  .example = "name: no-print" },
	{ .name = "query",
	  .read = read_script,
	  .to = AT(query),
	  .needs = 1,
	  .kind = "a string",
	  .says = "the Tree-sitter query over Python, with a capture @finding",
	  .example = "query: '(call function: (identifier) @f (#eq? @f \"print\")) @finding'" },
	{ .name = "paths",
	  .read = read_path_globs,
	  .to = AT(paths),
	  .kind = "a list of path patterns",
	  .says = "the files that it reads; by default all",
	  .example = "paths: [\"services/**\"]" },
	{ .name = "require",
	  .read = read_require,
	  .to = AT(per_service),
	  .kind = "a string",
	  .says = "none: each match is a finding; service: every service must have a match; by "
	          "default none",
	  .example = "require: none" },
	{ .name = "message",
	  .read = read_message_text,
	  .to = AT(message),
	  .kind = "a string",
	  .says = "what findings say; {capture} stands for its text",
	  .example = "message: use the logger" },
};

const struct section section_patterns = { called, keys, countof(keys), NULL };

void
read_patterns(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct pattern_configs *out = to;
	const struct doc *const *items;
	uint32_t count = value_items(r, key, value, &items);
	struct pattern_config *patterns = arena_array(r->arena, struct pattern_config, count);
	struct unique unique;

	unique_init(&unique, r->arena, "pattern");
	for (uint32_t i = 0; i < count; i++) {
		if (items[i]->kind != DOC_MAP) {
			complain(r, items[i]->place, "a pattern must be a map, not %s",
			         doc_kind_name(items[i]->kind));
			continue;
		}
		section_read(r, &section_patterns, 0, items[i], &patterns[i]);
		if (patterns[i].name.text.len > 0)
			unique_check(r, &unique, patterns[i].name.text, patterns[i].name.place);
	}
	*out = (struct pattern_configs){ patterns, count };
}
