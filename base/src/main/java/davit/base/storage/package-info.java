/**
 * What survives a restart: {@link davit.base.storage.Records} for small documents by key and
 * {@link davit.base.storage.Blobs} for content of any size.
 *
 * <p>The embedded pair is {@link davit.base.storage.SqliteRecords} and {@link davit.base.storage.DirectoryBlobs}.
 */
@NullMarked
package davit.base.storage;

import org.jspecify.annotations.NullMarked;
