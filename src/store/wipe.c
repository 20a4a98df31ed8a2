/*
 * Erased names must leave the log too: secure_delete wipes the file, and only a
 * truncating checkpoint the log. A reader may hold the log when a dossier is
 * erased, so the debt is noted in a file beside the store before the erasure is
 * committed, and paid by whichever process writes next and finds the log free.
 */
#include "store/inside.h"
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define WIPE_WAIT_MS 200
#define WIPE_EVERY_MS (60 * 1000)

static void debt_path(const struct mc_store *store, char *out, size_t size) {
	snprintf(out, size, "%s/erase.owed", store->dir);
}

void mc_wipe_look(struct mc_store *store) {
	char path[600];
	debt_path(store, path, sizeof path);
	store->wipe_owed = access(path, F_OK) == 0;
}

void mc_wipe_owe(struct mc_store *store) {
	char path[600];
	debt_path(store, path, sizeof path);
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd >= 0) {
		close(fd);
	}
	store->wipe_owed = true;
	store->wipe_tried_at = 0;
}

void mc_wipe_pay(struct mc_store *store, mc_time now) {
	char path[600];
	struct mc_error reader_holds_it;
	mc_time since = now - store->wipe_tried_at;
	if (!store->wipe_owed || (since >= 0 && since < WIPE_EVERY_MS)) {
		return;
	}
	store->wipe_tried_at = now;
	if (mc_db_checkpoint(store->db, WIPE_WAIT_MS, &reader_holds_it) == MC_OK) {
		debt_path(store, path, sizeof path);
		unlink(path);
		store->wipe_owed = false;
	}
}
