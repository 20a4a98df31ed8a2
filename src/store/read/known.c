#include "store/read/known.h"
#include "base/arena.h"
#include "sql.h"

enum mc_status mc_known_read(struct mc_db *db, struct mc_arena *arena, mc_day day, int64_t from,
	struct mc_known *ret_known, struct mc_error *err) {
	struct mc_known known = { .day = day, .sure = INT64_MAX, .reach = INT64_MAX };
	struct mc_known_run *runs;

	MC_TRY(sql_known_run_all(sql_recorded_days(db), arena, &runs, &known.count, err));
	for (const struct mc_known_run *run = runs; run < runs + known.count; run++) {
		if (run->first <= from) {
			known.sure = INT64_MAX; /* the runs before this one end before `from` */
		}
		if (run->day <= day) {
			known.reach = INT64_MAX; /* as far as is seen, the run goes on */
		} else {
			known.sure = known.sure == INT64_MAX ? run->first - 1 : known.sure;
			known.reach = known.reach == INT64_MAX ? run->first - 1 : known.reach;
		}
	}
	known.runs = runs;
	*ret_known = known;
	return MC_OK;
}

bool mc_known_has(const struct mc_known *known, int64_t event) {
	size_t from = 0, to = known->count;

	if (event <= known->sure || event > known->reach) {
		return event <= known->sure;
	}
	while (to - from > 1) { /* the last run that begins at the event or before it */
		size_t middle = from + (to - from) / 2;
		if (known->runs[middle].first <= event) {
			from = middle;
		} else {
			to = middle;
		}
	}
	return known->runs[from].day <= known->day;
}
