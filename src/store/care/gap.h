/*
 * Numbers left out behind a restore. What was given between the backup and the loss
 * stands on paper in people's hands; nobody knows how far it went, so the first
 * number of a series after the restore leaves room for it (office.restored@1).
 */
#ifndef MC_STORE_GAP_H
#define MC_STORE_GAP_H

#include "store/inside.h"

struct sql_id_rows; /* "sql.h" */

#define MC_GAP_ANY_DAY INT32_MIN

/*
 * How many numbers a series leaves out before its next one; 0: none. `made` asks for the
 * event that gave its highest number: after the restore, the gap is behind it. Tickets
 * and codes are a day's; receipts run on (MC_GAP_ANY_DAY).
 */
MC_CHECKED enum mc_status mc_gap_before(struct mc_db *db, mc_day day, struct sql_id_rows made,
	int64_t *ret_width, struct mc_error *err);

#endif
