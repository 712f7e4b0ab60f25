package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.base.time.Time;
import davit.services.iam.model.Ids;
import davit.services.iam.model.Names;
import davit.services.iam.model.PolicyParser;
import davit.services.iam.store.Roles;
import davit.services.iam.store.StoredRole;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;

/** The operation of this name. */
public final class CreateRole implements Operation.Plain<CreateRoleRequest, CreateRoleResponse> {
    private final Roles roles;
    private final Ids ids;
    private final Time time;

    /** Works on these. */
    public CreateRole(Roles roles, Ids ids, Time time) {
        this.roles = roles;
        this.ids = ids;
        this.time = time;
    }

    @Override
    public List<Access> access(CreateRoleRequest input) {
        return List.of(Access.to("iam:CreateRole", Arns.role(input.roleName())));
    }

    @Override
    public CreateRoleResponse call(CreateRoleRequest input) {
        String name = Names.name("roleName", input.roleName(), 64);
        PolicyParser.trustPolicy(input.assumeRolePolicyDocument());
        StoredRole role = new StoredRole(
                name,
                Names.path(Objects.requireNonNullElse(input.path(), "/")),
                ids.unique("AROA"),
                RequestContext.current().account(),
                time.now().truncatedTo(ChronoUnit.SECONDS),
                input.assumeRolePolicyDocument(),
                Objects.requireNonNullElse(input.description(), ""),
                maxSession(input.maxSessionDuration()),
                new TreeMap<>(),
                List.of(),
                Shapes.tags(input.tags()));
        roles.create(role);
        return CreateRoleResponse.builder().role(Shapes.role(role)).build();
    }

    private static int maxSession(@Nullable Integer seconds) {
        return seconds == null ? 3600 : Names.seconds("maxSessionDuration", seconds, 3600, 43_200);
    }
}
