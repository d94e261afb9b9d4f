/*
 * toml_manifest.c - facts out of TOML documents.
 */
#include "grammars/toml_manifest.h"

#include "base/arena.h"
#include "base/err.h"
#include "grammars/pip.h"
#include "grammars/toml.h"

struct span
doc_span(const struct manifest *m, const struct doc *doc)
{
	return manifest_span(m, doc->place.start, doc->place.end);
}

struct span
doc_key_span(const struct manifest *m, const struct doc *doc)
{
	uint32_t end = doc->key_place.end;

	return manifest_span(m, doc->key_place.start, doc->place.end > end ? doc->place.end : end);
}

struct str
doc_string(const struct doc *doc)
{
	return doc != NULL && doc->kind == DOC_STRING ? doc->text : STR("");
}

/* A number and the ':' after it; false when there is none. */
static bool
take_number(struct str *s, uint32_t *out)
{
	uint32_t value = 0;
	size_t i = 0;

	while (i < s->len && i < 9 && char_is_digit(s->at[i]))
		value = value * 10 + (uint32_t)(s->at[i++] - '0');
	if (i == 0 || i == s->len || s->at[i] != ':')
		return false;
	*s = str_from(*s, i + 1);
	*out = value;
	return true;
}

/* Does a tag of Jinja, or of what is like it, begin the line? No manifest has such. */
static bool
begins_with_tag(struct str line)
{
	line = str_trim(line);
	return (str_starts(line, STR("{%")) && str_has(line, STR("%}"))) ||
	       (str_starts(line, STR("{{")) && str_has(line, STR("}}")));
}

void
manifest_syntax_problem(const struct manifest *m, const struct err *err)
{
	struct str why = str_of(err->text);
	uint32_t line = 1, column = 1;

	if (take_number(&why, &line))
		(void)take_number(&why, &column);
	struct str text = line >= 1 && line <= m->line_count ? manifest_line(m, line - 1) : STR("");
	size_t start = text.len > 0 ? manifest_offset(m, text) : 0;
	struct span span = manifest_span(m, start, start + text.len);
	span.col = column;
	span.line = line;
	span.end_line = line;
	span.end_col = span.end_col > column ? span.end_col : column;
	facts_add_problem(
		m->out,
		(struct fact_problem){
			.span = span,
			.kind = begins_with_tag(text) ? PROBLEM_TEMPLATE : PROBLEM_SYNTAX,
			.message = facts_put(m->out, str_trim(why)),
		});
}

const struct doc *
manifest_toml(const struct manifest *m)
{
	struct err err;
	const struct doc *doc = toml_read(m->a, m->text, &err);

	if (doc == NULL)
		manifest_syntax_problem(m, &err);
	return doc;
}

void
doc_directives(const struct manifest *m, enum directive_kind kind, const struct doc *doc,
               struct str key)
{
	if (doc == NULL)
		return;
	if (doc->kind == DOC_STRING)
		manifest_directive(m, kind, doc_span(m, doc), key, doc->text);
	for (uint32_t i = 0; doc->kind == DOC_LIST && i < doc->count; i++)
		if (doc->items[i]->kind == DOC_STRING)
			manifest_directive(
				m, kind, doc_span(m, doc->items[i]), key, doc->items[i]->text);
}

void
doc_requirements(const struct manifest *m, const struct doc *list, struct str group)
{
	for (uint32_t i = 0; list != NULL && list->kind == DOC_LIST && i < list->count; i++) {
		const struct doc *item = list->items[i];
		struct str text = doc_string(item);

		/* PDM takes editable ones. */
		if (str_starts(text, STR("-e ")))
			text = str_from(text, 3);
		if (item->kind == DOC_STRING)
			pip_add(m, text, doc_span(m, item), group);
	}
}
