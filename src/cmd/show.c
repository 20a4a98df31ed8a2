/* Tickets and dossiers as rows: keys are a promise (design §9), titles are not. */
#include "cmd/show.h"
#include "core/person.h"
#include <stdio.h>
#include <string.h>

/* ---- names ---- */

void mc_show_name(struct mc_cli *cli, const char *title, const char *vi, const char *en) {
	mc_row_text(&cli->out, "name_vi", NULL, vi);
	mc_row_text(&cli->out, "name_en", NULL, en);
	mc_row_text(&cli->out, NULL, title, mc_word_name(cli->lang, vi, en));
}

void mc_show_codes(struct mc_cli *cli, const char *key, const char *title, const char *codes,
	mc_word_fn *word) {
	struct mc_str words;
	mc_str_init(&words);
	mc_words_list(cli->lang, word, codes, &words);
	mc_row_text(&cli->out, key, NULL, codes);
	mc_row_text(&cli->out, NULL, title, mc_str_text(&words));
	mc_str_finish(&words);
}

/*
 * The procedure in English as it was when the dossier was accepted; the record has the
 * Vietnamese names alone. Empty where nobody reads English, or the catalogue has none.
 */
static struct mc_procedure english_of(struct mc_cli *cli, const struct mc_dossier *d) {
	struct mc_procedure row = { .name_en = "", .field_en = "" };
	struct mc_procedure none = row;
	bool found = !cli->json && cli->lang == MC_LANG_EN && cli->store != NULL &&
		     mc_store_procedure(cli->store, &cli->arena, d->procedure, d->variant,
			     mc_day_of(d->accepted_at), &row, NULL) == MC_OK;
	return found ? row : none;
}

/* As it is on record under its key, in the reader's language under its title. */
static void show_spoken(
	struct mc_cli *cli, const char *key, const char *title, const char *vi, const char *en) {
	mc_row_text(&cli->out, key, NULL, vi);
	if (title != NULL && !cli->json) {
		mc_row_text(&cli->out, NULL, title, mc_word_name(cli->lang, vi, en));
	}
}

void mc_show_procedure_name(
	struct mc_cli *cli, const char *title, const struct mc_dossier *dossier) {
	show_spoken(cli, "procedure_name", title, dossier->procedure_name,
		title != NULL ? english_of(cli, dossier).name_en : "");
}

static void show_field(struct mc_cli *cli, const char *title, const struct mc_dossier *dossier) {
	show_spoken(cli, "field", title, dossier->field,
		title != NULL ? english_of(cli, dossier).field_en : "");
}

/* ---- tickets ---- */

static void show_reason(struct mc_cli *cli, const struct mc_ticket *ticket, enum mc_show show) {
	char sentence[MC_WORDS_SIZE] = "";
	const char *name =
		ticket->reason != MC_REASON_NONE ? mc_call_reason_name(ticket->reason) : NULL;
	if (cli->json) {
		mc_row_text(&cli->out, "reason", NULL, name);
		return;
	}
	if (name != NULL) {
		mc_words_reason(cli->lang, ticket, sentence);
	}
	mc_row_text(&cli->out, NULL, show == MC_SHOW_WHOLE ? N_("Called because") : NULL, sentence);
}

void mc_show_ticket(struct mc_cli *cli, const struct mc_ticket *ticket, enum mc_show show) {
	struct mc_out *out = &cli->out;
	bool whole = show == MC_SHOW_WHOLE;
	mc_row_int(out, "id", NULL, ticket->id);
	mc_row_text(out, "label", N_("Number"), ticket->label);
	mc_row_day(out, "day", whole ? N_("Day") : NULL, ticket->day);
	mc_row_text(out, "line", N_("Line"), ticket->line);
	mc_row_word(out, "kind", N_("Comes for"), mc_ticket_kind_name(ticket->kind),
		mc_ticket_kind_word(ticket->kind));
	mc_row_word(out, "priority", N_("Priority"), mc_priority_name(ticket->priority),
		mc_word_priority(ticket->priority));
	mc_row_word(out, "state", N_("State"), mc_ticket_state_name(ticket->state),
		mc_word_ticket_state(ticket->state));
	mc_row_text(out, "desk", N_("Desk"), ticket->desk[0] != '\0' ? ticket->desk : NULL);
	mc_row_int(out, "ahead", N_("Called before it"), ticket->ahead);
	/* No estimate is better than one that nobody can rely on: null until there is one. */
	mc_row_time(out, "wait_from", NULL, 0);
	mc_row_time(out, "wait_to", NULL, 0);
	mc_row_time(
		out, "appointment_at", whole ? N_("Appointment") : NULL, ticket->appointment_at);
	mc_row_time(out, "issued_at", N_("Issued"), ticket->issued_at);
	mc_row_time(out, "called_at", N_("Called"), ticket->called_at);
	mc_row_time(out, "arrived_at", whole ? N_("Arrived") : NULL, ticket->arrived_at);
	mc_row_time(out, "served_at", whole ? N_("Served") : NULL, ticket->served_at);
	mc_row_time(out, "done_at", N_("Finished"), ticket->done_at);
	mc_row_bool(out, "end_inexact", NULL, ticket->end_inexact);
	if (whole && ticket->end_inexact) {
		mc_row_text(out, NULL, N_("Its end"),
			mc_tr(cli->lang,
				N_("was not noted: the time is the end of the office's day")));
	}
	mc_row_int(out, "calls", NULL, ticket->calls);
	show_reason(cli, ticket, show);
}

static void show_took_back(struct mc_cli *cli, const struct mc_outcome *outcome) {
	char sentence[MC_WORDS_SIZE * 2];
	if (*mc_or_empty(outcome->took_back) == '\0') {
		return;
	}
	snprintf(sentence, sizeof sentence,
		mc_tr(cli->lang, mc_word_taken_back(outcome->took_back)), outcome->ticket.label);
	mc_row_text(&cli->out, cli->json ? "took_back" : NULL, N_("Done"),
		cli->json ? outcome->took_back : sentence);
}

enum mc_status mc_show_ticket_outcome(
	struct mc_cli *cli, const struct mc_outcome *outcome, struct mc_error *err) {
	mc_row_begin(&cli->out);
	mc_show_ticket(cli, &outcome->ticket, MC_SHOW_WHOLE);
	show_took_back(cli, outcome);
	mc_cli_put_warnings(cli, outcome->warnings);
	mc_row_end(&cli->out);
	return mc_cli_write_out(cli, err);
}

/* ---- dossiers ---- */

static void show_owner(struct mc_cli *cli, const struct mc_dossier *d, enum mc_personal personal) {
	char id[64] = "", phone[64] = "";
	bool masked = personal == MC_PERSONAL_MASKED;
	mc_mask_id(d->owner_id, id, sizeof id);
	mc_mask_phone(d->owner_phone, phone, sizeof phone);
	mc_row_text(&cli->out, "id_number", d->organisation ? N_("Tax code") : N_("ID number"),
		masked ? id : d->owner_id);
	mc_row_text(&cli->out, "phone", N_("Phone"), masked ? phone : d->owner_phone);
	if (!masked) {
		mc_row_text(&cli->out, "address", N_("Address"), d->owner_address);
		mc_row_text(&cli->out, "birth", N_("Birth"), d->owner_birth);
		mc_row_word(&cli->out, "sex", N_("Sex"), d->owner_sex, mc_word_sex(d->owner_sex));
	}
	mc_row_text(&cli->out, "submitter", N_("Filed by"), d->submitter);
	mc_row_text(&cli->out, "representative", N_("Represented by"), d->representative);
	mc_row_text(&cli->out, "subject", N_("Asks for"), d->subject);
}

static void show_money(struct mc_cli *cli, const struct mc_dossier *d, bool whole) {
	mc_row_money(&cli->out, "fee", whole ? N_("Fee") : NULL, d->fee_vnd);
	mc_row_bool(&cli->out, "fee_paid", NULL, d->fee_paid);
	mc_row_bool(&cli->out, "fee_open", NULL, d->fee_open);
	if (whole && d->fee_vnd > 0) {
		mc_row_word(&cli->out, NULL, N_("Fee is"), NULL,
			d->fee_open ? N_("not paid yet") : N_("settled"));
	}
}

static void show_dates(struct mc_cli *cli, const struct mc_dossier *d, bool whole) {
	struct mc_out *out = &cli->out;
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

void mc_show_dossier(struct mc_cli *cli, const struct mc_dossier *d, enum mc_show show,
	enum mc_personal personal) {
	struct mc_out *out = &cli->out;
	bool whole = show == MC_SHOW_WHOLE;
	mc_row_text(out, "code", N_("Dossier code"), d->code);
	mc_row_text(out, "procedure", N_("Procedure"), d->procedure);
	mc_show_procedure_name(cli, whole ? N_("Its name") : NULL, d);
	mc_row_text(out, "owner", N_("Owner"), d->owner);
	mc_row_bool(out, "organisation", NULL, d->organisation);
	mc_row_word(out, "state", N_("State"), mc_dossier_state_name(d->state),
		mc_word_dossier_state(d->state));
	mc_row_int(out, "state_code", NULL, d->state);
	show_dates(cli, d, whole);
	show_money(cli, d, whole);
	mc_row_text(out, "external_code", whole ? N_("Other system's code") : NULL,
		d->external_code[0] != '\0' ? d->external_code : NULL);
	show_field(cli, whole ? N_("Field") : NULL, d);
	mc_row_text(out, "channel", NULL, mc_channel_name(d->channel));
	mc_row_text(out, "return_way", NULL, mc_return_way_name(d->return_way));
	mc_row_text(out, "officer", N_("Case officer"), d->officer[0] != '\0' ? d->officer : NULL);
	mc_row_text(out, "ticket", whole ? N_("Ticket") : NULL,
		d->ticket != 0 ? d->ticket_label : NULL);
	mc_row_text(out, "result_no", whole ? N_("Result number") : NULL,
		d->result_no[0] != '\0' ? d->result_no : NULL);
	mc_row_bool(out, "late_entry", NULL, d->late_entry);
	if (whole) {
		show_owner(cli, d, personal);
	}
}

enum mc_status mc_show_dossier_outcome(
	struct mc_cli *cli, const struct mc_outcome *outcome, bool with_pin, struct mc_error *err) {
	mc_row_begin(&cli->out);
	mc_show_dossier(cli, &outcome->dossier, MC_SHOW_WHOLE, MC_PERSONAL_MASKED);
	if (with_pin) {
		mc_row_text(&cli->out, "pin", N_("Look-up PIN"), outcome->dossier.pin);
	}
	mc_cli_put_warnings(cli, outcome->warnings);
	mc_row_end(&cli->out);
	return mc_cli_write_out(cli, err);
}
