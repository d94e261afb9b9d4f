/*
 * grammars.h - every grammar, in the order they are asked to claim a file.
 */
#ifndef SHORING_GRAMMARS_H
#define SHORING_GRAMMARS_H

#include "facts/grammar.h"

extern const struct grammar grammar_python;       /* *.py *.pyi; tree-sitter-python */
extern const struct grammar grammar_requirements; /* requirements*.txt, *.in, constraints */
extern const struct grammar grammar_pyproject;    /* pyproject.toml; tree-sitter-toml */
extern const struct grammar grammar_setup_cfg;    /* setup.cfg */
extern const struct grammar grammar_pipfile;      /* Pipfile; tree-sitter-toml */
extern const struct grammar grammar_dockerfile;   /* Dockerfile, *.Dockerfile, Dockerfile.* */
extern const struct grammar grammar_procfile;     /* Procfile */
extern const struct grammar grammar_platform;     /* render.yaml, railway.toml, fly.toml … */
extern const struct grammar grammar_script;       /* what Dockerfiles run: shell, Makefiles */
extern const struct grammar grammar_settings;     /* shoring.yaml, for comments in it */
extern const struct grammar grammar_compose;      /* compose.yaml, docker-compose*.yml */
extern const struct grammar grammar_conda;        /* environment.yml */
extern const struct grammar grammar_lock;         /* poetry.lock, uv.lock, pdm.lock, pylock.toml */
extern const struct grammar grammar_pipfile_lock; /* Pipfile.lock */

/* The table of the above. Called once at least before there is a second thread. */
struct grammars grammars_all(void);

#endif
