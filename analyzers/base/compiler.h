/*
 * compiler.h - the one place that knows compilers apart.
 *
 * Everything else is plain C17. Each macro is empty, or does nothing, where the
 * compiler has no such thing.
 */
#ifndef SHORING_COMPILER_H
#define SHORING_COMPILER_H

#include <stdint.h>

#if defined(__GNUC__) || defined(__clang__)
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
/* A function that stays by itself, so that quick ones that call it rarely need not save registers. */
#define APART __attribute__((noinline))
/* One that is part of each that calls it, and made for the machine that they are made for. */
#define WITHIN __attribute__((always_inline)) inline
/* The number of the lowest bit that is set; one is. */
#define LOWEST_BIT(bits) ((unsigned)__builtin_ctz(bits))
/* And of the highest one, of 32. */
#define HIGHEST_BIT(bits)    (31u - (unsigned)__builtin_clz(bits))
#define LOWEST_BIT_64(bits)  ((unsigned)__builtin_ctzll(bits))
#define HIGHEST_BIT_64(bits) (63u - (unsigned)__builtin_clzll(bits))
/* Code for machines that take thirty-two bytes at once, of which there may be others: WIDE_HERE tells. */
#if defined(__x86_64__)
#define WIDE_CODE __attribute__((target("avx2,bmi,lzcnt,popcnt")))
#define WIDE_HERE (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
#endif
#else
#define PRINTF_LIKE(fmt, args)
#define APART
#define WITHIN               inline
static inline unsigned
lowest_bit_(uint64_t bits)
{
	unsigned number = 0;

	while ((bits >> number & 1) == 0)
		number++;
	return number;
}
static inline unsigned
highest_bit_(uint64_t bits)
{
	unsigned number = 0;

	while ((bits >>= 1) != 0)
		number++;
	return number;
}
#define LOWEST_BIT(bits)     lowest_bit_(bits)
#define HIGHEST_BIT(bits)    highest_bit_(bits)
#define LOWEST_BIT_64(bits)  lowest_bit_(bits)
#define HIGHEST_BIT_64(bits) highest_bit_(bits)
#endif

/* How many bits are set. */
static inline unsigned
count_bits(uint64_t bits)
{
	bits -= bits >> 1 & UINT64_C(0x5555555555555555);
	bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
	bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (unsigned)(bits * UINT64_C(0x0101010101010101) >> 56);
}

/* The 128 bits of a * b, the upper half laid over the lower one. */
static inline uint64_t
multiply_folded(uint64_t a, uint64_t b)
{
#if defined(__SIZEOF_INT128__)
	__extension__ unsigned __int128 product = a;

	product *= b;
	return (uint64_t)(product >> 64) ^ (uint64_t)product;
#else
	uint64_t al = a & UINT32_MAX, ah = a >> 32, bl = b & UINT32_MAX, bh = b >> 32;
	uint64_t low = al * bl, one = ah * bl, two = al * bh, high = ah * bh;
	uint64_t middle = (low >> 32) + (one & UINT32_MAX) + (two & UINT32_MAX);

	low = middle << 32 | (low & UINT32_MAX);
	return (high + (one >> 32) + (two >> 32) + (middle >> 32)) ^ low;
#endif
}

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
