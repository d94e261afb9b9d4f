/*
 * std.h - the modules and classes of Python's standard library, builtins among them.
 *
 * The tables are rules/python/std/, made by introspection of CPython 3.8 to 3.14 on Linux and made
 * into const data at build time by compile_std.c. `minor` is of Python 3.<minor>; what is below
 * PYTHON_MINOR_MIN or above PYTHON_MINOR_MAX is taken for the nearest of them.
 * Answers point to const data and live as long as the program; every function may be called from
 * any thread; nothing fails.
 */
#ifndef SHORING_STD_H
#define SHORING_STD_H

#include "base/str.h"

/* A class: the same id in every version that has it. Ids are below STD_CLASS_NONE. */
typedef uint16_t std_class;
#define STD_CLASS_NONE UINT16_MAX

SLICE(std_classes, std_class);

enum std_kind {
	STD_UNKNOWN, /* no such name; or no such module (std_has_module) */
	STD_CLASS,   /* `cls` */
	STD_ALIAS,   /* no class, but its __mro_entries__ puts `entries` in its place (PEP 560) */
	STD_REFUSED, /* no class, and its __mro_entries__ always raises TypeError: typing.Optional */
	STD_MODULE,  /* `module`, under its own name: posixpath for os.path; a submodule too */
	STD_FUNCTION, /* a function or method, static and class methods too */
	STD_VALUE,    /* anything else: constants, properties, None for __hash__ */
};

/* What a name of a module, or in the body of a class, stands for. */
struct std_name {
	struct str name;
	enum std_kind kind;
	bool star; /* in a module: a star import binds it; submodules that __all__ lists too */
	/* STD_ALIAS: typing.Generic follows the entries, unless a base further right is Generic, a
	 * subclass of it, or such an alias itself. An entry that stands among the bases already is
	 * left out. */
	bool adds_generic;
	std_class cls; /* STD_CLASS_NONE but for STD_CLASS */
	struct std_classes entries;
	struct str module;
};

enum std_class_flags {
	/* Not a base: bool, NoneType, range, … (type.__flags__ without Py_TPFLAGS_BASETYPE). */
	STD_FINAL = 1 << 0,
	/* A class statement with it as the only base and an empty body raises: that it is final, an
	 * enumeration with members, or that its body or keywords must say something (ctypes.Array).
	 * Only the first two are certain whatever the statement says. */
	STD_REFUSES = 1 << 1,
	STD_ENUM_MEMBERS = 1 << 2,
	/* Its instances vary in size: a non-empty __slots__ is refused below it (int, tuple). */
	STD_VARIABLE = 1 << 3,
	/* Its instances have a __dict__, or may be referred to weakly: such a name in __slots__ of a
	 * subclass is refused. */
	STD_DICT = 1 << 4,
	STD_WEAKREF = 1 << 5,
	/* It or a class above it, but for object, defines __init_subclass__. */
	STD_INIT_SUBCLASS = 1 << 6,
	/* C[…] is legal: by __class_getitem__ or by its metaclass. */
	STD_SUBSCRIPT = 1 << 7,
};

struct std_class_info {
	struct str name;          /* `__module__.__qualname__` */
	struct std_classes bases; /* `__bases__`; of object none. C3 over them gives `__mro__` */
	std_class meta;           /* type(C); no metaclass of the library defines mro() */
	/* The class that decides how instances are laid out: of two bases one's must be a subclass
	 * of the other's, or "multiple bases have instance lay-out conflict" (best_base() of
	 * CPython's Objects/typeobject.c). A class statement takes its bases' most derived one,
	 * but decides itself with a non-empty __slots__ (__dict__ and __weakref__ do not count),
	 * and up to 3.11 where it adds a __dict__ to instances that vary in size: two plain
	 * subclasses of int are no bases of one class there. */
	std_class solid;
	unsigned flags; /* enum std_class_flags */
};

/* Is it a module of 3.<minor> that the table knows, by any of its names ("os.path")? Those that
 * only Windows or macOS has, and the library's own tests, are not there. */
bool std_has_module(unsigned minor, struct str module);
/* What a name of the module stands for. */
struct std_name std_module_name(unsigned minor, struct str module, struct str name);
/* The next name of the module, in byte order, *at being 0 before the first; false after the last. */
bool std_module_next(unsigned minor, struct str module, uint32_t *at, struct std_name *name);

/* The class of that `__module__.__qualname__`, in any version; STD_CLASS_NONE when there is none.
 * Where several have the same, the one that is found under it. */
std_class std_class_find(struct str name);
/* All about a class; false when 3.<minor> has none such. */
bool std_class_get(unsigned minor, std_class cls, struct std_class_info *info);
/* What a name in the body of the class stands for (`vars(C)`); inherited names are not there, nor
 * are __doc__, __module__, __dict__ and such. */
struct std_name std_class_name(unsigned minor, std_class cls, struct str name);
bool std_class_next(unsigned minor, std_class cls, uint32_t *at, struct std_name *name);

/* How many classes there are in all versions: ids run from 0. */
uint32_t std_class_count(void);

#endif
