/*
 * platforms.c - services that a platform builds without a Dockerfile, by what its files say (grammars/platform.c).
 *
 * The folder is the one that the file names, seen from where it lies, and where the commands go to with `cd`. What is said of
 * a Dockerfile's image is kept with what compose files start of it.
 */
#include "base/path.h"
#include "project/model.h"

/* A service of such a file: the rows of a stage. */
struct platform {
	struct model *m;
	struct str path; /* of the file */
	const struct facts *facts;
	uint32_t first, end;
	struct str folder; /* of the service */
};

static struct str
value_of(const struct platform *p, uint32_t row)
{
	return facts_text(p->facts, p->facts->directives.at[row].value);
}

static void
add(struct platform *p, struct str home, struct hosting hosting)
{
	uint32_t *first =
		map_put(p->m->arena, &p->m->hosted_in, names_put(p->m->names, home), NULL);

	hosting.next = *first;
	*vec_push(p->m->arena, &p->m->hostings) = hosting;
	*first = p->m->hostings.count;
}

/* The Dockerfile that makes its image: by its path from the service's folder, or from the repository. */
static file_id
dockerfile_of(const struct platform *p, uint32_t row)
{
	struct str bases[] = { p->folder, STR("") }, path;
	file_id id = UINT32_MAX;

	for (size_t i = 0; i < countof(bases) && !bases_is_dockerfile(p->m, id); i++)
		id = path_resolve(p->m->arena, bases[i], value_of(p, row), &path)
		             ? scan_file(p->m->scan, path)
		             : UINT32_MAX;
	return bases_is_dockerfile(p->m, id) ? id : UINT32_MAX;
}

static void
read_image(struct platform *p, file_id dockerfile)
{
	for (uint32_t i = p->first; i < p->end; i++) {
		uint32_t *first;

		if (p->facts->directives.at[i].kind != DIRECTIVE_COMMAND)
			continue;
		first = map_put(p->m->arena, &p->m->composed_first, dockerfile, NULL);
		*vec_push(p->m->arena, &p->m->composed) =
			(struct composed){ value_of(p, i), *first };
		*first = p->m->composed.count;
	}
}

/* Where a `cd` leads; false: it is none. */
static bool
goes_to(const struct platform *p, struct str words, struct str *home)
{
	struct str command, to;

	return str_cut(&words, '\n', &command) && str_eq(command, STR("cd")) &&
	       str_cut(&words, '\n', &to) && path_resolve(p->m->arena, *home, to, home);
}

/* Are its lists all that is installed: those that its build names, or without a word of that the requirements.txt there? */
static bool
is_told(const struct platform *p, struct str home)
{
	uint32_t lists = 0;

	for (uint32_t i = p->first; i < p->end; i++) {
		enum directive_kind kind = p->facts->directives.at[i].kind;

		if (kind == DIRECTIVE_EMPTY)
			return scan_has(
				p->m->scan, path_join(p->m->arena, home, STR("requirements.txt")));
		if (kind == DIRECTIVE_RUN)
			return false;
		lists += kind == DIRECTIVE_INCLUDE || kind == DIRECTIVE_INSTALL_PATH;
	}
	return lists > 0;
}

static bool
installs_by_name(const struct platform *p)
{
	const struct fact_directives rows = p->facts->directives;
	uint32_t start = rows.at[p->first].span.start, end = UINT32_MAX;
	bool found = false;

	if (p->end < rows.count)
		end = rows.at[p->end].span.start;
	for (uint32_t i = 0; i < p->facts->requirements.count && !found; i++)
		found = p->facts->requirements.at[i].span.start >= start &&
		        p->facts->requirements.at[i].span.start < end;
	return found;
}

static void
read_build(struct platform *p, struct str home)
{
	/* What it installs by name is in the file itself. */
	if (installs_by_name(p))
		add(p, home, (struct hosting){ .kind = DIRECTIVE_INCLUDE, .text = p->path });
	for (uint32_t i = p->first; i < p->end; i++) {
		enum directive_kind kind = p->facts->directives.at[i].kind;
		struct str path;

		if ((kind == DIRECTIVE_INCLUDE || kind == DIRECTIVE_INSTALL_PATH) &&
		    path_resolve(p->m->arena, p->folder, value_of(p, i), &path))
			add(p, home, (struct hosting){ .kind = kind, .text = path });
	}
}

static void
read_service(struct platform *p)
{
	struct str home = p->folder;
	bool starts = false;

	for (uint32_t i = p->first; i < p->end; i++) {
		file_id dockerfile = UINT32_MAX;

		if (p->facts->directives.at[i].kind == DIRECTIVE_BUILD) {
			dockerfile = dockerfile_of(p, i);
			if (dockerfile != UINT32_MAX)
				read_image(p, dockerfile);
			return;
		}
		if (p->facts->directives.at[i].kind != DIRECTIVE_COMMAND ||
		    goes_to(p, value_of(p, i), &home))
			continue;
		starts = true;
	}
	if (!starts)
		return;
	for (uint32_t i = p->first; i < p->end; i++)
		if (p->facts->directives.at[i].kind == DIRECTIVE_COMMAND)
			add(p, home,
			    (struct hosting){ .kind = DIRECTIVE_COMMAND, .text = value_of(p, i) });
	read_build(p, home);
	if (!is_told(p, home))
		add(p, home, (struct hosting){ .kind = DIRECTIVE_OPEN });
}

void
platforms_read(struct model *m, const struct scanned *file)
{
	const struct fact_directives rows = file->facts.directives;
	struct platform p = { .m = m, .path = file->path, .facts = &file->facts };

	for (; p.end < rows.count; p.first = p.end) {
		while (p.end < rows.count && rows.at[p.end].stage == rows.at[p.first].stage)
			p.end++;
		if (rows.at[p.first].kind == DIRECTIVE_WORKDIR &&
		    path_resolve(m->arena, path_dir(file->path), value_of(&p, p.first), &p.folder))
			read_service(&p);
	}
}

bool
platforms_add(struct model *m, struct str path, struct deployment *d)
{
	name_id home = names_find(m->names, path);
	const uint32_t *first =
		home != NAME_NONE || path.len == 0 ? map_find(&m->hosted_in, home) : NULL;
	bool told = first != NULL;

	for (uint32_t i = first != NULL ? *first : 0; i > 0; i = m->hostings.at[i - 1].next) {
		const struct hosting *row = &m->hostings.at[i - 1];

		if (row->kind == DIRECTIVE_COMMAND)
			*vec_push(m->arena, &d->composed) =
				(struct command_line){ deploy_words(m, row->text), STR("") };
		else if (row->kind == DIRECTIVE_INCLUDE)
			str_vec_add(m, &d->includes, row->text);
		else if (row->kind == DIRECTIVE_INSTALL_PATH)
			str_vec_add(m, &d->installs, row->text);
		else
			told = false;
	}
	return told;
}
