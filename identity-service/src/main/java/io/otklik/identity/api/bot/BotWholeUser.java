package io.otklik.identity.api.bot;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.otklik.identity.account.Account;
import io.otklik.identity.activity.Activity;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer of role and status: the user object with what the list shows besides.
 *
 * @param tickets_count null while ticket-service is away, like {@code last_activity}
 */
record BotWholeUser(
        @JsonUnwrapped BotUser user,
        @Schema(example = "5", nullable = true) Long tickets_count,
        @Schema(nullable = true) Instant last_activity) {

    static BotWholeUser of(Account account, Optional<Activity> activity) {
        return new BotWholeUser(
                BotUser.of(account),
                activity.map(Activity::tickets).orElse(null),
                activity.map(Activity::last).orElse(null));
    }
}
