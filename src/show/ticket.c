/* A ticket as a row. */
#include "show/show.h"
#include <stdio.h>

static void show_reason(struct mc_out *out, const struct mc_ticket *ticket, enum mc_show show) {
	char sentence[MC_WORDS_SIZE] = "";
	const char *name =
		ticket->reason != MC_REASON_NONE ? mc_call_reason_name(ticket->reason) : NULL;
	if (out->as_json) {
		mc_row_text(out, "reason", NULL, name);
		return;
	}
	if (name != NULL) {
		mc_words_reason(out->lang, ticket, sentence);
	}
	mc_row_text(out, NULL, show == MC_SHOW_WHOLE ? N_("Called because") : NULL, sentence);
}

void mc_show_ticket(struct mc_out *out, const struct mc_ticket *ticket, enum mc_show show) {
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
			mc_tr(out->lang,
				N_("was not noted: the time is the end of the office's day")));
	}
	mc_row_int(out, "calls", NULL, ticket->calls);
	show_reason(out, ticket, show);
}

void mc_show_took_back(struct mc_out *out, const struct mc_outcome *outcome) {
	char sentence[MC_WORDS_SIZE * 2];
	if (*mc_or_empty(outcome->took_back) == '\0') {
		return;
	}
	snprintf(sentence, sizeof sentence,
		mc_tr(out->lang, mc_word_taken_back(outcome->took_back)), outcome->ticket.label);
	mc_row_text(out, out->as_json ? "took_back" : NULL, N_("Done"),
		out->as_json ? outcome->took_back : sentence);
}
