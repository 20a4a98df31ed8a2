/* The table of commands is sound, and what is typed is read by it. */
#include "cmd/request.h"
#include "cmocka_all.h"
#include "core/nearest.h"
#include <motcua/date.h>
#include <string.h>

#define WORDS_MAX 16

/* ---- the table ---- */

static int count_char(const char *text, char c) {
	int count = 0;
	for (; *text != '\0'; text++) {
		count += *text == c;
	}
	return count;
}

static void check_option(const struct mc_cmd *command, const struct mc_option *option) {
	assert_non_null(option->help);
	assert_non_null(option->placeholder);
	assert_int_equal(option->placeholder[0] == '\0', option->value == MC_VALUE_FLAG);
	if (option->value == MC_VALUE_NUMBER && option->min >= option->max) {
		fail_msg("%s --%s takes no number", command->words, option->name);
	}
	for (const struct mc_option *o = option + 1; o->name != NULL; o++) {
		if (strcmp(o->name, option->name) == 0) {
			fail_msg("%s has --%s twice", command->words, o->name);
		}
	}
}

static void rows_are_whole(void **state) {
	struct mc_arena arena;
	(void)state;
	mc_arena_init(&arena);
	const struct mc_cmd *table = mc_cmd_table(&arena);
	for (const struct mc_cmd *c = table; c->words != NULL; c++) {
		assert_non_null(c->run);
		assert_non_null(c->help);
		assert_non_null(c->operands);
		assert_in_range(c->right, 0, MC_RIGHT_COUNT - 1);
		assert_true(count_char(c->words, ' ') < MC_CMD_WORDS);
		assert_ptr_equal(mc_cmd_find(table, c->words), c); /* no words twice */
		for (const struct mc_option *o = mc_cmd_options(c, &arena); o->name != NULL; o++) {
			check_option(c, o);
		}
	}
	mc_arena_finish(&arena);
}

/* A sentence ends with a full stop; help would look torn otherwise. */
static void helps_are_sentences(void **state) {
	struct mc_arena arena;
	(void)state;
	mc_arena_init(&arena);
	const struct mc_cmd *table = mc_cmd_table(&arena);
	for (const struct mc_cmd *c = table; c->words != NULL; c++) {
		assert_int_equal(c->help[strlen(c->help) - 1], '.');
		for (const struct mc_option *o = mc_cmd_options(c, &arena); o->name != NULL; o++) {
			assert_int_equal(o->help[strlen(o->help) - 1], '.');
		}
	}
	mc_arena_finish(&arena);
}

/* ---- reading ---- */

struct vector {
	const char *typed[WORDS_MAX];
	enum mc_status status;
	const char *command; /* NULL: none */
	const char *option, *value; /* one that must be there */
	const char *operand; /* the first */
};

static const struct vector vectors[] = {
	{ { "queue" }, MC_OK, "queue", NULL, NULL, NULL },
	{ { "--json", "queue" }, MC_OK, "queue", NULL, NULL, NULL },
	{ { "ticket", "issue", "--line", "A" }, MC_OK, "ticket issue", "line", "A", NULL },
	{ { "ticket", "issue", "--line=A" }, MC_OK, "ticket issue", "line", "A", NULL },
	{ { "ticket", "issue", "--line=" }, MC_OK, "ticket issue", "line", "", NULL },
	{ { "ticket", "issue", "--line", "--json" }, MC_OK, "ticket issue", "line", "--json",
		NULL },
	{ { "ticket", "show", "a1" }, MC_OK, "ticket show", NULL, NULL, "a1" },
	{ { "ticket", "show", "--", "--day" }, MC_OK, "ticket show", NULL, NULL, "--day" },
	{ { "ticket", "show", "-" }, MC_OK, "ticket show", NULL, NULL, "-" },
	{ { "desk", "3" }, MC_OK, "desk", NULL, NULL, "3" },
	{ { "desk", "open", "3" }, MC_OK, "desk open", NULL, NULL, "3" },
	{ { "fee", "tariff", "copy", "--pages", "2", "--copies", "1" }, MC_OK, "fee tariff copy",
		"pages", "2", NULL },
	{ { "paper", "show", "slip", "--as", "png" }, MC_OK, "paper show", "as", "png", "slip" },
	{ { "paper", "show", "slip", "-o", "x" }, MC_OK, "paper show", "output", "x", "slip" },
	{ { "paper", "show", "slip", "-ox" }, MC_OK, "paper show", "output", "x", "slip" },
	{ { "ticket", "issue", "--help" }, MC_OK, "ticket issue", NULL, NULL, NULL },
	{ { "--version" }, MC_OK, NULL, NULL, NULL, NULL },
	{ { NULL }, MC_OK, NULL, NULL, NULL, NULL },
	{ { "ticket" }, MC_INVALID, NULL, NULL, NULL, NULL },
	{ { "ticket", "issue" }, MC_INVALID, "ticket issue", NULL, NULL, NULL },
	{ { "ticket", "issue", "--line" }, MC_INVALID, "ticket issue", NULL, NULL, NULL },
	{ { "ticket", "issue", "--line", "A", "--count", "x" }, MC_INVALID, "ticket issue", NULL,
		NULL, NULL },
	{ { "ticket", "issue", "--line", "A", "--count", "99999999999999999999" }, MC_INVALID,
		"ticket issue", NULL, NULL, NULL },
	{ { "ticket", "show", "a1", "a2" }, MC_INVALID, "ticket show", NULL, NULL, NULL },
	{ { "ticket", "show" }, MC_INVALID, "ticket show", NULL, NULL, NULL },
	{ { "queue", "--line", "A" }, MC_INVALID, "queue", NULL, NULL, NULL },
	{ { "queue", "-x" }, MC_INVALID, "queue", NULL, NULL, NULL },
	{ { "queue", "-hx" }, MC_INVALID, "queue", NULL, NULL, NULL },
	{ { "dossier", "find", "a\x01" }, MC_INVALID, "dossier find", NULL, NULL, NULL },
	{ { "dossier", "find", "\xff" }, MC_INVALID, "dossier find", NULL, NULL, NULL },
};

static void typed_words_are_read(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		const struct vector *v = &vectors[i];
		struct mc_arena arena;
		struct mc_args args;
		struct mc_error err = { .status = MC_OK };
		int count = 0;
		mc_arena_init(&arena);
		while (v->typed[count] != NULL) {
			count++;
		}
		enum mc_status status =
			mc_args_read(count, (char *const *)(void *)v->typed, &arena, &args, &err);
		if (status != v->status || err.status != v->status) {
			fail_msg("vector %zu: %s, not %s", i, mc_status_name(status),
				mc_status_name(v->status));
		}
		assert_int_equal(args.command != NULL, v->command != NULL);
		if (v->command != NULL) {
			assert_string_equal(args.command->words, v->command);
		}
		if (v->option != NULL) {
			const struct mc_arg *arg = mc_args_find(&args, v->option);
			assert_non_null(arg);
			assert_string_equal(arg->text, v->value);
		}
		if (v->operand != NULL) {
			assert_true(args.operand_count > 0);
			assert_string_equal(args.operands[0], v->operand);
		}
		mc_arena_finish(&arena);
	}
}

static void values_have_their_kinds(void **state) {
	(void)state;
	static const char *const typed[] = { "--at", "2026-11-23T08:41", "ticket", "issue",
		"--line", "A", "--appointment", "8:30", "--count", "12" };
	struct mc_arena arena;
	struct mc_args args;
	mc_arena_init(&arena);
	assert_int_equal(mc_args_read(sizeof typed / sizeof *typed, (char *const *)(uintptr_t)typed,
				 &arena, &args, NULL),
		MC_OK);
	assert_int_equal(args.act.as.issue.appointment_min, 8 * 60 + 30);
	assert_string_equal(args.act.as.issue.line, "A");
	assert_true(args.act.as.issue.any_kind);
	assert_int_equal(mc_args_find(&args, "count")->number, 12);
	assert_true(mc_args_global(&args, "at")->number ==
		    mc_time_at(mc_day_of_civil(2026, 11, 23), 8 * 60 + 41));
	assert_null(mc_args_find(&args, "key"));
	mc_arena_finish(&arena);
}

/* Language and JSON hold for the message about a mistake, wherever they stand. */
static void globals_behind_a_mistake_are_known(void **state) {
	(void)state;
	static const char *const typed[] = { "ticket", "isue", "--nonsense", "--lang", "en",
		"--json" };
	struct mc_arena arena;
	struct mc_args args;
	mc_arena_init(&arena);
	assert_int_equal(mc_args_read(sizeof typed / sizeof *typed, (char *const *)(uintptr_t)typed,
				 &arena, &args, NULL),
		MC_INVALID);
	assert_non_null(mc_args_global(&args, "json"));
	assert_string_equal(mc_args_global(&args, "lang")->text, "en");
	mc_arena_finish(&arena);
}

static void distances(void **state) {
	(void)state;
	static const struct {
		const char *a, *b;
		int distance;
	} rows[] = { { "", "", 0 }, { "a", "", 1 }, { "issue", "issue", 0 }, { "isue", "issue", 1 },
		{ "isseu", "issue", 1 }, { "next", "text", 1 }, { "abc", "xyz", 3 },
		{ "ticket", "tikcet", 1 }, { "kitten", "sitting", 3 } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(mc_word_distance(rows[i].a, rows[i].b), rows[i].distance);
		assert_int_equal(mc_word_distance(rows[i].b, rows[i].a), rows[i].distance);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_whole),
		cmocka_unit_test(helps_are_sentences),
		cmocka_unit_test(typed_words_are_read),
		cmocka_unit_test(values_have_their_kinds),
		cmocka_unit_test(globals_behind_a_mistake_are_known),
		cmocka_unit_test(distances),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
