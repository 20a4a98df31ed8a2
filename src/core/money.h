/* Đồng: whole, never fractions. Amounts in words and digits, and the tariff of certified copies. */
#ifndef MC_CORE_MONEY_H
#define MC_CORE_MONEY_H

#include <motcua/status.h>
#include <stdbool.h>
#include <stdint.h>

#define MC_MONEY_MAX INT64_C(1000000000000000) /* 10^15 */
#define MC_MONEY_DIGITS_SIZE 32
#define MC_MONEY_WORDS_SIZE 320

/* "1.250.000", "-2.000": dots between thousands, as Vietnamese papers write any number. */
void mc_money_digits(int64_t dong, char out[MC_MONEY_DIGITS_SIZE]);

/* "một trăm linh năm nghìn đồng". MC_INVALID: negative or above MC_MONEY_MAX. */
MC_CHECKED enum mc_status mc_money_words(
	int64_t dong, char out[MC_MONEY_WORDS_SIZE], struct mc_error *err);

/*
 * Copies certified from the original (Thông tư 226/2016/TT-BTC): 2.000 đ a page
 * for the first two, 1.000 đ from the third, at most 200.000 đ a copy; a page is
 * a page of the original. MC_INVALID: pages or copies below 1 or absurd.
 */
#define MC_COPY_PAGES_MAX 10000
#define MC_COPY_COPIES_MAX 10000
MC_CHECKED enum mc_status mc_tariff_copies(
	int pages, int copies, int64_t *ret_dong, struct mc_error *err);

/* Whether the fee of a procedure goes by that tariff. */
bool mc_tariff_of_copies(const char *procedure);

/* The same for a dossier of `procedure`; the error names the field “pages” or “copies”. */
MC_CHECKED enum mc_status mc_tariff_counted(
	const char *procedure, int pages, int copies, int64_t *ret_dong, struct mc_error *err);

#endif
