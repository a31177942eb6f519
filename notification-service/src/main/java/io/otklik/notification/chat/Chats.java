package io.otklik.notification.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otklik.edge.Language;
import io.otklik.notification.neighbour.Neighbours;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** admin-service, which owns the chats. Every call fails when it is away. */
@ApplicationScoped
public class Chats {

    private final Neighbours neighbours;

    Chats(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Whether there is such a chat and the person takes part in it. */
    public Uni<Boolean> isMember(long chat, long personId) {
        return neighbours
                .ofAdmin("/internal/chats/" + chat + "/members/" + personId)
                .map(answer -> answer.isPresent());
    }

    /** Says something in the chat. Answers why it was refused, in the language; empty when it was said. */
    Uni<Optional<String>> say(long chat, long personId, JsonNode content, Language language) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("person", personId);
        body.set("content", content);
        return neighbours
                .handToAdmin("/internal/chats/" + chat + "/messages", body.toString(), language)
                .map(refusal -> refusal.map(Chats::reason));
    }

    /** A refusal is {@code {"detail": "…"}} or {@code {"content": ["…"]}}. */
    private static String reason(JsonObject refusal) {
        Object first =
                refusal.stream().findFirst().map(field -> field.getValue()).orElse("");
        return first instanceof JsonArray several ? several.getString(0) : first.toString();
    }
}
