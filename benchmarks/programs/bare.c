/* A runtime's own cold start, with nothing round it: from fork to its first answer, in milliseconds, a line a start.
 *
 *     bare ROOT RUNTIME_API_PORT STARTS COMMAND ARGUMENT...
 *
 * The command runs in ROOT by chroot(2), in the directory that $LAMBDA_TASK_ROOT names. It is told to take its one
 * event from this program.
 */
#include "http.h"
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { PATIENCE_SECONDS = 30 };

static void become(char **words) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int silent = open("/dev/null", O_RDWR);
    dup2(silent, 0), dup2(silent, 1), dup2(silent, 2);
    if (chroot(words[1]) || chdir(getenv("LAMBDA_TASK_ROOT"))) _exit(126);
    execvp(words[4], words + 4);
    _exit(127);
}

/* The answer may come by another connection than the event went by. */
static int first_to_speak(int connection, int listener) {
    struct pollfd both[] = {{.fd = connection, .events = POLLIN}, {.fd = listener, .events = POLLIN}};
    if (poll(both, 2, -1) < 1) fail("poll");
    return both[0].revents ? connection : accept_from(listener);
}

int main(int count, char **words) {
    static struct message call;
    static const char event[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: 1\r\n"
        "Lambda-Runtime-Deadline-Ms: 4102444800000\r\nLambda-Runtime-Trace-Id: Root=1-0-0\r\n"
        "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:000000000000:function:bare\r\n"
        "Content-Length: 2\r\n\r\n{}";
    if (count < 5) return 2;
    int listener = listen_on(atoi(words[2])), starts = atoi(words[3]);
    for (int i = 0; i < starts; i++) {
        alarm(PATIENCE_SECONDS); /* a runtime that does not come up ends it */
        double begun = now_micros();
        pid_t child = fork();
        if (child == 0) become(words);
        int runtime = accept_from(listener);
        if (!read_message(runtime, &call)) fail("the runtime closed its connection");
        write_all(runtime, event, sizeof event - 1);
        int other = first_to_speak(runtime, listener);
        if (!read_message(other, &call) || strncmp(call.bytes, "POST", 4)) fail("the runtime did not answer");
        printf("%.3f\n", (now_micros() - begun) / 1e3);
        fflush(stdout);
        kill(child, SIGKILL);
        waitpid(child, 0, 0);
        close(runtime);
        if (other != runtime) close(other);
    }
    return 0;
}
