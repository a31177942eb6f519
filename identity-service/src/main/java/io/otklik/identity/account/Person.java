package io.otklik.identity.account;

import io.otklik.events.PersonChanged;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.outbox.TimeOrderedId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A person with his credentials. Changes are made under the row's lock; each bumps the revision. */
@Entity
class Person {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    UUID uuid;

    String username;

    String email;

    @Column(name = "first_name")
    String firstName;

    @Column(name = "last_name")
    String lastName;

    @Column(name = "telegram_id")
    Long telegramId;

    @Enumerated(EnumType.STRING)
    Role role;

    @Column(name = "telegram_username")
    String telegramUsername;

    boolean blocked;

    @Column(name = "token_version")
    int tokenVersion;

    long revision;

    @Column(name = "staff_since")
    Instant staffSince;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Transient
    private boolean changed;

    /** For Hibernate. */
    Person() {}

    static Person registered(String username, String email, Role role, String passwordHash, Instant now) {
        Person person = new Person();
        person.uuid = TimeOrderedId.next();
        person.username = username;
        person.email = email;
        person.role = role;
        person.tokenVersion = 1;
        person.revision = 1;
        person.staffSince = role.isStaff() ? now : null;
        person.passwordHash = passwordHash;
        person.createdAt = now;
        person.updatedAt = now;
        return person;
    }

    /** Without e-mail and password; the username is as Telegram has it, or made of his id there, until a free one is found. */
    static Person arrived(TelegramUser user, String username, Instant now) {
        Person person = registered(username, null, Role.USER, null, now);
        person.telegramId = user.id();
        person.telegramUsername = user.username();
        person.firstName = user.firstName();
        person.lastName = user.lastName();
        return person;
    }

    /** Says whether anything changed that others see. */
    boolean rename(String newUsername, String newFirstName, String newLastName, Instant now) {
        boolean same = newUsername.equals(username)
                && Objects.equals(newFirstName, firstName)
                && Objects.equals(newLastName, lastName);
        if (same) {
            return false;
        }
        username = newUsername;
        firstName = newFirstName;
        lastName = newLastName;
        changed(now);
        return true;
    }

    /** Like {@link #rename}, with what the edit leaves empty as it is. */
    boolean take(ProfileEdit edit, Instant now) {
        return rename(
                edit.username().orElse(username),
                edit.firstName().orElse(Optional.ofNullable(firstName)).orElse(null),
                edit.lastName().orElse(Optional.ofNullable(lastName)).orElse(null),
                now);
    }

    static void requireOther(long id, long byId, AccountRefused.Reason reason) {
        if (id == byId) {
            throw new AccountRefused(reason, id);
        }
    }

    /** Tokens go on: the role is looked up, not carried. Says whether anything changed. Fails with OWN_ROLE, ADMINISTRATORS_ROLE. */
    boolean take(RoleChange change, Instant now) {
        requireOther(id, change.byId(), AccountRefused.Reason.OWN_ROLE);
        if (role == Role.ADMIN && !change.ofAdministratorsToo()) {
            throw new AccountRefused(AccountRefused.Reason.ADMINISTRATORS_ROLE, id);
        }
        if (role == change.to() || change.alike().contains(role)) {
            return false;
        }
        if (!change.to().isStaff()) {
            staffSince = null;
        } else if (!role.isStaff()) {
            staffSince = now;
        }
        role = change.to();
        changed(now);
        return true;
    }

    /** A block ends all tokens, for good: unblocked, the person logs in anew. Says whether anything changed. */
    boolean setBlocked(boolean wish, long byId, Instant now) {
        requireOther(id, byId, AccountRefused.Reason.OWN_BLOCK);
        if (blocked == wish) {
            return false;
        }
        blocked = wish;
        if (wish) {
            tokenVersion++;
        }
        changed(now);
        return true;
    }

    /** A new password ends all tokens. */
    void setPassword(String hash, Instant now) {
        passwordHash = hash;
        tokenVersion++;
        changed(now);
    }

    private void changed(Instant now) {
        revision++;
        updatedAt = now;
        changed = true;
    }

    /** Whether what others see has changed since the row was read. A new person has not: his token introduces him. */
    boolean isChanged() {
        return changed;
    }

    PersonState state() {
        return new PersonState(
                id,
                uuid,
                revision,
                username,
                email,
                firstName,
                lastName,
                telegramId,
                role,
                blocked,
                tokenVersion,
                staffSince,
                createdAt);
    }

    PersonChanged changedEvent() {
        return new PersonChanged(TimeOrderedId.next(), state(), updatedAt);
    }
}
