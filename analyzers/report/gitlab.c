/*
 * gitlab.c - a Code Quality report, which GitLab shows in merge requests: the part of Code
 * Climate's form that it reads.
 */
#include "base/arena.h"
#include "base/json.h"
#include "base/map.h"
#include "report/fold.h"
#include "report/formats.h"

/* GitLab drops all but one of equal fingerprints; equal findings are numbered. */
static void
put_fingerprint(struct json *j, struct arena *a, struct map *seen, struct str fingerprint)
{
	uint32_t before = (*map_put(a, seen, str_hash(fingerprint), NULL))++;
	const char *numbered;

	if (before == 0) {
		json_put_str(j, "fingerprint", fingerprint);
		return;
	}
	numbered = arena_printf(a, STR_FMT "-%u", STR_ARG(fingerprint), (unsigned)before + 1);
	json_key(j, "fingerprint");
	json_text(j, numbered);
}

static void
put_location(struct json *j, const struct finding *finding)
{
	json_key(j, "location");
	json_object(j);
	json_put_str(j, "path", finding->file);
	json_key(j, "lines");
	json_object(j);
	json_put_uint(j, "begin", finding->span.line);
	json_put_uint(j, "end", finding->span.end_line);
	json_object_end(j);
	json_object_end(j);
}

static void
put_entry(struct json *j, struct arena *a, struct map *seen, const struct entry *entry)
{
	const struct finding *finding = entry->finding;
	struct buf text = { 0 };

	/* All that GitLab shows is one line. */
	fold_sentence(&text, entry);
	if (finding->help.len > 0) {
		buf_str(&text, STR("; "));
		buf_str(&text, finding->help);
	}
	json_object(j);
	json_key(j, "check_name");
	json_text(j, rules[finding->rule].name);
	json_put_str(j, "description", buf_text(&text));
	json_key(j, "severity");
	json_text(j, finding->severity == SEVERITY_ERROR ? "major" : "minor");
	put_fingerprint(j, a, seen, finding->fingerprint);
	put_location(j, finding);
	json_object_end(j);
	buf_release(&text);
}

void
gitlab_write(const struct report *r, struct buf *out)
{
	struct arena view = { 0 };
	struct entries entries = fold(&view, r->settled.list);
	struct json j = { .out = out, .indent = 2 };
	struct map seen = { 0 };

	json_array(&j);
	for (uint32_t i = 0; i < entries.count; i++)
		put_entry(&j, &view, &seen, &entries.at[i]);
	json_array_end(&j);
	buf_char(out, '\n');
	arena_release(&view);
}
