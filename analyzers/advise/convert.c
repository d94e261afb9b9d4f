/*
 * convert.c - finds out whose configuration it is; what the translators share.
 */
#include "advise/convert.h"

#include <stdarg.h>

#include "advise/converting.h"
#include "advise/ini.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "base/path.h"
#include "base/sorted.h"

struct str
converting_text(struct converting *c, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	struct str text = str_of(arena_vprintf(c->arena, fmt, args));
	va_end(args);
	return text;
}

void
converting_note(struct converting *c, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	*vec_push(c->arena, &c->notes) = str_of(arena_vprintf(c->arena, fmt, args));
	va_end(args);
}

struct strs
converting_strs(struct converting *c, const struct doc *value)
{
	uint32_t count = 0;

	if (value == NULL || (value->kind != DOC_LIST && value->kind != DOC_STRING))
		return (struct strs){ 0 };
	if (value->kind == DOC_STRING) {
		struct str *one = arena_new(c->arena, struct str);

		*one = value->text;
		return (struct strs){ one, value->text.len > 0 };
	}
	struct str *all = arena_array(c->arena, struct str, value->count);
	for (uint32_t i = 0; i < value->count; i++)
		if (value->items[i]->kind == DOC_STRING && value->items[i]->text.len > 0)
			all[count++] = value->items[i]->text;
	return (struct strs){ all, count };
}

bool
converting_bool(const struct doc *value, bool preset)
{
	if (value == NULL)
		return preset;
	if (value->kind == DOC_BOOL)
		return value->number != 0;
	return value->kind == DOC_STRING &&
	       (str_eq(value->text, STR("True")) || str_eq(value->text, STR("true")));
}

bool
converting_has_wildcard(struct str expression)
{
	return expression.len > 0 && memchr(expression.at, '*', expression.len) != NULL;
}

bool
converting_below(struct str name, struct str package)
{
	return str_starts(name, package) &&
	       (name.len == package.len || name.at[package.len] == '.');
}

struct strs
converting_expand(struct converting *c, struct str expression)
{
	struct text_rows out = { 0 };
	struct err err;

	if (!converting_has_wildcard(expression)) {
		*vec_push(c->arena, &out) = expression;
		return (struct strs){ out.at, out.count };
	}
	const struct pattern *p = pattern_new(c->arena, PATTERN_DOTTED, expression, &err);
	for (uint32_t i = 0; p != NULL && i < c->modules.count; i++)
		if (pattern_matches(p, c->modules.at[i]))
			*vec_push(c->arena, &out) = c->modules.at[i];
	return (struct strs){ out.at, out.count };
}

void
converting_say(struct converting *c, struct draft *draft, struct str note)
{
	struct str *notes = arena_array(c->arena, struct str, (size_t)draft->notes.count + 1);

	for (uint32_t i = 0; i < draft->notes.count; i++)
		notes[i] = draft->notes.at[i];
	notes[draft->notes.count] = note;
	draft->notes = (struct strs){ notes, draft->notes.count + 1 };
}

static bool
are_patterns(struct converting *c, struct strs names, bool layers)
{
	bool all = true;

	for (uint32_t i = 0; i < names.count; i++) {
		struct str rest = names.at[i], one;
		struct err err;

		while (str_cut(&rest, layers ? '|' : '\n', &one)) {
			while (one.len > 0 && strchr(" (", one.at[0]) != NULL)
				one = (struct str){ one.at + 1, one.len - 1 };
			while (one.len > 0 && strchr(" )", one.at[one.len - 1]) != NULL)
				one.len--;
			all = all && pattern_new(c->arena, PATTERN_DOTTED, one, &err) != NULL;
		}
	}
	return all;
}

void
converting_add(struct converting *c, struct draft draft)
{
	bool layers = draft.type == CONTRACT_LAYERS;
	struct str name = draft.name;

	if (name.len == 0)
		draft.name = name = STR("contract");
	for (uint32_t i = 0, same = 1; i < c->drafts.count; i++) {
		if (!str_eq(c->drafts.at[i].name, draft.name))
			continue;
		draft.name = converting_text(c, STR_FMT " (%u)", STR_ARG(name), ++same);
		i = UINT32_MAX;
	}
	if (draft.from.count == 0 || (draft.type == CONTRACT_FORBIDDEN && draft.to.count == 0)) {
		converting_note(
			c, "Left out: `" STR_FMT "` names no modules.", STR_ARG(draft.name));
		return;
	}
	if (!are_patterns(c, draft.from, layers) || !are_patterns(c, draft.to, false)) {
		draft.held_back = true;
		converting_say(c, &draft, STR("Held back: a name in it is no pattern here."));
	}
	*vec_push(c->arena, &c->drafts) = draft;
}

/* All names by which files can be imported, and the packages around them. */
static void
list_modules(struct converting *c)
{
	struct names *known = names_new(c->arena);
	struct map seen = { 0 };
	struct text_rows out = { 0 };

	for (module_id m = 0; m < c->project->modules.count; m++) {
		struct strs names = project_names(c->project, m);

		for (uint32_t i = 0; i < names.count; i++) {
			struct str name = names.at[i];
			bool fresh = true;

			while (name.len > 0 && fresh) {
				name_id id = names_put(known, name);

				(void)map_put(c->arena, &seen, id, &fresh);
				if (fresh)
					*vec_push(c->arena, &out) = names_text(known, id);
				name = str_before_last(name, '.');
			}
		}
	}
	sorted_put(out.at, out.count);
	c->modules = (struct strs){ out.at, out.count };
}

static bool
is_tach(const struct conversion_source *source)
{
	return str_eq(path_base(source->file), STR("tach.toml")) ||
	       (doc_get(source->toml, STR("modules")) != NULL &&
	        doc_get(source->toml, STR("tool")) == NULL);
}

static void
translate(struct converting *c, const struct conversion_source *source)
{
	const struct doc *doc = source->toml;

	if (doc == NULL) {
		doc = ini_read(c->arena, source->text);
		if (doc_get(doc, STR("importlinter")) != NULL)
			convert_import_linter(c, doc_get(doc, STR("importlinter")), doc);
		return;
	}
	if (doc_find(doc, "tool.importlinter") != NULL)
		convert_import_linter(c, doc_find(doc, "tool.importlinter"), NULL);
	if (doc_find(doc, "tool.deptry") != NULL)
		convert_deptry(c, doc_find(doc, "tool.deptry"));
	if (doc_find(doc, "tool.tach") != NULL)
		convert_tach(c, doc_find(doc, "tool.tach"));
	else if (is_tach(source))
		convert_tach(c, doc);
}

bool
convert(struct conversion *out, struct arena *a, const struct project *p,
        const struct conversion_source *source, struct err *err)
{
	struct converting c = { .arena = a, .project = p };

	list_modules(&c);
	translate(&c, source);
	if (c.tools.count == 0)
		return err_set(
			err,
			STR_FMT " has nothing of import-linter, tach or deptry: no [importlinter], "
				"[tool.importlinter], [tool.deptry], and it is no tach.toml",
			STR_ARG(source->file));
	*out = (struct conversion){
		.tools = { c.tools.at, c.tools.count },
		.notes = { c.notes.at, c.notes.count },
		.drafts = { c.drafts.at, c.drafts.count },
		.source_roots = { c.source_roots.at, c.source_roots.count },
		.exclude = { c.exclude.at, c.exclude.count },
		.map = { c.map.at, c.map.count },
		.provided = { c.provided.at, c.provided.count },
		.used = { c.used.at, c.used.count },
		.development = { c.development.at, c.development.count },
		.off = { c.off.at, c.off.count },
	};
	return true;
}
