package io.otklik.standalone;

import static io.otklik.standalone.DemoPeople.MARIA;
import static io.otklik.standalone.DemoPeople.OLGA;
import static io.otklik.standalone.DemoPeople.PAVEL;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What the staff of the demo talk of among themselves: a chat, and a communication between departments. */
final class DemoTalks {
    private final DemoClient client;
    private final DemoPeople people;
    private final List<String> told;

    /** @param told gets what is new */
    DemoTalks(DemoClient client, DemoPeople people, List<String> told) {
        this.client = client;
        this.people = people;
        this.told = told;
    }

    void load() {
        chat();
        communication();
    }

    private void chat() {
        String name = "Смена поддержки";
        String list = "/api/admin/chats/";
        if (DemoClient.has(
                client.get(list + "?page_size=100", people.token(MARIA)).path("results"), "name", name)) {
            return;
        }
        String chat = list
                + client.post(
                                list,
                                people.token(MARIA),
                                Map.of(
                                        "name",
                                        name,
                                        "chat_type",
                                        "general",
                                        "participants",
                                        List.of(people.id(PAVEL), people.id(OLGA))))
                        .path("id")
                        .asLong();
        JsonNode first = client.post(
                chat + "/messages/",
                people.token(MARIA),
                Map.of("content", "Сегодня много вопросов об оплате: банк отклоняет карты."));
        client.does(
                "POST",
                chat + "/messages/",
                people.token(PAVEL),
                Map.of(
                        "content",
                        "Понял, советую другую карту.",
                        "reply_to",
                        first.path("id").asLong()));
        told.add("chat " + name);
    }

    private void communication() {
        String subject = "Отказы банка";
        String list = "/api/admin/communications/";
        if (DemoClient.has(
                client.get(list + "?page_size=100", people.token(OLGA)).path("results"), "subject", subject)) {
            return;
        }
        client.does(
                "POST",
                list,
                people.token(OLGA),
                Map.of(
                        "from_department",
                        "Поддержка",
                        "to_department",
                        "Бухгалтерия",
                        "subject",
                        subject,
                        "content",
                        "Просим узнать у банка, почему отклоняются платежи.",
                        "priority",
                        "high",
                        "participants",
                        List.of(people.id(MARIA))));
        told.add("communication " + subject);
    }
}
