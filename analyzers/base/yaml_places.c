/*
 * yaml_places.c - an index of lines and of every 64th character.
 */
#include "base/yaml_places.h"

#include "base/arena.h"
#include "base/utf8.h"

#define STRIDE 64

/* Bytes of the character at `byte`; 1 for what is none, so that it ends. */
static uint32_t
step(struct str text, uint32_t byte)
{
	size_t n = utf8_length((struct str){ text.at + byte, text.len - byte });

	return n > 0 ? (uint32_t)n : 1;
}

void
yaml_places_build(struct yaml_places *p, struct arena *a, struct str text, uint32_t skipped)
{
	uint32_t character = 0;

	*p = (struct yaml_places){ .text = text, .skipped = skipped };
	*vec_push(a, &p->lines) = (struct yaml_stop){ 0 };
	for (uint32_t i = 0; i < text.len; character++) {
		char c = text.at[i];

		if (character % STRIDE == 0)
			*vec_push(a, &p->characters) = (struct yaml_stop){ i, character };
		i += step(text, i);
		if (c == '\n' || (c == '\r' && (i >= text.len || text.at[i] != '\n')))
			*vec_push(a, &p->lines) = (struct yaml_stop){ i, character + 1 };
	}
}

/* The byte at which a character starts. */
static struct yaml_stop
stop_of_character(const struct yaml_places *p, size_t character)
{
	struct yaml_stop stop = { 0 };
	size_t i = character / STRIDE;

	if (p->characters.count == 0)
		return stop;
	stop = p->characters.at[i < p->characters.count ? i : p->characters.count - 1];
	while (stop.character < character && stop.byte < p->text.len) {
		stop.byte += step(p->text, stop.byte);
		stop.character++;
	}
	return stop;
}

/* The line, from 0, that the byte stands on. */
static uint32_t
line_of(const struct yaml_places *p, uint32_t byte)
{
	uint32_t low = 0, high = p->lines.count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (p->lines.at[middle].byte <= byte)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct doc_place
yaml_place(const struct yaml_places *p, size_t from, size_t to)
{
	struct yaml_stop start = stop_of_character(p, from);
	struct yaml_stop end = stop_of_character(p, to > from ? to : from);
	uint32_t line = line_of(p, start.byte), end_line = line_of(p, end.byte);

	return (struct doc_place){
		.start = start.byte + p->skipped,
		.end = end.byte + p->skipped,
		.line = line + 1,
		.column = start.character - p->lines.at[line].character + 1,
		.end_line = end_line + 1,
		.end_column = end.character - p->lines.at[end_line].character + 1,
	};
}

struct doc_place
yaml_place_of_byte(const struct yaml_places *p, size_t byte)
{
	uint32_t at = byte < p->text.len ? (uint32_t)byte : (uint32_t)p->text.len;
	struct yaml_stop line = p->lines.at[line_of(p, at)];
	size_t column = utf8_count((struct str){ p->text.at + line.byte, at - line.byte });

	return yaml_place(p, line.character + column, 0);
}

void
yaml_place_trim(const struct yaml_places *p, struct doc_place *place)
{
	uint32_t end = place->end - p->skipped, start = place->start - p->skipped;

	while (end > start && strchr(" \t\r\n", p->text.at[end - 1]) != NULL)
		end--;
	struct doc_place at = yaml_place_of_byte(p, end);
	place->end = at.end;
	place->end_line = at.end_line;
	place->end_column = at.end_column;
}
