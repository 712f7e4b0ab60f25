package davit.services.s3.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an object carries besides its content: headers that are given back as they came, and the user's metadata.
 *
 * @param contentType {@code binary/octet-stream} unless given
 * @param contentEncoding without {@code aws-chunked}
 * @param storageClass {@code STANDARD} unless given
 * @param redirect where a website redirects to
 * @param metadata by names in lower case
 */
public record Attributes(
        String contentType,
        @Nullable String contentEncoding,
        @Nullable String contentDisposition,
        @Nullable String contentLanguage,
        @Nullable String cacheControl,
        @Nullable Instant expires,
        String storageClass,
        @Nullable String redirect,
        Map<String, String> metadata) {
    /** The storage class that answers do not name. */
    public static final String STANDARD = "STANDARD";

    private static final int MOST_METADATA = 2048;
    private static final String USUAL_TYPE = "binary/octet-stream";
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");
    private static final Set<String> STORAGE_CLASSES = Set.of(
            STANDARD,
            "REDUCED_REDUNDANCY",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER",
            "DEEP_ARCHIVE",
            "GLACIER_IR");

    /** Checks and normalises; see the components. */
    public Attributes {
        Map<String, String> lowerCase = new TreeMap<>();
        int size = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            lowerCase.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue());
            size += bytes(entry.getKey()) + bytes(entry.getValue());
        }
        if (size > MOST_METADATA) {
            throw S3Error.METADATA_TOO_LARGE.about(
                    Map.of("Size", Integer.toString(size), "MaxSizeAllowed", Integer.toString(MOST_METADATA)));
        }
        metadata = Map.copyOf(lowerCase);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The type that an object has. */
    public static String contentType(@Nullable String given) {
        return given == null || given.isEmpty() ? USUAL_TYPE : given;
    }

    /** The encoding of the content without that of the transfer. */
    public static @Nullable String contentEncoding(@Nullable String given) {
        if (given == null) {
            return null;
        }
        String kept = String.join(
                ",",
                Arrays.stream(given.split(","))
                        .map(String::strip)
                        .filter(encoding -> !encoding.isEmpty() && !encoding.equals("aws-chunked"))
                        .toList());
        return kept.isEmpty() ? null : kept;
    }

    /**
     * The storage class that an object has.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidStorageClass}
     */
    public static String storageClass(@Nullable String given) {
        if (given == null) {
            return STANDARD;
        }
        if (!STORAGE_CLASSES.contains(given)) {
            throw S3Error.INVALID_STORAGE_CLASS.about(Map.of("StorageClassRequested", given));
        }
        return given;
    }

    /** The same with another storage class. */
    public Attributes inClass(String other) {
        return new Attributes(
                contentType,
                contentEncoding,
                contentDisposition,
                contentLanguage,
                cacheControl,
                expires,
                other,
                redirect,
                metadata);
    }

    /** The storage class as answers name it: not at all if it is the usual one. */
    public @Nullable String namedStorageClass() {
        return storageClass.equals(STANDARD) ? null : storageClass;
    }

    /** Whether the object cannot be read before it is restored. */
    public boolean isArchived() {
        return ARCHIVES.contains(storageClass);
    }
}
