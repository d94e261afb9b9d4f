/*
 * suppress.c - comments that hide findings: which hide which.
 *
 * A comment hides the findings whose span has its line (that of an import is its whole
 * statement), or one that a backslash joins to it. One on the first or the last line of a class
 * header of several lines hides those of all of it, if none of its bases stands on that line. `ignore-file` hides those of its whole file. The file's comments come first, then those of the lines, each in source order: the first
 * that matches is in use, the others are superfluous.
 */
#include "findings/suppress.h"

/* All rules but SUP001: a comment cannot hide that it is useless by accident. */
#define EVERY_RULE ((((RULE_BIT(RULE_COUNT - 1) - 1) << 1) | 1) & ~RULE_BIT(RULE_SUP001))

rule_mask
suppression_names(struct str name)
{
	bool on[RULE_COUNT] = { false };
	rule_mask mask = 0;

	if (name.len == 0) /* between two commas */
		return 0;
	rule_select(name, on);
	for (size_t i = 0; i < RULE_COUNT; i++)
		mask |= on[i] ? RULE_BIT(i) : 0;
	return mask == (EVERY_RULE | RULE_BIT(RULE_SUP001)) ? EVERY_RULE : mask;
}

static rule_mask
comment_rules(struct str list)
{
	rule_mask mask = 0;
	struct str name;

	if (list.len == 0)
		return EVERY_RULE;
	while (str_cut(&list, ',', &name))
		mask |= suppression_names(name);
	return mask;
}

static void
read_file(struct suppressions *s, file_id id, const struct facts *facts, uint32_t *next)
{
	struct file_comments *file = &s->files[id];

	file->first = *next;
	file->count = facts->ignores.count;
	for (uint32_t i = 0; i < facts->ignores.count; i++) {
		const struct fact_ignore *fact = &facts->ignores.at[i];
		struct comment *comment = &s->comments[(*next)++];

		comment->fact = fact;
		comment->rules = comment_rules(facts_text(facts, fact->rules));
		if (!fact->whole_file)
			continue;
		if (file->whole == NULL)
			file->whole = arena_array(s->arena, struct comment *, RULE_COUNT);
		for (size_t rule = 0; rule < RULE_COUNT; rule++)
			if (file->whole[rule] == NULL && (comment->rules & RULE_BIT(rule)) != 0)
				file->whole[rule] = comment;
	}
}

struct suppressions *
suppressions_new(struct arena *a, const struct scan *scan)
{
	struct suppressions *s = arena_new(a, struct suppressions);
	size_t total = 0;
	uint32_t next = 0;

	for (file_id i = 0; i < scan->files.count; i++)
		total += scan->files.at[i].facts.ignores.count;
	s->arena = a;
	s->scan = scan;
	s->files = arena_array(a, struct file_comments, scan->files.count);
	s->comments = arena_array(a, struct comment, total);
	for (file_id i = 0; i < scan->files.count; i++)
		read_file(s, i, &scan->files.at[i].facts, &next);
	return s;
}

/* The first line that the comment is about. */
static uint32_t
first_line(const struct comment *comment)
{
	return comment->fact->line > 0 ? comment->fact->line : comment->fact->span.line;
}

/* The table of the file and the rule: many findings may have many comments within their lines. */
static const uint32_t *
next_of(struct suppressions *s, struct file_comments *file, enum rule_id rule)
{
	const struct comment *comments = s->comments + file->first;
	uint32_t found = file->count;

	if (file->next == NULL)
		file->next = arena_array(s->arena, uint32_t *, RULE_COUNT);
	if (file->next[rule] != NULL)
		return file->next[rule];
	file->next[rule] = arena_array(s->arena, uint32_t, file->count);
	for (uint32_t i = file->count; i > 0; i--) {
		if (!comments[i - 1].fact->whole_file &&
		    (comments[i - 1].rules & RULE_BIT(rule)) != 0)
			found = i - 1;
		file->next[rule][i - 1] = found;
	}
	return file->next[rule];
}

/* Use the first comment about one of the lines [first, last] that names the rule. */
static bool
use_lines(struct suppressions *s, struct file_comments *file, enum rule_id rule, uint32_t first,
          uint32_t last)
{
	struct comment *comments = s->comments + file->first;
	uint32_t low = 0, high = file->count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (comments[mid].fact->span.line < first)
			low = mid + 1;
		else
			high = mid;
	}
	uint32_t found = low < file->count ? next_of(s, file, rule)[low] : file->count;
	if (found == file->count || first_line(&comments[found]) > last)
		return false;
	comments[found].used |= RULE_BIT(rule);
	return true;
}

/* Lines of a class header on which a comment is about all of it; 0: there is none. */
struct edges_of {
	uint32_t first, last;
};

/* Of the class header that byte `at` is in. */
static struct edges_of
edges_of_class(const struct facts *f, uint32_t at)
{
	struct edges_of out = { 0, 0 };
	const struct fact_class *row = facts_class_at(f, at);

	if (row == NULL || row->base_count == 0 || row->header.line == row->header.end_line)
		return out;
	const struct fact_base *bases = &f->bases.at[row->first_base];
	if (bases[0].span.line > row->header.line)
		out.first = row->header.line;
	if (bases[row->base_count - 1].span.end_line < row->header.end_line)
		out.last = row->header.end_line;
	return out;
}

bool
suppressions_hide(struct suppressions *s, const struct finding *finding)
{
	file_id id = scan_file(s->scan, finding->file);
	struct file_comments *file = id != UINT32_MAX ? &s->files[id] : NULL;
	enum rule_id rule = finding->rule;

	if (file == NULL || file->count == 0)
		return false;
	if (file->whole != NULL && file->whole[rule] != NULL) {
		file->whole[rule]->used |= RULE_BIT(rule);
		return true;
	}
	if (use_lines(s, file, rule, finding->span.line, finding->span.end_line))
		return true;

	const struct facts *facts = &s->scan->files.at[id].facts;
	struct edges_of lines = edges_of_class(facts, finding->span.start);
	return (lines.first > 0 && use_lines(s, file, rule, lines.first, lines.first)) ||
	       (lines.last > 0 && use_lines(s, file, rule, lines.last, lines.last));
}
