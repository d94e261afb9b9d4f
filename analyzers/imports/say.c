/*
 * say.c - what a contract's user says of a finding.
 */
#include "imports/say.h"

void
say_contract(const struct check *c, const struct contract *contract, struct finding *f)
{
	f->has_severity = contract->has_severity;
	f->severity = contract->severity;
	if (contract->message.len > 0)
		f->message = contract->message;
	findings_add(c->out, f);
}

struct str
say_replacement(struct findings *out, const struct contract *contract, struct str target)
{
	const struct config_replace *best = NULL;

	for (uint32_t i = 0; i < contract->replace.count; i++) {
		const struct config_replace *r = &contract->replace.at[i];
		bool covers = str_starts(target, r->from) &&
		              (target.len == r->from.len || target.at[r->from.len] == '.');

		if (covers && (best == NULL || r->from.len > best->from.len))
			best = r;
	}
	if (best == NULL)
		return (struct str){ "", 0 };

	struct str rest = { target.at + best->from.len, target.len - best->from.len };

	return findings_text(
		out, "use `" STR_FMT STR_FMT "` instead", STR_ARG(best->to), STR_ARG(rest));
}
