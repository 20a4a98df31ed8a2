/* What a person says about himself, checked as far as it can be without a register. */
#include "core/person.h"
#include <motcua/date.h>
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

static bool is_digit(char c) {
	return c >= '0' && c <= '9';
}

/* Sex. */

const char *mc_sex_name(enum mc_sex sex) {
	static const char *const names[] = {
#define X(constant, text) [MC_SEX_##constant] = text,
		MC_SEX_LIST(X)
#undef X
	};

	return names[sex];
}

enum mc_status mc_sex_parse(const char *text, enum mc_sex *ret_sex, struct mc_error *err) {
	static const struct {
		const char *word; /* without marks */
		enum mc_sex sex;
	} words[] = {
		{ "", MC_SEX_UNKNOWN },
		{ "unknown", MC_SEX_UNKNOWN },
		{ "khac", MC_SEX_UNKNOWN },
		{ "khong ro", MC_SEX_UNKNOWN },
		{ "nam", MC_SEX_MALE },
		{ "male", MC_SEX_MALE },
		{ "m", MC_SEX_MALE },
		{ "nu", MC_SEX_FEMALE },
		{ "female", MC_SEX_FEMALE },
		{ "f", MC_SEX_FEMALE },
	};
	char folded[64];
	bool short_enough = 3 * strlen(text) < sizeof folded;

	mc_text_fold(short_enough ? text : "", folded, sizeof folded);
	for (size_t i = 0; short_enough && i < MC_COUNT(words); i++) {
		if (strcmp(folded, words[i].word) == 0) {
			*ret_sex = words[i].sex;
			return MC_OK;
		}
	}
	return mc_fail(
		err, MC_INVALID, N_("“%s” is no sex: write Nam, Nữ or leave it empty."), text);
}

/* Birth. */

#define BIRTH_PARTS 3

/* Splits "05/03/1989" into numbers and their lengths; 0 when it is no such text. */
static int split_birth(const char *text, int value[BIRTH_PARTS], size_t len[BIRTH_PARTS]) {
	char separator = text[strspn(text, "0123456789")];
	int count = 0;

	if (separator != '\0' && strchr("-/.", separator) == NULL) {
		return 0;
	}
	for (;;) {
		len[count] = strspn(text, "0123456789");
		if (len[count] < 1 || len[count] > 4) {
			return 0;
		}
		value[count] = 0;
		for (size_t i = 0; i < len[count]; i++) {
			value[count] = value[count] * 10 + (text[i] - '0');
		}
		text += len[count++];
		if (*text == '\0') {
			return count;
		}
		if (*text++ != separator || count == BIRTH_PARTS) {
			return 0;
		}
	}
}

/* Year first or year last, told by its four digits; the other parts have at most two. */
static bool order_birth(int count, const int value[BIRTH_PARTS], const size_t len[BIRTH_PARTS],
	struct mc_birth *ret_birth) {
	int parts[BIRTH_PARTS] = { 0 }; /* year, month, day */
	bool year_first = count > 0 && len[0] == 4;

	if (count == 0) {
		return false;
	}
	for (int i = 0; i < count; i++) {
		int from = year_first ? i : count - 1 - i;

		if (i == 0 ? len[from] != 4 : len[from] > 2 || value[from] == 0) {
			return false;
		}
		parts[i] = value[from];
	}
	*ret_birth = (struct mc_birth){ .year = parts[0], .month = parts[1], .day = parts[2] };
	return true;
}

static bool birth_exists(struct mc_birth birth) {
	return birth.year >= MC_BIRTH_YEAR_MIN && birth.year <= MC_YEAR_MAX && birth.month <= 12 &&
	       (birth.day == 0 || birth.day <= mc_month_days(birth.year, birth.month));
}

enum mc_status mc_birth_parse(const char *text, struct mc_birth *ret_birth, struct mc_error *err) {
	int value[BIRTH_PARTS];
	size_t len[BIRTH_PARTS];
	struct mc_birth birth;

	if (text[0] == '\0') {
		*ret_birth = (struct mc_birth){ 0 };
		return MC_OK;
	}
	if (!order_birth(split_birth(text, value, len), value, len, &birth)) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not a date of birth: write 05/03/1989, 03/1989, 1989 or "
			   "1989-03-05."),
			text);
	}
	if (!birth_exists(birth)) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” names a day of birth that does not exist."), text);
	}
	*ret_birth = birth;
	return MC_OK;
}

void mc_birth_format(struct mc_birth birth, char out[MC_BIRTH_SIZE]) {
	out[0] = '\0';
	if (birth.day > 0) {
		snprintf(out, MC_BIRTH_SIZE, "%04d-%02d-%02d", birth.year, birth.month, birth.day);
	} else if (birth.month > 0) {
		snprintf(out, MC_BIRTH_SIZE, "%04d-%02d", birth.year, birth.month);
	} else if (birth.year > 0) {
		snprintf(out, MC_BIRTH_SIZE, "%04d", birth.year);
	}
}

/* Phones. */

/* Digits with a leading + as "00", separators dropped; false for anything else. */
static bool copy_phone(const char *text, char *out, size_t size) {
	size_t len = 0;

	for (const char *at = text; *at != '\0'; at++) {
		if (strchr(" .-()", *at) != NULL) {
			continue;
		}
		if (*at == '+' && len == 0) {
			out[len++] = '0';
			out[len++] = '0';
		} else if (is_digit(*at) && len + 1 < size) {
			out[len++] = *at;
		} else {
			return false;
		}
	}
	out[len] = '\0';
	return true;
}

/* The subscriber's number behind the country code, or behind the 0 of a call inside the country. */
static const char *national_part(const char *digits) {
	if (strncmp(digits, "0084", 4) == 0) {
		digits += 4;
		return *digits == '0' ? digits + 1 : digits; /* +84 (0)912 … */
	}
	if (strncmp(digits, "84", 2) == 0) {
		return digits + 2;
	}
	return *digits == '0' ? digits + 1 : "";
}

enum mc_status mc_phone_parse(const char *text, char out[MC_PHONE_SIZE], struct mc_error *err) {
	char digits[24] = "";
	const char *national = copy_phone(text, digits, sizeof digits) ? national_part(digits) : "";
	size_t len = strlen(national);
	bool mobile = len == 9 && strchr("35789", national[0]) != NULL;
	bool landline = len == 10 && national[0] == '2';

	if (!mobile && !landline) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not a phone number: a mobile has 10 digits (03, 05, 07, 08, "
			   "09), a landline 11 (02)."),
			text);
	}
	snprintf(out, MC_PHONE_SIZE, "0%.10s", national);
	return MC_OK;
}

/* Masks. */

static void mask(const char *text, size_t keep, char *out, size_t size) {
	size_t len = strlen(text);
	size_t count = mc_utf8_count(text);
	bool fits = len < size;
	size_t at = 0;
	size_t pos = 0;

	for (size_t i = 0; i < count && at + 1 < size; i++) {
		size_t start = pos;

		mc_utf8_next(text, len, &pos);
		if (fits && (i < keep || i >= count - keep)) {
			memcpy(out + at, text + start, pos - start);
			at += pos - start;
		} else {
			out[at++] = '*';
		}
	}
	if (size > 0) {
		out[at] = '\0';
	}
}

void mc_mask_id(const char *number, char *out, size_t size) {
	size_t quarter = mc_utf8_count(number) / 4;

	mask(number, quarter < 3 ? quarter : 3, out, size);
}

void mc_mask_phone(const char *phone, char *out, size_t size) {
	if (mc_utf8_count(phone) >= 10) {
		mask(phone, 3, out, size);
	} else {
		mc_mask_id(phone, out, size);
	}
}
