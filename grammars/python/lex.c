/*
 * lex.c - a text is cut into tokens, as far as that is plain.
 */
#include "grammars/python/lex.h"

#include "base/arena.h"
#include "base/bytes.h"

#define WIDE 200u /* columns; Tree-sitter's scanner counts to 255 */

#define DIGITS(D)            D('0'), D('1'), D('2'), D('3'), D('4'), D('5'), D('6'), D('7'), D('8'), D('9')
#define START_AS_LETTER(c)   [c] = START_LETTER
#define START_AS_DIGIT(c)    [c] = START_DIGIT
#define START_AS_OPERATOR(c) [c] = START_OPERATOR
#define TRUE_AT(c)           [c] = true

const unsigned char lex_starts[256] = {
	LEX_LETTERS(START_AS_LETTER), DIGITS(START_AS_DIGIT), ['"'] = START_QUOTE,
	['\''] = START_QUOTE,         [' '] = START_BLANK,    ['\t'] = START_BLANK,
	['\n'] = START_LINE,          ['\r'] = START_LINE,    ['#'] = START_HASH,
	['\\'] = START_BACKSLASH,     ['('] = START_BRACKET,  [')'] = START_BRACKET,
	['['] = START_BRACKET,        [']'] = START_BRACKET,  ['{'] = START_BRACKET,
	['}'] = START_BRACKET,        ['.'] = START_DOT,      START_AS_OPERATOR(','),
	START_AS_OPERATOR(':'),       START_AS_OPERATOR(';'), START_AS_OPERATOR('='),
	START_AS_OPERATOR('!'),       START_AS_OPERATOR('+'), START_AS_OPERATOR('-'),
	START_AS_OPERATOR('*'),       START_AS_OPERATOR('/'), START_AS_OPERATOR('%'),
	START_AS_OPERATOR('@'),       START_AS_OPERATOR('<'), START_AS_OPERATOR('>'),
	START_AS_OPERATOR('&'),       START_AS_OPERATOR('|'), START_AS_OPERATOR('^'),
	START_AS_OPERATOR('~'),
};

const bool lex_in_names[256] = { LEX_LETTERS(TRUE_AT), DIGITS(TRUE_AT) };

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

/* What changes the sign before it. */
enum follows {
	EQUALS = 1 << 0,
	DIGIT = 1 << 1, /* or another dot */
	STAR = 1 << 2,
	SLASH = 1 << 3,
	LESS = 1 << 4,
	MORE = 1 << 5,
};

#define SIGN_OF_NAME(c)  [c] = { .token = TOKEN_NAME }
#define SIGN_OF_DIGIT(c) [c] = { .follows = DIGIT }

const struct lex_sign lex_signs[256] = {
	LEX_LETTERS(SIGN_OF_NAME),
	DIGITS(SIGN_OF_DIGIT),
	['('] = { .token = TOKEN_OPEN },
	[')'] = { .token = TOKEN_CLOSE },
	['['] = { .token = TOKEN_OPEN_SQUARE },
	[']'] = { .token = TOKEN_CLOSE_SQUARE },
	['{'] = { .token = TOKEN_OPEN_BRACE },
	['}'] = { .token = TOKEN_CLOSE_BRACE },
	['\n'] = { .token = TOKEN_LINE },
	[','] = { .token = TOKEN_COMMA },
	[';'] = { .token = TOKEN_SEMICOLON },
	['~'] = { .token = TOKEN_TILDE },
	['.'] = { TOKEN_DOT, DIGIT, DIGIT },
	['='] = { TOKEN_ASSIGN, EQUALS, EQUALS },
	[':'] = { .token = TOKEN_COLON, .unless = EQUALS },
	['+'] = { .token = TOKEN_PLUS, .unless = EQUALS },
	['%'] = { .token = TOKEN_PERCENT, .unless = EQUALS },
	['@'] = { .token = TOKEN_AT, .unless = EQUALS },
	['&'] = { .token = TOKEN_BIT_AND, .unless = EQUALS },
	['|'] = { .token = TOKEN_BIT_OR, .unless = EQUALS },
	['^'] = { .token = TOKEN_XOR, .unless = EQUALS },
	['-'] = { .token = TOKEN_MINUS, .unless = EQUALS | MORE },
	['*'] = { TOKEN_STAR, EQUALS | STAR, STAR },
	['/'] = { TOKEN_SLASH, EQUALS | SLASH, SLASH },
	['<'] = { TOKEN_LESS, EQUALS | LESS, LESS },
	['>'] = { TOKEN_MORE, EQUALS | MORE, MORE },
};

/* Letters of a keyword, which has two at least. */
#define LENGTH(a, b, c, d, e, f, g, h) \
	(2 + ((c) != 0) + ((d) != 0) + ((e) != 0) + ((f) != 0) + ((g) != 0) + ((h) != 0))

const uint64_t lex_masks[9] = {
	0,
	UINT64_MAX >> 56,
	UINT64_MAX >> 48,
	UINT64_MAX >> 40,
	UINT64_MAX >> 32,
	UINT64_MAX >> 24,
	UINT64_MAX >> 16,
	UINT64_MAX >> 8,
	UINT64_MAX,
};

const struct lex_keyword lex_keywords[64] = {
#define KEYWORD(name, ...)                                                                     \
	[LEX_SLOT(LEX_WORD(__VA_ARGS__) * LEX_SPREAD)] = {                                     \
		LEX_KEY(LEX_WORD(__VA_ARGS__) * LEX_SPREAD, LENGTH(__VA_ARGS__)), TOKEN_##name \
	},
	KEYWORDS(KEYWORD)
#undef KEYWORD
};

static inline char
byte(const struct lexer *l, uint32_t at)
{
	return l->text[at];
}

void
lex_unsure(struct lexer *l)
{
	if (l->token != TOKEN_ODD)
		l->odd = l->end;
	l->token = TOKEN_ODD;
	/* What comes is a NUL, and so on for ever. */
	l->at = (l->starts->count - 1) * 64;
}

static uint32_t
line_end(const struct lexer *l, uint32_t at)
{
	return (uint32_t)(bytes_find(l->text + at, '\n', '\n', '\n') - l->text);
}

APART uint32_t
lex_comment(struct lexer *l, uint32_t at)
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

/* A token that has one start. */
static void
give(struct lexer *l, enum token token, uint32_t start, uint32_t end)
{
	l->start = start;
	l->end = end;
	l->token = token;
}

/* A token that may have more. */
static void
give_past(struct lexer *l, enum token token, uint32_t start, uint32_t end)
{
	give(l, token, start, end);
	lex_go(l, end);
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
			give_past(l, TOKEN_STRING, start, at + 1);
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
			give_past(l, TOKEN_STRING, start, at + 3);
			return;
		} else {
			at++;
		}
	}
	lex_unsure(l);
}

/* A string from its prefix on; `at` is the quote. */
static APART void
string(struct lexer *l, uint32_t start, uint32_t at, bool fields)
{
	char quote = byte(l, at);
	bool triple = byte(l, at + 1) == quote && byte(l, at + 2) == quote;

	at += triple ? 3 : 1;
	if (fields)
		give_past(l, TOKEN_FIELDS, start, at);
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

uint64_t
lex_key(const char *at, uint32_t len)
{
	return len > 0 ? LEX_KEY(lex_product(at, len), len) : 0;
}

static inline bool
is_wide(const struct lexer *l, uint32_t at)
{
	return (unsigned char)byte(l, at) >= 0x80;
}

/* A name with letters outside ASCII. */
static APART void
wide_name(struct lexer *l, uint32_t start)
{
	const char *text = l->text + start, *end = lex_letters(text);

	if (end == NULL || lex_starts[(unsigned char)*end] <= START_QUOTE) {
		lex_unsure(l);
		return;
	}
	give_past(l, TOKEN_NAME, start, (uint32_t)(end - l->text));
	l->key = lex_key(text, l->end - start);
}

/* A quote directly follows a name, a letter outside ASCII, or what can be no part of Python. */
static APART void
odd_name(struct lexer *l, uint32_t start, uint32_t at)
{
	if (is_wide(l, at))
		wide_name(l, start);
	else if (lex_starts[(unsigned char)byte(l, at)] != START_QUOTE)
		lex_unsure(l);
	else if (at - start <= 2)
		prefixed(l, start, at);
	else if (l->token == TOKEN_NAME)
		lex_unsure(l);
}

void
lex_name(struct lexer *l, uint32_t start)
{
	uint32_t len = starts_name(l->starts->named, start);

	while (len >= NAMES_LONG && lex_in_name(byte(l, start + len)))
		len++;
	l->start = start;
	l->end = start + len;
	l->token = lex_word(l->text + start, len, &l->key);
	if (lex_starts[(unsigned char)byte(l, l->end)] <= START_QUOTE)
		odd_name(l, start, l->end);
}

/* A number, from its first digit, or from a dot before one. */
static APART void
number(struct lexer *l, uint32_t start)
{
	bool whole;
	const char *end;

	switch (lex_starts[(unsigned char)byte(l, start + 1)]) {
	case START_BLANK:
	case START_LINE:
	case START_BRACKET:
	case START_OPERATOR:
		give(l, TOKEN_INTEGER, start, start + 1);
		return;
	default:
		break;
	}
	end = lex_number(l->text + start, &whole);
	if (end == NULL)
		lex_unsure(l);
	else
		give_past(l, whole ? TOKEN_INTEGER : TOKEN_FLOAT, start, (uint32_t)(end - l->text));
}

static APART void
dot(struct lexer *l, uint32_t start)
{
	char next = byte(l, start + 1);

	if (char_is_digit(next))
		number(l, start);
	else if (next == '.' && byte(l, start + 2) == '.')
		give_past(l, TOKEN_ELLIPSIS, start, start + 3);
	else
		give(l, TOKEN_DOT, start, start + 1);
}

static APART void
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
	if (end > start + 1)
		lex_go(l, end);
}

APART bool
lex_continued(struct lexer *l, uint32_t at)
{
	struct lexer ahead;

	at++;
	at += byte(l, at) == '\r';
	if (byte(l, at) != '\n')
		return false;
	lex_go(l, at + 1);
	ahead = *l;
	return strchr("\r\n\\", byte(l, lex_start(&ahead))) == NULL; /* also the end */
}

void
lex_at(struct lexer *l, uint32_t at)
{
	for (;; at = lex_start(l)) {
		char c = byte(l, at);

		switch (lex_starts[(unsigned char)c]) {
		case START_LETTER:
			lex_name(l, at);
			return;
		case START_DIGIT:
			number(l, at);
			return;
		case START_QUOTE:
			string(l, at, at, false);
			return;
		case START_LINE:
			if (l->nest > 0 && at < l->len)
				continue;
			if (l->nest > 0)
				lex_unsure(l);
			else
				give(l, TOKEN_LINE, at, at + 1 + (c == '\r'));
			return;
		case START_HASH:
			lex_go(l, lex_comment(l, at));
			continue;
		case START_BRACKET:
			give(l, (enum token)brackets[(int)c], at, at + 1);
			return;
		case START_DOT:
			dot(l, at);
			return;
		case START_OPERATOR:
			operator(l, at);
			return;
		case START_BACKSLASH:
			if (lex_continued(l, at))
				continue;
			lex_unsure(l);
			return;
		default:
			if (is_wide(l, at))
				wide_name(l, at);
			else
				lex_unsure(l);
			return;
		}
	}
}

void
lex_next(struct lexer *l)
{
	l->done = l->end;
	lex_at(l, lex_start(l));
}

/* The column of the first byte of a line that is no blank, and where that is; false when it is an
 * odd one. */
static bool
indentation(struct lexer *l, uint32_t *to)
{
	uint32_t at = *to, spaces = 0, tabs = 0;

	for (;; at++) {
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
	return spaces == 0 || tabs == 0;
}

/* The same as lex_line() where the line that begins at `line` has its first start at `at`. What is indented by a line that is but a
 * backslash is told in several ways. */
static APART void
line_from(struct lexer *l, uint32_t line, uint32_t at)
{
	bool plain = true;

	for (;; at = lex_start(l)) {
		l->column = at - line;
		if (l->starts->tabs || byte(l, at) == '\f') {
			plain = indentation(l, &line);
			at = line;
			lex_go(l, at + 1);
		}
		if (byte(l, at) == '#') {
			lex_go(l, lex_comment(l, at));
			at = lex_start(l);
		}
		if (byte(l, at) == '\r')
			at = lex_start(l);
		if (byte(l, at) != '\n')
			break;
		line = at + 1;
	}
	l->done = at;
	l->end = at;
	if (at >= l->len) {
		l->column = 0;
		give(l, TOKEN_END, l->len, at);
	} else if (plain && l->column <= WIDE && byte(l, at) != '\\') {
		lex_at(l, at);
	} else {
		lex_unsure(l);
	}
}

void
lex_line(struct lexer *l)
{
	uint32_t line = l->end, at;

	if (l->token == TOKEN_ODD)
		return;
	at = lex_start(l);
	if (byte(l, at) == '\n' && at < l->len) {
		line = at + 1;
		at = lex_start(l);
	}
	if (lex_starts[(unsigned char)byte(l, at)] != START_LETTER || l->starts->tabs ||
	    at - line > WIDE) {
		line_from(l, line, at);
		return;
	}
	l->column = at - line;
	l->done = at;
	l->end = at;
	lex_name(l, at);
}

void
lex_from(struct lexer *l, uint32_t at)
{
	if (l->token == TOKEN_ODD)
		return;
	l->end = at;
	lex_go(l, at);
	lex_next(l);
}
