package io.otklik.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "reconcile",
        description = "Compares all events with the ledger of deliveries and names each difference; 1 if there is one.")
final class ReconcileCommand implements Callable<Integer> {

    /** @param agrees whether nothing differs */
    record Verdict(boolean agrees, List<String> lines) {}

    @Override
    public Integer call() {
        Verdict verdict = reconcile(InternalCall.to(Part.NOTIFICATION_SERVICE));
        verdict.lines().forEach(System.out::println);
        return verdict.agrees() ? 0 : 1;
    }

    /** Fails with a {@link UserError} when nothing was compared. */
    static Verdict reconcile(InternalCall service) {
        JsonNode found = json(service.answer("/internal/reconciliation"));
        List<String> lines = new ArrayList<>();
        found.path("differences").forEach(difference -> lines.add(line(difference)));
        long different = found.path("different").longValue();
        if (different > lines.size()) {
            lines.add("... and " + (different - lines.size()) + " more");
        }
        lines.add("%d events lead to %d deliveries: %d pending, %d differences."
                .formatted(
                        found.path("events").longValue(),
                        found.path("due").longValue(),
                        found.path("pending").longValue(),
                        different));
        return new Verdict(different == 0, lines);
    }

    private static JsonNode json(String answer) {
        try {
            return new ObjectMapper().readTree(answer);
        } catch (JsonProcessingException unreadable) {
            throw new UserError("notification-service did not answer in JSON");
        }
    }

    /** {@code missing: feed new_ticket of ticket 5 to the agents, event … at otklik.tickets-3-17 (put aside: …)}. */
    private static String line(JsonNode difference) {
        JsonNode person = difference.path("person");
        JsonNode place = difference.path("place");
        JsonNode reason = difference.path("reason");
        return "%s: %s %s of ticket %s to %s, event %s%s%s"
                .formatted(
                        difference.path("what").asText(),
                        difference.path("channel").asText(),
                        difference.path("kind").asText(),
                        difference.path("ticket").asText(),
                        person.isNull() ? "the agents" : "person " + person.asText(),
                        difference.path("event").asText(),
                        place.isNull() ? "" : " at " + place.asText(),
                        reason.isNull() ? "" : " (put aside: " + reason.asText() + ")");
    }
}
