/*
 * completions.c - `shoring completions SHELL`: the script by which a shell completes our words.
 */
#include "hooks/completing.h"
#include "hooks/session.h"

#include "base/yaml_write.h"

static const struct {
	const char *name;
	void (*write)(struct buf *out);
} shells[] = {
	{ "bash", completions_bash },
	{ "zsh", completions_zsh },
	{ "fish", completions_fish },
};

/* What the scripts ask for `--service`. Names with line ends in them cannot be typed. */
static bool
put_services(struct arena *a, const struct options *o, struct buf *out, struct err *err)
{
	struct session session = { 0 };

	if (!session_open(&session, a, o, (struct strs){ 0 }, err))
		return false;
	for (service_id s = 0; s < session.project.services.count; s++) {
		struct str name = session.project.services.at[s].name;

		if (!yaml_holds(name))
			continue;
		buf_str(out, name);
		buf_char(out, '\n');
	}
	return true;
}

static bool
put(struct arena *a, const struct options *o, struct str what, struct buf *out, struct err *err)
{
	if (str_eq(what, STR("services")))
		return put_services(a, o, out, err);
	for (size_t i = 0; i < countof(shells); i++) {
		if (!str_eq(what, str_of(shells[i].name)))
			continue;
		shells[i].write(out);
		return true;
	}
	return err_set(err, "there are completions for bash, zsh and fish, not for `" STR_FMT "`",
	               STR_ARG(what));
}

int
command_completions(const struct options *o, struct strs operands)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	struct err err;
	int status;

	if (operands.count != 1) {
		err_set(&err, "for which shell? `shoring completions bash`, `zsh` or `fish`");
		status = command_fail(&err);
	} else if (!put(&arena, o, operands.at[0], &out, &err)) {
		status = command_fail(&err);
	} else {
		status = command_write(o, &out);
	}
	buf_release(&out);
	arena_release(&arena);
	return status;
}
