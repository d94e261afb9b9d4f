/*
 * memory.h - private to grammars/: memory for one parse of Tree-sitter, given back all at once.
 *
 * Tree-sitter takes and frees a piece for nearly every node. Here a piece is cut off a block,
 * nothing is freed on its own, and the blocks serve again for the next parse. What Tree-sitter
 * is given between memory_enter() and memory_leave() must not be touched after memory_leave(): parser,
 * tree and cursors live in between. Elsewhere, and on other threads, it has malloc().
 */
#ifndef SHORING_GRAMMARS_MEMORY_H
#define SHORING_GRAMMARS_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

struct memory;

/* Let Tree-sitter take its memory here: once, before there is a second thread. */
void memory_install(void);
/* Dies when there is none. */
struct memory *memory_new(void);
void memory_free(struct memory *m);
/* From here on this thread's Tree-sitter takes from `m`; all in it is given up first. False where
 * memory_install() was not called: Tree-sitter goes on with malloc(). */
bool memory_enter(struct memory *m);
void memory_leave(void);
/* What calloc() and free() are in a grammar's scanner (upstream/packagefiles): theirs would go on
 * with NULL. */
void *grammar_calloc(size_t count, size_t size);
void grammar_free(void *piece);

#endif
