/*
 * REQ007 conflicting-requirements: manifests that are installed together admit no common version.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "packaging/marker.h"
#include "packaging/name.h"
#include "packaging/specifier.h"
#include "requirements/manifest.h"
#include "requirements/together.h"

/* So many rows of a distribution are compared, and so many of all are read. */
#define ROWS_COMPARED 50
#define ROWS_MOST     20000
/* So many lines are named in a message. */
#define ROWS_NAMED 4

/* A requirement of a set of manifests. */
struct wish {
	file_id file;
	const struct fact_requirement *row;
	bool constraint;
	const struct specifiers *versions;
	uint32_t before; /* the one before it of the same distribution, as index + 1; 0: none */
};

/* A row that may be compared. */
struct listed {
	const struct together_file *file;
	const struct fact_requirement *row;
};

VEC(wishes, struct wish);
VEC(listed_rows, struct listed);
VEC(wish_rows, uint32_t);

struct comparing {
	const struct requirement_check *c;
	struct arena *a; /* of one set of manifests */
	struct listed_rows listed;
	struct map rows; /* distribution → how many rows it has */
	struct wishes wishes;
	struct map last;        /* distribution → its last wish, as index + 1 */
	struct wish_rows lasts; /* those that have others before them */
};

/* Does it hold on every Python that the project may run on? */
static bool
holds_always(const struct comparing *cmp, struct str text)
{
	const struct project *p = cmp->c->project;
	unsigned last = p->config->has_python ? p->python : PYTHON_NEWEST;
	struct err err;
	size_t at;

	if (text.len == 0)
		return true;
	const struct marker *marker = marker_parse(cmp->a, text, &at, &err);
	for (unsigned minor = p->python; marker != NULL && minor <= last; minor++) {
		struct marker_env env = marker_env_linux(cmp->a, minor);

		if (marker_eval(marker, &env) != MARKER_TRUE)
			return false;
	}
	return marker != NULL;
}

static name_id
dist_of(const struct comparing *cmp, struct str name)
{
	return names_put(cmp->c->names, name_canonical(cmp->a, name));
}

static void
read_row(struct comparing *cmp, const struct together_file *file,
         const struct fact_requirement *row)
{
	const struct facts *f = &cmp->c->project->scan->files.at[file->file].facts;
	struct specifiers *versions = arena_new(cmp->a, struct specifiers);
	struct str name = facts_text(f, row->name), text = facts_text(f, row->specifier);
	struct err err;
	size_t at;

	if (name.len == 0 || text.len == 0 || facts_text(f, row->url).len > 0 ||
	    facts_text(f, row->group).len > 0 || cmp->wishes.count >= ROWS_MOST)
		return;
	/* Most are alone of their distribution: there is nothing to compare them with. */
	name_id dist = dist_of(cmp, name);
	if (*map_find(&cmp->rows, dist) < 2 || !holds_always(cmp, facts_text(f, row->marker)) ||
	    !specifiers_parse(cmp->a, text, versions, &at, &err))
		return;
	uint32_t *last = map_put(cmp->a, &cmp->last, dist, NULL);
	*vec_push(cmp->a, &cmp->wishes) =
		(struct wish){ file->file, row, file->constraint, versions, *last };
	*last = cmp->wishes.count;
	if (cmp->wishes.at[*last - 1].before != 0)
		*vec_push(cmp->a, &cmp->lasts) = *last - 1;
}

static bool
is_dockerfile(const struct comparing *cmp, file_id file)
{
	return strcmp(cmp->c->project->scan->files.at[file].grammar->name, "dockerfile") == 0;
}

/* REQ010 tells of two lines of one manifest that nothing tells apart, if it is no Dockerfile; and what
 * only constrains is not installed. */
static bool
are_compared(const struct comparing *cmp, const struct wish *a, const struct wish *b)
{
	const struct facts *f = &cmp->c->project->scan->files.at[a->file].facts;

	if (a->constraint && b->constraint)
		return false;
	return a->file != b->file || is_dockerfile(cmp, a->file) ||
	       !str_eq(facts_text(f, a->row->extras), facts_text(f, b->row->extras)) ||
	       !str_eq(facts_text(f, a->row->marker), facts_text(f, b->row->marker));
}

static void
put_place(struct buf *out, const struct comparing *cmp, const struct wish *w)
{
	const struct scanned *file = &cmp->c->project->scan->files.at[w->file];

	buf_printf(out, "`" STR_FMT "` (" STR_FMT ":%u)",
	           STR_ARG(facts_text(&file->facts, w->row->specifier)), STR_ARG(file->path),
	           (unsigned)w->row->span.line);
}

/* The finding stands at rows[0]. */
static void
report(const struct comparing *cmp, const struct wish *const *rows, uint32_t count)
{
	const struct scanned *file = &cmp->c->project->scan->files.at[rows[0]->file];
	struct str name = facts_text(&file->facts, rows[0]->row->name);
	struct buf others = { 0 };

	for (uint32_t i = 1; i < count && i < ROWS_NAMED; i++) {
		if (i > 1)
			buf_printf(&others, i + 1 == count ? " and " : ", ");
		put_place(&others, cmp, rows[i]);
	}
	findings_add(
		cmp->c->out,
		&(struct finding){
			.rule = RULE_REQ007,
			.file = file->path,
			.span = rows[0]->row->span,
			.service = manifest_service(cmp->c->project, file->path),
			.distribution = name_canonical(cmp->c->view, name),
			.message = findings_text(
				cmp->c->out,
				"no version of " STR_FMT " is %s`" STR_FMT "`%s" STR_FMT
				": the installer, which reads %s, gives up",
				STR_ARG(name), count == 2 ? "both " : "",
				STR_ARG(facts_text(&file->facts, rows[0]->row->specifier)),
				count == 2 ? " and " : ", ", STR_ARG(buf_text(&others)),
				count == 2 ? "both" : "them all"),
			.help = STR("let the lines admit a common version"),
		});
	buf_release(&others);
}

static bool
exclude_each_other(const struct comparing *cmp, const struct wish *a, const struct wish *b)
{
	const struct specifiers *sets[] = { a->versions, b->versions };

	return are_compared(cmp, a, b) && specifiers_admit_none(cmp->a, sets, 2);
}

/* The line of the manifest that brings the others in stands first; of one manifest the later. */
static void
compare(struct comparing *cmp, uint32_t last)
{
	const struct wish *rows[ROWS_COMPARED];
	const struct specifiers *sets[ROWS_COMPARED];
	uint32_t count = 0, required = 0;

	for (uint32_t i = last + 1; i != 0 && count < ROWS_COMPARED;
	     i = cmp->wishes.at[i - 1].before) {
		rows[count] = &cmp->wishes.at[i - 1];
		sets[count] = rows[count]->versions;
		required += !rows[count]->constraint;
		count++;
	}
	/* rows[0] is the last that was read: it has not been compared with those before it. */
	for (uint32_t i = 1; i < count; i++)
		if (exclude_each_other(cmp, rows[0], rows[i])) {
			bool same = rows[0]->file == rows[i]->file;
			const struct wish *pair[] = { rows[same ? 0 : i], rows[same ? i : 0] };

			report(cmp, pair, 2);
			return;
		}
	if (count < 3 || required == 0 || !specifiers_admit_none(cmp->a, sets, count) ||
	    specifiers_admit_none(cmp->a, sets + 1, count - 1))
		return;
	const struct wish *first = rows[0];
	rows[0] = rows[count - 1];
	rows[count - 1] = first;
	report(cmp, rows, count);
}

static void
list_row(struct comparing *cmp, const struct together_file *file,
         const struct fact_requirement *row)
{
	const struct facts *f = &cmp->c->project->scan->files.at[file->file].facts;

	if (facts_text(f, row->name).len > 0)
		*vec_push(cmp->a, &cmp->listed) = (struct listed){ file, row };
}

/* Has any distribution several rows? */
static bool
has_several(struct comparing *cmp)
{
	bool several = false;

	for (uint32_t i = 0; cmp->listed.count > 1 && i < cmp->listed.count; i++) {
		const struct listed *l = &cmp->listed.at[i];
		const struct facts *f = &cmp->c->project->scan->files.at[l->file->file].facts;
		name_id dist = dist_of(cmp, facts_text(f, l->row->name));

		several = ++*map_put(cmp->a, &cmp->rows, dist, NULL) > 1 || several;
	}
	return several;
}

static void
list_files(struct comparing *cmp, struct together_files files)
{
	for (uint32_t i = 0; i < files.count; i++) {
		const struct facts *f = &cmp->c->project->scan->files.at[files.at[i].file].facts;

		if (manifest_is_sure(cmp->c->project, files.at[i].file))
			for (uint32_t r = 0; r < f->requirements.count; r++)
				list_row(cmp, &files.at[i], &f->requirements.at[r]);
	}
}

static void
compare_all(struct comparing *cmp)
{
	if (!has_several(cmp))
		return;
	for (uint32_t i = 0; i < cmp->listed.count; i++)
		read_row(cmp, cmp->listed.at[i].file, cmp->listed.at[i].row);
	for (uint32_t i = 0; i < cmp->lasts.count; i++)
		compare(cmp, cmp->lasts.at[i]);
}

static void
compare_set(const struct requirement_check *c, struct arena *a, struct together_files files)
{
	struct comparing cmp = { .c = c, .a = a };

	list_files(&cmp, files);
	compare_all(&cmp);
}

/* What a command of a Dockerfile installs: what it lists itself, which are rows of the Dockerfile from *row
 * on, and the files that it names. */
static void
compare_command(
	const struct requirement_check *c, struct arena *a, const struct service *s,
	const struct together_file *dockerfile, const struct fact_directive *command, uint32_t *row)
{
	const struct facts *f = &c->project->scan->files.at[dockerfile->file].facts;
	struct comparing cmp = { .c = c, .a = a };

	for (; *row < f->requirements.count &&
	       f->requirements.at[*row].span.start < command->span.end;
	     ++*row)
		if (f->requirements.at[*row].span.start >= command->span.start)
			list_row(&cmp, dockerfile, &f->requirements.at[*row]);
	list_files(&cmp, together_of_command(a, c->project, s, facts_text(f, command->value)));
	compare_all(&cmp);
}

static void
check_service(const struct requirement_check *c, struct arena *a, const struct service *s)
{
	const struct project *p = c->project;

	compare_set(c, a, together_of_service(a, p, s));
	for (uint32_t i = 0; i < s->dockerfiles.count; i++) {
		const struct together_file dockerfile = {
			.file = scan_file(p->scan, s->dockerfiles.at[i])
		};
		const struct facts *f =
			dockerfile.file != UINT32_MAX
				? &p->scan->files.at[dockerfile.file].facts
				: NULL;
		uint32_t row = 0;

		for (uint32_t d = 0; f != NULL && d < f->directives.count; d++)
			if (f->directives.at[d].kind == DIRECTIVE_COMMAND)
				compare_command(c, a, s, &dockerfile, &f->directives.at[d], &row);
	}
}

void
check_conflicting_requirements(const struct requirement_check *c)
{
	const struct project *p = c->project;
	struct arena a = { 0 }; /* of one after the other */

	for (file_id i = 0; i < p->scan->files.count; i++) {
		if (p->scan->files.at[i].facts.requirements.count > 0 ||
		    p->scan->files.at[i].facts.directives.count > 0)
			if (manifest_is_sure(p, i) &&
			    strcmp(p->scan->files.at[i].grammar->name, "dockerfile") != 0)
				compare_set(c, &a, together_of(&a, p, i));
		arena_reset(&a);
	}
	for (service_id s = 0; s < p->services.count; s++) {
		check_service(c, &a, &p->services.at[s]);
		arena_reset(&a);
	}
	arena_release(&a);
}
