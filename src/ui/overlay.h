/*
 * What the shell lays over a screen: help, numbered menu, choice of staff, the
 * way out of a public screen. The screen below keeps all it has.
 */
#ifndef MC_UI_OVERLAY_H
#define MC_UI_OVERLAY_H

#include "ui/parts/edit.h"
#include "ui/parts/list.h"
#include "ui/parts/notice.h"
#include "ui/parts/people.h"
#include "ui/screen.h"

enum mc_overlay_kind {
	MC_OVERLAY_NONE,
	MC_OVERLAY_HELP,
	MC_OVERLAY_MENU,
	MC_OVERLAY_STAFF,
	MC_OVERLAY_LEAVE,
};

struct mc_overlay {
	enum mc_overlay_kind kind;
	const struct mc_command_table *table; /* of the page below, when it was opened */
	struct mc_list list;
	struct mc_edit field; /* LEAVE: the PIN */
	uint32_t leave_token; /* LEAVE: of the question under way, 0 none */
	bool leave_known, leave_set; /* LEAVE: whether the office has a PIN */
	bool leave_tried;
	struct mc_notice notice;
	struct mc_people people; /* STAFF */
	int64_t opened_ms; /* the last key; over a public screen it closes by itself */
};

#define MC_OVERLAY_LEAVE_MS 30000

void mc_overlay_open(struct mc_overlay *overlay, enum mc_overlay_kind kind,
	const struct mc_command_table *table, const struct mc_screen_context *context,
	struct mc_effects *fx);
void mc_overlay_close(struct mc_overlay *overlay);
void mc_overlay_finish(struct mc_overlay *overlay);

/* Handles a key. *ret_command: the id of a command chosen in the menu, else 0. */
void mc_overlay_key(struct mc_overlay *overlay, const struct mc_screen_context *context,
	int32_t key, struct mc_effects *fx, int *ret_command);
void mc_overlay_paste(struct mc_overlay *overlay, const char *text);

/* Whether the key (0: a paste) chooses from a list that is still being read. */
bool mc_overlay_waits(const struct mc_overlay *overlay, int32_t key);

/* Takes the answer when it is the overlay's; false when it is not. */
bool mc_overlay_answer(struct mc_overlay *overlay, struct mc_msg *msg, struct mc_effects *fx);

void mc_overlay_view(const struct mc_overlay *overlay, const struct mc_screen_context *context,
	struct mc_frame *frame);

/* The n-th command in the menu of a page. */
const struct mc_command *mc_overlay_menu_row(const struct mc_command_table *table, size_t index);

#endif
