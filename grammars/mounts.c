/*
 * mounts.c - what a command of a Dockerfile sees of the build context while it runs.
 */
#include "grammars/commands.h"

/* The value of a key of "type=bind,source=X,target=Y", by any of its names; "": it has none. */
static struct str
value_of(struct str options, const char *const *names, size_t count)
{
	struct str rest = options, value, name;

	while (str_cut(&rest, ',', &value)) {
		if (str_cut(&value, '=', &name) && str_is_any(name, names, count))
			return value;
	}
	return STR("");
}

static void
add_mount(const struct manifest *m, struct str options, struct span span)
{
	static const char *const types[] = { "type" }, *const stages[] = { "from" };
	static const char *const sources[] = { "source", "src" };
	static const char *const targets[] = { "target", "dst", "destination" };
	struct str type = value_of(options, types, countof(types));
	struct str source = value_of(options, sources, countof(sources));
	struct str target = value_of(options, targets, countof(targets));

	if ((type.len > 0 && !str_eq(type, STR("bind"))) || source.len == 0 || target.len == 0 ||
	    str_eq(source, STR(".")) || value_of(options, stages, countof(stages)).len > 0)
		return;
	manifest_directive(m, DIRECTIVE_COPY, span, source, target);
}

void
mounts_add(const struct manifest *m, struct str flags, struct span span)
{
	static const struct str start = { "--mount=", 8 };
	struct str rest = flags, flag;

	while (str_cut(&rest, ' ', &flag)) {
		flag = str_trim(flag);
		if (str_starts(flag, start))
			add_mount(m, str_from(flag, start.len), span);
	}
}
