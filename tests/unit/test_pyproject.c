/*
 * test_pyproject.c - grammars/pyproject*.c, and the older files that say the same: setup.cfg and
 * Pipfile.
 */
#include "grammars/toml_manifest.h"
#include "manifest.h"

#define SAYS(text, want) manifest_expect(t, &grammar_pyproject, STR(text), want)

static void
project(struct test *t)
{
	SAYS("[project]\nname = \"x\"\nrequires-python = \">=3.9\"\n"
	     "dependencies = [\n  \"a>=1\",\n  'b[c] ; python_version < \"3\"',\n"
	     "  \"l @ file:../l\", 1,\n]\n"
	     "[project.optional-dependencies]\ndev = [\"d\"]\n"
	     "[project.scripts]\nrun = \"x.m:f\"\n[project.entry-points.p]\nq = \"x.q\"\n",
	     "require 5:3 a >=1\nrequire 6:3 b [c] ; python_version < \"3\"\n"
	     "require 7:3 l @ file:../l\nrequire 10:8 d {extra:dev}\n"
	     "project 2:8 x\npython 3:19 >=3.9\ninstall 7:3 ../l\nscript 12:1 run > x.m:f\n"
	     "script 14:1 q > x.q\n");
	SAYS("", "");
	SAYS("project = 1\ntool = []\ndependency-groups = \"x\"\n", "");
}

static void
groups(struct test *t)
{
	SAYS("[dependency-groups]\nA_b = [\"x\", {include-group = \"c\"}]\n"
	     "c = [\"y\", {include-group = \"a.B\"}, {include-group = \"none\"}]\n",
	     "require 2:8 x {group:A_b}\nrequire 3:6 y {group:A_b}\n"
	     "require 3:6 y {group:c}\nrequire 2:8 x {group:c}\n");
}

static void
poetry(struct test *t)
{
	SAYS("[tool.poetry]\nname = \"p\"\npackages = [{include = \"p\", from = \"src\"}]\n"
	     "[tool.poetry.dependencies]\npython = \"^3.9\"\na = \"^1.2.3\"\n"
	     "l = {path = \"../l\", develop = true, extras = [\"x\", \"y\"]}\n"
	     "m = [{version = \"<2\", python = \"<3.8\"}, {version = \"~2.1\"}]\n"
	     "o = {version = \"*\", optional = true}\ng = {git = \"https://g\"}\n"
	     "[tool.poetry.extras]\nmore = [\"O\"]\n"
	     "[tool.poetry.group.test.dependencies]\nt = \">=1 <2\"\n"
	     "[tool.poetry.dev-dependencies]\nd = \"1.0\"\n"
	     "[tool.poetry.scripts]\ns = {reference = \"p:f\", type = \"console\"}\n",
	     "require 6:1 a >=1.2.3,<2\nrequire 7:1 l [x,y] @ ../l\n"
	     "require 8:6 m <2 ; python_version < \"3.8\"\nrequire 8:41 m >=2.1,<2.2\n"
	     "require 10:1 g @ https://g\nrequire 9:1 o {extra:more}\n"
	     "require 16:1 d ==1.0 {group:dev}\nrequire 14:1 t >=1,<2 {group:test}\n"
	     "project 2:8 p\npython 5:1 >=3.9,<4\ninstall 7:1 x,y > ../l\n"
	     "root 3:13 src\nscript 18:1 s > p:f\n");
}

static void
poetry_versions(struct test *t)
{
	static const char *const pairs[][2] = {
		{ "*", "" },
		{ "^0.2.3", ">=0.2.3,<0.3" },
		{ "^0.0.3", ">=0.0.3,<0.0.4" },
		{ "^0.0", ">=0.0,<0.1" },
		{ "^0", ">=0,<1" },
		{ "^1.2b1", ">=1.2b1,<2" },
		{ "~1.2.3", ">=1.2.3,<1.3" },
		{ "~1", ">=1,<2" },
		{ "~=1.2", "~=1.2" },
		{ ">= 1.0, <2", ">=1.0,<2" },
		{ "1.*", "==1.*" },
		{ "=1", "==1" },
		{ "^1 || ^3", "" },
		{ "^x", ">=x" },
		{ "", "" },
		{ "^", "" },
	};
	struct arena a = { 0 };

	for (size_t i = 0; i < countof(pairs); i++)
		EXPECT_STR(poetry_specifier(&a, str_of(pairs[i][0])), pairs[i][1]);
	arena_release(&a);
}

static void
tools(struct test *t)
{
	SAYS("[tool.uv]\ndev-dependencies = [\"d\"]\n[tool.uv.workspace]\nmembers = [\"libs/*\"]\n"
	     "exclude = [\"libs/old\"]\n[tool.uv.sources]\nc = {path = \"../c\", editable = true}\n"
	     "w = {workspace = true}\n[tool.uv.build-backend]\nmodule-root = \"lib\"\n",
	     "require 2:21 d {group:dev}\nmember 4:12 libs/*\nno-member 5:12 libs/old\n"
	     "root 10:15 lib\ninstall 7:13 ../c\n");
	SAYS("[tool.hatch.envs.test]\ndependencies = [\"t\"]\nextra-dependencies = [\"u\"]\n"
	     "[tool.hatch.build.targets.wheel]\npackages = [\"src/a\", \"b/\"]\nsources = "
	     "[\"lib\"]\n",
	     "require 2:17 t {group:env-test}\nrequire 3:23 u {group:env-test}\n"
	     "root 5:13 src\nroot 5:22 .\nroot 6:12 lib\n");
	SAYS("[tool.setuptools]\npackage-dir = {\"\" = \"src\", p = \"lib/p\"}\n"
	     "[tool.setuptools.packages.find]\nwhere = [\"w\"]\n"
	     "[tool.setuptools.dynamic]\ndependencies = {file = [\"r.txt\"]}\n"
	     "optional-dependencies.x = {file = \"x.txt\"}\n",
	     "root 2:21 src\nroot 2:32 lib\nroot 4:10 w\ninclude 6:25 r.txt\n"
	     "include 7:35 extra:x > x.txt\n");
	SAYS("[project]\ndependencies = [\"a\"]\n[tool.setuptools.dynamic]\n"
	     "dependencies = {file = [\"r.txt\"]}\noptional-dependencies.x = {file = \"x.txt\"}\n",
	     "require 2:17 a\ninclude 5:35 extra:x > x.txt\n");
	SAYS("[tool.pdm.dev-dependencies]\ne = [\"-e file:///${PROJECT_ROOT}/sub#egg=s\", \"f\"]\n",
	     "require 2:6 s @ file:///${PROJECT_ROOT}/sub#egg=s {group:e}\nrequire 2:46 f "
	     "{group:e}\n"
	     "install 2:6 sub\n");
}

static void
pixi(struct test *t)
{
	SAYS("[tool.pixi.dependencies]\npython = \"3.12\"\nnumpy = \">=2,<3\"\n"
	     "k = {path = \"./k\"}\n[tool.pixi.pypi-dependencies]\nh = {version = \"*\", extras = "
	     "[\"e\"]}\n"
	     "[tool.pixi.target.linux-64.dependencies]\nl = \"*\"\n"
	     "[tool.pixi.feature.topics.dependencies]\nt = {version = \"1.*\", channel = \"c\"}\n"
	     "[tool.pixi.feature.topics.target.osx-64.pypi-dependencies]\nm = \"*\"\n"
	     "[tool.pixi.package.run-dependencies]\nr = \"*\"\n",
	     "require 3:1 numpy >=2,<3 conda\nrequire 4:1 k @ ./k\nrequire 6:1 h [e] conda\n"
	     "require 8:1 l {target:linux-64 } conda\nrequire 14:1 r {feature:package} conda\n"
	     "require 10:1 t ==1.* {feature:topics} conda\n"
	     "require 12:1 m {target:osx-64 feature:topics} conda\ninstall 4:1 ./k\n");
	SAYS("[tool]\npixi = 1\n", "");
	SAYS("[tool.pixi]\ndependencies = [1]\nfeature = 1\ntarget = \"x\"\n", "");
}

static void
broken(struct test *t)
{
	struct arena a = { 0 };
	struct str said = manifest_read(&a, &grammar_pyproject, STR("[project]\nname = \n"));

	EXPECT(str_starts(said, STR("problem 2:")));
	arena_release(&a);
}

static void
setup_cfg(struct test *t)
{
	manifest_expect(
		t, &grammar_setup_cfg,
		STR("[metadata]\nname = n\n[options]\npython_requires = >=3.8\n"
	            "package-dir =\n    = src\n    p = lib/p\ninstall_requires =\n  # no\n    "
	            "a>=1\n\n"
	            "    b; python_version < '3'\n[options.packages.find]\nwhere = w\n"
	            "[options.extras_require]\nt = c; d\nall = file: r.txt\n"
	            "[options.entry_points]\nconsole_scripts =\n    run = m:f\n[tool:x]\na = b\n"),
		"require 10:5 a >=1\nrequire 12:5 b ; python_version < '3'\n"
		"require 16:5 c {extra:t}\nrequire 16:8 d {extra:t}\nproject 2:8 n\npython 4:19 "
		">=3.8\n"
		"root 6:7 src\nroot 7:9 lib\nroot 14:9 w\ninclude 17:13 extra:all > r.txt\n"
		"script 20:11 run > m:f\n");
}

static void
pipfile(struct test *t)
{
	manifest_expect(
		t, &grammar_pipfile,
		STR("[[source]]\nurl = \"x\"\n[packages]\na = \"*\"\n"
	            "b = {version = \">=1\", extras = [\"e\"], sys_platform = \"== 'win32'\"}\n"
	            "c = {path = \"./c\", editable = true}\n[dev-packages]\nd = \"==1\"\n"
	            "[docs]\ne = {git = \"https://e\", ref = \"v\"}\n[requires]\n"
	            "python_version = \"3.11\"\n"),
		"require 4:1 a\nrequire 5:1 b [e] >=1 ; sys_platform == 'win32'\nrequire 6:1 c @ "
		"./c\n"
		"require 8:1 d ==1 {group:dev}\nrequire 10:1 e @ https://e {group:docs}\n"
		"install 6:1 ./c\npython 12:18 ==3.11.*\n");
}

static void
hostile(struct test *t)
{
	static const char *const parts[] = {
		"[project]\n", "a.",    "[[a]]\n", "a = [", "\"", "[tool.poetry.dependencies]\n",
		"=",           "  x\n",
	};

	manifest_hostile(t, &grammar_pyproject, parts, countof(parts));
	manifest_hostile(t, &grammar_pipfile, parts, countof(parts));
	manifest_hostile(t, &grammar_setup_cfg, parts, countof(parts));
}

TEST_MAIN(CASE(project), CASE(groups), CASE(poetry), CASE(poetry_versions), CASE(tools), CASE(pixi),
          CASE(broken), CASE(setup_cfg), CASE(pipfile), CASE(hostile))
