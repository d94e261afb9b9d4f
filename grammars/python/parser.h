/*
 * parser.h - private to quick.c and what it is made of: where the reading of a text is.
 *
 * Nodes are put after those below them, each with how many it holds: what is to be below a node
 * is everything since a mark. quick.c turns the order around when all are there. Once the lexer
 * is unsure every function comes back soon; what the nodes are then is of no matter.
 *
 * Of what no fact can come there is no node, if the reader prunes: `kept` and `interest` count what
 * has been seen, so that who began something knows whether there was anything in it. Statements
 * are left out that keep nothing; the body of a function in which nothing is of interest, whose
 * names are nobody's business then; and what is below some values.
 *
 * The body of a function is passed over first (pass.c): of it there are nodes only for uses of
 * imported names, and for what says in which context they are. Where something is met that makes
 * more of it matter, all that is undone and the body is read.
 *
 * Each function reads from the token that the lexer is at, and leaves it after what it read.
 */
#ifndef SHORING_PYTHON_PARSER_H
#define SHORING_PYTHON_PARSER_H

#include "grammars/python/interest.h"
#include "grammars/python/lex.h"

struct built {
	uint32_t start, end; /* bytes */
	uint32_t size;       /* nodes: itself and those below it */
	uint16_t kind;       /* enum node_kind */
	uint16_t flags;      /* enum node_flags */
};

VEC(built_nodes, struct built);

struct parser {
	struct lexer l;
	struct arena *arena;
	struct built_nodes nodes;
	uint32_t depth;  /* of expressions in expressions */
	uint32_t blocks; /* of blocks in blocks */
	uint32_t indent; /* the column of the block's statements */
	uint32_t end;    /* of the last statement */
	bool prunes;
	const struct interest *set;
	/* Names of interest, imports, definitions and what else makes rows or changes what others
	 * mean. */
	uint32_t interest;
	uint32_t kept;  /* these, names that are bound, and what ends a block */
	uint32_t began; /* interest where the statement began */
	bool head;      /* at the first statements of the module: they tell where its head ends */
	struct extent first; /* the first parameter of the function, if it has one */
	bool gives;          /* a return of the function gives that */
	bool gives_more;     /* another one does not */
	bool passes;         /* the body of a function is passed over */
	bool turned;         /* what was met there makes all of it matter */
	bool reads;          /* there is one that was not passed over */
	uint32_t handlers;   /* around, in that body: how they end matters */
	uint32_t inside;     /* statements with blocks around, in that body */
};

static inline enum token
token(const struct parser *p)
{
	return p->l.token;
}

static inline uint32_t
mark(const struct parser *p)
{
	return p->nodes.count;
}

static inline void
unsure(struct parser *p)
{
	lex_unsure(&p->l);
}

static inline void
next(struct parser *p)
{
	lex_step(&p->l);
}

/* A node from `start` to the end of the last token, of all that came since the mark. */
static inline struct built *
put(struct parser *p, enum node_kind kind, uint32_t start, uint32_t from)
{
	struct built *node = vec_push(p->arena, &p->nodes);

	*node = (struct built){
		.start = start,
		.end = p->l.done,
		.size = p->nodes.count - from,
		.kind = (uint16_t)kind,
	};
	return node;
}

/* A node from `start` to the end of the last statement. */
static inline void
put_statement(struct parser *p, enum node_kind kind, uint32_t start, uint32_t from)
{
	put(p, kind, start, from)->end = p->end;
}

/* A node for the token that the lexer is at. */
static inline struct built *
put_token(struct parser *p, enum node_kind kind)
{
	struct built *node = vec_push(p->arena, &p->nodes);

	*node = (struct built){
		.start = p->l.start, .end = p->l.end, .size = 1, .kind = (uint16_t)kind
	};
	return node;
}

/* Try again from `start`, where the nodes were as many as the mark says: outside of brackets. */
static inline void
read_back(struct parser *p, uint32_t from, uint32_t start)
{
	p->nodes.count = from;
	p->depth = 0;
	p->l.nest = 0;
	p->l.token = TOKEN_LINE;
	lex_from(&p->l, start);
}

/* Are blocks dissolved, with nothing kept but uses? */
static inline bool
is_flat(const struct parser *p)
{
	return p->passes && p->handlers == 0;
}

static inline void
keep(struct parser *p)
{
	p->kept += !is_flat(p);
}

/* Something that makes all of a function's body matter. */
static inline void
telling(struct parser *p)
{
	if (!p->passes)
		return;
	p->turned = true;
	unsure(p);
}

static inline void
interesting(struct parser *p)
{
	p->interest++;
	p->kept++;
}

/* Leave out a statement of which nothing was kept. */
static inline void
leave_out(struct parser *p, uint32_t from, uint32_t kept)
{
	if (p->prunes && p->kept == kept && !(p->head && p->blocks == 0))
		p->nodes.count = from;
}

/* Leave out what is below a node that was just put, if nothing of that was kept. */
static inline void
put_bare(struct parser *p, uint32_t from, uint32_t kept)
{
	struct built last;

	if (!p->prunes || p->kept != kept)
		return;
	last = p->nodes.at[mark(p) - 1];
	last.size = 1;
	p->nodes.at[from] = last;
	p->nodes.count = from + 1;
}

static inline void
expect(struct parser *p, enum token wanted)
{
	if (token(p) == wanted)
		next(p);
	else
		unsure(p);
}

/* A name with those flags; false: there is none. */
static inline bool
expect_name(struct parser *p, unsigned flags)
{
	if (token(p) != TOKEN_NAME) {
		unsure(p);
		return false;
	}
	put_token(p, NODE_IDENT)->flags = (uint16_t)flags;
	next(p);
	return true;
}

static inline void
open_bracket(struct parser *p)
{
	p->l.nest++;
	next(p);
}

static inline void
close_bracket(struct parser *p, enum token wanted)
{
	p->l.nest--;
	expect(p, wanted);
}

/* Is the name at the lexer that word? */
static inline bool
is_word(const struct parser *p, struct str word)
{
	return token(p) == TOKEN_NAME && p->l.end - p->l.start == word.len &&
	       memcmp(p->l.text + p->l.start, word.at, word.len) == 0;
}

/* Is the lexer at what ends a simple statement? */
static inline bool
at_end(const struct parser *p)
{
	return token(p) == TOKEN_LINE || token(p) == TOKEN_SEMICOLON;
}

/* Where to go back to, when it turns out that something cannot be passed over. */
struct place {
	uint32_t start, nodes, interest, kept, nest, depth;
	bool odd; /* the lexer was unsure already */
};

static inline struct place
here(const struct parser *p)
{
	return (struct place){
		.start = p->l.start,
		.nodes = p->nodes.count,
		.interest = p->interest,
		.kept = p->kept,
		.nest = p->l.nest,
		.depth = p->depth,
		.odd = token(p) == TOKEN_ODD,
	};
}

static inline void
go_back(struct parser *p, struct place to)
{
	if (p->turned || to.odd)
		return;
	p->nodes.count = to.nodes;
	p->interest = to.interest;
	p->kept = to.kept;
	p->l.nest = to.nest;
	p->depth = to.depth;
	p->l.token = TOKEN_LINE;
	lex_from(&p->l, to.start);
}

/* What is passed over: the first states of make_automaton.py. */
enum passes {
	PASS_ONE,       /* an expression */
	PASS_LIST,      /* with commas */
	PASS_STATEMENT, /* an expression statement or an assignment, to before the end of it */
};

/* pass.c: past that. False when it has to be read: where the lexer is then is of no matter. */
bool pass(struct parser *p, enum passes what);
/* passing.c: an attribute chain on a name that may be of interest; `alone`: it begins a parenthesis.
 * *chain: there are attributes. As of the two below, the last token is taken then, and no more;
 * false when pass() has to give up. */
bool pass_use(struct parser *p, bool alone, bool *chain);
/* Is the attribute that the lexer is at TYPE_CHECKING? Whatever it is read off, it says when an arm runs. */
bool pass_checks_types(struct parser *p);
/* Strings from one with fields on. */
bool pass_fields(struct parser *p);
/* `for x in` of a comprehension. */
bool pass_for(struct parser *p);
/* A statement as above; false, with nothing read, when it has to be read. */
bool pass_statement(struct parser *p);
/* An expression of which nothing but uses matter, also outside of functions. */
void pass_aside(struct parser *p);
/* An expression; false when it cannot be passed over. */
bool pass_one(struct parser *p);
/* What the function below of that name reads. Of what is passed over there are nodes for uses
 * alone; what cannot be is read by its function below, but for a function's body always. */
void pass_named(struct parser *p);
void pass_expression(struct parser *p);
void pass_expression_list(struct parser *p);
/* The body of a function, as far as that can be told. False, with nothing read, when something in it makes all of it
 * matter. */
bool pass_body(struct parser *p);

/* expressions.c: an expression, no `:=`. */
void read_expression(struct parser *p);
/* An expression that may be `name := value`. */
void read_named(struct parser *p);
/* One without `if` and `lambda` outside of brackets. */
void read_disjunction(struct parser *p);
/* What binds tighter than comparisons. */
void read_operand(struct parser *p);
/* A name and what is called, subscripted and taken of it. */
void read_primary(struct parser *p);
/* `.b` of what began at `start`, and is what came since the mark. */
void read_attribute(struct parser *p, uint32_t start, uint32_t from);
/* Expressions with commas between them, stars before some. True when there is a comma. The nodes
 * stand side by side. */
bool read_expressions(struct parser *p);
/* The same as one node. */
void read_expression_list(struct parser *p);
/* `yield`, or expressions as one node. */
void read_value(struct parser *p);
/* An annotation. */
void read_type(struct parser *p);
/* `(a, *b, c=d)` below a node of its own; a lone generator instead of that. */
void read_arguments(struct parser *p);

/* displays.c: what stands in brackets. */
void read_parentheses(struct parser *p);
void read_list(struct parser *p);
void read_braces(struct parser *p);
/* `for x in y if z`, as many as there are; the lexer is at the first `for` or `async`. */
void read_clauses(struct parser *p);
/* `lambda` and all of it. */
void read_lambda(struct parser *p);
/* Parameters up to the closing token, which is left; `typed`: with annotations. */
void read_parameters(struct parser *p, enum token closing, bool typed);
/* A name that goes before an equals sign, of a keyword. */
void read_argument(struct parser *p);
/* Names for types in square brackets, PEP 695. */
void read_type_parameters(struct parser *p);

/* strings.c's counterpart, fields.c: strings side by side, with and without fields. */
void read_strings(struct parser *p);

/* targets.c: what is assigned to: names, attributes, subscripts, and lists of such. */
void read_targets(struct parser *p);
/* Is what came since the mark and started there one such, as it stands? */
bool is_plain_target(const struct parser *p, uint32_t from, uint32_t start);

/* simple.c: the statements of one line, up to its end. */
void read_line(struct parser *p);
/* compound.c: any statement, with the line ends after it. */
void read_statement(struct parser *p);
/* The colon, and the block after it. */
void read_block(struct parser *p);
/* An indented block begins at the end of the line; false when it does not. */
bool enter_block(struct parser *p, uint32_t *outer);
/* Is the lexer at another statement of it? */
bool in_block(const struct parser *p);
void leave_block(struct parser *p, uint32_t outer);

/* patterns.c: a match statement; false, with nothing read, when it is none. */
bool read_match(struct parser *p);
/* What is after `case`, and what that is made of. */
void read_pattern(struct parser *p);
/* Patterns with commas between them; true when there is one. */
bool read_pattern_list(struct parser *p, enum token closing);

#endif
