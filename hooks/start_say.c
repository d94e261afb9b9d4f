/*
 * start_say.c - a start on paper in words: what Python would say, and what cannot be known.
 */
#include "hooks/start.h"

#include "base/arena.h"
#include "rules/python.h"

/* Computed imports and unread files that are named; the rest is counted. */
#define NAMED 3

VEC(texts, struct str);

void
start_rules(bool rules_on[RULE_COUNT])
{
	static const char *const ids[] = {
		"IMP005", "IMP008", "REQ001", "REQ004", "REQ005", "REQ006",
		"CLS001", "CLS002", "CLS004", "CLS005", "CLS006", "CLS007",
	};

	for (size_t i = 0; i < countof(ids); i++)
		(void)rule_select(str_of(ids[i]), rules_on);
}

/* What Python says of a name of ours that is not there: the first part that is missing. */
static void
put_absent(const struct project *p, const struct service *s, struct str name, struct str taken,
           struct buf *out)
{
	module_id around = ID_NONE, to;
	size_t end = 0, before = 0;

	for (;;) {
		size_t dot = end;

		while (dot < name.len && name.at[dot] != '.')
			dot++;
		struct str prefix = { name.at, dot };
		enum target_kind kind = project_find(p, s->env, prefix, &to);
		if ((kind != TARGET_MODULE && kind != TARGET_NAMESPACE) || dot == name.len) {
			end = dot;
			break;
		}
		around = to;
		before = dot;
		end = dot + 1;
	}
	if (end == name.len && before > 0 && taken.len > 0 && name.len - before - 1 == taken.len)
		buf_printf(out, "ImportError: cannot import name '" STR_FMT "' from '" STR_FMT "'",
		           STR_ARG(taken), (int)before, name.at);
	else
		buf_printf(out, "ModuleNotFoundError: No module named '" STR_FMT "'", (int)end,
		           name.at);
	if (taken.len == 0 && around != ID_NONE && !p->modules.at[around].package)
		buf_printf(out, "; '" STR_FMT "' is not a package", (int)before, name.at);
}

/* `from m import n`: is m.n, not m, what the edge looks for? Then n. */
static struct str
taken_name(const struct project *p, module_id m, const struct edge *e)
{
	const struct facts *f = p->modules.at[m].facts;
	const struct fact_import *import = &f->imports.at[e->import];
	struct str module = facts_text(f, import->module), name = facts_text(f, import->name);
	struct str all = names_text(p->names, e->name);
	size_t len = name.len + (module.len > 0 ? module.len + 1 : 0);

	if (name.len == 0 || str_eq(name, STR("*")) || all.len < len ||
	    (import->level == 0 && all.len != len))
		return STR("");
	struct str end = { all.at + all.len - name.len, name.len };
	return str_eq(end, name) ? name : STR("");
}

/* What Python says, at the end of a message; "" when the message does not tell. */
static struct str
said_in(const struct finding *f)
{
	static const struct str mark = { "TypeError: ", 11 };

	for (size_t i = 0; i + mark.len <= f->message.len; i++) {
		struct str rest = { f->message.at + i, f->message.len - i };

		if (str_starts(rest, mark))
			return rest;
	}
	return STR("");
}

bool
start_is_raised(const struct finding *f)
{
	return f->rule == RULE_CLS004 || said_in(f).len > 0;
}

struct str
start_raises(struct arena *a, const struct project *p, const struct service *s, module_id m,
             const struct edge *e, const struct finding *f)
{
	const char *id = rules[f->rule].id;
	struct buf out = { 0 };
	struct str rest = f->module, top;

	if (e == NULL) {
		struct str said = said_in(f);

		buf_printf(&out, "%s" STR_FMT, said.len > 0 ? "" : "NameError or ImportError: ",
		           STR_ARG(said.len > 0 ? said : f->message));
	} else if (str_starts(str_of(id), STR("IMP"))) {
		put_absent(p, s, names_text(p->names, e->name), taken_name(p, m, e), &out);
	} else if (f->rule == RULE_REQ005) {
		/* Libraries raise errors of their own there, too. */
		buf_printf(&out, STR_FMT " needs " STR_FMT ", which is not installed",
		           STR_ARG(f->module), STR_ARG(f->distribution));
	} else {
		/* What of a namespace is there depends on which other distributions are. */
		str_cut(&rest, '.', &top);
		if (dist_is_namespace(top))
			buf_printf(&out, "ImportError: " STR_FMT " is not installed",
			           STR_ARG(f->module));
		else
			buf_printf(&out, "ModuleNotFoundError: No module named '" STR_FMT "'",
			           STR_ARG(top));
	}
	struct str text = str_keep(a, buf_text(&out));
	buf_release(&out);
	return text;
}

/* "3 imports of computed names are not followed (a.py:1, b.py:2, ...)" */
struct places_named {
	struct buf text;
	uint32_t count;
};

static void
name_place(struct places_named *to, struct str file, uint32_t line)
{
	if (to->count++ < NAMED)
		buf_printf(&to->text, "%s" STR_FMT ":%u", to->count > 1 ? ", " : "", STR_ARG(file),
		           (unsigned)line);
	else if (to->count == NAMED + 1)
		buf_printf(&to->text, ", ...");
}

static void
say_places(struct arena *a, struct places_named *places, const char *one, const char *many,
           struct texts *out)
{
	if (places->count == 1) {
		const char *text = arena_printf(a, "%s (%s)", one, places->text.at);
		*vec_push(a, out) = str_of(text);
	} else if (places->count > 1) {
		const char *text =
			arena_printf(a, "%u %s (%s)", places->count, many, places->text.at);
		*vec_push(a, out) = str_of(text);
	}
	buf_release(&places->text);
}

/* What in the modules that ran cannot be followed. */
static void
say_unread(struct arena *a, const struct project *p, const struct smoke_service *s,
           struct texts *out)
{
	struct places_named computed = { 0 }, unread = { 0 };

	for (module_id m = 0; m < p->modules.count; m++) {
		const struct module *module = &p->modules.at[m];
		const struct facts *f = module->facts;

		if (!s->start.ran[m])
			continue;
		if (module->opaque || f->problems.count > 0)
			name_place(&unread, module->path,
			           f->problems.count > 0 ? f->problems.at[0].span.line : 1);
		for (uint32_t i = 0; i < f->imports.count; i++)
			if ((f->imports.at[i].context & CONTEXT_COMPUTED) != 0)
				name_place(&computed, module->path, f->imports.at[i].span.line);
	}
	say_places(a, &computed, "an import of a computed name is not followed",
	           "imports of computed names are not followed", out);
	say_places(a, &unread, "a file was not read in full: what it imports is not known",
	           "files were not read in full: what they import is not known", out);
}

/* Rules that are off, so that what they would find counts as no failure. */
static void
say_rules(struct arena *a, const struct config *config, struct texts *out)
{
	bool on[RULE_COUNT] = { false };
	struct buf names = { 0 };

	start_rules(on);
	for (size_t r = 0; r < RULE_COUNT; r++)
		if (on[r] && config->rules[r].set && config->rules[r].severity == SEVERITY_OFF)
			buf_printf(&names, "%s`%s`", names.len > 0 ? ", " : "", rules[r].name);
	if (names.len > 0) {
		const char *text = arena_printf(
			a, "what rules that are off in " STR_FMT " would find (%s)",
			STR_ARG(config->file), names.at);
		*vec_push(a, out) = str_of(text);
	}
	buf_release(&names);
}

struct strs
start_unknown(struct arena *a, const struct project *p, struct ask_service asked,
              const struct smoke_service *s)
{
	struct texts out = { 0 };

	if (s->service->every_file && s->service->entries.count == 1)
		*vec_push(a, &out) =
			STR("what it is started with: its one file was taken for the entry");
	if (s->service->every_file && s->service->entries.count > 1) {
		const char *text = arena_printf(
			a, "what it is started with: each of its %u files was taken for an entry",
			s->service->entries.count);
		*vec_push(a, &out) = str_of(text);
	}
	if (!asked.any)
		*vec_push(a, &out) = STR(
			"which distributions are installed: it has no manifest that can be read");
	else if (asked.open)
		*vec_push(a, &out) = STR(
			"whether more is installed than its manifests declare: "
			"what they do not is taken for there");
	say_unread(a, p, s, &out);
	say_rules(a, p->config, &out);
	return (struct strs){ out.at, out.count };
}
