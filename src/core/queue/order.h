/*
 * Who is called next, and why (design §5). Explainable in one line:
 * (1) an appointment that is due, from 2 minutes before its time;
 * (2) lanes at k priority to 1 normal, always, starting with priority, counting
 *     calls made while both waited, per line and day;
 * (3) within the lane: past the line's target wait (strictly more), oldest breach
 *     first; then arrival; then id.
 * (4) When nobody else waits: an appointment before its time.
 * A desk takes its own lines first, then helps others in its list's order.
 *
 * The lanes come before the target: in a full hall everybody is past it, and a
 * target that outranked the lanes would end all priority.
 *
 * Where a desk has several own lines, each keeps its own ratio. It is priority's
 * turn in a line while its ratio is not used up, and when nobody normal waits in
 * it; a priority ticket of those goes before the normal tickets of all own lines.
 */
#ifndef MC_CORE_ORDER_H
#define MC_CORE_ORDER_H

#include <motcua/ticket.h>

#define MC_APPOINTMENT_LEAD_MS (2 * 60 * 1000)

/*
 * What stands at the head of one line's lanes: at most one ticket of each, the
 * first by (waiting_since, id), appointments by (appointment_at, id).
 */
struct mc_line_head {
	const char *line;
	int rank; /* place among the desk's own lines, or its help lines */
	bool help; /* a line this desk only helps */
	int target_min; /* 0 none */
	int priority_ratio; /* k ≥ 1 */
	int priority_run; /* priority calls since the last normal one, while both waited */
	const struct mc_ticket *normal; /* NULL: nobody */
	const struct mc_ticket *priority;
	const struct mc_ticket *appointment;
};

struct mc_choice {
	const struct mc_ticket *ticket;
	enum mc_call_reason reason;
	bool counts; /* both lanes of its line waited: it counts for the ratio */
};

/*
 * Chooses among the heads of a desk's lines at `now`. Returns false when nobody
 * waits. Among its own lines (as one pool) the rules apply in order; only when
 * none of them has anybody are the help lines asked, one by one in rank order.
 */
bool mc_order_choose(
	const struct mc_line_head *heads, size_t count, mc_time now, struct mc_choice *ret_choice);

#endif
