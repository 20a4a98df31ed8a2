/* Identity numbers, phones, names and masks. People and numbers here are invented. */
#include "cmocka_all.h"
#include "core/person.h"
#include "random.h"
#include <string.h>

static const struct mc_birth unborn = { 0 };

static void test_personal(void **state) {
	static const struct {
		const char *text;
		struct mc_birth birth;
		enum mc_sex sex;
		unsigned warnings;
		int birth_year;
		enum mc_sex says;
		const char *province;
	} rows[] = {
		{ "087089000123", { 1989, 3, 5 }, MC_SEX_MALE, 0, 1989, MC_SEX_MALE, "Đồng Tháp" },
		{ "027304000456", { 2004, 0, 0 }, MC_SEX_FEMALE, 0, 2004, MC_SEX_FEMALE,
			"Bắc Ninh" },
		{ "087 089 000.123", { 0 }, MC_SEX_UNKNOWN, 0, 1989, MC_SEX_MALE, "Đồng Tháp" },
		{ "001199000001", { 1999, 1, 1 }, MC_SEX_FEMALE, 0, 1999, MC_SEX_FEMALE, "Hà Nội" },
		{ "096200000001", { 2000, 1, 1 }, MC_SEX_MALE, 0, 2000, MC_SEX_MALE, "Cà Mau" },
		{ "087089000123", { 1990, 3, 5 }, MC_SEX_MALE, MC_ID_ODD_YEAR, 1989, MC_SEX_MALE,
			"Đồng Tháp" },
		{ "087089000123", { 1989, 3, 5 }, MC_SEX_FEMALE, MC_ID_ODD_SEX, 1989, MC_SEX_MALE,
			"Đồng Tháp" },
		{ "003089000123", { 0 }, MC_SEX_UNKNOWN, MC_ID_ODD_PLACE, 1989, MC_SEX_MALE, NULL },
		{ "000089000123", { 0 }, MC_SEX_UNKNOWN, MC_ID_ODD_PLACE, 1989, MC_SEX_MALE, NULL },
		{ "097089000123", { 0 }, MC_SEX_UNKNOWN, 0, 1989, MC_SEX_MALE, NULL },
		{ "201089000123", { 0 }, MC_SEX_UNKNOWN, 0, 1989, MC_SEX_MALE, NULL },
		{ "087589000123", { 2189, 1, 1 }, MC_SEX_FEMALE, 0, 2189, MC_SEX_FEMALE,
			"Đồng Tháp" },
		{ "087689000123", { 1989, 1, 1 }, MC_SEX_MALE, MC_ID_ODD_CENTURY, 0, MC_SEX_UNKNOWN,
			"Đồng Tháp" },
		{ "003990000123", { 1989, 1, 1 }, MC_SEX_MALE, MC_ID_ODD_CENTURY | MC_ID_ODD_PLACE,
			0, MC_SEX_UNKNOWN, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_id_number id;

		assert_int_equal(
			mc_id_parse(rows[i].text, MC_ID_ANY, rows[i].birth, rows[i].sex, &id, NULL),
			MC_OK);
		assert_int_equal(id.kind, MC_ID_PERSONAL);
		assert_int_equal(strlen(id.number), 12);
		assert_int_equal(id.warnings, rows[i].warnings);
		assert_int_equal(id.birth_year, rows[i].birth_year);
		assert_int_equal(id.sex, rows[i].says);
		if (rows[i].province == NULL) {
			assert_null(id.province);
		} else {
			assert_string_equal(id.province, rows[i].province);
		}
	}
}

static void test_other_ids(void **state) {
	static const struct {
		const char *text;
		enum mc_id_kind kind;
		enum mc_id_kind found; /* MC_ID_ANY: refused */
		const char *number;
		unsigned warnings;
	} rows[] = {
		{ "341 234 567", MC_ID_ANY, MC_ID_OLD, "341234567", MC_ID_ODD_OLD },
		{ "341234567", MC_ID_PASSPORT, MC_ID_PASSPORT, "341234567", MC_ID_ODD_PASSPORT },
		{ "b1234567", MC_ID_ANY, MC_ID_PASSPORT, "B1234567", 0 },
		{ "AB123456", MC_ID_ANY, MC_ID_PASSPORT, "AB123456", MC_ID_ODD_PASSPORT },
		{ "B12345678", MC_ID_ANY, MC_ID_PASSPORT, "B12345678", MC_ID_ODD_PASSPORT },
		{ "12345678", MC_ID_PASSPORT, MC_ID_PASSPORT, "12345678", MC_ID_ODD_PASSPORT },
		{ "ABCDEFGHIJ0123456789", MC_ID_ANY, MC_ID_PASSPORT, "ABCDEFGHIJ0123456789",
			MC_ID_ODD_PASSPORT },
		{ "ABCDEFGHIJ0123456789X", MC_ID_ANY, MC_ID_ANY, NULL, 0 },
		{ "AB123", MC_ID_ANY, MC_ID_ANY, NULL, 0 },
		{ "12345", MC_ID_PASSPORT, MC_ID_ANY, NULL, 0 },
		{ "ApTanPhu", MC_ID_ANY, MC_ID_ANY, NULL,
			0 }, /* a hamlet that strayed into the field */
		{ "", MC_ID_ANY, MC_ID_ANY, NULL, 0 },
		{ " . ", MC_ID_ANY, MC_ID_ANY, NULL, 0 },
		{ "08708900012", MC_ID_ANY, MC_ID_ANY, NULL, 0 },
		{ "0870890001234", MC_ID_ANY, MC_ID_ANY, NULL, 0 },
		{ "12345678", MC_ID_ANY, MC_ID_ANY, NULL, 0 },
		{ "341234567", MC_ID_PERSONAL, MC_ID_ANY, NULL, 0 },
		{ "087089000123", MC_ID_OLD, MC_ID_ANY, NULL, 0 },
		{ "B1234567", MC_ID_PERSONAL, MC_ID_ANY, NULL, 0 },
		{ "087-089-000123", MC_ID_ANY, MC_ID_ANY, NULL, 0 },
		{ "08708900012O", MC_ID_PERSONAL, MC_ID_ANY, NULL, 0 },
		{ "Đ1234567", MC_ID_ANY, MC_ID_ANY, NULL, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_id_number id = { .kind = MC_ID_ANY };
		enum mc_status status =
			mc_id_parse(rows[i].text, rows[i].kind, unborn, MC_SEX_UNKNOWN, &id, NULL);

		assert_int_equal(status, rows[i].found != MC_ID_ANY ? MC_OK : MC_INVALID);
		assert_int_equal(id.kind, rows[i].found);
		if (status == MC_OK) {
			assert_string_equal(id.number, rows[i].number);
			assert_int_equal(id.warnings, rows[i].warnings);
			assert_null(id.province);
		}
	}
}

static void test_phones(void **state) {
	static const struct {
		const char *text;
		const char *phone; /* NULL: refused */
	} rows[] = {
		{ "0912345678", "0912345678" },
		{ "0277.3563.362", "02773563362" },
		{ "+84 912 345 678", "0912345678" },
		{ "+84 (0)912-345-678", "0912345678" },
		{ "0084912345678", "0912345678" },
		{ "84912345678", "0912345678" },
		{ "(024) 3825 1234", "02438251234" },
		{ "+84 28 3825 1234", "02838251234" },
		{ "0323456789", "0323456789" },
		{ "0523456789", "0523456789" },
		{ "0723456789", "0723456789" },
		{ "0823456789", "0823456789" },
		{ "0123456789", NULL },
		{ "0423456789", NULL },
		{ "0623456789", NULL },
		{ "0023456789", NULL },
		{ "0212345678", NULL },
		{ "09123456789", NULL },
		{ "091234567", NULL },
		{ "912345678", NULL },
		{ "+1 202 555 0100", NULL },
		{ "0912345678+", NULL },
		{ "0912 345 67x", NULL },
		{ "113", NULL },
		{ "", NULL },
		{ "-", NULL },
		{ "+", NULL },
		{ "0084", NULL },
		{ "84", NULL },
		{ "012345678901234567890123456789", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char phone[MC_PHONE_SIZE] = "?";

		if (rows[i].phone == NULL) {
			assert_int_equal(mc_phone_parse(rows[i].text, phone, NULL), MC_INVALID);
			assert_string_equal(phone, "?");
			continue;
		}
		assert_int_equal(mc_phone_parse(rows[i].text, phone, NULL), MC_OK);
		assert_string_equal(phone, rows[i].phone);
	}
}

static void test_sexes(void **state) {
	static const struct {
		const char *text;
		enum mc_sex sex;
	} rows[] = {
		{ "Nam", MC_SEX_MALE },
		{ "NAM", MC_SEX_MALE },
		{ "male", MC_SEX_MALE },
		{ "m", MC_SEX_MALE },
		{ "Nữ", MC_SEX_FEMALE },
		{ "NỮ", MC_SEX_FEMALE },
		{ "female", MC_SEX_FEMALE },
		{ "F", MC_SEX_FEMALE },
		{ "", MC_SEX_UNKNOWN },
		{ "Khác", MC_SEX_UNKNOWN },
		{ "không rõ", MC_SEX_UNKNOWN },
		{ "unknown", MC_SEX_UNKNOWN },
	};
	static const char *const refused[] = { "x", "namnữ", "nam nữ",
		"một chữ rất dài không ai gõ vào ô giới tính cả, dài hơn sáu mươi ký tự" };
	enum mc_sex sex = MC_SEX_MALE;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(mc_sex_parse(rows[i].text, &sex, NULL), MC_OK);
		assert_int_equal(sex, rows[i].sex);
	}
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		assert_int_equal(mc_sex_parse(refused[i], &sex, NULL), MC_INVALID);
	}
	assert_string_equal(mc_sex_name(MC_SEX_FEMALE), "female");
}

static void test_masks(void **state) {
	static const struct {
		const char *text;
		const char *as_id;
		const char *as_phone;
	} rows[] = {
		{ "087089000123", "087******123", "087******123" },
		{ "341234567", "34*****67", "34*****67" },
		{ "B1234567", "B1****67", "B1****67" },
		{ "0912345678", "09******78", "091****678" },
		{ "02773563362", "02*******62", "027*****362" },
		{ "12345", "1***5", "1***5" },
		{ "123", "***", "***" },
		{ "", "", "" },
		{ "ĐĐĐĐ", "Đ**Đ", "Đ**Đ" },
	};
	char out[32];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		mc_mask_id(rows[i].text, out, strlen(rows[i].text) + 1);
		assert_string_equal(out, rows[i].as_id);
		mc_mask_phone(rows[i].text, out, strlen(rows[i].text) + 1);
		assert_string_equal(out, rows[i].as_phone);
	}
	mc_mask_id("087089000123", out, 12); /* no room: nothing is shown */
	assert_string_equal(out, "***********");
	mc_mask_phone("0912345678", out, 1);
	assert_string_equal(out, "");
}

/* A mask hides at least half (a phone's: all but six) and is never longer. */
static void test_masks_always(void **state) {
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "masks");
	for (int i = 0; i < 5000; i++) {
		char number[24];
		char out[24];
		size_t len = mc_random_below(&random, sizeof number);
		size_t stars = 0;

		for (size_t n = 0; n < len; n++) {
			number[n] = (char)('0' + mc_random_below(&random, 10));
		}
		number[len] = '\0';
		mc_mask_id(number, out, sizeof out);
		assert_int_equal(strlen(out), len);
		for (size_t n = 0; n < len; n++) {
			stars += out[n] == '*';
			assert_true(out[n] == '*' || out[n] == number[n]);
		}
		assert_true(2 * stars >= len);
		assert_true(len - stars <= 6);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_personal),
		cmocka_unit_test(test_other_ids),
		cmocka_unit_test(test_phones),
		cmocka_unit_test(test_sexes),
		cmocka_unit_test(test_masks),
		cmocka_unit_test(test_masks_always),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
