/*
 * marker.h - environment markers (PEP 508), as packaging.markers has them.
 *
 * A marker is const and lives in the arena and the text that it was read from. Any thread.
 */
#ifndef SHORING_PACKAGING_MARKER_H
#define SHORING_PACKAGING_MARKER_H

#include "base/str.h"

struct arena;
struct buf;
struct err;
struct marker;

/* Parentheses nest at most so deep. */
#define MARKER_DEPTH_LIMIT 200

enum marker_variable {
	MARKER_OS_NAME,
	MARKER_SYS_PLATFORM,
	MARKER_PLATFORM_MACHINE,
	MARKER_PLATFORM_PYTHON_IMPLEMENTATION,
	MARKER_PLATFORM_RELEASE,
	MARKER_PLATFORM_SYSTEM,
	MARKER_PLATFORM_VERSION,
	MARKER_PYTHON_VERSION,
	MARKER_PYTHON_FULL_VERSION,
	MARKER_IMPLEMENTATION_NAME,
	MARKER_IMPLEMENTATION_VERSION,
	MARKER_EXTRA,
	MARKER_VARIABLES
};

/*
 * Where something is to be installed. A value whose `at` is NULL is not known. Where the full version,
 * or CPython's implementation version, is not known and python_version is, a comparison counts as
 * known when all patch releases agree on it. The extra is canonical (name_canonical()), "" for none.
 */
struct marker_env {
	struct str value[MARKER_VARIABLES];
};

enum marker_truth { MARKER_FALSE, MARKER_UNKNOWN, MARKER_TRUE };

/* NULL, the byte of the fault in *at and a clause about it in *err, when the whole text is none. */
const struct marker *marker_parse(struct arena *a, struct str text, size_t *at, struct err *err);
/*
 * Does it hold? MARKER_UNKNOWN where it depends on a value that is not known, on `extras` or
 * `dependency_groups`, or on a comparison that packaging raises an error for. An operand that does
 * not matter (`False and unknown`) does not make the whole unknown.
 */
enum marker_truth marker_eval(const struct marker *m, const struct marker_env *env);
/* Is any variable of it `extra`? */
bool marker_names_extra(const struct marker *m);
/* Has it a normal form? No when a string in it has both kinds of quotes, by escapes. */
bool marker_has_text(const struct marker *m);
/* Append the normal form (str(Marker)); nothing when there is none. */
void marker_put(struct buf *out, const struct marker *m);
/* CPython 3.<minor> on Linux, x86-64, no extra; patch, kernel release and version are not known.
 * python_version is put into the arena. */
struct marker_env marker_env_linux(struct arena *a, unsigned minor);

#endif
