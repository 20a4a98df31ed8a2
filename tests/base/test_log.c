#include "base/log.h"
#include "cmocka_all.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What the three lines below put on stderr. */
static const char *captured(bool to_stderr) {
	static char text[1000];
	int saved = dup(2);
	FILE *file = tmpfile();
	size_t len;

	assert_non_null(file);
	fflush(stderr);
	dup2(fileno(file), 2);
	mc_log_open("motcua-test-of-a-program-with-a-long-name", to_stderr);
	mc_log(MC_LOG_ERROR, "printer %s", "K1");
	mc_log(MC_LOG_WARNING, "a file named\n%s", "x\r\x1b[31m");
	mc_log(MC_LOG_INFO, "Đã in %d", 3);
	fflush(stderr);
	dup2(saved, 2);
	close(saved);
	rewind(file);
	len = fread(text, 1, sizeof text - 1, file);
	text[len] = '\0';
	fclose(file);
	return text;
}

static void a_message_is_one_line_on_stderr_when_asked(void **state) {
	(void)state;
	assert_string_equal(captured(true),
		"motcua-test-of-a-program-with-a: error: printer K1\n"
		"motcua-test-of-a-program-with-a: warning: a file namedU+000AxU+000DU+001B[31m\n"
		"motcua-test-of-a-program-with-a: info: Đã in 3\n");
	assert_string_equal(captured(false), "");
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_is_one_line_on_stderr_when_asked),
	};

	return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
