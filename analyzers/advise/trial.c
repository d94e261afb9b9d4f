/*
 * trial.c - writes the drafts as a configuration, reads that, and lets the import rules judge.
 */
#include "advise/trial.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "base/yaml.h"
#include "imports/imports.h"

VEC(offence_rows, struct offence);

static struct str
no_service(const void *ctx, file_id file)
{
	(void)ctx;
	(void)file;
	return STR("");
}

static struct str
nothing_lasting(const void *ctx, struct str service)
{
	(void)ctx;
	return service;
}

/* The drafts as contracts whose messages are their numbers. */
static void
configure(struct config *out, struct arena *a, const struct project *p, struct drafts drafts)
{
	struct buf text = { 0 };
	struct config read;
	struct err err;

	buf_printf(&text, "version: 1\nimports:\n  contracts:\n");
	for (uint32_t i = 0; i < drafts.count; i++) {
		const char *number = arena_printf(a, "%u", i);
		struct draft plain = drafts.at[i];

		plain.name = plain.message = str_of(number);
		plain.notes = (struct strs){ 0 };
		plain.held_back = plain.warns = false;
		draft_put(&text, &plain);
	}
	struct config_source source = { STR("drafts"), buf_text(&text), "", yaml_read };
	if (!config_read(&read, a, p->config->root, &source, &err))
		die("a draft is no configuration: %s", err.text);
	buf_release(&text);
	*out = *p->config;
	out->contracts = read.contracts;
}

static uint32_t
number_of(struct str message)
{
	uint32_t number = 0;

	for (size_t i = 0; i < message.len; i++)
		number = number * 10 + (uint32_t)(message.at[i] - '0');
	return number;
}

const struct trial *
trial_run(const struct project *p, struct arena *a, struct drafts drafts)
{
	static const enum rule_id judged[] = { RULE_IMP001, RULE_IMP002, RULE_IMP003, RULE_IMP004 };
	struct trial *trials = arena_array(a, struct trial, (size_t)drafts.count + 1);
	struct offence_rows *rows = arena_array(a, struct offence_rows, (size_t)drafts.count + 1);
	struct selection selection = { 0 };
	const struct settle_with with = { .owner = no_service, .lasting = nothing_lasting };
	struct project copy = *p;
	struct config config;

	if (drafts.count == 0)
		return trials;
	configure(&config, a, p, drafts);
	copy.config = &config;
	for (size_t i = 0; i < countof(judged); i++)
		selection.rules[judged[i]] = true;
	for (size_t i = 0; i < RULE_COUNT; i++)
		config.rules[i] = (struct rule_config){ .severity = SEVERITY_ERROR };

	struct findings *findings = findings_new(a, &config, &selection);
	analyze_imports(&copy, findings);
	struct settled settled = findings_settle(findings, p->scan, &with);
	for (uint32_t i = 0; i < settled.list.count; i++) {
		const struct finding *f = &settled.list.at[i];
		uint32_t number = number_of(f->message);

		trials[number].broken++;
		if (rows[number].count < TRIAL_SHOWN)
			*vec_push(a, &rows[number]) =
				(struct offence){ f->file, f->module, f->span.line };
	}
	for (uint32_t i = 0; i < drafts.count; i++)
		trials[i].offences = (struct offences){ rows[i].at, rows[i].count };
	return trials;
}
