/*
 * glob.c - matching with two places to go back to: the last `*` and the last `**`.
 *
 * A later `*` or `**` makes the earlier ones of its kind, and `**` makes all, superfluous: what they
 * could still try, the later one can take over. So there is no recursion and nothing exponential.
 */
#include "base/glob.h"

struct cursor {
	struct str pattern, path;
	size_t p, t;           /* where we are in each */
	size_t star_p, star_t; /* after the last `*`, and how far it reaches; star_p 0: none */
	size_t deep_p, deep_t; /* the same for `**` */
};

/* Pairs of a first and a last byte, in ASCII: no locale has a say. No path has a NUL. */
static const struct {
	const char *name, *ranges;
} classes[] = {
	{ "alnum", "09AZaz" },   { "alpha", "AZaz" },
	{ "blank", "\t\t  " },   { "cntrl", "\x01\x1F\x7F\x7F" },
	{ "digit", "09" },       { "graph", "!~" },
	{ "lower", "az" },       { "print", " ~" },
	{ "punct", "!/:@[`{~" }, { "space", "\t\r  " },
	{ "upper", "AZ" },       { "xdigit", "09AFaf" },
};

/* Whether c is in the class; false in *known for a name that is none. */
static bool
in_class(struct str name, unsigned char c, bool *known)
{
	const char *ranges = NULL;

	for (size_t i = 0; i < countof(classes) && ranges == NULL; i++)
		if (str_eq(name, str_of(classes[i].name)))
			ranges = classes[i].ranges;
	*known = ranges != NULL;
	for (; ranges != NULL && *ranges != '\0'; ranges += 2)
		if (c >= (unsigned char)ranges[0] && c <= (unsigned char)ranges[1])
			return true;
	return false;
}

/* The class name of a "[:name:]" at i; false when there is none. */
static bool
class_at(struct str p, size_t i, struct str *name)
{
	if (i + 1 >= p.len || p.at[i] != '[' || p.at[i + 1] != ':')
		return false;

	size_t end = i + 2;
	while (end < p.len && p.at[end] != ']')
		end++;
	if (end >= p.len || end < i + 3 || p.at[end - 1] != ':')
		return false;
	*name = (struct str){ p.at + i + 2, end - 1 - (i + 2) };
	return true;
}

/* A byte of a set at *i, which may be escaped; false at the end of the pattern. */
static bool
set_byte(struct str p, size_t *i, unsigned char *c)
{
	if (*i < p.len && p.at[*i] == '\\')
		++*i;
	if (*i >= p.len)
		return false;
	*c = (unsigned char)p.at[(*i)++];
	return true;
}

/* One item of a set at *i: a class, a range or a byte. False when it is malformed; *found when c is
 * in it. */
static bool
set_item(struct str p, size_t *i, unsigned char c, bool *found)
{
	struct str name;
	unsigned char low, high;
	bool known;

	if (class_at(p, *i, &name)) {
		*found = in_class(name, c, &known) || *found;
		*i += name.len + 4;
		return known;
	}
	if (!set_byte(p, i, &low))
		return false;
	high = low;
	if (*i + 1 < p.len && p.at[*i] == '-' && p.at[*i + 1] != ']') {
		++*i;
		if (!set_byte(p, i, &high))
			return false;
	}
	*found = *found || c == low || (c >= low && c <= high);
	return true;
}

/* Read the set that starts after its '[' at i. Where it ends, or 0 when it does not; *holds says
 * whether c is in it. */
static size_t
set_match(struct str p, size_t i, unsigned char c, bool *holds)
{
	bool negated = i < p.len && (p.at[i] == '!' || p.at[i] == '^');
	bool found = false;

	i += negated;
	for (bool first = true; i < p.len && (first || p.at[i] != ']'); first = false)
		if (!set_item(p, &i, c, &found))
			return 0;
	if (i >= p.len)
		return 0;
	*holds = found != negated && c != '/';
	return i + 1;
}

/* Take the stars at p: set one of the two places to go back to. */
static void
take_stars(struct cursor *g)
{
	const struct str p = g->pattern;
	size_t from = g->p, i = from;

	while (i < p.len && p.at[i] == '*')
		i++;

	bool opens = from == 0 || p.at[from - 1] == '/';
	bool closes = i == p.len || p.at[i] == '/' ||
	              (p.at[i] == '\\' && i + 1 < p.len && p.at[i + 1] == '/');
	g->p = i;
	if (i - from < 2 || !opens || !closes) {
		g->star_p = i;
		g->star_t = g->t;
		return;
	}
	g->star_p = 0;
	g->deep_p = i;
	g->deep_t = g->t;
	if (i < p.len && p.at[i] == '/')
		g->p = i + 1; /* first as nothing at all, with its slash */
}

/* Match one byte of the path with what stands at p; false when they differ. */
static bool
take_byte(struct cursor *g)
{
	const struct str p = g->pattern;
	unsigned char c = (unsigned char)g->path.at[g->t];

	if (g->p >= p.len)
		return false;
	if (p.at[g->p] == '[') {
		bool holds = false;
		size_t end = set_match(p, g->p + 1, c, &holds);

		if (end == 0 || !holds)
			return false;
		g->p = end;
	} else if (p.at[g->p] == '?') {
		if (c == '/')
			return false;
		g->p++;
	} else {
		size_t i = g->p + (p.at[g->p] == '\\');

		if (i >= p.len || (unsigned char)p.at[i] != c)
			return false;
		g->p = i + 1;
		if (c == '/')
			g->star_p = 0; /* a `*` before it ends here, however it is tried */
	}
	g->t++;
	return true;
}

/* Let the last `*`, or else the last `**`, reach one byte further. */
static bool
go_back(struct cursor *g)
{
	if (g->star_p != 0 && g->star_t < g->path.len && g->path.at[g->star_t] != '/') {
		g->p = g->star_p;
		g->t = ++g->star_t;
		return true;
	}
	g->star_p = 0;
	if (g->deep_p != 0 && g->deep_t < g->path.len) {
		const struct str p = g->pattern;

		/* Only a slash can follow it, so go straight to the next one. */
		if (g->deep_p < p.len) {
			const char *slash =
				memchr(g->path.at + g->deep_t, '/', g->path.len - g->deep_t);

			if (slash == NULL)
				return false;
			g->deep_t = (size_t)(slash - g->path.at) + 1;
			g->p = g->deep_p + (p.at[g->deep_p] == '\\') + 1;
		} else {
			g->deep_t = g->path.len;
			g->p = g->deep_p;
		}
		g->t = g->deep_t;
		return true;
	}
	return false;
}

bool
glob_match(struct str pattern, struct str path)
{
	struct cursor g = { .pattern = pattern, .path = path };

	for (;;) {
		if (g.p < pattern.len && pattern.at[g.p] == '*') {
			take_stars(&g);
			continue;
		}
		if (g.t < path.len ? take_byte(&g) : g.p >= pattern.len) {
			if (g.t >= path.len && g.p >= pattern.len)
				return true;
			continue;
		}
		if (!go_back(&g))
			return false;
	}
}

const char *
glob_fault(struct str pattern)
{
	size_t i = 0;

	while (i < pattern.len) {
		bool holds;
		size_t end = i + 1;

		if (pattern.at[i] == '\\') {
			end = i + 2;
			if (end > pattern.len)
				return "it ends in a backslash";
		} else if (pattern.at[i] == '[') {
			end = set_match(pattern, i + 1, 0, &holds);
			if (end == 0)
				return "a `[` is not closed, or holds an unknown class";
		}
		i = end;
	}
	return NULL;
}
