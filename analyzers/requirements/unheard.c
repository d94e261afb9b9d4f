/*
 * unheard.c - whether a name that nobody has heard of may be there all the same.
 */
#include "requirements/unheard.h"

#include "base/arena.h"
#include "base/chars.h"
#include "base/path.h"
#include "common/reread.h"
#include "requirements/around.h"
#include "requirements/heard.h"
#include "requirements/texts.h"
#include "rules/python.h"

/* So many texts of the repository are read; where there are more, one of them may have the name. */
#define TEXTS_MOST 1000
/* Lists with more are not gone through. */
#define ROWS_MOST 500

/* In audit->strange: somebody asks for the name; a text has it. */
enum strange { STRANGE_ASKED = 1, STRANGE_WRITTEN = 2 };

static struct str
top_of(const struct need *need)
{
	return str_before(need->dotted, '.');
}

/* May the file say where a module comes from: what is copied, mounted, ignored, generated or checked out? */
static bool
may_say(const struct audit *audit, struct str path)
{
	enum text_kind kind = text_kind(path);

	if (kind == TEXT_PYTHON)
		return false;
	/* What is read as a manifest or a Dockerfile is no other text. */
	return kind != TEXT_NONE || scan_file(audit->project->scan, path) != UINT32_MAX ||
	       str_eq(path_base(path), STR(".gitignore")) ||
	       str_eq(path_base(path), STR(".gitmodules"));
}

static void
note_word(struct audit *audit, struct str word)
{
	name_id id = names_find(audit->names, word);

	if (id != NAME_NONE && map_find(&audit->strange, id) != NULL)
		*map_put(audit->arena, &audit->strange, id, NULL) |= STRANGE_WRITTEN;
}

/* Note which of the names that are asked for the text has as words. */
static void
note_words(struct audit *audit, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t start = at;

		while (at < text.len && char_is_name(text.at[at]))
			at++;
		if (at > start) {
			note_word(audit, str_slice(text, start, at));
		} else {
			at++;
		}
	}
}

/* Of all that services ask for, once. */
static void
read_texts(struct audit *audit)
{
	const struct scan *scan = audit->project->scan;
	struct buf text = { 0 };

	audit->texts = 1;
	for (service_id s = 0; s < audit->project->services.count; s++)
		for (uint32_t i = 0; i < audit->services[s].strange.count; i++)
			*map_put(audit->arena, &audit->strange,
			         names_put(audit->names, top_of(&audit->services[s].strange.at[i])),
			         NULL) = STRANGE_ASKED;
	for (uint32_t i = 0; i < scan->paths.count && audit->texts <= TEXTS_MOST; i++) {
		if (!may_say(audit, scan->paths.at[i]))
			continue;
		audit->texts++;
		if (reread_file(audit->project, scan->paths.at[i], &text) &&
		    text.len <= TEXT_SIZE_LIMIT)
			note_words(audit, buf_text(&text));
	}
	buf_release(&text);
}

static bool
is_written(struct audit *audit, const struct need *need)
{
	if (audit->texts == 0)
		read_texts(audit);

	name_id id = names_find(audit->names, top_of(need));
	const uint32_t *strange = id != NAME_NONE ? map_find(&audit->strange, id) : NULL;
	return audit->texts > TEXTS_MOST || strange == NULL || (*strange & STRANGE_WRITTEN) != 0;
}

/* Is it known of all that the list has, and of what that requires in turn, what they are imported by? */
static bool
is_read(const struct audit *audit, const struct declared *d)
{
	if (d->rows.count > ROWS_MOST)
		return false;
	for (uint32_t i = 0; i < d->rows.count; i++) {
		struct str dist = d->rows.at[i].dist;
		struct strs requires = dist_requires(dist);

		if (d->rows.at[i].row == NULL || around_own(audit, dist) > 0)
			continue;
		if (!dist_modules_known(dist))
			return false;
		for (uint32_t r = 0; r < requires.count; r++)
			if (!dist_modules_known(str_before(requires.at[r], '[')))
				return false;
	}
	return true;
}

/* Does a module of the service put a folder on sys.path that is computed, or none of the repository? */
static bool
is_led_elsewhere(const struct service_audit *s)
{
	const struct project *p = s->runs.project;

	for (uint32_t i = 0; i < s->runs.order.count; i++) {
		const struct facts *f = p->modules.at[s->runs.order.at[i]].facts;

		for (uint32_t r = 0; r < f->paths.count; r++) {
			struct str path = facts_text(f, f->paths.at[r].path);

			if (f->paths.at[r].kind == PATH_UNKNOWN || path.len == 0 ||
			    path.at[0] == '/')
				return true;
		}
	}
	return false;
}

static bool
is_link(const struct scan *scan, struct str top)
{
	for (uint32_t i = 0; i < scan->links.count; i++)
		if (str_eq(path_stem(scan->links.at[i]), top))
			return true;
	return false;
}

/* Leave the needs out of which a file would be ignored. git is asked once for all. */
static void
drop_ignored(struct audit *audit, const struct service_audit *s, struct needs *needs)
{
	struct strs roots = audit->project->environments.at[s->service->env].roots;
	uint32_t each = roots.count * 2, kept = 0;
	struct str *paths = arena_array(audit->arena, struct str, (size_t)needs->count * each + 1);
	bool *ignored = arena_array(audit->arena, bool, (size_t)needs->count *each + 1);

	for (uint32_t i = 0; i < needs->count; i++)
		for (uint32_t r = 0; r < roots.count; r++) {
			struct str path =
				path_join(audit->arena, roots.at[r], top_of(&needs->at[i]));
			struct str *two = &paths[i * each + r * 2];

			two[0] = str_join(audit->arena, path, '.', STR("py"));
			two[1] = path_join(audit->arena, path, STR("__init__.py"));
		}
	scan_ignored(audit->project->scan, audit->arena,
	             (struct strs){ paths, needs->count * each }, ignored);
	for (uint32_t i = 0; i < needs->count; i++) {
		bool any = false;

		for (uint32_t k = 0; k < each; k++)
			any = any || ignored[i * each + k];
		if (!any)
			needs->at[kept++] = needs->at[i];
	}
	needs->count = kept;
}

/* Does the image have modules of the system's packages (python3-apt), or a search path beyond its own code? */
static bool
has_system(const struct audit *audit, const struct service *s)
{
	static const char *const plain[] = { "pip", "dev", "venv", "setuptools", "wheel" };
	struct buf text = { 0 };
	bool found = false;

	for (uint32_t i = 0; i < s->dockerfiles.count && !found; i++) {
		struct str rest = STR(""), mark = STR("python3-");

		if (reread_file(audit->project, s->dockerfiles.at[i], &text))
			rest = buf_text(&text);
		found = str_has(rest, STR("PYTHONPATH=/usr")) ||
		        str_has(rest, STR("PYTHONPATH=/opt")) || str_has(rest, STR("-packages"));
		for (size_t at; !found && (at = str_find(rest, mark)) < rest.len;) {
			size_t len = 0;

			rest = str_from(rest, at + mark.len);
			while (len < rest.len && char_is_name(rest.at[len]))
				len++;
			found = !str_is_any(str_slice(rest, 0, len), plain, countof(plain));
		}
	}
	buf_release(&text);
	return found;
}

/* Does its file look whether it is there, or put something in its place? */
static bool
is_asked_for(const struct audit *audit, const struct need *need)
{
	static const char *const words[] = { "modules", "meta_path", "find_spec", "addsitedir" };
	struct buf text = { 0 };
	bool found = false;

	if (reread_file(audit->project, audit->project->modules.at[need->module].path, &text))
		for (size_t i = 0; i < countof(words) && !found; i++)
			found = reread_mentions(buf_text(&text), str_of(words[i]));
	buf_release(&text);
	return found;
}

bool
unheard_may_be_in(const struct audit *audit, const struct service_audit *s)
{
	return s->declared.computed || s->declared.open || s->declared.pixi ||
	       !is_read(audit, &s->declared) || !is_read(audit, heard_there(s)) ||
	       is_led_elsewhere(s) || has_system(audit, s->service);
}

void
unheard_drop(struct audit *audit, const struct service_audit *s, struct needs *needs)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < needs->count; i++) {
		const struct need *need = &needs->at[i];

		if (!is_written(audit, need) && !is_asked_for(audit, need) &&
		    !is_link(audit->project->scan, top_of(need)))
			needs->at[kept++] = *need;
	}
	needs->count = kept;
	if (kept > 0)
		drop_ignored(audit, s, needs);
}
