/*
 * The runtime in a terminal of its own (a pty), with a screen of this test that
 * reports what it is told through a pipe.
 */
#include "app/draft.h"
#include "app/runtime.h"
#include "holder.h"
#include "office.h"
#include "sql.h"
#include "store/inside.h"
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int report_fd = -1; /* in the child: where the screen reports to */

struct model {
	char typed[512];
	size_t len;
	bool said_hall, said_practice; /* once each, so that nothing comes between letters */
};

static void report(const char *format, ...) {
	char line[640];
	va_list args;
	va_start(args, format);
	int len = vsnprintf(line, sizeof line, format, args);
	va_end(args);
	if (write(report_fd, line, (size_t)len) != len) {
		_exit(9);
	}
}

static void init(void *data, const struct mc_screen_context *context, struct mc_effects *fx) {
	(void)data;
	(void)context;
	mc_effects_watch(fx, MC_QUERY_HALL, "");
	report("ready\n");
}

/* Letters are kept as a draft; '!' issues a ticket; everything is reported. */
static void update(void *data, const struct mc_screen_context *context, struct mc_msg *msg,
	struct mc_effects *fx) {
	struct model *model = data;
	if (msg->kind == MC_MSG_KEY && (msg->key == '1' || msg->key == '2')) {
		mc_effects_text(fx, MC_FX_SET_STAFF, msg->key == '1' ? "hoa" : "kiosk");
	} else if (msg->kind == MC_MSG_KEY && msg->key == '!') {
		struct mc_act act = { .verb = MC_VERB_TICKET_ISSUE };
		act.as.issue.line = "A";
		act.as.issue.appointment_min = -1;
		memcpy(act.key, context->fresh_key, MC_KEY_SIZE);
		mc_effects_act(fx, &act);
	} else if (msg->kind == MC_MSG_KEY && msg->key < 128 && model->len < sizeof model->typed) {
		model->typed[model->len++] = (char)msg->key;
		mc_effects_draft(fx, model->typed, model->len);
		report("%c", (char)msg->key);
	} else if (msg->kind == MC_MSG_OUTCOME) {
		report("[outcome %s]", mc_status_name(msg->answer->status));
	} else if (msg->kind == MC_MSG_ANSWER && msg->answer->status == MC_OK &&
		   !model->said_hall) {
		model->said_hall = true;
		report("[hall]");
	} else if (msg->kind == MC_MSG_DRAFT) {
		report("[draft %.*s]", (int)msg->len, (const char *)msg->bytes);
	} else if (msg->kind == MC_MSG_UNSAVED) {
		report("[unsaved]");
	} else if (msg->kind == MC_MSG_REFUSED) {
		report("[refused %s]", mc_status_name(msg->error->status));
	} else if (msg->kind == MC_MSG_CONTEXT && context->who.staff[0] != '\0') {
		report("[staff %s]", context->who.staff);
	} else if (msg->kind == MC_MSG_CONTEXT && context->practice &&
		   context->who.roles == MC_ROLES_ALL && !model->said_practice) {
		model->said_practice = true;
		report("[practice]");
	}
}

static void view(
	const void *data, const struct mc_screen_context *context, struct mc_frame *frame) {
	const struct model *model = data;
	(void)context;
	mc_frame_textf(frame, 5, 2, -1, MC_STYLE_TEXT, "typed: %zu", model->len);
}

static bool typing(const void *data) {
	(void)data;
	return true;
}

static void finish(void *data) {
	(void)data;
}

static const struct mc_command no_commands[] = { { 0 } };
static const struct mc_command_table typing_table = {
	.scope = "typing",
	.title = "Typing",
	.rows = no_commands,
	.common = mc_common_commands,
};
static const struct mc_command_table *const typing_tables[] = { &typing_table, NULL };

static const struct mc_screen typing_screen = {
	.name = "typing",
	.title = "Typing",
	.door = MC_DOOR_COUNTER,
	.tables = typing_tables,
	.model_size = sizeof(struct model),
	.init = init,
	.update = update,
	.view = view,
	.typing = typing,
	.finish = finish,
};

/* ---- the terminal's side ---- */

struct play {
	pid_t pid;
	int master, reports;
	struct mc_str heard;
	bool over;
};

static void run_child(const char *folder, const char *staff, int fd) {
	report_fd = fd;
	const struct mc_runtime_options options = {
		.office_dir = folder,
		.screen = &typing_screen,
		.practice = true,
		.who = { .staff = staff },
		.clock_at = OFFICE_MORNING,
		.patience_ms = 1000,
		.tty = { .fd_in = 0, .fd_out = 1, .type = "xterm-256color", .level = -1 },
	};
	struct mc_error err;
	enum mc_status status = mc_runtime_run(&options, &err);
	report("[left %s]", mc_status_name(status));
	_exit(status == MC_OK ? 0 : 1);
}

static void play_start_for(struct play *play, const char *folder, const char *staff) {
	int ends[2];
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	memset(play, 0, sizeof *play);
	mc_str_init(&play->heard);
	assert_int_equal(pipe(ends), 0);
	play->pid = forkpty(&play->master, NULL, NULL, &size);
	if (play->pid == 0) {
		close(ends[0]);
		run_child(folder, staff, ends[1]);
	}
	close(ends[1]);
	play->reports = ends[0];
}

static void play_start(struct play *play, const char *folder) {
	play_start_for(play, folder, "");
}

/* Reads on, from the terminal too, until `text` was reported. */
static void play_hear(struct play *play, const char *text) {
	while (strstr(mc_str_text(&play->heard), text) == NULL) {
		struct pollfd polled[2] = {
			{ .fd = play->over ? -1 : play->master, .events = POLLIN },
			{ .fd = play->reports, .events = POLLIN },
		};
		char bytes[4096];
		if (poll(polled, 2, 20000) <= 0) {
			fail_msg("waited for “%s”, heard “%s”", text, mc_str_text(&play->heard));
		}
		if (polled[0].revents != 0 && read(play->master, bytes, sizeof bytes) <= 0) {
			play->over = true;
		}
		if (polled[1].revents != 0) {
			ssize_t len = read(play->reports, bytes, sizeof bytes);
			if (len <= 0) {
				fail_msg("it ended; waited for “%s”, heard “%s”", text,
					mc_str_text(&play->heard));
			}
			mc_str_add_bytes(&play->heard, bytes, (size_t)len);
		}
	}
}

static void play_type(struct play *play, const char *keys) {
	assert_int_equal(write(play->master, keys, strlen(keys)), strlen(keys));
}

static int play_end(struct play *play, int signal) {
	int status = 0;
	kill(play->pid, signal);
	if (signal != SIGKILL) {
		play_hear(play, "[left ");
	}
	waitpid(play->pid, &status, 0);
	close(play->master);
	close(play->reports);
	return status;
}

/* ---- tests ---- */

/* 200 keys while the gate is held by a stopped process, an act of ours waiting at it. */
static void test_typing_never_waits_for_the_gate(void **state) {
	struct play play;
	play_start(&play, *state);
	play_hear(&play, "[hall]");
	play_hear(&play, "[practice]");
	pid_t holder = holder_start(*state);
	char keys[201];
	for (int i = 0; i < 200; i++) {
		keys[i] = (char)('a' + i % 26);
	}
	keys[200] = '\0';
	play_type(&play, "!");
	mc_str_clear(&play.heard);
	play_type(&play, keys);
	play_hear(&play, keys); /* all of them, in order, in one piece: no outcome between them */
	play_hear(&play, "[outcome busy]");
	holder_end(holder);
	play_type(&play, "!");
	play_hear(&play, "[outcome ok]");
	assert_true(WIFEXITED(play_end(&play, SIGTERM)));
	mc_str_finish(&play.heard);
	struct mc_store *store = office_open(*state);
	assert_int_equal(office_tickets(store), 1);
	mc_store_close(store);
}

static void test_a_draft_survives_kill(void **state) {
	struct play play;
	play_start(&play, *state);
	play_hear(&play, "[hall]");
	play_hear(&play, "[practice]");
	play_type(&play, "nguyen van an");
	play_hear(&play, "nguyen van an");
	/* the report of a key comes before its draft; that of the next key behind it */
	play_type(&play, "x");
	play_hear(&play, "anx");
	assert_true(WIFSIGNALED(play_end(&play, SIGKILL)));
	mc_str_finish(&play.heard);

	play_start(&play, *state);
	play_hear(&play, "[draft nguyen van an");
	assert_true(WIFEXITED(play_end(&play, SIGTERM)));
	mc_str_finish(&play.heard);
}

/* The second screen begins empty; what the first had typed goes to one after its death. */
static void test_two_screens_keep_their_drafts_apart(void **state) {
	struct play first, second, third;
	play_start(&first, *state);
	play_hear(&first, "[hall]");
	play_hear(&first, "[practice]");
	play_type(&first, "nguyen van anx");
	play_hear(&first, "nguyen van anx");

	play_start(&second, *state);
	play_hear(&second, "[hall]");
	play_hear(&second, "[practice]");
	assert_null(strstr(mc_str_text(&second.heard), "[draft"));
	play_type(&second, "tran thi bex");
	play_hear(&second, "tran thi bex");

	assert_true(WIFSIGNALED(play_end(&first, SIGKILL)));
	play_start(&third, *state);
	play_hear(&third, "[draft nguyen van an");
	assert_true(WIFEXITED(play_end(&third, SIGTERM)));
	assert_true(WIFSIGNALED(play_end(&second, SIGKILL)));
	mc_str_finish(&first.heard);
	mc_str_finish(&second.heard);
	mc_str_finish(&third.heard);
}

/* A plain file where the folder should be: nothing can be saved, and the officer hears of it. */
static void test_an_unsaved_draft_is_told_until_it_is_saved(void **state) {
	char path[128];
	struct play play;
	snprintf(path, sizeof path, "%s/drafts", (const char *)*state);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
	play_start(&play, *state);
	play_hear(&play, "[hall]");
	play_hear(&play, "[practice]");
	play_type(&play, "a");
	play_hear(&play, "a[unsaved]");
	play_type(&play, "b");
	play_hear(&play, "b[unsaved]");
	assert_int_equal(unlink(path), 0);
	play_type(&play, "cd");
	play_hear(&play, "cd");
	assert_true(WIFEXITED(play_end(&play, SIGTERM)));
	mc_str_finish(&play.heard);

	play_start(&play, *state);
	play_hear(&play, "[draft abcd]");
	assert_true(WIFEXITED(play_end(&play, SIGTERM)));
	mc_str_finish(&play.heard);
}

static void test_a_practice_office_needs_no_name(void **state) {
	struct play play;
	play_start(&play, *state);
	play_hear(&play, "[practice]");
	int status = play_end(&play, SIGHUP);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	mc_str_finish(&play.heard);
}

/* The newest event's actor. */
static void expect_actor(const char *folder, const char *actor) {
	struct mc_store *store = office_open(folder);
	struct sql_event_rows rows = sql_events_all(store->db, 0);
	struct mc_event event;
	char last[MC_NAME_SIZE] = "";
	while (sql_event_next(rows, &event, NULL) == MC_OK) {
		mc_copy(last, sizeof last, event.actor);
	}
	assert_string_equal(last, actor);
	mc_store_close(store);
}

/* Who was chosen stands in the book; who does not work at a counter cannot be chosen. */
static void test_acts_carry_who_was_chosen(void **state) {
	struct play play;
	play_start(&play, *state);
	play_hear(&play, "[hall]");
	play_hear(&play, "[practice]");
	play_type(&play, "1");
	play_hear(&play, "[staff hoa]");
	mc_str_clear(&play.heard);
	play_type(&play, "2"); /* only a kiosk: hoa stays, and it is said why */
	play_hear(&play, "[refused denied]");
	play_hear(&play, "[staff hoa]");
	play_type(&play, "!");
	play_hear(&play, "[outcome ok]");
	assert_null(strstr(mc_str_text(&play.heard), "[staff kiosk]"));
	assert_true(WIFEXITED(play_end(&play, SIGTERM)));
	mc_str_finish(&play.heard);
	expect_actor(*state, "hoa");
}

static const struct {
	const char *staff, *left;
} unsuitable[] = {
	{ "kiosk", "[left denied]" },
	{ "tuan", "[left denied]" },
	{ "nobody", "[left not-found]" },
};

static void test_a_screen_is_not_opened_for_somebody_unsuitable(void **state) {
	for (size_t i = 0; i < sizeof unsuitable / sizeof *unsuitable; i++) {
		struct play play;
		int status;
		play_start_for(&play, *state, unsuitable[i].staff);
		play_hear(&play, unsuitable[i].left);
		assert_int_equal(waitpid(play.pid, &status, 0), play.pid);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
		close(play.master);
		close(play.reports);
		mc_str_finish(&play.heard);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_typing_never_waits_for_the_gate),
		OFFICE_TEST(test_a_draft_survives_kill),
		OFFICE_TEST(test_two_screens_keep_their_drafts_apart),
		OFFICE_TEST(test_an_unsaved_draft_is_told_until_it_is_saved),
		OFFICE_TEST(test_a_practice_office_needs_no_name),
		OFFICE_TEST(test_acts_carry_who_was_chosen),
		OFFICE_TEST(test_a_screen_is_not_opened_for_somebody_unsuitable),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
