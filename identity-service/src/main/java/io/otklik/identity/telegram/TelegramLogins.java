package io.otklik.identity.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otklik.events.PersonState;
import io.otklik.identity.account.ProfileEdit;
import io.otklik.identity.account.TelegramAccounts;
import io.otklik.identity.account.TelegramUser;
import io.otklik.identity.session.LongToken;
import io.otklik.identity.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Logins by Telegram's WebApp. */
@ApplicationScoped
public class TelegramLogins {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Who logged in, with his token. */
    public record Arrival(PersonState person, LongToken token) {}

    private final TelegramConfig config;
    private final TelegramAccounts accounts;
    private final Sessions sessions;
    private final Clock clock;

    TelegramLogins(TelegramConfig config, TelegramAccounts accounts, Sessions sessions, Clock clock) {
        this.config = config;
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Logs in whom Telegram names, and makes his account when he has none. Fails with {@link TelegramRefused}.
     *
     * @param initData the WebApp's, as it came
     * @param hash its signature when it came by itself
     */
    public Uni<Arrival> login(String initData, Optional<String> hash) {
        String botToken = config.botToken().orElseThrow(() -> refused(TelegramRefused.Reason.NOT_CONFIGURED, "no bot"));
        InitData data = InitData.read(initData, hash);
        data.verify(botToken);
        requireFresh(data);
        return accounts.arrive(user(data))
                .invoke(TelegramLogins::requireActive)
                .chain(person -> sessions.longAccess(person).map(token -> new Arrival(person, token)));
    }

    private void requireFresh(InitData data) {
        long signedAt =
                data.field("auth_date").map(TelegramLogins::seconds).orElseThrow(() -> notGenuine("no auth_date"));
        long now = clock.instant().getEpochSecond();
        if (signedAt > now + config.skew().toSeconds()
                || signedAt < now - config.life().toSeconds()) {
            throw refused(TelegramRefused.Reason.NOT_FRESH, "auth_date " + signedAt);
        }
    }

    private static long seconds(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw notGenuine("auth_date");
        }
    }

    private static TelegramUser user(InitData data) {
        JsonNode user = json(data.field("user").orElseThrow(() -> notGenuine("no user")));
        JsonNode id = user.path("id");
        if (!id.isIntegralNumber() || !id.canConvertToLong()) {
            throw notGenuine("user without id");
        }
        return new TelegramUser(
                id.longValue(), name(user, "username"), name(user, "first_name"), name(user, "last_name"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw notGenuine("user is no JSON");
        }
    }

    /** Null when there is none; without what the database does not keep. */
    private static String name(JsonNode user, String field) {
        String kept = user.path(field)
                .asText("")
                .codePoints()
                .filter(point -> point != 0 && Character.getType(point) != Character.SURROGATE)
                .limit(ProfileEdit.MAX_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return kept.isEmpty() ? null : kept;
    }

    private static void requireActive(PersonState person) {
        if (person.blocked()) {
            throw refused(TelegramRefused.Reason.BLOCKED, "person " + person.id());
        }
    }

    private static TelegramRefused notGenuine(String why) {
        return refused(TelegramRefused.Reason.NOT_GENUINE, why);
    }

    private static TelegramRefused refused(TelegramRefused.Reason reason, String why) {
        return new TelegramRefused(reason, why);
    }
}
