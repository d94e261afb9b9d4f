/*
 * source.c - reads a file again without leaving the project.
 */
#include "findings/source.h"

#include "base/err.h"
#include "base/file.h"
#include "base/path.h"

bool
source_read(const struct scan *scan, struct str file, struct buf *out)
{
	struct buf path = { 0 }, real = { 0 };
	const struct scan_text *given = scan_text(scan, file);
	struct err err;

	if (given != NULL) {
		buf_str(out, given->text);
		return true;
	}
	buf_printf(&path, STR_FMT "/" STR_FMT, STR_ARG(scan->root), STR_ARG(file));
	bool inside = file_canonical(path.at, &real, &err) &&
	              (scan->outside || path_within(buf_text(&real), scan->root));
	bool read = inside && file_read_plain(real.at, SCAN_SIZE_LIMIT, out, &err);

	buf_release(&path);
	buf_release(&real);
	return read;
}
