/*
 * suppress.c - fuzz target: comments that hide findings, in a Python file or a list of requirements.
 *
 * The first byte says which of the two the rest is. What stands in it is found fault with; comments that hide
 * nothing are taken out, turn by turn. That comes to an end, keeps the file whole, and lets nothing appear.
 */
#include "base/arena.h"
#include "config/config.h"
#include "findings/findings.h"
#include "findings/patch.h"
#include "fuzz.h"
#include "grammars/grammars.h"
#include "look.h"

#define TURNS_MOST 30

struct file {
	struct arena *arena;
	const struct grammar *grammar;
	struct str path, text;
	struct facts facts;
};

static void
read_file(struct file *file)
{
	MUST(facts_open(
		look_once(file->grammar, file->arena, file->path, file->text), &file->facts));
}

static void
add(struct findings *out, const struct file *file, enum rule_id rule, const struct span *span)
{
	findings_add(
		out,
		&(struct finding){
			.rule = rule, .file = file->path, .span = *span, .message = STR("wrong") });
}

/* One finding or two at each place where there may be some. */
static void
find_fault(struct findings *out, const struct file *file)
{
	const struct facts *f = &file->facts;
	const enum rule_id broken[] = { RULE_IMP001, RULE_REQ001, RULE_IMP005 };

	for (uint32_t i = 0; i < f->imports.count; i++)
		add(out, file, broken[i % countof(broken)], &f->imports.at[i].statement);
	for (uint32_t i = 0; i < f->classes.count; i++)
		add(out, file, RULE_CLS001, &f->classes.at[i].header);
	for (uint32_t i = 0; i < f->bases.count; i++)
		add(out, file, RULE_CLS003, &f->bases.at[i].span);
	for (uint32_t i = 0; i < f->requirements.count; i++)
		add(out, file, i % 2 == 0 ? RULE_REQ002 : RULE_REQ010, &f->requirements.at[i].span);
}

static struct str
no_service(const void *ctx, file_id file)
{
	(void)ctx, (void)file;
	return STR("");
}

static struct str
same_service(const void *ctx, struct str service)
{
	(void)ctx;
	return service;
}

static struct settled
settle(const struct file *file)
{
	const struct settle_with with = { .owner = no_service, .lasting = same_service };
	struct scan_text *text = arena_new(file->arena, struct scan_text);
	struct scanned *scanned = arena_new(file->arena, struct scanned);
	struct config config;
	struct selection selection = { .services = { NULL, 0 } };
	struct scan scan = { .root = STR("/project"), .files = { scanned, 1 } };

	*text = (struct scan_text){ .path = file->path, .text = file->text };
	scan.texts = (struct scan_texts){ text, 1 };
	*scanned = (struct scanned){ file->path, file->grammar, .facts = file->facts };
	scan.paths = (struct strs){ &scanned->path, 1 };
	scan_index(&scan, file->arena);
	config_default(&config, scan.root);
	for (size_t i = 0; i < RULE_COUNT; i++)
		selection.rules[i] = true;
	struct findings *found = findings_new(file->arena, &config, &selection);
	find_fault(found, file);
	return findings_settle(found, &scan, &with);
}

static uint32_t
count_wrong(struct settled settled)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < settled.list.count; i++)
		count += settled.list.at[i].rule != RULE_SUP001;
	return count;
}

/* Take out what hides nothing, as far as it can be done at once. False: there is nothing. */
static bool
mend(struct file *file, struct settled settled)
{
	const struct edit **edits =
		arena_array(file->arena, const struct edit *, (size_t)settled.list.count + 1);
	struct draft draft = draft_new(file->arena, file->text);
	uint32_t count = 0, end = 0;

	for (uint32_t i = 0; i < settled.list.count; i++) {
		const struct finding *finding = &settled.list.at[i];

		if (finding->rule != RULE_SUP001 || !finding->safe || finding->edits.count != 1 ||
		    (count > 0 && finding->edits.at[0].span.start < end))
			continue;
		edits[count++] = &finding->edits.at[0];
		end = finding->edits.at[0].span.end;
		MUST(end <= file->text.len);
	}
	draft_edit(&draft, file->arena, edits, count);
	file->text = draft.text;
	return count > 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool python = fuzz_take(&data, &size) % 2 == 0;
	struct arena a = { 0 };
	struct file file = {
		.arena = &a,
		.grammar = python ? &grammar_python : &grammar_requirements,
		.path = python ? STR("a.py") : STR("requirements.txt"),
		.text = fuzz_str(data, size),
	};
	unsigned turns = 0;

	read_file(&file);
	struct settled settled = settle(&file);
	uint32_t wrong = count_wrong(settled);
	bool sound = file.facts.problems.count == 0;
	while (sound && mend(&file, settled)) {
		MUST(++turns < TURNS_MOST);
		read_file(&file);
		MUST(file.facts.problems.count == 0);
		settled = settle(&file);
		MUST(count_wrong(settled) == wrong);
	}
	arena_release(&a);
	return 0;
}
