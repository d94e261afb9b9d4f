/*
 * words.c - why there is no order, and which bases would have one, as clauses.
 */
#include "classes/words.h"

#include <stdarg.h>

/* A formatted text in the classes' arena. */
static struct str text(struct classes *c, const char *fmt, ...) PRINTF_LIKE(2, 3);

static struct str
text(struct classes *c, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	struct str made = str_of(arena_vprintf(c->arena, fmt, args));
	va_end(args);
	return made;
}

static struct str
name_of(const struct classes *c, type_id type)
{
	return c->types.rows.at[type].name;
}

struct str
words_place(struct classes *c, type_id type)
{
	class_id id = c->of_type.at[type];
	const struct span *span = class_span(c, id);

	if (span == NULL)
		return STR("");
	return text(c, " (" STR_FMT ":%u)", STR_ARG(class_path(c, id)), (unsigned)span->line);
}

/* Does one written base stand for several, as an alias of typing may? */
static bool
is_shared(const struct verdict *v, uint32_t base)
{
	for (uint32_t i = 0; i < v->bases.count; i++)
		if (i != base && v->rows[i] == v->rows[base])
			return true;
	return false;
}

struct str
words_base(struct classes *c, class_id id, uint32_t base)
{
	const struct verdict *v = class_verdict(c, id);
	const struct facts *f = class_facts(c, id);
	const struct fact_base *written;
	struct str expr;

	if (v->rows[base] == UINT32_MAX || is_shared(v, base))
		return name_of(c, v->bases.at[base]);
	written = &f->bases.at[v->rows[base]];
	expr = facts_text(f, written->expr);
	if (expr.len < 2 || written->arg_count == 0 ||
	    !(written->flags & (BASE_SUBSCRIPT | BASE_CALL)))
		return expr;
	return text(c, written->flags & BASE_CALL ? "%.*s(...)" : "%.*s[...]", (int)expr.len - 2,
	            expr.at);
}

/* Why the one comes before the other. */
static struct str
reason(struct classes *c, const struct precedence *p)
{
	struct str first = name_of(c, p->first), then = name_of(c, p->then);

	if (p->kind == BEFORE_INHERITS)
		return text(c, "`" STR_FMT "` inherits from `" STR_FMT "`" STR_FMT, STR_ARG(first),
		            STR_ARG(then), STR_ARG(words_place(c, p->first)));
	if (p->by == TYPE_NONE)
		return text(c, "it lists `" STR_FMT "` before `" STR_FMT "`", STR_ARG(first),
		            STR_ARG(then));
	return text(c, "`" STR_FMT "`" STR_FMT " %s `" STR_FMT "` before `" STR_FMT "`",
	            STR_ARG(name_of(c, p->by)), STR_ARG(words_place(c, p->by)),
	            p->kind == BEFORE_LISTED ? "lists" : "resolves", STR_ARG(first), STR_ARG(then));
}

struct str
words_conflict(struct classes *c, struct precedences turns)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < turns.count; i++) {
		const char *between = i == 0 ? "" : i + 1 < turns.count ? ", " : ", but ";
		struct str one = reason(c, &turns.at[i]);

		all = text(c, STR_FMT "%s" STR_FMT, STR_ARG(all), between, STR_ARG(one));
	}
	return all;
}

/* "`Class(A, B)`", the bases as written. */
static struct str
statement(struct classes *c, class_id id, const struct repair *repair)
{
	struct str all = text(c, "`" STR_FMT "(", STR_ARG(c->rows.at[id].own_name));

	for (uint32_t i = 0; i < repair->bases.count; i++) {
		struct str one = words_base(c, id, repair->places[i]);

		all = text(c, STR_FMT "%s" STR_FMT, STR_ARG(all), i > 0 ? ", " : "", STR_ARG(one));
	}
	return text(c, STR_FMT ")`", STR_ARG(all));
}

struct str
words_repair(struct classes *c, class_id id, const struct repair *repair)
{
	struct str names = STR("");
	type_id by = TYPE_NONE;

	if (repair->bases.count == 0)
		return STR("no order of these bases works: take one of them out, or have one hold "
		           "the other instead of inheriting from it");
	if (repair->dropped.count == 0)
		return text(c, "an order of the bases that works: " STR_FMT,
		            STR_ARG(statement(c, id, repair)));
	for (uint32_t i = 0; i < repair->bases.count; i++)
		if (repair->bases.at[i] == repair->dropped.at[0])
			return text(c, "list `" STR_FMT "` once: " STR_FMT,
			            STR_ARG(name_of(c, repair->dropped.at[0])),
			            STR_ARG(statement(c, id, repair)));
	for (uint32_t i = 0; i < repair->dropped.count; i++)
		names = text(c, STR_FMT "%s`" STR_FMT "`", STR_ARG(names), i == 0 ? "" : " and ",
		             STR_ARG(name_of(c, repair->dropped.at[i])));
	for (uint32_t i = 0; i < repair->bases.count && by == TYPE_NONE; i++)
		if (type_inherits(&c->types, repair->bases.at[i], repair->dropped.at[0]))
			by = repair->bases.at[i];
	return text(c, "leave out " STR_FMT ", which `" STR_FMT "` brings: " STR_FMT,
	            STR_ARG(names), STR_ARG(name_of(c, by)), STR_ARG(statement(c, id, repair)));
}
