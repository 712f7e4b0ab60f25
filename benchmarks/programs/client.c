/* Invokes, one call after the other on each of some connections, and prints as JSON how long calls took.
 *
 *     client PORT PATH BODY CONNECTIONS CALLS CALLS_BEFORE
 *
 * Signs every request anew (Signature Version 4) with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, if they
 * are set. CALLS_BEFORE go ahead and are not measured. Any answer but 200 without X-Amz-Function-Error ends it.
 */
#include "http.h"
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/epoll.h>

enum { MOST_CONNECTIONS = 256, HASH = 32 };

struct connection {
    int socket;
    double begun;
    struct message answer;
};

static int port;
static const char *path, *body, *key_id, *region;
static unsigned char day_key[HASH];
static char day[16];

static void hmac(const void *key, int key_length, const char *text, unsigned char *into) {
    HMAC(EVP_sha256(), key, key_length, (const unsigned char *)text, strlen(text), into, 0);
}

static void hex(const unsigned char *hash, char *into) {
    for (int i = 0; i < HASH; i++) sprintf(into + 2 * i, "%02x", hash[i]);
}

static void hash(const char *text, char *into) {
    static EVP_MD *sha256;
    unsigned char digest[HASH];
    if (!sha256) sha256 = EVP_MD_fetch(0, "SHA256", 0);
    EVP_Digest(text, strlen(text), digest, 0, sha256, 0);
    hex(digest, into);
}

/* The key for one day, which every client keeps. */
static void derive(const char *date) {
    char secret[256];
    if (!strncmp(day, date, 8)) return;
    snprintf(day, sizeof day, "%.8s", date);
    int length = snprintf(secret, sizeof secret, "AWS4%s", getenv("AWS_SECRET_ACCESS_KEY"));
    hmac(secret, length, day, day_key);
    hmac(day_key, HASH, region, day_key);
    hmac(day_key, HASH, "lambda", day_key);
    hmac(day_key, HASH, "aws4_request", day_key);
}

static int write_authorization(char *into, size_t room) {
    char date[32], canonical[1024], to_sign[512], hash_text[2 * HASH + 1], signature[2 * HASH + 1];
    unsigned char signed_hash[HASH];
    time_t seconds = time(0);
    struct tm utc;
    strftime(date, sizeof date, "%Y%m%dT%H%M%SZ", gmtime_r(&seconds, &utc));
    derive(date);
    hash(body, hash_text);
    snprintf(canonical, sizeof canonical, "POST\n%s\n\nhost:127.0.0.1:%d\nx-amz-date:%s\n\nhost;x-amz-date\n%s", path,
        port, date, hash_text);
    hash(canonical, hash_text);
    snprintf(to_sign, sizeof to_sign, "AWS4-HMAC-SHA256\n%s\n%s/%s/lambda/aws4_request\n%s", date, day, region, hash_text);
    hmac(day_key, HASH, to_sign, signed_hash);
    hex(signed_hash, signature);
    return snprintf(into, room,
        "X-Amz-Date: %s\r\nAuthorization: AWS4-HMAC-SHA256 Credential=%s/%s/%s/lambda/aws4_request, "
        "SignedHeaders=host;x-amz-date, Signature=%s\r\n",
        date, key_id, day, region, signature);
}

static void ask(struct connection *connection) {
    char text[4096];
    connection->begun = now_micros();
    int length = snprintf(text, sizeof text, "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %zu\r\n", path, port,
        strlen(body));
    if (key_id) length += write_authorization(text + length, sizeof text - length);
    length += snprintf(text + length, sizeof text - length, "\r\n%s", body);
    connection->answer.filled = 0;
    write_all(connection->socket, text, length);
}

static void check(struct connection *connection) {
    struct message *answer = &connection->answer;
    if (strncmp(answer->bytes, "HTTP/1.1 200", 12) || header(answer, "\r\nX-Amz-Function-Error:")) {
        fprintf(stderr, "%s\n", answer->bytes);
        exit(1);
    }
}

static int ascending(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static void print(double *taken, int calls, double micros) {
    qsort(taken, calls, sizeof *taken, ascending);
    printf("{\"p50\": %.1f, \"p90\": %.1f, \"p99\": %.1f, \"max\": %.1f, \"perSecond\": %.1f}\n", taken[calls / 2],
        taken[calls * 90L / 100], taken[calls * 99L / 100], taken[calls - 1], calls / micros * 1e6);
}

int main(int count, char **words) {
    static struct connection connections[MOST_CONNECTIONS];
    if (count != 7) return 2;
    port = atoi(words[1]), path = words[2], body = words[3];
    int open = atoi(words[4]), calls = atoi(words[5]), before = atoi(words[6]);
    key_id = getenv("AWS_ACCESS_KEY_ID"), region = getenv("AWS_REGION");
    if (open > MOST_CONNECTIONS || calls < 1) return 2;
    double *taken = calloc(calls, sizeof *taken), start = now_micros();
    int epoll = epoll_create1(0), asked = 0;
    for (int i = 0; i < open; i++) {
        connections[i].socket = connect_to(port);
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
        epoll_ctl(epoll, EPOLL_CTL_ADD, connections[i].socket, &event);
    }
    for (; asked < open && asked < before + calls; asked++) {
        if (asked == before) start = now_micros();
        ask(&connections[asked]);
    }
    for (int answered = 0; answered < before + calls;) {
        struct epoll_event event;
        if (epoll_wait(epoll, &event, 1, -1) != 1) continue;
        struct connection *connection = &connections[event.data.u32];
        if (!read_some(connection->socket, &connection->answer)) fail("the connection was closed");
        if (!is_whole(&connection->answer)) continue;
        double now = now_micros();
        check(connection);
        if (answered >= before) taken[answered - before] = now - connection->begun;
        if (++answered == before) start = now;
        if (asked++ < before + calls) ask(connection);
    }
    print(taken, calls, now_micros() - start);
    return 0;
}
