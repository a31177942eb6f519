package io.otklik.ticket.attachment;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.outbox.TimeOrderedId;
import io.otklik.people.People;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import io.vertx.mutiny.core.file.AsyncFile;
import io.vertx.mutiny.core.file.FileSystem;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Files that belong to tickets. They are filed in two steps, so that a refused request leaves nothing: {@link #keep} checks
 * all and stores all or none; {@link #attach} refers to them in the transaction of what they are attached to. A crash between the two
 * leaves a file that nobody refers to, for {@link AttachmentSweep}.
 */
@ApplicationScoped
public class Attachments {

    public static final int MAX_FILES = 10;
    public static final int MAX_SIZE = 10 << 20;
    public static final int MAX_NAME = 255;

    /** How many requests' files are checked and copied at once: it is work for the processor, and the heap is small. */
    private static final int WORKERS = 2;

    private static final OpenOptions READ = new OpenOptions().setWrite(false).setCreate(false);

    private static final String ATTACH = """
            insert into attachment (uuid, ticket_id, uploader_id, filename, content_type, size, sha256, created_at)
            select f.uuid, $1, $2, f.filename, f.content_type, f.size, decode(f.sha256, 'hex'), $3
            from unnest($4::uuid[], $5::varchar[], $6::varchar[], $7::bigint[], $8::varchar[])
                with ordinality f (uuid, filename, content_type, size, sha256, n)
            order by f.n""";

    /** 1 ticket, 2 attachment, 3 person, 4 whether he is staff. What belongs to an internal comment is for staff. */
    private static final String READABLE = """
            select a.uuid, a.filename, a.content_type, a.size
            from attachment a join ticket t on t.id = a.ticket_id left join comment c on c.id = a.comment_id
            where a.ticket_id = $1 and a.id = $2 and ($4 or (t.requester_id = $3 and c.internal is not true))""";

    private final AttachmentStore store;
    private final Pool pool;
    private final People people;
    private final WorkerExecutor workers;
    private final FileSystem files;

    Attachments(AttachmentStore store, Pool pool, People people, Vertx vertx) {
        this.store = store;
        this.pool = pool;
        this.people = people;
        this.workers = vertx.createSharedWorkerExecutor("attachments", WORKERS);
        this.files = vertx.fileSystem();
    }

    /**
     * Checks every file, then stores them all, in their order. Fails with TOO_MANY, EMPTY, TOO_LARGE, BAD_NAME, LONG_NAME,
     * TYPE_NOT_ALLOWED or CONTENT_DIFFERS of the first that is wrong, and then stores none.
     */
    public Uni<List<KeptFile>> keep(List<Upload> uploads) {
        if (uploads.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        if (uploads.size() > MAX_FILES) {
            return Uni.createFrom().failure(new AttachmentRefused(AttachmentRefused.Reason.TOO_MANY));
        }
        return workers.executeBlocking(() -> stored(uploads), false);
    }

    /** Refers to the files in the caller's transaction. */
    public Uni<Void> attach(SqlConnection tx, long ticketId, PersonState uploader, List<KeptFile> files, Instant now) {
        if (files.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.tuple()
                .addLong(ticketId)
                .addLong(uploader.id())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addArrayOfUUID(files.stream().map(KeptFile::uuid).toArray(UUID[]::new))
                .addArrayOfString(files.stream().map(KeptFile::filename).toArray(String[]::new))
                .addArrayOfString(
                        files.stream().map(file -> file.type().mediaType()).toArray(String[]::new))
                .addArrayOfLong(files.stream().map(KeptFile::size).toArray(Long[]::new))
                .addArrayOfString(files.stream().map(KeptFile::sha256).toArray(String[]::new));
        return tx.preparedQuery(ATTACH).execute(values).replaceWithVoid();
    }

    /** Removes files that nothing refers to, nor ever will. */
    public Uni<Void> discard(List<KeptFile> files) {
        return files.isEmpty()
                ? Uni.createFrom().voidItem()
                : workers.executeBlocking(
                                () -> {
                                    files.forEach(file -> store.delete(file.uuid()));
                                    return true;
                                },
                                false)
                        .replaceWithVoid();
    }

    /**
     * An attachment of the ticket, for its requester and for staff; before somebody is refused, his owner is asked whether he
     * has become staff. Fails with NOT_FOUND, and when the store cannot read it now.
     */
    public Uni<StoredFile> readable(long ticketId, long id, PersonState reader) {
        return read(ticketId, id, reader.id(), reader.role().isStaff())
                .onItem()
                .ifNull()
                .switchTo(() -> people.atLeast(Role.SUPPORT, reader.id())
                        .chain(staff -> read(ticketId, id, reader.id(), staff)))
                .onItem()
                .ifNull()
                .failWith(() -> new AttachmentRefused(AttachmentRefused.Reason.NOT_FOUND))
                .call(this::requireContent);
    }

    /** Sending a file that cannot be opened would never end: so a store that is away has to fail before. */
    private Uni<Void> requireContent(StoredFile file) {
        return files.open(file.content().toString(), READ).chain(AsyncFile::close);
    }

    /** Null when there is none for him. */
    private Uni<StoredFile> read(long ticketId, long id, long readerId, boolean staff) {
        return pool.preparedQuery(READABLE)
                .execute(Tuple.of(ticketId, id, readerId, staff))
                .map(this::file);
    }

    private StoredFile file(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        Row row = rows.iterator().next();
        return new StoredFile(
                row.getString("filename"),
                row.getString("content_type"),
                row.getLong("size"),
                store.path(row.getUUID("uuid")));
    }

    private List<KeptFile> stored(List<Upload> uploads) throws IOException {
        List<Checked> good = new ArrayList<>(uploads.size());
        for (Upload upload : uploads) {
            good.add(Checked.of(upload));
        }
        List<KeptFile> kept = new ArrayList<>(good.size());
        UUID writing = null;
        try {
            for (Checked file : good) {
                writing = TimeOrderedId.next();
                String sha256 = store.write(writing, file.upload().content());
                kept.add(new KeptFile(writing, file.filename(), file.type(), file.size(), sha256));
            }
            return kept;
        } catch (IOException | RuntimeException failed) {
            store.delete(writing);
            kept.forEach(file -> store.delete(file.uuid()));
            throw failed;
        }
    }

    private record Checked(Upload upload, String filename, FileType type, long size) {

        static Checked of(Upload upload) throws IOException {
            String filename = FileName.of(upload.name());
            FileType promised = FileType.promisedBy(filename)
                    .orElseThrow(() -> new AttachmentRefused(AttachmentRefused.Reason.TYPE_NOT_ALLOWED, filename));
            long size = Files.size(upload.content());
            if (size > MAX_SIZE) {
                throw new AttachmentRefused(AttachmentRefused.Reason.TOO_LARGE, filename);
            }
            if (size == 0) {
                throw new AttachmentRefused(AttachmentRefused.Reason.EMPTY, filename);
            }
            if (FileContent.type(upload.content()).filter(promised::equals).isEmpty()) {
                throw new AttachmentRefused(AttachmentRefused.Reason.CONTENT_DIFFERS, filename);
            }
            return new Checked(upload, filename, promised, size);
        }
    }
}
