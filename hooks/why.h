/*
 * why.h - private to hooks: the question of `shoring why`, and its answer.
 */
#ifndef SHORING_HOOKS_WHY_H
#define SHORING_HOOKS_WHY_H

#include "base/buf.h"
#include "project/chain.h"
#include "requirements/ask.h"

/* When the imports of a chain run, from what surely does to what may. */
enum why_when {
	WHY_START,   /* when FROM is loaded */
	WHY_LAZY,    /* when a function is called */
	WHY_GUARDED, /* where a `try` catches that it is missing */
	WHY_COUNT
};

/* A shortest chain whose imports all run so, or sooner. */
struct why_chain {
	enum why_when when;
	struct hops hops; /* to what is wanted */
	enum ask_link link;
	struct str name; /* with a link: what is imported */
};

struct why {
	const struct project *p;
	struct str from, to; /* as asked */
	env_id env;
	service_id service;        /* FROM, or the one that FROM belongs to; or ID_NONE */
	struct module_ids entries; /* what FROM starts with */
	module_id module;          /* TO, or ID_NONE: it is not ours */
	struct str dist;           /* what TO may be a distribution's name of; "": it is ours */
	struct ask *ask;
	bool color;

	bool starts; /* TO is one of the entries */
	struct why_chain chains[WHY_COUNT];
	uint32_t count;
	struct ask_answer declared; /* of the service, about dist */
	struct ask_uses uses;       /* where no chain leads to what it declares */
};

/* The chains, and how the service comes to have the distribution. */
void why_text(const struct why *why, struct buf *out);
void why_json(const struct why *why, struct buf *out);

#endif
