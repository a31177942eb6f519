package io.otklik.identity.account;

import io.otklik.events.PersonState;
import io.otklik.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

/** The accounts of people who come by Telegram: without e-mail and password. */
@ApplicationScoped
public class TelegramAccounts {

    /** One login of a Telegram user at a time, so that two first ones make one person: "telegram", folded into 32 bits. */
    private static final String LOCK =
            "select 1 from pg_advisory_xact_lock(hashtext('telegram'), hashint8(:telegramId))";

    /** Suffixes that people can read; who finds them all taken gets one that nobody guesses. */
    private static final int READABLE = 9;

    private static final int LONGEST_SUFFIX = 40;

    private final PersonRepository people;
    private final LoginNames loginNames;
    private final Outbox outbox;
    private final Replicas replicas;
    private final Clock clock;

    TelegramAccounts(PersonRepository people, LoginNames loginNames, Outbox outbox, Replicas replicas, Clock clock) {
        this.people = people;
        this.loginNames = loginNames;
        this.outbox = outbox;
        this.replicas = replicas;
        this.clock = clock;
    }

    /**
     * The person who is that Telegram user, made when there is none. His personal names become those of Telegram each time, his
     * username when it is another one there than the last time; a taken one gets a suffix. Of a blocked person nothing changes.
     */
    public Uni<PersonState> arrive(TelegramUser user) {
        return outbox.transaction(() -> lock(user)
                        .chain(() -> people.lockedByTelegramId(user.id()))
                        .chain(person -> person == null ? make(user) : refresh(person, user)))
                .call(replicas::tell)
                .map(Person::state);
    }

    private static Uni<Integer> lock(TelegramUser user) {
        return Panache.getSession().chain(session -> session.createNativeQuery(LOCK, Integer.class)
                .setParameter("telegramId", user.id())
                .getSingleResult());
    }

    private Uni<Person> make(TelegramUser user) {
        String wish = wish(user);
        return people.persistAndFlush(Person.arrived(user, wish, clock.instant()))
                .call(person -> freeName(person, wish, 1).invoke(name -> person.username = name))
                .call(person -> outbox.append(person.changedEvent()));
    }

    private Uni<Person> refresh(Person person, TelegramUser user) {
        if (person.blocked) {
            return Uni.createFrom().item(person);
        }
        boolean renamed = user.username() != null && !Objects.equals(user.username(), person.telegramUsername);
        person.telegramUsername = user.username();
        return (renamed ? newName(person, wish(user)) : Uni.createFrom().item(person.username))
                .map(name -> person.rename(name, user.firstName(), user.lastName(), clock.instant()))
                .chain(changed -> changed
                        ? outbox.append(person.changedEvent())
                        : Uni.createFrom().voidItem())
                .replaceWith(person);
    }

    private Uni<String> newName(Person person, String wish) {
        return freeName(person, wish, 1).call(name -> loginNames.keep(person.id, name, person.email));
    }

    /** The wish or, when that is taken, the wish with the next suffix, and is then the person's. */
    private Uni<String> freeName(Person person, String wish, int attempt) {
        String name = suffixed(wish, attempt);
        return loginNames
                .take(person.id, name)
                .chain(taken -> taken ? Uni.createFrom().item(name) : freeName(person, wish, attempt + 1));
    }

    private static String suffixed(String wish, int attempt) {
        if (attempt == 1) {
            return wish;
        }
        return wish + "_" + (attempt <= READABLE ? Integer.toString(attempt) : UUID.randomUUID());
    }

    /** Telegram's username where it can be one here. */
    private static String wish(TelegramUser user) {
        boolean possible = user.username() != null
                && user.username().length() <= NewPerson.MAX_USERNAME - LONGEST_SUFFIX
                && Flaw.ofUsername(user.username()).isEmpty();
        return possible ? user.username() : "tg_" + user.id();
    }
}
