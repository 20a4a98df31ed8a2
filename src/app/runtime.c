/*
 * A turn: wait (loop) → messages into the shell, each followed by its effects →
 * one paint. Messages come from the terminal, the courier, signals and the
 * clock; effects that change what a screen may know (person, language) come back
 * as a CONTEXT message at once.
 */
#include "app/runtime.h"
#include "app/courier.h"
#include "app/draft.h"
#include "app/loop.h"
#include "app/printing/printing.h"
#include "app/session.h"
#include "base/clock.h"
#include "base/log.h"
#include "ui/shell.h"
#include <locale.h>
#include <motcua/code.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <time.h>

/* Tokens of the runtime's own reads; those of screens count up from 1. */
#define TOKEN_STAFF UINT32_C(0xfffffff0)
#define TOKEN_OFFICE UINT32_C(0xfffffff1)

struct runtime {
	const struct mc_runtime_options *options;
	struct mc_loop *loop;
	struct mc_tty *tty;
	struct mc_courier *courier;
	struct mc_draft *draft;
	struct mc_session session;
	struct mc_printing printing;
	struct mc_shell *shell;
	struct mc_effects effects;
	struct mc_frame frame;
	enum mc_lang lang;
	int64_t clock_offset_ms; /* of the screen's own clock (clock_at) to the system's */
	struct mc_str office; /* name, as last read */
	int64_t clock_ahead_ms; /* of the system's: a practice office's own clock, as last read */
	char wanted[MC_NAME_SIZE]; /* staff chosen, until the list has come */
	bool checked; /* the person it was opened for, against the first list */
	struct mc_error refusal; /* why the person it was opened for cannot sit here; MC_OK: fine */
	struct mc_error
		turned_away; /* why one chosen later cannot; told to the screen; MC_OK: fine */
	bool context_changed;
	bool draft_failed; /* the last one could not be saved: logged once */
	bool unsaved; /* and the screen is to be told so */
	bool dirty; /* something was told to the shell since the last paint */
	bool quit;
};

/* ---- what the screen may know ---- */

/* The office's clock, as the courier's store has it: by the system's, also over a sleep of the machine. */
static mc_time clock_now(const struct runtime *rt) {
	return mc_wall_ms() +
	       (rt->options->clock_at != 0 ? rt->clock_offset_ms : rt->clock_ahead_ms);
}

static struct mc_screen_context make_context(const struct runtime *rt) {
	struct mc_screen_context context = {
		.lang = rt->lang,
		.now = clock_now(rt),
		.tick_ms = mc_monotonic_ms(),
		.level = mc_tty_level(rt->tty),
		.who = rt->session.who,
		.staff_name = mc_session_name(&rt->session),
		.seat_roles = mc_session_door_roles(rt->session.door),
		.office = mc_str_text(&rt->office),
		.practice = rt->session.practice,
		.desk = mc_or_empty(rt->options->desk),
	};
	mc_tty_size(rt->tty, &context.rows, &context.columns);
	mc_key_random(context.fresh_key);
	return context;
}

/* ---- effects ---- */

static void log_failure(enum mc_status status, const struct mc_error *error) {
	if (status != MC_OK) {
		char sentence[512];
		mc_error_text(MC_LANG_EN, error, sentence, sizeof sentence);
		mc_log(MC_LOG_WARNING, "%s", sentence);
	}
}

/* A draft that cannot be written is no reason to stop typing; the screen is told, the log says why. */
static void save_draft(struct runtime *rt, const void *bytes, size_t len) {
	struct mc_error error;
	enum mc_status status = mc_draft_save(rt->draft, bytes, len, &error);
	if (!rt->draft_failed) {
		log_failure(status, &error);
	}
	rt->draft_failed = rt->unsaved = status != MC_OK;
}

static void want_staff(struct runtime *rt, const char *staff) {
	mc_copy(rt->wanted, sizeof rt->wanted, staff);
	mc_courier_read(rt->courier, TOKEN_STAFF, &(struct mc_query){ .kind = MC_QUERY_STAFF });
}

static void perform(struct runtime *rt, const struct mc_effect *fx) {
	switch (fx->kind) {
	case MC_FX_WATCH: mc_courier_watch(rt->courier, &fx->query); break;
	case MC_FX_READ: mc_courier_read(rt->courier, fx->token, &fx->query); break;
	case MC_FX_ACT: mc_courier_act(rt->courier, fx->token, fx->act); break;
	case MC_FX_SET_STAFF: want_staff(rt, fx->text); break;
	case MC_FX_SAVE_DRAFT: save_draft(rt, fx->bytes, fx->len); break;
	case MC_FX_DROP_DRAFT: mc_draft_drop(rt->draft); break;
	case MC_FX_BELL: mc_tty_bell(rt->tty); break;
	case MC_FX_LANGUAGE:
		rt->lang = fx->lang;
		rt->context_changed = true;
		break;
	case MC_FX_REDRAW: mc_tty_redraw(rt->tty); break;
	case MC_FX_QUIT: rt->quit = true; break;
	}
}

static void perform_all(struct runtime *rt) {
	for (size_t i = 0; i < rt->effects.count; i++) {
		perform(rt, &rt->effects.items[i]);
	}
	mc_effects_clear(&rt->effects);
	rt->dirty = true;
}

static void tell_one(struct runtime *rt, struct mc_msg *msg) {
	struct mc_screen_context context = make_context(rt);
	mc_shell_update(rt->shell, &context, msg, &rt->effects);
	perform_all(rt);
}

/* Tells the shell something, and then what has become of its draft and the context by it. */
static void tell(struct runtime *rt, struct mc_msg *msg) {
	tell_one(rt, msg);
	if (rt->unsaved) {
		rt->unsaved = false;
		tell_one(rt, &(struct mc_msg){ .kind = MC_MSG_UNSAVED });
	}
	while (rt->context_changed) {
		rt->context_changed = false;
		tell_one(rt, &(struct mc_msg){ .kind = MC_MSG_CONTEXT });
	}
}

/* ---- what the courier brings ---- */

static void learn_office(struct runtime *rt, const struct mc_office *office) {
	if (strcmp(mc_str_text(&rt->office), office->name) != 0 ||
		rt->clock_ahead_ms != office->clock_ahead_ms) {
		mc_str_clear(&rt->office);
		mc_str_add(&rt->office, office->name);
		rt->clock_ahead_ms = office->clock_ahead_ms;
		rt->context_changed = true;
	}
}

/*
 * The person chosen, now that the list is fresh; an unsuitable one changes
 * nothing, and the screen is told why. The one that the screen was opened for must suit, or it is not for
 * anybody: without a person it would act as nobody in particular.
 */
static void seat(struct runtime *rt, const struct mc_staff_list *list) {
	mc_session_learn(&rt->session, list);
	if (!rt->checked) {
		enum mc_status status = mc_session_check(&rt->session, &rt->refusal);
		log_failure(status, &rt->refusal);
		rt->checked = true;
		rt->quit = rt->quit || status != MC_OK;
	}
	if (rt->wanted[0] != '\0') {
		struct mc_error error;
		enum mc_status status = mc_session_choose(&rt->session, rt->wanted, &error);
		log_failure(status, &error);
		if (status != MC_OK) {
			rt->turned_away = error;
		}
		rt->wanted[0] = '\0';
	}
	rt->context_changed = true;
}

/* Looks into an answer for what the runtime itself wants to know. True: it was only for us. */
static bool learn(struct runtime *rt, const struct mc_answer *answer) {
	if (answer->status == MC_OK && answer->kind == MC_QUERY_HALL) {
		learn_office(rt, &((const struct mc_hall *)answer->data)->office);
	}
	if (answer->status == MC_OK && answer->kind == MC_QUERY_COUNTER) {
		learn_office(rt, &((const struct mc_counter_view *)answer->data)->hall.office);
	}
	if (answer->status == MC_OK && answer->kind == MC_QUERY_DESK) {
		learn_office(rt, &((const struct mc_desk_view *)answer->data)->hall.office);
	}
	if (answer->status == MC_OK && answer->token == TOKEN_STAFF) {
		seat(rt, answer->data);
	}
	return answer->token == TOKEN_STAFF || answer->token == TOKEN_OFFICE;
}

static void tell_turned_away(struct runtime *rt) {
	struct mc_error error = rt->turned_away;
	rt->turned_away = (struct mc_error){ 0 };
	if (error.status != MC_OK) {
		tell(rt, &(struct mc_msg){ .kind = MC_MSG_REFUSED, .error = &error });
	}
}

static void on_courier(int fd, short revents, void *data) {
	(void)fd;
	(void)revents;
	struct runtime *rt = data;
	struct mc_msg msg;
	while (mc_courier_receive(rt->courier, &msg)) {
		if (msg.kind == MC_MSG_ANSWER && learn(rt, msg.answer)) {
			mc_answer_destroy(msg.answer);
			msg = (struct mc_msg){ .kind = MC_MSG_CONTEXT };
			rt->context_changed = false;
		}
		tell(rt, &msg);
		tell_turned_away(rt);
	}
	if (mc_courier_failed(rt->courier, NULL) != MC_OK) {
		rt->quit = true;
	}
}

/* ---- terminal, signals, time ---- */

/* What was typed, or has waited long enough; false when it was nothing. */
static bool take_keys(struct runtime *rt) {
	struct mc_msg msg;
	bool heard = false;
	while (!rt->quit && mc_tty_read(rt->tty, mc_monotonic_ms(), &msg)) {
		heard = true;
		tell(rt, &msg);
	}
	return heard;
}

static void on_terminal(int fd, short revents, void *data) {
	(void)fd;
	(void)revents;
	struct runtime *rt = data;
	bool heard = take_keys(rt);
	if (!heard && mc_tty_hung_up(rt->tty)) {
		rt->quit = true;
	}
}

static sigset_t only(int signal) {
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, signal);
	return set;
}

/*
 * Stops as the signal does by default. False: nothing has stopped, as in a process
 * group that no shell controls. The SIGCONT that ends the stop is answered here.
 */
static bool stop_by(int signal) {
	const sigset_t stopping = only(signal), going_on = only(SIGCONT);
	sigset_t before;
	raise(signal);
	pthread_sigmask(SIG_UNBLOCK, &stopping, &before);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return sigtimedwait(&going_on, NULL, &(struct timespec){ 0 }) == SIGCONT;
}

/* These end the screen; the others that are listened to do not. */
static const int ending_signals[] = { SIGTERM, SIGHUP, SIGINT };
static const int other_signals[] = { SIGWINCH, SIGTSTP, SIGCONT, SIGPIPE };

/* Whether one that ends the screen waits to be heard. */
static bool must_end(void) {
	sigset_t waiting;
	bool found = false;
	sigpending(&waiting);
	for (size_t i = 0; i < MC_COUNT(ending_signals); i++) {
		found |= sigismember(&waiting, ending_signals[i]) == 1;
	}
	return found;
}

/*
 * The terminal is ours again, whatever was done to it and whatever was typed blindly.
 * Sent into the background (bg) it is not: then we stop as whoever writes there does.
 */
static void go_on(struct runtime *rt) {
	while (mc_tty_is_background(rt->tty)) {
		if (rt->quit || must_end()) {
			return;
		}
		if (!stop_by(SIGTTOU)) {
			break;
		}
	}
	mc_tty_resume(rt->tty);
	tell(rt, &(struct mc_msg){ .kind = MC_MSG_RESIZE });
}

/* With the terminal given back before; it is taken again also where nothing has stopped. */
static void stop(struct runtime *rt) {
	mc_tty_suspend(rt->tty);
	stop_by(SIGTSTP);
	go_on(rt);
}

static void on_ending_signal(int signal, void *data) {
	(void)signal;
	((struct runtime *)data)->quit = true;
}

static void on_signal(int signal, void *data) {
	struct runtime *rt = data;
	switch (signal) {
	case SIGWINCH:
		if (mc_tty_resized(rt->tty)) {
			tell(rt, &(struct mc_msg){ .kind = MC_MSG_RESIZE });
		}
		break;
	case SIGTSTP: stop(rt); break;
	case SIGCONT: go_on(rt); break;
	default: break; /* SIGPIPE: the write that failed knows */
	}
}

static void on_printing_look(void *data) {
	struct runtime *rt = data;
	struct mc_error error;
	log_failure(mc_printing_keep(&rt->printing, &error), &error);
}

static void listen(struct runtime *rt) {
	for (size_t i = 0; i < MC_COUNT(ending_signals); i++) {
		mc_loop_add_signal(rt->loop, ending_signals[i], on_ending_signal, rt);
	}
	for (size_t i = 0; i < MC_COUNT(other_signals); i++) {
		mc_loop_add_signal(rt->loop, other_signals[i], on_signal, rt);
	}
	mc_loop_add_fd(rt->loop, mc_tty_fd(rt->tty), POLLIN, on_terminal, rt);
	mc_loop_add_fd(rt->loop, mc_courier_fd(rt->courier), POLLIN, on_courier, rt);
	if (rt->options->keep_worker) {
		mc_loop_add_timer(rt->loop, 0, MC_PRINTING_LOOK_MS, on_printing_look, rt);
	}
}

/* ---- the run ---- */

static void paint(struct runtime *rt) {
	struct mc_screen_context context = make_context(rt);
	mc_frame_resize(&rt->frame, context.rows, context.columns);
	mc_shell_view(rt->shell, &context, &rt->frame);
	mc_tty_paint(rt->tty, &rt->frame);
	rt->dirty = false;
}

/* Makes the screen's model and gives it back what was typed before. */
static void begin(struct runtime *rt) {
	struct mc_screen_context context = make_context(rt);
	rt->shell = mc_shell_create(rt->options->screen, &context, &rt->effects);
	perform_all(rt);

	struct mc_error error;
	struct mc_str bytes;
	mc_str_init(&bytes);
	mc_draft_sweep(rt->options->office_dir, (time_t)(mc_wall_ms() / 1000));
	enum mc_status status = mc_draft_load(rt->draft, &bytes, &error);
	if (status == MC_OK) {
		tell(rt, &(struct mc_msg){ .kind = MC_MSG_DRAFT,
				 .bytes = mc_str_text(&bytes),
				 .len = bytes.len });
	} else if (status != MC_NOT_FOUND) {
		log_failure(status, &error);
	}
	mc_str_finish(&bytes);
	paint(rt);
	mc_courier_read(rt->courier, TOKEN_OFFICE, &(struct mc_query){ .kind = MC_QUERY_HALL });
	want_staff(rt, "");
}

static void turns(struct runtime *rt) {
	while (!rt->quit) {
		struct mc_screen_context context = make_context(rt);
		int wake_ms = mc_shell_wake_ms(rt->shell, &context);
		int64_t wake_at = context.tick_ms + wake_ms;
		mc_loop_turn(
			rt->loop, mc_sooner_ms(wake_ms, mc_tty_wait_ms(rt->tty, context.tick_ms)));
		take_keys(rt);
		if (wake_ms >= 0 && mc_monotonic_ms() >= wake_at) {
			tell(rt, &(struct mc_msg){ .kind = MC_MSG_TICK });
		}
		mc_draft_settle(rt->draft);
		if (rt->dirty && !rt->quit) {
			paint(rt);
		}
	}
}

static enum mc_status open_all(struct runtime *rt, struct mc_error *err) {
	const struct mc_runtime_options *options = rt->options;
	const struct mc_courier_options courier = {
		.office_dir = options->office_dir,
		.url = options->url,
		.clock_at = options->clock_at,
		.patience_ms = options->patience_ms,
	};
	setlocale(LC_CTYPE, "");
	enum mc_status status = mc_loop_create(&rt->loop, err);
	if (status == MC_OK) {
		status = mc_tty_open(&options->tty, &rt->tty, err);
	}
	if (status == MC_OK) {
		status = mc_courier_create(&courier, &rt->courier, err);
	}
	return status;
}

enum mc_status mc_runtime_run(const struct mc_runtime_options *options, struct mc_error *err) {
	struct runtime rt = { .options = options, .lang = options->lang };
	rt.clock_offset_ms = options->clock_at - mc_wall_ms();
	rt.clock_ahead_ms = options->clock_ahead_ms;
	mc_str_init(&rt.office);
	mc_effects_init(&rt.effects);
	mc_frame_init(&rt.frame, 1, 1);
	mc_session_init(&rt.session, options->screen->door, options->practice);
	mc_session_continue(&rt.session, &options->who);
	mc_printing_init(&rt.printing, options->office_dir, options->url, options->lang);
	rt.draft = mc_draft_create(options->office_dir, options->screen->name, options->desk);

	enum mc_status status = open_all(&rt, err);
	if (status == MC_OK) {
		listen(&rt);
		begin(&rt);
		turns(&rt);
		status = mc_courier_failed(rt.courier, err);
	}
	if (status == MC_OK && rt.refusal.status != MC_OK) {
		status = rt.refusal.status;
		if (err != NULL) {
			*err = rt.refusal;
		}
	}
	mc_tty_close(rt.tty);
	mc_courier_destroy(rt.courier);
	mc_shell_destroy(rt.shell);
	mc_printing_finish(&rt.printing);
	mc_draft_destroy(rt.draft);
	mc_session_finish(&rt.session);
	mc_loop_destroy(rt.loop);
	mc_frame_finish(&rt.frame);
	mc_effects_finish(&rt.effects);
	mc_str_finish(&rt.office);
	return status;
}
