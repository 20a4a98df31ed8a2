/* A subject may be another system's code: only what cannot leave the folder stays as it is. */
#include "print/folder.h"
#include "base/file.h"
#include "print/render.h"
#include <string.h>

#define FOLDER_MODE 0700
#define FILE_MODE 0600

static void add_escaped(struct mc_str *out, const char *text) {
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
	for (; *text != '\0'; text++) {
		if (strchr(plain, *text) != NULL) {
			mc_str_add_char(out, *text);
		} else {
			mc_str_addf(out, "%%%02X", (unsigned)(unsigned char)*text);
		}
	}
}

static enum mc_status write_as(const struct mc_str *base, enum mc_render_format format,
	struct mc_page *page, const struct mc_document *document, struct mc_error *err) {
	static const char *const endings[] = {
		[MC_RENDER_TEXT] = ".txt",
		[MC_RENDER_PNG] = ".png",
		[MC_RENDER_PDF] = ".pdf",
		[MC_RENDER_ESCPOS] = ".escpos",
	};
	struct mc_str bytes, path;
	mc_str_init(&bytes);
	mc_str_init(&path);
	mc_str_addf(&path, "%s%s", base->data, endings[format]);
	enum mc_status status = mc_render_page(
		page, format, document->media, &document->driver.escpos, &bytes, err);
	if (status == MC_OK) {
		status = mc_file_write(path.data, bytes.data, bytes.len, FILE_MODE, err);
	}
	mc_str_finish(&path);
	mc_str_finish(&bytes);
	return status;
}

enum mc_status mc_folder_write(const char *folder, const struct mc_folder_name *name,
	struct mc_page *page, const struct mc_document *document, struct mc_error *err) {
	struct mc_str path;
	mc_str_init(&path);
	mc_str_add(&path, folder);
	enum mc_status status =
		name->make ? mc_file_make_folder(path.data, FOLDER_MODE, err) : MC_OK;
	if (status == MC_OK) {
		mc_str_add_char(&path, '/');
		add_escaped(&path, name->day);
		status = mc_file_make_folder(path.data, FOLDER_MODE, err);
	}
	if (status == MC_OK) {
		status = mc_file_sync_folder(folder, err);
	}
	if (status == MC_OK) {
		mc_str_add_char(&path, '/');
		add_escaped(&path, name->form);
		mc_str_add_char(&path, '-');
		add_escaped(&path, name->subject);
		mc_str_addf(&path, "-%d", name->copy);
		status = write_as(&path, document->format, page, document, err);
		if (status == MC_OK) {
			status = write_as(&path, MC_RENDER_TEXT, page, document, err);
		}
	}
	mc_str_finish(&path);
	return status;
}
