/*
 * method.h - the text of a method, for what its facts do not tell.
 */
#ifndef SHORING_CLASSES_METHOD_H
#define SHORING_CLASSES_METHOD_H

#include "base/buf.h"
#include "classes/class.h"

/* Holds the file that was read last; zeroes but for the classes. */
struct method_reader {
	const struct classes *classes;
	struct buf text;
	unit_id unit; /* whose text that is, if `read` */
	bool read, there;
};

/* Does the text of the method (a row of bindings of the class's file) have the word in it?
 * `unseen` where the text is not to be had. */
bool method_mentions(
	struct method_reader *r, class_id id, uint32_t binding, struct str word, bool unseen);
void method_reader_release(struct method_reader *r);

#endif
