/*
 * interest.c - a text is searched for the names that its imports bind.
 */
#include "grammars/python/interest.h"

#include "grammars/python/lex.h"

struct word {
	const char *at;
	size_t len;
};

#define WORD(text)                       \
	{                                \
		(text), sizeof(text) - 1 \
	}

/* Modules, or first names, that the makers of facts ask for. */
static const struct word roots[] = {
	WORD("__import__"), WORD("builtins"), WORD("contextlib"), WORD("importlib"),
	WORD("os"),         WORD("pathlib"),  WORD("platform"),   WORD("site"),
	WORD("six"),        WORD("sys"),      WORD("typing"),     WORD("typing_extensions"),
};

/* What they ask of them; in pathlib only where there is sys.path too. */
static const struct {
	const char *module, *attribute;
} asked[] = {
	{ "builtins", "__import__" },
	{ "contextlib", "suppress" },
	{ "importlib", "__import__" },
	{ "importlib", "import_module" },
	{ "os", "_exit" },
	{ "os", "abort" },
	{ "os", "name" },
	{ "platform", "system" },
	{ "site", "addsitedir" },
	{ "six", "PY2" },
	{ "six", "PY3" },
	{ "sys", "exit" },
	{ "sys", "hexversion" },
	{ "sys", "modules" },
	{ "sys", "path" },
	{ "sys", "platform" },
	{ "sys", "version_info" },
	{ "typing", "TYPE_CHECKING" },
	{ "typing_extensions", "TYPE_CHECKING" },
};

/* Names that mean something by themselves. */
static const char *const words[] = {
	"__all__", "__import__", "__slots__", "exit", "quit", "TYPE_CHECKING",
};

static void
add(struct name_set *set, const char *at, size_t len)
{
	char start[8] = { 0 };
	uint64_t bit;

	memcpy(start, at, len < sizeof(start) ? len : sizeof(start));
	bit = lex_key(start, (uint32_t)len) >> (64 - INTEREST_BITS);
	set->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static void
add_telling(struct interest *set, struct str name)
{
	add(&set->all, name.at, name.len);
	add(&set->live, name.at, name.len);
	add(&set->telling, name.at, name.len);
	if (set->told_count < INTEREST_TOLD)
		set->told[set->told_count] = name;
	set->told_count++;
}

bool
interest_is_told(const struct interest *set, struct str name)
{
	if (set->told_count > INTEREST_TOLD)
		return true;
	for (uint32_t i = 0; i < set->told_count; i++)
		if (str_eq(set->told[i], name))
			return true;
	return false;
}

bool
interest_is_module(struct str name)
{
	/* Most names begin with another letter. */
	if (name.len == 0 || strchr("_bciopst", name.at[0]) == NULL)
		return false;
	for (size_t i = 0; i < countof(roots); i++)
		if (name.len == roots[i].len && memcmp(name.at, roots[i].at, name.len) == 0)
			return true;
	return false;
}

bool
interest_asks(struct str module, struct str attribute)
{
	for (size_t i = 0; i < countof(asked); i++)
		if (str_eq(attribute, str_of(asked[i].attribute)) &&
		    str_eq(module, str_of(asked[i].module)))
			return true;
	return false;
}

/* Is it an attribute that is asked for, of whichever module? */
static bool
is_asked(struct str name)
{
	for (size_t i = 0; i < countof(asked); i++)
		if (str_eq(name, str_of(asked[i].attribute)))
			return true;
	return false;
}

/* Is it the first name of a function of the configuration? */
static bool
is_importer(struct str name, const struct strs *importers)
{
	for (uint32_t i = 0; i < importers->count; i++)
		if (str_starts(importers->at[i], name) && importers->at[i].len > name.len &&
		    strchr(".:", importers->at[i].at[name.len]) != NULL)
			return true;
	return false;
}

/* May it be in a name? */
static bool
is_in_name(char c)
{
	return lex_in_name(c) || (unsigned char)c >= 0x80;
}

/* The first name of the module that the `import` at `at` is from; "" for dots, "import" where
 * it is from none. */
static struct str
module_before(struct str text, size_t at)
{
	const struct str none = STR("import");
	size_t end = at, start, from, len;

	while (end > 0 && char_is_gap(text.at[end - 1]))
		end--;
	for (start = end; start > 0; start--)
		if (text.at[start - 1] != '.' && !is_in_name(text.at[start - 1]))
			break;
	for (from = start; from > 0 && char_is_gap(text.at[from - 1]);)
		from--;
	if (start == end || from < 4 || memcmp(text.at + from - 4, "from", 4) != 0 ||
	    (from > 4 && lex_in_name(text.at[from - 5])))
		return none;
	for (len = 0; start + len < end && text.at[start + len] != '.';)
		len++;
	return (struct str){ text.at + start, len };
}

/* The names after an `import`. */
struct imported {
	struct interest *set;
	const struct strs *importers;
	bool from;     /* a module, which is asked for */
	bool importer; /* that is of a function of the configuration */
	bool telling;  /* the last name, or its module */
	bool renamed;  /* `as` was the last */
};

static void
add_imported(struct imported *i, struct str name)
{
	if (str_eq(name, STR("as"))) {
		i->renamed = true;
		return;
	}
	if (!i->renamed && i->from)
		i->telling = i->importer || is_asked(name);
	else if (!i->renamed)
		i->telling =
			i->telling || interest_is_module(name) || is_importer(name, i->importers);
	if (i->telling && (i->from || i->renamed)) {
		add_telling(i->set, name);
	} else {
		add(&i->set->all, name.at, name.len);
		if (!i->from)
			add(&i->set->live, name.at, name.len);
	}
	i->renamed = false;
}

/* All names after an `import`, up to what can be no part of it, which is returned: those of other
 * imports up to there are among them. */
static size_t
add_names(struct imported *i, struct str text, size_t at)
{
	bool bracket = false, comment = false;

	while (at < text.len) {
		char c = text.at[at];
		size_t start = at;

		if (is_in_name(c)) {
			while (is_in_name(text.at[at]))
				at++;
			add_imported(i, (struct str){ text.at + start, at - start });
			continue;
		}
		comment = c != '\n' && (comment || (c == '#' && bracket));
		if (c == '(')
			bracket = true;
		else if (c == '\\' && !comment)
			at += text.at[at + 1] == '\r' ? 2 : 1;
		else if (!comment && !(c == '\n' && bracket) && strchr(" \t\f\r,.*", c) == NULL)
			return at;
		at++;
	}
	return text.len;
}

void
interest_begin(struct interest *set, const struct strs *importers)
{
	const struct str own_name = STR("__name__"), type = STR("type");

	*set = (struct interest){ 0 };
	for (size_t i = 0; i < countof(roots); i++) {
		add(&set->all, roots[i].at, roots[i].len);
		add(&set->live, roots[i].at, roots[i].len);
		add(&set->modules, roots[i].at, roots[i].len);
	}
	for (size_t i = 0; i < countof(words); i++)
		add_telling(set, str_of(words[i]));
	/* A test of it matters: outside of functions tests are left as they are. */
	add_telling(set, own_name);
	add(&set->live, type.at, type.len);
	for (uint32_t i = 0; i < importers->count; i++)
		add_telling(
			set,
			(struct str){ importers->at[i].at, strcspn(importers->at[i].at, ".:") });
}

void
interest_gather(struct interest *set, struct str text, const struct text_places *places,
                const struct strs *importers)
{
	size_t done = 0;

	for (uint32_t i = 0; i < places->count; i++) {
		size_t place = places->at[i];
		struct imported names = { .set = set, .importers = importers };
		struct str module;

		if (place < done || memcmp(text.at + place, "import", 6) != 0 ||
		    lex_in_name(text.at[place + 6]))
			continue;
		module = module_before(text, place);
		names.from = !str_eq(module, STR("import"));
		names.importer = names.from && is_importer(module, importers);
		if (!names.from || names.importer || interest_is_module(module))
			done = add_names(&names, text, place + 6);
	}
}
