package davit.functions.model;

import org.jspecify.annotations.Nullable;

/**
 * Whether a function can be invoked, and how its last change went.
 *
 * @param state {@code State}
 * @param stateReason why it is not active
 * @param lastUpdate {@code LastUpdateStatus}
 * @param lastUpdateReason why the last change failed or is not finished
 */
public record FunctionStatus(
        State state,
        @Nullable Reason stateReason,
        LastUpdate lastUpdate,
        @Nullable Reason lastUpdateReason) {
    /** The words of {@code State}. */
    public enum State {
        /** The image is being prepared for the first time. */
        PENDING("Pending"),
        /** It can be invoked. */
        ACTIVE("Active"),
        /** The image could not be prepared. */
        FAILED("Failed");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** Lambda's word. */
        public String word() {
            return word;
        }
    }

    /** The words of {@code LastUpdateStatus}. */
    public enum LastUpdate {
        /** The last change is in force. */
        SUCCESSFUL("Successful"),
        /** The last change is not in force; what was served before goes on, if anything was. */
        FAILED("Failed"),
        /** The changed image or configuration is being prepared; the former one serves meanwhile. */
        IN_PROGRESS("InProgress");

        private final String word;

        LastUpdate(String word) {
            this.word = word;
        }

        /** Lambda's word. */
        public String word() {
            return word;
        }
    }

    /**
     * A reason with Lambda's code.
     *
     * @param code {@code Creating}, {@code InvalidImage}
     * @param text a sentence
     */
    public record Reason(String code, String text) {}

    /** Just created. */
    public static FunctionStatus creating() {
        Reason creating = new Reason("Creating", "The function is being created.");
        return new FunctionStatus(State.PENDING, creating, LastUpdate.IN_PROGRESS, creating);
    }

    /** Usable. */
    public static FunctionStatus active() {
        return new FunctionStatus(State.ACTIVE, null, LastUpdate.SUCCESSFUL, null);
    }

    /** The first preparation failed. */
    public static FunctionStatus failed(Reason reason) {
        return new FunctionStatus(State.FAILED, reason, LastUpdate.FAILED, reason);
    }

    /** A change was accepted. */
    public FunctionStatus updating() {
        Reason reason = new Reason("Creating", "The function is being created.");
        return new FunctionStatus(state, stateReason, LastUpdate.IN_PROGRESS, reason);
    }

    /** A change failed. */
    public FunctionStatus updateFailed(Reason reason) {
        return new FunctionStatus(state, stateReason, LastUpdate.FAILED, reason);
    }

    /** Whether the last change could not be put in force. */
    public boolean hasFailed() {
        return lastUpdate == LastUpdate.FAILED;
    }

    /** Whether a creation or change is still in progress, so that others must wait. */
    public boolean isBusy() {
        return state == State.PENDING || lastUpdate == LastUpdate.IN_PROGRESS;
    }
}
