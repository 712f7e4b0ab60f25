/**
 * IAM and STS: roles, policies, temporary credentials, and the decision whether a caller may do something.
 *
 * <p>One door for both, because a session of STS is a fact about a role of IAM. Start at
 * {@link davit.services.iam.IamService}; the decision is made in {@link davit.services.iam.model.PolicyEvaluator}.
 */
@NullMarked
package davit.services.iam;

import org.jspecify.annotations.NullMarked;
