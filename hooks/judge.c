/*
 * judge.c - has the analyzers find what is wrong, side by side, and settles what they found.
 *
 * The model is const, each task has a list of findings and arenas of its own, and the lists are joined in
 * one order: no answer can tell how many threads there were.
 */
#include "hooks/session.h"

#include "base/map.h"
#include "base/path.h"
#include "base/pool.h"
#include "classes/outcomes.h"
#include "hooks/baseline.h"
#include "imports/imports.h"
#include "requirements/requirements.h"

/* What findings are settled with. */
struct judging {
	const struct project *project;
	struct strs lasting; /* by service_id */
};

static struct str
owner_of(const void *ctx, file_id file)
{
	const struct judging *j = ctx;
	const struct project *p = j->project;
	module_id m = project_module_at(p, p->scan->files.at[file].path);

	if (m == ID_NONE || p->modules.at[m].owner == ID_NONE)
		return STR("");
	return p->services.at[p->modules.at[m].owner].name;
}

static struct str
lasting_of(const void *ctx, struct str service)
{
	const struct judging *j = ctx;
	service_id id = project_service(j->project, service);

	return id != ID_NONE ? j->lasting.at[id] : STR("");
}

/* A service's name changes when it is configured, or when another one of the same name comes; its
 * path does not. Where several have one path, the name tells them apart. */
static struct strs
lasting_all(struct arena *a, const struct project *p)
{
	struct str *out = arena_array(a, struct str, p->services.count);
	struct map paths = { 0 };

	for (service_id s = 0; s < p->services.count; s++)
		++*map_put(a, &paths, str_hash(p->services.at[s].path), NULL);
	for (service_id s = 0; s < p->services.count; s++) {
		const struct service *service = &p->services.at[s];
		bool shared = *map_find(&paths, str_hash(service->path)) > 1;

		out[s] = path_join(a, service->path, shared ? service->name : STR("."));
	}
	return (struct strs){ out, p->services.count };
}

/* So few modules are judged before another thread has begun. */
#define FEW_MODULES 300

/* What one thread does, from beginning to end. */
struct task {
	void (*analyze)(const struct project *p, struct findings *out); /* NULL: classes */
	struct findings *out;
	struct stopwatch_part time;
};

struct tasks {
	const struct project *project;
	struct task *at;
	struct class_parts parts; /* the last tasks */
	struct outcomes outcomes; /* of classes */
};

/* In the order they are begun, the longest first, and joined. */
enum { TASK_REQUIREMENTS, TASK_MANIFESTS, TASK_IMPORTS, TASK_CLASSES };

static void
run_task(void *ctx, size_t item, unsigned worker)
{
	const struct tasks *tasks = ctx;
	struct task *task = &tasks->at[item];

	(void)worker;
	task->time = stopwatch_begin();
	if (task->analyze != NULL)
		task->analyze(tasks->project, task->out);
	else
		analyze_classes(&tasks->outcomes, &tasks->parts, (uint32_t)(item - TASK_CLASSES),
		                task->out);
	stopwatch_end(&task->time);
}

static void
note_time(struct stopwatch *watch, const char *name, const struct task *tasks, uint32_t count)
{
	struct arena scratch = { 0 };
	struct stopwatch_part *parts = arena_array(&scratch, struct stopwatch_part, count);

	for (uint32_t i = 0; i < count; i++)
		parts[i] = tasks[i].time;
	stopwatch_parts(watch, name, parts, count);
	arena_release(&scratch);
}

static void
run_class_task(void *ctx, size_t item, unsigned worker)
{
	run_task(ctx, TASK_CLASSES + item, worker);
}

static void
analyze(const struct session *s, struct findings *findings)
{
	struct tasks tasks = {
		.project = &s->project,
		.parts = classes_parts(s->arena, &s->project),
		.outcomes = { .arena = s->arena,
		              .project = &s->project,
		              .path = s->cache,
		              .key = s->cache_key,
		              .rules = classes_rules(findings) },
	};
	const unsigned jobs = s->project.modules.count > FEW_MODULES ? s->jobs : 1;
	struct task *all;
	uint32_t count;

	tasks.outcomes.parts = tasks.parts.count;
	count = TASK_CLASSES + tasks.parts.count;
	tasks.at = all = arena_array(s->arena, struct task, count);
	outcomes_open(&tasks.outcomes);
	all[TASK_REQUIREMENTS].analyze = analyze_requirements;
	all[TASK_MANIFESTS].analyze = analyze_manifests;
	all[TASK_IMPORTS].analyze = analyze_imports;
	for (uint32_t i = 0; i < count; i++)
		all[i].out = findings_branch(findings, s->arena);
	pool_each(jobs, count, run_task, &tasks);
	if (s->watch != NULL) {
		s->watch->judged = outcomes_count(&tasks.outcomes);
		s->watch->modules = s->project.modules.count;
	}
	if (!outcomes_keep(&tasks.outcomes)) {
		for (uint32_t i = 0; i < tasks.parts.count; i++)
			findings_drop(all[TASK_CLASSES + i].out);
		pool_each(jobs, tasks.parts.count, run_class_task, &tasks);
		(void)outcomes_keep(&tasks.outcomes);
	}
	for (uint32_t i = 0; i < count; i++)
		findings_join(findings, all[i].out);
	stopwatch_lap(s->watch, "rules");
	note_time(s->watch, "imports", &all[TASK_IMPORTS], 1);
	note_time(s->watch, "classes", &all[TASK_CLASSES], tasks.parts.count);
	note_time(s->watch, "requirements", &all[TASK_REQUIREMENTS], 2);
}

struct settled
session_judge(const struct session *s, const struct selection *selection)
{
	struct findings *findings = findings_new(s->arena, &s->config, selection);
	struct judging judging = { &s->project, lasting_all(s->arena, &s->project) };
	struct baseline *known = s->baseline != NULL ? &s->baseline->known : NULL;
	const struct settle_with with = {
		.owner = owner_of, .lasting = lasting_of, .ctx = &judging, .baseline = known
	};

	analyze(s, findings);
	struct settled settled = findings_settle(findings, &s->scan, &with);
	stopwatch_lap(s->watch, "findings");
	return settled;
}
