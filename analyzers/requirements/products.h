/*
 * products.h - private to requirements/: programs that load files of the project by their names, and the images that they
 * are published in.
 *
 * Such a file runs where the program does, with all that comes along with it.
 */
#ifndef SHORING_REQUIREMENTS_PRODUCTS_H
#define SHORING_REQUIREMENTS_PRODUCTS_H

#include "requirements/audit.h"

/* The product that a base image ("apache/airflow:2.10.3") is published for; PRODUCT_NONE: none. */
enum product products_of_image(struct str image);
/* Has the product's image the need, or what it has requires it? */
bool products_have(struct audit *audit, enum product product, const struct need *need);
/* Do only files import the need that a program loads by their names, which brings it along: superset_config.py? */
bool products_load(struct audit *audit, const struct need *need);

#endif
