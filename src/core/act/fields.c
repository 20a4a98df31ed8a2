/*
 * The tables of fields.h. A member added to act.h gets its row here; tests/core/test_fields.c
 * finds a member without one. Rows are only added, wherever they fit: the marks of requests
 * keep the order of the rest (canonical.h).
 */
#include "core/act/fields.h"
#include "core/money.h"
#include "core/names.h"
#include <motcua/code.h>

#define REQUIRED (MC_ASK_REQUIRED | MC_ASK_COLUMN | MC_ASK_FILLED)
#define COLUMN MC_ASK_COLUMN
#define FILLED (MC_ASK_COLUMN | MC_ASK_FILLED)
#define PERSONAL MC_ASK_PERSONAL
#define PERSON MC_ASK_PERSON
#define SPOKEN MC_ASK_SPOKEN
#define INNER MC_ASK_INNER
#define KNOWN MC_ASK_KNOWN
#define COUNTED MC_ASK_COUNT

/* What a command's help says of it. */
#define ASKS(sign, sentence) .placeholder = (sign), .help = (sentence)

/* The longest texts of a kind, in characters. */
#define NAME_CHARS 40 /* names of desks, persons, printers, variants */
#define WORDS_CHARS 100 /* names for people */
#define PERSON_CHARS 200
#define REASON_CHARS 500

static const char *const fee_methods[] = { "cash", "transfer", "online" };
const struct mc_names mc_fee_methods = MC_NAMES(fee_methods);

/* ---- acts ---- */

static const struct mc_field head_rows[] = {
	{ MC_FIELD_NAMED(struct mc_act, who.staff, "actor"), .max = NAME_CHARS,
		.flags = KNOWN | INNER, .shape = MC_SHAPE_NAME },
	{ MC_FIELD_NAMED(struct mc_act, who.stand_in_for, "stand_in_for"), .max = NAME_CHARS,
		.flags = KNOWN | INNER, .shape = MC_SHAPE_NAME },
	{ MC_FIELD(struct mc_act, occurred_at), .option = "occurred", .shape = MC_SHAPE_TIME,
		ASKS("TIME", N_("It happened earlier and is entered late.")) },
	{ MC_FIELD(struct mc_act, late_reason), .max = REASON_CHARS, .flags = PERSONAL,
		ASKS("TEXT", N_("Why it is entered late.")) },
};
const struct mc_fields mc_act_head_fields = MC_FIELDS(head_rows, struct mc_act);

static const struct mc_field desk_act_rows[] = {
	{ MC_FIELD(struct mc_act_desk, desk), .max = NAME_CHARS, .flags = KNOWN,
		.shape = MC_SHAPE_NAME, ASKS("N", N_("The desk that calls.")) },
	{ MC_FIELD(struct mc_act_desk, reason), .max = 200,
		ASKS("TEXT", N_("Why the desk pauses.")) },
};

static const struct mc_field issue_rows[] = {
	{ MC_FIELD(struct mc_act_issue, line), .max = NAME_CHARS, .flags = KNOWN,
		.shape = MC_SHAPE_LETTER, ASKS("L", N_("The line's letter.")) },
	{ MC_FIELD(struct mc_act_issue, kind), .names = &mc_ticket_kinds,
		.help = N_("What the citizen comes for.") },
	{ MC_FIELD(struct mc_act_issue, any_kind), .flags = INNER },
	{ MC_FIELD(struct mc_act_issue, priority), .names = &mc_priorities,
		.help = N_("The ground of a priority.") },
	{ MC_FIELD(struct mc_act_issue, appointment_min), .option = "appointment", .otherwise = -1,
		.least = -1, .most = MC_DAY_MINUTES - 1, .shape = MC_SHAPE_MINUTE,
		ASKS("HH:MM", N_("The time of today's appointment.")) },
	{ MC_FIELD(struct mc_act_issue, no_print), .help = N_("Without a paper.") },
};

static const struct mc_field ticket_rows[] = {
	{ MC_FIELD(struct mc_act_ticket, label), .max = MC_LABEL_SIZE - 1, .flags = KNOWN },
	{ MC_FIELD(struct mc_act_ticket, id), .flags = INNER },
	{ MC_FIELD(struct mc_act_ticket, desk), .max = NAME_CHARS, .flags = KNOWN,
		.shape = MC_SHAPE_NAME, ASKS("N", N_("The desk that calls.")) },
	{ MC_FIELD(struct mc_act_ticket, move), .names = &mc_ticket_moves, .flags = INNER },
	{ MC_FIELD(struct mc_act_ticket, reason), .max = REASON_CHARS, .flags = PERSONAL,
		ASKS("TEXT", N_("Why.")) },
};

static const struct mc_field undo_rows[] = {
	{ MC_FIELD(struct mc_act_undo, desk), .max = NAME_CHARS, .flags = KNOWN,
		.shape = MC_SHAPE_NAME, ASKS("N", N_("The desk whose last act is taken back.")) },
	{ MC_FIELD(struct mc_act_undo, label), .max = MC_LABEL_SIZE - 1, .flags = KNOWN },
	{ MC_FIELD(struct mc_act_undo, event), .flags = INNER },
};

static const struct mc_field component_rows[] = {
	{ MC_FIELD(struct mc_component, name), .max = 300 },
	{ MC_FIELD(struct mc_component, originals), .most = 99 },
	{ MC_FIELD(struct mc_component, certified), .most = 99 },
	{ MC_FIELD(struct mc_component, copies), .most = 99 },
};
static const struct mc_fields component_fields = MC_FIELDS(component_rows, struct mc_component);

static const struct mc_field accept_rows[] = {
	{ MC_FIELD(struct mc_act_accept, procedure), .max = MC_CODE_MAX_CHARS, .flags = KNOWN,
		ASKS("CODE", N_("The procedure's code.")) },
	{ MC_FIELD(struct mc_act_accept, variant), .max = NAME_CHARS, .flags = KNOWN,
		ASKS("V", N_("The case of the procedure, where it has several.")) },
	{ MC_FIELD(struct mc_act_accept, owner), .max = PERSON_CHARS, .flags = PERSONAL | PERSON,
		ASKS("NAME", N_("Whose dossier it is.")), .shown = N_("Owner's full name") },
	{ MC_FIELD(struct mc_act_accept, address), .max = 250, .flags = PERSONAL,
		ASKS("A", N_("The owner's address.")), .shown = N_("Address") },
	{ MC_FIELD(struct mc_act_accept, submitter), .max = PERSON_CHARS,
		.flags = PERSONAL | PERSON,
		ASKS("NAME", N_("Who files, when it is not the owner.")),
		.shown = N_("Handed in by") },
	{ MC_FIELD(struct mc_act_accept, representative), .max = PERSON_CHARS,
		.flags = PERSONAL | PERSON, ASKS("NAME", N_("Who acts for an organisation.")) },
	{ MC_FIELD(struct mc_act_accept, subject), .max = 500, .flags = PERSONAL,
		ASKS("TEXT", N_("What is asked for.")), .shown = N_("Subject") },
	{ MC_FIELD(struct mc_act_accept, birth), .max = 20, .flags = PERSONAL,
		ASKS("D", N_("The owner's birth: a day, a month or a year.")),
		.shown = N_("Date of birth") },
	{ MC_FIELD(struct mc_act_accept, sex), .max = 20, .flags = PERSONAL,
		ASKS("S", N_("The owner's sex.")) },
	{ MC_FIELD(struct mc_act_accept, phone), .max = 30, .flags = PERSONAL,
		.shape = MC_SHAPE_PHONE, ASKS("P", N_("The owner's phone.")),
		.shown = N_("Phone") },
	{ MC_FIELD(struct mc_act_accept, id_number), .max = 30, .flags = PERSONAL,
		.shape = MC_SHAPE_ID_NUMBER,
		ASKS("N", N_("The owner's ID number, or the tax code of an organisation.")),
		.shown = N_("ID number") },
	{ MC_FIELD(struct mc_act_accept, external_code), .option = "external",
		.max = MC_CODE_MAX_CHARS, .shape = MC_SHAPE_CODE,
		ASKS("CODE", N_("Its code in another system.")), .shown = N_("Code elsewhere") },
	{ MC_FIELD(struct mc_act_accept, channel), .shape = MC_SHAPE_CODED, .names = &mc_channels,
		.placeholder = "direct|online|postal", .help = N_("How it came.") },
	{ MC_FIELD(struct mc_act_accept, return_way), .option = "return", .names = &mc_return_ways,
		.help = N_("How the result goes back.") },
	{ MC_FIELD_ROWS(struct mc_act_accept, components, component_count, component_fields),
		.option = "component",
		ASKS("NAME=orig,certified,copies", N_("A paper handed in and how many of each "
						      "sort; the name alone is one original.")) },
	{ MC_FIELD(struct mc_act_accept, sets), .most = 99, .flags = COUNTED,
		ASKS("N", N_("Number of sets.")), .shown = N_("Number of sets") },
	{ MC_FIELD(struct mc_act_accept, pages), .flags = COUNTED, .most = MC_COPY_PAGES_MAX,
		ASKS("N", N_("Of certified copies: pages of the original; the fee goes by them.")),
		.shown = N_("Pages of original") },
	{ MC_FIELD(struct mc_act_accept, copies), .flags = COUNTED, .most = MC_COPY_COPIES_MAX,
		ASKS("M", N_("Of certified copies: how many of it.")),
		.shown = N_("Copies of it") },
	{ MC_FIELD(struct mc_act_accept, ticket_label), .option = "ticket",
		.max = MC_LABEL_SIZE - 1, .flags = KNOWN,
		ASKS("LABEL", N_("The ticket it came with.")), .shown = N_("Ticket") },
	{ MC_FIELD(struct mc_act_accept, no_print), .help = N_("Without a paper.") },
};

static const struct mc_field dossier_rows[] = {
	{ MC_FIELD(struct mc_act_dossier, code), .max = MC_CODE_MAX_CHARS, .flags = KNOWN,
		.shape = MC_SHAPE_CODE },
	{ MC_FIELD(struct mc_act_dossier, transition), .names = &mc_transitions, .flags = INNER },
	{ MC_FIELD(struct mc_act_dossier, reason), .max = REASON_CHARS, .flags = PERSONAL,
		ASKS("TEXT", N_("Why.")) },
	{ MC_FIELD(struct mc_act_dossier, receiver), .max = 100, .flags = PERSONAL | PERSON,
		ASKS("NAME", N_("Who receives the result.")),
		.shown = N_("receiver of the result") },
	{ MC_FIELD(struct mc_act_dossier, result_no), .max = 60,
		ASKS("NO", N_("The number of the result.")), .shown = N_("result number") },
	{ MC_FIELD(struct mc_act_dossier, to), .max = NAME_CHARS, .flags = KNOWN,
		.shape = MC_SHAPE_NAME, ASKS("STAFF", N_("The case officer who gets it.")),
		.shown = N_("case officer") },
	{ MC_FIELD(struct mc_act_dossier, way), .names = &mc_return_ways,
		.help = N_("How the result goes back."),
		.shown = N_("way of returning the result") },
};

#define IMPORT(member) MC_FIELD(struct mc_act_import, member)

/* The key of an imported row is made of these in this order: a new one goes to the end. */
static const struct mc_field import_rows[] = {
	{ IMPORT(code), .max = MC_CODE_MAX_CHARS, .flags = REQUIRED, .shape = MC_SHAPE_CODE },
	{ IMPORT(procedure), .max = 60, .flags = COLUMN },
	{ IMPORT(field), .max = 200, .flags = SPOKEN },
	{ IMPORT(owner), .max = PERSON_CHARS, .flags = FILLED | PERSONAL | PERSON },
	{ IMPORT(id_number), .max = 30, .flags = PERSONAL, .shape = MC_SHAPE_ID_NUMBER },
	{ IMPORT(phone), .max = 30, .flags = PERSONAL, .shape = MC_SHAPE_PHONE },
	{ IMPORT(channel), .flags = COLUMN, .shape = MC_SHAPE_CODED, .names = &mc_channels },
	{ IMPORT(accepted_at), .flags = COLUMN, .shape = MC_SHAPE_TIME },
	{ IMPORT(due_at), .shape = MC_SHAPE_DUE },
	{ IMPORT(resolved_at), .shape = MC_SHAPE_TIME },
	{ IMPORT(returned_at), .shape = MC_SHAPE_TIME },
	{ IMPORT(withdrawn_at), .shape = MC_SHAPE_TIME },
	{ IMPORT(state), .flags = FILLED, .shape = MC_SHAPE_STATE, .names = &mc_dossier_states },
	{ IMPORT(apology_at), .shape = MC_SHAPE_TIME },
	{ IMPORT(unit), .max = 200, .flags = SPOKEN },
	{ IMPORT(level), .max = 60 },
	{ IMPORT(external_code), .max = MC_CODE_MAX_CHARS, .shape = MC_SHAPE_CODE },
	{ IMPORT(original_due_at), .shape = MC_SHAPE_DUE },
	{ IMPORT(late_reason), .max = REASON_CHARS, .flags = PERSONAL },
	{ IMPORT(service_level), .max = 60 },
	{ IMPORT(officer), .max = 100, .flags = PERSON },
	{ IMPORT(lawful_due_at), .shape = MC_SHAPE_DUE },
};

static const struct mc_field fee_rows[] = {
	{ MC_FIELD(struct mc_act_fee, code), .max = MC_CODE_MAX_CHARS, .flags = KNOWN,
		.shape = MC_SHAPE_CODE },
	{ MC_FIELD(struct mc_act_fee, method), .max = 20, .names = &mc_fee_methods,
		.help = N_("How it is paid.") },
	{ MC_FIELD(struct mc_act_fee, exempt), .max = 200, .flags = PERSONAL,
		ASKS("GROUND", N_("Nothing is paid, on this ground.")) },
	{ MC_FIELD(struct mc_act_fee, proof), .max = 100, .flags = PERSONAL,
		ASKS("P", N_("The paper that proves the exemption.")) },
	{ MC_FIELD(struct mc_act_fee, receipt), .max = 40,
		ASKS("NO", N_("Number of the office's own receipt.")) },
	{ MC_FIELD(struct mc_act_fee, pages), .flags = COUNTED, .most = MC_COPY_PAGES_MAX,
		ASKS("N",
			N_("Of certified copies: pages of the original; the fee goes by them.")) },
	{ MC_FIELD(struct mc_act_fee, copies), .flags = COUNTED, .most = MC_COPY_COPIES_MAX,
		ASKS("M", N_("Of certified copies: how many of it.")) },
};

static const struct mc_field paper_rows[] = {
	{ MC_FIELD(struct mc_act_paper, form), .max = NAME_CHARS, .flags = KNOWN },
	{ MC_FIELD(struct mc_act_paper, label), .max = MC_LABEL_SIZE - 1, .flags = KNOWN },
	{ MC_FIELD(struct mc_act_paper, code), .max = MC_CODE_MAX_CHARS, .flags = KNOWN,
		.shape = MC_SHAPE_CODE },
	{ MC_FIELD(struct mc_act_paper, job), .flags = COUNTED },
	{ MC_FIELD(struct mc_act_paper, reason), .max = REASON_CHARS },
};

static const struct mc_fields none = { 0 };
static const struct mc_fields desk_act = MC_FIELDS(desk_act_rows, struct mc_act_desk);
static const struct mc_fields issue = MC_FIELDS(issue_rows, struct mc_act_issue);
static const struct mc_fields ticket = MC_FIELDS(ticket_rows, struct mc_act_ticket);
static const struct mc_fields undo = MC_FIELDS(undo_rows, struct mc_act_undo);
static const struct mc_fields accept = MC_FIELDS(accept_rows, struct mc_act_accept);
static const struct mc_fields dossier = MC_FIELDS(dossier_rows, struct mc_act_dossier);
static const struct mc_fields import = MC_FIELDS(import_rows, struct mc_act_import);
static const struct mc_fields fee = MC_FIELDS(fee_rows, struct mc_act_fee);
static const struct mc_fields paper = MC_FIELDS(paper_rows, struct mc_act_paper);

const struct mc_fields *mc_verb_fields(enum mc_verb verb) {
	switch (verb) {
	case MC_VERB_DESK_OPEN:
	case MC_VERB_DESK_PAUSE:
	case MC_VERB_DESK_CLOSE:
	case MC_VERB_TICKET_NEXT: return &desk_act;
	case MC_VERB_TICKET_ISSUE: return &issue;
	case MC_VERB_TICKET_CALL:
	case MC_VERB_TICKET_MOVE: return &ticket;
	case MC_VERB_TICKET_UNDO: return &undo;
	case MC_VERB_DOSSIER_ACCEPT: return &accept;
	case MC_VERB_DOSSIER_MOVE:
	case MC_VERB_DOSSIER_UNDO:
	case MC_VERB_DOSSIER_READ:
	case MC_VERB_DATA_ERASE: return &dossier;
	case MC_VERB_DOSSIER_IMPORT: return &import;
	case MC_VERB_FEE_TAKE: return &fee;
	case MC_VERB_PAPER_PRINT: return &paper;
	case MC_VERB_SETUP: /* mc_setup_fields() of each row */
	case MC_VERB_LEDGER_SEAL:
	case MC_VERB_OFFICE_KEY:
	case MC_VERB_COUNT: break;
	}
	return &none;
}

/* ---- set-up rows ---- */

static const struct mc_field office_rows[] = {
	{ MC_FIELD(struct mc_office_row, key), .max = 60, .flags = REQUIRED,
		.shape = MC_SHAPE_NAME },
	{ MC_FIELD(struct mc_office_row, value), .max = 500, .flags = COLUMN },
};

#define LINE(member) MC_FIELD(struct mc_line_row, member)

static const struct mc_field line_rows[] = {
	{ LINE(line), .max = 10, .flags = FILLED, .shape = MC_SHAPE_LETTER },
	{ LINE(name_vi), .max = WORDS_CHARS, .flags = REQUIRED | SPOKEN },
	{ LINE(name_en), .max = WORDS_CHARS, .flags = SPOKEN },
	{ LINE(fields), .max = 1000, .shape = MC_SHAPE_LIST },
	{ LINE(kinds), .max = 200, .shape = MC_SHAPE_LIST, .names = &mc_ticket_kinds },
	{ LINE(first), .otherwise = 1, .least = 1, .most = MC_TICKET_NUMBER_MAX },
	{ LINE(last), .otherwise = 999, .most = MC_TICKET_NUMBER_MAX },
	{ LINE(target_wait_min), .most = MC_DAY_MINUTES },
	{ LINE(priority_ratio), .otherwise = 1, .least = 1, .most = 100 },
	{ LINE(daily_quota), .most = MC_TICKET_NUMBER_MAX },
	{ LINE(open), .max = 5, .shape = MC_SHAPE_HOUR },
	{ LINE(close), .max = 5, .shape = MC_SHAPE_HOUR },
};

static const struct mc_field desk_rows[] = {
	{ MC_FIELD(struct mc_desk_row, desk), .max = NAME_CHARS, .flags = REQUIRED,
		.shape = MC_SHAPE_NAME },
	{ MC_FIELD(struct mc_desk_row, name_vi), .max = WORDS_CHARS, .flags = FILLED | SPOKEN },
	{ MC_FIELD(struct mc_desk_row, name_en), .max = WORDS_CHARS, .flags = SPOKEN },
	{ MC_FIELD(struct mc_desk_row, lines), .max = 100, .flags = FILLED,
		.shape = MC_SHAPE_LETTERS },
	{ MC_FIELD(struct mc_desk_row, help_lines), .max = 100, .shape = MC_SHAPE_LETTERS },
};

static const struct mc_field staff_rows[] = {
	{ MC_FIELD(struct mc_staff_row, staff), .max = NAME_CHARS, .flags = REQUIRED,
		.shape = MC_SHAPE_NAME },
	{ MC_FIELD(struct mc_staff_row, name), .max = WORDS_CHARS, .flags = REQUIRED | PERSON,
		ASKS("NAME", N_("The person's name.")) },
	{ MC_FIELD(struct mc_staff_row, roles), .most = MC_ROLES_ALL, .flags = FILLED,
		.shape = MC_SHAPE_BITS, .names = &mc_roles,
		ASKS("ROLE;...", N_("Roles: kiosk, reception, officer, cashier, head, supervisor, "
				    "inspector, administrator.")) },
	{ MC_FIELD(struct mc_staff_row, desk), .max = NAME_CHARS, .shape = MC_SHAPE_NAME,
		ASKS("N", N_("The usual desk.")) },
};

#define PROCEDURE(member) MC_FIELD(struct mc_procedure_row, member)
#define PROCEDURE_NAMED(member, name) MC_FIELD_NAMED(struct mc_procedure_row, member, name)

static const struct mc_field procedure_rows[] = {
	{ PROCEDURE(code), .max = MC_CODE_MAX_CHARS, .flags = REQUIRED, .shape = MC_SHAPE_NAME },
	{ PROCEDURE(variant), .max = NAME_CHARS, .shape = MC_SHAPE_NAME },
	{ PROCEDURE(name_vi), .max = 500, .flags = REQUIRED | SPOKEN },
	{ PROCEDURE(name_en), .max = 500, .flags = SPOKEN },
	{ PROCEDURE(field_vi), .max = 200, .flags = REQUIRED | SPOKEN },
	{ PROCEDURE(field_en), .max = 200, .flags = SPOKEN },
	{ PROCEDURE(level), .max = 40, .flags = COLUMN },
	{ PROCEDURE_NAMED(term.milli, "processing_value"), .flags = COLUMN,
		.shape = MC_SHAPE_TERM },
	{ PROCEDURE_NAMED(term.unit, "processing_unit"), .flags = FILLED, .names = &mc_term_units },
	{ PROCEDURE(fee_vnd), .most = INT64_C(1000000000000), .flags = COLUMN,
		.shape = MC_SHAPE_MONEY },
	{ PROCEDURE(components), .max = 4000, .shape = MC_SHAPE_LIST },
	{ PROCEDURE(source), .max = 1000 },
	{ PROCEDURE(from_day), .otherwise = INT32_MIN, .shape = MC_SHAPE_DAY },
	{ PROCEDURE(unverified), .flags = INNER },
};

static const struct mc_field day_rows[] = {
	{ MC_FIELD_NAMED(struct mc_day_row, day, "date"), .flags = FILLED, .shape = MC_SHAPE_DAY },
	{ MC_FIELD(struct mc_day_row, kind), .max = 20, .flags = REQUIRED, .names = &mc_day_kinds },
	{ MC_FIELD(struct mc_day_row, title), .max = 200, .flags = FILLED | SPOKEN },
	{ MC_FIELD(struct mc_day_row, authority), .max = 500, .flags = COLUMN },
	{ MC_FIELD(struct mc_day_row, status), .max = 20, .flags = REQUIRED,
		.names = &mc_day_statuses },
};

static const struct mc_field printer_rows[] = {
	{ MC_FIELD(struct mc_printer_row, name), .max = NAME_CHARS, .flags = REQUIRED,
		.shape = MC_SHAPE_NAME },
	{ MC_FIELD(struct mc_printer_row, queue), .max = 120,
		ASKS("CUPS-QUEUE", N_("The queue of CUPS it stands for.")) },
	{ MC_FIELD(struct mc_printer_row, folder), .max = 500,
		ASKS("DIR", N_("A folder that stands for a printer.")) },
	{ MC_FIELD(struct mc_printer_row, driver), .max = 20, .flags = FILLED,
		.shape = MC_SHAPE_NAME, ASKS("escpos|pdf|auto", N_("What is sent to it.")) },
	{ MC_FIELD(struct mc_printer_row, width), .max = 10, .flags = FILLED,
		.shape = MC_SHAPE_NAME, ASKS("80|58|a5|a4", N_("Width of the paper.")) },
	{ MC_FIELD(struct mc_printer_row, forms), .max = 500, .flags = FILLED,
		.shape = MC_SHAPE_LIST, .option = "for",
		ASKS("FORM,...", N_("The papers it prints; “form” is every page form.")) },
};

static const struct mc_field printer_removed_rows[] = {
	{ MC_FIELD(struct mc_printer_row, name), .max = NAME_CHARS, .flags = KNOWN,
		.shape = MC_SHAPE_NAME },
};

static const struct mc_fields kinds[] = {
	[MC_SETUP_OFFICE] = MC_FIELDS(office_rows, struct mc_office_row),
	[MC_SETUP_LINE] = MC_FIELDS(line_rows, struct mc_line_row),
	[MC_SETUP_DESK] = MC_FIELDS(desk_rows, struct mc_desk_row),
	[MC_SETUP_STAFF] = MC_FIELDS(staff_rows, struct mc_staff_row),
	[MC_SETUP_PROCEDURE] = MC_FIELDS(procedure_rows, struct mc_procedure_row),
	[MC_SETUP_DAY] = MC_FIELDS(day_rows, struct mc_day_row),
	[MC_SETUP_PRINTER] = MC_FIELDS(printer_rows, struct mc_printer_row),
	[MC_SETUP_PRINTER_REMOVED] = MC_FIELDS(printer_removed_rows, struct mc_printer_row),
};

const struct mc_fields *mc_setup_fields(enum mc_setup_kind kind) {
	return &kinds[kind];
}
