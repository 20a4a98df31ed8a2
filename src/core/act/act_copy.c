/*
 * Which texts an act and a set-up row hold is stated here once, as offsets; the
 * copy walks the list of its verb. A verb added to act.h gets its list here: the
 * compiler asks for it (-Wswitch-enum).
 */
#include "core/act/act_copy.h"
#include <stddef.h>
#include <string.h>

struct texts {
	const size_t *offsets;
	size_t count;
};

#define TEXTS(array) ((struct texts){ (array), MC_COUNT(array) })
#define NO_TEXTS ((struct texts){ NULL, 0 })

#define HEAD(field) offsetof(struct mc_act, field)
#define BODY(field) offsetof(struct mc_act, as.field)
#define ROW(field) offsetof(struct mc_setup_row, as.field)

static const size_t head_texts[] = { HEAD(actor), HEAD(late_reason) };
static const size_t desk_texts[] = { BODY(desk.desk), BODY(desk.reason) };
static const size_t next_texts[] = { BODY(next.desk), BODY(next.reason) };
static const size_t issue_texts[] = { BODY(issue.line) };
static const size_t ticket_texts[] = {
	BODY(ticket.label),
	BODY(ticket.desk),
	BODY(ticket.reason),
};
static const size_t undo_texts[] = { BODY(undo.desk), BODY(undo.label) };
static const size_t accept_texts[] = {
	BODY(accept.procedure),
	BODY(accept.variant),
	BODY(accept.owner),
	BODY(accept.id_number),
	BODY(accept.phone),
	BODY(accept.address),
	BODY(accept.birth),
	BODY(accept.sex),
	BODY(accept.submitter),
	BODY(accept.representative),
	BODY(accept.subject),
	BODY(accept.external_code),
	BODY(accept.ticket_label),
};
static const size_t dossier_texts[] = {
	BODY(dossier.code),
	BODY(dossier.to),
	BODY(dossier.result_no),
	BODY(dossier.receiver),
	BODY(dossier.reason),
};
static const size_t import_texts[] = {
	BODY(import.code),
	BODY(import.external_code),
	BODY(import.procedure),
	BODY(import.field),
	BODY(import.owner),
	BODY(import.id_number),
	BODY(import.phone),
	BODY(import.unit),
	BODY(import.level),
	BODY(import.service_level),
	BODY(import.officer),
	BODY(import.late_reason),
};
static const size_t fee_texts[] = {
	BODY(fee.code),
	BODY(fee.method),
	BODY(fee.exempt),
	BODY(fee.proof),
	BODY(fee.receipt),
};
static const size_t paper_texts[] = {
	BODY(paper.form),
	BODY(paper.label),
	BODY(paper.code),
	BODY(paper.reason),
};

static const size_t office_row[] = { ROW(office.key), ROW(office.value) };
static const size_t line_row[] = {
	ROW(line.line),
	ROW(line.name_vi),
	ROW(line.name_en),
	ROW(line.fields),
	ROW(line.kinds),
	ROW(line.open),
	ROW(line.close),
};
static const size_t desk_row[] = {
	ROW(desk.desk),
	ROW(desk.name_vi),
	ROW(desk.name_en),
	ROW(desk.lines),
	ROW(desk.help_lines),
};
static const size_t staff_row[] = { ROW(staff.staff), ROW(staff.name), ROW(staff.desk) };
static const size_t procedure_row[] = {
	ROW(procedure.code),
	ROW(procedure.variant),
	ROW(procedure.name_vi),
	ROW(procedure.name_en),
	ROW(procedure.field_vi),
	ROW(procedure.field_en),
	ROW(procedure.level),
	ROW(procedure.components),
	ROW(procedure.source),
};
static const size_t day_row[] = {
	ROW(day.kind),
	ROW(day.title),
	ROW(day.authority),
	ROW(day.status),
};
static const size_t printer_row[] = {
	ROW(printer.name),
	ROW(printer.queue),
	ROW(printer.folder),
	ROW(printer.driver),
	ROW(printer.width),
	ROW(printer.forms),
};

static struct texts texts_of_act(enum mc_verb verb) {
	switch (verb) {
	case MC_VERB_DESK_OPEN:
	case MC_VERB_DESK_PAUSE:
	case MC_VERB_DESK_CLOSE: return TEXTS(desk_texts);
	case MC_VERB_TICKET_NEXT: return TEXTS(next_texts);
	case MC_VERB_TICKET_ISSUE: return TEXTS(issue_texts);
	case MC_VERB_TICKET_CALL:
	case MC_VERB_TICKET_MOVE: return TEXTS(ticket_texts);
	case MC_VERB_TICKET_UNDO: return TEXTS(undo_texts);
	case MC_VERB_DOSSIER_ACCEPT: return TEXTS(accept_texts);
	case MC_VERB_DOSSIER_MOVE:
	case MC_VERB_DOSSIER_UNDO:
	case MC_VERB_DOSSIER_READ:
	case MC_VERB_DATA_ERASE: return TEXTS(dossier_texts);
	case MC_VERB_DOSSIER_IMPORT: return TEXTS(import_texts);
	case MC_VERB_FEE_TAKE: return TEXTS(fee_texts);
	case MC_VERB_PAPER_PRINT: return TEXTS(paper_texts);
	case MC_VERB_SETUP: /* its rows hold the texts */
	case MC_VERB_LEDGER_SEAL:
	case MC_VERB_OFFICE_KEY:
	case MC_VERB_COUNT: break;
	}
	return NO_TEXTS;
}

static struct texts texts_of_row(enum mc_setup_kind kind) {
	switch (kind) {
	case MC_SETUP_OFFICE: return TEXTS(office_row);
	case MC_SETUP_LINE: return TEXTS(line_row);
	case MC_SETUP_DESK: return TEXTS(desk_row);
	case MC_SETUP_STAFF: return TEXTS(staff_row);
	case MC_SETUP_PROCEDURE: return TEXTS(procedure_row);
	case MC_SETUP_DAY: return TEXTS(day_row);
	case MC_SETUP_PRINTER: return TEXTS(printer_row);
	case MC_SETUP_PRINTER_REMOVED: return TEXTS(printer_row);
	}
	return NO_TEXTS;
}

/* Replaces the texts at these places of a struct that was copied by value. */
static void copy_texts(struct mc_arena *arena, void *base, struct texts texts) {
	for (size_t i = 0; i < texts.count; i++) {
		const char **place = (const char **)((char *)base + texts.offsets[i]);
		*place = mc_arena_text(arena, *place);
	}
}

static const struct mc_setup_row *copy_rows(
	struct mc_arena *arena, const struct mc_setup_row *rows, size_t count) {
	struct mc_setup_row *copy = mc_arena_array(arena, count, sizeof *copy);
	for (size_t i = 0; i < count; i++) {
		copy[i] = rows[i];
		copy_texts(arena, &copy[i], texts_of_row(rows[i].kind));
	}
	return copy;
}

static const struct mc_component *copy_components(
	struct mc_arena *arena, const struct mc_component *components, size_t count) {
	struct mc_component *copy = mc_arena_array(arena, count, sizeof *copy);
	for (size_t i = 0; i < count; i++) {
		copy[i] = components[i];
		copy[i].name = mc_arena_text(arena, components[i].name);
	}
	return copy;
}

void mc_act_copy(struct mc_arena *arena, const struct mc_act *act, struct mc_act *ret_copy) {
	struct mc_act copy = *act;
	copy_texts(arena, &copy, TEXTS(head_texts));
	copy_texts(arena, &copy, texts_of_act(act->verb));
	if (act->verb == MC_VERB_SETUP) {
		copy.as.setup.rows = copy_rows(arena, act->as.setup.rows, act->as.setup.count);
	}
	if (act->verb == MC_VERB_DOSSIER_ACCEPT) {
		copy.as.accept.components = copy_components(
			arena, act->as.accept.components, act->as.accept.component_count);
	}
	*ret_copy = copy;
}
