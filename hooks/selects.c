/*
 * selects.c - which entries of the configuration choose nothing.
 */
#include "hooks/selects.h"

#include "base/arena.h"
#include "base/names.h"
#include "base/vec.h"
#include "hooks/session.h"
#include "packaging/name.h"

VEC(sentences, struct str);

struct choosing {
	struct arena *arena;
	const struct scan *scan;
	struct sentences out;
	struct names *groups; /* "extra:a-b", "group:test": of the manifests in question */
	bool told;            /* are these all? */
};

static void
gather(struct choosing *c, const struct scanned *file)
{
	const struct facts *f = &file->facts;

	for (uint32_t i = 0; i < f->requirements.count; i++)
		(void)names_put(
			c->groups,
			name_canonical(c->arena, facts_text(f, f->requirements.at[i].group)));
	for (uint32_t i = 0; i < f->directives.count; i++)
		c->told = c->told && f->directives.at[i].kind != DIRECTIVE_OPEN;
	c->told = c->told && !scan_in_doubt(file);
}

static bool
may_have(const struct choosing *c, struct str group)
{
	return !c->told || names_find(c->groups, name_canonical(c->arena, group)) != NAME_NONE;
}

static void
start(struct choosing *c)
{
	c->groups = names_new(c->arena);
	c->told = true;
}

static void
look_at_development(struct choosing *c, struct config_texts entries)
{
	start(c);
	for (file_id i = 0; entries.count > 0 && i < c->scan->files.count; i++)
		gather(c, &c->scan->files.at[i]);
	for (uint32_t i = 0; i < entries.count; i++) {
		struct str entry = entries.at[i].text;
		bool group = str_starts(entry, STR("group:")) || str_starts(entry, STR("extra:"));

		if (group ? may_have(c, entry)
		          : scan_has(c->scan, entry) || scan_has_dir(c->scan, entry))
			continue;
		*vec_push(c->arena, &c->out) = str_of(arena_printf(
			c->arena, "`development`: %s " STR_FMT,
			group ? "no manifest has a requirement in" : "there is no",
			STR_ARG(entry)));
	}
}

static void
look_at_extras(struct choosing *c, const struct service *service)
{
	const struct config_texts extras = service->config->extras;

	start(c);
	for (uint32_t i = 0; extras.count > 0 && i < service->manifests.count; i++) {
		file_id id = scan_file(c->scan, service->manifests.at[i]);

		if (id != UINT32_MAX)
			gather(c, &c->scan->files.at[id]);
	}
	for (uint32_t i = 0; i < extras.count; i++) {
		struct str extra = extras.at[i].text;

		if (may_have(c, str_of(arena_printf(c->arena, "extra:" STR_FMT, STR_ARG(extra)))))
			continue;
		*vec_push(c->arena, &c->out) = str_of(arena_printf(
			c->arena,
			"service `" STR_FMT "`: none of its manifests has an extra `" STR_FMT "`",
			STR_ARG(service->name), STR_ARG(extra)));
	}
}

struct strs
selects_nothing(struct arena *a, const struct session *s)
{
	const struct project *p = &s->project;
	struct choosing c = { .arena = a, .scan = &s->scan };

	look_at_development(&c, s->config.development);
	for (service_id i = 0; i < p->services.count; i++)
		if (p->services.at[i].config != NULL)
			look_at_extras(&c, &p->services.at[i]);
	return (struct strs){ c.out.at, c.out.count };
}
