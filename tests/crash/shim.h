/*
 * A layer between SQLite and the disk: a VFS that passes everything on to the
 * stock one and asks a hook before each step that changes something. The hook
 * may record it, let it pass, keep it back or let it fail; with that the tests
 * here cut the power, fill the disk and count syncs, under the store's own
 * unchanged code (shim_install() makes the layer SQLite's default).
 *
 * Only the store's own files pass the hook: database, log, journal.
 */
#ifndef MC_TESTS_SHIM_H
#define MC_TESTS_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum shim_step {
	SHIM_WRITE,
	SHIM_TRUNCATE,
	SHIM_SYNC,
	SHIM_DELETE,
	SHIM_HEADER_READ, /* a checkpoint has just read the log's header and found it changed */
};

struct shim_call {
	enum shim_step step;
	const char *path;
	int64_t offset; /* WRITE; TRUNCATE: the new length */
	size_t len; /* WRITE */
	const void *data; /* WRITE; borrowed */
	bool folder_too; /* DELETE: the folder is synced after it */
};

#define SHIM_PASS (-1) /* do it */
#define SHIM_KEEP_BACK (-2) /* say that it was done */

/* SHIM_PASS, SHIM_KEEP_BACK, or the SQLite error code that the step shall have. */
typedef int shim_hook(void *data, const struct shim_call *call);

/* Makes the layer the default for connections opened from now on. */
void shim_install(shim_hook *hook, void *data);

/* The stock VFS is the default again; connections that are open keep the layer. */
void shim_remove(void);

/* The connection opened last (since shim_install) checkpoints after so many pages. */
void shim_checkpoint_after(int pages);

#endif
