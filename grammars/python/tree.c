/*
 * tree.c - Tree-sitter's tree of a text is copied into a flat array.
 */
#include "grammars/python/tree.h"

#include <tree_sitter/api.h>

#include "base/arena.h"
#include "base/err.h"
#include "grammars/memory.h"

const TSLanguage *tree_sitter_python(void);

/*
 * Tree-sitter asks after every hundred steps whether to go on; real code takes about four steps
 * a byte at most. Its scanner for Python looks past whole runs of comments and continued lines,
 * for each of them again: that shows in how often it asks for the same piece of the text, which
 * it does two or three times for real code.
 */
#define STEPS_AN_ASK   100
#define STEPS_A_BYTE   60
#define STEPS_AT_LEAST 2000000
#define PIECE          1024 /* bytes */
#define READS_A_PIECE  16
#define READS_AT_LEAST 20000

/* Of a larger text what Tree-sitter frees on the way matters more than what freeing costs. */
#define MEMORY_LIMIT ((size_t)1 << 20) /* bytes */

struct tree_parser {
	struct memory *memory;
	TSSymbol symbols; /* how many */
	uint16_t *kinds;  /* by symbol: enum node_kind */
	bool *named;      /* by symbol */
};

static const struct {
	const char *symbol;
	bool named;
	enum node_copy copy;
} kinds[NODE_KIND_COUNT] = {
	[NODE_OTHER] = { NULL, true, COPY_NODE },
	[NODE_ERROR] = { NULL, true, COPY_NODE },
#define KIND(name, symbol, named, copy) [NODE_##name] = { symbol, named, copy },
	NODE_KINDS(KIND)
#undef KIND
};

/* Several symbols may go by one name: the grammar's aliases. */
static uint16_t
kind_of_symbol(const TSLanguage *language, TSSymbol symbol)
{
	const char *name = ts_language_symbol_name(language, symbol);
	bool named = ts_language_symbol_type(language, symbol) == TSSymbolTypeRegular;

	for (uint16_t k = NODE_ERROR + 1; k < NODE_KIND_COUNT; k++)
		if (kinds[k].named == named && strcmp(kinds[k].symbol, name) == 0)
			return k;
	return NODE_OTHER;
}

struct tree_parser *
tree_parser_new(void)
{
	const TSLanguage *language = tree_sitter_python();
	struct tree_parser *p = calloc(1, sizeof(*p));

	if (p == NULL)
		die("out of memory");
	p->memory = memory_new();
	p->symbols = (TSSymbol)ts_language_symbol_count(language);
	p->kinds = calloc(p->symbols, sizeof(*p->kinds));
	p->named = calloc(p->symbols, sizeof(*p->named));
	if (p->kinds == NULL || p->named == NULL)
		die("out of memory");
	for (TSSymbol s = 0; s < p->symbols; s++) {
		p->kinds[s] = kind_of_symbol(language, s);
		p->named[s] = ts_language_symbol_type(language, s) == TSSymbolTypeRegular;
	}
	return p;
}

void
tree_parser_free(struct tree_parser *p)
{
	memory_free(p->memory);
	free(p->kinds);
	free(p->named);
	free(p);
}

/* A text that is being parsed, and what may still be spent on it. */
struct task {
	struct str text;
	uint64_t steps, reads;
	bool spent;
};

static const char *
give(void *payload, uint32_t from, TSPoint point, uint32_t *len)
{
	struct task *task = payload;

	(void)point;
	*len = 0;
	if (task->reads == 0)
		task->spent = true;
	if (task->spent || from >= task->text.len)
		return "";
	task->reads--;
	*len = (uint32_t)task->text.len - from;
	if (*len > PIECE)
		*len = PIECE;
	return task->text.at + from;
}

static bool
stop(TSParseState *state)
{
	struct task *task = state->payload;

	if (task->steps == 0)
		task->spent = true;
	else
		task->steps--;
	return task->spent;
}

static TSTree *
parse(TSParser *parser, struct str text)
{
	struct task task = {
		.text = text,
		.steps = (STEPS_AT_LEAST + (uint64_t)text.len * STEPS_A_BYTE) / STEPS_AN_ASK,
		.reads = READS_AT_LEAST + (uint64_t)text.len / PIECE * READS_A_PIECE,
	};
	TSInput input = { .payload = &task, .read = give, .encoding = TSInputEncodingUTF8 };
	TSParseOptions options = { .payload = &task, .progress_callback = stop };
	TSTree *tree = ts_parser_parse_with_options(parser, NULL, input, options);

	if (tree == NULL)
		ts_parser_reset(parser);
	if (tree == NULL || !task.spent)
		return tree;
	ts_tree_delete(tree);
	return NULL;
}

/* What copying a tree needs to know of the way down. */
struct copy {
	const struct tree_parser *parser;
	struct arena *arena;
	struct str text;
	struct tree *tree;
	VEC(open_nodes, bool) open;     /* by depth: was it copied? */
	VEC(parent_nodes, node_id) way; /* those that were */
};

static void
note_error(struct tree *t, uint32_t start, uint32_t end, bool missing)
{
	if (t->broken)
		return;
	t->broken = true;
	t->missing = missing;
	t->error = (struct extent){ start, end };
}

static bool
says_shoring(struct str text, struct extent e)
{
	const struct str word = STR("shoring");

	for (uint32_t i = e.start; i + word.len <= e.end; i++)
		if (text.at[i] == 's' && memcmp(text.at + i, word.at, word.len) == 0)
			return true;
	return false;
}

static bool
keeps_tokens(enum node_kind parent)
{
	return parent == NODE_COMPARISON || parent == NODE_BOOLEAN || parent == NODE_BINARY ||
	       parent == NODE_AUGMENT;
}

/* Is the node one to copy? Notes what there is to note about it. */
static bool
look(struct copy *c, TSNode n, enum node_kind kind, bool named, struct extent e)
{
	struct node *parent =
		c->way.count > 0 ? &c->tree->nodes.at[c->way.at[c->way.count - 1]] : NULL;

	if (kind == NODE_ERROR)
		note_error(c->tree, e.start, e.end, false);
	else if (e.start == e.end && ts_node_is_missing(n))
		note_error(c->tree, e.start, e.end, true);
	if (kinds[kind].copy == COPY_NOTE && says_shoring(c->text, e))
		*vec_push(c->arena, &c->tree->comments) = e;
	if (kinds[kind].copy == COPY_TOKEN)
		return parent != NULL && keeps_tokens((enum node_kind)parent->kind);
	if (!named && parent != NULL && e.end - e.start == 1 && c->text.at[e.start] == ',')
		parent->flags |= NODE_COMMA;
	return named && (kinds[kind].copy == COPY_NODE || kinds[kind].copy == COPY_LEAF);
}

/* What a name is below its parent: the first there, and those after it. */
static const struct {
	uint16_t first, later;
} roles[NODE_KIND_COUNT] = {
	[NODE_IMPORT] = { NODE_LABEL, NODE_LABEL },
	[NODE_FROM] = { NODE_LABEL, NODE_LABEL },
	[NODE_FUTURE] = { NODE_LABEL, NODE_LABEL },
	[NODE_ALIASED] = { NODE_LABEL, NODE_LABEL },
	[NODE_RELATIVE] = { NODE_LABEL, NODE_LABEL },
	[NODE_ATTR] = { 0, NODE_LABEL },
	[NODE_MEMBER_TYPE] = { 0, NODE_LABEL },
	[NODE_KEYWORD] = { NODE_LABEL, 0 },
	[NODE_KEYWORD_PATTERN] = { NODE_LABEL, NODE_CAPTURE },
	[NODE_AS_PATTERN] = { 0, NODE_CAPTURE },
	[NODE_SPLAT_PATTERN] = { NODE_CAPTURE, NODE_CAPTURE },
	[NODE_CASE_PATTERN] = { NODE_CAPTURE, NODE_CAPTURE },
	[NODE_UNION_PATTERN] = { NODE_CAPTURE, NODE_CAPTURE },
};

static uint16_t
name_flags(const struct copy *c, enum node_kind kind)
{
	node_id parent;

	if ((kind != NODE_IDENT && kind != NODE_DOTTED) || c->way.count == 0)
		return 0;
	parent = c->way.at[c->way.count - 1];
	return c->tree->nodes.count == parent + 1
	               ? roles[tree_kind(c->tree, parent)].first
	               : roles[tree_kind(c->tree, parent)].later;
}

/* Has the string no fields, so that nothing is below it but its quotes and its text? */
static bool
is_one_piece(struct str text, struct extent e)
{
	for (uint32_t i = e.start; i < e.end && text.at[i] != '"' && text.at[i] != '\''; i++)
		if (text.at[i] == 'f' || text.at[i] == 'F')
			return false;
	return true;
}

/* Copy the node the cursor is at, if it is one to copy. True when what is below it matters. */
static bool
enter(struct copy *c, TSNode n)
{
	TSSymbol symbol = ts_node_symbol(n);
	bool known = symbol < c->parser->symbols;
	enum node_kind kind = known ? (enum node_kind)c->parser->kinds[symbol] : NODE_ERROR;
	bool named = known ? c->parser->named[symbol] : true;
	struct extent e = { ts_node_start_byte(n), ts_node_end_byte(n) };
	bool copied;

	if (e.end > c->text.len)
		e.end = (uint32_t)c->text.len;
	if (e.start > e.end)
		e.start = e.end;
	copied = look(c, n, kind, named, e);
	if (copied) {
		uint16_t flags = name_flags(c, kind);

		*vec_push(c->arena, &c->way) = c->tree->nodes.count;
		if (tree_imports(kind))
			*vec_push(c->arena, &c->tree->imports) = c->tree->nodes.count;
		*vec_push(c->arena, &c->tree->nodes) = (struct node){
			.start = e.start, .end = e.end, .kind = (uint16_t)kind, .flags = flags
		};
	}
	*vec_push(c->arena, &c->open) = copied;
	if (kind == NODE_STRING && is_one_piece(c->text, e) && !ts_node_has_error(n))
		return false;
	return named && (kinds[kind].copy == COPY_NODE || kinds[kind].copy == COPY_BELOW);
}

/* What is below the deepest open node is done. */
static void
leave(struct copy *c)
{
	if (c->open.at[--c->open.count])
		c->tree->nodes.at[c->way.at[--c->way.count]].next = c->tree->nodes.count;
}

static void
copy(struct copy *c, TSNode root)
{
	TSTreeCursor cursor = ts_tree_cursor_new(root);
	bool down = enter(c, root);

	while (c->open.count > 0) {
		if (down && ts_tree_cursor_goto_first_child(&cursor)) {
			down = enter(c, ts_tree_cursor_current_node(&cursor));
			continue;
		}
		leave(c);
		if (c->open.count == 0)
			break;
		if (ts_tree_cursor_goto_next_sibling(&cursor)) {
			down = enter(c, ts_tree_cursor_current_node(&cursor));
		} else {
			ts_tree_cursor_goto_parent(&cursor);
			down = false;
		}
	}
	ts_tree_cursor_delete(&cursor);
}

/* What a star at its front can be about. */
static bool
takes_star(enum node_kind kind)
{
	return kind == NODE_ATTR || kind == NODE_SUBSCRIPT || kind == NODE_CALL ||
	       kind == NODE_BINARY || kind == NODE_BOOLEAN || kind == NODE_COMPARISON;
}

/* In `[*a.b]` the grammar takes the star as one of `a` alone: here it is put around all of it. */
static void
widen_stars(struct nodes *nodes)
{
	for (uint32_t star = 1; star < nodes->count; star++) {
		struct node widened = nodes->at[star];
		uint32_t outer = star;

		if (widened.kind != NODE_LIST_SPLAT || widened.next == star + 1)
			continue;
		while (takes_star((enum node_kind)nodes->at[outer - 1].kind) &&
		       nodes->at[outer - 1].start == widened.start)
			outer--;
		if (outer == star)
			continue;
		widened.end = nodes->at[outer].end;
		widened.next = nodes->at[outer].next;
		memmove(&nodes->at[outer + 1], &nodes->at[outer],
		        (star - outer) * sizeof(*nodes->at));
		nodes->at[outer] = widened;
		for (uint32_t i = outer + 1; i <= star; i++)
			nodes->at[i].start = nodes->at[star + 1].start;
	}
}

/* Parse and copy, with a parser of this text's own: what it keeps lies in the memory. */
static bool
parse_and_copy(struct copy *c, bool entered)
{
	TSParser *parser = ts_parser_new();
	TSTree *tree;

	if (!ts_parser_set_language(parser, tree_sitter_python()))
		die("the Python grammar does not fit this Tree-sitter");
	tree = parse(parser, c->text);
	if (tree != NULL) {
		copy(c, ts_tree_root_node(tree));
		widen_stars(&c->tree->nodes);
		if (!entered)
			ts_tree_delete(tree);
	}
	ts_parser_delete(parser);
	return tree != NULL;
}

bool
tree_parse(struct tree_parser *p, struct arena *scratch, struct str text, struct tree *out)
{
	struct copy c = { .parser = p, .arena = scratch, .text = text, .tree = out };
	bool entered = text.len <= MEMORY_LIMIT && memory_enter(p->memory), done;

	*out = (struct tree){ .classes = true };
	done = parse_and_copy(&c, entered);
	if (entered)
		memory_leave();
	return done;
}

node_id
tree_first_from(const struct tree *t, node_id n, node_id end)
{
	for (; n < end; n = t->nodes.at[n].next)
		if (tree_kind(t, n) != NODE_ERROR)
			return n;
	return NODE_NIL;
}

node_id
tree_after(const struct tree *t, node_id parent, node_id n)
{
	return tree_first_from(t, t->nodes.at[n].next, t->nodes.at[parent].next);
}

node_id
tree_child(const struct tree *t, node_id parent, enum node_kind kind)
{
	node_id end = t->nodes.at[parent].next;

	for (node_id i = parent + 1; i < end; i = t->nodes.at[i].next)
		if (tree_kind(t, i) == kind)
			return i;
	return NODE_NIL;
}

node_id
tree_last(const struct tree *t, node_id parent)
{
	node_id end = t->nodes.at[parent].next, last = NODE_NIL;

	for (node_id i = parent + 1; i < end; i = t->nodes.at[i].next)
		if (tree_kind(t, i) != NODE_ERROR)
			last = i;
	return last;
}
