/*
 * toml_json.c - prints TOML documents as JSON, one a line, for tests/differential.
 *
 * Standard input holds the texts, each after its length: "<bytes>\n<text>". Every value is
 * [kind, value, place]; a map is a list of [key, key_place, value]. A text that is refused is
 * {"error": "line:column: why"}.
 */
#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "grammars/toml.h"

static void
put_string(struct buf *b, struct str s)
{
	buf_char(b, '"');
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c < 0x20 || c == '"' || c == '\\')
			buf_printf(b, "\\u%04x", (unsigned)c);
		else
			buf_char(b, s.at[i]);
	}
	buf_char(b, '"');
}

static void
put_place(struct buf *b, struct doc_place p)
{
	buf_printf(b, "[%u,%u,%u,%u,%u,%u]", (unsigned)p.start, (unsigned)p.end, (unsigned)p.line,
	           (unsigned)p.column, (unsigned)p.end_line, (unsigned)p.end_column);
}

static void
put_doc(struct buf *b, const struct doc *doc)
{
	buf_printf(b, "[%d,", (int)doc->kind);
	switch (doc->kind) {
	case DOC_NULL:
		buf_str(b, STR("null"));
		break;
	case DOC_BOOL:
	case DOC_INT:
		buf_printf(b, "%" PRId64, doc->number);
		break;
	case DOC_FLOAT:
	case DOC_STRING:
		put_string(b, doc->text);
		break;
	case DOC_LIST:
	case DOC_MAP:
		buf_char(b, '[');
		for (uint32_t i = 0; i < doc->count; i++) {
			const struct doc *item = doc->items[i];

			buf_str(b, i > 0 ? STR(",") : STR(""));
			if (doc->kind == DOC_MAP) {
				buf_char(b, '[');
				put_string(b, item->key);
				buf_char(b, ',');
				put_place(b, item->key_place);
				buf_char(b, ',');
			}
			put_doc(b, item);
			if (doc->kind == DOC_MAP)
				buf_char(b, ']');
		}
		buf_char(b, ']');
		break;
	}
	buf_char(b, ',');
	put_place(b, doc->place);
	buf_char(b, ']');
}

static void
put_text(struct buf *out, struct str text)
{
	struct arena a = { 0 };
	struct err err = { "" };
	const struct doc *doc = toml_read(&a, text, &err);

	if (doc != NULL) {
		put_doc(out, doc);
	} else {
		buf_str(out, STR("{\"error\":"));
		put_string(out, str_of(err.text));
		buf_char(out, '}');
	}
	buf_char(out, '\n');
	arena_release(&a);
}

int
main(void)
{
	struct buf in = { 0 }, out = { 0 };
	struct str rest, head;
	size_t n;

	do {
		n = fread(buf_need(&in, 65536), 1, 65536, stdin);
		in.len += n;
	} while (n > 0);
	rest = buf_text(&in);
	while (str_cut(&rest, '\n', &head)) {
		size_t len = (size_t)strtoul(head.at, NULL, 10);

		if (len > rest.len)
			len = rest.len;
		put_text(&out, (struct str){ rest.at, len });
		rest.at += len;
		rest.len -= len;
		(void)fwrite(out.at, 1, out.len, stdout);
		buf_clear(&out);
	}
	buf_release(&in);
	buf_release(&out);
	return 0;
}
