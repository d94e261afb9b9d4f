/*
 * points.c - entry points: commands, and what others find by themselves.
 */
#include "base/arena.h"
#include "base/path.h"
#include "installed/inside.h"

/* A line "name = module:function" in a group of entry_points.txt. */
struct point {
	struct str group, name;
};

/* The next of them; *group is that of the one before, "" at the start. */
static bool
point_cut(struct str *rest, struct point *point)
{
	struct str line;

	while (line_cut(rest, &line)) {
		if (line.len > 1 && line.at[0] == '[') {
			point->group = (struct str){
				line.at + 1, line.len - 1 - (line.at[line.len - 1] == ']')
			};
		} else if (line.len > 0 && line.at[0] != '#' && line.at[0] != ';') {
			struct str value = line;

			(void)str_cut(&value, '=', &point->name);
			while (point->name.len > 0 &&
			       strchr(" \t", point->name.at[point->name.len - 1]))
				point->name.len--;
			return true;
		}
	}
	return false;
}

static bool
is_command(struct str group)
{
	return str_eq(group, STR("console_scripts")) || str_eq(group, STR("gui_scripts"));
}

static bool
read_points(struct installed *env, const struct dist *dist, struct str *text)
{
	return dist->form != EGG_FILE &&
	       files_read(env, path_join(env->arena, dist->path, STR("entry_points.txt")), text);
}

/* Groups, or names in groups of commands, each once. */
static struct strs
list_points(struct installed *env, struct str dist, bool commands)
{
	const struct dist *found = dist_find(env, dist);
	struct point point = { STR(""), STR("") };
	struct path_list list = { 0 };
	struct map seen = { 0 };
	struct str text;

	if (found == NULL || !read_points(env, found, &text))
		return (struct strs){ 0 };
	while (point_cut(&text, &point)) {
		name_id id = names_put(env->names, commands ? point.name : point.group);
		bool fresh;

		if (is_command(point.group) != commands)
			continue;
		*map_put(env->arena, &seen, id, &fresh) = 1;
		if (fresh && id != NAME_NONE)
			*vec_push(env->arena, &list) = names_text(env->names, id);
	}
	return (struct strs){ list.at, list.count };
}

struct strs
points_commands(struct installed *env, struct str dist)
{
	return list_points(env, dist, true);
}

struct strs
points_plugs(struct installed *env, struct str dist)
{
	return list_points(env, dist, false);
}
