/*
 * pattern.c - dotted patterns as segments, path patterns as globs.
 */
#include "base/pattern.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/glob.h"
#include "base/utf8.h"

enum segment_kind {
	SEGMENT_PLAIN, /* these very bytes */
	SEGMENT_GLOB,  /* with `*` or `?` in it */
	SEGMENT_ANY,   /* any one segment */
	SEGMENT_GAP,   /* any number of segments, also none */
};

struct segment {
	enum segment_kind kind;
	struct str text;
};

struct pattern {
	enum pattern_kind kind;
	struct str text;
	bool plain;
	/* PATTERN_DOTTED. One SEGMENT_GAP more stands after the last, for pattern_covers(). */
	struct segment *segments;
	uint32_t count;
	/* PATTERN_PATH: the glob for the path itself, and the one for what is below it. */
	struct str glob, below;
	bool directory; /* the path itself must be one */
};

/* Bytes of name that the plain character or `?` at the front of p takes; 0 when it does not. */
static size_t
take_character(struct str p, struct str name)
{
	if (p.len == 0 || name.len == 0)
		return 0;
	if (p.at[0] != '?')
		return p.at[0] == name.at[0];

	size_t n = utf8_length(name);
	return n > 0 ? n : 1;
}

/* One segment of a pattern against one of a name. */
static bool
segment_matches(const struct segment *segment, struct str name)
{
	const struct str p = segment->text;
	size_t i = 0, t = 0, star = 0, star_t = 0; /* star: after the last `*`; 0 for none */

	if (segment->kind == SEGMENT_ANY)
		return true;
	if (segment->kind == SEGMENT_PLAIN)
		return str_eq(p, name);
	while (t < name.len || i < p.len) {
		if (i < p.len && p.at[i] == '*') {
			star = ++i;
			star_t = t;
			continue;
		}
		size_t taken = take_character(
			(struct str){ p.at + i, p.len - i },
			(struct str){ name.at + t, name.len - t });
		if (taken > 0) {
			i++;
			t += taken;
		} else if (star != 0 && star_t < name.len) {
			i = star;
			t = ++star_t;
		} else {
			return false;
		}
	}
	return true;
}

/* The segment of a dotted name that starts at byte t. */
static struct str
segment_at(struct str name, size_t t)
{
	const char *dot = memchr(name.at + t, '.', name.len - t);

	return (struct str){
		name.at + t, dot != NULL ? (size_t)(dot - name.at) - t : name.len - t
	};
}

/* Only the last gap is tried again: an earlier one has nothing that the later cannot take. */
static bool
segments_match(const struct segment *segments, uint32_t count, struct str name)
{
	size_t t = 0, end = name.len + 1; /* starts of segments; end: behind the last */
	size_t gap_t = 0;
	uint32_t i = 0, gap = 0; /* gap: after the last one; 0 for none */

	if (name.len == 0)
		return false;
	for (;;) {
		if (i < count && segments[i].kind == SEGMENT_GAP) {
			gap = ++i;
			gap_t = t;
			if (i == count)
				return true;
			continue;
		}
		if (t == end && i == count)
			return true;
		if (t < end && i < count) {
			struct str part = segment_at(name, t);

			if (segment_matches(&segments[i], part)) {
				i++;
				t += part.len + 1;
				continue;
			}
		}
		if (gap == 0 || gap_t == end)
			return false;
		gap_t += segment_at(name, gap_t).len + 1;
		i = gap;
		t = gap_t;
	}
}

/* What is wrong with a segment of a dotted pattern; true when nothing is. */
static bool
segment_check(struct str part, struct err *err)
{
	if (part.len == 0)
		return err_set(err, "a name is missing before, after or between dots");
	for (size_t i = 0; i < part.len; i++) {
		unsigned char c = (unsigned char)part.at[i];

		if (c == '*' && i > 0 && part.at[i - 1] == '*' && part.len > 2)
			return err_set(err, "`**` must stand alone between dots");
		if (char_is_word((char)c) || c == '*' || c == '?')
			continue;
		if (c == '/')
			return err_set(err, "this is a dotted name, so write `.` and not `/`");
		if (c <= ' ' || c == 0x7F)
			return err_set(err, "a dotted name has no blanks in it");
		return err_set(err, "`%c` cannot stand in a dotted name", c);
	}
	return true;
}

static bool
compile_dotted(struct arena *a, struct pattern *p, struct err *err)
{
	size_t dots = 0;

	for (size_t i = 0; i < p->text.len; i++)
		dots += p->text.at[i] == '.';
	if (dots > UINT32_MAX / 4)
		return err_set(err, "too long");
	p->segments = arena_array(a, struct segment, 2 * (dots + 1) + 1);

	for (size_t t = 0; t <= p->text.len;) {
		struct str part = segment_at(p->text, t);

		t += part.len + 1;
		if (!segment_check(part, err))
			return false;
		struct segment *segment = &p->segments[p->count++];
		segment->text = part;
		if (str_eq(part, STR("**"))) {
			/* One or more: any one, and any number after it. */
			segment->kind = SEGMENT_ANY;
			p->segments[p->count++].kind = SEGMENT_GAP;
		} else if (str_eq(part, STR("*"))) {
			segment->kind = SEGMENT_ANY;
		} else if (memchr(part.at, '*', part.len) || memchr(part.at, '?', part.len)) {
			segment->kind = SEGMENT_GLOB;
		}
		p->plain = p->plain && segment->kind == SEGMENT_PLAIN;
	}
	p->segments[p->count].kind = SEGMENT_GAP;
	return true;
}

/* What is wrong with the parts of a path pattern between its slashes. */
static bool
path_check(struct str core, struct err *err)
{
	struct str part;

	if (core.len == 0)
		return err_set(err, "there is no name in it");
	while (str_cut(&core, '/', &part)) {
		if (part.len == 0)
			return err_set(err, "two slashes follow one another");
		if (str_eq(part, STR(".")) || str_eq(part, STR("..")))
			return err_set(err, "paths are taken from the root, without `" STR_FMT "`",
			               STR_ARG(part));
	}
	return true;
}

static bool
compile_path(struct arena *a, struct pattern *p, struct err *err)
{
	struct str core = p->text;
	bool anchored = core.at[0] == '/';

	if (core.at[0] == '!')
		return err_set(
			err, "`!` is not known here; write `\\!` for a name that starts with it");
	if (memchr(core.at, '\0', core.len) != NULL)
		return err_set(err, "a path has no NUL in it");
	if (anchored)
		core = (struct str){ core.at + 1, core.len - 1 };
	if (core.len > 0 && core.at[core.len - 1] == '/') {
		p->directory = true;
		core.len--;
	}
	if (!path_check(core, err))
		return false;
	if (glob_fault(core) != NULL)
		return err_set(err, "%s", glob_fault(core));
	anchored = anchored || memchr(core.at, '/', core.len) != NULL;
	for (size_t i = 0; i < core.len; i++)
		p->plain = p->plain && strchr("*?[\\", core.at[i]) == NULL;

	/* "x" anywhere is the glob "**" + "/x"; what is below a path is the path with "/" + "**", but
	 * below "**" there is at least one directory between. */
	const char *before = anchored ? "" : "**/";
	char *glob = arena_printf(a, "%s" STR_FMT, before, STR_ARG(core));
	size_t len = strlen(glob);
	bool any =
		len == 2 ? strcmp(glob, "**") == 0 : len > 2 && strcmp(glob + len - 3, "/**") == 0;
	char *below = arena_printf(a, "%s%s", glob, any ? "/*/**" : "/**");
	p->glob = (struct str){ glob, len };
	p->below = str_of(below);
	return true;
}

const struct pattern *
pattern_new(struct arena *a, enum pattern_kind kind, struct str text, struct err *err)
{
	struct pattern *p = arena_new(a, struct pattern);

	p->kind = kind;
	p->text = str_keep(a, text);
	p->plain = true;
	if (text.len == 0)
		return err_set(err, "an empty pattern matches nothing"), NULL;
	if (text.len > PATTERN_LENGTH_LIMIT)
		return err_set(err, "a pattern has at most %d bytes", PATTERN_LENGTH_LIMIT), NULL;
	if (!(kind == PATTERN_DOTTED ? compile_dotted : compile_path)(a, p, err))
		return NULL;
	return p;
}

bool
pattern_matches(const struct pattern *p, struct str subject)
{
	if (p->kind == PATTERN_DOTTED)
		return segments_match(p->segments, p->count, subject);

	bool directory = subject.len > 0 && subject.at[subject.len - 1] == '/';
	if (directory)
		subject.len--;
	if (subject.len == 0)
		return false;
	return ((directory || !p->directory) && glob_match(p->glob, subject)) ||
	       glob_match(p->below, subject);
}

bool
pattern_covers(const struct pattern *p, struct str dotted)
{
	if (p->kind == PATTERN_DOTTED)
		return segments_match(p->segments, p->count + 1, dotted);
	return pattern_matches(p, dotted);
}

struct str
pattern_text(const struct pattern *p)
{
	return p->text;
}

bool
pattern_is_plain(const struct pattern *p)
{
	return p->plain;
}

bool
patterns_match(struct patterns ps, struct str subject)
{
	for (uint32_t i = 0; i < ps.count; i++)
		if (pattern_matches(ps.at[i], subject))
			return true;
	return false;
}
