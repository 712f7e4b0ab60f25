/*
 * Process 1 of a sandbox: starts the program, reaps what it leaves behind, passes SIGTERM on, and writes to descriptor
 * 3 how the program ended. Then it ends too, and the kernel kills whatever still runs in the sandbox.
 *
 *   init VARIABLE PROGRAM [ARGUMENT]...
 *
 * The program does not get the environment variable of this name: OCI runtimes set HOME where it is not set. An empty
 * word names none.
 *
 * What is written is a line of a letter, a blank and a number, the first counts: "e 7" exited with status 7, "s 9"
 * killed by signal 9, "x 2" could not be executed, with errno.
 *
 * Why it exists: the kernel drops signals to process 1 that have no handler, so that a function that is process 1 could
 * not be ended by SIGTERM nor kill itself, and its orphans would stay as zombies.
 *
 * Needs no C library: some kilobytes that run on any kernel, whatever the image holds.
 */

typedef unsigned long word;

enum { STATUS = 3, SIGTERM = 15, SIGCHLD = 17, ENOENT = 2, EACCES = 13, ENOTDIR = 20, WNOHANG = 1 };
enum { F_SETFD = 2, FD_CLOEXEC = 1, PR_SET_DUMPABLE = 4, SIG_BLOCK = 0, SIG_SETMASK = 2, PATH_MAX = 4096 };

#if defined(__x86_64__)
enum { SYS_write = 1, SYS_rt_sigprocmask = 14, SYS_clone = 56, SYS_execve = 59, SYS_exit = 60, SYS_wait4 = 61 };
enum { SYS_kill = 62, SYS_fcntl = 72, SYS_rt_sigtimedwait = 128, SYS_prctl = 157 };

static long syscall4(long number, word a, word b, word c, word d) {
    long result;
    register word r10 __asm__("r10") = d;
    /* The fifth argument is zero in every call here. */
    register word r8 __asm__("r8") = 0;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                     : "rcx", "r11", "memory");
    return result;
}

__asm__(".globl _start\n_start:\n mov %rsp, %rdi\n and $-16, %rsp\n call start\n");
#elif defined(__aarch64__)
enum { SYS_fcntl = 25, SYS_write = 64, SYS_exit = 93, SYS_kill = 129, SYS_rt_sigprocmask = 135 };
enum { SYS_rt_sigtimedwait = 137, SYS_prctl = 167, SYS_clone = 220, SYS_execve = 221, SYS_wait4 = 260 };

static long syscall4(long number, word a, word b, word c, word d) {
    register word x8 __asm__("x8") = number;
    register word x0 __asm__("x0") = a;
    register word x1 __asm__("x1") = b;
    register word x2 __asm__("x2") = c;
    register word x3 __asm__("x3") = d;
    /* The fifth argument is zero in every call here. */
    register word x4 __asm__("x4") = 0;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
    return x0;
}

__asm__(".globl _start\n_start:\n mov x0, sp\n bl start\n");
#else
#error "Davit runs on x86-64 and arm64"
#endif

static void report(char kind, int number) {
    char text[16];
    int digits = 1;
    for (int rest = number; rest >= 10; rest /= 10) {
        digits++;
    }
    text[0] = kind;
    text[1] = ' ';
    for (int at = digits; at > 0; at--, number /= 10) {
        text[1 + at] = '0' + number % 10;
    }
    text[2 + digits] = '\n';
    syscall4(SYS_write, STATUS, (word)text, 3 + digits, 0);
}

static void leave(void) {
    for (;;) {
        syscall4(SYS_exit, 0, 0, 0, 0);
    }
}

/* The value in "name=value", or 0 if the name is another. */
static const char *value(const char *entry, const char *name) {
    while (*name && *name == *entry) {
        name++;
        entry++;
    }
    return !*name && *entry == '=' ? entry + 1 : 0;
}

static const char *search_path(char **environment) {
    for (; *environment; environment++) {
        const char *path = value(*environment, "PATH");
        if (path) {
            return path;
        }
    }
    return "/usr/local/bin:/usr/bin:/bin";
}

static void unset(char **environment, const char *name) {
    char **kept = environment;
    for (; *environment; environment++) {
        if (!value(*environment, name)) {
            *kept++ = *environment;
        }
    }
    *kept = 0;
}

static int has_slash(const char *text) {
    while (*text && *text != '/') {
        text++;
    }
    return *text;
}

/* Executes the program, found by PATH as execvp(3) does; returns the errno that says most. */
static int execute(char **arguments, char **environment) {
    const char *program = arguments[0];
    if (has_slash(program)) {
        return -syscall4(SYS_execve, (word)program, (word)arguments, (word)environment, 0);
    }
    int error = ENOENT;
    for (const char *path = search_path(environment);; path++) {
        char candidate[PATH_MAX];
        int length = 0;
        while (*path && *path != ':' && length < PATH_MAX - 2) {
            candidate[length++] = *path++;
        }
        candidate[length++] = '/';
        const char *from = program;
        while (*from && length < PATH_MAX - 1) {
            candidate[length++] = *from++;
        }
        candidate[length] = 0;
        int failed = -syscall4(SYS_execve, (word)candidate, (word)arguments, (word)environment, 0);
        if (failed == EACCES) {
            error = EACCES;
        } else if (failed != ENOENT && failed != ENOTDIR) {
            return failed;
        }
        if (*path != ':') {
            return error;
        }
    }
}

static void run(char **arguments, char **environment) {
    word none = 0;
    syscall4(SYS_rt_sigprocmask, SIG_SETMASK, (word)&none, 0, sizeof none);
    syscall4(SYS_fcntl, STATUS, F_SETFD, FD_CLOEXEC, 0);
    report('x', execute(arguments, environment));
    leave();
}

/* Reaps every child that has ended; leaves when the program was among them. */
static void reap(long program) {
    for (;;) {
        int status = 0;
        long child = syscall4(SYS_wait4, -1, (word)&status, WNOHANG, 0);
        if (child <= 0) {
            return;
        }
        if (child == program) {
            int signal = status & 0x7f;
            report(signal ? 's' : 'e', signal ? signal : (status >> 8) & 0xff);
            leave();
        }
    }
}

__attribute__((used)) static void start(word *stack) {
    char **arguments = (char **)(stack + 1);
    char **environment = arguments + stack[0] + 1;
    word signals = 1ul << (SIGCHLD - 1) | 1ul << (SIGTERM - 1);
    /* Blocked signals wait for rt_sigtimedwait, even those without a handler to process 1. */
    syscall4(SYS_rt_sigprocmask, SIG_BLOCK, (word)&signals, 0, sizeof signals);
    /* Nobody inside may look into this process, and so get at descriptor 3; execve undoes it for the program. */
    syscall4(SYS_prctl, PR_SET_DUMPABLE, 0, 0, 0);
    long program = syscall4(SYS_clone, SIGCHLD, 0, 0, 0);
    if (program == 0) {
        unset(environment, arguments[1]);
        run(arguments + 2, environment);
    }
    if (program < 0) {
        report('x', -program);
        leave();
    }
    for (;;) {
        long signal = syscall4(SYS_rt_sigtimedwait, (word)&signals, 0, 0, sizeof signals);
        if (signal == SIGTERM) {
            syscall4(SYS_kill, program, SIGTERM, 0, 0);
        }
        reap(program);
    }
}
