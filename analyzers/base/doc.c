/*
 * doc.c - looking values up in a document.
 */
#include "base/doc.h"

static const char *const kind_names[] = {
	[DOC_NULL] = "nothing",   [DOC_BOOL] = "true or false", [DOC_INT] = "an integer",
	[DOC_FLOAT] = "a number", [DOC_STRING] = "a string",    [DOC_LIST] = "a list",
	[DOC_MAP] = "a map",
};

const struct doc *
doc_get(const struct doc *doc, struct str key)
{
	if (doc == NULL || doc->kind != DOC_MAP)
		return NULL;
	for (uint32_t i = 0; i < doc->count; i++)
		if (str_eq(doc->items[i]->key, key))
			return doc->items[i];
	return NULL;
}

const struct doc *
doc_find(const struct doc *doc, const char *dotted)
{
	struct str rest = str_of(dotted);
	struct str key;

	while (str_cut(&rest, '.', &key))
		doc = doc_get(doc, key);
	return doc;
}

const char *
doc_kind_name(enum doc_kind kind)
{
	return kind_names[kind];
}
