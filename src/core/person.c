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

/* A text taken apart: numbers as written, and how many digits each has. */
struct birth_parts {
	int value[BIRTH_PARTS];
	size_t len[BIRTH_PARTS];
	int count;
};

static int number_of(const char *digits, size_t len) {
	int number = 0;

	for (size_t i = 0; i < len; i++) {
		number = number * 10 + (digits[i] - '0');
	}
	return number;
}

/* "5/3/1989", "1989-03": the same sign between all parts. */
static bool split_signs(const char *text, struct birth_parts *parts) {
	char sign = text[strspn(text, "0123456789")];

	*parts = (struct birth_parts){ .count = 0 };
	if (sign == '\0' || strchr("-/. ", sign) == NULL) {
		return false;
	}
	for (;;) {
		size_t len = strspn(text, "0123456789");

		if (len < 1 || len > 4 || parts->count == BIRTH_PARTS) {
			return false;
		}
		parts->value[parts->count] = number_of(text, len);
		parts->len[parts->count++] = len;
		text += len;
		if (*text == '\0') {
			return true;
		}
		if (*text++ != sign) {
			return false;
		}
	}
}

/*
 * How digits without signs between them are read; a text that fits several has
 * the first that names a day. No text names one in two of them: the digits that
 * are a month in one are part of a year in the other.
 */
static const struct birth_parts digit_patterns[] = {
	{ .count = 1, .len = { 4 } }, /* 1989 */
	{ .count = 3, .len = { 2, 2, 2 } }, /* 050389 */
	{ .count = 2, .len = { 2, 4 } }, /* 031989 */
	{ .count = 3, .len = { 2, 2, 4 } }, /* 05031989, as cards have it */
	{ .count = 3, .len = { 4, 2, 2 } }, /* 19890305 */
};

/* False when the text has not as many digits as the pattern, or something else. */
static bool split_digits(
	const char *text, const struct birth_parts *pattern, struct birth_parts *parts) {
	size_t len = 0;

	*parts = *pattern;
	for (int i = 0; i < pattern->count; i++) {
		len += pattern->len[i];
	}
	if (strlen(text) != len || text[strspn(text, "0123456789")] != '\0') {
		return false;
	}
	for (int i = 0; i < pattern->count; i++) {
		parts->value[i] = number_of(text, parts->len[i]);
		text += parts->len[i];
	}
	return true;
}

/* Whether a birth as far as it is known lies behind the day. */
static bool birth_after(struct mc_birth birth, mc_day day) {
	struct mc_civil last = mc_day_civil(day);

	if (birth.year != last.year) {
		return birth.year > last.year;
	}
	if (birth.month != last.month) {
		return birth.month > last.month;
	}
	return birth.day > last.day;
}

/* Two digits of a year: of this century, or of the one before where that is still to come. */
static void complete_year(struct mc_birth *birth, mc_day today) {
	int century = mc_day_civil(today).year / 100 * 100;

	birth->year += century;
	if (birth_after(*birth, today)) {
		birth->year -= 100;
	}
}

/*
 * Year first or year last, told by its four digits; the other parts have at most
 * two. A year of two digits stands behind day and month. A card that knows the
 * year only has 00 for both.
 */
static bool order_birth(const struct birth_parts *parts, mc_day today, struct mc_birth *ret_birth) {
	int ordered[BIRTH_PARTS] = { 0 }; /* year, month, day */
	bool year_first = parts->len[0] == 4;
	size_t year_len = parts->len[year_first ? 0 : parts->count - 1];
	bool year_only = parts->count == BIRTH_PARTS && !year_first && parts->value[0] == 0 &&
			 parts->value[1] == 0;

	if (year_len != 4 && (year_len != 2 || parts->count != BIRTH_PARTS)) {
		return false;
	}
	for (int i = 0; i < parts->count; i++) {
		int from = year_first ? i : parts->count - 1 - i;

		if (i > 0 && (parts->len[from] > 2 || (parts->value[from] == 0 && !year_only))) {
			return false;
		}
		ordered[i] = parts->value[from];
	}
	*ret_birth =
		(struct mc_birth){ .year = ordered[0], .month = ordered[1], .day = ordered[2] };
	if (year_len == 2) {
		complete_year(ret_birth, today);
	}
	return true;
}

static bool birth_exists(struct mc_birth birth) {
	return birth.year >= MC_BIRTH_YEAR_MIN && birth.year <= MC_YEAR_MAX && birth.month <= 12 &&
	       (birth.day == 0 || birth.day <= mc_month_days(birth.year, birth.month));
}

/* The text as a birth; *ret_read: whether it has the shape of one at all. */
static bool read_birth(const char *text, mc_day today, struct mc_birth *ret_birth, bool *ret_read) {
	struct birth_parts parts;

	*ret_read = false;
	if (split_signs(text, &parts)) {
		*ret_read = order_birth(&parts, today, ret_birth);
		return *ret_read && birth_exists(*ret_birth);
	}
	for (size_t i = 0; i < MC_COUNT(digit_patterns); i++) {
		if (split_digits(text, &digit_patterns[i], &parts)) {
			*ret_read = true;
			if (order_birth(&parts, today, ret_birth) && birth_exists(*ret_birth)) {
				return true;
			}
		}
	}
	return false;
}

enum mc_status mc_birth_parse(
	const char *text, mc_day today, struct mc_birth *ret_birth, struct mc_error *err) {
	struct mc_birth birth = { 0 };
	bool read;

	if (text[0] == '\0') {
		*ret_birth = birth;
		return MC_OK;
	}
	if (!read_birth(text, today, &birth, &read)) {
		return mc_fail(err, MC_INVALID,
			read ? N_("“%s” names a day of birth that does not exist.")
			     : N_("“%s” is not a date of birth: write 05/03/1989, 03/1989, 1989 or "
				  "1989-03-05."),
			text);
	}
	if (birth_after(birth, today)) {
		return mc_fail(
			err, MC_INVALID, N_("The date of birth “%s” lies in the future."), text);
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

void mc_birth_format_vi(struct mc_birth birth, char out[MC_BIRTH_SIZE]) {
	out[0] = '\0';
	if (birth.day > 0) {
		snprintf(out, MC_BIRTH_SIZE, "%02d/%02d/%04d", birth.day, birth.month, birth.year);
	} else if (birth.month > 0) {
		snprintf(out, MC_BIRTH_SIZE, "%02d/%04d", birth.month, birth.year);
	} else if (birth.year > 0) {
		snprintf(out, MC_BIRTH_SIZE, "%04d", birth.year);
	}
}

int mc_birth_age(struct mc_birth birth, mc_day today) {
	struct mc_civil last = mc_day_civil(today);
	struct mc_birth birthday = { last.year, birth.month, birth.day };

	return birth.year == 0 ? 0 : last.year - birth.year - birth_after(birthday, today);
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
