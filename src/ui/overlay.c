#include "ui/overlay.h"
#include "base/str.h"
#include <motcua/text.h>
#include <string.h>

#define FILTER_CHARS 40
#define WORD_CHARS 40
#define FOLD_BYTES (3 * MC_FIELD_BYTES)

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

static const struct mc_staff_list *staff_list(const struct mc_overlay *overlay) {
	return overlay->staff == NULL ? NULL : overlay->staff->data;
}

/* Whether the person may work here, and the words typed stand in the name or begin the staff name. */
static bool staff_fits(
	const struct mc_overlay *overlay, const struct mc_staff *staff, const char *wanted) {
	char name[FOLD_BYTES];

	if (overlay->seat_roles != 0 && (staff->roles & overlay->seat_roles) == 0) {
		return false;
	}
	if (*wanted == '\0') {
		return true;
	}
	mc_text_fold(staff->name, name, sizeof name);
	return strstr(name, wanted) != NULL ||
	       strncasecmp(staff->staff, wanted, strlen(wanted)) == 0;
}

/* The n-th person that fits the filter, NULL behind the last. */
const struct mc_staff *mc_overlay_staff_row(const struct mc_overlay *overlay, size_t index) {
	const struct mc_staff_list *list = staff_list(overlay);
	char wanted[FOLD_BYTES];

	if (list == NULL) {
		return NULL;
	}
	mc_text_fold(overlay->field.text, wanted, sizeof wanted);
	for (size_t i = 0; i < list->count; i++) {
		if (staff_fits(overlay, &list->rows[i], wanted) && index-- == 0) {
			return &list->rows[i];
		}
	}
	return NULL;
}

static void count_staff(struct mc_overlay *overlay) {
	size_t count = 0;

	while (mc_overlay_staff_row(overlay, count) != NULL) {
		count++;
	}
	mc_list_count(&overlay->list, count, false);
}

/* The person of this desk is the likeliest one. */
static void mark_own_staff(struct mc_overlay *overlay) {
	const struct mc_staff *staff;

	for (size_t i = 0;
		*overlay->desk != '\0' && (staff = mc_overlay_staff_row(overlay, i)) != NULL; i++) {
		if (mc_same(staff->desk, overlay->desk)) {
			overlay->list.chosen = i;
			return;
		}
	}
}

static void choose_staff(struct mc_overlay *overlay, struct mc_effects *fx) {
	const struct mc_staff *staff = mc_overlay_staff_row(overlay, overlay->list.chosen);

	if (staff != NULL) {
		mc_effects_text(fx, MC_FX_SET_STAFF, staff->staff);
		mc_overlay_close(overlay);
	}
}

/* A digit is a row's number: at once where no longer number begins with it; letters narrow the list. */
static void staff_key(struct mc_overlay *overlay, int32_t key, struct mc_effects *fx) {
	bool changed = false;
	bool digit = key >= '0' && key <= '9';

	if (key == MC_KEY_ENTER) {
		choose_staff(overlay, fx);
		return;
	}
	if (mc_list_key(&overlay->list, key, 10, true)) {
		if (digit && overlay->list.number > 0 &&
			overlay->list.number * 10 > overlay->list.count) {
			choose_staff(overlay, fx);
		}
		return;
	}
	if (mc_field_key(&overlay->field, key, &changed) && changed) {
		overlay->list.chosen = 0;
		count_staff(overlay);
	}
}

/* ---- leave ---- */

static bool word_opens(const struct mc_overlay *overlay, const struct mc_screen_context *context) {
	const struct mc_staff_list *list = staff_list(overlay);
	char word[MC_FIELD_BYTES];

	mc_field_value(&overlay->field, word);
	if (*word == '\0') {
		return false;
	}
	if (*context->leave_word != '\0') {
		return strcmp(word, context->leave_word) == 0;
	}
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		if (mc_same(list->rows[i].staff, word)) {
			return true;
		}
	}
	return false;
}

static void leave_key(struct mc_overlay *overlay, const struct mc_screen_context *context,
	int32_t key, struct mc_effects *fx) {
	if (key != MC_KEY_ENTER) {
		mc_field_key(&overlay->field, key, NULL);
		return;
	}
	if (word_opens(overlay, context)) {
		mc_effects_simple(fx, MC_FX_QUIT);
		mc_overlay_close(overlay);
		return;
	}
	mc_field_set(&overlay->field, "");
	mc_notice_say(&overlay->notice, MC_STYLE_WARN,
		N_("That is not the word of the staff. Esc goes back."), NULL, NULL, NULL);
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
	if (kind == MC_OVERLAY_STAFF) {
		mc_field_init(&overlay->field, MC_FIELD_TEXT, FILTER_CHARS);
		overlay->seat_roles = context->seat_roles;
		mc_copy(overlay->desk, sizeof overlay->desk, context->desk);
	}
	if (kind == MC_OVERLAY_LEAVE) {
		mc_field_init(&overlay->field, MC_FIELD_SECRET, WORD_CHARS);
	}
	if (kind == MC_OVERLAY_STAFF || kind == MC_OVERLAY_LEAVE) {
		overlay->staff_token = mc_effects_read(fx, MC_QUERY_STAFF, "", 0);
	}
}

void mc_overlay_close(struct mc_overlay *overlay) {
	mc_answer_destroy(overlay->staff);
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
	case MC_OVERLAY_LEAVE: leave_key(overlay, context, key, fx); break;
	case MC_OVERLAY_NONE: break;
	}
}

void mc_overlay_paste(struct mc_overlay *overlay, const char *text) {
	if (overlay->kind == MC_OVERLAY_STAFF && mc_field_paste(&overlay->field, text)) {
		overlay->list.chosen = 0;
		count_staff(overlay);
	}
}

bool mc_overlay_waits(const struct mc_overlay *overlay, int32_t key) {
	bool digit = key >= '0' && key <= '9' && overlay->kind == MC_OVERLAY_STAFF;

	return overlay->staff_token != 0 && (digit || !mc_field_edits(key));
}

bool mc_overlay_answer(struct mc_overlay *overlay, struct mc_msg *msg) {
	if (overlay->staff_token == 0 || msg->kind != MC_MSG_ANSWER ||
		msg->answer->token != overlay->staff_token) {
		return false;
	}
	overlay->staff_token = 0;
	if (msg->answer->status != MC_OK) {
		mc_notice_error(&overlay->notice, &msg->answer->error);
		return true;
	}
	mc_answer_take(&overlay->staff, msg);
	if (overlay->kind == MC_OVERLAY_STAFF) {
		count_staff(overlay);
		if (mc_field_empty(&overlay->field)) {
			mark_own_staff(overlay);
		}
	}
	return true;
}
