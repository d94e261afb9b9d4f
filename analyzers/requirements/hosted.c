/*
 * hosted.c - platforms by what their code imports, binds and has beside it.
 */
#include "requirements/hosted.h"

#include "base/arena.h"
#include "base/path.h"
#include "common/reread.h"
#include "packaging/name.h"
#include "requirements/around.h"
#include "requirements/clusters.h"
#include "requirements/imported.h"

/* So many bytes of a function's head are looked at. */
#define HEAD_MOST 400
/* Where texts tell that a file is uploaded: folders around it, paths in each of them, bytes of a text. */
#define FOLDERS_MOST 3
#define LOOKED_MOST  500
#define UPLOAD_TEXT  ((size_t)1 << 20)

static bool
is_any(const struct need *need, const char *const *dists, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(need->dists.at[0], str_of(dists[i])))
			return true;
	return false;
}

/* Does the module bind the name, outside of everything? */
static bool
binds(const struct facts *f, struct str name)
{
	return facts_bound(f, 0, name).count > 0;
}

/* A function of Lambda, as all its templates call it. */
static bool
has_handler(const struct facts *f)
{
	return binds(f, STR("lambda_handler"));
}

static bool
has_beside(const struct audit *audit, struct str dir, const char *name)
{
	for (;;) {
		if (scan_has(audit->project->scan, path_join(audit->arena, dir, str_of(name))))
			return true;
		if (dir.len == 0)
			return false;
		dir = path_dir(dir);
	}
}

/* What files import that another program runs. */
enum runner { RUNNER_AIRFLOW, RUNNER_GLUE, RUNNERS };

/* Note the folders of the service's modules that import it. `of` stands for the two in audit->runners. */
static void
note_runner(struct audit *audit, const struct service_audit *s, enum runner runner, uint32_t of)
{
	static const char *const packages[RUNNERS] = { "airflow", "awsglue" };
	const struct project *p = audit->project;
	struct reach_walk all = { .reach = &s->service->reach };

	while (reach_next(&all)) {
		const struct module *m = &p->modules.at[all.module];
		name_id dir;

		if (!imported_names(m->facts, str_of(packages[runner])))
			continue;
		dir = names_put(audit->names, path_dir(m->path));
		*map_put(audit->arena, &audit->runners, map_key(of, dir), NULL) = 1;
	}
}

/* Does a module of the service, in a folder around the need's, import the package? */
static bool
imports_around(struct audit *audit, const struct service_audit *s, const struct need *need,
               enum runner runner)
{
	uint32_t of = (uint32_t)(s - audit->services) * RUNNERS + runner;
	struct str dir;
	bool fresh;

	if (need->module == ID_NONE)
		return false;
	(void)map_put(audit->arena, &audit->runners, map_key(of, NAME_NONE), &fresh);
	if (fresh)
		note_runner(audit, s, runner, of);
	dir = audit->project->modules.at[need->module].path;
	do {
		dir = path_dir(dir);
		name_id id = names_find(audit->names, dir);
		if (id != NAME_NONE && map_find(&audit->runners, map_key(of, id)) != NULL)
			return true;
	} while (dir.len > 0);
	return false;
}

/* Cut a parameter off, and give its name: "event" of "event: dict[str, Any], context". */
static struct str
cut_parameter(struct str *rest)
{
	struct str name = *rest, plain;
	size_t end = 0, depth = 0;

	for (; end < rest->len && (depth > 0 || rest->at[end] != ','); end++) {
		depth += rest->at[end] == '[';
		depth -= rest->at[end] == ']' && depth > 0;
	}
	name.len = end;
	*rest = end < rest->len ? str_from(*rest, end + 1) : STR("");
	return str_cut(&name, ':', &plain) ? str_trim(plain) : STR("");
}

/* "def handler(event, context):", as every function of Lambda is called, whatever its name is. In lines of their own,
 * too, with a comma behind the last. `text`: from there on. */
static bool
is_handler(struct str text)
{
	static const char *const events[] = { "event", "_event", "evt", "_evt" };
	static const char *const contexts[] = { "context", "_context", "ctx", "_ctx", "_" };
	struct str head, list, second, first;
	bool event = false;

	if (!str_starts(text, STR("def ")) && !str_starts(text, STR("async def ")))
		return false;
	text.len = text.len < HEAD_MOST ? text.len : HEAD_MOST;
	if (!str_cut(&text, '(', &head) || !str_cut(&text, ')', &list))
		return false;
	first = cut_parameter(&list);
	second = cut_parameter(&list);
	if (str_trim(list).len > 0)
		return false;
	for (size_t i = 0; i < countof(events); i++)
		event = event || str_eq(first, str_of(events[i]));
	for (size_t i = 0; i < countof(contexts); i++)
		if (event && str_eq(second, str_of(contexts[i])))
			return true;
	return false;
}

/* Is it loaded as a function, by the names of its parameters? */
static bool
defines_handler(const struct project *p, const struct module *m, struct buf *text)
{
	struct str rest, line;

	if (!reread_file(p, m->path, text))
		return false;
	rest = buf_text(text);
	do {
		if (is_handler(rest))
			return true;
	} while (str_cut(&rest, '\n', &line));
	return false;
}

static bool
find_handler(const struct project *p, const struct service *s)
{
	struct reach_walk all = { .reach = &s->reach };
	struct buf text = { 0 };
	bool found = false;

	while (!found && reach_next(&all))
		found = has_handler(p->modules.at[all.module].facts);
	for (uint32_t i = 0; i < s->reach.own.count && !found; i++)
		found = defines_handler(p, &p->modules.at[s->reach.own.at[i]], &text);
	buf_release(&text);
	return found;
}

bool
hosted_is_layer(struct str path)
{
	struct str rest = path, part;

	while (str_cut(&rest, '/', &part)) {
		part.len -= part.len > 0 && part.at[part.len - 1] == 's';
		if (str_ends(part, STR("layer")) &&
		    (part.len == 5 || part.at[part.len - 6] == '-' || part.at[part.len - 6] == '_'))
			return true;
	}
	return false;
}

static bool
is_lambda(struct audit *audit, const struct service_audit *s)
{
	bool fresh;
	uint32_t *known =
		map_put(audit->arena, &audit->functions, (uint64_t)(s - audit->services), &fresh);

	if (fresh)
		*known = find_handler(audit->project, s->service) ||
		         hosted_is_layer(s->service->path);
	return *known != 0;
}

/* Does the template make functions of Lambda in Python of a folder that the file is in: `CodeUri: ./src`? */
static bool
is_code_of(const struct audit *audit, struct str template, struct str path, struct buf *text)
{
	struct str rest, line, code, folder = path_dir(template);
	bool found = false;

	if (!scan_read(audit->project->scan, template, UPLOAD_TEXT, text) ||
	    !str_has(buf_text(text), STR("Runtime: python")) ||
	    !str_has(buf_text(text), STR("AWS::Serverless")))
		return false;
	rest = buf_text(text);
	while (!found && str_cut(&rest, '\n', &line)) {
		line = str_trim(line);
		if (!str_starts(line, STR("CodeUri:")))
			continue;
		code = str_trim(str_before(str_from(line, 8), '#'));
		while (code.len > 1 && (code.at[0] == '"' || code.at[0] == '\''))
			code = str_slice(code, 1, code.len - 1);
		found = code.len > 0 && code.at[0] != '!' &&
		        path_resolve(audit->arena, folder, code, &code) && path_within(path, code);
	}
	return found;
}

/* Is the need's file in such a folder, whatever the function in it is called? */
static bool
is_in_template(const struct audit *audit, const struct need *need)
{
	static const char *const names[] = { "template.yaml", "template.yml" };
	struct str path =
		need->module != ID_NONE ? audit->project->modules.at[need->module].path : STR("");
	struct buf text = { 0 };
	bool found = false;

	for (struct str dir = path; dir.len > 0 && !found;) {
		dir = path_dir(dir);
		for (size_t i = 0; i < countof(names) && !found; i++) {
			struct str template = path_join(audit->arena, dir, str_of(names[i]));

			found = scan_has(audit->project->scan, template) &&
			        is_code_of(audit, template, path, &text);
		}
	}
	buf_release(&text);
	return found;
}

static void
note_in_layer(struct audit *audit, struct str dist)
{
	*map_put(audit->arena, &audit->layers, names_put(audit->names, dist), NULL) = 1;
}

void
hosted_note_layers(struct audit *audit)
{
	const struct project *p = audit->project;

	for (service_id s = 0; s < p->services.count; s++) {
		const struct declared *d = &audit->services[s].declared;

		if (!hosted_is_layer(p->services.at[s].path))
			continue;
		for (uint32_t i = 0; i < d->rows.count; i++)
			note_in_layer(audit, d->rows.at[i].dist);
	}
	/* Most layers are a list and nothing else: no service. */
	for (file_id i = 0; i < p->scan->files.count; i++) {
		const struct scanned *file = &p->scan->files.at[i];
		const struct facts *f = &file->facts;

		if (f->requirements.count == 0 || !hosted_is_layer(path_dir(file->path)))
			continue;
		for (uint32_t r = 0; r < f->requirements.count; r++)
			note_in_layer(
				audit, name_canonical(audit->arena,
			                              facts_text(f, f->requirements.at[r].name)));
	}
}

/* Does a layer of the repository declare it? Which functions have the layer is told elsewhere. */
static bool
is_in_layer(const struct audit *audit, const struct need *need)
{
	for (uint32_t i = 0; i < need->dists.count; i++) {
		name_id id = names_find(audit->names, need->dists.at[i]);

		if (id != NAME_NONE && map_find(&audit->layers, id) != NULL)
			return true;
	}
	return false;
}

bool
hosted_has_layers(struct audit *audit, const struct service_audit *s, const struct need *need)
{
	static const char *const templates[] = {
		"serverless.yml", "serverless.yaml", "template.yaml",
		"template.yml",   "samconfig.toml",  "cdk.json"
	};
	const struct scan *scan = audit->project->scan;
	struct str dir = s->service->path;

	if (around_has_image(s->service) || !s->service->every_file)
		return false;
	for (size_t i = 0; i < countof(templates); i++) {
		struct str name = str_of(templates[i]);

		if (scan_has(scan, path_join(audit->arena, dir, name)) ||
		    scan_has(scan, path_join(audit->arena, path_dir(dir), name)))
			return true;
	}
	/* Functions of Google's cloud, which have just what they list, are called alike. */
	return is_lambda(audit, s) &&
	       !str_eq(path_base(audit->project->modules.at[need->module].path), STR("main.py"));
}

/* Is the image there to pack what runs elsewhere: a function, as `RUN zip -r function.zip .` does, an environment with
 * venv-pack, or files alone, its last stage being empty (`FROM scratch`)? */
static bool
packs(const struct project *p, struct str dockerfile, struct buf *text)
{
	struct str rest, line, before;
	bool empty = false;

	if (!reread_file(p, dockerfile, text))
		return false;
	rest = buf_text(text);
	while (str_cut(&rest, '\n', &line)) {
		if (str_starts(line, STR("FROM ")))
			empty = str_starts(line, STR("FROM scratch"));
		while (str_cut(&line, ' ', &before))
			if ((str_eq(before, STR("zip")) || str_ends(before, STR("venv-pack")) ||
			     str_ends(before, STR("conda-pack"))) &&
			    str_starts(line, STR("-")))
				return true;
	}
	return empty;
}

static bool
is_packed(const struct audit *audit, const struct service_audit *s)
{
	struct buf text = { 0 };
	bool found = false;

	for (uint32_t i = 0; i < s->service->dockerfiles.count && !found; i++)
		found = packs(audit->project, s->service->dockerfiles.at[i], &text);
	buf_release(&text);
	return found;
}

/* A model of dbt in Python, which the warehouse runs with what that has. */
static bool
is_model(const struct audit *audit, const struct need *need)
{
	const struct module *m =
		need->module != ID_NONE ? &audit->project->modules.at[need->module] : NULL;

	return m != NULL && binds(m->facts, STR("model")) &&
	       has_beside(audit, path_dir(m->path), "dbt_project.yml");
}

/* Does a manifest have Airflow itself, or parts of it? Then it says what is there, though an image may
 * have more. */
static bool
declares_airflow(const struct declared *list)
{
	for (uint32_t i = 0; i < list->rows.count; i++)
		if (str_starts(list->rows.at[i].dist, STR("apache-airflow")))
			return true;
	return false;
}

/* Is it deployed with just its requirements.txt to Google's cloud, which starts main.py by its framework? */
static bool
is_function_of_google(const struct audit *audit, const struct service_audit *s)
{
	const struct module_ids entries = s->service->entries;

	return s->service->function && entries.count > 0 &&
	       str_eq(path_base(audit->project->modules.at[entries.at[0]].path), STR("main.py"));
}

bool
hosted_by_name(struct audit *audit, const struct service_audit *s, const struct need *need)
{
	/* boto3 and all that it requires. */
	static const char *const amazon[] = {
		"boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "six", "urllib3"
	};
	static const char *const functions[] = {
		"functions-framework", "cloudevents", "gunicorn", "watchdog"
	};
	static const char *const azure[] = { "azure-functions" };
	/* Flask and what it requires. */
	static const char *const flask[] = {
		"flask", "werkzeug", "jinja2", "markupsafe", "itsdangerous", "click", "blinker"
	};
	static const char *const ansible[] = { "ansible", "ansible-core", "ansible-base" };
	static const char *const marimo[] = { "marimo" };
	static const char *const windows[] = {
		"pywin32", "pypiwin32", "pywin32-ctypes", "wmi", "comtypes", "pywinpty", "winshell"
	};

	/* A plug-in of Ansible, which loads it. */
	if (is_any(need, ansible, countof(ansible)) && str_starts(need->dotted, STR("ansible.")))
		return true;
	/* What Windows alone has is not asked for elsewhere. */
	if (is_any(need, windows, countof(windows)) && !need->at_start)
		return true;
	/* A notebook of marimo is opened with that. */
	if (is_any(need, marimo, countof(marimo)) && need->module != ID_NONE &&
	    binds(audit->project->modules.at[need->module].facts, STR("__generated_with")))
		return true;
	/* An image tells all that is in it. */
	if (around_has_image(s->service))
		return ((is_any(need, amazon, countof(amazon)) && is_lambda(audit, s)) ||
		        clusters_is_spark(need)) &&
		       is_packed(audit, s);
	/* Google's builders put the framework in where nobody asks for it, and what that requires; Azure's workers have theirs. */
	if (is_any(need, functions, 1) ||
	    ((is_any(need, flask, countof(flask)) || is_any(need, functions, countof(functions))) &&
	     is_function_of_google(audit, s)))
		return true;
	if (is_any(need, azure, countof(azure)))
		return has_beside(audit, s->service->path, "host.json");
	/* Fission's environment for Python is a server of Flask, which calls the function. */
	if (is_any(need, flask, countof(flask)) &&
	    has_beside(audit, s->service->path, "specs/fission-deployment-config.yaml"))
		return true;
	/* What is made here is not on an index that a list could name: a layer is made of it, or it is packed with the
	 * function. */
	if (clusters_have(audit, s->service, need))
		return true;
	if (is_any(need, amazon, countof(amazon)))
		return is_lambda(audit, s) || is_in_template(audit, need);
	return around_is_made_here(audit, need) && is_lambda(audit, s);
}

/* A package for training, laid out as Google's services take it: they run it in images that have the
 * libraries of learning. */
static bool
is_trainer(const struct audit *audit, const struct service *s)
{
	const struct scan *scan = audit->project->scan;

	return scan_has(scan, path_join(audit->arena, s->path, STR("setup.py"))) &&
	       scan_has(scan, path_join(audit->arena, s->path, STR("trainer/task.py")));
}

/* Does the image start something plain that is not Airflow, which no base and no script of it starts either? */
static bool
starts_no_airflow(const struct project *p, struct str dockerfile, struct buf *text)
{
	static const char *const airflow[] = { "airflow", "astro", ".sh" };
	struct str rest, line;
	bool starts = false;

	if (!reread_file(p, dockerfile, text))
		return false;
	rest = buf_text(text);
	while (str_cut(&rest, '\n', &line)) {
		bool start = str_starts(line, STR("CMD")) || str_starts(line, STR("ENTRYPOINT"));

		if ((start || str_starts(line, STR("FROM"))) &&
		    str_has_any(line, airflow, countof(airflow)))
			return false;
		starts = starts || start;
	}
	return starts;
}

/* Is what has the service's DAGs no Airflow: an image that only looks at them, say? Where they run is not told then. */
static bool
only_holds_dags(const struct audit *audit, const struct service_audit *s)
{
	struct buf text = { 0 };
	bool holds = s->service->every_file;

	for (uint32_t i = 0; i < s->service->dockerfiles.count && holds; i++)
		holds = starts_no_airflow(audit->project, s->service->dockerfiles.at[i], &text);
	buf_release(&text);
	return holds;
}

bool
hosted_by_airflow(struct audit *audit, const struct service_audit *s, const struct need *need)
{
	return imports_around(audit, s, need, RUNNER_AIRFLOW) &&
	       (!around_has_image(s->service) || only_holds_dags(audit, s));
}

static bool
tells_of_uploads(const struct audit *audit, struct str dir, struct buf *text)
{
	static const char *const exts[] = { "md", "sh", "yml", "yaml", "ipynb", "tf" };
	const struct scan *scan = audit->project->scan;
	uint32_t looked = 0;

	for (uint32_t i = scan_next_in(scan, dir, 0); i < scan->paths.count && looked < LOOKED_MOST;
	     i = scan_next_in(scan, dir, i + 1), looked++) {
		if (!path_has_any_ext(scan->paths.at[i], exts, countof(exts)) ||
		    !scan_read(scan, scan->paths.at[i], UPLOAD_TEXT, text))
			continue;
		if (str_has(buf_text(text), STR("composer environments storage dags")) ||
		    (str_has(buf_text(text), STR("gs://")) &&
		     str_has(buf_text(text), STR("/dags"))))
			return true;
	}
	return false;
}

/* Does a text of the folder put DAGs into an environment of Cloud Composer? */
static bool
uploads_dags(struct audit *audit, struct str dir)
{
	struct buf text = { 0 };
	bool fresh;
	uint32_t *known =
		map_put(audit->arena, &audit->uploads, names_put(audit->names, dir), &fresh);

	if (fresh)
		*known = tells_of_uploads(audit, dir, &text);
	buf_release(&text);
	return *known != 0;
}

bool
hosted_by_composer(struct audit *audit, const struct service_audit *s, const struct need *need)
{
	struct str dir;
	bool found = false;

	if (need->module == ID_NONE || around_has_image(s->service))
		return false;
	dir = path_dir(audit->project->modules.at[need->module].path);
	for (unsigned i = 0; i < FOLDERS_MOST && !found; i++) {
		found = uploads_dags(audit, dir);
		if (dir.len == 0)
			break;
		dir = path_dir(dir);
	}
	return found;
}

bool
hosted_in_image(struct audit *audit, const struct service_audit *s, const struct need *need,
                const struct declared *list)
{
	if (is_model(audit, need))
		return true;
	if (around_has_image(s->service))
		return false;
	/* There are few layers, and texts are read to tell whether a service is a function. */
	if (is_in_layer(audit, need) && is_lambda(audit, s))
		return true;
	return is_trainer(audit, s->service) ||
	       (!declares_airflow(list) && hosted_by_airflow(audit, s, need)) ||
	       imports_around(audit, s, need, RUNNER_GLUE) ||
	       has_beside(audit, s->service->path, "appengine_config.py");
}
