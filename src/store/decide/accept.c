/*
 * Accepting a dossier: the procedure valid that day, whose it is, its papers,
 * when it is due, its code, PIN and fee, decided in one piece and written as one
 * event; then the slip is queued. Missing or unknown papers warn, they never
 * block (design §6).
 */
#include "core/money.h"
#include "core/person.h"
#include "core/time/calendar.h"
#include "sql.h"
#include "store/care/gap.h"
#include "store/inside.h"
#include "store/rows.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <string.h>

#define MAX_COMPONENTS 100

struct filing {
	struct mc_act_accept asked; /* the request; what was read of it stands in its usual form */
	struct mc_procedure procedure;
	bool organisation;
	int64_t ticket;
	struct mc_due due;
	int64_t fee_vnd;
	char code[MC_CODE_SIZE];
	int32_t serial;
	char pin[MC_PIN_SIZE];
};

/* ---- the person ---- */

static enum mc_status check_names(struct mc_tx *tx, struct filing *f, struct mc_error *err) {
	const struct mc_act_accept *r = &f->asked;
	bool destroyed = mc_name_is_destroyed(r->owner) || mc_name_is_destroyed(r->submitter) ||
			 mc_name_is_destroyed(r->representative);
	tx->outcome->warnings |= destroyed ? MC_WARN_NAME_DESTROYED : 0;
	if (!*r->owner) {
		return mc_fail_at(err, "owner",
			mc_fail(err, MC_INVALID, N_("Say whose dossier it is (--owner).")));
	}
	return MC_OK;
}

/* What is odd about an ID number, as warnings of the act. */
static unsigned warnings_of(unsigned id_warnings) {
	static const struct {
		unsigned id, act;
	} pairs[] = {
		{ MC_ID_ODD_SEX | MC_ID_ODD_YEAR, MC_WARN_ID_ODD },
		{ MC_ID_ODD_PLACE | MC_ID_ODD_CENTURY | MC_ID_ODD_PASSPORT, MC_WARN_ID_SHAPE },
		{ MC_ID_ODD_OLD, MC_WARN_ID_CARD_OLD },
		{ MC_ID_ODD_TAX, MC_WARN_TAX_CODE },
	};
	unsigned warnings = 0;
	for (size_t i = 0; i < MC_COUNT(pairs); i++) {
		warnings |= id_warnings & pairs[i].id ? pairs[i].act : 0;
	}
	return warnings;
}

/* An organisation is told by its tax code or by who acts for it; it was not born. */
static enum mc_status check_owner(struct mc_tx *tx, struct filing *f, struct mc_birth birth,
	enum mc_sex sex, struct mc_error *err) {
	struct mc_id_number id = { .kind = MC_ID_ANY };
	if (*f->asked.id_number) {
		enum mc_status status = mc_fail_at(err, "id_number",
			mc_id_parse(f->asked.id_number, MC_ID_ANY, birth, sex, &id, err));
		if (status != MC_OK) {
			return status;
		}
		f->asked.id_number = mc_arena_text(tx->arena, id.number);
		tx->outcome->warnings |= warnings_of(id.warnings);
	}
	f->organisation =
		id.kind == MC_ID_TAX || (*f->asked.representative && id.kind == MC_ID_ANY);
	if (*f->asked.representative && !f->organisation) {
		return mc_fail_at(err, "representative",
			mc_fail(err, MC_INVALID,
				N_("A representative acts for an organisation, and %s is a "
				   "person's "
				   "number: give the tax code, or name who files as the "
				   "submitter."),
				f->asked.id_number));
	}
	if (f->organisation && (birth.year != 0 || sex != MC_SEX_UNKNOWN)) {
		return mc_fail_at(err, birth.year != 0 ? "birth" : "sex",
			mc_fail(err, MC_INVALID,
				N_("An organisation has no date of birth and no sex: leave them "
				   "empty, or give the ID number of a person.")));
	}
	return MC_OK;
}

static enum mc_status check_person(struct mc_tx *tx, struct filing *f, struct mc_error *err) {
	struct mc_birth birth = { 0 };
	enum mc_sex sex = MC_SEX_UNKNOWN;
	MC_TRY(mc_fail_at(err, "birth",
		mc_birth_parse(f->asked.birth, mc_day_of(tx->recorded_at), &birth, err)));
	MC_TRY(mc_fail_at(err, "sex", mc_sex_parse(f->asked.sex, &sex, err)));
	if (*f->asked.phone) {
		char phone[MC_PHONE_SIZE];
		MC_TRY(mc_fail_at(err, "phone", mc_phone_parse(f->asked.phone, phone, err)));
		f->asked.phone = mc_arena_text(tx->arena, phone);
	}
	MC_TRY(check_owner(tx, f, birth, sex, err));
	char text[MC_BIRTH_SIZE];
	mc_birth_format(birth, text);
	f->asked.birth = mc_arena_text(tx->arena, text);
	f->asked.sex = sex == MC_SEX_UNKNOWN ? "" : mc_sex_name(sex);
	return MC_OK;
}

/* ---- the papers handed in ---- */

/* Whether one of the first `count` papers of the request is called so. */
static bool handed_in(const struct filing *f, size_t count, const char *name, size_t len) {
	for (size_t i = 0; i < count; i++) {
		if (strlen(f->asked.components[i].name) == len &&
			memcmp(f->asked.components[i].name, name, len) == 0) {
			return true;
		}
	}
	return false;
}

/* Warns when a paper of the procedure is missing, or one is none of its. */
static void compare_components(struct mc_tx *tx, const struct filing *f) {
	const char *list = f->procedure.components;
	size_t known = 0, len;
	for (const char *name; (name = mc_list_next(&list, ";", &len)) != NULL;) {
		if (handed_in(f, f->asked.component_count, name, len)) {
			known++;
		} else {
			tx->outcome->warnings |= MC_WARN_COMPONENT_MISSING;
		}
	}
	if (known < f->asked.component_count) {
		tx->outcome->warnings |= MC_WARN_COMPONENT_UNKNOWN;
	}
}

static enum mc_status check_component(const struct filing *f, size_t index, struct mc_error *err) {
	const struct mc_component *c = &f->asked.components[index];
	bool range = c->originals >= 0 && c->originals <= 99 && c->certified >= 0 &&
		     c->certified <= 99 && c->copies >= 0 && c->copies <= 99;
	if (!*c->name || !range || c->originals + c->certified + c->copies == 0) {
		return mc_fail(err, MC_INVALID,
			N_("Paper “%s”: give its name and how many (0 to 99 "
			   "originals, certified copies, copies; at least one)."),
			c->name);
	}
	return handed_in(f, index, c->name, strlen(c->name))
		       ? mc_fail(err, MC_INVALID, N_("Paper “%s” is named twice."), c->name)
		       : MC_OK;
}

static enum mc_status check_components(struct mc_tx *tx, struct filing *f, struct mc_error *err) {
	const struct mc_act_accept *r = &f->asked;
	if (r->component_count > MAX_COMPONENTS) {
		return mc_fail_at(err, "component",
			mc_fail(err, MC_INVALID, N_("A dossier takes at most %d different papers."),
				MAX_COMPONENTS));
	}
	for (size_t i = 0; i < r->component_count; i++) {
		MC_TRY(mc_fail_at(err, "component", check_component(f, i, err)));
	}
	compare_components(tx, f);
	if (r->channel > MC_CHANNEL_POSTAL) {
		return mc_fail_at(
			err, "channel", mc_fail(err, MC_INVALID, N_("There is no such channel.")));
	}
	if (r->sets < 0 || r->sets > 99) {
		return mc_fail_at(err, "sets",
			mc_fail(err, MC_INVALID, N_("The number of sets is 1 to 99.")));
	}
	return MC_OK;
}

/* ---- the fee ---- */

/* Of certified copies by their pages, where these were counted; else as the catalogue has it. */
static enum mc_status compute_fee(struct mc_tx *tx, struct filing *f, struct mc_error *err) {
	const struct mc_act_accept *r = &f->asked;
	(void)tx;
	f->fee_vnd = f->procedure.fee_vnd;
	if (r->pages == 0 && r->copies == 0) {
		return MC_OK;
	}
	return mc_tariff_counted(f->procedure.code, r->pages, r->copies, &f->fee_vnd, err);
}

/* ---- codes and dates ---- */

static enum mc_status check_external(struct mc_tx *tx, struct filing *f, struct mc_error *err) {
	const char *code = f->asked.external_code;
	int64_t other;
	struct mc_error none;
	if (!*code) {
		return MC_OK;
	}
	enum mc_status status = mc_read_code(tx->db, code, &other, &none);
	if (status == MC_OK) {
		return mc_fail_at(err, "external",
			mc_fail(err, MC_CONFLICT,
				N_("The code %s belongs to another dossier already: find it with "
				   "“motcua dossier show %s”."),
				code, code));
	}
	return status == MC_NOT_FOUND ? MC_OK : status;
}

static enum mc_status find_ticket(struct mc_tx *tx, struct filing *f, struct mc_error *err) {
	const char *label = f->asked.ticket_label;
	struct mc_ticket ticket;
	if (*label) {
		MC_TRY(mc_fail_at(
			err, "ticket", mc_read_label(tx->db, label, tx->day, &ticket, err)));
		f->ticket = ticket.id;
	}
	return MC_OK;
}

static enum mc_status compute_due(struct mc_tx *tx, struct filing *f, struct mc_error *err) {
	const struct mc_calendar *calendar;
	enum mc_status status = mc_office_calendar(tx->store, &calendar, err);
	if (status == MC_OK) {
		status = mc_due_compute(calendar, tx->at, f->procedure.term, &f->due, err);
	}
	if (status == MC_OK) {
		bool provisional = f->due.provisional || f->due.missing_year;
		tx->outcome->warnings |= provisional ? MC_WARN_PROVISIONAL_DUE : 0;
		tx->outcome->warnings |= f->procedure.unverified ? MC_WARN_UNVERIFIED : 0;
		if (!mc_calendar_open_at(calendar, tx->at)) {
			tx->outcome->warnings |= MC_WARN_CLOSED_HOURS;
		}
	}
	return status;
}

/* The last serial of the day; behind a restore some numbers further (care/gap.h). */
static enum mc_status last_serial(struct mc_tx *tx, int64_t *ret_last, struct mc_error *err) {
	int64_t gap = 0;
	MC_TRY(sql_dossier_last_serial(tx->db, tx->day, ret_last, err));
	MC_TRY(mc_gap_before(
		tx->db, tx->day, sql_dossier_ids_serial(tx->db, tx->day, *ret_last), &gap, err));
	*ret_last += gap;
	return MC_OK;
}

/*
 * Serial of the day, without gaps: taken in the transaction that uses it. A code
 * that an imported dossier or another system's code has already is left out.
 */
static enum mc_status make_code(struct mc_tx *tx, struct filing *f, struct mc_error *err) {
	struct mc_office office;
	int64_t last = 0, other;
	enum mc_status status = mc_read_office(tx->db, tx->arena, &office, err);
	if (status == MC_OK) {
		status = last_serial(tx, &last, err);
	}
	while (status == MC_OK) {
		f->serial = (int32_t)++last;
		status = mc_code_format(
			office.code_pattern, office.code, tx->day, f->serial, f->code, err);
		if (status == MC_OK && !mc_code_same(f->code, f->asked.external_code)) {
			struct mc_error taken;
			status = mc_read_code(tx->db, f->code, &other, &taken);
			if (status != MC_OK && status != MC_NOT_FOUND && err) {
				*err = taken;
			}
		}
	}
	return status == MC_NOT_FOUND ? MC_OK : status;
}

static enum mc_status make_pin(struct mc_tx *tx, struct filing *f, struct mc_error *err) {
	(void)tx;
	(void)err;
	uint8_t random[MC_PIN_RANDOM_BYTES];
	do {
		mc_random(random, sizeof random);
	} while (!mc_pin_make(random, sizeof random, f->pin));
	return MC_OK;
}

/* ---- the event ---- */

static void put_person(const struct filing *f, struct mc_event_dossier *e) {
	e->owner = f->asked.owner;
	e->id_number = f->asked.id_number;
	e->phone = f->asked.phone;
	e->address = f->asked.address;
	e->birth = f->asked.birth;
	e->sex = f->asked.sex;
	e->submitter = f->asked.submitter;
	e->representative = f->asked.representative;
	e->subject = f->asked.subject;
	e->pin = f->pin;
}

/* The components, none of them too. */
static void put_components(struct mc_tx *tx, const struct filing *f, struct mc_event_dossier *e) {
	struct mc_event_component *rows =
		mc_arena_array(tx->arena, f->asked.component_count, sizeof *rows);
	for (size_t i = 0; i < f->asked.component_count; i++) {
		const struct mc_component *c = &f->asked.components[i];
		rows[i] = (struct mc_event_component){ .name = c->name,
			.originals = c->originals,
			.certified = c->certified,
			.copies = c->copies };
	}
	e->components = rows;
	e->component_count = f->asked.component_count;
}

static enum mc_status write_accepted(
	struct mc_tx *tx, const struct filing *f, struct mc_error *err) {
	const struct mc_act_accept *r = &tx->act->as.accept;
	const struct mc_event_fee fee = { .kind = "le_phi", .amount = f->fee_vnd };
	struct mc_event_dossier accepted = { .code = f->code,
		.day = tx->day,
		.serial = f->serial,
		.external_code = f->asked.external_code,
		.procedure = f->procedure.code,
		.variant = f->procedure.variant,
		.from_day = f->procedure.from_day,
		.procedure_name = f->procedure.name_vi,
		.field = f->procedure.field_vi,
		.level = f->procedure.level,
		.applicant_type = f->organisation ? MC_APPLICANT_ORGANISATION : "",
		.channel = (int)(r->channel ? r->channel : MC_CHANNEL_DIRECT),
		.return_way = mc_return_way_name(r->return_way),
		.step = { .transition = mc_transition_name(MC_T_ACCEPT),
			.state = MC_DOSSIER_ACCEPTED,
			.original_due_at = f->due.due_at,
			.lawful_due_at = f->due.due_at,
			.due_at = f->due.due_at },
		.due_provisional = f->due.provisional || f->due.missing_year,
		.ticket = f->ticket,
		.sets = r->sets ? r->sets : 1,
		.pages = r->pages,
		.copies = r->pages != 0 ? r->copies : 0,
		.fees = &fee,
		.fee_count = f->fee_vnd > 0,
		.late_note = tx->late_reason };
	put_person(f, &accepted);
	put_components(tx, f, &accepted);
	return mc_tx_write(tx, MC_EVENT_DOSSIER_ACCEPTED, 0, &accepted, &tx->outcome->subject, err);
}

static enum mc_status prepare(struct mc_tx *tx, struct filing *f, struct mc_error *err) {
	enum mc_status (*const steps[])(struct mc_tx *, struct filing *,
		struct mc_error *) = { check_names, check_person, check_components, compute_fee,
		check_external, find_ticket, compute_due, make_code, make_pin };
	f->asked = tx->act->as.accept;
	MC_TRY(mc_fail_at(err, "procedure",
		mc_find_procedure(tx->db, tx->arena, f->asked.procedure, f->asked.variant, tx->day,
			&f->procedure, err)));
	for (size_t i = 0; i < MC_COUNT(steps); i++) {
		MC_TRY(steps[i](tx, f, err));
	}
	return MC_OK;
}

enum mc_status mc_decide_accept(struct mc_tx *tx, struct mc_error *err) {
	struct filing *f = mc_arena_alloc(tx->arena, sizeof *f);
	MC_TRY(prepare(tx, f, err));
	MC_TRY(write_accepted(tx, f, err));
	return tx->act->as.accept.no_print
		       ? MC_OK
		       : mc_queue_paper(tx, MC_FORM_SLIP, tx->outcome->subject, err);
}
