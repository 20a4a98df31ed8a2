/*
 * Amounts in words follow the way numbers are read in school and on receipts:
 * three digits at a time, from tỷ down. A group that has something in front of
 * it is read with all its places ("không trăm linh năm"); mốt, tư and lăm stand
 * for một, bốn and năm behind mươi, tư also behind linh, lăm also behind mười.
 */
#include "core/money.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define BILLION INT64_C(1000000000)

void mc_money_digits(int64_t dong, char out[MC_MONEY_DIGITS_SIZE]) {
	char digits[MC_MONEY_DIGITS_SIZE];
	int len = snprintf(digits, sizeof digits, "%lld", (long long)dong);
	int first = digits[0] == '-' ? 1 : 0;
	size_t at = 0;

	for (int i = 0; i < len; i++) {
		if (i > first && (len - i) % 3 == 0) {
			out[at++] = '.';
		}
		out[at++] = digits[i];
	}
	out[at] = '\0';
}

/* Words are put into a fixed buffer that holds the longest amount (a test says so). */
struct words {
	char *out;
	size_t len;
};

static void add(struct words *words, const char *word) {
	int written = snprintf(words->out + words->len, MC_MONEY_WORDS_SIZE - words->len, "%s%s",
		words->len > 0 ? " " : "", word);

	words->len += (size_t)written;
}

/* 1–999; `full` reads empty hundreds and tens aloud. */
static void add_group(struct words *words, int group, bool full) {
	static const char *const digit[] = { "không", "một", "hai", "ba", "bốn", "năm", "sáu",
		"bảy", "tám", "chín" };
	int hundreds = group / 100;
	int tens = group / 10 % 10;
	int units = group % 10;
	bool linh = tens == 0 && (full || hundreds > 0);

	if (full || hundreds > 0) {
		add(words, digit[hundreds]);
		add(words, "trăm");
	}
	if (tens == 1) {
		add(words, "mười");
	} else if (tens > 1) {
		add(words, digit[tens]);
		add(words, "mươi");
	}
	if (units == 0) {
		return;
	}
	if (linh) {
		add(words, "linh");
	}
	if (units == 1 && tens > 1) {
		add(words, "mốt");
	} else if (units == 4 && (tens > 1 || linh)) {
		add(words, "tư");
	} else if (units == 5 && tens > 0) {
		add(words, "lăm");
	} else {
		add(words, digit[units]);
	}
}

/* Below a thousand million; `full` when something stands in front. */
static void add_below_billion(struct words *words, int64_t value, bool full) {
	static const struct {
		int64_t size;
		const char *word;
	} scales[] = { { 1000000, "triệu" }, { 1000, "nghìn" }, { 1, NULL } };

	for (size_t i = 0; i < MC_COUNT(scales); i++) {
		int group = (int)(value / scales[i].size % 1000);

		if (group == 0) {
			continue;
		}
		add_group(words, group, full);
		if (scales[i].word != NULL) {
			add(words, scales[i].word);
		}
		full = true;
	}
}

enum mc_status mc_money_words(int64_t dong, char out[MC_MONEY_WORDS_SIZE], struct mc_error *err) {
	struct words words = { .out = out };
	int64_t billions = dong / BILLION;

	if (dong < 0 || dong > MC_MONEY_MAX) {
		return mc_fail(err, MC_INVALID,
			N_("The amount %lld cannot be written in words: it must be from 0 to 10^15 "
			   "đồng."),
			(long long)dong);
	}
	out[0] = '\0';
	if (dong == 0) {
		add(&words, "không");
	}
	if (billions > 0) {
		add_below_billion(&words, billions, false);
		add(&words, "tỷ");
	}
	add_below_billion(&words, dong % BILLION, billions > 0);
	add(&words, "đồng");
	return MC_OK;
}

bool mc_tariff_of_copies(const char *procedure) {
	/* from the original; of a transaction certified before; electronic, counted apart */
	static const char *const codes[] = { "2.000815", "2.000942", "L.CT.01" };

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		size_t len = strlen(codes[i]);

		if (strncmp(procedure, codes[i], len) == 0 &&
			(procedure[len] == '\0' || procedure[len] == '.')) {
			return true;
		}
	}
	return false;
}

enum mc_status mc_tariff_copies(int pages, int copies, int64_t *ret_dong, struct mc_error *err) {
	const int64_t first_pages = 2;
	const int64_t first_price = 2000;
	const int64_t next_price = 1000;
	const int64_t copy_max = 200000;
	int64_t first = pages < first_pages ? pages : first_pages;
	int64_t copy;

	if (pages < 1 || pages > MC_COPY_PAGES_MAX) {
		return mc_fail(err, MC_INVALID, N_("A copy has 1 to %d pages, not %d."),
			MC_COPY_PAGES_MAX, pages);
	}
	if (copies < 1 || copies > MC_COPY_COPIES_MAX) {
		return mc_fail(err, MC_INVALID, N_("The number of copies is 1 to %d, not %d."),
			MC_COPY_COPIES_MAX, copies);
	}
	copy = first * first_price + (pages - first) * next_price;
	*ret_dong = copies * (copy < copy_max ? copy : copy_max);
	return MC_OK;
}

enum mc_status mc_tariff_counted(
	const char *procedure, int pages, int copies, int64_t *ret_dong, struct mc_error *err) {
	if (!mc_tariff_of_copies(procedure)) {
		return mc_fail_at(err, "pages",
			mc_fail(err, MC_INVALID,
				N_("Pages and copies are counted of certified copies only, and %s "
				   "is another procedure: leave them out."),
				procedure));
	}
	return mc_fail_at(err, pages == 0 ? "pages" : "copies",
		mc_tariff_copies(pages, copies, ret_dong, err));
}
