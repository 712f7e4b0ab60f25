package davit.services.logs.store;

/**
 * A log stream.
 *
 * @param group the name of its group
 * @param name its name in the group
 * @param created milliseconds since 1970
 * @param file the name of the file with its events
 */
public record StoredStream(String group, String name, long created, String file) {}
