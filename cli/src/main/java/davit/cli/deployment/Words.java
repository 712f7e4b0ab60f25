package davit.cli.deployment;

import davit.deploy.event.Operation;

/** The words and signs for operations. */
final class Words {
    private Words() {}

    /** Two characters as Pulumi has them. */
    static String sign(Operation operation) {
        return switch (operation) {
            case SAME -> "  ";
            case CREATE -> "+ ";
            case UPDATE -> "~ ";
            case REPLACE -> "+-";
            case DELETE -> "- ";
            case DELETE_REPLACED -> "--";
            case READ -> "> ";
            case IMPORT -> "= ";
            case REFRESH -> "  ";
            case RETAIN -> "[]";
        };
    }

    static String progressive(Operation operation) {
        return switch (operation) {
            case SAME, REFRESH -> "comparing";
            case CREATE -> "creating";
            case UPDATE -> "updating";
            case REPLACE -> "replacing";
            case DELETE -> "deleting";
            case DELETE_REPLACED -> "deleting original";
            case READ -> "reading";
            case IMPORT -> "importing";
            case RETAIN -> "forgetting";
        };
    }

    static String participle(Operation operation) {
        return switch (operation) {
            case SAME -> "unchanged";
            case CREATE -> "created";
            case UPDATE -> "updated";
            case REPLACE -> "replaced";
            case DELETE -> "deleted";
            case DELETE_REPLACED -> "deleted original";
            case READ -> "read";
            case IMPORT -> "imported";
            case REFRESH -> "compared";
            case RETAIN -> "forgotten, not deleted";
        };
    }

    static String infinitive(Operation operation) {
        return switch (operation) {
            case SAME, REFRESH -> "compare";
            case CREATE -> "create";
            case UPDATE -> "update";
            case REPLACE -> "replace";
            case DELETE -> "delete";
            case DELETE_REPLACED -> "delete the original";
            case READ -> "read";
            case IMPORT -> "import";
            case RETAIN -> "forget";
        };
    }

    /** {@code aws:s3:Bucket} for {@code aws:s3/bucket:Bucket}, as Pulumi shows types. */
    static String shortType(String type) {
        return type.replaceFirst("/[^:]*:", ":");
    }
}
