package io.otklik.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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

    @Override
    public Integer call() {
        List<InternalCall> services = CONSUMERS.stream().map(InternalCall::to).toList();
        return replay(services, topic, System.out::println) ? 0 : 1;
    }

    /**
     * Whether no dead letter remains; a service that fails does not keep the next one from being asked.
     *
     * @param topic null: all
     * @param told gets each line as soon as it is known
     */
    static boolean replay(List<InternalCall> services, String topic, Consumer<String> told) {
        boolean complete = true;
        for (InternalCall service : services) {
            try {
                complete &= replay(service, topic, told);
            } catch (UserError failed) {
                told.accept(failed.getMessage());
                complete = false;
            }
        }
        return complete;
    }

    /** In calls that do not take long: a service ends a connection on which nothing moves, and what came of the call is not known then. */
    private static boolean replay(InternalCall service, String topic, Consumer<String> told) {
        String name = service.title();
        String path = "/internal/replay?" + (topic == null ? "" : "topic=" + encoded(topic) + "&");
        long applied = 0;
        long kept = 0;
        String from = "";
        while (from != null) {
            JsonNode answer;
            try {
                answer = json(name, service.answer(path + from));
            } catch (UserError failed) {
                if (!from.isEmpty()) {
                    told.accept("%s: at least %d dead letters applied, %d not, before a call failed."
                            .formatted(name, applied, kept));
                }
                throw failed;
            }
            applied += answer.path("applied").longValue();
            for (JsonNode letter : answer.path("kept")) {
                told.accept(name + " cannot apply " + letter.asText());
                kept++;
            }
            JsonNode next = answer.path("next");
            from = next.isTextual() ? "after=" + encoded(next.textValue()) : null;
        }
        told.accept("%s: %d dead letters applied, %d remain.".formatted(name, applied, kept));
        return kept == 0;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String name, String answer) {
        try {
            return new ObjectMapper().readTree(answer);
        } catch (JsonProcessingException unreadable) {
            throw new UserError(name + " did not answer in JSON");
        }
    }
}
