package io.otklik.identity.passwordreset;

import io.otklik.edge.Language;
import io.otklik.events.PersonState;
import io.otklik.idempotency.RequestTransaction;
import io.otklik.identity.account.Accounts;
import io.otklik.identity.account.Flaw;
import io.otklik.identity.loginattempt.ClientAddress;
import io.otklik.identity.loginattempt.LoginAttempts;
import io.otklik.identity.password.Passwords;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** A new password for those who forgot theirs, by a link that is mailed to them (contracts/README.md, section 5). */
@ApplicationScoped
public class PasswordResets {

    private static final Logger LOG = Logger.getLogger(PasswordResets.class);

    private final ResetRows rows;
    private final ResetTokens tokens;
    private final ResetCourier courier;
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final Clock clock;

    PasswordResets(
            ResetRows rows,
            ResetTokens tokens,
            ResetCourier courier,
            Accounts accounts,
            Passwords passwords,
            LoginAttempts attempts,
            Clock clock) {
        this.rows = rows;
        this.tokens = tokens;
        this.courier = courier;
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Has a link mailed to the person with this e-mail, if there is one who may have it. The answer and the work before it
     * are the same for all; the request survives a crash.
     */
    public Uni<Void> ask(String email, Language language) {
        return rows.wish(email, language, clock.instant())
                .call(() -> RequestTransaction.afterCommit(this::wakeCourier));
    }

    private Uni<Void> wakeCourier() {
        return Uni.createFrom().voidItem().invoke(courier::wake);
    }

    /**
     * Sets the new password, which ends all of the person's tokens and all his other links; he is answered. Fails with TOKEN_NOT_VALID
     * or PASSWORD_FLAWED. Of two at once with one token, one succeeds. Logins that failed at the address are forgiven, and it is
     * known from now on: so his mailbox lets in even somebody whose account is being guessed at.
     */
    public Uni<PersonState> confirm(Confirmation wish, ClientAddress address) {
        return granted(wish)
                .chain(reset -> carryOut(reset, wish.newPassword()))
                .call(person -> RequestTransaction.afterCommit(() -> trust(person, address)));
    }

    /** Never fails: the password is set. After the commit, for what fails in a transaction calls all of it off. */
    private Uni<Void> trust(PersonState person, ClientAddress address) {
        return attempts.trust(person.id(), address)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("The address of person %d stays unknown: %s", person.id(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<GrantedReset> granted(Confirmation wish) {
        UUID person;
        try {
            person = UUID.fromString(wish.uid());
        } catch (IllegalArgumentException notOurs) {
            return Uni.createFrom().failure(ResetRefused.tokenNotValid());
        }
        return rows.granted(person, clock.instant()).map(resets -> matching(wish.token(), resets));
    }

    private GrantedReset matching(String token, List<GrantedReset> resets) {
        return resets.stream()
                .filter(reset -> tokens.matches(token, reset.id()))
                .findFirst()
                .orElseThrow(ResetRefused::tokenNotValid);
    }

    private Uni<PersonState> carryOut(GrantedReset reset, String newPassword) {
        Set<Flaw> flaws = Flaw.ofPassword(newPassword, reset.person());
        if (!flaws.isEmpty()) {
            return Uni.createFrom().failure(ResetRefused.passwordFlawed(flaws));
        }
        return passwords
                .hash(newPassword)
                .chain(hash -> accounts.setPassword(reset.person().id(), hash, person -> use(reset, person)))
                .invoke(person -> LOG.infof("Person %d has a new password by reset %s", person.id(), reset.id()));
    }

    /** Once more under the person's lock: hashing took a while. */
    private Uni<Void> use(GrantedReset reset, PersonState person) {
        if (person.blocked() || person.tokenVersion() != reset.person().tokenVersion()) {
            return Uni.createFrom().failure(ResetRefused.tokenNotValid());
        }
        return rows.use(reset.id(), clock.instant());
    }
}
