/*
 * say.c - where a class stands, who owns it, and how to write it otherwise.
 */
#include "base/names.h"
#include "base/vec.h"
#include "classes/check.h"
#include "common/reread.h"

VEC(path_rows, struct str);

class_id
say_class(const struct class_check *c, type_id type)
{
	return c->classes->of_type.at[type];
}

struct str
say_name(const struct class_check *c, type_id type)
{
	return c->classes->types.rows.at[type].name;
}

/* The row of bases that a place in the verdict's bases comes from; UINT32_MAX: none. */
static uint32_t
row_of(const struct class_check *c, class_id id, uint32_t base)
{
	const struct verdict *v = class_verdict(c->classes, id);

	if (base >= v->bases.count || v->rows == NULL)
		return UINT32_MAX;
	return v->rows[base];
}

struct finding
say_class_at(const struct class_check *c, class_id id, uint32_t base)
{
	const struct class *row = &c->classes->rows.at[id];
	const struct unit *u = &c->classes->world.units.at[row->unit];
	const struct project *p = c->classes->world.project;
	service_id owner = p->modules.at[u->module].owner;
	uint32_t at = row_of(c, id, base);

	if (c->classes->world.looks != NULL)
		(void)bits_add(&c->classes->world.looks->found, u->module);
	return (struct finding){
		.file = u->path,
		.span = at != UINT32_MAX ? u->facts->bases.at[at].span
		                         : u->facts->classes.at[row->row].span,
		.class = row->name,
		.service = owner != ID_NONE ? p->services.at[owner].name : STR(""),
	};
}

/* Add the files of the classes in these orders. */
static void
add_files(const struct class_check *c, struct type_ids types, struct names *files,
          struct path_rows *out)
{
	const struct types *all = &c->classes->types;

	for (uint32_t i = 0; i < types.count; i++) {
		for (cell_id at = all->rows.at[types.at[i]].order; at != CELL_NONE;
		     at = all->cells.at[at].next) {
			class_id id = say_class(c, all->cells.at[at].type);

			if (id == CLASS_NONE || class_span(c->classes, id) == NULL)
				continue;
			struct str path = class_path(c->classes, id);
			if (path.len == 0 || names_find(files, path) != NAME_NONE)
				continue;
			names_put(files, path);
			*vec_push(c->view, out) = path;
		}
	}
}

struct strs
say_rests(const struct class_check *c, class_id id)
{
	const struct verdict *v = class_verdict(c->classes, id);
	struct names *files = names_new(c->view);
	struct path_rows out = { 0 };

	add_files(c, v->bases, files, &out);
	add_files(c, v->types, files, &out);
	return (struct strs){ out.at, out.count };
}

/* A service with that environment: the first by name. */
static struct str
service_of(const struct project *p, env_id env)
{
	for (service_id s = 0; s < p->services.count; s++)
		if (p->services.at[s].env == env)
			return p->services.at[s].name;
	return STR("");
}

void
say(const struct class_check *c, class_id id, struct finding *f)
{
	const struct project *p = c->classes->world.project;
	const struct unit *u = &c->classes->world.units.at[c->classes->rows.at[id].unit];

	if (u->env != p->modules.at[u->module].env)
		f->message = findings_text(
			c->out, STR_FMT " (in service `" STR_FMT "`)", STR_ARG(f->message),
			STR_ARG(service_of(p, u->env)));
	f->rests = say_rests(c, id);
	findings_add(c->out, f);
}

static bool
expects_failure(const struct facts *f, const struct fact_class *fact)
{
	for (uint32_t b = fact->block; b != 0; b = f->blocks.at[b].parent) {
		const struct fact_block *body = &f->blocks.at[b];

		if (body->kind != BLOCK_TRY)
			continue;
		for (uint32_t i = b + 1;
		     i < f->blocks.count && f->blocks.at[i].group == body->group; i++) {
			struct str rest = facts_text(f, f->blocks.at[i].handles), one;

			if (f->blocks.at[i].kind != BLOCK_EXCEPT)
				continue;
			if (rest.len == 0)
				return true;
			while (str_cut(&rest, ',', &one))
				if (str_eq(one, STR("TypeError")) ||
				    str_eq(one, STR("Exception")) ||
				    str_eq(one, STR("BaseException")) || str_eq(one, STR("?")))
					return true;
		}
	}
	return false;
}

/* Does it stand in an arm that is chosen by what a library has? Then it may be for releases alone that take it. */
static bool
is_for_some_releases(const struct facts *f, const struct fact_class *fact)
{
	for (uint32_t b = fact->block; b != 0; b = f->blocks.at[b].parent)
		for (uint32_t arm = f->blocks.at[b].group; arm <= b; arm++)
			if (f->blocks.at[arm].kind == BLOCK_IF &&
			    str_ends(facts_text(f, f->blocks.at[arm].test), STR("hasattr()")))
				return true;
	return false;
}

bool
say_refused(const struct class_check *c, class_id id, enum class_status status)
{
	const struct class *row = &c->classes->rows.at[id];
	const struct unit *u = &c->classes->world.units.at[row->unit];
	const struct fact_class *fact = class_fact(c->classes, id);

	if (class_verdict(c->classes, id)->status != status)
		return false;
	if (c->classes->world.project->modules.at[u->module].test &&
	    u->facts->scopes.at[fact->scope].kind == SCOPE_FUNCTION)
		return false;
	return !expects_failure(u->facts, fact) && !is_for_some_releases(u->facts, fact);
}

struct chain
say_way(const struct class_check *c, struct type_ids way)
{
	struct chain_step *steps = arena_array(c->view, struct chain_step, (size_t)way.count + 1);
	uint32_t count = 0;

	for (uint32_t i = 0; i < way.count; i++) {
		class_id id = say_class(c, way.at[i]);
		const struct span *span = class_span(c->classes, id);

		if (span != NULL)
			steps[count++] = (struct chain_step){
				.module = c->classes->rows.at[id].name,
				.file = class_path(c->classes, id),
				.line = span->line,
			};
	}
	return (struct chain){ steps, count };
}

struct related
say_places(const struct class_check *c, struct type_ids types)
{
	struct related_place *at =
		arena_array(c->view, struct related_place, (size_t)types.count + 1);
	uint32_t count = 0;

	for (uint32_t i = 0; i < types.count; i++) {
		class_id id = say_class(c, types.at[i]);
		const struct span *span = class_span(c->classes, id);

		if (span != NULL)
			at[count++] = (struct related_place){
				.file = class_path(c->classes, id),
				.line = span->line,
				.start = span->start,
			};
	}
	return (struct related){ at, count };
}

/* Is there nothing but a comma between two bytes of the text? */
static bool
is_comma(struct str text, uint32_t start, uint32_t end)
{
	unsigned commas = 0;

	if (end > text.len || start > end)
		return false;
	for (uint32_t i = start; i < end; i++) {
		char b = text.at[i];

		commas += b == ',';
		if (b != ',' && b != ' ' && b != '\t' && b != '\n' && b != '\r')
			return false;
	}
	return commas == 1;
}

struct edits
say_without(const struct class_check *c, class_id id, uint32_t base)
{
	const struct fact_class *fact = class_fact(c->classes, id);
	const struct facts *f = class_facts(c->classes, id);
	uint32_t row = row_of(c, id, base), end = fact->first_base + fact->base_count;
	struct edit *edit = arena_new(c->view, struct edit);
	struct buf text = { 0 };
	const struct span *self, *other;
	bool clean;

	for (uint32_t i = 0; i < class_verdict(c->classes, id)->bases.count; i++)
		if (i != base && row_of(c, id, i) == row)
			return (struct edits){ 0 };
	if (row == UINT32_MAX || row < fact->first_base || row >= end || fact->base_count < 2 ||
	    fact->flags & CLASS_CALL)
		return (struct edits){ 0 };
	self = &f->bases.at[row].span;
	*edit = (struct edit){ .file = class_path(c->classes, id), .span = *self };
	if (row > fact->first_base) {
		other = &f->bases.at[row - 1].span;
		edit->span.start = other->end;
		edit->span.line = other->end_line;
		edit->span.col = other->end_col;
		end = self->start;
	} else {
		other = &f->bases.at[row + 1].span;
		edit->span.end = end = other->start;
		edit->span.end_line = other->line;
		edit->span.end_col = other->col;
	}
	clean = reread_file(c->classes->world.project, edit->file, &text) &&
	        is_comma(buf_text(&text), row > fact->first_base ? other->end : self->end, end);
	buf_release(&text);
	return clean ? (struct edits){ edit, 1 } : (struct edits){ 0 };
}
