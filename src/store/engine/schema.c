/* Walking the schema up. */
#include "store/engine/schema.h"
#include "store/apply/anew.h"

/* Embedded at build from the folder schema. */
extern const unsigned char mc_schema_0001_first[];
extern const unsigned char mc_schema_sqlite_first[];
extern const unsigned char mc_schema_0003_hall[];
extern const unsigned char mc_schema_0004_void[];
extern const unsigned char mc_schema_sqlite_void[];
extern const unsigned char mc_schema_0005_backup[];

/* One step, of which any part may be NULL: the SQL both engines share, SQLite's own (triggers), texts made anew. */
static const struct {
	const unsigned char *common;
	const unsigned char *sqlite;
	enum mc_status (*fill)(struct mc_db *db, struct mc_error *err);
} steps[] = {
	{ mc_schema_0001_first, mc_schema_sqlite_first, NULL },
	{ NULL, NULL, mc_refold },
	{ mc_schema_0003_hall, NULL, NULL },
	{ mc_schema_0004_void, mc_schema_sqlite_void, mc_rekey },
	{ mc_schema_0005_backup, NULL, NULL },
};

int mc_schema_newest(void) {
	return (int)MC_COUNT(steps);
}

const char *mc_schema_script(int number) {
	return (const char *)steps[number - 1].common;
}

static enum mc_status step(struct mc_db *db, int number, struct mc_error *err) {
	enum mc_status status = mc_db_begin(db, err);
	if (status != MC_OK) {
		return status;
	}
	const unsigned char *const scripts[] = { steps[number - 1].common,
		steps[number - 1].sqlite };
	for (size_t i = 0; i < MC_COUNT(scripts) && status == MC_OK; i++) {
		status = scripts[i] ? mc_db_script(db, (const char *)scripts[i], err) : MC_OK;
	}
	if (status == MC_OK && steps[number - 1].fill) {
		status = steps[number - 1].fill(db, err);
	}
	if (status == MC_OK) {
		status = mc_db_set_schema(db, number, err);
	}
	if (status == MC_OK) {
		status = mc_db_commit(db, err);
	}
	if (status != MC_OK) {
		mc_db_rollback(db);
	}
	return status;
}

enum mc_status mc_schema_upgrade(struct mc_db *db, struct mc_error *err) {
	int number = 0;
	enum mc_status status = mc_db_schema(db, &number, err);
	if (status != MC_OK) {
		return status;
	}
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
	while (number < mc_schema_newest() && status == MC_OK) {
		status = step(db, ++number, err);
	}
	return status;
}
