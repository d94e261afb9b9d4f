/*
 * ini.h - what Python's configparser reads, as a document.
 *
 * A map of sections, each a map of keys (lower case) to a string, or to a list of strings where the value has
 * several lines. Sections and keys that come again are added to; comments are whole lines. Private to advise/.
 */
#ifndef SHORING_ADVISE_INI_H
#define SHORING_ADVISE_INI_H

#include "base/doc.h"

/* Never NULL: what is no section, key or more of a value is passed over. In `a`. */
const struct doc *ini_read(struct arena *a, struct str text);

#endif
