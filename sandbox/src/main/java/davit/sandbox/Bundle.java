package davit.sandbox;

import java.nio.file.Path;

/** The folder of one sandbox's files. */
record Bundle(Path folder) {
    /** The name that the sandbox has on this machine, for its cgroup too. */
    String name() {
        return folder.getFileName().toString();
    }

    /** What an OCI runtime is told. */
    Path config() {
        return folder.resolve("config.json");
    }

    /** Where the runtime writes the id of process 1. */
    Path pidFile() {
        return folder.resolve("pid");
    }

    /** Where process 1 writes how the program ended. */
    Path statusFile() {
        return folder.resolve("status");
    }

    /** Where {@code /tmp} is mounted. */
    Path scratch() {
        return folder.resolve("scratch");
    }
}
