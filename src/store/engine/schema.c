/* Walking the schema up. */
#include "store/engine/schema.h"
#include "store/apply/anew.h"

/* Texts that a step makes anew, behind its SQL. */
static enum mc_status (*const fills[])(struct mc_db *db, struct mc_error *err) = {
	[2] = mc_refold,
	[4] = mc_rekey,
};

int mc_schema_newest(void) {
	return mc_schema_step_count;
}

static enum mc_status walk(struct mc_db *db, int number, struct mc_error *err) {
	const struct mc_schema_step *step = &mc_schema_steps[number - 1];
	if (step->common) {
		MC_TRY(mc_db_script(db, step->common, err));
	}
	if (step->sqlite) {
		MC_TRY(mc_db_script(db, step->sqlite, err));
	}
	if ((size_t)number < MC_COUNT(fills) && fills[number]) {
		MC_TRY(fills[number](db, err));
	}
	MC_TRY(mc_db_set_schema(db, number, err));
	return mc_db_commit(db, err);
}

static enum mc_status step(struct mc_db *db, int number, struct mc_error *err) {
	MC_TRY(mc_db_begin(db, err));
	enum mc_status status = walk(db, number, err);
	if (status != MC_OK) {
		mc_db_rollback(db);
	}
	return status;
}

enum mc_status mc_schema_upgrade(struct mc_db *db, struct mc_error *err) {
	int number = 0;
	MC_TRY(mc_db_schema(db, &number, err));
	if (number < 0) {
		return mc_fail(err, MC_DAMAGED,
			N_("The store can't be read: it is damaged. Run “motcua doctor” and "
			   "restore the newest backup."));
	}
	if (number > mc_schema_newest()) {
		return mc_fail(err, MC_NEWER,
			N_("The store was made by a newer program (schema %d, this program knows "
			   "%d): install the newer Motcua."),
			number, mc_schema_newest());
	}
	while (number < mc_schema_newest()) {
		MC_TRY(step(db, ++number, err));
	}
	return MC_OK;
}
