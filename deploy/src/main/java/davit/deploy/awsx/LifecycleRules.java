package davit.deploy.awsx;

import davit.deploy.provider.ProviderException;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.ArrayList;
import java.util.List;

/** The rules of {@code awsx:ecr:Repository} as a lifecycle policy of ECR. */
final class LifecycleRules {
    private static final String ANY = "any";
    private static final String STATUS = "tagStatus";
    private static final String MOST_IMAGES = "maximumNumberOfImages";

    /** What holds if the program gives no rules. */
    private static final Properties DEFAULT = Properties.of("description", PropertyValue.of("remove untagged images"))
            .with(STATUS, "untagged")
            .with(MOST_IMAGES, 1);

    private LifecycleRules() {}

    /** The policy document; the rule for any image comes last, as ECR demands. */
    static Properties document(Properties policy) throws ProviderException {
        List<Properties> given = policy.value("rules").isNull() ? List.of(DEFAULT) : policy.objects("rules");
        List<Properties> ordered =
                new ArrayList<>(given.stream().filter(rule -> !isForAny(rule)).toList());
        List<Properties> any = given.stream().filter(LifecycleRules::isForAny).toList();
        if (any.size() > 1) {
            throw new ProviderException("At most one [selection: \"any\"] rule can be provided.");
        }
        ordered.addAll(any);
        List<PropertyValue> rules = new ArrayList<>();
        for (Properties rule : ordered) {
            rules.add(PropertyValue.of(rule(rule, rules.size() + 1)));
        }
        return Properties.of("rules", PropertyValue.of(rules));
    }

    private static boolean isForAny(Properties rule) {
        return rule.text(STATUS).orElse("").equals(ANY);
    }

    private static Properties rule(Properties given, int priority) throws ProviderException {
        Properties rule = Properties.EMPTY.with("rulePriority", priority);
        if (given.text("description").isPresent()) {
            rule = rule.with("description", given.value("description"));
        }
        Properties selection = tags(given).withAll(count(given));
        return rule.with("selection", PropertyValue.of(selection))
                .with("action", PropertyValue.of(Properties.of("type", PropertyValue.of("expire"))));
    }

    private static Properties tags(Properties given) throws ProviderException {
        String status = given.text(STATUS).orElse("");
        if (status.equals(ANY) || status.equals("untagged")) {
            return Properties.of(STATUS, PropertyValue.of(status));
        }
        if (given.texts("tagPrefixList").isEmpty()) {
            throw new ProviderException("tagPrefixList cannot be empty.");
        }
        return Properties.of(STATUS, PropertyValue.of("tagged")).with("tagPrefixList", given.value("tagPrefixList"));
    }

    private static Properties count(Properties given) throws ProviderException {
        if (given.number(MOST_IMAGES).isPresent()) {
            return Properties.of("countType", PropertyValue.of("imageCountMoreThan"))
                    .with("countNumber", given.value(MOST_IMAGES));
        }
        if (given.number("maximumAgeLimit").isPresent()) {
            return Properties.of("countType", PropertyValue.of("sinceImagePushed"))
                    .with("countNumber", given.value("maximumAgeLimit"))
                    .with("countUnit", "days");
        }
        throw new ProviderException(
                "Either [maximumNumberOfImages] or [maximumAgeLimit] must be provided with a rule.");
    }
}
