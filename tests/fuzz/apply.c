/*
 * apply.c - a unified diff, taken at its word.
 */
#include "apply.h"

#include "fuzz.h"

/* The next line with its end; "" at the end of the text. */
static struct str
take_line(struct str *text)
{
	const char *end = text->len > 0 ? memchr(text->at, '\n', text->len) : NULL;
	size_t len = end != NULL ? (size_t)(end - text->at) + 1 : text->len;
	struct str line = { text->at, len };

	*text = (struct str){ text->at + len, text->len - len };
	return line;
}

/* "12,3" or "12": the lines before the range, and how many are in it. */
static void
take_range(const char **at, unsigned long *before, unsigned long *count)
{
	char *end;

	*before = strtoul(*at, &end, 10);
	MUST(end > *at);
	*count = 1;
	*at = end;
	if (*end == ',') {
		*count = strtoul(end + 1, &end, 10);
		MUST(end > *at + 1);
		*at = end;
	}
	if (*count > 0) {
		MUST(*before > 0);
		--*before;
	}
}

struct hunk {
	unsigned long before, count, new_before, new_count;
};

static struct hunk
read_hunk(struct str line)
{
	char text[80];
	const char *at = text + 4;
	struct hunk h;

	MUST(line.len < sizeof(text) && str_starts(line, STR("@@ -")));
	memcpy(text, line.at, line.len);
	text[line.len] = '\0';
	take_range(&at, &h.before, &h.count);
	MUST(strncmp(at, " +", 2) == 0);
	at += 2;
	take_range(&at, &h.new_before, &h.new_count);
	MUST(strcmp(at, " @@\n") == 0);
	return h;
}

/* A line of the diff behind its mark; without an end where a mark below says that it has none. */
static struct str
read_line(struct str *diff, char *mark)
{
	struct str line = take_line(diff);

	MUST(line.len > 1 && line.at[line.len - 1] == '\n');
	*mark = line.at[0];
	line = (struct str){ line.at + 1, line.len - 1 };
	if (str_starts(*diff, STR("\\"))) {
		MUST(str_eq(take_line(diff), STR("\\ No newline at end of file\n")));
		line.len--;
	}
	return line;
}

void
apply_diff(struct str original, struct str diff, struct buf *out)
{
	unsigned long at = 0, made = 0;

	if (diff.len > 0) {
		MUST(str_starts(take_line(&diff), STR("--- ")));
		MUST(str_starts(take_line(&diff), STR("+++ ")));
		MUST(diff.len > 0);
	}
	while (diff.len > 0) {
		struct hunk h = read_hunk(take_line(&diff));

		for (; at < h.before; at++, made++) {
			MUST(original.len > 0);
			buf_str(out, take_line(&original));
		}
		MUST(at == h.before && made == h.new_before);
		while (at < h.before + h.count || made < h.new_before + h.new_count) {
			char mark;
			struct str line = read_line(&diff, &mark);

			MUST(mark == ' ' || mark == '-' || mark == '+');
			if (mark != '+') {
				MUST(str_eq(take_line(&original), line));
				at++;
			}
			if (mark != '-') {
				buf_str(out, line);
				made++;
			}
		}
		MUST(at == h.before + h.count && made == h.new_before + h.new_count);
	}
	buf_str(out, original);
}
