/*
 * reread.c - files read once more, by the path the scan gave them.
 */
#include "common/reread.h"

bool
reread_file(const struct project *p, struct str path, struct buf *out)
{
	return scan_read(p->scan, path, SCAN_SIZE_LIMIT, out);
}

/* The first place where the text has the word whole; NULL: there is none. */
static const char *
find_whole(struct str text, struct str word)
{
	const char *at = text.at, *end = at + text.len;

	if (word.len == 0 || text.len < word.len)
		return NULL;
	while ((size_t)(end - at) >= word.len) {
		at = memchr(at, word.at[0], (size_t)(end - at) - word.len + 1);
		if (at == NULL)
			return NULL;
		if (memcmp(at, word.at, word.len) == 0 &&
		    (at == text.at || !char_is_name(at[-1])) &&
		    (at + word.len == end || !char_is_name(at[word.len])))
			return at;
		at++;
	}
	return NULL;
}

bool
reread_mentions(struct str text, struct str word)
{
	return find_whole(text, word) != NULL;
}

uint32_t
reread_count(struct str text, struct str word)
{
	uint32_t count = 0;
	const char *at;

	for (; (at = find_whole(text, word)) != NULL; count++)
		text = str_from(text, (size_t)(at - text.at) + word.len);
	return count;
}

void
reread_fold(struct str text, const struct span *span, struct buf *out)
{
	bool blank = false;

	buf_clear(out);
	if (span->end > text.len || span->start > span->end)
		return;
	for (size_t i = span->start; i < span->end; i++) {
		char c = text.at[i];
		bool joins = c == '\\' && i + 1 < span->end &&
		             (text.at[i + 1] == '\n' || text.at[i + 1] == '\r');

		if (char_is_blank(c) || joins) {
			blank = true;
			continue;
		}
		if (blank && out->len > 0)
			buf_char(out, ' ');
		blank = false;
		buf_char(out, c);
	}
}
