/*
 * arena.c - blocks of growing size, handed out from the front and freed together.
 */
#define _DEFAULT_SOURCE /* madvise(), MAP_ANONYMOUS */
#include "base/arena.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/err.h"

#define BLOCK_FIRST ((size_t)1024) /* many arenas hold one path */
#define BLOCK_MOST  (HUGE_PAGE - sizeof(struct arena_block))
#define HUGE_PAGE   ((size_t)2048 * 1024) /* that of most machines */
#define KEPT_MOST   ((size_t)1024 * 1024) /* to clear more costs more than to have it anew */
#define PAGES_LEAST ((size_t)32 * 1024)
#define PAGES_STEP  ((size_t)128 * 1024)

struct arena_hook {
	struct arena_hook *next; /* the one registered before it */
	void (*fn)(void *what);
	void *what;
};

struct arena_block {
	struct arena_block *next; /* the one filled before it */
	struct arena_hook *hooks;
	size_t used, room; /* bytes of data */
	size_t paged;      /* for so many of them pages were asked for */
	bool mapped;       /* it is a huge page, or what could be one */
	alignas(max_align_t) unsigned char data[];
};

/* Have pages of a large block before they are used: each would otherwise be a fault of its own, at the price of
 * making half a dozen. Not all at once, since of a growing arena the last block is not used up. Gives `at` back. */
static APART void *
have_pages(struct arena_block *b, void *at)
{
	size_t end = b->room - b->used < PAGES_STEP ? b->room : b->used + PAGES_STEP;

#ifdef MADV_POPULATE_WRITE
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	unsigned char *from = b->data + b->paged, *to = b->data + end;

	from += (page - (uintptr_t)from % page) % page;
	to -= (uintptr_t)to % page;
	/* Where there is no such call, pages come one by one. */
	if (to > from)
		(void)madvise(from, (size_t)(to - from), MADV_POPULATE_WRITE);
	if (to > from && end < b->room)
		end = (size_t)(to - b->data);
#endif
	b->paged = end;
	return at;
}

/* Memory of a huge page's size and place, which the system may take one for: what has many megabytes of small pages
 * pays for each of them. NULL where there is none so; where memory is watched, it is left to calloc(). */
static struct arena_block *
block_map(void)
{
#ifdef MADV_HUGEPAGE
	unsigned char *at = MAP_FAILED;
	struct arena_block *b;
	size_t before;

	if (POISON_GAP == 0)
		at = mmap(NULL, 2 * HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
		          -1, 0);
	if (at == MAP_FAILED)
		return NULL;
	before = (0 - (uintptr_t)at) & (HUGE_PAGE - 1);
	if (before > 0)
		(void)munmap(at, before);
	(void)munmap(at + before + HUGE_PAGE, HUGE_PAGE - before);
	(void)madvise(at + before, HUGE_PAGE, MADV_HUGEPAGE);
	b = (struct arena_block *)(void *)(at + before);
	b->mapped = true;
	return b;
#else
	return NULL;
#endif
}

static struct arena_block *
block_new(size_t room)
{
	struct arena_block *b = NULL;

	if (room == BLOCK_MOST)
		b = block_map();
	if (b == NULL && room <= SIZE_MAX - sizeof(*b))
		b = calloc(1, sizeof(*b) + room);
	if (b == NULL)
		die("out of memory");
	b->room = room;
	b->paged = room < PAGES_LEAST ? room : 0;
	POISON(b->data, room);
	return b;
}

static void
block_free(struct arena_block *b)
{
	if (b != NULL && b->mapped)
		(void)munmap(b, HUGE_PAGE);
	else
		free(b);
}

/* Cut size bytes off the block; NULL when they do not fit. */
static inline void *
block_take(struct arena_block *b, size_t size, size_t align)
{
	size_t skip = (size_t)(0 - (uintptr_t)(b->data + b->used)) & (align - 1);

	if (skip > b->room - b->used || size > b->room - b->used - skip)
		return NULL;
	void *at = b->data + b->used + skip;
	b->used += skip + size;
	if (b->room - b->used > POISON_GAP)
		b->used += POISON_GAP;
	UNPOISON(at, size);
	return b->used > b->paged ? have_pages(b, at) : at;
}

/* The block in use has not enough. */
static APART void *
take_elsewhere(struct arena *a, size_t size, size_t align)
{
	if (size > SIZE_MAX - align)
		die("out of memory");

	size_t room = BLOCK_FIRST;
	if (a->head != NULL)
		room = a->head->room < BLOCK_MOST / 2 ? a->head->room * 2 : BLOCK_MOST;
	if (room < BLOCK_FIRST)
		room = BLOCK_FIRST;
	if (size + align > room / 4) {
		/* A block of its own, behind the one in use, whose rest stays usable. */
		struct arena_block *b = block_new(size + align);

		if (a->head != NULL) {
			b->next = a->head->next;
			a->head->next = b;
		} else {
			a->head = b;
		}
		return block_take(b, size, align);
	}
	struct arena_block *b = block_new(room);
	b->next = a->head;
	a->head = b;
	return block_take(b, size, align);
}

static inline void *
arena_take(struct arena *a, size_t size, size_t align)
{
	void *at = a->head != NULL ? block_take(a->head, size, align) : NULL;

	return at != NULL ? at : take_elsewhere(a, size, align);
}

void *
arena_array_(struct arena *a, size_t n, size_t size, size_t align)
{
	if (size != 0 && n > SIZE_MAX / size)
		die("out of memory");
	return arena_take(a, n * size, align);
}

char *
arena_copy(struct arena *a, const void *bytes, size_t len)
{
	if (len == SIZE_MAX)
		die("out of memory");
	char *at = arena_take(a, len + 1, 1);

	if (len > 0)
		memcpy(at, bytes, len);
	return at; /* the memory was zero, so there is the NUL */
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list args)
{
	va_list again;

	va_copy(again, args);
	int len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (len < 0)
		die("text that cannot be formatted: %s", fmt);

	char *at = arena_take(a, (size_t)len + 1, 1);
	vsnprintf(at, (size_t)len + 1, fmt, args);
	return at;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	char *at = arena_vprintf(a, fmt, args);
	va_end(args);
	return at;
}

void
arena_on_release(struct arena *a, void (*fn)(void *what), void *what)
{
	struct arena_hook *hook = arena_new(a, struct arena_hook);

	hook->next = a->head->hooks;
	hook->fn = fn;
	hook->what = what;
	a->head->hooks = hook;
}

void
arena_adopt(struct arena *a, struct arena *from)
{
	if (from->head == NULL || from == a)
		return;

	/* In front, so that what was registered last is still called first. */
	struct arena_block *last = from->head;
	while (last->next != NULL)
		last = last->next;
	last->next = a->head;
	a->head = from->head;
	from->head = NULL;
}

static void
run_hooks(const struct arena *a)
{
	for (struct arena_block *b = a->head; b != NULL; b = b->next)
		for (struct arena_hook *hook = b->hooks; hook != NULL; hook = hook->next)
			hook->fn(hook->what);
}

void
arena_reset(struct arena *a)
{
	struct arena_block *kept = NULL;

	run_hooks(a);
	while (a->head != NULL) {
		struct arena_block *b = a->head;

		a->head = b->next;
		if (b->room <= KEPT_MOST && (kept == NULL || b->room > kept->room)) {
			block_free(kept);
			kept = b;
		} else {
			block_free(b);
		}
	}
	if (kept == NULL)
		return;
	UNPOISON(kept->data, kept->used);
	memset(kept->data, 0, kept->used);
	POISON(kept->data, kept->room);
	kept->used = 0;
	kept->next = NULL;
	kept->hooks = NULL;
	a->head = kept;
}

void
arena_release(struct arena *a)
{
	run_hooks(a);
	while (a->head != NULL) {
		struct arena_block *b = a->head;

		a->head = b->next;
		block_free(b);
	}
}
