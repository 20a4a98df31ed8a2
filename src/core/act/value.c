/* One reader a shape; a shape belongs to texts or to numbers. */
#include "core/act/value.h"
#include "base/names.h"
#include "base/str.h"
#include "core/money.h"
#include "core/person.h"
#include <assert.h>
#include <errno.h>
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- lists ---- */

/* Judges an item, and may rewrite it in place. */
typedef enum mc_status item_fn(const struct mc_field *field, char *item, struct mc_error *err);

/*
 * The next item, outer blanks cut; *list moves behind it, and is NULL behind the last one.
 * NULL: it is empty, as *err says.
 */
static char *next_item(const char **list, struct mc_arena *arena, struct mc_error *err) {
	const char *from = *list, *end = from + strcspn(from, ";"), *to = end;

	while (from < to && *from == ' ') {
		from++;
	}
	while (to > from && to[-1] == ' ') {
		to--;
	}
	if (from == to) {
		(void)mc_fail(err, MC_INVALID,
			N_("“%s” has an empty item: one ; stands between two items."), *list);
		return NULL;
	}
	*list = *end == ';' ? end + 1 : NULL;
	return mc_arena_bytes(arena, from, (size_t)(to - from));
}

/* Whether an item stands in a list (separated by ;) already. */
static bool stands_in(const char *list, const char *item) {
	size_t len;

	for (const char *at; (at = mc_list_next(&list, ";", &len)) != NULL;) {
		if (len == strlen(item) && memcmp(at, item, len) == 0) {
			return true;
		}
	}
	return false;
}

static enum mc_status add_items(const struct mc_field *field, const char *text,
	struct mc_arena *arena, item_fn *judge, struct mc_str *list, struct mc_error *err) {
	while (text != NULL) {
		char *item = next_item(&text, arena, err);

		if (item == NULL) {
			return MC_INVALID;
		}
		MC_TRY(judge(field, item, err));
		if (stands_in(mc_str_text(list), item)) {
			return mc_fail(err, MC_INVALID, N_("“%s” is there twice."), item);
		}
		mc_str_addf(list, "%s%s", list->len > 0 ? ";" : "", item);
	}
	return MC_OK;
}

static enum mc_status read_list(const struct mc_field *field, const char *text,
	struct mc_arena *arena, item_fn *judge, const char **ret_list, struct mc_error *err) {
	struct mc_str list;
	enum mc_status status;

	mc_str_init(&list);
	status = add_items(field, text, arena, judge, &list, err);
	*ret_list = mc_arena_text(arena, mc_str_text(&list));
	mc_str_finish(&list);
	return status;
}

static enum mc_status judge_item(const struct mc_field *field, char *item, struct mc_error *err) {
	unsigned index;

	return field->names != NULL ? mc_names_parse(field->names, item, &index, err) : MC_OK;
}

static enum mc_status judge_letter(const struct mc_field *field, char *item, struct mc_error *err) {
	(void)field;
	mc_text_upper_ascii(item);
	if (item[0] < 'A' || item[0] > 'Z' || item[1] != '\0') {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not a line: a line is one letter, A to Z."), item);
	}
	return MC_OK;
}

/* ---- texts ---- */

static enum mc_status read_name(const char *text, struct mc_error *err) {
	return strpbrk(text, " ;,/\\\"'") == NULL && strlen(text) < MC_NAME_SIZE
		       ? MC_OK
		       : mc_fail(err, MC_INVALID,
				 N_("“%s” cannot be a name here: at most %d bytes, without blanks "
				    "and ; , / \\ quotes."),
				 text, MC_NAME_SIZE - 1);
}

static enum mc_status read_code(
	const char *text, struct mc_arena *arena, const char **ret_text, struct mc_error *err) {
	char code[MC_CODE_SIZE];

	MC_TRY(mc_code_clean(text, strlen(text), code, err));
	*ret_text = mc_arena_text(arena, code);
	return MC_OK;
}

static enum mc_status read_id_number(
	const char *text, struct mc_arena *arena, const char **ret_text, struct mc_error *err) {
	struct mc_id_number id;

	MC_TRY(mc_id_parse(text, MC_ID_ANY, (struct mc_birth){ 0 }, MC_SEX_UNKNOWN, &id, err));
	*ret_text = mc_arena_text(arena, id.number);
	return MC_OK;
}

static enum mc_status read_phone(
	const char *text, struct mc_arena *arena, const char **ret_text, struct mc_error *err) {
	char phone[MC_PHONE_SIZE];

	MC_TRY(mc_phone_parse(text, phone, err));
	*ret_text = mc_arena_text(arena, phone);
	return MC_OK;
}

static enum mc_status read_hour(
	const char *text, struct mc_arena *arena, const char **ret_text, struct mc_error *err) {
	char hour[MC_DAY_TEXT_SIZE];
	int minute;

	MC_TRY(mc_minute_parse(text, &minute, err));
	mc_minute_format(minute, hour);
	*ret_text = mc_arena_text(arena, hour);
	return MC_OK;
}

/* As it was written, or in the spelling of the names. */
static enum mc_status read_plain(const struct mc_field *field, const char *text,
	struct mc_arena *arena, const char **ret_text, struct mc_error *err) {
	unsigned index;

	if (field->names == NULL) {
		*ret_text = mc_arena_text(arena, text);
		return MC_OK;
	}
	MC_TRY(mc_names_parse(field->names, text, &index, err));
	*ret_text = mc_names_at(field->names, index);
	return MC_OK;
}

/* What is there already is found, or not, by whatever was sent. */
static enum mc_shape shape_of(const struct mc_field *field) {
	return field->flags & MC_ASK_KNOWN ? MC_SHAPE_PLAIN : (enum mc_shape)field->shape;
}

static enum mc_status read_text(const struct mc_field *field, const char *text,
	struct mc_arena *arena, const char **ret_text, struct mc_error *err) {
	switch (shape_of(field)) {
	case MC_SHAPE_PLAIN: return read_plain(field, text, arena, ret_text, err);
	case MC_SHAPE_NAME: *ret_text = mc_arena_text(arena, text); return read_name(text, err);
	case MC_SHAPE_LETTER: {
		char *letter = mc_arena_text(arena, text);

		*ret_text = letter;
		return judge_letter(field, letter, err);
	}
	case MC_SHAPE_LETTERS: return read_list(field, text, arena, judge_letter, ret_text, err);
	case MC_SHAPE_LIST: return read_list(field, text, arena, judge_item, ret_text, err);
	case MC_SHAPE_CODE: return read_code(text, arena, ret_text, err);
	case MC_SHAPE_ID_NUMBER: return read_id_number(text, arena, ret_text, err);
	case MC_SHAPE_PHONE: return read_phone(text, arena, ret_text, err);
	case MC_SHAPE_HOUR: return read_hour(text, arena, ret_text, err);
	case MC_SHAPE_BITS:
	case MC_SHAPE_CODED:
	case MC_SHAPE_STATE:
	case MC_SHAPE_MINUTE:
	case MC_SHAPE_DAY:
	case MC_SHAPE_TIME:
	case MC_SHAPE_DUE:
	case MC_SHAPE_MONEY:
	case MC_SHAPE_TERM: break;
	}
	assert(!"a shape of texts");
	return MC_INVALID;
}

/* ---- numbers ---- */

static int64_t least_of(const struct mc_field *field) {
	return field->flags & MC_ASK_COUNT             ? 1
	       : field->least != 0 || field->most != 0 ? field->least
	       : field->kind == MC_FIELD_INT           ? INT32_MIN
	       : field->kind == MC_FIELD_LONG          ? INT64_MIN
						       : 0;
}

static int64_t most_of(const struct mc_field *field) {
	return field->least != 0 || field->most != 0 ? field->most
	       : field->kind == MC_FIELD_INT         ? INT32_MAX
	       : field->kind == MC_FIELD_LONG        ? INT64_MAX
						     : UINT32_MAX;
}

/* What the row allows; what is counted and given is at least one. */
static bool is_right(const struct mc_field *field, int64_t number) {
	return mc_field_fits(field, number) && (number != 0 || !(field->flags & MC_ASK_COUNT));
}

static enum mc_status read_digits(
	const struct mc_field *field, const char *text, int64_t *ret_number, struct mc_error *err) {
	size_t sign = *text == '-';
	size_t digits = strspn(text + sign, "0123456789");
	long long number;

	errno = 0;
	number = strtoll(text, NULL, 10);
	if (digits == 0 || text[sign + digits] != '\0' || errno != 0 || !is_right(field, number)) {
		return most_of(field) == INT64_MAX
			       ? mc_fail(err, MC_INVALID, N_("“%s” is not a whole number."), text)
			       : mc_fail(err, MC_INVALID,
					 N_("“%s” is not a whole number from %lld to %lld."), text,
					 (long long)least_of(field), (long long)most_of(field));
	}
	*ret_number = number;
	return MC_OK;
}

static enum mc_status read_money(
	const struct mc_field *field, const char *text, int64_t *ret_number, struct mc_error *err) {
	return read_digits(field, text, ret_number, NULL) == MC_OK
		       ? MC_OK
		       : mc_fail(err, MC_INVALID,
				 N_("“%s” is not an amount: whole đồng, digits only, as 75000."),
				 text);
}

/* Lists of names are typed with a comma, too. */
static enum mc_status read_bits(
	const struct mc_field *field, const char *text, int64_t *ret_number, struct mc_error *err) {
	size_t len;

	*ret_number = 0;
	for (const char *item; (item = mc_list_next(&text, ";,", &len)) != NULL;) {
		char name[MC_NAME_SIZE];
		unsigned index;

		snprintf(name, sizeof name, "%.*s", (int)len, item);
		MC_TRY(mc_names_parse(field->names, name, &index, err));
		*ret_number |= INT64_C(1) << index;
	}
	return MC_OK;
}

static enum mc_status read_plain_number(
	const struct mc_field *field, const char *text, int64_t *ret_number, struct mc_error *err) {
	unsigned index;

	if (field->names == NULL) {
		return read_digits(field, text, ret_number, err);
	}
	MC_TRY(mc_names_parse(field->names, text, &index, err));
	*ret_number = index;
	return MC_OK;
}

/* A name, or the number that the law's papers have for it. */
static enum mc_status read_coded(
	const struct mc_field *field, const char *text, int64_t *ret_number, struct mc_error *err) {
	const struct mc_names *names = field->names;

	if (read_digits(field, text, ret_number, NULL) == MC_OK && *ret_number >= 0 &&
		(uint64_t)*ret_number < names->count && names->names[*ret_number] != NULL) {
		return MC_OK;
	}
	return read_plain_number(field, text, ret_number, err);
}

static enum mc_status read_state(const char *text, int64_t *ret_number, struct mc_error *err) {
	enum mc_dossier_state state;

	MC_TRY(mc_dossier_state_parse_taken_over(text, &state, err));
	*ret_number = state;
	return MC_OK;
}

static enum mc_status read_minute(const char *text, int64_t *ret_number, struct mc_error *err) {
	int minute;

	MC_TRY(mc_minute_parse(text, &minute, err));
	*ret_number = minute;
	return MC_OK;
}

static enum mc_status read_day(const char *text, int64_t *ret_number, struct mc_error *err) {
	mc_day day;

	MC_TRY(mc_day_parse(text, &day, err));
	*ret_number = day;
	return MC_OK;
}

static enum mc_status read_due(const char *text, int64_t *ret_number, struct mc_error *err) {
	mc_day day;

	if (mc_day_parse(text, &day, NULL) != MC_OK) {
		return mc_time_parse(text, ret_number, err);
	}
	*ret_number = mc_time_at(day, MC_DAY_MINUTES - 1);
	return MC_OK;
}

static enum mc_status read_term(const char *text, int64_t *ret_number, struct mc_error *err) {
	int32_t milli;

	MC_TRY(mc_term_value_parse(text, &milli, err));
	*ret_number = milli;
	return MC_OK;
}

static enum mc_status read_number(
	const struct mc_field *field, const char *text, int64_t *ret_number, struct mc_error *err) {
	switch ((enum mc_shape)field->shape) {
	case MC_SHAPE_PLAIN: return read_plain_number(field, text, ret_number, err);
	case MC_SHAPE_BITS: return read_bits(field, text, ret_number, err);
	case MC_SHAPE_CODED: return read_coded(field, text, ret_number, err);
	case MC_SHAPE_STATE: return read_state(text, ret_number, err);
	case MC_SHAPE_MINUTE: return read_minute(text, ret_number, err);
	case MC_SHAPE_DAY: return read_day(text, ret_number, err);
	case MC_SHAPE_TIME: return mc_time_parse(text, ret_number, err);
	case MC_SHAPE_DUE: return read_due(text, ret_number, err);
	case MC_SHAPE_MONEY: return read_money(field, text, ret_number, err);
	case MC_SHAPE_TERM: return read_term(text, ret_number, err);
	case MC_SHAPE_NAME:
	case MC_SHAPE_LETTER:
	case MC_SHAPE_LETTERS:
	case MC_SHAPE_LIST:
	case MC_SHAPE_CODE:
	case MC_SHAPE_ID_NUMBER:
	case MC_SHAPE_PHONE:
	case MC_SHAPE_HOUR: break;
	}
	assert(!"a shape of numbers");
	return MC_INVALID;
}

/* ---- a member ---- */

void mc_value_leave_out(const struct mc_field *field, void *row) {
	switch (field->kind) {
	case MC_FIELD_TEXT: mc_field_put_text(field, row, ""); break;
	case MC_FIELD_LIST: mc_field_put_list(field, row, NULL, 0); break;
	case MC_FIELD_OBJECT: mc_field_put_object(field, row, NULL); break;
	case MC_FIELD_INT:
	case MC_FIELD_UNSIGNED:
	case MC_FIELD_LONG:
	case MC_FIELD_BOOL: mc_field_put_number(field, row, field->otherwise); break;
	}
}

enum mc_status mc_value_put_number(
	const struct mc_field *field, int64_t number, void *row, struct mc_error *err) {
	if (!is_right(field, number)) {
		return mc_fail_at(err, mc_field_option(field),
			mc_fail(err, MC_INVALID,
				N_("%lld is not a whole number from %lld to %lld."),
				(long long)number, (long long)least_of(field),
				(long long)most_of(field)));
	}
	mc_field_put_number(field, row, number);
	return MC_OK;
}

static enum mc_status read_clean(const struct mc_field *field, const char *text,
	struct mc_arena *arena, void *row, struct mc_error *err) {
	if (field->kind == MC_FIELD_TEXT) {
		const char *value = "";

		if (*text != '\0') {
			MC_TRY(read_text(field, text, arena, &value, err));
		}
		mc_field_put_text(field, row, value);
		return MC_OK;
	}
	int64_t number = 0;

	MC_TRY(read_number(field, text, &number, err));
	mc_field_put_number(field, row, number);
	return MC_OK;
}

enum mc_status mc_value_read(const struct mc_field *field, const char *text, struct mc_arena *arena,
	void *row, struct mc_error *err) {
	char clean[4 * MC_TEXT_MAX_BYTES + 1];
	bool known = (field->flags & MC_ASK_KNOWN) != 0;
	size_t max = field->max != 0 && !known ? field->max : MC_TEXT_MAX_CHARS;
	enum mc_status status = mc_text_clean(text, strlen(text), max, clean, sizeof clean, err);

	if (status == MC_OK) {
		status = read_clean(field, clean, arena, row, err);
	}
	return mc_fail_at(err, mc_field_option(field), status);
}
