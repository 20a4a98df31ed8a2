/*
 * Events of set-up: a row of a set-up file as it was given, clean. Most have the shape
 * of the request's row (motcua/act.h).
 */
#ifndef MC_STORE_EVENTS_SETUP_H
#define MC_STORE_EVENTS_SETUP_H

#include "store/ledger/fields.h"
#include <motcua/act.h>

struct mc_event_office_set {
	const char *key; /* office.name … */
	const char *value;
};
static const struct mc_field mc_event_office_set_fields[] = {
	MC_MEMBER(office_set, key),
	MC_MEMBER(office_set, value),
};
MC_TABLE(office_set, office_set);

struct mc_event_line_set {
	struct mc_line_row row;
};
static const struct mc_field mc_event_line_set_fields[] = {
	MC_ROW(line_set, line),
	MC_ROW(line_set, name_vi),
	MC_ROW(line_set, name_en),
	MC_ROW(line_set, fields),
	MC_ROW(line_set, kinds),
	MC_ROW(line_set, first),
	MC_ROW(line_set, last),
	MC_ROW(line_set, target_wait_min),
	MC_ROW(line_set, priority_ratio),
	MC_ROW(line_set, daily_quota),
	MC_ROW(line_set, open),
	MC_ROW(line_set, close),
};
MC_TABLE(line_set, line_set);

struct mc_event_desk_set {
	struct mc_desk_row row;
	int64_t rank; /* its place among the desks */
};
static const struct mc_field mc_event_desk_set_fields[] = {
	MC_ROW(desk_set, desk),
	MC_ROW(desk_set, name_vi),
	MC_ROW(desk_set, name_en),
	MC_ROW(desk_set, lines),
	MC_ROW(desk_set, help_lines),
	MC_MEMBER(desk_set, rank),
};
MC_TABLE(desk_set, desk_set);

struct mc_event_desk_state {
	const char *desk;
	int state; /* enum mc_desk_state */
	const char *reason, *staff;
};
static const struct mc_field mc_event_desk_state_fields[] = {
	MC_MEMBER(desk_state, desk),
	MC_MEMBER(desk_state, state),
	MC_MEMBER(desk_state, reason),
	MC_MEMBER(desk_state, staff),
};
MC_TABLE(desk_state, desk_state);

struct mc_event_staff_set {
	struct mc_staff_row row;
};
static const struct mc_field mc_event_staff_set_fields[] = {
	MC_ROW(staff_set, staff),
	MC_ROW(staff_set, name),
	MC_ROW(staff_set, roles),
	MC_ROW(staff_set, desk),
};
MC_TABLE(staff_set, staff_set);

struct mc_event_printer_set {
	struct mc_printer_row row; /* removed: only the name */
};
static const struct mc_field mc_event_printer_set_fields[] = {
	MC_ROW(printer_set, name),
	MC_ROW(printer_set, queue),
	MC_ROW(printer_set, folder),
	MC_ROW(printer_set, driver),
	MC_ROW(printer_set, width),
	MC_ROW(printer_set, forms),
};
MC_TABLE(printer_set, printer_set);
static const struct mc_field mc_event_printer_removed_fields[] = { MC_ROW(printer_set, name) };
MC_TABLE(printer_removed, printer_set);

struct mc_event_procedure_set {
	struct mc_procedure_row row;
	const char *term_unit;
	int unverified; /* 1: the source says so */
};
static const struct mc_field mc_event_procedure_set_fields[] = {
	MC_ROW(procedure_set, code),
	MC_ROW(procedure_set, variant),
	MC_ROW(procedure_set, from_day),
	MC_ROW(procedure_set, name_vi),
	MC_ROW(procedure_set, name_en),
	MC_ROW(procedure_set, field_vi),
	MC_ROW(procedure_set, field_en),
	MC_ROW(procedure_set, level),
	MC_MEMBER_NAMED(procedure_set, row.term.milli, "term_milli"),
	MC_MEMBER(procedure_set, term_unit),
	MC_ROW(procedure_set, fee_vnd),
	MC_ROW(procedure_set, components),
	MC_ROW(procedure_set, source),
	MC_MEMBER(procedure_set, unverified),
};
MC_TABLE(procedure_set, procedure_set);

struct mc_event_day_set {
	struct mc_day_row row;
};
static const struct mc_field mc_event_day_set_fields[] = {
	MC_ROW(day_set, day),
	MC_ROW(day_set, kind),
	MC_ROW(day_set, title),
	MC_ROW(day_set, authority),
	MC_ROW(day_set, status),
};
MC_TABLE(day_set, day_set);

#define MC_EVENTS_SETUP(X) \
	X(OFFICE_SET, "office.set@1", office_set, office_set) \
	X(LINE_SET, "line.set@1", line_set, line_set) \
	X(DESK_SET, "desk.set@1", desk_set, desk_set) \
	X(DESK_STATE, "desk.state@1", desk_state, desk_state) \
	X(STAFF_SET, "staff.set@1", staff_set, staff_set) \
	X(PRINTER_SET, "printer.set@1", printer_set, printer_set) \
	X(PRINTER_REMOVED, "printer.removed@1", printer_removed, printer_removed) \
	X(PROCEDURE_SET, "procedure.set@1", procedure_set, procedure_set) \
	X(DAY_SET, "day.set@1", day_set, day_set)

#endif
