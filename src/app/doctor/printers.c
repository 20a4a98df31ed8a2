/* What the doctor finds of printers, and of the papers that wait for them. */
#include "app/printing/printers.h"
#include "app/doctor/inside.h"
#include "app/printing/printing.h"
#include <string.h>

static void tell_health(struct mc_doctor *doctor, const struct mc_printer *printer,
	const struct mc_printer_health *health) {
	const struct mc_printer_state_row *state = mc_printer_state_row(health->state);
	struct mc_doctor_row *row = mc_doctor_find(doctor, "printer");
	(void)mc_fail(&row->sentence, MC_OK, state->sentence, printer->name, health->where,
		health->detail);
	row->problem = !state->ready;
	if (state->remedy != NULL) {
		(void)mc_fail(&row->remedy, MC_OK, state->remedy, health->where);
	}
	if (health->defaults[0] != '\0') {
		row = mc_doctor_find(doctor, "defaults");
		SAY(row, N_("Printer %s: the queue %s changes what others print by itself: %s."),
			printer->name, health->where, health->defaults);
		HINT(row,
			N_("Papers of motcua are not changed. Take a default back with: lpadmin "
			   "-p %s -R NAME-default"),
			health->where);
	}
}

void mc_doctor_printers(struct mc_doctor *doctor) {
	const struct mc_printer *printers;
	size_t count;
	bool said = false;
	if (doctor->store == NULL ||
		mc_store_printers(doctor->store, doctor->arena, &printers, &count, NULL) != MC_OK) {
		return;
	}
	struct mc_printer_health *health = mc_arena_array(doctor->arena, count + 1, sizeof *health);
	mc_printers_ask(doctor->store, mc_store_office_dir(doctor->store), doctor->lang,
		doctor->arena, printers, count, health);
	for (size_t i = 0; i < count; i++) {
		bool unasked = health[i].state == MC_PRINTER_UNREACHABLE ||
			       health[i].state == MC_PRINTER_UNKNOWN;
		if (!unasked || !said) {
			tell_health(doctor, &printers[i], &health[i]);
		}
		said = said || unasked; /* of the server, not of a printer: once */
	}
	if (count == 0) {
		struct mc_doctor_row *row = mc_doctor_find(doctor, "printer");
		SAY(row, N_("No printer is set up: papers stay in the print list."));
		ADVISE(row, N_("Run “motcua printer add NAME --queue QUEUE” or --folder DIR."));
	}
}

/* How many of the papers of today came to an end that nobody saw. */
static size_t count_lost(struct mc_doctor *doctor) {
	mc_time today = mc_time_at(mc_day_of(mc_store_now(doctor->store)), 0);
	struct mc_jobs jobs = { .count = 0 };
	size_t lost = 0;
	if (mc_store_jobs(doctor->store, doctor->arena, today, &jobs, NULL) != MC_OK) {
		return 0;
	}
	for (size_t i = 0; i < jobs.count; i++) {
		lost += mc_print_is_lost(jobs.rows[i].state);
	}
	return lost;
}

void mc_doctor_papers(struct mc_doctor *doctor) {
	struct mc_jobs open;
	const char *why = "";
	if (doctor->store == NULL ||
		mc_store_jobs(doctor->store, doctor->arena, INT64_MAX, &open, NULL) != MC_OK) {
		return;
	}
	for (size_t i = 0; i < open.count && *why == '\0'; i++) {
		why = open.rows[i].message;
	}
	size_t lost = count_lost(doctor);
	struct mc_doctor_row *row = mc_doctor_find(doctor, "papers");
	if (open.count > 0 && !mc_printing_runs(mc_store_office_dir(doctor->store))) {
		SAY(row, N_("Papers that wait: %zu. Nothing takes them to their printers."),
			open.count);
		HINT(row, N_("Open a screen, or have “motcua print run” started with the "
			     "computer."));
		row->problem = !doctor->practice;
	} else if (open.count > 0 && *why != '\0') {
		SAY(row, N_("Papers that wait for their printers: %zu. %s"), open.count, why);
		HINT(row, N_("See “motcua print list”."));
		row->problem = !doctor->practice;
	} else if (lost > 0) {
		SAY(row, N_("Papers of today of which it is not known whether they came out: %zu."),
			lost);
		HINT(row, N_("See “motcua print list”, and print again what is missing."));
	} else if (open.count > 0) {
		SAY(row, N_("Papers on their way to their printers: %zu."), open.count);
	} else {
		SAY(row, N_("No paper waits for a printer."));
	}
}
