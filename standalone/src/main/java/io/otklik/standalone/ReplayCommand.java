package io.otklik.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description =
                "Applies dead letters once more, each in the service that put it aside, when their cause is mended;"
                        + " names those that remain; 1 if there are such.")
final class ReplayCommand implements Callable<Integer> {
    /** Those that apply events in batches. */
    private static final List<Part> CONSUMERS = List.of(Part.NOTIFICATION_SERVICE, Part.ADMIN_SERVICE);

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only records of this topic, as otklik.tickets; all when left out.")
    private String topic;

    /** @param complete whether no dead letter remains */
    record Outcome(boolean complete, List<String> lines) {}

    @Override
    public Integer call() {
        String path = "/internal/replay"
                + (topic == null ? "" : "?topic=" + URLEncoder.encode(topic, StandardCharsets.UTF_8));
        boolean complete = true;
        for (Part part : CONSUMERS) {
            Outcome outcome = replay(InternalCall.to(part), path);
            outcome.lines().forEach(System.out::println);
            complete &= outcome.complete();
        }
        return complete ? 0 : 1;
    }

    /** Fails with a {@link UserError} when it is not known what became of them. */
    static Outcome replay(InternalCall service, String path) {
        String name = service.title();
        JsonNode answer = json(name, service.answer("POST", path));
        List<String> lines = new ArrayList<>();
        answer.path("kept").forEach(kept -> lines.add(name + " cannot apply " + kept.asText()));
        lines.add("%s: %d dead letters applied, %d remain."
                .formatted(name, answer.path("applied").longValue(), lines.size()));
        return new Outcome(lines.size() == 1, lines);
    }

    private static JsonNode json(String name, String answer) {
        try {
            return new ObjectMapper().readTree(answer);
        } catch (JsonProcessingException unreadable) {
            throw new UserError(name + " did not answer in JSON");
        }
    }
}
