/*
 * smoke.c - `shoring smoke [SERVICE…]`: will each service start?
 */
#include "hooks/coverage.h"
#include "hooks/session.h"
#include "hooks/start.h"

static bool
is_asked_for(struct strs names, struct str service)
{
	for (uint32_t i = 0; i < names.count; i++)
		if (str_eq(names.at[i], service))
			return true;
	return names.count == 0;
}

static bool
open_session(struct session *s, struct arena *a, const struct options *o, struct strs operands,
             struct err *err)
{
	struct strs none = { 0 };

	if (!session_open(s, a, o, none, err) || !session_services(s, operands, err))
		return false;
	if (s->project.services.count == 0)
		return err_set(
			err,
			"there is no service in " STR_FMT ": no folder with a manifest or a "
			"Dockerfile holds Python; list some under `services`",
			STR_ARG(s->root));
	return true;
}

static int
smoke(struct arena *a, const struct options *o, struct strs operands, struct buf *out)
{
	struct session s = { 0 };
	struct selection selection = { 0 };
	struct smoke smoke = { .project = &s.project, .quiet = o->quiet };
	struct err err;

	if (!open_session(&s, a, o, operands, &err))
		return command_fail(&err);
	start_rules(selection.rules);
	struct settled settled = session_judge(&s, &selection);
	struct faults_at *at = faults_at_new(a, &s.project, ask_new(a, &s.project), settled.list);

	for (service_id id = 0; id < s.project.services.count; id++) {
		if (!is_asked_for(operands, s.project.services.at[id].name))
			continue;
		struct smoke_service *service = vec_push(a, &smoke.services);
		start_service(service, a, at, id);
		smoke.starting += smoke_starts(service);
	}
	(void)coverage_warn(a, &s);
	smoke.color = command_color(o);
	(str_eq(o->format, STR("json")) ? smoke_json : smoke_text)(&smoke, out);
	int status = command_write(o, out);
	if (status != EXIT_CLEAN)
		return status;
	return smoke.starting < smoke.services.count ? EXIT_FINDINGS : EXIT_CLEAN;
}

int
command_smoke(const struct options *o, struct strs operands)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	int status = smoke(&arena, o, operands, &out);

	buf_release(&out);
	arena_release(&arena);
	return status;
}
