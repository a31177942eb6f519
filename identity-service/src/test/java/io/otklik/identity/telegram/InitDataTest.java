package io.otklik.identity.telegram;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class InitDataTest {

    /** Made by Telegram itself, for a bot that its makers published for such tests. */
    private static final String BOT_TOKEN = "5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8";

    private static final String GENUINE = "query_id=AAHdF6IQAAAAAN0XohDhrOrc"
            + "&user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%22%2C%22last_name%22%3A%22Kibenko%22"
            + "%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%7D"
            + "&auth_date=1662771648&hash=c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2";

    @Test
    void verify_takesWhatTelegramSigned() {
        InitData data = InitData.read(GENUINE, Optional.empty());
        assertDoesNotThrow(() -> data.verify(BOT_TOKEN));
        assertEquals(Optional.of("1662771648"), data.field("auth_date"));
        assertEquals(Optional.empty(), data.field("hash"));
    }

    @Test
    void verify_refusesAnotherBotsData() {
        InitData data = InitData.read(GENUINE, Optional.empty());
        TelegramRefused refused = assertThrows(TelegramRefused.class, () -> data.verify("1:another"));
        assertEquals(TelegramRefused.Reason.NOT_GENUINE, refused.reason());
    }
}
