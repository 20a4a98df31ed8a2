/*
 * A connection is made for each operation: it takes 0.1 ms, and libcups
 * reconnects a stale one by itself with a limit of 30 s, which is too long for
 * us. The message of a time-out is "Success" in libcups, so only a missing
 * reply is believed.
 */
#include "print/cups.h"
#include "base/memory.h"
#include "print/job_options.h"
#include <cups/cups.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONNECT_MS 1000
#define SILENCE_SECONDS 1.5
#define SEND_SILENCE_SECONDS 3.0

#define RAW_MODEL "Raw Printer" /* "Local Raw Printer": a raw queue claims every type of document */
#define ESCPOS_TYPE "application/vnd.epson-escpos"

struct mc_cups {
	char server[MC_QUEUE_TEXT]; /* for messages */
};

/* libcups would ask on the terminal, and wait. */
static const char *no_password(
	const char *prompt, http_t *http, const char *method, const char *resource, void *data) {
	(void)prompt, (void)http, (void)method, (void)resource, (void)data;
	return NULL;
}

struct mc_cups *mc_cups_create(void) {
	struct mc_cups *cups = mc_memory_get(sizeof *cups);
	cupsSetServer(NULL); /* CUPS_SERVER as it is now, not as libcups saw it first */
	cupsSetPasswordCB2(no_password, NULL);
	mc_copy(cups->server, sizeof cups->server, cupsServer());
	return cups;
}

void mc_cups_destroy(struct mc_cups *cups) {
	free(cups);
}

/* --- one operation --- */

static http_t *connect_server(double silence_seconds) {
	http_t *http = httpConnect2(
		cupsServer(), ippPort(), NULL, AF_UNSPEC, cupsEncryption(), 1, CONNECT_MS, NULL);
	if (http != NULL) {
		httpSetTimeout(http, silence_seconds, NULL, NULL);
	}
	return http;
}

static enum mc_status not_reached(const struct mc_cups *cups, struct mc_error *err) {
	return mc_fail(err, MC_UNAVAILABLE,
		N_("CUPS is out of reach at %s: start it, or set CUPS_SERVER."), cups->server);
}

static enum mc_status no_answer(const struct mc_cups *cups, struct mc_error *err) {
	return mc_fail(
		err, MC_UNAVAILABLE, N_("CUPS at %s does not answer in time."), cups->server);
}

static ipp_t *request_new(ipp_op_t operation, const char *queue, int job) {
	ipp_t *request = ippNewRequest(operation);
	if (queue != NULL) {
		char uri[HTTP_MAX_URI];
		httpAssembleURIf(HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", 0,
			"/printers/%s", queue);
		ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
	}
	if (job != 0) {
		ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
	}
	ippAddString(
		request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL, cupsUser());
	return request;
}

static void want(ipp_t *request, const char *const *names, size_t count) {
	ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
		(int)count, NULL, names);
}

/* Not about the request: another try may find the server better. */
static bool is_for_now(ipp_status_t status) {
	return status == IPP_STATUS_ERROR_BUSY || status == IPP_STATUS_ERROR_TEMPORARY ||
	       status == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE ||
	       status == IPP_STATUS_ERROR_INTERNAL;
}

/* What the reply says of the request; consumes it unless it is kept. */
static enum mc_status judge(
	const struct mc_cups *cups, ipp_t *reply, ipp_t **ret_reply, struct mc_error *err) {
	if (reply == NULL) {
		return no_answer(cups, err);
	}
	ipp_status_t status = ippGetStatusCode(reply);
	if (status <= IPP_STATUS_OK_EVENTS_COMPLETE) {
		if (ret_reply != NULL) {
			*ret_reply = reply;
		} else {
			ippDelete(reply);
		}
		return MC_OK;
	}
	ipp_attribute_t *said = ippFindAttribute(reply, "status-message", IPP_TAG_TEXT);
	char text[MC_QUEUE_TEXT];
	mc_copy(text, sizeof text, said ? ippGetString(said, 0, NULL) : ippErrorString(status));
	ippDelete(reply);
	enum mc_status kind = status == IPP_STATUS_ERROR_NOT_FOUND ? MC_NOT_FOUND
			      : is_for_now(status)                 ? MC_UNAVAILABLE
								   : MC_REFUSED;
	return mc_fail(err, kind, N_("CUPS refused: %s"), text);
}

/* Sends the request, which is consumed, and waits for the reply. */
static enum mc_status ask(const struct mc_cups *cups, ipp_t *request, const char *resource,
	ipp_t **ret_reply, struct mc_error *err) {
	http_t *http = connect_server(SILENCE_SECONDS);
	if (http == NULL) {
		ippDelete(request);
		return not_reached(cups, err);
	}
	ipp_t *reply = cupsDoRequest(http, request, resource);
	enum mc_status status = judge(cups, reply, ret_reply, err);
	httpClose(http);
	return status;
}

/* All values of an attribute as one text, without libcups's escapes for a single one. */
static void copy_value(ipp_t *reply, const char *name, char *out, size_t size) {
	ipp_attribute_t *attribute = ippFindAttribute(reply, name, IPP_TAG_ZERO);
	out[0] = '\0';
	if (attribute == NULL) {
		return;
	}
	const char *text = ippGetCount(attribute) == 1 ? ippGetString(attribute, 0, NULL) : NULL;
	if (text != NULL) {
		mc_copy(out, size, text);
	} else {
		ippAttributeString(attribute, out, size);
	}
}

/* --- queues --- */

#define DEFAULT "-default" /* behind an option's name: the queue's default of it */

static const char *const queue_attributes[] = { "printer-name", "printer-make-and-model",
	"document-format-supported", "printer-is-accepting-jobs", "printer-state",
	"printer-state-reasons", "printer-state-message", "device-uri" };

static enum mc_queue_kind kind_of(const char *model, ipp_attribute_t *formats) {
	if (strstr(model, RAW_MODEL) != NULL) {
		return MC_QUEUE_RAW;
	}
	if (formats != NULL && ippContainsString(formats, ESCPOS_TYPE)) {
		return MC_QUEUE_ESCPOS;
	}
	return MC_QUEUE_DRIVER;
}

/* What CUPS tells about a queue: its state, and the defaults that may spoil a paper. */
static void want_queue(ipp_t *request) {
	char defaults[MC_JOB_OPTIONS_MAX][64];
	const char *names[MC_COUNT(queue_attributes) + MC_JOB_OPTIONS_MAX];
	size_t count = 0;
	for (; count < MC_COUNT(queue_attributes); count++) {
		names[count] = queue_attributes[count];
	}
	const char *option;
	for (size_t i = 0; (option = mc_job_option_watched(i)) != NULL; i++) {
		snprintf(defaults[i], sizeof defaults[i], "%s" DEFAULT, option);
		names[count++] = defaults[i];
	}
	want(request, names, count);
}

/* Adds “copies=2” to the queue's odd defaults, when it is one. */
static void read_default(ipp_attribute_t *attribute, struct mc_queue *queue) {
	char name[64], value[64];
	const char *given = ippGetName(attribute);
	size_t len = strlen(given), tail = strlen(DEFAULT);
	if (len <= tail || len >= sizeof name || strcmp(given + len - tail, DEFAULT) != 0 ||
		ippGetValueTag(attribute) == IPP_TAG_NOVALUE) {
		return;
	}
	snprintf(name, sizeof name, "%.*s", (int)(len - tail), given);
	ippAttributeString(attribute, value, sizeof value);
	if (mc_job_option_is_odd(name, value)) {
		size_t used = strlen(queue->defaults);
		snprintf(queue->defaults + used, sizeof queue->defaults - used, "%s%s=%s",
			used > 0 ? " " : "", name, value);
	}
}

/* Reads one attribute of a printer into the queue. */
static void read_queue_attribute(ipp_attribute_t *attribute, struct mc_queue *queue) {
	const char *name = ippGetName(attribute);
	const char *text = ippGetString(attribute, 0, NULL);
	if (strcmp(name, "printer-name") == 0) {
		mc_copy(queue->name, sizeof queue->name, text ? text : "");
	} else if (strcmp(name, "printer-make-and-model") == 0) {
		mc_copy(queue->model, sizeof queue->model, text ? text : "");
	} else if (strcmp(name, "printer-is-accepting-jobs") == 0) {
		queue->accepting = ippGetBoolean(attribute, 0);
	} else if (strcmp(name, "printer-state") == 0) {
		queue->stopped = ippGetInteger(attribute, 0) == IPP_PSTATE_STOPPED;
		queue->busy = ippGetInteger(attribute, 0) == IPP_PSTATE_PROCESSING;
	} else if (strcmp(name, "device-uri") == 0) {
		mc_copy(queue->device, sizeof queue->device, text ? text : "");
	} else if (strcmp(name, "printer-state-reasons") == 0) {
		ippAttributeString(attribute, queue->reasons, sizeof queue->reasons);
	} else if (strcmp(name, "printer-state-message") == 0) {
		mc_copy(queue->message, sizeof queue->message, text ? text : "");
	} else {
		read_default(attribute, queue);
	}
}

/*
 * Reads the printer group at the reply's current attribute and moves behind
 * it; groups are parted by an attribute without a name.
 */
static ipp_attribute_t *read_queue(ipp_t *reply, ipp_attribute_t *at, struct mc_queue *queue) {
	ipp_attribute_t *formats = NULL;
	*queue = (struct mc_queue){ .accepting = true };
	while (at != NULL && ippGetName(at) != NULL) {
		if (strcmp(ippGetName(at), "document-format-supported") == 0) {
			formats = at;
		}
		read_queue_attribute(at, queue);
		at = ippNextAttribute(reply);
	}
	queue->kind = kind_of(queue->model, formats);
	return at;
}

/* The next attribute that belongs to a printer. */
static ipp_attribute_t *next_printer(ipp_t *reply, ipp_attribute_t *at) {
	while (at != NULL && (ippGetGroupTag(at) != IPP_TAG_PRINTER || ippGetName(at) == NULL)) {
		at = ippNextAttribute(reply);
	}
	return at;
}

static enum mc_status queue_of(
	void *data, const char *name, struct mc_queue *ret_queue, struct mc_error *err) {
	ipp_t *request = request_new(IPP_OP_GET_PRINTER_ATTRIBUTES, name, 0), *reply = NULL;
	want_queue(request);
	enum mc_status status = ask(data, request, "/", &reply, err);
	if (status == MC_NOT_FOUND) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("CUPS has no queue %s: see “motcua-print queues”."), name);
	}
	if (status != MC_OK) {
		return status;
	}
	read_queue(reply, next_printer(reply, ippFirstAttribute(reply)), ret_queue);
	mc_copy(ret_queue->name, sizeof ret_queue->name, name);
	ippDelete(reply);
	return MC_OK;
}

enum mc_status mc_cups_list(struct mc_cups *cups, struct mc_arena *arena,
	struct mc_queue **ret_queues, size_t *ret_count, struct mc_error *err) {
	ipp_t *request = request_new(IPP_OP_CUPS_GET_PRINTERS, NULL, 0), *reply = NULL;
	want_queue(request);
	enum mc_status status = ask(cups, request, "/", &reply, err);
	size_t count = 0, cap = 0;
	struct mc_queue *queues = NULL;
	if (status == MC_NOT_FOUND) { /* its word for "no queue at all" */
		status = MC_OK;
	}
	if (status != MC_OK) {
		return status;
	}
	for (ipp_attribute_t *at = reply ? next_printer(reply, ippFirstAttribute(reply)) : NULL;
		at != NULL; at = next_printer(reply, at)) {
		at = read_queue(reply, at, MC_ARENA_NEXT(arena, queues, count, cap));
	}
	ippDelete(reply);
	*ret_queues = queues;
	*ret_count = count;
	return MC_OK;
}

/* --- jobs --- */

static void say_options(ipp_t *request, const struct mc_document *document) {
	struct mc_job_option options[MC_JOB_OPTIONS_MAX];
	size_t count = mc_job_options(document, options);
	cups_option_t *list = NULL;
	int added = 0;
	for (size_t i = 0; i < count; i++) {
		added = cupsAddOption(options[i].name, options[i].value, added, &list);
	}
	cupsEncodeOptions2(request, added, list, IPP_TAG_JOB);
	cupsFreeOptions(added, list);
}

static enum mc_status create_job(void *data, const char *queue, const char *name,
	const struct mc_document *document, int *ret_job, struct mc_error *err) {
	ipp_t *request = request_new(IPP_OP_CREATE_JOB, queue, 0), *reply = NULL;
	ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, name);
	say_options(request, document);
	enum mc_status status = ask(data, request, "/", &reply, err);
	if (status == MC_NOT_FOUND) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("CUPS has no queue %s: see “motcua-print queues”."), queue);
	}
	if (status != MC_OK) {
		return status;
	}
	int job = ippGetInteger(ippFindAttribute(reply, "job-id", IPP_TAG_INTEGER), 0);
	ippDelete(reply);
	if (job <= 0) {
		return no_answer(data, err);
	}
	*ret_job = job;
	return MC_OK;
}

/* The newest job named `name` in a reply of Get-Jobs; 0 when there is none. */
static int newest_named(ipp_t *reply, const char *name) {
	int newest = 0, id = 0;
	bool hit = false;
	for (ipp_attribute_t *at = ippFirstAttribute(reply);; at = ippNextAttribute(reply)) {
		const char *key = at ? ippGetName(at) : NULL;
		if (key == NULL) { /* the end of a job */
			newest = hit && id > newest ? id : newest;
			id = 0;
			hit = false;
		} else if (strcmp(key, "job-id") == 0) {
			id = ippGetInteger(at, 0);
		} else if (strcmp(key, "job-name") == 0) {
			hit = strcmp(ippGetString(at, 0, NULL), name) == 0;
		}
		if (at == NULL) {
			return newest;
		}
	}
}

static enum mc_status find_job(
	void *data, const char *queue, const char *name, int *ret_job, struct mc_error *err) {
	static const char *const names[] = { "job-id", "job-name" };
	ipp_t *request = request_new(IPP_OP_GET_JOBS, queue, 0), *reply = NULL;
	ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", NULL, "all");
	want(request, names, MC_COUNT(names));
	enum mc_status status = ask(data, request, "/", &reply, err);
	if (status != MC_OK) {
		return status;
	}
	int job = newest_named(reply, name);
	ippDelete(reply);
	if (job == 0) {
		return mc_fail(err, MC_NOT_FOUND, N_("CUPS knows no job %s."), name);
	}
	*ret_job = job;
	return MC_OK;
}

static enum mc_status send_document(void *data, const char *queue, int job, const char *mime,
	const struct mc_str *document, struct mc_error *err) {
	http_t *http = connect_server(SEND_SILENCE_SECONDS);
	if (http == NULL) {
		return not_reached(data, err);
	}
	char resource[HTTP_MAX_URI];
	httpAssembleURIf(HTTP_URI_CODING_ALL, resource, sizeof resource, "ipp", NULL, "localhost",
		0, "/printers/%s", queue);
	const char *path = strstr(resource, "/printers/");
	ipp_t *request = request_new(IPP_OP_SEND_DOCUMENT, queue, job);
	ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL, mime);
	ippAddBoolean(request, IPP_TAG_OPERATION, "last-document", 1);
	http_status_t sent = cupsSendRequest(http, request, path, CUPS_LENGTH_VARIABLE);
	ippDelete(request);
	if (sent == HTTP_STATUS_CONTINUE) {
		(void)cupsWriteRequestData(http, document->data, document->len);
	}
	enum mc_status status = judge(data, cupsGetResponse(http, path), NULL, err);
	httpClose(http);
	return status;
}

static enum mc_seen_state seen_state(int ipp_state) {
	switch (ipp_state) {
	case IPP_JSTATE_HELD: return MC_SEEN_HELD;
	case IPP_JSTATE_PROCESSING: return MC_SEEN_PROCESSING;
	case IPP_JSTATE_STOPPED: return MC_SEEN_STOPPED;
	case IPP_JSTATE_CANCELED: return MC_SEEN_CANCELED;
	case IPP_JSTATE_ABORTED: return MC_SEEN_ABORTED;
	case IPP_JSTATE_COMPLETED: return MC_SEEN_COMPLETED;
	default: return MC_SEEN_PENDING;
	}
}

static enum mc_status look_job(
	void *data, const char *queue, int job, struct mc_seen *ret_seen, struct mc_error *err) {
	static const char *const names[] = { "job-state", "job-state-reasons",
		"job-printer-state-message", "time-at-processing" };
	ipp_t *request = request_new(IPP_OP_GET_JOB_ATTRIBUTES, queue, job), *reply = NULL;
	want(request, names, MC_COUNT(names));
	enum mc_status status = ask(data, request, "/jobs/", &reply, err);
	if (status != MC_OK) {
		return status;
	}
	struct mc_seen seen = { 0 };
	int state = ippGetInteger(ippFindAttribute(reply, "job-state", IPP_TAG_ENUM), 0);
	ipp_attribute_t *reasons = ippFindAttribute(reply, "job-state-reasons", IPP_TAG_KEYWORD);
	ipp_attribute_t *began = ippFindAttribute(reply, "time-at-processing", IPP_TAG_INTEGER);
	seen.state = seen_state(state);
	seen.incoming = reasons != NULL && ippContainsString(reasons, "job-incoming");
	seen.began = began != NULL && ippGetInteger(began, 0) > 0;
	copy_value(reply, "job-printer-state-message", seen.message, sizeof seen.message);
	ippDelete(reply);
	*ret_seen = seen;
	return MC_OK;
}

static enum mc_status cancel_job(void *data, const char *queue, int job, struct mc_error *err) {
	return ask(data, request_new(IPP_OP_CANCEL_JOB, queue, job), "/jobs/", NULL, err);
}

struct mc_transport mc_cups_transport(struct mc_cups *cups) {
	return (struct mc_transport){
		.data = cups,
		.queue = queue_of,
		.find = find_job,
		.create = create_job,
		.send = send_document,
		.look = look_job,
		.cancel = cancel_job,
	};
}
