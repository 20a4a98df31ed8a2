#include "app/lacking.h"
#include <string.h>

/* What is asked about, read once. */
struct facts {
	struct mc_office office;
	size_t lines, desks, staff, procedures, days, printers;
};

static bool no_name(const struct facts *facts) {
	return *facts->office.name == '\0';
}

static bool no_code(const struct facts *facts) {
	return strcmp(facts->office.code, MC_OFFICE_CODE_NONE) == 0;
}

static bool no_lines(const struct facts *facts) {
	return facts->lines == 0;
}

static bool no_desks(const struct facts *facts) {
	return facts->desks == 0;
}

static bool no_staff(const struct facts *facts) {
	return facts->staff == 0;
}

static bool no_procedures(const struct facts *facts) {
	return facts->procedures == 0;
}

static bool no_days(const struct facts *facts) {
	return facts->days == 0;
}

static bool no_printers(const struct facts *facts) {
	return facts->printers == 0;
}

static const struct row {
	struct mc_lack lack;
	bool (*is_lacking)(const struct facts *facts);
} rows[] = {
	{ { "name", true, N_("The office has no name; it stands on every screen and paper."),
		  "motcua office set name 'Ủy ban nhân dân phường …'" },
		no_name },
	{ { "code", true, N_("The office has no agency code; dossier codes begin with it."),
		  "motcua office set code H20.14.07" },
		no_code },
	{ { "procedures", true, N_("There are no procedures, so no dossier can be accepted."),
		  "motcua procedure import procedures.csv" },
		no_procedures },
	{ { "calendar", false,
		  N_("There are no days off, so due dates take every weekday for a working day."),
		  "motcua calendar import holidays.csv" },
		no_days },
	{ { "lines", true, N_("There are no lines, so no number can be given."),
		  "motcua line import lines.csv" },
		no_lines },
	{ { "desks", true, N_("There are no desks, so nobody can be called."),
		  "motcua desk import desks.csv" },
		no_desks },
	{ { "staff", true, N_("There is no staff, and every act names a person."),
		  "motcua staff import staff.csv" },
		no_staff },
	{ { "printer", false, N_("No printer is set up: papers stay in the print list."),
		  "motcua printer add NAME --queue QUEUE" },
		no_printers },
};

static enum mc_status read_people(
	struct mc_store *store, struct mc_arena *arena, struct facts *facts, struct mc_error *err) {
	const struct mc_desk *desks;
	struct mc_staff_list staff;
	enum mc_status status = mc_store_desks(store, arena, &desks, &facts->desks, err);
	if (status == MC_OK) {
		status = mc_store_staff(store, arena, &staff, err);
		facts->staff = status == MC_OK ? staff.count : 0;
	}
	return status;
}

static enum mc_status read_facts(
	struct mc_store *store, struct mc_arena *arena, struct facts *facts, struct mc_error *err) {
	const struct mc_line *lines;
	const struct mc_day_row *days;
	const struct mc_printer *printers;
	struct mc_procedures procedures;
	enum mc_status status = mc_store_office(store, arena, &facts->office, err);
	if (status == MC_OK) {
		status = mc_store_lines(store, arena, &lines, &facts->lines, err);
	}
	if (status == MC_OK) {
		status = read_people(store, arena, facts, err);
	}
	if (status == MC_OK) {
		status = mc_store_procedures(store, arena, "", INT32_MIN, 1, &procedures, err);
		facts->procedures = status == MC_OK ? procedures.count : 0;
	}
	if (status == MC_OK) {
		status = mc_store_calendar_rows(store, arena, mc_day_of_civil(MC_YEAR_MIN, 1, 1),
			mc_day_of_civil(MC_YEAR_MAX, 12, 31), &days, &facts->days, err);
	}
	return status == MC_OK ? mc_store_printers(store, arena, &printers, &facts->printers, err)
			       : status;
}

enum mc_status mc_app_lacking(struct mc_store *store, struct mc_arena *arena,
	const struct mc_lack **ret_rows, size_t *ret_count, struct mc_error *err) {
	struct facts facts = { .lines = 0 };
	enum mc_status status = read_facts(store, arena, &facts, err);
	if (status != MC_OK) {
		return status;
	}
	struct mc_lack *lacking = mc_arena_array(arena, MC_COUNT(rows), sizeof *lacking);
	size_t count = 0;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		if (rows[i].is_lacking(&facts)) {
			lacking[count++] = rows[i].lack;
		}
	}
	*ret_rows = lacking;
	*ret_count = count;
	return MC_OK;
}
