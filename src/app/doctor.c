/*
 * One function a check, listed in a table; each adds one finding or more. They
 * share the open store, when it could be opened.
 */
#include "app/doctor/inside.h"
#include "app/lacking.h"
#include "core/time/calendar.h"
#include "ui/terminal/term.h"
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct mc_doctor_row *mc_doctor_find(struct mc_doctor *doctor, const char *about) {
	struct mc_doctor_row *row =
		MC_ARENA_NEXT(doctor->arena, doctor->rows, doctor->count, doctor->cap);
	memset(row, 0, sizeof *row);
	row->about = about;
	return row;
}

const char *mc_doctor_inside(struct mc_doctor *doctor, const char *name) {
	return mc_arena_printf(doctor->arena, "%s/%s", doctor->dir, name);
}

/* ---- what the office is set up with ---- */

/* The calendar and the printers are looked at more closely below. */
static void check_setup(struct mc_doctor *doctor) {
	const struct mc_lack *lacks = NULL;
	size_t count = 0;
	if (doctor->store == NULL ||
		mc_app_lacking(doctor->store, doctor->arena, &lacks, &count, NULL) != MC_OK) {
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (lacks[i].opens) {
			struct mc_doctor_row *row = mc_doctor_find(doctor, "setup");
			/* Formats without arguments: they are translated whole. */
			row->sentence = (struct mc_error){ .format = lacks[i].sentence };
			row->remedy = (struct mc_error){ .format = lacks[i].remedy };
			row->problem = true;
		}
	}
}

/* ---- the calendar ---- */

static void check_calendar(struct mc_doctor *doctor) {
	struct mc_calendar calendar;
	struct mc_error error;
	if (doctor->store == NULL) {
		return;
	}
	mc_calendar_init(&calendar);
	if (mc_store_calendar(doctor->store, &calendar, &error) != MC_OK) {
		struct mc_doctor_row *row = mc_doctor_find(doctor, "calendar");
		row->sentence = error;
		ADVISE(row, N_("Run “motcua verify” and keep what it says."));
		mc_calendar_finish(&calendar);
		return;
	}
	int year = mc_day_civil(mc_day_of(mc_store_now(doctor->store))).year;
	struct mc_doctor_row *row = mc_doctor_find(doctor, "calendar");
	switch (mc_calendar_year(&calendar, year)) {
	case MC_YEAR_OFFICIAL: SAY(row, N_("The holidays of %d are official."), year); break;
	case MC_YEAR_PROVISIONAL:
		SAY(row, N_("Some holidays of %d are provisional: due dates say so."), year);
		break;
	case MC_YEAR_MISSING:
		SAY(row, N_("The calendar knows no holiday of %d: due dates will be wrong."), year);
		ADVISE(row, N_("Run “motcua calendar import FILE” with the year's notice."));
		break;
	}
	mc_calendar_finish(&calendar);
}

/* ---- the terminal: of whoever asks, not of the office, so no problem of it ---- */

static void check_locale(struct mc_doctor *doctor) {
	struct mc_doctor_row *row = mc_doctor_find(doctor, "locale");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) {
		SAY(row, N_("The terminal is spoken to in UTF-8."));
		return;
	}
	locale_t other = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (other != (locale_t)0) {
		SAY(row, N_("The locale is not UTF-8: screens take C.UTF-8 in its place."));
		freelocale(other);
	} else {
		SAY(row, N_("The locale is not UTF-8: Vietnamese letters lose their marks."));
	}
	HINT(row, N_("Set LC_ALL=C.UTF-8 for the account that runs motcua."));
}

static void check_terminal(struct mc_doctor *doctor) {
	const char *type = getenv("TERM");
	struct mc_doctor_row *row = mc_doctor_find(doctor, "terminal");
	if (isatty(STDOUT_FILENO) && mc_tty_check_type(type, &row->sentence) != MC_OK) {
		HINT(row, N_("Until then no screen opens on it."));
	} else {
		SAY(row, N_("The terminal is of the type %s."), type != NULL ? type : "-");
	}
}

void mc_doctor(const char *office_dir, const char *url, enum mc_lang lang, struct mc_arena *arena,
	struct mc_doctor_report *ret_report) {
	static mc_doctor_check *const checks[] = {
		mc_doctor_folder,
		mc_doctor_filesystem,
		mc_doctor_space,
		mc_doctor_store,
		mc_doctor_ledger,
		mc_doctor_backup,
		check_setup,
		check_calendar,
		mc_doctor_printers,
		mc_doctor_papers,
		check_locale,
		check_terminal,
	};
	struct mc_doctor doctor = { .dir = office_dir, .url = url, .lang = lang, .arena = arena };
	for (size_t i = 0; i < MC_COUNT(checks); i++) {
		checks[i](&doctor);
	}
	mc_store_close(doctor.store);
	*ret_report = (struct mc_doctor_report){ .rows = doctor.rows, .count = doctor.count };
	for (size_t i = 0; i < doctor.count; i++) {
		ret_report->problems += doctor.rows[i].problem;
	}
}
