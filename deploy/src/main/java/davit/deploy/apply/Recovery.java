package davit.deploy.apply;

import davit.deploy.event.DeploymentEvent.Diagnostic;
import davit.deploy.event.DeploymentEvent.Severity;
import davit.deploy.event.Operation;
import davit.deploy.provider.ResourceType;
import davit.deploy.state.PendingOperation;
import davit.deploy.state.Resource;
import davit.deploy.value.Properties;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.io.IOException;
import java.util.Optional;

/**
 * Mends what an interrupted run left behind: each operation that the state has as pending is looked into, and the state
 * is brought in line with what the cloud has.
 */
public final class Recovery {
    private final RunContext run;
    private final Ledger ledger;
    private final Providers providers;
    private final Steps steps;

    /** A recovery at the start of a run. */
    public Recovery(RunContext run, Ledger ledger, ProviderRegistry registry) {
        this.run = run;
        this.ledger = ledger;
        this.steps = new Steps(run, ledger, new Slots(1));
        this.providers = new Providers(run, ledger, registry, steps);
    }

    /**
     * Looks into every pending operation; a preview only tells of them.
     *
     * @return whether the state is right again
     */
    public boolean recover() throws IOException, InterruptedException {
        boolean isDone = true;
        for (PendingOperation operation : ledger.snapshot().pendingOperations()) {
            isDone &= recover(operation);
        }
        return isDone;
    }

    private boolean recover(PendingOperation operation) throws IOException, InterruptedException {
        Urn urn = operation.resource().urn();
        if (run.isPreview()) {
            tell(urn, "an earlier run was interrupted while " + words(operation) + " it; 'davit up' will look into it");
            return true;
        }
        try {
            switch (operation.type()) {
                case CREATING -> recoverCreate(operation.resource());
                case UPDATING, DELETING -> recoverChange(operation.resource());
                case READING, IMPORTING -> {}
            }
            ledger.end(operation);
            return true;
        } catch (StepFailedException e) {
            return false; // told already; the next run tries again
        }
    }

    private void recoverCreate(Resource wanted) throws StepFailedException, IOException, InterruptedException {
        ResourceType type = providers.typeOf(wanted.urn(), wanted.relations());
        Properties inputs = ValueTree.withoutMarks(wanted.inputs());
        Optional<String> id = type.predictedId(inputs);
        if (id.isEmpty()) {
            tell(
                    wanted.urn(),
                    "an earlier run was interrupted while making it; whether it exists cannot be found out, so if the cloud"
                            + " has it, delete it there");
            return;
        }
        Resource named = new Resource(
                wanted.urn(),
                wanted.kind(),
                id.get(),
                wanted.inputs(),
                wanted.outputs(),
                wanted.relations(),
                wanted.options(),
                wanted.status());
        Optional<Resource> found = steps.read(type, named, Operation.REFRESH);
        if (found.isEmpty()) {
            tell(wanted.urn(), "an earlier run was interrupted before it was made");
            return;
        }
        tell(wanted.urn(), "an earlier run was interrupted after it was made; it is taken over as it is");
        // What was not set yet shows as a half-way step, so that the next step sets every input again.
        ledger.adopt(found.get().withStatus(found.get().status().failed("interrupted while it was made")));
    }

    private void recoverChange(Resource old) throws StepFailedException, IOException, InterruptedException {
        Optional<Resource> known = ledger.unmet().stream()
                .filter(resource -> resource.urn().equals(old.urn()))
                .filter(resource -> resource.id().equals(old.id()))
                .findFirst();
        if (known.isEmpty()) {
            return;
        }
        ResourceType type = providers.typeOf(old.urn(), old.relations());
        Optional<Resource> found = steps.read(type, known.get(), Operation.REFRESH);
        if (found.isEmpty()) {
            tell(old.urn(), "an earlier run was interrupted, and it is gone");
            ledger.remove(known.get());
            return;
        }
        tell(old.urn(), "an earlier run was interrupted while changing or deleting it; its state was read again");
        ledger.change(known.get(), found.get().withStatus(known.get().status()));
    }

    private static String words(PendingOperation operation) {
        return switch (operation.type()) {
            case CREATING -> "making";
            case UPDATING -> "changing";
            case DELETING -> "deleting";
            case READING, IMPORTING -> "reading";
        };
    }

    private void tell(Urn urn, String message) {
        run.listener().on(new Diagnostic(Severity.WARNING, Optional.of(urn), message));
    }
}
