package io.otklik.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The services' OpenAPI documents as one. It is committed, so that a change of the wire shows in a diff, and served by the
 * gateway; {@code -Dotklik.document.write=true} writes it anew from the running suite (CONTRIBUTING.md).
 */
final class MergedDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new DigitsQuoted())
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .build())
            .build();

    private final ObjectNode document;

    private MergedDocument(ObjectNode document) {
        this.document = document;
    }

    /** As the running services say it. */
    static MergedDocument of(Suite suite) {
        ObjectNode merged = JSON.createObjectNode().put("openapi", "3.0.3");
        merged.putObject("info")
                .put("title", "Otklik")
                .put(
                        "description",
                        "Five published helpdesk contracts over one domain. A token of any login is valid in all of them."
                                + " At the bot's own hosts `/api/v1/**` is the bot's contract.\n\n"
                                + "A path means the same with and without a slash at its end. Messages are in Russian, with"
                                + " `Accept-Language: en` in English. Every answer has an `X-Request-Id`: the caller's, if it"
                                + " sent one, else a new one.")
                .put("version", "1");
        merged.putArray("servers").addObject().put("url", "/");
        merged.putArray("tags");
        merged.putObject("paths");
        merged.putObject("components");
        add(gateways(), merged);
        for (String service : List.of("IDENTITY", "TICKET", "NOTIFICATION", "ADMIN")) {
            add(read(suite.port("OTKLIK_" + service + "_PORT")), merged);
        }
        sort(merged, "paths");
        sort(merged, "components");
        merged.path("components")
                .properties()
                .forEach(kind -> sort((ObjectNode) merged.path("components"), kind.getKey()));
        return new MergedDocument(merged);
    }

    /** The documents' own routes: no resources, from which a document could be made. */
    private static JsonNode gateways() {
        try (InputStream routes = MergedDocument.class.getResourceAsStream("documents.yaml")) {
            return YAML.readTree(routes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static JsonNode read(int port) {
        try {
            return JSON.readTree(URI.create("http://localhost:" + port + "/q/openapi?format=json")
                    .toURL());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void add(JsonNode service, ObjectNode merged) {
        service.path("tags").forEach(tag -> addTag(tag, (ArrayNode) merged.path("tags")));
        addAll(service.path("paths"), (ObjectNode) merged.path("paths"));
        addAll(service.path("components"), (ObjectNode) merged.path("components"));
    }

    private static void addTag(JsonNode tag, ArrayNode tags) {
        for (JsonNode known : tags) {
            if (known.equals(tag)) {
                return;
            }
        }
        tags.add(tag);
    }

    /** The operations of paths, the parts of each kind of components. */
    private static void addAll(JsonNode groups, ObjectNode merged) {
        groups.properties().forEach(group -> {
            JsonNode known = merged.get(group.getKey());
            ObjectNode all = known == null ? merged.putObject(group.getKey()) : (ObjectNode) known;
            group.getValue().properties().forEach(part -> put(group.getKey(), part, all));
        });
    }

    /** What two services call by one name must be one thing. */
    private static void put(String where, Map.Entry<String, JsonNode> part, ObjectNode all) {
        JsonNode known = all.get(part.getKey());
        if (known != null && !known.equals(part.getValue())) {
            throw new IllegalStateException(
                    "Two different " + where + " " + part.getKey() + ":\n" + known + "\n" + part.getValue());
        }
        all.set(part.getKey(), part.getValue());
    }

    private static void sort(ObjectNode owner, String field) {
        Map<String, JsonNode> inOrder = new TreeMap<>();
        owner.path(field).properties().forEach(entry -> inOrder.put(entry.getKey(), entry.getValue()));
        owner.putObject(field).setAll(inOrder);
    }

    JsonNode json() {
        return document;
    }

    String yaml() {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Where it is committed. */
    static Path committed(Suite suite) {
        return suite.root().resolve("gateway/src/main/resources/openapi.yaml");
    }

    /** No reader of YAML shall take a text, a date or an id among them, for a number or a time. */
    private static final class DigitsQuoted extends StringQuotingChecker.Default {

        @Override
        public boolean needToQuoteName(String name) {
            return super.needToQuoteName(name) || isLikeANumber(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || isLikeANumber(value);
        }

        private static boolean isLikeANumber(String text) {
            return !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
        }
    }
}
