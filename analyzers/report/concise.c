/*
 * concise.c - one line a finding, for editors, grep and short looks.
 */
#include "base/arena.h"
#include "report/fold.h"
#include "report/formats.h"

void
concise_write(const struct report *r, struct buf *out)
{
	struct arena view = { 0 };
	struct entries entries = fold(&view, r->settled.list);

	if (r->statistics)
		statistics_write(r, out);
	for (uint32_t i = 0; i < entries.count && !r->statistics; i++) {
		const struct entry *entry = &entries.at[i];

		report_line(r, entry->finding, out);
		if (entry->services.count > 0) {
			buf_str(out, STR(" (in "));
			fold_services(out, entry);
			buf_char(out, ')');
		}
		buf_char(out, '\n');
	}
	if (!r->quiet)
		report_summary(r, out);
	arena_release(&view);
}
