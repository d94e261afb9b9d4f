/*
 * CLS004 inheritance-cycle: a class that inherits from itself.
 */
#include "base/map.h"
#include "classes/check.h"

#define CIRCLE_LIMIT 1000 /* classes that a way is looked for in */

VEC(class_queue, class_id);
VEC(from_vec, uint32_t);

/* The shortest way from a base of the class back to it, over classes of its circle. */
static struct chain
way_around(const struct class_check *c, class_id id)
{
	const struct class_vec *rows = &c->classes->rows;
	struct class_queue queue = { 0 };
	struct from_vec from = { 0 };
	struct map seen = { 0 };
	struct chain_step *steps;
	uint32_t at, count = 0;

	*vec_push(c->view, &queue) = id;
	*vec_push(c->view, &from) = 0;
	for (at = 0; at < queue.count && at < CIRCLE_LIMIT; at++) {
		const struct class_bases *bases = bases_of(c->classes, queue.at[at]);

		for (uint32_t i = 0; i < bases->count; i++) {
			for (uint32_t k = 0; k < bases->at[i].values.count; k++) {
				const struct value *v = &bases->at[i].values.at[k];
				bool fresh;

				if ((v->kind != VALUE_CLASS && v->kind != VALUE_SUBSCRIPT) ||
				    rows->at[v->id].circle != rows->at[id].circle)
					continue;
				if (v->id == id)
					goto found;
				map_put(c->view, &seen, v->id, &fresh);
				if (!fresh)
					continue;
				*vec_push(c->view, &queue) = v->id;
				*vec_push(c->view, &from) = at;
			}
		}
	}
	return (struct chain){ 0 };
found:
	for (uint32_t k = at; k != 0; k = from.at[k])
		count++;
	steps = arena_array(c->view, struct chain_step, (size_t)count + 1);
	for (uint32_t k = at, n = count; k != 0; k = from.at[k])
		steps[--n] = (struct chain_step){
			.module = rows->at[queue.at[k]].name,
			.file = class_path(c->classes, queue.at[k]),
			.line = class_span(c->classes, queue.at[k])->line,
		};
	return (struct chain){ steps, count };
}

void
check_inheritance_cycle(const struct class_check *c)
{
	for (uint32_t i = 0; i < c->all.count; i++) {
		class_id id = c->all.at[i];
		struct str name = c->classes->rows.at[id].own_name, way = STR("");

		if (!say_refused(c, id, STATUS_CYCLE))
			continue;
		struct finding f = say_class_at(c, id, UINT32_MAX);
		f.rule = RULE_CLS004;
		f.chain = way_around(c, id);
		for (uint32_t s = 0; s < f.chain.count; s++)
			way = findings_text(
				c->out, STR_FMT "%s `" STR_FMT "`", STR_ARG(way),
				s == 0 ? " by way of" : ",", STR_ARG(f.chain.at[s].module));
		if (f.chain.count > 0)
			f.message = findings_text(
				c->out,
				"`" STR_FMT "` inherits from itself" STR_FMT
				": none of these classes can be created before the others",
				STR_ARG(name), STR_ARG(way));
		else
			f.message = findings_text(
				c->out,
				"`" STR_FMT "` inherits from itself: no other `" STR_FMT
				"` is bound before",
				STR_ARG(name), STR_ARG(name));
		f.help = STR("move what both need to a base of its own");
		say(c, id, &f);
	}
}
