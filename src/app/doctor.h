/*
 * Doctor: is everything about this office as it should be, and if not, what is
 * to be done. Each finding is a sentence and, for a problem or a hint, what to do.
 */
#ifndef MC_APP_DOCTOR_H
#define MC_APP_DOCTOR_H

#include "base/arena.h"
#include "base/tr.h"
#include <stdbool.h>

#define MC_BACKUP_FOLDER "backups" /* of the office folder: where backups go by themselves */
#define MC_DOCTOR_LOW_SPACE_BYTES (INT64_C(500) << 20)
#define MC_DOCTOR_BACKUP_HOURS 48

struct mc_doctor_row {
	const char *about; /* stable name: "folder", "space", "store" … */
	bool problem; /* false with a remedy: a hint, nothing that stops the office */
	struct mc_error sentence;
	struct mc_error remedy; /* format NULL when there is nothing to do */
};

struct mc_doctor_report {
	const struct mc_doctor_row *rows; /* in the arena */
	size_t count;
	int problems;
};

/*
 * Looks at everything; cannot fail, for a failure is a finding. `url` may be NULL;
 * `lang` is for what motcua-print has to say. Reads the whole ledger, so it takes
 * a while on a large store.
 */
void mc_doctor(const char *office_dir, const char *url, enum mc_lang lang, struct mc_arena *arena,
	struct mc_doctor_report *ret_report);

#endif
