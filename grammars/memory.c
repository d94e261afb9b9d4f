/*
 * memory.c - blocks that Tree-sitter's memory is cut off from.
 */
#include "grammars/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <tree_sitter/api.h>

#include "base/err.h"

#define BLOCK_SIZE ((size_t)512 * 1024) /* bytes; a larger piece has a block of its own */
#define PIECE_HEAD alignof(max_align_t) /* before each piece: its size */

struct block {
	struct block *next;
	size_t room, used;
	alignas(max_align_t) char bytes[];
};

struct memory {
	struct block *blocks, *current; /* those after the current one are empty */
};

/* Tree-sitter's allocator is told nothing of who asks. */
static _Thread_local struct memory *entered;
static bool installed;

static size_t
rounded(size_t size)
{
	return (size + PIECE_HEAD - 1) / PIECE_HEAD * PIECE_HEAD;
}

static struct block *
block_new(size_t room)
{
	struct block *b = malloc(sizeof(*b) + room);

	if (b == NULL)
		die("out of memory");
	*b = (struct block){ .room = room };
	return b;
}

/* The next block with that room, as the current one. */
static struct block *
block_with(struct memory *m, size_t room)
{
	struct block *at = m->current, *made;

	if (at->next != NULL && at->next->room >= room) {
		at->next->used = 0;
		return m->current = at->next;
	}
	made = block_new(room > BLOCK_SIZE ? room : BLOCK_SIZE);
	made->next = at->next;
	at->next = made;
	return m->current = made;
}

static void *
take(size_t size)
{
	struct block *b = entered->current;
	size_t need;

	if (size > SIZE_MAX / 2)
		die("out of memory");
	need = PIECE_HEAD + rounded(size);
	if (need > b->room - b->used)
		b = block_with(entered, need);
	char *piece = b->bytes + b->used + PIECE_HEAD;
	memcpy(piece - PIECE_HEAD, &size, sizeof(size));
	b->used += need;
	return piece;
}

static void *
or_die(void *piece)
{
	if (piece == NULL)
		die("out of memory");
	return piece;
}

static void *
give(size_t size)
{
	return entered != NULL ? take(size) : or_die(malloc(size > 0 ? size : 1));
}

static void *
give_zeroed(size_t count, size_t size)
{
	if (entered == NULL)
		return or_die(calloc(count > 0 ? count : 1, size > 0 ? size : 1));
	if (size > 0 && count > SIZE_MAX / 2 / size)
		die("out of memory");
	return memset(take(count * size), 0, count * size);
}

/* Let the piece grow where it is, if it is the last one. */
static bool
grow(char *piece, size_t had, size_t size)
{
	struct block *b = entered->current;
	size_t more = rounded(size) - rounded(had);

	if (piece + rounded(had) != b->bytes + b->used || more > b->room - b->used)
		return false;
	b->used += more;
	memcpy(piece - PIECE_HEAD, &size, sizeof(size));
	return true;
}

static void *
give_more(void *piece, size_t size)
{
	size_t had;

	if (entered == NULL)
		return or_die(realloc(piece, size > 0 ? size : 1));
	if (piece == NULL)
		return take(size);
	memcpy(&had, (char *)piece - PIECE_HEAD, sizeof(had));
	if (size <= had || (size <= SIZE_MAX / 2 && grow(piece, had, size)))
		return piece;
	return memcpy(take(size), piece, had);
}

static void
give_back(void *piece)
{
	if (entered == NULL)
		free(piece);
}

void *
grammar_calloc(size_t count, size_t size)
{
	return give_zeroed(count, size);
}

void
grammar_free(void *piece)
{
	give_back(piece);
}

void
memory_install(void)
{
	installed = true;
	ts_set_allocator(give, give_zeroed, give_more, give_back);
}

struct memory *
memory_new(void)
{
	struct memory *m = malloc(sizeof(*m));

	if (m == NULL)
		die("out of memory");
	*m = (struct memory){ .blocks = block_new(BLOCK_SIZE) };
	m->current = m->blocks;
	return m;
}

void
memory_free(struct memory *m)
{
	for (struct block *b = m->blocks, *next; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	free(m);
}

bool
memory_enter(struct memory *m)
{
	if (!installed)
		return false;
	m->current = m->blocks;
	m->current->used = 0;
	entered = m;
	return true;
}

void
memory_leave(void)
{
	entered = NULL;
}
