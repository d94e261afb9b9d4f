/*
 * names.h - each distinct name once, known by a number.
 *
 * Equal names have equal ids, so names compare with ==. One thread puts names; while
 * nobody does, any thread may look them up, or put names of its own above them.
 * Files are interned in path order, so a name has the same id in every run.
 */
#ifndef SHORING_NAMES_H
#define SHORING_NAMES_H

#include "base/str.h"

typedef uint32_t name_id;

#define NAME_NONE ((name_id)0) /* the empty name */

struct names;

struct names *names_new(struct arena *a);
/* Names above others, which do not change while somebody puts names into these: those that `below` does not have get the ids from
 * its next one on. What is put below afterwards is not found from here. What is below stands alone. */
struct names *names_above(struct arena *a, const struct names *below);
/* The least id that is not of those below. */
name_id names_first(const struct names *n);
/* Put the names that are above n into n, in the order of their ids: what becomes of each, by id -
 * names_first(above), in `a`. Others may have come since. */
const name_id *names_join(struct names *n, const struct names *above, struct arena *a);
/* There will be about so many: make room for them at once. */
void names_expect(struct names *n, uint32_t count);
/* The id of s, new or old. Copies the bytes when new. */
name_id names_put(struct names *n, struct str s);
/* The id of s, or NAME_NONE when no file mentions it. */
name_id names_find(const struct names *n, struct str s);
/* The bytes of a name, NUL-terminated; they live as long as the arena. */
struct str names_text(const struct names *n, name_id id);

#endif
