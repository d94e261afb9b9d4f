/*
 * reference.c - the tables of keys as a page for those who write a configuration.
 */
#include "base/buf.h"
#include "config/schema.h"

/* The sections in the order of the page. */
static const struct {
	const char *title, *about;
	const struct section *section;
} chapters[] = {
	{ "Top level",
	  "Paths are relative to the repository's root. A path pattern is one of `.gitignore`, "
	  "without `!`.",
	  &section_top },
	{ "`services`: each entry",
	  "A unit that is deployed. Directories with a manifest or a Dockerfile are found by "
	  "themselves; list "
	  "those that need something else than what is found, or `- discover: false` to have no "
	  "others.",
	  &section_services },
	{ "`imports`", "", &section_imports },
	{ "`imports.contracts`: each entry",
	  "A module is a dotted name: it covers its submodules; `*` is one part of a name, `**` "
	  "one or more. The "
	  "`type` says which other keys a contract has.",
	  &section_contracts },
	{ "`requirements`", "", &section_requirements },
	{ "`classes`", "", &section_classes },
	{ "`patterns`: each entry", "Kept for a later version: read and checked, and not yet run.",
	  &section_patterns },
	{ "`rules`: each rule",
	  "A rule's name or code, and `error`, `warning` or `off`; or a map of these keys.",
	  &section_rules },
};

#define DEFAULT "; by default "

/* Cells end at "|". */
static void
put_cell(struct buf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		buf_printf(out, text[i] == '|' ? "\\|" : "%c", text[i]);
}

static void
put_variants(struct buf *out, const struct section *section, unsigned variants)
{
	bool any = false;

	for (unsigned v = 0; variants >> v != 0; v++) {
		if ((variants >> v & 1) == 0)
			continue;
		buf_printf(out, "%s%s", any ? ", " : "", section->variants[v]);
		any = true;
	}
	if (!any)
		buf_printf(out, "all");
}

static void
put_default(struct buf *out, const struct section *section, const struct key *key)
{
	const char *preset = strstr(key->says, DEFAULT);

	if (preset != NULL) {
		put_cell(out, preset + sizeof(DEFAULT) - 1, strlen(preset) - sizeof(DEFAULT) + 1);
	} else if (key->needs == 0) {
		buf_printf(out, "none");
	} else {
		buf_printf(out, "must be there");
		if (section->variants != NULL && key->variants != 0 &&
		    key->needs != key->variants) {
			buf_printf(out, " (");
			put_variants(out, section, key->needs);
			buf_char(out, ')');
		}
	}
}

static void
put_key(struct buf *out, const struct section *section, const struct key *key)
{
	const char *preset = strstr(key->says, DEFAULT);

	buf_printf(out, "| `%s` | ", key->name);
	if (section->variants != NULL) {
		put_variants(out, section, key->variants);
		buf_printf(out, " | ");
	}
	put_cell(out, key->kind, strlen(key->kind));
	buf_printf(out, " | ");
	put_default(out, section, key);
	buf_printf(out, " | ");
	put_cell(out, key->says, preset != NULL ? (size_t)(preset - key->says) : strlen(key->says));
	buf_printf(out, " | ");
	if (key->example != NULL) {
		buf_char(out, '`');
		put_cell(out, key->example, strlen(key->example));
		buf_char(out, '`');
	} else {
		buf_printf(out, "below");
	}
	buf_printf(out, " |\n");
}

/* Its meaning is the sentence, the rest in brackets behind it. */
static void
put_item(struct buf *out, const struct section *section, const struct key *key)
{
	const char *preset = strstr(key->says, DEFAULT);

	buf_printf(out, "- `%s`: ", key->name);
	buf_put(out, key->says, preset != NULL ? (size_t)(preset - key->says) : strlen(key->says));
	buf_printf(out, " (%s", key->kind);
	if (section->variants != NULL) {
		buf_printf(out, "; in: ");
		put_variants(out, section, key->variants);
	}
	buf_printf(out, preset != NULL || key->needs == 0 ? "; default: " : "; ");
	put_default(out, section, key);
	buf_printf(out, ")\n");
	if (key->example != NULL)
		buf_printf(out, "```yaml\n%s\n```\n", key->example);
}

void
config_reference(struct buf *out, bool lists)
{
	for (size_t i = 0; i < countof(chapters); i++) {
		const struct section *section = chapters[i].section;
		bool several = section->variants != NULL;

		buf_printf(out, "%s## %s\n\n", i > 0 ? "\n" : "", chapters[i].title);
		if (*chapters[i].about != '\0')
			buf_printf(out, "%s\n\n", chapters[i].about);
		for (uint32_t k = 0; lists && k < section->count; k++)
			put_item(out, section, &section->keys[k]);
		if (lists)
			continue;
		buf_printf(out,
		           "| key |%s value | default | meaning | example |\n| --- |%s --- | --- | "
		           "--- | --- |\n",
		           several ? " in |" : "", several ? " --- |" : "");
		for (uint32_t k = 0; k < section->count; k++)
			put_key(out, section, &section->keys[k]);
	}
}
