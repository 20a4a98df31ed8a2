/*
 * The people of an office. `staff` is the short name: the identity that is kept with
 * every act, the same in either case, and nobody else's. Texts are borrowed.
 */
#ifndef MOTCUA_STAFF_H
#define MOTCUA_STAFF_H

#include <stddef.h>

struct mc_staff {
	const char *staff, *name;
	const char *desk; /* the usual one, "" none */
	unsigned roles; /* MC_ROLE_BIT, act.h */
};

struct mc_staff_list {
	const struct mc_staff *rows;
	size_t count;
};

#endif
