package davit.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which controllers each mounted cgroup hierarchy has. */
final class CgroupLayout {
    private static final int TYPE = 2;
    private static final int OPTIONS = 3;

    private CgroupLayout() {}

    /** The controllers by the mount point of their hierarchy; of version 2 those that its root offers. */
    static Map<String, List<String>> controllers(List<String> mounts) throws IOException {
        Map<String, List<String>> byMountPoint = new TreeMap<>();
        for (String mount : mounts) {
            String[] words = mount.split(" ", -1);
            if (words[TYPE].equals("cgroup")) {
                byMountPoint.put(words[1], Arrays.asList(words[OPTIONS].split(",", -1)));
            } else if (words[TYPE].equals("cgroup2")) {
                String offered = Files.readString(Path.of(words[1], "cgroup.controllers"));
                byMountPoint.put(words[1], Arrays.asList(offered.strip().split(" ", -1)));
            }
        }
        return byMountPoint;
    }

    static String describe(Map<String, List<String>> controllers) {
        boolean hasV2 = controllers.keySet().stream().anyMatch(CgroupLayout::isV2);
        boolean hasV1 = controllers.keySet().stream().anyMatch(mount -> !isV2(mount));
        if (hasV1) {
            return hasV2 ? "version 1, with version 2 beside it" : "version 1";
        }
        return "version 2";
    }

    private static boolean isV2(String mountPoint) {
        return Files.exists(Path.of(mountPoint, "cgroup.controllers"));
    }
}
