/* Ticket labels, dossier codes, PINs and QR texts. */
#include "cmocka_all.h"
#include <motcua/code.h>
#include <string.h>

#define AGENCY "H20.14.07"

static void test_labels(void **state) {
	static const struct {
		const char *text;
		const char *label; /* NULL: refused */
	} rows[] = {
		{ "A001", "A001" },
		{ "a001", "A001" },
		{ "z7", "Z007" },
		{ "B999", "B999" },
		{ "B1000", "B1000" },
		{ "C001000", "C1000" },
		{ "A999999", "A999999" },
		{ "A1000000", NULL },
		{ "A0001000", NULL },
		{ "A000", NULL },
		{ "A", NULL },
		{ "", NULL },
		{ "001", NULL },
		{ "AA001", NULL },
		{ "A001 ", NULL },
		{ "A-01", NULL },
		{ "A1x", NULL },
		{ "Đ001", NULL },
		{ "@001", NULL },
		{ "[001", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_ticket_label label = { .line = '?' };
		char text[MC_TICKET_LABEL_SIZE];

		if (rows[i].label == NULL) {
			assert_int_equal(
				mc_ticket_label_parse(rows[i].text, &label, NULL), MC_INVALID);
			assert_int_equal(label.line, '?');
			continue;
		}
		assert_int_equal(mc_ticket_label_parse(rows[i].text, &label, NULL), MC_OK);
		mc_ticket_label_format(label, text);
		assert_string_equal(text, rows[i].label);
	}
}

static void test_patterns(void **state) {
	static const struct {
		const char *pattern;
		const char *why; /* NULL: good */
	} rows[] = {
		{ MC_CODE_PATTERN_DEFAULT, NULL },
		{ "{yymmdd}{seq:4}", NULL },
		{ "{seq:3}/{yymmdd}.{agency}", NULL },
		{ "HS{yymmdd}-{seq:9}X", NULL },
		{ "", "needs both" },
		{ "{agency}", "needs both" },
		{ "{agency}-{yymmdd}", "needs both" },
		{ "{agency}-{seq:4}", "needs both" },
		{ "{yymmdd}-{seq:4}-{seq:4}", "twice" },
		{ "{yymmdd}{yymmdd}{seq:4}", "twice" },
		{ "{yymmdd}-{seq}", "not understood" },
		{ "{yymmdd}-{seq:0}", "not understood" },
		{ "{yymmdd}-{seq:10}", "not understood" },
		{ "{yymmdd}-{seq:4", "not understood" },
		{ "{yymmdd}-{seq:", "not understood" },
		{ "{yymmdd} {seq:4}", "not understood" },
		{ "{yymmdd}|{seq:4}", "not understood" },
		{ "{year}-{yymmdd}-{seq:4}", "not understood" },
		{ "hồ-{yymmdd}-{seq:4}", "not understood" },
		{ "{seq:4}{yymmdd}", "must be last" },
		{ "{seq:4}0-{yymmdd}", "must be last" },
		{ "{yymmdd}-{seq:4}{agency}", "must be last" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mc_error error = { 0 };
		enum mc_status status = mc_code_pattern_check(rows[i].pattern, &error);

		assert_int_equal(status, rows[i].why == NULL ? MC_OK : MC_INVALID);
		if (rows[i].why != NULL && strstr(error.format, rows[i].why) == NULL) {
			fail_msg("%s: %s", rows[i].pattern, error.format);
		}
	}
}

static void test_code_format(void **state) {
	mc_day day = mc_day_of_civil(2026, 11, 23);
	char code[MC_CODE_SIZE] = "?";
	const char *pattern = MC_CODE_PATTERN_DEFAULT;

	(void)state;
	assert_int_equal(mc_code_format(pattern, AGENCY, day, 12, code, NULL), MC_OK);
	assert_string_equal(code, "H20.14.07-261123-0012");
	assert_int_equal(mc_code_format(pattern, AGENCY, day, 9999, code, NULL), MC_OK);
	assert_string_equal(code, "H20.14.07-261123-9999");
	assert_int_equal(mc_code_format(pattern, AGENCY, day, 10000, code, NULL), MC_OK);
	assert_string_equal(code, "H20.14.07-261123-10000");
	assert_int_equal(mc_code_format("{seq:3}/{yymmdd}", "", day, 7, code, NULL), MC_OK);
	assert_string_equal(code, "007/261123");
	assert_int_equal(mc_code_format(pattern, AGENCY, day, 0, code, NULL), MC_INVALID);
	assert_int_equal(
		mc_code_format(pattern, AGENCY, day, MC_SERIAL_MAX + 1, code, NULL), MC_INVALID);
	assert_int_equal(mc_code_format(pattern, "", day, 1, code, NULL), MC_INVALID);
	assert_int_equal(mc_code_format(pattern, "H 20", day, 1, code, NULL), MC_INVALID);
	assert_int_equal(
		mc_code_format(pattern, AGENCY, mc_day_of_civil(2100, 1, 1), 1, code, NULL),
		MC_INVALID);
	assert_int_equal(
		mc_code_format(pattern, AGENCY, mc_day_of_civil(1999, 12, 31), 1, code, NULL),
		MC_INVALID);
	assert_int_equal(
		mc_code_format(pattern, "A234567890123456789012345678", day, 1, code, NULL), MC_OK);
	assert_int_equal(strlen(code), 40);
	assert_int_equal(
		mc_code_format(pattern, "A2345678901234567890123456789", day, 1, code, NULL),
		MC_INVALID);
	assert_int_equal(mc_code_format("{seq:4}", AGENCY, day, 1, code, NULL), MC_INVALID);
}

static void test_code_clean(void **state) {
	static const char forty[] = "ĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐ";
	char code[MC_CODE_SIZE] = "?";
	char long_code[sizeof forty + 1];

	(void)state;
	assert_int_equal(mc_code_clean("", 0, code, NULL), MC_INVALID);
	assert_int_equal(mc_code_clean("  ", 2, code, NULL), MC_INVALID);
	assert_int_equal(mc_code_clean("a\x01", 2, code, NULL), MC_INVALID);
	assert_int_equal(mc_code_clean("a\xff", 2, code, NULL), MC_INVALID);
	strcpy(long_code, forty);
	strcat(long_code, "1");
	assert_int_equal(mc_code_clean(long_code, strlen(long_code), code, NULL), MC_INVALID);
	assert_string_equal(code, "?");
	assert_int_equal(mc_code_clean(forty, strlen(forty), code, NULL), MC_OK);
	assert_string_equal(code, forty);
	assert_int_equal(mc_code_clean(" 000.00.01.h20-221005-0001\r\n", 28, code, NULL), MC_OK);
	assert_string_equal(code, "000.00.01.h20-221005-0001");
}

static void test_code_same_and_short(void **state) {
	(void)state;
	assert_true(mc_code_same("H20.14.07-261123-0012", "h20.14.07-261123-0012"));
	assert_false(mc_code_same("H20.14.07-261123-0012", "H20.14.07-261123-0013"));
	assert_false(mc_code_same("H20", "H20-"));
	assert_string_equal(mc_code_short(AGENCY, "h20.14.07-261123-0012"), "261123-0012");
	assert_string_equal(
		mc_code_short(AGENCY, "H20.14.071-261123-0012"), "H20.14.071-261123-0012");
	assert_string_equal(mc_code_short(AGENCY, "H20.14.07-"), "H20.14.07-");
	assert_string_equal(mc_code_short(AGENCY, "H20.14.07"), "H20.14.07");
	assert_string_equal(mc_code_short(AGENCY, "H20"), "H20");
	assert_string_equal(mc_code_short("", "-1"), "-1");
}

/* 4 294 000 000 is the last multiple of a million in 32 bits: nothing from there on may count. */
static void test_pin_make(void **state) {
	static const struct {
		uint8_t bytes[8];
		size_t len;
		const char *pin; /* NULL: none */
	} rows[] = {
		{ { 0, 0, 0, 0 }, 4, "000000" },
		{ { 0, 0, 0, 7 }, 4, "000007" },
		{ { 0x00, 0x0f, 0x42, 0x3f }, 4, "999999" },
		{ { 0x00, 0x0f, 0x42, 0x40 }, 4, "000000" },
		{ { 0xff, 0xf1, 0x3d, 0x7f }, 4, "999999" }, /* 4 293 999 999 */
		{ { 0xff, 0xf1, 0x3d, 0x80 }, 4, NULL },
		{ { 0xff, 0xff, 0xff, 0xff }, 4, NULL },
		{ { 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 42 }, 8, "000042" },
		{ { 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 42 }, 7, NULL },
		{ { 0 }, 3, NULL },
		{ { 0 }, 0, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char pin[MC_PIN_SIZE] = "?";

		assert_int_equal(mc_pin_make(rows[i].bytes, rows[i].len, pin), rows[i].pin != NULL);
		assert_string_equal(pin, rows[i].pin != NULL ? rows[i].pin : "?");
	}
}

static void test_pin_same(void **state) {
	static const char *const bad[] = { "", "12345", "1234567", "12345a", "１２３４５６",
		"12 456" };

	(void)state;
	assert_true(mc_pin_same("012345", "012345"));
	assert_false(mc_pin_same("012345", "112345"));
	assert_false(mc_pin_same("012345", "012344"));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(mc_pin_valid(bad[i]));
		assert_false(mc_pin_same("123456", bad[i]));
		assert_false(mc_pin_same(bad[i], bad[i]));
	}
}

static void test_slip_qr(void **state) {
	static const struct {
		const char *text;
		const char *code; /* NULL: refused */
	} rows[] = {
		{ "TTHC1|H20.14.07-261123-0012|012345", "H20.14.07-261123-0012" },
		{ "tthc1|H20.14.07-261123-0012|012345\r\n", "H20.14.07-261123-0012" },
		{ " TTHC1|a|b|012345\t", "a|b" },
		{ "TTHC1||012345", NULL },
		{ "TTHC1|012345", NULL },
		{ "TTHC1|x|12345", NULL },
		{ "TTHC1|x|1234567", NULL },
		{ "TTHC2|x|012345", NULL },
		{ "TTHC1", NULL },
		{ "", NULL },
		{ "087089000123|341234567|Nguyễn Văn Mẫu|05031989|Nam|Khóm 1|12052022", NULL },
	};
	char text[MC_SLIP_QR_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char code[MC_CODE_SIZE] = "?";
		char pin[MC_PIN_SIZE] = "?";
		enum mc_status status = mc_slip_qr_parse(rows[i].text, code, pin, NULL);

		assert_int_equal(status, rows[i].code != NULL ? MC_OK : MC_INVALID);
		assert_string_equal(code, rows[i].code != NULL ? rows[i].code : "?");
		assert_string_equal(pin, rows[i].code != NULL ? "012345" : "?");
	}
	assert_int_equal(mc_slip_qr_format("H20.14.07-261123-0012", "012345", text, NULL), MC_OK);
	assert_string_equal(text, "TTHC1|H20.14.07-261123-0012|012345");
	assert_int_equal(mc_slip_qr_format("", "012345", text, NULL), MC_INVALID);
	assert_int_equal(mc_slip_qr_format("x", "12345", text, NULL), MC_INVALID);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_patterns),
		cmocka_unit_test(test_code_format),
		cmocka_unit_test(test_code_clean),
		cmocka_unit_test(test_code_same_and_short),
		cmocka_unit_test(test_pin_make),
		cmocka_unit_test(test_pin_same),
		cmocka_unit_test(test_slip_qr),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
