/*
 * facts_json.c - the facts of a file are printed as one JSON object.
 */
#include "report/facts_json.h"

#include "base/json.h"

struct printer {
	const struct facts *f;
	struct json j;
	bool all;
};

static void
put_text(struct printer *p, const char *key, text_ref ref)
{
	json_key(&p->j, key);
	json_str(&p->j, facts_text(p->f, ref));
}

/* "" is null. */
static void
put_or_null(struct printer *p, const char *key, text_ref ref)
{
	struct str text = facts_text(p->f, ref);

	json_key(&p->j, key);
	if (text.len > 0)
		json_str(&p->j, text);
	else
		json_null(&p->j);
}

static void
put_uint(struct printer *p, const char *key, uint64_t n)
{
	json_key(&p->j, key);
	json_uint(&p->j, n);
}

static void
put_guard(struct printer *p, guard_ref guard)
{
	if (facts_text(p->f, guard).len > 0)
		put_text(p, "guard", guard);
}

static void
put_contexts(struct printer *p, uint32_t context)
{
	static const struct {
		uint32_t flag;
		const char *name;
	} names[] = {
		{ CONTEXT_TYPING, "typing" },     { CONTEXT_OPTIONAL, "optional" },
		{ CONTEXT_MAIN, "main" },         { CONTEXT_VERSION, "version" },
		{ CONTEXT_PLATFORM, "platform" }, { CONTEXT_DYNAMIC, "dynamic" },
	};

	json_key(&p->j, "contexts");
	json_array(&p->j);
	json_text(&p->j, context & CONTEXT_LAZY ? "lazy" : "load");
	for (size_t i = 0; i < countof(names); i++)
		if (context & names[i].flag)
			json_text(&p->j, names[i].name);
	json_array_end(&p->j);
}

/* The names of the scope and those around it; nothing for the module. Scopes nest only so deep
 * that this loop from the inside out is short. */
static void
put_scope(struct printer *p, uint32_t scope)
{
	struct buf text = { 0 }, inner = { 0 };

	for (; scope != 0; scope = p->f->scopes.at[scope].parent) {
		buf_clear(&inner);
		buf_str(&inner, facts_text(p->f, p->f->scopes.at[scope].name));
		if (text.len > 0) {
			buf_char(&inner, '.');
			buf_str(&inner, buf_text(&text));
		}
		buf_clear(&text);
		buf_str(&text, buf_text(&inner));
	}
	json_key(&p->j, "scope");
	json_str(&p->j, buf_text(&text));
	buf_release(&text);
	buf_release(&inner);
}

/* The row; nothing for row 0. */
static void
put_block(struct printer *p, const char *key, uint32_t block)
{
	if (block != 0)
		put_uint(p, key, block);
}

/* Nothing where it does not hold. */
static void
put_flag(struct printer *p, const char *key, bool holds)
{
	if (!holds)
		return;
	json_key(&p->j, key);
	json_bool(&p->j, true);
}

static void
put_import(struct printer *p, const struct fact_import *row)
{
	json_object(&p->j);
	put_uint(p, "line", row->span.line);
	put_uint(p, "column", row->span.col);
	put_uint(p, "level", row->level);
	put_or_null(p, "module", row->module);
	put_or_null(p, "name", row->name);
	put_or_null(p, "alias", row->alias);
	put_contexts(p, row->context);
	if (p->all) {
		put_guard(p, row->guard);
		put_block(p, "block", row->block);
		put_flag(p, "missing_module_only", row->context & CONTEXT_MISSING_MODULE_ONLY);
		put_scope(p, row->scope);
	}
	json_object_end(&p->j);
}

/* Is it the last of its keyword? Several `**` are written as one, the last. */
static bool
is_last(const struct facts *f, const struct fact_class *row, uint32_t at)
{
	text_ref keyword = f->bases.at[at].keyword;

	if (!str_eq(facts_text(f, keyword), STR("**")))
		return true;
	for (uint32_t i = at + 1; i < row->first_base + row->base_count; i++)
		if (f->bases.at[i].keyword == keyword)
			return false;
	return true;
}

static void
put_keyword(struct printer *p, const struct fact_base *base)
{
	const struct str stars = STR("**");
	struct str expr = facts_text(p->f, base->expr);

	if (str_starts(expr, stars))
		expr = (struct str){ expr.at + stars.len, expr.len - stars.len };
	json_key(&p->j, facts_text(p->f, base->keyword).at);
	json_str(&p->j, expr);
}

static void
put_bases(struct printer *p, const struct fact_class *row)
{
	const struct fact_base *bases = p->f->bases.at;
	uint32_t end = row->first_base + row->base_count;

	json_key(&p->j, "bases");
	json_array(&p->j);
	for (uint32_t i = row->first_base; i < end; i++)
		if (facts_text(p->f, bases[i].keyword).len == 0)
			json_str(&p->j, facts_text(p->f, bases[i].expr));
	json_array_end(&p->j);
	json_key(&p->j, "keywords");
	json_object(&p->j);
	for (uint32_t i = row->first_base; i < end; i++)
		if (facts_text(p->f, bases[i].keyword).len > 0 && is_last(p->f, row, i))
			put_keyword(p, &bases[i]);
	json_object_end(&p->j);
}

/* "expr" or "keyword=expr". */
static void
put_argument(struct printer *p, const struct fact_base *row)
{
	struct str keyword = facts_text(p->f, row->keyword), expr = facts_text(p->f, row->expr);
	struct buf text = { 0 };

	if (keyword.len > 0 && !str_eq(keyword, STR("**"))) {
		buf_str(&text, keyword);
		buf_char(&text, '=');
	}
	buf_str(&text, expr);
	json_str(&p->j, buf_text(&text));
	buf_release(&text);
}

/* Rows of bases, each with its arguments. */
static void
put_exprs(struct printer *p, const char *key, uint32_t first, uint32_t count)
{
	if (count == 0)
		return;
	json_key(&p->j, key);
	json_array(&p->j);
	for (uint32_t i = first; i < first + count; i++) {
		const struct fact_base *row = &p->f->bases.at[i];

		json_object(&p->j);
		if (facts_text(p->f, row->keyword).len > 0)
			put_text(p, "keyword", row->keyword);
		put_text(p, "expr", row->expr);
		/* Arguments have none of their own, so this goes no deeper. */
		if (row->arg_count > 0) {
			json_key(&p->j, "arguments");
			json_array(&p->j);
			for (uint32_t at = 0; at < row->arg_count; at++)
				put_argument(p, &p->f->bases.at[row->first_arg + at]);
			json_array_end(&p->j);
		}
		json_object_end(&p->j);
	}
	json_array_end(&p->j);
}

static void
put_class(struct printer *p, const struct fact_class *row)
{
	static const char *const slots[] = {
		[SLOTS_NONE] = "none",
		[SLOTS_EMPTY] = "empty",
		[SLOTS_NAMES] = "names",
		[SLOTS_UNKNOWN] = "unknown",
	};

	json_object(&p->j);
	put_uint(p, "line", row->header.line);
	if (p->all)
		put_uint(p, "column", row->span.col);
	put_text(p, "qualname", row->qualname);
	put_bases(p, row);
	if (p->all) {
		put_contexts(p, row->context);
		put_guard(p, row->guard);
		put_scope(p, row->scope);
		put_block(p, "block", row->block);
		put_exprs(p, "arguments", row->first_base, row->base_count);
		put_exprs(p, "decorators", row->first_decorator, row->decorator_count);
		json_key(&p->j, "slots");
		json_text(&p->j, slots[row->slots]);
		put_flag(p, "slots_dict", row->flags & CLASS_SLOTS_DICT);
		put_flag(p, "slots_weakref", row->flags & CLASS_SLOTS_WEAKREF);
		put_flag(p, "type_params", row->flags & CLASS_TYPE_PARAMS);
		put_flag(p, "call", row->flags & CLASS_CALL);
		put_flag(p, "given", row->flags & CLASS_GIVEN);
	}
	json_object_end(&p->j);
}

/* Plain facts have class statements alone. */
static void
put_classes(struct printer *p)
{
	json_key(&p->j, "classes");
	json_array(&p->j);
	for (uint32_t i = 0; i < p->f->classes.count; i++)
		if (p->all || (p->f->classes.at[i].flags & CLASS_CALL) == 0)
			put_class(p, &p->f->classes.at[i]);
	json_array_end(&p->j);
}

static void
put_blocks(struct printer *p)
{
	static const char *const kinds[] = {
		[BLOCK_IF] = "if",
		[BLOCK_TRY] = "try",
		[BLOCK_EXCEPT] = "except",
		[BLOCK_TRY_ELSE] = "try else",
		[BLOCK_FINALLY] = "finally",
		[BLOCK_LOOP] = "loop",
		[BLOCK_LOOP_ELSE] = "loop else",
	};
	static const char *const ends[] = { [END_LOOP] = "loop", [END_SCOPE] = "scope" };

	json_key(&p->j, "blocks");
	json_array(&p->j);
	for (uint32_t i = 1; i < p->f->blocks.count; i++) {
		const struct fact_block *row = &p->f->blocks.at[i];

		json_object(&p->j);
		put_uint(p, "row", i);
		put_block(p, "parent", row->parent);
		put_uint(p, "group", row->group);
		put_uint(p, "arm", row->arm);
		put_scope(p, row->scope);
		json_key(&p->j, "kind");
		json_text(&p->j, kinds[row->kind]);
		put_flag(p, "exhaustive", row->exhaustive);
		if (row->ends != END_NONE) {
			json_key(&p->j, "ends");
			json_text(&p->j, ends[row->ends]);
		}
		if (row->kind == BLOCK_EXCEPT)
			put_text(p, "handles", row->handles);
		if (row->kind == BLOCK_IF)
			put_text(p, "test", row->test);
		put_contexts(p, row->context);
		put_guard(p, row->guard);
		json_object_end(&p->j);
	}
	json_array_end(&p->j);
}

static void
put_bindings(struct printer *p)
{
	static const char *const kinds[] = {
		[BINDING_ASSIGN] = "assign",     [BINDING_UNPACK] = "unpack",
		[BINDING_FUNCTION] = "function", [BINDING_CLASS] = "class",
		[BINDING_IMPORT] = "import",     [BINDING_DELETE] = "delete",
		[BINDING_GLOBAL] = "global",
	};

	json_key(&p->j, "bindings");
	json_array(&p->j);
	for (uint32_t i = 0; i < p->f->bindings.count; i++) {
		const struct fact_binding *row = &p->f->bindings.at[i];

		json_object(&p->j);
		put_uint(p, "line", row->span.line);
		put_uint(p, "column", row->span.col);
		put_scope(p, row->scope);
		put_text(p, "name", row->name);
		json_key(&p->j, "kind");
		json_text(&p->j, kinds[row->kind]);
		put_or_null(p, "target", row->target);
		if (row->named != 0)
			put_text(p, "named", row->named);
		put_contexts(p, row->context);
		put_guard(p, row->guard);
		put_block(p, "block", row->block);
		if (row->kind == BINDING_CLASS)
			put_text(p, "class", p->f->classes.at[row->row].qualname);
		put_flag(p, "annotated", row->annotated);
		put_flag(p, "bare", row->bare);
		put_flag(p, "plain", row->plain);
		put_flag(p, "elsewhere", row->elsewhere);
		put_flag(p, "of_class", row->of_class);
		if (row->gives != GIVES_UNKNOWN) {
			json_key(&p->j, "gives");
			json_text(&p->j, row->gives == GIVES_ARGUMENT ? "argument"
			                 : row->gives == GIVES_GIVER  ? "giver"
			                                              : "class");
		}
		json_object_end(&p->j);
	}
	json_array_end(&p->j);
}

static void
put_exports(struct printer *p)
{
	static const char *const kinds[] = {
		[EXPORT_NAME] = "name", [EXPORT_OF] = "of", [EXPORT_COMPUTED] = "computed"
	};

	json_key(&p->j, "exports");
	json_array(&p->j);
	for (uint32_t i = 0; i < p->f->exports.count; i++) {
		const struct fact_export *row = &p->f->exports.at[i];

		json_object(&p->j);
		json_key(&p->j, "kind");
		json_text(&p->j, kinds[row->kind]);
		if (row->kind == EXPORT_COMPUTED) {
			json_key(&p->j, "name");
			json_null(&p->j);
		} else {
			put_text(p, "name", row->name);
		}
		json_object_end(&p->j);
	}
	json_array_end(&p->j);
}

static void
put_paths(struct printer *p)
{
	static const char *const kinds[] = {
		[PATH_LITERAL] = "literal", [PATH_RELATIVE] = "relative", [PATH_UNKNOWN] = "unknown"
	};

	json_key(&p->j, "paths");
	json_array(&p->j);
	for (uint32_t i = 0; i < p->f->paths.count; i++) {
		const struct fact_path *row = &p->f->paths.at[i];

		json_object(&p->j);
		put_uint(p, "line", row->span.line);
		json_key(&p->j, "kind");
		json_text(&p->j, kinds[row->kind]);
		put_text(p, "path", row->path);
		json_key(&p->j, "front");
		json_bool(&p->j, row->front);
		put_flag(p, "lazy", row->context & CONTEXT_LAZY);
		json_object_end(&p->j);
	}
	json_array_end(&p->j);
}

static void
put_uses(struct printer *p)
{
	json_key(&p->j, "uses");
	json_array(&p->j);
	for (uint32_t i = 0; i < p->f->uses.count; i++) {
		const struct fact_use *row = &p->f->uses.at[i];

		json_object(&p->j);
		put_uint(p, "line", row->span.line);
		put_uint(p, "column", row->span.col);
		put_text(p, "dotted", row->dotted);
		json_object_end(&p->j);
	}
	json_array_end(&p->j);
}

static void
put_ignores(struct printer *p)
{
	json_key(&p->j, "ignores");
	json_array(&p->j);
	for (uint32_t i = 0; i < p->f->ignores.count; i++) {
		const struct fact_ignore *row = &p->f->ignores.at[i];

		json_object(&p->j);
		put_uint(p, "line", row->span.line);
		put_text(p, "rules", row->rules);
		json_key(&p->j, "file");
		json_bool(&p->j, row->whole_file);
		json_object_end(&p->j);
	}
	json_array_end(&p->j);
}

static void
put_problems(struct printer *p)
{
	static const char *const kinds[] = {
		[PROBLEM_SYNTAX] = "syntax",
		[PROBLEM_UNREADABLE] = "unreadable",
		[PROBLEM_TEMPLATE] = "template",
	};

	json_key(&p->j, "problems");
	json_array(&p->j);
	for (uint32_t i = 0; i < p->f->problems.count; i++) {
		const struct fact_problem *row = &p->f->problems.at[i];

		json_object(&p->j);
		put_uint(p, "line", row->span.line);
		put_uint(p, "column", row->span.col);
		json_key(&p->j, "kind");
		json_text(&p->j, kinds[row->kind]);
		put_text(p, "message", row->message);
		json_object_end(&p->j);
	}
	json_array_end(&p->j);
}

static void
put_module(struct printer *p, struct str module)
{
	json_key(&p->j, "module");
	if (module.len > 0)
		json_str(&p->j, module);
	else
		json_null(&p->j);
}

void
facts_print(const struct facts *f, struct str path, struct str module, bool all, struct buf *out)
{
	struct printer p = { .f = f, .j = { .out = out }, .all = all };

	json_object(&p.j);
	json_key(&p.j, "file");
	json_str(&p.j, path);
	put_module(&p, module);
	put_uint(&p, "errors", f->problems.count);
	json_key(&p.j, "imports");
	json_array(&p.j);
	for (uint32_t i = 0; i < f->imports.count; i++)
		put_import(&p, &f->imports.at[i]);
	json_array_end(&p.j);
	put_classes(&p);
	if (all) {
		put_blocks(&p);
		put_bindings(&p);
		put_exports(&p);
		put_paths(&p);
		put_uses(&p);
		put_ignores(&p);
		put_problems(&p);
	}
	json_object_end(&p.j);
	buf_char(out, '\n');
}
