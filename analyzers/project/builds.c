/*
 * builds.c - what scripts, Makefiles, CI and bake files say which images are built of which Dockerfile.
 *
 * They are read only where an image is asked for that nothing else tells (bases.c): `docker build -t NAME -f FILE DIR`
 * in one line, and the targets of docker-bake.hcl. What is computed, or done in another repository's clone, tells
 * nothing.
 */
#include "base/path.h"
#include "project/model.h"
#include "project/scripts.h"

#define COMMANDS_MOST 1000 /* of all files */
#define TAGS_MOST     64   /* of a target */

struct look {
	struct model *m;
	const struct script_command *command;
	struct str dir; /* where it runs */
	bool lost;      /* nobody knows where */
	uint32_t left;  /* commands */
};

/* What of a path does not depend on a variable: "Dockerfile.base" of "$(DIR)/Dockerfile.base". */
static struct str
plain_end(struct str path)
{
	while (str_starts(path, STR("./")))
		path = str_from(path, 2);
	for (size_t i = path.len; i > 0; i--)
		if (path.at[i - 1] == '$') {
			size_t cut = i;

			while (cut < path.len && path.at[cut] != '/')
				cut++;
			return cut < path.len ? str_from(path, cut + 1) : STR("");
		}
	return path;
}

/* The Dockerfile of that path, seen from `dir`. */
static file_id
dockerfile_at(const struct look *l, struct str dir, struct str path)
{
	struct str full;
	file_id file;

	if (!path_resolve(l->m->arena, dir, path, &full))
		return UINT32_MAX;
	file = scan_file(l->m->scan, full);
	return bases_is_dockerfile(l->m, file) ? file : UINT32_MAX;
}

/* The one Dockerfile whose path ends so; one that is called as all are is not told by that. */
static file_id
dockerfile_ending(const struct look *l, struct str end)
{
	file_id found = UINT32_MAX;

	if (str_eq(end, STR("Dockerfile")))
		return found;
	for (uint32_t i = 0; i < l->m->deployment_count; i++) {
		file_id file = l->m->deployments[i];
		struct str path = l->m->scan->files.at[file].path;

		if (!bases_is_dockerfile(l->m, file) || !str_ends(path, end) ||
		    (path.len > end.len && path.at[path.len - end.len - 1] != '/'))
			continue;
		if (found != UINT32_MAX)
			return UINT32_MAX;
		found = file;
	}
	return found;
}

static file_id
dockerfile_of(const struct look *l, struct str path)
{
	struct str end = plain_end(path);
	file_id found = UINT32_MAX;

	if (end.len == 0)
		return found;
	if (!l->lost && end.len == path.len)
		found = dockerfile_at(l, l->dir, end);
	if (!l->lost && found == UINT32_MAX && str_has(end, STR("/")))
		found = dockerfile_at(l, STR(""), end);
	return found != UINT32_MAX ? found : dockerfile_ending(l, end);
}

static void
tell(const struct look *l, struct str image, struct str path)
{
	file_id file = dockerfile_of(l, path);

	if (file != UINT32_MAX)
		bases_told(l->m, str_keep(l->m->arena, image), file);
}

/* The value of the option that word *i is: "-t X", "--tag X", "--tag=X". */
static bool
value_of(const struct look *l, uint32_t *i, struct str brief, struct str full, struct str *out)
{
	const struct script_command *c = l->command;
	struct str word = c->words[*i];

	if ((str_eq(word, brief) || str_eq(word, full)) && *i + 1 < c->count) {
		*out = c->words[++*i];
		return true;
	}
	if (!str_starts(word, full) || word.len <= full.len || word.at[full.len] != '=')
		return false;
	*out = str_from(word, full.len + 1);
	return true;
}

/* `build` with what comes after it. */
static void
read_build(const struct look *l, uint32_t first)
{
	static const char *const flags[] = {
		"--no-cache", "--pull", "--push", "--load", "--rm", "-q", "--quiet"
	};
	struct str tags[COMMAND_WORDS], file = STR(""), context = STR("."), value;
	uint32_t tagged = 0;

	for (uint32_t i = first; i < l->command->count; i++) {
		struct str word = l->command->words[i];

		if (str_starts(word, STR("--target")))
			return;
		if (value_of(l, &i, STR("-t"), STR("--tag"), &value))
			tags[tagged++] = value;
		else if (value_of(l, &i, STR("-f"), STR("--file"), &value))
			file = value;
		else if (word.at[0] != '-')
			context = word;
		else if (!str_is_any(word, flags, countof(flags)) && !str_has(word, STR("=")))
			i++;
	}
	if (file.len == 0)
		file = path_join(l->m->arena, context, STR("Dockerfile"));
	for (uint32_t i = 0; i < tagged; i++)
		tell(l, tags[i], file);
}

/* Is the command before it one that builds images: "docker", "$(DOCKER)", "buildx", or the arguments of one? */
static bool
is_builder(struct str word)
{
	static const char *const names[] = {
		"podman", "buildah", "nerdctl", "buildx", "image", "args:"
	};

	return str_has(word, STR("ocker")) || str_has(word, STR("OCKER")) ||
	       str_is_any(word, names, countof(names));
}

static void
read_command(struct look *l)
{
	const struct script_command *c = l->command;

	if (c->count > 1 && str_eq(c->words[0], STR("cd"))) {
		struct str to = plain_end(c->words[1]), dir;

		l->lost = l->lost || to.len != c->words[1].len ||
		          !path_resolve(l->m->arena, l->dir, to, &dir);
		l->dir = l->lost ? l->dir : dir;
	}
	for (uint32_t i = 1; i < c->count && l->left > 0; i++)
		if (str_eq(c->words[i], STR("build")) && is_builder(c->words[i - 1])) {
			l->left--;
			read_build(l, i + 1);
			return;
		}
}

static void
read_commands(struct look *l, const struct scripts *script)
{
	struct script_command command = { .text = buf_text(&script->text) };
	bool anew = true;

	l->command = &command;
	while (script_next_command(&command)) {
		if (anew) {
			l->dir = path_dir(script->path);
			l->lost = false;
		}
		read_command(l);
		anew = command.last && script->kind == SCRIPT_STEPS;
	}
}

/* The text in quotes behind `at`; what follows it in *rest. */
static bool
next_quoted(struct str *rest, struct str *out)
{
	struct str before;

	return memchr(rest->at, '"', rest->len) != NULL && str_cut(rest, '"', &before) &&
	       str_cut(rest, '"', out);
}

/* The targets of a bake file: a line a key, as everybody writes them. */
static void
read_bake(struct look *l, struct str path, struct str text)
{
	struct str rest = text, line, value, tags[TAGS_MOST];
	struct str context = STR("."), file = STR("Dockerfile");
	uint32_t tagged = 0;
	bool in_tags = false;

	l->dir = path_dir(path);
	l->lost = false;
	while (str_cut(&rest, '\n', &line)) {
		line = str_trim(line);
		if (str_starts(line, STR("target ")) || str_eq(line, STR("}"))) {
			for (uint32_t i = 0; i < tagged; i++)
				tell(l, tags[i], path_join(l->m->arena, context, file));
			tagged = 0;
			context = STR(".");
			file = STR("Dockerfile");
		}
		if (str_starts(line, STR("context ")) || str_starts(line, STR("context=")))
			(void)next_quoted(&line, &context);
		if (str_starts(line, STR("dockerfile")))
			(void)next_quoted(&line, &file);
		in_tags = in_tags || str_starts(line, STR("tags"));
		bool last = str_has(line, STR("]"));
		while (in_tags && tagged < TAGS_MOST && next_quoted(&line, &value))
			tags[tagged++] = value;
		in_tags = in_tags && !last;
	}
}

void
builds_read(struct model *m)
{
	struct scripts all = {
		.scan = m->scan,
		.kinds = SCRIPT_SHELL | SCRIPT_STEPS | SCRIPT_TARGETS,
	};
	struct look l = { .m = m, .left = COMMANDS_MOST };

	while (scripts_next(&all)) {
		if (str_has(buf_text(&all.text), STR("git clone")))
			continue;
		if (all.kind == SCRIPT_TARGETS)
			read_bake(&l, all.path, buf_text(&all.text));
		else if (str_has(buf_text(&all.text), STR("build")))
			read_commands(&l, &all);
	}
}
