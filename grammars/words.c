/*
 * words.c - splitting command lines, without recursion on what the file nests.
 */
#include "grammars/words.h"

#include "base/arena.h"

#define DEFAULT_DEPTH 8 /* of ${A:-${B:-…}}; deeper ones stay as written */

VEC(byte_vec, char);

struct lexer {
	const struct splitter *s;
	const struct splice *line;
	struct str text;
	size_t i;
	struct word_vec words;
	struct byte_vec word; /* the one being read */
	size_t start;         /* of it, in text */
	bool open;            /* there is one, perhaps empty */
	bool drop;            /* the next one is the target of a redirection */
	bool splitting;       /* blanks end words: in a variable's value */
};

/* FNV-1a. */
static uint64_t
hash(struct str s)
{
	uint64_t h = 0xCBF29CE484222325u;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.at[i]) * 0x100000001B3u;
	return h;
}

void
variables_set(struct arena *a, struct variables *v, struct str name, struct str value)
{
	bool fresh;
	uint32_t *first = map_put(a, &v->by_hash, hash(name), &fresh);

	for (uint32_t row = *first; row != 0; row = v->rows.at[row - 1].next) {
		if (!str_eq(v->rows.at[row - 1].name, name))
			continue;
		v->rows.at[row - 1].value = value;
		return;
	}
	*vec_push(a, &v->rows) = (struct variable){ name, value, *first };
	*first = v->rows.count;
}

static const struct variable *
find(const struct variables *v, struct str name)
{
	const uint32_t *first = map_find(&v->by_hash, hash(name));

	for (uint32_t row = first != NULL ? *first : 0; row != 0; row = v->rows.at[row - 1].next)
		if (str_eq(v->rows.at[row - 1].name, name))
			return &v->rows.at[row - 1];
	return NULL;
}

struct str
variables_get(const struct variables *v, struct str name)
{
	for (; v != NULL; v = v->outer) {
		const struct variable *found = find(v, name);

		if (found != NULL)
			return found->value;
	}
	return (struct str){ NULL, 0 };
}

static void
word_open(struct lexer *l)
{
	if (!l->open)
		l->start = l->i;
	l->open = true;
}

static void
word_end(struct lexer *l, size_t end)
{
	if (l->open && !l->drop)
		*vec_push(l->s->a, &l->words) = (struct word){
			.text = str_keep(l->s->a, (struct str){ l->word.at, l->word.count }),
			.start = splice_at(l->line, l->start),
			.end = end > l->start ? splice_at(l->line, end - 1) + 1
			                      : splice_at(l->line, l->start),
		};
	if (l->open)
		l->drop = false;
	l->open = false;
	l->word.count = 0;
}

static void
add_char(struct lexer *l, char c)
{
	if (l->splitting && char_is_blank(c)) {
		word_end(l, l->i + 1);
		return;
	}
	word_open(l);
	*vec_push(l->s->a, &l->word) = c;
}

static void
add_text(struct lexer *l, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		add_char(l, s.at[i]);
}

/* As written: never split. */
static void
add_raw(struct lexer *l, struct str s)
{
	bool splitting = l->splitting;

	l->splitting = false;
	add_text(l, s);
	l->splitting = splitting;
}

/* After the bracket that closes the one at i; quotes and escapes inside are passed over. The end
 * of the text where none does. */
static size_t
after_bracket(struct str t, size_t i)
{
	char open = t.at[i], close = open == '(' ? ')' : '}', quote = '\0';
	size_t depth = 0;

	for (; i < t.len; i++) {
		char c = t.at[i];

		if (c == '\\' && quote != '\'')
			i++;
		else if (quote != '\0')
			quote = c == quote ? '\0' : quote;
		else if (c == '\'' || c == '"')
			quote = c;
		else if (c == open)
			depth++;
		else if (c == close && --depth == 0)
			return i + 1;
	}
	return t.len;
}

static void expand_all(struct lexer *l, struct str t, unsigned depth);

/* The inside of ${…}; `raw` is all of it. */
static void
expand_braced(struct lexer *l, struct str inside, struct str raw, unsigned depth)
{
	size_t end = 0;

	while (end < inside.len && char_is_name(inside.at[end]))
		end++;
	struct str value = variables_get(l->s->variables, str_slice(inside, 0, end));
	bool colon = end < inside.len && inside.at[end] == ':';
	size_t at = end + colon;
	char how = at < inside.len ? inside.at[at] : '\0';
	bool set = value.at != NULL && (!colon || value.len > 0);

	if (end == inside.len && value.at != NULL && value.len <= *l->s->budget) {
		*l->s->budget -= value.len;
		add_text(l, value);
	} else if (end == 0 || how == '\0' || strchr("-=+?", how) == NULL || depth == 0 ||
	           value.len > *l->s->budget || (how == '?' && !set)) {
		add_raw(l, raw);
	} else if (set && how != '+') {
		*l->s->budget -= value.len;
		add_text(l, value);
	} else if (set || how != '+') {
		expand_all(l, str_from(inside, at + 1), depth - 1);
	}
}

/* What stands at the '$' at i; returns where it ends. */
static size_t
expand(struct lexer *l, struct str t, size_t i, unsigned depth)
{
	size_t end = i + 1;

	if (end < t.len && t.at[end] == '(') {
		end = after_bracket(t, end);
		add_raw(l, str_slice(t, i, end));
		return end;
	}
	if (end < t.len && t.at[end] == '{' && l->s->variables != NULL) {
		end = after_bracket(t, end);
		if (t.at[end - 1] == '}' && end - i > 3)
			expand_braced(l, str_slice(t, i + 2, end - 1), str_slice(t, i, end), depth);
		else
			add_raw(l, str_slice(t, i, end));
		return end;
	}
	while (end < t.len && char_is_name(t.at[end]))
		end++;
	struct str value = { NULL, 0 };
	if (end > i + 1 && l->s->variables != NULL)
		value = variables_get(l->s->variables, str_slice(t, i + 1, end));
	if (value.at != NULL && value.len <= *l->s->budget) {
		*l->s->budget -= value.len;
		add_text(l, value);
	} else {
		add_raw(l, str_slice(t, i, end));
	}
	return end;
}

/* The default in ${A:-default}. */
static void
expand_all(struct lexer *l, struct str t, unsigned depth)
{
	for (size_t i = 0; i < t.len;) {
		if (t.at[i] == '$') {
			i = expand(l, t, i, depth);
			continue;
		}
		if (t.at[i] != '"' && t.at[i] != '\'')
			add_char(l, t.at[i]);
		i++;
	}
}

/* At a quote: read to the one that closes it. */
static void
read_quoted(struct lexer *l)
{
	const struct str t = l->text;
	char quote = t.at[l->i], escape = l->s->escape;

	word_open(l);
	l->i++;
	while (l->i < t.len && t.at[l->i] != quote) {
		char c = t.at[l->i];

		if (quote == '"' && c == '$') {
			l->i = expand(l, t, l->i, DEFAULT_DEPTH);
			continue;
		}
		if (quote == '"' && c == escape && l->i + 1 < t.len) {
			char next = t.at[++l->i];

			/* Before other characters the escape is one of the text. */
			if (next != '"' && next != '$' && next != '`' && next != escape &&
			    next != '\n')
				add_char(l, c);
			if (next != '\n')
				add_char(l, next);
		} else {
			add_char(l, c);
		}
		l->i++;
	}
	if (l->i < t.len)
		l->i++;
}

static void
read_escaped(struct lexer *l)
{
	if (l->i + 1 >= l->text.len) {
		add_char(l, l->text.at[l->i++]);
		return;
	}
	char c = l->text.at[l->i + 1];
	if (c != '\n')
		add_char(l, c);
	l->i += 2;
}

static void
read_backquoted(struct lexer *l)
{
	size_t end = l->i + 1;

	while (end < l->text.len && l->text.at[end] != '`')
		end += l->text.at[end] == '\\' && end + 1 < l->text.len ? 2 : 1;
	end = end < l->text.len ? end + 1 : l->text.len;
	add_raw(l, str_slice(l->text, l->i, end));
	l->i = end;
}

/* At '<' or '>', or the '&' of "&>": the word after it is dropped. */
static void
read_redirection(struct lexer *l)
{
	const struct str t = l->text;
	bool digits = true;

	if (l->i + 1 < t.len && t.at[l->i] != '&' && t.at[l->i + 1] == '(') {
		size_t end = after_bracket(t, l->i + 1);

		add_raw(l, str_slice(t, l->i, end));
		l->i = end;
		return;
	}
	for (uint32_t i = 0; i < l->word.count; i++)
		digits = digits && char_is_digit(l->word.at[i]);
	if (digits)
		l->open = false, l->word.count = 0;
	word_end(l, l->i);
	while (l->i < t.len && strchr("<>&|-", t.at[l->i]) != NULL && t.at[l->i] != '\0')
		l->i++;
	l->drop = true;
}

/* At an operator: && || ;; ; |& | & ( ) or a newline. */
static void
read_operator(struct lexer *l)
{
	const struct str t = l->text;
	char c = t.at[l->i], next = l->i + 1 < t.len ? t.at[l->i + 1] : '\0';
	size_t len =
		(c == '&' && next == '&') || (c == '|' && (next == '|' || next == '&')) ||
				(c == ';' && next == ';')
			? 2
			: 1;

	word_end(l, l->i);
	l->drop = false;
	*vec_push(l->s->a, &l->words) = (struct word){
		.text = str_slice(t, l->i, l->i + len),
		.start = splice_at(l->line, l->i),
		.end = splice_at(l->line, l->i + len - 1) + 1,
		.op = true,
	};
	l->i += len;
}

/* What only a shell knows; false when there is no such thing here. */
static bool
read_shell(struct lexer *l)
{
	const struct str t = l->text;
	char c = t.at[l->i], next = l->i + 1 < t.len ? t.at[l->i + 1] : '\0';

	if (c == '#' && !l->open) {
		while (l->i < t.len && t.at[l->i] != '\n')
			l->i++;
		return true;
	}
	if (c == '`' && l->s->escape != '`')
		read_backquoted(l);
	else if (c == '<' || c == '>' || (c == '&' && next == '>'))
		read_redirection(l);
	else if (c == '\n' || c == ';' || c == '&' || c == '|' || c == '(' || c == ')')
		read_operator(l);
	else
		return false;
	return true;
}

struct word_vec
words_split(const struct splitter *s, const struct splice *line)
{
	struct lexer l = { .s = s, .line = line, .text = line->text };

	while (l.i < l.text.len) {
		char c = l.text.at[l.i];

		if (s->mode == WORDS_SHELL && read_shell(&l))
			continue;
		if (char_is_blank(c)) {
			word_end(&l, l.i);
			l.i++;
		} else if (c == '\'' || c == '"') {
			read_quoted(&l);
		} else if (c == s->escape) {
			read_escaped(&l);
		} else if (c == '$') {
			l.splitting = s->mode == WORDS_SHELL;
			l.i = expand(&l, l.text, l.i, DEFAULT_DEPTH);
			l.splitting = false;
		} else {
			add_char(&l, c);
			l.i++;
		}
	}
	word_end(&l, l.text.len);
	return l.words;
}

struct str
words_join(struct arena *a, const struct word *words, uint32_t count, char sep)
{
	size_t len = 0, at = 0;

	for (uint32_t i = 0; i < count; i++)
		len += words[i].text.len + 1;
	char *all = arena_array(a, char, len + 1);
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			all[at++] = sep;
		for (size_t k = 0; k < words[i].text.len; k++)
			all[at++] = words[i].text.at[k] == '\n' ? ' ' : words[i].text.at[k];
	}
	return (struct str){ all, at };
}
