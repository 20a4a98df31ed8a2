/*
 * Whatever the values: no line is wider than the page, no variable is left, no
 * letter is lost by wrapping.
 */
#include "base/str.h"
#include "cmocka_all.h"
#include "lay_out.h"
#include "random.h"
#include <stdio.h>
#include <string.h>

#define ROUNDS 300

/* Pieces of values: Vietnamese, the layout language's own letters, wide letters, marks, controls. */
static const char *const pieces[] = { "Nguyễn", "Thị", "đăng", "ký", " ", " ", " ", "  ", "|", "{",
	"}", "\\", "\"", "_", "`", "^^^", "~", "-", "=", "===", "$", "A012", "–", "日本", "ệ",
	"\xcc\x81", "\n", "\t", "\x1b", "\xff", "x" };

static const char *random_value(struct mc_random *random, struct mc_arena *arena, size_t most) {
	struct mc_str value;
	mc_str_init(&value);
	for (size_t i = mc_random_below(random, most + 1); i > 0; i--) {
		mc_str_add(&value, pieces[mc_random_below(random, sizeof pieces / sizeof *pieces)]);
	}
	const char *text = mc_arena_text(arena, mc_str_text(&value));
	mc_str_finish(&value);
	return text;
}

/* A record of the paper with random values; up to 12 items in each group. */
static void random_record(struct mc_random *random, struct mc_arena *arena,
	const struct mc_paper *paper, struct mc_record *record) {
	size_t items = mc_random_below(random, 13);
	mc_record_init(record, arena, paper->form);
	for (size_t i = 0; i < paper->variable_count; i++) {
		const char *name = paper->variables[i].name;
		const char *dot = strchr(name, '.');
		if (dot == NULL) {
			mc_record_set(record, name, random_value(random, arena, 30));
			continue;
		}
		const char *group = mc_arena_bytes(arena, name, (size_t)(dot - name));
		while (items > 0 && (mc_record_group(record, group) == NULL ||
					    mc_record_group(record, group)->count < items)) {
			mc_record_add(record, group);
		}
		for (size_t k = 0; k < items; k++) {
			mc_record_item_set(record, &mc_record_group(record, group)->items[k],
				dot + 1, random_value(random, arena, 30));
		}
	}
}

static void no_record_breaks_a_page(void **state) {
	struct mc_random random;
	(void)state;
	mc_random_init(&random, "no record breaks a page");
	for (int round = 0; round < ROUNDS; round++) {
		const struct mc_paper *paper =
			mc_paper_at(mc_random_below(&random, mc_paper_count()));
		int columns = 32 + (int)mc_random_below(&random, 65);
		struct mc_arena arena;
		struct mc_record record;
		mc_arena_init(&arena);
		random_record(&random, &arena, paper, &record);
		const char *page = lay_out_paper(&arena, &record, columns);
		assert_null(strstr(page, "$("));
		mc_arena_finish(&arena);
	}
}

/* What can be seen of a text: no blanks, no line ends, no controls. */
static const char *visible(struct mc_arena *arena, const char *text) {
	char *out = mc_arena_text(arena, text);
	size_t len = 0;
	for (const char *c = text; *c != '\0'; c++) {
		if ((unsigned char)*c > ' ') {
			out[len++] = *c;
		}
	}
	out[len] = '\0';
	return out;
}

static void wrapping_loses_no_letter(void **state) {
	static const char *const layouts[] = { "$(x)", "{text:words}\n|$(x) |",
		"{text:words}\n^^^^$(x)", "|^^$(x)",
		"{text:words}\n{width:7;align:right}\n| $(x)|" };
	struct mc_random random;
	(void)state;
	mc_random_init(&random, "wrapping loses no letter");
	for (int round = 0; round < ROUNDS; round++) {
		const char *layout =
			layouts[mc_random_below(&random, sizeof layouts / sizeof *layouts)];
		struct mc_arena arena;
		struct mc_record record;
		struct mc_str value;
		mc_arena_init(&arena);
		mc_str_init(&value);
		mc_record_init(&record, &arena, "test");
		for (size_t i = mc_random_below(&random, 60); i > 0; i--) {
			static const char *const words[] = { "Nguyễn", "Thị", " ", " ", " ", "x",
				"giấy_tờ", "{|}", "日本", "\n" };
			mc_str_add(&value,
				words[mc_random_below(&random, sizeof words / sizeof *words)]);
		}
		mc_record_set(&record, "x", mc_str_text(&value));
		const char *page =
			lay_out(&arena, layout, &record, 16 + (int)mc_random_below(&random, 60));
		if (strstr(page, "┌") == NULL) { /* a box adds letters of its own */
			assert_string_equal(
				visible(&arena, page), visible(&arena, mc_str_text(&value)));
		}
		mc_str_finish(&value);
		mc_arena_finish(&arena);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_record_breaks_a_page),
		cmocka_unit_test(wrapping_loses_no_letter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
