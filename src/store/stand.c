/*
 * What is open is what is there. A folder may be moved away, a store restored over
 * the one that is open, a log or a gate removed: whoever goes on with the open files
 * acknowledges what nobody else will ever read. So the files are compared with their
 * names under the gate, before an act, and again behind its commit.
 */
#include "store/inside.h"
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_PART, LOG_PART, INDEX_PART, GATE_PART, BELL_PART };

static void name_part(const struct mc_store *store, int part, char path[MC_PLACE_SIZE]) {
	static const char *const behind[] = { "", "-wal", "-shm" };
	if (part <= INDEX_PART) {
		snprintf(path, MC_PLACE_SIZE, "%s%s", store->path, behind[part]);
	} else {
		snprintf(path, MC_PLACE_SIZE, "%s",
			part == GATE_PART ? store->gate.path : store->bell.path);
	}
}

/* Nothing there is 0, 0. */
static void look(const struct mc_store *store, int part, dev_t *ret_dev, ino_t *ret_ino) {
	char path[MC_PLACE_SIZE];
	struct stat found;
	name_part(store, part, path);
	bool there = stat(path, &found) == 0;
	*ret_dev = there ? found.st_dev : 0;
	*ret_ino = there ? found.st_ino : 0;
}

void mc_stand_note(struct mc_store *store) {
	for (int part = 0; part < MC_STAND_PARTS; part++) {
		look(store, part, &store->stand.parts[part].dev, &store->stand.parts[part].ino);
	}
}

static bool part_holds(const struct mc_store *store, int part) {
	dev_t dev;
	ino_t ino;
	look(store, part, &dev, &ino);
	return dev == store->stand.parts[part].dev && ino == store->stand.parts[part].ino &&
	       ino != 0;
}

bool mc_stand_holds(const struct mc_store *store) {
	for (int part = 0; part < MC_STAND_PARTS; part++) {
		if (!part_holds(store, part)) {
			return false;
		}
	}
	return true;
}

bool mc_stand_file_holds(const struct mc_store *store) {
	return part_holds(store, FILE_PART);
}

bool mc_stand_kept(const struct mc_store *store) {
	return part_holds(store, FILE_PART) && part_holds(store, LOG_PART);
}

enum mc_status mc_stand_rescue(struct mc_store *store, struct mc_error *err) {
	char log[MC_PLACE_SIZE], index[MC_PLACE_SIZE];
	name_part(store, LOG_PART, log);
	name_part(store, INDEX_PART, index);
	if (!part_holds(store, FILE_PART) || access(log, F_OK) == 0 || errno != ENOENT) {
		return MC_OK;
	}
	enum mc_status status = mc_db_checkpoint(store->db, MC_PATIENCE_MS, err);
	if (status == MC_OK && part_holds(store, INDEX_PART)) {
		unlink(index); /* it tells of a log that is not there */
	}
	return status;
}
