/*
 * Davit's own launcher: makes the namespaces of a sandbox, waits, and then becomes process 1 in it.
 *
 *   launch STATUS PID NETWORK STAGE DEVICES FIRST_ID IDS FILTER CGROUP...
 *
 *   STATUS    file that process 1 gets as descriptor 3
 *   PID       file to which the id of process 1 is written, as this process's namespace has it
 *   NETWORK   file of the network namespace to join
 *   STAGE     empty directory that every user may pass through
 *   DEVICES   directory that becomes /dev
 *   FIRST_ID  id that user and group 0 of the sandbox are outside
 *   IDS       how many ids from there are the sandbox's
 *   FILTER    file with the seccomp filter: struct sock_filter, one after the other
 *   CGROUP    file to which this process writes 0 to be in the sandbox's cgroup
 *
 * On its standard input comes the order: words, each ended by a zero byte.
 *
 *   ROOT SCRATCH            what becomes /, what becomes /tmp
 *   DIRECTORY USER GROUP    the working directory, and who the program is, in numbers
 *   COUNT MASKED...         files and directories of /proc that seem to be empty, where there are such
 *   COUNT READ_ONLY...      those that cannot be written
 *   COUNT LIMIT...          resource limits: "resource soft hard", in numbers
 *   COUNT ARGUMENT...       the program for process 1, which is executed by its path, and its arguments
 *   COUNT VARIABLE...       "NAME=value"
 *
 * Ends with 0 when the program was executed. Else it prints a line "what: why", and ends with 1.
 *
 * Two processes do it. The outer one has the rights of who started it: it writes the id maps, and brings the mounts that
 * only the server can reach into the sandbox. The inner one is in a user namespace of its own from its first instruction
 * on, so that whatever it does with words that a function's owner has chosen, it does without rights on the machine.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/filter.h>
#include <linux/keyctl.h>
#include <linux/mount.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_ORDER = 1 << 20, MAX_WORDS = 4096, MAX_FILTER = 4096, MESSAGE = 512 };
/* Of <sys/mount.h>, which cannot be included together with <linux/mount.h>. */
enum { MNT_DETACH = 2 };
int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *options);
int umount2(const char *target, int flags);

/* Where the sandbox's root is mounted at first, in a file system that holds nothing else. */
static const char ROOT[] = "/root";

/* What came on the standard input; the outer process reads it, the inner one sees it. */
static char *order;

/* Who hears what went wrong: the server of the outer process, and that one of the inner. */
static int listener = STDOUT_FILENO;

/* The inner process, for the outer one. */
static pid_t child;

/* Ends, and the inner process with the outer one, so that nobody else has to wait for it. */
__attribute__((noreturn)) static void leave(int status) {
    if (child > 0) {
        kill(child, SIGKILL);
        waitpid(child, 0, 0);
    }
    _exit(status);
}

/* Says so, and why, and ends. */
__attribute__((noreturn, format(printf, 1, 2))) static void fail(const char *format, ...) {
    char message[MESSAGE];
    const char *why = strerror(errno);
    va_list values;
    va_start(values, format);
    int length = vsnprintf(message, sizeof message, format, values);
    va_end(values);
    if (length < (int)sizeof message) {
        length += snprintf(message + length, sizeof message - length, ": %s\n", why);
    }
    if (length >= (int)sizeof message) {
        length = sizeof message - 1;
    }
    leave(write(listener, message, length) < 0 ? 2 : 1);
}

static int need(int result, const char *what) {
    if (result < 0) {
        fail("%s", what);
    }
    return result;
}

static void wake(int peer) {
    need(write(peer, "", 1), "wake");
}

/* The next word of the order. */
static char *word(void) {
    static size_t next;
    char *found = order + next;
    next += strlen(found) + 1;
    if (next >= MAX_ORDER) {
        errno = E2BIG;
        fail("read the order");
    }
    return found;
}

static int count_of_words(void) {
    int count = atoi(word());
    if (count < 0 || count >= MAX_WORDS) {
        errno = E2BIG;
        fail("read the order");
    }
    return count;
}

/* COUNT WORD... as a list that ends with a null pointer. */
static char **words(void) {
    int count = count_of_words();
    char **list = calloc(count + 1, sizeof *list);
    if (!list) {
        fail("read the order");
    }
    for (int at = 0; at < count; at++) {
        list[at] = word();
    }
    return list;
}

/* ---- the inner process ---- */

static void wait_for_outer(void) {
    char byte;
    if (read(listener, &byte, 1) != 1) {
        _exit(1);
    }
}

/* Signals that were ignored or blocked stay so beyond execve. */
static void reset_signals(void) {
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < NSIG; number++) {
        signal(number, SIG_DFL);
    }
    sigprocmask(SIG_SETMASK, &none, 0);
}

static void become_root_of_the_namespace(void) {
    need(setresgid(0, 0, 0), "setresgid");
    need(setgroups(0, 0), "setgroups");
    need(setresuid(0, 0, 0), "setresuid");
}

/* Makes the working directory the root; the old one, which lies over it then, is gone. */
static void enter_root(void) {
    need(syscall(SYS_pivot_root, ".", "."), "pivot_root");
    need(umount2(".", MNT_DETACH), "detach the old root");
    need(chdir("/"), "chdir /");
}

/* A file system of the sandbox's own processes, which is mounted later. */
static int make_proc(void) {
    int context = need(syscall(SYS_fsopen, "proc", FSOPEN_CLOEXEC), "fsopen proc");
    need(syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, 0, 0, 0), "make proc");
    int attributes = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
    int proc = need(syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC, attributes), "fsmount proc");
    close(context);
    return proc;
}

/*
 * Lets go of the machine's files, so that a file system which is unmounted there is not kept by a sandbox that waits:
 * nothing is left but an empty directory ROOT.
 */
static void leave_machine(const char *stage) {
    need(mount("", "/", "", MS_REC | MS_PRIVATE, ""), "make mounts private");
    need(mount("none", stage, "tmpfs", 0, "size=4k,mode=755"), "mount the stage");
    need(chdir(stage), stage);
    need(mkdir(ROOT + 1, 0755), "make the root's place");
    enter_root();
}

/* What can be done before anybody knows what is to run. */
static int prepare(const char *stage) {
    reset_signals();
    become_root_of_the_namespace();
    need(setsid(), "setsid");
    need(sethostname("sandbox", strlen("sandbox")), "sethostname");
    if (syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, 0) < 0 && errno != ENOSYS) {
        fail("join a session keyring");
    }
    int null = need(open("/dev/null", O_RDWR), "open /dev/null");
    need(dup2(null, STDIN_FILENO), "dup2");
    close(null);
    int proc = make_proc();
    leave_machine(stage);
    return proc;
}

static void attach_proc(int proc) {
    need(syscall(SYS_move_mount, proc, "", AT_FDCWD, "/proc", MOVE_MOUNT_F_EMPTY_PATH), "mount /proc");
    close(proc);
}

/* Nothing can be read there any more. */
static void mask(const char *path) {
    int masked = mount("/dev/null", path, "", MS_BIND, "");
    if (masked < 0 && errno == ENOTDIR) {
        masked = mount("none", path, "tmpfs", MS_RDONLY, "size=0");
    }
    if (masked < 0 && errno != ENOENT) {
        fail("mask %s", path);
    }
}

static void make_read_only(const char *path) {
    int flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC;
    if (mount(path, path, "", MS_BIND | MS_REC, "") == 0) {
        need(mount("", path, "", flags, ""), path);
    } else if (errno != ENOENT) {
        fail("bind %s", path);
    }
}

static void limit_resources(void) {
    for (int rest = count_of_words(); rest > 0; rest--) {
        const char *text = word();
        int resource;
        unsigned long soft, hard;
        if (sscanf(text, "%d %lu %lu", &resource, &soft, &hard) != 3) {
            errno = EINVAL;
            fail("limit %s", text);
        }
        struct rlimit limit = {soft, hard};
        need(setrlimit(resource, &limit), text);
    }
}

static void drop_rights(uid_t user, gid_t group) {
    for (int capability = 0; prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0; capability++) {
    }
    need(setresgid(group, group, group), "setresgid");
    need(setresuid(user, user, user), "setresuid");
    need(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "PR_SET_NO_NEW_PRIVS");
}

static void inner(int outer, const char *stage, struct sock_fprog *filter) {
    listener = outer;
    wait_for_outer();
    int proc = prepare(stage);
    wake(outer);
    wait_for_outer();
    word();
    word();
    const char *directory = word();
    uid_t user = atoi(word());
    gid_t group = atoi(word());
    need(chdir(ROOT), ROOT);
    enter_root();
    attach_proc(proc);
    for (int rest = count_of_words(); rest > 0; rest--) {
        mask(word());
    }
    for (int rest = count_of_words(); rest > 0; rest--) {
        make_read_only(word());
    }
    limit_resources();
    char **arguments = words();
    char **environment = words();
    drop_rights(user, group);
    if (chdir(directory) < 0) {
        fail("chdir %s", directory);
    }
    umask(022);
    need(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter, 0, 0), "install the seccomp filter");
    execve(arguments[0], arguments, environment);
    fail("execute %s", arguments[0]);
}

/* ---- the outer process ---- */

static void read_filter(const char *file, struct sock_fprog *filter) {
    static struct sock_filter program[MAX_FILTER];
    int from = need(open(file, O_RDONLY | O_CLOEXEC), file);
    ssize_t bytes = need(read(from, program, sizeof program), file);
    close(from);
    filter->len = bytes / sizeof *program;
    filter->filter = program;
}

static void write_file(const char *file, const char *text) {
    int to = need(open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0600), file);
    need(write(to, text, strlen(text)), file);
    close(to);
}

static void write_process_file(pid_t process, const char *name, const char *text) {
    char file[64];
    snprintf(file, sizeof file, "/proc/%d/%s", process, name);
    write_file(file, text);
}

static void map_ids(pid_t process, const char *first, const char *ids) {
    char map[64];
    snprintf(map, sizeof map, "0 %s %s\n", first, ids);
    write_process_file(process, "uid_map", map);
    write_process_file(process, "gid_map", map);
}

static void join_network(const char *file) {
    int network = need(open(file, O_RDONLY | O_CLOEXEC), file);
    need(setns(network, CLONE_NEWNET), "join the network");
    close(network);
}

static void read_order(void) {
    size_t length = 0;
    ssize_t count;
    while ((count = read(STDIN_FILENO, order + length, MAX_ORDER - length)) > 0) {
        length += count;
    }
    need(count, "read the order");
    if (length == 0) {
        /* Nobody wants it any more. */
        leave(1);
    }
    if (length == MAX_ORDER) {
        errno = E2BIG;
        fail("read the order");
    }
}

static int open_mounts(pid_t process) {
    char file[64];
    snprintf(file, sizeof file, "/proc/%d/ns/mnt", process);
    return need(open(file, O_RDONLY | O_CLOEXEC), file);
}

static int take_tree(const char *path) {
    return need(syscall(SYS_open_tree, AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE), path);
}

static void attach(int tree, const char *target, unsigned long attributes) {
    struct mount_attr wanted = {.attr_set = attributes | MOUNT_ATTR_NOSUID, .propagation = MS_PRIVATE};
    need(syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH | AT_RECURSIVE, &wanted, sizeof wanted), target);
    need(syscall(SYS_move_mount, tree, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH), target);
    close(tree);
}

/* Brings the root, /tmp and /dev from the server's mounts into the sandbox's. */
static void attach_all(int mounts, const char *devices) {
    int root = take_tree(word());
    int scratch = take_tree(word());
    int dev = take_tree(devices);
    need(setns(mounts, CLONE_NEWNS), "enter the sandbox's mounts");
    attach(root, ROOT, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NODEV);
    need(chdir(ROOT), ROOT);
    attach(scratch, "tmp", MOUNT_ATTR_NODEV);
    attach(dev, "dev", MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOEXEC);
}

/* Waits until the inner process says so many bytes, 0 for its end; passes on what it says instead. */
static void expect(int peer, ssize_t bytes) {
    char message[MESSAGE];
    ssize_t length = need(read(peer, message, sizeof message), "await process 1");
    if (length != bytes) {
        need(write(STDOUT_FILENO, message, length), "write");
        leave(1);
    }
}

int main(int count, char **arguments) {
    if (count < 9) {
        errno = EINVAL;
        fail("launch");
    }
    struct sock_fprog filter;
    int peers[2];
    /* The inner process may have been killed when it is told something. */
    signal(SIGPIPE, SIG_IGN);
    need(syscall(SYS_close_range, STDERR_FILENO + 1, ~0u, 0), "close_range");
    need(open(arguments[1], O_WRONLY | O_CREAT, 0600), arguments[1]);
    order = mmap(0, MAX_ORDER, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (order == MAP_FAILED) {
        fail("mmap");
    }
    read_filter(arguments[8], &filter);
    need(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, peers), "socketpair");
    for (int at = 9; at < count; at++) {
        write_file(arguments[at], "0");
    }
    join_network(arguments[3]);
    struct clone_args namespaces = {
        .flags = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP,
        .exit_signal = SIGCHLD};
    child = need(syscall(SYS_clone3, &namespaces, sizeof namespaces), "make the namespaces");
    if (child == 0) {
        close(peers[1]);
        inner(peers[0], arguments[4], &filter);
    }
    close(peers[0]);
    int mounts = open_mounts(child);
    map_ids(child, arguments[6], arguments[7]);
    char text[16];
    snprintf(text, sizeof text, "%d\n", child);
    write_file(arguments[2], text);
    wake(peers[1]);
    read_order();
    expect(peers[1], 1);
    attach_all(mounts, arguments[5]);
    wake(peers[1]);
    expect(peers[1], 0);
    return 0;
}
