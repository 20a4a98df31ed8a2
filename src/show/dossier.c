/* A dossier as a row, with its papers, fees and history; and what a citizen may see of it. */
#include "core/person.h"
#include "show/show.h"
#include <string.h>

/* As it is on record under its key, in the reader's language under its title. */
static void show_spoken(
	struct mc_out *out, const char *key, const char *title, const char *vi, const char *en) {
	mc_row_text(out, key, NULL, vi);
	if (title != NULL && !out->as_json) {
		mc_row_text(out, NULL, title, mc_word_name(out->lang, vi, en));
	}
}

static void show_procedure_name(struct mc_out *out, const char *title, const struct mc_dossier *d,
	const struct mc_procedure *english) {
	show_spoken(out, "procedure_name", title, d->procedure_name,
		english != NULL ? english->name_en : "");
}

static void show_owner(struct mc_out *out, const struct mc_dossier *d, enum mc_personal personal) {
	char id[64] = "", phone[64] = "";
	bool masked = personal == MC_PERSONAL_MASKED;
	mc_mask_id(d->owner_id, id, sizeof id);
	mc_mask_phone(d->owner_phone, phone, sizeof phone);
	mc_row_text(out, "id_number", d->organisation ? N_("Tax code") : N_("ID number"),
		masked ? id : d->owner_id);
	mc_row_text(out, "phone", N_("Phone"), masked ? phone : d->owner_phone);
	if (!masked) {
		mc_row_text(out, "address", N_("Address"), d->owner_address);
		mc_row_text(out, "birth", N_("Birth"), d->owner_birth);
		mc_row_word(out, "sex", N_("Sex"), d->owner_sex, mc_word_sex(d->owner_sex));
	}
	mc_row_text(out, "submitter", N_("Filed by"), d->submitter);
	mc_row_text(out, "representative", N_("Represented by"), d->representative);
	mc_row_text(out, "subject", N_("Asks for"), d->subject);
}

static void show_money(struct mc_out *out, const struct mc_dossier *d, bool whole) {
	mc_row_money(out, "fee", whole ? N_("Fee") : NULL, d->fee_vnd);
	mc_row_bool(out, "fee_paid", NULL, d->fee_paid);
	mc_row_bool(out, "fee_open", NULL, d->fee_open);
	if (whole && d->fee_vnd > 0) {
		mc_row_word(out, NULL, N_("Fee is"), NULL,
			d->fee_open ? N_("not paid yet") : N_("settled"));
	}
}

static void show_dates(struct mc_out *out, const struct mc_dossier *d, bool whole) {
	bool moved = d->due_at != d->original_due_at;
	mc_row_time(out, "accepted_at", N_("Accepted"), d->accepted_at);
	mc_row_time(out, "original_due_at", whole && moved ? N_("First promised") : NULL,
		d->original_due_at);
	mc_row_time(out, "lawful_due_at", NULL, d->lawful_due_at);
	mc_row_time(out, "due_at", N_("Due"), d->due_at);
	mc_row_time(out, "resolved_at", N_("Resolved"), d->resolved_at);
	mc_row_time(out, "returned_at", N_("Returned"), d->returned_at);
	mc_row_time(
		out, "withdrawn_at", whole ? N_("Ended without a result") : NULL, d->withdrawn_at);
	mc_row_bool(out, "due_provisional", NULL, d->due_provisional);
}

void mc_show_dossier(struct mc_out *out, const struct mc_dossier *d,
	const struct mc_procedure *english, enum mc_show show, enum mc_personal personal) {
	bool whole = show == MC_SHOW_WHOLE;
	mc_row_text(out, "code", N_("Dossier code"), d->code);
	mc_row_text(out, "procedure", N_("Procedure"), d->procedure);
	show_procedure_name(out, whole ? N_("Its name") : NULL, d, english);
	mc_row_text(out, "owner", N_("Owner"), d->owner);
	mc_row_bool(out, "organisation", NULL, d->organisation);
	mc_row_word(out, "state", N_("State"), mc_dossier_state_name(d->state),
		mc_word_dossier_state(d->state));
	mc_row_int(out, "state_code", NULL, d->state);
	show_dates(out, d, whole);
	show_money(out, d, whole);
	mc_row_text(out, "external_code", whole ? N_("Other system's code") : NULL,
		d->external_code[0] != '\0' ? d->external_code : NULL);
	show_spoken(out, "field", whole ? N_("Field") : NULL, d->field,
		english != NULL ? english->field_en : "");
	mc_row_text(out, "channel", NULL, mc_channel_name(d->channel));
	mc_row_text(out, "return_way", NULL, mc_return_way_name(d->return_way));
	mc_row_text(out, "officer", N_("Case officer"), d->officer[0] != '\0' ? d->officer : NULL);
	mc_row_text(out, "ticket", whole ? N_("Ticket") : NULL,
		d->ticket != 0 ? d->ticket_label : NULL);
	mc_row_text(out, "result_no", whole ? N_("Result number") : NULL,
		d->result_no[0] != '\0' ? d->result_no : NULL);
	mc_row_bool(out, "late_entry", NULL, d->late_entry);
	if (whole) {
		show_owner(out, d, personal);
	}
}

/* ---- papers, fees, history ---- */

static void put_parts_json(struct mc_out *out, const struct mc_dossier_view *view) {
	struct mc_json_out *json = &out->json;
	char at[MC_TIME_TEXT_SIZE];
	mc_json_open_array(json, "components");
	for (size_t i = 0; i < view->component_count; i++) {
		mc_json_open(json, NULL);
		mc_json_text(json, "name", view->components[i].name);
		mc_json_int(json, "originals", view->components[i].originals);
		mc_json_int(json, "certified", view->components[i].certified);
		mc_json_int(json, "copies", view->components[i].copies);
		mc_json_close(json);
	}
	mc_json_close_array(json);
	mc_json_open_array(json, "fees");
	for (size_t i = 0; i < view->fee_count; i++) {
		const struct mc_fee *fee = &view->fees[i];
		mc_json_open(json, NULL);
		mc_json_text(json, "kind", fee->kind);
		mc_json_int(json, "amount", fee->amount);
		mc_json_text(json, "state", fee->state);
		mc_json_text(json, "method", fee->method);
		mc_json_text(json, "receipt", fee->receipt);
		mc_time_format(fee->taken_at, at);
		mc_json_text(json, "taken_at", fee->taken_at != 0 ? at : NULL);
		mc_json_close(json);
	}
	mc_json_close_array(json);
}

static void put_events_json(struct mc_out *out, const struct mc_dossier_view *view) {
	struct mc_json_out *json = &out->json;
	char at[MC_TIME_TEXT_SIZE];
	mc_json_open_array(json, "events");
	for (size_t i = 0; i < view->event_count; i++) {
		const struct mc_dossier_event *event = &view->events[i];
		mc_json_open(json, NULL);
		mc_json_int(json, "id", event->id);
		mc_time_format(event->at, at);
		mc_json_text(json, "at", at);
		mc_time_format(event->recorded_at, at);
		mc_json_text(json, "recorded_at", at);
		mc_json_text(json, "kind", event->kind);
		mc_json_text(json, "transition",
			event->transition[0] != '\0' ? event->transition : NULL);
		mc_json_text(json, "state",
			event->transition[0] != '\0' ? mc_dossier_state_name(event->state) : NULL);
		mc_json_text(json, "actor", event->actor);
		mc_json_text(json, "note", event->note);
		mc_json_text(json, "reason", event->reason[0] != '\0' ? event->reason : NULL);
		mc_json_bool(json, "struck", event->struck);
		mc_json_bool(json, "late_entry", event->late_entry);
		mc_json_close(json);
	}
	mc_json_close_array(json);
}

/* The papers and the history, as tables under the card. */
static void show_parts(struct mc_out *out, const struct mc_dossier_view *view) {
	mc_out_style(out, MC_OUT_LIST);
	for (size_t i = 0; i < view->component_count; i++) {
		mc_row_begin(out);
		mc_row_text(out, NULL, N_("Paper handed in"), view->components[i].name);
		mc_row_int(out, NULL, N_("Originals"), view->components[i].originals);
		mc_row_int(out, NULL, N_("Certified"), view->components[i].certified);
		mc_row_int(out, NULL, N_("Copies"), view->components[i].copies);
		mc_row_end(out);
	}
	mc_out_style(out, MC_OUT_LIST);
	for (size_t i = 0; i < view->event_count; i++) {
		const struct mc_dossier_event *event = &view->events[i];
		mc_row_begin(out);
		mc_row_time(out, NULL, N_("When"), event->at);
		mc_row_word(out, NULL, N_("What"), NULL,
			mc_word_transition(
				event->transition[0] != '\0' ? event->transition : event->kind));
		const char *note = mc_word_note(event->transition, event->note);
		mc_row_word(out, NULL, N_("Who"), NULL, mc_word_actor(event->actor));
		mc_row_word(out, NULL, N_("Note"), NULL,
			event->reason[0] != '\0' ? event->reason
			: note != NULL           ? note
						 : event->note);
		mc_row_word(out, NULL, N_("Mark"), NULL,
			event->struck       ? N_("undone later")
			: event->late_entry ? N_("entered late")
					    : "");
		mc_row_end(out);
	}
}

void mc_show_dossier_whole(struct mc_out *out, const struct mc_dossier_view *view,
	const struct mc_procedure *english, enum mc_personal personal) {
	mc_row_begin(out);
	mc_show_dossier(out, &view->dossier, english, MC_SHOW_WHOLE, personal);
	if (out->as_json) {
		put_parts_json(out, view);
		put_events_json(out, view);
	}
	mc_row_end(out);
	if (!out->as_json) {
		show_parts(out, view);
	}
}

/* ---- what a citizen may see ---- */

void mc_show_dossier_public(
	struct mc_out *out, const struct mc_dossier *d, const struct mc_procedure *english) {
	mc_row_begin(out);
	mc_row_text(out, "code", N_("Dossier code"), d->code);
	mc_row_text(out, "procedure", N_("Procedure"), d->procedure);
	show_procedure_name(out, N_("Its name"), d, english);
	mc_row_word(out, "state", N_("State"), mc_dossier_state_name(d->state),
		mc_word_dossier_state(d->state));
	mc_row_int(out, "state_code", NULL, d->state);
	mc_row_time(out, "accepted_at", N_("Accepted"), d->accepted_at);
	mc_row_time(out, "original_due_at",
		d->due_at != d->original_due_at ? N_("First promised") : NULL, d->original_due_at);
	mc_row_time(out, "due_at", N_("Due"), d->due_at);
	mc_row_money(out, "fee", N_("Fee"), d->fee_vnd);
	mc_row_bool(out, "fee_paid", NULL, d->fee_paid);
	mc_row_text(
		out, "missing", NULL, NULL); /* until papers can be asked for, none is missing */
	mc_row_end(out);
}
