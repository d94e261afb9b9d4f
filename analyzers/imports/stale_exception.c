/*
 * IMP010 stale-exception: an `allow` entry or a module name of a contract that matches nothing.
 */
#include "base/arena.h"
#include "base/vec.h"
#include "imports/contract.h"
#include "imports/pattern_table.h"
#include "imports/say.h"
#include "rules/python.h"

VEC(required_patterns, struct config_pattern);

/* Patterns of a contract, and which of them match. */
struct usage {
	struct pattern_table *table;
	bool *modules; /* by pattern: covers a module of ours */
	bool *names;   /* … or a name that an import mentions */
};

static void
usage_build(struct usage *u, struct arena *a, const struct graph *g, uint32_t count)
{
	uint32_t modules = g->project->modules.count;

	u->modules = arena_array(a, bool, count);
	u->names = arena_array(a, bool, count);
	for (node_id n = 0; n < g->node_count; n++) {
		struct str one;
		struct strs names = graph_names(g, n, &one);

		for (uint32_t i = 0; i < names.count; i++) {
			struct pattern_hits hits = pattern_table_find(u->table, names.at[i]);

			for (uint32_t h = 0; h < hits.count; h++)
				(n < modules ? u->modules : u->names)[hits.at[h].pattern] = true;
		}
	}
}

static void
report(const struct check *c, const struct doc_place *place, struct str module, struct str message,
       struct str help)
{
	struct finding f = {
		.rule = RULE_IMP010,
		.file = c->project->config->file,
		.span = { place->start, place->end, place->line, place->column, place->end_line,
		          place->end_column },
		.message = message,
		.help = help,
		.module = module,
		.service = { "", 0 },
	};

	findings_add(c->out, &f);
}

/* The standard library and known distributions are there, though nothing imports them: that is what
 * such a contract is for. */
static bool
is_known_outside(struct str pattern)
{
	struct str rest = pattern, first = { "", 0 };

	str_cut(&rest, '.', &first);
	return stdlib_ever(first) || import_is_library(first) || dists_of_import(pattern).count > 0;
}

/* A list of patterns of one contract; `outside`: names that are not ours count too. */
static void
check_patterns(const struct check *c, const struct contract *contract,
               struct config_patterns patterns, const char *key, bool outside)
{
	struct arena a = { 0 };
	struct usage u = { 0 };

	if (patterns.count == 0)
		return;
	u.table = pattern_table_new(&a);
	for (uint32_t i = 0; i < patterns.count; i++)
		pattern_table_add(u.table, patterns.at[i].pattern);
	usage_build(&u, &a, &c->graph, patterns.count);
	for (uint32_t i = 0; i < patterns.count; i++) {
		struct str text = pattern_text(patterns.at[i].pattern);

		if (u.modules[i] || (outside && (u.names[i] || is_known_outside(text))))
			continue;
		report(c, &patterns.at[i].place, text,
		       findings_text(c->out,
		                     "`" STR_FMT "` in `%s` of contract `" STR_FMT
		                     "` matches no module%s",
		                     STR_ARG(text), key, STR_ARG(contract->name),
		                     outside ? ", and no import mentions it" : ""),
		       STR("correct the name, or remove it: it has no effect"));
	}
	arena_release(&a);
}

static void
check_layers(const struct check *c, const struct contract *contract)
{
	const struct config_layers layers = contract->layers;
	struct arena a = { 0 };
	struct required_patterns required = { 0 };

	for (uint32_t l = 0; l < layers.count; l++)
		for (uint32_t i = 0; i < layers.at[l].modules.count; i++)
			if (!layers.at[l].modules.at[i].optional)
				*vec_push(&a, &required) = layers.at[l].modules.at[i];
	check_patterns(c, contract, (struct config_patterns){ required.at, required.count },
	               "layers", false);
	arena_release(&a);
}

static void
check_allow(const struct check *c, const struct contract *contract)
{
	struct arena a = { 0 };
	struct allow *allow = allow_new(&a, &c->graph, contract->allow);
	bool *used = arena_array(&a, bool, contract->allow.count);

	for (module_id m = 0; allow != NULL && m < c->project->modules.count; m++) {
		struct links links = graph_links(&c->graph, m);

		for (uint32_t i = 0; i < links.count; i++)
			allow_mark(allow, m, links.at[i].to, used);
	}
	for (uint32_t i = 0; i < contract->allow.count; i++) {
		const struct config_edge *entry = &contract->allow.at[i];

		if (used[i])
			continue;
		report(c, &entry->text.place, pattern_text(entry->to),
		       findings_text(c->out,
		                     "`" STR_FMT "` in `allow` of contract `" STR_FMT
		                     "` matches no import",
		                     STR_ARG(entry->text.text), STR_ARG(contract->name)),
		       STR("remove it: the exception is no longer needed"));
	}
	arena_release(&a);
}

void
check_stale_exception(const struct check *c)
{
	const struct contracts *contracts = &c->project->config->contracts;

	for (uint32_t i = 0; i < contracts->count; i++) {
		const struct contract *contract = &contracts->at[i];

		if (!contract_is(contract, contract->type))
			continue; /* switched off */
		check_patterns(c, contract, contract->from, "from", false);
		check_patterns(c, contract, contract->to, "to", true);
		check_patterns(c, contract, contract->modules, "modules", false);
		check_layers(c, contract);
		check_allow(c, contract);
	}
}
