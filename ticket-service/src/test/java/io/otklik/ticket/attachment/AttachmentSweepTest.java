package io.otklik.ticket.attachment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.otklik.outbox.TimeOrderedId;
import io.otklik.standalone.RealParts;
import io.otklik.ticket.StandInIdentity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class AttachmentSweepTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @Inject
    AttachmentStore store;

    @Inject
    AttachmentSweep sweep;

    @Inject
    Pool pool;

    @TempDir
    Path folder;

    @Test
    void sweep_removesOldFilesThatNothingRefersTo() throws IOException {
        UUID old = written(LONG_AGO);
        UUID fresh = written(Instant.now());
        UUID referred = written(LONG_AGO);
        refer(referred);

        sweep.sweep(LONG_AGO.plusSeconds(1)).await().indefinitely();

        assertThat(Files.exists(store.path(old)), is(false));
        assertThat(Files.exists(store.path(fresh)), is(true));
        assertThat(Files.exists(store.path(referred)), is(true));
    }

    /** Opening a file fails with FileSystemException by itself; reading and writing an open one does not. */
    @Test
    void write_failsAsAFileSystemWhateverTheDiskRefuses() {
        UUID uuid = TimeOrderedId.next();
        FileSystemException failed = assertThrows(FileSystemException.class, () -> store.write(uuid, folder));
        store.delete(uuid);
        assertThat(failed.getFile(), is(store.path(uuid).toString()));
    }

    private UUID written(Instant at) throws IOException {
        UUID uuid = TimeOrderedId.next();
        String sha256 = store.write(uuid, Files.writeString(folder.resolve(uuid.toString()), "text"));
        assertThat(sha256, is("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"));
        Files.setLastModifiedTime(store.path(uuid), FileTime.from(at));
        return uuid;
    }

    private void refer(UUID uuid) {
        pool.preparedQuery("""
                        with filed as (
                            insert into ticket (uuid, subject, description, category_id, requester_id, origin, created_at, updated_at)
                            values ($1, 'Т', 'Т', 1, 1, 'techsupport', now(), now()) returning id)
                        insert into attachment (uuid, ticket_id, uploader_id, filename, content_type, size, sha256, created_at)
                        select $1, id, 1, 'a.txt', 'text/plain', 4, sha256('text'), now() from filed""").execute(Tuple.of(uuid)).await().indefinitely();
    }
}
