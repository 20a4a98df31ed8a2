#include "ui/overlay.h"
#include "base/str.h"
#include <string.h>

#define WORD_CHARS 40

/* ---- menu ---- */

/* What makes no sense out of a menu stays out of it. */
static bool in_menu(const struct mc_command *command) {
	return command->id != MC_COMMAND_MENU && command->id != MC_COMMAND_BACK &&
	       command->id != MC_COMMAND_REDRAW && command->id < MC_COMMAND_FIELD;
}

const struct mc_command *mc_overlay_menu_row(const struct mc_command_table *table, size_t index) {
	const struct mc_command *command;
	size_t state = 0;

	while ((command = mc_command_next(table, &state)) != NULL) {
		if (in_menu(command) && index-- == 0) {
			return command;
		}
	}
	return NULL;
}

static size_t menu_count(const struct mc_command_table *table) {
	size_t count = 0;

	while (mc_overlay_menu_row(table, count) != NULL) {
		count++;
	}
	return count;
}

/* ---- staff ---- */

static void staff_key(struct mc_overlay *overlay, int32_t key, struct mc_effects *fx) {
	const struct mc_staff *staff;

	if (key != MC_KEY_ENTER) {
		mc_people_key(&overlay->people, key);
		return;
	}
	staff = mc_people_pick(&overlay->people, &overlay->notice);
	if (staff != NULL) {
		mc_effects_text(fx, MC_FX_SET_STAFF, staff->staff);
		mc_overlay_close(overlay);
	}
}

/* ---- leave ---- */

static void try_word(struct mc_overlay *overlay, struct mc_effects *fx) {
	char word[MC_EDIT_BYTES];

	mc_edit_value(&overlay->field, word);
	mc_edit_set(&overlay->field, "");
	if (*word != '\0' && overlay->leave_set) {
		overlay->leave_token = mc_effects_read(fx, MC_QUERY_LEAVE, word, 0);
		overlay->leave_tried = true;
	}
	explicit_bzero(word, sizeof word);
}

static void leave_key(struct mc_overlay *overlay, int32_t key, struct mc_effects *fx) {
	if (key == MC_KEY_ENTER) {
		try_word(overlay, fx);
	} else {
		mc_edit_key(&overlay->field, key, NULL);
	}
}

/* The store counts the wrong ones, and says how long nothing is heard. */
static void take_leave(
	struct mc_overlay *overlay, const struct mc_msg *msg, struct mc_effects *fx) {
	const struct mc_leave *leave = msg->answer->data;

	overlay->leave_token = 0;
	if (msg->answer->status != MC_OK) {
		mc_notice_error(&overlay->notice, &msg->answer->error);
		return;
	}
	overlay->leave_known = true;
	overlay->leave_set = leave->set;
	if (leave->fits) {
		mc_effects_simple(fx, MC_FX_QUIT);
		mc_overlay_close(overlay);
	} else if (overlay->leave_tried) {
		mc_notice_say(&overlay->notice, MC_STYLE_WARN,
			N_("That is not the leave-PIN of the office. Esc goes back."), NULL, NULL,
			NULL);
	}
}

/* ---- all ---- */

void mc_overlay_open(struct mc_overlay *overlay, enum mc_overlay_kind kind,
	const struct mc_command_table *table, const struct mc_screen_context *context,
	struct mc_effects *fx) {
	mc_overlay_close(overlay);
	overlay->kind = kind;
	overlay->table = table;
	overlay->list = (struct mc_list){ 0 };
	overlay->opened_ms = context->tick_ms;
	if (kind == MC_OVERLAY_MENU) {
		mc_list_count(&overlay->list, menu_count(table), false);
	}
	if (kind == MC_OVERLAY_LEAVE) {
		mc_edit_init(&overlay->field, MC_EDIT_SECRET, WORD_CHARS);
		overlay->leave_token = mc_effects_read(fx, MC_QUERY_LEAVE, "", 0);
	}
	if (kind == MC_OVERLAY_STAFF) {
		mc_people_open(&overlay->people, context->seat_roles, context->desk, fx);
	}
}

void mc_overlay_close(struct mc_overlay *overlay) {
	mc_people_finish(&overlay->people);
	*overlay = (struct mc_overlay){ 0 };
}

void mc_overlay_finish(struct mc_overlay *overlay) {
	mc_overlay_close(overlay);
}

/* The help scrolls by entries; the last page stays full of something. */
static void scroll_help(struct mc_overlay *overlay, int32_t key) {
	size_t count = 0;
	size_t state = 0;

	while (mc_command_next(overlay->table, &state) != NULL) {
		count++;
	}
	mc_list_count(&overlay->list, count, false);
	mc_list_key(&overlay->list, key, 5, false);
}

void mc_overlay_key(struct mc_overlay *overlay, const struct mc_screen_context *context,
	int32_t key, struct mc_effects *fx, int *ret_command) {
	const struct mc_command *command;

	*ret_command = 0;
	overlay->opened_ms = context->tick_ms;
	mc_notice_clear(&overlay->notice);
	if (key == MC_KEY_ESC || key == MC_KEY_F(10)) {
		mc_overlay_close(overlay);
		return;
	}
	switch (overlay->kind) {
	case MC_OVERLAY_HELP:
		if (key == MC_KEY_F(1) || key == MC_KEY_ENTER) {
			mc_overlay_close(overlay);
		} else {
			scroll_help(overlay, key);
		}
		break;
	case MC_OVERLAY_MENU:
		if (key == MC_KEY_ENTER) {
			command = mc_overlay_menu_row(overlay->table, overlay->list.chosen);
			*ret_command = command == NULL ? 0 : command->id;
			mc_overlay_close(overlay);
		} else {
			mc_list_key(&overlay->list, key, 10, true);
		}
		break;
	case MC_OVERLAY_STAFF: staff_key(overlay, key, fx); break;
	case MC_OVERLAY_LEAVE: leave_key(overlay, key, fx); break;
	case MC_OVERLAY_NONE: break;
	}
}

void mc_overlay_paste(struct mc_overlay *overlay, const char *text) {
	if (overlay->kind == MC_OVERLAY_STAFF) {
		mc_people_paste(&overlay->people, text);
	}
}

bool mc_overlay_waits(const struct mc_overlay *overlay, int32_t key) {
	return overlay->kind == MC_OVERLAY_STAFF ? mc_people_waits(&overlay->people, key)
						 : overlay->leave_token != 0 && !mc_edit_takes(key);
}

bool mc_overlay_answer(struct mc_overlay *overlay, struct mc_msg *msg, struct mc_effects *fx) {
	if (msg->answer->token != 0 && msg->answer->token == overlay->leave_token) {
		take_leave(overlay, msg, fx);
		return true;
	}
	return mc_people_answer(&overlay->people, msg, &overlay->notice);
}
