/*
 * pages.c - memory of the system's own, on large pages where it has them.
 */
#ifdef __linux__
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, madvise() */
#endif
#include "base/pages.h"

#include <sys/mman.h>

#include "base/compiler.h"

/* A leak checker does not look for pointers in memory that it did not hand out. */
#if defined(MAP_ANONYMOUS) && defined(MADV_HUGEPAGE) && !defined(SHORING_ASAN)

void *
pages_take(size_t size)
{
	size_t room = size + PAGES_LARGE, before;
	char *all;

	if (size > SIZE_MAX - PAGES_LARGE)
		return NULL;
	all = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (all == MAP_FAILED)
		return NULL;
	/* What lies around the aligned part goes back. */
	before = (size_t)(0 - (uintptr_t)all) & (PAGES_LARGE - 1);
	if (before > 0)
		munmap(all, before);
	if (before < PAGES_LARGE)
		munmap(all + before + size, PAGES_LARGE - before);
	/* It is a wish: small pages do as well. */
	(void)madvise(all + before, size, MADV_HUGEPAGE);
	return all + before;
}

void
pages_give(void *at, size_t size)
{
	munmap(at, size);
}

#else

void *
pages_take(size_t size)
{
	(void)size;
	return NULL;
}

void
pages_give(void *at, size_t size)
{
	(void)at, (void)size;
}

#endif
