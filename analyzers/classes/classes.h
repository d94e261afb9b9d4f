/*
 * classes.h - the analyzer of class hierarchies: rules CLSnnn.
 */
#ifndef SHORING_CLASSES_CLASSES_H
#define SHORING_CLASSES_CLASSES_H

#include "findings/findings.h"
#include "project/project.h"

/* Add what the class rules that are on find. One thread. */
void analyze_classes(const struct project *p, struct findings *out);

#endif
