#include "store/care/gap.h"
#include "sql.h"

enum mc_status mc_gap_before(struct mc_db *db, mc_day day, struct sql_id_rows made,
	int64_t *ret_width, struct mc_error *err) {
	struct mc_restored restored = { 0 };
	int64_t last = 0;
	*ret_width = 0;
	MC_TRY(mc_ended(sql_restored_one(sql_restored(db), NULL, &restored, err)));
	if (restored.width > 0 &&
		(day == MC_GAP_ANY_DAY || (day >= restored.from_day && day <= restored.to_day))) {
		MC_TRY(mc_ended(sql_id_one(made, NULL, &last, err)));
		*ret_width = last < restored.event ? restored.width : 0;
	}
	return MC_OK;
}
