#include "store/read/known.h"
#include "base/arena.h"
#include "sql.h"

/* Events recorded on one day, one after another: up to where the next run begins. */
struct mc_known_run {
	int64_t first;
	mc_day day;
};

enum mc_status mc_known_read(struct mc_db *db, struct mc_arena *arena, mc_day day, int64_t from,
	struct mc_known *ret_known, struct mc_error *err) {
	struct mc_known known = { .day = day, .sure = INT64_MAX, .reach = INT64_MAX };
	struct mc_known_run *runs = NULL;
	size_t cap = 0;
	struct mc_stmt *row = sql_recorded_days(db);
	enum mc_status status;

	while ((status = mc_step(row, err)) == MC_OK) {
		struct mc_known_run *run = MC_ARENA_NEXT(arena, runs, known.count, cap);
		*run = (struct mc_known_run){ mc_col_int(row, 0), (mc_day)mc_col_int(row, 1) };
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
	return status == MC_NO_ROW ? MC_OK : status;
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
