/* The lanes of a desk's lines, as the order of calls wants them. */
#include "store/lanes.h"
#include "core/queue/sequence.h"
#include "sql.h"
#include "store/inside.h"
#include "store/rows.h"
#include <assert.h>
#include <motcua/code.h>

static enum mc_status read_line_rows(struct mc_db *db, struct mc_arena *arena, const char *desk,
	struct mc_line_lanes *lanes, size_t *ret_count, struct mc_error *err) {
	struct mc_line_head *heads;
	MC_TRY(sql_line_head_all(sql_desk_lines(db, desk), arena, &heads, ret_count, err));
	assert(*ret_count <= MC_LINES_MAX);
	for (size_t i = 0; i < *ret_count; i++) {
		lanes[i] = (struct mc_line_lanes){ .head = heads[i] };
	}
	return MC_OK;
}

enum mc_status mc_read_lanes(struct mc_db *db, struct mc_arena *arena, mc_day day, int most,
	struct mc_line_lanes *lanes, struct mc_error *err) {
	int64_t run = 0;
	for (int lane = 0; lane < MC_LANE_COUNT; lane++) {
		struct mc_ticket *rows;
		MC_TRY(sql_ticket_all(sql_tickets_of_lane(db, day, lanes->head.line, lane, most),
			arena, &rows, &lanes->count[lane], err));
		for (size_t i = 0; i < lanes->count[lane]; i++) {
			rows[i].target_min = lanes->head.target_min;
		}
		lanes->lane[lane] = rows;
	}
	if (lanes->count[MC_LANE_NORMAL] > 0 && lanes->count[MC_LANE_PRIORITY] > 0) {
		MC_TRY(sql_lane_runs(db, day, lanes->head.line, &run, err));
	}
	lanes->head.priority_run = (int)run;
	return MC_OK;
}

enum mc_status mc_read_desk_lanes(struct mc_db *db, struct mc_arena *arena, mc_day day,
	const char *desk, int most, struct mc_line_lanes *lanes, size_t *ret_count,
	struct mc_error *err) {
	MC_TRY(read_line_rows(db, arena, desk, lanes, ret_count, err));
	for (size_t i = 0; i < *ret_count; i++) {
		MC_TRY(mc_read_lanes(db, arena, day, most, &lanes[i], err));
	}
	return MC_OK;
}
