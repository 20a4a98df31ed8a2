#include "fake_printer.h"
#include "base/memory.h"
#include <assert.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAX_CONNECTIONS 64
#define SLICE_MS 20

struct connection {
	struct mc_str bytes;
	double last;
};

struct fake_printer {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t news; /* bytes came or a connection ended */
	int port, listener;
	int wake; /* rings at a change of mode */
	enum printer_mode mode;
	size_t limit;
	bool stop;
	struct connection connections[MAX_CONNECTIONS];
	int begun, ended;
};

static double now_ms(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int listen_on(int *port) {
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)*port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t size = sizeof address;
	const int yes = 1, small = 4096;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert(fd >= 0);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
	if (bind(fd, (struct sockaddr *)&address, size) != 0 || listen(fd, 4) != 0 ||
		getsockname(fd, (struct sockaddr *)&address, &size) != 0) {
		abort();
	}
	*port = ntohs(address.sin_port);
	return fd;
}

/* Waits for `fd` or a change of mode. True: `fd` has something. */
static bool wait_for(struct fake_printer *printer, int fd, int ms) {
	struct pollfd polls[] = { { printer->wake, POLLIN, 0 }, { fd, POLLIN, 0 } };
	if (poll(polls, 2, ms) > 0 && polls[0].revents != 0) {
		uint64_t rings;
		(void)!read(printer->wake, &rings, sizeof rings);
	}
	return polls[1].revents != 0;
}

static void mode_of(
	struct fake_printer *printer, enum printer_mode *mode, size_t *limit, bool *stop) {
	pthread_mutex_lock(&printer->lock);
	*mode = printer->mode;
	*limit = printer->limit;
	*stop = printer->stop;
	pthread_mutex_unlock(&printer->lock);
}

static void keep(
	struct fake_printer *printer, struct connection *connection, const char *data, size_t len) {
	pthread_mutex_lock(&printer->lock);
	mc_str_add_bytes(&connection->bytes, data, len);
	connection->last = now_ms();
	pthread_cond_broadcast(&printer->news);
	pthread_mutex_unlock(&printer->lock);
}

/* Bytes to take in one read; 0: none now. *ret_close: it is time to close. */
static size_t appetite(enum printer_mode mode, size_t limit, size_t had, bool *ret_close) {
	size_t left = had < limit ? limit - had : 0;
	*ret_close = false;
	switch (mode) {
	case PRINTER_STALL: return left < 4096 ? left : 4096;
	case PRINTER_RESET:
	case PRINTER_FIN: *ret_close = left == 0; return left < 4096 ? left : 4096;
	case PRINTER_SLOW: return limit * SLICE_MS / 1000 + 1;
	case PRINTER_OK:
	case PRINTER_REFUSE: break;
	}
	return 4096;
}

static void serve(struct fake_printer *printer, int fd) {
	struct connection *connection = &printer->connections[printer->begun];
	char data[8192];
	enum printer_mode mode;
	size_t limit;
	bool stop, closing = false;
	pthread_mutex_lock(&printer->lock);
	printer->begun++;
	pthread_mutex_unlock(&printer->lock);
	for (mode_of(printer, &mode, &limit, &stop); !stop;
		mode_of(printer, &mode, &limit, &stop)) {
		size_t want = appetite(mode, limit, connection->bytes.len, &closing);
		if (closing) {
			break;
		}
		if (want == 0) {
			wait_for(printer, -1, -1);
			continue;
		}
		if (mode == PRINTER_SLOW) {
			wait_for(printer, -1, SLICE_MS);
		}
		if (!wait_for(printer, fd, -1)) {
			continue;
		}
		ssize_t got = recv(fd, data, want < sizeof data ? want : sizeof data, 0);
		if (got <= 0) {
			break;
		}
		keep(printer, connection, data, (size_t)got);
	}
	if (closing && mode == PRINTER_RESET) {
		const struct linger now = { .l_onoff = 1, .l_linger = 0 };
		setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	}
	close(fd);
	pthread_mutex_lock(&printer->lock);
	printer->ended++;
	pthread_cond_broadcast(&printer->news);
	pthread_mutex_unlock(&printer->lock);
}

static void *run(void *data) {
	struct fake_printer *printer = data;
	enum printer_mode mode;
	size_t limit;
	bool stop;
	for (mode_of(printer, &mode, &limit, &stop); !stop;
		mode_of(printer, &mode, &limit, &stop)) {
		if (mode == PRINTER_REFUSE && printer->listener >= 0) {
			close(printer->listener);
			printer->listener = -1;
		} else if (mode != PRINTER_REFUSE && printer->listener < 0) {
			printer->listener = listen_on(&printer->port);
		}
		if (!wait_for(printer, printer->listener, -1) || printer->listener < 0) {
			continue;
		}
		int fd = accept4(printer->listener, NULL, NULL, SOCK_CLOEXEC);
		if (fd >= 0 && printer->begun < MAX_CONNECTIONS) {
			serve(printer, fd);
		}
	}
	return NULL;
}

struct fake_printer *fake_printer_create(void) {
	struct fake_printer *printer = mc_memory_get(sizeof *printer);
	pthread_condattr_t clock;
	printer->listener = listen_on(&printer->port);
	printer->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pthread_mutex_init(&printer->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&printer->news, &clock);
	pthread_condattr_destroy(&clock);
	if (printer->wake < 0 || pthread_create(&printer->thread, NULL, run, printer) != 0) {
		abort();
	}
	return printer;
}

static void ring(struct fake_printer *printer) {
	const uint64_t one = 1;
	(void)!write(printer->wake, &one, sizeof one);
}

void fake_printer_destroy(struct fake_printer *printer) {
	pthread_mutex_lock(&printer->lock);
	printer->stop = true;
	pthread_mutex_unlock(&printer->lock);
	ring(printer);
	pthread_join(printer->thread, NULL);
	if (printer->listener >= 0) {
		close(printer->listener);
	}
	close(printer->wake);
	for (int i = 0; i < MAX_CONNECTIONS; i++) {
		mc_str_finish(&printer->connections[i].bytes);
	}
	pthread_cond_destroy(&printer->news);
	pthread_mutex_destroy(&printer->lock);
	free(printer);
}

int fake_printer_port(const struct fake_printer *printer) {
	return printer->port;
}

void fake_printer_set(struct fake_printer *printer, enum printer_mode mode, size_t limit) {
	pthread_mutex_lock(&printer->lock);
	printer->mode = mode;
	printer->limit = limit;
	pthread_mutex_unlock(&printer->lock);
	ring(printer);
}

/* Waits, with the lock held, until *count ≥ want. */
static bool wait_count(struct fake_printer *printer, const int *count, int want,
	const size_t *bytes, size_t want_bytes, int ms) {
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	int timeout = 0;
	pthread_mutex_lock(&printer->lock);
	while ((*count < want || *bytes < want_bytes) && timeout == 0) {
		timeout = pthread_cond_timedwait(&printer->news, &printer->lock, &until);
	}
	bool reached = *count >= want && *bytes >= want_bytes;
	pthread_mutex_unlock(&printer->lock);
	return reached;
}

bool fake_printer_wait_ended(struct fake_printer *printer, int count, int ms) {
	const size_t none = 0;
	return wait_count(printer, &printer->ended, count, &none, 0, ms);
}

bool fake_printer_wait_bytes(struct fake_printer *printer, int connection, size_t bytes, int ms) {
	return wait_count(printer, &printer->begun, connection + 1,
		&printer->connections[connection].bytes.len, bytes, ms);
}

int fake_printer_connections(struct fake_printer *printer) {
	pthread_mutex_lock(&printer->lock);
	int begun = printer->begun;
	pthread_mutex_unlock(&printer->lock);
	return begun;
}

void fake_printer_bytes(struct fake_printer *printer, int connection, struct mc_str *out) {
	pthread_mutex_lock(&printer->lock);
	const struct mc_str *bytes = &printer->connections[connection].bytes;
	mc_str_add_bytes(out, bytes->data, bytes->len);
	pthread_mutex_unlock(&printer->lock);
}

double fake_printer_last_byte(struct fake_printer *printer, int connection) {
	pthread_mutex_lock(&printer->lock);
	double last = printer->connections[connection].last;
	pthread_mutex_unlock(&printer->lock);
	return last;
}
