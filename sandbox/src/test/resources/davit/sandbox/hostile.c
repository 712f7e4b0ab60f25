/*
 * Tries what a sandbox must not allow, and prints what came of it, a line for each try: "name: ok" or "name: ERRNO".
 *
 *   hostile WHAT
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <net/if.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <grp.h>
#include <unistd.h>

static void tell(const char *name, long result) {
    printf("%s: %s\n", name, result < 0 ? strerrorname_np(errno) : "ok");
}

static void try_open(const char *path, int flags) {
    int file = open(path, flags, 0600);
    char byte;
    if (file >= 0 && (flags & O_ACCMODE) == O_RDONLY && read(file, &byte, 1) == 0) {
        printf("%s: empty\n", path);
        return;
    }
    tell(path, file);
}

static void escapes(void) {
    struct clone_args clone3 = {.flags = CLONE_NEWUSER, .exit_signal = SIGCHLD};
    tell("mount", mount("none", "/tmp", "tmpfs", 0, ""));
    tell("bind", mount("/", "/tmp", "", MS_BIND, ""));
    tell("remount", mount("", "/", "", MS_REMOUNT | MS_BIND, ""));
    tell("umount", umount2("/proc", MNT_DETACH));
    tell("pivot_root", syscall(SYS_pivot_root, "/tmp", "/tmp"));
    tell("chroot", chroot("/tmp"));
    tell("unshare-user", unshare(CLONE_NEWUSER));
    tell("unshare-mount", unshare(CLONE_NEWNS));
    tell("clone-user", syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
    tell("clone3-user", syscall(SYS_clone3, &clone3, sizeof clone3));
    tell("setns", setns(open("/proc/1/ns/mnt", O_RDONLY), 0));
    tell("ptrace", ptrace(PTRACE_ATTACH, 1, 0, 0));
    tell("bpf", syscall(SYS_bpf, 0, 0, 0));
    tell("perf", syscall(SYS_perf_event_open, 0, 0, 0, 0, 0));
    tell("keyctl", syscall(SYS_keyctl, 0, -3, 0));
    tell("io_uring", syscall(SYS_io_uring_setup, 1, 0));
    tell("userfaultfd", syscall(SYS_userfaultfd, 0));
    tell("handle", syscall(SYS_open_by_handle_at, -100, 0, 0));
    tell("modules", syscall(SYS_init_module, 0, 0, ""));
    tell("reboot", syscall(SYS_reboot, 0, 0, 0, 0));
    tell("hostname", sethostname("evil", 4));
    tell("clock", syscall(SYS_clock_settime, 0, 0));
    tell("device", mknod("/tmp/sda", S_IFBLK | 0600, 8 << 8));
    tell("setuid", setuid(0));
    tell("setgid", setgid(0));
    tell("setgroups", setgroups(0, 0));
    tell("packet-socket", socket(AF_PACKET, SOCK_RAW, 0));
    tell("raw-socket", socket(AF_INET, SOCK_RAW, 1));
    tell("signal-init", kill(1, SIGKILL));
    tell("vsock", socket(AF_VSOCK, SOCK_STREAM, 0));
    tell("kernel-crypto", socket(AF_ALG, SOCK_SEQPACKET, 0));
    tell("personality", syscall(SYS_personality, 0x0400000));
    tell("unknown-call", syscall(9999));
    try_open("/proc/kcore", O_RDONLY);
    try_open("/proc/keys", O_RDONLY);
    try_open("/proc/timer_list", O_RDONLY);
    try_open("/proc/1/mem", O_RDWR);
    try_open("/proc/1/environ", O_RDONLY);
    try_open("/proc/1/fd/3", O_WRONLY);
    try_open("/proc/sys/kernel/core_pattern", O_WRONLY);
    try_open("/proc/sys/kernel/hostname", O_WRONLY);
    try_open("/proc/sysrq-trigger", O_WRONLY);
    try_open("/new", O_WRONLY | O_CREAT);
    try_open("/etc/passwd", O_WRONLY);
    try_open("/dev/new", O_WRONLY | O_CREAT);
    try_open("/var/rapid/init", O_WRONLY);
    try_open("/sys/kernel", O_RDONLY);
}

static void limits(void) {
    struct {
        const char *name;
        int resource;
    } all[] = {{"NOFILE", RLIMIT_NOFILE}, {"MEMLOCK", RLIMIT_MEMLOCK}, {"STACK", RLIMIT_STACK},
               {"CORE", RLIMIT_CORE},     {"CPU", RLIMIT_CPU},         {"DATA", RLIMIT_DATA},
               {"FSIZE", RLIMIT_FSIZE},   {"AS", RLIMIT_AS},           {"RSS", RLIMIT_RSS},
               {"NPROC", RLIMIT_NPROC}};
    for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
        struct rlimit limit;
        getrlimit(all[i].resource, &limit);
        printf("%s: %ld\n", all[i].name, (long)limit.rlim_cur);
    }
}

static void namespaces(void) {
    const char *names[] = {"user", "pid", "mnt", "net", "ipc", "uts", "cgroup"};
    for (int i = 0; i < 7; i++) {
        char path[64], target[64] = "";
        snprintf(path, sizeof path, "/proc/self/ns/%s", names[i]);
        if (readlink(path, target, sizeof target - 1) > 0) {
            printf("%s\n", target);
        }
    }
}

static void status(void) {
    char line[256];
    FILE *file = fopen("/proc/self/status", "r");
    while (fgets(line, sizeof line, file)) {
        if (!strncmp(line, "Cap", 3) || !strncmp(line, "Seccomp:", 8) || !strncmp(line, "NoNewPrivs", 10) ||
            !strncmp(line, "Uid", 3) || !strncmp(line, "Gid", 3) || !strncmp(line, "Groups", 6)) {
            for (char *c = line; *c; c++) {
                *c = *c == '\t' ? ' ' : *c;
            }
            printf("%s", line);
        }
    }
}

static void processes(void) {
    DIR *proc = opendir("/proc");
    int seen = 0;
    for (struct dirent *entry; (entry = readdir(proc));) {
        seen += entry->d_name[0] >= '1' && entry->d_name[0] <= '9';
    }
    printf("processes: %d\n", seen);
}

static void network(void) {
    struct if_nameindex *all = if_nameindex();
    for (struct if_nameindex *each = all; each->if_index; each++) {
        printf("interface: %s\n", each->if_name);
    }
    struct sockaddr_in outside = {.sin_family = AF_INET, .sin_port = htons(53)};
    inet_pton(AF_INET, "192.0.2.1", &outside.sin_addr);
    tell("connect", connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&outside, sizeof outside));
}

static void forks(int without_end) {
    int count = 0, told = 0;
    for (;;) {
        pid_t child = fork();
        if (child == 0) {
            if (!without_end) {
                pause();
            }
        } else if (child > 0) {
            count++;
        } else if (!without_end) {
            printf("forks: %d %s\n", count, strerrorname_np(errno));
            exit(0);
        } else if (!told) {
            told = 1;
            printf("full\n");
            fflush(stdout);
        }
    }
}

/* What was open when the program began. */
static void descriptors(void) {
    for (int number = 0; number < 1024; number++) {
        if (fcntl(number, F_GETFD) >= 0) {
            printf("descriptor: %d\n", number);
        }
    }
}

#if defined(__x86_64__)
/* getpid by the way of 32-bit programs, past a filter that looks at 64-bit numbers. */
static void compatible(void) {
    int number = 20;
    __asm__ volatile("int $0x80" : "+a"(number));
    printf("went through\n");
}
#else
static void compatible(void) {
    raise(SIGSYS);
}
#endif

static void files(void) {
    int count = 0;
    while (open("/etc/hosts", O_RDONLY) >= 0) {
        count++;
    }
    printf("files: %d %s\n", count, strerrorname_np(errno));
}

static void fill(void) {
    static char block[1 << 16];
    long written = 0, count;
    int file = open("/tmp/filler", O_WRONLY | O_CREAT, 0600);
    while ((count = write(file, block, sizeof block)) > 0) {
        written += count;
    }
    printf("filled: %ld %s\n", written, strerrorname_np(errno));
}

/* Leaves a process behind that has nothing to do with this one any more. */
static void daemonise(void) {
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            for (int i = 0; i < 64; i++) {
                signal(i, SIG_IGN);
            }
            for (;;) {
                pause();
            }
        }
        exit(0);
    }
    wait(0);
    printf("left\n");
}

static void burn(void) {
    for (volatile unsigned long i = 0;; i++) {
    }
}

int main(int count, char **words) {
    const char *what = count > 1 ? words[1] : "";
    struct {
        const char *name;
        void (*run)(void);
    } all[] = {{"escapes", escapes}, {"limits", limits},       {"namespaces", namespaces}, {"status", status},
               {"network", network}, {"processes", processes}, {"files", files},           {"fill", fill},
               {"daemonise", daemonise}, {"burn", burn},
               {"descriptors", descriptors}, {"compatible", compatible}};
    if (!strcmp(what, "forks") || !strcmp(what, "bomb")) {
        forks(!strcmp(what, "bomb"));
    }
    for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
        if (!strcmp(all[i].name, what)) {
            all[i].run();
            return 0;
        }
    }
    return 2;
}
