package davit.cli.cost;

/**
 * AWS's prices of Lambda in US East (N. Virginia), in US dollars: first tier, x86 and Arm, as read in November 2026.
 *
 * @param second one GB-second of an invocation
 * @param provisionedSecond one GB-second of an invocation in an environment that is kept ready
 * @param readySecond one GB-second of an environment that is kept ready
 * @see <a href="https://aws.amazon.com/lambda/pricing/">AWS Lambda pricing</a>
 */
record Prices(double second, double provisionedSecond, double readySecond) {
    static final Prices X86_64 = new Prices(0.0000166667, 0.0000097222, 0.0000041667);
    static final Prices ARM64 = new Prices(0.0000133334, 0.0000077778, 0.0000033334);

    static final double REQUEST = 0.0000002;
    /** One GB-second of {@code /tmp} beyond 512 MB. */
    static final double SCRATCH_SECOND = 0.0000000309;

    static final long FREE_REQUESTS = 1_000_000;
    static final double FREE_SECONDS = 400_000;
}
