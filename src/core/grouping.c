/* Numbers in groups, as people read them out. */
#include "core/grouping.h"
#include <stdbool.h>
#include <string.h>

static bool only_digits(const char *text, size_t len) {
	return strspn(text, "0123456789") == len;
}

/* Whether the digits typed so far can be the month behind a day of two digits. */
static bool month_may_follow(const char *text, size_t len) {
	return len < 3 || (text[2] == '0' && (len < 4 || text[3] != '0')) ||
	       (text[2] == '1' && (len < 4 || text[3] <= '2'));
}

/* Four digits that are a year more likely than a day and a month. */
static bool is_year(const char *text, size_t len) {
	return len == 4 && strncmp(text, "18", 2) >= 0 && strncmp(text, "21", 2) < 0;
}

/* Day, month and year; a year alone, or one in front, stays whole. */
char mc_group_birth(const char *text, size_t at) {
	size_t len = strlen(text);
	bool date = only_digits(text, len) && len <= 8 && text[0] <= '3' &&
		    month_may_follow(text, len) && !is_year(text, len);

	return date && (at == 2 || at == 4) && at < len ? '/' : '\0';
}

/* Threes, as on the card. */
char mc_group_id(const char *text, size_t at) {
	size_t len = strlen(text);

	return only_digits(text, len) && len <= 12 && at > 0 && at % 3 == 0 && at < len ? ' '
											: '\0';
}

/* 0912 345 678; a landline of eleven digits 0277 3563 362. */
char mc_group_phone(const char *text, size_t at) {
	size_t len = strlen(text);
	size_t second = text[0] != '\0' && text[1] == '2' ? 8 : 7;
	bool inland = text[0] == '0' && only_digits(text, len);

	return inland && (at == 4 || at == second) && at < len ? ' ' : '\0';
}

void mc_grouped(mc_grouping_fn *grouping, const char *text, char *out, size_t size) {
	size_t len = 0;

	for (size_t at = 0; text[at] != '\0'; at++) {
		char sign = grouping == NULL ? '\0' : grouping(text, at);

		if (len + 1 + (sign != '\0') >= size) {
			break;
		}
		if (sign != '\0') {
			out[len++] = sign;
		}
		out[len++] = text[at];
	}
	out[len] = '\0';
}
