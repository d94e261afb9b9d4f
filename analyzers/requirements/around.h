/*
 * around.h - private to requirements/: what other projects of the repository declare for a service's
 * imports: those around it, the one that the importing module belongs to, one that is installed from here.
 */
#ifndef SHORING_REQUIREMENTS_AROUND_H
#define SHORING_REQUIREMENTS_AROUND_H

#include "requirements/audit.h"

/* Does an image tell all that is there when the service runs? One that copies none of its modules and starts
 * none is for something else. */
bool around_has_image(const struct service *s);
/* Is the file in the service's folder, and its image, which has others of there, does not have it? Who starts it does so elsewhere. */
bool around_leaves_out(const struct service *s, struct str path);
/* Is it told what the service is installed from: by its image, by its list in the configuration, or by the
 * rules of the cloud that it is a function of? */
bool around_is_told(const struct service *s);
/* Is it seen what of it is started, and how it is installed? Plug-ins and libraries have scripts, too, and are installed by
 * others, with what those want. */
bool around_is_deployed(const struct service *s);
/* Fill in the services' `around` and audit->by_path. */
void around_find(struct audit *audit);
/* The service of that directory, or ID_NONE. */
service_id around_at(const struct audit *audit, struct str dir);
/* A row for that purpose, whose distribution brings the need; NULL: there is none. */
const struct declaration *
around_bringer(const struct declared *d, const struct need *need, enum purpose purpose);
/* Has it a row for running of the need, or of what brings it? `written`: the former in a manifest. */
bool around_lists(const struct declared *d, const struct need *need, bool written);
/* Has the file a row of it, for whatever? */
bool around_file_lists(struct audit *audit, file_id file, const struct need *need);
/* Does a row of one of them bring it? */
bool around_host_brings(
	const struct audit *audit, const struct service_audit *s, const struct need *need);
/* Which row of the project's own, counted from 1, is called so, the last one if there are several; 0: none is. */
uint32_t around_own(const struct audit *audit, struct str dist);
/* Is the need a distribution that is made in the repository? */
bool around_is_made_here(const struct audit *audit, const struct need *need);
/* Is it a project by itself, which may be installed without the ones around it? In its own folder, or `below` that, too. */
bool around_is_project(const struct audit *audit, const struct service *s, bool below);
/* The service whose project makes the distribution, or ID_NONE. */
service_id around_making(const struct audit *audit, struct str dist);
/* What the project declares that the module belongs to, where it is not known how the service is
 * deployed: it may be installed with it. NULL: nothing counts but its own. */
const struct declared *
around_owner(const struct audit *audit, const struct service_audit *s, module_id m);
/* Do manifests in the folders around the service, or around the importing module, declare the need?
 * Where neither what starts nor how it is installed is known, its own may only add to those: an
 * example, a plug-in, an evaluation of the project. */
bool around_declares(struct audit *audit, const struct service_audit *s, const struct need *need);
/* The project file in a folder around the service that lists its project for development, and the need beside it: a
 * workspace's root, with which its members are run; "": there is none. */
struct str
around_together(struct audit *audit, const struct service *service, const struct need *need);
/* Does the service declare what the other one makes, or a project of the repository that does? */
bool around_installs(const struct audit *audit, const struct service_audit *s, service_id other);
/* Has one of the services around such a folder, which is no project by itself, a row of its own for it, for
 * running? */
bool around_host_lists(
	const struct audit *audit, const struct service_audit *s, const struct need *need);
/* Fill in the services' `makers`, once it is known what they declare. */
void around_note_makers(struct audit *audit);
/* A row for running that a project of this repository makes, whatever address it is installed from, and
 * whose manifests declare the need, or those of projects of the repository that it requires in turn; NULL: there is none. */
const struct declaration *
around_maker(const struct audit *audit, const struct service_audit *s, const struct need *need);

#endif
