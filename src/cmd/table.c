/*
 * The table of commands. Its rows are the promise of the design's §9; help, the
 * manual and the checks of what was typed are made from it.
 */
#include "cmd/command.h"
#include "core/money.h"

#define REQUIRED MC_OPTION_REQUIRED
#define REPEATED MC_OPTION_REPEATED

#define FREE MC_RIGHT_FREE
#define HALL MC_RIGHT_HALL
#define VIEW MC_RIGHT_VIEW
#define DOSSIERS MC_RIGHT_DOSSIERS
#define SERVING MC_RIGHT_SERVING
#define WATCHING MC_RIGHT_WATCHING
#define PRINT MC_RIGHT_PRINT
#define BACKUP MC_RIGHT_BACKUP
#define DO(verb) MC_RIGHT_DO_##verb
#define MOVE(move) MC_RIGHT_MOVE_##move
#define STEP(step) MC_RIGHT_STEP_##step

/* One option of each kind; what a macro does not name is 0. */
#define FLAG(option, sentence) \
	{ .name = option, .value = MC_VALUE_FLAG, .placeholder = "", .help = sentence }
#define VALUE(option, kind, needed, shown, sentence) \
	{ .name = option, .value = kind, .flags = needed, .placeholder = shown, .help = sentence }
#define TEXT(option, needed, shown, sentence) VALUE(option, MC_VALUE_TEXT, needed, shown, sentence)
#define READ(option, needed, shown, sentence) VALUE(option, MC_VALUE_READ, needed, shown, sentence)
#define FOLDER(option, sentence) VALUE(option, MC_VALUE_FOLDER, 0, "DIR", sentence)
#define PLACE(option, sentence) VALUE(option, MC_VALUE_PATH, 0, "DIR", sentence)
#define TIME(option, needed, shown, sentence) VALUE(option, MC_VALUE_TIME, needed, shown, sentence)
#define DAY(option, sentence) VALUE(option, MC_VALUE_DAY, 0, "D", sentence)
#define NUMBER(option, needed, shown, least, most, sentence) \
	{ \
		.name = option, .value = MC_VALUE_NUMBER, .flags = needed, .placeholder = shown, \
		.help = sentence, .min = least, .max = most \
	}
#define END \
	{ .name = NULL }

#define KEY \
	TEXT("key", MC_OPTION_FILLED, "K", \
		N_("Request key: the same key again finds the first outcome and changes " \
		   "nothing."))
#define PAGES(needed, sentence) NUMBER("pages", needed, "N", 1, MC_COPY_PAGES_MAX, sentence)
#define COPIES(needed, sentence) NUMBER("copies", needed, "M", 1, MC_COPY_COPIES_MAX, sentence)
#define COUNTED_COPIES \
	PAGES(0, N_("Of certified copies: pages of the original; the fee goes by them.")), \
		COPIES(0, N_("Of certified copies: how many of it."))
#define TICKET_DAY DAY("day", N_("The ticket's day; today when it is left out."))

const struct mc_option mc_global_options[] = {
	PLACE("office", N_("The office folder.")),
	TEXT("store", 0, "URL", N_("Another store than the folder's own: sqlite:PATH.")),
	TEXT("lang", 0, "vi|en", N_("Language of messages and screens.")),
	FLAG("json", N_("Print JSON Lines with stable keys.")),
	TEXT("as", 0, "STAFF", N_("Act as this person (practice offices only).")),
	TIME("at", 0, "TIME", N_("The instant of the act (practice offices only).")),
	{ .name = "help",
		.letter = 'h',
		.value = MC_VALUE_FLAG,
		.placeholder = "",
		.help = N_("Say what a command does and takes.") },
	FLAG("version", N_("Print the program's version.")),
	END,
};

/* ---- setting up ---- */

static const struct mc_option init_options[] = {
	FLAG("practice",
		N_("A practice office: every screen and paper of it says so; with the sample.")),
	FLAG("sample", N_("The sample in place of every file that is not given.")),
	READ("catalogue", 0, "F", N_("Its procedures (procedures.csv).")),
	READ("calendar", 0, "F", N_("Its days off (holidays.csv).")),
	READ("lines", 0, "F", N_("Its lines (lines.csv).")),
	READ("desks", 0, "F", N_("Its desks (desks.csv).")),
	READ("staff", 0, "F", N_("Its staff (staff.csv).")),
	END,
};

static const struct mc_option key_options[] = {
	FLAG("renew", N_("A new key, where the old one is lost or may be known to others.")),
	KEY,
	END,
};

static const struct mc_option pause_options[] = {
	TEXT("reason", REQUIRED, "TEXT", N_("Why the desk pauses.")),
	END,
};

static const struct mc_option staff_options[] = {
	TEXT("name", REQUIRED, "NAME", N_("The person's name.")),
	TEXT("roles", REQUIRED, "ROLE;...",
		N_("Roles: kiosk, reception, officer, cashier, head, supervisor, inspector, "
		   "administrator.")),
	TEXT("desk", 0, "N", N_("The usual desk.")),
	END,
};

static const struct mc_option calendar_options[] = {
	NUMBER("year", 0, "YYYY", 1990, 2199, N_("Only this year.")),
	END,
};

static const struct mc_option due_options[] = {
	TEXT("term", 0, "N", N_("How many of the unit; a fraction of working days is allowed.")),
	TEXT("unit", 0, "working_day|calendar_day|working_hour|same_day",
		N_("What the term is counted in.")),
	TEXT("procedure", 0, "CODE",
		N_("The term of this procedure, as valid on the day of receipt.")),
	TIME("received", REQUIRED, "TIME", N_("When the whole dossier was received.")),
	END,
};

/* ---- the queue ---- */

static const struct mc_option issue_options[] = {
	TEXT("line", REQUIRED, "L", N_("The line's letter.")),
	TEXT("kind", 0, "file|collect|supplement|ask|pay|assist",
		N_("What the citizen comes for.")),
	TEXT("priority", 0, "none|elderly|disabled|pregnant|infant|merit",
		N_("The ground of a priority.")),
	VALUE("appointment", MC_VALUE_MINUTE, 0, "HH:MM", N_("The time of today's appointment.")),
	NUMBER("count", 0, "N", 1, 100000, N_("So many numbers, each an act of its own.")),
	KEY,
	FLAG("no-print", N_("Without a paper.")),
	END,
};

static const struct mc_option next_options[] = {
	TEXT("desk", REQUIRED, "N", N_("The desk that calls.")),
	KEY,
	END,
};

static const struct mc_option call_options[] = {
	TEXT("desk", REQUIRED, "N", N_("The desk that calls.")),
	TEXT("reason", REQUIRED, "TEXT", N_("Why this number goes before others.")),
	END,
};

static const struct mc_option park_options[] = {
	TEXT("reason", REQUIRED, "TEXT", N_("Why the number is put aside.")),
	END,
};

/* Restoring and giving up: a reason is welcome. */
static const struct mc_option ticket_reason_options[] = {
	TEXT("reason", 0, "TEXT", N_("Why.")),
	END,
};

static const struct mc_option undo_options[] = {
	TEXT("desk", 0, "N", N_("The desk whose last act is taken back.")),
	KEY,
	END,
};

static const struct mc_option ticket_list_options[] = {
	DAY("day", N_("The day; today when it is left out.")),
	TEXT("state", 0, "S", N_("Only tickets in this state.")),
	TEXT("line", 0, "L", N_("Only tickets of this line.")),
	END,
};

static const struct mc_option ticket_show_options[] = { TICKET_DAY, END };

/* ---- dossiers ---- */

static const struct mc_option accept_options[] = {
	TEXT("procedure", REQUIRED, "CODE", N_("The procedure's code.")),
	TEXT("owner", REQUIRED, "NAME", N_("Whose dossier it is.")),
	TEXT("id-number", 0, "N", N_("The owner's ID number, or the tax code of an organisation.")),
	TEXT("phone", 0, "P", N_("The owner's phone.")),
	TEXT("address", 0, "A", N_("The owner's address.")),
	TEXT("birth", 0, "D", N_("The owner's birth: a day, a month or a year.")),
	TEXT("sex", 0, "S", N_("The owner's sex.")),
	TEXT("submitter", 0, "NAME", N_("Who files, when it is not the owner.")),
	TEXT("representative", 0, "NAME", N_("Who acts for an organisation.")),
	TEXT("subject", 0, "TEXT", N_("What is asked for.")),
	TEXT("channel", 0, "direct|online|postal", N_("How it came.")),
	TEXT("return", 0, "counter|post|online", N_("How the result goes back.")),
	TEXT("component", REPEATED, "NAME=orig,certified,copies",
		N_("A paper handed in and how many of each sort; the name alone is one original.")),
	NUMBER("sets", 0, "N", 1, 99, N_("Number of sets.")),
	COUNTED_COPIES,
	TEXT("external", 0, "CODE", N_("Its code in another system.")),
	TEXT("ticket", 0, "LABEL", N_("The ticket it came with.")),
	KEY,
	TIME("occurred", 0, "TIME", N_("It happened earlier and is entered late.")),
	TEXT("late-reason", 0, "TEXT", N_("Why it is entered late.")),
	FLAG("no-print", N_("Without a paper.")),
	END,
};

static const struct mc_option process_options[] = {
	TEXT("to", REQUIRED, "STAFF", N_("The case officer who gets it.")),
	END,
};

static const struct mc_option resolve_options[] = {
	TEXT("result-no", 0, "NO", N_("The number of the result.")),
	END,
};

static const struct mc_option return_options[] = {
	TEXT("receiver", REQUIRED, "NAME", N_("Who receives the result.")),
	TEXT("way", 0, "counter|post|online", N_("How the result goes back.")),
	END,
};

static const struct mc_option reason_options[] = {
	TEXT("reason", 0, "TEXT",
		N_("Why the last step is undone; your own of the last minute needs none.")),
	END,
};

static const struct mc_option void_options[] = {
	TEXT("reason", REQUIRED, "TEXT", N_("Why the entry is a mistake.")),
	END,
};

static const struct mc_option show_options[] = {
	FLAG("full", N_("Personal data whole: the reading is recorded.")),
	END,
};

static const struct mc_option dossier_list_options[] = {
	TEXT("state", 0, "S", N_("Only dossiers in this state, by name or number.")),
	TIME("due-before", 0, "D", N_("Only those due before.")),
	FLAG("late", N_("Only late ones.")),
	END,
};

static const struct mc_option lookup_options[] = {
	TEXT("pin", REQUIRED, "P", N_("The PIN on the slip.")),
	END,
};

/* ---- money ---- */

static const struct mc_option fee_options[] = {
	TEXT("method", 0, "cash|transfer|online", N_("How it is paid.")),
	TEXT("exempt", 0, "GROUND", N_("Nothing is paid, on this ground.")),
	TEXT("proof", 0, "P", N_("The paper that proves the exemption.")),
	TEXT("receipt", 0, "NO", N_("Number of the office's own receipt.")),
	COUNTED_COPIES,
	KEY,
	END,
};

static const struct mc_option copy_options[] = {
	PAGES(REQUIRED, N_("Pages of the original.")),
	COPIES(REQUIRED, N_("Copies of it.")),
	END,
};

/* ---- papers and printing ---- */

#define AS TEXT("as", 0, "text|png|pdf|escpos", N_("In which form; text when it is left out."))
#define OUTPUT \
	{ \
		.name = "output", .letter = 'o', .value = MC_VALUE_WRITE, .placeholder = "FILE", \
		.help = N_("Into this file; to stdout when it is left out.") \
	}
#define WIDTH TEXT("width", 0, "80|58|a5|a4", N_("Width of the paper."))

static const struct mc_option paper_show_options[] = {
	TEXT("ticket", 0, "LABEL", N_("Of this ticket.")),
	TEXT("dossier", 0, "CODE", N_("Of this dossier.")),
	TICKET_DAY,
	AS,
	WIDTH,
	OUTPUT,
	END,
};

static const struct mc_option paper_render_options[] = {
	TEXT("set", REPEATED, "NAME=VALUE", N_("A value to put in.")),
	NUMBER("columns", 0, "N", 16, 192, N_("Columns of the page.")),
	AS,
	WIDTH,
	OUTPUT,
	END,
};

static const struct mc_option print_list_options[] = {
	FLAG("all", N_("Also those of earlier days.")),
	END,
};

static const struct mc_option run_options[] = {
	FLAG("once", N_("Empty the print list and end.")),
	END,
};

static const struct mc_option printer_options[] = {
	TEXT("queue", 0, "CUPS-QUEUE", N_("The queue of CUPS it stands for.")),
	PLACE("folder", N_("A folder that stands for a printer.")),
	TEXT("driver", 0, "escpos|pdf|auto", N_("What is sent to it.")),
	WIDTH,
	TEXT("for", 0, "FORM,...", N_("The papers it prints; “form” is every page form.")),
	END,
};

/* ---- reports, care, screens ---- */

static const struct mc_option report_options[] = {
	DAY("from", N_("First day of the period.")),
	DAY("to", N_("Last day of the period.")),
	DAY("as-of", N_("As known at the end of this day.")),
	TEXT("field", 0, "F", N_("Only this field.")),
	TEXT("unit", 0, "U", N_("Only this unit.")),
	TEXT("format", 0, "text|csv|json", N_("In which form.")),
	OUTPUT,
	END,
};

static const struct mc_option backup_options[] = {
	FOLDER("to", N_("Into this folder; the office's own when it is left out.")),
	END,
};

static const struct mc_option restore_options[] = {
	VALUE("to", MC_VALUE_OFFICE, REQUIRED, "DIR", N_("The new office folder.")),
	FLAG("no-gap", N_("Go on with the next number: nothing was given since the backup.")),
	END,
};

static const struct mc_option demo_options[] = {
	NUMBER("speed", 0, "N", 0, 1000, N_("How much faster than a real hall; 0: nobody comes.")),
	FLAG("crowd", N_("Only the crowd, without screens.")),
	NUMBER("steps", 0, "N", 1, 1000000000, N_("Steps of the crowd.")),
	NUMBER("seed", 0, "N", 0, INT64_MAX, N_("Seed of the crowd.")),
	END,
};

static const struct mc_option help_options[] = {
	FLAG("man", N_("As text of the manual page.")),
	END,
};

/* ---- the table ---- */

const struct mc_cmd mc_cmd_table[] = {
	{ "init", "", init_options, mc_cmd_init, FREE,
		N_("Make a new office out of files, and say what it lacks.") },
	{ "office show", "", NULL, mc_cmd_office_show, VIEW, N_("The settings of the office.") },
	{ "office set", "KEY [VALUE]", NULL, mc_cmd_office_set, DO(SETUP),
		N_("Change a setting of the office.") },
	{ "office key", "", key_options, mc_cmd_office_key, DO(OFFICE_KEY),
		N_("The key that the ledger is sealed with, or a new one.") },
	{ "line list", "", NULL, mc_cmd_line_list, HALL, N_("The lines.") },
	{ "desk list", "", NULL, mc_cmd_desk_list, HALL, N_("The desks and who works there.") },
	{ "desk open", "N", NULL, mc_cmd_desk_open, DO(DESK_OPEN), N_("Open a desk.") },
	{ "desk pause", "N", pause_options, mc_cmd_desk_pause, DO(DESK_PAUSE),
		N_("Pause a desk, with a reason.") },
	{ "desk close", "N", NULL, mc_cmd_desk_close, DO(DESK_CLOSE), N_("Close a desk.") },
	{ "line import", "FILE", NULL, mc_cmd_import_setup, DO(SETUP),
		N_("Add or change lines out of a file.") },
	{ "desk import", "FILE", NULL, mc_cmd_import_setup, DO(SETUP),
		N_("Add or change desks out of a file.") },
	{ "staff import", "FILE", NULL, mc_cmd_import_setup, DO(SETUP),
		N_("Add or change staff members out of a file.") },
	{ "staff list", "", NULL, mc_cmd_staff_list, VIEW, N_("The staff and their roles.") },
	{ "staff add", "STAFF", staff_options, mc_cmd_staff_add, DO(SETUP),
		N_("Add or change a staff member.") },
	{ "procedure import", "FILE", NULL, mc_cmd_import_setup, DO(SETUP),
		N_("New versions of procedures out of a file; nothing is overwritten.") },
	{ "procedure list", "[WORDS...]", NULL, mc_cmd_procedure_list, VIEW,
		N_("Procedures, all or by words without marks.") },
	{ "procedure show", "CODE", NULL, mc_cmd_procedure_show, VIEW,
		N_("One procedure with its papers.") },
	{ "calendar import", "FILE", NULL, mc_cmd_import_setup, DO(SETUP),
		N_("Days off, and days worked instead, out of a file.") },
	{ "calendar list", "", calendar_options, mc_cmd_calendar_list, VIEW,
		N_("Days off, and days worked instead.") },
	{ "calendar check", "[YYYY]", NULL, mc_cmd_calendar_check, VIEW,
		N_("Whether a year's days off are official and whole.") },

	{ "ticket issue", "", issue_options, mc_cmd_ticket_issue, DO(TICKET_ISSUE),
		N_("Give numbers.") },
	{ "ticket next", "", next_options, mc_cmd_ticket_next, DO(TICKET_NEXT),
		N_("Call the next citizen, and say why this one.") },
	{ "ticket call", "LABEL", call_options, mc_cmd_ticket_call, DO(TICKET_CALL),
		N_("Call a number out of order.") },
	{ "ticket recall", "LABEL", NULL, mc_cmd_ticket_move, MOVE(RECALL),
		N_("Call the same number again.") },
	{ "ticket arrive", "LABEL", NULL, mc_cmd_ticket_move, MOVE(ARRIVE),
		N_("Note that the citizen has come.") },
	{ "ticket serve", "LABEL", NULL, mc_cmd_ticket_move, MOVE(SERVE), N_("Begin to serve.") },
	{ "ticket done", "LABEL", NULL, mc_cmd_ticket_move, MOVE(DONE), N_("Finish.") },
	{ "ticket miss", "LABEL", NULL, mc_cmd_ticket_move, MOVE(MISS), N_("Nobody came.") },
	{ "ticket park", "LABEL", park_options, mc_cmd_ticket_move, MOVE(PARK),
		N_("Put a number aside; it keeps the time it has waited.") },
	{ "ticket restore", "LABEL", ticket_reason_options, mc_cmd_ticket_move, MOVE(RESTORE),
		N_("Let a number wait again that was put aside or whose citizen did not come.") },
	{ "ticket cancel", "LABEL", ticket_reason_options, mc_cmd_ticket_move, MOVE(CANCEL),
		N_("Give a number up.") },
	{ "ticket undo", "[LABEL]", undo_options, mc_cmd_ticket_undo, DO(TICKET_UNDO),
		N_("Take back your own last act at a desk or on a number, within a minute.") },
	{ "ticket list", "", ticket_list_options, mc_cmd_ticket_list, HALL,
		N_("The tickets of a day.") },
	{ "ticket show", "LABEL", ticket_show_options, mc_cmd_ticket_show, HALL,
		N_("One ticket.") },
	{ "queue", "", NULL, mc_cmd_queue, HALL, N_("The lines now: who waits, and how long.") },

	{ "dossier accept", "", accept_options, mc_cmd_dossier_accept, DO(DOSSIER_ACCEPT),
		N_("Accept a dossier: its code, due date and PIN.") },
	{ "dossier show", "CODE", show_options, mc_cmd_dossier_show, DOSSIERS,
		N_("One dossier with its life.") },
	{ "dossier list", "", dossier_list_options, mc_cmd_dossier_list, DOSSIERS,
		N_("Dossiers by state or due date.") },
	{ "dossier find", "TEXT...", NULL, mc_cmd_dossier_find, DOSSIERS,
		N_("Dossiers by code, ID number, phone, or words of a name without marks.") },
	{ "dossier lookup", "CODE", lookup_options, mc_cmd_dossier_lookup, HALL,
		N_("What a citizen may see of a dossier.") },
	{ "dossier process", "CODE", process_options, mc_cmd_dossier_process, STEP(PROCESS),
		N_("Hand a dossier to a case officer.") },
	{ "dossier received", "CODE", NULL, mc_cmd_dossier_received, STEP(RECEIVED),
		N_("The case officer confirms having received the dossier.") },
	{ "dossier resolve", "CODE", resolve_options, mc_cmd_dossier_resolve, STEP(RESOLVE),
		N_("The result of a dossier is ready at the counter.") },
	{ "dossier return", "CODE", return_options, mc_cmd_dossier_return, STEP(RETURN),
		N_("Give the result of a dossier back.") },
	{ "dossier undo", "CODE", reason_options, mc_cmd_dossier_undo, DO(DOSSIER_UNDO),
		N_("Undo the last step of a dossier; it stays readable, struck out.") },
	{ "dossier void", "CODE", void_options, mc_cmd_dossier_void, STEP(VOID),
		N_("Strike a dossier that should never have been entered.") },
	{ "due", "", due_options, mc_cmd_due, VIEW, N_("When something would be due.") },

	{ "fee take", "CODE", fee_options, mc_cmd_fee_take, DO(FEE_TAKE),
		N_("Take the fee of a dossier, or record that it is exempt.") },
	{ "fee tariff copy", "", copy_options, mc_cmd_fee_tariff_copy, FREE,
		N_("The tariff of certified copies.") },

	{ "paper list", "", NULL, mc_cmd_paper_list, FREE,
		N_("The papers and what may stand on them.") },
	{ "paper show", "FORM", paper_show_options, mc_cmd_paper_show, HALL,
		N_("A paper as it was made out.") },
	{ "paper check", "FILE", NULL, mc_cmd_paper_check, FREE,
		N_("Say what is wrong in a layout.") },
	{ "paper render", "FILE", paper_render_options, mc_cmd_paper_render, FREE,
		N_("Lay a file out as it is written.") },
	{ "print list", "", print_list_options, mc_cmd_print_list, VIEW,
		N_("The print jobs of today.") },
	{ "print retry", "JOB", NULL, mc_cmd_print_retry, PRINT,
		N_("Try a job again that failed.") },
	{ "print reprint", "JOB", NULL, mc_cmd_print_reprint, DO(PAPER_PRINT),
		N_("Print a paper once more; the paper says so.") },
	{ "print drop", "JOB", NULL, mc_cmd_print_drop, PRINT, N_("Give a job up.") },
	{ "print run", "", run_options, mc_cmd_print_run, PRINT,
		N_("Take the jobs to their printers.") },
	{ "printer add", "NAME", printer_options, mc_cmd_printer_add, DO(SETUP),
		N_("Add or change a printer.") },
	{ "printer list", "", NULL, mc_cmd_printer_list, VIEW, N_("The printers of the office.") },
	{ "printer remove", "NAME", NULL, mc_cmd_printer_remove, DO(SETUP),
		N_("Take a printer out of use.") },
	{ "printer test", "NAME", NULL, mc_cmd_printer_test, PRINT, N_("Print a test page.") },
	{ "printer status", "[NAME]", NULL, mc_cmd_printer_status, VIEW,
		N_("How the printers are.") },

	{ "report", "NAME", report_options, mc_cmd_report, VIEW,
		N_("A report over any period, as known on any day.") },
	{ "import dossiers", "FILE", NULL, mc_cmd_import_dossiers, DO(DOSSIER_IMPORT),
		N_("Take over the dossiers of an older system.") },

	{ "backup", "", backup_options, mc_cmd_backup, BACKUP, N_("A whole, checked copy.") },
	{ "restore", "FILE", restore_options, mc_cmd_restore, FREE,
		N_("Make an office folder out of a backup.") },
	{ "verify", "", NULL, mc_cmd_verify, VIEW,
		N_("Check the ledger, and the book against it.") },
	{ "doctor", "", NULL, mc_cmd_doctor, FREE,
		N_("What may stop the office, and what to do about it.") },
	{ "fold", "", NULL, mc_cmd_fold, FREE, N_("The search key of each line of stdin.") },

	{ "kiosk", "", NULL, mc_cmd_screen, HALL, N_("Screen: citizens take numbers.") },
	{ "counter", "", NULL, mc_cmd_screen, SERVING, N_("Screen: reception.") },
	{ "desk", "N", NULL, mc_cmd_screen, SERVING, N_("Screen: a desk.") },
	{ "board", "", NULL, mc_cmd_screen, HALL, N_("Screen: the hall board.") },
	{ "watch", "", NULL, mc_cmd_screen, WATCHING, N_("Screen: lines and desks live.") },
	{ "demo", "", demo_options, mc_cmd_demo, HALL,
		N_("Counter, desk and hall board side by side, in a practice office.") },
	{ "help", "[COMMAND...]", help_options, mc_cmd_help, FREE,
		N_("Say what a command does and takes.") },
	{ .words = NULL },
};
