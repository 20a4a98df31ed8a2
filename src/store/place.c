/*
 * The files of a store: whether there are some, moving them into place whole,
 * taking them away. A store is its file and, while somebody has it open or after
 * a cut, a log beside it: neither may ever be met by another store's.
 */
#include "base/file.h"
#include "store/inside.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const parts[] = { "", "-wal", "-shm", "-journal" };

bool mc_store_remains(const char *path) {
	for (size_t i = 0; i < MC_COUNT(parts); i++) {
		char part[MC_PLACE_SIZE];
		snprintf(part, sizeof part, "%s%s", path, parts[i]);
		if (access(part, F_OK) == 0) {
			return true;
		}
	}
	return false;
}

enum mc_status mc_check_mounts(const char *path, struct mc_error *err) {
	for (size_t i = 0; i < MC_COUNT(parts); i++) {
		char part[MC_PLACE_SIZE];
		struct statx found;
		snprintf(part, sizeof part, "%s%s", path, parts[i]);
		if (statx(AT_FDCWD, part, AT_SYMLINK_NOFOLLOW, STATX_TYPE, &found) == 0 &&
			(found.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0) {
			return mc_fail(err, MC_REFUSED,
				N_("%s is mounted there from another folder (bind mount), and its "
				   "gate would not be the one that others hold: open the office "
				   "where it lies, or mount its whole folder."),
				part);
		}
	}
	return MC_OK;
}

static void remove_parts(const char *path, size_t first) {
	for (size_t i = first; i < MC_COUNT(parts); i++) {
		char part[MC_PLACE_SIZE];
		snprintf(part, sizeof part, "%s%s", path, parts[i]);
		unlink(part);
	}
}

void mc_remove_store(const char *path) {
	remove_parts(path, 0);
}

void mc_remove_log(const char *path) {
	remove_parts(path, 1);
}

int mc_move_new(const char *from, const char *to) {
	int done = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
	if (done == 0 || (errno != EINVAL && errno != ENOSYS)) {
		return done;
	}
	/* A filesystem that can't promise it: the look before has to do. */
	if (access(to, F_OK) == 0) {
		errno = EEXIST;
		return -1;
	}
	return rename(from, to);
}

enum mc_status mc_copy_bytes(
	int in, const char *from, int out, const char *to, struct mc_error *err) {
	char buffer[65536];
	ssize_t got;
	do {
		got = read(in, buffer, sizeof buffer);
		if (got < 0 && errno != EINTR) {
			return mc_file_fail(err, errno, from);
		}
		int failure = got > 0 ? mc_file_put_all(out, buffer, (size_t)got) : 0;
		if (failure != 0) {
			return mc_file_fail(err, failure, to);
		}
	} while (got != 0);
	return fsync(out) < 0 ? mc_file_fail(err, errno, to) : MC_OK;
}

enum mc_status mc_scratch_make(char ret_folder[MC_PLACE_SIZE], struct mc_error *err) {
	const char *place = getenv("TMPDIR");
	snprintf(ret_folder, MC_PLACE_SIZE, "%.500s/motcua-XXXXXX",
		place && *place ? place : "/tmp");
	return mkdtemp(ret_folder) ? MC_OK : mc_file_fail(err, errno, ret_folder);
}

/* ---- an office, built aside ---- */

void mc_key_into_place(const char *dir) {
	char made[MC_PLACE_SIZE], placed[MC_PLACE_SIZE];
	snprintf(made, sizeof made, "%s/keys/office.key.new", dir);
	snprintf(placed, sizeof placed, "%s/keys/office.key", dir);
	if (access(made, F_OK) == 0 && access(placed, F_OK) < 0) {
		int result = mc_move_new(made, placed);
		(void)result; /* the next opening tries again; until then nothing is sealed */
	}
}

enum mc_status mc_store_check_owner(const char *dir, struct mc_error *err) {
	struct stat found;
	char owner[MC_OWNER_SIZE];
	if (stat(dir, &found) < 0 || found.st_uid == geteuid()) {
		return MC_OK; /* what is wrong with a folder that is not there is said elsewhere */
	}
	mc_file_owner_name(found.st_uid, owner);
	return mc_fail(err, MC_REFUSED,
		N_("The office folder %s belongs to %s, and what another account made in it would "
		   "lock that one out: work as its owner, “sudo -u %s motcua …”."),
		dir, owner, owner);
}

bool mc_store_is_there(const char *dir) {
	char store[MC_PLACE_SIZE], key[MC_PLACE_SIZE];
	snprintf(store, sizeof store, "%s/store.db", dir);
	snprintf(key, sizeof key, "%s/keys/office.key", dir);
	return mc_store_remains(store) || access(key, F_OK) == 0;
}

enum mc_status mc_store_check_place(const char *dir, struct mc_error *err) {
	char store[MC_PLACE_SIZE], key[MC_PLACE_SIZE];
	const char *kind;
	enum mc_status status = mc_store_check_owner(dir, err);
	if (status != MC_OK) {
		return status;
	}
	if (mc_file_is_remote(dir, &kind)) {
		return mc_fail(err, MC_REFUSED,
			N_("%s lies on a network filesystem (%s), where the store would be "
			   "damaged: keep it on a disk of this computer."),
			dir, kind);
	}
	snprintf(store, sizeof store, "%s/store.db", dir);
	snprintf(key, sizeof key, "%s/keys/office.key", dir);
	if (mc_store_remains(store)) {
		return mc_fail(err, MC_CONFLICT,
			N_("There is an office in %s already: choose another folder."), dir);
	}
	if (access(key, F_OK) == 0) {
		return mc_fail(err, MC_CONFLICT,
			N_("%s belongs to an office that was here: restore its backup, or choose "
			   "another folder."),
			key);
	}
	return MC_OK;
}

/* Writes the log back into the store's file, which is then the whole store. */
static enum mc_status close_log(const char *path, struct mc_error *err) {
	struct mc_db *db;
	enum mc_status status = mc_db_open(path, MC_DB_WRITE, &db, err);
	if (status == MC_OK) {
		status = mc_db_checkpoint(db, MC_PATIENCE_MS, err);
		mc_db_close(db);
	}
	if (status == MC_OK) {
		mc_remove_log(path);
	}
	return status;
}

static enum mc_status move(const char *from, const char *to, const char *name, const char *new_name,
	struct mc_error *err) {
	char here[MC_PLACE_SIZE], there[MC_PLACE_SIZE];
	snprintf(here, sizeof here, "%s/%s", from, name);
	snprintf(there, sizeof there, "%s/%s", to, new_name);
	return mc_move_new(here, there) < 0 ? mc_file_fail(err, errno, there) : MC_OK;
}

/*
 * The key goes first, under the name that only an opened office makes the true
 * one: a key without its store would look like the remains of an office.
 */
static enum mc_status move_all(
	const char *from, const char *to, struct mc_gate *gate, struct mc_error *err) {
	char keys[MC_PLACE_SIZE], left[MC_PLACE_SIZE];
	snprintf(keys, sizeof keys, "%s/keys", to);
	snprintf(left, sizeof left, "%s/keys/office.key.new", to);
	enum mc_status status = mc_store_check_place(to, err); /* somebody may have been quicker */
	if (status == MC_OK) {
		status = mc_file_make_folder(keys, 0700, err);
	}
	if (status == MC_OK) {
		unlink(left); /* of a move that was cut before its store came */
		status = move(from, to, "keys/office.key", "keys/office.key.new", err);
	}
	if (status == MC_OK) {
		status = mc_file_sync_folder(keys, err);
	}
	if (status == MC_OK) {
		mc_gate_forget(gate);
		status = move(from, to, "store.db", "store.db", err);
	}
	if (status == MC_OK) {
		status = mc_file_sync_folder(to, err);
	}
	if (status == MC_OK) {
		mc_key_into_place(to);
	}
	return status;
}

enum mc_status mc_store_move(const char *from, const char *to, struct mc_error *err) {
	struct mc_gate gate;
	char path[MC_PLACE_SIZE];
	snprintf(path, sizeof path, "%s/store.db", from);
	enum mc_status status = close_log(path, err);
	if (status != MC_OK) {
		return status;
	}
	snprintf(path, sizeof path, "%s/store.gate", to);
	status = mc_gate_open(&gate, path, err);
	if (status != MC_OK) {
		return status;
	}
	status = mc_gate_take(&gate, MC_PATIENCE_MS, err);
	if (status == MC_OK) {
		status = move_all(from, to, &gate, err);
	}
	mc_gate_close(&gate);
	return status;
}
