/* The office of the crash tests: see practice.h. */
#include "practice.h"
#include "base/tr.h"
#include "store/maker.h"
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MAX_DESKS 64

/* ---- folders ---- */

static void give_up(const char *what) {
	perror(what);
	abort();
}

void practice_folder(char out[PRACTICE_PATH_SIZE]) {
	const char *parent = getenv("TMPDIR");
	snprintf(out, PRACTICE_PATH_SIZE, "%.80s/motcua-crash-XXXXXX",
		parent && *parent ? parent : "/tmp");
	if (!mkdtemp(out)) {
		give_up(out);
	}
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw) {
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

void practice_remove(const char *folder) {
	(void)nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void copy_file(const char *from, const char *to) {
	static char buffer[1 << 16];
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ssize_t got = -1;
	while (in >= 0 && out >= 0 && (got = read(in, buffer, sizeof buffer)) > 0) {
		if (write(out, buffer, (size_t)got) != got) {
			got = -1;
			break;
		}
	}
	if (got != 0) {
		give_up(to);
	}
	close(in);
	close(out);
}

void practice_copy(const char *from, const char *to) {
	static const char *const files[] = { "store.db", "store.db-wal", "keys/office.key" };
	static const char *const folders[] = { "", "/office", "/office/keys" };
	char source[PRACTICE_PATH_SIZE + 40], target[PRACTICE_PATH_SIZE + 40];
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		snprintf(target, sizeof target, "%s%s", to, folders[i]);
		mkdir(target, 0700);
	}
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(source, sizeof source, "%s/office/%s", from, files[i]);
		snprintf(target, sizeof target, "%s/office/%s", to, files[i]);
		if (access(source, F_OK) == 0) {
			copy_file(source, target);
		}
	}
}

/* ---- the office ---- */

void practice_expect(enum mc_status status, const struct mc_error *err) {
	if (status != MC_OK) {
		char sentence[512];
		mc_error_text(MC_LANG_EN, err, sentence, sizeof sentence);
		fprintf(stderr, "# %s: %s\n", mc_status_name(status), sentence);
		abort();
	}
}

static size_t set_up_rows(struct mc_setup_row *rows, int desks) {
	static const char *const letters[PRACTICE_LINES] = { "A", "B", "C", "D" };
	static char names[MAX_DESKS][4];
	size_t count = 0;
	for (int i = 0; i < PRACTICE_LINES; i++) {
		struct mc_setup_row row = { .kind = MC_SETUP_LINE };
		row.as.line = (struct mc_line_row){ .line = letters[i],
			.name_vi = "Hộ tịch",
			.name_en = "Civil status",
			.first = 1,
			.last = 999999,
			.target_wait_min = 20,
			.priority_ratio = 2 };
		rows[count++] = row;
	}
	for (int i = 0; i < desks && i < MAX_DESKS; i++) {
		snprintf(names[i], sizeof names[i], "%d", i + 1);
		struct mc_setup_row row = { .kind = MC_SETUP_DESK };
		row.as.desk = (struct mc_desk_row){ .desk = names[i], .lines = "A;B;C;D" };
		rows[count++] = row;
	}
	struct mc_setup_row procedure = { .kind = MC_SETUP_PROCEDURE };
	procedure.as.procedure = (struct mc_procedure_row){ .code = PRACTICE_PROCEDURE,
		.variant = "",
		.from_day = INT32_MIN,
		.name_vi = "Đăng ký khai sinh",
		.name_en = "Birth registration",
		.field_vi = "Hộ tịch",
		.field_en = "Civil status",
		.level = "commune",
		.term = { .milli = 5000, .unit = MC_TERM_WORKING_DAY },
		.fee_vnd = 0,
		.components = "Tờ khai;Giấy chứng sinh",
		.source = "a test" };
	rows[count++] = procedure;
	struct mc_setup_row officer = { .kind = MC_SETUP_STAFF };
	officer.as.staff = (struct mc_staff_row){
		.staff = PRACTICE_OFFICER, .name = "Trần Thị Hoa", .roles = MC_ROLES_ALL
	};
	rows[count++] = officer;
	struct mc_setup_row code = { .kind = MC_SETUP_OFFICE };
	code.as.office.key = "code";
	code.as.office.value = "H20.14.07";
	rows[count++] = code;
	return count;
}

void practice_make(const char *folder, int desks) {
	struct mc_setup_row rows[PRACTICE_LINES + MAX_DESKS + 3];
	char path[PRACTICE_PATH_SIZE + 16];
	struct mc_error err;
	snprintf(path, sizeof path, "%s/office", folder);
	practice_expect(mc_store_init(path, 1, true, &err), &err);
	struct mc_store *store = practice_open(folder);
	struct mc_act act = { .verb = MC_VERB_SETUP, .door = MC_DOOR_COMMAND };
	act.as.setup.rows = rows;
	act.as.setup.count = set_up_rows(rows, desks);
	mc_key_random(act.key);
	practice_do(store, &act);
	mc_store_close(store);
}

/* Monday 23 November 2026, between 8 and 9 o'clock. */
static mc_time morning(void) {
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	int64_t ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
	return mc_time_at(mc_day_of_civil(2026, 11, 23), 8 * 60) + ms % MC_HOUR_MS;
}

static enum mc_status make_paper(void *data, const struct mc_paper_facts *facts,
	struct mc_arena *arena, const char **ret_json, bool *ret_personal, struct mc_error *err) {
	(void)data;
	(void)err;
	const char *of = facts->ticket ? facts->ticket->label : facts->dossier->code;
	*ret_personal = facts->dossier != NULL;
	*ret_json = mc_arena_printf(arena,
		"{\"form\":\"%s\",\"of\":\"%s\",\"office\":\"%s\",\"copy\":%d,\"at\":%lld,"
		"\"line_vi\":\"Hộ tịch\",\"line_en\":\"Civil status\",\"ahead\":%d,"
		"\"advice_vi\":\"Mời công dân theo dõi bảng gọi số và loa thông báo.\","
		"\"advice_en\":\"Please watch the board and listen for your number.\"}",
		facts->form, of, facts->office->name, facts->copy, (long long)facts->at,
		facts->ticket ? facts->ticket->ahead : 0);
	return MC_OK;
}

void practice_set_maker(struct mc_store *store) {
	mc_store_set_maker(store, (struct mc_paper_maker){ .make = make_paper });
}

struct mc_store *practice_open(const char *folder) {
	char path[PRACTICE_PATH_SIZE + 16];
	struct mc_store *store;
	struct mc_error err;
	snprintf(path, sizeof path, "%s/office", folder);
	practice_expect(mc_store_open(path, NULL, &store, &err), &err);
	practice_expect(mc_store_set_clock(store, morning(), &err), &err);
	practice_set_maker(store);
	return store;
}

/* ---- acts ---- */

static struct mc_act new_act(enum mc_verb verb) {
	struct mc_act act = { .verb = verb, .who.staff = "", .door = MC_DOOR_COMMAND };
	mc_key_random(act.key);
	return act;
}

struct mc_act practice_issue(int line) {
	static const char *const letters[PRACTICE_LINES] = { "A", "B", "C", "D" };
	struct mc_act act = new_act(MC_VERB_TICKET_ISSUE);
	act.as.issue.line = letters[line];
	act.as.issue.appointment_min = -1;
	return act;
}

struct mc_act practice_next(const char *desk) {
	struct mc_act act = new_act(MC_VERB_TICKET_NEXT);
	act.as.next.desk = desk;
	return act;
}

struct mc_act practice_done(int64_t ticket) {
	struct mc_act act = new_act(MC_VERB_TICKET_MOVE);
	act.as.ticket.id = ticket;
	act.as.ticket.move = MC_MOVE_DONE;
	return act;
}

struct mc_act practice_accept(const char *owner) {
	struct mc_act act = new_act(MC_VERB_DOSSIER_ACCEPT);
	act.as.accept.procedure = PRACTICE_PROCEDURE;
	act.as.accept.owner = owner;
	act.as.accept.phone = "0912345678";
	act.as.accept.channel = MC_CHANNEL_DIRECT;
	return act;
}

struct mc_outcome practice_do(struct mc_store *store, const struct mc_act *act) {
	struct mc_outcome outcome;
	struct mc_arena arena;
	struct mc_error err;
	mc_arena_init(&arena);
	practice_expect(mc_store_act(store, act, &arena, &outcome, &err), &err);
	mc_arena_finish(&arena);
	outcome.receipt = ""; /* what lived in the arena is gone */
	outcome.has_dossier = false;
	return outcome;
}

/* ---- what must hold ---- */

int64_t practice_verify(struct mc_store *store) {
	struct mc_findings findings;
	struct mc_arena arena;
	struct mc_error err;
	mc_arena_init(&arena);
	practice_expect(mc_store_verify(store, &arena, &findings, &err), &err);
	for (size_t i = 0; i < findings.count; i++) {
		if (findings.rows[i].kind != MC_FINDING_REMARK) {
			practice_expect(MC_DAMAGED, &findings.rows[i].what);
		}
	}
	int64_t events = findings.events;
	mc_arena_finish(&arena);
	return events;
}

int64_t practice_numbers(struct mc_store *store) {
	struct mc_ticket_filter filter = { .day = mc_day_of(mc_store_now(store)), .state = -1 };
	const struct mc_ticket *rows;
	struct mc_arena arena;
	struct mc_error err;
	size_t count;
	mc_arena_init(&arena);
	practice_expect(mc_store_tickets(store, &arena, &filter, &rows, &count, &err), &err);
	for (size_t i = 0; i < count; i++) { /* in the order of series and number */
		bool first = i == 0 || strcmp(rows[i].series, rows[i - 1].series) != 0;
		int expected = first ? 1 : rows[i - 1].number + 1;
		if (rows[i].number != expected) {
			fprintf(stderr, "# line %s: number %d stands where %d should\n",
				rows[i].series, rows[i].number, expected);
			abort();
		}
	}
	mc_arena_finish(&arena);
	return (int64_t)count;
}

int64_t practice_now_us(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}
