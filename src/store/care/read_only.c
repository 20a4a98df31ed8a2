#include "store/care/read_only.h"
#include "base/file.h"
#include "store/engine/schema.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool mc_read_only_place(const struct mc_store *store) {
	char folder[MC_PLACE_SIZE];
	snprintf(folder, sizeof folder, "%s", store->path);
	*strrchr(folder, '/') = '\0';
	const char *const places[] = { *folder ? folder : "/", store->path };
	for (size_t i = 0; i < MC_COUNT(places); i++) {
		if (access(places[i], W_OK) < 0 && (errno == EROFS || errno == EACCES)) {
			return true;
		}
	}
	return false;
}

enum mc_status mc_read_only_fail(const struct mc_store *store, struct mc_error *err) {
	return mc_fail(err, MC_READ_ONLY,
		N_("The disk of %s can only be read: nothing was changed. Have it mounted for "
		   "writing, or checked."),
		store->path);
}

static void take(struct mc_store *store, struct mc_db *db) {
	pthread_mutex_lock(&store->swap);
	store->db = db;
	pthread_mutex_unlock(&store->swap);
}

/* Gives the connection back when the office in it can't be read. */
static enum mc_status read_office(
	struct mc_store *store, enum mc_status status, struct mc_db *db, struct mc_error *err) {
	if (status == MC_OK) {
		take(store, db);
		status = mc_load_office(store, err);
	}
	if (status != MC_OK) {
		take(store, NULL);
		mc_db_close(db);
	}
	return status;
}

/* Beside the log and index that lie there; MC_BUSY: the schema is not of today. */
static enum mc_status open_in_place(struct mc_store *store, struct mc_error *err) {
	struct mc_db *db = NULL;
	int number = 0;
	enum mc_status status = mc_db_open(store->path, MC_DB_READ, &db, err);
	if (status == MC_OK) {
		status = mc_db_schema(db, &number, err);
	}
	if (status == MC_OK && number != mc_schema_newest()) {
		status = MC_BUSY;
	}
	return read_office(store, status, db, err);
}

/* ---- a copy ---- */

static enum mc_status copy_part(
	const struct mc_store *store, const char *copy, const char *part, struct mc_error *err) {
	char from[MC_PLACE_SIZE + 8], to[MC_PLACE_SIZE + 8];
	snprintf(from, sizeof from, "%s%s", store->path, part);
	snprintf(to, sizeof to, "%s%s", copy, part);
	MC_AUTOCLOSE int in = open(from, O_RDONLY | O_CLOEXEC);
	if (in < 0) {
		return errno == ENOENT && *part ? MC_OK : mc_file_fail(err, errno, from);
	}
	MC_AUTOCLOSE int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	return out < 0 ? mc_file_fail(err, errno, to) : mc_copy_bytes(in, from, out, to, err);
}

static enum mc_status open_copy(struct mc_store *store, struct mc_error *err) {
	char folder[MC_PLACE_SIZE], copy[MC_PLACE_SIZE + 16];
	struct mc_db *db = NULL;
	enum mc_status status = mc_scratch_make(folder, err);
	if (status != MC_OK) {
		return status;
	}
	snprintf(copy, sizeof copy, "%s/store.db", folder);
	status = copy_part(store, copy, "", err);
	if (status == MC_OK) {
		status = copy_part(store, copy, "-wal", err);
	}
	if (status == MC_OK) {
		status = mc_db_open(copy, MC_DB_WRITE, &db, err);
	}
	if (status == MC_OK) {
		status = mc_schema_upgrade(db, err);
	}
	status = read_office(store, status, db, err);
	mc_remove_store(copy); /* it lives on without a name, so that no crash leaves it behind */
	rmdir(folder);
	return status;
}

enum mc_status mc_read_only_open(struct mc_store *store, struct mc_error *err) {
	struct mc_error why;
	mc_gate_close(&store->gate);
	mc_bell_close(&store->bell);
	enum mc_status status = open_in_place(store, &why);
	if (status != MC_OK) {
		status = open_copy(store, err);
	}
	store->read_only = status == MC_OK;
	if (store->read_only) {
		mc_stand_note(store);
	}
	return status;
}

bool mc_store_read_only(const struct mc_store *store) {
	return store->read_only;
}
