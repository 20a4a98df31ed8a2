/*
 * Founding an office: its folder, its key, its store with the first event. The
 * store is made under a temporary name and moved into place whole, so that a
 * power cut leaves either no office or one that can be opened.
 */
#include "base/file.h"
#include "store/apply/apply.h"
#include "store/engine/schema.h"
#include "store/ledger/office_key.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct founding {
	struct mc_store store;
	char temporary[600];
	const char *dir;
};

static enum mc_status write_first_event(struct founding *f, struct mc_error *err) {
	struct mc_own_tx own;
	struct mc_tx *tx = &own.tx;
	mc_own_tx(&own, &f->store, f->store.db, NULL, mc_store_now(&f->store));
	tx->tail.day = INT32_MIN;
	char number[16], hex[2 * MC_PUBLIC_KEY_SIZE + 1];
	snprintf(number, sizeof number, "%d", f->store.number);
	mc_hex(mc_public_half(f->store.secret_key), MC_PUBLIC_KEY_SIZE, hex);
	const struct mc_event_office_founded founded = {
		.number = number, .practice = f->store.practice ? "1" : "0", .public_key = hex
	};
	MC_TRY(mc_db_begin(tx->db, err));
	MC_TRY(mc_tx_write(tx, MC_EVENT_OFFICE_FOUNDED, 0, &founded, NULL, err));
	MC_TRY(mc_seal_if_due(tx, true, err));
	return mc_db_commit(tx->db, err);
}

static enum mc_status make_store(struct founding *f, struct mc_error *err) {
	mc_remove_store(f->temporary); /* of a founding that was cut off */
	enum mc_status status = mc_db_open(f->temporary, MC_DB_CREATE, &f->store.db, err);
	if (status == MC_OK) {
		status = mc_schema_upgrade(f->store.db, err);
	}
	if (status == MC_OK) {
		status = write_first_event(f, err);
	}
	if (status == MC_OK) {
		status = mc_db_checkpoint(f->store.db, MC_PATIENCE_MS, err);
	}
	mc_db_close(f->store.db);
	f->store.db = NULL;
	return status;
}

/* The log is empty now: only the file itself moves. */
static enum mc_status move_into_place(struct founding *f, struct mc_error *err) {
	mc_remove_log(f->temporary);
	chmod(f->temporary, 0600);
	mc_gate_forget(&f->store.gate);
	if (mc_move_new(f->temporary, f->store.path) < 0) {
		return mc_file_fail(err, errno, f->store.path);
	}
	return mc_file_sync_folder(f->dir, err);
}

/* A founding that failed leaves no key and no half store behind. */
static void give_up(const struct founding *f) {
	char path[600];
	mc_remove_store(f->temporary);
	snprintf(path, sizeof path, "%s/keys/office.key.new", f->dir);
	unlink(path);
	snprintf(path, sizeof path, "%s/keys", f->dir);
	rmdir(path);
}

/*
 * The key comes into place last: until then a cut leaves no office that anybody
 * would take for one, and after the store has moved, opening it finishes this.
 */
static enum mc_status build(struct founding *f, struct mc_error *err) {
	enum mc_status status = mc_office_key_make(&f->store, f->dir, err);
	if (status == MC_OK) {
		status = make_store(f, err);
	}
	if (status == MC_OK) {
		status = move_into_place(f, err);
	}
	if (status != MC_OK) {
		give_up(f);
		return status;
	}
	mc_key_into_place(f->dir);
	return MC_OK;
}

enum mc_status mc_store_init(
	const char *office_dir, int number, bool practice, struct mc_error *err) {
	struct founding f = { .dir = office_dir };
	char gate[600];
	f.store.number = number;
	f.store.practice = practice;
	snprintf(f.store.path, sizeof f.store.path, "%.490s/store.db", office_dir);
	snprintf(f.temporary, sizeof f.temporary, "%s/store.db.new", office_dir);
	snprintf(gate, sizeof gate, "%s/store.gate", office_dir);
	enum mc_status status = mc_file_make_folders(office_dir, 0700, NULL, err);
	if (status == MC_OK) {
		status = mc_store_check_place(office_dir, err);
	}
	if (status == MC_OK) {
		status = mc_gate_open(&f.store.gate, gate, err);
	}
	if (status != MC_OK) {
		return status;
	}
	status = mc_gate_take(&f.store.gate, MC_PATIENCE_MS, err);
	if (status == MC_OK) {
		status = mc_store_check_place(office_dir, err); /* somebody may have been quicker */
	}
	if (status == MC_OK) {
		status = build(&f, err);
	}
	mc_gate_close(&f.store.gate);
	mc_wipe(f.store.secret_key, sizeof f.store.secret_key);
	return status;
}
