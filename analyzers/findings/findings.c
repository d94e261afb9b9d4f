/*
 * findings.c - the list while the analyzers add to it.
 */
#include "findings/findings.h"

#include <stdarg.h>

#include "base/path.h"
#include "base/utf8.h"
#include "findings/list.h"

/* Bytes of a name, and of a sentence, that is longer than anybody reads. */
#define NAME_MOST 200
#define TEXT_MOST 6000

static struct strs
keep_all(struct arena *a, struct strs texts)
{
	struct str *at = arena_array(a, struct str, texts.count);

	for (uint32_t i = 0; i < texts.count; i++)
		at[i] = str_keep(a, texts.at[i]);
	return (struct strs){ at, texts.count };
}

struct findings *
findings_new(struct arena *a, const struct config *config, const struct selection *selection)
{
	struct findings *f = arena_new(a, struct findings);

	f->arena = a;
	f->config = config;
	f->selection = *selection;
	f->selection.services = keep_all(a, selection->services);
	f->selection.paths = keep_all(a, selection->paths);
	return f;
}

struct findings *
findings_branch(const struct findings *f, struct arena *a)
{
	struct findings *branch = arena_new(a, struct findings);

	branch->arena = &branch->own;
	branch->config = f->config;
	branch->selection = f->selection;
	return branch;
}

void
findings_join(struct findings *f, struct findings *branch)
{
	for (uint32_t i = 0; i < branch->rows.count; i++)
		*vec_push(f->arena, &f->rows) = branch->rows.at[i];
	branch->rows = (struct finding_rows){ 0 };
	arena_adopt(f->arena, &branch->own);
}

void
findings_drop(struct findings *branch)
{
	branch->rows = (struct finding_rows){ 0 };
	arena_release(&branch->own);
}

static enum severity
severity_of(const struct findings *f, enum rule_id rule)
{
	const struct rule_config *configured = &f->config->rules[rule];

	return configured->set ? configured->severity : rules[rule].severity;
}

bool
findings_want(const struct findings *f, enum rule_id rule)
{
	return f->selection.rules[rule] && severity_of(f, rule) != SEVERITY_OFF;
}

static struct chain
keep_chain(struct arena *a, struct chain chain)
{
	struct chain_step *at = arena_array(a, struct chain_step, chain.count);

	for (uint32_t i = 0; i < chain.count; i++)
		at[i] = (struct chain_step){
			.module = str_keep(a, chain.at[i].module),
			.file = str_keep(a, chain.at[i].file),
			.line = chain.at[i].line,
		};
	return (struct chain){ at, chain.count };
}

static struct related
keep_related(struct arena *a, struct related related)
{
	struct related_place *at = arena_array(a, struct related_place, related.count);

	for (uint32_t i = 0; i < related.count; i++)
		at[i] = (struct related_place){
			.file = str_keep(a, related.at[i].file),
			.line = related.at[i].line,
			.start = related.at[i].start,
		};
	return (struct related){ at, related.count };
}

static struct edits
keep_edits(struct arena *a, struct edits edits)
{
	struct edit *at = arena_array(a, struct edit, edits.count);

	for (uint32_t i = 0; i < edits.count; i++)
		at[i] = (struct edit){
			.file = str_keep(a, edits.at[i].file),
			.span = edits.at[i].span,
			.text = str_keep(a, edits.at[i].text),
		};
	return (struct edits){ at, edits.count };
}

/* At most so many bytes of the text: what is too much is taken out of its middle. */
static struct str
cut_text(struct arena *a, struct str text, size_t most)
{
	static const char mark[] = "\xE2\x80\xA6"; /* … */
	size_t head = most / 2, tail = text.len - most / 2;

	if (text.len <= most)
		return text;
	while (head > 0 && utf8_is_inside(text.at[head]))
		head--;
	while (tail < text.len && utf8_is_inside(text.at[tail]))
		tail++;
	return str_of(arena_printf(
		a, "%.*s%s" STR_FMT, (int)head, text.at, mark, STR_ARG(str_from(text, tail))));
}

struct str
findings_brief(struct findings *f, struct str text)
{
	return cut_text(f->arena, text, NAME_MOST);
}

struct str
findings_service(struct findings *f, struct str name)
{
	if (!str_eq(finding_service(name), name))
		return finding_service(name);
	return findings_text(f, "`" STR_FMT "`", STR_ARG(findings_brief(f, name)));
}

/* In the arena. */
static struct str
keep_text(struct arena *a, struct str text, size_t most)
{
	struct str kept = cut_text(a, text, most);

	return text.len > most ? kept : str_keep(a, kept);
}

void
findings_add(struct findings *f, const struct finding *finding)
{
	struct arena *a = f->arena;
	struct finding kept = *finding;

	if (!kept.has_severity)
		kept.severity = severity_of(f, kept.rule);
	if (!findings_want(f, kept.rule) || kept.severity == SEVERITY_OFF ||
	    path_is_outside(kept.file))
		return;
	kept.file = str_keep(a, kept.file);
	kept.message = keep_text(a, kept.message, TEXT_MOST);
	kept.help = keep_text(a, kept.help, TEXT_MOST);
	kept.service = str_keep(a, kept.service);
	kept.distribution = keep_text(a, kept.distribution, NAME_MOST);
	kept.module = keep_text(a, kept.module, NAME_MOST);
	kept.class = keep_text(a, kept.class, NAME_MOST);
	kept.chain = keep_chain(a, kept.chain);
	kept.related = keep_related(a, kept.related);
	kept.rests = keep_all(a, kept.rests);
	kept.edits = keep_edits(a, kept.edits);
	*vec_push(a, &f->rows) = kept;
}

struct str
findings_text(struct findings *f, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	struct str text = str_of(arena_vprintf(f->arena, fmt, args));
	va_end(args);
	return text;
}
