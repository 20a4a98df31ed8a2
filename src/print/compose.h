/*
 * From a frozen record to a page: the office's own layout if it has a good one,
 * else the built-in.
 */
#ifndef MC_PRINT_COMPOSE_H
#define MC_PRINT_COMPOSE_H

#include "paper/layout/layout.h"

/*
 * Lays `record_json` (paper/records.h) out for `columns`. `folder` holds the
 * office's own layouts, by the names of the built-in ones; NULL: it has none.
 * A layout there that cannot be used is passed over for the built-in, and a trouble
 * of the page says why.
 *
 * MC_NOT_FOUND: no such paper, or none for this width. MC_INVALID: bad record.
 */
MC_CHECKED enum mc_status mc_compose_record(const char *record_json, int columns,
	const char *folder, struct mc_arena *arena, struct mc_page *ret_page, struct mc_error *err);

#endif
