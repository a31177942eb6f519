package io.otklik.identity.api.techsupport;

import io.otklik.edge.Contract;
import io.otklik.edge.Problem;
import io.otklik.edge.Refusals;
import io.otklik.edge.Text;
import io.otklik.identity.account.AccountRefused;
import io.otklik.identity.account.Flaw;
import io.otklik.identity.loginattempt.TooManyAttempts;
import io.otklik.identity.password.PasswordsBusy;
import io.otklik.identity.passwordreset.ResetRefused;
import io.otklik.identity.session.SessionRefused;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.TreeSet;

/** What techsupport answers to each refusal (techsupport-v1.md; contracts/README.md, section 5). */
@Singleton
class TechsupportRefusals implements Refusals {

    private static final Text NO_ACTIVE_ACCOUNT = new Text(
            "Не найдено активной учетной записи с указанными данными",
            "No active account found with the given credentials");
    private static final Text REFRESH_NOT_VALID =
            new Text("Токен недействителен или просрочен.", "Token is invalid or expired.");
    private static final Text LINK_NOT_VALID = new Text(
            "Ссылка для сброса пароля недействительна или устарела.",
            "The password reset link is invalid or has expired.");
    private static final Text OWN_ROLE =
            new Text("Нельзя изменить собственную роль", "You cannot change your own role");
    private static final Text ADMINISTRATORS_ROLE = new Text(
            "Нельзя изменить роль другого администратора", "You cannot change the role of another administrator");

    @Override
    public Contract contract() {
        return Contract.TECHSUPPORT;
    }

    @Override
    public Optional<Problem> problem(Throwable refusal) {
        if (refusal instanceof AccountRefused refused) {
            return Optional.of(of(refused));
        }
        if (refusal instanceof SessionRefused refused) {
            return Optional.of(of(refused));
        }
        if (refusal instanceof ResetRefused refused) {
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
            case OWN_ROLE -> Problem.bareField("role", OWN_ROLE);
            case ADMINISTRATORS_ROLE -> Problem.bareField("role", ADMINISTRATORS_ROLE);
            // No method of this contract blocks anybody, or lets him choose a role.
            case OWN_BLOCK, ROLE_NOT_OPEN -> Problem.forbidden();
        };
    }

    private static Problem of(ResetRefused refused) {
        return switch (refused.reason()) {
            case TOKEN_NOT_VALID -> Problem.field("token", LINK_NOT_VALID);
            case PASSWORD_FLAWED -> {
                Flaw first = new TreeSet<>(refused.flaws()).first();
                yield Problem.field("new_password", first.text());
            }
        };
    }

    private static Problem of(SessionRefused refused) {
        return switch (refused.reason()) {
            case NO_ACTIVE_ACCOUNT ->
                Problem.of(Problem.Kind.UNAUTHENTICATED, NO_ACTIVE_ACCOUNT)
                        .withCode("no_active_account")
                        .withHeader("WWW-Authenticate", "Bearer");
            case TOKEN_NOT_VALID -> Problem.tokenNotValid();
            case NOTHING_TO_END -> Problem.field("refresh", REFRESH_NOT_VALID);
        };
    }
}
