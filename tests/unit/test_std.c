/*
 * test_std.c - the modules and classes of the standard library, and how they are looked up. That
 * the tables are true is shown in tests/differential.
 */
#include "rules/std.h"
#include "test.h"

static struct std_name
look(unsigned minor, const char *module, const char *name)
{
	return std_module_name(minor, str_of(module), str_of(name));
}

static struct std_class_info
info_of(struct test *t, unsigned minor, std_class cls)
{
	struct std_class_info info = { 0 };

	EXPECT(std_class_get(minor, cls, &info));
	return info;
}

/* Is the name of the module the class of that name? */
static void
expect_class(struct test *t, unsigned minor, const char *const row[3])
{
	struct std_name name = look(minor, row[0], row[1]);

	printf("# 3.%u %s.%s\n", minor, row[0], row[1]);
	if (EXPECT_INT(name.kind, STD_CLASS)) {
		EXPECT_STR(info_of(t, minor, name.cls).name, row[2]);
		EXPECT_INT(std_class_find(str_of(row[2])), name.cls);
	}
}

static void
names_of_modules_are_classes(struct test *t)
{
	static const char *const known[][3] = {
		{ "builtins", "dict", "builtins.dict" },
		{ "collections", "OrderedDict", "collections.OrderedDict" },
		{ "unittest", "TestCase", "unittest.case.TestCase" },
		{ "os", "PathLike", "os.PathLike" },
		{ "typing", "Protocol", "typing.Protocol" },
		{ "typing", "Generic", "typing.Generic" },
		{ "abc", "ABC", "abc.ABC" },
		{ "io", "StringIO", "_io.StringIO" },
		{ "socketserver", "ThreadingMixIn", "socketserver.ThreadingMixIn" },
		{ "email.message", "Message", "email.message.Message" },
		{ "types", "SimpleNamespace", "types.SimpleNamespace" },
		{ "types", "ModuleType", "builtins.module" },
		{ "collections.abc", "Mapping", "collections.abc.Mapping" },
		{ "concurrent.futures", "ThreadPoolExecutor",
		  "concurrent.futures.thread.ThreadPoolExecutor" },
		{ "tkinter", "Frame", "tkinter.Frame" },
		{ "ssl", "SSLContext", "ssl.SSLContext" },
		{ "ctypes", "Structure", "_ctypes.Structure" },
		{ "enum", "IntEnum", "enum.IntEnum" },
		{ "decimal", "Decimal", "decimal.Decimal" },
	};

	for (unsigned minor = 8; minor <= 14; minor++)
		for (size_t i = 0; i < countof(known); i++)
			expect_class(t, minor, known[i]);
}

static void
versions_differ(struct test *t)
{
	EXPECT_INT(look(9, "collections", "Mapping").kind, STD_CLASS);
	EXPECT_INT(look(10, "collections", "Mapping").kind, STD_UNKNOWN);
	EXPECT_INT(look(10, "typing", "Any").kind, STD_REFUSED);
	EXPECT_INT(look(11, "typing", "Any").kind, STD_CLASS);
	EXPECT_INT(look(8, "typing", "NamedTuple").kind, STD_CLASS);
	EXPECT_INT(look(9, "typing", "NamedTuple").kind, STD_ALIAS);
	EXPECT(std_has_module(11, STR("asyncore")) && !std_has_module(12, STR("asyncore")));
	EXPECT(!std_has_module(13, STR("annotationlib")) &&
	       std_has_module(14, STR("annotationlib")));
	EXPECT(std_has_module(0, STR("imp")) && std_has_module(99, STR("annotationlib")));
	EXPECT(!std_has_module(11, STR("collection")) && !std_has_module(11, STR("")));
}

static void
names_are_told_apart(struct test *t)
{
	struct std_name name = look(11, "os", "path");

	EXPECT_INT(name.kind, STD_MODULE);
	EXPECT_STR(name.module, "posixpath");
	EXPECT(std_has_module(11, STR("os.path")));
	EXPECT_INT(look(11, "os.path", "join").kind, STD_FUNCTION);
	EXPECT_STR(look(11, "xml", "etree").module, "xml.etree");
	EXPECT_INT(look(11, "os", "sep").kind, STD_VALUE);
	EXPECT_INT(look(11, "os", "getcwd").kind, STD_FUNCTION);
	EXPECT_INT(look(11, "os", "no_such").kind, STD_UNKNOWN);
	EXPECT_INT(look(11, "no_such", "os").kind, STD_UNKNOWN);
	EXPECT_INT(look(11, "typing", "Optional").kind, STD_REFUSED);
	EXPECT(look(11, "os", "walk").star && !look(11, "os", "abc").star);
}

/* The alias must stand for the class, and for Generic if `generic`. */
static void
expect_alias(struct test *t, unsigned minor, const char *name, const char *class, bool generic)
{
	struct std_name found = look(minor, "typing", name);

	printf("# 3.%u typing.%s\n", minor, name);
	EXPECT_INT(found.adds_generic, generic);
	EXPECT_INT(found.cls, STD_CLASS_NONE);
	if (EXPECT_INT(found.kind, STD_ALIAS) && EXPECT_INT(found.entries.count, 1))
		EXPECT_STR(info_of(t, minor, found.entries.at[0]).name, class);
}

static void
aliases_stand_for_classes(struct test *t)
{
	for (unsigned minor = 8; minor <= 14; minor++) {
		expect_alias(t, minor, "List", "builtins.list", true);
		expect_alias(t, minor, "Mapping", "collections.abc.Mapping", true);
	}
	expect_alias(t, 9, "NamedTuple", "typing.NamedTuple", false);
	expect_alias(t, 12, "TypedDict", "typing.TypedDict", false);
}

static void
classes_say_what_they_are(struct test *t)
{
	std_class object = std_class_find(STR("builtins.object"));
	std_class type = std_class_find(STR("builtins.type"));
	std_class integer = std_class_find(STR("builtins.int"));
	struct std_class_info info = info_of(t, 11, object);

	EXPECT(info.bases.count == 0 && info.solid == object && info.meta == type);
	info = info_of(t, 11, std_class_find(STR("builtins.bool")));
	EXPECT(info.bases.count == 1 && info.bases.at[0] == integer && info.meta == type);
	EXPECT((info.flags & STD_FINAL) != 0 && (info.flags & STD_VARIABLE) != 0);
	info = info_of(t, 11, std_class_find(STR("collections.abc.Mapping")));
	EXPECT_INT(info.meta, std_class_find(STR("abc.ABCMeta")));
	EXPECT((info.flags & (STD_FINAL | STD_REFUSES)) == 0 && info.solid == object);
	EXPECT((info.flags & STD_SUBSCRIPT) != 0);
	info = info_of(t, 11, std_class_find(STR("http.HTTPStatus")));
	EXPECT((info.flags & STD_ENUM_MEMBERS) != 0 && (info.flags & STD_REFUSES) != 0);
	EXPECT_INT(info.solid, std_class_find(STR("enum.IntEnum")));
	info = info_of(t, 12, std_class_find(STR("http.HTTPStatus")));
	EXPECT_INT(info.solid, integer);
	info = info_of(t, 11, std_class_find(STR("builtins.Exception")));
	EXPECT((info.flags & STD_DICT) != 0 && info.solid == info.bases.at[0]);
	info = info_of(t, 11, std_class_find(STR("typing.Generic")));
	EXPECT((info.flags & STD_INIT_SUBCLASS) != 0 && (info.flags & STD_FINAL) == 0);
	EXPECT_INT(std_class_find(STR("builtins.obj")), STD_CLASS_NONE);
	EXPECT_INT(std_class_find(STR("")), STD_CLASS_NONE);
	EXPECT(!std_class_get(11, STD_CLASS_NONE, &info));
	EXPECT(!std_class_get(13, std_class_find(STR("asyncore.dispatcher")), &info));
	EXPECT(std_class_get(11, std_class_find(STR("asyncore.dispatcher")), &info));
}

static void
bodies_have_names(struct test *t)
{
	std_class thread = std_class_find(STR("threading.Thread"));
	std_class list = std_class_find(STR("builtins.list"));
	uint32_t count = 0, at = 0;
	struct std_name name;

	EXPECT_INT(std_class_name(11, thread, STR("run")).kind, STD_FUNCTION);
	EXPECT_INT(std_class_name(11, thread, STR("daemon")).kind, STD_VALUE);
	EXPECT_INT(std_class_name(11, thread, STR("__reduce__")).kind, STD_UNKNOWN);
	EXPECT_INT(std_class_name(11, STD_CLASS_NONE, STR("run")).kind, STD_UNKNOWN);
	EXPECT_INT(std_class_name(11, list, STR("__hash__")).kind, STD_VALUE);
	while (std_class_next(11, list, &at, &name))
		count += name.kind == STD_FUNCTION && !name.star;
	EXPECT(count > 30 && count < 60);
	at = 0;
	EXPECT(!std_class_next(11, STD_CLASS_NONE, &at, &name));
	EXPECT(!std_module_next(11, STR("no_such"), &at, &name));
}

TEST_MAIN(CASE(names_of_modules_are_classes), CASE(versions_differ), CASE(names_are_told_apart),
          CASE(aliases_stand_for_classes), CASE(classes_say_what_they_are), CASE(bodies_have_names))
