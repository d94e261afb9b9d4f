/*
 * contracts.c - imports.contracts: what each type of contract has and needs.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "config/schema.h"

#define FORBIDDEN    (1u << CONTRACT_FORBIDDEN)
#define LAYERS       (1u << CONTRACT_LAYERS)
#define INDEPENDENCE (1u << CONTRACT_INDEPENDENCE)
#define ONLY         (1u << CONTRACT_ONLY)
#define PATTERN      (1u << CONTRACT_PATTERN)
#define ALL          (FORBIDDEN | LAYERS | INDEPENDENCE | ONLY | PATTERN)

/* By enum contract_type. */
static const char *const types[] = { "forbidden", "layers", "independence", "only", "pattern" };
static const char *const called[] = {
	"a forbidden contract", "a layers contract", "an independence contract", "an only contract",
	"a pattern contract"
};
/* By the bits of enum contract_context. */
static const char *const contexts[] = {
	"load", "lazy", "typing", "optional", "main", "version", "platform", "dynamic"
};
/* By enum match_scope. */
static const char *const scopes[] = { "target", "statement" };

static void
read_contexts(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	const struct doc *one[] = { value };
	const struct doc *const *items = one;
	uint32_t count = value->kind == DOC_STRING ? 1 : value_items(r, key, value, &items);
	unsigned sees = 0;

	for (uint32_t i = 0; i < count; i++) {
		int bit = value_choice(
			r, key, items[i], (struct words){ contexts, countof(contexts) });

		sees |= bit < 0 ? 0 : 1u << bit;
	}
	if (sees == 0)
		complain(r, value->place, "`%s` is empty: the contract would see no import",
		         key->name);
	*(unsigned *)to = sees;
}

static void
read_scope(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	int which = value_choice(r, key, value, (struct words){ scopes, countof(scopes) });

	if (which >= 0)
		*(enum match_scope *)to = (enum match_scope)which;
}

/* `to` is the contract: the expression and its text go together. */
static void
read_match(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct contract *contract = to;
	struct err why;

	value_tried(r, key, value->place);
	read_script(r, key, value, &contract->match_text);
	if (contract->match_text.text.len == 0)
		return;
	contract->match = regex_new(r->arena, contract->match_text.text, &why);
	if (contract->match == NULL)
		complain(r, value->place, "`%s` is no regular expression: %s", key->name, why.text);
}

/* "importer -> imported" */
static void
read_edge(struct reading *r, const struct key *key, const struct doc *value,
          struct config_edge *out)
{
	struct str text, left, right = STR("");

	out->text.place = value->place;
	if (!value_text(r, key, value, &text))
		return;
	out->text.text = text;
	left = text;
	for (size_t i = 0; i + 1 < text.len && right.len == 0; i++) {
		if (text.at[i] != '-' || text.at[i + 1] != '>')
			continue;
		left = str_trim((struct str){ text.at, i });
		right = str_trim((struct str){ text.at + i + 2, text.len - i - 2 });
	}
	if (left.len == 0 || right.len == 0) {
		complain(r, value->place, "`" STR_FMT "` in `%s` must read `importer -> imported`",
		         STR_ARG(text), key->name);
		return;
	}
	out->from = value_pattern(r, key, PATTERN_DOTTED, left, value->place);
	out->to = value_pattern(r, key, PATTERN_DOTTED, right, value->place);
}

static void
read_allow(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	const struct doc *one[] = { value };
	const struct doc *const *items = one;
	uint32_t count = value->kind == DOC_STRING ? 1 : value_items(r, key, value, &items);
	struct config_edge *edges = arena_array(r->arena, struct config_edge, count);

	for (uint32_t i = 0; i < count; i++)
		read_edge(r, key, items[i], &edges[i]);
	*(struct config_edges *)to = (struct config_edges){ edges, count };
}

/* Takes the parentheses off "(name)"; false when only one of them is there. */
static bool
unwrap(struct str *name, bool *wrapped)
{
	bool open = name->len > 0 && name->at[0] == '(';
	bool close = name->len > 0 && name->at[name->len - 1] == ')';

	*wrapped = open && close;
	if (open && close)
		*name = str_trim((struct str){ name->at + 1, name->len - 2 });
	return open == close;
}

/* "a | b": siblings; "(a) | b": the first may be absent; "(a | b)": both may. */
static void
read_layer(struct reading *r, const struct key *key, const struct doc *value,
           struct config_layer *out)
{
	VEC(, struct config_pattern) modules = { 0 };
	struct str rest, name;
	bool all, one, balanced;

	out->text.place = value->place;
	if (!value_text(r, key, value, &out->text.text))
		return;
	rest = str_trim(out->text.text);
	balanced = true;
	all = rest.len > 1 && rest.at[0] == '(' && memchr(rest.at, '|', rest.len) != NULL &&
	      memchr(rest.at, ')', rest.len) == rest.at + rest.len - 1;
	if (all)
		balanced = unwrap(&rest, &all);
	if (rest.len > 0 && rest.at[rest.len - 1] == '|')
		balanced = false;
	while (balanced && str_cut(&rest, '|', &name)) {
		struct config_pattern *module = vec_push(r->arena, &modules);

		name = str_trim(name);
		balanced = unwrap(&name, &one);
		module->place = value->place;
		module->optional = all || one;
		if (balanced)
			module->pattern = value_pattern(r, key, PATTERN_DOTTED, name, value->place);
	}
	if (!balanced)
		complain(r, value->place,
		         "`" STR_FMT "` in `%s` must read `a`, `a | b` or, where a may be absent, "
		         "`(a)`",
		         STR_ARG(out->text.text), key->name);
	out->modules = (struct config_patterns){ modules.at, modules.count };
}

static void
read_layers(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	const struct doc *one[] = { value };
	const struct doc *const *items = one;
	uint32_t count = value->kind == DOC_STRING ? 1 : value_items(r, key, value, &items);
	struct config_layer *layers = arena_array(r->arena, struct config_layer, count);

	for (uint32_t i = 0; i < count; i++)
		read_layer(r, key, items[i], &layers[i]);
	*(struct config_layers *)to = (struct config_layers){ layers, count };
}

static void
read_replace(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct config_replace *replaces;

	if (value->kind != DOC_MAP) {
		complain_kind(r, key, value);
		return;
	}
	if (!value_few(r, key, value))
		return;
	replaces = arena_array(r->arena, struct config_replace, value->count);
	for (uint32_t i = 0; i < value->count; i++) {
		const struct doc *item = value->items[i];

		value_tried(r, key, item->key_place);
		replaces[i].from = item->key;
		(void)value_dotted(r, key, item->key, item->key_place);
		if (value_text(r, key, item, &replaces[i].to))
			(void)value_dotted(r, key, item->text, item->place);
	}
	*(struct config_replaces *)to = (struct config_replaces){ replaces, value->count };
}

/* Read before all others: it says which they may be. */
static void
read_type(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	int which = value_choice(r, key, value, (struct words){ types, countof(types) });

	if (which >= 0)
		*(enum contract_type *)to = (enum contract_type)which;
}

#define AT(field) offsetof(struct contract, field)

static const struct key keys[] = {
	{ .name = "name",
	  .read = read_string,
	  .to = AT(name),
	  .needs = ALL,
	  .kind = "a string",
	  .says = "what findings call it",
	  .example = "name: shared code stands alone" },
	{ .name = "type",
	  .read = read_type,
	  .to = AT(type),
	  .needs = ALL,
	  .kind = "a string",
	  .says = "one of forbidden, layers, independence, only and pattern",
	  .example = "type: forbidden" },
	{ .name = "from",
	  .read = read_module_globs,
	  .to = AT(from),
	  .variants = FORBIDDEN | ONLY | PATTERN,
	  .needs = FORBIDDEN | ONLY,
	  .kind = "a list of modules",
	  .says = "the modules whose imports it judges",
	  .example = "from: [shared, \"libs.*\"]" },
	{ .name = "to",
	  .read = read_module_globs,
	  .to = AT(to),
	  .variants = FORBIDDEN | ONLY,
	  .needs = FORBIDDEN | ONLY,
	  .kind = "a list of modules",
	  .says = "the modules that must not be imported, or the only ones that may",
	  .example = "to: [orchestration.shared]" },
	{ .name = "modules",
	  .read = read_module_globs,
	  .to = AT(modules),
	  .variants = INDEPENDENCE,
	  .needs = INDEPENDENCE,
	  .kind = "a list of modules",
	  .says = "the modules that must not import one another",
	  .example = "modules: [\"cloud_functions.*\"]" },
	{ .name = "layers",
	  .read = read_layers,
	  .to = AT(layers),
	  .variants = LAYERS,
	  .needs = LAYERS,
	  .kind = "a list of layers",
	  .says = "the layers, high to low: `a | b` are equals, and `(a)` may be absent",
	  .example = "layers: [services, domain, \"storage | cache\", (util)]" },
	{ .name = "match",
	  .read = read_match,
	  .variants = PATTERN,
	  .needs = PATTERN,
	  .kind = "a string",
	  .says = "the regular expression (PCRE2) that no import may match",
	  .example = "match: '^legacy\\.(?!api\\b)'" },
	{ .name = "scope",
	  .read = read_scope,
	  .to = AT(scope),
	  .variants = PATTERN,
	  .kind = "a string",
	  .says = "what `match` looks at: the target or the statement; by default target",
	  .example = "scope: statement" },
	{ .name = "contexts",
	  .read = read_contexts,
	  .to = AT(contexts),
	  .kind = "a list of strings",
	  .says = "the contexts of the imports that it sees, any of load, lazy, typing, optional, "
	          "main, version, platform and dynamic; by default all but typing",
	  .example = "contexts: [load, lazy]" },
	{ .name = "transitive",
	  .read = read_bool,
	  .to = AT(transitive),
	  .variants = FORBIDDEN,
	  .kind = "true or false",
	  .says = "whether chains through other modules count; by default false",
	  .example = "transitive: true" },
	{ .name = "allow",
	  .read = read_allow,
	  .to = AT(allow),
	  .kind = "a list of `importer -> imported`",
	  .says = "imports that are left alone",
	  .example = "allow: [\"shared.legacy -> orchestration.shared.compat\"]" },
	{ .name = "replace",
	  .read = read_replace,
	  .to = AT(replace),
	  .variants = FORBIDDEN,
	  .kind = "a map from module to module",
	  .says = "what to import instead",
	  .example = "replace: {orchestration.shared: shared}" },
	{ .name = "message",
	  .read = read_message,
	  .to = AT(message),
	  .kind = "a string",
	  .says = "what findings say; by default the rule's own words",
	  .example = "message: \"Shared code must not import from orchestration.shared\"" },
	{ .name = "severity",
	  .read = read_severity,
	  .to = AT(severity),
	  .given = GIVEN(struct contract, has_severity),
	  .kind = "a string",
	  .says = "error, warning or off; by default that of its rule",
	  .example = "severity: warning" },
};

const struct section section_contracts = { called, keys, countof(keys), types };

/* The type, or a complaint that there is none. */
static bool
type_of(struct reading *r, const struct doc *item, enum contract_type *out)
{
	const struct doc *type = doc_get(item, STR("type"));

	if (type == NULL || type->kind == DOC_NULL) {
		complain(r, item->place, "a contract needs `type`: %s", keys[1].says);
		return false;
	}
	int which = value_choice(r, &keys[1], type, (struct words){ types, countof(types) });
	if (which >= 0)
		*out = (enum contract_type)which;
	return which >= 0;
}

static void
complain_empty(struct reading *r, const struct doc *item, const char *name, uint32_t count)
{
	const struct doc *value = doc_get(item, str_of(name));

	if (value != NULL && value->kind == DOC_LIST && count == 0)
		complain(r, value->place, "`%s` is empty: the contract would judge nothing", name);
}

static void
read_contract(struct reading *r, const struct doc *item, struct contract *out)
{
	enum contract_type type;

	out->place = item->place;
	out->contexts = SEES_ALL_BUT_TYPING;
	if (item->kind != DOC_MAP) {
		complain(r, item->place, "a contract must be a map, not %s",
		         doc_kind_name(item->kind));
		return;
	}
	if (!type_of(r, item, &type))
		return;
	section_read(r, &section_contracts, type, item, out);
	complain_empty(r, item, "from", out->from.count);
	if (type == CONTRACT_FORBIDDEN) /* an only contract may allow nothing */
		complain_empty(r, item, "to", out->to.count);
	complain_empty(r, item, "modules", out->modules.count);
	complain_empty(r, item, "layers", out->layers.count);
}

void
read_contracts(struct reading *r, const struct key *key, const struct doc *value, void *to)
{
	struct contracts *out = to;
	struct contract *contracts;
	const struct doc *const *items;
	uint32_t count = value_items(r, key, value, &items);
	struct unique unique;

	unique_init(&unique, r->arena, "contract");
	contracts = arena_array(r->arena, struct contract, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct doc *name = doc_get(items[i], STR("name"));

		value_tried(r, key, items[i]->place);
		read_contract(r, items[i], &contracts[i]);
		if (contracts[i].name.len > 0)
			unique_check(r, &unique, contracts[i].name, name->place);
	}
	*out = (struct contracts){ contracts, count };
}
