/* A desk of the hall: where one person at a time calls and serves. */
#ifndef MOTCUA_DESK_H
#define MOTCUA_DESK_H

#include <motcua/ticket.h>

/* X(constant, stable name) */
#define MC_DESK_STATE_LIST(X) \
	X(CLOSED, "closed") \
	X(OPEN, "open") \
	X(PAUSED, "paused")

enum mc_desk_state {
#define X(name, text) MC_DESK_##name,
	MC_DESK_STATE_LIST(X)
#undef X
};
const char *mc_desk_state_name(enum mc_desk_state state);

struct mc_desk {
	const char *desk, *name_vi, *name_en, *lines, *help_lines;
	enum mc_desk_state state;
	const char *pause_reason;
	const char *staff; /* who works there now, "" */
	const char *staff_name;
	mc_time since; /* of the state */
	bool has_ticket;
	struct mc_ticket ticket; /* called or serving */
};

#endif
