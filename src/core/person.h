/*
 * What a person says about himself at the counter: identity number, phone, name,
 * birth, sex. Hard rules fail with a sentence; soft ones give warnings that an
 * officer may pass over, for the paper in his hand is the truth.
 *
 * Sources: Thông tư 07/2016/TT-BCA and 59/2021/TT-BCA (structure of the personal
 * identification number; it has no check digit).
 */
#ifndef MC_CORE_PERSON_H
#define MC_CORE_PERSON_H

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

/* "1989-03-05", "1989-03", "1989", "05/03/1989", "03/1989"; "" is unknown. MC_INVALID. */
MC_CHECKED enum mc_status mc_birth_parse(
	const char *text, struct mc_birth *ret_birth, struct mc_error *err);
void mc_birth_format(struct mc_birth birth, char out[MC_BIRTH_SIZE]); /* 1989-03-05 */
void mc_birth_format_vi(struct mc_birth birth, char out[MC_BIRTH_SIZE]); /* 05/03/1989 */

enum mc_id_kind {
	MC_ID_ANY, /* input only: guess from the shape */
	MC_ID_PERSONAL, /* 12 digits: số định danh, on CCCD and Căn cước */
	MC_ID_OLD, /* 9 digits: chứng minh nhân dân */
	MC_ID_PASSPORT /* a letter and 7 digits here; 6–20 letters and digits from elsewhere */
};

/* X(constant, sentence for the officer) */
#define MC_PERSON_WARNING_LIST(X) \
	X(ID_PLACE, N_("The first three digits of the ID number are not the code of a province.")) \
	X(ID_CENTURY, N_("The fourth digit of the ID number names no century of ours.")) \
	X(ID_SEX, N_("The sex does not agree with the ID number.")) \
	X(ID_YEAR, N_("The year of birth does not agree with the ID number.")) \
	X(ID_OLD, N_("A 9-digit ID card is no longer valid; ask for the 12-digit number.")) \
	X(ID_PASSPORT, N_("This is not the shape of a Vietnamese passport number.")) \
	X(NAME_LENGTH, N_("A name has 1 to 100 letters.")) \
	X(NAME_LETTERS, N_("The name holds something other than letters, blanks, ' and -."))

enum mc_person_warning_bit {
#define X(name, text) MC_WARN_##name##_BIT,
	MC_PERSON_WARNING_LIST(X)
#undef X
		MC_WARN_COUNT
};

enum mc_person_warning { /* a set of these is an unsigned */
#define X(name, text) MC_WARN_##name = 1 << MC_WARN_##name##_BIT,
	MC_PERSON_WARNING_LIST(X)
#undef X
};

/* The sentence of one warning, in English (a key for mc_tr), by bit number below MC_WARN_COUNT. */
const char *mc_person_warning_text(unsigned bit);

#define MC_ID_SIZE 24

struct mc_id_number {
	enum mc_id_kind kind;
	char number[MC_ID_SIZE]; /* without blanks and dots, letters upper case */
	unsigned warnings;
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

/*
 * Phone in normal form, digits only from 0: mobile 10 digits 03 05 07 08 09,
 * landline 11 digits 02. Takes +84, 0084, 84, blanks, dots, dashes, brackets.
 * MC_INVALID. Formatting groups for reading: "0912 345 678", "0277 3563 362".
 */
#define MC_PHONE_SIZE 16
MC_CHECKED enum mc_status mc_phone_parse(
	const char *text, char out[MC_PHONE_SIZE], struct mc_error *err);
void mc_phone_format(const char *phone, char out[MC_PHONE_SIZE]);

/* Warnings (soft) of a person's name that is clean text. */
unsigned mc_name_warnings(const char *name);

/*
 * Masks for screens and lists: "087******123" (at most a quarter at each end, so
 * at least half is hidden) and "091****678". Out is never longer than the input;
 * `size` of strlen + 1 suffices, a smaller one gives a shorter text of stars.
 */
void mc_mask_id(const char *number, char *out, size_t size);
void mc_mask_phone(const char *phone, char *out, size_t size);

#endif
