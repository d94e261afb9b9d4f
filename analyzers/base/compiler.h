/*
 * compiler.h - the one place that knows compilers apart.
 *
 * Everything else is plain C17. Each macro is empty, or does nothing, where the
 * compiler has no such thing.
 */
#ifndef SHORING_COMPILER_H
#define SHORING_COMPILER_H

#if defined(__GNUC__) || defined(__clang__)
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define PRINTF_LIKE(fmt, args)
#endif

#endif
