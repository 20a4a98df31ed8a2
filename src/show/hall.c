/* Lines and desks as rows: as they are set up, and what waits. */
#include "show/show.h"

void mc_show_line(struct mc_out *out, const struct mc_line *line) {
	mc_row_begin(out);
	mc_row_text(out, "line", N_("Line"), line->line);
	mc_show_name(out, N_("Name"), line->name_vi, line->name_en);
	mc_row_text(out, "fields", N_("Fields"), line->fields);
	mc_show_codes(out, "kinds", N_("Kinds"), line->kinds, mc_word_kind);
	mc_row_int(out, "first", N_("First"), line->first);
	mc_row_int(out, "last", N_("Last"), line->last);
	mc_row_int(out, "target_wait_min", N_("Target, minutes"), line->target_wait_min);
	mc_row_int(out, "priority_ratio", N_("Priority ratio"), line->priority_ratio);
	mc_row_int(out, "daily_quota", N_("Daily quota"), line->daily_quota);
	mc_row_text(out, "open", NULL, line->open);
	mc_row_text(out, "close", NULL, line->close);
	mc_row_int(out, "waiting", N_("Waiting"), line->waiting);
	mc_row_int(out, "open_desks", N_("Open desks"), line->open_desks);
	mc_row_int(out, "issued", NULL, line->issued);
	mc_row_int(out, "served", NULL, line->served);
	mc_row_end(out);
}

void mc_show_desk(struct mc_out *out, const struct mc_desk *desk) {
	mc_row_begin(out);
	mc_row_text(out, "desk", N_("Desk"), desk->desk);
	mc_show_name(out, N_("Name"), desk->name_vi, desk->name_en);
	mc_row_text(out, "lines", N_("Lines"), desk->lines);
	mc_row_text(out, "help_lines", N_("Helps lines"), desk->help_lines);
	mc_row_word(out, "state", N_("State"), mc_desk_state_name(desk->state),
		mc_word_desk_state(desk->state));
	mc_row_text(out, "pause_reason", N_("Because"), desk->pause_reason);
	mc_row_word(out, "staff", N_("Staff"), desk->staff, mc_word_actor(desk->staff));
	mc_row_text(out, "staff_name", NULL, desk->staff_name);
	mc_row_text(out, "ticket", N_("Ticket"), desk->has_ticket ? desk->ticket.label : NULL);
	mc_row_time(out, "since", N_("Since"), desk->since);
	mc_row_end(out);
}

void mc_show_queue(struct mc_out *out, const struct mc_line *line, mc_time now) {
	int64_t waited =
		line->oldest_since != 0 && line->oldest_since < now ? now - line->oldest_since : 0;
	char span[MC_WORDS_SIZE] = "";
	if (line->waiting > 0) {
		mc_words_span(out->lang, waited, span);
	}
	mc_row_begin(out);
	mc_row_text(out, "line", N_("Line"), line->line);
	mc_row_text(out, NULL, N_("Name"), mc_word_name(out->lang, line->name_vi, line->name_en));
	mc_row_int(out, "waiting", N_("Waiting"), line->waiting);
	mc_row_int(out, "waiting_priority", N_("Of these, priority"), line->waiting_priority);
	mc_row_int(out, "oldest_wait_s", NULL, waited / 1000);
	mc_row_text(out, NULL, N_("Longest wait"), span);
	mc_row_int(out, "open_desks", N_("Open desks"), line->open_desks);
	mc_row_int(out, "target_min", N_("Target, minutes"), line->target_wait_min);
	mc_row_int(out, "issued", N_("Issued today"), line->issued);
	mc_row_int(out, "served", N_("Served today"), line->served);
	mc_row_end(out);
}
