/*
 * page.h - a rule's page on a terminal.
 */
#ifndef SHORING_REPORT_PAGE_H
#define SHORING_REPORT_PAGE_H

#include "base/buf.h"

/* Markdown as the pages have it: headings, paragraphs (wrapped at `width`, 0 for as they are
 * written), lists, tables and fenced code, which is indented. */
void page_write(struct buf *out, struct str page, bool color, unsigned width);

#endif
