package io.otklik.identity.account;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.idempotency.RequestTransaction;
import io.otklik.identity.password.Passwords;
import io.otklik.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What happens to accounts. Every change is one transaction with its PersonChanged, and answers the state after it once the
 * other services have heard of it.
 */
@ApplicationScoped
public class Accounts {

    private final PersonRepository people;
    private final LoginNames loginNames;
    private final Passwords passwords;
    private final Outbox outbox;
    private final Replicas replicas;
    private final Clock clock;
    private final RegistrationConfig config;

    Accounts(
            PersonRepository people,
            LoginNames loginNames,
            Passwords passwords,
            Outbox outbox,
            Replicas replicas,
            Clock clock,
            RegistrationConfig config) {
        this.people = people;
        this.loginNames = loginNames;
        this.passwords = passwords;
        this.outbox = outbox;
        this.replicas = replicas;
        this.clock = clock;
        this.config = config;
    }

    /** Everything that is wrong with the wish now, so that a contract can name it all at once; components may be null. */
    public Uni<Set<Flaw>> flaws(NewPerson wish) {
        Set<Flaw> visible = Flaw.visible(wish);
        return loginNames
                .taken(wish.username(), wish.email())
                .invoke(visible::addAll)
                .replaceWith(visible);
    }

    /** Fails with ROLE_NOT_OPEN when nobody may register with that role. */
    public void requireOpen(Role role) {
        if (role.isStaff() && !config.openRoles()) {
            throw new AccountRefused(AccountRefused.Reason.ROLE_NOT_OPEN, role);
        }
    }

    /** Registers a person. Fails with ROLE_NOT_OPEN; with FLAWED, also when somebody else took the name meanwhile. */
    public Uni<PersonState> register(NewPerson wish, Role role) {
        requireOpen(role);
        Set<Flaw> visible = Flaw.visible(wish);
        if (!visible.isEmpty()) {
            return Uni.createFrom().failure(new AccountRefused(visible));
        }
        return passwords
                .hash(wish.password())
                .chain(hash -> outbox.transaction(() -> insert(wish, role, hash)))
                .map(Person::state);
    }

    /** In the caller's transaction. */
    Uni<Person> insert(NewPerson wish, Role role, String passwordHash) {
        Person person = Person.registered(wish.username(), wish.email(), role, passwordHash, clock.instant());
        return people.persistAndFlush(person)
                .call(inserted -> loginNames.claim(inserted.id, wish.username(), wish.email()))
                .call(inserted -> outbox.append(inserted.changedEvent()));
    }

    /** Fails with NOT_FOUND, OWN_ROLE or ADMINISTRATORS_ROLE; the role that the person already has changes nothing. */
    public Uni<PersonState> changeRole(RoleChange change) {
        return change(change.personId(), person -> person.take(change, clock.instant()));
    }

    /** Fails with OWN_ROLE, for who asks before he has read what role it shall be. */
    public void requireOthersRole(long personId, long byId) {
        Person.requireOther(personId, byId, AccountRefused.Reason.OWN_ROLE);
    }

    /** Fails with OWN_BLOCK, for who asks before he has read whether it shall be a block. */
    public void requireOthersBlock(long personId, long byId) {
        Person.requireOther(personId, byId, AccountRefused.Reason.OWN_BLOCK);
    }

    /** Changes the names. Fails with NOT_FOUND; with FLAWED when the username is somebody else's. */
    public Uni<PersonState> edit(long id, ProfileEdit edit) {
        return told(() -> people.locked(id)
                .call(person -> takeUsername(person, edit))
                .call(person -> appended(person, person.take(edit, clock.instant()))));
    }

    private Uni<Void> takeUsername(Person person, ProfileEdit edit) {
        String username = edit.username().orElse(person.username);
        if (username.equals(person.username)) {
            return Uni.createFrom().voidItem();
        }
        return loginNames
                .take(person.id, username)
                .invoke(taken -> {
                    if (!taken) {
                        throw new AccountRefused(Set.of(Flaw.USERNAME_TAKEN));
                    }
                })
                .chain(() -> loginNames.keep(person.id, username, person.email));
    }

    private Uni<Void> appended(Person person, boolean changed) {
        return changed ? outbox.append(person.changedEvent()) : Uni.createFrom().voidItem();
    }

    /** Blocks (which ends all tokens) or unblocks. Fails with NOT_FOUND or OWN_BLOCK. */
    public Uni<PersonState> setBlocked(long id, boolean blocked, long byId) {
        return change(id, person -> person.setBlocked(blocked, byId, clock.instant()));
    }

    /**
     * Sets a new password, which ends all tokens.
     *
     * @param permit runs in the same transaction under the person's lock, with the state before; its failure calls all off
     */
    public Uni<PersonState> setPassword(long id, String hash, Function<PersonState, Uni<Void>> permit) {
        return told(() -> people.locked(id)
                .call(person -> permit.apply(person.state()))
                .invoke(person -> person.setPassword(hash, clock.instant()))
                .call(person -> outbox.append(person.changedEvent())));
    }

    private Uni<PersonState> change(long id, Predicate<Person> change) {
        return told(() -> people.locked(id).call(person -> appended(person, change.test(person))));
    }

    private Uni<PersonState> told(Supplier<Uni<Person>> change) {
        return outbox.transaction(change)
                .call(person -> RequestTransaction.afterCommit(() -> replicas.tell(person)))
                .map(Person::state);
    }
}
