/* See request.h. A field belongs to the part in whose table its row stands. */
#include "core/act/request.h"
#include "base/json.h"
#include "base/str.h"
#include "core/act/value.h"
#include <assert.h>
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

/* ---- beginning ---- */

static const struct mc_field key_rows[] = {
	{ MC_FIELD(struct mc_request, key), .max = MC_TEXT_MAX_CHARS, .flags = MC_ASK_REQUIRED,
		.placeholder = "K",
		.help = N_("Request key: the same key again finds the first outcome and changes "
			   "nothing.") },
};
static const struct mc_fields key_fields = MC_FIELDS(key_rows, struct mc_request);

static void add_part(
	struct mc_request *request, size_t part, const struct mc_fields *fields, void *row) {
	request->part[part].fields = fields;
	request->part[part].row = row;
	assert(fields->count <= 64);
	for (size_t i = 0; i < fields->count; i++) {
		mc_value_leave_out(&fields->at[i], row);
	}
}

void mc_request_of_act(
	struct mc_request *request, struct mc_arena *arena, const char *takes, struct mc_act *act) {
	*request = (struct mc_request){ .arena = arena, .takes = takes, .act = act };
	add_part(request, 0, mc_verb_fields(act->verb), &act->as);
	add_part(request, 1, &mc_act_head_fields, act);
	add_part(request, 2, &key_fields, request);
}

void mc_request_of_row(struct mc_request *request, struct mc_arena *arena, const char *takes,
	struct mc_setup_row *row) {
	*request = (struct mc_request){ .arena = arena, .takes = takes, .key = "" };
	add_part(request, 0, mc_setup_fields(row->kind), &row->as);
}

/* ---- which fields ---- */

static bool holds(const struct mc_fields *fields, const struct mc_field *field) {
	return fields != NULL && field >= fields->at && field < fields->at + fields->count;
}

static size_t part_of(const struct mc_request *request, const struct mc_field *field) {
	for (size_t part = 0; part < MC_REQUEST_PARTS; part++) {
		if (holds(request->part[part].fields, field)) {
			return part;
		}
	}
	assert(!"a field of the request");
	abort();
}

static uint64_t bit_of(const struct mc_request *request, const struct mc_field *field) {
	return UINT64_C(1) << (field - request->part[part_of(request, field)].fields->at);
}

bool mc_request_gave(const struct mc_request *request, const struct mc_field *field) {
	return (request->part[part_of(request, field)].given & bit_of(request, field)) != 0;
}

/* Of whichever part has the name first. */
static const struct mc_field *named(
	const struct mc_request *request, const char *name, size_t len) {
	for (size_t part = 0; part < MC_REQUEST_PARTS; part++) {
		const struct mc_fields *fields = request->part[part].fields;

		for (size_t i = 0; fields != NULL && i < fields->count; i++) {
			if (strlen(fields->at[i].name) == len &&
				memcmp(fields->at[i].name, name, len) == 0) {
				return &fields->at[i];
			}
		}
	}
	assert(!"a name of the tables");
	abort();
}

/* Whether the list names it by itself, so that "*" does not stand for it. */
static bool is_named(const char *takes, const char *name) {
	size_t len;

	for (const char *at; (at = mc_list_next(&takes, " ", &len)) != NULL;) {
		len -= at[len - 1] == '!';
		if (strlen(name) == len && memcmp(at, name, len) == 0) {
			return true;
		}
	}
	return false;
}

/* The nth of the verb's fields that are not named and may be given; *nth counts down. */
static const struct mc_field *remaining(const struct mc_request *request, size_t *nth) {
	const struct mc_fields *fields = request->part[0].fields;

	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];

		if ((field->flags & MC_ASK_INNER) == 0 && !is_named(request->takes, field->name) &&
			(*nth)-- == 0) {
			return field;
		}
	}
	return NULL;
}

const struct mc_field *mc_request_field(
	const struct mc_request *request, size_t nth, bool *ret_needed) {
	const char *list = request->takes;
	size_t len;

	*ret_needed = false;
	for (const char *at; (at = mc_list_next(&list, " ", &len)) != NULL;) {
		if (*at == '*') {
			const struct mc_field *field = remaining(request, &nth);

			if (field != NULL) {
				return field;
			}
		} else if (nth-- == 0) {
			*ret_needed = at[len - 1] == '!';
			return named(request, at, len - *ret_needed);
		}
	}
	return NULL;
}

const char *mc_request_option(const struct mc_request *request, const struct mc_field *field) {
	char *name = mc_arena_text(request->arena, mc_field_option(field));

	for (char *c = name; *c != '\0'; c++) {
		*c = *c == '_' ? '-' : *c;
	}
	return name;
}

/* ---- words ---- */

/* "1" or "1,0,2" into originals, certified copies, copies. */
static bool read_counts(const char *text, struct mc_component *component) {
	int *const counts[] = { &component->originals, &component->certified, &component->copies };

	for (size_t i = 0; i < MC_COUNT(counts); i++) {
		size_t digits = strspn(text, "0123456789");

		if (digits == 0 || digits > 4) {
			return false;
		}
		*counts[i] = atoi(text);
		text += digits;
		if (*text != ',') {
			return *text == '\0' && i != 1; /* two of three leaves it open which */
		}
		text++;
	}
	return false;
}

/* 'NAME=1,0,2'; a name may itself hold '='; without one the paper is one original. */
static enum mc_status read_component(const struct mc_field *field, const char *text,
	struct mc_arena *arena, struct mc_component *ret_component, struct mc_error *err) {
	const char *equals = strrchr(text, '=');
	struct mc_component component = { .originals = 1 };
	size_t len = equals != NULL ? (size_t)(equals - text) : strlen(text);

	if (equals != NULL && !read_counts(equals + 1, &component)) {
		return mc_fail(err, MC_INVALID,
			N_("“%s”: behind the last = stand how many originals, certified "
			   "copies and copies, as in “Tờ khai=1,0,2”."),
			text);
	}
	MC_TRY(mc_value_read(mc_field_of(field->rows, offsetof(struct mc_component, name)),
		mc_arena_bytes(arena, text, len), arena, &component, err));
	*ret_component = component;
	return MC_OK;
}

static void add_component(const struct mc_field *field, const struct mc_component *component,
	struct mc_arena *arena, void *row) {
	size_t count = mc_field_count(field, row);
	struct mc_component *list = mc_arena_array(arena, count + 1, sizeof *list);

	if (count > 0) {
		memcpy(list, mc_field_element(field, row, 0), count * sizeof *list);
	}
	list[count] = *component;
	mc_field_put_list(field, row, list, count + 1);
}

static enum mc_status fail_twice(const struct mc_field *field, struct mc_error *err) {
	return mc_fail_at(err, mc_field_option(field),
		mc_fail(err, MC_INVALID, N_("“%s” is given twice: leave one of them out."),
			mc_field_option(field)));
}

enum mc_status mc_request_word(struct mc_request *request, const struct mc_field *field,
	const char *text, struct mc_error *err) {
	void *row = request->part[part_of(request, field)].row;
	struct mc_component component;

	if (field->kind != MC_FIELD_LIST && mc_request_gave(request, field)) {
		return fail_twice(field, err);
	}
	if (field->kind == MC_FIELD_BOOL) {
		mc_field_put_number(field, row, true);
	} else if (field->kind == MC_FIELD_LIST) {
		MC_TRY(mc_fail_at(err, mc_field_option(field),
			read_component(field, text, request->arena, &component, err)));
		add_component(field, &component, request->arena, row);
	} else {
		MC_TRY(mc_value_read(field, text, request->arena, row, err));
	}
	request->part[part_of(request, field)].given |= bit_of(request, field);
	return MC_OK;
}

/* ---- JSON ---- */

static bool is_plain_number(const struct mc_field *field) {
	return field->names == NULL &&
	       (field->shape == MC_SHAPE_PLAIN || field->shape == MC_SHAPE_MONEY);
}

static enum mc_status fail_type(
	const struct mc_field *field, const char *key, struct mc_error *err) {
	const char *sentence =
		field->kind == MC_FIELD_BOOL   ? N_("“%s” is true or false, without quotes.")
		: field->kind == MC_FIELD_LIST ? N_("“%s” is a list, in brackets, of objects.")
		: field->kind == MC_FIELD_TEXT || !is_plain_number(field)
			? N_("“%s” is a text, in quotes.")
			: N_("“%s” is a whole number, without quotes.");

	return mc_fail_at(err, mc_field_option(field), mc_fail(err, MC_INVALID, sentence, key));
}

/* A member that is no list. */
static enum mc_status take_scalar(const struct mc_field *field, const char *key,
	const struct mc_json *value, struct mc_arena *arena, void *row, struct mc_error *err) {
	const char *text = mc_json_as_text(value);
	int64_t number;
	bool truth;

	if (field->kind == MC_FIELD_BOOL) {
		if (!mc_json_as_bool(value, &truth)) {
			return fail_type(field, key, err);
		}
		mc_field_put_number(field, row, truth);
		return MC_OK;
	}
	if (field->kind != MC_FIELD_TEXT && is_plain_number(field)) {
		return mc_json_as_int(value, &number) ? mc_value_put_number(field, number, row, err)
						      : fail_type(field, key, err);
	}
	return text != NULL ? mc_value_read(field, text, arena, row, err)
			    : fail_type(field, key, err);
}

static enum mc_status fail_unknown(const char *key, struct mc_error *err) {
	return mc_fail(err, MC_INVALID,
		N_("“%s” is not part of this request: look how it is written, or leave it out."),
		key);
}

/* {"name": "Tờ khai", "originals": 1}, or the word that a command takes. */
static enum mc_status take_component(struct mc_request *request, const struct mc_field *list,
	const struct mc_json *value, struct mc_component *ret_component, struct mc_error *err) {
	struct mc_component component = { .name = "" };
	bool counted = false;

	if (mc_json_as_text(value) != NULL) {
		return read_component(
			list, mc_json_as_text(value), request->arena, ret_component, err);
	}
	if (!mc_json_is_object(value)) {
		return fail_type(list, mc_field_option(list), err);
	}
	for (value = mc_json_first(value); value != NULL; value = mc_json_next(value)) {
		const char *key = mc_json_key(value);
		const struct mc_field *field = mc_field_find(list->rows, key);

		if (field == NULL || strcmp(field->name, key) != 0) {
			return fail_unknown(key, err);
		}
		MC_TRY(take_scalar(field, key, value, request->arena, &component, err));
		counted = counted || field->kind != MC_FIELD_TEXT;
	}
	component.originals = counted ? component.originals : 1;
	*ret_component = component;
	return MC_OK;
}

static enum mc_status take_list(struct mc_request *request, const struct mc_field *field,
	const char *key, const struct mc_json *value, void *row, struct mc_error *err) {
	if (!mc_json_is_array(value)) {
		return fail_type(field, key, err);
	}
	for (size_t i = 0; i < mc_json_length(value); i++) {
		struct mc_component component;

		MC_TRY(take_component(request, field, mc_json_at(value, i), &component, err));
		add_component(field, &component, request->arena, row);
	}
	return MC_OK;
}

/* Called by its own name, or as its option with _ for -. */
static const struct mc_field *offered(const struct mc_request *request, const char *key) {
	const struct mc_field *field;
	bool needed;

	for (size_t i = 0; (field = mc_request_field(request, i, &needed)) != NULL; i++) {
		if (strcmp(field->name, key) == 0 || strcmp(mc_field_option(field), key) == 0) {
			return field;
		}
	}
	return NULL;
}

static enum mc_status take_member(struct mc_request *request, const char *key,
	const struct mc_json *value, struct mc_error *err) {
	const struct mc_field *field = offered(request, key);

	if (field == NULL) {
		return fail_unknown(key, err);
	}
	if (mc_request_gave(request, field)) {
		return fail_twice(field, err);
	}
	const char *text = mc_json_as_text(value);
	void *row = request->part[part_of(request, field)].row;

	if ((field->flags & MC_ASK_REQUIRED) && text != NULL && mc_text_is_blank(text)) {
		return mc_fail_at(err, mc_field_option(field),
			mc_fail(err, MC_INVALID,
				N_("“%s” is empty: give it a value or leave it out."), key));
	}
	MC_TRY(field->kind == MC_FIELD_LIST
			? take_list(request, field, key, value, row, err)
			: take_scalar(field, key, value, request->arena, row, err));
	request->part[part_of(request, field)].given |= bit_of(request, field);
	return MC_OK;
}

static enum mc_status take_members(
	struct mc_request *request, const struct mc_json *object, struct mc_error *err) {
	if (!mc_json_is_object(object)) {
		return mc_fail(err, MC_INVALID,
			N_("A request is one JSON object: its fields in braces, each with its "
			   "name in quotes."));
	}
	for (const struct mc_json *member = mc_json_first(object); member != NULL;
		member = mc_json_next(member)) {
		MC_TRY(take_member(request, mc_json_key(member), member, err));
	}
	return MC_OK;
}

enum mc_status mc_request_json(
	struct mc_request *request, const char *text, size_t len, struct mc_error *err) {
	struct mc_json *json;

	MC_TRY(mc_json_parse(text, len, &json, err));
	enum mc_status status = take_members(request, json, err);

	mc_json_destroy(json);
	return status;
}

/* ---- ending ---- */

static bool gave_member(const struct mc_request *request, size_t offset) {
	return mc_request_gave(request, mc_field_of(request->part[0].fields, offset));
}

static enum mc_status settle_accept(struct mc_request *request, struct mc_error *err) {
	struct mc_act_accept *accept = &request->act->as.accept;

	if (!gave_member(request, offsetof(struct mc_act_accept, channel))) {
		accept->channel = MC_CHANNEL_DIRECT;
	}
	accept->sets = accept->sets != 0 ? accept->sets : 1;
	return accept->channel != MC_CHANNEL_UNKNOWN
		       ? MC_OK
		       : mc_fail_at(err, "channel",
				 mc_fail(err, MC_INVALID,
					 N_("What is accepted here came by a known channel: "
					    "direct, online or postal.")));
}

/* What no field says by itself. */
static enum mc_status settle(struct mc_request *request, struct mc_error *err) {
	struct mc_act *act = request->act;

	if (act == NULL) {
		return MC_OK;
	}
	if (act->verb == MC_VERB_TICKET_ISSUE) {
		act->as.issue.any_kind = !gave_member(request, offsetof(struct mc_act_issue, kind));
	}
	if (act->occurred_at == 0 && *mc_or_empty(act->late_reason) != '\0') {
		return mc_fail(err, MC_INVALID,
			N_("--late-reason goes with --occurred TIME: say when it happened."));
	}
	return act->verb == MC_VERB_DOSSIER_ACCEPT ? settle_accept(request, err) : MC_OK;
}

enum mc_status mc_request_end(struct mc_request *request, struct mc_error *err) {
	const struct mc_field *field;
	bool needed;

	for (size_t i = 0; (field = mc_request_field(request, i, &needed)) != NULL; i++) {
		if (needed && !mc_request_gave(request, field)) {
			return mc_fail_at(err, mc_field_option(field),
				mc_fail(err, MC_INVALID,
					N_("“%s” is missing: the request needs it."),
					mc_field_option(field)));
		}
	}
	return settle(request, err);
}
