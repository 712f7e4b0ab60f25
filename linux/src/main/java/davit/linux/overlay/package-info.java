/** Marks that overlayfs understands in a lower directory. Start at {@link davit.linux.overlay.OverlayMarks}. */
@NullMarked
package davit.linux.overlay;

import org.jspecify.annotations.NullMarked;
