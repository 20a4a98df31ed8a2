/*
 * The command line of motcua: one table of commands, from which come parsing,
 * help and the manual. A command is its words ("ticket issue"), what may stand
 * behind them, and a function that works in a struct mc_cli (cli.h).
 */
#ifndef MC_CMD_COMMAND_H
#define MC_CMD_COMMAND_H

#include "base/arena.h"
#include "base/field.h"
#include "core/act/rights.h"
#include <motcua/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mc_cli;
struct mc_str;

/* What an option takes. Everything but a path is clean text (motcua/text.h) when it is read. */
enum mc_value {
	MC_VALUE_FLAG, /* nothing */
	MC_VALUE_TEXT,
	MC_VALUE_PATH, /* bytes as given: a place of the office itself */
	MC_VALUE_READ, /* a file that is read; who may name one: files.h */
	MC_VALUE_WRITE, /* a file that is written */
	MC_VALUE_FOLDER, /* a folder that is written into */
	MC_VALUE_OFFICE, /* a folder that becomes an office */
	MC_VALUE_NUMBER, /* a whole number from min to max */
	MC_VALUE_TIME, /* an instant, as mc_time */
	MC_VALUE_DAY, /* as mc_day */
};

#define MC_OPTION_REQUIRED 1
#define MC_OPTION_REPEATED 2
#define MC_OPTION_FILLED 4 /* its value must not be empty */

struct mc_option {
	const char *name; /* without the dashes; NULL ends a table */
	char letter; /* its short form, 0: none */
	enum mc_value value;
	unsigned flags;
	const char *placeholder; /* of its value, in help: "L", "cash|transfer|online" */
	const char *help; /* N_() English sentence */
	int64_t min, max; /* of numbers */
	const struct mc_field *field; /* of the act's request, which reads the value; or NULL */
};

typedef enum mc_status mc_cmd_fn(struct mc_cli *cli, struct mc_error *err);

struct mc_cmd {
	const char *words; /* one to three, separated by a blank */
	/*
	 * What stands behind them, separated by blanks: "LABEL", "[WORDS...]". Brackets:
	 * may be left out; dots (only the last one): any number. FILE is read.
	 */
	const char *operands;
	const struct mc_option
		*options; /* no fields of an act; ended by a NULL name; may be NULL */
	mc_cmd_fn *run;
	enum mc_right right; /* asked before it begins; FREE: it needs no open office */
	const char *help; /* N_() English sentence */
	/*
	 * Of a command that sends the act of its right: the fields of the request that it takes
	 * (core/act/request.h), first those that the operands give; a step of a dossier asks for
	 * more (core/dossier/steps.h). NULL: it sends none.
	 */
	const char *takes;
	enum mc_setup_kind row; /* where that right is SETUP */
};

#define MC_CMD_WORDS 3 /* most words a command has */
#define MC_OPERANDS_MAX 1000

/* All commands, ended by NULL words: a row for each, and for each step of a dossier. In the arena. */
const struct mc_cmd *mc_cmd_table(struct mc_arena *arena);
extern const struct mc_option mc_global_options[]; /* ended by a NULL name */

/* By its whole words, or NULL. */
const struct mc_cmd *mc_cmd_find(const struct mc_cmd *table, const char *words);

/* ---- the functions, by file ---- */

mc_cmd_fn mc_cmd_help;

mc_cmd_fn mc_cmd_init, mc_cmd_office_show, mc_cmd_office_set, mc_cmd_office_key;
mc_cmd_fn mc_cmd_line_list, mc_cmd_desk_list, mc_cmd_desk_act, mc_cmd_staff_list, mc_cmd_staff_add;
mc_cmd_fn mc_cmd_procedure_list, mc_cmd_procedure_show, mc_cmd_calendar_list, mc_cmd_calendar_check,
	mc_cmd_due;
mc_cmd_fn mc_cmd_ticket_issue, mc_cmd_ticket_act, mc_cmd_ticket_undo, mc_cmd_ticket_list,
	mc_cmd_ticket_show, mc_cmd_queue;
mc_cmd_fn mc_cmd_dossier_accept, mc_cmd_dossier_step, mc_cmd_dossier_show, mc_cmd_dossier_list,
	mc_cmd_dossier_find, mc_cmd_dossier_lookup;
mc_cmd_fn mc_cmd_fee_take, mc_cmd_fee_tariff_copy;
mc_cmd_fn mc_cmd_paper_list, mc_cmd_paper_show, mc_cmd_paper_check, mc_cmd_paper_render;
mc_cmd_fn mc_cmd_print_list, mc_cmd_print_reprint, mc_cmd_print_retry, mc_cmd_print_drop,
	mc_cmd_print_run;
mc_cmd_fn mc_cmd_printer_add, mc_cmd_printer_list, mc_cmd_printer_remove, mc_cmd_printer_test,
	mc_cmd_printer_status;
mc_cmd_fn mc_cmd_report;
mc_cmd_fn mc_cmd_import_dossiers, mc_cmd_import_setup;
mc_cmd_fn mc_cmd_backup, mc_cmd_restore, mc_cmd_verify, mc_cmd_doctor;
mc_cmd_fn mc_cmd_fold;
mc_cmd_fn mc_cmd_screen, mc_cmd_demo;

#endif
