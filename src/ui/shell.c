#include "ui/shell.h"
#include "base/memory.h"
#include "core/words/words.h"
#include "ui/ahead.h"
#include "ui/overlay.h"
#include "ui/parts/draw.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mc_shell {
	const struct mc_screen *screen;
	void *model;
	struct mc_overlay overlay;
	uint32_t act_token; /* of the unanswered act, 0 none */
	int64_t act_since_ms;
	bool seating; /* a person was chosen, and is not seated yet */
	struct mc_ahead ahead;
	int32_t last_key; /* pressed last, at */
	int64_t last_key_ms;
	bool deaf; /* a key was refused: what is typed behind it does nothing */
	int64_t deaf_ms; /* when it, or the last key behind it, came */
	bool asked; /* the act under way is of a command that may ask for text */
	bool last_over; /* its first press, while it is held, met what lay over the screen */
	enum mc_store_state store;
	long busy_pid;
};

static enum mc_busy busy_state(const struct mc_shell *shell, int64_t tick_ms) {
	int64_t waited = tick_ms - shell->act_since_ms;

	if (shell->act_token == 0) {
		return MC_BUSY_NO;
	}
	if (shell->store == MC_STORE_BUSY || waited >= MC_BUSY_LONG_MS) {
		return MC_BUSY_LONG;
	}
	return waited >= MC_BUSY_SAVING_MS ? MC_BUSY_SAVING : MC_BUSY_SENT;
}

/* The context as the screen sees it: no NULL texts, and what the shell knows. */
static struct mc_screen_context full_context(
	const struct mc_shell *shell, const struct mc_screen_context *context) {
	struct mc_screen_context full = *context;
	const char **texts[] = { &full.who.staff, &full.staff_name, &full.office, &full.desk };

	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		if (*texts[i] == NULL) {
			*texts[i] = "";
		}
	}
	full.busy = busy_state(shell, context->tick_ms);
	full.store = shell->store;
	full.busy_pid = shell->busy_pid;
	full.undo = shell->screen->can_undo != NULL && shell->screen->can_undo(shell->model, &full);
	return full;
}

static const struct mc_command_table *page_of(const struct mc_shell *shell) {
	if (shell->screen->page != NULL) {
		return shell->screen->page(shell->model);
	}
	return shell->screen->tables[0];
}

static bool too_small(const struct mc_screen_context *context) {
	return context->rows < MC_MIN_ROWS || context->columns < MC_MIN_COLUMNS;
}

/* Signs acts that were just made, and remembers the one under way and a change of person. */
static void stamp_acts(struct mc_shell *shell, const struct mc_screen_context *context,
	struct mc_effects *fx, size_t from) {
	for (size_t i = from; i < fx->count; i++) {
		struct mc_effect *effect = &fx->items[i];

		if (effect->kind == MC_FX_ACT) {
			effect->act->who = context->who;
			effect->act->who.staff = mc_arena_text(&fx->arena, context->who.staff);
			effect->act->door = shell->screen->door;
			shell->act_token = effect->token;
			shell->act_since_ms = context->tick_ms;
		}
		shell->seating = shell->seating || effect->kind == MC_FX_SET_STAFF;
	}
}

struct mc_shell *mc_shell_create(const struct mc_screen *screen,
	const struct mc_screen_context *context, struct mc_effects *fx) {
	struct mc_shell *shell = mc_memory_get(sizeof *shell);
	struct mc_screen_context full;
	size_t from = fx->count;

	shell->screen = screen;
	shell->model = mc_memory_get(screen->model_size);
	full = full_context(shell, context);
	screen->init(shell->model, &full, fx);
	stamp_acts(shell, &full, fx, from);
	return shell;
}

void mc_shell_destroy(struct mc_shell *shell) {
	if (shell != NULL) {
		shell->screen->finish(shell->model);
		mc_overlay_finish(&shell->overlay);
		mc_ahead_drop(&shell->ahead);
		free(shell->model);
		free(shell);
	}
}

const void *mc_shell_model(const struct mc_shell *shell) {
	return shell->model;
}

const struct mc_screen *mc_shell_screen(const struct mc_shell *shell) {
	return shell->screen;
}

static void open_overlay(struct mc_shell *shell, const struct mc_screen_context *context,
	enum mc_overlay_kind kind, struct mc_effects *fx) {
	shell->screen->update(shell->model, context, &(struct mc_msg){ .kind = MC_MSG_SEEN }, fx);
	mc_overlay_open(&shell->overlay, kind, page_of(shell), context, fx);
}

/* Board and kiosk of a real office are left by its staff only. */
static bool guarded(const struct mc_shell *shell, const struct mc_screen_context *context) {
	return shell->screen->open_to_public && !context->practice;
}

static void turn_deaf(struct mc_shell *shell, const struct mc_screen_context *context) {
	shell->deaf = true;
	shell->deaf_ms = context->tick_ms;
}

/* A command of the screen. One that opens a page, and neither has done so nor sent an act, was refused. */
static void run_screens(struct mc_shell *shell, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	const struct mc_command_table *page = page_of(shell);
	const struct mc_command *row = mc_command_of_id(page, msg->command);
	bool opens = row != NULL && row->opens;
	bool open = fx->act_open;

	shell->screen->update(shell->model, context, msg, fx);
	if (fx->act_open && !open) {
		shell->asked = opens;
	} else if (opens && page_of(shell) == page) {
		turn_deaf(shell, context);
	}
}

static void run_command(struct mc_shell *shell, const struct mc_screen_context *context, int id,
	int32_t key, struct mc_effects *fx) {
	struct mc_msg msg = { .kind = MC_MSG_COMMAND, .command = id, .key = key };
	enum mc_lang other = context->lang == MC_LANG_VI ? MC_LANG_EN : MC_LANG_VI;

	switch (id) {
	case MC_COMMAND_HELP: open_overlay(shell, context, MC_OVERLAY_HELP, fx); break;
	case MC_COMMAND_MENU: open_overlay(shell, context, MC_OVERLAY_MENU, fx); break;
	case MC_COMMAND_STAFF: open_overlay(shell, context, MC_OVERLAY_STAFF, fx); break;
	case MC_COMMAND_LANGUAGE: mc_effects_language(fx, other); break;
	case MC_COMMAND_REDRAW: mc_effects_simple(fx, MC_FX_REDRAW); break;
	case MC_COMMAND_LEAVE:
		if (guarded(shell, context)) {
			open_overlay(shell, context, MC_OVERLAY_LEAVE, fx);
		} else {
			mc_effects_simple(fx, MC_FX_QUIT);
		}
		break;
	default: run_screens(shell, context, &msg, fx); break;
	}
}

/* Why a key does not do what stands in the row; MC_MSG_KEY: it does. */
static enum mc_msg_kind objection(
	const struct mc_shell *shell, const struct mc_command *row, const struct mc_press *press) {
	if (row->step != MC_STEP_FREE && press->held) {
		return MC_MSG_HELD;
	}
	return row->step == MC_STEP_OFFICIAL && press->page != page_of(shell) ? MC_MSG_STRAY
									      : MC_MSG_KEY;
}

/* Runs the row; what is not done by such a press is told to the screen instead. */
static void run_row(struct mc_shell *shell, const struct mc_screen_context *context,
	const struct mc_command *row, const struct mc_msg *key, struct mc_effects *fx) {
	struct mc_msg msg = {
		.kind = objection(shell, row, &key->press), .command = row->id, .key = key->key
	};

	if (msg.kind == MC_MSG_KEY) {
		run_command(shell, context, row->id, key->key, fx);
		return;
	}
	shell->screen->update(shell->model, context, &msg, fx);
	if (msg.kind == MC_MSG_STRAY) {
		turn_deaf(shell, context);
	}
}

static void handle_key(struct mc_shell *shell, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	bool typing = shell->screen->typing != NULL && shell->screen->typing(shell->model);
	const struct mc_command *command;
	int chosen;

	if (shell->overlay.kind != MC_OVERLAY_NONE) {
		mc_overlay_key(&shell->overlay, context, msg->key, fx, &chosen);
		if (chosen != 0) {
			run_command(shell, context, chosen, 0, fx);
		}
		return;
	}
	if (msg->press.held && msg->press.over) {
		return; /* it closed what lay over the screen: it is not for the page beneath */
	}
	command = mc_command_of_key(page_of(shell), msg->key, typing);
	if (command != NULL && command->id < MC_COMMAND_FIELD) {
		run_row(shell, context, command, msg, fx);
	} else {
		shell->screen->update(shell->model, context, msg, fx);
	}
}

/* Pastes go where text is typed, and nowhere else. */
static void handle_paste(struct mc_shell *shell, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	if (shell->overlay.kind != MC_OVERLAY_NONE) {
		mc_overlay_paste(&shell->overlay, msg->text);
	} else if (shell->screen->typing != NULL && shell->screen->typing(shell->model)) {
		shell->screen->update(shell->model, context, msg, fx);
	}
}

/* What lies over a public screen closes by itself: whoever opened it may be gone. */
static bool closes(const struct mc_shell *shell) {
	return shell->overlay.kind != MC_OVERLAY_NONE && shell->screen->open_to_public;
}

static void close_forgotten(struct mc_shell *shell, int64_t tick_ms) {
	if (closes(shell) && tick_ms - shell->overlay.opened_ms >= MC_OVERLAY_LEAVE_MS) {
		mc_overlay_close(&shell->overlay);
	}
}

/* What the shell itself learns of a message before anybody handles it. */
static void note_message(struct mc_shell *shell, const struct mc_msg *msg, struct mc_effects *fx) {
	if (msg->kind == MC_MSG_OUTCOME && msg->answer->token == shell->act_token) {
		shell->act_token = 0;
	}
	if (msg->kind == MC_MSG_OUTCOME && shell->store == MC_STORE_BUSY) {
		shell->store = MC_STORE_UP;
	}
	if (msg->kind == MC_MSG_STORE) {
		shell->store = msg->store;
		shell->busy_pid = msg->pid;
	}
	shell->seating =
		shell->seating && msg->kind != MC_MSG_CONTEXT && msg->kind != MC_MSG_REFUSED;
	fx->act_open = shell->act_token != 0;
}

/* Whether this key is about something that an answer under way will bring. */
static bool waits(const struct mc_shell *shell, const struct mc_screen_context *context,
	const struct mc_msg *msg) {
	int32_t key = msg->kind == MC_MSG_PASTE ? MC_KEY_NONE : msg->key;

	if (shell->seating) {
		return true; /* it would be done in the name of whoever worked here before */
	}
	if (shell->overlay.kind != MC_OVERLAY_NONE) {
		return mc_overlay_waits(&shell->overlay, key);
	}
	return !too_small(context) && shell->screen->waits != NULL &&
	       shell->screen->waits(shell->model, key);
}

/*
 * Whether a key is let go: behind one that was refused, until a pause or an Esc.
 * Where text is typed what is no command is text, and begins anew.
 */
static bool let_go(
	struct mc_shell *shell, const struct mc_screen_context *context, const struct mc_msg *msg) {
	bool typing = shell->screen->typing != NULL && shell->screen->typing(shell->model);

	if (!shell->deaf || context->tick_ms - shell->deaf_ms >= MC_BURST_MS ||
		(typing && (msg->kind == MC_MSG_PASTE ||
				   mc_command_of_key(page_of(shell), msg->key, true) == NULL))) {
		shell->deaf = false;
		return false;
	}
	shell->deaf = msg->kind == MC_MSG_PASTE || msg->key != MC_KEY_ESC;
	shell->deaf_ms = context->tick_ms;
	return true;
}

static void handle_input(struct mc_shell *shell, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	size_t from = fx->count;

	if (msg->kind == MC_MSG_PASTE) {
		handle_paste(shell, context, msg, fx);
	} else if (!too_small(context)) {
		handle_key(shell, context, msg, fx);
	} else if (msg->key == MC_KEY_F(10) && !guarded(shell, context)) {
		mc_effects_simple(fx, MC_FX_QUIT);
	}
	stamp_acts(shell, context, fx, from);
	fx->act_open = shell->act_token != 0;
}

/* Whether the page that the key would be for is not shown yet: its answer is on the way. */
static bool is_reading(const struct mc_shell *shell, const struct mc_screen_context *context,
	const struct mc_msg *msg) {
	return shell->act_token == 0 && !shell->seating && waits(shell, context, msg);
}

/* How the key was pressed, by the time and the page at which it came. */
static void note_press(
	struct mc_shell *shell, const struct mc_screen_context *context, struct mc_msg *msg) {
	bool over = shell->overlay.kind != MC_OVERLAY_NONE;
	bool held =
		msg->key == shell->last_key && context->tick_ms - shell->last_key_ms < MC_SETTLE_MS;

	shell->last_over = held ? shell->last_over : over;
	shell->last_key = msg->key;
	shell->last_key_ms = context->tick_ms;
	msg->press = (struct mc_press){ held, shell->last_over,
		over || is_reading(shell, context, msg) ? NULL : page_of(shell) };
}

/* Esc and F10 do not wait for a store that is out of reach: they let go what was kept. */
static bool gives_up(const struct mc_shell *shell, const struct mc_screen_context *context,
	const struct mc_msg *msg) {
	return mc_ahead_any(&shell->ahead) && msg->kind == MC_MSG_KEY &&
	       (msg->key == MC_KEY_ESC || msg->key == MC_KEY_F(10)) &&
	       context->tick_ms - shell->ahead.since_ms >= MC_BUSY_LONG_MS;
}

static void take_input(struct mc_shell *shell, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	if (msg->kind == MC_MSG_KEY) {
		note_press(shell, context, msg);
	}
	if (!mc_ahead_any(&shell->ahead) && let_go(shell, context, msg)) {
		return;
	}
	if (gives_up(shell, context, msg)) {
		mc_ahead_drop(&shell->ahead);
	} else if (mc_ahead_any(&shell->ahead) || waits(shell, context, msg)) {
		mc_ahead_keep(&shell->ahead, msg, context->tick_ms);
		return;
	}
	handle_input(shell, context, msg, fx);
}

/* Presses what was kept, as far as it need not wait any longer; each with a fresh key of its own. */
static void press_kept(
	struct mc_shell *shell, const struct mc_screen_context *context, struct mc_effects *fx) {
	struct mc_screen_context own = *context;
	struct mc_msg msg;

	while (mc_ahead_next(&shell->ahead, &msg)) {
		if (!let_go(shell, context, &msg)) {
			if (waits(shell, context, &msg)) {
				return;
			}
			for (int i = 0; i < MC_KEY_SIZE && ++own.fresh_key[i] == 0; i++) {
			}
			handle_input(shell, &own, &msg, fx);
		}
		mc_ahead_done(&shell->ahead);
	}
}

/*
 * What waited for an act that then failed was typed in the belief that it would
 * be done: it would meet another page, and is let go; so is what comes behind a
 * command that would have asked for text.
 */
static void take_outcome(struct mc_shell *shell, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	bool failed = msg->answer->status != MC_OK;
	struct mc_msg next;
	bool waited = mc_ahead_next(&shell->ahead, &next) && waits(shell, context, &next);
	bool asked = shell->asked;

	shell->asked = false;
	shell->screen->update(shell->model, context, msg, fx);
	if (failed && waited && !waits(shell, context, &next)) {
		mc_ahead_drop(&shell->ahead);
	}
	if (failed && asked) {
		turn_deaf(shell, context);
	}
}

void mc_shell_update(struct mc_shell *shell, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx) {
	struct mc_screen_context full;
	size_t from = fx->count;

	note_message(shell, msg, fx);
	full = full_context(shell, context);
	close_forgotten(shell, full.tick_ms);
	switch (msg->kind) {
	case MC_MSG_KEY:
	case MC_MSG_PASTE: take_input(shell, &full, msg, fx); break;
	case MC_MSG_COMMAND: run_command(shell, &full, msg->command, msg->key, fx); break;
	case MC_MSG_ANSWER:
		if (!mc_overlay_answer(&shell->overlay, msg, fx)) {
			shell->screen->update(shell->model, &full, msg, fx);
		}
		break;
	case MC_MSG_REFUSED: /* what follows would be done in the name of the one before */
		shell->screen->update(shell->model, &full, msg, fx);
		turn_deaf(shell, &full);
		break;
	case MC_MSG_OUTCOME: take_outcome(shell, &full, msg, fx); break;
	case MC_MSG_TICK:
	case MC_MSG_RESIZE:
	case MC_MSG_STORE:
	case MC_MSG_DRAFT:
	case MC_MSG_UNSAVED:
	case MC_MSG_SEEN:
	case MC_MSG_HELD:
	case MC_MSG_STRAY:
	case MC_MSG_CONTEXT: shell->screen->update(shell->model, &full, msg, fx); break;
	}
	mc_answer_destroy(msg->answer);
	msg->answer = NULL;
	stamp_acts(shell, &full, fx, from);
	press_kept(shell, &full, fx);
}

static void view_too_small(const struct mc_screen_context *context, struct mc_frame *frame) {
	char line[MC_WORDS_SIZE];

	snprintf(line, sizeof line,
		mc_tr(context->lang, N_("Window too small: needs %dx%d (has %dx%d)")),
		MC_MIN_COLUMNS, MC_MIN_ROWS, context->columns, context->rows);
	mc_frame_fit(frame, 0, 0, frame->columns, MC_STYLE_TEXT, line);
	mc_frame_cursor(frame, 0, 0);
}

void mc_shell_view(const struct mc_shell *shell, const struct mc_screen_context *context,
	struct mc_frame *frame) {
	struct mc_screen_context full = full_context(shell, context);

	mc_frame_clear(frame);
	if (too_small(&full)) {
		view_too_small(&full, frame);
		return;
	}
	shell->screen->view(shell->model, &full, frame);
	if (!shell->screen->open_to_public) {
		mc_draw_footer(frame, &full, page_of(shell));
	}
	mc_overlay_view(&shell->overlay, &full, frame);
}

int mc_sooner_ms(int a, int b) {
	return a < 0 ? b : b < 0 || a < b ? a : b;
}

/* Until the act under way becomes slow enough to speak of. */
static int busy_wake_ms(const struct mc_shell *shell, int64_t tick_ms) {
	int64_t waited = tick_ms - shell->act_since_ms;

	if (shell->act_token == 0 || waited >= MC_BUSY_LONG_MS) {
		return -1;
	}
	return (int)((waited < MC_BUSY_SAVING_MS ? MC_BUSY_SAVING_MS : MC_BUSY_LONG_MS) - waited);
}

int mc_shell_wake_ms(const struct mc_shell *shell, const struct mc_screen_context *context) {
	struct mc_screen_context full = full_context(shell, context);
	int wake =
		(int)(MC_MINUTE_MS - (context->now % MC_MINUTE_MS + MC_MINUTE_MS) % MC_MINUTE_MS);

	wake = mc_sooner_ms(wake, busy_wake_ms(shell, context->tick_ms));
	if (closes(shell)) {
		int64_t open = context->tick_ms - shell->overlay.opened_ms;

		wake = mc_sooner_ms(
			wake, open < MC_OVERLAY_LEAVE_MS ? (int)(MC_OVERLAY_LEAVE_MS - open) : 0);
	}
	if (shell->screen->wake_ms != NULL) {
		wake = mc_sooner_ms(wake, shell->screen->wake_ms(shell->model, &full));
	}
	return wake;
}
