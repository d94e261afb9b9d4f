/*
 * dockerfile.c - Dockerfiles, read as BuildKit's frontend reads them.
 */
#include "base/arena.h"
#include "base/names.h"
#include "base/path.h"
#include "grammars/commands.h"
#include "grammars/grammars.h"
#include "grammars/joined.h"

#define PATH_LIMIT        1024 /* bytes; a longer WORKDIR leads nowhere */
#define INHERITANCE_LIMIT 64   /* stages that build on one another */

/* What later stages take over from one. */
struct stage {
	struct variables env;
	struct str workdir;
};

VEC(stage_vec, struct stage *);

/* What CMD or ENTRYPOINT says. */
struct start {
	struct word_vec words;
	bool given, json;
};

struct docker {
	struct manifest m;
	char escape;
	size_t budget;
	uint32_t line; /* the next one to be read */
	struct names *names;
	struct map by_name; /* stage's name to row + 1 in stages */
	struct stage_vec stages;
	struct stage *stage;      /* the one being read; NULL before the first */
	struct variables globals; /* ARG before the first FROM */
	struct variables args;    /* of the stage */
	struct start entrypoint, cmd;
	struct str flags;      /* of the instruction being read */
	struct splice heredoc; /* the text of its last here-document */
	bool has_heredoc;
};

/* "dockerfile.go" is a source about them; "Dockerfile.go" may be the one of what is written in Go. */
static bool
is_source(struct str base)
{
	static const char *const exts[] = {
		"c",   "cc", "cpp", "css", "go",  "h",    "html", "java", "js", "jsx", "kt",
		"lua", "py", "rb",  "rs",  "rst", "scss", "sh",   "svg",  "ts", "tsx"
	};

	return path_has_any_ext(base, exts, countof(exts)) && base.at[0] >= 'a' &&
	       base.at[0] <= 'z';
}

static bool
claims(struct str path)
{
	struct str base = path_base(path);
	static const struct str names[] = { { "Dockerfile", 10 }, { "Containerfile", 13 } };

	if (str_eq(base, names[0]))
		return true;
	if (str_ends(base, STR("dockerignore")) || str_ends(base, STR(".md")) || is_source(base))
		return false;
	if (base.len > 11 && str_like(str_from(base, base.len - 11), STR(".dockerfile")))
		return true;
	for (size_t i = 0; i < countof(names); i++) {
		size_t len = names[i].len;

		if (base.len >= len && str_like(str_slice(base, 0, len), names[i]) &&
		    (base.len == len || strchr(".-_", base.at[len]) != NULL))
			return true;
	}
	return false;
}

static struct splice
splice_slice(const struct splice *p, size_t start, size_t end)
{
	return (struct splice){
		.text = str_slice(p->text, start, end),
		.from = p->from != NULL ? p->from + start : NULL,
		.base = (uint32_t)splice_at(p, start),
	};
}

/* The words of an instruction: `variables` NULL for none. */
static struct word_vec
split(struct docker *d, const struct splice *text, enum words_mode mode,
      const struct variables *variables)
{
	const struct splitter s = { d->m.a, variables, mode, d->escape, &d->budget };

	return words_split(&s, text);
}

/* What holds while an image is built: ARG, and ENV before it. */
static const struct variables *
building(const struct docker *d)
{
	return d->stage != NULL ? &d->args : &d->globals;
}

static void
set_env(struct docker *d, struct str name, struct str value)
{
	variables_set(d->m.a, &d->stage->env, name, value);
	variables_set(d->m.a, &d->args, name, value);
}

static struct span
span_of(const struct docker *d, const struct word *first, const struct word *last)
{
	return manifest_span(&d->m, first->start, last->end);
}

/* Emit what the stage starts, at its end: the last CMD and ENTRYPOINT count, wherever they
 * stand, and CMD is what ENTRYPOINT is given. */
static void
end_stage(struct docker *d)
{
	struct word_vec both = { 0 };

	for (uint32_t i = 0; i < d->entrypoint.words.count; i++)
		*vec_push(d->m.a, &both) = d->entrypoint.words.at[i];
	if (d->entrypoint.given && d->entrypoint.json && both.count > 0) {
		for (uint32_t i = 0; i < d->cmd.words.count; i++) {
			struct word word = d->cmd.words.at[i];

			word.start = word.end = both.at[d->entrypoint.words.count - 1].end;
			*vec_push(d->m.a, &both) = word;
		}
	}
	commands_add(&d->m, both, STR("ENTRYPOINT"));
	if (!d->entrypoint.given || d->entrypoint.json)
		commands_add(&d->m, d->cmd.words, STR("CMD"));
	d->entrypoint = d->cmd = (struct start){ 0 };
}

static void
set_workdir(struct docker *d, struct str path, struct span span)
{
	if (path.len > PATH_LIMIT)
		return;
	d->stage->workdir = path;
	manifest_directive(&d->m, DIRECTIVE_WORKDIR, span, STR(""), path);
}

static struct stage *
stage_named(const struct docker *d, struct str name)
{
	const uint32_t *row = map_find(&d->by_name, names_find(d->names, name));

	return name.len > 0 && row != NULL ? d->stages.at[*row - 1] : NULL;
}

static void
read_from(struct docker *d, struct splice args)
{
	struct word_vec words = split(d, &args, WORDS_PLAIN, &d->globals);
	struct stage *stage = arena_new(d->m.a, struct stage), *base;
	struct str name = STR("");

	if (words.count == 0)
		return;
	if (d->stage != NULL)
		end_stage(d);
	if (words.count >= 3 && str_like(words.at[1].text, STR("as")))
		name = words.at[2].text;
	base = stage_named(d, words.at[0].text);
	d->stage = stage;
	*vec_push(d->m.a, &d->stages) = stage;
	d->m.stage = d->stages.count - 1;
	struct span span = span_of(d, &words.at[0], &words.at[words.count - 1]);
	manifest_directive(&d->m, DIRECTIVE_STAGE, span, name, words.at[0].text);
	if (base != NULL && base->env.depth < INHERITANCE_LIMIT) {
		stage->env.outer = &base->env;
		stage->env.depth = base->env.depth + 1;
		if (base->workdir.len > 0)
			set_workdir(d, base->workdir, span);
	}
	d->args = (struct variables){ .outer = &stage->env };
	if (name.len > 0)
		*map_put(d->m.a, &d->by_name, names_put(d->names, name), NULL) = d->stages.count;
}

static void
read_arg(struct docker *d, struct splice args)
{
	struct word_vec words = split(d, &args, WORDS_PLAIN, building(d));

	for (uint32_t i = 0; i < words.count; i++) {
		struct str rest = words.at[i].text, name;
		bool value = memchr(rest.at, '=', rest.len) != NULL;

		if (!str_cut(&rest, '=', &name))
			continue;
		if (d->stage == NULL) {
			if (value)
				variables_set(d->m.a, &d->globals, name, rest);
			continue;
		}
		if (!value)
			rest = variables_get(&d->globals, name);
		/* ENV wins over ARG. */
		if (rest.at != NULL && variables_get(&d->stage->env, name).at == NULL)
			variables_set(d->m.a, &d->args, name, rest);
	}
}

static void
read_env(struct docker *d, struct splice args)
{
	struct word_vec words;

	if (d->stage == NULL)
		return;
	/* The images of Python set no PYTHONPATH. */
	if (variables_get(&d->stage->env, STR("PYTHONPATH")).at == NULL)
		set_env(d, STR("PYTHONPATH"), STR(""));
	words = split(d, &args, WORDS_PLAIN, building(d));
	for (uint32_t i = 0; i < words.count; i++) {
		struct str rest = words.at[i].text, name;
		const struct word *last = &words.at[i];

		if (i == 0 && memchr(rest.at, '=', rest.len) == NULL && words.count > 1) {
			/* `ENV NAME all the rest` */
			last = &words.at[words.count - 1];
			name = rest;
			rest = words_join(d->m.a, words.at + 1, words.count - 1, ' ');
		} else if (!str_cut(&rest, '=', &name)) {
			continue;
		}
		set_env(d, name, rest);
		if (str_eq(name, STR("PYTHONPATH")))
			manifest_directive(&d->m, DIRECTIVE_PYTHONPATH,
			                   span_of(d, &words.at[i], last), STR(""), rest);
		if (last != &words.at[i])
			return;
	}
}

static void
read_workdir(struct docker *d, struct splice args)
{
	struct word_vec words = split(d, &args, WORDS_PLAIN, building(d));
	struct str path;

	if (words.count == 0 || d->stage == NULL || words.at[0].text.len == 0)
		return;
	path = words.at[0].text;
	if (path.at[0] != '/' && path.at[0] != '$' && d->stage->workdir.len > 0) {
		struct str from = d->stage->workdir;

		if (from.len + path.len > PATH_LIMIT)
			return;
		if (str_ends(from, STR("/")))
			from.len--;
		path = path_join(d->m.a, from, path);
	}
	set_workdir(d, path, span_of(d, &words.at[0], &words.at[0]));
}

static bool
contains(struct str s, struct str part)
{
	for (size_t i = 0; i + part.len <= s.len; i++)
		if (str_eq(str_slice(s, i, i + part.len), part))
			return true;
	return false;
}

static void
read_copy(struct docker *d, struct splice args)
{
	struct word_vec words = { 0 };

	/* From another stage or image: nothing of the build context. */
	if (d->stage == NULL || contains(d->flags, STR("--from")))
		return;
	if (!words_json(d->m.a, &args, &words))
		words = split(d, &args, WORDS_PLAIN, building(d));
	for (uint32_t i = 0; i + 1 < words.count; i++) {
		const struct word *w = &words.at[i];

		if (w->text.len == 0 || contains(w->text, STR("://")) ||
		    str_starts(w->text, STR("<<")) || str_starts(w->text, STR("git@")))
			continue;
		manifest_directive(&d->m, DIRECTIVE_COPY, span_of(d, w, w), w->text,
		                   words.at[words.count - 1].text);
	}
}

/* A script in a here-document, unless another program than a shell is to read it. */
static void
read_script(struct docker *d)
{
	struct str text = d->heredoc.text;
	size_t end = 0;
	struct word_vec words;

	while (end < text.len && text.at[end] != '\n')
		end++;
	if (str_starts(text, STR("#!")) && !contains(str_slice(text, 0, end), STR("sh")))
		return;
	words = split(d, &d->heredoc, WORDS_SHELL, building(d));
	commands_add(&d->m, words, STR("RUN"));
	commands_add_installs(&d->m, words);
}

static void
read_run(struct docker *d, struct splice args)
{
	const struct splitter s = { d->m.a, building(d), WORDS_SHELL, d->escape, &d->budget };
	struct word_vec words = { 0 };

	if (d->stage == NULL)
		return;
	if (!words_json(d->m.a, &args, &words))
		words = words_split(&s, &args);
	words = command_unwrap(&s, words);
	if (words.count > 0)
		mounts_add(&d->m, d->flags, span_of(d, &words.at[0], &words.at[0]));
	commands_add(&d->m, words, STR("RUN"));
	commands_add_installs(&d->m, words);
	if (d->has_heredoc &&
	    (words.count == 0 || (words.count == 1 && str_ends(words.at[0].text, STR("sh")))))
		read_script(d);
}

/* CMD or ENTRYPOINT; ARG is gone when the image runs. */
static void
read_start(struct docker *d, struct splice args, struct start *out)
{
	if (d->stage == NULL)
		return;
	const struct splitter s = { d->m.a, &d->stage->env, WORDS_SHELL, d->escape, &d->budget };
	struct word_vec words = { 0 };

	out->given = true;
	out->json = words_json(d->m.a, &args, &words);
	if (!out->json)
		words = words_split(&s, &args);
	out->words = command_unwrap(&s, words);
}

static void
read_cmd(struct docker *d, struct splice args)
{
	read_start(d, args, &d->cmd);
}

static void
read_entrypoint(struct docker *d, struct splice args)
{
	read_start(d, args, &d->entrypoint);
}

static const struct instruction {
	const char *name;
	void (*read)(struct docker *d, struct splice args);
	bool heredoc; /* here-documents may follow */
} instructions[] = {
	{ "FROM", read_from, false },
	{ "ARG", read_arg, false },
	{ "ENV", read_env, false },
	{ "WORKDIR", read_workdir, false },
	{ "COPY", read_copy, true },
	{ "ADD", read_copy, true },
	{ "RUN", read_run, true },
	{ "CMD", read_cmd, false },
	{ "ENTRYPOINT", read_entrypoint, false },
};

/* Read the lines of a here-document that ends with `name`. */
static void
read_heredoc(struct docker *d, struct str name, bool tabs)
{
	uint32_t first = d->line;

	while (d->line < d->m.line_count) {
		struct str line = manifest_line(&d->m, d->line++);

		while (tabs && line.len > 0 && line.at[0] == '\t')
			line = str_from(line, 1);
		if (str_eq(line, name))
			break;
	}
	size_t start = d->m.lines[first < d->m.line_count ? first : d->m.line_count - 1];
	size_t end = d->line > first ? d->m.lines[d->line - 1] : start;
	d->heredoc = (struct splice){ str_slice(d->m.text, start, end), NULL, (uint32_t)start };
	d->has_heredoc = true;
}

/* A word `<<NAME`, `<<-NAME` or `3<<"NAME"` at i; where it ends, or i when there is none. */
static size_t
heredoc_at(struct docker *d, struct str text, size_t i)
{
	size_t at = i, end;
	bool tabs;

	while (at < text.len && char_is_digit(text.at[at]))
		at++;
	if (!str_starts(str_from(text, at), STR("<<")))
		return i;
	at += 2;
	tabs = at < text.len && text.at[at] == '-';
	at += tabs;
	for (end = at; end < text.len && !char_is_blank(text.at[end]); end++)
		if (text.at[end] == '<')
			return i;
	struct str name = str_slice(text, at, end);
	if (name.len >= 2 && (name.at[0] == '"' || name.at[0] == '\'') &&
	    name.at[name.len - 1] == name.at[0])
		name = str_slice(name, 1, name.len - 1);
	if (name.len > 0)
		read_heredoc(d, name, tabs);
	return end;
}

static void
read_heredocs(struct docker *d, struct str text)
{
	char quote = '\0';
	bool word = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (quote == '\0' && !word) {
			size_t end = heredoc_at(d, text, i);

			if (end > i) {
				i = end - 1;
				continue;
			}
		}
		word = !char_is_blank(c);
		if (quote != '\0')
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == d->escape)
			i++;
	}
}

/* A line is continued when it ends in one escape, blanks after it not counted. */
static bool
is_continued(const struct docker *d, struct str *line)
{
	size_t end = line->len;

	while (end > 0 && char_is_gap(line->at[end - 1]))
		end--;
	if (end == 0 || line->at[end - 1] != d->escape ||
	    (end > 1 && line->at[end - 2] == d->escape))
		return false;
	line->len = end - 1;
	return true;
}

/* The instruction that starts with that line, put together; comments and empty lines between
 * its lines do not count. */
static struct splice
join_lines(struct docker *d, struct str line)
{
	struct joined all = { 0 };
	bool more = is_continued(d, &line);

	if (!more)
		return (struct splice){ line, NULL, (uint32_t)manifest_offset(&d->m, line) };
	for (;;) {
		uint32_t at = (uint32_t)manifest_offset(&d->m, line);

		joined_add(d->m.a, &all, line, at);
		do {
			if (!more || d->line >= d->m.line_count)
				return (struct splice){ chars_text(&all.text), all.from.at, at };
			line = manifest_line(&d->m, d->line++);
		} while (str_skip(line).len == 0 || str_skip(line).at[0] == '#');
		more = is_continued(d, &line);
	}
}

static void
read_instruction(struct docker *d, struct splice line)
{
	size_t i = 0, end, flags;
	const struct instruction *found = NULL;

	while (i < line.text.len && !char_is_blank(line.text.at[i]))
		i++;
	for (size_t k = 0; k < countof(instructions); k++)
		if (str_like(str_slice(line.text, 0, i), str_of(instructions[k].name)))
			found = &instructions[k];
	if (found == NULL)
		return;
	for (flags = end = i;;) {
		while (i < line.text.len && char_is_blank(line.text.at[i]))
			i++;
		if (!str_starts(str_from(line.text, i), STR("--")))
			break;
		while (i < line.text.len && !char_is_blank(line.text.at[i]))
			i++;
		end = i;
	}
	d->flags = str_slice(line.text, flags, end);
	d->has_heredoc = false;
	if (found->heredoc)
		read_heredocs(d, str_from(line.text, i));
	found->read(d, splice_slice(&line, i, line.text.len));
}

/* `# escape=X` among the directives in the head. */
static void
read_parser_directives(struct docker *d)
{
	for (uint32_t i = 0; i < d->m.line_count; i++) {
		struct str rest = str_trim(manifest_line(&d->m, i)), key;

		if (rest.len == 0 || rest.at[0] != '#')
			return;
		rest = str_from(rest, 1);
		if (memchr(rest.at, '=', rest.len) == NULL || !str_cut(&rest, '=', &key))
			return;
		rest = str_trim(rest);
		if (str_like(str_trim(key), STR("escape")) && rest.len == 1)
			d->escape = rest.at[0];
	}
}

static void
read_dockerfile(void *worker, struct arena *scratch, struct str path, struct str text,
                struct fact_writer *out)
{
	struct docker d = {
		.m = manifest_open(scratch, text, out),
		.escape = '\\',
		.budget = WORDS_BUDGET,
		.names = names_new(scratch),
	};

	(void)worker, (void)path;
	read_parser_directives(&d);
	while (d.line < d.m.line_count) {
		struct str line = str_skip(manifest_line(&d.m, d.line++));

		if (line.len > 0 && line.at[0] != '#')
			read_instruction(&d, join_lines(&d, line));
	}
	if (d.stage != NULL)
		end_stage(&d);
	manifest_ignores(&d.m, false);
}

const struct grammar grammar_dockerfile = {
	.name = "dockerfile",
	.version = 6,
	.claims = claims,
	.read = read_dockerfile,
};
