/*
 * hosted.h - private to requirements/: what is there because of who runs the code.
 *
 * A platform loads some code itself, with distributions that no manifest of the project names: a
 * function of Lambda has boto3 beside it, a DAG has Airflow and all that its image has.
 */
#ifndef SHORING_REQUIREMENTS_HOSTED_H
#define SHORING_REQUIREMENTS_HOSTED_H

#include "requirements/audit.h"

/* Does the platform that runs the service, as its files tell, bring the distribution, going by its name? */
bool hosted_by_name(struct audit *audit, const struct service_audit *s, const struct need *need);
/* May it, being one of those whose images have hundreds (Airflow, Glue, training)? */
bool hosted_in_image(struct audit *audit, const struct service_audit *s, const struct need *need,
                     const struct declared *list);
/* Is it a DAG or imported by one, so that the image of Airflow that runs it may have more than the list that is put
 * into it? */
bool hosted_by_airflow(struct audit *audit, const struct service_audit *s, const struct need *need);
/* Fill in audit->layers, once it is known what services declare. */
void hosted_note_layers(struct audit *audit);
/* Is the folder one of a layer, by its name? What that declares is put beside functions of Lambda. */
bool hosted_is_layer(struct str path);

/* Is it deployed to Lambda, by its functions or by a template beside it or in the folder around it? Layers from anywhere may be
 * added there to what it declares. */
bool hosted_has_layers(struct audit *audit, const struct service_audit *s, const struct need *need);

/* Does a text in the need's folder or around it upload DAGs to an environment of Cloud Composer, which has more than any
 * list says? Texts are read, those of a folder once. */
bool
hosted_by_composer(struct audit *audit, const struct service_audit *s, const struct need *need);

#endif
