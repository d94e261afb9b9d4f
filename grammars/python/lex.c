/*
 * lex.c - a text is cut into tokens, as far as that is plain.
 */
#include "grammars/python/lex.h"

#include "base/arena.h"
#include "base/bytes.h"

#define WIDE 200u /* columns; Tree-sitter's scanner counts to 255 */

/* What a token that starts with a byte is. */
enum start {
	START_ODD,
	START_LETTER,
	START_DIGIT,
	START_QUOTE,
	START_BLANK,
	START_LINE, /* also \r, which only stands before \n */
	START_HASH,
	START_BACKSLASH,
	START_BRACKET,
	START_DOT,
	START_OPERATOR,
	START_NUL,
};

#define LETTERS(L)                                                                              \
	L('a'), L('b'), L('c'), L('d'), L('e'), L('f'), L('g'), L('h'), L('i'), L('j'), L('k'), \
		L('l'), L('m'), L('n'), L('o'), L('p'), L('q'), L('r'), L('s'), L('t'), L('u'), \
		L('v'), L('w'), L('x'), L('y'), L('z'), L('A'), L('B'), L('C'), L('D'), L('E'), \
		L('F'), L('G'), L('H'), L('I'), L('J'), L('K'), L('L'), L('M'), L('N'), L('O'), \
		L('P'), L('Q'), L('R'), L('S'), L('T'), L('U'), L('V'), L('W'), L('X'), L('Y'), \
		L('Z'), L('_')
#define DIGITS(D)            D('0'), D('1'), D('2'), D('3'), D('4'), D('5'), D('6'), D('7'), D('8'), D('9')
#define START_AS_LETTER(c)   [c] = START_LETTER
#define START_AS_DIGIT(c)    [c] = START_DIGIT
#define START_AS_OPERATOR(c) [c] = START_OPERATOR
#define TRUE_AT(c)           [c] = true

static const unsigned char starts[256] = {
	LETTERS(START_AS_LETTER), DIGITS(START_AS_DIGIT),   [0] = START_NUL,
	['"'] = START_QUOTE,      ['\''] = START_QUOTE,     [' '] = START_BLANK,
	['\t'] = START_BLANK,     ['\n'] = START_LINE,      ['\r'] = START_LINE,
	['#'] = START_HASH,       ['\\'] = START_BACKSLASH, ['('] = START_BRACKET,
	[')'] = START_BRACKET,    ['['] = START_BRACKET,    [']'] = START_BRACKET,
	['{'] = START_BRACKET,    ['}'] = START_BRACKET,    ['.'] = START_DOT,
	START_AS_OPERATOR(','),   START_AS_OPERATOR(':'),   START_AS_OPERATOR(';'),
	START_AS_OPERATOR('='),   START_AS_OPERATOR('!'),   START_AS_OPERATOR('+'),
	START_AS_OPERATOR('-'),   START_AS_OPERATOR('*'),   START_AS_OPERATOR('/'),
	START_AS_OPERATOR('%'),   START_AS_OPERATOR('@'),   START_AS_OPERATOR('<'),
	START_AS_OPERATOR('>'),   START_AS_OPERATOR('&'),   START_AS_OPERATOR('|'),
	START_AS_OPERATOR('^'),   START_AS_OPERATOR('~'),
};

static const bool in_names[256] = { LETTERS(TRUE_AT), DIGITS(TRUE_AT) };

/* Operators: the byte alone, twice, and each of these before an equals sign. */
static const struct {
	unsigned char one, two, one_assign, two_assign;
} operators[128] = {
	[','] = { .one = TOKEN_COMMA },
	[':'] = { .one = TOKEN_COLON, .one_assign = TOKEN_WALRUS },
	[';'] = { .one = TOKEN_SEMICOLON },
	['='] = { .one = TOKEN_ASSIGN, .one_assign = TOKEN_EQUAL },
	['!'] = { .one = TOKEN_BANG, .one_assign = TOKEN_UNEQUAL },
	['+'] = { .one = TOKEN_PLUS, .one_assign = TOKEN_PLUS_ASSIGN },
	['-'] = { .one = TOKEN_MINUS, .one_assign = TOKEN_AUGMENT },
	['*'] = { TOKEN_STAR, TOKEN_STARS, TOKEN_AUGMENT, TOKEN_AUGMENT },
	['/'] = { TOKEN_SLASH, TOKEN_SLASHES, TOKEN_AUGMENT, TOKEN_AUGMENT },
	['%'] = { .one = TOKEN_PERCENT, .one_assign = TOKEN_AUGMENT },
	['@'] = { .one = TOKEN_AT, .one_assign = TOKEN_AUGMENT },
	['<'] = { TOKEN_LESS, TOKEN_SHIFT_LEFT, TOKEN_LESS_EQUAL, TOKEN_AUGMENT },
	['>'] = { TOKEN_MORE, TOKEN_SHIFT_RIGHT, TOKEN_MORE_EQUAL, TOKEN_AUGMENT },
	['&'] = { .one = TOKEN_BIT_AND, .one_assign = TOKEN_AUGMENT },
	['|'] = { .one = TOKEN_BIT_OR, .one_assign = TOKEN_AUGMENT },
	['^'] = { .one = TOKEN_XOR, .one_assign = TOKEN_AUGMENT },
	['~'] = { .one = TOKEN_TILDE },
};

static const unsigned char brackets[128] = {
	['('] = TOKEN_OPEN,         [')'] = TOKEN_CLOSE,      ['['] = TOKEN_OPEN_SQUARE,
	[']'] = TOKEN_CLOSE_SQUARE, ['{'] = TOKEN_OPEN_BRACE, ['}'] = TOKEN_CLOSE_BRACE,
};

const struct lex_sign lex_signs[256] = {
	['('] = { TOKEN_OPEN, '\0' },        [')'] = { TOKEN_CLOSE, '\0' },
	['['] = { TOKEN_OPEN_SQUARE, '\0' }, [']'] = { TOKEN_CLOSE_SQUARE, '\0' },
	['{'] = { TOKEN_OPEN_BRACE, '\0' },  ['}'] = { TOKEN_CLOSE_BRACE, '\0' },
	[','] = { TOKEN_COMMA, '\0' },       [';'] = { TOKEN_SEMICOLON, '\0' },
	['='] = { TOKEN_ASSIGN, '=' },       [':'] = { TOKEN_COLON, '=' },
};

#define LETTER(c, at) ((uint64_t)(unsigned char)(c) << (8 * (at)))
#define WORD(a, b, c, d, e, f, g, h)                                                               \
	(LETTER(a, 0) | LETTER(b, 1) | LETTER(c, 2) | LETTER(d, 3) | LETTER(e, 4) | LETTER(f, 5) | \
	 LETTER(g, 6) | LETTER(h, 7))
/* Found by trying: no two keywords have one slot. */
#define SLOT(word) (((word)*UINT64_C(0xB57C8E05E3C9B0E1)) >> 58)

static const struct {
	uint64_t word;
	enum token token;
} keywords[64] = {
#define KEYWORD(name, ...) [SLOT(WORD(__VA_ARGS__))] = { WORD(__VA_ARGS__), TOKEN_##name },
	KEYWORDS(KEYWORD)
#undef KEYWORD
};

static inline char
byte(const struct lexer *l, uint32_t at)
{
	return l->text[at];
}

static inline enum start
start_of(char c)
{
	return (enum start)starts[(unsigned char)c];
}

static inline bool
in_name(char c)
{
	return in_names[(unsigned char)c];
}

void
lex_unsure(struct lexer *l)
{
	if (l->token != TOKEN_ODD)
		l->odd = l->end;
	l->token = TOKEN_ODD;
}

static uint32_t
line_end(const struct lexer *l, uint32_t at)
{
	return (uint32_t)(bytes_find(l->text + at, '\n', '\n', '\n') - l->text);
}

/* From `#` to the end of the line, which is returned. */
static uint32_t
comment(struct lexer *l, uint32_t at)
{
	uint32_t end = line_end(l, at);
	const char *text = l->text + at, *last = l->text + end;

	if (at < l->noted)
		return end;
	l->noted = end;
	while ((text = bytes_find_pair(text, last, 'h', 'o')) < last) {
		if (memcmp(text - 1, "shoring", 7) == 0) {
			*vec_push(l->arena, l->comments) =
				(struct extent){ at, end > l->len ? l->len : end };
			break;
		}
		text++;
	}
	return end;
}

static void
give(struct lexer *l, enum token token, uint32_t start, uint32_t end)
{
	l->start = start;
	l->end = end;
	l->token = token;
}

/* Past what a backslash escapes. */
static uint32_t
escape(const struct lexer *l, uint32_t at)
{
	return at + (byte(l, at + 1) == '\r' && byte(l, at + 2) == '\n' ? 3 : 2);
}

static void
one_line_string(struct lexer *l, uint32_t start, uint32_t at, char quote)
{
	for (;;) {
		at = (uint32_t)(bytes_find(l->text + at, quote, '\\', '\n') - l->text);
		if (byte(l, at) == quote) {
			give(l, TOKEN_STRING, start, at + 1);
			return;
		}
		if (byte(l, at) == '\n')
			break;
		at = escape(l, at);
		if (at > l->len)
			break;
	}
	lex_unsure(l);
}

static void
many_line_string(struct lexer *l, uint32_t start, uint32_t at, char quote)
{
	while (at < l->len) {
		at = (uint32_t)(bytes_find(l->text + at, quote, '\\', '\0') - l->text);
		if (byte(l, at) == '\\') {
			at = escape(l, at);
		} else if (byte(l, at) == '\0') {
			break;
		} else if (byte(l, at + 1) == quote && byte(l, at + 2) == quote) {
			give(l, TOKEN_STRING, start, at + 3);
			return;
		} else {
			at++;
		}
	}
	lex_unsure(l);
}

/* A string from its prefix on; `at` is the quote. */
static void
string(struct lexer *l, uint32_t start, uint32_t at, bool fields)
{
	char quote = byte(l, at);
	bool triple = byte(l, at + 1) == quote && byte(l, at + 2) == quote;

	at += triple ? 3 : 1;
	if (fields)
		give(l, TOKEN_FIELDS, start, at);
	else if (triple)
		many_line_string(l, start, at, quote);
	else
		one_line_string(l, start, at, quote);
}

/* A string whose prefix is of one or two letters. */
static void
prefixed(struct lexer *l, uint32_t start, uint32_t at)
{
	char first = (char)(byte(l, start) | 0x20);
	char second = at - start == 2 ? (char)(byte(l, start + 1) | 0x20) : '\0';

	if (second == 'r') {
		second = first;
		first = 'r';
	}
	if ((first == 'r' && (second == 'b' || second == 'f')) ||
	    (second == '\0' && strchr("rbuf", first) != NULL))
		string(l, start, at, first == 'f' || second == 'f');
	else
		lex_unsure(l);
}

bool
lex_in_name(char c)
{
	return in_name(c);
}

/* The upper bits tell names of one start and other lengths apart. */
static inline uint64_t
key_of(uint64_t word, uint32_t len)
{
	return (word + len) * UINT64_C(0xB57C8E05E3C9B0E1);
}

static inline uint64_t
word_at(const char *at, uint32_t len)
{
	uint64_t word = WORD(at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7]);

	return len == 8 ? word : word & ((UINT64_C(1) << (8 * len)) - 1);
}

uint64_t
lex_key(const char *at, uint32_t len)
{
	return key_of(word_at(at, len < 8 ? len : 8), len);
}

/* Past the characters of a name; the byte before `at` is its first. */
static inline uint32_t
name_end(const struct lexer *l, uint32_t at)
{
	for (;; at += 16) {
		unsigned others = ~bytes_in_name(l->text + at) & 0xFFFF;

		if (others != 0)
			return at + LOWEST_BIT(others);
	}
}

/* What directly follows a name that is none: a quote, or something that is not ASCII. */
static void
odd_name(struct lexer *l, uint32_t start, uint32_t at)
{
	if ((unsigned char)byte(l, at) >= 0x80)
		lex_unsure(l);
	else if (at - start <= 2)
		prefixed(l, start, at);
	else if (l->token == TOKEN_NAME)
		lex_unsure(l);
}

static void
name(struct lexer *l, uint32_t start)
{
	uint32_t at = name_end(l, start + 1), len = at - start;
	uint64_t word = word_at(l->text + start, len < 8 ? len : 8);
	char c = byte(l, at);

	l->start = start;
	l->end = at;
	l->token = TOKEN_NAME;
	l->key = key_of(word, len);
	if (len <= 8 && keywords[SLOT(word)].word == word)
		l->token = keywords[SLOT(word)].token;
	if (c == '"' || c == '\'' || (unsigned char)c >= 0x80)
		odd_name(l, start, at);
}

static uint32_t
digits(const struct lexer *l, uint32_t at)
{
	while ((byte(l, at) >= '0' && byte(l, at) <= '9') ||
	       (byte(l, at) == '_' && byte(l, at - 1) != '_' && byte(l, at - 1) != '.'))
		at++;
	return at;
}

/* Hexadecimal, octal or binary, after the prefix. */
static void
based_number(struct lexer *l, uint32_t start)
{
	char base = (char)(byte(l, start + 1) | 0x20);
	uint32_t at = start + 2;
	const char *of =
		base == 'x'   ? "0123456789abcdefABCDEF_"
		: base == 'o' ? "01234567_"
			      : "01_";

	while (byte(l, at) != '\0' && strchr(of, byte(l, at)) != NULL) {
		if (byte(l, at) == '_' && byte(l, at + 1) == '_')
			break;
		at++;
	}
	if (at == start + 2 || byte(l, at - 1) == '_' || in_name(byte(l, at)) ||
	    (unsigned char)byte(l, at) >= 0x80)
		lex_unsure(l);
	else
		give(l, TOKEN_INTEGER, start, at);
}

/* A number, from its first digit, or from a dot before one. */
static void
number(struct lexer *l, uint32_t start)
{
	uint32_t at = digits(l, start);
	bool whole = true;
	char c = byte(l, at);

	if (c == '.') {
		whole = false;
		at = digits(l, at + 1);
		c = byte(l, at);
	}
	if (c == 'e' || c == 'E') {
		uint32_t from = at + 1 + (byte(l, at + 1) == '-' || byte(l, at + 1) == '+');

		whole = false;
		at = digits(l, from);
		if (at == from || byte(l, from) == '_')
			at = start;
	}
	if (byte(l, at) == 'j' || byte(l, at) == 'J')
		at++;
	c = byte(l, at);
	if (at == start || byte(l, at - 1) == '_' || in_name(c) || (unsigned char)c >= 0x80)
		lex_unsure(l);
	else
		give(l, whole ? TOKEN_INTEGER : TOKEN_FLOAT, start, at);
}

static void
digit(struct lexer *l, uint32_t start)
{
	char next = (char)(byte(l, start + 1) | 0x20);

	if (byte(l, start) == '0' && (next == 'x' || next == 'o' || next == 'b'))
		based_number(l, start);
	else
		number(l, start);
}

static void
dot(struct lexer *l, uint32_t start)
{
	char next = byte(l, start + 1);

	if (next >= '0' && next <= '9')
		number(l, start);
	else if (next == '.' && byte(l, start + 2) == '.')
		give(l, TOKEN_ELLIPSIS, start, start + 3);
	else
		give(l, TOKEN_DOT, start, start + 1);
}

static void
operator(struct lexer *l, uint32_t start)
{
	char c = byte(l, start), next = byte(l, start + 1);
	enum token token = operators[(int)c].one;
	uint32_t end = start + 1;

	if (next == '=' && operators[(int)c].one_assign != 0) {
		token = operators[(int)c].one_assign;
		end = start + 2;
	} else if (next == c && operators[(int)c].two != 0) {
		bool assigns = byte(l, start + 2) == '=';

		token = assigns ? operators[(int)c].two_assign : operators[(int)c].two;
		end = start + 2 + assigns;
	} else if (c == '-' && next == '>') {
		token = TOKEN_ARROW;
		end = start + 2;
	}
	give(l, token, start, end);
}

/* Past a backslash that continues a line, and the blanks of the next; 0: something odd. */
static uint32_t
continued(const struct lexer *l, uint32_t at)
{
	at++;
	at += byte(l, at) == '\r';
	if (byte(l, at) != '\n')
		return 0;
	at++;
	while (byte(l, at) == ' ' || byte(l, at) == '\t')
		at++;
	return strchr("\r\n\f#\\", byte(l, at)) != NULL ? 0 : at; /* also the end */
}

/* Past blanks, and past comments and line ends in brackets. The start of what comes then. */
static enum start
skip(struct lexer *l, uint32_t *to)
{
	uint32_t at = *to;

	for (;; at++) {
		enum start start = start_of(byte(l, at));

		switch (start) {
		case START_BLANK:
			break;
		case START_HASH:
			at = comment(l, at) - 1;
			break;
		case START_LINE:
			if (l->nest == 0 || at >= l->len) {
				*to = at;
				return l->nest == 0 ? START_LINE : START_ODD;
			}
			break;
		case START_BACKSLASH:
			at = continued(l, at);
			if (at == 0)
				return START_ODD;
			at--;
			break;
		default:
			*to = at;
			return start;
		}
	}
}

void
lex_next(struct lexer *l)
{
	uint32_t at = l->end;
	enum start start;

	if (l->token == TOKEN_ODD)
		return;
	l->done = at;
	at += byte(l, at) == ' ';
	start = start_of(byte(l, at));
	if (start == START_LETTER) {
		name(l, at);
		return;
	}
	if (start >= START_BLANK && start <= START_BACKSLASH)
		start = skip(l, &at);
	switch (start) {
	case START_LETTER:
		name(l, at);
		break;
	case START_DIGIT:
		digit(l, at);
		break;
	case START_QUOTE:
		string(l, at, at, false);
		break;
	case START_LINE:
		give(l, TOKEN_LINE, at, at + 1 + (byte(l, at) == '\r'));
		break;
	case START_BRACKET:
		give(l, (enum token)brackets[(int)byte(l, at)], at, at + 1);
		break;
	case START_DOT:
		dot(l, at);
		break;
	case START_OPERATOR:
		operator(l, at);
		break;
	default:
		lex_unsure(l);
	}
}

/* The column of the first byte of a line that is no blank; false when it is an odd one. */
static bool
indentation(struct lexer *l, uint32_t *to)
{
	uint32_t at = *to, spaces, tabs = 0;

	spaces = LOWEST_BIT(~bytes_equal(l->text + at, ' '));
	for (at += spaces;; at++) {
		char c = byte(l, at);

		if (c == ' ')
			spaces++;
		else if (c == '\t')
			tabs++;
		else if (c == '\f')
			spaces = tabs = 0;
		else
			break;
	}
	*to = at;
	l->column = spaces + 8 * tabs;
	/* The two are counted in another way where both are there. */
	return (spaces == 0 || tabs == 0) && l->column <= WIDE;
}

void
lex_line(struct lexer *l)
{
	uint32_t at = l->end;
	bool plain;

	if (l->token == TOKEN_ODD)
		return;
	for (;;) {
		plain = indentation(l, &at);
		if (byte(l, at) == '#')
			at = comment(l, at);
		at += byte(l, at) == '\r';
		if (byte(l, at) != '\n')
			break;
		at++;
	}
	l->done = at;
	l->end = at;
	if (at >= l->len) {
		l->column = 0;
		give(l, TOKEN_END, l->len, at);
	} else if (plain) {
		lex_next(l);
	} else {
		lex_unsure(l);
	}
}

void
lex_from(struct lexer *l, uint32_t at)
{
	l->end = at;
	lex_next(l);
}
