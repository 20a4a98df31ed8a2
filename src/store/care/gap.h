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
 * The last restore, as far as a series is concerned. Where the event that gave its
 * highest number is older than `restored`, or it has none yet, the next number is
 * `width` further. Tickets and codes are a day's; receipts run on (MC_GAP_ANY_DAY).
 */
struct mc_gap {
	int64_t restored; /* the event; 0: never, or no number of this day was in doubt */
	int64_t width; /* 0: nothing is left out */
};
MC_CHECKED enum mc_status mc_gap_read(
	struct mc_db *db, mc_day day, struct mc_gap *ret_gap, struct mc_error *err);

#endif
