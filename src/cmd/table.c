/*
 * The table of commands. Its rows are the promise of the design's §9; help, the
 * manual and the checks of what was typed are made from it.
 */
#include "cmd/command.h"
#include "core/dossier/steps.h"
#include "core/money.h"
#include "core/names.h"

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

#define PAGES(needed, sentence) NUMBER("pages", needed, "N", 1, MC_COPY_PAGES_MAX, sentence)
#define COPIES(needed, sentence) NUMBER("copies", needed, "M", 1, MC_COPY_COPIES_MAX, sentence)
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
	NUMBER("count", 0, "N", 1, 100000, N_("So many numbers, each an act of its own.")),
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

static const struct mc_cmd rows[] = {
	{ "init", "", init_options, mc_cmd_init, FREE,
		N_("Make a new office out of files, and say what it lacks.") },
	{ "office show", "", NULL, mc_cmd_office_show, VIEW, N_("The settings of the office.") },
	{ "office set", "KEY [VALUE]", NULL, mc_cmd_office_set, DO(SETUP),
		N_("Change a setting of the office."), .takes = "key! value",
		.row = MC_SETUP_OFFICE },
	{ "office key", "", key_options, mc_cmd_office_key, DO(OFFICE_KEY),
		N_("The key that the ledger is sealed with, or a new one."), .takes = "key" },
	{ "line list", "", NULL, mc_cmd_line_list, HALL, N_("The lines.") },
	{ "desk list", "", NULL, mc_cmd_desk_list, HALL, N_("The desks and who works there.") },
	{ "desk open", "N", NULL, mc_cmd_desk_act, DO(DESK_OPEN), N_("Open a desk."),
		.takes = "desk!" },
	{ "desk pause", "N", NULL, mc_cmd_desk_act, DO(DESK_PAUSE),
		N_("Pause a desk, with a reason."), .takes = "desk! reason!" },
	{ "desk close", "N", NULL, mc_cmd_desk_act, DO(DESK_CLOSE), N_("Close a desk."),
		.takes = "desk!" },
	{ "line import", "FILE", NULL, mc_cmd_import_setup, DO(SETUP),
		N_("Add or change lines out of a file.") },
	{ "desk import", "FILE", NULL, mc_cmd_import_setup, DO(SETUP),
		N_("Add or change desks out of a file.") },
	{ "staff import", "FILE", NULL, mc_cmd_import_setup, DO(SETUP),
		N_("Add or change staff members out of a file.") },
	{ "staff list", "", NULL, mc_cmd_staff_list, VIEW, N_("The staff and their roles.") },
	{ "staff add", "STAFF", NULL, mc_cmd_staff_add, DO(SETUP),
		N_("Add or change a staff member."), .takes = "staff! name! roles! desk",
		.row = MC_SETUP_STAFF },
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
		N_("Give numbers."), .takes = "line! * key" },
	{ "ticket next", "", NULL, mc_cmd_ticket_act, DO(TICKET_NEXT),
		N_("Call the next citizen, and say why this one."), .takes = "desk! key" },
	{ "ticket call", "LABEL", NULL, mc_cmd_ticket_act, DO(TICKET_CALL),
		N_("Call a number out of order."), .takes = "label! desk! reason!" },
	{ "ticket recall", "LABEL", NULL, mc_cmd_ticket_act, MOVE(RECALL),
		N_("Call the same number again."), .takes = "label!" },
	{ "ticket arrive", "LABEL", NULL, mc_cmd_ticket_act, MOVE(ARRIVE),
		N_("Note that the citizen has come."), .takes = "label!" },
	{ "ticket serve", "LABEL", NULL, mc_cmd_ticket_act, MOVE(SERVE), N_("Begin to serve."),
		.takes = "label!" },
	{ "ticket done", "LABEL", NULL, mc_cmd_ticket_act, MOVE(DONE), N_("Finish."),
		.takes = "label!" },
	{ "ticket miss", "LABEL", NULL, mc_cmd_ticket_act, MOVE(MISS), N_("Nobody came."),
		.takes = "label!" },
	{ "ticket park", "LABEL", NULL, mc_cmd_ticket_act, MOVE(PARK),
		N_("Put a number aside; it keeps the time it has waited."),
		.takes = "label! reason!" },
	{ "ticket restore", "LABEL", NULL, mc_cmd_ticket_act, MOVE(RESTORE),
		N_("Let a number wait again that was put aside or whose citizen did not come."),
		.takes = "label! reason" },
	{ "ticket cancel", "LABEL", NULL, mc_cmd_ticket_act, MOVE(CANCEL), N_("Give a number up."),
		.takes = "label! reason" },
	{ "ticket undo", "[LABEL]", NULL, mc_cmd_ticket_undo, DO(TICKET_UNDO),
		N_("Take back your own last act at a desk or on a number, within a minute."),
		.takes = "label desk key" },
	{ "ticket list", "", ticket_list_options, mc_cmd_ticket_list, HALL,
		N_("The tickets of a day.") },
	{ "ticket show", "LABEL", ticket_show_options, mc_cmd_ticket_show, HALL,
		N_("One ticket.") },
	{ "queue", "", NULL, mc_cmd_queue, HALL, N_("The lines now: who waits, and how long.") },

	{ "dossier accept", "", NULL, mc_cmd_dossier_accept, DO(DOSSIER_ACCEPT),
		N_("Accept a dossier: its code, due date and PIN."),
		.takes = "procedure! owner! * key occurred_at late_reason" },
	{ "dossier show", "CODE", show_options, mc_cmd_dossier_show, DOSSIERS,
		N_("One dossier with its life.") },
	{ "dossier list", "", dossier_list_options, mc_cmd_dossier_list, DOSSIERS,
		N_("Dossiers by state or due date.") },
	{ "dossier find", "TEXT...", NULL, mc_cmd_dossier_find, DOSSIERS,
		N_("Dossiers by code, ID number, phone, or words of a name without marks.") },
	{ "dossier lookup", "CODE", lookup_options, mc_cmd_dossier_lookup, HALL,
		N_("What a citizen may see of a dossier.") },
	{ "dossier STEP", "CODE", NULL, mc_cmd_dossier_step, DO(DOSSIER_MOVE), "",
		.takes = "code!" }, /* each of them */
	{ "due", "", due_options, mc_cmd_due, VIEW, N_("When something would be due.") },

	{ "fee take", "CODE", NULL, mc_cmd_fee_take, DO(FEE_TAKE),
		N_("Take the fee of a dossier, or record that it is exempt."),
		.takes = "code! * key" },
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
		N_("Print a paper once more; the paper says so."), .takes = "job!" },
	{ "print drop", "JOB", NULL, mc_cmd_print_drop, PRINT, N_("Give a job up.") },
	{ "print run", "", run_options, mc_cmd_print_run, PRINT,
		N_("Take the jobs to their printers.") },
	{ "printer add", "NAME", NULL, mc_cmd_printer_add, DO(SETUP),
		N_("Add or change a printer."), .takes = "name! *", .row = MC_SETUP_PRINTER },
	{ "printer list", "", NULL, mc_cmd_printer_list, VIEW, N_("The printers of the office.") },
	{ "printer remove", "NAME", NULL, mc_cmd_printer_remove, DO(SETUP),
		N_("Take a printer out of use."), .takes = "name!",
		.row = MC_SETUP_PRINTER_REMOVED },
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

/* ---- the steps of a dossier ---- */

/* The row as it is for a step: its words, help and request are those of the table of steps. */
static struct mc_cmd row_of(
	const struct mc_cmd *pattern, enum mc_transition transition, struct mc_arena *arena) {
	const struct mc_dossier_step *step = mc_dossier_step(transition);
	const struct mc_act act = { .verb = mc_step_verb(step),
		.as.dossier.transition = transition };
	struct mc_cmd row = *pattern;
	row.words = mc_arena_printf(arena, "dossier %s", mc_transition_name(transition));
	row.right = mc_right_of_act(&act);
	row.help = step->command;
	return row;
}

const struct mc_cmd *mc_cmd_table(struct mc_arena *arena) {
	struct mc_cmd *table =
		mc_arena_array(arena, MC_COUNT(rows) + mc_transitions.count, sizeof *table);
	size_t count = 0;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		if (rows[i].run != mc_cmd_dossier_step) {
			table[count++] = rows[i];
			continue;
		}
		for (size_t t = 0; t < mc_transitions.count; t++) {
			if (mc_dossier_step((enum mc_transition)t)->command != NULL) {
				table[count++] = row_of(&rows[i], (enum mc_transition)t, arena);
			}
		}
	}
	return table;
}
