/* Events of dossiers: taken in, moved, paid for, read, erased; and their papers. */
#ifndef MC_STORE_EVENTS_DOSSIER_H
#define MC_STORE_EVENTS_DOSSIER_H

#include "store/ledger/fields.h"

/* A step of a life, and the dates that hold after it. */
struct mc_event_step {
	mc_time at; /* of an imported life; else when the event happened */
	const char *transition;
	int state; /* enum mc_dossier_state */
	mc_time original_due_at, lawful_due_at, due_at;
	const char *officer; /* who works on it from now on; "": as before */
};
static const struct mc_field mc_event_step_fields[] = {
	MC_ALWAYS(step, at),
	MC_ALWAYS(step, transition),
	MC_ALWAYS(step, state),
	MC_MEMBER(step, original_due_at),
	MC_MEMBER(step, lawful_due_at),
	MC_MEMBER(step, due_at),
	MC_MEMBER(step, officer),
};
MC_TABLE(step, step);

/* The step of a shape that has one, without an instant of its own. */
#define MC_STEP(shape) \
	MC_MEMBER_NAMED(shape, step.transition, "transition"), \
		MC_MEMBER_NAMED(shape, step.state, "state"), \
		MC_MEMBER_NAMED(shape, step.original_due_at, "original_due_at"), \
		MC_MEMBER_NAMED(shape, step.lawful_due_at, "lawful_due_at"), \
		MC_MEMBER_NAMED(shape, step.due_at, "due_at")

struct mc_event_fee {
	const char *kind;
	int64_t amount;
};
static const struct mc_field mc_event_fee_fields[] = {
	MC_ALWAYS(fee, kind),
	MC_ALWAYS(fee, amount),
};
MC_TABLE(fee, fee);

struct mc_event_component {
	const char *name;
	int originals, certified, copies;
};
static const struct mc_field mc_event_component_fields[] = {
	MC_ALWAYS(component, name),
	MC_MEMBER(component, originals),
	MC_MEMBER(component, certified),
	MC_MEMBER(component, copies),
};
MC_TABLE(component, component);

/* A dossier as it comes into the book: accepted, or imported with its life so far. */
struct mc_event_dossier {
	const char *code;
	int day, serial; /* of a code of our own */
	const char *external_code, *procedure, *variant;
	int from_day; /* of the procedure's version */
	const char *procedure_name, *field, *unit, *level, *service_level, *applicant_type;
	int channel; /* enum mc_channel */
	const char *return_way;
	struct mc_event_step step; /* imported: only the state */
	mc_time submitted_at; /* of an online filing */
	int due_provisional; /* 1: rests on days off that are not announced */
	int64_t ticket;
	int sets, pages, copies;
	const struct mc_event_fee *fees;
	size_t fee_count;
	const struct mc_event_step *moves;
	size_t move_count;
	const char *owner, *id_number, *phone, *address, *birth, *sex;
	const char *submitter, *representative, *subject, *pin, *late_note, *late_reason;
	const struct mc_event_component *components;
	size_t component_count;
};
static const struct mc_field mc_event_dossier_fields[] = {
	MC_MEMBER(dossier, code),
	MC_MEMBER(dossier, day),
	MC_MEMBER(dossier, serial),
	MC_MEMBER(dossier, external_code),
	MC_MEMBER(dossier, procedure),
	MC_MEMBER(dossier, variant),
	MC_MEMBER(dossier, from_day),
	MC_MEMBER(dossier, procedure_name),
	MC_MEMBER(dossier, field),
	MC_MEMBER(dossier, unit),
	MC_MEMBER(dossier, level),
	MC_MEMBER(dossier, service_level),
	MC_MEMBER(dossier, applicant_type),
	MC_MEMBER(dossier, channel),
	MC_MEMBER(dossier, return_way),
	MC_STEP(dossier),
	MC_MEMBER(dossier, submitted_at),
	MC_MEMBER(dossier, due_provisional),
	MC_MEMBER(dossier, ticket),
	MC_MEMBER(dossier, sets),
	MC_MEMBER(dossier, pages),
	MC_MEMBER(dossier, copies),
	MC_ROWS(dossier, fees, fee_count, fee, 0),
	MC_ROWS(dossier, moves, move_count, step, 0),
	MC_PRIVATE(dossier, owner),
	MC_PRIVATE(dossier, id_number),
	MC_PRIVATE(dossier, phone),
	MC_PRIVATE(dossier, address),
	MC_PRIVATE(dossier, birth),
	MC_PRIVATE(dossier, sex),
	MC_PRIVATE(dossier, submitter),
	MC_PRIVATE(dossier, representative),
	MC_PRIVATE(dossier, subject),
	MC_PRIVATE(dossier, pin),
	MC_PRIVATE(dossier, late_note),
	MC_PRIVATE(dossier, late_reason),
	MC_ROWS(dossier, components, component_count, component,
		MC_EVENT_PRIVATE | MC_EVENT_ALWAYS),
};
MC_TABLE(dossier, dossier);

/* A step; which members it has beside the dates follows from what it asks. */
struct mc_event_dossier_moved {
	struct mc_event_step step;
	const char *result_no, *way; /* of a result, and of its return */
	const char *detail; /* version 1: either of the two */
	const char *reason, *receiver, *late_note;
};
static const struct mc_field mc_event_dossier_moved_1_fields[] = {
	MC_STEP(dossier_moved),
	MC_MEMBER_NAMED(dossier_moved, step.officer, "officer"),
	MC_MEMBER(dossier_moved, detail),
	MC_PRIVATE(dossier_moved, reason),
	MC_PRIVATE(dossier_moved, receiver),
	MC_PRIVATE(dossier_moved, late_note),
};
MC_TABLE(dossier_moved_1, dossier_moved);
static const struct mc_field mc_event_dossier_moved_fields[] = {
	MC_STEP(dossier_moved),
	MC_MEMBER_NAMED(dossier_moved, step.officer, "to"),
	MC_MEMBER(dossier_moved, result_no),
	MC_MEMBER(dossier_moved, way),
	MC_PRIVATE(dossier_moved, reason),
	MC_PRIVATE(dossier_moved, receiver),
	MC_PRIVATE(dossier_moved, late_note),
};
MC_TABLE(dossier_moved, dossier_moved);

struct mc_event_dossier_undone {
	int64_t strikes; /* the event of the step */
	bool slip; /* one's own, within the minute */
	const char *reason;
};
static const struct mc_field mc_event_dossier_undone_fields[] = {
	MC_MEMBER(dossier_undone, strikes),
	MC_MEMBER(dossier_undone, slip),
	MC_PRIVATE(dossier_undone, reason),
};
MC_TABLE(dossier_undone, dossier_undone);

/* Nothing but that it happened: somebody saw personal data whole. */
struct mc_event_nothing {
	char none;
};
static const struct mc_fields mc_event_nothing_table = { NULL, 0, sizeof(struct mc_event_nothing) };

struct mc_event_fee_part {
	int64_t n; /* of the dossier's fees */
	int64_t amount; /* as counted with the taking; MC_EVENT_NONE: as it stands with the dossier */
};
static const struct mc_field mc_event_fee_part_fields[] = {
	MC_ALWAYS(fee_part, n),
	MC_OR_NONE(fee_part, amount),
};
MC_TABLE(fee_part, fee_part);

struct mc_event_fee_taken {
	const struct mc_event_fee_part *fees;
	size_t fee_count;
	int64_t amount;
	const char *method, *series, *number; /* of the receipt */
	int64_t serial; /* of our own receipts */
	bool exempt;
	const char *ground, *proof;
};
static const struct mc_field mc_event_fee_taken_fields[] = {
	MC_ROWS(fee_taken, fees, fee_count, fee_part, MC_EVENT_ALWAYS),
	MC_MEMBER(fee_taken, amount),
	MC_MEMBER(fee_taken, method),
	MC_MEMBER(fee_taken, series),
	MC_MEMBER(fee_taken, number),
	MC_MEMBER(fee_taken, serial),
	MC_MEMBER(fee_taken, exempt),
	MC_PRIVATE(fee_taken, ground),
	MC_PRIVATE(fee_taken, proof),
};
MC_TABLE(fee_taken, fee_taken);

/* An event whose private body is deleted. */
struct mc_event_bared {
	int64_t id;
};
static const struct mc_field mc_event_bared_fields[] = { MC_ALWAYS(bared, id) };
MC_TABLE(bared, bared);

struct mc_event_data_erased {
	const struct mc_event_bared *events;
	size_t event_count;
};
static const struct mc_field mc_event_data_erased_fields[] = {
	MC_ROWS(data_erased, events, event_count, bared, MC_EVENT_ALWAYS),
};
MC_TABLE(data_erased, data_erased);

struct mc_event_paper_made {
	const char *form, *label;
	int copy;
	const char *record; /* what it was made from, frozen */
	const char *private_record; /* likewise, with personal data */
};
static const struct mc_field mc_event_paper_made_fields[] = {
	MC_MEMBER(paper_made, form),
	MC_MEMBER(paper_made, label),
	MC_MEMBER(paper_made, copy),
	MC_MEMBER(paper_made, record),
	MC_PRIVATE_NAMED(paper_made, private_record, "record"),
};
MC_TABLE(paper_made, paper_made);

#define MC_EVENTS_DOSSIER(X) \
	X(DOSSIER_ACCEPTED, "dossier.accepted@1", dossier, dossier_accepted) \
	X(DOSSIER_IMPORTED, "dossier.imported@1", dossier, dossier_imported) \
	X(DOSSIER_MOVED_1, "dossier.moved@1", dossier_moved_1, dossier_moved_1) \
	X(DOSSIER_MOVED, "dossier.moved@2", dossier_moved, dossier_moved) \
	X(DOSSIER_UNDONE, "dossier.undone@1", dossier_undone, dossier_undone) \
	X(DOSSIER_READ, "dossier.read@1", nothing, ledger_alone) \
	X(FEE_TAKEN, "fee.taken@1", fee_taken, fee_taken) \
	X(DATA_ERASED, "data.erased@1", data_erased, data_erased) \
	X(PAPER_MADE, "paper.made@1", paper_made, paper_made)

#endif
