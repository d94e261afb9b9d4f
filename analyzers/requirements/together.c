/*
 * together.c - follows -r, -c and paths from what is installed.
 */
#include "requirements/together.h"

#include "base/arena.h"
#include "base/path.h"
#include "requirements/declared.h"

struct gathering {
	struct arena *a;
	const struct scan *scan;
	struct together_files files;
};

static void
gather(struct gathering *g, struct str path, bool constraint)
{
	file_id id = scan_file(g->scan, path);

	if (id == UINT32_MAX || g->files.count >= TOGETHER_MOST)
		return;
	for (uint32_t i = 0; i < g->files.count; i++)
		if (g->files.at[i].file == id) {
			g->files.at[i].constraint = g->files.at[i].constraint && constraint;
			return;
		}
	*vec_push(g->a, &g->files) = (struct together_file){ id, constraint };
}

/* What pip reads of a directory that it installs. */
static void
gather_directory(struct gathering *g, struct str dir)
{
	gather(g, path_join(g->a, dir, STR("pyproject.toml")), false);
	gather(g, path_join(g->a, dir, STR("setup.cfg")), false);
}

static void
follow(struct gathering *g, uint32_t at)
{
	const struct scanned *file = &g->scan->files.at[g->files.at[at].file];
	bool constraint = g->files.at[at].constraint;
	const struct facts *f = &file->facts;

	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];
		struct str path;

		/* A group's includes are for the group alone. */
		if ((d->kind != DIRECTIVE_INCLUDE && d->kind != DIRECTIVE_CONSTRAINT &&
		     d->kind != DIRECTIVE_INSTALL_PATH) ||
		    (d->kind == DIRECTIVE_INCLUDE && facts_text(f, d->key).len > 0) ||
		    !scan_resolve(
			    g->scan, g->a, path_dir(file->path), facts_text(f, d->value), &path))
			continue;
		if (d->kind == DIRECTIVE_INSTALL_PATH)
			gather_directory(g, path);
		else
			gather(g, path, constraint || d->kind == DIRECTIVE_CONSTRAINT);
	}
}

static struct together_files
all_of(struct gathering *g)
{
	for (uint32_t i = 0; i < g->files.count; i++)
		follow(g, i);
	return g->files;
}

struct together_files
together_of(struct arena *a, const struct project *p, file_id manifest)
{
	struct gathering g = { .a = a, .scan = p->scan };

	gather(&g, p->scan->files.at[manifest].path, false);
	return all_of(&g);
}

struct together_files
together_of_service(struct arena *a, const struct project *p, const struct service *s)
{
	struct gathering g = { .a = a, .scan = p->scan };

	for (uint32_t i = 0; s->config != NULL && i < s->config->requirements.count; i++)
		if (!purpose_is_development(path_stem(s->config->requirements.at[i].text)))
			gather(&g, s->config->requirements.at[i].text, false);
	return all_of(&g);
}

/* The manifest of the service that is called so, wherever the image has it; "" when there are
 * several, or none. */
static struct str
manifest_called(const struct service *s, struct str base)
{
	struct str found = { "", 0 };

	for (uint32_t i = 0; i < s->manifests.count; i++) {
		if (!str_eq(path_base(s->manifests.at[i]), base))
			continue;
		if (found.len > 0)
			return STR("");
		found = s->manifests.at[i];
	}
	return found;
}

/* The rest of `word` after the option: "-rbase.txt", "--requirement=base.txt". */
static bool
has_option(struct str word, struct str option, struct str *value)
{
	if (!str_starts(word, option))
		return false;
	*value = (struct str){ word.at + option.len, word.len - option.len };
	if (value->len > 0 && value->at[0] == '=')
		*value = (struct str){ value->at + 1, value->len - 1 };
	return true;
}

struct together_files
together_of_command(
	struct arena *a, const struct project *p, const struct service *s, struct str words)
{
	static const struct {
		struct str name;
		bool constraint;
	} options[] = {
		{ { "--requirement", 13 }, false },
		{ { "-r", 2 }, false },
		{ { "--constraint", 12 }, true },
		{ { "-c", 2 }, true },
	};
	struct gathering g = { .a = a, .scan = p->scan };
	struct str rest = words, word, value;
	bool installs = false;

	while (str_cut(&rest, '\n', &word)) {
		installs = installs || str_eq(word, STR("install"));
		for (size_t o = 0; installs && o < countof(options); o++) {
			if (!has_option(word, options[o].name, &value))
				continue;
			if (value.len > 0 || str_cut(&rest, '\n', &value))
				gather(&g, manifest_called(s, path_base(value)),
				       options[o].constraint);
			break;
		}
	}
	return all_of(&g);
}
