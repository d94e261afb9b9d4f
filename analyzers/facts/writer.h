/*
 * writer.h - the way to make facts; used by grammars only.
 */
#ifndef SHORING_FACTS_WRITER_H
#define SHORING_FACTS_WRITER_H

#include "facts/facts.h"

struct fact_writer;

/* A writer in `scratch`, with row 0 of the scopes and of the blocks in place. */
struct fact_writer *facts_write(struct arena *scratch);
/* The text's place in the pool; equal texts share one. A NUL byte in s is put as U+FFFD. */
text_ref facts_put(struct fact_writer *w, struct str s);
/* Each adds a row and returns its number. */
uint32_t facts_add_import(struct fact_writer *w, struct fact_import row);
uint32_t facts_add_scope(struct fact_writer *w, struct fact_scope row);
/* The arms of a statement one after the other; the group is set here. */
uint32_t facts_add_block(struct fact_writer *w, struct fact_block row);
/* Rows that follow one another; returns the number of the first. */
uint32_t facts_add_bases(struct fact_writer *w, struct fact_bases rows);
uint32_t facts_add_class(struct fact_writer *w, struct fact_class row);
/* A class that was added; until the next is. */
struct fact_class *facts_class(struct fact_writer *w, uint32_t row);
uint32_t facts_add_binding(struct fact_writer *w, struct fact_binding row);
uint32_t facts_add_export(struct fact_writer *w, struct fact_export row);
uint32_t facts_add_path(struct fact_writer *w, struct fact_path row);
uint32_t facts_add_use(struct fact_writer *w, struct fact_use row);
uint32_t facts_add_ignore(struct fact_writer *w, struct fact_ignore row);
uint32_t facts_add_problem(struct fact_writer *w, struct fact_problem row);
uint32_t facts_add_requirement(struct fact_writer *w, struct fact_requirement row);
uint32_t facts_add_directive(struct fact_writer *w, struct fact_directive row);
uint32_t facts_add_locked(struct fact_writer *w, struct fact_locked row);
/* `__all__ = …` starts anew. */
void facts_drop_exports(struct fact_writer *w);
/* One block with all rows added, in `keep`; the writer is spent. */
struct str facts_seal(struct fact_writer *w, struct arena *keep);

#endif
