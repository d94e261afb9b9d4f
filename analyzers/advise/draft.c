/*
 * draft.c - contracts as lines of shoring.yaml.
 */
#include "advise/draft.h"

#include "base/utf8.h"
#include "base/yaml_write.h"

#define WIDTH  100
#define INDENT 4 /* of an item of `contracts` */

static const char *const types[] = { "forbidden", "layers", "independence", "only", "pattern" };

static void
put_blanks(struct buf *out, unsigned count)
{
	while (count-- > 0)
		buf_char(out, ' ');
}

void
draft_put_list(struct buf *out, unsigned indent, const char *key, struct strs items)
{
	struct buf line = { 0 };

	put_blanks(&line, indent);
	buf_printf(&line, "%s: [", key);
	for (uint32_t i = 0; i < items.count; i++) {
		if (i > 0)
			buf_printf(&line, ", ");
		yaml_put(&line, items.at[i]);
	}
	buf_printf(&line, "]\n");
	if (utf8_count(buf_text(&line)) <= WIDTH) {
		buf_str(out, buf_text(&line));
	} else {
		put_blanks(out, indent);
		buf_printf(out, "%s:\n", key);
		for (uint32_t i = 0; i < items.count; i++) {
			put_blanks(out, indent + 2);
			buf_printf(out, "- ");
			yaml_put(out, items.at[i]);
			buf_char(out, '\n');
		}
	}
	buf_release(&line);
}

void
draft_put_note(struct buf *out, unsigned indent, struct str note)
{
	struct buf safe = { 0 };
	struct str rest, word;
	size_t column = 0;

	yaml_put_comment(&safe, note);
	rest = buf_text(&safe);
	while (str_cut(&rest, ' ', &word)) {
		size_t width = utf8_count(word);

		if (column == 0 || column + 1 + width > WIDTH) {
			if (column > 0)
				buf_char(out, '\n');
			put_blanks(out, indent);
			buf_char(out, '#');
			column = indent + 1;
		}
		buf_char(out, ' ');
		buf_str(out, word);
		column += 1 + width;
	}
	if (column > 0)
		buf_char(out, '\n');
	buf_release(&safe);
}

void
draft_put_commented(struct buf *out, unsigned indent, struct str text)
{
	struct str line;

	while (str_cut(&text, '\n', &line)) {
		if (line.len == 0)
			continue;
		put_blanks(out, indent);
		buf_printf(out, "# ");
		buf_str(out, (struct str){ line.at + indent, line.len - indent });
		buf_char(out, '\n');
	}
}

static void
put_text(struct buf *out, const char *key, struct str value)
{
	put_blanks(out, INDENT + 2);
	buf_printf(out, "%s: ", key);
	yaml_put(out, value);
	buf_char(out, '\n');
}

static void
put_keys(struct buf *out, const struct draft *d)
{
	put_blanks(out, INDENT);
	buf_printf(out, "- name: ");
	yaml_put(out, d->name);
	buf_char(out, '\n');
	put_text(out, "type", str_of(types[d->type]));
	if (d->type == CONTRACT_LAYERS) {
		draft_put_list(out, INDENT + 2, "layers", d->from);
	} else if (d->type == CONTRACT_INDEPENDENCE) {
		draft_put_list(out, INDENT + 2, "modules", d->from);
	} else {
		draft_put_list(out, INDENT + 2, "from", d->from);
		draft_put_list(out, INDENT + 2, "to", d->to);
	}
	if (d->transitive) {
		put_blanks(out, INDENT + 2);
		buf_printf(out, "transitive: true\n");
	}
	if (d->contexts.count > 0)
		draft_put_list(out, INDENT + 2, "contexts", d->contexts);
	if (d->allow.count > 0)
		draft_put_list(out, INDENT + 2, "allow", d->allow);
	if (d->message.len > 0)
		put_text(out, "message", d->message);
	if (d->warns)
		put_text(out, "severity", STR("warning"));
}

void
draft_put(struct buf *out, const struct draft *d)
{
	struct buf keys = { 0 };

	for (uint32_t i = 0; i < d->notes.count; i++)
		draft_put_note(out, INDENT, d->notes.at[i]);
	put_keys(&keys, d);
	if (d->held_back)
		draft_put_commented(out, INDENT, buf_text(&keys));
	else
		buf_str(out, buf_text(&keys));
	buf_release(&keys);
}
