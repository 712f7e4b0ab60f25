package davit.aws;

/**
 * The one account that a server has.
 *
 * @param account its twelve digits
 * @param defaultRegion the region of requests that name none
 */
public record AwsSettings(String account, String defaultRegion) {}
