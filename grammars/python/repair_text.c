/*
 * repair_text.c - comments and strings, as the scan of a source passes them.
 */
#include "base/arena.h"
#include "grammars/python/rewriter.h"

void
rewrite_comment(struct rewriter *w)
{
	const char *end = memchr(w->in + w->at, '\n', w->len - w->at);
	size_t len = end != NULL ? (size_t)(end - w->in) - w->at : w->len - w->at;
	const struct str mark = STR("shoring");

	for (size_t i = 0; i + mark.len <= len; i++) {
		if (memcmp(w->in + w->at + i, mark.at, mark.len) != 0)
			continue;
		*vec_push(w->arena, w->comments) =
			(struct extent){ (uint32_t)w->at, (uint32_t)(w->at + len) };
		break;
	}
	rewriter_blank(w, len);
}

bool
rewrite_is_prefix(struct str word, bool *raw, bool *fields)
{
	*raw = *fields = false;
	if (word.len > 2)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		if (strchr("bBuUrRfFtT", word.at[i]) == NULL)
			return false;
		*raw = *raw || word.at[i] == 'r' || word.at[i] == 'R';
		*fields = *fields || strchr("fFtT", word.at[i]) != NULL;
	}
	return true;
}

static bool
is_end(const struct rewriter *w, char quote, bool triple)
{
	return rewriter_peek(w, 0) == quote &&
	       (!triple || (rewriter_peek(w, 1) == quote && rewriter_peek(w, 2) == quote));
}

bool
rewrite_string(struct rewriter *w, bool raw, bool fields)
{
	char quote = rewriter_peek(w, 0);
	bool triple = rewriter_peek(w, 1) == quote && rewriter_peek(w, 2) == quote;

	w->at += triple ? 3 : 1;
	w->last = STRING;
	if (fields) {
		*vec_push(w->arena, &w->levels) = (struct level){
			.open = TEXT, .quote = quote, .triple = triple, .raw = raw
		};
		return true;
	}
	while (w->at < w->len) {
		if (is_end(w, quote, triple)) {
			w->at += triple ? 3 : 1;
			return true;
		}
		if (rewriter_peek(w, 0) == '\n' && !triple)
			return false;
		if (rewriter_peek(w, 0) == '\\') /* it takes the next with it */
			w->at += rewriter_peek(w, 1) == '\r' && rewriter_peek(w, 2) == '\n' ? 2 : 1;
		w->at++;
	}
	return false;
}

void
rewrite_bytes(struct rewriter *w, size_t start)
{
	for (size_t i = start; i + 1 < w->at; i++) {
		if (w->in[i] != '\\')
			continue;
		if (w->in[i + 1] == 'N' || (w->in[i + 1] | 0x20) == 'u')
			w->out[i] = '-';
		i++;
	}
}

/* A backslash in the text of a string with fields. */
static void
text_escape(struct rewriter *w, const struct level *level)
{
	char next = rewriter_peek(w, 1);

	if (next == level->quote || next == '\\' || next == '\n') {
		w->at += 2;
	} else if (next == '\r' && rewriter_peek(w, 2) == '\n') {
		w->at += 3;
	} else if (next == 'N' && rewriter_peek(w, 2) == '{' && !level->raw) {
		while (w->at < w->len && strchr("}\n", w->in[w->at]) == NULL)
			w->at++;
	} else {
		w->at++;
	}
}

bool
rewrite_text(struct rewriter *w)
{
	struct level level = *rewriter_top(w);
	char c = rewriter_peek(w, 0);

	if (c == '\\') {
		text_escape(w, &level);
	} else if (c == '{' && rewriter_peek(w, 1) != '{') {
		w->at++;
		w->last = '{';
		*vec_push(w->arena, &w->levels) = (struct level){ .open = FIELD };
	} else if (c == '{' || (c == '}' && rewriter_peek(w, 1) == '}')) {
		w->at += 2;
	} else if (is_end(w, level.quote, level.triple)) {
		w->at += level.triple ? 3 : 1;
		w->last = STRING;
		w->levels.count--;
	} else if (c == '\n' && !level.triple) {
		return false;
	} else {
		w->at++;
	}
	return true;
}

bool
rewrite_format(struct rewriter *w)
{
	char c = rewriter_peek(w, 0);

	w->at++;
	w->last = c;
	if (c == '{')
		*vec_push(w->arena, &w->levels) = (struct level){ .open = FIELD };
	else if (c == '}')
		w->levels.count -= 2;
	return true;
}
