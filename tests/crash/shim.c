/* The layer: see shim.h. */
#include "shim.h"
#include <sqlite3.h>
#include <stdlib.h>

struct layer {
	sqlite3_vfs vfs, *stock;
	shim_hook *hook;
	void *data;
	sqlite3 *newest;
};
static struct layer layer; /* SQLite keeps a pointer to it */

struct file {
	sqlite3_file base;
	const char *path; /* SQLite's, alive as long as the file is open */
	sqlite3_file *real;
};

static sqlite3_file *real(sqlite3_file *file) {
	return ((struct file *)file)->real;
}

static int ask(const struct shim_call *call) {
	return layer.hook ? layer.hook(layer.data, call) : SHIM_PASS;
}

/* What a step returns when the hook did not let it pass. */
static int answer(int verdict) {
	return verdict == SHIM_KEEP_BACK ? SQLITE_OK : verdict;
}

/* ---- steps that change something ---- */

static int file_write(sqlite3_file *file, const void *data, int len, sqlite3_int64 offset) {
	struct shim_call call = { .step = SHIM_WRITE,
		.path = ((struct file *)file)->path,
		.offset = offset,
		.len = (size_t)len,
		.data = data };
	int verdict = ask(&call);
	return verdict == SHIM_PASS ? real(file)->pMethods->xWrite(real(file), data, len, offset)
				    : answer(verdict);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 len) {
	struct shim_call call = {
		.step = SHIM_TRUNCATE, .path = ((struct file *)file)->path, .offset = len
	};
	int verdict = ask(&call);
	return verdict == SHIM_PASS ? real(file)->pMethods->xTruncate(real(file), len)
				    : answer(verdict);
}

static int file_sync(sqlite3_file *file, int flags) {
	struct shim_call call = { .step = SHIM_SYNC, .path = ((struct file *)file)->path };
	int verdict = ask(&call);
	return verdict == SHIM_PASS ? real(file)->pMethods->xSync(real(file), flags)
				    : answer(verdict);
}

/* SQLite calls it with nothing to unfetch once a checkpoint has read the header. */
static int file_unfetch(sqlite3_file *file, sqlite3_int64 offset, void *page) {
	if (!page && offset == 0) {
		struct shim_call call = { .step = SHIM_HEADER_READ,
			.path = ((struct file *)file)->path };
		(void)ask(&call); /* it can only be delayed */
	}
	return real(file)->pMethods->xUnfetch(real(file), offset, page);
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int folder_too) {
	(void)vfs;
	struct shim_call call = {
		.step = SHIM_DELETE, .path = path, .folder_too = folder_too != 0
	};
	int verdict = ask(&call);
	return verdict == SHIM_PASS ? layer.stock->xDelete(layer.stock, path, folder_too)
				    : answer(verdict);
}

/* ---- what is only passed on ---- */

static int file_close(sqlite3_file *file) {
	int code = real(file)->pMethods->xClose(real(file));
	free(real(file));
	return code;
}

static int file_read(sqlite3_file *file, void *data, int len, sqlite3_int64 offset) {
	return real(file)->pMethods->xRead(real(file), data, len, offset);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *len) {
	return real(file)->pMethods->xFileSize(real(file), len);
}

static int file_lock(sqlite3_file *file, int level) {
	return real(file)->pMethods->xLock(real(file), level);
}

static int file_unlock(sqlite3_file *file, int level) {
	return real(file)->pMethods->xUnlock(real(file), level);
}

static int file_check_lock(sqlite3_file *file, int *held) {
	return real(file)->pMethods->xCheckReservedLock(real(file), held);
}

static int file_control(sqlite3_file *file, int what, void *value) {
	return real(file)->pMethods->xFileControl(real(file), what, value);
}

static int file_sector(sqlite3_file *file) {
	return real(file)->pMethods->xSectorSize(real(file));
}

static int file_device(sqlite3_file *file) {
	return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int file_shm_map(
	sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
	return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}

static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
	return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void file_shm_barrier(sqlite3_file *file) {
	real(file)->pMethods->xShmBarrier(real(file));
}

static int file_shm_unmap(sqlite3_file *file, int delete_too) {
	return real(file)->pMethods->xShmUnmap(real(file), delete_too);
}

static int file_fetch(sqlite3_file *file, sqlite3_int64 offset, int len, void **page) {
	return real(file)->pMethods->xFetch(real(file), offset, len, page);
}

static const sqlite3_io_methods methods = { 3, file_close, file_read, file_write, file_truncate,
	file_sync, file_size, file_lock, file_unlock, file_check_lock, file_control, file_sector,
	file_device, file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap, file_fetch,
	file_unfetch };

/* Scratch files of sorting and the like go past the layer. */
static int vfs_open(
	sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *ret_flags) {
	(void)vfs;
	const int ours = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
	if (!path || !(flags & ours)) {
		return layer.stock->xOpen(layer.stock, path, file, flags, ret_flags);
	}
	struct file *mine = (struct file *)file;
	*mine = (struct file){ .path = path, .real = calloc(1, (size_t)layer.stock->szOsFile) };
	if (!mine->real) {
		return SQLITE_NOMEM;
	}
	int code = layer.stock->xOpen(layer.stock, path, mine->real, flags, ret_flags);
	if (code != SQLITE_OK) {
		free(mine->real);
		return code;
	}
	mine->base.pMethods = &methods;
	return SQLITE_OK;
}

static int note_newest(
	sqlite3 *db, const char **ret_message, const struct sqlite3_api_routines *unused) {
	(void)ret_message;
	(void)unused;
	layer.newest = db;
	return SQLITE_OK;
}

void shim_install(shim_hook *hook, void *data) {
	if (!layer.stock) {
		layer.stock = sqlite3_vfs_find(NULL);
		layer.vfs = *layer.stock;
		layer.vfs.zName = "shim";
		layer.vfs.xOpen = vfs_open;
		layer.vfs.xDelete = vfs_delete;
		if (layer.vfs.szOsFile < (int)sizeof(struct file)) {
			layer.vfs.szOsFile = sizeof(struct file);
		}
	}
	sqlite3_auto_extension((void (*)(void))note_newest);
	layer.hook = hook;
	layer.data = data;
	sqlite3_vfs_register(&layer.vfs, 1);
}

void shim_remove(void) {
	sqlite3_reset_auto_extension();
	layer.hook = NULL;
	if (layer.stock) {
		sqlite3_vfs_register(layer.stock, 1);
	}
}

void shim_checkpoint_after(int pages) {
	sqlite3_wal_autocheckpoint(layer.newest, pages);
}
