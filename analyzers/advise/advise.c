/*
 * advise.c - all kinds of proposals, and what they share.
 */
#include "advise/advise.h"

#include <stdarg.h>

#include "advise/proposal.h"
#include "base/arena.h"

/* More imports than this to mend, and a contract is a wish, not what the code says. */
#define NEARLY 5

struct str
advising_text(struct advising *v, const char *fmt, ...)
{
	char text[1024];
	va_list args;

	va_start(args, fmt);
	int len = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (len < 0)
		len = 0;
	if ((size_t)len >= sizeof(text))
		len = (int)sizeof(text) - 1;
	return (struct str){ arena_copy(v->arena, text, (size_t)len), (size_t)len };
}

service_id
advising_owner(const struct project *p, module_id m)
{
	service_id s = p->modules.at[m].owner;

	return s != ID_NONE && p->services.at[s].path.len > 0 ? s : ID_NONE;
}

struct evidence
advising_evidence(const struct advising *v, struct unit_list units)
{
	const struct project *p = v->project;
	const bool *inside = units_inside(&v->units, v->arena, units);
	struct evidence out = { 0 };

	for (module_id m = 0; m < p->modules.count; m++) {
		struct edges edges = project_edges(p, p->modules.at[m].env, m);

		if (v->units.of[m] == ID_NONE || !inside[v->units.of[m]])
			continue;
		out.modules++;
		for (uint32_t i = 0; i < edges.count; i++)
			out.imports += edges.at[i].kind == EDGE_IMPORT && units_edge(&edges.at[i]);
	}
	return out;
}

struct str
advising_say(struct advising *v, struct evidence e)
{
	return advising_text(
		v, "%u import%s between files in %u modules keep%s it today.", e.imports,
		e.imports == 1 ? "" : "s", e.modules, e.imports == 1 ? "s" : "");
}

/* Notes on what breaks a draft, after the `notes` that it has. */
static struct strs
add_offences(struct arena *a, struct strs notes, const struct trial *trial)
{
	uint32_t shown = trial->offences.count < NEARLY ? trial->offences.count : NEARLY;
	struct str *all = arena_array(a, struct str, (size_t)notes.count + shown + 2);
	uint32_t count = 0;

	while (count < notes.count) {
		all[count] = notes.at[count];
		count++;
	}
	const char *head = arena_printf(
		a, "Held back: %u import%s break%s it.", trial->broken,
		trial->broken == 1 ? "" : "s", trial->broken == 1 ? "s" : "");
	all[count++] = str_of(head);
	for (uint32_t i = 0; i < shown; i++) {
		const struct offence *o = &trial->offences.at[i];
		const char *text = arena_printf(
			a, "  " STR_FMT ":%u imports " STR_FMT, STR_ARG(o->file), o->line,
			STR_ARG(o->target));

		all[count++] = str_of(text);
	}
	return (struct strs){ all, count };
}

void
advising_add(struct advising *v, struct draft draft, const struct trial *trial)
{
	if (trial->broken > NEARLY)
		return;
	if (trial->broken > 0) {
		draft.held_back = true;
		draft.notes = add_offences(v->arena, draft.notes, trial);
	}
	*vec_push(v->arena, &v->drafts) = draft;
}

struct drafts
advise_contracts(const struct project *p, struct arena *a)
{
	struct advising v = { .project = p, .arena = a };

	units_build(&v.units, a, p);
	propose_shared(&v);
	propose_independent(&v);
	propose_layers(&v);
	return (struct drafts){ v.drafts.at, v.drafts.count };
}

bool
advise_again(const struct project *p, struct arena *a, struct drafts *drafts)
{
	const struct trial *trials = trial_run(p, a, *drafts);
	struct draft *again = arena_array(a, struct draft, drafts->count);
	bool any = false;

	for (uint32_t i = 0; i < drafts->count; i++) {
		again[i] = drafts->at[i];
		if (again[i].held_back || trials[i].broken == 0)
			continue;
		again[i].held_back = any = true;
		again[i].notes = add_offences(a, again[i].notes, &trials[i]);
	}
	drafts->at = again;
	return any;
}
