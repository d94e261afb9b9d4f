/*
 * clusters.h - private to requirements/: what clusters of Spark have on each of their machines.
 */
#ifndef SHORING_REQUIREMENTS_CLUSTERS_H
#define SHORING_REQUIREMENTS_CLUSTERS_H

#include "requirements/audit.h"

/* Does each machine of such a cluster have it? */
bool clusters_is_spark(const struct need *need);
/* May the service be a job for a cluster, which has the distribution? No image tells what is there. */
bool clusters_may_have(const struct service_audit *s, const struct need *need);
/* Does it say of itself that it runs in Databricks' runtime, and does that have the distribution? */
bool clusters_have(const struct audit *audit, const struct service *s, const struct need *need);

#endif
