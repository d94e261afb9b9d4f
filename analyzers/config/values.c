/*
 * values.c - checks single values and lists of them: texts, paths, patterns, names.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/path.h"
#include "config/schema.h"

/* Bytes of a pattern that a message shows; the reason is to be seen as well. */
#define SHOWN_MOST 200

/* A string, or a complaint about `value`: the key's, an item of its list or map. */
static bool
string_of(struct reading *r, const struct key *key, const struct doc *value, struct str *out)
{
	bool item = value->key.len == 0;
	bool below = !item && !str_eq(value->key, str_of(key->name));
	bool scalar = value->kind != DOC_LIST && value->kind != DOC_MAP;

	*out = value->text;
	if (value->kind == DOC_STRING)
		return true;
	complain(r, value->place, "%s%.*s%s`%s` must be a string, not %s%s",
	         item    ? "an item of "
	         : below ? "`"
	                 : "",
	         below ? (int)value->key.len : 0, value->key.at, below ? "` in " : "", key->name,
	         doc_kind_name(value->kind), scalar ? ": put quotes around it" : "");
	return false;
}

bool
value_text(struct reading *r, const struct key *key, const struct doc *value, struct str *out)
{
	if (!string_of(r, key, value, out))
		return false;
	if (out->len == 0) {
		complain(r, value->place, "`%s`: an empty string says nothing", key->name);
		return false;
	}
	for (size_t i = 0; i < out->len; i++) {
		unsigned char c = (unsigned char)out->at[i];

		if (c < 0x20 || c == 0x7F) {
			complain(r, value->place, "`%s`: control character U+%04X in a string",
			         key->name, (unsigned)c);
			return false;
		}
	}
	return true;
}

uint32_t
value_items(struct reading *r, const struct key *key, const struct doc *value,
            const struct doc *const **out)
{
	*out = value->items;
	if (value->kind != DOC_LIST) {
		complain_kind(r, key, value);
		return 0;
	}
	return value_few(r, key, value) ? value->count : 0;
}

bool
value_few(struct reading *r, const struct key *key, const struct doc *value)
{
	if (value->count <= ITEMS_LIMIT)
		return true;
	complain(r, value->place, "`%s` has %u entries; %u is the most there may be", key->name,
	         (unsigned)value->count, ITEMS_LIMIT);
	return false;
}

void
value_tried(struct reading *r, const struct key *key, struct doc_place place)
{
	if (++r->tried == TRIED_LIMIT + 1)
		complain(r, place,
		         "`%s`: this is one too many of the contracts, patterns with wildcards, "
		         "expressions, importers and replacements, which are tried one by one: %u "
		         "is "
		         "the most there may be",
		         key->name, TRIED_LIMIT);
}

int
value_choice(struct reading *r, const struct key *key, const struct doc *value, struct words words)
{
	struct str text;

	if (!value_text(r, key, value, &text))
		return -1;
	for (uint32_t i = 0; i < words.count; i++)
		if (str_eq(text, str_of(words.at[i])))
			return (int)i;
	complain_unknown(
		r, value->place,
		&(struct unknown){
			.what = "value",
			.where = arena_printf(r->arena, "`%s`", key->name),
			.word = text,
			.known = words });
	return -1;
}

const struct pattern *
value_pattern(struct reading *r, const struct key *key, enum pattern_kind kind, struct str text,
              struct doc_place place)
{
	struct err why;
	const struct pattern *p = pattern_new(r->arena, kind, text, &why);

	if (p == NULL)
		complain(r, place, "`%.*s%s` in `%s` is no pattern: %s",
		         (int)(text.len > SHOWN_MOST ? SHOWN_MOST : text.len), text.at,
		         text.len > SHOWN_MOST ? "..." : "", key->name, why.text);
	else if (kind == PATTERN_PATH || !pattern_is_plain(p))
		value_tried(r, key, place);
	return p;
}

bool
value_dotted(struct reading *r, const struct key *key, struct str text, struct doc_place place)
{
	struct err why;
	const struct pattern *p = pattern_new(r->arena, PATTERN_DOTTED, text, &why);

	if (p != NULL && pattern_is_plain(p))
		return true;
	complain(r, place, "`" STR_FMT "` in `%s` is no dotted name: %s", STR_ARG(text), key->name,
	         p == NULL ? why.text : "it has wildcards");
	return false;
}

void
read_bool(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	if (value->kind == DOC_BOOL)
		*(bool *)to = value->number != 0;
	else
		complain_kind(r, key, value);
}

void
read_string(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	(void)value_text(r, key, value, to);
}

void
read_text(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct config_text *out = to;

	out->place = value->place;
	(void)value_text(r, key, value, &out->text);
}

void
read_script(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct config_text *out = to;

	out->place = value->place;
	if (string_of(r, key, value, &out->text) && out->text.len == 0)
		complain(r, value->place, "`%s`: an empty string says nothing", key->name);
}

void
read_message(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct doc cut = *value;

	/* A block of YAML ends with a newline. */
	while (cut.text.len > 0 && strchr(" \t\r\n", cut.text.at[cut.text.len - 1]) != NULL)
		cut.text.len--;
	(void)value_text(r, key, &cut, to);
}

static bool
path_of(struct reading *r, const struct key *key, const struct doc *value, struct str *out)
{
	struct str text;

	if (!value_text(r, key, value, &text))
		return false;
	if (path_resolve(r->arena, STR(""), text, out))
		return true;
	complain(r, value->place,
	         "`" STR_FMT "` in `%s` leaves the repository: paths are relative to %s",
	         STR_ARG(text), key->name, "its root");
	return false;
}

void
read_path_text(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct config_text *out = to;

	out->place = value->place;
	(void)path_of(r, key, value, &out->text);
}

/* The name of a distribution, or of an extra (PEP 508). */
static bool
distribution_of(struct reading *r, const struct key *key, const struct doc *value, struct str *out)
{
	if (!value_text(r, key, value, out))
		return false;
	for (size_t i = 0; i < out->len; i++) {
		bool inside = i > 0 && i + 1 < out->len;
		char c = out->at[i];

		if (char_is_alnum(c) || (inside && memchr("._-", c, 3) != NULL))
			continue;
		complain(r, value->place,
		         "`" STR_FMT "` in `%s` is no name: letters, digits and `.`, `_`, `-` "
		         "between them",
		         STR_ARG(*out), key->name);
		return false;
	}
	return true;
}

static bool
class_glob_of(struct reading *r, const struct key *key, const struct doc *value, struct str *out)
{
	return value_text(r, key, value, out) &&
	       value_pattern(r, key, PATTERN_DOTTED, *out, value->place) != NULL;
}

/* A path, or "group:name" or "extra:name" of a manifest. */
static bool
development_of(struct reading *r, const struct key *key, const struct doc *value, struct str *out)
{
	if (value->kind == DOC_STRING &&
	    (str_starts(value->text, STR("group:")) || str_starts(value->text, STR("extra:"))))
		return value_text(r, key, value, out);
	return path_of(r, key, value, out);
}

/* "package.function:0": which argument of which function names a module. */
static bool
importer_of(struct reading *r, const struct key *key, const struct doc *value, struct str *out)
{
	struct str rest, function;
	bool numbered;

	if (!value_text(r, key, value, out))
		return false;
	rest = *out;
	(void)str_cut(&rest, ':', &function);
	value_tried(r, key, value->place);
	numbered = rest.len > 0 && rest.len <= 2;
	for (size_t i = 0; i < rest.len; i++)
		numbered = numbered && char_is_digit(rest.at[i]);
	if (numbered)
		return value_dotted(r, key, function, value->place);
	complain(r, value->place,
	         "`" STR_FMT "` in `%s` must read `package.function:0`, with the argument's place",
	         STR_ARG(*out), key->name);
	return false;
}

typedef bool
text_check(struct reading *r, const struct key *key, const struct doc *value, struct str *out);

static void
read_texts(struct reading *r, const struct key *key, const struct doc *value, text_check *check,
           struct config_texts *to)
{
	const struct doc *one[] = { value };
	const struct doc *const *items = one;
	uint32_t count = value->kind == DOC_STRING ? 1 : value_items(r, key, value, &items);
	struct config_text *texts = arena_array(r->arena, struct config_text, count);

	for (uint32_t i = 0; i < count; i++) {
		texts[i].place = items[i]->place;
		(void)check(r, key, items[i], &texts[i].text);
	}
	*to = (struct config_texts){ texts, count };
}

void
read_paths(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	read_texts(r, key, value, path_of, to);
}

void
read_distributions(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	read_texts(r, key, value, distribution_of, to);
}

void
read_class_globs(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	read_texts(r, key, value, class_glob_of, to);
}

void
read_development(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	read_texts(r, key, value, development_of, to);
}

void
read_importers(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	read_texts(r, key, value, importer_of, to);
}

void
read_path_globs(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct config_texts texts;
	const struct pattern **globs;

	read_texts(r, key, value, value_text, &texts);
	globs = arena_array(r->arena, const struct pattern *, texts.count);
	for (uint32_t i = 0; i < texts.count; i++)
		globs[i] = value_pattern(r, key, PATTERN_PATH, texts.at[i].text, texts.at[i].place);
	*(struct patterns *)to =
		(struct patterns){ (const struct pattern *const *)globs, texts.count };
}

void
read_module_globs(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct config_texts texts;
	struct config_pattern *globs;

	read_texts(r, key, value, value_text, &texts);
	globs = arena_array(r->arena, struct config_pattern, texts.count);
	for (uint32_t i = 0; i < texts.count; i++) {
		globs[i].place = texts.at[i].place;
		globs[i].pattern =
			value_pattern(r, key, PATTERN_DOTTED, texts.at[i].text, texts.at[i].place);
	}
	*(struct config_patterns *)to = (struct config_patterns){ globs, texts.count };
}

void
read_pairs(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct config_pair *pairs;

	if (value->kind != DOC_MAP) {
		complain_kind(r, key, value);
		return;
	}
	if (!value_few(r, key, value))
		return;
	pairs = arena_array(r->arena, struct config_pair, value->count);
	for (uint32_t i = 0; i < value->count; i++) {
		const struct doc *item = value->items[i];

		pairs[i].key = (struct config_text){ item->key, item->key_place };
		pairs[i].value.place = item->place;
		(void)value_dotted(r, key, item->key, item->key_place);
		(void)distribution_of(r, key, item, &pairs[i].value.text);
	}
	*(struct config_pairs *)to = (struct config_pairs){ pairs, value->count };
}

void
read_severity(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	static const char *const words[] = { "off", "warning", "error" };
	int which = value_choice(r, key, value, (struct words){ words, countof(words) });

	if (which >= 0)
		*(enum severity *)to = (enum severity)which;
}
