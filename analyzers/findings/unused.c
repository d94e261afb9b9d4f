/*
 * unused.c - SUP001 unused-suppression: a comment, or a rule in its list, that hid nothing.
 *
 * It is said only where it can be known: of rules that ran, in files that could be parsed, when no
 * service was left out.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "facts/ignore.h"
#include "findings/source.h"
#include "findings/suppress.h"

/* Superfluous rules named in a message; a list may have thousands. */
#define NAMED_LIMIT 5

struct judge {
	const struct suppressions *s;
	struct findings *f;
	file_id file;
	struct str service;
	rule_mask selected, on;  /* selected; and neither off nor excluded in this file */
	struct buf source;       /* the file, once it is needed */
	bool tried;              /* to read it */
	struct buf unused, kept; /* as a sentence names them; as the list will be */
};

/* What of a comment is ours, as offsets into the file. */
struct directive {
	size_t start, end;     /* from '#' to the next '#' or the comment's end */
	size_t list, list_end; /* between the brackets; both 0 without them */
};

struct verdict {
	uint32_t unused, kept; /* names */
	struct str unknown;    /* the first name that is no rule; "" */
};

/* Is what the name stands for known to have been looked for, here? */
static bool
judged(const struct judge *j, rule_mask mask)
{
	return (mask & RULE_BIT(RULE_SUP001)) == 0 && (mask & ~j->selected) == 0 &&
	       (mask & j->on) != 0;
}

static struct verdict
weigh_list(struct judge *j, const struct comment *comment, struct str list)
{
	struct verdict v = { 0 };
	rule_mask seen = 0;
	struct str name;

	while (str_cut(&list, ',', &name)) {
		rule_mask mask = suppression_names(name), fresh = mask & ~seen;

		if (name.len == 0)
			continue;

		seen |= mask;
		if (mask != 0 && (fresh & comment->used) == 0 && judged(j, mask)) {
			if (v.unused < NAMED_LIMIT)
				buf_printf(&j->unused, "%s`" STR_FMT "`", v.unused > 0 ? ", " : "",
				           STR_ARG(name));
			v.unused++;
			continue;
		}
		if (mask == 0 && v.unknown.len == 0 && !rule_reserved(name))
			v.unknown = name;
		buf_printf(&j->kept, "%s" STR_FMT, v.kept > 0 ? ", " : "", STR_ARG(name));
		v.kept++;
	}
	if (v.unused > NAMED_LIMIT)
		buf_printf(&j->unused, " and %u more", (unsigned)(v.unused - NAMED_LIMIT));
	return v;
}

static bool
read_source(struct judge *j)
{
	if (!j->tried && !source_read(j->s->scan, j->s->scan->files.at[j->file].path, &j->source))
		buf_clear(&j->source);
	j->tried = true;
	return j->source.len > 0;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\f';
}

/* Read a directive at the '#' at `at` of the text; false when there is none. */
static bool
directive_at(struct str text, size_t at, struct directive *out)
{
	struct ignore ignore;

	*out = (struct directive){ .start = at };
	if (!ignore_read(str_from(text, at), &ignore))
		return false;
	if (ignore.list.at != NULL) {
		out->list = (size_t)(ignore.list.at - text.at);
		out->list_end = out->list + ignore.list.len;
	}
	for (out->end = at + ignore.len; out->end < text.len && text.at[out->end] != '#';)
		out->end++;
	return true;
}

/* Do backslashes join lines otherwise once it is gone: one before it, or its own last byte? */
static bool
is_held(const struct judge *j, const struct span *comment, const struct directive *d)
{
	const char *at = j->source.at;

	return d->end == comment->end &&
	       ((d->start > 0 && at[d->start - 1] == '\\') || at[d->end - 1] == '\\');
}

/* Find the directive in the comment; offsets of the file. False when the file has changed, or the
 * directive cannot be taken away. */
static bool
find_directive(struct judge *j, const struct span *comment, struct directive *out)
{
	if (!read_source(j) || comment->end > j->source.len || comment->start > comment->end)
		return false;

	struct str text = { j->source.at + comment->start, comment->end - comment->start };
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != '#' || !directive_at(text, i, out))
			continue;
		out->start += comment->start;
		out->end += comment->start;
		if (out->list_end > 0) {
			out->list += comment->start;
			out->list_end += comment->start;
		}
		return !is_held(j, comment, out);
	}
	return false;
}

/* The span of bytes [start, end) on the comment's line. Before the comment stand blanks only, if
 * start is there. */
static struct span
span_on_line(const struct judge *j, const struct span *comment, size_t start, size_t end)
{
	struct span span = {
		.start = (uint32_t)start,
		.end = (uint32_t)end,
		.line = comment->line,
		.end_line = comment->line
	};
	struct str rest = { j->source.at + comment->start, end - comment->start };

	if (start < comment->start)
		span.col = comment->col - (uint32_t)(comment->start - start);
	else
		span.col = comment->col +
		           (uint32_t)utf8_count((struct str){ rest.at, start - comment->start });
	span.end_col = comment->col + (uint32_t)utf8_count(rest);
	return span;
}

/* Does a backslash join the line that starts there to the one before it? */
static bool
is_joined(const char *text, size_t start)
{
	size_t end = start;

	while (end > 0 && start - end < 2 && (text[end - 1] == '\n' || text[end - 1] == '\r'))
		end--;
	return end > 0 && end < start && text[end - 1] == '\\';
}

/* What to delete so that the comment is gone: with the blanks before it, and with the line
 * when nothing else is on it and none is joined to it. */
static struct span
whole_comment(const struct judge *j, const struct span *comment, const struct directive *d)
{
	const char *at = j->source.at;
	size_t start = d->start, end = d->end, len = j->source.len;

	if (end < comment->end) /* another comment follows and takes its place */
		return span_on_line(j, comment, start, end);
	/* Blanks within the comment, or before it. */
	while (start > 0 && is_blank(at[start - 1]))
		start--;
	/* At the end of its line a backslash would join the next one. */
	if (start > 0 && at[start - 1] == '\\' && start < d->start)
		start++;

	struct span span = span_on_line(j, comment, start, end);
	bool alone = start == 0 || at[start - 1] == '\n' || at[start - 1] == '\r';
	if (alone && !is_joined(at, start) && end < len && (at[end] == '\n' || at[end] == '\r')) {
		span.end += at[end] == '\r' && end + 1 < len && at[end + 1] == '\n' ? 2 : 1;
		span.end_line++;
		span.end_col = 1;
	}
	return span;
}

static void
add_unused(struct judge *j, const struct comment *comment, const struct verdict *v)
{
	const struct span *span = &comment->fact->span;
	const char *where = comment->fact->whole_file ? "in this file" : "here";
	struct directive d;
	struct edit edit = { .file = j->s->scan->files.at[j->file].path };
	struct finding finding = {
		.rule = RULE_SUP001,
		.file = edit.file,
		.span = *span,
		.service = j->service,
		.safe = true,
	};

	if (j->unused.len == 0)
		finding.message = findings_text(j->f, "This suppression hides nothing %s", where);
	else
		finding.message = findings_text(
			j->f, "The suppression of %s hides nothing %s", j->unused.at, where);
	if (v->kept == 0)
		finding.help = STR("remove the comment");
	else
		finding.help = findings_text(j->f, "remove %s from the list", j->unused.at);

	if (find_directive(j, span, &d) && (v->kept == 0 || d.list_end > 0)) {
		finding.span = span_on_line(j, span, d.start, d.end);
		if (v->kept == 0) {
			edit.span = whole_comment(j, span, &d);
		} else {
			edit.span = span_on_line(j, span, d.list, d.list_end);
			edit.text = buf_text(&j->kept);
		}
		finding.edits = (struct edits){ &edit, 1 };
	}
	findings_add(j->f, &finding);
}

static void
add_unknown(struct judge *j, const struct comment *comment, struct str name)
{
	const struct rule *nearest = rule_nearest(name);
	struct finding finding = {
		.rule = RULE_SUP001,
		.file = j->s->scan->files.at[j->file].path,
		.span = comment->fact->span,
		.service = j->service,
		.message = findings_text(
			j->f, "There is no rule `" STR_FMT "` to suppress", STR_ARG(name)),
		.help = STR("`shoring rules` lists the rules"),
	};

	if (nearest != NULL)
		finding.help = findings_text(j->f, "did you mean `%s`?", nearest->name);
	findings_add(j->f, &finding);
}

static void
judge_comment(struct judge *j, const struct comment *comment)
{
	const struct facts *facts = &j->s->scan->files.at[j->file].facts;
	struct str list = facts_text(facts, comment->fact->rules);

	buf_clear(&j->unused);
	buf_clear(&j->kept);
	struct verdict v = weigh_list(j, comment, list);
	bool bare = list.len == 0 && comment->used == 0 && judged(j, comment->rules);
	if (bare || v.unused > 0)
		add_unused(j, comment, &v);
	if (v.unknown.len > 0)
		add_unknown(j, comment, v.unknown);
}

static void
judge_file(struct judge *j)
{
	const struct file_comments *comments = &j->s->files[j->file];
	struct str path = j->s->scan->files.at[j->file].path;
	const struct findings *f = j->f;

	j->selected = j->on = 0;
	for (size_t rule = 0; rule < RULE_COUNT; rule++) {
		bool here = findings_want(f, (enum rule_id)rule) &&
		            !patterns_match(f->config->rules[rule].exclude, path);

		j->selected |= f->selection.rules[rule] ? RULE_BIT(rule) : 0;
		j->on |= here ? RULE_BIT(rule) : 0;
	}
	j->tried = false;
	buf_clear(&j->source);
	for (uint32_t i = 0; i < comments->count; i++)
		judge_comment(j, &j->s->comments[comments->first + i]);
}

void
suppressions_judge(const struct suppressions *s, struct findings *f, const struct settle_with *with)
{
	struct judge j = { .s = s, .f = f };

	if (f->selection.services.count > 0 || !findings_want(f, RULE_SUP001))
		return;
	for (file_id i = 0; i < s->scan->files.count; i++) {
		if (s->files[i].count == 0 || s->scan->files.at[i].facts.problems.count > 0)
			continue;
		j.file = i;
		j.service = with->owner(with->ctx, i);
		judge_file(&j);
	}
	buf_release(&j.source);
	buf_release(&j.unused);
	buf_release(&j.kept);
}
