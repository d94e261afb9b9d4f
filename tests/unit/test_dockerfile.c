/*
 * test_dockerfile.c - grammars/dockerfile.c with the splitting of commands, and compose files,
 * Procfiles and scripts that have commands, too.
 */
#include "manifest.h"

#define SAYS(text, want) manifest_expect(t, &grammar_dockerfile, STR(text), want)

static void
claims(struct test *t)
{
	static const char *const ours[] = {
		"Dockerfile",        "a/Dockerfile.dev", "api.Dockerfile", "api.dockerfile",
		"b/c/Containerfile", "Dockerfile-test",  "Dockerfile.go",
	};
	static const char *const others[] = {
		"Dockerfile.dockerignore",
		"Dockerfiles",
		"docker/file",
		".dockerfile",
		"dockerfile2",
		"grammars/dockerfile.c",
		"lint/dockerfile.ts",
	};

	for (size_t i = 0; i < countof(ours); i++)
		EXPECT(grammar_dockerfile.claims(str_of(ours[i])));
	for (size_t i = 0; i < countof(others); i++)
		EXPECT(!grammar_dockerfile.claims(str_of(others[i])));
}

static void
stages(struct test *t)
{
	SAYS("ARG V=3.11\nFROM --platform=x python:${V}-slim AS base\nWORKDIR /app\n"
	     "FROM base as last\nCOPY --from=base /a /b\nWORKDIR inner\n",
	     "stage 2:19 base > python:3.11-slim\nworkdir 3:9 /app\nstage 4:6 #1 last > base\n"
	     "workdir 4:6 #1 /app\nworkdir 6:9 #1 /app/inner\n");
	SAYS("COPY a b\nRUN x\nENV A=1\nWORKDIR y\nCMD z\n", "");
}

static void
variables(struct test *t)
{
	SAYS("ARG G=g\nFROM x\nARG G\nARG D=dir\nENV E=/e D2=\"$D/2\"\nENV E=/f O=$E\n"
	     "ENV OLD some $D\n"
	     "WORKDIR $O/${D2}/${N:-n}/$G\nCOPY ${S:+s}a $UNKNOWN/\nCOPY '$D' \"$OLD\"\n",
	     "stage 2:6 x\nworkdir 8:9 /e/dir/2/n/g\ncopy 9:13 a > $UNKNOWN/\n"
	     "copy 10:6 $D > some dir\n");
	SAYS("FROM x\nENV PYTHONPATH=$PYTHONPATH:/app\nENV PYTHONPATH=\"/b:${PYTHONPATH}\"\n",
	     "stage 1:6 x\npythonpath 2:5 :/app\npythonpath 3:5 /b::/app\n");
	/* ENV wins over ARG; an ARG is gone when the image runs. */
	SAYS("FROM x\nENV A=env\nARG A=arg\nARG B=b\nWORKDIR /$A\nCMD run $A $B\n",
	     "stage 1:6 x\nworkdir 5:9 /env\ncommand 6:5 CMD > run|env|$B\n");
}

static void
copies(struct test *t)
{
	SAYS("FROM x\nCOPY --chown=a:b --link a.py b/ *.txt ./\nADD https://x/y git@x:y c /\n"
	     "copy [\"a b\", \"c\"]\n",
	     "stage 1:6 x\ncopy 2:25 a.py > ./\ncopy 2:30 b/ > ./\ncopy 2:33 *.txt > ./\n"
	     "copy 3:25 c > /\ncopy 4:7 a b > c\n");
	SAYS("FROM x\nCOPY <<EOF /a\nCOPY no no\nEOF\nCOPY b c\n", "stage 1:6 x\ncopy 5:6 b > c\n");
}

static void
lines(struct test *t)
{
	SAYS("# escape=`\nFROM x\nCOPY a `\n  # comment\n\n  b `\n  c\n",
	     "stage 2:6 x\ncopy 3:6 a > c\ncopy 6:3 b > c\n");
	SAYS("#\n# escape=`\nFROM x\nCOPY a \\\n b\n", "stage 3:6 x\ncopy 4:6 a > b\n");
	SAYS("FROM x\r\nCOPY a \\\r\n  b\r\n", "stage 1:6 x\ncopy 2:6 a > b\n");
	SAYS("FROM x\nCOPY a b\\\\\nCOPY c d", "stage 1:6 x\ncopy 2:6 a > b\\\ncopy 3:6 c > d\n");
}

static void
mounts(struct test *t)
{
	SAYS("FROM x\nRUN --mount=type=bind,source=a/r.txt,target=/t/r.txt,ro "
	     "--mount=type=cache,target=/c \\\n --mount=src=b,dst=c true\n",
	     "stage 1:6 x\ncopy 3:22 a/r.txt > /t/r.txt\ncopy 3:22 b > c\n"
	     "command 3:22 RUN > true\n");
	/* The whole context, another stage, a secret, nowhere. */
	SAYS("FROM x\nRUN --mount=type=bind,source=.,target=/s --mount=type=bind,from=y,source=a,"
	     "target=b --mount=type=secret,source=a,target=b --mount=source=a --mount= true\n",
	     "stage 1:6 x\ncommand 2:149 RUN > true\n");
}

static void
installs(struct test *t)
{
	SAYS("FROM x\nRUN --mount=type=cache,target=/c pip install --no-cache-dir -r a.txt \\\n"
	     "    'flask[async]>=2' -e ./lib[dev] -c c.txt --target t u==1",
	     "require 3:5 flask [async] >=2\nrequire 3:57 u ==1\nstage 1:6 x\n"
	     "command 2:34 RUN > pip|install|--no-cache-dir|-r|a.txt|flask[async]>=2|-e|./lib[dev]|"
	     "-c|c.txt|--target|t|u==1\ninclude 2:64 a.txt\ninstall 3:26 dev > ./lib\n"
	     "constraint 3:40 c.txt\n");
	SAYS("FROM x\nRUN cd a && python3.11 -m pip install . && (cd ..; uv pip install "
	     "-r=x.txt)\n",
	     "stage 1:6 x\ncommand 2:5 RUN > cd|a\ncommand 2:13 RUN > python3.11|-m|pip|install|.\n"
	     "command 2:45 RUN > cd|..\ncommand 2:52 RUN > uv|pip|install|-r=x.txt\n"
	     "install 2:39 a\ninclude 2:67 a/../=x.txt\n");
	SAYS("FROM x\nRUN uv pip install --python-preference system --python-platform linux -r "
	     "a.txt\n",
	     "stage 1:6 x\ncommand 2:5 RUN > uv|pip|install|--python-preference|system|"
	     "--python-platform|linux|-r|a.txt\ninclude 2:74 a.txt\n");
	SAYS("FROM x\nRUN conda run --no-capture-output -n web uv run pip install a\n",
	     "require 2:61 a\nstage 1:6 x\ncommand 2:5 RUN > "
	     "conda|run|--no-capture-output|-n|web|uv|run|pip|install|a\n");
	SAYS("FROM x\nRUN poetry install --no-root\nRUN uv sync --frozen --extra a\n"
	     "RUN pip install $X *.whl\nRUN echo pip install no\n",
	     "stage 1:6 x\ncommand 2:5 RUN > poetry|install|--no-root\ninstall 2:5 .\n"
	     "command 3:5 RUN > uv|sync|--frozen|--extra|a\ninstall 3:5 .\n"
	     "command 4:5 RUN > pip|install|$X|*.whl\ncommand 5:5 RUN > echo|pip|install|no\n");
	SAYS("FROM x\nRUN uv sync --all-packages\n",
	     "stage 1:6 x\ncommand 2:5 RUN > uv|sync|--all-packages\ninstall 2:5 .\n"
	     "members 2:5 .\n");
	SAYS("FROM x\nRUN uv pip install /w/a_b*.whl w/c-*.whl\n",
	     "require 2:20 a_b @ /w/a_b*.whl\nrequire 2:32 c @ w/c-*.whl\nstage 1:6 x\n"
	     "command 2:5 RUN > uv|pip|install|/w/a_b*.whl|w/c-*.whl\n");
	SAYS("FROM x\nRUN <<EOF\npip install a\nEOF\nRUN python <<'E' && pip install b\n"
	     "pip install no\nE\nRUN <<P\n#!/usr/bin/env python\npip install no\nP\n",
	     "require 3:13 a\nrequire 5:33 b\nstage 1:6 x\ncommand 3:1 RUN > pip|install|a\n"
	     "command 5:5 RUN > python\ncommand 5:21 RUN > pip|install|b\n");
}

static void
runs(struct test *t)
{
	SAYS("FROM x\nRUN cd a && ./b.sh x && . c/d.sh\nRUN bash -eux /t.sh && sh && $D/e.sh\n",
	     "stage 1:6 x\ncommand 2:5 RUN > cd|a\ncommand 2:13 RUN > ./b.sh|x\n"
	     "command 2:25 RUN > .|c/d.sh\nrun 2:13 a/./b.sh\nrun 2:27 a/c/d.sh\n"
	     "command 3:5 RUN > bash|-eux|/t.sh\ncommand 3:24 RUN > sh\ncommand 3:30 RUN > "
	     "$D/e.sh\n"
	     "run 3:15 /t.sh\nrun 3:30 \n");
	SAYS("FROM x\nRUN cd a && make -j 4 -C b P=p one two\nRUN make --file=c.mk; make $T\n",
	     "stage 1:6 x\ncommand 2:5 RUN > cd|a\ncommand 2:13 RUN > make|-j|4|-C|b|P=p|one|two\n"
	     "run 2:13 make|one|two > a/b\ncommand 3:5 RUN > make|--file=c.mk\n"
	     "command 3:23 RUN > make|$T\nrun 3:5 make > ./c.mk\nrun 3:23 make|$T > .\n");
}

static void
expect_script(struct test *t, const char *path, struct str text, const char *want)
{
	struct arena a = { 0 };

	EXPECT_STR(manifest_read_as(&a, &grammar_script, str_of(path), text), want);
	arena_release(&a);
}

static void
scripts(struct test *t)
{
	expect_script(
		t, "a.sh",
		STR("#!/bin/sh -e\n# pip install no\nif true; then\n  pip install a \\\n    b\n"
	            "fi\n$X install c\n\"$@\"\n./d.sh\n"),
		"require 4:15 a\nrequire 5:5 b\ncommand 3:4 RUN > true\n"
		"command 4:3 RUN > pip|install|a|b\ncommand 7:1 RUN > $X|install|c\n"
		"command 8:1 RUN > $@\ncommand 9:1 RUN > ./d.sh\nrun 9:1 ./d.sh\n"
		"open 7:1 \nopen 8:1 \n");
	expect_script(t, "a.sh", STR("#!/usr/bin/python3\npip install a\n"), "open 1:1 \n");
	expect_script(
		t, "b/Makefile",
		STR("P ?= pip # c\nA := a\nB = $(P) install\n.PHONY: i\ni j:: k $(A) ## help\n"
	            "\t@$(B) $(A) \\\n\t  b\n\t-$(Q) c\nk: ; $P install d\n\nendif\n"),
		"require 6:8 a\nrequire 7:4 b\nrequire 9:17 d\ntarget 4:1 #1 .PHONY > i\n"
		"target 5:1 #2 i|j > k|a\ncommand 6:3 #2 RUN > pip|install|a|b\n"
		"command 8:3 #2 RUN > ${Q}|c\nopen 8:3 #2 \ntarget 9:1 #3 k > \n"
		"command 9:6 #3 RUN > pip|install|d\n");
	EXPECT(!grammar_script.claims(STR("Makefile")));
}

static void
starts(struct test *t)
{
	SAYS("FROM x\nCMD [\"old\"]\nENTRYPOINT [\"python\", \"-u\"]\nCMD [\"a.py\"]\nWORKDIR /w\n",
	     "stage 1:6 x\nworkdir 5:9 /w\ncommand 3:13 ENTRYPOINT > python|-u|a.py\n"
	     "command 4:6 CMD > a.py\n");
	SAYS("FROM x\nCMD A=1 migrate && exec gunicorn -b :$PORT app:app 2>&1 | tee log\n",
	     "stage 1:6 x\ncommand 2:9 CMD > migrate\ncommand 2:25 CMD > "
	     "gunicorn|-b|:$PORT|app:app\n"
	     "command 2:59 CMD > tee|log\n");
	SAYS("FROM x\nENV M=app:app\nENTRYPOINT [\"sh\", \"-c\", \"exec uvicorn $M --port "
	     "${P:-80}\"]\n",
	     "stage 1:6 x\ncommand 3:25 ENTRYPOINT > uvicorn|app:app|--port|80\n");
	SAYS("FROM x\nENTRYPOINT run me\nCMD no\n",
	     "stage 1:6 x\ncommand 2:12 ENTRYPOINT > run|me\n");
	SAYS("FROM x\nCMD [\"a\",]\nRUN [\"pip\", \"install\", \"b\\u0063\"]\n",
	     "require 3:24 bc\nstage 1:6 x\ncommand 3:6 RUN > pip|install|bc\n"
	     "command 2:5 CMD > [a,]\n");
}

static void
procfile(struct test *t)
{
	manifest_expect(
		t, &grammar_procfile,
		STR("# c\nweb: gunicorn app:app # d\n\nrelease: python manage.py migrate\n"
	            "no command\n"),
		"command 2:6 web > gunicorn|app:app\n"
		"command 4:10 release > python|manage.py|migrate\n");
	EXPECT(grammar_procfile.claims(STR("a/Procfile")));
	EXPECT(!grammar_procfile.claims(STR("Procfiles")));
}

static void
compose(struct test *t)
{
	manifest_expect(
		t, &grammar_compose,
		STR("x: &x\n  build: ./x\nservices:\n  a:\n    build: .\n"
	            "    command: python a.py\n  b:\n    build:\n      context: ../b\n"
	            "      dockerfile: d/Dockerfile\n    entrypoint: [python, b.py]\n"
	            "  c:\n    <<: *x\n    command: !reset null\n"),
		"build 5:12 . > Dockerfile\ncommand 6:14 CMD > python|a.py\n"
		"build 9:7 #1 ../b > d/Dockerfile\n"
		"command 11:17 #1 ENTRYPOINT > python|b.py\n"
		"build 2:10 #2 ./x > Dockerfile\n");
	/* A stage of the Dockerfile alone is another image. */
	manifest_expect(
		t, &grammar_compose,
		STR("services:\n  a:\n    build: .\n    image: $R/a:1\n  b:\n    image: b\n"
	            "  c:\n    build:\n      target: t\n    image: c\n"),
		"build 3:12 . > Dockerfile\nimage 4:12 $R/a:1\n"
		"build 9:7 #2 . > Dockerfile\n");
	manifest_expect(t, &grammar_compose, STR("services: [\n"), "");
	manifest_expect(t, &grammar_compose, STR("services: [a, b]\n"), "");
	EXPECT(grammar_compose.claims(STR("docker-compose.dev.yml")));
	EXPECT(grammar_compose.claims(STR("a/compose.yaml")));
	EXPECT(!grammar_compose.claims(STR("composer.yaml")));
}

static void
hostile(struct test *t)
{
	static const char *const parts[] = {
		"FROM x\n",
		"FROM x AS a\nFROM a AS b\nWORKDIR y\n",
		"FROM x\nWORKDIR y\n",
		"FROM x\nENV A=$A$A\n",
		"RUN $(",
		"RUN \"",
		"RUN cd a;",
		"RUN ${A:-",
		"RUN <<E\n",
		"\\\n",
		"FROM x\nCMD [\"",
		"FROM x\nRUN pip install a && \\\n",
		"COPY a ",
		"#",
		"ENV A=1 ",
		"FROM x\nRUN <<A <<B <<C\n",
		"FROM x\nARG A\nRUN ${A:-${A:-${A:-x}}}\n",
		"WORKDIR y\n",
	};
	static const char *const yaml[] = {
		"services: {a: ", "[", "- ", "a: &a [*a]\n", "{", "\""
	};

	manifest_hostile(t, &grammar_dockerfile, parts, countof(parts));
	manifest_hostile(t, &grammar_compose, yaml, countof(yaml));
	manifest_hostile(t, &grammar_procfile, parts, countof(parts));
	manifest_hostile(t, &grammar_script, parts, countof(parts));
}

TEST_MAIN(CASE(claims), CASE(stages), CASE(variables), CASE(copies), CASE(lines), CASE(mounts),
          CASE(installs), CASE(runs), CASE(scripts), CASE(starts), CASE(procfile), CASE(compose),
          CASE(hostile))
