/*
 * requirements.c - requirements files, line by line as pip reads them (pip's req_file.py), and
 * what pip-compile and uv say in their comments of where a requirement comes from.
 */
#include "base/arena.h"
#include "base/path.h"
#include "grammars/grammars.h"
#include "grammars/joined.h"
#include "grammars/merge.h"
#include "grammars/pip.h"
#include "grammars/words.h"

static bool
contains(struct str s, struct str part)
{
	for (size_t i = 0; i + part.len <= s.len; i++)
		if (str_like(str_slice(s, i, i + part.len), part))
			return true;
	return false;
}

static bool
claims(struct str path)
{
	struct str base = path_base(path);

	if ((!path_has_ext(base, STR("txt")) && !path_has_ext(base, STR("in"))) ||
	    manifest_is_leftover(path))
		return false;
	return contains(base, STR("requirements")) ||
	       (base.len >= 11 && str_like(str_slice(base, 0, 11), STR("constraints"))) ||
	       str_eq(path_base(path_dir(path)), STR("requirements"));
}

/* Where a comment starts: '#' at the start or after a blank. */
static size_t
comment_at(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] == '#' && (i == 0 || char_is_blank(line.at[i - 1])))
			return i;
	return line.len;
}

static bool
is_comment(struct str line)
{
	struct str rest = str_skip(line);

	return rest.len > 0 && rest.at[0] == '#';
}

static void
join(const struct manifest *m, struct joined *j, struct str part)
{
	joined_add(m->a, j, part, manifest_offset(m, part));
}

/* "-r FILE", "--requirement=FILE", "-rFILE": the file, when word i is that option. */
static bool
option_value(struct word_vec words, uint32_t *i, struct str brief, struct str full,
             struct word *out)
{
	struct word w = words.at[*i];

	if (str_eq(w.text, brief) || str_eq(w.text, full)) {
		if (*i + 1 >= words.count)
			return false;
		*out = words.at[++*i];
		return true;
	}
	if (str_starts(w.text, full) && w.text.at[full.len] == '=')
		w.text = str_from(w.text, full.len + 1);
	else if (str_starts(w.text, brief) && w.text.len > 2 && w.text.at[1] != '-')
		w.text = str_from(w.text, 2);
	else
		return false;
	*out = w;
	return true;
}

/* The place of a piece of a line: of the whole, where the line is no line of the manifest. */
static struct span
place_of(const struct manifest *m, const struct span *whole, size_t start, size_t end)
{
	return whole != NULL ? *whole : manifest_span(m, start, end);
}

static void
read_options(const struct manifest *m, const struct splice *line, const struct span *whole)
{
	const struct splitter splitter = { m->a, NULL, WORDS_PLAIN, '\\', NULL };
	struct word_vec words = words_split(&splitter, line);
	struct word value;

	for (uint32_t i = 0; i < words.count; i++) {
		enum directive_kind kind;

		if (option_value(words, &i, STR("-e"), STR("--editable"), &value)) {
			pip_add(m, value.text, place_of(m, whole, value.start, value.end), STR(""));
			continue;
		}
		if (option_value(words, &i, STR("-r"), STR("--requirement"), &value))
			kind = DIRECTIVE_INCLUDE;
		else if (option_value(words, &i, STR("-c"), STR("--constraint"), &value))
			kind = DIRECTIVE_CONSTRAINT;
		else
			continue;
		manifest_directive(
			m, kind, place_of(m, whole, value.start, value.end), STR(""), value.text);
	}
}

/* Options may follow a requirement: the first word that starts with '-'. */
static size_t
options_at(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == '-' && (i == 0 || text.at[i - 1] == ' '))
			return i;
	return text.len;
}

/* Add the items of a comment: "-r a.in", "flask", with commas between. */
static void
add_via(struct arena *a, struct char_vec *via, struct str items)
{
	struct str rest = items, item;

	while (str_cut(&rest, ',', &item)) {
		item = str_trim(item);
		if (item.len > 0 && via->count > 0)
			*vec_push(a, via) = '\n';
		chars_add(a, via, item);
	}
}

/* Is the comment (from its '#' on) one that says what brings a requirement? */
static bool
is_via(struct str comment, struct str *items)
{
	struct str text = str_trim(str_from(comment, 1));

	if (!str_starts(text, STR("via")) || (text.len > 3 && !char_is_blank(text.at[3])))
		return false;
	*items = str_from(text, 3);
	return true;
}

/* What brings the requirement whose line has that comment and whose last line is `last`: pip-compile
 * and uv write it beside it, or below it in comments that are indented. */
static struct str
via_of(const struct manifest *m, struct str comment, uint32_t last)
{
	struct char_vec via = { 0 };
	struct str items = STR("");
	bool found = comment.len > 0 && is_via(comment, &items);

	add_via(m->a, &via, items);
	for (uint32_t i = last + 1; i < m->line_count; i++) {
		struct str line = manifest_line(m, i);

		if (!is_comment(line) || !char_is_blank(line.at[0]))
			break;
		line = str_skip(line);
		if (found)
			items = str_from(line, 1);
		else if (!is_via(line, &items))
			break;
		found = true;
		add_via(m->a, &via, items);
	}
	return chars_text(&via);
}

/* Where the requirement ends: pip takes a ';' with nothing behind it for no marker, though PEP 508 does not. */
static size_t
without_empty_marker(struct str text, size_t start, size_t end)
{
	size_t cut = end;

	if (end == start || text.at[end - 1] != ';' ||
	    memchr(text.at + start, ';', end - 1 - start) != NULL)
		return end;
	do
		cut--;
	while (cut > start && char_is_blank(text.at[cut - 1]));
	return cut > start ? cut : end;
}

static void
read_line(const struct manifest *m, struct splice line, const struct span *whole)
{
	size_t start = 0, end = comment_at(line.text);

	while (start < end && char_is_blank(line.text.at[start]))
		start++;
	while (end > start && char_is_blank(line.text.at[end - 1]))
		end--;
	if (start == end)
		return;
	if (line.text.at[start] == '-') {
		line.text.len = end;
		read_options(m, &line, whole);
		return;
	}
	end = start + options_at(str_slice(line.text, start, end));
	while (end > start && char_is_blank(line.text.at[end - 1]))
		end--;
	end = without_empty_marker(line.text, start, end);
	pip_add(m, str_slice(line.text, start, end),
	        place_of(m, whole, splice_at(&line, start), splice_at(&line, end - 1) + 1),
	        STR(""));
}

void
pip_add_line(const struct manifest *m, struct str line, struct span span)
{
	read_line(m, (struct splice){ line, NULL, 0 }, &span);
}

/* A line, or several joined, of which line i of the file is the last. */
static void
read_file_line(struct manifest *m, struct splice line, uint32_t i)
{
	size_t end = comment_at(line.text);

	if (str_trim(str_slice(line.text, 0, end)).len == 0)
		return;
	m->via = via_of(m, str_from(line.text, end), i);
	m->flags = m->compiled || m->via.len > 0 ? REQUIREMENT_COMPILED : 0;
	read_line(m, line, NULL);
}

/* The tools that make such files say so at the top. */
static bool
is_compiled(const struct manifest *m)
{
	for (uint32_t i = 0; i < m->line_count; i++) {
		struct str line = manifest_line(m, i);

		if (!is_comment(line) && str_trim(line).len > 0)
			return false;
		if (contains(line, STR("autogenerated by")) || contains(line, STR("@generated by")))
			return true;
	}
	return false;
}

static struct str
without_backslashes(struct str s)
{
	while (s.len > 0 && s.at[s.len - 1] == '\\')
		s.len--;
	while (s.len > 0 && s.at[0] == '\\')
		s = str_from(s, 1);
	return s;
}

/* Neither side of a merge counts for certain, until somebody chooses. */
static void
say_unfinished(const struct manifest *m, struct str text, struct fact_writer *out)
{
	size_t at;
	uint32_t line;

	if (merge_marker(text, &at, &line))
		facts_add_problem(
			out,
			(struct fact_problem){
				.span = manifest_span(m, at, at + strlen("<<<<<<<")),
				.kind = PROBLEM_SYNTAX,
				.message = facts_put(out, STR("a merge is not finished here")),
			});
}

static void
read_requirements(void *worker, struct arena *scratch, struct str path, struct str text,
                  struct fact_writer *out)
{
	struct manifest m = manifest_open(scratch, text, out);
	struct joined j = { 0 };
	bool joining = false;

	(void)worker, (void)path;
	m.compiled = is_compiled(&m);
	say_unfinished(&m, text, out);
	for (uint32_t i = 0; i < m.line_count; i++) {
		struct str line = manifest_line(&m, i);
		bool comment = is_comment(line);

		if (line.len > 0 && line.at[line.len - 1] == '\\' && !comment) {
			if (!joining)
				j.text.count = j.from.count = 0;
			joining = true;
			join(&m, &j, without_backslashes(line));
			if (i + 1 < m.line_count)
				continue;
			line = STR("");
		}
		if (!joining) {
			read_file_line(&m, (struct splice){ line, NULL, (uint32_t)m.lines[i] }, i);
			continue;
		}
		if (!comment)
			join(&m, &j, line);
		joining = false;
		if (j.text.count > 0)
			read_file_line(&m, (struct splice){ chars_text(&j.text), j.from.at, 0 }, i);
	}
	manifest_ignores(&m, false);
}

const struct grammar grammar_requirements = {
	.name = "requirements",
	.version = 3,
	.claims = claims,
	.read = read_requirements,
};
