/*
 * The search by words of a name: whatever stands in the book is found, whichever of its
 * words are typed, in any order and however little of each; and a list that is not whole
 * says so.
 */
#include "base/str.h"
#include "cmocka_all.h"
#include "office.h"
#include "random.h"
#include "store/apply/anew.h"
#include "store/inside.h"
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

static struct office office;

static int set_up(void **state) {
	(void)state;
	office_make(&office);
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	office_finish(&office);
	return 0;
}

/* ---- an older system's dossiers, by name ---- */

#define BATCH 200

static void import_names(const char *const *names, int count, int *serial) {
	static struct mc_act acts[BATCH];
	static struct mc_tried tried[BATCH];
	for (int done = 0; done < count;) {
		int now = count - done < BATCH ? count - done : BATCH;
		for (int i = 0; i < now; i++) {
			const char *code = mc_arena_printf(&office.arena, "X-%05d", (*serial)++);
			acts[i] = act_import(&office, code, MC_DOSSIER_ACCEPTED);
			acts[i].as.import.owner = names[done + i];
		}
		assert_int_equal(mc_store_act_many(office.store, acts, (size_t)now, &office.arena,
					 tried, &office.err),
			MC_OK);
		for (int i = 0; i < now; i++) {
			assert_int_equal(tried[i].status, MC_OK);
		}
		done += now;
	}
}

static void import_name(const char *name, int count, int *serial) {
	const char **names = mc_arena_array(&office.arena, (size_t)count, sizeof *names);
	for (int i = 0; i < count; i++) {
		names[i] = name;
	}
	import_names(names, count, serial);
}

static struct mc_dossiers find(const char *text, int limit) {
	struct mc_dossiers found;
	enum mc_status status =
		mc_store_find(office.store, &office.arena, text, limit, &found, &office.err);
	if (status != MC_OK) {
		print_message("# %s: status %d\n", text, (int)status);
	}
	assert_int_equal(status, MC_OK);
	return found;
}

static bool holds(const struct mc_dossiers *found, const char *owner) {
	for (size_t i = 0; i < found->count; i++) {
		if (strcmp(found->rows[i].owner, owner) == 0) {
			return true;
		}
	}
	return false;
}

static void test_a_name_among_many_is_found(void **state) {
	static const char *const typed[] = { "tran v", "v tran", "tr v", "cuong", "cu", "tran v c",
		"c v t", "van cuong tran", "TRẦN VĂN CƯỜNG", "trần v" };
	int serial = 1;
	(void)state;
	import_name("Trần Văn Cường", 1, &serial);
	import_name("Trần Thị An", 700, &serial);
	import_name("Lê Văn Bình", 700, &serial);
	for (size_t i = 0; i < MC_COUNT(typed); i++) {
		struct mc_dossiers found = find(typed[i], 50);
		if (!holds(&found, "Trần Văn Cường")) {
			print_message("# “%s” does not find Trần Văn Cường\n", typed[i]);
		}
		assert_true(holds(&found, "Trần Văn Cường"));
		assert_int_equal(found.count, 1);
		assert_false(found.more);
	}
}

static void test_a_list_that_is_cut_says_so(void **state) {
	int serial = 1;
	(void)state;
	import_name("Nguyễn Thị Hoa", 51, &serial);
	struct mc_dossiers found = find("nguyen", 50);
	assert_int_equal(found.count, 50);
	assert_true(found.more);
	found = find("nguyen", 51);
	assert_int_equal(found.count, 51);
	assert_false(found.more);
	found = find("X-000", 50); /* the beginning of their codes */
	assert_int_equal(found.count, 50);
	assert_true(found.more);
	struct mc_dossier_filter filter = { .limit = 50 };
	assert_int_equal(
		mc_store_dossiers(office.store, &office.arena, &filter, &found, &office.err),
		MC_OK);
	assert_true(found.more);
	struct mc_procedures procedures;
	assert_int_equal(mc_store_procedures(office.store, &office.arena, "", OFFICE_DAY, 2,
				 &procedures, &office.err),
		MC_OK);
	assert_int_equal(procedures.count, 2);
	assert_true(procedures.more);
}

/* Two words that thousands have, and nobody both: too much to look at while somebody waits. */
static void test_a_search_given_up_is_no_search_without_a_hit(void **state) {
	(void)state;
	office_tamper(&office, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
			       "WHERE i < 300000) INSERT INTO word SELECT CASE i % 2 WHEN 0 THEN "
			       "'even' ELSE 'odd' END, i FROM n");
	struct mc_dossiers found = find("even odd", 50);
	assert_int_equal(found.count, 0);
	assert_true(found.more);
	found = find("even odder", 50);
	assert_int_equal(found.count, 0);
	assert_false(found.more);
}

static void test_whole_words_come_first(void **state) {
	int serial = 1;
	(void)state;
	import_name("Lê Thị Anh", 1, &serial);
	import_name("Lê Thị An", 1, &serial);
	import_name("Lê Thị Ánh", 1, &serial);
	struct mc_dossiers found = find("an", 50);
	assert_int_equal(found.count, 3);
	assert_string_equal(found.rows[0].owner, "Lê Thị An");
	assert_string_equal(found.rows[1].owner, "Lê Thị Ánh");
	assert_string_equal(found.rows[2].owner, "Lê Thị Anh");
}

static void test_another_systems_code_is_found_by_its_beginning(void **state) {
	(void)state;
	struct mc_act act = act_import(&office, "X-1", MC_DOSSIER_ACCEPTED);
	act.as.import.external_code = "G22.99.01-261101-0007";
	office_do(&office, act);
	struct mc_dossiers found = find("g22.99.01-2611", 50);
	assert_int_equal(found.count, 1);
	assert_string_equal(found.rows[0].code, "X-1");
}

/* As the page after saving shows it: day and serial; people also read out the serial alone. */
static void test_a_number_of_the_day_finds_its_dossier(void **state) {
	(void)state;
	office_do(&office, act_accept(&office, PROCEDURE_FEE, "Lê An"));
	const char *code =
		office_do(&office, act_accept(&office, PROCEDURE_FEE, "Vũ Bình")).dossier.code;
	const char *short_code = mc_arena_text(&office.arena, strrchr(code, '-') - 6);
	const char *typed[] = { short_code, strrchr(short_code, '-') + 1 };
	for (size_t i = 0; i < MC_COUNT(typed); i++) {
		struct mc_dossiers found = find(typed[i], 50);
		assert_int_equal(found.count, 1);
		assert_string_equal(found.rows[0].code, code);
	}
}

/* ---- letters ---- */

static void test_names_are_found_past_their_marks_and_look_alikes(void **state) {
	static const struct {
		const char *name, *typed[4];
	} rows[] = {
		{ "H'Hen Niê", { "hhen nie", "h hen", "H’Hen", "hen nie" } },
		{ "O’Brien", { "obrien", "o'brien", "brien", "O`Br" } },
		{ "Ðặng Văn Lâm", { "đặng văn lâm", "dang lam", "Ðặng", "dang" } },
		{ "Phương-Nam", { "phuongnam", "phuong nam", "nam", "phuong-n" } },
		{ "Søren Łódź", { "soren lodz", "lodz", "Łó", "sø" } },
		{ "\u0422rần Bách", { "tran bach", "trần", "\u0422rần", "bach" } },
	};
	int serial = 1;
	(void)state;
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		import_name(rows[i].name, 1, &serial);
		const char *code = mc_arena_printf(&office.arena, "X-%05d", serial - 1);
		for (size_t k = 0; k < MC_COUNT(rows[i].typed); k++) {
			struct mc_dossiers found = find(rows[i].typed[k], 50);
			if (found.count != 1) {
				print_message("# “%s”: %zu found\n", rows[i].typed[k], found.count);
			}
			assert_int_equal(found.count, 1);
			assert_string_equal(found.rows[0].code, code);
		}
	}
	office_expect_sound(&office);
}

/* What an older program wrote: words and names folded as it did, fields as they were typed. */
static void test_a_book_of_an_older_program_is_folded_anew(void **state) {
	int serial = 1;
	(void)state;
	import_name("H'Hen Niê", 1, &serial);
	const char *right = office_dump(&office, false);
	office_tamper(&office, "DELETE FROM word WHERE word = 'hhen';"
			       "UPDATE procedure_version SET name_fold = 'x';"
			       "UPDATE dossier SET field = replace(field, 'Đ', 'Ð');"
			       "INSERT INTO word VALUES ('old', 1)");
	assert_int_equal(find("hhen", 50).count, 0);
	assert_int_equal(mc_db_begin(office.store->db, &office.err), MC_OK);
	assert_int_equal(mc_refold(office.store->db, &office.err), MC_OK);
	assert_int_equal(mc_db_commit(office.store->db, &office.err), MC_OK);
	assert_string_equal(office_dump(&office, false), right);
	assert_int_equal(find("hhen", 50).count, 1);
}

/* ---- any names, against reading them all ---- */

static bool begins_a_word(const char *folded, const char *beginning) {
	size_t len = strlen(beginning);
	for (const char *at = folded; at != NULL; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (strncmp(at, beginning, len) == 0) {
			return true;
		}
	}
	return false;
}

static bool fits(const char *name, char *words) {
	char folded[256];
	mc_text_fold(name, folded, sizeof folded);
	char *rest = words;
	for (char *word; (word = strsep(&rest, " ")) != NULL;) {
		if (!begins_a_word(folded, word)) {
			return false;
		}
	}
	return true;
}

#define NAMES 400

static const char *random_name(struct mc_random *random) {
	static const char *const words[] = { "An", "Ánh", "Anh", "Bình", "Bảo", "Đào", "Đạt",
		"Dung", "Duyên", "H'Hen", "Lê", "Lan", "Ngữ", "Nguyễn", "Nguyên", "Trần", "Tran",
		"Văn", "Vân", "Vinh" };
	char name[128];
	size_t count = 1 + mc_random_below(random, 4);
	snprintf(name, sizeof name, "%s", words[mc_random_below(random, MC_COUNT(words))]);
	for (size_t i = 1; i < count; i++) {
		size_t len = strlen(name);
		snprintf(name + len, sizeof name - len, " %s",
			words[mc_random_below(random, MC_COUNT(words))]);
	}
	return mc_arena_text(&office.arena, name);
}

/* Some words of a name, each cut somewhere, in any order. */
static void random_query(struct mc_random *random, const char *name, char *out, size_t size) {
	char folded[256];
	const char *words[8];
	size_t count = 0;
	mc_text_fold(name, folded, sizeof folded);
	char *rest = folded;
	for (char *word; (word = strsep(&rest, " ")) != NULL;) {
		words[count++] = word;
	}
	size_t asked = 1 + mc_random_below(random, count);
	out[0] = '\0';
	for (size_t i = 0; i < asked; i++) {
		const char *word = words[mc_random_below(random, count)];
		size_t len = strlen(out), most = strlen(word);
		snprintf(out + len, size - len, "%s%.*s", i > 0 ? " " : "",
			(int)(1 + mc_random_below(random, most)), word);
	}
}

static void test_every_dossier_that_fits_is_found(void **state) {
	const char *names[NAMES];
	struct mc_random random;
	int serial = 1;
	(void)state;
	mc_random_init(&random, "find");
	for (int i = 0; i < NAMES; i++) {
		names[i] = random_name(&random);
	}
	import_names(names, NAMES, &serial);
	for (int round = 0; round < 300; round++) {
		char query[128], copy[128];
		size_t fitting = 0;
		random_query(&random, names[mc_random_below(&random, NAMES)], query, sizeof query);
		for (int i = 0; i < NAMES; i++) {
			mc_copy(copy, sizeof copy, query);
			fitting += fits(names[i], copy);
		}
		struct mc_dossiers found = find(query, NAMES);
		if (found.count != fitting) {
			print_message("# “%s”: %zu found, %zu fit\n", query, found.count, fitting);
		}
		assert_int_equal(found.count, fitting);
		assert_false(found.more);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_name_among_many_is_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_list_that_is_cut_says_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_search_given_up_is_no_search_without_a_hit, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_names_are_found_past_their_marks_and_look_alikes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_book_of_an_older_program_is_folded_anew, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_whole_words_come_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_number_of_the_day_finds_its_dossier, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_another_systems_code_is_found_by_its_beginning, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_every_dossier_that_fits_is_found, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
