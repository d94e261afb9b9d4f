/*
 * dynamic.c - calls that import by a name in a string.
 */
#include "grammars/python/dynamic.h"

#include "base/arena.h"
#include "grammars/python/arms.h"
#include "grammars/python/imports.h"
#include "grammars/python/names.h"
#include "grammars/python/strings.h"

static node_id
arguments_of(const struct reader *r, node_id call)
{
	return tree_child(r->tree, call, NODE_ARGUMENTS);
}

/* The positional argument of that number; none after a starred one, if that counts. */
static node_id
positional(const struct reader *r, node_id call, uint32_t number, bool stars)
{
	node_id list = arguments_of(r, call);

	/* A generator expression alone needs no list. */
	if (list == NODE_NIL)
		return number == 0 ? tree_after(r->tree, call, tree_first(r->tree, call))
		                   : NODE_NIL;
	for (node_id i = tree_first(r->tree, list); i != NODE_NIL;
	     i = tree_after(r->tree, list, i)) {
		enum node_kind kind = kind_of(r, i);

		if (kind == NODE_KEYWORD || kind == NODE_DICT_SPLAT)
			continue;
		if (kind == NODE_LIST_SPLAT && stars)
			return NODE_NIL;
		if (number-- == 0)
			return i;
	}
	return NODE_NIL;
}

node_id
argument_written(const struct reader *r, node_id call, uint32_t number)
{
	return positional(r, call, number, false);
}

node_id
argument_at(const struct reader *r, node_id call, uint32_t number)
{
	return positional(r, call, number, true);
}

node_id
argument_named(const struct reader *r, node_id call, struct str name)
{
	node_id list = arguments_of(r, call);

	if (list == NODE_NIL)
		return NODE_NIL;
	for (node_id i = tree_first(r->tree, list); i != NODE_NIL; i = tree_after(r->tree, list, i))
		if (kind_of(r, i) == NODE_KEYWORD &&
		    str_eq(name_text(r, tree_first(r->tree, i)), name))
			return tree_last(r->tree, i);
	return NODE_NIL;
}

uint32_t
argument_count(const struct reader *r, node_id call)
{
	node_id list = arguments_of(r, call);
	uint32_t count = 0;

	if (list == NODE_NIL)
		return 0;
	for (node_id i = tree_first(r->tree, list); i != NODE_NIL; i = tree_after(r->tree, list, i))
		count++;
	return count;
}

/* What a call imports, as far as its arguments say. */
struct target {
	struct str module;
	uint32_t level;
};

/* Is it names with dots between them? */
static bool
is_dotted(struct str s)
{
	bool start = true;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (c == '.' ? start : !char_is_word(c) || (start && char_is_digit(c)))
			return false;
		start = c == '.';
	}
	return !start;
}

/* Dots, then a name, or dots alone. */
static bool
split(struct str text, struct target *out)
{
	out->level = 0;
	while (text.len > 0 && text.at[0] == '.') {
		out->level++;
		text = (struct str){ text.at + 1, text.len - 1 };
	}
	out->module = text;
	return text.len > 0 ? is_dotted(text) : out->level > 0;
}

/* A relative name, from a package that is known: absolute. False beyond its top. */
static bool
resolve(const struct reader *r, struct str package, struct target *t)
{
	if (!is_dotted(package))
		return false;
	for (; t->level > 1 && package.len > 0; t->level--)
		package = str_before_last(package, '.');
	if (package.len == 0)
		return false;
	*t = (struct target){ .module = str_join(r->arena, package, '.', t->module) };
	return true;
}

static bool
is_own_package(const struct reader *r, node_id n)
{
	return kind_of(r, n) == NODE_IDENT &&
	       (str_eq(text_of(r, n), STR("__name__")) ||
	        str_eq(text_of(r, n), STR("__package__")));
}

/* importlib.import_module(name, package=None). */
static bool
import_module(const struct reader *r, node_id call, struct target *out)
{
	node_id name = argument_at(r, call, 0), package = argument_at(r, call, 1);
	struct str text;

	if (name == NODE_NIL)
		name = argument_named(r, call, STR("name"));
	if (package == NODE_NIL)
		package = argument_named(r, call, STR("package"));
	if (name == NODE_NIL || !string_value(r, name, &text) || !split(text, out))
		return false;
	if (out->level == 0 || package == NODE_NIL || is_own_package(r, package))
		return true;
	return string_value(r, package, &text) && resolve(r, text, out);
}

/* __import__(name, globals=None, locals=None, fromlist=(), level=0). */
static bool
import_builtin(const struct reader *r, node_id call, struct target *out)
{
	node_id name = argument_at(r, call, 0), level = argument_at(r, call, 4);
	struct str text;

	if (name == NODE_NIL)
		name = argument_named(r, call, STR("name"));
	if (level == NODE_NIL)
		level = argument_named(r, call, STR("level"));
	if (name == NODE_NIL || !string_value(r, name, &text) || !split(text, out) ||
	    out->level > 0)
		return false;
	return level == NODE_NIL || integer_value(r, level, &out->level);
}

/* A function of the configuration, "pkg.mod.function:0". */
static bool
is_importer(const struct reader *r, node_id callee, struct str importer, uint32_t *argument)
{
	struct str function, number;

	*argument = 0;
	if (!str_cut(&importer, ':', &function) || !name_means(r, callee, function))
		return false;
	number = importer;
	for (size_t i = 0; i < number.len && char_is_digit(number.at[i]) && i < 3; i++)
		*argument = *argument * 10 + (uint32_t)(number.at[i] - '0');
	return true;
}

/* True when the call imports; *out is what, *known whether that is known. */
static bool
imports(const struct reader *r, node_id call, struct target *out, bool *known)
{
	node_id callee = tree_first(r->tree, call);
	uint32_t argument;
	struct str text;

	if ((kind_of(r, callee) != NODE_IDENT && kind_of(r, callee) != NODE_ATTR) ||
	    name_is_dull(r, callee))
		return false;
	if (name_means(r, callee, STR("importlib.import_module"))) {
		*known = import_module(r, call, out);
		return true;
	}
	if (name_means(r, callee, STR("__import__")) ||
	    name_means(r, callee, STR("builtins.__import__")) ||
	    name_means(r, callee, STR("importlib.__import__"))) {
		*known = import_builtin(r, call, out);
		return true;
	}
	for (uint32_t i = 0; i < r->reading->importers.count; i++) {
		if (!is_importer(r, callee, r->reading->importers.at[i], &argument))
			continue;
		node_id name = argument_at(r, call, argument);
		*known = name != NODE_NIL && string_value(r, name, &text) && split(text, out);
		return true;
	}
	return false;
}

void
dynamic_of(struct reader *r, node_id call)
{
	const struct frame *f = reader_frame(r);
	struct target target = { .module = STR("") };
	uint32_t context = f->context | CONTEXT_DYNAMIC, guards;
	bool known;

	if (!imports(r, call, &target, &known))
		return;
	if (!known || target.level > UINT16_MAX) {
		target = (struct target){ .module = STR("") };
		context |= CONTEXT_COMPUTED;
	}
	guards = import_tested(r, target.level, target.module, STR(""));
	if (known && guards != 0)
		context = (context & ~(uint32_t)CONTEXT_MISSING_MODULE_ONLY) | guards;
	facts_add_import(
		r->out,
		(struct fact_import){
			.span = span_of(r, call),
			.statement = span_of(r, call),
			.block = arm_row(r),
			.module = facts_put(r->out, target.module),
			.guard = facts_put(r->out, f->guard),
			.scope = f->scope,
			.level = (uint16_t)target.level,
			.context = (uint16_t)context,
		});
}
