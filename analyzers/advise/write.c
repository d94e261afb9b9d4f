/*
 * write.c - the file as a whole: what was found stands in comments, what was chosen does not.
 */
#include "advise/advise.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/vec.h"
#include "base/yaml_write.h"

#define SERVICES_SHOWN 24 /* more are left to be found again */
#define ITEMS_SHOWN    12

VEC(str_rows, struct str);

static void
put_literal_note(struct buf *out, unsigned indent, const char *text)
{
	draft_put_note(out, indent, str_of(text));
}

/* A commented line "key: [...]"; nothing for no items, a sentence for too many. */
static void
put_found(struct buf *out, const char *key, struct strs items, const char *plural)
{
	struct buf line = { 0 };
	bool holds = true;

	for (uint32_t i = 0; i < items.count; i++)
		holds = holds && yaml_holds(items.at[i]);
	if (items.count > ITEMS_SHOWN) {
		buf_printf(&line, "%s: %u %s", key, items.count, plural);
		draft_put_note(out, 4, buf_text(&line));
	} else if (items.count > 0 && holds) {
		draft_put_list(&line, 4, key, items);
		draft_put_commented(out, 4, buf_text(&line));
	}
	buf_release(&line);
}

static struct str
shown_path(struct str path)
{
	return path.len > 0 ? path : STR(".");
}

/* The paths of a list, "." for the repository. In `a`. */
static struct strs
shown_paths(struct arena *a, struct strs paths)
{
	struct str *out = arena_array(a, struct str, paths.count);

	for (uint32_t i = 0; i < paths.count; i++)
		out[i] = shown_path(paths.at[i]);
	return (struct strs){ out, paths.count };
}

/* Does Python run it on the way to another entry? */
static bool
is_on_the_way(const struct project *p, const struct service *s, module_id m)
{
	const struct module *module = &p->modules.at[m];

	for (uint32_t i = 0; i < s->entries.count && i < ITEMS_SHOWN && module->package; i++)
		if (s->entries.at[i] != m &&
		    path_within(p->modules.at[s->entries.at[i]].path, path_dir(module->path)))
			return true;
	return false;
}

/* The files that a service starts with, as seen from its directory. */
static struct strs
entries_of(struct arena *a, const struct project *p, const struct service *s)
{
	struct str *out = arena_array(a, struct str, s->entries.count);
	uint32_t count = 0;

	for (uint32_t i = 0; i < s->entries.count; i++) {
		struct str path = p->modules.at[s->entries.at[i]].path;
		size_t cut = s->path.len > 0 ? s->path.len + 1 : 0;

		if (is_on_the_way(p, s, s->entries.at[i]))
			continue;
		out[count++] =
			path.len > cut && path_within(path, s->path)
				? (struct str){ path.at + cut, path.len - cut }
				: path;
	}
	return (struct strs){ out, count };
}

/* "Found by a/Dockerfile and a/requirements.txt." */
static void
put_sources(struct buf *out, const struct service *s)
{
	struct buf note = { 0 };
	uint32_t total = s->dockerfiles.count + s->manifests.count, count = 0;

	for (uint32_t i = 0; i < total && i < ITEMS_SHOWN; i++) {
		bool first = i < s->dockerfiles.count;

		buf_printf(&note, "%s", count++ > 0 ? ", " : "Read from ");
		buf_str(&note,
		        first ? s->dockerfiles.at[i] : s->manifests.at[i - s->dockerfiles.count]);
	}
	if (count > 0)
		buf_printf(&note, "%s.", total > ITEMS_SHOWN ? " and more" : "");
	else
		buf_printf(&note, "No manifest of its own.");
	draft_put_note(out, 2, buf_text(&note));
	buf_release(&note);
}

static void
put_service(struct buf *out, struct arena *a, const struct project *p, const struct service *s)
{
	put_sources(out, s);
	buf_printf(out, "  - name: ");
	yaml_put(out, s->name);
	buf_printf(out, "\n    path: ");
	yaml_put(out, shown_path(s->path));
	buf_char(out, '\n');
	if (s->every_file)
		put_literal_note(
			out, 4,
			"entry: every file here; nothing was found that says what is started");
	else
		put_found(out, "entry", entries_of(a, p, s), "files");
	put_found(out, "roots", shown_paths(a, p->environments.at[s->env].roots), "folders");
	if (p->environments.at[s->env].ships_some)
		put_found(out, "ships", shown_paths(a, s->ships), "paths");
	put_found(out, "requirements", s->manifests, "files");
}

/* Is it one that a configuration can name? */
static bool
is_listed(const struct project *p, const struct service *s)
{
	return yaml_holds(s->name) && yaml_holds(s->path) &&
	       project_module_at(p, s->path) == ID_NONE;
}

static void
put_services(struct buf *out, struct arena *a, const struct project *p)
{
	uint32_t listed = 0;

	for (service_id s = 0; s < p->services.count; s++)
		listed += is_listed(p, &p->services.at[s]);
	buf_char(out, '\n');
	if (listed == 0 || listed > SERVICES_SHOWN) {
		const char *found = arena_printf(
			a, "%u are found by manifests and Dockerfiles, each time anew", listed);
		const char *note = arena_printf(
			a,
			"services: %s. List those here that need a `name` and `path` of yours, "
			"`entry`, "
			"`roots`, `ships` or `requirements`.",
			listed == 0 ? "no manifest and no Dockerfile says what is deployed"
				    : found);

		put_literal_note(out, 0, note);
		return;
	}
	put_literal_note(
		out, 0,
		"What is deployed. Others are still found where there is a manifest or a "
		"Dockerfile; "
		"`- discover: false` in this list turns that off.");
	buf_printf(out, "services:\n");
	for (service_id s = 0; s < p->services.count; s++)
		if (is_listed(p, &p->services.at[s]))
			put_service(out, a, p, &p->services.at[s]);
	if (listed < p->services.count)
		draft_put_note(
			out, 2,
			STR("Not listed: scripts with requirements of their own (PEP 723), "
		            "and what has "
		            "no name that can be written here. They are found as before."));
}

/* Which Python, and who said so. */
static void
put_python(struct buf *out, const struct project *p)
{
	bool newest = p->python == PYTHON_NEWEST && p->config->python_file == 0;

	buf_char(out, '\n');
	put_literal_note(
		out, 0,
		newest ? "The Python to judge by: the newest that is known, unless "
			 "requires-python or .python-version says which."
		: p->python == p->config->python_file
			? "The Python to judge by, as .python-version says."
			: "The Python to judge by, as requires-python says.");
	buf_printf(out, "# python: \"3.%u\"\n", p->python);
}

/* What a tool was told that is no contract. */
static void
put_names(struct buf *out, const char *key, struct strs names)
{
	if (names.count > 0)
		draft_put_list(out, 2, key, names);
}

static void
put_converted(struct buf *out, const struct conversion *from)
{
	buf_char(out, '\n');
	for (uint32_t i = 0; i < from->notes.count; i++)
		draft_put_note(out, 0, from->notes.at[i]);
	if (from->exclude.count > 0)
		draft_put_list(out, 0, "exclude", from->exclude);
	if (from->map.count + from->provided.count + from->used.count + from->development.count > 0)
		buf_printf(out, "requirements:\n");
	if (from->map.count > 0)
		buf_printf(out, "  map:\n");
	for (uint32_t i = 0; i < from->map.count; i++) {
		buf_printf(out, "    ");
		yaml_put(out, from->map.at[i].key);
		buf_printf(out, ": ");
		yaml_put(out, from->map.at[i].value);
		buf_char(out, '\n');
	}
	put_names(out, "provided", from->provided);
	put_names(out, "used", from->used);
	put_names(out, "development", from->development);
	if (from->off.count > 0)
		buf_printf(out, "rules:\n");
	for (uint32_t i = 0; i < from->off.count; i++)
		buf_printf(out, "  " STR_FMT ": off\n", STR_ARG(from->off.at[i]));
}

static void
put_contracts(struct buf *out, struct drafts drafts, const struct conversion *from)
{
	bool any = false;

	buf_char(out, '\n');
	for (uint32_t i = 0; i < drafts.count; i++)
		any = any || !drafts.at[i].held_back;
	if (drafts.count == 0 && from == NULL) {
		put_literal_note(
			out, 0,
			"Which imports are allowed. Nothing in the code says it clearly enough to "
			"be proposed; "
			"this is how a contract looks:");
		buf_printf(out,
		           "# imports:\n#   contracts:\n"
		           "#     - name: shared code stands alone\n"
		           "#       type: forbidden   # or: layers, independence, only, pattern\n"
		           "#       from: [shared]\n"
		           "#       to: [services]\n");
		return;
	}
	if (drafts.count == 0)
		return;
	put_literal_note(
		out, 0,
		from != NULL ? "Which imports are allowed, as the other tool was told."
			     : "Which imports are allowed: read off the code, so each holds today. "
			       "Keep what you "
			       "mean, throw the rest out.");
	buf_printf(out, "imports:\n  contracts:%s\n", any ? "" : " []");
	for (uint32_t i = 0; i < drafts.count; i++)
		draft_put(out, &drafts.at[i]);
}

static void
put_rest(struct buf *out)
{
	buf_printf(
		out,
		"\n# What the code does not tell about distributions:\n"
		"# requirements:\n"
		"#   map: {yaml: PyYAML}     # which distribution brings a module\n"
		"#   provided: [boto3]       # installed by the platform\n"
		"#   used: [gunicorn]        # needed, though nothing imports it\n"
		"\n# error, warning or off; `shoring rules` lists them:\n"
		"# rules:\n"
		"#   unused-dependency: {severity: warning, exclude: [\"tools/**\"]}\n");
}

void
advise_write(struct buf *out, const struct project *p, struct drafts drafts,
             const struct conversion *from)
{
	struct arena a = { 0 };

	put_literal_note(
		out, 0,
		"What `shoring check` goes by; `shoring explain configuration` tells of all keys. "
		"What "
		"shoring finds out by itself is a comment, with its source: take the `#` away, and "
		"it is fixed.");
	buf_printf(out, "version: 1\n");
	put_python(out, p);
	buf_printf(out,
	           "\n# Where imports are looked up, besides what services say for themselves.\n");
	if (from != NULL && from->source_roots.count > 0) {
		draft_put_list(out, 0, "source-roots", from->source_roots);
	} else {
		struct buf roots = { 0 };

		draft_put_list(&roots, 0, "source-roots",
		               shown_paths(&a, p->environments.at[ENV_REPOSITORY].roots));
		draft_put_commented(out, 0, buf_text(&roots));
		buf_release(&roots);
	}
	put_services(out, &a, p);
	put_contracts(out, drafts, from);
	if (from != NULL)
		put_converted(out, from);
	else
		put_rest(out);
	arena_release(&a);
}
