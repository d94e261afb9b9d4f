/*
 * tables.h - private to analyzers/facts: the tables of a file's facts, in the order of a block.
 *
 * One list, so that the writer, the reader and the checks cannot disagree.
 */
#ifndef SHORING_FACTS_TABLES_H
#define SHORING_FACTS_TABLES_H

#include "facts/facts.h"

/* X(member of struct facts, type of its rows, name of its slice) */
#define FACT_TABLES(X)                                              \
	X(imports, struct fact_import, fact_imports)                \
	X(scopes, struct fact_scope, fact_scopes)                   \
	X(blocks, struct fact_block, fact_blocks)                   \
	X(classes, struct fact_class, fact_classes)                 \
	X(bases, struct fact_base, fact_bases)                      \
	X(bindings, struct fact_binding, fact_bindings)             \
	X(bound, struct fact_bound, fact_bounds)                    \
	X(exports, struct fact_export, fact_exports)                \
	X(paths, struct fact_path, fact_paths)                      \
	X(uses, struct fact_use, fact_uses)                         \
	X(ignores, struct fact_ignore, fact_ignores)                \
	X(problems, struct fact_problem, fact_problems)             \
	X(requirements, struct fact_requirement, fact_requirements) \
	X(directives, struct fact_directive, fact_directives)       \
	X(locks, struct fact_locked, fact_locks)

/* The formatter takes the list for one long expression. */
/* clang-format off */
enum fact_table {
#define TABLE(member, row, slice) TABLE_##member,
	FACT_TABLES(TABLE)
#undef TABLE
	TABLE_COUNT
};
/* clang-format on */

#define BLOCK_MAGIC   0x54434146u /* "FACT" */
#define BLOCK_VERSION 8u          /* raise it when a row changes */
#define BLOCK_ALIGN   8u

/* What a block starts with, aligned; the tables follow, each aligned, then the pool. */
struct block_head {
	uint32_t magic, version;
	uint32_t rows[TABLE_COUNT];
	uint32_t pool; /* bytes */
};

static inline size_t
block_aligned(size_t n)
{
	return (n + BLOCK_ALIGN - 1) / BLOCK_ALIGN * BLOCK_ALIGN;
}

#endif
