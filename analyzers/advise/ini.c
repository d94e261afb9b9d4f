/*
 * ini.c - sections, keys and values of several lines.
 */
#include "advise/ini.h"

#include "base/arena.h"
#include "base/vec.h"

VEC(nodes, struct doc *);

struct section_node {
	struct doc *doc;
	struct nodes keys;
};

VEC(sections, struct section_node);

struct ini {
	struct arena *a;
	struct sections sections;
	struct nodes lines; /* of the value at hand */
	struct doc *value;  /* NULL: none is open */
	size_t indent;      /* of its key */
};

static struct doc *
node(struct ini *ini, enum doc_kind kind, struct str text)
{
	struct doc *doc = arena_new(ini->a, struct doc);

	doc->kind = kind;
	doc->text = str_keep(ini->a, text);
	return doc;
}

/* The lines so far become the value. */
static void
close_value(struct ini *ini)
{
	if (ini->value == NULL)
		return;
	if (ini->lines.count == 1) {
		ini->value->kind = DOC_STRING;
		ini->value->text = ini->lines.at[0]->text;
	} else {
		ini->value->kind = DOC_LIST;
		ini->value->items = (const struct doc *const *)ini->lines.at;
		ini->value->count = ini->lines.count;
	}
	ini->value = NULL;
	ini->lines = (struct nodes){ 0 };
}

static void
open_section(struct ini *ini, struct str name)
{
	struct doc *doc = node(ini, DOC_MAP, STR(""));

	doc->key = str_keep(ini->a, name);
	*vec_push(ini->a, &ini->sections) = (struct section_node){ .doc = doc };
}

static void
open_value(struct ini *ini, struct str line)
{
	size_t cut = 0;

	while (cut < line.len && line.at[cut] != '=' && line.at[cut] != ':')
		cut++;
	if (cut == line.len || ini->sections.count == 0)
		return;
	struct section_node *section = &ini->sections.at[ini->sections.count - 1];
	struct str name = str_trim((struct str){ line.at, cut });
	struct str value = str_trim((struct str){ line.at + cut + 1, line.len - cut - 1 });
	char *key = arena_copy(ini->a, name.at, name.len);

	for (size_t i = 0; i < name.len; i++)
		key[i] = key[i] >= 'A' && key[i] <= 'Z' ? (char)(key[i] | 0x20) : key[i];
	ini->value = node(ini, DOC_STRING, STR(""));
	ini->value->key = (struct str){ key, name.len };
	*vec_push(ini->a, &section->keys) = ini->value;
	if (value.len > 0)
		*vec_push(ini->a, &ini->lines) = node(ini, DOC_STRING, value);
}

static void
read_line(struct ini *ini, struct str line)
{
	struct str text = str_trim(line);
	size_t indent = text.len > 0 ? (size_t)(text.at - line.at) : 0;

	if (text.len == 0 || text.at[0] == '#' || text.at[0] == ';')
		return;
	if (ini->value != NULL && indent > ini->indent) {
		*vec_push(ini->a, &ini->lines) = node(ini, DOC_STRING, text);
		return;
	}
	close_value(ini);
	ini->indent = indent;
	if (text.at[0] == '[' && memchr(text.at, ']', text.len) != NULL) {
		const char *end = memchr(text.at, ']', text.len);

		open_section(ini, (struct str){ text.at + 1, (size_t)(end - text.at) - 1 });
	} else {
		open_value(ini, text);
	}
}

const struct doc *
ini_read(struct arena *a, struct str text)
{
	struct ini ini = { .a = a };
	struct doc *top;
	struct str line;

	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = (struct str){ text.at + 3, text.len - 3 };
	while (str_cut(&text, '\n', &line))
		read_line(&ini, line);
	close_value(&ini);

	const struct doc **items = arena_array(a, const struct doc *, ini.sections.count);
	for (uint32_t i = 0; i < ini.sections.count; i++) {
		struct section_node *section = &ini.sections.at[i];

		section->doc->items = (const struct doc *const *)section->keys.at;
		section->doc->count = section->keys.count;
		items[i] = section->doc;
	}
	top = node(&ini, DOC_MAP, STR(""));
	top->items = items;
	top->count = ini.sections.count;
	return top;
}
