package io.otklik.identity.api.bot;

import io.otklik.edge.Contract;
import io.otklik.edge.Problem;
import io.otklik.edge.Refusals;
import io.otklik.edge.Text;
import io.otklik.identity.account.AccountRefused;
import io.otklik.identity.telegram.TelegramRefused;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What bot answers to each refusal (telegram-bot.md; contracts/README.md, section 6). */
@Singleton
class BotRefusals implements Refusals {

    private static final Text NOT_GENUINE =
            new Text("Подпись данных Telegram неверна.", "The signature of the Telegram data is wrong.");
    private static final Text NOT_FRESH = new Text("Данные Telegram устарели.", "The Telegram data are out of date.");
    private static final Text BLOCKED = new Text("Пользователь заблокирован.", "The user is blocked.");
    private static final Text NOT_CONFIGURED =
            new Text("Вход через Telegram не настроен.", "Login by Telegram is not configured.");
    private static final Text OWN_ROLE =
            new Text("Нельзя изменить собственную роль.", "You cannot change your own role.");
    private static final Text OWN_BLOCK =
            new Text("Нельзя изменить собственный статус.", "You cannot change your own status.");

    @Override
    public Contract contract() {
        return Contract.BOT;
    }

    @Override
    public Optional<Problem> problem(Throwable refusal) {
        if (refusal instanceof AccountRefused refused) {
            return Optional.of(of(refused));
        }
        if (refusal instanceof TelegramRefused refused) {
            return Optional.of(of(refused));
        }
        return Optional.empty();
    }

    private static Problem of(AccountRefused refused) {
        return switch (refused.reason()) {
            case NOT_FOUND -> Problem.notFound();
            case FLAWED -> Problem.fields(Problem.Kind.INVALID, refused.fields());
            case OWN_ROLE -> Problem.of(Problem.Kind.FORBIDDEN, OWN_ROLE);
            case OWN_BLOCK -> Problem.of(Problem.Kind.FORBIDDEN, OWN_BLOCK);
            // This contract lets administrators change each other's roles, and nobody choose his own.
            case ADMINISTRATORS_ROLE, ROLE_NOT_OPEN -> Problem.forbidden();
        };
    }

    private static Problem of(TelegramRefused refused) {
        return switch (refused.reason()) {
            case NOT_CONFIGURED ->
                Problem.of(Problem.Kind.UNAVAILABLE, NOT_CONFIGURED).withCode("telegram_not_configured");
            case NOT_GENUINE -> unauthenticated(NOT_GENUINE);
            case NOT_FRESH -> unauthenticated(NOT_FRESH);
            case BLOCKED -> unauthenticated(BLOCKED);
        };
    }

    private static Problem unauthenticated(Text text) {
        return Problem.of(Problem.Kind.UNAUTHENTICATED, text).withHeader("WWW-Authenticate", "Bearer");
    }
}
