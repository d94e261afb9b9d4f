/*
 * page.c - the Markdown of the rule pages, as somebody at a terminal likes to read it.
 */
#include "report/page.h"

#include "report/show.h"

struct page {
	struct buf *out;
	bool color;
	unsigned width;
	struct buf paragraph; /* its lines so far, joined */
	bool code;
};

static void
end_paragraph(struct page *p)
{
	struct str text = buf_text(&p->paragraph);
	struct buf line = { 0 };

	if (text.len == 0)
		return;
	show_marked(&line, p->color, text);
	show_wrapped(p->out, buf_text(&line), p->width, str_starts(text, STR("- ")) ? 2 : 0);
	buf_char(p->out, '\n');
	buf_clear(&p->paragraph);
	buf_release(&line);
}

/* The fence itself is not shown, but the file that the code stands for. */
static void
put_fence(struct page *p, struct str line)
{
	const char *blank = memchr(line.at, ' ', line.len);

	if (!p->code && blank != NULL) {
		size_t skip = (size_t)(blank + 1 - line.at);

		show_paint(p->out, p->color, PAINT_FAINT);
		buf_str(p->out, STR("    "));
		show_str(p->out, (struct str){ line.at + skip, line.len - skip });
		buf_char(p->out, ':');
		show_paint(p->out, p->color, PAINT_NONE);
		buf_char(p->out, '\n');
	}
	p->code = !p->code;
}

static void
put_code(struct page *p, struct str line)
{
	if (line.len > 0) {
		buf_str(p->out, STR("    "));
		show_paint(p->out, p->color, PAINT_HELP);
		show_str(p->out, line);
		show_paint(p->out, p->color, PAINT_NONE);
	}
	buf_char(p->out, '\n');
}

static void
put_heading(struct page *p, struct str line)
{
	while (line.len > 0 && (*line.at == '#' || *line.at == ' '))
		line = (struct str){ line.at + 1, line.len - 1 };
	show_paint(p->out, p->color, PAINT_PLACE);
	show_str(p->out, line);
	show_paint(p->out, p->color, PAINT_NONE);
	buf_char(p->out, '\n');
}

static void
put_line(struct page *p, struct str line)
{
	bool fence = str_starts(line, STR("```"));

	if (p->code && !fence) {
		put_code(p, line);
		return;
	}
	/* What begins anew ends what was before. */
	if (fence || line.len == 0 || *line.at == '#' || *line.at == '|' ||
	    str_starts(line, STR("- ")))
		end_paragraph(p);
	if (fence) {
		put_fence(p, line);
	} else if (line.len == 0) {
		buf_char(p->out, '\n');
	} else if (*line.at == '#') {
		put_heading(p, line);
	} else if (*line.at == '|' || p->width == 0) {
		show_marked(p->out, p->color, line);
		buf_char(p->out, '\n');
	} else {
		while (p->paragraph.len > 0 && line.len > 0 && *line.at == ' ')
			line = (struct str){ line.at + 1, line.len - 1 };
		buf_str(&p->paragraph, p->paragraph.len > 0 ? STR(" ") : STR(""));
		buf_str(&p->paragraph, line);
	}
}

void
page_write(struct buf *out, struct str page, bool color, unsigned width)
{
	struct page p = { .out = out, .color = color, .width = width };
	struct str line;

	while (str_cut(&page, '\n', &line))
		put_line(&p, line);
	end_paragraph(&p);
	buf_release(&p.paragraph);
}
