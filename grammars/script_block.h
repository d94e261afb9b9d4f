/*
 * script_block.h - private to grammars/: what a script says of itself in comments (PEP 723).
 */
#ifndef SHORING_SCRIPT_BLOCK_H
#define SHORING_SCRIPT_BLOCK_H

#include "grammars/python/reader.h"

/* Add the requirements and the Python of its block `# /// script`, if it has one; and, where it has
 * one, a DIRECTIVE_BLOCK. */
void script_block_write(struct reader *r);

#endif
