/*
 * Identity numbers. Only the shape is a hard rule; what a 12-digit number says of
 * its bearer (place, sex, year) is compared softly, because cards with mistakes
 * exist and are valid.
 */
#include "core/person.h"
#include <motcua/act.h>
#include <string.h>

static bool is_digit(char c) {
	return c >= '0' && c <= '9';
}

static bool all_digits(const char *text) {
	return text[strspn(text, "0123456789")] == '\0';
}

/* Provinces of registration of birth; the codes outlive the mergers of 2025. */
static const struct {
	int code;
	const char *name;
} provinces[] = {
	{ 1, "Hà Nội" },
	{ 2, "Hà Giang" },
	{ 4, "Cao Bằng" },
	{ 6, "Bắc Kạn" },
	{ 8, "Tuyên Quang" },
	{ 10, "Lào Cai" },
	{ 11, "Điện Biên" },
	{ 12, "Lai Châu" },
	{ 14, "Sơn La" },
	{ 15, "Yên Bái" },
	{ 17, "Hòa Bình" },
	{ 19, "Thái Nguyên" },
	{ 20, "Lạng Sơn" },
	{ 22, "Quảng Ninh" },
	{ 24, "Bắc Giang" },
	{ 25, "Phú Thọ" },
	{ 26, "Vĩnh Phúc" },
	{ 27, "Bắc Ninh" },
	{ 30, "Hải Dương" },
	{ 31, "Hải Phòng" },
	{ 33, "Hưng Yên" },
	{ 34, "Thái Bình" },
	{ 35, "Hà Nam" },
	{ 36, "Nam Định" },
	{ 37, "Ninh Bình" },
	{ 38, "Thanh Hóa" },
	{ 40, "Nghệ An" },
	{ 42, "Hà Tĩnh" },
	{ 44, "Quảng Bình" },
	{ 45, "Quảng Trị" },
	{ 46, "Thừa Thiên Huế" },
	{ 48, "Đà Nẵng" },
	{ 49, "Quảng Nam" },
	{ 51, "Quảng Ngãi" },
	{ 52, "Bình Định" },
	{ 54, "Phú Yên" },
	{ 56, "Khánh Hòa" },
	{ 58, "Ninh Thuận" },
	{ 60, "Bình Thuận" },
	{ 62, "Kon Tum" },
	{ 64, "Gia Lai" },
	{ 66, "Đắk Lắk" },
	{ 67, "Đắk Nông" },
	{ 68, "Lâm Đồng" },
	{ 70, "Bình Phước" },
	{ 72, "Tây Ninh" },
	{ 74, "Bình Dương" },
	{ 75, "Đồng Nai" },
	{ 77, "Bà Rịa - Vũng Tàu" },
	{ 79, "Thành phố Hồ Chí Minh" },
	{ 80, "Long An" },
	{ 82, "Tiền Giang" },
	{ 83, "Bến Tre" },
	{ 84, "Trà Vinh" },
	{ 86, "Vĩnh Long" },
	{ 87, "Đồng Tháp" },
	{ 89, "An Giang" },
	{ 91, "Kiên Giang" },
	{ 92, "Cần Thơ" },
	{ 93, "Hậu Giang" },
	{ 94, "Sóc Trăng" },
	{ 95, "Bạc Liêu" },
	{ 96, "Cà Mau" },
};

static const char *province_name(int code) {
	for (size_t i = 0; i < MC_COUNT(provinces); i++) {
		if (provinces[i].code == code) {
			return provinces[i].name;
		}
	}
	return NULL;
}

/*
 * Digits 1–3 place of registration (above the provinces: a country), 4 century
 * and sex (0 1 for 19xx, 2 3 for 20xx, 4 5 for 21xx; even is male), 5–6 year,
 * the rest random.
 */
static void read_personal(struct mc_id_number *id) {
	const char *digits = id->number;
	int place = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
	int century = digits[3] - '0';

	id->province = province_name(place);
	if (id->province == NULL && place <= provinces[MC_COUNT(provinces) - 1].code) {
		id->warnings |= MC_ID_ODD_PLACE;
	}
	if (century > 5) {
		id->warnings |= MC_ID_ODD_CENTURY;
		return;
	}
	id->sex = century % 2 == 0 ? MC_SEX_MALE : MC_SEX_FEMALE;
	id->birth_year = 1900 + century / 2 * 100 + (digits[4] - '0') * 10 + (digits[5] - '0');
}

static void compare_personal(struct mc_id_number *id, struct mc_birth birth, enum mc_sex sex) {
	if (sex != MC_SEX_UNKNOWN && id->sex != MC_SEX_UNKNOWN && sex != id->sex) {
		id->warnings |= MC_ID_ODD_SEX;
	}
	if (birth.year != 0 && id->birth_year != 0 && birth.year != id->birth_year) {
		id->warnings |= MC_ID_ODD_YEAR;
	}
}

/* "0101234567" or, of a branch, "0101234567-001". */
static bool is_tax_code(const char *number) {
	size_t digits = strspn(number, "0123456789");

	return digits == 10 && (number[10] == '\0' || (number[10] == '-' && strlen(number) == 14 &&
							      all_digits(number + 11)));
}

bool mc_id_is_tax_code(const char *number) {
	return is_tax_code(number);
}

/* Each of the first nine digits has its weight; ten less the rest of their sum by eleven is the tenth. */
static bool tax_digit_fits(const char *number) {
	static const int weights[] = { 31, 29, 23, 19, 17, 13, 7, 5, 3 };
	int sum = 0;

	for (size_t i = 0; i < MC_COUNT(weights); i++) {
		sum += weights[i] * (number[i] - '0');
	}
	return 10 - sum % 11 == number[9] - '0';
}

/* Copies without blanks and dots, letters upper case; a hyphen only of a tax code. */
static enum mc_status copy_id(const char *text, char out[MC_ID_SIZE], struct mc_error *err) {
	const size_t longest = 20;
	size_t len = 0;

	for (const char *at = text; *at != '\0'; at++) {
		char c = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;

		if (c == ' ' || c == '.') {
			continue;
		}
		bool branch = c == '-' && len == 10 && strspn(out, "0123456789") == 10;

		if ((!is_digit(c) && !branch && (c < 'A' || c > 'Z')) || len == longest) {
			return mc_fail(err, MC_INVALID,
				N_("“%s” is not an ID or passport number: it has up to 20 digits "
				   "and letters without marks."),
				text);
		}
		out[len++] = c;
		out[len] = '\0';
	}
	out[len] = '\0';
	if (len == 0) {
		return mc_fail(err, MC_INVALID, N_("The ID number is empty."));
	}
	return MC_OK;
}

static enum mc_id_kind guess_kind(const char *number) {
	if (is_tax_code(number)) {
		return MC_ID_TAX;
	}
	if (!all_digits(number)) {
		return MC_ID_PASSPORT;
	}
	return strlen(number) == 9 ? MC_ID_OLD : MC_ID_PERSONAL;
}

static bool has_digit(const char *text) {
	return text[strcspn(text, "0123456789")] != '\0';
}

static enum mc_status check_shape(const struct mc_id_number *id, struct mc_error *err) {
	size_t len = strlen(id->number);
	bool digits = all_digits(id->number);

	if (id->kind == MC_ID_TAX || strchr(id->number, '-') != NULL) {
		return is_tax_code(id->number) && id->kind == MC_ID_TAX
			       ? MC_OK
			       : mc_fail(err, MC_INVALID,
					 N_("“%s” is no tax code: it has 10 digits, and a hyphen "
					    "and 3 more for a branch."),
					 id->number);
	}
	if (id->kind == MC_ID_PASSPORT && !has_digit(id->number)) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is no passport number: those have digits."), id->number);
	}
	if (id->kind == MC_ID_PASSPORT) {
		return len >= 6 ? MC_OK
				: mc_fail(err, MC_INVALID,
					  N_("A passport number has 6 to 20 characters, not %zu."),
					  len);
	}
	if (!digits) {
		return mc_fail(
			err, MC_INVALID, N_("An ID number has digits only, not “%s”."), id->number);
	}
	if (id->kind == MC_ID_OLD && len != 9) {
		return mc_fail(err, MC_INVALID,
			N_("The number of an old ID card has 9 digits, not %zu."), len);
	}
	if (id->kind == MC_ID_PERSONAL && len != 12) {
		return mc_fail(err, MC_INVALID,
			N_("An ID number has 12 digits (9 on an old card), a tax code 10 (or "
			   "10-3), "
			   "not %zu."),
			len);
	}
	return MC_OK;
}

enum mc_status mc_id_parse(const char *text, enum mc_id_kind kind, struct mc_birth birth,
	enum mc_sex sex, struct mc_id_number *ret_id, struct mc_error *err) {
	struct mc_id_number id = { 0 };
	enum mc_status status = copy_id(text, id.number, err);

	if (status != MC_OK) {
		return status;
	}
	id.kind = kind == MC_ID_ANY ? guess_kind(id.number) : kind;
	status = check_shape(&id, err);
	if (status != MC_OK) {
		return status;
	}
	if (id.kind == MC_ID_PERSONAL) {
		read_personal(&id);
		compare_personal(&id, birth, sex);
	} else if (id.kind == MC_ID_TAX) {
		id.warnings |= tax_digit_fits(id.number) ? 0 : MC_ID_ODD_TAX;
	} else if (id.kind == MC_ID_OLD) {
		id.warnings |= MC_ID_ODD_OLD;
	} else if (is_digit(id.number[0]) || strlen(id.number) != 8 || !all_digits(id.number + 1)) {
		id.warnings |= MC_ID_ODD_PASSPORT;
	}
	*ret_id = id;
	return MC_OK;
}

/* What disagrees with the rest of the request goes before what is odd in itself. */
bool mc_id_odd(const struct mc_id_number *id, struct mc_birth birth, enum mc_sex sex,
	struct mc_error *ret_what) {
	if ((id->warnings & MC_ID_ODD_YEAR) != 0) {
		(void)!mc_fail(ret_what, MC_OK,
			N_("The ID number says born in %d, the date of birth %d: check both."),
			id->birth_year, birth.year);
	} else if ((id->warnings & MC_ID_ODD_SEX) != 0) {
		(void)!mc_fail(ret_what, MC_OK,
			sex == MC_SEX_MALE ? N_("The ID number is a woman's: check it.")
					   : N_("The ID number is a man's: check it."));
	} else if ((id->warnings & MC_ID_ODD_CENTURY) != 0) {
		(void)!mc_fail(ret_what, MC_OK,
			N_("The fourth digit of the ID number (%c) names no century: check it."),
			id->number[3]);
	} else if ((id->warnings & MC_ID_ODD_PLACE) != 0) {
		(void)!mc_fail(ret_what, MC_OK,
			N_("The ID number begins with %s, which is no province: check it."),
			(char[]){ id->number[0], id->number[1], id->number[2], '\0' });
	} else if ((id->warnings & MC_ID_ODD_TAX) != 0) {
		*ret_what =
			(struct mc_error){ .format = mc_warning_text(MC_WARNING_INDEX_TAX_CODE) };
	} else if ((id->warnings & MC_ID_ODD_OLD) != 0) {
		*ret_what = (struct mc_error){ .format = mc_warning_text(
						       MC_WARNING_INDEX_ID_CARD_OLD) };
	} else if ((id->warnings & MC_ID_ODD_PASSPORT) != 0) {
		*ret_what =
			(struct mc_error){ .format = mc_warning_text(MC_WARNING_INDEX_ID_SHAPE) };
	}
	return id->warnings != 0;
}
