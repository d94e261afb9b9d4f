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
/* The number of the lowest bit that is set; one is. */
#define LOWEST_BIT(bits) ((unsigned)__builtin_ctz(bits))
#else
#define PRINTF_LIKE(fmt, args)
static inline unsigned
lowest_bit_(unsigned bits)
{
	unsigned number = 0;

	while ((bits >> number & 1) == 0)
		number++;
	return number;
}
#define LOWEST_BIT(bits) lowest_bit_(bits)
#endif

/* AddressSanitizer can be told which bytes of ours nobody may touch. */
#if defined(__SANITIZE_ADDRESS__)
#define SHORING_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SHORING_ASAN 1
#endif
#endif
#ifdef SHORING_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(at, size)   ASAN_POISON_MEMORY_REGION((at), (size))
#define UNPOISON(at, size) ASAN_UNPOISON_MEMORY_REGION((at), (size))
#define POISON_GAP         ((size_t)16) /* bytes left between two things, so that a step too far is seen */
#else
#define POISON(at, size)   ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
#define POISON_GAP         ((size_t)0)
#endif

#endif
