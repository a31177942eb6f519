package io.otklik.identity.api.support0;

import io.otklik.edge.Contract;
import io.otklik.edge.Problem;
import io.otklik.edge.Refusals;
import io.otklik.edge.Text;
import io.otklik.identity.account.AccountRefused;
import io.otklik.identity.loginattempt.TooManyAttempts;
import io.otklik.identity.password.PasswordsBusy;
import io.otklik.identity.session.SessionRefused;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What support0 answers to each refusal (contracts/README.md, sections 3 and 9). */
@Singleton
class Support0Refusals implements Refusals {

    private static final Text NO_ACTIVE_ACCOUNT = new Text(
            "Не найдено активной учетной записи с указанными данными",
            "No active account found with the given credentials");

    @Override
    public Contract contract() {
        return Contract.SUPPORT0;
    }

    @Override
    public Optional<Problem> problem(Throwable refusal) {
        if (refusal instanceof AccountRefused refused) {
            return Optional.of(of(refused));
        }
        if (refusal instanceof SessionRefused refused) {
            return Optional.of(of(refused));
        }
        if (refusal instanceof TooManyAttempts refused) {
            return Optional.of(Problem.tooManyRequests(refused.retryAfterSeconds()));
        }
        if (refusal instanceof PasswordsBusy) {
            return Optional.of(Problem.unavailable());
        }
        return Optional.empty();
    }

    private static Problem of(AccountRefused refused) {
        return switch (refused.reason()) {
            case NOT_FOUND -> Problem.notFound();
            case FLAWED -> Problem.fields(Problem.Kind.INVALID, refused.fields());
            // No method of this contract changes a role or blocks anybody, or lets him choose a role.
            case OWN_ROLE, ADMINISTRATORS_ROLE, OWN_BLOCK, ROLE_NOT_OPEN -> Problem.forbidden();
        };
    }

    private static Problem of(SessionRefused refused) {
        return switch (refused.reason()) {
            // The document shows the detail alone; the code is techsupport's.
            case NO_ACTIVE_ACCOUNT ->
                Problem.of(Problem.Kind.UNAUTHENTICATED, NO_ACTIVE_ACCOUNT).withHeader("WWW-Authenticate", "Bearer");
            case TOKEN_NOT_VALID, NOTHING_TO_END -> Problem.tokenNotValid();
        };
    }
}
