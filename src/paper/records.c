/* The record itself: ordered fields, groups of items, and the JSON that the store keeps. */
#include "paper/records.h"

#include "base/json.h"
#include <assert.h>
#include <string.h>

/* --- fields --- */

static struct mc_record_field *find_field(const struct mc_record_item *item, const char *name) {
	for (size_t i = 0; i < item->count; i++) {
		if (strcmp(item->fields[i].name, name) == 0) {
			return &item->fields[i];
		}
	}
	return NULL;
}

void mc_record_init(struct mc_record *record, struct mc_arena *arena, const char *form) {
	*record = (struct mc_record){ .arena = arena, .form = mc_arena_text(arena, form) };
}

void mc_record_item_set(struct mc_record *record, struct mc_record_item *item, const char *name,
	const char *value) {
	struct mc_record_field *field = find_field(item, name);
	if (field == NULL) {
		field = MC_ARENA_NEXT(record->arena, item->fields, item->count, item->cap);
		field->name = mc_arena_text(record->arena, name);
	}
	field->value = mc_arena_text(record->arena, mc_or_empty(value));
}

const char *mc_record_item_get(const struct mc_record_item *item, const char *name) {
	const struct mc_record_field *field = find_field(item, name);
	return field != NULL ? field->value : "";
}

void mc_record_set(struct mc_record *record, const char *name, const char *value) {
	mc_record_item_set(record, &record->fields, name, value);
}

const char *mc_record_get(const struct mc_record *record, const char *name) {
	return mc_record_item_get(&record->fields, name);
}

/* --- groups --- */

static struct mc_record_group *find_group(const struct mc_record *record, const char *name) {
	for (size_t i = 0; i < record->group_count; i++) {
		if (strcmp(record->groups[i].name, name) == 0) {
			return &record->groups[i];
		}
	}
	return NULL;
}

const struct mc_record_group *mc_record_group(const struct mc_record *record, const char *name) {
	return find_group(record, name);
}

static struct mc_record_group *make_group(struct mc_record *record, const char *name) {
	struct mc_record_group *group = find_group(record, name);
	if (group == NULL) {
		group = MC_ARENA_NEXT(
			record->arena, record->groups, record->group_count, record->group_cap);
		*group = (struct mc_record_group){ .name = mc_arena_text(record->arena, name) };
	}
	return group;
}

struct mc_record_item *mc_record_add(struct mc_record *record, const char *name) {
	struct mc_record_group *group = make_group(record, name);
	struct mc_record_item *item =
		MC_ARENA_NEXT(record->arena, group->items, group->count, group->cap);
	*item = (struct mc_record_item){ 0 };
	return item;
}

/* --- JSON, writing --- */

static void write_fields(struct mc_json_out *json, const struct mc_record_item *item) {
	for (size_t i = 0; i < item->count; i++) {
		mc_json_text(json, item->fields[i].name, item->fields[i].value);
	}
}

void mc_record_to_json(const struct mc_record *record, struct mc_str *out) {
	struct mc_json_out json;
	mc_json_begin(&json, out);
	mc_json_open(&json, NULL);
	mc_json_text(&json, "form", record->form);
	mc_json_open(&json, "fields");
	write_fields(&json, &record->fields);
	mc_json_close(&json);
	mc_json_open(&json, "groups");
	for (size_t i = 0; i < record->group_count; i++) {
		const struct mc_record_group *group = &record->groups[i];
		mc_json_open_array(&json, group->name);
		for (size_t k = 0; k < group->count; k++) {
			mc_json_open(&json, NULL);
			write_fields(&json, &group->items[k]);
			mc_json_close(&json);
		}
		mc_json_close_array(&json);
	}
	mc_json_close(&json);
	mc_json_close(&json);
}

/* --- JSON, reading --- */

struct reading {
	struct mc_record *record;
	struct mc_record_item *item;
	bool bad; /* something was not of the shape that we write */
};

static void read_field(const char *key, const struct mc_json *value, void *data) {
	struct reading *in = data;
	const char *text = mc_json_as_text(value);
	if (text == NULL) {
		in->bad = true;
		return;
	}
	mc_record_item_set(in->record, in->item, key, text);
}

static void read_group(const char *key, const struct mc_json *value, void *data) {
	struct reading *in = data;
	make_group(in->record, key);
	in->bad |= !mc_json_is_array(value);
	for (size_t i = 0; i < mc_json_length(value); i++) {
		const struct mc_json *element = mc_json_at(value, i);
		struct reading inner = { in->record, mc_record_add(in->record, key), false };
		inner.bad = !mc_json_is_object(element);
		mc_json_each(element, read_field, &inner);
		in->bad |= inner.bad;
	}
}

static bool read_record(const struct mc_json *json, struct mc_arena *arena, struct mc_record *out) {
	const char *form = mc_json_get_text(json, "form");
	const struct mc_json *fields = mc_json_get(json, "fields");
	const struct mc_json *groups = mc_json_get(json, "groups");
	if (form == NULL || !mc_json_is_object(fields) || !mc_json_is_object(groups)) {
		return false;
	}
	mc_record_init(out, arena, form);
	struct reading in = { out, &out->fields, false };
	mc_json_each(fields, read_field, &in);
	mc_json_each(groups, read_group, &in);
	return !in.bad;
}

enum mc_status mc_record_from_json(const char *text, size_t len, struct mc_arena *arena,
	struct mc_record *ret_record, struct mc_error *err) {
	struct mc_json *json = NULL;
	struct mc_record record;
	enum mc_status status = mc_json_parse(text, len, &json, err);
	if (status != MC_OK) {
		return status;
	}
	bool good = read_record(json, arena, &record);
	mc_json_destroy(json);
	if (!good) {
		return mc_fail(err, MC_INVALID,
			N_("The record of a paper lacks form, fields or groups, or holds something "
			   "other than texts: it cannot be printed."));
	}
	*ret_record = record;
	return MC_OK;
}

void mc_record_mark_reprint(struct mc_record *record, int copy, mc_time printed_at) {
	char at[MC_TIME_TEXT_SIZE];
	assert(copy >= 1);
	mc_time_format_vi(printed_at, at);
	mc_record_set(record, MC_RECORD_REPRINT,
		mc_arena_printf(record->arena, "BẢN IN LẠI (lần %d) – %s", copy, at));
}
