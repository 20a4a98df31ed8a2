/* What the checks of the doctor share: the office under examination, and how a finding is put. */
#ifndef MC_APP_DOCTOR_INSIDE_H
#define MC_APP_DOCTOR_INSIDE_H

#include "app/doctor.h"
#include <motcua/store.h>

struct mc_doctor {
	const char *dir, *url;
	enum mc_lang lang;
	struct mc_arena *arena;
	struct mc_doctor_row *rows;
	size_t count, cap;
	struct mc_store *store; /* NULL: could not be opened */
	bool practice;
};

/* A new finding that is well; its sentence is then filled in by the check. */
struct mc_doctor_row *mc_doctor_find(struct mc_doctor *doctor, const char *about);

/* A name inside the office folder, in the arena. */
const char *mc_doctor_inside(struct mc_doctor *doctor, const char *name);

/* Fill the two sentences of a finding; the statuses they carry mean nothing here. */
#define SAY(row, ...) ((void)mc_fail(&(row)->sentence, MC_OK, __VA_ARGS__))
#define HINT(row, ...) ((void)mc_fail(&(row)->remedy, MC_OK, __VA_ARGS__))
#define ADVISE(row, ...) ((row)->problem = true, HINT(row, __VA_ARGS__))

/* One check each: it adds a finding or more. */
typedef void mc_doctor_check(struct mc_doctor *doctor);
mc_doctor_check mc_doctor_folder, mc_doctor_filesystem, mc_doctor_space; /* files.c */
mc_doctor_check mc_doctor_store, mc_doctor_ledger, mc_doctor_backup; /* store.c */
mc_doctor_check mc_doctor_printers, mc_doctor_papers; /* printers.c */

#endif
