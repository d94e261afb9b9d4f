/*
 * yaml.c - libyaml's events to a document, without recursion.
 */
#include "base/yaml.h"

#include <inttypes.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "base/names.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/yaml_places.h"
#include "base/yaml_scalar.h"

#define CORE_TAG "tag:yaml.org,2002:"

/* A list or map that is still open. */
struct frame {
	struct doc *node;
	const struct doc *key; /* of the value that comes next; NULL where a key does */
	uint64_t nodes;        /* of the document before it */
	uint32_t first;        /* of its items among the reader's */
	uint32_t number;       /* no other list or map has it */
	uint32_t anchor;       /* its index; NO_ANCHOR */
	uint32_t height;       /* lists and maps in one another, below it */
	bool flow;             /* in brackets */
};

#define NO_ANCHOR UINT32_MAX

struct anchor {
	const struct doc *node;
	uint64_t nodes;  /* in it, aliases expanded */
	uint32_t height; /* lists and maps in one another */
	bool open;       /* we are inside it */
};

struct reader {
	struct arena *a;      /* of the document */
	struct arena scratch; /* of everything else */
	struct yaml_places places;
	struct frame frames[DOC_DEPTH_LIMIT];
	uint32_t depth;                  /* frames in use */
	uint32_t started;                /* lists and maps so far */
	uint64_t nodes;                  /* values so far, aliases expanded */
	VEC(, const struct doc *) items; /* of all open frames */
	VEC(, struct anchor) anchors;
	struct names *words;  /* keys and names of anchors */
	struct map keys;      /* frame number and key -> line */
	struct map anchor_of; /* name -> index of the latest of that name */
	struct doc *root;
	bool foreign; /* merge keys and unknown tags are taken as they come */
	struct err *err;
};

/* Put the place before a message: `return at(r, place, err_set(...))`. */
static bool
at(struct reader *r, struct doc_place place, bool set)
{
	return err_wrap(r->err, "%" PRIu32 ":%" PRIu32, place.line, place.column) || set;
}

static struct doc_place
event_place(const struct reader *r, const yaml_event_t *e)
{
	return yaml_place(&r->places, e->start_mark.index, e->end_mark.index);
}

static struct str
text_of(const yaml_char_t *s)
{
	return str_of((const char *)s);
}

/* Remember a node under its anchor's name; *index is NO_ANCHOR when it has none. */
static void
anchor_put(struct reader *r, const yaml_char_t *name, struct anchor anchor, uint32_t *index)
{
	*index = NO_ANCHOR;
	if (name == NULL)
		return;
	*index = r->anchors.count;
	*vec_push(&r->scratch, &r->anchors) = anchor;
	*map_put(&r->scratch, &r->anchor_of, names_put(r->words, text_of(name)), NULL) = *index;
}

/* The key of the value that comes next. */
static bool
take_key(struct reader *r, const struct doc *key, bool plain)
{
	struct frame *f = &r->frames[r->depth - 1];
	bool fresh;

	if (plain && key->text.len == 0)
		return at(r, key->place, err_set(r->err, "a key is missing before the `:`"));
	if (plain && !r->foreign && str_eq(key->text, STR("<<")))
		return at(r, key->place, err_set(r->err, "merge keys (`<<`) are not supported"));

	uint32_t *line = map_put(
		&r->scratch, &r->keys, map_key(f->number, names_put(r->words, key->text)), &fresh);
	if (!fresh)
		return at(r, key->place,
		          err_set(r->err,
		                  "the key `" STR_FMT "` is here twice, first on line %" PRIu32,
		                  STR_ARG(key->text), *line));
	*line = key->place.line;
	f->key = key;
	return true;
}

/* Put a whole value where it belongs. It holds `nodes` values and is `height` high. */
static bool
take_value(struct reader *r, struct doc *node, uint64_t nodes, uint32_t height)
{
	r->nodes += nodes;
	if (r->nodes > DOC_NODE_LIMIT)
		return at(r, node->place, err_set(r->err, "more than %d values", DOC_NODE_LIMIT));
	if (r->depth == 0) {
		r->root = node;
		return true;
	}

	struct frame *f = &r->frames[r->depth - 1];
	if (f->node->kind == DOC_MAP) {
		node->key = f->key->text;
		node->key_place = f->key->place;
		f->key = NULL;
	}
	if (height > f->height)
		f->height = height;
	*vec_push(&r->scratch, &r->items) = node;
	return true;
}

/* Is a key due, and not a value? */
static bool
wants_key(const struct reader *r)
{
	const struct frame *f = r->depth > 0 ? &r->frames[r->depth - 1] : NULL;

	return f != NULL && f->node->kind == DOC_MAP && f->key == NULL;
}

/* The kind that a tag asks for; false when it does not suit what is written. */
static bool
tagged_kind(struct reader *r, struct doc *node, struct str tag)
{
	enum doc_kind found = yaml_scalar_kind(node->text, &node->number);
	const struct {
		struct str tag;
		enum doc_kind kind;
	} tags[] = {
		{ STR(CORE_TAG "null"), DOC_NULL },
		{ STR(CORE_TAG "bool"), DOC_BOOL },
		{ STR(CORE_TAG "int"), DOC_INT },
		{ STR(CORE_TAG "float"), DOC_FLOAT },
	};

	node->kind = DOC_STRING;
	if (str_eq(tag, STR("!")) || str_eq(tag, STR(CORE_TAG "str"))) {
		node->number = 0;
		return true;
	}
	for (size_t i = 0; i < countof(tags); i++) {
		if (!str_eq(tag, tags[i].tag))
			continue;
		node->kind = tags[i].kind;
		if (found == node->kind)
			return true;
		node->number = 0;
		if (found == DOC_INT && node->kind == DOC_FLOAT)
			return true;
		return at(r, node->place,
		          err_set(r->err, "`" STR_FMT "` is not %s", STR_ARG(node->text),
		                  doc_kind_name(node->kind)));
	}
	node->kind = found;
	return r->foreign ||
	       at(r, node->place, err_set(r->err, "unknown tag `" STR_FMT "`", STR_ARG(tag)));
}

static bool
on_scalar(struct reader *r, const yaml_event_t *e)
{
	struct doc *node = arena_new(r->a, struct doc);
	struct str text = { (const char *)e->data.scalar.value, e->data.scalar.length };
	yaml_scalar_style_t style = e->data.scalar.style;
	bool plain = style == YAML_PLAIN_SCALAR_STYLE && e->data.scalar.tag == NULL;
	uint32_t index;

	node->text = str_keep(r->a, text);
	node->place = event_place(r, e);
	if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE)
		yaml_place_trim(&r->places, &node->place);
	if (plain)
		node->kind = yaml_scalar_kind(text, &node->number);
	else if (e->data.scalar.tag == NULL)
		node->kind = DOC_STRING;
	else if (!tagged_kind(r, node, text_of(e->data.scalar.tag)))
		return false;
	anchor_put(r, e->data.scalar.anchor, (struct anchor){ .node = node, .nodes = 1 }, &index);
	return wants_key(r) ? take_key(r, node, plain) : take_value(r, node, 1, 0);
}

static bool
on_alias(struct reader *r, const yaml_event_t *e)
{
	struct str name = text_of(e->data.alias.anchor);
	struct doc_place place = event_place(r, e);
	const uint32_t *index = map_find(&r->anchor_of, names_put(r->words, name));

	if (wants_key(r))
		return at(r, place, err_set(r->err, "an alias cannot be a key"));
	if (index == NULL)
		return at(r, place,
		          err_set(r->err, "there is no `&" STR_FMT "` before it", STR_ARG(name)));

	const struct anchor *anchor = &r->anchors.at[*index];
	if (anchor->open)
		return at(r, place,
		          err_set(r->err, "`*" STR_FMT "` stands inside what it means",
		                  STR_ARG(name)));
	if (r->depth + anchor->height > DOC_DEPTH_LIMIT)
		return at(r, place, err_set(r->err, "nested more than %d deep", DOC_DEPTH_LIMIT));

	/* A node of its own, for its own place and key; what is below it is shared. */
	struct doc *node = arena_new(r->a, struct doc);
	*node = *anchor->node;
	node->place = place;
	node->key = STR("");
	node->key_place = (struct doc_place){ 0 };
	return take_value(r, node, anchor->nodes, anchor->height);
}

/* A list or map begins. */
static bool
on_start(struct reader *r, const yaml_event_t *e, bool is_map)
{
	struct doc *node = arena_new(r->a, struct doc);
	const yaml_char_t *tag = is_map ? e->data.mapping_start.tag : e->data.sequence_start.tag;
	struct str core = is_map ? STR(CORE_TAG "map") : STR(CORE_TAG "seq");

	node->kind = is_map ? DOC_MAP : DOC_LIST;
	node->place = event_place(r, e);
	if (wants_key(r))
		return at(r, node->place,
		          err_set(r->err, "%s cannot be a key", doc_kind_name(node->kind)));
	if (tag != NULL && !r->foreign && !str_eq(text_of(tag), core) &&
	    !str_eq(text_of(tag), STR("!")))
		return at(r, node->place,
		          err_set(r->err, "unknown tag `" STR_FMT "`", STR_ARG(text_of(tag))));
	if (r->depth == DOC_DEPTH_LIMIT)
		return at(r, node->place,
		          err_set(r->err, "nested more than %d deep", DOC_DEPTH_LIMIT));

	struct frame *f = &r->frames[r->depth++];
	*f = (struct frame){
		.node = node,
		.nodes = r->nodes,
		.first = r->items.count,
		.number = r->started++,
		.flow = is_map ? e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
		               : e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
	};
	anchor_put(r, is_map ? e->data.mapping_start.anchor : e->data.sequence_start.anchor,
	           (struct anchor){ .node = node, .open = true }, &f->anchor);
	return true;
}

/* A list or map ends. */
static bool
on_end(struct reader *r, const yaml_event_t *e)
{
	const struct frame f = r->frames[--r->depth];
	struct doc *node = f.node;
	const struct doc **items;

	node->count = r->items.count - f.first;
	items = arena_array(r->a, const struct doc *, node->count);
	if (node->count > 0)
		memcpy(items, r->items.at + f.first, node->count * sizeof(*items));
	node->items = items;
	r->items.count = f.first;

	/* In block style libyaml sees the end only where the next thing begins. */
	struct doc_place end = f.flow ? event_place(r, e) : node->place;
	if (!f.flow && node->count > 0)
		end = items[node->count - 1]->place;
	node->place.end = end.end;
	node->place.end_line = end.end_line;
	node->place.end_column = end.end_column;

	uint64_t inside = r->nodes - f.nodes;
	if (f.anchor != NO_ANCHOR) {
		struct anchor *anchor = &r->anchors.at[f.anchor];

		anchor->open = false;
		anchor->nodes = inside + 1;
		anchor->height = f.height + 1;
	}
	return take_value(r, node, 1, f.height + 1);
}

static bool
on_event(struct reader *r, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (r->root != NULL)
			return at(r, event_place(r, e),
			          err_set(r->err, "a second document begins; only one is read"));
		return true;
	case YAML_SCALAR_EVENT:
		return on_scalar(r, e);
	case YAML_ALIAS_EVENT:
		return on_alias(r, e);
	case YAML_SEQUENCE_START_EVENT:
		return on_start(r, e, false);
	case YAML_MAPPING_START_EVENT:
		return on_start(r, e, true);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return on_end(r, e);
	default:
		return true;
	}
}

/* What libyaml says -> what we say. `opened`: it also knows where the thing at fault began. */
static const struct {
	const char *problem, *say;
	bool opened;
} problems[] = {
	{ "did not find expected key",
	  "a key is expected here; is the line indented as those above it?", false },
	{ "did not find expected '-' indicator",
	  "a list item (`- `) is expected here; is the line indented as those above it?", false },
	{ "mapping values are not allowed in this context",
	  "a `:` cannot stand here; is a quote missing, or the indentation wrong?", false },
	{ "mapping keys are not allowed in this context", "a key cannot stand here", false },
	{ "block sequence entries are not allowed in this context",
	  "a list item (`- `) cannot stand here", false },
	{ "could not find expected ':'", "a key without its `:`", false },
	{ "did not find expected ',' or ']'", "a `,` or the closing `]` is expected here", true },
	{ "did not find expected ',' or '}'", "a `,` or the closing `}` is expected here", true },
	{ "did not find expected node content", "a value is expected here", false },
	{ "found unexpected end of stream", "the closing quote is missing", true },
	{ "found unexpected document indicator", "the closing quote is missing", true },
	{ "did not find expected <document start>", "the document has ended before this", false },
	{ "control characters are not allowed", "a control character", false },
	{ "found a tab character that violates indentation", "a tab cannot indent: use blanks",
	  false },
	{ "found a tab character where an indentation space is expected",
	  "a tab cannot indent: use blanks", false },
	{ "found unknown escape character",
	  "an unknown escape; in single quotes a backslash is just that", false },
};

/* Why libyaml stopped. */
static bool
parser_failed(struct reader *r, const yaml_parser_t *p)
{
	const char *problem = p->problem != NULL ? p->problem : "not YAML";
	struct doc_place place =
		p->error == YAML_READER_ERROR
			? yaml_place_of_byte(&r->places, p->problem_offset)
			: yaml_place(&r->places, p->problem_mark.index, 0);
	uint32_t start = place.start - r->places.skipped;
	char c = start < r->places.text.len ? r->places.text.at[start] : '\0';

	if (p->error == YAML_MEMORY_ERROR)
		die("out of memory");
	if (strcmp(problem, "found character that cannot start any token") == 0) {
		if (c == '\t')
			return at(r, place, err_set(r->err, "a tab cannot indent: use blanks"));
		return at(r, place, err_set(r->err, "a value cannot start with `%c`; quote it", c));
	}
	for (size_t i = 0; i < countof(problems); i++) {
		if (strcmp(problem, problems[i].problem) != 0)
			continue;
		if (!problems[i].opened)
			return at(r, place, err_set(r->err, "%s", problems[i].say));
		struct doc_place opened = yaml_place(&r->places, p->context_mark.index, 0);
		return at(r, place,
		          err_set(r->err, "%s (opened on line %" PRIu32 ")", problems[i].say,
		                  opened.line));
	}
	return at(r, place, err_set(r->err, "%s", problem));
}

/* Hand every event on; false at the first fault. */
static bool
read_events(struct reader *r, yaml_parser_t *p)
{
	for (;;) {
		yaml_event_t e;

		if (!yaml_parser_parse(p, &e))
			return parser_failed(r, p);
		bool last = e.type == YAML_STREAM_END_EVENT;
		bool taken = on_event(r, &e);
		yaml_event_delete(&e);
		if (last || !taken)
			return taken;
	}
}

/* The text that libyaml gets: UTF-8, without its mark. */
static bool
prepare(struct reader *r, struct str text)
{
	uint32_t skipped = str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0;

	if (text.len > UINT32_MAX / 2)
		return err_set(r->err, "1:1: larger than 2 GiB");
	text = (struct str){ text.at + skipped, text.len - skipped };
	yaml_places_build(&r->places, &r->scratch, text, skipped);

	size_t valid = utf8_valid(text);
	if (valid < text.len)
		return at(r, yaml_place_of_byte(&r->places, valid), err_set(r->err, "not UTF-8"));
	return true;
}

static const struct doc *
read_document(struct arena *a, struct str text, bool foreign, struct err *err)
{
	struct reader r = { .a = a, .foreign = foreign, .err = err };
	yaml_parser_t parser;
	bool done = false;

	if (text.len == 0)
		text = STR("");
	if (prepare(&r, text)) {
		if (!yaml_parser_initialize(&parser))
			die("out of memory");
		r.words = names_new(&r.scratch);
		yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
		yaml_parser_set_input_string(
			&parser, (const unsigned char *)r.places.text.at, r.places.text.len);
		done = read_events(&r, &parser);
		yaml_parser_delete(&parser);
	}
	if (done && r.root == NULL) {
		r.root = arena_new(a, struct doc);
		r.root->place = yaml_place(&r.places, 0, 0);
	}
	arena_release(&r.scratch);
	return done ? r.root : NULL;
}

const struct doc *
yaml_read(struct arena *a, struct str text, struct err *err)
{
	return read_document(a, text, false, err);
}

const struct doc *
yaml_read_foreign(struct arena *a, struct str text, struct err *err)
{
	return read_document(a, text, true, err);
}

const char *
yaml_version(void)
{
	return yaml_get_version_string();
}
