/*
 * Founding an office: its folder, its key, its store with the first event. The
 * store is made under a temporary name and moved into place whole, so that a
 * power cut leaves either no office or one that can be opened.
 */
#include "base/file.h"
#include "store/apply/apply.h"
#include "store/engine/schema.h"
#include "store/inside.h"
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
	bool made_key; /* by this founding: only then it may be taken away again */
};

void mc_key_into_place(const char *dir) {
	char made[600], placed[600];
	snprintf(made, sizeof made, "%s/keys/office.key.new", dir);
	snprintf(placed, sizeof placed, "%s/keys/office.key", dir);
	if (access(made, F_OK) == 0 && access(placed, F_OK) < 0) {
		int result = mc_move_new(made, placed);
		(void)result; /* the next opening tries again; until then nothing is sealed */
	}
}

int mc_move_new(const char *from, const char *to) {
	int result = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
	/* A filesystem that can't promise it: the look before has to do. */
	return result < 0 && errno == EINVAL ? rename(from, to) : result;
}

bool mc_store_remains(const char *path) {
	static const char *const parts[] = { "", "-wal", "-shm", "-journal" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		char part[640];
		snprintf(part, sizeof part, "%s%s", path, parts[i]);
		if (access(part, F_OK) == 0) {
			return true;
		}
	}
	return false;
}

static enum mc_status make_folders(const char *dir, struct mc_error *err) {
	char part[512];
	mc_copy(part, sizeof part, dir);
	for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(part, 0755) < 0 && errno != EEXIST) {
			return mc_file_fail(err, errno, part);
		}
		*slash = '/';
	}
	if (mkdir(dir, 0700) < 0 && errno != EEXIST) {
		return mc_file_fail(err, errno, dir);
	}
	return MC_OK;
}

static enum mc_status check_place(const struct founding *f, struct mc_error *err) {
	const char *kind;
	if (mc_file_is_remote(f->dir, &kind)) {
		return mc_fail(err, MC_REFUSED,
			N_("%s lies on a network filesystem (%s), where the store would be "
			   "damaged: keep it on a disk of this computer."),
			f->dir, kind);
	}
	if (mc_store_remains(f->store.path)) {
		return mc_fail(err, MC_CONFLICT,
			N_("There is an office in %s already: choose another folder."), f->dir);
	}
	return MC_OK;
}

static enum mc_status make_key(struct founding *f, struct mc_error *err) {
	char path[600], hex[2 * MC_SECRET_KEY_SIZE + 2];
	snprintf(path, sizeof path, "%s/keys/office.key", f->dir);
	if (access(path, F_OK) == 0) {
		return mc_fail(err, MC_CONFLICT,
			N_("%s belongs to an office that was here: restore its backup, or choose "
			   "another folder."),
			path);
	}
	snprintf(path, sizeof path, "%s/keys", f->dir);
	enum mc_status status = mc_file_make_folder(path, 0700, err);
	if (status != MC_OK) {
		return status;
	}
	f->made_key = true;
	mc_sign_keys(f->store.public_key, f->store.secret_key);
	mc_hex(f->store.secret_key, MC_SECRET_KEY_SIZE, hex);
	strcat(hex, "\n");
	snprintf(path, sizeof path, "%s/keys/office.key.new", f->dir);
	status = mc_file_write(path, hex, strlen(hex), 0600, err);
	mc_wipe(hex, sizeof hex);
	return status;
}

static enum mc_status write_first_event(struct founding *f, struct mc_error *err) {
	struct mc_act act = { .door = MC_DOOR_SYSTEM };
	struct mc_outcome outcome = { 0 };
	mc_key_random(act.key);
	mc_time now = mc_store_now(&f->store);
	struct mc_tx tx = { .store = &f->store,
		.db = f->store.db,
		.act = &act,
		.outcome = &outcome,
		.actor = "system",
		.at = now,
		.recorded_at = now,
		.noted_day = INT32_MIN,
		.day = mc_day_of(now) };
	char number[16], hex[2 * MC_PUBLIC_KEY_SIZE + 1];
	snprintf(number, sizeof number, "%d", f->store.number);
	mc_hex(f->store.public_key, MC_PUBLIC_KEY_SIZE, hex);
	struct mc_body body;
	mc_body_begin(&body);
	mc_body_text(&body, "number", number);
	mc_body_text(&body, "practice", f->store.practice ? "1" : "0");
	mc_body_text(&body, "public_key", hex);
	enum mc_status status = mc_db_begin(tx.db, err);
	if (status == MC_OK) {
		status = mc_tx_event(&tx, "office.founded@1", 0, &body, NULL, NULL, err);
	} else {
		mc_str_finish(&body.text);
	}
	if (status == MC_OK) {
		status = mc_db_commit(tx.db, err);
	}
	return status;
}

static void remove_temporary(const struct founding *f) {
	static const char *const parts[] = { "", "-wal", "-shm", "-journal" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		char path[620];
		snprintf(path, sizeof path, "%s%s", f->temporary, parts[i]);
		unlink(path);
	}
}

static enum mc_status make_store(struct founding *f, struct mc_error *err) {
	remove_temporary(f); /* of a founding that was cut off */
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
	char side[620];
	static const char *const sides[] = { "-wal", "-shm" };
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
		snprintf(side, sizeof side, "%s%s", f->temporary, sides[i]);
		unlink(side);
	}
	chmod(f->temporary, 0600);
	if (mc_move_new(f->temporary, f->store.path) < 0) {
		return mc_file_fail(err, errno, f->store.path);
	}
	return mc_file_sync_folder(f->dir, err);
}

/* A founding that failed leaves no key and no half store behind. */
static void give_up(const struct founding *f) {
	char path[600];
	remove_temporary(f);
	if (!f->made_key) {
		return;
	}
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
	enum mc_status status = make_key(f, err);
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
	f.store.last_recorded_day = INT32_MIN;
	snprintf(f.store.path, sizeof f.store.path, "%.490s/store.db", office_dir);
	snprintf(f.temporary, sizeof f.temporary, "%s/store.db.new", office_dir);
	snprintf(gate, sizeof gate, "%s/store.gate", office_dir);
	enum mc_status status = make_folders(office_dir, err);
	if (status == MC_OK) {
		status = check_place(&f, err);
	}
	if (status == MC_OK) {
		status = mc_gate_open(&f.store.gate, gate, err);
	}
	if (status != MC_OK) {
		return status;
	}
	status = mc_gate_take(&f.store.gate, MC_PATIENCE_MS, err);
	if (status == MC_OK) {
		status = check_place(&f, err); /* somebody may have been quicker */
	}
	if (status == MC_OK) {
		status = build(&f, err);
	}
	mc_gate_close(&f.store.gate);
	mc_wipe(f.store.secret_key, sizeof f.store.secret_key);
	return status;
}
