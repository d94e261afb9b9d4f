/*
 * required.c - names of distributions against the first part of an import.
 */
#include "imports/required.h"

#include "rules/python.h"

/* A byte of a name as PEP 503 compares them, but for runs of separators. */
static char
normal(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return (char)(c == '-' || c == '.' ? '_' : c);
}

bool
required_begins(struct str distribution, struct str name)
{
	if (distribution.len < name.len)
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (normal(distribution.at[i]) != normal(name.at[i]))
			return false;
	return distribution.len == name.len || normal(distribution.at[name.len]) == '_';
}

/* Is it a project of the repository? */
static bool
is_own(const struct project *p, struct str distribution)
{
	for (uint32_t i = 0; i < p->own.count; i++)
		if (p->own.at[i].name.len == distribution.len &&
		    required_begins(p->own.at[i].name, distribution))
			return true;
	return false;
}

/* Is it somebody else's, whatever it is called? What is at an address of the network is, and what has a version, but not a
 * folder of ours. */
static bool
is_foreign(const struct project *p, const struct facts *f, const struct fact_requirement *row)
{
	struct str url = facts_text(f, row->url);

	if (url.len > 0)
		return str_has(url, STR("://")) && !str_starts(url, STR("file:"));
	return facts_text(f, row->specifier).len > 0 || !is_own(p, facts_text(f, row->name));
}

bool
required_by(const struct project *p, const struct facts *manifest, struct str import, bool parts)
{
	for (uint32_t i = 0; i < manifest->requirements.count; i++) {
		const struct fact_requirement *row = &manifest->requirements.at[i];
		struct str name = facts_text(manifest, row->name);

		if (required_begins(name, import) && (parts || name.len == import.len) &&
		    is_foreign(p, manifest, row))
			return true;
	}
	return false;
}

bool
required_has(const struct facts *manifest, struct str package)
{
	struct strs known = dists_of_import(package);

	for (uint32_t i = 0; i < manifest->requirements.count; i++) {
		struct str name = facts_text(manifest, manifest->requirements.at[i].name);

		for (uint32_t d = 0; d < known.count; d++)
			if (name.len == known.at[d].len && required_begins(name, known.at[d]))
				return true;
	}
	return false;
}

bool
required_locked(const struct facts *lock, struct str import)
{
	for (uint32_t i = 0; i < lock->locks.count; i++) {
		const struct fact_locked *row = &lock->locks.at[i];
		struct str name = facts_text(lock, row->name);

		if (name.len == import.len && required_begins(name, import) &&
		    facts_text(lock, row->version).len > 0)
			return true;
	}
	return false;
}
