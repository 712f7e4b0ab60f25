package davit.images.context;

import davit.images.oci.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the names of images out of a Dockerfile: those of {@code FROM}, {@code COPY --from} and {@code RUN --mount}. */
final class DockerfileImages {
    private static final Pattern HEREDOC = Pattern.compile("<<-?([\"']?)([A-Za-z_][A-Za-z0-9_]*)\\1");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)(?::?([-+])([^}]*))?\\})");
    private static final Pattern FROM_OPTION = Pattern.compile("(?:--from=|[,=]from=)([^,\\s]+)");

    private final Map<String, String> given;
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> stages = new LinkedHashSet<>();
    private final Set<String> images = new LinkedHashSet<>();

    DockerfileImages(Map<String, String> arguments, Platform platform) {
        this.given = arguments;
        values.put("TARGETPLATFORM", platform.toString());
        values.put("TARGETOS", platform.os());
        values.put("TARGETARCH", platform.architecture());
        Platform here = Platform.ofThisMachine();
        values.put("BUILDPLATFORM", here.toString());
        values.put("BUILDOS", here.os());
        values.put("BUILDARCH", here.architecture());
    }

    Set<String> of(String dockerfile) {
        boolean isBeforeStages = true;
        for (String instruction : instructions(dockerfile)) {
            List<String> words = List.of(instruction.strip().split("\\s+"));
            switch (words.getFirst().toUpperCase(Locale.ROOT)) {
                case "ARG" -> {
                    if (isBeforeStages) {
                        words.stream().skip(1).forEach(this::argument);
                    }
                }
                case "FROM" -> {
                    isBeforeStages = false;
                    from(words);
                }
                case "COPY", "ADD", "RUN" -> options(words);
                default -> {
                    // names no image
                }
            }
        }
        return images;
    }

    /** Whole instructions: lines that go on are joined, comments and the text of here-documents left out. */
    private static List<String> instructions(String dockerfile) {
        List<String> instructions = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        List<String> ends = new ArrayList<>();
        for (String line : dockerfile.lines().toList()) {
            if (!ends.isEmpty()) {
                if (line.strip().equals(ends.getFirst())) {
                    ends.removeFirst();
                }
                continue;
            }
            String text = line.strip();
            if (text.startsWith("#") || (text.isEmpty() && current.isEmpty())) {
                continue;
            }
            boolean goesOn = text.endsWith("\\");
            current.append(goesOn ? text.substring(0, text.length() - 1) : text).append(' ');
            if (!goesOn) {
                instructions.add(current.toString());
                ends.addAll(heredocs(current.toString()));
                current.setLength(0);
            }
        }
        instructions.add(current.toString());
        return instructions;
    }

    private static List<String> heredocs(String instruction) {
        boolean mayHave = instruction.toUpperCase(Locale.ROOT).matches("(?s)(RUN|COPY|ADD)\\s.*");
        Matcher matcher = HEREDOC.matcher(instruction);
        return mayHave ? matcher.results().map(result -> result.group(2)).toList() : List.of();
    }

    private void argument(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        if (given.containsKey(name)) {
            values.put(name, given.getOrDefault(name, ""));
        } else if (equals >= 0) {
            values.put(name, expand(unquoted(word.substring(equals + 1))));
        }
    }

    private static String unquoted(String text) {
        boolean isQuoted = text.length() >= 2 && (text.startsWith("\"") || text.startsWith("'"));
        return isQuoted && text.endsWith(text.substring(0, 1)) ? text.substring(1, text.length() - 1) : text;
    }

    private void from(List<String> words) {
        List<String> rest =
                words.stream().skip(1).filter(word -> !word.startsWith("--")).toList();
        if (!rest.isEmpty()) {
            image(expand(unquoted(rest.getFirst())));
        }
        if (rest.size() >= 3 && rest.get(1).equalsIgnoreCase("AS")) {
            stages.add(rest.get(2).toLowerCase(Locale.ROOT));
        }
    }

    private void options(List<String> words) {
        for (String word : words.subList(1, words.size())) {
            if (!word.startsWith("--")) {
                return;
            }
            Matcher from = FROM_OPTION.matcher(word);
            if (from.find() && !from.group(1).matches("[0-9]+")) {
                image(expand(from.group(1)));
            }
        }
    }

    private void image(String name) {
        boolean isStage = stages.contains(name.toLowerCase(Locale.ROOT));
        if (!name.isEmpty() && !name.equals("scratch") && !isStage) {
            images.add(name);
        }
    }

    private String expand(String text) {
        return VARIABLE.matcher(text).replaceAll(variable -> {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            String value = values.getOrDefault(name, "");
            String otherwise = variable.group(4) == null ? "" : variable.group(4);
            boolean isAlternative = "+".equals(variable.group(3));
            String result = isAlternative ? (value.isEmpty() ? "" : otherwise) : value.isEmpty() ? otherwise : value;
            return Matcher.quoteReplacement(result);
        });
    }
}
