/*
 * ways.h - private to grammars/python: how the ways through a block can end.
 */
#ifndef SHORING_PYTHON_WAYS_H
#define SHORING_PYTHON_WAYS_H

#include "grammars/python/reader.h"

/* Ways that the source shows; that any call may raise is no way. */
enum way {
	WAY_ON = 1 << 0,    /* to what follows the block */
	WAY_BREAK = 1 << 1, /* of a loop around it */
	WAY_CONTINUE = 1 << 2,
	WAY_RETURN = 1 << 3,        /* or it loops for ever */
	WAY_RAISE = 1 << 4,         /* or it ends the program: sys.exit() */
	WAY_RAISE_IN_WITH = 1 << 5, /* the same in a with in the block, which might catch it */
};

/* All ways through the statements of a block, as enum way; too deep nesting goes on. */
uint32_t block_ways(const struct reader *r, node_id block);
/* What facts.h says of a block with these ways. */
enum block_end ways_end(uint32_t ways);
/* Is it `while True:` or `while 1:`? */
bool loops_forever(const struct reader *r, node_id loop);

#endif
