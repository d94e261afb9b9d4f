/*
 * regex.c - PCRE2 with every bound that it has.
 */
#include "base/regex.h"

#include "base/arena.h"
#include "base/err.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* PCRE2 counts its steps anew at each place of the subject where a match could start. For a long
 * subject the limit shrinks, so that all places together stay below this, about a second ... */
#define STEPS_IN_ALL 50000000
/* ... but a line of ordinary length must still be read to its end from each place. */
#define STEPS_LEAST 1000

struct regex {
	pcre2_code *code;
};

static void
regex_free(void *code)
{
	pcre2_code_free(code);
}

const struct regex *
regex_new(struct arena *a, struct str text, struct err *err)
{
	/* Bytes that are not UTF-8 match nothing; \C, which would match one of them, is refused. */
	const uint32_t options =
		PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	PCRE2_SIZE offset = 0;
	int code = 0;

	if (context == NULL)
		die("out of memory");
	pcre2_set_max_pattern_length(context, REGEX_LENGTH_LIMIT);
	pcre2_code *made = pcre2_compile(
		(PCRE2_SPTR)(text.len > 0 ? text.at : ""), text.len, options, &code, &offset,
		context);
	pcre2_compile_context_free(context);
	if (made == NULL) {
		char why[256] = "not a regular expression";

		/* A message that is cut short is a message still. */
		(void)pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof(why));
		err_set(err, "%s (at offset %zu)", why, (size_t)offset);
		return NULL;
	}
	/* Only faster: where there is none, or no memory for it, the interpreter does it. */
	(void)pcre2_jit_compile(made, PCRE2_JIT_COMPLETE);
	arena_on_release(a, regex_free, made);

	struct regex *r = arena_new(a, struct regex);
	r->code = made;
	return r;
}

/* Steps that a match may take from one place of a subject of len bytes. */
static uint32_t
match_limit(size_t len)
{
	if (len <= STEPS_IN_ALL / REGEX_MATCH_LIMIT)
		return REGEX_MATCH_LIMIT;
	if (len >= STEPS_IN_ALL / STEPS_LEAST)
		return STEPS_LEAST;
	return (uint32_t)(STEPS_IN_ALL / len);
}

enum regex_result
regex_search(const struct regex *r, struct str subject)
{
	pcre2_match_context *context = pcre2_match_context_create(NULL);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	PCRE2_SPTR at = (PCRE2_SPTR)(subject.len > 0 ? subject.at : "");

	if (context == NULL || data == NULL)
		die("out of memory");
	pcre2_set_match_limit(context, match_limit(subject.len));
	pcre2_set_depth_limit(context, match_limit(subject.len));
	pcre2_set_heap_limit(context, REGEX_HEAP_LIMIT);
	int code = pcre2_match(r->code, at, subject.len, 0, 0, data, context);
	/* Compiled code has a small stack; the interpreter has the heap, within its limit. */
	if (code == PCRE2_ERROR_JIT_STACKLIMIT)
		code = pcre2_match(r->code, at, subject.len, 0, PCRE2_NO_JIT, data, context);
	pcre2_match_data_free(data);
	pcre2_match_context_free(context);

	if (code == PCRE2_ERROR_NOMEMORY)
		die("out of memory");
	if (code == PCRE2_ERROR_NOMATCH)
		return REGEX_NO;
	return code >= 0 ? REGEX_YES : REGEX_GAVE_UP;
}

#define TEXT_OF(x) #x
#define TEXT(x)    TEXT_OF(x)

const char *
regex_version(void)
{
	return TEXT(PCRE2_MAJOR) "." TEXT(PCRE2_MINOR) " " TEXT(PCRE2_DATE);
}
