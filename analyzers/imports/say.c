/*
 * say.c - what a contract's user says of a finding.
 */
#include "imports/say.h"

#include "imports/replace.h"

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
say_replacement(const struct check *c, const struct contract *contract, struct str target)
{
	struct str to = replace_name(c->view, contract, target);

	if (to.len == 0)
		return to;
	return findings_text(c->out, "use `" STR_FMT "` instead", STR_ARG(to));
}
