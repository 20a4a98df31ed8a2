#include "store/care/gap.h"
#include "sql.h"
#include <stdlib.h>

/* The last restore, where a number of this day is in doubt. */
struct restore {
	int64_t event; /* 0: there was none */
	int64_t width;
};

static enum mc_status read_restore(
	struct mc_db *db, mc_day day, struct restore *ret_restore, struct mc_error *err) {
	struct mc_stmt *row = sql_restored(db);
	enum mc_status status = mc_step(row, err);
	*ret_restore = (struct restore){ 0 };
	if (status == MC_OK) {
		bool fits = day == MC_GAP_ANY_DAY ||
			    (day >= strtol(mc_col_text(row, 2), NULL, 10) &&
				    day <= strtol(mc_col_text(row, 3), NULL, 10));
		if (fits) {
			ret_restore->event = mc_col_int(row, 0);
			ret_restore->width = strtoll(mc_col_text(row, 1), NULL, 10);
		}
		mc_reset(row);
	}
	return status == MC_NO_ROW ? MC_OK : status;
}

enum mc_status mc_gap_before(struct mc_db *db, mc_day day, struct mc_stmt *made, int64_t *ret_width,
	struct mc_error *err) {
	struct restore restore;
	int64_t last = 0;
	enum mc_status status = read_restore(db, day, &restore, err);
	if (status == MC_OK && restore.width > 0) {
		status = mc_single(made, 0, &last, err);
	}
	*ret_width = status == MC_OK && last < restore.event ? restore.width : 0;
	return status;
}
