/*
 * baseline.c - which findings are known, and the file that says so.
 */
#include "findings/baseline.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "findings/baseline_index.h"

#define ABOUT                                                                          \
	"Findings that `shoring check` knows and does not report. `shoring check "     \
	"--write-baseline` rewrites this file; a \"reason\" that is written beside a " \
	"message is kept."

void
baseline_new(struct baseline *out, struct arena *a)
{
	*out = (struct baseline){ .arena = a };
}

bool
fingerprint_number(struct str text, uint64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (char_is_digit(c))
			*out = *out << 4 | (uint64_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			*out = *out << 4 | ((uint64_t)(c - 'a') + 10);
		else
			return false;
	}
	return text.len == 16;
}

struct known *
baseline_row(struct baseline *b, uint64_t fingerprint)
{
	const uint32_t *at = map_find(&b->index, fingerprint);

	return at != NULL ? &b->rows.at[*at] : NULL;
}

void
baseline_put(struct baseline *b, uint64_t fingerprint, const struct known *row)
{
	*map_put(b->arena, &b->index, fingerprint, NULL) = b->rows.count;
	*vec_push(b->arena, &b->rows) = *row;
}

static uint64_t
number_of(const struct finding *finding)
{
	uint64_t number;

	if (!fingerprint_number(finding->fingerprint, &number))
		die("a finding without a fingerprint");
	return number;
}

/* Do they differ in digits alone? They may be lines, which should not make lines of the file. */
static bool
same_but_digits(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.len && char_is_digit(a.at[i]))
			i++;
		while (k < b.len && char_is_digit(b.at[k]))
			k++;
		if (i == a.len || k == b.len)
			return i == a.len && k == b.len;
		if (a.at[i++] != b.at[k++])
			return false;
	}
}

/* What the finding is called in this run. */
static void
bring_up_to_date(struct known *row, const struct finding *finding)
{
	const struct rule *rule = &rules[finding->rule];

	row->rule = str_of(rule->name);
	row->file = finding->file;
	row->service = rule->by_service ? finding->service : STR("");
	if (!same_but_digits(row->message, finding->message))
		row->message = finding->message;
	row->found = true;
}

bool
baseline_knows(struct baseline *b, const struct finding *finding)
{
	struct known *row = baseline_row(b, number_of(finding));

	if (row != NULL)
		bring_up_to_date(row, finding);
	return row != NULL;
}

void
baseline_add(struct baseline *b, const struct finding *finding)
{
	struct known row = { .fingerprint = finding->fingerprint };

	bring_up_to_date(&row, finding);
	baseline_put(b, number_of(finding), &row);
}

static int
by_place(const void *a, const void *b)
{
	const struct known *x = a, *y = b;
	int by = str_order(x->file, y->file);

	by = by != 0 ? by : str_order(x->rule, y->rule);
	by = by != 0 ? by : str_order(x->service, y->service);
	by = by != 0 ? by : str_order(x->message, y->message);
	return by != 0 ? by : str_order(x->fingerprint, y->fingerprint);
}

static void
write_line(const struct known *line, struct buf *out)
{
	struct json j = { .out = out };

	buf_printf(out, "\"" STR_FMT "\": ", STR_ARG(line->fingerprint));
	json_object(&j);
	json_put_str(&j, "rule", line->rule);
	json_put_str(&j, "file", line->file);
	if (line->service.len > 0)
		json_put_str(&j, "service", line->service);
	json_put_str(&j, "message", line->message);
	if (line->reason.len > 0)
		json_put_str(&j, "reason", line->reason);
	json_object_end(&j);
	buf_str(out, STR(",\n"));
}

void
baseline_write(const struct baseline *b, struct buf *out)
{
	struct arena view = { 0 };
	struct known *lines = arena_array(&view, struct known, b->rows.count);
	struct json about = { .out = out };
	uint32_t count = 0;

	for (uint32_t i = 0; i < b->rows.count; i++)
		if (!b->rows.at[i].gone)
			lines[count++] = b->rows.at[i];
	if (count > 0)
		qsort(lines, count, sizeof(*lines), by_place);
	buf_str(out, STR("{\n\"about\": "));
	json_text(&about, ABOUT);
	buf_str(out, STR(",\n"));
	for (uint32_t i = 0; i < count; i++)
		write_line(&lines[i], out);
	buf_str(out, STR("\"version\": 1\n}\n"));
	arena_release(&view);
}
