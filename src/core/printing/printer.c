/* The states of a printer are a table: what is said of each, and what to do. */
#include "base/str.h"
#include "core/names.h"
#include <errno.h>
#include <motcua/printer.h>
#include <motcua/ticket.h>
#include <stdio.h>
#include <string.h>

static const struct mc_printer_state_row rows[] = {
	[MC_PRINTER_READY] = { "", "ready", N_("ready"), N_("ready"), true,
		N_("Printer %s: the queue %s takes papers, and the printer answers."), NULL },
	[MC_PRINTER_UNASKED] = { "unasked", "ready", N_("queue ready, printer not asked"),
		N_("ready"), true,
		N_("Printer %s: the queue %s takes papers; whether the printer itself is there "
		   "cannot be asked."),
		N_("Print a test page with “motcua printer test”.") },
	[MC_PRINTER_STOPPED] = { "stopped", "stopped", N_("stopped, see the printer"), N_("halted"),
		false, N_("Printer %s: the queue %s is stopped (%s)."),
		N_("Mend what it says, then run: cupsenable %s") },
	[MC_PRINTER_REFUSING] = { "refusing", "refusing", N_("takes no jobs now"), N_("halted"),
		false, N_("Printer %s: the queue %s takes no papers."), N_("Run: cupsaccept %s") },
	[MC_PRINTER_MISSING] = { "missing", "missing", N_("not known to the print server"),
		N_("connection lost"), false, N_("Printer %s: CUPS has no queue %s."),
		N_("See “lpstat -p” for the queues, then “motcua printer add”.") },
	[MC_PRINTER_OFFLINE] = { "offline", "offline", N_("connection lost"), N_("connection lost"),
		false, N_("Printer %s: the printer of the queue %s does not answer."),
		N_("See that it is switched on and connected.") },
	[MC_PRINTER_NO_PAPER] = { "no-paper", "no-paper", N_("out of paper"), N_("out of paper"),
		false, N_("Printer %s: the printer of the queue %s has no paper."),
		N_("Put paper in.") },
	[MC_PRINTER_TROUBLE] = { "trouble", "trouble", N_("trouble, see the printer"),
		N_("in trouble"), false, N_("Printer %s: the queue %s reports trouble (%s)."),
		N_("See the printer; “lpstat -l -p %s” may say more.") },
	[MC_PRINTER_BLOCKED] = { "blocked", "blocked", N_("does not take its papers"),
		N_("does not print"), false, N_("Printer %s: papers are stuck at the queue %s. %s"),
		N_("See that it is switched on, connected and has paper.") },
	[MC_PRINTER_UNREACHABLE] = { "unreachable", "unreachable", N_("connection lost"),
		N_("connection lost"), false, N_("Printer %s: the queue %s could not be asked. %s"),
		N_("See that CUPS runs: systemctl status cups") },
	[MC_PRINTER_UNKNOWN] = { "unknown", "unknown", N_("not known"), N_("not known"), false,
		N_("Printer %s: the queue %s could not be asked. %s"),
		N_("Install the package with motcua-print; until then papers stay in the print "
		   "list.") },
	[MC_PRINTER_FOLDER] = { "folder", "ready", N_("ready"), N_("ready"), true,
		N_("Printer %s writes into the folder %s."), NULL },
	[MC_PRINTER_NEW_FOLDER] = { "new-folder", "ready", N_("ready"), N_("ready"), true,
		N_("Printer %s will make its folder %s with the first paper."), NULL },
	[MC_PRINTER_NO_FOLDER] = { "no-folder", "missing", N_("folder not there"),
		N_("connection lost"), false, N_("Printer %s: the folder %s is not there."),
		N_("Bring it back (is its disk plugged in?), or name another with “motcua printer "
		   "add”.") },
	[MC_PRINTER_CLOSED_FOLDER] = { "closed-folder", "stopped", N_("folder not writable"),
		N_("connection lost"), false, N_("Printer %s cannot write into %s."),
		N_("Make the folder and give it to the account that runs motcua.") },
	[MC_PRINTER_FULL] = { "full", "full", N_("disk full"), N_("disk full"), false,
		N_("Printer %s: the disk of %s is full."), N_("Make room on that disk.") },
	[MC_PRINTER_NONE] = { "none", "none", N_("no printer is set up"), N_("none set up"), false,
		NULL, NULL },
	[MC_PRINTER_NO_WORKER] = { "no-worker", "no-worker", N_("the print worker does not run"),
		N_("nobody prints"), false, NULL, NULL },
};

const struct mc_printer_state_row *mc_printer_state_row(enum mc_printer_state state) {
	return &rows[state];
}

enum mc_printer_state mc_printer_state_of(const char *key) {
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		if (strcmp(rows[i].key, key) == 0) {
			return (enum mc_printer_state)i;
		}
	}
	return MC_PRINTER_TROUBLE;
}

static const char *const driver_names[] = {
#define X(name, text, word) [MC_DRIVER_##name] = text,
	MC_DRIVER_LIST(X)
#undef X
};
const struct mc_names mc_drivers =
	MC_NAMES_OR(driver_names, N_("“%s” is no driver: it is one of %s."));

/* ---- which printer ---- */

bool mc_printer_takes(const struct mc_printer *printer, const char *form) {
	const char *list = printer->forms;
	bool roll = mc_paper_kind_of(form)->roll;
	bool fits = *list == '\0';
	size_t len;
	for (const char *item; !fits && (item = mc_list_next(&list, ";,", &len)) != NULL;) {
		char name[MC_NAME_SIZE];
		(void)snprintf(name, sizeof name, "%.*s", (int)len, item);
		fits = mc_same(name, form) || (!roll && mc_same(name, MC_FORM_PAGES));
	}
	return fits;
}

const struct mc_printer *mc_printer_for(
	const struct mc_printer *printers, size_t count, const char *form) {
	const struct mc_printer *folder = NULL;
	for (size_t i = 0; i < count; i++) {
		bool fits = mc_printer_takes(&printers[i], form);
		if (fits && printers[i].queue[0] != '\0') {
			return &printers[i];
		}
		folder = fits && folder == NULL ? &printers[i] : folder;
	}
	return folder;
}

/* ---- how it is ---- */

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

static const char *const device_names[] = {
	[MC_DEVICE_ANSWERS] = "answers",
	[MC_DEVICE_SILENT] = "silent",
	[MC_DEVICE_NOT_ASKED] = "not-asked",
};
static const struct mc_names devices = MC_NAMES(device_names);

const char *mc_device_name(enum mc_device device) {
	return mc_names_at(&devices, device);
}

enum mc_device mc_device_of(const char *name) {
	int found = mc_names_find(&devices, name);
	return found < 0 ? MC_DEVICE_NOT_ASKED : (enum mc_device)found;
}

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

enum mc_printer_state mc_printer_of_queue(const struct mc_queue_signs *signs) {
	enum mc_printer_state state = state_of_reasons(signs->reasons);
	if (signs->stopped) {
		return MC_PRINTER_STOPPED;
	}
	if (!signs->accepting) {
		return MC_PRINTER_REFUSING;
	}
	if (state != MC_PRINTER_READY || signs->device == MC_DEVICE_SILENT) {
		return state != MC_PRINTER_READY ? state : MC_PRINTER_OFFLINE;
	}
	return signs->busy || signs->device == MC_DEVICE_ANSWERS ? MC_PRINTER_READY
								 : MC_PRINTER_UNASKED;
}

enum mc_printer_state mc_printer_of_folder(int failure, bool there, bool own) {
	if (failure == 0 && !there && own) {
		return MC_PRINTER_NEW_FOLDER;
	}
	if (!there) {
		return MC_PRINTER_NO_FOLDER;
	}
	return failure == 0                             ? MC_PRINTER_FOLDER
	       : failure == ENOSPC || failure == EDQUOT ? MC_PRINTER_FULL
							: MC_PRINTER_CLOSED_FOLDER;
}

/* ---- what becomes of the papers of one kind ---- */

static bool lies_for(mc_time since, mc_time now, mc_time limit) {
	return since != 0 && now - since >= limit;
}

enum mc_printer_state mc_paper_way_state(const struct mc_paper_way *way, mc_time now) {
	if (!rows[way->state].ready) {
		return way->state;
	}
	return lies_for(way->untouched_since, now, MC_PAPER_UNTOUCHED_MS) ? MC_PRINTER_NO_WORKER
	       : lies_for(way->waiting_since, now, MC_PAPER_LATE_MS)      ? MC_PRINTER_BLOCKED
									  : way->state;
}

/* Until `limit` has passed since then; -1: it has, or nothing is waited for. */
static int left_ms(mc_time since, mc_time now, mc_time limit) {
	return since == 0 || now < since || now - since >= limit ? -1
								 : (int)(limit - (now - since));
}

int mc_paper_way_wake_ms(const struct mc_paper_way *way, mc_time now) {
	int untouched = left_ms(way->untouched_since, now, MC_PAPER_UNTOUCHED_MS);
	int late = left_ms(way->waiting_since, now, MC_PAPER_LATE_MS);
	return untouched >= 0 ? untouched : late;
}
