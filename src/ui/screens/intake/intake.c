#include "ui/screens/intake/intake.h"
#include "base/utf8.h"
#include "core/act/fields.h"
#include "core/money.h"
#include "core/person.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the form ---- */

static enum mc_status check_id(
	const char *text, mc_day today, char usual[MC_EDIT_BYTES], struct mc_error *err) {
	struct mc_id_number number;

	(void)today;
	if (mc_id_parse(text, MC_ID_ANY, (struct mc_birth){ 0 }, MC_SEX_UNKNOWN, &number, NULL) !=
		MC_OK) {
		return mc_fail(err, MC_INVALID,
			N_("%s is no ID number: 12 digits, for example 087189001234, a passport "
			   "number, or the 10 digits of a tax code."),
			text);
	}
	mc_copy(usual, MC_EDIT_BYTES, number.number);
	return MC_OK;
}

static bool full_id(const char *text) {
	return strlen(text) == 12 && strspn(text, "0123456789") == 12;
}

/* Both as far as they are typed: the number is compared with the year of birth. */
static bool odd_id(
	const struct mc_form *form, int typing, mc_day today, struct mc_error *ret_what) {
	struct mc_birth birth = { 0 };
	struct mc_id_number number;
	char id[MC_EDIT_BYTES];
	char text[MC_EDIT_BYTES];

	mc_form_settled(form, typing, "id_number", id);
	mc_form_settled(form, typing, "birth", text);
	(void)!mc_birth_parse(text, today, &birth, NULL);
	return mc_id_parse(id, MC_ID_ANY, birth, MC_SEX_UNKNOWN, &number, NULL) == MC_OK &&
	       mc_id_odd(&number, birth, MC_SEX_UNKNOWN, ret_what);
}

static bool odd_name(
	const struct mc_form *form, int typing, const char *name, struct mc_error *ret_what) {
	char text[MC_EDIT_BYTES];

	mc_form_settled(form, typing, name, text);
	if (!mc_name_is_destroyed(text)) {
		return false;
	}
	*ret_what = (struct mc_error){ .format = mc_warning_text(MC_WARNING_INDEX_NAME_DESTROYED) };
	return true;
}

static bool odd_owner(
	const struct mc_form *form, int typing, mc_day today, struct mc_error *ret_what) {
	(void)today;
	return odd_name(form, typing, "owner", ret_what);
}

static bool odd_submitter(
	const struct mc_form *form, int typing, mc_day today, struct mc_error *ret_what) {
	(void)today;
	return odd_name(form, typing, "submitter", ret_what);
}

static enum mc_status check_birth(
	const char *text, mc_day today, char usual[MC_EDIT_BYTES], struct mc_error *err) {
	struct mc_birth birth;
	enum mc_status status = mc_birth_parse(text, today, &birth, err);

	if (status == MC_OK) {
		mc_birth_format_vi(birth, usual);
	}
	return status;
}

/* A year of two digits may be the beginning of one of four: it is never full. */
static bool full_birth(const char *text) {
	size_t len = strlen(text);
	const char *year = len >= 4 ? text + len - 4 : text;
	size_t digits = strspn(text, "0123456789");

	return len == 10 || (len == 8 && digits == 8) ||
	       (digits < 3 && strlen(year) == 4 && strspn(year, "0123456789") == 4 &&
		       strspn(text + digits + 1, "0123456789") < 3);
}

static bool odd_birth(
	const struct mc_form *form, int typing, mc_day today, struct mc_error *ret_what) {
	struct mc_birth birth = { 0 };
	char text[MC_EDIT_BYTES];
	int age;

	mc_form_settled(form, typing, "birth", text);
	(void)!mc_birth_parse(text, today, &birth, NULL);
	age = mc_birth_age(birth, today);
	if (age <= MC_AGE_ODD) {
		return false;
	}
	(void)!mc_fail(ret_what, MC_OK,
		N_("Born %s makes %d years of age: check the date of birth."), text, age);
	return true;
}

static enum mc_status check_phone(
	const char *text, mc_day today, char usual[MC_EDIT_BYTES], struct mc_error *err) {
	char phone[MC_PHONE_SIZE];

	(void)today;
	if (mc_phone_parse(text, phone, NULL) != MC_OK) {
		return mc_fail(err, MC_INVALID,
			N_("%s is no phone number: 10 digits, for example 0912345678."), text);
	}
	mc_copy(usual, MC_EDIT_BYTES, phone);
	return MC_OK;
}

static enum mc_status check_external(
	const char *text, mc_day today, char usual[MC_EDIT_BYTES], struct mc_error *err) {
	char code[MC_CODE_SIZE];

	(void)today;
	(void)usual;
	return mc_code_clean(text, strlen(text), code, err);
}

static enum mc_status check_sets(
	const char *text, mc_day today, char usual[MC_EDIT_BYTES], struct mc_error *err) {
	(void)today;
	(void)usual;
	if (atoi(text) < 1) {
		return mc_fail(
			err, MC_INVALID, N_("The number of sets is at least 1, for example 1."));
	}
	return MC_OK;
}

static enum mc_status check_pages(
	const char *text, mc_day today, char usual[MC_EDIT_BYTES], struct mc_error *err) {
	int64_t fee;

	(void)today;
	(void)usual;
	return mc_tariff_copies(atoi(text), 1, &fee, err);
}

static enum mc_status check_copies(
	const char *text, mc_day today, char usual[MC_EDIT_BYTES], struct mc_error *err) {
	int64_t fee;

	(void)today;
	(void)usual;
	return mc_tariff_copies(1, atoi(text), &fee, err);
}

static enum mc_status check_ticket(
	const char *text, mc_day today, char usual[MC_EDIT_BYTES], struct mc_error *err) {
	struct mc_ticket_label label;
	char name[MC_TICKET_LABEL_SIZE];

	(void)today;
	if (mc_ticket_label_parse(text, &label, NULL) != MC_OK) {
		return mc_fail(err, MC_INVALID,
			N_("%s is no ticket: a letter and a number, for example A012."), text);
	}
	mc_ticket_label_format(label, name);
	mc_copy(usual, MC_EDIT_BYTES, name);
	return MC_OK;
}

enum {
	OWNER,
	ID_NUMBER,
	BIRTH,
	PHONE,
	ADDRESS,
	SUBMITTER,
	SUBJECT,
	EXTERNAL,
	SETS,
	TICKET,
	PAGES,
	COPIES,
	ROWS
};
#define PLAIN_ROWS PAGES /* of a procedure whose fee does not go by pages */

static const struct mc_form_row rows[ROWS] = {
	[OWNER] = { "owner", MC_EDIT_TEXT, .required = true, .odd = odd_owner },
	[ID_NUMBER] = { "id_number", MC_EDIT_CODE, .grouping = mc_group_id, .check = check_id,
		.full = full_id, .odd = odd_id },
	[BIRTH] = { "birth", MC_EDIT_CODE, .grouping = mc_group_birth, .check = check_birth,
		.full = full_birth, .odd = odd_birth },
	[PHONE] = { "phone", MC_EDIT_CODE, .grouping = mc_group_phone, .check = check_phone },
	[ADDRESS] = { "address", MC_EDIT_TEXT },
	[SUBMITTER] = { "submitter", MC_EDIT_TEXT, .odd = odd_submitter },
	[SUBJECT] = { "subject", MC_EDIT_TEXT },
	[EXTERNAL] = { "external_code", MC_EDIT_CODE, .check = check_external },
	[SETS] = { "sets", MC_EDIT_DIGITS, .required = true, .check = check_sets },
	[TICKET] = { "ticket", MC_EDIT_CODE, .check = check_ticket },
	[PAGES] = { "pages", MC_EDIT_DIGITS, .required = true, .check = check_pages },
	[COPIES] = { "copies", MC_EDIT_DIGITS, .required = true, .check = check_copies },
};

/* A digit typed there replaces it: 3 is three, and not thirteen. */
static void propose_one(struct mc_edit *field) {
	mc_edit_set(field, "1");
	mc_edit_propose(field);
}

void mc_intake_init(struct mc_intake *intake) {
	*intake = (struct mc_intake){ 0 };
	mc_form_init(&intake->form, mc_verb_fields(MC_VERB_DOSSIER_ACCEPT), rows, ROWS);
	intake->form.count = PLAIN_ROWS;
	propose_one(&intake->form.field[SETS]);
}

bool mc_intake_blank(const struct mc_intake *intake) {
	for (int i = 0; i < ROWS; i++) {
		if (i < PLAIN_ROWS && i != SETS && !mc_edit_empty(&intake->form.field[i])) {
			return false;
		}
	}
	for (int i = 0; i < intake->paper_count; i++) {
		if (mc_intake_handed_in(&intake->paper[i])) {
			return false;
		}
	}
	return true;
}

/* ---- papers ---- */

bool mc_intake_handed_in(const struct mc_intake_paper *paper) {
	return paper->count[MC_PAPER_ORIGINALS] + paper->count[MC_PAPER_CERTIFIED] +
		       paper->count[MC_PAPER_COPIES] >
	       0;
}

/* Papers counted so far, by name; what is looked up goes out. */
struct counted {
	struct mc_intake_paper paper[2 * MC_INTAKE_PAPERS];
	int count;
};

static void take_counted(struct counted *counted, const char *name, int count[MC_PAPER_COLUMNS]) {
	for (int i = 0; i < counted->count; i++) {
		if (strcmp(counted->paper[i].name, name) == 0) {
			memcpy(count, counted->paper[i].count, sizeof counted->paper[i].count);
			counted->paper[i] = counted->paper[--counted->count];
			return;
		}
	}
}

/* Adds one name of the list, with what was counted under that name before. */
static void add_paper(
	struct mc_intake *intake, const char *name, size_t len, struct counted *counted) {
	struct mc_intake_paper *paper;
	char text[MC_INTAKE_PAPER_BYTES];

	while (len > 0 && *name == ' ') {
		name++;
		len--;
	}
	len = mc_utf8_fit(name, len, sizeof text - 1);
	memcpy(text, name, len);
	text[len] = '\0';
	if (*text == '\0') {
		return;
	}
	if (intake->paper_count == MC_INTAKE_PAPERS) {
		intake->papers_left_out++;
		return;
	}
	paper = &intake->paper[intake->paper_count++];
	*paper = (struct mc_intake_paper){ 0 };
	memcpy(paper->name, text, sizeof text);
	take_counted(counted, text, paper->count);
}

static void set_papers(struct mc_intake *intake, const char *list) {
	struct counted counted = { .count = 0 };
	size_t len;

	for (int i = 0; i < intake->paper_count; i++) {
		if (mc_intake_handed_in(&intake->paper[i])) {
			counted.paper[counted.count++] = intake->paper[i];
		}
	}
	for (int i = 0; i < intake->put_by_count; i++) {
		counted.paper[counted.count++] = intake->put_by[i];
	}
	intake->paper_count = 0;
	intake->papers_left_out = 0;
	for (const char *item; (item = mc_list_next(&list, ";", &len)) != NULL;) {
		add_paper(intake, item, len, &counted);
	}
	intake->put_by_count = counted.count < MC_INTAKE_PAPERS ? counted.count : MC_INTAKE_PAPERS;
	memcpy(intake->put_by, counted.paper, (size_t)intake->put_by_count * sizeof *counted.paper);
}

bool mc_intake_is_of(const struct mc_intake *intake, const struct mc_procedure *procedure) {
	return strcmp(intake->procedure, procedure->code) == 0 &&
	       strcmp(intake->variant, procedure->variant) == 0;
}

void mc_intake_fit_form(struct mc_intake *intake) {
	bool counted = mc_tariff_of_copies(intake->procedure);

	intake->form.count = counted ? ROWS : PLAIN_ROWS;
	for (int i = PLAIN_ROWS; i < ROWS; i++) {
		if (!counted) {
			mc_edit_set(&intake->form.field[i], "");
		} else if (mc_edit_empty(&intake->form.field[i])) {
			propose_one(&intake->form.field[i]);
		}
	}
	if (intake->form.focus >= intake->form.count) {
		intake->form.focus = OWNER;
	}
}

int64_t mc_intake_fee(const struct mc_intake *intake, int64_t otherwise) {
	int64_t fee;

	return mc_tariff_of_copies(intake->procedure) &&
			       mc_tariff_copies(atoi(intake->form.field[PAGES].text),
				       atoi(intake->form.field[COPIES].text), &fee, NULL) == MC_OK
		       ? fee
		       : otherwise;
}

void mc_intake_begin(struct mc_intake *intake, const struct mc_procedure *procedure,
	const uint8_t key[MC_KEY_SIZE]) {
	intake->begun = true;
	mc_copy(intake->procedure, sizeof intake->procedure, procedure->code);
	mc_copy(intake->variant, sizeof intake->variant, procedure->variant);
	mc_copy(intake->name, sizeof intake->name, procedure->name_vi);
	mc_copy(intake->name_en, sizeof intake->name_en, procedure->name_en);
	memcpy(intake->key, key, MC_KEY_SIZE);
	mc_intake_fit_form(intake);
	set_papers(intake, procedure->components);
}

void mc_intake_next(struct mc_intake *intake) {
	intake->begun = false;
	intake->procedure[0] = intake->variant[0] = '\0';
	intake->name[0] = intake->name_en[0] = '\0';
	intake->paper_count = intake->put_by_count = 0;
	intake->papers_left_out = 0;
	mc_edit_set(&intake->form.field[SUBJECT], "");
	mc_edit_set(&intake->form.field[EXTERNAL], "");
	mc_intake_fit_form(intake); /* pages and copies are those of another paper */
	intake->form.focus = OWNER;
	intake->form.bad = 0;
}

/* ---- the act ---- */

/* What is judged already by the row's check. */
static void put_value(
	const struct mc_field *field, const char *text, struct mc_act_accept *accept) {
	if (field->kind == MC_FIELD_TEXT) {
		mc_field_put_text(field, accept, text);
	} else {
		mc_field_put_number(field, accept, atoi(text));
	}
}

void mc_intake_act(
	const struct mc_intake *intake, struct mc_intake_scratch *scratch, struct mc_act *ret_act) {
	struct mc_act act = { .verb = MC_VERB_DOSSIER_ACCEPT };
	struct mc_act_accept *accept = &act.as.accept;
	size_t count = 0;

	for (int i = 0; i < ROWS; i++) {
		mc_edit_value(&intake->form.field[i], scratch->text[i]);
	}
	for (int i = 0; i < intake->paper_count; i++) {
		const struct mc_intake_paper *paper = &intake->paper[i];

		if (mc_intake_handed_in(paper)) {
			scratch->component[count++] = (struct mc_component){ paper->name,
				paper->count[MC_PAPER_ORIGINALS], paper->count[MC_PAPER_CERTIFIED],
				paper->count[MC_PAPER_COPIES] };
		}
	}
	*accept = (struct mc_act_accept){
		.procedure = intake->procedure,
		.variant = intake->variant,
		.channel = MC_CHANNEL_DIRECT,
		.return_way = MC_RETURN_COUNTER,
		.components = scratch->component,
		.component_count = count,
	};
	for (int i = 0; i < ROWS; i++) {
		put_value(intake->form.of[i], scratch->text[i], accept);
	}
	*ret_act = act;
}
