/*
 * The tape: see tape.h. For each file the durable bytes are kept as of the last
 * cut; a cut brings them forward and adds what is left of the rest.
 */
#include "tape.h"
#include "base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512
enum { DATABASE, LOG, JOURNAL, FILES };
static const char *const endings[FILES] = { "", "-wal", "-journal" };

struct bytes {
	unsigned char *data;
	size_t len, cap;
	bool exists;
};

struct step {
	enum shim_step step;
	int file;
	size_t offset, len;
	unsigned char *data;
	bool folder_too;
	size_t acknowledged; /* acts, when it was done */
};

struct tape {
	char path[256], name[32];
	struct step *steps;
	size_t count, cap;
	size_t acknowledged;
	struct bytes durable[FILES];
	size_t reached[FILES]; /* steps of the file before it are in `durable` */
};

/* ---- recording ---- */

static int file_of(const struct tape *tape, const char *path) {
	size_t len = strlen(tape->path);
	if (strncmp(path, tape->path, len) == 0) {
		for (int i = 0; i < FILES; i++) {
			if (strcmp(path + len, endings[i]) == 0) {
				return i;
			}
		}
	}
	return -1;
}

static int record(void *data, const struct shim_call *call) {
	struct tape *tape = data;
	int file = file_of(tape, call->path);
	if (file < 0 || call->step == SHIM_HEADER_READ) {
		return SHIM_PASS;
	}
	if (tape->count == tape->cap) {
		tape->cap = tape->cap ? 2 * tape->cap : 1024;
		tape->steps = mc_memory_resize(tape->steps, tape->cap * sizeof *tape->steps);
	}
	struct step *step = &tape->steps[tape->count++];
	*step = (struct step){ .step = call->step,
		.file = file,
		.offset = (size_t)call->offset,
		.len = call->len,
		.folder_too = call->folder_too,
		.acknowledged = tape->acknowledged };
	if (call->step == SHIM_WRITE) {
		step->data = mc_memory_get(call->len);
		memcpy(step->data, call->data, call->len);
	}
	return call->step == SHIM_SYNC ? SHIM_KEEP_BACK : SHIM_PASS;
}

void tape_acknowledge(struct tape *tape, size_t acts) {
	tape->acknowledged = acts;
}

size_t tape_steps(const struct tape *tape) {
	return tape->count;
}

void tape_stop(struct tape *tape) {
	(void)tape;
	shim_remove();
}

/* ---- bytes ---- */

static void put(struct bytes *bytes, size_t offset, const unsigned char *data, size_t len) {
	if (offset + len > bytes->cap) {
		bytes->cap = 2 * (offset + len);
		bytes->data = mc_memory_resize(bytes->data, bytes->cap);
	}
	if (offset > bytes->len) {
		memset(bytes->data + bytes->len, 0, offset - bytes->len);
	}
	memcpy(bytes->data + offset, data, len);
	bytes->len = offset + len > bytes->len ? offset + len : bytes->len;
	bytes->exists = true;
}

static void put_sectors(struct bytes *bytes, const struct step *step, struct mc_random *random) {
	for (size_t at = 0; at < step->len; at += SECTOR) {
		if (mc_random_below(random, 2)) {
			size_t len = step->len - at < SECTOR ? step->len - at : SECTOR;
			put(bytes, step->offset + at, step->data + at, len);
		}
	}
}

static void do_step(struct bytes *bytes, const struct step *step) {
	switch (step->step) {
	case SHIM_WRITE: put(bytes, step->offset, step->data, step->len); break;
	case SHIM_TRUNCATE:
		bytes->len = step->offset < bytes->len ? step->offset : bytes->len;
		break;
	case SHIM_DELETE:
		bytes->len = 0;
		bytes->exists = false;
		break;
	case SHIM_SYNC:
	case SHIM_HEADER_READ: break;
	}
}

static void read_whole(struct bytes *bytes, const char *path) {
	unsigned char buffer[1 << 14];
	size_t got;
	FILE *file = fopen(path, "rb");
	while (file && (got = fread(buffer, 1, sizeof buffer, file)) > 0) {
		put(bytes, bytes->len, buffer, got);
	}
	if (file) {
		bytes->exists = true;
		fclose(file);
	}
}

static void write_whole(const struct bytes *bytes, const char *path) {
	unlink(path);
	if (bytes->exists) {
		FILE *file = fopen(path, "wb");
		if (!file || fwrite(bytes->data, 1, bytes->len, file) != bytes->len ||
			fclose(file) != 0) {
			perror(path);
			abort();
		}
	}
}

/* ---- cuts ---- */

/* Everything of a file up to its last sync before the cut is on the disk. */
static void bring_forward(struct tape *tape, int file, size_t cut) {
	size_t end = tape->reached[file];
	for (size_t i = end; i < cut; i++) {
		const struct step *step = &tape->steps[i];
		bool fixes =
			step->step == SHIM_SYNC || (step->step == SHIM_DELETE && step->folder_too);
		if (step->file == file && fixes) {
			end = i + 1;
		}
	}
	for (size_t i = tape->reached[file]; i < end; i++) {
		if (tape->steps[i].file == file) {
			do_step(&tape->durable[file], &tape->steps[i]);
		}
	}
	tape->reached[file] = end;
}

static void add_rest(struct bytes *bytes, const struct step *step, enum tape_rest rest,
	struct mc_random *random) {
	bool whole = rest == TAPE_ALL || (rest != TAPE_NOTHING && mc_random_below(random, 2) == 1);
	if (rest == TAPE_SOME_SECTORS && step->step == SHIM_WRITE) {
		put_sectors(bytes, step, random);
	} else if (whole) {
		do_step(bytes, step);
	}
}

size_t tape_cut(struct tape *tape, size_t cut, enum tape_rest rest, struct mc_random *random,
	const char *folder) {
	assert(cut <= tape->count);
	for (int file = 0; file < FILES; file++) {
		char path[300];
		bring_forward(tape, file, cut);
		struct bytes disk = { .exists = tape->durable[file].exists };
		if (tape->durable[file].len) {
			put(&disk, 0, tape->durable[file].data, tape->durable[file].len);
		}
		for (size_t i = tape->reached[file]; i < cut; i++) {
			if (tape->steps[i].file == file) {
				add_rest(&disk, &tape->steps[i], rest, random);
			}
		}
		snprintf(path, sizeof path, "%s/%s%s", folder, tape->name, endings[file]);
		write_whole(&disk, path);
		free(disk.data);
	}
	return cut < tape->count ? tape->steps[cut].acknowledged : tape->acknowledged;
}

/* ---- life ---- */

struct tape *tape_start(const char *folder, const char *name) {
	struct tape *tape = mc_memory_get(sizeof *tape);
	snprintf(tape->path, sizeof tape->path, "%s/%s", folder, name);
	snprintf(tape->name, sizeof tape->name, "%s", name);
	for (int i = 0; i < FILES; i++) {
		char path[300];
		snprintf(path, sizeof path, "%s%s", tape->path, endings[i]);
		read_whole(&tape->durable[i], path);
	}
	shim_install(record, tape);
	return tape;
}

void tape_destroy(struct tape *tape) {
	for (size_t i = 0; i < tape->count; i++) {
		free(tape->steps[i].data);
	}
	for (int i = 0; i < FILES; i++) {
		free(tape->durable[i].data);
	}
	free(tape->steps);
	free(tape);
}
