package io.otklik.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./otklik demo}. */
@ExtendWith(Suite.class)
class DemoIT {

    private static final Map<String, String> STORIES = Map.of(
            "demo-anna", "Не работает вход",
            "demo-boris", "Проблема с оплатой",
            "demo-vera", "Заменить картридж в принтере",
            "demo-nikolay", "Письма от вас попадают в спам");

    @Test
    void demo_loadsOnce_andItsLoginsWork() {
        assertThat(Suite.running().command("demo"), containsString("Loaded:"));
        assertThat(Suite.running().command("demo"), containsString("Everything was there already."));
        STORIES.forEach((name, subject) -> {
            Someone person = Someone.login(0, name, name + "@example.com", "Sunflower_77");
            List<String> subjects = person.reads("/api/v1/tickets/").getList("subject");
            assertEquals(1, subjects.stream().filter(subject::equals).count());
        });
        Someone agent = Someone.login(0, "demo-maria", "demo-maria@example.com", "Sunflower_77");
        assertEquals(
                List.of("Смена поддержки"), agent.reads("/api/admin/chats/").getList("results.name"));
        assertEquals(1, agent.reads("/api/admin/communications/").getInt("count"));
    }
}
