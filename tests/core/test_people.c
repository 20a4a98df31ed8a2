/* Who is meant by what was typed: the short name, then the given name, then what a name begins with. */
#include "base/tr.h"
#include "cmocka_all.h"
#include "core/people.h"
#include <motcua/act.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define OFFICER MC_ROLE_BIT(MC_ROLE_OFFICER)
#define KIOSK MC_ROLE_BIT(MC_ROLE_KIOSK)

static const struct mc_staff rows[] = {
	{ "duc", "Hoàng Minh Đức", "", OFFICER | MC_ROLE_BIT(MC_ROLE_HEAD) },
	{ "hoa", "Trần Thị Hoa", "1", OFFICER },
	{ "hoa2", "Lê Hoà", "2", OFFICER },
	{ "kiosk", "Máy lấy số ở sảnh", "", KIOSK },
	{ "nam", "Nguyễn Hoàng Nam", "3", OFFICER },
	{ "nv-7", "Vũ Ngọc Lan", "6", OFFICER },
	{ "lan", "Bùi Thị Mai Phương", "", OFFICER },
	{ "phuong", "Đặng Phượng", "", OFFICER },
};
static const struct mc_staff_list list = { rows, COUNT(rows) };

/* What is typed, and the short names of all who fit, the best first. */
static const struct {
	const char *typed, *all;
} shown[] = {
	{ "hoa", "hoa hoa2 duc nam" }, /* the short name goes before all given names */
	{ "HOA", "hoa hoa2 duc nam" },
	{ "Hoà", "hoa2 hoa duc nam" }, /* with its marks, it is Hoà */
	{ "  hoa  ", "hoa hoa2 duc nam" },
	{ "đức", "duc" },
	{ "Duc", "duc" },
	{ "lan", "lan nv-7" },
	{ "ngoc lan", "nv-7" }, /* the last two words */
	{ "Phương", "lan phuong" },
	{ "phuong", "phuong lan" },
	{ "le hoa", "hoa2" }, /* a whole name */
	{ "n", "nam nv-7 duc hoa lan phuong" }, /* short names that begin so, then words, then parts */
	{ "Minh", "duc" },
	{ "xyz", "" },
};

static void the_best_fit_stands_first(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(shown); i++) {
		char found[128] = "";
		struct mc_fitting fitting[COUNT(rows)];
		size_t count = mc_people_fitting(&list, OFFICER, shown[i].typed, fitting);

		for (size_t n = 0; n < count; n++) {
			strcat(found, n > 0 ? " " : "");
			strcat(found, fitting[n].person->staff);
		}
		assert_string_equal(found, shown[i].all);
	}
}

/* Who is meant; two who fit alike are named, never guessed. */
static const struct {
	const char *typed, *meant; /* NULL: nobody; "a, b" those who fit alike */
} meant[] = {
	{ "hoa", "hoa" },
	{ "Hoa2", "hoa2" },
	{ "Hoà", "hoa2" },
	{ "Trần Thị Hoa", "hoa" },
	{ "Đức", "duc" },
	{ "duc", "duc" },
	{ "Nam", "nam" },
	{ "hoang", "Hoàng Minh Đức (duc), Nguyễn Hoàng Nam (nam)" },
	{ "ho", "Trần Thị Hoa (hoa), Lê Hoà (hoa2)" },
	{ "n", "Nguyễn Hoàng Nam (nam), Vũ Ngọc Lan (nv-7)" },
	{ "phu", "phuong" }, /* a short name that begins so goes before a word of a name */
	{ "kiosk", "kiosk" }, /* a short name is nobody else's, whatever his roles */
	{ "sảnh", NULL }, /* and by his name only with a role asked for */
	{ "oa", NULL }, /* somewhere within is too little */
	{ "", NULL },
	{ " ", NULL },
};

static void one_person_is_meant_or_all_are_named(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(meant); i++) {
		const struct mc_staff *person = NULL;
		struct mc_error err = { 0 };
		enum mc_status status =
			mc_person_find(&list, OFFICER, meant[i].typed, &person, &err);

		if (meant[i].meant == NULL) {
			assert_int_equal(status, MC_NOT_FOUND);
		} else if (strchr(meant[i].meant, ' ') == NULL) {
			assert_int_equal(status, MC_OK);
			assert_string_equal(person->staff, meant[i].meant);
		} else {
			char sentence[512];

			assert_int_equal(status, MC_CONFLICT);
			mc_error_text(MC_LANG_EN, &err, sentence, sizeof sentence);
			assert_non_null(strstr(sentence, meant[i].meant));
		}
	}
}

static void an_identity_is_a_short_name(void **state) {
	(void)state;
	assert_string_equal(mc_person_of(&list, "Nam")->name, "Nguyễn Hoàng Nam");
	assert_null(mc_person_of(&list, "Đức"));
	assert_null(mc_person_of(&list, ""));
	assert_null(mc_person_of(NULL, "nam"));
	assert_int_equal(mc_people_fitting(NULL, 0, "", NULL), 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_best_fit_stands_first),
		cmocka_unit_test(one_person_is_meant_or_all_are_named),
		cmocka_unit_test(an_identity_is_a_short_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
