package io.otklik.ticket.attachment;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.outbox.TimeOrderedId;
import io.otklik.people.People;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.FileSystemException;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.PathPart;

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

    /**
     * How many files one person may have uploaded and not attached yet, so that nobody fills the store with what no ticket shows.
     * Ten messages' worth; what is attached, or forgotten after a day, makes room.
     */
    public static final int MAX_UNATTACHED = 100;

    /** How many requests' files are checked and copied at once: it is work for the processor, and the heap is small. */
    private static final int WORKERS = 2;

    private static final String ATTACH = """
            insert into attachment (uuid, ticket_id, uploader_id, filename, content_type, size, sha256, created_at)
            select f.uuid, $1, $2, f.filename, f.content_type, f.size, decode(f.sha256, 'hex'), $3
            from unnest($4::uuid[], $5::varchar[], $6::varchar[], $7::bigint[], $8::varchar[])
                with ordinality f (uuid, filename, content_type, size, sha256, n)
            order by f.n""";

    /** 1 ticket, 2 comment, 3 person, 4 uuids, 5 ids. */
    private static final String ATTACH_UPLOADS = """
            update attachment set ticket_id = $1, comment_id = $2
            where ticket_id is null and uploader_id = $3 and (uuid = any($4) or id = any($5))""";

    /** 8 how many the person may have. No row: he has them already. As many as come at once may all be the last one, which does no harm. */
    private static final String UPLOAD = """
            insert into attachment (uuid, uploader_id, filename, content_type, size, sha256, created_at)
            select $1, $2, $3, $4, $5, decode($6, 'hex'), $7
            where (select count(*) from attachment where ticket_id is null and uploader_id = $2) < $8::bigint
            returning id""";

    /** 1 uuid, 2 person, 3 whether he is staff. What nobody has attached yet is its uploader's. */
    private static final String READABLE_BY_UUID = """
            select a.uuid, a.filename, a.content_type, a.size
            from attachment a left join ticket t on t.id = a.ticket_id left join comment c on c.id = a.comment_id
            where a.uuid = $1 and (a.uploader_id = $2
                or a.ticket_id is not null and ($3 or (t.requester_id = $2 and c.internal is not true)))""";

    /** 1 ticket, 2 attachment, 3 person, 4 whether he is staff. What belongs to an internal comment is for staff. */
    private static final String READABLE = """
            select a.uuid, a.filename, a.content_type, a.size
            from attachment a join ticket t on t.id = a.ticket_id left join comment c on c.id = a.comment_id
            where a.ticket_id = $1 and a.id = $2 and ($4 or (t.requester_id = $3 and c.internal is not true))""";

    private final AttachmentStore store;
    private final Pool pool;
    private final People people;
    private final WorkerExecutor workers;
    private final Clock clock;
    private final Vertx vertx;

    Attachments(AttachmentStore store, Pool pool, People people, Vertx vertx, Clock clock) {
        this.store = store;
        this.pool = pool;
        this.people = people;
        this.clock = clock;
        this.workers = vertx.createSharedWorkerExecutor("attachments", WORKERS);
        this.vertx = vertx;
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

    /**
     * Attaches files that the author has uploaded before to his comment, in the caller's transaction. Fails with TOO_MANY, or
     * with NOT_USABLE when one of them is not there, not his, or attached already.
     */
    public Uni<Void> attachUploads(
            SqlConnection tx, long ticketId, long commentId, PersonState author, Uploads uploads) {
        if (uploads.count() == 0) {
            return Uni.createFrom().voidItem();
        }
        if (uploads.count() > MAX_FILES) {
            return Uni.createFrom().failure(new AttachmentRefused(AttachmentRefused.Reason.TOO_MANY));
        }
        Tuple values = Tuple.tuple()
                .addLong(ticketId)
                .addLong(commentId)
                .addLong(author.id())
                .addArrayOfUUID(uploads.uuids().toArray(UUID[]::new))
                .addArrayOfLong(uploads.ids().toArray(Long[]::new));
        return tx.preparedQuery(ATTACH_UPLOADS).execute(values).map(attached -> {
            if (attached.rowCount() != uploads.count()) {
                throw new AttachmentRefused(AttachmentRefused.Reason.NOT_USABLE);
            }
            return null;
        });
    }

    /**
     * Stores a file that is to be attached later, within a day. Fails as {@link #keep} does, and with TOO_MANY_UPLOADS when the
     * person has {@link #MAX_UNATTACHED} such files.
     */
    public Uni<UploadedFile> upload(Upload upload, PersonState uploader) {
        return keep(List.of(upload)).chain(files -> register(files.get(0), uploader)
                .onFailure(AttachmentRefused.class)
                .call(() -> discard(files)));
    }

    private Uni<UploadedFile> register(KeptFile file, PersonState uploader) {
        Instant now = clock.instant();
        Tuple values = Tuple.tuple()
                .addUUID(file.uuid())
                .addLong(uploader.id())
                .addString(file.filename())
                .addString(file.type().mediaType())
                .addLong(file.size())
                .addString(file.sha256())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addLong((long) MAX_UNATTACHED);
        return pool.preparedQuery(UPLOAD).execute(values).map(rows -> {
            if (rows.size() == 0) {
                throw new AttachmentRefused(AttachmentRefused.Reason.TOO_MANY_UPLOADS);
            }
            return new UploadedFile(
                    rows.iterator().next().getLong("id"),
                    file.uuid(),
                    file.filename(),
                    file.type().mediaType(),
                    file.size(),
                    now);
        });
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
     * has become staff. Fails with NOT_FOUND.
     */
    public Uni<StoredFile> readable(long ticketId, long id, PersonState reader) {
        return readable(reader, staff -> read(ticketId, id, reader.id(), staff));
    }

    /** A file, for its uploader and for whoever may see what it is attached to; otherwise likewise. */
    public Uni<StoredFile> readable(UUID uuid, PersonState reader) {
        return readable(reader, staff -> read(uuid, reader.id(), staff));
    }

    private Uni<StoredFile> readable(PersonState reader, Function<Boolean, Uni<Place>> read) {
        return read.apply(reader.role().isStaff())
                .onItem()
                .ifNull()
                .switchTo(() -> people.atLeast(Role.SUPPORT, reader.id()).chain(read::apply))
                .onItem()
                .ifNull()
                .failWith(() -> new AttachmentRefused(AttachmentRefused.Reason.NOT_FOUND))
                .chain(this::opened);
    }

    /** Sending a file that cannot be opened would never end: so a store that is away has to fail before. */
    private Uni<StoredFile> opened(Place place) {
        return vertx.executeBlocking(
                        () -> new StoredFile(
                                place.filename(), place.contentType(), new PathPart(place.path(), 0, place.size())),
                        false)
                .onFailure(IllegalArgumentException.class)
                .transform(FileSystemException::new);
    }

    private record Place(String filename, String contentType, long size, Path path) {}

    private Uni<Place> read(UUID uuid, long readerId, boolean staff) {
        return pool.preparedQuery(READABLE_BY_UUID)
                .execute(Tuple.of(uuid, readerId, staff))
                .map(this::file);
    }

    /** Null when there is none for him. */
    private Uni<Place> read(long ticketId, long id, long readerId, boolean staff) {
        return pool.preparedQuery(READABLE)
                .execute(Tuple.of(ticketId, id, readerId, staff))
                .map(this::file);
    }

    private Place file(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        Row row = rows.iterator().next();
        return new Place(
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
