/*
 * Seals: an office has one from its founding on; what is not sealed as the rule wants
 * is named, by whom and however it came about, until somebody answers for it.
 */
#include "base/file.h"
#include "office.h"
#include "sql.h"
#include "store/ledger/ledger.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct office office;

static int make(void **state) {
	(void)state;
	office_make(&office);
	return 0;
}

static int finish(void **state) {
	(void)state;
	office_finish(&office);
	return 0;
}

static const char *key_path(void) {
	return mc_arena_printf(&office.arena, "%s/keys/office.key", office.dir);
}

static void put_key(const char *text) {
	assert_int_equal(mc_file_write(key_path(), text, strlen(text), 0600, &office.err), MC_OK);
}

static const char *take_key(void) {
	struct mc_str text;
	mc_str_init(&text);
	assert_int_equal(mc_file_read(key_path(), 4096, &text, &office.err), MC_OK);
	const char *kept = mc_arena_text(&office.arena, mc_str_text(&text));
	mc_str_finish(&text);
	assert_int_equal(unlink(key_path()), 0);
	return kept;
}

/* Dossiers are accepted for some hours, by a program that was started anew. */
static void work(int hours) {
	office_reopen(&office);
	for (int i = 0; i < hours; i++) {
		office.now += MC_HOUR_MS;
		office_do(&office, act_accept(&office, PROCEDURE_FREE, "Lê Thị Thu"));
	}
}

static int64_t seals(void) {
	return office_int(&office, "SELECT count(*) FROM event WHERE kind = 'ledger.sealed@1'");
}

static int remarks(void) {
	struct mc_findings findings;
	int count = 0;
	assert_int_equal(
		mc_store_verify(office.store, &office.arena, &findings, &office.err), MC_OK);
	for (size_t i = 0; i < findings.count; i++) {
		count += findings.rows[i].kind == MC_FINDING_REMARK;
	}
	return count;
}

/* ---- what an honest office has ---- */

static void test_an_office_is_sealed_from_its_founding_on(void **state) {
	(void)state;
	struct office bare;
	office_make_bare(&bare);
	office_expect_sound(&bare);
	assert_int_equal(office_int(&bare, "SELECT min(through) FROM seal"),
		office_int(&bare, "SELECT min(id) FROM event"));
	office_finish(&bare);
	int64_t before = seals();
	work(3);
	assert_int_equal(seals() - before, 3);
	office_do(
		&office, act_accept(&office, PROCEDURE_FREE, "Lê Thị Thu")); /* in the same hour */
	assert_int_equal(seals() - before, 3);
	office_expect_sound(&office);
	assert_int_equal(remarks(), 0);
}

/* ---- the key ---- */

static void test_a_key_that_is_not_there_is_named(void **state) {
	(void)state;
	const char *kept = take_key();
	office_expect_problem(&office, "is missing");
	put_key("");
	office_expect_problem(&office, "is empty or holds no key");
	put_key("0123\n");
	office_expect_problem(&office, "is empty or holds no key");
	struct office other;
	office_make_bare(&other);
	struct mc_str text;
	mc_str_init(&text);
	const char *path = mc_arena_printf(&other.arena, "%s/keys/office.key", other.dir);
	assert_int_equal(mc_file_read(path, 4096, &text, &office.err), MC_OK);
	put_key(mc_str_text(&text));
	mc_str_finish(&text);
	office_finish(&other);
	office_expect_problem(&office, "is not the one that the ledger names");
	put_key(kept);
	office_expect_sound(&office);
}

static void test_what_a_lost_key_left_unsealed_is_named(void **state) {
	(void)state;
	const char *kept = take_key();
	work(3);
	office_expect_problem(&office, "Nothing is sealed from event");
	put_key(kept);
	office_do(&office, act_accept(&office, PROCEDURE_FREE,
				   "Lê Thị Thu")); /* the program goes on; the key is back */
	office_expect_problem(&office, "were sealed too late");
	office_do(&office, act_new(&office, MC_VERB_OFFICE_KEY));
	office_expect_sound(&office);
	assert_int_equal(remarks(), 0); /* the old key signed for the new one */
}

static void test_a_new_key_goes_on_where_the_old_one_is_lost(void **state) {
	(void)state;
	struct mc_store *other = office_connect(&office); /* a screen that has the old key */
	take_key();
	work(3);
	office_do(&office, act_new(&office, MC_VERB_OFFICE_KEY));
	office_expect_sound(&office);
	assert_int_equal(remarks(), 1);
	assert_int_equal(access(key_path(), F_OK), 0);
	office.now += 2 * MC_HOUR_MS;
	struct mc_act act = act_accept(&office, PROCEDURE_FREE, "Lê Thị Thu");
	struct mc_outcome outcome;
	int64_t before = seals();
	assert_int_equal(mc_store_act(other, &act, &office.arena, &outcome, &office.err), MC_OK);
	assert_int_equal(seals() - before, 1);
	mc_store_close(other);
	office_expect_sound(&office); /* it sealed by the new one */
}

/* A cut between the commit and the last rename. */
static void test_a_new_key_comes_into_its_place_after_a_cut(void **state) {
	(void)state;
	office_do(&office, act_new(&office, MC_VERB_OFFICE_KEY));
	const char *made = mc_arena_printf(&office.arena, "%s.new", key_path());
	assert_int_equal(rename(key_path(), made), 0);
	put_key("0123\n");
	work(2);
	assert_int_not_equal(access(made, F_OK), 0);
	office_expect_sound(&office);
}

/* ---- taken out, and the chain made anew ---- */

static void chain_anew(void) {
	struct mc_db *db;
	struct mc_event event;
	struct mc_str sql;
	uint8_t before[MC_HASH_SIZE] = { 0 };
	char hex[2 * MC_HASH_SIZE + 1];
	mc_str_init(&sql);
	assert_int_equal(mc_db_open(mc_arena_printf(&office.arena, "%s/store.db", office.dir),
				 MC_DB_READ, &db, &office.err),
		MC_OK);
	struct sql_event_rows rows = sql_events_all(db, 0);
	while (sql_event_next(rows, &event, NULL) == MC_OK) {
		mc_ledger_link(&event, before, before);
		mc_hex(before, sizeof before, hex);
		mc_str_addf(&sql, "UPDATE event SET link = x'%s' WHERE id = %lld;", hex,
			(long long)event.id);
	}
	mc_db_close(db);
	office_tamper(&office, mc_str_text(&sql));
	mc_str_finish(&sql);
}

/* Each seal becomes an event that says nothing, so that no number is missing. */
static void strip(const char *which) {
	office_tamper(&office,
		mc_arena_printf(&office.arena,
			"UPDATE event SET kind = 'office.set@1', body = "
			"'{\"key\":\"office.odd\",\"value\":\"1\"}' "
			"WHERE kind = 'ledger.sealed@1' AND %s;"
			"DELETE FROM seal WHERE event IN (SELECT id FROM event WHERE kind = "
			"'office.set@1');"
			"INSERT INTO setting SELECT 'office.odd', '1', max(id) FROM event WHERE "
			"body LIKE '%%office.odd%%'",
			which));
	chain_anew();
}

static void test_a_ledger_without_its_seals_is_named(void **state) {
	(void)state;
	work(3);
	office_expect_sound(&office);
	strip("1");
	office_expect_problem(&office, "The ledger has no seal");
	work(1); /* whoever works next seals the false chain by the true key */
	office_expect_problem(&office, "were sealed too late");
}

static void test_an_end_without_its_seals_is_named(void **state) {
	(void)state;
	work(3);
	strip("id > (SELECT min(id) + 1 FROM event)"); /* all but that of the founding */
	office_expect_problem(&office, "Nothing is sealed from event");
}

/* Who holds no key can't put a seal behind what he changed. */
static void test_a_changed_past_does_not_fit_its_seals(void **state) {
	(void)state;
	work(3);
	office_tamper(&office, "UPDATE event SET actor = 'x' WHERE id = (SELECT max(id) - 3 FROM "
			       "event)");
	chain_anew();
	office_expect_problem(&office, "does not fit");
}

/* A key of one's own, in the name of the office: verify tells for ever that nobody signed for it. */
static void test_a_key_that_nobody_signed_for_is_told(void **state) {
	(void)state;
	work(1);
	office_do(&office, act_new(&office, MC_VERB_OFFICE_KEY));
	assert_int_equal(remarks(), 0);
	office_tamper(&office, "UPDATE event SET body = json_remove(body, '$.signature') WHERE "
			       "kind = 'office.key@1'");
	chain_anew();
	assert_int_equal(remarks(), 1);
	office_expect_problem(&office, "does not fit");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, finish)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(test_an_office_is_sealed_from_its_founding_on),
		TEST(test_a_key_that_is_not_there_is_named),
		TEST(test_what_a_lost_key_left_unsealed_is_named),
		TEST(test_a_new_key_goes_on_where_the_old_one_is_lost),
		TEST(test_a_new_key_comes_into_its_place_after_a_cut),
		TEST(test_a_ledger_without_its_seals_is_named),
		TEST(test_an_end_without_its_seals_is_named),
		TEST(test_a_changed_past_does_not_fit_its_seals),
		TEST(test_a_key_that_nobody_signed_for_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
