package davit.services.s3.store;

import davit.services.s3.model.Attributes;
import davit.services.s3.model.EventCause;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.WriteConditions;
import java.util.Map;

/**
 * What is said of an object when it is put, apart from its content.
 *
 * @param address where
 * @param attributes what it carries
 * @param tags by key
 * @param conditions on what conditions
 * @param cause by what
 */
public record NewObject(
        ObjectAddress address,
        Attributes attributes,
        Map<String, String> tags,
        WriteConditions conditions,
        EventCause cause) {}
