/*
 * Numbers left out behind a restore. What was given between the backup and the loss
 * stands on paper in people's hands; nobody knows how far it went, so the first
 * number of a series after the restore leaves room for it (office.restored@1).
 */
#ifndef MC_STORE_GAP_H
#define MC_STORE_GAP_H

#include "store/inside.h"

#define MC_GAP_ANY_DAY INT32_MIN

/*
 * How many numbers are left out behind `last`, the highest of a series, when nothing
 * was given since the restore: `made` is the event that gave it, 0 when the series
 * has none yet. Tickets and codes are a `day`'s; receipts run on (MC_GAP_ANY_DAY).
 */
struct mc_gap {
	int64_t restored; /* the event; 0: never, or not of this day */
	int64_t width;
};
MC_CHECKED enum mc_status mc_gap_read(
	struct mc_db *db, mc_day day, struct mc_gap *ret_gap, struct mc_error *err);

#endif
