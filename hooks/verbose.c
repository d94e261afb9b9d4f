/*
 * verbose.c - the services as they were put together, and what stands behind a finding.
 */
#include "hooks/verbose.h"

#include "report/show.h"
#include "requirements/ask.h"

/* Paths that are listed; the rest is counted. */
#define PATHS_SHOWN 8

void
verbose_init(struct verbose *v, const struct session *s)
{
	*v = (struct verbose){ s, ask_new(s->arena, &s->project) };
}

static void
put_path(struct buf *out, struct str path)
{
	show_str(out, path.len > 0 ? path : STR("."));
}

static void
put_paths(struct buf *out, const char *label, struct strs paths, const char *none)
{
	buf_printf(out, "%s: %s", label, paths.count == 0 ? none : "");
	for (uint32_t i = 0; i < paths.count && i < PATHS_SHOWN; i++) {
		buf_str(out, i > 0 ? STR(", ") : STR(""));
		put_path(out, paths.at[i]);
	}
	if (paths.count > PATHS_SHOWN)
		buf_printf(out, " and %u more", (unsigned)(paths.count - PATHS_SHOWN));
	buf_char(out, '\n');
}

static void
put_entries(const struct project *p, const struct service *s, struct buf *out)
{
	if (s->every_file) {
		buf_str(out, STR("  entries: every file, for nothing tells what is started\n"));
		return;
	}
	buf_str(out, STR("  entries: "));
	for (uint32_t i = 0; i < s->entries.count && i < PATHS_SHOWN; i++) {
		buf_str(out, i > 0 ? STR(", ") : STR(""));
		show_str(out, p->modules.at[s->entries.at[i]].path);
	}
	if (s->entries.count > PATHS_SHOWN)
		buf_printf(out, " and %u more", (unsigned)(s->entries.count - PATHS_SHOWN));
	if (s->entries.count == 0)
		buf_str(out, STR("none"));
	buf_char(out, '\n');
}

void
verbose_services(const struct verbose *v, struct buf *out)
{
	const struct project *p = &v->session->project;

	for (service_id i = 0; i < p->services.count; i++) {
		const struct service *s = &p->services.at[i];

		buf_str(out, STR("service "));
		show_str(out, s->name);
		buf_str(out, STR(", in "));
		put_path(out, s->path);
		if (s->config != NULL)
			buf_printf(
				out, ": configured in " STR_FMT ":%u\n",
				STR_ARG(v->session->config.file), (unsigned)s->config->place.line);
		else
			buf_str(out, STR(": found by its files\n"));
		put_paths(out, "  looks names up in", p->environments.at[s->env].roots, "nothing");
		put_paths(out, "  ships", s->ships,
		          p->environments.at[s->env].ships_some ? "nothing" : "everything");
		put_entries(p, s, out);
		put_paths(out, "  manifests", s->manifests, "none");
		if (s->locks.count > 0)
			put_paths(out, "  lock files", s->locks, "");
		if (s->dockerfiles.count > 0)
			put_paths(out, "  Dockerfiles", s->dockerfiles, "");
		buf_printf(
			out, "  loads %u module%s\n", (unsigned)s->loads, s->loads == 1 ? "" : "s");
	}
	buf_char(out, '\n');
}

/* The service of the finding, ID_NONE for none. */
static service_id
service_of(const struct project *p, const struct finding *finding)
{
	return finding->service.len > 0 ? project_service(p, finding->service) : ID_NONE;
}

static void
put_environment(const struct project *p, service_id s, struct buf *out)
{
	env_id env = s != ID_NONE ? p->services.at[s].env : ENV_REPOSITORY;

	if (s != ID_NONE) {
		show_service(out, p->services.at[s].name);
		put_paths(out, " looks names up in", p->environments.at[env].roots, "nothing");
	} else {
		put_paths(out, "files of no service: names are looked up in",
		          p->environments.at[env].roots, "nothing");
	}
}

/* What a dotted name is in an environment: "shared is shared/__init__.py". */
static void
put_part(const struct project *p, env_id env, struct str dotted, struct buf *out)
{
	module_id to = ID_NONE;
	enum target_kind kind = project_find(p, env, dotted, &to);

	buf_char(out, '`');
	show_str(out, dotted);
	buf_str(out, STR("` is "));
	if (to != ID_NONE)
		show_str(out, p->modules.at[to].path);
	else if (kind == TARGET_NAMESPACE)
		buf_str(out, STR("a folder without __init__.py"));
	else if (kind == TARGET_MISSING)
		buf_str(out, STR("not there"));
	else
		buf_str(out, p->environments.at[env].ships_some
		                     ? STR("not in what is shipped")
		                     : STR("not of the repository"));
	if (kind == TARGET_NOT_SHIPPED)
		buf_str(out, STR(", which is not shipped"));
}

/* Each part of a dotted name, up to the first that is nobody's of ours. */
static void
put_parts(const struct project *p, service_id s, struct str dotted, struct buf *out)
{
	env_id env = s != ID_NONE ? p->services.at[s].env : ENV_REPOSITORY;

	for (size_t i = 0; i <= dotted.len; i++) {
		module_id to;

		if (i < dotted.len && dotted.at[i] != '.')
			continue;
		struct str part = { dotted.at, i };
		put_part(p, env, part, out);
		enum target_kind kind = project_find(p, env, part, &to);
		bool last = i == dotted.len || kind == TARGET_MISSING || kind == TARGET_OUTSIDE;
		buf_str(out, last ? STR("\n") : STR(", "));
		if (last)
			return;
	}
}

static void
put_distribution(const struct verbose *v, const struct finding *finding, struct buf *out)
{
	static const char *const how[] = {
		[ASK_FROM_NOWHERE] = "besides its own distribution",
		[ASK_FROM_CONFIG] = "by `requirements.map`",
		[ASK_FROM_INSTALLED] = "by the installed environment",
		[ASK_FROM_TABLE] = "by the bundled table",
		[ASK_FROM_OWN] = "by its own name",
		[ASK_FROM_NAME] = "by its own name, which no table has",
	};

	enum ask_source source =
		finding->rule == RULE_REQ005
			? ASK_FROM_NOWHERE
			: ask_origin_source(v->ask, finding->module);

	buf_char(out, '`');
	show_str(out, finding->module);
	buf_str(out, STR("` needs "));
	show_str(out, finding->distribution);
	buf_printf(out, " %s\n", how[source]);
}

/* The first part of a base's expression is bound here: by which import, or class, of the file? */
static void
put_binding(const struct project *p, env_id env, module_id m, const struct fact_binding *binding,
            struct buf *out)
{
	const struct facts *facts = p->modules.at[m].facts;

	if (binding->kind == BINDING_CLASS) {
		buf_printf(out, " is the class of line %u",
		           (unsigned)facts->classes.at[binding->row].span.line);
	} else if (binding->kind == BINDING_IMPORT) {
		const struct edge *edge = project_import(p, env, m, binding->row);

		buf_printf(out, " is imported in line %u",
		           (unsigned)facts->imports.at[binding->row].span.line);
		if (edge != NULL && edge->to != ID_NONE) {
			buf_str(out, STR(", from "));
			show_str(out, p->modules.at[edge->to].path);
		} else if (edge != NULL && edge->name != NAME_NONE) {
			buf_str(out, STR(", from "));
			show_str(out, names_text(p->names, edge->name));
			buf_str(out, STR(", which is not of the repository"));
		}
	} else {
		buf_printf(out, " is bound in line %u", (unsigned)binding->span.line);
	}
}

/* The last binding of a name above the class, in its own scope or else in the module's; NULL for
 * none, as for what Python has built in. */
static const struct fact_binding *
binding_of(const struct facts *facts, const struct fact_class *class, struct str name)
{
	const struct fact_binding *found = NULL;

	for (uint32_t i = 0; i < facts->bindings.count; i++) {
		const struct fact_binding *at = &facts->bindings.at[i];
		bool nearer = found == NULL || found->scope == at->scope || found->scope == 0;

		if (at->span.start < class->header.start && nearer &&
		    (at->scope == class->scope || at->scope == 0) &&
		    str_eq(facts_text(facts, at->name), name))
			found = at;
	}
	return found;
}

/* Why the bases of a class are what they are. */
static void
put_bases(const struct project *p, env_id env, module_id m, const struct fact_class *class,
          struct buf *out)
{
	const struct facts *facts = p->modules.at[m].facts;

	for (uint32_t b = class->first_base; b < class->first_base + class->base_count; b++) {
		struct str rest = facts_text(facts, facts->bases.at[b].expr), first = STR("");

		str_cut(&rest, '.', &first);
		const struct fact_binding *binding = binding_of(facts, class, first);

		if (binding == NULL)
			continue;
		buf_char(out, '`');
		show_str(out, first);
		buf_char(out, '`');
		put_binding(p, env, m, binding, out);
		buf_char(out, '\n');
	}
}

/* … of the class whose header the finding stands in. */
static void
put_class(const struct project *p, service_id s, const struct finding *finding, struct buf *out)
{
	module_id m = project_module_at(p, finding->file);

	if (m == ID_NONE)
		return;
	const struct fact_classes *classes = &p->modules.at[m].facts->classes;
	for (uint32_t i = 0; i < classes->count; i++)
		if (finding->span.line >= classes->at[i].header.line &&
		    finding->span.line <= classes->at[i].header.end_line)
			put_bases(p, s != ID_NONE ? p->services.at[s].env : p->modules.at[m].env, m,
			          &classes->at[i], out);
}

void
verbose_finding(const void *ctx, const struct finding *finding, struct buf *out)
{
	const struct verbose *v = ctx;
	const struct project *p = &v->session->project;
	service_id s = service_of(p, finding);

	if (finding->module.len > 0 || finding->class.len > 0)
		put_environment(p, s, out);
	if (finding->module.len > 0)
		put_parts(p, s, finding->module, out);
	if (finding->class.len > 0)
		put_class(p, s, finding, out);
	if (finding->module.len > 0 && finding->distribution.len > 0)
		put_distribution(v, finding, out);
	if (finding->distribution.len > 0 && s != ID_NONE) {
		show_service(out, finding->service);
		put_paths(out, " declares what it needs in", p->services.at[s].manifests,
		          "no manifest");
	}
}
