/*
 * why.c - `shoring why FROM TO`: the shortest chain of imports from here to there.
 */
#include "hooks/session.h"

#include "base/json.h"
#include "project/chain.h"

/* Where a chain is looked for. */
struct question {
	const struct project *p;
	env_id env;
	struct module_ids from;
	module_id to;       /* a module of ours, or ID_NONE */
	struct str outside; /* else a dotted name */
};

/* A module by its file, by any of its dotted names, or ID_NONE. */
static module_id
find_module(const struct project *p, env_id env, struct str text)
{
	module_id m = project_module_at(p, text);

	if (m != ID_NONE)
		return m;
	if (project_find(p, env, text, &m) == TARGET_MODULE)
		return m;
	for (m = 0; m < p->modules.count; m++) {
		struct strs names = project_names(p, m);

		for (uint32_t i = 0; i < names.count; i++)
			if (str_eq(names.at[i], text))
				return m;
	}
	return ID_NONE;
}

static bool
follows(void *ctx, module_id from, const struct edge *e)
{
	(void)ctx;
	(void)from;
	return e->target == TARGET_MODULE && e->kind != EDGE_USE && !e->unreachable &&
	       (e->context & CONTEXT_TYPING) == 0;
}

static bool
is_below(struct str name, struct str upper)
{
	return str_eq(name, upper) ||
	       (name.len > upper.len && name.at[upper.len] == '.' && str_starts(name, upper));
}

static bool
arrives(void *ctx, module_id from, const struct edge *e)
{
	const struct question *q = ctx;

	if (e->unreachable || (e->context & CONTEXT_TYPING) != 0 || e->kind == EDGE_USE)
		return false;
	if (q->to != ID_NONE)
		return e->to == q->to;
	if (e->target != TARGET_OUTSIDE)
		return false;
	/* `from a import b` reaches a.b, whatever b is. */
	struct str name = names_text(q->p->names, e->name);
	const struct facts *f = q->p->modules.at[from].facts;
	struct str last = facts_text(f, f->imports.at[e->import].name);
	if (is_below(name, q->outside))
		return true;
	return last.len > 0 && q->outside.len == name.len + 1 + last.len &&
	       str_starts(q->outside, name) &&
	       memcmp(q->outside.at + name.len + 1, last.at, last.len) == 0;
}

static bool
ask(struct arena *a, struct question *q, struct strs operands, struct err *err)
{
	const struct project *p = q->p;
	service_id service = project_service(p, operands.at[0]);

	if (service != ID_NONE) {
		q->env = p->services.at[service].env;
		q->from = p->services.at[service].entries;
	} else {
		module_id m = find_module(p, ENV_REPOSITORY, operands.at[0]);

		if (m == ID_NONE)
			return err_set(
				err, "`" STR_FMT "` is no service, file or module of this project",
				STR_ARG(operands.at[0]));
		module_id *from = arena_new(a, module_id);
		*from = m;
		q->env = p->modules.at[m].env;
		q->from = (struct module_ids){ from, 1 };
	}
	q->to = find_module(p, q->env, operands.at[1]);
	q->outside = operands.at[1];
	return true;
}

static void
print_text(const struct question *q, struct strs operands, struct hops hops, struct buf *out)
{
	const struct project *p = q->p;

	if (hops.count == 0) {
		for (uint32_t i = 0; i < q->from.count; i++)
			if (q->from.at[i] == q->to) {
				buf_printf(out, STR_FMT " starts with " STR_FMT "\n",
				           STR_ARG(operands.at[0]),
				           STR_ARG(p->modules.at[q->to].path));
				return;
			}
		buf_printf(out, "No import chain leads from " STR_FMT " to " STR_FMT ".\n",
		           STR_ARG(operands.at[0]), STR_ARG(operands.at[1]));
		return;
	}
	for (uint32_t i = 0; i < hops.count; i++) {
		const struct hop *hop = &hops.at[i];
		const struct span *span = project_edge_span(p, hop->from, hop->edge);

		buf_printf(out, "%*s" STR_FMT " (" STR_FMT ":%u)\n", (int)(2 * i), "",
		           STR_ARG(project_name(p, q->env, hop->from)),
		           STR_ARG(p->modules.at[hop->from].path), span->line);
	}
	const struct edge *last = hops.at[hops.count - 1].edge;
	if (last->to != ID_NONE)
		buf_printf(out, "%*s" STR_FMT " (" STR_FMT ")\n", (int)(2 * hops.count), "",
		           STR_ARG(project_name(p, q->env, last->to)),
		           STR_ARG(p->modules.at[last->to].path));
	else
		buf_printf(out, "%*s" STR_FMT "\n", (int)(2 * hops.count), "",
		           STR_ARG(names_text(p->names, last->name)));
}

static void
print_json(const struct question *q, struct strs operands, struct hops hops, struct buf *out)
{
	const struct project *p = q->p;
	struct json j = { .out = out };

	json_object(&j);
	json_key(&j, "from");
	json_str(&j, operands.at[0]);
	json_key(&j, "to");
	json_str(&j, operands.at[1]);
	json_key(&j, "chain");
	json_array(&j);
	for (uint32_t i = 0; i < hops.count; i++) {
		const struct hop *hop = &hops.at[i];

		json_object(&j);
		json_key(&j, "module");
		json_str(&j, project_name(p, q->env, hop->from));
		json_key(&j, "file");
		json_str(&j, p->modules.at[hop->from].path);
		json_key(&j, "line");
		json_uint(&j, project_edge_span(p, hop->from, hop->edge)->line);
		json_key(&j, "imports");
		json_str(&j, names_text(p->names, hop->edge->name));
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
	buf_char(out, '\n');
}

static int
why(struct arena *a, const struct options *o, struct strs operands, struct buf *out)
{
	struct session s = { 0 };
	struct question q = { .p = &s.project, .to = ID_NONE };
	struct strs none = { 0 };
	struct err err;

	if (operands.count != 2) {
		err_set(&err, "why takes two operands: `shoring why FROM TO`");
		return command_fail(&err);
	}
	bool json = str_eq(o->format, STR("json"));
	if (o->format.len > 0 && !json && !str_eq(o->format, STR("text"))) {
		err_set(&err, "why has the formats text and json, not `" STR_FMT "`",
		        STR_ARG(o->format));
		return command_fail(&err);
	}
	if (!session_open(&s, a, o, none, &err) || !ask(a, &q, operands, &err))
		return command_fail(&err);

	struct chain_search search = { follows, arrives, &q };
	struct hops hops = chain_search(&s.project, a, q.env, q.from, &search);
	(json ? print_json : print_text)(&q, operands, hops, out);
	int status = command_write(o, out);
	return status != EXIT_CLEAN ? status : hops.count > 0 ? EXIT_CLEAN : EXIT_FINDINGS;
}

int
command_why(const struct options *o, struct strs operands)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	int status = why(&arena, o, operands, &out);

	buf_release(&out);
	arena_release(&arena);
	return status;
}
