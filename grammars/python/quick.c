/*
 * quick.c - a text is read statement by statement, and its nodes are put in order.
 */
#include "grammars/python/quick.h"

#include "base/arena.h"
#include "base/bytes.h"
#include "grammars/python/parser.h"

VEC(text_room, char);
struct quick {
	struct arena *arena;
	const struct strs *importers;
	struct interest every, set; /* of every text, of this one */
	struct text_room text;
	struct built_nodes built;
	struct nodes nodes;
	struct extents comments;
	uint32_t unsure_at;
	struct node_ids imports;
	uint32_t *
		ends; /* by place in `built`: of how many the first node below them stands there; zero between texts */
};

struct quick *
quick_new(struct arena *a, const struct strs *importers)
{
	struct quick *q = arena_new(a, struct quick);

	q->arena = a;
	q->importers = importers;
	interest_begin(&q->every, importers);
	return q;
}

/* The text with what the lexer wants after it. */
static const char *
padded(struct quick *q, struct str text)
{
	size_t room = text.len + LEX_PADDING;

	if (room > q->text.room) {
		q->text.room = (uint32_t)(room + room / 2);
		q->text.at = arena_array(q->arena, char, q->text.room);
	}
	if (text.len > 0)
		memcpy(q->text.at, text.at, text.len);
	memset(q->text.at + text.len, 0, LEX_PADDING);
	q->text.at[text.len] = '\n';
	return q->text.at;
}

static void
have_room(struct quick *q, uint32_t count)
{
	if (count <= q->nodes.room)
		return;
	q->nodes.room = count + count / 2;
	q->nodes.at = arena_array(q->arena, struct node, q->nodes.room);
	q->ends = arena_array(q->arena, uint32_t, (size_t)q->nodes.room + 1);
}

/* The nodes with parents first. What is below a node stands before it in `built`, so that its
 * place among them, its size and its depth tell where it goes. */
static void
put_in_order(struct quick *q, struct tree *out)
{
	const struct built *built = q->built.at;
	const uint32_t count = q->built.count;
	uint32_t depth = 0, imports = 0;
	struct node *nodes;
	uint32_t *ends;

	have_room(q, count);
	nodes = q->nodes.at;
	ends = q->ends;
	for (uint32_t i = count; i-- > 0;) {
		const struct built b = built[i];
		uint32_t first = i + 1 - b.size, place;

		/* Those of which it is not below any more. */
		depth -= ends[i + 1];
		ends[i + 1] = 0;
		place = first + depth;
		nodes[place] = (struct node){
			.start = b.start,
			.end = b.end,
			.next = place + b.size,
			.kind = b.kind,
			.flags = b.flags,
		};
		imports += tree_imports(b.kind);
		ends[first] += b.size > 1;
		depth += b.size > 1;
	}
	ends[0] = 0;
	q->nodes.count = count;
	vec_expect(q->arena, &q->imports, imports);
	q->imports.count = 0;
	for (node_id i = 0; q->imports.count < imports; i++)
		if (tree_imports(nodes[i].kind))
			q->imports.at[q->imports.count++] = i;
	out->nodes = q->nodes;
	out->imports = q->imports;
	out->comments = q->comments;
}

bool
quick_read(struct quick *q, struct str text, const struct starts *starts, bool whole,
           struct tree *out)
{
	struct parser p = {
		.l = {
			.text = padded(q, text),
			.len = (uint32_t)text.len,
			.token = TOKEN_LINE,
			.starts = starts,
			.arena = q->arena,
			.comments = &q->comments,
		},
		.arena = q->arena,
		.nodes = q->built,
		.prunes = !whole,
		.set = &q->set,
	};

	*out = (struct tree){ 0 };
	p.nodes.count = 0;
	q->comments.count = 0;
	if (!whole) {
		q->set = q->every;
		interest_gather(&q->set, (struct str){ p.l.text, text.len }, &starts->imports,
		                q->importers);
	}
	lex_line(&p.l);
	for (uint32_t i = 0; token(&p) != TOKEN_ODD && token(&p) != TOKEN_END; i++) {
		p.head = i < 2;
		if (p.l.column != 0)
			unsure(&p);
		else
			read_statement(&p);
	}
	p.l.done = (uint32_t)text.len;
	put(&p, NODE_MODULE, 0, 0);
	q->built = p.nodes;
	q->unsure_at = p.l.odd;
	out->classes = p.reads;
	if (token(&p) != TOKEN_END)
		return false;
	put_in_order(q, out);
	return true;
}

uint32_t
quick_unsure_at(const struct quick *q)
{
	return q->unsure_at;
}
