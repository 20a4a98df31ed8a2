/* A raw queue passes on what it gets, so it must get the printer's own language. */
#include "print/document.h"

enum mc_status mc_queue_check(
	const struct mc_queue *queue, const char *name, struct mc_error *err) {
	if (!queue->accepting) {
		return mc_fail(err, MC_REFUSED,
			N_("The queue %s takes no papers now: see “cupsaccept”."), name);
	}
	if (queue->stopped) {
		return mc_fail(err, MC_REFUSED,
			N_("The queue %s is stopped (%s %s): see “cupsenable”."), name,
			queue->reasons, queue->message);
	}
	return MC_OK;
}

static enum mc_status read_words(
	const char *driver, const char *width, struct mc_document *document, struct mc_error *err) {
	enum mc_status status = mc_driver_parse(driver, &document->driver, err);
	return status == MC_OK ? mc_media_parse(width, &document->media, err) : status;
}

static bool fits_a_roll(const struct mc_document *document) {
	return mc_media_columns(document->media) <= MC_PAGE_80MM;
}

enum mc_status mc_document_choose(const char *driver, const char *width,
	const struct mc_queue *queue, struct mc_document *ret_document, struct mc_error *err) {
	struct mc_document document = { .mime = "application/pdf", .format = MC_RENDER_PDF };
	enum mc_status status = read_words(driver, width, &document, err);
	if (status != MC_OK) {
		return status;
	}
	enum mc_driver_kind kind = document.driver.kind;
	if (kind == MC_DRIVER_ESCPOS ||
		(kind == MC_DRIVER_AUTO && queue->kind != MC_QUEUE_DRIVER)) {
		if (!fits_a_roll(&document)) {
			return mc_fail(err, MC_REFUSED,
				N_("The queue %s prints on a roll, which has no room for %s: give "
				   "the printer another queue, or the driver pdf."),
				queue->name, width);
		}
		document.format = MC_RENDER_ESCPOS;
		document.mime = queue->kind == MC_QUEUE_ESCPOS ? "application/vnd.epson-escpos"
							       : "application/vnd.cups-raw";
	}
	*ret_document = document;
	return MC_OK;
}

enum mc_status mc_document_for_folder(const char *driver, const char *width,
	struct mc_document *ret_document, struct mc_error *err) {
	static const enum mc_render_format formats[] = {
		[MC_DRIVER_AUTO] = MC_RENDER_PNG,
		[MC_DRIVER_ESCPOS] = MC_RENDER_ESCPOS,
		[MC_DRIVER_PDF] = MC_RENDER_PDF,
	};
	struct mc_document document = { .mime = NULL };
	enum mc_status status = read_words(driver, width, &document, err);
	if (status != MC_OK) {
		return status;
	}
	document.format = formats[document.driver.kind];
	if (document.format == MC_RENDER_ESCPOS && !fits_a_roll(&document)) {
		return mc_fail(err, MC_REFUSED,
			N_("A roll has no room for %s: give the printer the driver pdf or auto."),
			width);
	}
	*ret_document = document;
	return MC_OK;
}
