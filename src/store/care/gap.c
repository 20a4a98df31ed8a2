#include "store/care/gap.h"
#include "sql.h"
#include <stdlib.h>

enum mc_status mc_gap_read(
	struct mc_db *db, mc_day day, struct mc_gap *ret_gap, struct mc_error *err) {
	struct mc_stmt *row = sql_restored(db);
	enum mc_status status = mc_step(row, err);
	*ret_gap = (struct mc_gap){ 0 };
	if (status == MC_OK) {
		bool fits = day == MC_GAP_ANY_DAY ||
			    (day >= strtol(mc_col_text(row, 2), NULL, 10) &&
				    day <= strtol(mc_col_text(row, 3), NULL, 10));
		if (fits) {
			ret_gap->restored = mc_col_int(row, 0);
			ret_gap->width = strtoll(mc_col_text(row, 1), NULL, 10);
		}
		mc_reset(row);
	}
	return status == MC_EMPTY ? MC_OK : status;
}
