/*
 * err.c - one-line messages for the user, and the way out for faults of our own.
 */
#include "base/err.h"

#include <stdarg.h>

#include "base/utf8.h"

/* Put the text in place: no byte of it can end the line, and the cut is between characters. */
static void
err_store(struct err *err, const char *text, bool cut)
{
	size_t len = strlen(text);

	if (len >= sizeof(err->text)) {
		len = sizeof(err->text) - 1;
		cut = true;
	}
	if (cut) {
		/* Step back over a character whose last bytes were cut off. */
		size_t lead = len;

		while (lead > 0 && len - lead < 3 && utf8_is_inside(text[lead - 1]))
			lead--;
		if (lead > 0 && (unsigned char)text[lead - 1] >= 0xC0 &&
		    utf8_length((struct str){ text + lead - 1, len - lead + 1 }) == 0)
			len = lead - 1;
	}
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		err->text[i] = c < 0x20 || c == 0x7F ? '?' : text[i];
	}
	err->text[len] = '\0';
}

bool
err_set(struct err *err, const char *fmt, ...)
{
	struct err made; /* the arguments may point into *err */
	va_list ap;

	va_start(ap, fmt);
	int len = vsnprintf(made.text, sizeof(made.text), fmt, ap);
	va_end(ap);
	if (len < 0)
		die("text that cannot be formatted: %s", fmt);
	err_store(err, made.text, (size_t)len >= sizeof(made.text));
	return false;
}

bool
err_wrap(struct err *err, const char *fmt, ...)
{
	char made[2 * sizeof(err->text) + 2];
	va_list ap;

	va_start(ap, fmt);
	int len = vsnprintf(made, sizeof(err->text), fmt, ap);
	va_end(ap);
	if (len < 0)
		die("text that cannot be formatted: %s", fmt);
	size_t used = strlen(made);
	snprintf(made + used, sizeof(made) - used, ": %s", err->text);
	err_store(err, made, false);
	return false;
}

noreturn void
die(const char *fmt, ...)
{
	va_list ap;

	fputs("shoring: internal error: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	fflush(stderr);
	/* Nothing else: other threads may be at work, and a half-written report is none. */
	_Exit(3);
}
