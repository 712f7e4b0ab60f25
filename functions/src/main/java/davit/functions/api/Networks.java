package davit.functions.api;

import davit.functions.model.Constraints;
import davit.functions.model.FunctionNetwork;
import davit.functions.model.LambdaError;
import davit.sandbox.NetworkName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.VpcConfig;

/**
 * The networks of this server as VPCs: {@code vpc-NAME} has one subnet, {@code subnet-NAME}, and one security group,
 * {@code sg-NAME}.
 */
final class Networks {
    private static final String SUBNET = "subnet-";
    private static final String GROUP = "sg-";
    private static final int MAX_SUBNETS = 16;
    private static final int MAX_GROUPS = 5;

    private Networks() {}

    /** Adds what the names of a network's parts violate. */
    static void constrain(Constraints constraints, @Nullable VpcConfig vpc) {
        if (vpc != null) {
            constraints
                    .each("vpcConfig.subnetIds", vpc.subnetIds(), Constraints.Items.SUBNETS)
                    .each("vpcConfig.securityGroupIds", vpc.securityGroupIds(), Constraints.Items.SECURITY_GROUPS)
                    .size("vpcConfig.subnetIds", vpc.subnetIds(), 0, MAX_SUBNETS)
                    .size("vpcConfig.securityGroupIds", vpc.securityGroupIds(), 0, MAX_GROUPS);
        }
    }

    /**
     * The network that a request means; null if it says nothing of one.
     *
     * @param existing the server's networks
     */
    static @Nullable FunctionNetwork find(Set<NetworkName> existing, @Nullable VpcConfig vpc) {
        if (vpc == null) {
            return null;
        }
        List<String> subnets = vpc.subnetIds();
        List<String> groups = vpc.securityGroupIds();
        if (subnets.isEmpty() != groups.isEmpty()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "SubnetIds and SecurityIds must coexist or be both empty list.");
        }
        if (subnets.isEmpty()) {
            return FunctionNetwork.NONE;
        }
        checkExist(existing, subnets, groups);
        if (Boolean.TRUE.equals(vpc.ipv6AllowedForDualStack())) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "VpcConfig.Ipv6AllowedForDualStack is not supported by Davit.");
        }
        String name = subnets.getFirst().substring(SUBNET.length());
        checkSame(SUBNET + name, subnets, "Subnets");
        checkSame(GROUP + name, groups, "Security Groups");
        return new FunctionNetwork(new NetworkName(name), subnets, groups);
    }

    private static void checkExist(Set<NetworkName> existing, List<String> subnets, List<String> groups) {
        for (String subnet : subnets) {
            if (!exists(existing, subnet.substring(SUBNET.length()))) {
                throw LambdaError.INVALID_PARAMETER_VALUE.because(
                        "Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error"
                                + " Message: The subnet ID '" + subnet + "' does not exist");
            }
        }
        for (String group : groups) {
            if (!exists(existing, group.substring(GROUP.length()))) {
                throw LambdaError.INVALID_PARAMETER_VALUE.because(
                        "Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error"
                                + " Message: The security group '" + group + "' does not exist");
            }
        }
    }

    private static boolean exists(Set<NetworkName> existing, String name) {
        return !name.isEmpty()
                && existing.stream().anyMatch(each -> each.value().equals(name));
    }

    private static void checkSame(String id, Collection<String> ids, String what) {
        if (!ids.stream().allMatch(id::equals)) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(what + " are required to be in the same VPC.");
        }
    }
}
