package io.otklik.identity.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table login_name: who is found at login by which name, and which names are taken. */
@ApplicationScoped
public class LoginNames {

    private final Pool pool;

    LoginNames(Pool pool) {
        this.pool = pool;
    }

    /**
     * The same for all spellings of a name: NFKC, without regard to case, an e-mail's domain in ASCII. Only to compare by:
     * people see their e-mail as they wrote it, since that is how they know it and what a client expects back.
     */
    public static String folded(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        int domain = folded.lastIndexOf('@') + 1;
        return domain == 0 ? folded : folded.substring(0, domain) + EmailAddress.asciiDomain(folded.substring(domain));
    }

    /** Which names are taken now; the next moment another may be, which {@link #claim} tells. Null names are free. */
    Uni<Set<Flaw>> taken(String username, String email) {
        SortedMap<String, Flaw> names = names(username, email);
        return pool.preparedQuery("select name from login_name where name = any ($1)")
                .execute(Tuple.of(names.keySet().toArray(String[]::new)))
                .map(rows -> {
                    Set<Flaw> taken = EnumSet.noneOf(Flaw.class);
                    for (Row row : rows) {
                        taken.add(names.get(row.getString("name")));
                    }
                    return taken;
                });
    }

    /** Makes the names the person's, in the caller's transaction. Fails with FLAWED when one is taken. */
    Uni<Void> claim(long personId, String username, String email) {
        Set<Flaw> taken = EnumSet.noneOf(Flaw.class);
        return Multi.createFrom()
                .iterable(names(username, email).entrySet())
                .onItem()
                .transformToUniAndConcatenate(name -> claim(personId, name, taken))
                .onItem()
                .ignoreAsUni()
                .invoke(() -> {
                    if (!taken.isEmpty()) {
                        throw new AccountRefused(taken);
                    }
                });
    }

    /**
     * Makes the name one of the person's, in the caller's transaction; false when it is somebody else's. Before it frees a
     * name, a transaction takes the new one: so of two people who want each other's, none waits for the other.
     */
    Uni<Boolean> take(long personId, String name) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into login_name as l (name, person_id) values (:name, :person)
                                on conflict (name) do update set name = l.name where l.person_id = excluded.person_id""")
                        .setParameter("name", folded(name))
                        .setParameter("person", personId)
                        .executeUpdate())
                .map(taken -> taken == 1);
    }

    /** Frees all names of the person but these, in the caller's transaction. */
    Uni<Void> keep(long personId, String username, String email) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "delete from login_name where person_id = :person and name not in (:username, :email)")
                        .setParameter("person", personId)
                        .setParameter("username", folded(username))
                        .setParameter("email", folded(email == null ? username : email))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Integer> claim(long personId, Map.Entry<String, Flaw> name, Set<Flaw> taken) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into login_name (name, person_id) values (:name, :person) on conflict do nothing")
                        .setParameter("name", name.getKey())
                        .setParameter("person", personId)
                        .executeUpdate())
                .invoke(inserted -> {
                    if (inserted == 0) {
                        taken.add(name.getValue());
                    }
                });
    }

    /** Sorted, so that of two transactions that want the same names one waits for the other and not both. */
    private static SortedMap<String, Flaw> names(String username, String email) {
        SortedMap<String, Flaw> names = new TreeMap<>();
        if (email != null) {
            names.put(folded(email), Flaw.EMAIL_TAKEN);
        }
        if (username != null) {
            names.put(folded(username), Flaw.USERNAME_TAKEN);
        }
        return names;
    }
}
