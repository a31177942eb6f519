package io.otklik.identity.api.bot;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.otklik.identity.account.Account;
import io.otklik.identity.activity.Activity;
import java.time.Instant;
import java.util.Optional;

/**
 * The answer of role and status: the user object with what the list shows besides.
 *
 * @param tickets_count null while ticket-service is away, like {@code last_activity}
 */
record BotWholeUser(@JsonUnwrapped BotUser user, Long tickets_count, Instant last_activity) {

    static BotWholeUser of(Account account, Optional<Activity> activity) {
        return new BotWholeUser(
                BotUser.of(account),
                activity.map(Activity::tickets).orElse(null),
                activity.map(Activity::last).orElse(null));
    }
}
