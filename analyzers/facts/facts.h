/*
 * facts.h - what one file says, and nothing about any other file.
 *
 * Facts are flat rows of fixed size with offsets into one string pool, so that a
 * file's facts are one block of bytes: a cache can write it and read it back as
 * it stands. All bytes of a row are in members, so that equal facts are equal blocks. They do not
 * depend on the configuration, on other files or on the file's path (but for its extension, and that
 * it is called setup.py). Facts are sealed once and never change.
 */
#ifndef SHORING_FACTS_H
#define SHORING_FACTS_H

#include "base/str.h"

struct arena;

/* Bytes [start, end) of the file as it is on disk; where they start and end as line and
 * column, from 1, the end exclusive. Columns count code points. */
struct span {
	uint32_t start, end;
	uint32_t line, col;
	uint32_t end_line, end_col;
};

/* Offset of a NUL-terminated string in the file's pool; 0 is "". */
typedef uint32_t text_ref;

/* Under which conditions a statement runs: the contexts of contract.md, one bit each. */
enum context_flags {
	CONTEXT_LAZY = 1 << 0,     /* in a function; or PEP 810 `lazy import`. Not set: at load */
	CONTEXT_TYPING = 1 << 1,   /* under TYPE_CHECKING, or in a .pyi: never runs */
	CONTEXT_OPTIONAL = 1 << 2, /* an ImportError here is caught and not raised again */
	CONTEXT_MAIN = 1 << 3,     /* under `if __name__ == "__main__"` */
	CONTEXT_VERSION = 1 << 4,  /* under a test of sys.version_info */
	CONTEXT_PLATFORM = 1 << 5, /* under a test of sys.platform, os.name, platform.system() */
	CONTEXT_DYNAMIC = 1 << 6,  /* importlib.import_module("…") and its like */
	/* Only with OPTIONAL: what is caught is ModuleNotFoundError alone, so that a name missing
	 * from a module that exists is not caught (it raises plain ImportError). */
	CONTEXT_MISSING_MODULE_ONLY = 1 << 7,
	/* Only with DYNAMIC: the module's name is computed, so the row's module is "". */
	CONTEXT_COMPUTED = 1 << 8,
};

/*
 * The tests of version and platform around a statement: a boolean expression in postfix,
 * operands and operators separated by one space, "" for none. Operands: `v>=3.11`, `v<3`,
 * `v==2.7` (sys.version_info, compared as tuples), `p=win32` (sys.platform equals),
 * `P=win` (sys.platform starts with), `n=nt` (os.name), `s=Windows` (platform.system()),
 * `?` (any other test). Operators: `!` (not), `&`, `|`. guard.h evaluates it.
 */
typedef text_ref guard_ref;

/* One row per bound name: `from a import b, c` is two rows, `from a import *` is one with
 * the name "*". A dynamic import is a row without name or alias. */
struct fact_import {
	struct span span;      /* of the alias: `b as c`; for dynamic ones of the call */
	struct span statement; /* of the whole statement; for dynamic ones of the call */
	text_ref module;       /* dotted, as written, NFKC, without the leading dots */
	text_ref name;         /* after `from m import`; "" for `import m` */
	text_ref alias;        /* after `as`; "" when there is none */
	guard_ref guard;
	uint32_t scope;   /* row in scopes: where the name is bound */
	uint32_t block;   /* row in blocks: the arm it stands in */
	uint16_t level;   /* leading dots; 0 is absolute */
	uint16_t context; /* enum context_flags */
};

enum scope_kind { SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION };

/* Row 0 is the module. One row per class or function statement, in source order. */
struct fact_scope {
	enum scope_kind kind;
	uint32_t parent; /* row in scopes; its own for row 0 */
	text_ref name;   /* of the class or function; "" for the module */
	uint32_t line;   /* of the `class` or `def` */
};

enum block_kind {
	BLOCK_NONE, /* row 0 alone: not in any arm */
	BLOCK_IF,   /* an arm of an if, `elif` and `else` too; a case of a match */
	/* The body of a try; of a `with suppress(...)`, which is written as the try with an empty
	 * handler that it is. */
	BLOCK_TRY,
	BLOCK_EXCEPT, /* a handler of it, with its `as` name */
	BLOCK_TRY_ELSE,
	BLOCK_FINALLY,
	BLOCK_LOOP, /* the body of a for or while, with a for's targets */
	BLOCK_LOOP_ELSE,
};

/* What happens at the end of an arm, for every way through it. */
enum block_end {
	END_NONE,  /* it may go on after the statement */
	END_LOOP,  /* it surely leaves; some ways by `break` or `continue` of a loop around it, so
	              that what is bound may hold behind that loop */
	END_SCOPE, /* it surely leaves by return, raise or an exit of the program: the scope, or
	              to the handlers of a try around it */
};

/*
 * Row 0 is "in no arm". The other rows are the arms of branching statements: all arms of each
 * statement that has a row of imports, classes or bindings in any arm, at any depth. A
 * statement's arms follow one another in the order of the source. Bodies of classes and functions
 * are in the arm that the statement stands in. A test and what it binds (:=) is in the arm around
 * its statement; so is the body of a `with`, but for `with suppress(...)`.
 */
struct fact_block {
	uint32_t parent; /* row in blocks: the arm around the statement, which comes before it */
	uint32_t group;  /* row of the statement's first arm */
	uint32_t arm;    /* 0, 1, 2 ...: this row is group + arm */
	uint32_t scope;  /* row in scopes: of the statement */
	enum block_kind kind;
	enum block_end ends;
	/* The same for all arms. Of an if or match: one of the arms surely runs (`else`, `case _`).
	 * Of a loop: the body surely runs once (`while True`). False for a try. */
	bool exhaustive;
	char unused[3];
	guard_ref guard;  /* of the statements in the arm, as rows have it */
	uint32_t context; /* enum context_flags, likewise */
	/* BLOCK_EXCEPT: what is caught, canonical as bases are, with commas between: "ImportError",
	 * "ImportError,select.error", "?" where it is computed; "" catches all. */
	text_ref handles;
	/* BLOCK_IF: the arm's own test if that is a name, attributes of one or a call of such,
	 * canonical as for bases ("PY3", "six.PY2", "hasattr()"; the arguments are not told), "not "
	 * before it for each negation; else "". */
	text_ref test;
};

enum class_flags {
	/* Not a class statement but a call, with a tuple of bases written out: of the builtin,
	 * `type(name, (A, B), namespace)`, or of what may be a metaclass, `Meta("X", (A, B), {})`,
	 * which is among its bases as keyword "metaclass" then; not where a function assigns it. As type() does, it takes no
	 * __mro_entries__. */
	CLASS_CALL = 1 << 0,
	CLASS_TYPE_PARAMS = 1 << 1,   /* `class A[T]` (PEP 695): Generic follows the bases */
	CLASS_SLOTS_DICT = 1 << 2,    /* "__dict__" is among its slots */
	CLASS_SLOTS_WEAKREF = 1 << 3, /* "__weakref__" is */
	CLASS_GIVEN = 1 << 4,         /* it is what GIVES_CLASS says of the scope that it is in */
};

/* What the class body surely leaves in __slots__, TYPE_CHECKING being false. */
enum slots {
	SLOTS_NONE,    /* it has no __slots__ */
	SLOTS_EMPTY,   /* no names, or only "__dict__" and "__weakref__" */
	SLOTS_NAMES,   /* at least one other name */
	SLOTS_UNKNOWN, /* computed, or not the same on all ways; the flags tell nothing */
};

/* One row per class statement, at any depth, and per CLASS_CALL that is assigned in a scope whose
 * bindings are written, is CLASS_GIVEN, or is a base of a class statement (these follow the
 * statement's row); in source order. */
struct fact_class {
	struct span span;   /* of the name; CLASS_CALL: of the call's first argument */
	struct span header; /* from `class` to the colon; CLASS_CALL: the call */
	/* As __qualname__ (PEP 3155): "Outer.Inner", "f.<locals>.C". CLASS_CALL: the call's name,
	 * or where that is no literal the one that is bound, in its scope; where none is, what is
	 * called: "type()" as a base, "f()" for what f returns. */
	text_ref qualname;
	guard_ref guard;
	uint32_t scope;      /* row in scopes: where it stands */
	uint32_t body;       /* row in scopes: its own; 0 for CLASS_CALL */
	uint32_t block;      /* row in blocks: the arm it stands in */
	uint32_t first_base; /* row in bases, in the order written, keywords among them */
	uint32_t base_count;
	uint32_t first_decorator; /* row in bases, outermost (first) first */
	uint32_t decorator_count;
	enum slots slots;
	uint32_t flags;   /* enum class_flags */
	uint32_t context; /* enum context_flags */
};

enum base_flags {
	BASE_SUBSCRIPT = 1 << 0, /* `Generic[T]`; the expression is "Generic[]" */
	BASE_CALL = 1 << 1,      /* `make(A)`; the expression is "make()" */
	BASE_STAR = 1 << 2,      /* `*bases`, `**keywords`; the expression starts with the stars */
	BASE_COMPUTED = 1 << 3,  /* anything else below it: holds a "?" */
};

/* An argument of a class statement; a decorator; or an argument of one of these. Expressions are
 * written canonically: names and attributes dotted, `x[…]` as "x[]", `x(…)` as "x()", stars kept,
 * parentheses dropped, all else "?" (and nothing after it). */
struct fact_base {
	struct span span;
	text_ref keyword; /* "metaclass"; "" for a base; "**" for a double star */
	text_ref expr;
	uint32_t flags; /* enum base_flags */
	/* Rows in bases, before this one: the arguments of a BASE_CALL (`with_metaclass(M, A)`), the
	 * elements of a BASE_SUBSCRIPT (`Generic[T, U]`). These have no such rows of their own, and
	 * True, False and None stand as such, a string that is a name (of ASCII) as "name" with its
	 * quotes. Of an element of a BASE_SUBSCRIPT a star is told before a name alone. */
	uint32_t first_arg;
	uint32_t arg_count;
};

enum binding_kind {
	BINDING_ASSIGN, /* `x = expr`; target is expr, canonical as for bases, but "None" for None */
	BINDING_UNPACK,   /* bound in a way that tells nothing: for, with, walrus, unpacking … */
	BINDING_FUNCTION, /* def */
	BINDING_CLASS,    /* row is its class */
	BINDING_IMPORT,   /* row is its import (also stars) */
	BINDING_DELETE,   /* del x */
	BINDING_GLOBAL,   /* `global x` in a class or function: here it means the module's x */
};

/* What every return of a function gives; its body has no other end. */
enum function_gives {
	GIVES_UNKNOWN,
	GIVES_ARGUMENT, /* its first parameter, which it does not bind: `return cls` */
	/* A function in it that is GIVES_ARGUMENT, whose name it binds once: a decorator with
	 * arguments. */
	GIVES_GIVER,
	/* The class in it that is CLASS_GIVEN, made at each call: of a statement or an assigned
	 * CLASS_CALL whose name it binds once, or of a CLASS_CALL in its only return. It is no
	 * generator, and declares nothing global or nonlocal. */
	GIVES_CLASS,
};

/*
 * One row per name bound, in source order; in the scope that it is really bound in (global,
 * nonlocal). Written for modules, classes and those functions that have a class (a row in classes)
 * in them, at any depth; for these, parameters are BINDING_UNPACK rows too.
 * For each name that a function declares global or nonlocal and binds there is one BINDING_UNPACK
 * row, `elsewhere`, at the declaration.
 * `sys.modules[__name__] = expr`, in the module's own scope, binds MODULE_ITSELF, which no name is.
 */
#define MODULE_ITSELF "sys.modules[__name__]"

struct fact_binding {
	struct span span; /* of the name */
	uint32_t scope;   /* row in scopes */
	uint32_t block;   /* row in blocks: the arm it stands in */
	/* In classes or imports; BINDING_FUNCTION that is GIVES_CLASS: its own, in scopes; else 0 */
	uint32_t row;
	text_ref name;   /* "*" for a star import */
	text_ref target; /* BINDING_ASSIGN only */
	/* BINDING_ASSIGN of a call: the string that is its first argument, if that is a name (of
	 * ASCII): X = namedtuple("Y", ...). */
	text_ref named;
	guard_ref guard;
	/* In one word, since there are more of these rows than of all others. */
	unsigned kind : 4;      /* enum binding_kind */
	unsigned gives : 4;     /* enum function_gives; BINDING_FUNCTION: whatever decorates it */
	unsigned context : 16;  /* enum context_flags */
	unsigned annotated : 1; /* BINDING_ASSIGN: `x: T = expr` */
	unsigned bare : 1;      /* BINDING_ASSIGN of a call: it has no arguments */
	unsigned plain : 1;     /* BINDING_FUNCTION: it has no decorator */
	/* A function other than the scope binds it: at a time nobody knows. */
	unsigned elsewhere : 1;
	unsigned of_class : 1; /* GIVES_CLASS: its one decorator is the builtin @classmethod */
	unsigned unused : 3;
};

/* The rows of bindings once more, in another order: those that bind one name in one scope stand
 * together, as they do in the source. facts_bound() finds them. */
struct fact_bound {
	uint32_t hash; /* of scope and name */
	uint32_t row;  /* in bindings */
};

enum export_kind {
	EXPORT_NAME,     /* a string in __all__ */
	EXPORT_OF,       /* all of `<name>.__all__`, a dotted name */
	EXPORT_COMPUTED, /* something else: __all__ is not fully known */
};

/* One row per entry of the module's __all__, through =, +=, extend, append, in source order;
 * an assignment starts anew (earlier rows are not written). */
struct fact_export {
	struct span span;
	enum export_kind kind;
	text_ref name;
};

enum path_kind {
	PATH_LITERAL,  /* a path as written */
	PATH_RELATIVE, /* relative to the directory of the file: from __file__ */
	PATH_UNKNOWN,  /* computed otherwise */
};

/* One row per directory put on sys.path. */
struct fact_path {
	struct span span;
	enum path_kind kind;
	text_ref path; /* normalised ("../../shared", "." for the directory itself); "": unknown */
	bool front;    /* before the others (insert at 0), not after them */
	char unused[3];
	uint32_t context; /* enum context_flags */
};

/* One row per distinct `a.b.c` read off a name that `import a` (or `import p.q as a`)
 * bound: attribute access by which a submodule may be reached. The chain is as long as the
 * source has it. */
struct fact_use {
	struct span span;
	text_ref dotted;  /* "a.b.c", as written */
	uint32_t import;  /* row in imports that binds its first name */
	uint32_t context; /* of the use */
};

/* One row per `# shoring: ignore[...]`, several of which may stand in one comment. The span of the
 * first is the comment's, that of another begins at its own '#'. */
struct fact_ignore {
	struct span span;
	uint32_t line;   /* where the line starts that a backslash joins to it; 0: it is its own */
	text_ref rules;  /* "IMP001,unused-dependency", blanks removed; "" means all */
	bool whole_file; /* ignore-file: in the file's head */
	char unused[3];
};

enum problem_kind {
	PROBLEM_SYNTAX,     /* SRC001: the grammar could not parse part of it */
	PROBLEM_UNREADABLE, /* SRC002: not decodable, too large, not readable */
	PROBLEM_TEMPLATE, /* it is filled in before it is Python, or a manifest: the only row, and nothing else is told */
};

/* One row per place that could not be read. */
struct fact_problem {
	struct span span;
	enum problem_kind kind;
	text_ref message; /* one sentence */
};

enum requirement_flags {
	REQUIREMENT_CONDA = 1 << 0,    /* conda's name for it, which may be another than PyPI's */
	REQUIREMENT_PERHAPS = 1 << 1,  /* under a condition that is not known here */
	REQUIREMENT_COMPILED = 1 << 2, /* in a file that a tool made of what others declare */
	REQUIREMENT_INCLUDED = 1 << 3, /* written in another group, which this one includes */
};

/* One row per dependency a manifest declares. Without name and url it is a line that is no
 * requirement, which the specifier holds as written. */
struct fact_requirement {
	struct span span;
	text_ref name;      /* as written; the model normalises it (PEP 503). "" also for a URL that
	                       does not tell it */
	text_ref extras;    /* "asyncio,postgresql", sorted as written */
	text_ref specifier; /* ">=1.2,<2" as written (Poetry's put as PEP 440 has them), or "" */
	text_ref marker;    /* environment marker as written, or "" */
	text_ref url;       /* after `@`, or of a VCS or path requirement; or "" */
	text_ref group;     /* "" is needed at run time; else "extra:NAME", "group:NAME" */
	text_ref via;       /* what brings it, as a compiled file's comment says: names and
	                       "-r FILE", joined by '\n'; or "" */
	uint32_t flags;     /* enum requirement_flags */
};

/* One row per distribution, and per extra of it, that a lock file says is installed. */
struct fact_locked {
	struct span span;  /* of the name */
	text_ref name;     /* as written */
	text_ref extra;    /* the row says what this extra of it requires besides; or "" */
	text_ref version;  /* or "" */
	text_ref requires; /* what it requires: "name[extra,extra];marker", joined by '\n' */
	text_ref path;     /* of a package of the repository: its directory; or "" */
	uint32_t told;     /* 1: the file says what it requires, if only that it is nothing */
};

/* What a manifest or a deployment file says besides requirements. */
enum directive_kind {
	DIRECTIVE_INCLUDE,         /* value: file of requirements that counts too (-r); key: the
	                             group it is for */
	DIRECTIVE_CONSTRAINT,      /* value: file of constraints (-c) */
	DIRECTIVE_INSTALL_PATH,    /* value: directory installed by path (-e ../lib, path = "…");
	                             key: extras */
	DIRECTIVE_PROJECT,         /* value: the project's own name; "" when it is computed */
	DIRECTIVE_PACKAGE_ROOT,    /* value: directory its packages are in ("src", ".") */
	DIRECTIVE_REQUIRES_PYTHON, /* value: PEP 440 specifier */
	DIRECTIVE_WORKSPACE,       /* value: glob of member directories */
	DIRECTIVE_NOT_WORKSPACE,   /* value: glob of directories that are no members */
	DIRECTIVE_SCRIPT,          /* value: "package.module:function" of an entry point; key: its
	                             name */
	DIRECTIVE_STAGE,           /* value: base image; key: the stage's name */
	DIRECTIVE_WORKDIR,         /* value: directory in the image */
	DIRECTIVE_COPY,            /* key: source; value: target, both as written, variables
	                             replaced; from the build context. compose: a folder of the
	                             file's that is mounted */
	DIRECTIVE_PYTHONPATH,      /* value: as set by ENV */
	/* value: words joined by '\n'; key: "RUN", "CMD", "ENTRYPOINT" or a Procfile's process.
	 * One row per simple command, without assignments, `exec` and `sh -c`. What a stage
	 * starts stands at its end; ENTRYPOINT in exec form with the words of CMD after it. */
	DIRECTIVE_COMMAND,
	DIRECTIVE_BUILD, /* compose: key: build context; value: its Dockerfile */
	DIRECTIVE_BLOCK, /* a script declares what it needs itself (PEP 723): the requirements of
	                    its file are its own */
	DIRECTIVE_OPEN,  /* value: a list of requirements that is computed; key: its group. More may
	                    be declared than can be seen */
	DIRECTIVE_EMPTY, /* the list of what is needed to run is written out, and empty */
	DIRECTIVE_IMAGE, /* compose: value: what the image is called that is built, of the whole
	                    Dockerfile */
	/* value: a script that a command runs, seen from where the line starts, "" if it is computed;
	 * key: "". Of make the value is its directory or file, the key "make" and the targets, joined
	 * by '\n'. */
	DIRECTIVE_RUN,
	DIRECTIVE_TARGET, /* Makefile: key: what the rows of this stage make, value: what is made
	                     before that, each joined by '\n' */
	DIRECTIVE_INSTALL_MEMBERS, /* value: directory of a workspace that is installed with all of its members */
};

struct fact_directive {
	struct span span;
	enum directive_kind kind;
	uint32_t stage; /* index of the Dockerfile's stage, of the compose file's service; from 0 */
	text_ref key;
	text_ref value;
};

SLICE(fact_imports, struct fact_import);
SLICE(fact_scopes, struct fact_scope);
SLICE(fact_blocks, struct fact_block);
SLICE(fact_classes, struct fact_class);
SLICE(fact_bases, struct fact_base);
SLICE(fact_bindings, struct fact_binding);
SLICE(fact_bounds, struct fact_bound);
SLICE(fact_exports, struct fact_export);
SLICE(fact_paths, struct fact_path);
SLICE(fact_uses, struct fact_use);
SLICE(fact_ignores, struct fact_ignore);
SLICE(fact_problems, struct fact_problem);
SLICE(fact_requirements, struct fact_requirement);
SLICE(fact_directives, struct fact_directive);
SLICE(fact_locks, struct fact_locked);

struct facts {
	struct fact_imports imports;
	struct fact_scopes scopes;
	struct fact_blocks blocks;
	struct fact_classes classes;
	struct fact_bases bases;
	struct fact_bindings bindings;
	struct fact_bounds bound;
	struct fact_exports exports;
	struct fact_paths paths;
	struct fact_uses uses;
	struct fact_ignores ignores;
	struct fact_problems problems;
	struct fact_requirements requirements;
	struct fact_directives directives;
	struct fact_locks locks;
	struct str pool;
};

/* The string at ref; lives as long as the facts. */
static inline struct str
facts_text(const struct facts *f, text_ref ref)
{
	return str_of(f->pool.at + ref);
}

/* Rows of a table that follow one another. */
struct binding_range {
	uint32_t first, count;
};

/* The rows of `bound` for the bindings of a name in a scope, in source order. */
struct binding_range facts_bound(const struct facts *f, uint32_t scope, struct str name);
/* The class whose header, from `class` to the colon, has byte `at` in it; NULL if none. */
const struct fact_class *facts_class_at(const struct facts *f, uint32_t at);
/* Look at a block made by facts_seal(). Checks every count, offset and row number: false
 * when it is not such a block, so a broken cache is a miss and never a crash.
 * The facts point into the block (aligned to 8), which must outlive them. */
bool facts_open(struct str block, struct facts *out);
/* The same of a block that facts_seal() has just made here, which is not looked through. */
void facts_open_own(struct str block, struct facts *out);

#endif
