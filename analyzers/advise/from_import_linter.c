/*
 * from_import_linter.c - import-linter 2: session options and contracts.
 */
#include "advise/converting.h"
#include "base/arena.h"

/* What it sees: never importlib's strings. */
static const struct str contexts[] = {
	{ "load", 4 },    { "lazy", 4 },     { "optional", 8 }, { "main", 4 },
	{ "version", 7 }, { "platform", 8 }, { "typing", 6 },
};

struct linter {
	struct converting *c;
	struct strs roots;
	struct strs contexts;
};

static const struct doc *
option(const struct doc *contract, const char *key)
{
	return doc_get(contract, str_of(key));
}

static struct str
text_option(const struct doc *contract, const char *key)
{
	const struct doc *value = option(contract, key);

	return value != NULL && value->kind == DOC_STRING ? value->text : STR("");
}

/* Has the project modules below that one? */
static bool
is_package(const struct converting *c, struct str name)
{
	for (uint32_t i = 0; i < c->modules.count; i++)
		if (c->modules.at[i].len > name.len && converting_below(c->modules.at[i], name))
			return true;
	return false;
}

/* An entry is of two modules there, and of all below them here. */
static void
say_wider(const struct linter *l, struct draft *draft)
{
	for (uint32_t i = 0; i < draft->allow.count; i++) {
		struct str entry = draft->allow.at[i];
		size_t cut = 0;

		while (cut + 1 < entry.len && !(entry.at[cut] == '-' && entry.at[cut + 1] == '>'))
			cut++;
		size_t from = cut + 2 < entry.len ? cut + 2 : entry.len;
		struct str left = str_trim(str_slice(entry, 0, cut));
		struct str right = str_trim(str_from(entry, from));

		if (is_package(l->c, left) || is_package(l->c, right))
			converting_say(
				l->c, draft,
				converting_text(
					l->c,
					"`" STR_FMT
					"`: here that is true of what is below these packages too.",
					STR_ARG(entry)));
	}
}

/* What all types have. */
static struct draft
draft_of(const struct linter *l, const struct doc *contract, enum contract_type type)
{
	struct str guidance = text_option(contract, "broken_contract_guidance");
	struct draft draft = {
		.name = text_option(contract, "name"),
		.type = type,
		.contexts = l->contexts,
		.allow = converting_strs(l->c, option(contract, "ignore_imports")),
	};

	say_wider(l, &draft);
	if (guidance.len > 0)
		converting_say(l->c, &draft,
		               converting_text(l->c, "Guidance: " STR_FMT, STR_ARG(guidance)));
	if (!converting_bool(option(contract, "as_packages"), true)) {
		draft.held_back = true;
		converting_say(l->c, &draft,
		               STR("Held back: as_packages = False has no like; a name covers what "
		                   "is below it."));
	}
	return draft;
}

/* Is one of the two plain names below the other? import-linter passes over such pairs. */
static bool
overlap(struct str left, struct str right)
{
	return converting_below(left, right) || converting_below(right, left);
}

/* Could the two cover one module? Part by part; "**" is taken to fit all that follows. */
static bool
may_overlap(struct str left, struct str right)
{
	struct str a, b;

	while (str_cut(&left, '.', &a) && str_cut(&right, '.', &b)) {
		if (str_eq(a, STR("**")) || str_eq(b, STR("**")))
			return true;
		if (!str_eq(a, STR("*")) && !str_eq(b, STR("*")) && !str_eq(a, b))
			return false;
	}
	return true;
}

static void
from_forbidden(const struct linter *l, const struct doc *contract)
{
	struct strs from = converting_strs(l->c, option(contract, "source_modules"));
	struct strs to = converting_strs(l->c, option(contract, "forbidden_modules"));
	struct draft draft = draft_of(l, contract, CONTRACT_FORBIDDEN);
	bool apart = false;
	uint32_t before = l->c->drafts.count;

	draft.transitive = !converting_bool(option(contract, "allow_indirect_imports"), false);
	for (uint32_t i = 0; i < from.count; i++)
		for (uint32_t k = 0; k < to.count; k++)
			apart = apart || may_overlap(from.at[i], to.at[k]);
	if (!apart) {
		draft.from = from;
		draft.to = to;
		converting_add(l->c, draft);
		return;
	}
	/* What overlaps is judged source by source, and each without what it overlaps with. */
	for (uint32_t i = 0; i < from.count; i++) {
		struct strs sources = converting_expand(l->c, from.at[i]);

		for (uint32_t s = 0; s < sources.count; s++) {
			struct text_rows targets = { 0 };

			for (uint32_t k = 0; k < to.count; k++) {
				struct strs all = { &to.at[k], 1 };

				if (may_overlap(sources.at[s], to.at[k]))
					all = converting_expand(l->c, to.at[k]);
				for (uint32_t t = 0; t < all.count; t++)
					if (!overlap(sources.at[s], all.at[t]))
						*vec_push(l->c->arena, &targets) = all.at[t];
			}
			struct draft one = draft;
			one.from = (struct strs){ &sources.at[s], 1 };
			one.to = (struct strs){ targets.at, targets.count };
			if (targets.count > 0)
				converting_add(l->c, one);
		}
	}
	if (l->c->drafts.count == before)
		converting_note(
			l->c,
			"Left out: `" STR_FMT
			"`, of which import-linter judges nothing: its sides overlap.",
			STR_ARG(draft.name));
}

/* A layer's members in a container ("" : none), with or without the marks of optional ones. */
static struct strs
members_of(const struct linter *l, struct str layer, struct str container, bool marks)
{
	struct text_rows out = { 0 };
	char separator = memchr(layer.at, '|', layer.len) != NULL ? '|' : ':';
	struct str one;

	while (str_cut(&layer, separator, &one)) {
		one = str_trim(one);
		bool optional = one.len > 1 && one.at[0] == '(' && one.at[one.len - 1] == ')';

		if (optional)
			one = str_trim((struct str){ one.at + 1, one.len - 2 });
		*vec_push(l->c->arena, &out) = converting_text(
			l->c, "%s" STR_FMT "%s" STR_FMT "%s", optional && marks ? "(" : "",
			STR_ARG(container), container.len > 0 ? "." : "", STR_ARG(one),
			optional && marks ? ")" : "");
	}
	return (struct strs){ out.at, out.count };
}

/* Layers whose members may import one another ("a : b"): as what no layer may import, and which
 * members ("a | b") are independent. */
static void
add_apart(const struct linter *l, const struct draft *draft, struct strs layers,
          struct str container)
{
	struct text_rows above = { 0 };

	for (uint32_t i = 0; i < layers.count; i++) {
		struct strs members = members_of(l, layers.at[i], container, false);
		struct draft below = *draft;

		below.type = CONTRACT_FORBIDDEN;
		below.transitive = true;
		below.from = members;
		below.to = (struct strs){ above.at, above.count };
		below.name = converting_text(
			l->c, STR_FMT ": " STR_FMT, STR_ARG(draft->name), STR_ARG(members.at[0]));
		if (above.count > 0)
			converting_add(l->c, below);
		if (members.count > 1 && memchr(layers.at[i].at, '|', layers.at[i].len) != NULL) {
			below.type = CONTRACT_INDEPENDENCE;
			below.transitive = false;
			below.to = (struct strs){ 0 };
			converting_add(l->c, below);
		}
		/* What was handed out above stays as it is. */
		struct text_rows more = { 0 };
		for (uint32_t k = 0; k < above.count; k++)
			*vec_push(l->c->arena, &more) = above.at[k];
		for (uint32_t k = 0; k < members.count; k++)
			*vec_push(l->c->arena, &more) = members.at[k];
		above = more;
	}
}

static void
add_layers(const struct linter *l, const struct draft *draft, struct strs layers,
           struct str container)
{
	struct str *lines = arena_array(l->c->arena, struct str, layers.count);
	struct draft one = *draft;

	if (container.len > 0)
		one.name = converting_text(
			l->c, STR_FMT " in " STR_FMT, STR_ARG(draft->name), STR_ARG(container));
	for (uint32_t i = 0; i < layers.count; i++)
		if (memchr(layers.at[i].at, ':', layers.at[i].len) != NULL) {
			add_apart(l, &one, layers, container);
			return;
		}
	for (uint32_t i = 0; i < layers.count; i++) {
		struct strs members = members_of(l, layers.at[i], container, true);

		lines[i] = members.at[0];
		for (uint32_t k = 1; k < members.count; k++)
			lines[i] = converting_text(
				l->c, STR_FMT " | " STR_FMT, STR_ARG(lines[i]),
				STR_ARG(members.at[k]));
	}
	one.from = (struct strs){ lines, layers.count };
	converting_add(l->c, one);
}

static void
from_layers(const struct linter *l, const struct doc *contract)
{
	struct strs layers = converting_strs(l->c, option(contract, "layers"));
	struct strs containers = converting_strs(l->c, option(contract, "containers"));
	struct draft draft = draft_of(l, contract, CONTRACT_LAYERS);

	if (converting_bool(option(contract, "exhaustive"), false))
		converting_say(l->c, &draft,
		               STR("Not translated: exhaustive. What is in no layer is not "
		                   "reported here."));
	if (containers.count == 0)
		add_layers(l, &draft, layers, STR(""));
	for (uint32_t i = 0; i < containers.count; i++) {
		struct strs all = converting_expand(l->c, containers.at[i]);

		if (converting_has_wildcard(containers.at[i]))
			converting_note(
				l->c,
				"`" STR_FMT "` of containers stands for the %u packages of today.",
				STR_ARG(containers.at[i]), all.count);
		for (uint32_t k = 0; k < all.count; k++)
			add_layers(l, &draft, layers, all.at[k]);
	}
}

static void
from_protected(const struct linter *l, const struct doc *contract)
{
	struct strs protected = converting_strs(l->c, option(contract, "protected_modules"));
	struct strs importers = converting_strs(l->c, option(contract, "allowed_importers"));
	struct draft draft = draft_of(l, contract, CONTRACT_FORBIDDEN);

	draft.from = l->roots;
	converting_say(
		l->c, &draft,
		STR("Who may import it stands under `allow`; IMP010 reports those that do not."));
	for (uint32_t i = 0; i < protected.count; i++) {
		struct strs all = converting_expand(l->c, protected.at[i]);

		for (uint32_t k = 0; k < all.count; k++) {
			struct text_rows allow = { 0 };
			struct draft one = draft;

			for (uint32_t e = 0; e < draft.allow.count; e++)
				*vec_push(l->c->arena, &allow) = draft.allow.at[e];
			for (uint32_t m = 0; m < importers.count; m++) {
				if (converting_below(importers.at[m], all.at[k]))
					continue;
				*vec_push(l->c->arena, &allow) = converting_text(
					l->c, STR_FMT " -> " STR_FMT, STR_ARG(importers.at[m]),
					STR_ARG(all.at[k]));
			}
			one.allow = (struct strs){ allow.at, allow.count };
			one.to = (struct strs){ &all.at[k], 1 };
			converting_add(l->c, one);
		}
	}
}

static void
from_contract(const struct linter *l, const struct doc *contract)
{
	struct str type = text_option(contract, "type"), name = text_option(contract, "name");

	if (str_eq(type, STR("forbidden"))) {
		from_forbidden(l, contract);
	} else if (str_eq(type, STR("layers"))) {
		from_layers(l, contract);
	} else if (str_eq(type, STR("independence"))) {
		struct draft draft = draft_of(l, contract, CONTRACT_INDEPENDENCE);

		draft.from = converting_strs(l->c, option(contract, "modules"));
		converting_add(l->c, draft);
	} else if (str_eq(type, STR("protected"))) {
		from_protected(l, contract);
	} else {
		converting_note(
			l->c,
			"Not translated: `" STR_FMT "`, of type " STR_FMT
			", which has no like here.",
			STR_ARG(name), STR_ARG(type));
	}
}

void
convert_import_linter(struct converting *c, const struct doc *session, const struct doc *sections)
{
	struct linter l = { .c = c };
	const struct doc *contracts = doc_get(session, STR("contracts"));
	bool typing = !converting_bool(option(session, "exclude_type_checking_imports"), false);

	*vec_push(c->arena, &c->tools) = STR("import-linter");
	l.contexts = (struct strs){ contexts, countof(contexts) - !typing };
	l.roots = converting_strs(c, option(session, "root_packages"));
	if (l.roots.count == 0)
		l.roots = converting_strs(c, option(session, "root_package"));
	for (uint32_t i = 0; contracts != NULL && i < contracts->count; i++)
		if (contracts->items[i]->kind == DOC_MAP)
			from_contract(&l, contracts->items[i]);
	for (uint32_t i = 0; sections != NULL && i < sections->count; i++)
		if (str_starts(sections->items[i]->key, STR("importlinter:")))
			from_contract(&l, sections->items[i]);
}
