/*
 * quick.h - private to grammars/python: the tree of plain Python without Tree-sitter.
 *
 * A recursive descent over the tokens makes the nodes that tree_parse() would, but for those that
 * nobody looks at. Nearly all files
 * are read so; of what this reader is not sure, because it is wrong, rare or read otherwise by the
 * grammar, it says so, and Tree-sitter reads the whole file. What it does read is valid Python,
 * but for rules that no syntax tree shows (`return` outside of a function).
 *
 * The facts are the same either way; tests/unit/readers.c compares them.
 */
#ifndef SHORING_PYTHON_QUICK_H
#define SHORING_PYTHON_QUICK_H

#include "grammars/python/starts.h"
#include "grammars/python/tree.h"

struct quick;
struct strs;

/* A reader for one thread, whose memory is used again for each text. It is the arena's;
 * `importers` as in facts/grammar.h. */
struct quick *quick_new(struct arena *a, const struct strs *importers);
/* False when it is not sure of the text, which has these starts. The tree is good until the next text is read. If it is
 * not to be whole, it lacks that of which no fact comes that walk.h writes. */
bool quick_read(struct quick *q, struct str text, const struct starts *starts, bool whole,
                struct tree *out);
/* About where in the last text that was, in bytes. */
uint32_t quick_unsure_at(const struct quick *q);

#endif
