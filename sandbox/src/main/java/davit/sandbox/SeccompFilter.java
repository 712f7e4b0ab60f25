package davit.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Compiles a seccomp profile to the program that the kernel runs before each system call of a sandbox: classic BPF, as an
 * array of {@code struct sock_filter} (seccomp(2)).
 *
 * <p>The kernel runs it once for each number beforehand and remembers which ones are allowed whatever their arguments
 * are, so that it costs these calls nothing. Calls in a row that are treated alike share instructions, which makes that
 * short.
 */
final class SeccompFilter {
    private static final int LOAD = 0x20;
    private static final int AND = 0x54;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_GREATER = 0x25;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;

    // struct seccomp_data: nr, arch, instruction_pointer, args[6]; of an argument the lower half, the first as these
    // machines are little-endian
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int ARGUMENTS = 16;
    private static final int ARGUMENT_BYTES = 8;

    private static final int ALLOW = 0x7FFF0000;
    private static final int ERRNO = 0x00050000;
    private static final int KILL_PROCESS = 0x80000000;

    /** The architecture of 64-bit system calls (linux/audit.h) by Java's name. */
    private static final Map<String, Integer> ARCHITECTURES = Map.of("amd64", 0xC000003E, "aarch64", 0xC00000B7);

    private static final int INSTRUCTION_BYTES = 8;
    private static final int MAX_JUMP = 255;

    private final ByteArrayOutputStream program = new ByteArrayOutputStream();

    private SeccompFilter() {}

    /** What happens to a call if its arguments are as the conditions say. */
    private record Rule(int action, List<JsonNode> conditions) {}

    /**
     * struct sock_filter.
     *
     * @param ifTrue how many instructions a jump passes over if what it looks at is so
     * @param ifFalse how many else
     */
    private record Instruction(int code, int ifTrue, int ifFalse, int value) {
        Instruction {
            if (ifTrue > MAX_JUMP || ifFalse > MAX_JUMP) {
                throw new IllegalArgumentException("a seccomp rule that is too long to pass over");
            }
        }
    }

    /** The built-in profile for this machine, with the numbers of system calls that were built with this class. */
    static byte[] load() throws IOException {
        String architecture = System.getProperty("os.arch");
        Integer code = ARCHITECTURES.get(architecture);
        if (code == null) {
            throw new IOException(
                    "compile the seccomp profile: Davit runs on x86-64 and arm64, not on " + architecture);
        }
        return compile(SeccompProfile.load(), numbers(), code);
    }

    private static Map<String, Integer> numbers() throws IOException {
        try (InputStream stream = SeccompFilter.class.getResourceAsStream("system-calls")) {
            if (stream == null) {
                throw new IOException("load the numbers of system calls: they are missing from this build");
            }
            Map<String, Integer> numbers = new HashMap<>();
            new String(stream.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(line -> {
                int blank = line.indexOf(' ');
                numbers.put(line.substring(0, blank), Integer.parseInt(line.substring(blank + 1)));
            });
            return numbers;
        }
    }

    /**
     * Compiles a profile.
     *
     * @param profile of the OCI runtime specification; its conditions compare an argument's lower 32 bits
     * @param numbers of the system calls; those that are not among them are left out
     * @param architecture the only one whose calls are let through at all
     */
    static byte[] compile(JsonNode profile, Map<String, Integer> numbers, int architecture) {
        int otherwise = action(profile.path("defaultAction"), profile.path("defaultErrnoRet"));
        NavigableMap<Integer, List<Rule>> byNumber = new TreeMap<>();
        for (JsonNode group : profile.path("syscalls")) {
            Rule rule = new Rule(
                    action(group.path("action"), group.path("errnoRet")),
                    group.path("args").valueStream().toList());
            for (JsonNode name : group.path("names")) {
                Integer number = numbers.get(name.stringValue());
                if (number != null) {
                    byNumber.computeIfAbsent(number, _ -> new ArrayList<>()).add(rule);
                }
            }
        }
        SeccompFilter filter = new SeccompFilter();
        filter.refuseOthersThan(architecture);
        filter.decide(byNumber, otherwise);
        return filter.program.toByteArray();
    }

    private static int action(JsonNode action, JsonNode errno) {
        return switch (action.stringValue()) {
            case "SCMP_ACT_ALLOW" -> ALLOW;
            case "SCMP_ACT_ERRNO" -> ERRNO | errno.intValue();
            default -> throw new IllegalArgumentException("unknown seccomp action " + action);
        };
    }

    private void refuseOthersThan(int architecture) {
        add(new Instruction(LOAD, 0, 0, ARCHITECTURE));
        add(new Instruction(JUMP_IF_EQUAL, 1, 0, architecture));
        add(new Instruction(RETURN, 0, 0, KILL_PROCESS));
    }

    /** Goes through the numbers from below, in runs of calls that have the same rules. */
    private void decide(NavigableMap<Integer, List<Rule>> byNumber, int otherwise) {
        add(new Instruction(LOAD, 0, 0, NUMBER));
        List<Rule> none = List.of();
        int end = byNumber.isEmpty() ? 0 : byNumber.lastKey() + 1;
        int from = 0;
        for (int number = 1; number <= end; number++) {
            List<Rule> rules = byNumber.getOrDefault(from, none);
            if (!byNumber.getOrDefault(number, none).equals(rules)) {
                List<Instruction> body = body(rules, otherwise);
                add(new Instruction(JUMP_IF_AT_LEAST, body.size(), 0, number));
                body.forEach(this::add);
                from = number;
            }
        }
        add(new Instruction(RETURN, 0, 0, otherwise));
    }

    private static List<Instruction> body(List<Rule> rules, int otherwise) {
        List<Instruction> body = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.conditions().isEmpty()) {
                return List.of(new Instruction(RETURN, 0, 0, rule.action()));
            }
            if (rule.conditions().size() > 1) {
                throw new IllegalArgumentException("a seccomp rule with two conditions: " + rule);
            }
            body.addAll(test(rule.conditions().getFirst(), rule.action()));
        }
        body.add(new Instruction(RETURN, 0, 0, otherwise));
        return body;
    }

    /** Returns {@code action} if the condition holds, else goes on with what follows. */
    private static List<Instruction> test(JsonNode condition, int action) {
        int argument = ARGUMENTS + ARGUMENT_BYTES * condition.path("index").intValue();
        int value = condition.path("value").numberValue().intValue();
        Instruction load = new Instruction(LOAD, 0, 0, argument);
        Instruction result = new Instruction(RETURN, 0, 0, action);
        return switch (condition.path("op").stringValue()) {
            case "SCMP_CMP_LE" -> List.of(load, new Instruction(JUMP_IF_GREATER, 1, 0, value), result);
            case "SCMP_CMP_GT" -> List.of(load, new Instruction(JUMP_IF_GREATER, 0, 1, value), result);
            case "SCMP_CMP_MASKED_EQ" -> {
                int wanted = condition.path("valueTwo").numberValue().intValue();
                yield List.of(
                        load, new Instruction(AND, 0, 0, value), new Instruction(JUMP_IF_EQUAL, 0, 1, wanted), result);
            }
            default -> throw new IllegalArgumentException("unknown seccomp condition " + condition);
        };
    }

    private void add(Instruction instruction) {
        program.writeBytes(ByteBuffer.allocate(INSTRUCTION_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) instruction.code())
                .put((byte) instruction.ifTrue())
                .put((byte) instruction.ifFalse())
                .putInt(instruction.value())
                .array());
    }
}
