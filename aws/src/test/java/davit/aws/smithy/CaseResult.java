package davit.aws.smithy;

/**
 * How one test ended.
 *
 * @param protocol the protocol
 * @param kind what is tested: {@code request}, {@code response}, {@code error} or {@code malformed request}
 * @param id the test's name
 * @param failure what was wrong; empty for nothing
 */
record CaseResult(SmithyProtocol protocol, String kind, String id, String failure) {
    boolean passed() {
        return failure.isEmpty();
    }
}
