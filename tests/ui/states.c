#include "states.h"
#include <string.h>

const struct screen_state screen_states[] = {
	{ "counter", &mc_screen_counter, "" },
	{ "counter_empty", &mc_screen_counter, "", .empty_office = true },
	{ "counter_reading", &mc_screen_counter, "", .silent = true },
	{ "counter_priority", &mc_screen_counter, "2" },
	{ "counter_issued", &mc_screen_counter, "1 A @" },
	{ "counter_draft", &mc_screen_counter, "F2 Enter ~Nguyễn Esc Esc" },
	{ "counter_drafts", &mc_screen_counter,
		"F2 Enter ~Nguyễn_Văn_Ẩn Esc Esc F2 ~luu Enter ~Lò_Thị_Xuân Esc Esc Down" },
	{ "counter_drop", &mc_screen_counter, "F2 Enter ~Nguyễn Esc Esc F4" },
	{ "counter_full", &mc_screen_counter,
		"F2 Enter ~An Esc Esc F2 Enter ~Ba Esc Esc F2 Enter ~Ca Esc Esc F2 Enter ~Da Esc "
		"Esc F2 Enter ~En Esc Esc F2" },
	{ "intake_procedure", &mc_screen_counter, "F2 ~dang Down Down" },
	{ "intake_procedure_none", &mc_screen_counter, "F2 ~xyz" },
	{ "intake_person", &mc_screen_counter, "F2 Enter ~Đặng_Thị_Ngọc_Ánh Enter" },
	{ "intake_person_bad", &mc_screen_counter,
		"F2 Enter ~Đặng_Thị_Ngọc_Ánh Enter ~0871 Enter" },
	{ "intake_unverified", &mc_screen_counter, "F2 Down Enter" },
	{ "intake_copies", &mc_screen_counter, "F2 ~chung_thuc Enter ~Lan" },
	{ "intake_papers", &mc_screen_counter,
		"F2 Enter ~Đặng_Thị_Ngọc_Ánh F2 Space Down 1 2 Right" },
	{ "intake_review", &mc_screen_counter,
		"F2 Enter ~Đặng_Thị_Ngọc_Ánh F2 Space Down 1 2 Right F2" },
	{ "intake_saved", &mc_screen_counter, "F2 Enter ~Đặng_Thị_Ngọc_Ánh F2 F4 F2 F2 @" },
	{ "cabinet_find", &mc_screen_counter, "F5" },
	{ "cabinet_found", &mc_screen_counter, "F5 ~n Down" },
	{ "dossier_ready", &mc_screen_counter, "F5 ~anh Enter" },
	{ "dossier_details", &mc_screen_counter, "F5 ~anh Enter Tab" },
	{ "dossier_receiver", &mc_screen_counter, "F5 ~anh Enter F2" },
	{ "desk", &mc_screen_desk, "" },
	{ "desk_closed", &mc_screen_desk, "", .closed_desk = true },
	{ "desk_empty", &mc_screen_desk, "", .empty_office = true },
	{ "desk_called", &mc_screen_desk, "F2 @" },
	{ "desk_absent", &mc_screen_desk, "v" },
	{ "desk_due", &mc_screen_desk, "Tab Down" },
	{ "desk_reason", &mc_screen_desk, "p ~lấy_bản_photo" },
	{ "desk_dossiers", &mc_screen_desk, "F5" },
	{ "desk_dossier", &mc_screen_desk, "F5 Enter" },
	{ "desk_assign", &mc_screen_desk, "F5 Enter F3" },
	{ "desk_fee", &mc_screen_desk, "F5 Enter F4" },
	{ "desk_help", &mc_screen_desk, "F1", .overlay = true },
	{ "desk_menu", &mc_screen_desk, "F11 Down", .overlay = true },
	{ "desk_staff", &mc_screen_desk, "F6", .overlay = true },
	{ "board", &mc_screen_board, "" },
	{ "board_empty", &mc_screen_board, "", .empty_office = true },
	{ "board_leave", &mc_screen_board, "F10 ~ab", .overlay = true },
	{ "board_help", &mc_screen_board, "F1", .overlay = true },
	{ "kiosk", &mc_screen_kiosk, "" },
	{ "kiosk_number", &mc_screen_kiosk, "1 @" },
	{ "kiosk_closed_line", &mc_screen_kiosk, "4" },
	{ "kiosk_used_up", &mc_screen_kiosk, "2", .used_up = true },
	{ "kiosk_closed", &mc_screen_kiosk, "", .hours = "13:30-17:00" },
	{ "watch", &mc_screen_watch, "" },
	{ "watch_dossier", &mc_screen_watch, "Down Enter" },
	{ "watch_empty", &mc_screen_watch, "", .empty_office = true },
};
const size_t screen_state_count = sizeof screen_states / sizeof *screen_states;

/* "~a_b" types "a b". */
static void type_words(struct stage *stage, const char *text, size_t len) {
	char words[200];

	memcpy(words, text, len);
	words[len] = '\0';
	for (char *c = words; *c != '\0'; c++) {
		*c = *c == '_' ? ' ' : *c;
	}
	stage_type(stage, words);
}

void enter_state(struct stage *stage, const struct screen_state *state, int rows, int columns,
	enum mc_lang lang) {
	const char *keys = state->keys;

	stage_init(stage, state->screen, rows, columns, lang);
	stage->empty_office = state->empty_office;
	stage->closed_desk = state->closed_desk;
	stage->silent = state->silent;
	stage->used_up = state->used_up;
	stage->hours = state->hours != NULL ? state->hours : stage->hours;
	stage_send(stage, &(struct mc_msg){ .kind = MC_MSG_TICK });
	while (*keys != '\0') {
		size_t len = strcspn(keys, " ");
		char one[32] = { 0 };

		if (*keys == '@') {
			stage_done(stage);
		} else if (*keys == '~') {
			type_words(stage, keys + 1, len - 1);
		} else {
			memcpy(one, keys, len);
			stage_keys(stage, one);
		}
		keys += len;
		keys += strspn(keys, " ");
	}
}
