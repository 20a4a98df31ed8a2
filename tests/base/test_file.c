#include "base/file.h"
#include "base/tr.h"
#include "cmocka_all.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Every test runs in an empty folder of its own. */
static char folder[64];

static int enter_folder(void **state) {
	(void)state;
	strcpy(folder, "/tmp/mc-file-XXXXXX");
	return mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0 : -1;
}

static int is_listed(const struct dirent *entry) {
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* The names in the folder, a space behind each. */
static const char *list(void) {
	static char names[1000];
	struct dirent **entries;
	int count = scandir(".", &entries, is_listed, alphasort);

	names[0] = '\0';
	for (int i = 0; i < count; i++) {
		strcat(strcat(names, entries[i]->d_name), " ");
		free(entries[i]);
	}
	free(entries);
	return names;
}

static int leave_folder(void **state) {
	struct dirent **entries;
	int count = scandir(".", &entries, is_listed, alphasort);

	(void)state;
	for (int i = 0; i < count; i++) {
		if (unlink(entries[i]->d_name) != 0) {
			rmdir(entries[i]->d_name);
		}
		free(entries[i]);
	}
	free(entries);
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static const char *content(const char *path) {
	static char text[100];
	struct mc_str out;

	mc_str_init(&out);
	assert_int_equal(mc_file_read(path, sizeof text, &out, NULL), MC_OK);
	assert_true(mc_copy(text, sizeof text, mc_str_text(&out)));
	mc_str_finish(&out);
	return text;
}

static void a_file_is_written_whole(void **state) {
	struct stat found;

	(void)state;
	assert_int_equal(mc_file_write("f", "old", 3, 0640, NULL), MC_OK);
	assert_string_equal(content("f"), "old");
	assert_int_equal(mc_file_write("f", "newer", 5, 0600, NULL), MC_OK);
	assert_string_equal(content("f"), "newer");
	assert_int_equal(stat("f", &found), 0);
	assert_int_equal(found.st_mode & 07777, 0600);
	assert_int_equal(mc_file_write("./e", NULL, 0, 0600, NULL), MC_OK);
	assert_string_equal(content("e"), "");
	assert_string_equal(list(), "e f ");
}

/* A device or a link named by a user is written into; replacing it would break the computer. */
static void what_is_no_file_is_written_into(void **state) {
	struct stat found;
	char got[8] = "";

	(void)state;
	assert_int_equal(mc_file_put("f", "old", 3, 0600, NULL), MC_OK);
	assert_int_equal(symlink("f", "link"), 0);
	assert_int_equal(mc_file_put("link", "newer", 5, 0600, NULL), MC_OK);
	assert_string_equal(content("f"), "newer");
	assert_int_equal(lstat("link", &found), 0);
	assert_true(S_ISLNK(found.st_mode));

	assert_int_equal(mkfifo("pipe", 0600), 0);
	int reader = open("pipe", O_RDWR | O_CLOEXEC);
	assert_true(reader >= 0);
	assert_int_equal(mc_file_put("pipe", "whole", 5, 0600, NULL), MC_OK);
	assert_int_equal(read(reader, got, sizeof got), 5);
	assert_string_equal(got, "whole");
	close(reader);
	assert_int_equal(lstat("pipe", &found), 0);
	assert_true(S_ISFIFO(found.st_mode));
	assert_string_equal(list(), "f link pipe ");
}

/* A pipe with nobody at its other end is refused, never waited for; one with somebody is read. */
static void a_pipe_without_its_other_end_is_refused(void **state) {
	struct mc_error err;
	struct mc_str text;
	FILE *file = NULL;

	(void)state;
	mc_str_init(&text);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_int_equal(mc_file_put("pipe", "x", 1, 0600, &err), MC_INVALID);
	assert_int_equal(mc_file_read("pipe", 100, &text, &err), MC_INVALID);
	assert_int_equal(mc_file_open("pipe", &file, &err), MC_INVALID);
	assert_null(file);
	int both = open("pipe", O_RDWR | O_CLOEXEC);
	assert_true(both >= 0);
	int writer = open("pipe", O_WRONLY | O_CLOEXEC);
	assert_int_equal(write(writer, "abc\n", 4), 4);
	assert_int_equal(mc_file_open("pipe", &file, &err), MC_OK);
	close(writer);
	close(both);
	assert_int_equal(mc_file_read("pipe", 100, &text, &err), MC_OK);
	assert_string_equal(mc_str_text(&text), "abc\n");
	assert_int_equal(fgetc(file), EOF); /* it waits for its writers only */
	fclose(file);
	mc_str_finish(&text);
}

/* The disk is full (a limit on the file's size, as a full disk would cut the write short). */
static void a_write_that_fails_leaves_the_old_file(void **state) {
	static char big[100000];
	struct rlimit before;
	struct rlimit small;
	struct mc_error err;
	enum mc_status status;

	(void)state;
	assert_int_equal(mc_file_write("f", "old", 3, 0600, NULL), MC_OK);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 5000;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	status = mc_file_write("f", big, sizeof big, 0600, &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(status, MC_NO_SPACE);
	assert_string_equal(content("f"), "old");
	assert_string_equal(list(), "f ");
	/* a folder stands where the file should go: rename refuses */
	assert_int_equal(mkdir("g", 0700), 0);
	assert_int_equal(mc_file_write("g", "x", 1, 0600, &err), MC_INVALID);
	assert_string_equal(list(), "f g ");
	assert_int_equal(mc_file_write("missing/f", "x", 1, 0600, &err), MC_NOT_FOUND);
}

/* A reader that looks at any moment, and a writer killed at any moment, see one or the other. */
static void a_killed_writer_leaves_one_of_both(void **state) {
	static char content_a[50000];
	static char content_b[50000];
	struct mc_str out;

	(void)state;
	memset(content_a, 'a', sizeof content_a);
	memset(content_b, 'b', sizeof content_b);
	assert_int_equal(mc_file_write("f", content_a, sizeof content_a, 0600, NULL), MC_OK);
	mc_str_init(&out);
	for (int round = 0; round < 10; round++) {
		pid_t writer = fork();

		if (writer == 0) {
			for (;;) {
				if (mc_file_write("f", content_b, sizeof content_b, 0600, NULL) !=
						MC_OK ||
					mc_file_write("f", content_a, sizeof content_a, 0600,
						NULL) != MC_OK) {
					_exit(1);
				}
			}
		}
		for (int look = 0; look < 20; look++) {
			mc_str_clear(&out);
			assert_int_equal(mc_file_read("f", sizeof content_a, &out, NULL), MC_OK);
			assert_int_equal(out.len, sizeof content_a);
			assert_true(memcmp(out.data, content_a, out.len) == 0 ||
				    memcmp(out.data, content_b, out.len) == 0);
		}
		kill(writer, SIGKILL);
		waitpid(writer, NULL, 0);
		mc_str_clear(&out);
		assert_int_equal(mc_file_read("f", sizeof content_a, &out, NULL), MC_OK);
		assert_int_equal(out.len, sizeof content_a);
		assert_int_equal(out.data[0], out.data[out.len - 1]);
	}
	mc_str_finish(&out);
}

static void reading_has_a_limit_and_keeps_what_was_there(void **state) {
	struct mc_error err;
	struct mc_str out;

	(void)state;
	assert_int_equal(mc_file_write("f", "12345", 5, 0600, NULL), MC_OK);
	mc_str_init(&out);
	assert_int_equal(mc_file_read("f", 4, &out, &err), MC_INVALID);
	assert_int_equal(out.len, 0);
	mc_str_add(&out, "before:");
	assert_int_equal(mc_file_read("f", 4, &out, &err), MC_INVALID);
	assert_string_equal(out.data, "before:");
	assert_int_equal(mc_file_read("f", 5, &out, &err), MC_OK);
	assert_string_equal(out.data, "before:12345");
	assert_int_equal(mc_file_read(".", 5, &out, &err), MC_INVALID);
	assert_int_equal(mc_file_read("missing", 5, &out, &err), MC_NOT_FOUND);
	assert_int_equal(mc_file_read("f/g", 5, &out, &err), MC_NOT_FOUND);
	assert_string_equal(out.data, "before:12345");
	mc_str_finish(&out);
}

static void a_folder_is_checked_without_being_made(void **state) {
	static const struct {
		const char *path;
		int failure;
		bool there;
	} cases[] = {
		{ ".", 0, true },
		{ "not yet", 0, false },
		{ "not yet/nor this", ENOENT, false },
		{ "a file", ENOTDIR, true },
		{ "a file/below", ENOTDIR, true },
	};

	(void)state;
	assert_int_equal(mc_file_write("a file", "x", 1, 0600, NULL), MC_OK);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool there = !cases[i].there;

		assert_int_equal(mc_file_check_folder(cases[i].path, &there), cases[i].failure);
		assert_int_equal(there, cases[i].there);
	}
	assert_int_equal(access("not yet", F_OK), -1);
}

static void what_is_no_folder_is_named_whatever_was_to_be_below_it(void **state) {
	static const char *const paths[] = { "plain", "plain/below", "plain/below/more" };

	(void)state;
	assert_int_equal(mc_file_write("plain", "x", 1, 0600, NULL), MC_OK);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct mc_error err;
		char text[200];

		assert_int_not_equal(mc_file_make_folder(paths[i], 0700, &err), MC_OK);
		mc_error_text(MC_LANG_EN, &err, text, sizeof text);
		assert_string_equal(text, "plain is no folder: move it away, or check the name.");
	}
}

static void only_a_file_is_opened(void **state) {
	struct mc_error err;
	FILE *file = NULL;

	(void)state;
	assert_int_equal(mc_file_open(".", &file, &err), MC_INVALID);
	assert_non_null(strstr(err.format, "is a folder"));
	assert_int_equal(mc_file_open("none", &file, &err), MC_NOT_FOUND);
	assert_null(file);
	assert_int_equal(mc_file_write("some", "x", 1, 0600, NULL), MC_OK);
	assert_int_equal(mc_file_open("some", &file, &err), MC_OK);
	assert_int_equal(getc(file), 'x');
	fclose(file);
}

static void a_folder_is_made_once(void **state) {
	struct stat found;
	struct mc_error err;

	(void)state;
	assert_int_equal(mc_file_make_folder("d", 0750, &err), MC_OK);
	assert_int_equal(stat("d", &found), 0);
	assert_true(S_ISDIR(found.st_mode));
	assert_int_equal(mc_file_make_folder("d", 0750, &err), MC_OK);
	assert_int_equal(mc_file_sync_folder("d", &err), MC_OK);
	assert_int_equal(mc_file_sync_folder("x", &err), MC_NOT_FOUND);
	assert_int_equal(mc_file_write("f", "", 0, 0600, NULL), MC_OK);
	assert_int_equal(mc_file_make_folder("f", 0750, &err), MC_CONFLICT);
	assert_int_equal(mc_file_make_folder("x/y", 0750, &err), MC_NOT_FOUND);
}

static void folders_above_are_made_too(void **state) {
	struct stat found;
	struct mc_error err;
	bool made = false;

	(void)state;
	umask(022);
	assert_int_equal(mc_file_make_folders("p/q//r/", 0700, &made, &err), MC_OK);
	assert_true(made);
	assert_int_equal(stat("p/q/r", &found), 0);
	assert_int_equal(found.st_mode & 0777, 0700);
	assert_int_equal(stat("p/q", &found), 0);
	assert_int_equal(found.st_mode & 0777, 0755);
	assert_int_equal(mc_file_make_folders("p/q/r", 0700, &made, &err), MC_OK);
	assert_false(made);
	assert_int_equal(mc_file_make_folders("p", 0700, NULL, &err), MC_OK);
	assert_int_equal(mc_file_write("p/f", "", 0, 0600, NULL), MC_OK);
	assert_int_equal(mc_file_make_folders("p/f/g", 0700, &made, &err), MC_CONFLICT);
	unlink("p/f");
	rmdir("p/q/r");
	rmdir("p/q");
}

static void errno_becomes_a_status(void **state) {
	static const struct {
		int number;
		enum mc_status status;
	} cases[] = {
		{ ENOENT, MC_NOT_FOUND },
		{ EACCES, MC_DENIED },
		{ EPERM, MC_DENIED },
		{ ENOSPC, MC_NO_SPACE },
		{ EDQUOT, MC_NO_SPACE },
		{ EROFS, MC_READ_ONLY },
		{ EISDIR, MC_INVALID },
		{ EIO, MC_UNAVAILABLE },
		{ ESTALE, MC_UNAVAILABLE },
		{ 99999, MC_UNAVAILABLE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mc_error err;

		assert_int_equal(mc_file_fail(&err, cases[i].number, "/a/b"), cases[i].status);
		assert_string_equal(err.args, "/a/b");
	}
}

static void the_filesystem_is_known(void **state) {
	const char *name = "untouched";

	(void)state;
	/* The kernel's own filesystem is no network one, on any machine. */
	assert_false(mc_file_is_remote("/proc", &name));
	assert_false(mc_file_is_remote("/no/such/folder", NULL));
	assert_string_equal(name, "untouched");
	assert_true(mc_file_free_bytes(".") > 0);
	assert_int_equal(mc_file_free_bytes("./not yet"), mc_file_free_bytes("./nor this"));
	assert_int_equal(mc_file_free_bytes("/no/such/folder"), -1);
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_file_is_written_whole, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			what_is_no_file_is_written_into, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			a_pipe_without_its_other_end_is_refused, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			a_write_that_fails_leaves_the_old_file, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			a_killed_writer_leaves_one_of_both, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			reading_has_a_limit_and_keeps_what_was_there, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			a_folder_is_checked_without_being_made, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			what_is_no_folder_is_named_whatever_was_to_be_below_it, enter_folder,
			leave_folder),
		cmocka_unit_test_setup_teardown(only_a_file_is_opened, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(a_folder_is_made_once, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			folders_above_are_made_too, enter_folder, leave_folder),
		cmocka_unit_test(errno_becomes_a_status),
		cmocka_unit_test_setup_teardown(
			the_filesystem_is_known, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
