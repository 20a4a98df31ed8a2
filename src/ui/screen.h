/*
 * Screens: a model, and three pure functions over it.
 *
 * `update` takes a message and answers with effects as data; `view` draws the
 * model into a frame. Neither reads a clock, a file, an environment or a store:
 * what they may know stands in the context. The runtime (app) performs effects
 * in the order given and sends what comes of them back as messages. The shell
 * (ui/shell.h) stands between both: keys to commands, help, menu, staff, "too
 * small", and the rule that one act at most is unanswered.
 */
#ifndef MC_UI_SCREEN_H
#define MC_UI_SCREEN_H

#include "base/arena.h"
#include "base/tr.h"
#include "ui/command.h"
#include "ui/terminal/frame.h"
#include <motcua/view.h>

/* ---- what a screen may know ---- */

/* Whether the act under way is slow; kept by the shell. */
enum mc_busy {
	MC_BUSY_NO,
	MC_BUSY_SENT, /* unanswered, too short to speak of */
	MC_BUSY_SAVING, /* more than 300 ms: "đang lưu…" */
	MC_BUSY_LONG, /* more than 3 s, or the store said so */
};

enum mc_store_state { MC_STORE_UP, MC_STORE_BUSY, MC_STORE_DOWN };

struct mc_screen_context {
	enum mc_lang lang;
	mc_time now; /* the office's clock; a practice clock may run ahead or behind */
	int64_t tick_ms; /* monotonic, for blinking, idleness and waiting */
	int rows, columns; /* of the terminal */
	enum mc_level level;
	struct mc_identity who; /* acts carry it; borrowed for the call, as are */
	const char *staff_name; /* of the person who works here, "" nobody */
	unsigned seat_roles; /* who has one of these may work at this screen; 0: anybody */
	const char *office; /* name */
	bool practice; /* a practice office: said on every screen */
	const char *desk; /* the desk this screen belongs to, "" none */
	uint8_t fresh_key[MC_KEY_SIZE]; /* random, another one for every message: for a new act */
	/* set by the shell */
	enum mc_busy busy;
	enum mc_store_state store;
	long busy_pid; /* who holds the gate, 0 unknown */
	bool undo; /* there is something to take back: F9 stands in the footer */
};

/* ---- messages ---- */

/*
 * What a query or an act came to, made by the courier on the heap. The shell
 * destroys it after update unless the screen has taken it (mc_answer_take).
 */
struct mc_answer {
	struct mc_arena arena; /* holds `data` and its texts */
	uint32_t token; /* of READ and ACT; 0 for WATCH */
	enum mc_query_kind kind; /* of WATCH and READ */
	enum mc_status status;
	struct mc_error error; /* where status is not MC_OK */
	const void *
		data; /* the struct of the query's kind (view.h); of an act: struct mc_outcome; NULL on failure */
};

struct mc_answer *mc_answer_create(void); /* zeroed, its arena empty */
void mc_answer_destroy(struct mc_answer *answer); /* fine on NULL */

enum mc_msg_kind {
	MC_MSG_KEY, /* key */
	MC_MSG_PASTE, /* text: pasted, letters only, never keys */
	MC_MSG_COMMAND, /* command; from the shell, of a key, or the menu */
	MC_MSG_TICK, /* time went by: see mc_shell_wake_ms() */
	MC_MSG_RESIZE, /* the context has the new size */
	MC_MSG_ANSWER, /* answer: of WATCH (token 0) or READ */
	MC_MSG_OUTCOME, /* answer: of an ACT */
	MC_MSG_STORE, /* store, pid */
	MC_MSG_DRAFT, /* bytes, len: what SAVE_DRAFT kept last time; sent once, after init */
	MC_MSG_UNSAVED, /* the draft given last is not on the disk; the next one is tried as ever */
	MC_MSG_CONTEXT, /* staff or language changed: the context has it */
	MC_MSG_SEEN, /* a key went to the shell: what the notice line said has been read */
	MC_MSG_REFUSED, /* error: why a SET_STAFF changed nothing */
	MC_MSG_HELD, /* command, key: not done, for the key is held down or has bounced */
	MC_MSG_STRAY, /* command, key: not done, for it was typed for another page */
};

/* How a key was pressed; the shell fills it in. */
struct mc_press {
	bool held; /* the same key came within MC_SETTLE_MS before */
	bool over; /* its first press met what lay over the screen */
	const struct mc_command_table *page; /* shown when it was pressed; NULL: none, or not yet */
};

/* A key held down, or one that bounces, comes again within this time; a hand that wants once more, later. */
#define MC_SETTLE_MS 500

struct mc_msg {
	enum mc_msg_kind kind;
	int32_t key; /* command.h; of COMMAND the key it came from, 0 from the menu */
	int command; /* id */
	struct mc_press press; /* of KEY */
	const char *text; /* valid UTF-8, borrowed for the call */
	const void *bytes; /* borrowed for the call */
	size_t len;
	struct mc_answer *answer; /* handed over */
	enum mc_store_state store;
	long pid; /* of BUSY, 0 unknown */
	const struct mc_error *error; /* borrowed for the call */
};

/* Moves the message's answer into *slot, destroying what was there. The answer must be there. */
const void *mc_answer_take(struct mc_answer **slot, struct mc_msg *msg);

/* ---- effects ---- */

enum mc_effect_kind {
	MC_FX_WATCH, /* query: answered at once and after every change, until the next WATCH */
	MC_FX_READ, /* token, query: answered once */
	MC_FX_ACT, /* token, act: answered once, by OUTCOME; identity and door are filled in */
	MC_FX_SET_STAFF, /* text: staff; then a CONTEXT message, or REFUSED */
	MC_FX_SAVE_DRAFT, /* bytes, len: kept over a crash, before any later effect is performed */
	MC_FX_DROP_DRAFT,
	MC_FX_BELL, /* the terminal's bell */
	MC_FX_LANGUAGE, /* lang; then a CONTEXT message */
	MC_FX_REDRAW, /* paint every cell again */
	MC_FX_QUIT,
};

struct mc_effect {
	enum mc_effect_kind kind;
	uint32_t token;
	struct mc_query query;
	struct mc_act *act; /* it and its texts live in the list's arena */
	const char *text; /* likewise */
	const void *bytes; /* likewise */
	size_t len;
	enum mc_lang lang;
};

/* The list the runtime owns: performs items in order, then mc_effects_clear(). */
struct mc_effects {
	struct mc_arena arena;
	struct mc_effect *items; /* in the arena */
	size_t count, cap;
	uint32_t last_token; /* counts on over clears; never 0 */
	bool act_open; /* an act is unanswered: no other may be sent */
};

void mc_effects_init(struct mc_effects *fx);
void mc_effects_finish(struct mc_effects *fx);
void mc_effects_clear(struct mc_effects *fx);

void mc_effects_watch(struct mc_effects *fx, enum mc_query_kind kind, const char *text);
uint32_t mc_effects_read(
	struct mc_effects *fx, enum mc_query_kind kind, const char *text, int limit); /* token */

/*
 * Copies the act with all its texts. Returns its token, or 0 when another act
 * is still unanswered: nothing is sent then. The act's key must be set: a fresh
 * one from the context, or the one kept for a retry.
 */
uint32_t mc_effects_act(struct mc_effects *fx, const struct mc_act *act);

void mc_effects_text(struct mc_effects *fx, enum mc_effect_kind kind, const char *text);
void mc_effects_draft(struct mc_effects *fx, const void *bytes, size_t len);
void mc_effects_language(struct mc_effects *fx, enum mc_lang lang);
void mc_effects_simple(struct mc_effects *fx, enum mc_effect_kind kind); /* without anything more */

/* ---- a screen ---- */

struct mc_screen {
	const char *name; /* "desk" */
	const char *title; /* English, for help and menu */
	enum mc_door door;
	bool open_to_public; /* board, kiosk: no personal data, left by staff only */
	const struct mc_command_table *const
		*tables; /* of every page, for help, manual and tests; NULL-ended */
	size_t model_size; /* zeroed before init */
	void (*init)(void *model, const struct mc_screen_context *context, struct mc_effects *fx);
	void (*update)(void *model, const struct mc_screen_context *context, struct mc_msg *msg,
		struct mc_effects *fx);
	void (*view)(
		const void *model, const struct mc_screen_context *context, struct mc_frame *frame);
	const struct mc_command_table *(*page)(
		const void *model); /* what holds now; NULL: the first */
	bool (*typing)(const void *model); /* a text field has the focus; NULL: never */
	bool (*waits)(const void *model, int32_t key); /* the key (0: a paste) is about an answer
		under way: it is kept until that is there; NULL: never */
	bool (*can_undo)(const void *model,
		const struct mc_screen_context *context); /* F9 would find something; NULL: never */
	int (*wake_ms)(const void *model,
		const struct mc_screen_context
			*context); /* next tick wanted; -1 none; NULL: none */
	void (*finish)(void *model); /* frees what the model holds; fine on a zeroed model */
};

/* The shorter of two waits in milliseconds, -1 being one without end. */
int mc_sooner_ms(int a, int b);

extern const struct mc_screen mc_screen_counter, mc_screen_desk, mc_screen_board, mc_screen_kiosk,
	mc_screen_watch;

/* All screens in this order, ended by NULL; and by name (NULL when there is none). */
extern const struct mc_screen *const mc_screens[];
const struct mc_screen *mc_screen_find(const char *name);

#endif
