/*
 * motcua-print queues, and motcua-print test: what CUPS offers, and a page that
 * shows whether a printer does what our papers need.
 */
#include "base/clock.h"
#include "base/json.h"
#include "cmd/print/modes.h"
#include "paper/layout/layout.h"
#include "print/cups.h"
#include "print/device.h"
#include "print/document.h"
#include "print/folder.h"
#include "print/worker.h"
#include <motcua/date.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A ruler, all accented letters, sizes, a table's lines, both codes. */
static const char test_layout[] = "{text:words; border:space}\n"
				  "\"IN THỬ – MOTCUA\"\n"
				  "$(may_in)\n"
				  "$(luc)\n"
				  "-\n"
				  "^^^^^^\"A0127\"\n"
				  "^^\"Hộ tịch – Chứng thực\"\n"
				  "-\n"
				  "aàáảãạ ăằắẳẵặ âầấẩẫậ đ |\n"
				  "eèéẻẽẹ êềếểễệ iìíỉĩị |\n"
				  "oòóỏõọ ôồốổỗộ ơờớởỡợ |\n"
				  "uùúủũụ ưừứửữự yỳýỷỹỵ |\n"
				  "AÀÁẢÃẠ ĂẰẮẲẴẶ ÂẦẤẨẪẬ Đ |\n"
				  "EÈÉẺẼẸ ÊỀẾỂỄỆ IÌÍỈĨỊ |\n"
				  "OÒÓỎÕỌ ÔỒỐỔỖỘ ƠỜỚỞỠỢ |\n"
				  "UÙÚỦŨỤ ƯỪỨỬỮỰ YỲÝỶỸỴ |\n"
				  "|Trái |Phải 1.250.000 ₫|\n"
				  "`Chữ trắng trên nền đen`\n"
				  "{code:$(ma); option:qrcode,6,m}\n"
				  "{code:$(ma); option:code128,2,60,hri}\n"
				  "Hai mép của vạch này phải thấy đủ:\n"
				  "-\n"
				  "=\n";

#define WAIT_MS 10000

static enum mc_status test_page(const struct mc_print_options *options, int columns,
	struct mc_arena *arena, struct mc_page *ret_page, struct mc_error *err) {
	struct mc_layout layout;
	struct mc_record record;
	char at[MC_TIME_TEXT_SIZE];
	mc_time_format_vi(mc_wall_ms(), at);
	mc_record_init(&record, arena, "test");
	mc_record_set(&record, "may_in", options->queue ? options->queue : options->folder);
	mc_record_set(&record, "luc", at);
	mc_record_set(&record, "ma", "MOTCUA-0127");
	enum mc_status status =
		mc_layout_parse(test_layout, sizeof test_layout - 1, "test", arena, &layout, err);
	if (status == MC_OK) {
		mc_layout_fill(&layout, &record, columns, arena, ret_page);
	}
	return status;
}

static const char *kind_name(enum mc_queue_kind kind) {
	switch (kind) {
	case MC_QUEUE_ESCPOS: return "escpos";
	case MC_QUEUE_RAW: return "raw";
	case MC_QUEUE_DRIVER: break;
	}
	return "driver";
}

static void print_line(const struct mc_str *line) {
	printf("%s\n", mc_str_text(line));
}

/* Whether the device is there: only asked where no paper is on its way to it. */
static const char *device_of(const struct mc_queue *queue) {
	return mc_device_name(queue->busy ? MC_DEVICE_NOT_ASKED : mc_device_ask(queue->device));
}

static void print_queue(const struct mc_queue *queue, const char *name, const char *device) {
	struct mc_str line;
	struct mc_json_out json;
	mc_str_init(&line);
	mc_json_begin(&json, &line);
	mc_json_open(&json, NULL);
	mc_json_text(&json, "queue", name);
	mc_json_text(&json, "model", queue->model);
	mc_json_text(&json, "kind", kind_name(queue->kind));
	mc_json_bool(&json, "accepting", queue->accepting);
	mc_json_bool(&json, "stopped", queue->stopped);
	mc_json_bool(&json, "busy", queue->busy);
	mc_json_text(&json, "device", device);
	mc_json_text(&json, "reasons", queue->reasons);
	mc_json_text(&json, "message", queue->message);
	mc_json_text(&json, "defaults", queue->defaults);
	mc_json_close(&json);
	print_line(&line);
	mc_str_finish(&line);
}

static enum mc_status print_all(struct mc_cups *cups, struct mc_error *err) {
	struct mc_arena arena;
	struct mc_queue *queues;
	size_t count;
	mc_arena_init(&arena);
	enum mc_status status = mc_cups_list(cups, &arena, &queues, &count, err);
	for (size_t i = 0; status == MC_OK && i < count; i++) {
		print_queue(&queues[i], queues[i].name, NULL);
	}
	mc_arena_finish(&arena);
	return status;
}

/* A queue that CUPS does not know has no line; any other failure is about the server. */
static enum mc_status print_named(
	const struct mc_print_options *options, struct mc_cups *cups, struct mc_error *err) {
	const struct mc_transport transport = mc_cups_transport(cups);
	enum mc_status status = MC_OK;
	for (size_t i = 0; status == MC_OK && i < options->queue_count; i++) {
		struct mc_queue queue;
		const char *name = options->queues[i];
		status = transport.queue(transport.data, name, &queue, err);
		if (status == MC_OK) {
			print_queue(&queue, name, device_of(&queue));
		}
		status = status == MC_NOT_FOUND ? MC_OK : status;
	}
	return status;
}

enum mc_status mc_print_queues(const struct mc_print_options *options, struct mc_error *err) {
	struct mc_cups *cups = mc_cups_create();
	enum mc_status status =
		options->queue_count > 0 ? print_named(options, cups, err) : print_all(cups, err);
	mc_cups_destroy(cups);
	return status;
}

static bool has_ended(const struct mc_seen *seen) {
	return seen->state >= MC_SEEN_CANCELED;
}

/* Looks at the job until it has ended or ten seconds have passed. */
static enum mc_status wait_for(const struct mc_transport *transport, const char *queue, int job,
	struct mc_seen *ret_seen, struct mc_error *err) {
	enum mc_status status = MC_OK;
	const struct timespec pause = { .tv_nsec = MC_POLL_MS * 1000000L };
	for (int waited = 0; status == MC_OK && waited < WAIT_MS; waited += MC_POLL_MS) {
		status = transport->look(transport->data, queue, job, ret_seen, err);
		if (status == MC_OK && has_ended(ret_seen)) {
			break;
		}
		nanosleep(&pause, NULL);
	}
	return status;
}

/*
 * A test page that nobody waits for any more must not come out later. It may have been
 * taken at the last moment: what CUPS shows then counts.
 */
static void take_back(const struct mc_print_options *options, const struct mc_transport *transport,
	int job, struct mc_seen *seen) {
	struct mc_error said;
	(void)mc_fail(&said, MC_UNAVAILABLE,
		N_("The printer did not take the page in ten seconds; it was taken back. %s"),
		seen->message);
	(void)!transport->cancel(transport->data, options->queue, job, NULL);
	(void)!transport->look(transport->data, options->queue, job, seen, NULL);
	if (seen->state != MC_SEEN_COMPLETED) {
		mc_error_text(options->lang, &said, seen->message, sizeof seen->message);
	}
}

static enum mc_status send_test(const struct mc_transport *transport, const char *queue,
	const struct mc_document *document, const struct mc_str *bytes, int *ret_job,
	struct mc_error *err) {
	char name[64];
	snprintf(name, sizeof name, "motcua-test-%ld-%ld", (long)(mc_wall_ms() / 1000),
		(long)getpid());
	enum mc_status status =
		transport->create(transport->data, queue, name, document, ret_job, err);
	if (status == MC_OK) {
		status = transport->send(
			transport->data, queue, *ret_job, document->mime, bytes, err);
	}
	return status;
}

/* Paper may have moved as soon as CUPS has begun. */
static enum mc_print_state outcome(const struct mc_seen *seen) {
	if (seen->state == MC_SEEN_COMPLETED) {
		return seen->message[0] ? MC_PRINT_UNKNOWN : MC_PRINT_SENT;
	}
	return seen->began ? MC_PRINT_UNKNOWN : MC_PRINT_FAILED;
}

static void print_outcome(const char *queue, int job, const char *state, const char *message) {
	struct mc_str line;
	struct mc_json_out json;
	mc_str_init(&line);
	mc_json_begin(&json, &line);
	mc_json_open(&json, NULL);
	mc_json_text(&json, "queue", queue);
	mc_json_int(&json, "job", job);
	mc_json_text(&json, "state", state);
	mc_json_text(&json, "message", message);
	mc_json_close(&json);
	print_line(&line);
	mc_str_finish(&line);
}

static enum mc_status test_queue(const struct mc_print_options *options,
	const struct mc_transport *transport, struct mc_arena *arena, struct mc_error *err) {
	struct mc_queue queue;
	struct mc_document document;
	struct mc_page page;
	struct mc_str bytes;
	struct mc_seen seen = { .state = MC_SEEN_PENDING };
	int job = 0;
	mc_str_init(&bytes);
	enum mc_status status = transport->queue(transport->data, options->queue, &queue, err);
	if (status == MC_OK) {
		status = mc_queue_check(&queue, options->queue, err);
	}
	if (status == MC_OK) {
		status =
			mc_document_choose(options->driver, options->width, &queue, &document, err);
	}
	if (status == MC_OK) {
		status = test_page(options, mc_media_columns(document.media), arena, &page, err);
	}
	if (status == MC_OK) {
		status = mc_render_page(&page, document.format, document.media,
			&document.driver.escpos, &bytes, err);
	}
	if (status == MC_OK) {
		status = send_test(transport, options->queue, &document, &bytes, &job, err);
	}
	if (status == MC_OK) {
		status = wait_for(transport, options->queue, job, &seen, err);
	}
	if (job != 0 && !has_ended(&seen)) {
		take_back(options, transport, job, &seen);
	}
	if (status == MC_OK) {
		print_outcome(
			options->queue, job, mc_print_state_name(outcome(&seen)), seen.message);
	}
	mc_str_finish(&bytes);
	return status;
}

static enum mc_status test_folder(
	const struct mc_print_options *options, struct mc_arena *arena, struct mc_error *err) {
	const struct mc_folder_name name = {
		.day = "test", .form = "test", .subject = options->width, .copy = 1
	};
	struct mc_page page;
	struct mc_document document;
	enum mc_status status =
		mc_document_for_folder(options->driver, options->width, &document, err);
	if (status == MC_OK) {
		status = test_page(options, mc_media_columns(document.media), arena, &page, err);
	}
	if (status == MC_OK) {
		status = mc_folder_write(options->folder, &name, &page, &document, err);
	}
	if (status == MC_OK) {
		print_outcome(
			options->folder, 0, mc_print_state_name(MC_PRINT_DONE), options->folder);
	}
	return status;
}

enum mc_status mc_print_test(const struct mc_print_options *options, struct mc_error *err) {
	if ((options->queue == NULL) == (options->folder == NULL)) {
		return mc_fail(err, MC_INVALID, N_("Name --queue or --folder, one of them."));
	}
	struct mc_arena arena;
	mc_arena_init(&arena);
	enum mc_status status;
	if (options->folder != NULL) {
		status = test_folder(options, &arena, err);
	} else {
		struct mc_cups *cups = mc_cups_create();
		const struct mc_transport transport = mc_cups_transport(cups);
		status = test_queue(options, &transport, &arena, err);
		mc_cups_destroy(cups);
	}
	mc_arena_finish(&arena);
	return status;
}
