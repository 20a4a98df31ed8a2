/*
 * Queues are asked all at once by one run of motcua-print, folders here. CUPS says
 * nothing of an idle printer, so its device is asked too, and the print list tells of
 * papers that are stuck.
 */
#include "app/doctor/printers.h"
#include "app/doctor/inside.h"
#include "app/printing.h"
#include "base/file.h"
#include <assert.h>
#include <errno.h>
#include <string.h>

#define TIMEOUT_MS 20000
#define TOGETHER 32 /* printers asked by one run of motcua-print */

static_assert(2 * TOGETHER + 1 <= MC_PRINTING_ARGUMENTS_MAX, "a run takes their names");

/* ---- the states ---- */

static const struct mc_printer_state_row rows[] = {
	[MC_PRINTER_READY] = { "ready", N_("ready"), true,
		N_("Printer %s: the queue %s takes papers, and the printer answers."), NULL },
	[MC_PRINTER_UNASKED] = { "ready", N_("queue ready, printer not asked"), true,
		N_("Printer %s: the queue %s takes papers; whether the printer itself is there "
		   "cannot be asked."),
		N_("Print a test page with “motcua printer test”.") },
	[MC_PRINTER_STOPPED] = { "stopped", N_("stopped, see the printer"), false,
		N_("Printer %s: the queue %s is stopped (%s)."),
		N_("Mend what it says, then run: cupsenable %s") },
	[MC_PRINTER_REFUSING] = { "refusing", N_("takes no jobs now"), false,
		N_("Printer %s: the queue %s takes no papers."), N_("Run: cupsaccept %s") },
	[MC_PRINTER_MISSING] = { "missing", N_("not known to the print server"), false,
		N_("Printer %s: CUPS has no queue %s."),
		N_("See “lpstat -p” for the queues, then “motcua printer add”.") },
	[MC_PRINTER_OFFLINE] = { "offline", N_("connection lost"), false,
		N_("Printer %s: the printer of the queue %s does not answer."),
		N_("See that it is switched on and connected.") },
	[MC_PRINTER_NO_PAPER] = { "no-paper", N_("out of paper"), false,
		N_("Printer %s: the printer of the queue %s has no paper."), N_("Put paper in.") },
	[MC_PRINTER_TROUBLE] = { "trouble", N_("trouble, see the printer"), false,
		N_("Printer %s: the queue %s reports trouble (%s)."),
		N_("See the printer; “lpstat -l -p %s” may say more.") },
	[MC_PRINTER_BLOCKED] = { "blocked", N_("does not take its papers"), false,
		N_("Printer %s: papers are stuck at the queue %s. %s"),
		N_("See that it is switched on, connected and has paper.") },
	[MC_PRINTER_UNREACHABLE] = { "unreachable", N_("connection lost"), false,
		N_("Printer %s: the queue %s could not be asked. %s"),
		N_("See that CUPS runs: systemctl status cups") },
	[MC_PRINTER_UNKNOWN] = { "unknown", N_("not known"), false,
		N_("Printer %s: the queue %s could not be asked. %s"),
		N_("Install the package with motcua-print; until then papers stay in the print "
		   "list.") },
	[MC_PRINTER_FOLDER] = { "ready", N_("ready"), true,
		N_("Printer %s writes into the folder %s."), NULL },
	[MC_PRINTER_NEW_FOLDER] = { "ready", N_("ready"), true,
		N_("Printer %s will make its folder %s with the first paper."), NULL },
	[MC_PRINTER_NO_FOLDER] = { "missing", N_("folder not there"), false,
		N_("Printer %s: the folder %s is not there."),
		N_("Bring it back (is its disk plugged in?), or name another with “motcua printer "
		   "add”.") },
	[MC_PRINTER_CLOSED_FOLDER] = { "stopped", N_("folder not writable"), false,
		N_("Printer %s cannot write into %s."),
		N_("Make the folder and give it to the account that runs motcua.") },
	[MC_PRINTER_FULL] = { "full", N_("disk full"), false,
		N_("Printer %s: the disk of %s is full."), N_("Make room on that disk.") },
};

const struct mc_printer_state_row *mc_printer_state_row(enum mc_printer_state state) {
	return &rows[state];
}

/* ---- folders ---- */

static void ask_folder(const struct mc_printer *printer, const char *office_dir, enum mc_lang lang,
	struct mc_arena *arena, struct mc_printer_health *health) {
	bool own = printer->folder[0] != '/', there;
	char detail[1024];
	struct mc_error err;
	health->where = own ? mc_arena_printf(arena, "%s/%s", office_dir, printer->folder)
			    : printer->folder;
	int failure = mc_file_check_folder(health->where, &there);
	if (failure == 0) {
		health->state = there ? MC_PRINTER_FOLDER
				: own ? MC_PRINTER_NEW_FOLDER
				      : MC_PRINTER_NO_FOLDER;
		return;
	}
	health->state = !there                                   ? MC_PRINTER_NO_FOLDER
			: failure == ENOSPC || failure == EDQUOT ? MC_PRINTER_FULL
								 : MC_PRINTER_CLOSED_FOLDER;
	(void)mc_file_fail(&err, failure, health->where);
	mc_error_text(lang, &err, detail, sizeof detail);
	health->detail = mc_arena_text(arena, detail);
}

/* ---- queues ---- */

/* printer-state-reasons (RFC 8011 §5.4.12, PWG 5100.9) by how they begin, worst first. */
static const struct {
	const char *reason;
	enum mc_printer_state state;
} reasons[] = {
	{ "media-empty", MC_PRINTER_NO_PAPER },
	{ "media-needed", MC_PRINTER_NO_PAPER },
	{ "offline", MC_PRINTER_OFFLINE },
	{ "shutdown", MC_PRINTER_OFFLINE },
	{ "timed-out", MC_PRINTER_OFFLINE },
	{ "connecting-to-device", MC_PRINTER_OFFLINE },
	{ "hold-new-jobs", MC_PRINTER_STOPPED },
	{ "moving-to-paused", MC_PRINTER_STOPPED },
	{ "cups-missing-filter", MC_PRINTER_TROUBLE },
	{ "cover-open", MC_PRINTER_TROUBLE },
	{ "door-open", MC_PRINTER_TROUBLE },
	{ "interlock-open", MC_PRINTER_TROUBLE },
	{ "media-jam", MC_PRINTER_TROUBLE },
	{ "spool-area-full", MC_PRINTER_TROUBLE },
};

static bool ends_in(const char *text, size_t len, const char *end) {
	size_t tail = strlen(end);
	return len >= tail && strncmp(text + len - tail, end, tail) == 0;
}

/* A reason that is only reported stops nothing; an error of any name does. */
static enum mc_printer_state state_of_reasons(const char *list) {
	enum mc_printer_state state = MC_PRINTER_READY;
	size_t len;
	for (const char *reason; (reason = mc_list_next(&list, ",", &len)) != NULL;) {
		for (size_t i = 0; i < MC_COUNT(reasons); i++) {
			if (strncmp(reason, reasons[i].reason, strlen(reasons[i].reason)) == 0) {
				return reasons[i].state;
			}
		}
		if (ends_in(reason, len, "-error")) {
			state = MC_PRINTER_TROUBLE;
		}
	}
	return state;
}

/* What the print list says of a paper that is at the queue and does not leave it; "" nothing. */
static const char *stuck_paper(const struct mc_jobs *jobs, const struct mc_printer *printer) {
	for (size_t i = 0; i < jobs->count; i++) {
		const struct mc_job *job = &jobs->rows[i];
		if (strcmp(job->state, "sent") == 0 && mc_same(job->printer, printer->name) &&
			job->message[0] != '\0') {
			return job->message;
		}
	}
	return "";
}

static enum mc_printer_state state_of_queue(const struct mc_json *queue) {
	const char *device = mc_or_empty(mc_json_get_text(queue, "device"));
	enum mc_printer_state state =
		state_of_reasons(mc_or_empty(mc_json_get_text(queue, "reasons")));
	if (mc_json_get_bool(queue, "stopped", false)) {
		return MC_PRINTER_STOPPED;
	}
	if (!mc_json_get_bool(queue, "accepting", false)) {
		return MC_PRINTER_REFUSING;
	}
	if (state != MC_PRINTER_READY || mc_json_get_bool(queue, "busy", false)) {
		return state;
	}
	return strcmp(device, "silent") == 0    ? MC_PRINTER_OFFLINE
	       : strcmp(device, "answers") == 0 ? MC_PRINTER_READY
						: MC_PRINTER_UNASKED;
}

static void read_queue(const struct mc_printer *printer, const char *lines,
	const struct mc_jobs *jobs, struct mc_arena *arena, struct mc_printer_health *health) {
	struct mc_json *queue = mc_printing_queue(lines, printer->queue);
	if (queue == NULL) {
		health->state = MC_PRINTER_MISSING;
		return;
	}
	const char *message = mc_or_empty(mc_json_get_text(queue, "message"));
	const char *stuck = stuck_paper(jobs, printer);
	health->state = state_of_queue(queue);
	if (*message == '\0' && health->state != MC_PRINTER_READY) {
		message = mc_or_empty(mc_json_get_text(queue, "reasons"));
	}
	if (rows[health->state].ready && *stuck != '\0') {
		health->state = MC_PRINTER_BLOCKED;
		message = stuck;
	}
	health->detail = mc_arena_text(arena, message);
	health->defaults = mc_arena_text(arena, mc_or_empty(mc_json_get_text(queue, "defaults")));
	mc_json_destroy(queue);
}

/* Runs “motcua-print queues” for the queues of these printers; on failure *ret_detail tells why. */
static enum mc_status ask_cups(enum mc_lang lang, struct mc_arena *arena,
	const struct mc_printer *printers, size_t count, struct mc_str *lines,
	const char **ret_detail) {
	const char *arguments[2 * TOGETHER + 2] = { "queues" };
	char detail[1024];
	struct mc_error err;
	size_t used = 1;
	for (size_t i = 0; i < count; i++) {
		if (printers[i].queue[0] != '\0') {
			arguments[used++] = "--queue";
			arguments[used++] = printers[i].queue;
		}
	}
	if (used == 1) {
		return MC_OK;
	}
	enum mc_status status =
		mc_printing_run(lang, arguments, NULL, TIMEOUT_MS, lines, NULL, &err);
	if (status != MC_OK) {
		mc_error_text(lang, &err, detail, sizeof detail);
		*ret_detail = mc_arena_text(arena, detail);
	}
	return status;
}

/* At most TOGETHER of them. */
static void ask_some(const struct mc_jobs *jobs, const char *office_dir, enum mc_lang lang,
	struct mc_arena *arena, const struct mc_printer *printers, size_t count,
	struct mc_printer_health *ret_health) {
	const char *detail = "";
	struct mc_str lines;
	mc_str_init(&lines);
	enum mc_status status = ask_cups(lang, arena, printers, count, &lines, &detail);
	for (size_t i = 0; i < count; i++) {
		struct mc_printer_health *health = &ret_health[i];
		*health = (struct mc_printer_health){
			.where = printers[i].queue, .detail = "", .defaults = ""
		};
		if (printers[i].queue[0] == '\0') {
			ask_folder(&printers[i], office_dir, lang, arena, health);
		} else if (status == MC_OK) {
			read_queue(&printers[i], mc_str_text(&lines), jobs, arena, health);
		} else {
			health->state = status == MC_NOT_FOUND ? MC_PRINTER_UNKNOWN
							       : MC_PRINTER_UNREACHABLE;
			health->detail = detail;
		}
	}
	mc_str_finish(&lines);
}

void mc_printers_ask(struct mc_store *store, const char *office_dir, enum mc_lang lang,
	struct mc_arena *arena, const struct mc_printer *printers, size_t count,
	struct mc_printer_health *ret_health) {
	struct mc_jobs jobs = { .count = 0 };
	if (mc_store_jobs(store, arena, INT64_MAX, &jobs, NULL) != MC_OK) {
		jobs.count = 0;
	}
	for (size_t i = 0; i < count; i += TOGETHER) {
		size_t left = count - i;
		ask_some(&jobs, office_dir, lang, arena, printers + i,
			left < TOGETHER ? left : TOGETHER, ret_health + i);
	}
}

/* ---- the doctor's findings ---- */

static void tell_health(struct mc_doctor *doctor, const struct mc_printer *printer,
	const struct mc_printer_health *health) {
	const struct mc_printer_state_row *state = &rows[health->state];
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
		lost += strcmp(jobs.rows[i].state, "failed") == 0 ||
			strcmp(jobs.rows[i].state, "unknown") == 0;
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
		SAY(row, N_("%zu papers wait, and nothing takes them to their printers."),
			open.count);
		HINT(row, N_("Open a screen, or have “motcua print run” started with the "
			     "computer."));
		row->problem = !doctor->practice;
	} else if (open.count > 0 && *why != '\0') {
		SAY(row, N_("%zu papers wait for their printers. %s"), open.count, why);
		HINT(row, N_("See “motcua print list”."));
		row->problem = !doctor->practice;
	} else if (lost > 0) {
		SAY(row, N_("Of %zu papers of today it is not known whether they came out."), lost);
		HINT(row, N_("See “motcua print list”, and print again what is missing."));
	} else {
		SAY(row, N_("%zu papers are on their way to their printers."), open.count);
	}
}
