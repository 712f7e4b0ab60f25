package davit.services.ecr.model;

import davit.aws.operation.ServiceError;
import davit.aws.operation.ServiceException;

/** The errors of ECR; all are answered with status 400. */
public enum EcrError implements ServiceError {
    /** A value breaks a constraint. */
    INVALID_PARAMETER("InvalidParameterException"),
    /** The tags of a repository are not as they must be. */
    INVALID_TAG_PARAMETER("InvalidTagParameterException"),
    /** There is a repository of this name. */
    REPOSITORY_ALREADY_EXISTS("RepositoryAlreadyExistsException"),
    /** There is no repository of this name. */
    REPOSITORY_NOT_FOUND("RepositoryNotFoundException"),
    /** The repository has images and must be deleted with force. */
    REPOSITORY_NOT_EMPTY("RepositoryNotEmptyException"),
    /** The repository has no policy. */
    REPOSITORY_POLICY_NOT_FOUND("RepositoryPolicyNotFoundException"),
    /** The repository has no lifecycle policy. */
    LIFECYCLE_POLICY_NOT_FOUND("LifecyclePolicyNotFoundException"),
    /** The repository has no such image. */
    IMAGE_NOT_FOUND("ImageNotFoundException"),
    /** The repository has this very image with this tag. */
    IMAGE_ALREADY_EXISTS("ImageAlreadyExistsException"),
    /** The tag is another image's, and tags cannot be moved. */
    IMAGE_TAG_ALREADY_EXISTS("ImageTagAlreadyExistsException"),
    /** The digest given is not that of the manifest. */
    IMAGE_DIGEST_DOES_NOT_MATCH("ImageDigestDoesNotMatchException"),
    /** The manifest refers to blobs that the repository does not have. */
    LAYERS_NOT_FOUND("LayersNotFoundException"),
    /** The index refers to images that the repository does not have. */
    REFERENCED_IMAGES_NOT_FOUND("ReferencedImagesNotFoundException"),
    /** Whoever asks cannot get a token. */
    ACCESS_DENIED("AccessDeniedException");

    private final String code;

    EcrError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return 400;
    }

    /** The error with a message, to throw. */
    public ServiceException with(String message) {
        return new ServiceException(this, message);
    }

    /** An invalid parameter in AWS's words. */
    public static ServiceException invalid(String parameter, String constraint) {
        return INVALID_PARAMETER.with(
                "Invalid parameter at '" + parameter + "' failed to satisfy constraint: '" + constraint + "'");
    }
}
