/* HTTP/1.1 messages on blocking sockets, as much of it as the programs of this folder need. */
#ifndef HTTP_H
#define HTTP_H
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGE_BYTES = 64 * 1024 };

/* One message: its head, ended by an empty line, and its body, which lies behind it. */
struct message {
    char bytes[MESSAGE_BYTES + 1];
    size_t filled;
    size_t head;
    size_t body;
};

static inline void fail(const char *what) {
    perror(what);
    exit(1);
}

static inline double now_micros(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

/* The value of a header of a whole head; 0 if it is absent. */
static inline const char *header(const struct message *message, const char *name) {
    const char *found = strcasestr(message->bytes, name);
    return found && found < message->bytes + message->head ? found + strlen(name) : 0;
}

/* Whether what was read so far is a whole message. */
static inline int is_whole(struct message *message) {
    message->bytes[message->filled] = 0;
    char *end = strstr(message->bytes, "\r\n\r\n");
    if (!end) return 0;
    message->head = end + 4 - message->bytes;
    const char *length = header(message, "\r\nContent-Length: ");
    message->body = length ? strtoul(length, 0, 10) : 0;
    return message->filled >= message->head + message->body;
}

/* Reads some more of a message; returns 0 at the end of the connection. */
static inline int read_some(int socket, struct message *message) {
    ssize_t count = read(socket, message->bytes + message->filled, MESSAGE_BYTES - message->filled);
    if (count <= 0) return 0;
    message->filled += count;
    return 1;
}

/* Reads one message; returns 0 at the end of the connection. */
static inline int read_message(int socket, struct message *message) {
    message->filled = 0;
    while (read_some(socket, message)) {
        if (is_whole(message)) return 1;
    }
    return 0;
}

static inline void write_all(int socket, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = write(socket, bytes, length);
        if (count < 0) fail("write");
        bytes += count;
        length -= count;
    }
}

static inline struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static inline int without_delay(int socket) {
    int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

static inline int connect_to(int port) {
    struct sockaddr_in address = loopback(port);
    int connected = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(connected, (struct sockaddr *)&address, sizeof address)) fail("connect");
    return without_delay(connected);
}

static inline int listen_on(int port) {
    struct sockaddr_in address = loopback(port);
    int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 128)) fail("listen");
    return listener;
}

static inline int accept_from(int listener) {
    int accepted = accept4(listener, 0, 0, SOCK_CLOEXEC);
    if (accepted < 0) fail("accept");
    return without_delay(accepted);
}
#endif
