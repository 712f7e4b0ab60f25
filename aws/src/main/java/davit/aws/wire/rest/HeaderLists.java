package davit.aws.wire.rest;

import java.util.ArrayList;
import java.util.List;

/** Lists in one header: parted by commas, parts with commas or quotes of their own in quotes. */
final class HeaderLists {
    private HeaderLists() {}

    static List<String> split(String header) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isQuoted = false;
        boolean wasQuoted = false;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (isQuoted && c == '\\' && i + 1 < header.length()) {
                part.append(header.charAt(++i));
            } else if (c == '"') {
                isQuoted = !isQuoted;
                wasQuoted = true;
            } else if (c == ',' && !isQuoted) {
                parts.add(wasQuoted ? part.toString() : part.toString().trim());
                part.setLength(0);
                wasQuoted = false;
            } else if (isQuoted || (!wasQuoted && !(part.isEmpty() && c == ' '))) {
                part.append(c);
            }
        }
        parts.add(wasQuoted ? part.toString() : part.toString().trim());
        return parts;
    }

    /** Dates as HTTP writes them have one comma each. */
    static List<String> splitDates(String header) {
        List<String> halves = List.of(header.split(",", -1));
        List<String> dates = new ArrayList<>();
        for (int i = 0; i + 1 < halves.size(); i += 2) {
            dates.add(halves.get(i).trim() + "," + halves.get(i + 1));
        }
        return dates;
    }

    static String quoteIfNeeded(String text) {
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
            return text;
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
