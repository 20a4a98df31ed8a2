/* A copied act shares nothing with the act it was made from. */
#include "core/act/act_copy.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WORDS(type) (sizeof(type) / sizeof(const char *))

/* How many words of `copy` are a text of their own where the original had `text`. */
static int texts_copied(const void *copy, size_t words, const char *text) {
	int found = 0;
	const char *const *word = copy;
	for (size_t i = 0; i < words; i++) {
		if (word[i] != text) {
			assert_string_equal(word[i], text);
			found++;
		}
	}
	return found;
}

/* The number of texts that act.h gives the body of each verb. */
static const struct {
	enum mc_verb verb;
	int texts;
} verbs[] = {
	{ MC_VERB_DESK_OPEN, 2 },
	{ MC_VERB_DESK_PAUSE, 2 },
	{ MC_VERB_DESK_CLOSE, 2 },
	{ MC_VERB_TICKET_ISSUE, 1 },
	{ MC_VERB_TICKET_NEXT, 2 },
	{ MC_VERB_TICKET_CALL, 3 },
	{ MC_VERB_TICKET_MOVE, 3 },
	{ MC_VERB_TICKET_UNDO, 2 },
	{ MC_VERB_DOSSIER_MOVE, 5 },
	{ MC_VERB_DOSSIER_UNDO, 5 },
	{ MC_VERB_DOSSIER_IMPORT, 12 },
	{ MC_VERB_DOSSIER_READ, 5 },
	{ MC_VERB_FEE_TAKE, 5 },
	{ MC_VERB_DATA_ERASE, 5 },
	{ MC_VERB_PAPER_PRINT, 4 },
	{ MC_VERB_LEDGER_SEAL, 0 },
	{ MC_VERB_OFFICE_KEY, 0 },
};

/* Every word of the body is made to point at one text; ints among them stay as they are. */
static void test_every_text_of_every_verb(void **state) {
	(void)state;
	struct mc_arena arena;
	mc_arena_init(&arena);
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		char text[] = "hồ sơ";
		const char *pattern = text;
		struct mc_act act = { .verb = verbs[i].verb, .who.staff = text };
		for (size_t w = 0; w < WORDS(act.as); w++) {
			memcpy((char *)&act.as + w * sizeof pattern, &pattern, sizeof pattern);
		}
		struct mc_act copy;
		mc_act_copy(&arena, &act, &copy);
		assert_int_equal(texts_copied(&copy.as, WORDS(copy.as), text), verbs[i].texts);
		assert_ptr_not_equal(copy.who.staff, text);
		assert_string_equal(copy.who.staff, text);
		assert_string_equal(copy.late_reason, "");
	}
	mc_arena_finish(&arena);
}

static const struct {
	enum mc_setup_kind kind;
	int texts;
} kinds[] = {
	{ MC_SETUP_OFFICE, 2 },
	{ MC_SETUP_LINE, 7 },
	{ MC_SETUP_DESK, 5 },
	{ MC_SETUP_STAFF, 3 },
	{ MC_SETUP_PROCEDURE, 9 },
	{ MC_SETUP_DAY, 4 },
	{ MC_SETUP_PRINTER, 6 },
	{ MC_SETUP_PRINTER_REMOVED, 1 },
};

static void test_every_text_of_every_setup_row(void **state) {
	(void)state;
	struct mc_arena arena;
	mc_arena_init(&arena);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		char text[] = "quầy";
		const char *pattern = text;
		struct mc_setup_row row = { .kind = kinds[i].kind };
		for (size_t w = 0; w < WORDS(row.as); w++) {
			memcpy((char *)&row.as + w * sizeof pattern, &pattern, sizeof pattern);
		}
		struct mc_act act = { .verb = MC_VERB_SETUP };
		act.as.setup.rows = &row;
		act.as.setup.count = 1;
		struct mc_act copy;
		mc_act_copy(&arena, &act, &copy);
		assert_ptr_not_equal(copy.as.setup.rows, &row);
		assert_int_equal(copy.as.setup.rows[0].kind, kinds[i].kind);
		assert_int_equal(texts_copied(&copy.as.setup.rows[0].as, WORDS(row.as), text),
			kinds[i].texts);
	}
	mc_arena_finish(&arena);
}

static void test_acceptance_with_its_components(void **state) {
	(void)state;
	struct mc_arena arena;
	mc_arena_init(&arena);
	char *owner = strdup("Đặng Thị Ngọc Ánh");
	char *paper = strdup("Tờ khai đăng ký khai sinh");
	char *empty = strdup("");
	struct mc_component *components = calloc(2, sizeof *components);
	components[0] = (struct mc_component){ .name = paper, .originals = 1 };
	components[1] = (struct mc_component){ .name = paper, .copies = 3 };
	struct mc_act act = { .verb = MC_VERB_DOSSIER_ACCEPT, .key = "0123456789abcde" };
	act.who.staff = empty;
	act.as.accept.owner = owner;
	act.as.accept.subject = empty;
	act.as.accept.components = components;
	act.as.accept.component_count = 2;
	act.as.accept.sets = 2;

	struct mc_act copy;
	mc_act_copy(&arena, &act, &copy);
	memset(owner, '!', strlen(owner));
	memset(paper, '!', strlen(paper));
	free(owner);
	free(paper);
	free(components);
	free(empty);

	assert_string_equal(copy.as.accept.owner, "Đặng Thị Ngọc Ánh");
	assert_string_equal(copy.as.accept.phone, "");
	assert_string_equal(copy.who.staff, "");
	assert_string_equal(copy.as.accept.subject, "");
	assert_int_equal(copy.as.accept.sets, 2);
	assert_int_equal(copy.as.accept.component_count, 2);
	assert_string_equal(copy.as.accept.components[1].name, "Tờ khai đăng ký khai sinh");
	assert_int_equal(copy.as.accept.components[1].copies, 3);
	assert_memory_equal(copy.key, act.key, MC_KEY_SIZE);
	mc_arena_finish(&arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_text_of_every_verb),
		cmocka_unit_test(test_every_text_of_every_setup_row),
		cmocka_unit_test(test_acceptance_with_its_components),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
