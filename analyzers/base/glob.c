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

/* Whether c is in the class; false in *known for a name that is none. */
static bool
in_class(struct str name, unsigned char c, bool *known)
{
	bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
	bool digit = c >= '0' && c <= '9', graph = c > ' ' && c < 0x7F;
	const struct {
		struct str name;
		bool holds;
	} classes[] = {
		{ STR("alnum"), upper || lower || digit },
		{ STR("alpha"), upper || lower },
		{ STR("blank"), c == ' ' || c == '\t' },
		{ STR("cntrl"), c < ' ' || c == 0x7F },
		{ STR("digit"), digit },
		{ STR("graph"), graph },
		{ STR("lower"), lower },
		{ STR("print"), graph || c == ' ' },
		{ STR("punct"), graph && !upper && !lower && !digit },
		{ STR("space"), c == ' ' || (c >= '\t' && c <= '\r') },
		{ STR("upper"), upper },
		{ STR("xdigit"), digit || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f') },
	};

	*known = true;
	for (size_t i = 0; i < countof(classes); i++)
		if (str_eq(name, classes[i].name))
			return classes[i].holds;
	*known = false;
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

/* Read the set that starts after its '[' at i. Where it ends, or 0 when it does not; *holds says
 * whether c is in it. */
static size_t
set_match(struct str p, size_t i, unsigned char c, bool *holds)
{
	bool negated = i < p.len && (p.at[i] == '!' || p.at[i] == '^');
	bool found = false;

	if (negated)
		i++;
	for (bool first = true; i < p.len && (first || p.at[i] != ']'); first = false) {
		struct str name;
		unsigned char low, high;

		if (class_at(p, i, &name)) {
			bool known;

			found = in_class(name, c, &known) || found;
			if (!known)
				return 0;
			i += name.len + 4;
			continue;
		}
		if (!set_byte(p, &i, &low))
			return 0;
		high = low;
		if (i + 1 < p.len && p.at[i] == '-' && p.at[i + 1] != ']') {
			i++;
			if (!set_byte(p, &i, &high))
				return 0;
		}
		found = found || c == low || (c >= low && c <= high);
	}
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
