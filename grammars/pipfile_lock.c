/*
 * pipfile_lock.c - Pipfile.lock: what Pipenv installs. It does not tell what requires what.
 *
 * JSON that Pipenv wrote with four blanks a level, read line by line: a category, in it a package,
 * in it its version.
 */
#include "base/path.h"
#include "grammars/grammars.h"
#include "grammars/manifest.h"

static bool
claims(struct str path)
{
	return str_eq(path_base(path), STR("Pipfile.lock"));
}

/* The key of `"key": {` or `"key": "value"`. False when the line has none. */
static bool
cut_key(struct str *rest, struct str *key)
{
	const char *end;

	if (rest->len < 2 || rest->at[0] != '"')
		return false;
	end = memchr(rest->at + 1, '"', rest->len - 1);
	if (end == NULL)
		return false;
	*key = str_slice(*rest, 1, (size_t)(end - rest->at));
	*rest = str_skip(str_from(*rest, key->len + 2));
	if (rest->len == 0 || rest->at[0] != ':')
		return false;
	*rest = str_skip(str_from(*rest, 1));
	return true;
}

/* The packages of the category that begins on line `i`; returns the line after it. */
static uint32_t
read_category(const struct manifest *m, uint32_t i)
{
	struct fact_locked row = { 0 };
	bool any = false;

	for (i++; i < m->line_count; i++) {
		struct str line = manifest_line(m, i), rest = str_trim(line), key, value;
		size_t depth = (size_t)(rest.at - line.at);

		if (rest.len > 0 && depth <= 4)
			break;
		if (!cut_key(&rest, &key))
			continue;
		if (depth == 8) {
			size_t start = manifest_offset(m, key);

			if (any)
				facts_add_locked(m->out, row);
			any = key.len > 0;
			row = (struct fact_locked){
				.span = manifest_span(m, start, start + key.len),
				.name = facts_put(m->out, key),
			};
		} else if (depth == 12 && str_eq(key, STR("version")) && rest.len > 4) {
			/* "==1.0" */
			value = str_from(rest, 3);
			for (size_t k = 0; k < value.len; k++)
				if (value.at[k] == '"')
					value.len = k;
			row.version = facts_put(m->out, value);
		}
	}
	if (any)
		facts_add_locked(m->out, row);
	return i;
}

static void
read_pipfile_lock(void *worker, struct arena *scratch, struct str path, struct str text,
                  struct fact_writer *out)
{
	const struct manifest m = manifest_open(scratch, text, out);

	(void)worker, (void)path;
	for (uint32_t i = 0; i < m.line_count;) {
		struct str line = manifest_line(&m, i), rest = str_trim(line), key;
		bool category = rest.at - line.at == 4 && cut_key(&rest, &key) &&
		                str_eq(rest, STR("{")) && !str_eq(key, STR("_meta"));

		i = category ? read_category(&m, i) : i + 1;
	}
}

const struct grammar grammar_pipfile_lock = {
	.name = "pipfile.lock",
	.version = 1,
	.claims = claims,
	.read = read_pipfile_lock,
};
