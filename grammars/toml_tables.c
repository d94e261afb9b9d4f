/*
 * toml_tables.c - which table a key belongs to, and which tables may not be defined again.
 */
#include "base/arena.h"
#include "base/names.h"
#include "toml_parts.h"

void
toml_tables_init(struct toml_tables *ts, struct arena *a, const struct toml_text *text)
{
	struct toml_node *root = arena_new(a, struct toml_node);

	*ts = (struct toml_tables){ .text = text, .arena = a, .names = names_new(a), .section = 1 };
	root->doc.kind = DOC_MAP;
	root->doc.place = toml_place(text, text->body);
	root->opened = true;
	*vec_push(a, &ts->nodes) = root;
}

/* The names of a table's keys are interned: NAME_NONE, the empty one, is a key like any other. */
static uint64_t
slot_of(struct toml_tables *ts, const struct toml_node *table, const struct toml_part *key)
{
	return map_key(table->id, names_put(ts->names, key->name));
}

static struct toml_node *
child_of(struct toml_tables *ts, const struct toml_node *table, const struct toml_part *key)
{
	const uint32_t *id = map_find(&ts->keys, slot_of(ts, table, key));

	return id == NULL ? NULL : ts->nodes.at[*id];
}

static struct toml_node *
refuse(const struct toml_tables *ts, const struct toml_part *key, const struct toml_node *old,
       const char *why)
{
	toml_fail(ts->text, key->written.at, "`" STR_FMT "` %s line %u", STR_ARG(key->name), why,
	          (unsigned)old->doc.key_place.line);
	return NULL;
}

struct toml_node *
toml_node_new(struct toml_tables *ts, struct toml_node *parent, const struct toml_part *key,
              enum doc_kind kind, struct str written)
{
	struct toml_node *node;

	if (parent->depth + 1 >= DOC_DEPTH_LIMIT) {
		toml_fail(ts->text, written.at, "nested more than %d deep", DOC_DEPTH_LIMIT);
		return NULL;
	}
	if (ts->nodes.count >= DOC_NODE_LIMIT) {
		toml_fail(ts->text, written.at, "more than %d values", DOC_NODE_LIMIT);
		return NULL;
	}
	if (key != NULL) {
		bool fresh;
		uint32_t *id = map_put(ts->arena, &ts->keys, slot_of(ts, parent, key), &fresh);

		if (!fresh)
			return refuse(ts, key, ts->nodes.at[*id], "was defined before, on");
		*id = ts->nodes.count;
	}
	node = arena_new(ts->arena, struct toml_node);
	node->doc.kind = kind;
	node->doc.place = toml_place(ts->text, written);
	node->id = ts->nodes.count;
	node->depth = parent->depth + 1;
	if (key != NULL) {
		node->doc.key = key->name;
		node->doc.key_place = toml_place(ts->text, key->written);
	} else {
		node->doc.key_place = node->doc.place;
	}
	*vec_push(ts->arena, &ts->nodes) = node;
	*vec_push(ts->arena, &parent->children) = &node->doc;
	parent->last = node;
	parent->doc.items = parent->children.at;
	parent->doc.count = parent->children.count;
	return node;
}

/* The table that a header's part before the last leads to. */
static struct toml_node *
pass_through(struct toml_tables *ts, struct toml_node *table, const struct toml_part *key)
{
	struct toml_node *child = child_of(ts, table, key);

	if (child == NULL)
		return toml_node_new(ts, table, key, DOC_MAP, key->written);
	if (child->closed)
		return refuse(ts, key, child, "cannot be extended: it was given a value on");
	return child->doc.kind == DOC_LIST ? child->last : child;
}

static struct toml_node *
open_item(struct toml_tables *ts, struct toml_node *table, const struct toml_part *key,
          struct str written)
{
	struct toml_node *list = child_of(ts, table, key), *item;

	if (list == NULL)
		list = toml_node_new(ts, table, key, DOC_LIST, written);
	else if (list->closed)
		return refuse(ts, key, list, "cannot be extended: it was given a value on");
	else if (list->doc.kind != DOC_LIST)
		return refuse(ts, key, list, "is no list of tables: it was defined before, on");
	if (list == NULL)
		return NULL;
	list->opened = true;
	item = toml_node_new(ts, list, NULL, DOC_MAP, written);
	if (item != NULL)
		item->opened = true;
	return item;
}

struct toml_node *
toml_table_open(struct toml_tables *ts, const struct toml_key *key, bool list, struct str written)
{
	const struct toml_part *last = &key->parts[key->count - 1];
	struct toml_node *table = ts->nodes.at[0], *child;

	ts->section++;
	for (uint32_t i = 0; i + 1 < key->count; i++) {
		table = pass_through(ts, table, &key->parts[i]);
		if (table == NULL)
			return NULL;
	}
	if (list)
		return open_item(ts, table, last, written);
	child = child_of(ts, table, last);
	if (child == NULL)
		child = toml_node_new(ts, table, last, DOC_MAP, written);
	else if (child->closed || child->opened || child->dotted_in != 0)
		return refuse(ts, last, child, "was defined before, on");
	if (child == NULL)
		return NULL;
	child->opened = true;
	child->doc.place = toml_place(ts->text, written);
	return child;
}

struct toml_node *
toml_table_of(struct toml_tables *ts, struct toml_node *base, const struct toml_key *key)
{
	struct toml_node *table = base;

	for (uint32_t i = 0; i + 1 < key->count; i++) {
		struct toml_node *child = child_of(ts, table, &key->parts[i]);

		if (child == NULL)
			child = toml_node_new(
				ts, table, &key->parts[i], DOC_MAP, key->parts[i].written);
		else if (child->closed || child->opened ||
		         (child->dotted_in != 0 && child->dotted_in != ts->section))
			return refuse(ts, &key->parts[i], child,
			              "cannot be extended: it was defined before, on");
		if (child == NULL)
			return NULL;
		child->dotted_in = ts->section;
		table = child;
	}
	return table;
}
