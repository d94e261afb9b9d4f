/*
 * never.c - modules that cannot be imported: `try: from cStringIO import StringIO` surely fails.
 */
#include "classes/unit.h"

#include <stdlib.h>

/* In byte order. Modules of Python 2 that no distribution brings back, then other systems'. */
static const char *const gone[] = {
	"BaseHTTPServer",
	"CGIHTTPServer",
	"ConfigParser",
	"Cookie",
	"DocXMLRPCServer",
	"HTMLParser",
	"Queue",
	"SimpleHTTPServer",
	"SimpleXMLRPCServer",
	"SocketServer",
	"StringIO",
	"Tkinter",
	"UserDict",
	"UserList",
	"UserString",
	"__builtin__",
	"_msi",
	"_overlapped",
	"_scproxy",
	"_winapi",
	"_winreg",
	"anydbm",
	"cPickle",
	"cStringIO",
	"cookielib",
	"copy_reg",
	"dummy_thread",
	"htmlentitydefs",
	"httplib",
	"java",
	"msvcrt",
	"nt",
	"pythoncom",
	"pywintypes",
	"robotparser",
	"thread",
	"tkMessageBox",
	"urllib2",
	"urlparse",
	"win32api",
	"win32com",
	"win32con",
	"win32event",
	"win32file",
	"win32gui",
	"win32pipe",
	"win32process",
	"win32security",
	"win32service",
	"winreg",
	"winsound",
	"xmlrpclib",
};

static int
compare(const void *key, const void *item)
{
	const char *const *at = item;

	return str_order(*(const struct str *)key, str_of(*at));
}

bool
never_there(struct str top)
{
	return bsearch(&top, gone, countof(gone), sizeof(*gone), compare) != NULL;
}
