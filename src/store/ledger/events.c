/* The table of kinds, and the way from a struct to its bodies and back. */
#include "store/ledger/events.h"
#include "store/apply/apply.h"
#include <assert.h>
#include <string.h>

#define ROW(id, name, table, apply) { name, &mc_event_##table##_table, mc_apply_##apply },
const struct mc_event_kind mc_event_kinds[MC_EVENT_KINDS] = { MC_EVENTS(ROW) };

static_assert(MC_EVENT_KINDS <= 64, "a set of kinds is 64 bits");

static const struct mc_field mark_rows[] = {
	{ MC_FIELD(struct mc_event_marks, request) },
	{ MC_FIELD(struct mc_event_marks, late) },
};
static const struct mc_fields marks_table = MC_FIELDS(mark_rows, struct mc_event_marks);

bool mc_event_kind_find(const char *name, enum mc_event_id *ret_id) {
	for (size_t i = 0; i < MC_EVENT_KINDS; i++) {
		if (strcmp(mc_event_kinds[i].name, name) == 0) {
			*ret_id = (enum mc_event_id)i;
			return true;
		}
	}
	return false;
}

/* ---- writing ---- */

static bool is_written(const struct mc_field *field, const void *row) {
	if (!(field->flags & MC_EVENT_ALWAYS)) {
		return mc_field_given(field, row);
	}
	return field->kind != MC_FIELD_LIST || mc_field_object(field, row) != NULL;
}

static void write_fields(
	struct mc_json_out *out, const struct mc_fields *fields, const void *row, unsigned body);

static void write_object(struct mc_json_out *out, const char *name, const struct mc_fields *fields,
	const void *row) {
	mc_json_open(out, name);
	write_fields(out, fields, row, 0);
	mc_json_close(out);
}

static void write_field(struct mc_json_out *out, const struct mc_field *field, const void *row) {
	switch (field->kind) {
	case MC_FIELD_TEXT: mc_json_text(out, field->name, mc_field_text(field, row)); break;
	case MC_FIELD_INT:
	case MC_FIELD_UNSIGNED:
	case MC_FIELD_LONG: mc_json_int(out, field->name, mc_field_number(field, row)); break;
	case MC_FIELD_BOOL: mc_json_bool(out, field->name, mc_field_number(field, row)); break;
	case MC_FIELD_OBJECT:
		write_object(out, field->name, field->rows, mc_field_object(field, row));
		break;
	case MC_FIELD_LIST:
		mc_json_open_array(out, field->name);
		for (size_t i = 0; i < mc_field_count(field, row); i++) {
			write_object(out, NULL, field->rows, mc_field_element(field, row, i));
		}
		mc_json_close_array(out);
		break;
	}
}

/* The members of one of the two bodies: `body` is MC_EVENT_PRIVATE or 0. */
static void write_fields(
	struct mc_json_out *out, const struct mc_fields *fields, const void *row, unsigned body) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		if ((field->flags & MC_EVENT_PRIVATE) == body && is_written(field, row)) {
			write_field(out, field, row);
		}
	}
}

void mc_event_write(enum mc_event_id id, const void *is, const struct mc_event_marks *marks,
	struct mc_str *body, struct mc_str *secret) {
	const struct mc_fields *fields = mc_event_kinds[id].fields;
	struct mc_json_out out;
	mc_json_begin(&out, body);
	mc_json_open(&out, NULL);
	write_fields(&out, fields, is, 0);
	write_fields(&out, &marks_table, marks, 0);
	mc_json_close(&out);
	mc_json_begin(&out, secret);
	mc_json_open(&out, NULL);
	write_fields(&out, fields, is, MC_EVENT_PRIVATE);
	if (out.comma) {
		mc_json_close(&out);
	} else {
		mc_str_clear(secret);
	}
}

bool mc_event_same(enum mc_event_id id, const void *a, const void *b) {
	const struct mc_event_marks none = { .late = false };
	struct mc_str text[4];
	for (size_t i = 0; i < MC_COUNT(text); i++) {
		mc_str_init(&text[i]);
	}
	mc_event_write(id, a, &none, &text[0], &text[1]);
	mc_event_write(id, b, &none, &text[2], &text[3]);
	bool same = strcmp(mc_str_text(&text[0]), mc_str_text(&text[2])) == 0 &&
		    strcmp(mc_str_text(&text[1]), mc_str_text(&text[3])) == 0;
	for (size_t i = 0; i < MC_COUNT(text); i++) {
		mc_str_finish(&text[i]);
	}
	return same;
}

/* ---- reading ---- */

/* Where texts and lists of the struct lie, and the member that has no field. */
struct reading {
	struct mc_arena *arena;
	const char *wrong;
};

/* What one object is read into, and which members it had already. */
struct target {
	const struct mc_fields *fields;
	void *row;
	unsigned body;
	size_t next; /* members come in the order of the table */
	uint64_t seen;
};

/* NULL: there is no such field, or it has been there. */
static const struct mc_field *find_field(struct target *to, const char *name) {
	const size_t count = to->fields->count;
	assert(count <= 64);
	for (size_t i = 0; i < count; i++) {
		size_t at = to->next + i < count ? to->next + i : to->next + i - count;
		const struct mc_field *field = &to->fields->at[at];
		if ((field->flags & MC_EVENT_PRIVATE) == to->body &&
			strcmp(field->name, name) == 0) {
			bool twice = to->seen >> at & 1;
			to->seen |= UINT64_C(1) << at;
			to->next = at + 1;
			return twice ? NULL : field;
		}
	}
	return NULL;
}

static void empty_row(const struct mc_fields *fields, void *row) {
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		if (field->kind == MC_FIELD_TEXT) {
			mc_field_put_text(field, row, "");
		} else if (field->otherwise != 0) {
			mc_field_put_number(field, row, field->otherwise);
		}
	}
}

static void *make_rows(struct mc_arena *arena, const struct mc_fields *fields, size_t count) {
	char *rows = mc_arena_array(arena, count, fields->size);
	for (size_t i = 0; i < count; i++) {
		empty_row(fields, rows + i * fields->size);
	}
	return rows;
}

static bool read_object(
	struct reading *in, const struct mc_json *object, struct target *to, struct target *marks);

static bool read_rows(
	struct reading *in, const struct mc_json *list, const struct mc_field *field, void *row) {
	size_t count = mc_json_length(list);
	char *rows = make_rows(in->arena, field->rows, count);
	mc_field_put_list(field, row, rows, count);
	for (const struct mc_json *at = mc_json_first(list); at;
		at = mc_json_next(at), rows += field->rows->size) {
		struct target one = { .fields = field->rows, .row = rows };
		if (!read_object(in, at, &one, NULL)) {
			return false;
		}
	}
	return mc_json_is_array(list);
}

static bool read_number(const struct mc_json *value, const struct mc_field *field, void *row) {
	int64_t number = 0;
	bool truth;
	if (field->kind == MC_FIELD_BOOL && mc_json_as_bool(value, &truth)) {
		number = truth;
	} else if (field->kind == MC_FIELD_BOOL || !mc_json_as_int(value, &number) ||
		   !mc_field_fits(field, number)) {
		return false;
	}
	mc_field_put_number(field, row, number);
	return true;
}

static bool read_field(
	struct reading *in, const struct mc_json *value, const struct mc_field *field, void *row) {
	if (field->kind == MC_FIELD_TEXT) {
		mc_field_put_text(field, row, mc_json_as_text(value));
		return mc_json_as_text(value) != NULL;
	}
	if (field->kind == MC_FIELD_LIST) {
		return read_rows(in, value, field, row);
	}
	if (field->kind != MC_FIELD_OBJECT) {
		return read_number(value, field, row);
	}
	struct target one = { .fields = field->rows, .row = make_rows(in->arena, field->rows, 1) };
	mc_field_put_object(field, row, one.row);
	return read_object(in, value, &one, NULL);
}

/* Each member has its field, of its type, once; `marks` (may be NULL) takes what `to` has not. */
static bool read_object(
	struct reading *in, const struct mc_json *object, struct target *to, struct target *marks) {
	for (const struct mc_json *at = mc_json_first(object); at; at = mc_json_next(at)) {
		struct target *holder = to;
		const struct mc_field *field = find_field(to, mc_json_key(at));
		if (!field && marks) {
			holder = marks;
			field = find_field(marks, mc_json_key(at));
		}
		if (!field || !read_field(in, at, field, holder->row)) {
			in->wrong = in->wrong ? in->wrong : mc_json_key(at);
			return false;
		}
	}
	return mc_json_is_object(object);
}

static enum mc_status read_bodies(
	const struct mc_event *event, struct mc_event_read *read, struct mc_error *err) {
	const struct mc_fields *fields = mc_event_kinds[read->id].fields;
	struct reading in = { .arena = &read->arena };
	void *row = make_rows(&read->arena, fields, 1);
	struct target body = { .fields = fields, .row = row };
	struct target secret = { .fields = fields, .row = row, .body = MC_EVENT_PRIVATE };
	struct target marks = { .fields = &marks_table, .row = &read->marks };
	empty_row(&marks_table, &read->marks);
	read->is = row;
	if (read_object(&in, read->body, &body, &marks) &&
		(!read->secret || read_object(&in, read->secret, &secret, NULL))) {
		return MC_OK;
	}
	return mc_fail(err, MC_DAMAGED,
		N_("Event %lld (%s) can't be read at “%s”: it was written by a newer program, or "
		   "the store is damaged."),
		(long long)event->id, event->kind, mc_or_empty(in.wrong));
}

static enum mc_status parse(
	const char *text, int64_t event, struct mc_json **ret_json, struct mc_error *err) {
	return mc_json_parse_own(text, strlen(text), ret_json, NULL) == MC_OK
		       ? MC_OK
		       : mc_fail(err, MC_DAMAGED, N_("The body of event %lld can't be read."),
				 (long long)event);
}

enum mc_status mc_event_read(
	const struct mc_event *event, struct mc_event_read *ret_read, struct mc_error *err) {
	struct mc_event_read read = { .id = MC_EVENT_KINDS };
	if (!mc_event_kind_find(event->kind, &read.id)) {
		return mc_fail(err, MC_DAMAGED,
			N_("Event %lld has the unknown kind %s: it was written by a newer program, "
			   "or the store is damaged."),
			(long long)event->id, event->kind);
	}
	mc_arena_init(&read.arena);
	enum mc_status status = parse(event->body, event->id, &read.body, err);
	if (status == MC_OK && event->private_body) {
		status = parse(event->private_body, event->id, &read.secret, err);
	}
	if (status == MC_OK) {
		status = read_bodies(event, &read, err);
	}
	if (status != MC_OK) {
		mc_event_forget(&read);
		return status;
	}
	*ret_read = read;
	return MC_OK;
}

void mc_event_forget(struct mc_event_read *read) {
	mc_json_destroy(read->body);
	mc_json_destroy(read->secret);
	mc_arena_finish(&read->arena);
	*read = (struct mc_event_read){ .id = MC_EVENT_KINDS };
}
