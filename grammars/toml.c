/*
 * toml.c - walks tree-sitter-toml's tree and makes a document of it.
 */
#include "toml.h"

#include <tree_sitter/api.h>

#include "base/arena.h"
#include "base/err.h"
#include "toml_parts.h"

#define SIZE_LIMIT (16u << 20) /* bytes of a text */
/* Reports of progress, each after a hundred steps of the parser. DOC_NODE_LIMIT values take up to
 * 36,000; a file of nothing but newlines would take memory without end. */
#define PROGRESS_LIMIT 40000
#define CHUNK_SIZE     (64u << 10) /* bytes handed to the parser at a time */

const TSLanguage *tree_sitter_toml(void);

struct reading {
	struct toml_text text;
	struct toml_tables tables;
	struct arena *arena;
	TSTreeCursor cursor;
};

/* A parse, and where it was when it found the first error. */
struct parse {
	struct str body;
	bool found;
	unsigned row, column; /* of the error; from 0, column in bytes */
	unsigned progress;    /* how often stop_at_trouble() was called */
	uint32_t offset;      /* in the body, when it was called last */
};

static bool
stop_at_trouble(TSParseState *state)
{
	struct parse *parse = state->payload;

	parse->offset = state->current_byte_offset;
	return state->has_error || parse->found || ++parse->progress >= PROGRESS_LIMIT;
}

static bool
starts(const char *line, const char *with)
{
	return strncmp(line, with, strlen(with)) == 0;
}

/* The parser's log is the only thing that tells where it stood: its tree shows how it recovered. */
static void
watch(void *payload, TSLogType type, const char *line)
{
	struct parse *parse = payload;
	const char *row = strstr(line, ", row:");

	if (type != TSLogTypeParse || parse->found)
		return;
	parse->found = starts(line, "detect_error") || starts(line, "skip_unrecognized");
	if (starts(line, "process") && row != NULL)
		(void)sscanf(row, ", row:%u, col:%u", &parse->row, &parse->column);
}

static const char *
read_chunk(void *payload, uint32_t offset, TSPoint point, uint32_t *len)
{
	const struct parse *parse = payload;
	struct str body = parse->body;

	(void)point;
	*len = 0;
	if (offset >= body.len || parse->found)
		return "";
	*len = body.len - offset < CHUNK_SIZE ? (uint32_t)(body.len - offset) : CHUNK_SIZE;
	return body.at + offset;
}

/* Does the backslash text[i] escape a line end that white space keeps apart from it? */
static bool
escapes_blanks(const char *text, size_t i, size_t len)
{
	size_t after = i + 1, before = i;

	while (after < len && char_is_gap(text[after]))
		after++;
	if (after == i + 1 || after == len || (text[after] != '\n' && text[after] != '\r'))
		return false;
	while (before > 0 && text[before - 1] == '\\')
		before--;
	return (i - before) % 2 == 0;
}

/* The grammar knows no white space between a backslash and the line's end, as TOML allows in a
 * string. There the letter that takes its place is like any other; elsewhere both are errors.
 * Values are read from the body itself. */
static struct str
for_grammar(struct arena *a, struct str body)
{
	char *copy = NULL;

	for (size_t i = 0; i < body.len; i++) {
		const char *slash = memchr(body.at + i, '\\', body.len - i);

		if (slash == NULL)
			break;
		i = (size_t)(slash - body.at);
		if (!escapes_blanks(body.at, i, body.len))
			continue;
		if (copy == NULL)
			copy = arena_copy(a, body.at, body.len);
		copy[i] = 'x';
	}
	return copy == NULL ? body : (struct str){ copy, body.len };
}

/* The tree; NULL when there is an error in the text. */
static TSTree *
parse_body(struct parse *parse, bool locate)
{
	TSParser *parser = ts_parser_new();
	TSTree *tree = NULL;

	if (!ts_parser_set_language(parser, tree_sitter_toml()))
		die("the TOML grammar does not fit this Tree-sitter");
	if (locate)
		ts_parser_set_logger(parser, (TSLogger){ .payload = parse, .log = watch });
	tree = ts_parser_parse_with_options(
		parser, NULL,
		(TSInput){ .payload = parse, .read = read_chunk, .encoding = TSInputEncodingUTF8 },
		(TSParseOptions){ .payload = parse, .progress_callback = stop_at_trouble });
	ts_parser_delete(parser);
	if (tree != NULL && ts_node_has_error(ts_tree_root_node(tree))) {
		ts_tree_delete(tree);
		return NULL;
	}
	return tree;
}

static const char *
place_of(struct str body, const struct parse *parse)
{
	const char *at = body.at, *end = body.at + body.len;

	for (unsigned row = 0; row < parse->row; row++) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		if (newline == NULL)
			break;
		at = newline + 1;
	}
	at = (size_t)(end - at) < parse->column ? end : at + parse->column;
	while (at < end && char_is_gap(*at))
		at++;
	return at;
}

/* Says why parse_body() gave no tree. */
static bool
parse_failed(const struct toml_text *text, const struct parse *failed)
{
	struct parse again = { .body = failed->body };
	const char *end = text->body.at + text->body.len;
	struct str here;
	TSTree *tree;

	if (failed->progress >= PROGRESS_LIMIT)
		return toml_fail(text, text->body.at + failed->offset, "too many tokens");
	tree = parse_body(&again, true);
	if (tree != NULL)
		ts_tree_delete(tree);
	here.at = place_of(text->body, &again);
	here.len = (size_t)(end - here.at);
	if (here.len == 0)
		return toml_fail(text, here.at, "unexpected end of the file");
	if (here.at[0] == '\n' || here.at[0] == '\r')
		return toml_fail(text, here.at, "unexpected end of the line");
	for (size_t i = 1; i < here.len; i++)
		if (strchr(" \t\r\n", here.at[i]) != NULL || i == 40)
			here.len = i;
	return toml_fail(text, here.at, "unexpected `" STR_FMT "`", STR_ARG(here));
}

/* The next three move the cursor or look at where it stands. */

static struct str
written(const struct reading *r)
{
	TSNode node = ts_tree_cursor_current_node(&r->cursor);
	uint32_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);

	return (struct str){ r->text.body.at + start, end - start };
}

static bool
stands_on(const struct reading *r, const char *type)
{
	return strcmp(ts_node_type(ts_tree_cursor_current_node(&r->cursor)), type) == 0;
}

static bool
next(struct reading *r)
{
	return ts_tree_cursor_goto_next_sibling(&r->cursor);
}

static bool read_pair(struct reading *r, struct toml_node *base);
static bool read_children(struct reading *r, struct toml_node *node);

/* The value that the cursor stands on. Recursion ends with DOC_DEPTH_LIMIT. */
static bool
read_value(struct reading *r, struct toml_node *parent, const struct toml_part *key)
{
	bool list = stands_on(r, "array"), map = stands_on(r, "inline_table");
	enum doc_kind kind = list ? DOC_LIST : map ? DOC_MAP : DOC_NULL;
	struct toml_node *node = toml_node_new(&r->tables, parent, key, kind, written(r));

	if (node == NULL)
		return false;
	node->closed = true;
	if (list || map)
		return read_children(r, node);
	return toml_scalar_read(&r->text, r->arena, written(r), &node->doc);
}

/* The items of an array or the pairs of an inline table. */
static bool
read_children(struct reading *r, struct toml_node *node)
{
	bool ok = true;

	if (!ts_tree_cursor_goto_first_child(&r->cursor))
		return true;
	do {
		TSNode here = ts_tree_cursor_current_node(&r->cursor);

		if (!ts_node_is_named(here) || stands_on(r, "comment"))
			continue;
		ok = node->doc.kind == DOC_MAP ? read_pair(r, node) : read_value(r, node, NULL);
	} while (ok && next(r));
	ts_tree_cursor_goto_parent(&r->cursor);
	return ok;
}

/* A pair: the key is the first child, the value the third. */
static bool
read_pair(struct reading *r, struct toml_node *base)
{
	struct toml_key key;
	struct toml_node *table;
	bool ok;

	if (!ts_tree_cursor_goto_first_child(&r->cursor))
		return true;
	ok = toml_key_read(&r->text, r->arena, written(r), &key);
	table = ok ? toml_table_of(&r->tables, base, &key) : NULL;
	ok = table != NULL && next(r) && next(r) && read_value(r, table, &key.parts[key.count - 1]);
	ts_tree_cursor_goto_parent(&r->cursor);
	return ok;
}

/* A header and the pairs below it. */
static bool
read_table(struct reading *r, bool list)
{
	struct toml_key key;
	struct toml_node *table;
	struct str header;
	bool ok;

	if (!ts_tree_cursor_goto_first_child(&r->cursor))
		return true;
	header = written(r);
	ok = next(r) && toml_key_read(&r->text, r->arena, written(r), &key);
	if (ok && next(r))
		header.len = (size_t)(written(r).at + written(r).len - header.at);
	table = ok ? toml_table_open(&r->tables, &key, list, header) : NULL;
	ok = table != NULL;
	while (ok && next(r)) {
		if (!stands_on(r, "pair"))
			continue;
		ok = read_pair(r, table);
		header.len = (size_t)(written(r).at + written(r).len - header.at);
	}
	if (ok)
		table->doc.place = toml_place(&r->text, header);
	ts_tree_cursor_goto_parent(&r->cursor);
	return ok;
}

static bool
read_document(struct reading *r)
{
	bool ok = true;

	if (!ts_tree_cursor_goto_first_child(&r->cursor))
		return true;
	do {
		if (stands_on(r, "pair"))
			ok = read_pair(r, r->tables.nodes.at[0]);
		else if (stands_on(r, "table"))
			ok = read_table(r, false);
		else if (stands_on(r, "table_array_element"))
			ok = read_table(r, true);
	} while (ok && next(r));
	return ok;
}

const struct doc *
toml_read(struct arena *a, struct str text, struct err *err)
{
	struct reading r = { .arena = a };
	struct parse parse = { .found = false };
	TSTree *tree;
	bool ok;

	if (text.len > SIZE_LIMIT) {
		err_set(err, "1:1: more than %u bytes", SIZE_LIMIT);
		return NULL;
	}
	if (!toml_text_init(&r.text, a, str_keep(a, text), err))
		return NULL;
	parse.body = for_grammar(a, r.text.body);
	tree = parse_body(&parse, false);
	if (tree == NULL) {
		parse_failed(&r.text, &parse);
		return NULL;
	}
	toml_tables_init(&r.tables, a, &r.text);
	r.cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
	ok = read_document(&r);
	ts_tree_cursor_delete(&r.cursor);
	ts_tree_delete(tree);
	return ok ? &r.tables.nodes.at[0]->doc : NULL;
}
