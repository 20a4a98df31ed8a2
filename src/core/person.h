/*
 * What a person says about himself at the counter: identity number, phone, name,
 * birth, sex; and the tax code of an organisation. Hard rules fail with a sentence; soft ones give warnings that an
 * officer may pass over, for the paper in his hand is the truth.
 *
 * Sources: Thông tư 07/2016/TT-BCA and 59/2021/TT-BCA (structure of the personal
 * identification number; it has no check digit); Thông tư 105/2020/TT-BTC (structure of
 * tax codes; the check digit is that of the General Department of Taxation).
 */
#ifndef MC_CORE_PERSON_H
#define MC_CORE_PERSON_H

#include <motcua/date.h>
#include <motcua/status.h>
#include <stdbool.h>
#include <stddef.h>

/* X(constant, stable name) */
#define MC_SEX_LIST(X) \
	X(UNKNOWN, "unknown") \
	X(MALE, "male") \
	X(FEMALE, "female")

enum mc_sex {
#define X(name, text) MC_SEX_##name,
	MC_SEX_LIST(X)
#undef X
};

const char *mc_sex_name(enum mc_sex sex);

/* Stable names, "Nam", "Nữ", "khác", "không rõ", "" (unknown), m, f; in either case. MC_INVALID. */
MC_CHECKED enum mc_status mc_sex_parse(
	const char *text, enum mc_sex *ret_sex, struct mc_error *err);

/* A birth date as far as it is known: year, year and month, or all. 0 = not known. */
struct mc_birth {
	int year;
	int month;
	int day;
};

#define MC_BIRTH_YEAR_MIN 1850
#define MC_BIRTH_SIZE 40

/*
 * A date of birth as people write it: 05/03/1989, 5.3.1989, 05031989, 5/3/89,
 * 050389, 1989-03-05, 19890305; month and year 03/1989, 031989, 1989-03; the year
 * alone 1989, or 00001950 as on cards. Of the years that two digits may mean the
 * last one that is not behind `today`. "" is unknown. MC_INVALID: nothing such, a
 * day that does not exist, or one behind `today`.
 */
MC_CHECKED enum mc_status mc_birth_parse(
	const char *text, mc_day today, struct mc_birth *ret_birth, struct mc_error *err);
void mc_birth_format(struct mc_birth birth, char out[MC_BIRTH_SIZE]); /* 1989-03-05 */
void mc_birth_format_vi(struct mc_birth birth, char out[MC_BIRTH_SIZE]); /* 05/03/1989 */

/* Years that a birth makes of somebody by `today`; 0 where it is not known. */
int mc_birth_age(struct mc_birth birth, mc_day today);
#define MC_AGE_ODD 110 /* more is possible, and worth a second look */

enum mc_id_kind {
	MC_ID_ANY, /* input only: guess from the shape */
	MC_ID_PERSONAL, /* 12 digits: số định danh, on CCCD and Căn cước */
	MC_ID_OLD, /* 9 digits: chứng minh nhân dân */
	MC_ID_PASSPORT, /* a letter and 7 digits here; 6–20 letters and digits from elsewhere */
	MC_ID_TAX /* of an organisation: 10 digits, or 10-3 of a branch */
};

/* What is odd about a number that is taken all the same; a set of these is an unsigned. */
enum mc_id_warning {
	MC_ID_ODD_PLACE = 1, /* the first three digits are no province */
	MC_ID_ODD_CENTURY = 2, /* the fourth digit names no century of ours */
	MC_ID_ODD_SEX = 4, /* does not agree with the sex given */
	MC_ID_ODD_YEAR = 8, /* does not agree with the year of birth given */
	MC_ID_ODD_OLD = 16, /* a 9-digit card, no longer valid */
	MC_ID_ODD_PASSPORT = 32, /* not the shape of a Vietnamese passport */
	MC_ID_ODD_TAX = 64, /* the tenth digit of a tax code is not that of the nine before it */
};

#define MC_ID_SIZE 24

struct mc_id_number {
	enum mc_id_kind kind;
	char number[MC_ID_SIZE]; /* without blanks and dots, letters upper case */
	unsigned warnings; /* enum mc_id_warning */
	/* what a 12-digit number says of its bearer; else unknown, 0, NULL */
	enum mc_sex sex;
	int birth_year;
	const char *province; /* name at the time of issue; NULL for a country code */
};

/*
 * Reads a number as typed. `birth` and `sex` (0 / unknown when not known) are
 * compared. MC_INVALID: empty, wrong length, a character that cannot be.
 */
MC_CHECKED enum mc_status mc_id_parse(const char *text, enum mc_id_kind kind, struct mc_birth birth,
	enum mc_sex sex, struct mc_id_number *ret_id, struct mc_error *err);

bool mc_id_is_tax_code(const char *number); /* in normal form: of an organisation */

/*
 * What is oddest about a number, as a sentence; `birth` and `sex` as they were
 * compared. False: nothing is.
 */
bool mc_id_odd(const struct mc_id_number *id, struct mc_birth birth, enum mc_sex sex,
	struct mc_error *ret_what);

/*
 * Phone in normal form, digits only from 0: mobile 10 digits 03 05 07 08 09,
 * landline 11 digits 02. Takes +84, 0084, 84, blanks, dots, dashes, brackets.
 * MC_INVALID.
 */
#define MC_PHONE_SIZE 16
MC_CHECKED enum mc_status mc_phone_parse(
	const char *text, char out[MC_PHONE_SIZE], struct mc_error *err);

/*
 * Masks for screens and lists: "087******123" (at most a quarter at each end, so
 * at least half is hidden) and "091****678". Out is never longer than the input;
 * `size` of strlen + 1 suffices, a smaller one gives a shorter text of stars.
 */
void mc_mask_id(const char *number, char *out, size_t size);
void mc_mask_phone(const char *phone, char *out, size_t size);

#endif
