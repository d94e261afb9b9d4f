/*
 * builds.c - what scripts, Makefiles, CI and bake files say which images are built of which Dockerfile.
 *
 * They are read only where an image is asked for that nothing else tells (bases.c): `docker build -t NAME -f FILE DIR`
 * in one line, and the targets of docker-bake.hcl. What is computed, or done in another repository's clone, tells
 * nothing.
 */
#include "base/buf.h"
#include "base/path.h"
#include "project/model.h"

#define TEXTS_MOST    1000      /* files that are read */
#define TEXT_SIZE     (1 << 18) /* bytes of one; others are data */
#define COMMANDS_MOST 1000      /* of all files */
#define WORDS_MOST    64        /* of a command */

struct look {
	struct model *m;
	struct str path;           /* of the text */
	struct str dir;            /* where the commands run */
	bool lost;                 /* nobody knows where */
	struct str at[WORDS_MOST]; /* words of the command */
	uint32_t count;
	uint32_t left; /* commands */
};

static bool
is_bake(struct str base)
{
	return path_has_ext(base, STR("hcl")) && str_has(base, STR("bake"));
}

static bool
is_told_by(struct str path)
{
	static const char *const exts[] = { "sh", "bash" };
	static const char *const names[] = { "justfile", "Justfile", "Jenkinsfile" };
	static const char *const ci[] = {
		".gitlab-ci", "cloudbuild", "azure-pipelines", "bitbucket-pipelines", "Taskfile",
	};
	struct str base = path_base(path);
	bool yaml = path_has_ext(base, STR("yml")) || path_has_ext(base, STR("yaml"));

	for (size_t i = 0; yaml && i < countof(ci); i++)
		if (str_starts(base, str_of(ci[i])))
			return true;
	return path_has_any_ext(base, exts, countof(exts)) ||
	       str_is_any(base, names, countof(names)) || path_is_makefile(base) || is_bake(base) ||
	       (yaml && (str_starts(path, STR(".github/")) || str_starts(path, STR(".circleci/"))));
}

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
	struct str word = l->at[*i];

	if ((str_eq(word, brief) || str_eq(word, full)) && *i + 1 < l->count) {
		*out = l->at[++*i];
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
	struct str tags[WORDS_MOST], file = STR(""), context = STR("."), value;
	uint32_t tagged = 0;

	for (uint32_t i = first; i < l->count; i++) {
		struct str word = l->at[i];

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
end_command(struct look *l)
{
	if (l->count > 1 && str_eq(l->at[0], STR("cd"))) {
		struct str to = plain_end(l->at[1]), dir;

		l->lost = l->lost || to.len != l->at[1].len ||
		          !path_resolve(l->m->arena, l->dir, to, &dir);
		l->dir = l->lost ? l->dir : dir;
	}
	for (uint32_t i = 1; i < l->count && l->left > 0; i++)
		if (str_eq(l->at[i], STR("build")) && is_builder(l->at[i - 1])) {
			l->left--;
			read_build(l, i + 1);
			break;
		}
	l->count = 0;
}

/* After what a '$' at i begins, as far as the line goes: "$(REGISTRY)", "${{ env.REGISTRY }}". */
static size_t
after_variable(struct str text, size_t i)
{
	char open = i + 1 < text.len ? text.at[i + 1] : '\0';
	char close = open == '(' ? ')' : open == '{' ? '}' : '\0';
	size_t depth = 0;

	if (close == '\0')
		return i + 1;
	for (i++; i < text.len && text.at[i] != '\n'; i++) {
		depth += text.at[i] == open;
		depth -= text.at[i] == close;
		if (depth == 0)
			return i + 1;
	}
	return i;
}

/* Where the word at i ends. */
static size_t
word_end(struct str text, size_t i)
{
	while (i < text.len && strchr(" \t\r\n,;&|[]()'\"`", text.at[i]) == NULL)
		i = text.at[i] == '$' ? after_variable(text, i) : i + 1;
	return i;
}

static void
read_commands(struct look *l, struct str text)
{
	bool script = path_has_ext(l->path, STR("sh")) || path_has_ext(l->path, STR("bash"));

	for (size_t i = 0; i < text.len;) {
		char c = text.at[i];
		size_t end = word_end(text, i);

		if (end > i) {
			struct str word = str_slice(text, i, end);

			i = end;
			if (str_eq(word, STR("\\")))
				i += i < text.len;
			else if (l->count < WORDS_MOST)
				l->at[l->count++] = word;
			continue;
		}
		if (strchr("\n;&|", c) != NULL)
			end_command(l);
		/* Each line of a Makefile and each step of CI starts where they all do. */
		if (c == '\n' && !script) {
			l->dir = path_dir(l->path);
			l->lost = false;
		}
		i++;
	}
	end_command(l);
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
read_bake(const struct look *l, struct str text)
{
	struct str rest = text, line, value, tags[WORDS_MOST];
	struct str context = STR("."), file = STR("Dockerfile");
	uint32_t tagged = 0;
	bool in_tags = false;

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
		while (in_tags && tagged < WORDS_MOST && next_quoted(&line, &value))
			tags[tagged++] = value;
		in_tags = in_tags && !last;
	}
}

void
builds_read(struct model *m)
{
	struct look l = { .m = m, .left = COMMANDS_MOST };
	struct buf text = { 0 };

	for (uint32_t i = 0, read = 0; i < m->scan->paths.count && read < TEXTS_MOST; i++) {
		l.path = m->scan->paths.at[i];
		if (!is_told_by(l.path) || path_is_outside(l.path))
			continue;
		read++;
		if (!scan_read(m->scan, l.path, TEXT_SIZE, &text) ||
		    str_has(buf_text(&text), STR("git clone")))
			continue;
		l.dir = path_dir(l.path);
		l.lost = false;
		if (is_bake(path_base(l.path)))
			read_bake(&l, buf_text(&text));
		else if (str_has(buf_text(&text), STR("build")))
			read_commands(&l, buf_text(&text));
	}
	buf_release(&text);
}
