/*
 * lex.h - private to grammars/python: Python's tokens, one at a time (language reference,
 * "Lexical analysis").
 *
 * What is rare, or is read otherwise by Tree-sitter's grammar, is no token: the lexer is unsure
 * then, and stays so, whatever else is asked of it.
 */
#ifndef SHORING_PYTHON_LEX_H
#define SHORING_PYTHON_LEX_H

#include "grammars/python/starts.h"
#include "grammars/python/tree.h"

/* KEYWORD(name, letters...) */
#define KEYWORDS(KEYWORD)                                         \
	KEYWORD(FALSE, 'F', 'a', 'l', 's', 'e', 0, 0, 0)          \
	KEYWORD(NONE, 'N', 'o', 'n', 'e', 0, 0, 0, 0)             \
	KEYWORD(TRUE, 'T', 'r', 'u', 'e', 0, 0, 0, 0)             \
	KEYWORD(AND, 'a', 'n', 'd', 0, 0, 0, 0, 0)                \
	KEYWORD(AS, 'a', 's', 0, 0, 0, 0, 0, 0)                   \
	KEYWORD(ASSERT, 'a', 's', 's', 'e', 'r', 't', 0, 0)       \
	KEYWORD(ASYNC, 'a', 's', 'y', 'n', 'c', 0, 0, 0)          \
	KEYWORD(AWAIT, 'a', 'w', 'a', 'i', 't', 0, 0, 0)          \
	KEYWORD(BREAK, 'b', 'r', 'e', 'a', 'k', 0, 0, 0)          \
	KEYWORD(CLASS, 'c', 'l', 'a', 's', 's', 0, 0, 0)          \
	KEYWORD(CONTINUE, 'c', 'o', 'n', 't', 'i', 'n', 'u', 'e') \
	KEYWORD(DEF, 'd', 'e', 'f', 0, 0, 0, 0, 0)                \
	KEYWORD(DEL, 'd', 'e', 'l', 0, 0, 0, 0, 0)                \
	KEYWORD(ELIF, 'e', 'l', 'i', 'f', 0, 0, 0, 0)             \
	KEYWORD(ELSE, 'e', 'l', 's', 'e', 0, 0, 0, 0)             \
	KEYWORD(EXCEPT, 'e', 'x', 'c', 'e', 'p', 't', 0, 0)       \
	KEYWORD(FINALLY, 'f', 'i', 'n', 'a', 'l', 'l', 'y', 0)    \
	KEYWORD(FOR, 'f', 'o', 'r', 0, 0, 0, 0, 0)                \
	KEYWORD(FROM, 'f', 'r', 'o', 'm', 0, 0, 0, 0)             \
	KEYWORD(GLOBAL, 'g', 'l', 'o', 'b', 'a', 'l', 0, 0)       \
	KEYWORD(IF, 'i', 'f', 0, 0, 0, 0, 0, 0)                   \
	KEYWORD(IMPORT, 'i', 'm', 'p', 'o', 'r', 't', 0, 0)       \
	KEYWORD(IN, 'i', 'n', 0, 0, 0, 0, 0, 0)                   \
	KEYWORD(IS, 'i', 's', 0, 0, 0, 0, 0, 0)                   \
	KEYWORD(LAMBDA, 'l', 'a', 'm', 'b', 'd', 'a', 0, 0)       \
	KEYWORD(NONLOCAL, 'n', 'o', 'n', 'l', 'o', 'c', 'a', 'l') \
	KEYWORD(NOT, 'n', 'o', 't', 0, 0, 0, 0, 0)                \
	KEYWORD(OR, 'o', 'r', 0, 0, 0, 0, 0, 0)                   \
	KEYWORD(PASS, 'p', 'a', 's', 's', 0, 0, 0, 0)             \
	KEYWORD(RAISE, 'r', 'a', 'i', 's', 'e', 0, 0, 0)          \
	KEYWORD(RETURN, 'r', 'e', 't', 'u', 'r', 'n', 0, 0)       \
	KEYWORD(TRY, 't', 'r', 'y', 0, 0, 0, 0, 0)                \
	KEYWORD(WHILE, 'w', 'h', 'i', 'l', 'e', 0, 0, 0)          \
	KEYWORD(WITH, 'w', 'i', 't', 'h', 0, 0, 0, 0)             \
	KEYWORD(YIELD, 'y', 'i', 'e', 'l', 'd', 0, 0, 0)

enum token {
	TOKEN_ODD,  /* the lexer is unsure */
	TOKEN_END,  /* of the text */
	TOKEN_LINE, /* a line ends outside of brackets */
	TOKEN_NAME, /* also soft keywords */
	TOKEN_INTEGER,
	TOKEN_FLOAT,
	TOKEN_STRING, /* whole */
	TOKEN_FIELDS, /* the prefix and quotes of a string with fields */
	TOKEN_OPEN,   /* ( */
	TOKEN_CLOSE,
	TOKEN_OPEN_SQUARE,
	TOKEN_CLOSE_SQUARE,
	TOKEN_OPEN_BRACE,
	TOKEN_CLOSE_BRACE,
	TOKEN_COMMA,
	TOKEN_COLON,
	TOKEN_SEMICOLON,
	TOKEN_DOT,
	TOKEN_ELLIPSIS,
	TOKEN_ARROW,
	TOKEN_BANG,
	TOKEN_ASSIGN,
	TOKEN_WALRUS,
	TOKEN_PLUS_ASSIGN,
	TOKEN_AUGMENT, /* all others */
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_STAR,
	TOKEN_STARS,
	TOKEN_SLASH,
	TOKEN_SLASHES,
	TOKEN_PERCENT,
	TOKEN_AT,
	TOKEN_SHIFT_LEFT,
	TOKEN_SHIFT_RIGHT,
	TOKEN_BIT_AND,
	TOKEN_BIT_OR,
	TOKEN_XOR,
	TOKEN_TILDE,
	TOKEN_LESS,
	TOKEN_LESS_EQUAL,
	TOKEN_EQUAL,
	TOKEN_UNEQUAL,
	TOKEN_MORE_EQUAL,
	TOKEN_MORE,
#define KEYWORD(name, ...) TOKEN_##name,
	KEYWORDS(KEYWORD)
#undef KEYWORD
		TOKEN_COUNT
};

#define LEX_LETTER(c, at) ((uint64_t)(unsigned char)(c) << (8 * (at)))
#define LEX_WORD(a, b, c, d, e, f, g, h)                                             \
	(LEX_LETTER(a, 0) | LEX_LETTER(b, 1) | LEX_LETTER(c, 2) | LEX_LETTER(d, 3) | \
	 LEX_LETTER(e, 4) | LEX_LETTER(f, 5) | LEX_LETTER(g, 6) | LEX_LETTER(h, 7))

/* What stands for a name: of its first eight bytes, which must be there, and its length. */
uint64_t lex_key(const char *at, uint32_t len);

#define LEX_LETTERS(L)                                                                          \
	L('a'), L('b'), L('c'), L('d'), L('e'), L('f'), L('g'), L('h'), L('i'), L('j'), L('k'), \
		L('l'), L('m'), L('n'), L('o'), L('p'), L('q'), L('r'), L('s'), L('t'), L('u'), \
		L('v'), L('w'), L('x'), L('y'), L('z'), L('A'), L('B'), L('C'), L('D'), L('E'), \
		L('F'), L('G'), L('H'), L('I'), L('J'), L('K'), L('L'), L('M'), L('N'), L('O'), \
		L('P'), L('Q'), L('R'), L('S'), L('T'), L('U'), L('V'), L('W'), L('X'), L('Y'), \
		L('Z'), L('_')

extern const bool lex_in_names[256];

/* Is it an ASCII letter, a digit or an underscore? */
static inline bool
lex_in_name(char c)
{
	return lex_in_names[(unsigned char)c];
}

#define NAMES_LONG 56 /* bytes */

/* How long the name is that starts at `at`, by starts.named; NAMES_LONG or more for a longer one, too. */
static inline uint32_t
starts_name(const unsigned char *named, uint32_t at)
{
	const unsigned char *b = named + at / 8;
	uint64_t bits = LEX_WORD(b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]);

	return LOWEST_BIT_64(~(bits >> at % 8) | UINT64_C(1) << 63);
}

/* letters.c: the end of a name of which some letters are not ASCII; NULL when one of them is odd. The
 * name is the same in normal form KC. */
const char *lex_letters(const char *start);

/* numbers.c: the end of the number that starts with that digit, or dot before one; NULL when it is
 * odd. */
const char *lex_number(const char *start, bool *whole);

struct lexer {
	const char *text;    /* ends in a line end and many NULs */
	uint32_t len;        /* without these */
	uint32_t start, end; /* of the token */
	uint32_t done;       /* the end of the one before it */
	uint32_t nest;       /* brackets that are open */
	uint32_t column;     /* of the line's first token, after lex_line() */
	enum token token;
	uint64_t key; /* lex_key() of the name, if it is one */
	const struct starts *starts;
	uint32_t at;    /* from here on the next start is looked for */
	uint32_t noted; /* comments before here have been looked at */
	uint32_t odd;   /* where the lexer became unsure */
	struct arena *arena;
	struct extents *comments; /* those that have "shoring" in them */
};

/* Bytes that must follow the text in memory: a line end, then NULs up to past the last start. */
#define LEX_PADDING 160

/* The next token. */
void lex_next(struct lexer *l);

/* What a token that starts with a byte is. */
enum start {
	START_ODD, /* nothing, or a letter outside ASCII */
	START_QUOTE,
	START_BLANK, /* which is none */
	START_LETTER,
	START_DIGIT,
	START_LINE, /* also \r, which only stands before \n */
	START_HASH,
	START_BACKSLASH,
	START_BRACKET,
	START_DOT,
	START_OPERATOR,
};

extern const unsigned char lex_starts[256]; /* by byte */

/* By byte: the token that it is by itself, unless one of those bytes follows, or TOKEN_LINE stands in
 * brackets; TOKEN_NAME where one starts; TOKEN_ODD: look. */
struct lex_sign {
	_Alignas(4) unsigned char token;
	unsigned char unless;  /* bits of `follows` */
	unsigned char follows; /* what it means after another */
};

extern const struct lex_sign lex_signs[256];

/* The next start is the first from `at` on. */
static inline void
lex_go(struct lexer *l, uint32_t at)
{
	l->at = at;
}

/* Of a name or keyword, by the upper bits of what its first eight bytes are multiplied to. */
#define LEX_SPREAD        UINT64_C(0xB57C8E05E3C9B0E1) /* found by trying: no two keywords have one slot */
#define LEX_SLOT(product) ((product) >> 58)
/* Tells names of one start and other lengths apart, too. */
#define LEX_KEY(product, len) ((product) + ((uint64_t)(len) << 52))

struct lex_keyword {
	uint64_t key;
	enum token token;
};

extern const struct lex_keyword lex_keywords[64];

extern const uint64_t lex_masks[9]; /* as many bytes of eight, the first the lowest */

/* What the first eight bytes, or as many as there are, at least one, are multiplied to. */
static inline uint64_t
lex_product(const char *at, uint32_t len)
{
	uint64_t word = LEX_WORD(at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7]);

	return (word & lex_masks[len < 8 ? len : 8]) * LEX_SPREAD;
}

/* The keyword that those bytes are, or TOKEN_NAME; *key: lex_key(). */
static inline enum token
lex_word(const char *at, uint32_t len, uint64_t *key)
{
	uint64_t product = lex_product(at, len);
	const struct lex_keyword *word = &lex_keywords[LEX_SLOT(product)];

	*key = LEX_KEY(product, len);
	return word->key == *key ? word->token : TOKEN_NAME;
}

/* Where the comment ends that starts at `at`, which is looked at. */
uint32_t lex_comment(struct lexer *l, uint32_t at);
/* Go on behind a backslash there that continues a line; false: something odd. */
bool lex_continued(struct lexer *l, uint32_t at);

/* The first start from there on, by starts.at. Most are within the next 57 bytes: there is no guess to be made, as
 * there is where one word of bits after the other is used up. */
static inline uint32_t
starts_next(const unsigned char *starts, uint32_t at)
{
	for (;; at = at / 8 * 8 + 64) {
		const unsigned char *b = starts + at / 8;
		uint64_t bits = LEX_WORD(b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]) >> at % 8;

		if (bits != 0)
			return at + LOWEST_BIT_64(bits);
	}
}

/* The next start. */
static inline uint32_t
lex_start(struct lexer *l)
{
	uint32_t at = starts_next(l->starts->at, l->at);

	l->at = at + 1;
	return at;
}

/* The same as lex_next(), of a token that starts at that start. */
void lex_at(struct lexer *l, uint32_t at);
/* If that is a letter. */
void lex_name(struct lexer *l, uint32_t start);

/* The same as lex_next(), quicker where the token is a name or a sign. */
static inline void
lex_step(struct lexer *l)
{
	uint32_t at = lex_start(l);
	struct lex_sign sign = lex_signs[(unsigned char)l->text[at]];

	l->done = l->end;
	if (sign.token == TOKEN_NAME) {
		lex_name(l, at);
	} else if (sign.token == TOKEN_ODD || (sign.token == TOKEN_LINE && l->nest > 0) ||
	           (sign.unless & lex_signs[(unsigned char)l->text[at + 1]].follows) != 0) {
		lex_at(l, at);
	} else {
		l->start = at;
		l->end = at + 1;
		l->token = (enum token)sign.token;
	}
}
/* The next line that is neither blank nor a comment: its column and its first token. */
void lex_line(struct lexer *l);
/* Go on from `at`, at the same depth of brackets. */
void lex_from(struct lexer *l, uint32_t at);
/* No more tokens: the text is not sure to be read as Tree-sitter reads it. */
void lex_unsure(struct lexer *l);

#endif
