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
	struct mc_stmt *row = sql_desk_lines(db, desk);
	size_t count = 0;
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK) {
		assert(count < MC_LINES_MAX);
		lanes[count++] =
			(struct mc_line_lanes){ .head = {
							.line = mc_col_copy(row, 0, arena),
							.help = mc_col_int(row, 1) != 0,
							.rank = (int)mc_col_int(row, 2),
							.target_min = (int)mc_col_int(row, 3),
							.priority_ratio = (int)mc_col_int(row, 4),
						} };
	}
	*ret_count = count;
	return status == MC_NO_ROW ? MC_OK : status;
}

enum mc_status mc_read_lanes(struct mc_db *db, struct mc_arena *arena, mc_day day, int most,
	struct mc_line_lanes *lanes, struct mc_error *err) {
	enum mc_status status = MC_OK;
	for (int lane = 0; lane < MC_LANE_COUNT && status == MC_OK; lane++) {
		struct mc_ticket *rows;
		status = mc_rows_tickets(sql_tickets_of_lane(db, day, lanes->head.line, lane, most),
			arena, &rows, &lanes->count[lane], err);
		for (size_t i = 0; i < lanes->count[lane] && status == MC_OK; i++) {
			rows[i].target_min = lanes->head.target_min;
		}
		lanes->lane[lane] = rows;
	}
	int64_t run = 0;
	if (status == MC_OK && lanes->count[MC_LANE_NORMAL] > 0 &&
		lanes->count[MC_LANE_PRIORITY] > 0) {
		status = mc_single(sql_lane_runs(db, day, lanes->head.line), 0, &run, err);
	}
	lanes->head.priority_run = (int)run;
	return status;
}

enum mc_status mc_read_desk_lanes(struct mc_db *db, struct mc_arena *arena, mc_day day,
	const char *desk, int most, struct mc_line_lanes *lanes, size_t *ret_count,
	struct mc_error *err) {
	enum mc_status status = read_line_rows(db, arena, desk, lanes, ret_count, err);
	for (size_t i = 0; i < *ret_count && status == MC_OK; i++) {
		status = mc_read_lanes(db, arena, day, most, &lanes[i], err);
	}
	return status;
}
