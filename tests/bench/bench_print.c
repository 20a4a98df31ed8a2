/*
 * Printing against its promises: a ticket drawn cold and warm, and the time from
 * giving it to CUPS until its last byte is at the printer (a private cupsd, a
 * fake printer). One line each: name value unit promise.
 */
#include "base/str.h"
#include "cmocka_all.h"
#include "fake_printer.h"
#include "paper/records.h"
#include "print/compose.h"
#include "print/cups.h"
#include "print/document.h"
#include "print/render.h"
#include "rig.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 20
#define WAIT_MS 10000

static double now_ms(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* The ticket's bytes, from its record on. */
static void draw(const char *json, struct mc_str *out) {
	const struct mc_escpos_options options = MC_ESCPOS_DEFAULTS;
	struct mc_arena arena;
	struct mc_page page;
	mc_arena_init(&arena);
	if (mc_compose_record(json, MC_PAGE_80MM, NULL, &arena, &page, NULL) != MC_OK ||
		mc_render_page(&page, MC_RENDER_ESCPOS, MC_MEDIA_80, &options, out, NULL) !=
			MC_OK) {
		fputs("the ticket cannot be drawn: is fonts-dejavu-core installed?\n", stderr);
		exit(77);
	}
	mc_arena_finish(&arena);
}

static void bench_draw(const char *json, struct mc_str *ret_ticket) {
	double warm[ROUNDS], from = now_ms();
	draw(json, ret_ticket);
	printf("ticket-render-cold %.2f ms 20\n", now_ms() - from);
	for (int i = 0; i < ROUNDS; i++) {
		struct mc_str again;
		mc_str_init(&again);
		from = now_ms();
		draw(json, &again);
		warm[i] = now_ms() - from;
		mc_str_finish(&again);
	}
	qsort(warm, ROUNDS, sizeof *warm, ascending);
	printf("ticket-render-warm %.2f ms 20\n", warm[ROUNDS / 2]);
	printf("ticket-bytes %zu bytes -\n", ret_ticket->len);
}

/* Milliseconds from Create-Job to the last byte. */
static double send_one(const struct mc_transport *cups, struct fake_printer *printer, int round,
	const struct mc_str *ticket) {
	const struct mc_document document = { .format = MC_RENDER_ESCPOS, .media = MC_MEDIA_80 };
	char name[32];
	int job;
	snprintf(name, sizeof name, "bench-%d", round);
	double from = now_ms();
	if (cups->create(cups->data, "ve", name, &document, &job, NULL) != MC_OK ||
		cups->send(cups->data, "ve", job, "application/vnd.cups-raw", ticket, NULL) !=
			MC_OK ||
		!fake_printer_wait_ended(printer, round + 1, WAIT_MS)) {
		fputs("the ticket did not arrive\n", stderr);
		exit(1);
	}
	return fake_printer_last_byte(printer, round) - from;
}

int main(void) {
	struct mc_arena arena;
	struct mc_record record;
	struct mc_str json, ticket;
	struct rig rig;
	double took[ROUNDS];
	rig_need_parts();
	mc_arena_init(&arena);
	mc_str_init(&json);
	mc_str_init(&ticket);
	mc_paper_example(mc_paper_find("ticket"), &arena, &record);
	mc_record_to_json(&record, &json);
	bench_draw(mc_str_text(&json), &ticket);
	struct fake_printer *printer = fake_printer_create();
	rig_start(&rig);
	rig_add_queue(&rig, "ve", fake_printer_port(printer));
	struct mc_cups *server = mc_cups_create();
	const struct mc_transport cups = mc_cups_transport(server);
	for (int i = 0; i < ROUNDS; i++) {
		took[i] = send_one(&cups, printer, i, &ticket);
	}
	qsort(took, ROUNDS, sizeof *took, ascending);
	printf("submit-to-last-byte-median %.2f ms 30\n", took[ROUNDS / 2]);
	printf("submit-to-last-byte-max %.2f ms 30\n", took[ROUNDS - 1]);
	mc_cups_destroy(server);
	rig_finish(&rig);
	fake_printer_destroy(printer);
	mc_str_finish(&ticket);
	mc_str_finish(&json);
	mc_arena_finish(&arena);
	return 0;
}
