/*
 * Printers: which one a paper goes to, how it is, and in what words that is said. One
 * rule for the worker, the screens, `printer status` and the doctor.
 */
#ifndef MOTCUA_PRINTER_H
#define MOTCUA_PRINTER_H

#include <motcua/date.h>
#include <motcua/paper.h>
#include <stdbool.h>
#include <stddef.h>

enum mc_printer_state {
	MC_PRINTER_READY,
	MC_PRINTER_UNASKED, /* the queue is ready; its device is of a kind that cannot be asked */
	MC_PRINTER_STOPPED,
	MC_PRINTER_REFUSING,
	MC_PRINTER_MISSING, /* CUPS knows no such queue */
	MC_PRINTER_OFFLINE, /* the device does not answer */
	MC_PRINTER_NO_PAPER,
	MC_PRINTER_TROUBLE, /* something else that the printer reports */
	MC_PRINTER_BLOCKED, /* papers do not come out, whatever is reported */
	MC_PRINTER_UNREACHABLE, /* CUPS could not be asked */
	MC_PRINTER_UNKNOWN, /* motcua-print could not: it is not installed, or failed */
	MC_PRINTER_FOLDER,
	MC_PRINTER_NEW_FOLDER, /* one of the office's own that the first paper makes */
	MC_PRINTER_NO_FOLDER,
	MC_PRINTER_CLOSED_FOLDER, /* nothing can be written there */
	MC_PRINTER_FULL, /* its disk is */
	MC_PRINTER_NONE, /* none is set up for this kind of paper */
	MC_PRINTER_NO_WORKER, /* nothing takes papers to their printers */
};

/* What is known of a state, a row each. */
struct mc_printer_state_row {
	const char *key; /* in the table printer_state: another for each state */
	const char *name; /* stable, in JSON */
	const char *word; /* for who looks after printers, N_() English */
	const char *brief; /* for who works beside them: the screens, N_() English */
	bool ready; /* papers come out, as far as can be known */
	const char *sentence; /* N_(): of printer, queue or folder, detail; NULL: of no printer */
	const char *remedy; /* N_(): of queue or folder; NULL: there is nothing to do */
};
const struct mc_printer_state_row *mc_printer_state_row(enum mc_printer_state state);

/* By key; what another version wrote is a trouble. */
enum mc_printer_state mc_printer_state_of(const char *key);

struct mc_printer {
	const char *name, *queue, *folder, *driver, *width, *forms;
	enum mc_printer_state found; /* by the worker, when it last asked; READY: or never asked */
	const char *found_message; /* what it found then, in its language, or "" */
};

/*
 * What is sent to a printer: X(constant, stable name, N_() words for people). The
 * worker's ways of ESC/POS may stand behind the name (print/driver.h).
 */
#define MC_DRIVER_LIST(X) \
	X(AUTO, "auto", N_("what the printer understands")) \
	X(ESCPOS, "escpos", N_("receipt printer")) \
	X(PDF, "pdf", N_("PDF"))

enum mc_driver_kind {
#define X(name, text, word) MC_DRIVER_##name,
	MC_DRIVER_LIST(X)
#undef X
};

/* ---- which printer ---- */

/* Whether the printer takes this kind of paper: named among its forms; "form" is every page, "" all. */
bool mc_printer_takes(const struct mc_printer *printer, const char *form);

/* The printer of a kind of paper: the first that takes it, a folder only when no queue does; or NULL. */
const struct mc_printer *mc_printer_for(
	const struct mc_printer *printers, size_t count, const char *form);

/* ---- how it is ---- */

/* Whether the device behind a queue is there. */
enum mc_device {
	MC_DEVICE_ANSWERS,
	MC_DEVICE_SILENT, /* refused, unreachable, no answer in time, or no such host */
	MC_DEVICE_NOT_ASKED, /* or of a kind that cannot be asked without printing (USB …) */
};

/* Stable names: "answers", "silent", "not-asked". */
const char *mc_device_name(enum mc_device device);
enum mc_device mc_device_of(const char *name); /* NOT_ASKED: any other name */

/* What CUPS and the device say of a queue. */
struct mc_queue_signs {
	bool stopped, accepting, busy;
	const char *reasons; /* printer-state-reasons, separated by commas */
	enum mc_device device;
};
enum mc_printer_state mc_printer_of_queue(const struct mc_queue_signs *signs);

/*
 * By mc_file_check_folder(): its errno, and whether something has that name. `own`: it is
 * inside the office's folder and made when it is wanted.
 */
enum mc_printer_state mc_printer_of_folder(int failure, bool there, bool own);

/* ---- what becomes of the papers of one kind ---- */

struct mc_paper_way {
	const char *form; /* ticket, slip … */
	const char *printer; /* that they go to, "" none */
	enum mc_printer_state state; /* its, as the worker last found it */
	const char *message; /* what was found then, in the worker's language, or "" */
	int waiting; /* papers that have not come out */
	mc_time waiting_since; /* the oldest of them; 0: none */
	mc_time untouched_since; /* the oldest that no worker has taken up; 0: none */
};

#define MC_PAPER_UNTOUCHED_MS 10000 /* a worker takes a paper up within seconds */
#define MC_PAPER_LATE_MS 30000 /* and a printer that works has it out by then */

/* How it is now: a paper that lies for long is a trouble, whatever was found. */
enum mc_printer_state mc_paper_way_state(const struct mc_paper_way *way, mc_time now);

/* Until that becomes another by time alone; -1: it does not. */
int mc_paper_way_wake_ms(const struct mc_paper_way *way, mc_time now);

#endif
