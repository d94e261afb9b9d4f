/*
 * baseline_read.c - the text of a baseline.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/json_read.h"
#include "findings/baseline.h"
#include "findings/baseline_index.h"

static bool
read_field(struct json_cursor *c, struct known *row, struct str key)
{
	const struct {
		struct str name;
		struct str *to;
	} fields[] = {
		{ STR("rule"), &row->rule },       { STR("file"), &row->file },
		{ STR("service"), &row->service }, { STR("message"), &row->message },
		{ STR("reason"), &row->reason },
	};

	for (size_t i = 0; i < countof(fields); i++)
		if (str_eq(key, fields[i].name))
			return json_read_str(c, fields[i].to);
	return json_fail(c, "a finding has `rule`, `file`, `service`, `message` and `reason`");
}

static bool
read_known(struct baseline *b, struct json_cursor *c, struct str fingerprint)
{
	struct known row = { .fingerprint = fingerprint }, *before;
	struct str key;
	bool more = true;
	uint64_t number;

	if (!fingerprint_number(fingerprint, &number))
		return json_fail(c, "the key is no fingerprint: 16 hexadecimal digits");
	if (!json_enter(c))
		return false;
	while (json_next(c, &key, &more) && more)
		if (!read_field(c, &row, key))
			return false;
	if (more)
		return false;
	if (row.rule.len == 0)
		return json_fail(c, "the finding has no `rule`");

	/* A merge may leave two lines of one finding. */
	before = baseline_row(b, number);
	if (before == NULL)
		baseline_put(b, number, &row);
	else if (before->reason.len == 0)
		before->reason = row.reason;
	return true;
}

static bool
read_version(struct json_cursor *c)
{
	struct json_cursor at = *c;
	uint32_t version;

	return json_read_uint(c, &version) &&
	       (version == 1 || json_fail(&at, "this version of shoring reads version 1 alone"));
}

/* Is it a line that git writes into a file that it could not merge? */
static bool
is_mark(struct str line)
{
	static const char marks[] = "<|=>";

	for (size_t i = 0; i + 1 < sizeof(marks); i++) {
		size_t n = 0;

		while (n < line.len && line.at[n] == marks[i])
			n++;
		if (n == 7 && (line.len == 7 || line.at[7] == ' ' || line.at[7] == '\r'))
			return true;
	}
	return false;
}

/* The text, with blanks in place of git's marks. */
static struct str
without_marks(struct arena *a, struct str text, bool *any)
{
	char *out = arena_copy(a, text.at, text.len);
	struct str rest = text, line;

	*any = false;
	while (str_cut(&rest, '\n', &line)) {
		if (!is_mark(line))
			continue;
		memset(out + (line.at - text.at), ' ', line.len);
		*any = true;
	}
	return (struct str){ out, text.len };
}

static bool
read_object(struct baseline *out, struct json_cursor *c)
{
	struct str key, about;
	bool more = true, version = false;

	if (!json_enter(c))
		return false;
	while (json_next(c, &key, &more) && more) {
		bool ok;

		if (str_eq(key, STR("version")))
			ok = version = read_version(c);
		else if (str_eq(key, STR("about")))
			ok = json_read_str(c, &about);
		else
			ok = read_known(out, c, key);
		if (!ok)
			return false;
	}
	if (more)
		return false;
	return json_end(c) &&
	       (version || json_fail(c, "`version` is missing: this is no baseline of shoring's"));
}

bool
baseline_read(struct baseline *out, struct arena *a, struct str text, bool merged, struct err *err)
{
	struct json_cursor c;
	bool marks;
	struct str plain = without_marks(a, text, &marks);

	baseline_new(out, a);
	json_start(&c, a, merged ? plain : text, err);
	if (read_object(out, &c))
		return true;
	return marks && !merged
	               ? err_set(err, "git's marks of a merge are in it: `shoring check "
	                              "--write-baseline` takes both sides and drops what is gone")
	               : false;
}
