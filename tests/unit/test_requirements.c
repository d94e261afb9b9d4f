/*
 * test_requirements.c - grammars/requirements.c, and what pip takes for a requirement.
 */
#include "manifest.h"

#define SAYS(text, want) manifest_expect(t, &grammar_requirements, STR(text), want)

static void
claims(struct test *t)
{
	static const char *const ours[] = {
		"requirements.txt",     "a/requirements-dev.txt", "dev_requirements.in",
		"requirements/base.in", "b/requirements/x.txt",   "Requirements.txt",
		"constraints.txt",
	};
	static const char *const others[] = {
		"requirements.py", "requirements/readme.md", "a.txt", "my-constraints.txt", "in",
	};

	for (size_t i = 0; i < countof(ours); i++)
		EXPECT(grammar_requirements.claims(str_of(ours[i])));
	for (size_t i = 0; i < countof(others); i++)
		EXPECT(!grammar_requirements.claims(str_of(others[i])));
}

static void
names_and_versions(struct test *t)
{
	SAYS("Flask\n", "require 1:1 Flask\n");
	SAYS("  uvicorn [standard , x]>=0.1, <2 ; python_version >= \"3.8\"",
	     "require 1:3 uvicorn [standard,x] >=0.1, <2 ; python_version >= \"3.8\"\n");
	SAYS("a==1.*\r\nb===x_y\nc (>= 1)\n",
	     "require 1:1 a ==1.*\nrequire 2:1 b ===x_y\nrequire 3:1 c >= 1\n");
}

static void
comments(struct test *t)
{
	SAYS("# a\n\n  # b\nc # d\ne#f\n", "require 4:1 c\nrequire 5:1  e#f\n");
	SAYS("a # shoring: ignore[ REQ002 ,x]\n", "require 1:1 a\nignore 1:3 REQ002,x\n");
	SAYS("# shoring: ignore-file\na\n# shoring: ignore-file\n",
	     "require 2:1 a\nignore-file 1:1 \n");
	SAYS("# shoring: ignored\n", "");
}

static void
continuations(struct test *t)
{
	SAYS("a \\\n  >=1 \\\n  --hash=sha256:00 \\\n --hash=sha256:11\nb\n",
	     "require 1:1 a >=1\nrequire 5:1 b\n");
	SAYS("a \\\n# no more\nb\n", "require 1:1 a\nrequire 3:1 b\n");
	SAYS("a>=1 \\", "require 1:1 a >=1\n");
	SAYS("# c \\\nb\n", "require 2:1 b\n");
}

static void
options(struct test *t)
{
	SAYS("-r a.txt\n-rb.txt\n--requirement=c.txt\n--requirement d.txt\n-c e.txt\n",
	     "include 1:4 a.txt\ninclude 2:1 b.txt\ninclude 3:1 c.txt\ninclude 4:15 d.txt\n"
	     "constraint 5:4 e.txt\n");
	SAYS("--index-url https://x\n-i y\n--pre\n-r\n", "");
	SAYS("-e .\n-e ../lib[dev]\n--editable=./c\n",
	     "install 1:4 .\ninstall 2:4 dev > ../lib\ninstall 3:1 ./c\n");
	SAYS("-e git+ssh://git@x/y.git@v1#egg=why[a]&subdirectory=z\n",
	     "require 1:4 why [a] @ git+ssh://git@x/y.git@v1#egg=why[a]&subdirectory=z\n");
}

static void
locations(struct test *t)
{
	SAYS("./libs/common\n../x ; os_name == 'nt'\nfile:./q\nfile:///opt/lib\n",
	     "install 1:1 ./libs/common\ninstall 2:1 ../x\ninstall 3:1 ./q\n"
	     "install 4:1 /opt/lib\n");
	SAYS("common @ file:../common\n",
	     "require 1:1 common @ file:../common\ninstall 1:1 ../common\n");
	SAYS("a @ https://x/a.whl ; python_version < '3'\n",
	     "require 1:1 a ; python_version < '3' @ https://x/a.whl\n");
	SAYS("https://x/pkg_name-1.0-py3-none-any.whl\nwheels/foo-bar-2.0.tar.gz\ngit+https://x/"
	     "y\n",
	     "require 1:1 pkg_name @ https://x/pkg_name-1.0-py3-none-any.whl\n"
	     "require 2:1 foo-bar @ wheels/foo-bar-2.0.tar.gz\nrequire 3:1  @ git+https://x/y\n");
	SAYS("c @ {root:parent:uri}/c\n",
	     "require 1:1 c @ {root:parent:uri}/c\ninstall 1:1 ../c\n");
}

static void
what_is_none(struct test *t)
{
	SAYS("not a requirement\n", "require 1:1  not a requirement\n");
	SAYS("a==\nb===\n", "require 1:1  a==\nrequire 2:1 b ===\n");
	SAYS("-\n", "");
	SAYS("a[b\n", "require 1:1  a[b\n");
	SAYS("_a\n", "require 1:1  _a\n");
	SAYS("", "");
}

static void
encodings(struct test *t)
{
	SAYS("\xEF\xBB\xBF"
	     "a\n",
	     "require 1:1 a\n");
	SAYS("# \xE4\na\n", "require 2:1 a\n");
	manifest_expect(
		t, &grammar_requirements,
		STR("\xFF\xFE"
	            "#\0\xE4\0\n\0a\0=\0=\0001\0"),
		"require 2:1 a ==1\n");
	manifest_expect(t, &grammar_requirements, STR("\xFE\xFF\0a\0b\0"), "require 1:1 ab\n");
	SAYS("a # \xC3\xA4 shoring: x # shoring: ignore\n", "require 1:1 a\nignore 1:18 \n");
}

static void
hostile(struct test *t)
{
	static const char *const parts[] = {
		"a ", "\\\n", "#", "[",  "a @ ", "-r ",   "${A}", "# shoring: ignore[",
		"\r", "a,",   ";", "./", "\"",   "a>=1,",
	};

	manifest_hostile(t, &grammar_requirements, parts, countof(parts));
}

TEST_MAIN(CASE(claims), CASE(names_and_versions), CASE(comments), CASE(continuations),
          CASE(options), CASE(locations), CASE(what_is_none), CASE(encodings), CASE(hostile))
