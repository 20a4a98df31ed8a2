/* The ledger: chaining and writing of events. */
#include "store/ledger/ledger.h"
#include "base/str.h"
#include "sql.h"
#include <assert.h>
#include <string.h>

enum mc_status mc_ledger_tail(struct mc_db *db, struct mc_tail *ret_tail, struct mc_error *err) {
	MC_AUTOEND struct sql_event_end_rows rows = sql_event_tail(db);
	struct mc_event last;
	enum mc_status status = sql_event_end_next(rows, &last, err);
	*ret_tail = (struct mc_tail){ .day = INT32_MIN };
	if (status == MC_OK) {
		ret_tail->id = last.id;
		ret_tail->day = mc_day_of(last.recorded_at);
	}
	if (status == MC_OK && last.link) {
		memcpy(ret_tail->link, last.link, MC_HASH_SIZE);
	}
	return mc_ended(status);
}

void mc_ledger_veil(const uint8_t *salt, const char *private_body, uint8_t veil[MC_HASH_SIZE]) {
	struct mc_str bytes;
	mc_str_init(&bytes);
	mc_str_add_bytes(&bytes, salt, MC_SALT_SIZE);
	mc_str_add(&bytes, private_body);
	mc_hash(bytes.data, bytes.len, veil, MC_HASH_SIZE);
	mc_str_finish(&bytes);
}

static void put_number(uint8_t out[8], int64_t value) {
	for (int i = 0; i < 8; i++) {
		out[i] = (uint8_t)((uint64_t)value >> (56 - 8 * i));
	}
}

static void add_number(struct mc_str *bytes, int64_t value) {
	uint8_t number[8];
	put_number(number, value);
	mc_str_add_bytes(bytes, number, sizeof number);
}

static void add_piece(struct mc_str *bytes, const void *data, size_t len) {
	add_number(bytes, (int64_t)len);
	mc_str_add_bytes(bytes, data, len);
}

static void add_text(struct mc_str *bytes, const char *text) {
	add_piece(bytes, text, strlen(text));
}

void mc_ledger_link(const struct mc_event *event, const uint8_t before[MC_HASH_SIZE],
	uint8_t link[MC_HASH_SIZE]) {
	struct mc_str bytes;
	mc_str_init(&bytes);
	mc_str_add_bytes(&bytes, before, MC_HASH_SIZE);
	add_number(&bytes, event->id);
	add_number(&bytes, event->at);
	add_number(&bytes, event->recorded_at);
	add_text(&bytes, event->kind);
	add_number(&bytes, event->subject);
	add_text(&bytes, event->actor);
	add_text(&bytes, event->door);
	add_piece(&bytes, event->key ? event->key : (const uint8_t *)"",
		event->key ? MC_KEY_SIZE : 0);
	add_text(&bytes, event->body);
	add_piece(&bytes, event->veil ? event->veil : (const uint8_t *)"",
		event->veil ? MC_HASH_SIZE : 0);
	mc_hash(bytes.data, bytes.len, link, MC_HASH_SIZE);
	mc_str_finish(&bytes);
}

enum mc_status mc_ledger_note_day(
	struct mc_db *db, const struct mc_event *event, mc_day *last, struct mc_error *err) {
	mc_day day = mc_day_of(event->recorded_at);
	if (day == *last) {
		return MC_OK;
	}
	*last = day;
	return mc_run(sql_recorded_day_insert(db, event->id, day), NULL, err);
}

enum mc_status mc_ledger_write(struct mc_db *db, const struct mc_event *event, struct mc_tail *tail,
	struct mc_error *err) {
	uint8_t link[MC_HASH_SIZE];
	mc_ledger_link(event, tail->link, link);
	enum mc_status status =
		mc_run(sql_event_insert(db, event->id, event->at, event->recorded_at, event->kind,
			       event->subject, event->actor, event->door, event->key,
			       event->key ? MC_KEY_SIZE : 0, event->body, event->veil,
			       event->veil ? MC_HASH_SIZE : 0, link, MC_HASH_SIZE),
			NULL, err);
	if (status == MC_OK && event->private_body) {
		status = mc_run(sql_private_insert(db, event->id, event->salt, MC_SALT_SIZE,
					event->private_body),
			NULL, err);
	}
	if (status == MC_OK) {
		status = mc_ledger_note_day(db, event, &tail->day, err);
	}
	if (status == MC_OK) {
		tail->id = event->id;
		memcpy(tail->link, link, sizeof link);
	}
	return status;
}

void mc_seal_text(const struct mc_tail *tail, uint8_t out[MC_SEAL_TEXT_SIZE]) {
	put_number(out, tail->id);
	memcpy(out + 8, tail->link, MC_HASH_SIZE);
}
