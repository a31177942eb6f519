package io.otklik.identity.telegram;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Login by Telegram's WebApp. */
@ConfigMapping(prefix = "otklik.telegram")
interface TelegramConfig {

    /** OTKLIK_TELEGRAM_BOT_TOKEN: the secret that Telegram gave the bot. Without it nobody logs in by Telegram. */
    Optional<String> botToken();

    /** How old what Telegram has signed may be. */
    @WithDefault("PT24H")
    Duration life();

    /** By how much Telegram's clock may be ahead of ours. */
    @WithDefault("PT5S")
    Duration skew();
}
