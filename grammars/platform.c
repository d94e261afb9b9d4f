/*
 * platform.c - what platforms that build without a Dockerfile are told: Render, Railway, Nixpacks, Fly, App Engine and Azure's functions.
 *
 * A service is a stage: a DIRECTIVE_WORKDIR with its folder, a DIRECTIVE_BUILD where a Dockerfile makes it, what its build
 * installs, and the commands that it is started with; a DIRECTIVE_EMPTY where nothing is said of its build. A file
 * that cannot be read says nothing: it is not ours to judge.
 */
#include "base/arena.h"
#include "base/doc.h"
#include "base/err.h"
#include "base/path.h"
#include "base/yaml.h"
#include "grammars/commands.h"
#include "grammars/grammars.h"
#include "grammars/toml.h"
#include "grammars/toml_manifest.h"

/* So many bytes of commands are read: aliases may repeat a long text. */
#define LINES_MOST 65536

struct platform {
	struct manifest m;
	size_t left;
	size_t budget;
	bool built; /* it is said how the service at hand is built */
};

static bool
is_render(struct str base)
{
	return str_eq(base, STR("render.yaml")) || str_eq(base, STR("render.yml"));
}

static bool
is_railway(struct str base)
{
	return str_eq(base, STR("railway.toml")) || str_eq(base, STR("railway.json"));
}

static bool
claims(struct str path)
{
	struct str base = path_base(path);

	return is_render(base) || is_railway(base) || str_eq(base, STR("nixpacks.toml")) ||
	       str_eq(base, STR("fly.toml")) || str_eq(base, STR("app.yaml")) ||
	       str_eq(base, STR("function.json"));
}

static struct str
text_of(const struct doc *doc)
{
	return doc != NULL && doc->kind == DOC_STRING ? doc->text : STR("");
}

static void
start_service(struct platform *p, const struct doc *at, struct str folder)
{
	p->m.stage++;
	p->built = false;
	manifest_directive(&p->m, DIRECTIVE_WORKDIR, doc_span(&p->m, at), STR(""),
	                   folder.len > 0 ? folder : STR("."));
}

static void
end_service(struct platform *p, const struct doc *at)
{
	if (!p->built)
		manifest_directive(&p->m, DIRECTIVE_EMPTY, doc_span(&p->m, at), STR(""), STR(""));
}

/* The words of a line; none where it is no text, or too much. Their place is that of the whole. */
static struct word_vec
split(struct platform *p, const struct doc *line)
{
	const struct splitter s = { p->m.a, NULL, WORDS_SHELL, '\\', &p->budget };
	const struct splice text = { text_of(line), NULL, 0 };
	struct word_vec words = { 0 };

	if (text.text.len == 0 || text.text.len > p->left)
		return words;
	p->left -= text.text.len;
	words = command_unwrap(&s, words_split(&s, &text));
	for (uint32_t i = 0; i < words.count; i++) {
		words.at[i].start = line->place.start;
		words.at[i].end = line->place.end;
	}
	return words;
}

static void
read_build(struct platform *p, const struct doc *line)
{
	if (line == NULL || line->kind != DOC_STRING)
		return;
	p->built = true;
	commands_add_installs(&p->m, split(p, line));
}

static void
read_builds(struct platform *p, const struct doc *lines)
{
	for (uint32_t i = 0; lines != NULL && lines->kind == DOC_LIST && i < lines->count; i++)
		read_build(p, lines->items[i]);
}

static void
read_start(struct platform *p, const struct doc *line)
{
	commands_add(&p->m, split(p, line), STR("CMD"));
}

static void
read_image(struct platform *p, const struct doc *at, struct str context, struct str dockerfile)
{
	p->built = true;
	manifest_directive(&p->m, DIRECTIVE_BUILD, doc_span(&p->m, at), context,
	                   dockerfile.len > 0 ? dockerfile : STR("Dockerfile"));
}

static void
read_render(struct platform *p, const struct doc *services)
{
	for (uint32_t i = 0; services != NULL && i < services->count; i++) {
		const struct doc *s = services->items[i];
		struct str runtime = text_of(doc_get(s, STR("runtime")));

		if (runtime.len == 0)
			runtime = text_of(doc_get(s, STR("env")));
		if (!str_eq(runtime, STR("python")) && !str_eq(runtime, STR("docker")))
			continue;
		start_service(p, s, text_of(doc_get(s, STR("rootDir"))));
		if (str_eq(runtime, STR("docker"))) {
			read_image(p, s, text_of(doc_get(s, STR("dockerContext"))),
			           text_of(doc_get(s, STR("dockerfilePath"))));
			read_start(p, doc_get(s, STR("dockerCommand")));
		} else {
			read_build(p, doc_get(s, STR("buildCommand")));
			read_start(p, doc_get(s, STR("startCommand")));
		}
		end_service(p, s);
	}
}

static bool
says_docker(struct str builder)
{
	return str_eq(builder, STR("DOCKERFILE")) || str_eq(builder, STR("dockerfile"));
}

static void
read_railway(struct platform *p, const struct doc *doc)
{
	const struct doc *build = doc_get(doc, STR("build"));
	struct str dockerfile = text_of(doc_get(build, STR("dockerfilePath")));

	start_service(p, doc, STR(""));
	if (dockerfile.len > 0 || says_docker(text_of(doc_get(build, STR("builder")))))
		read_image(p, doc, STR(""), dockerfile);
	else
		read_build(p, doc_get(build, STR("buildCommand")));
	read_start(p, doc_find(doc, "deploy.startCommand"));
	end_service(p, doc);
}

static void
read_nixpacks(struct platform *p, const struct doc *doc)
{
	start_service(p, doc, STR(""));
	read_builds(p, doc_find(doc, "phases.install.cmds"));
	read_builds(p, doc_find(doc, "phases.build.cmds"));
	read_start(p, doc_find(doc, "start.cmd"));
	end_service(p, doc);
}

/* Without a builder it is made of the Dockerfile beside. */
static void
read_fly(struct platform *p, const struct doc *doc)
{
	const struct doc *build = doc_get(doc, STR("build"));
	const struct doc *processes = doc_get(doc, STR("processes"));

	start_service(p, doc, STR(""));
	if (doc_get(build, STR("builder")) == NULL && doc_get(build, STR("image")) == NULL)
		read_image(p, doc, STR(""), text_of(doc_get(build, STR("dockerfile"))));
	for (uint32_t i = 0;
	     processes != NULL && processes->kind == DOC_MAP && i < processes->count; i++)
		read_start(p, processes->items[i]);
	end_service(p, doc);
}

/* App Engine serves `app` of main.py where nothing else is said. */
static void
read_app_engine(struct platform *p, const struct doc *doc)
{
	const struct doc *runtime = doc_get(doc, STR("runtime"));

	if (!str_starts(text_of(runtime), STR("python")) ||
	    str_eq(text_of(runtime), STR("python27")))
		return;
	start_service(p, runtime, STR(""));
	if (doc_get(doc, STR("entrypoint")) != NULL)
		read_start(p, doc_get(doc, STR("entrypoint")));
	else
		manifest_directive(&p->m, DIRECTIVE_COMMAND, doc_span(&p->m, runtime), STR("CMD"),
		                   STR("gunicorn\nmain:app"));
	end_service(p, runtime);
}

/* A function of Azure is what its file has in a package of the application, the folder above. */
static void
read_function(struct platform *p, struct str path, const struct doc *doc)
{
	const struct doc *named = doc_get(doc, STR("scriptFile"));
	struct str script = named != NULL ? text_of(named) : STR("__init__.py");
	struct str file, module;
	char *words;

	if (doc_get(doc, STR("bindings")) == NULL || !path_has_ext(script, STR("py")) ||
	    !path_resolve(p->m.a, path_base(path_dir(path)), script, &file))
		return;
	module = str_eq(path_base(file), STR("__init__.py"))
	                 ? path_dir(file)
	                 : str_before_last(file, '.');
	words = arena_printf(p->m.a, "func\n" STR_FMT ":main", STR_ARG(module));
	for (char *c = words; *c != '\0'; c++)
		if (*c == '/')
			*c = '.';
	start_service(p, doc, STR(".."));
	manifest_directive(
		&p->m, DIRECTIVE_COMMAND, doc_span(&p->m, doc), STR("CMD"), str_of(words));
	end_service(p, doc);
}

static void
read_platform(void *worker, struct arena *scratch, struct str path, struct str text,
              struct fact_writer *out)
{
	struct platform p = {
		.m = manifest_open(scratch, text, out),
		.left = LINES_MOST,
		.budget = WORDS_BUDGET,
	};
	struct str base = path_base(path);
	struct err ignored;
	const struct doc *doc =
		path_has_ext(base, STR("toml"))
			? toml_read(scratch, p.m.text, &ignored)
			: yaml_read_foreign(scratch, p.m.text, &ignored);

	(void)worker;
	if (doc == NULL)
		return;
	if (is_render(base))
		read_render(&p, doc_get(doc, STR("services")));
	else if (is_railway(base))
		read_railway(&p, doc);
	else if (str_eq(base, STR("nixpacks.toml")))
		read_nixpacks(&p, doc);
	else if (str_eq(base, STR("fly.toml")))
		read_fly(&p, doc);
	else if (str_eq(base, STR("function.json")))
		read_function(&p, path, doc);
	else
		read_app_engine(&p, doc);
}

const struct grammar grammar_platform = {
	.name = "platform",
	.version = 2,
	.claims = claims,
	.read = read_platform,
};
