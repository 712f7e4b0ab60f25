package davit.cli.deployment;

import davit.deploy.Deployment;
import davit.deploy.Outcome;
import java.io.IOException;

/** What a command does with a stack, and how that is called while it is shown. */
public enum Run {
    /** Shows what {@link #UPDATE} would do. */
    PREVIEW_UPDATE("Previewing update", true),
    /** Makes, changes and deletes what the program says. */
    UPDATE("Updating", false),
    /** Shows what {@link #DESTROY} would do. */
    PREVIEW_DESTROY("Previewing destroy", true),
    /** Deletes everything. */
    DESTROY("Destroying", false),
    /** Compares the state with what is there. */
    REFRESH("Refreshing", false);

    private final String title;
    private final boolean isPreview;

    Run(String title, boolean isPreview) {
        this.title = title;
        this.isPreview = isPreview;
    }

    String title() {
        return title;
    }

    /** Whether nothing is done, only shown. */
    boolean isPreview() {
        return isPreview;
    }

    Outcome of(Deployment deployment) throws IOException, InterruptedException {
        return switch (this) {
            case PREVIEW_UPDATE -> deployment.preview();
            case UPDATE -> deployment.up();
            case PREVIEW_DESTROY -> deployment.previewDestroy();
            case DESTROY -> deployment.destroy();
            case REFRESH -> deployment.refresh();
        };
    }
}
