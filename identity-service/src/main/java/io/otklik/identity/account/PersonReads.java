package io.otklik.identity.account;

import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.edge.PageNumber;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** People as they are now, each read by one statement. */
@ApplicationScoped
public class PersonReads {

    /** The columns of a {@link PersonState}, of a table or alias p. */
    public static final String STATE = "p.id, p.uuid, p.revision, p.username, p.email, p.first_name, p.last_name,"
            + " p.telegram_id, p.role, p.blocked, p.token_version, p.staff_since, p.created_at";

    /** The personal names, as the index person_search has them. */
    static final String FULL_NAME = "(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, ''))";

    private static final String ONE = "select " + STATE + " from person p where p.id = $1";
    private static final String SEVERAL = "select " + STATE + " from person p where p.id = any ($1)";
    private static final String BY_LOGIN_NAME = "select " + STATE + ", p.password_hash"
            + " from login_name l join person p on p.id = l.person_id where l.name = $1";

    private static final String BY_EMAIL_LOCKED = "select " + STATE
            + " from login_name l join person p on p.id = l.person_id where l.name = $1 for no key update of p";

    private static final String COUNTED = """
            select %1$s, t.total
            from (select count(*) as total from person p where %2$s) t
            left join lateral (
                select * from person p where %2$s and p.id < $1 order by p.id desc limit $2) p on true
            order by p.id desc""";
    private static final String EVERYBODY = COUNTED.formatted(STATE, "true");
    private static final String OF_ROLES = COUNTED.formatted(STATE, "p.role = any ($3)");

    /** A search is made once, by its index; whatever else is chosen, an index has in the list's order. */
    private static final String FILTERED = """
            with found as %2$s (select p.id from person p where %3$s)
            select %1$s, t.total
            from (select count(*) as total from found) t
            left join lateral (
                select p.* from (select id from found order by id desc limit $1 offset $2) page
                join person p on p.id = page.id) p on true
            order by p.id desc""";

    private static final String MATCHING = """
            with found as materialized (
                select p.id from person p
                where %s ilike $1 or p.email ilike $1
                   or coalesce(p.first_name, '') = '' and p.username ilike $1) -- which shows instead
            select id from found order by id desc limit $2""".formatted(FULL_NAME);

    private static final String SEVERAL_BY_UUID = "select " + STATE + " from person p where p.uuid = any ($1)";
    private static final String ACCOUNT = "select " + STATE + ", p.updated_at from person p where p.uuid = $1";

    private final Pool pool;

    PersonReads(Pool pool) {
        this.pool = pool;
    }

    /** The person with the id; empty when there is none. */
    public Uni<Optional<PersonState>> find(long id) {
        return pool.preparedQuery(ONE).execute(Tuple.of(id)).map(rows -> first(rows)
                .map(PersonReads::state));
    }

    /** The person with the id. Fails with NOT_FOUND. */
    public Uni<PersonState> required(long id) {
        return find(id).map(found -> found.orElseThrow(() -> new AccountRefused(AccountRefused.Reason.NOT_FOUND, id)));
    }

    /** Those of the people who exist, in no particular order. */
    public Uni<List<PersonState>> all(Collection<Long> ids) {
        return pool.preparedQuery(SEVERAL)
                .execute(Tuple.of(ids.toArray(Long[]::new)))
                .map(PersonReads::states);
    }

    /** Those of the people who exist, in no particular order. */
    public Uni<List<PersonState>> allByUuid(Collection<UUID> uuids) {
        return pool.preparedQuery(SEVERAL_BY_UUID)
                .execute(Tuple.of(uuids.toArray(UUID[]::new)))
                .map(PersonReads::states);
    }

    /** The person with the UUID. Fails with NOT_FOUND. */
    public Uni<Account> account(UUID uuid) {
        return pool.preparedQuery(ACCOUNT).execute(Tuple.of(uuid)).map(rows -> first(rows)
                .map(row -> new Account(state(row), instant(row, "updated_at")))
                .orElseThrow(() -> new AccountRefused(AccountRefused.Reason.NOT_FOUND, uuid)));
    }

    /** The ids of those whose personal names or e-mail have the text as a part, without regard to case; newest first. */
    public Uni<List<Long>> matching(String text, int limit) {
        return pool.preparedQuery(MATCHING)
                .execute(Tuple.of(PeopleFilter.pattern(text), limit))
                .map(rows -> {
                    List<Long> ids = new ArrayList<>(rows.size());
                    rows.forEach(row -> ids.add(row.getLong("id")));
                    return ids;
                });
    }

    /** A page of people, newest first. */
    public Uni<Listing<PersonState>> list(PeopleFilter filter, PageNumber page) {
        Tuple values = Tuple.of(page.size(), page.offset());
        String condition = filter.condition(values);
        String how = filter.search().isPresent() ? "materialized" : "not materialized";
        return pool.preparedQuery(FILTERED.formatted(STATE, how, condition))
                .execute(values)
                .map(rows -> Listing.of(rows, PersonReads::state));
    }

    /**
     * People, newest first.
     *
     * @param roles all of them when empty
     */
    public Uni<Listing<PersonState>> list(Optional<Set<Role>> roles, Page page) {
        Tuple values = Tuple.of(page.cursor() == null ? Long.MAX_VALUE : page.cursor(), page.limit() + 1);
        if (roles.isEmpty()) {
            return pool.preparedQuery(EVERYBODY).execute(values).map(rows -> Listing.of(rows, PersonReads::state));
        }
        String[] names = roles.get().stream().map(Role::name).toArray(String[]::new);
        return pool.preparedQuery(OF_ROLES)
                .execute(values.addArrayOfString(names))
                .map(rows -> Listing.of(rows, PersonReads::state));
    }

    /** The credentials behind a username or an e-mail, in any case; empty when nobody has that name. */
    public Uni<Optional<Credentials>> credentials(String loginName) {
        return pool.preparedQuery(BY_LOGIN_NAME)
                .execute(Tuple.of(LoginNames.folded(loginName)))
                .map(rows -> first(rows).map(row -> new Credentials(state(row), row.getString("password_hash"))));
    }

    /**
     * The person whose e-mail this is, in any case, locked until the caller's transaction ends; empty when it is nobody's (a
     * username that looks like it does not count).
     */
    public Uni<Optional<PersonState>> lockedByEmail(SqlClient tx, String email) {
        String name = LoginNames.folded(email);
        return tx.preparedQuery(BY_EMAIL_LOCKED).execute(Tuple.of(name)).map(rows -> first(rows)
                .map(PersonReads::state)
                .filter(person -> person.email() != null
                        && LoginNames.folded(person.email()).equals(name)));
    }

    /** The person of a row that has the columns {@link #STATE}. */
    public static PersonState state(Row row) {
        return new PersonState(
                row.getLong("id"),
                row.getUUID("uuid"),
                row.getLong("revision"),
                row.getString("username"),
                row.getString("email"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getLong("telegram_id"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("blocked"),
                row.getInteger("token_version"),
                instant(row, "staff_since"),
                instant(row, "created_at"));
    }

    private static Instant instant(Row row, String column) {
        return row.getValue(column) == null
                ? null
                : row.getOffsetDateTime(column).toInstant();
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    static List<PersonState> states(RowSet<Row> rows) {
        List<PersonState> people = new ArrayList<>(rows.size());
        for (Row row : rows) {
            people.add(state(row));
        }
        return people;
    }
}
