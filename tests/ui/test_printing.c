/* What the screens say of printing: a printer in trouble is never told as good, and no longer than it is. */
#include "looks.h"
#include "states.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The printer of ticket and slip in one state, and so many tickets waiting for it. */
struct way_pair {
	struct mc_paper_way ways[2];
};

static struct way_pair pair(enum mc_printer_state state, int waiting) {
	return (struct way_pair){ { { .form = "ticket",
					    .printer = state == MC_PRINTER_NONE ? "" : "quay",
					    .state = state,
					    .message = "why",
					    .waiting = waiting,
					    .waiting_since = waiting > 0 ? STAGE_NOW : 0 },
		{ .form = "slip",
			.printer = state == MC_PRINTER_NONE ? "" : "quay",
			.state = state,
			.message = "why" } } };
}

static void set_ways(struct stage *stage, const struct way_pair *ways) {
	stage->ways = ways->ways;
	stage->way_count = COUNT(ways->ways);
	stage_watch_again(stage);
}

static enum mc_style status_style(struct stage *stage) {
	free(stage_text(stage));
	return mc_frame_cell(&stage->frame, stage->frame.rows - 2, 14)->style;
}

static void every_screen_with_a_status_line_tells_it_red_with_the_number_waiting(void **state) {
	static const struct mc_screen *const screens[] = { &mc_screen_counter, &mc_screen_desk,
		&mc_screen_watch };
	static const struct {
		enum mc_printer_state state;
		const char *words;
	} rows[] = {
		{ MC_PRINTER_OFFLINE, "Máy in: mất kết nối · 3 phiếu chờ" },
		{ MC_PRINTER_UNREACHABLE, "Máy in: mất kết nối · 3 phiếu chờ" },
		{ MC_PRINTER_MISSING, "Máy in: mất kết nối · 3 phiếu chờ" },
		{ MC_PRINTER_CLOSED_FOLDER, "Máy in: mất kết nối · 3 phiếu chờ" },
		{ MC_PRINTER_NO_FOLDER, "Máy in: mất kết nối · 3 phiếu chờ" },
		{ MC_PRINTER_STOPPED, "Máy in: đã dừng · 3 phiếu chờ" },
		{ MC_PRINTER_REFUSING, "Máy in: đã dừng · 3 phiếu chờ" },
		{ MC_PRINTER_NO_PAPER, "Máy in: hết giấy · 3 phiếu chờ" },
		{ MC_PRINTER_FULL, "Máy in: đầy đĩa · 3 phiếu chờ" },
		{ MC_PRINTER_BLOCKED, "Máy in: không in ra · 3 phiếu chờ" },
		{ MC_PRINTER_TROUBLE, "Máy in: có sự cố · 3 phiếu chờ" },
		{ MC_PRINTER_UNKNOWN, "Máy in: không rõ · 3 phiếu chờ" },
		{ MC_PRINTER_NONE, "Máy in: chưa có máy in · 3 phiếu chờ" },
	};
	(void)state;
	for (size_t s = 0; s < COUNT(screens); s++) {
		for (size_t i = 0; i < COUNT(rows); i++) {
			const struct way_pair bad = pair(rows[i].state, 3);
			const struct way_pair good = pair(MC_PRINTER_READY, 0);
			struct stage stage;

			stage_init(&stage, screens[s], 24, 80, MC_LANG_VI);
			assert_int_not_equal(status_style(&stage), MC_STYLE_ERROR);
			set_ways(&stage, &bad);
			assert_shows(&stage, rows[i].words);
			assert_int_equal(status_style(&stage), MC_STYLE_ERROR);
			set_ways(&stage, &good);
			assert_hides(&stage, "phiếu chờ");
			assert_int_not_equal(status_style(&stage), MC_STYLE_ERROR);
			stage_finish(&stage);
		}
	}
}

static void the_counter_says_to_remember_the_number(void **state) {
	const struct way_pair away = pair(MC_PRINTER_OFFLINE, 0),
			      away_1 = pair(MC_PRINTER_OFFLINE, 1),
			      good = pair(MC_PRINTER_READY, 0);
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	set_ways(&stage, &away);
	stage_keys(&stage, "a");
	stage_done(&stage);
	assert_shows(&stage, "issued, not printed (connection lost): it must be remembered.");
	set_ways(&stage, &away_1);
	assert_shows(&stage, "remember");
	set_ways(&stage, &good); /* it is back, and has printed */
	assert_shows(&stage, "issued and sent to print");
	set_ways(&stage, &away); /* that paper has come out */
	assert_shows(&stage, "issued and sent to print");
	stage_keys(&stage, "F3");
	stage_done(&stage);
	assert_shows(&stage, "waits for the printer (connection lost)");
	assert_hides(&stage, "sent to print");
	stage_finish(&stage);
}

/* The printer fails at the very paper: it is known a moment after the number was told. */
static void what_is_learnt_after_the_number_is_said_over_it(void **state) {
	const struct way_pair away = pair(MC_PRINTER_CLOSED_FOLDER, 1);
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_VI);
	stage_keys(&stage, "a");
	stage_done(&stage);
	assert_shows(&stage, "gửi in");
	set_ways(&stage, &away);
	assert_hides(&stage, "gửi in");
	assert_shows(&stage, "xin nhắc công dân nhớ số");
	stage_finish(&stage);

	stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_VI);
	stage_keys(&stage, "1");
	stage_done(&stage);
	assert_shows(&stage, "lấy phiếu");
	set_ways(&stage, &away);
	assert_hides(&stage, "lấy phiếu");
	assert_shows(&stage, "xin nhớ số");
	stage_finish(&stage);
}

static void the_kiosk_says_to_remember_the_number(void **state) {
	const struct way_pair none = pair(MC_PRINTER_NONE, 0), good = pair(MC_PRINTER_READY, 0);
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_kiosk, 24, 80, MC_LANG_VI);
	set_ways(&stage, &none);
	stage_keys(&stage, "1");
	stage_done(&stage);
	assert_shows(&stage, "xin nhớ số");
	set_ways(&stage, &good);
	assert_shows(&stage, "lấy phiếu");
	stage_finish(&stage);
}

/* Nothing rings when a worker has died: that its papers lie is seen by the time. */
static void papers_that_nobody_takes_up_are_seen_by_the_time(void **state) {
	static const struct mc_screen *const screens[] = { &mc_screen_counter, &mc_screen_desk,
		&mc_screen_watch };
	struct way_pair lying = pair(MC_PRINTER_READY, 2);

	(void)state;
	lying.ways[0].untouched_since = lying.ways[0].waiting_since;
	for (size_t s = 0; s < COUNT(screens); s++) {
		struct stage stage;

		stage_init(&stage, screens[s], 24, 80, MC_LANG_VI);
		set_ways(&stage, &lying);
		assert_hides(&stage, "phiếu chờ");
		stage_wait(&stage, MC_PAPER_UNTOUCHED_MS - 1);
		assert_hides(&stage, "phiếu chờ");
		stage_wait(&stage, 1);
		assert_shows(&stage, "Máy in: phần in dừng · 2 phiếu chờ");
		stage_finish(&stage);
	}
}

static void the_watch_names_the_printer_and_why(void **state) {
	const struct way_pair away = pair(MC_PRINTER_CLOSED_FOLDER, 3);
	struct stage stage;

	(void)state;
	stage_init(&stage, &mc_screen_watch, 24, 80, MC_LANG_EN);
	set_ways(&stage, &away);
	assert_shows(&stage, "quay ");
	assert_shows(&stage, "folder not writable · 3 papers wait · why");
	assert_hides(&stage, "None.");
	assert_shows(&stage, "Printer: connection lost · 3 papers wait  Data: normal");
	stage_finish(&stage);
}

static void the_watch_has_a_reason_of_three_rows_to_its_end(void **state) {
	struct way_pair away = pair(MC_PRINTER_CLOSED_FOLDER, 3);
	struct stage stage;

	(void)state;
	away.ways[0].message =
		"/srv/office/quite/far/papers is no folder: move it away, or check the whole name.";
	stage_init(&stage, &mc_screen_watch, 24, 80, MC_LANG_EN);
	set_ways(&stage, &away);
	assert_shows(&stage, "whole name.");
	stage_finish(&stage);
}

static void a_receipt_that_waits_is_not_told_as_sent(void **state) {
	const struct way_pair away = pair(MC_PRINTER_NO_PAPER, 0), good = pair(MC_PRINTER_READY, 0);
	const struct screen_state review = { .screen = &mc_screen_counter,
		.keys = "F2 Enter ~Đặng_Thị_Ngọc_Ánh F2 F4 F2" };
	struct stage stage;

	(void)state;
	enter_state(&stage, &review, 24, 80, MC_LANG_EN);
	set_ways(&stage, &away);
	stage_keys(&stage, "F2");
	stage_done(&stage);
	assert_shows(&stage, "not printed yet (out of paper)");
	set_ways(&stage, &good);
	assert_shows(&stage, "sent to print");
	stage_finish(&stage);
}

/* Whichever screen it is opened on. */
static void a_slip_printed_again_waits_for_its_printer(void **state) {
	static const struct screen_state opened[] = {
		{ .screen = &mc_screen_counter, .keys = "F5 ~anh Enter" },
		{ .screen = &mc_screen_desk, .keys = "F5 Enter" },
	};
	const struct way_pair away = pair(MC_PRINTER_STOPPED, 0);

	(void)state;
	for (size_t i = 0; i < COUNT(opened); i++) {
		struct stage stage;

		enter_state(&stage, &opened[i], 24, 80, MC_LANG_EN);
		stage_keys(&stage, "i");
		assert_int_equal(stage.acts, 1);
		assert_string_equal(stage.act.as.paper.form, "slip");
		stage_done(&stage);
		assert_shows(&stage, ": sent to print.");
		set_ways(&stage, &away);
		stage_keys(&stage, "i");
		stage_done(&stage);
		assert_shows(&stage, "its paper waits for the printer (halted).");
		stage_finish(&stage);
	}
}

/* A kind that the office never prints is no trouble while nothing of it waits. */
static void a_kind_without_a_printer_is_told_when_it_is_wanted(void **state) {
	struct way_pair half = pair(MC_PRINTER_READY, 0);
	struct stage stage;

	(void)state;
	half.ways[1].state = MC_PRINTER_NONE;
	half.ways[1].printer = "";
	stage_init(&stage, &mc_screen_counter, 24, 80, MC_LANG_EN);
	set_ways(&stage, &half);
	assert_hides(&stage, "none set up");
	half.ways[1].waiting = 1;
	stage_watch_again(&stage);
	assert_shows(&stage, "none set up · 1 paper waits");
	stage_finish(&stage);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_screen_with_a_status_line_tells_it_red_with_the_number_waiting),
		cmocka_unit_test(the_counter_says_to_remember_the_number),
		cmocka_unit_test(what_is_learnt_after_the_number_is_said_over_it),
		cmocka_unit_test(the_kiosk_says_to_remember_the_number),
		cmocka_unit_test(papers_that_nobody_takes_up_are_seen_by_the_time),
		cmocka_unit_test(the_watch_names_the_printer_and_why),
		cmocka_unit_test(the_watch_has_a_reason_of_three_rows_to_its_end),
		cmocka_unit_test(a_receipt_that_waits_is_not_told_as_sent),
		cmocka_unit_test(a_slip_printed_again_waits_for_its_printer),
		cmocka_unit_test(a_kind_without_a_printer_is_told_when_it_is_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
