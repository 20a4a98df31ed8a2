/* Drafts: whole or not there, also after kill -9. */
#include "app/draft.h"
#include "temp.h"
#include <aio.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>

static int set_up(void **state) {
	static char folder[64];
	temp_make(folder);
	*state = folder;
	return 0;
}

static int tear_down(void **state) {
	temp_remove(*state);
	return 0;
}

static void expect_draft(struct mc_draft *draft, const char *bytes, size_t len) {
	struct mc_error err;
	struct mc_str out;
	mc_str_init(&out);
	assert_int_equal(mc_draft_load(draft, &out, &err), MC_OK);
	assert_int_equal(out.len, len);
	assert_memory_equal(out.data, bytes, len);
	mc_str_finish(&out);
}

static void test_what_was_saved_is_loaded(void **state) {
	struct mc_draft *draft = mc_draft_create(*state, "counter", "3");
	struct mc_error err;
	struct mc_str out;
	mc_str_init(&out);
	assert_int_equal(mc_draft_load(draft, &out, &err), MC_NOT_FOUND);
	assert_int_equal(mc_draft_save(draft, "Nguy\0ễn", 9, &err), MC_OK);
	expect_draft(draft, "Nguy\0ễn", 9);
	assert_int_equal(mc_draft_save(draft, "ngắn", 6, &err), MC_OK);
	expect_draft(draft, "ngắn", 6);
	assert_int_equal(mc_draft_save(draft, "", 0, &err), MC_OK);
	assert_int_equal(mc_draft_load(draft, &out, &err), MC_OK);
	assert_int_equal(out.len, 0);
	mc_draft_drop(draft);
	assert_int_equal(mc_draft_load(draft, &out, &err), MC_NOT_FOUND);
	mc_str_finish(&out);
	mc_draft_destroy(draft);
}

static void test_only_we_may_read_it(void **state) {
	struct mc_draft *draft = mc_draft_create(*state, "desk", "1");
	struct mc_error err;
	struct stat st;
	assert_int_equal(mc_draft_save(draft, "x", 1, &err), MC_OK);
	assert_int_equal(stat(mc_draft_path(draft), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	mc_draft_destroy(draft);
}

static void test_a_desk_name_cannot_leave_the_folder(void **state) {
	struct mc_draft *draft = mc_draft_create(*state, "desk", "../../quầy");
	struct mc_error err;
	assert_string_equal(mc_draft_path(draft), "");
	assert_int_equal(mc_draft_save(draft, "x", 1, &err), MC_OK);
	const char *name = strrchr(mc_draft_path(draft), '/');
	assert_string_equal(name, "/desk-%2E%2E%2F%2E%2E%2Fqu%E1%BA%A7y-1.draft");
	mc_draft_destroy(draft);
}

/* Each way a power cut may leave the file. */
static const char *const broken[] = {
	"",
	"motcua-draft",
	"motcua-draft 1 5 d8c5c8bb0bd90b2b\nabc",
	"motcua-draft 2 5 00000000000000000000000000000000\nabcde",
	"motcua-draft 2 5 a3a3b5a38cf9a32f84b9991697f45702\nabc",
	"motcua-draft 3 0 cae66941d9efbd404e4d88758ea67670\n",
};

static void test_a_broken_file_is_put_aside(void **state) {
	struct mc_draft *draft = mc_draft_create(*state, "desk", "1");
	struct mc_error err;
	struct mc_str out, aside;
	mc_str_init(&out);
	mc_str_init(&aside);
	assert_int_equal(mc_draft_save(draft, "x", 1, &err), MC_OK); /* makes the folder */
	mc_str_addf(&aside, "%s.damaged", mc_draft_path(draft));
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		FILE *file = fopen(mc_draft_path(draft), "w");
		fputs(broken[i], file);
		fclose(file);
		assert_int_equal(mc_draft_load(draft, &out, &err), MC_DAMAGED);
		assert_int_equal(out.len, 0);
		assert_int_equal(access(aside.data, F_OK), 0);
		assert_int_equal(mc_draft_load(draft, &out, &err), MC_NOT_FOUND);
	}
	mc_str_finish(&aside);
	mc_str_finish(&out);
	mc_draft_destroy(draft);
}

/* What was typed before an update is still there after it. */
static void test_a_draft_of_the_version_before_is_read(void **state) {
	struct mc_draft *draft = mc_draft_create(*state, "desk", "1");
	struct mc_error err;
	struct mc_str out;
	mc_str_init(&out);
	assert_int_equal(mc_draft_save(draft, "x", 1, &err), MC_OK); /* makes the folder */
	FILE *file = fopen(mc_draft_path(draft), "w");
	fputs("motcua-draft 1 5 6348c52d762364a8\nabcde", file);
	fclose(file);
	assert_int_equal(mc_draft_load(draft, &out, &err), MC_OK);
	assert_string_equal(mc_str_text(&out), "abcde");
	mc_str_finish(&out);
	mc_draft_destroy(draft);
}

/* A screen in a process of its own that has typed `text` and goes on running. */
static pid_t start_typist(const char *folder, const char *text) {
	int ready[2];
	char byte;
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* a failed test leaves none behind */
		struct mc_draft *draft = mc_draft_create(folder, "counter", "");
		struct mc_error err;
		/* twice: the lock must outlive the file being replaced */
		bool saved = mc_draft_save(draft, "old", 3, &err) == MC_OK &&
			     mc_draft_save(draft, text, strlen(text), &err) == MC_OK;
		if (!saved || write(ready[1], "x", 1) != 1) {
			_exit(1);
		}
		pause();
		_exit(0);
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return child;
}

static void test_a_draft_belongs_to_who_is_typing_it(void **state) {
	struct mc_draft *second = mc_draft_create(*state, "counter", "");
	struct mc_draft *third = mc_draft_create(*state, "counter", "");
	struct mc_draft *fourth = mc_draft_create(*state, "counter", "");
	struct mc_error err;
	struct mc_str out;
	mc_str_init(&out);
	pid_t first = start_typist(*state, "Nguyễn Văn Ẩn");
	assert_int_equal(mc_draft_load(second, &out, &err), MC_NOT_FOUND);
	assert_int_equal(mc_draft_save(second, "Trần Thị Bê", 14, &err), MC_OK);

	kill(first, SIGKILL);
	assert_int_equal(waitpid(first, NULL, 0), first);
	expect_draft(third, "Nguyễn Văn Ẩn", strlen("Nguyễn Văn Ẩn"));
	expect_draft(second, "Trần Thị Bê", 14);
	assert_int_equal(mc_draft_load(fourth, &out, &err), MC_NOT_FOUND); /* both are held */
	mc_draft_drop(fourth);
	mc_draft_drop(third);
	mc_draft_destroy(third);
	mc_draft_destroy(second);
	expect_draft(fourth, "Trần Thị Bê", 14); /* though the first slot is free and empty */
	mc_draft_destroy(fourth);
	mc_str_finish(&out);
}

/* Saves 'a…a', 'b…b', … of growing length until it is killed. */
static void save_for_ever(const char *folder, int ready) {
	struct mc_draft *draft = mc_draft_create(folder, "counter", "");
	static char bytes[4096];
	for (int i = 0;; i++) {
		memset(bytes, 'a' + i % 26, sizeof bytes);
		struct mc_error err;
		if (mc_draft_save(draft, bytes, (size_t)(i % (int)sizeof bytes) + 1, &err) !=
			MC_OK) {
			_exit(1);
		}
		if (i == 0 && write(ready, "x", 1) != 1) {
			_exit(1);
		}
	}
}

static void test_kill_finds_a_whole_draft(void **state) {
	for (int round = 0; round < 20; round++) {
		int ready[2];
		char byte;
		assert_int_equal(pipe(ready), 0);
		pid_t child = fork();
		if (child == 0) {
			save_for_ever(*state, ready[1]);
		}
		assert_int_equal(read(ready[0], &byte, 1), 1);
		usleep((useconds_t)(round * 150)); /* a different moment in each round */
		kill(child, SIGKILL);
		int status;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		close(ready[0]);
		close(ready[1]);

		struct mc_draft *draft = mc_draft_create(*state, "counter", "");
		struct mc_error err;
		struct mc_str out;
		mc_str_init(&out);
		assert_int_equal(mc_draft_load(draft, &out, &err), MC_OK);
		for (size_t i = 0; i < out.len; i++) {
			assert_int_equal(out.data[i], out.data[0]);
		}
		mc_str_finish(&out);
		mc_draft_drop(draft); /* the next one begins in the same file */
		mc_draft_destroy(draft);
	}
}

static const struct {
	const char *name;
	int age_hours;
	bool stays;
} leftovers[] = {
	{ "counter-1.draft.4711", 25, false },
	{ "counter-1.draft.4711", 23, true },
	{ "counter-12.draft.damaged", 25, false },
	{ "counter-12.draft.damaged", 23, true },
	{ "counter-1.draft", 1000, true },
	{ "counter-1.lock", 1000, true },
	{ "notes.damaged", 1000, true },
	{ "counter-1.draft.4711x", 1000, true },
	{ "counter-1.draft.", 1000, true },
	{ ".draft.1", 25, false },
	{ "4711", 1000, true },
};

static void test_only_old_leftovers_are_swept(void **state) {
	const time_t now = 1795400000; /* 23/11/2026 */
	char folder[128], path[256];
	mc_draft_sweep(*state, now); /* no folder yet */
	snprintf(folder, sizeof folder, "%s/drafts", (const char *)*state);
	assert_int_equal(mkdir(folder, 0700), 0);
	for (size_t i = 0; i < sizeof leftovers / sizeof *leftovers; i++) {
		struct timespec at = { .tv_sec = now - leftovers[i].age_hours * 3600 };
		snprintf(path, sizeof path, "%s/%s", folder, leftovers[i].name);
		FILE *file = fopen(path, "w");
		assert_non_null(file);
		fclose(file);
		assert_int_equal(utimensat(AT_FDCWD, path, (struct timespec[]){ at, at }, 0), 0);
		mc_draft_sweep(*state, now);
		assert_int_equal(access(path, F_OK) == 0, leftovers[i].stays);
	}
}

/* A disk that syncs at once, and fails as it is told to: in place of the C library's. */
static int disk_failure, sync_outcome;

int aio_fsync(int operation, struct aiocb *sync) {
	(void)operation;
	sync_outcome = fdatasync(sync->aio_fildes) < 0 ? errno : disk_failure;
	return 0;
}

int aio_error(const struct aiocb *sync) {
	(void)sync;
	return sync_outcome;
}

ssize_t aio_return(struct aiocb *sync) {
	(void)sync;
	return sync_outcome == 0 ? 0 : -1;
}

/* What the disk makes of each save, and what that save says of the one before. */
static const struct {
	int failure;
	enum mc_status status;
} syncs[] = {
	{ EIO, MC_OK },
	{ ENOSPC, MC_UNAVAILABLE },
	{ EINVAL, MC_NO_SPACE },
	{ 0, MC_OK }, /* EINVAL: a filesystem without syncing */
	{ 0, MC_OK },
};

static void test_a_sync_that_failed_is_told_at_the_next_save(void **state) {
	struct mc_draft *draft = mc_draft_create(*state, "counter", "");
	struct mc_error err;
	for (size_t i = 0; i < sizeof syncs / sizeof *syncs; i++) {
		disk_failure = syncs[i].failure;
		assert_int_equal(mc_draft_save(draft, &i, sizeof i, &err), syncs[i].status);
		expect_draft(draft, (const char *)&i, sizeof i); /* written all the same */
	}
	mc_draft_destroy(draft);
}

#define DRAFT_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		DRAFT_TEST(test_what_was_saved_is_loaded),
		DRAFT_TEST(test_only_we_may_read_it),
		DRAFT_TEST(test_a_desk_name_cannot_leave_the_folder),
		DRAFT_TEST(test_a_broken_file_is_put_aside),
		DRAFT_TEST(test_a_draft_of_the_version_before_is_read),
		DRAFT_TEST(test_a_draft_belongs_to_who_is_typing_it),
		DRAFT_TEST(test_only_old_leftovers_are_swept),
		DRAFT_TEST(test_a_sync_that_failed_is_told_at_the_next_save),
		DRAFT_TEST(test_kill_finds_a_whole_draft),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
