/*
 * yaml_write.h - single values of YAML, written so that yaml_read() gives them back.
 */
#ifndef SHORING_YAML_WRITE_H
#define SHORING_YAML_WRITE_H

#include "base/buf.h"

/* Can a configuration hold the text? Not one that is no UTF-8 or has control characters in it. */
bool yaml_holds(struct str text);
/* Append the text as a string: plain where nothing else could be read, else in double quotes. A
 * byte that is no UTF-8 becomes U+FFFD. */
void yaml_put(struct buf *out, struct str text);
/* Append the text for a comment: what would end the line, or is not printed, as \xNN. */
void yaml_put_comment(struct buf *out, struct str text);

#endif
